"""One more output of the shipped graph, without another training: what the mention head reads of every word piece.

It is taken where the last layer begins: the last layer keeps what its own heads need, the one before knows more of who
is who. Everything else in the graph stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

NAME = "mentions"
_SIGNED = re.compile(r"^\| size, SHA-256 \|.*$", re.MULTILINE)


def tell_hidden(path: Path) -> None:
    """Have a graph tell the whole hidden vectors, to train on."""
    _written(path, None)


def tell_mentions(path: Path, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
    """Have a graph tell a few figures of each piece: its hidden vector times a weight, plus a bias.

    Args:
        path: The graph's file; an output of an earlier training is replaced.
        weight: Shape (hidden, figures).
        bias: Shape (figures,).

    Returns:
        The file's SHA-256.
    """
    return _written(path, (weight, bias))


def sign(card: Path, weights: Path) -> None:
    """Write the size and the SHA-256 of the weights into the row of a model card that is for them."""
    held = weights.read_bytes()
    row = f"| size, SHA-256 | {len(held):,} bytes, `{hashlib.sha256(held).hexdigest()}` |"
    card.write_text(_SIGNED.sub(row, card.read_text("utf8")), "utf8")


def _written(path: Path, projection: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]] | None) -> str:
    model = onnx.load(path)
    graph = model.graph
    _drop(graph)
    norms = [node for node in graph.node if node.op_type == "LayerNormalization"]
    before = norms[-3].output[0]  # a layer ends in its second norm
    width = next(scale.dims[-1] for scale in graph.initializer if scale.name == norms[-3].input[1])
    axis = f"{NAME}.axis"
    parts = [numpy_helper.from_array(np.array([0]), axis)]
    flat = NAME if projection is None else f"{NAME}.flat"
    nodes = [helper.make_node("Squeeze", [before, axis], [flat])]
    if projection is not None:
        weight, bias = projection
        width = weight.shape[1]
        for name, values in (("weight", weight), ("bias", bias)):
            parts.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), f"{NAME}.{name}"))
        nodes.append(helper.make_node("MatMul", [flat, f"{NAME}.weight"], [f"{NAME}.product"]))
        nodes.append(helper.make_node("Add", [f"{NAME}.product", f"{NAME}.bias"], [NAME]))
    graph.initializer.extend(parts)
    graph.node.extend(nodes)
    graph.output.append(helper.make_tensor_value_info(NAME, TensorProto.FLOAT, ["length", width]))
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _drop(graph: onnx.GraphProto) -> None:
    """Take out what an earlier call put in."""
    for kept in (graph.node, graph.initializer, graph.output):
        for item in list(kept):
            name = item.output[0] if isinstance(item, onnx.NodeProto) else item.name
            if name == NAME or name.startswith(f"{NAME}."):
                kept.remove(item)
