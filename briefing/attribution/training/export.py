"""Weights from training as the one file that the package ships: ONNX, stored in half precision, computed in single.

No pickle is shipped: `net.pt` stays with whoever trained it.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from briefing.attribution.training.net import Net

SMALL = 4096  # initializers with fewer elements stay in single precision: they weigh nothing


def export(folder: Path, base: Path, out: Path) -> str:
    """Write `encoder.onnx` and `tokenizer.json`.

    Args:
        folder: Where training left `net.pt`.
        base: The base model's folder.
        out: The package's data folder.

    Returns:
        The SHA-256 of the weights' file.
    """
    net = Net(base)
    net.load_state_dict(torch.load(folder / "net.pt", map_location="cpu", weights_only=True))
    net.encoder.set_attn_implementation("eager")
    net.eval()
    example = (
        torch.ones(2, 16, dtype=torch.int64),
        torch.zeros(2, 16, dtype=torch.int64),
        torch.ones(2, 16, dtype=torch.int64),
    )
    batch, length = torch.export.Dim("batch", min=1, max=256), torch.export.Dim("length", min=2, max=512)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            net,
            example,
            path,
            input_names=["ids", "features", "mask"],
            output_names=["tags", "entities", "to_cue", "to_source"],
            dynamic_shapes=({0: batch, 1: length},) * 3,
            dynamo=True,
            external_data=False,
        )
        model = onnx.load(path)
    halve(model)
    anonymous(model)
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out / "encoder.onnx")
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    return hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest()


def anonymous(model: onnx.ModelProto) -> None:
    """Take out what the exporter writes about the machine it ran on, such as the paths of every line it traced."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output, *graph.initializer):
        part.doc_string = ""
        del part.metadata_props[:]


def halve(model: onnx.ModelProto) -> None:
    """Store big weights in half precision and cast them back at load, where onnxruntime folds the casts away."""
    casts = []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALL:
            continue
        name = tensor.name
        values = numpy_helper.to_array(tensor).astype(np.float16)
        tensor.CopyFrom(numpy_helper.from_array(values, f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
