"""Labelled texts as tensors: one row a chunk, with a mask over everything that its set does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from contested.inference.features import Chunk, Marked, Pieces
from contested.learning.examples import KINDS, ROLES, STATUSES, Example, Told

OPEN = -100
_ROLE = {role: at for at, role in enumerate(ROLES)}


@dataclass(frozen=True, slots=True)
class Pointed:
    """A trigger or reference with the roles that each piece fills; ``known`` masks what is not labelled."""

    head: int
    status: int
    incident: float
    main: float
    fills: Tensor
    known: Tensor


@dataclass(frozen=True, slots=True)
class Row:
    """A chunk and its labels. ``types`` (pieces, types + 1) is true for every type that would be right."""

    chunk: Chunk
    kinds: Tensor
    types: Tensor
    pointed: tuple[Pointed, ...]
    source: str


def rows(example: Example, pieces: Pieces, types: Sequence[str]) -> list[Row]:
    """The chunks of a labelled text with their labels."""
    marks = [Marked(*mark) for mark in example.marks]
    return [_row(example, chunk, types) for chunk in pieces.chunks(example.text, example.sentences, marks)]


def _row(example: Example, chunk: Chunk, types: Sequence[str]) -> Row:
    allowed, pointed = _events(example, chunk, types)
    for start, end, targets in example.references:
        inside = _inside(chunk, start, end)
        if inside:
            pointed.append(_reference(chunk, inside[0], targets))
    return Row(chunk, _kinds(example, chunk), allowed, tuple(pointed), example.source)


def _kinds(example: Example, chunk: Chunk) -> Tensor:
    kinds = torch.full((len(chunk), len(KINDS)), OPEN)
    kinds[1:-1] = torch.tensor([0 if kind in example.kinds else OPEN for kind in KINDS])
    for kind, start, end in example.mentions:
        inside = _inside(chunk, start, end)
        if kind in example.kinds and inside:
            kinds[inside, KINDS.index(kind)] = 2
            if chunk.starts[inside[0]] <= start or inside[0] == 1:
                kinds[inside[0], KINDS.index(kind)] = 1
    return kinds


def _events(example: Example, chunk: Chunk, types: Sequence[str]) -> tuple[Tensor, list[Pointed]]:
    number = {key: at + 1 for at, key in enumerate(types)}
    allowed = torch.zeros(len(chunk), len(types) + 1, dtype=torch.bool)
    allowed[:, 0] = True
    if example.elsewhere is None:
        allowed[:] = True
    for key in example.elsewhere or ():
        allowed[:, number[key]] = True
    for start, end in example.open:
        allowed[_inside(chunk, start, end)] = True
    for start, end in example.nothing:
        inside = _inside(chunk, start, end)
        allowed[inside] = False
        allowed[inside, 0] = True
    pointed = []
    for event in example.events:
        inside = _inside(chunk, event.start, event.end)
        if not inside:
            continue
        if event.types:  # none given: what it tells is not labelled, only how it stands
            allowed[inside] = False
        for key in event.types:
            allowed[inside, number[key]] = True
        pointed.append(_pointed(chunk, event, inside[0]))
    return allowed, pointed


def _pointed(chunk: Chunk, event: Told, head: int) -> Pointed:
    fills = torch.zeros(len(chunk), len(ROLES))
    known = torch.zeros(len(chunk), len(ROLES))
    known[1:-1] = torch.tensor([1.0 if role in event.roles else 0.0 for role in ROLES])
    for role, start, end in event.arguments:
        fills[_inside(chunk, start, end), _ROLE[role]] = 1.0
    return Pointed(
        head,
        STATUSES.index(event.status) if event.status else OPEN,
        float(event.incident) if event.incident is not None else float(OPEN),
        float(event.main) if event.main is not None else float(OPEN),
        fills,
        known,
    )


def _reference(chunk: Chunk, head: int, targets: Sequence[tuple[int, int]]) -> Pointed:
    fills = torch.zeros(len(chunk), len(ROLES))
    known = torch.zeros(len(chunk), len(ROLES))
    known[1:-1, _ROLE["stands_for"]] = 1.0
    for start, end in targets:
        fills[_inside(chunk, start, end), _ROLE["stands_for"]] = 1.0
    return Pointed(head, OPEN, float(OPEN), float(OPEN), fills, known)


def _inside(chunk: Chunk, start: int, end: int) -> list[int]:
    return [
        at
        for at in range(1, len(chunk) - 1)
        if chunk.starts[at] < end and start < chunk.ends[at] and chunk.words[at] >= 0
    ]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows padded to one length. ``rows`` and ``heads`` say where each trigger or reference stands."""

    ids: Tensor
    shapes: Tensor
    hints: Tensor
    suspects: Tensor
    mask: Tensor
    kinds: Tensor
    types: Tensor
    rows: Tensor
    heads: Tensor
    status: Tensor
    incident: Tensor
    main: Tensor
    fills: Tensor
    known: Tensor
    weights: Tensor


def batch(chosen: Sequence[Row], weight: dict[str, float]) -> Batch:
    """Pad rows together."""
    length, n_types = max(len(row.chunk) for row in chosen), chosen[0].types.shape[1]
    pointed = [(at, it) for at, row in enumerate(chosen) for it in row.pointed]

    def numbers(name: str) -> Tensor:
        return torch.tensor([getattr(row.chunk, name) + [0] * (length - len(row.chunk)) for row in chosen])

    kinds = torch.full((len(chosen), length, len(KINDS)), OPEN)
    types = torch.ones(len(chosen), length, n_types, dtype=torch.bool)
    for at, row in enumerate(chosen):
        kinds[at, : len(row.chunk)] = row.kinds
        types[at, : len(row.chunk)] = row.types
    fills = torch.zeros(len(pointed), length, len(ROLES))
    known = torch.zeros(len(pointed), length, len(ROLES))
    for n, (_, it) in enumerate(pointed):
        fills[n, : len(it.fills)] = it.fills
        known[n, : len(it.known)] = it.known
    return Batch(
        numbers("ids"),
        numbers("shapes"),
        numbers("hints"),
        numbers("suspects"),
        torch.tensor([[1] * len(row.chunk) + [0] * (length - len(row.chunk)) for row in chosen]),
        kinds,
        types,
        torch.tensor([at for at, _ in pointed], dtype=torch.long),
        torch.tensor([it.head for _, it in pointed], dtype=torch.long),
        torch.tensor([it.status for _, it in pointed], dtype=torch.long),
        torch.tensor([it.incident for _, it in pointed]),
        torch.tensor([it.main for _, it in pointed]),
        fills,
        known,
        torch.tensor([weight.get(row.source, 1.0) for row in chosen]),
    )
