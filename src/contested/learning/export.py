"""Weights from training to the files that are shipped: one ONNX graph, 8-bit weights, 32-bit sums.

Weight-only 8 bits lose 0 to 1 F1 where 8-bit arithmetic loses up to 4 (measured on re3d), and every processor
computes the same. The embedding is stored in 8 bits a row.
"""

from __future__ import annotations

import json
import shutil
import warnings
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from contested.learning.examples import KINDS, ROLES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from contested.learning.model import Reader

LEAST = 4096  # weights below this size stay in 32 bits: shapes, hints, norms
INPUTS = ("ids", "shapes", "hints", "suspects")
OUTPUTS = ("kinds", "types", "standing", "pair")


class Plain(nn.Module):
    """The encoder on one chunk without padding."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, hints: Tensor, suspects: Tensor) -> tuple[Tensor, ...]:
        """All (1, pieces)."""
        return self.reader(ids, shapes, hints, suspects, torch.ones_like(ids))


def write(
    reader: Reader, types: Sequence[str], tokenizer: Path, out: Path, made: Mapping[str, object]
) -> None:
    """Write the four files that ``inference`` reads; ``made`` (version, where from) goes into the last."""
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    _trace(reader, out / "whole.onnx")
    graph = onnx.load(str(out / "whole.onnx"))
    (out / "whole.onnx").unlink()
    onnx.save(in_eight_bits(graph), str(out / "reader.onnx"))
    heads = {
        "distance": reader.distance.weight,
        "roles_w": reader.roles.weight.T,
        "roles_b": reader.roles.bias,
    }
    numbers = {name: it.detach().numpy().astype(np.float32) for name, it in heads.items()}
    np.savez(out / "heads.npz", **numbers)
    shutil.copy(tokenizer, out / "tokenizer.json")
    meta = {"types": [*types], "kinds": KINDS, "roles": ROLES, "statuses": STATUSES, **made}
    (out / "reader.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


def _trace(reader: Reader, path: Path) -> None:
    some = torch.ones(1, 12, dtype=torch.long)
    with warnings.catch_warnings():
        # A split in three (query, key, value) is read as three parts of a fixed number, which they are.
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        # The newer exporter renames every matrix; ``from_onnx`` finds them by the names of this one.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            Plain(reader),
            tuple(some for _ in INPUTS),
            str(path),
            input_names=[*INPUTS],
            output_names=[*OUTPUTS],
            dynamic_axes={name: {1: "pieces"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )


def in_eight_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """Every large matrix as int8 with a scale a column (a row for embeddings), widened where it is used."""
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept, added = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.ndim != 2 or values.size < LEAST or values.dtype != np.float32:
            kept.append(tensor)
            continue
        axis = 0 if tensor.name in gathered else 1
        scale, whole = _rounded(values, axis)
        kept += [
            numpy_helper.from_array(whole, f"{tensor.name}.int8"),
            numpy_helper.from_array(scale, f"{tensor.name}.scale"),
            numpy_helper.from_array(np.zeros_like(scale, dtype=np.int8), f"{tensor.name}.zero"),
        ]
        names = [f"{tensor.name}.{part}" for part in ("int8", "scale", "zero")]
        added.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = [*added, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def _rounded(
    values: npt.NDArray[np.float32], axis: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int8]]:
    largest = np.abs(values).max(axis=1 - axis)
    scale = np.where(largest == 0, 1.0, largest / 127.0).astype(np.float32)
    shaped = scale[:, None] if axis == 0 else scale[None, :]
    return scale, np.clip(np.rint(values / shaped), -127, 127).astype(np.int8)
