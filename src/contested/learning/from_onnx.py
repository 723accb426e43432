"""Shipped weights back as a network that can learn.

What is shipped are 8-bit numbers with a scale a column. Widened again they are what the coder computes with,
so learning goes on from the very reader that made the claims that a person judged; 32-bit weights need
not be shipped.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from contested.errors import DataFileError
from contested.learning.examples import KINDS, ROLES, STATUSES
from contested.learning.model import Reader


def load(folder: Path) -> tuple[Reader, dict[str, Any]]:
    """The network of a folder of weights, and its ``reader.json``.

    Raises:
        DataFileError: a file is not there, or its labels are not those of this program.
    """
    try:
        meta = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        graph = onnx.load(str(folder / "reader.onnx")).graph
        with np.load(folder / "heads.npz") as heads:
            state = {
                "distance.weight": heads["distance"],
                "roles.weight": heads["roles_w"].T,
                "roles.bias": heads["roles_b"],
            }
    except OSError as error:
        raise DataFileError(f"no weights to start from in {folder}: {error}") from error
    for name, wanted in (("kinds", KINDS), ("roles", ROLES), ("statuses", STATUSES)):
        if list(meta[name]) != list(wanted):
            raise DataFileError(f"{folder}: its {name} are others than this program's; take newer weights")
    state |= _of_encoder(graph)
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    reader = Reader(len(meta["types"]), len(KINDS), len(ROLES), len(STATUSES), layers=layers)
    try:
        reader.load_state_dict({name: torch.from_numpy(_wide(values)) for name, values in state.items()})
    except RuntimeError as error:
        raise DataFileError(f"{folder}: weights of another program version; take newer ones") from error
    return reader, meta


def _of_encoder(graph: Any) -> dict[str, Any]:
    """The weights of the graph by their names in the network.

    A vector and a table keep their name behind "reader."; the matrix of a product loses it in the export
    and stands turned, so it takes the name of the product ("/reader/layers.0/qkv/MatMul").
    """
    given = {it.name: numpy_helper.to_array(it) for it in graph.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in given:
            whole, scale = (given.pop(name) for name in node.input[:2])
            given.pop(node.input[2])
            axis = next(it.i for it in node.attribute if it.name == "axis")
            given[node.output[0]] = whole.astype(np.float32) * np.expand_dims(scale, 1 - axis)
        if node.op_type == "Identity" and node.input[0] in given:  # equal weights are stored once
            given[node.output[0]] = given[node.input[0]]
    found = {name.removeprefix("reader."): it for name, it in given.items() if name.startswith("reader.")}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in given:
            module = ".".join(node.name.split("/")[2:-1])
            found[f"{module}.weight"] = given[node.input[1]].T
    return found


def _wide(values: Any) -> Any:
    return np.array(values, dtype=np.float32, order="C")  # a copy: what a file holds is read-only
