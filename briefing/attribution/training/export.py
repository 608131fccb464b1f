"""Weights from training as the one file that the package ships: ONNX, matrix products in 8 bits, the rest halved.

What is exported computes what `Net` computes, arranged for one window on one core: queries, keys and values are one
product, attention is one fused operation, and of each pointer only the likeliest targets leave the graph. No pickle is
shipped: `net.pt` stays with whoever trained it.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from briefing.attribution.encoder import BEST
from briefing.attribution.training.net import HEAD, POINTER, Net

SMALL = 4096  # initializers with fewer elements stay in single precision: they weigh nothing
OPSET = 18
_INT, _FLOAT = TensorProto.INT64, TensorProto.FLOAT
_LENGTH = "length"


def export(folder: Path, base: Path, out: Path, *, rounded: bool = True) -> str:
    """Write `encoder.onnx` and `tokenizer.json`.

    Args:
        folder: Where training left `net.pt`.
        base: The base model's folder.
        out: The package's data folder.
        rounded: Whether matrix products are computed in 8 bits; in single precision otherwise.

    Returns:
        The SHA-256 of the weights' file.
    """
    net = Net(base)
    net.take(torch.load(folder / "net.pt", map_location="cpu", weights_only=True))
    net.eval()
    model = Graph(net).model()
    onnx.checker.check_model(model)
    if rounded:
        model = in_eight_bits(model)
    halve(model)
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / "encoder.onnx")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    return hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest()


class Graph:
    """A network as a graph for one window.

    In: ids and features of shape (length,). Out: tags (length, 7) and entities (length, 9) as probabilities; for each
    of the two pointers the positions of its BEST likeliest targets (or of all, when there are fewer) and their
    probabilities, (length, BEST) each.

    Args:
        net: The network, in evaluation.
    """

    def __init__(self, net: Net) -> None:
        self._net = net
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def model(self) -> onnx.ModelProto:
        """The whole graph."""
        encoder = self._net.encoder
        hidden = self._embedded(encoder.embeddings)
        for number, layer in enumerate(encoder.encoder.layer):
            hidden = self._layer(f"layer{number}", layer, hidden)
        flat = self._add("Squeeze", [hidden, self._constant("first", np.array([0]))])
        for name in ("tags", "entities"):
            self._add("Softmax", [self._linear(name, getattr(self._net, name), flat)], name, axis=-1)
        self._pointers(flat)
        inputs = [helper.make_tensor_value_info(name, _INT, [_LENGTH]) for name in ("ids", "features")]
        shapes: dict[str, tuple[int, int | str]] = {
            name: (_FLOAT, getattr(self._net, name).out_features) for name in ("tags", "entities")
        }
        for pointer in ("cues", "sources"):
            shapes |= {pointer: (_INT, "best"), f"{pointer[:-1]}_odds": (_FLOAT, "best")}
        outputs = [helper.make_tensor_value_info(name, kind, [_LENGTH, n]) for name, (kind, n) in shapes.items()]
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, list(self._constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="briefing")

    def _add(self, kind: str, inputs: list[str], output: str = "", domain: str = "", **attributes: object) -> str:
        """Add a node; returns the name of its (first) output."""
        output = output or f"{kind.lower()}{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def _constant(self, name: str, values: npt.NDArray[np.generic] | torch.Tensor) -> str:
        array = values.detach().numpy() if isinstance(values, torch.Tensor) else values
        self._constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _linear(self, name: str, layer: nn.Linear, inputs: str) -> str:
        product = self._add("MatMul", [inputs, self._constant(f"{name}.weight", layer.weight.T)])
        return self._add("Add", [product, self._constant(f"{name}.bias", layer.bias)])

    def _normed(self, name: str, layer: nn.LayerNorm, inputs: str) -> str:
        scale, shift = self._constant(f"{name}.scale", layer.weight), self._constant(f"{name}.shift", layer.bias)
        return self._add("LayerNormalization", [inputs, scale, shift], axis=-1, epsilon=layer.eps)

    def _embedded(self, embeddings: nn.Module) -> str:
        """Words, features and places, of shape (1, length, width)."""
        words = self._add("Gather", [self._constant("words", embeddings.word_embeddings.weight), "ids"])
        marks = self._add("Gather", [self._constant("marks", self._net.features.weight), "features"])
        kind = embeddings.token_type_embeddings.weight[0]
        places = self._constant("places", embeddings.position_embeddings.weight + kind)
        zero, first = self._constant("zero", np.array([0])), self._constant("first", np.array([0]))
        length = self._add("Shape", ["ids"])
        placed = self._add("Slice", [places, zero, length, first])
        total = self._add("Add", [self._add("Add", [words, marks]), placed])
        return self._normed("embedded", embeddings.LayerNorm, self._add("Unsqueeze", [total, first]))

    def _layer(self, name: str, layer: nn.Module, hidden: str) -> str:
        own = layer.attention.self
        heads = own.query.out_features // HEAD
        parts = (own.query, own.key, own.value)
        weights = torch.cat([part.weight for part in parts]).T
        bias = torch.cat([part.bias for part in parts])
        product = self._add("MatMul", [hidden, self._constant(f"{name}.qkv.weight", weights)])
        packed = self._add("Add", [product, self._constant(f"{name}.qkv.bias", bias)])
        split = [f"{name}.{part}" for part in ("query", "key", "value")]
        self._nodes.append(helper.make_node("Split", [packed], split, axis=-1, num_outputs=3))
        mixed = self._add("MultiHeadAttention", split, domain="com.microsoft", num_heads=heads)
        out = self._linear(f"{name}.mixed", layer.attention.output.dense, mixed)
        hidden = self._normed(f"{name}.mixed", layer.attention.output.LayerNorm, self._add("Add", [out, hidden]))
        wide = self._linear(f"{name}.wide", layer.intermediate.dense, hidden)
        narrow = self._linear(f"{name}.narrow", layer.output.dense, self._gelu(wide))
        return self._normed(f"{name}.out", layer.output.LayerNorm, self._add("Add", [narrow, hidden]))

    def _gelu(self, inputs: str) -> str:
        return self._add("Gelu", [inputs], domain="com.microsoft")

    def _pointers(self, flat: str) -> None:
        """The likeliest targets of each pointer; position 0 means none."""
        names = [f"pointer{number}" for number in range(4)]
        self._nodes.append(
            helper.make_node(
                "Split", [self._linear("pointers", self._net.pointers, flat)], names, axis=-1, num_outputs=4
            )
        )
        scale = self._constant("scale", np.array(POINTER**-0.5, dtype=np.float32))
        most = self._constant("most", np.array([BEST]))
        best = self._add("Min", [most, self._add("Shape", ["ids"])])
        for start, name in ((0, "cues"), (2, "sources")):
            turned = self._add("Transpose", [names[start + 1]], perm=[1, 0])
            logits = self._add("Mul", [self._add("MatMul", [names[start], turned]), scale])
            odds = self._add("Softmax", [logits], axis=-1)
            self._nodes.append(helper.make_node("TopK", [odds, best], [f"{name[:-1]}_odds", name], axis=-1))


def in_eight_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same with the weights of every matrix product in 8 bits, each output channel on its own scale."""
    with tempfile.TemporaryDirectory() as scratch:
        whole, rounded = Path(scratch) / "whole.onnx", Path(scratch) / "rounded.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            rounded,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
        return onnx.load(rounded)


def halve(model: onnx.ModelProto) -> None:
    """Store big weights in half precision and cast them back at load, where onnxruntime folds the casts away."""
    for tensor in list(_big(model)):
        name = tensor.name
        values = numpy_helper.to_array(tensor).astype(np.float16)
        tensor.CopyFrom(numpy_helper.from_array(values, f"{name}.half"))
        model.graph.node.insert(0, helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))


def _big(model: onnx.ModelProto) -> Iterator[onnx.TensorProto]:
    for tensor in model.graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) >= SMALL:
            yield tensor
