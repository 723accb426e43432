"""Records to JSON bytes and back, the same bytes for the same record."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from contested.records.claims import Claim, Relation
from contested.records.documents import Derivation, Document, Sentence
from contested.records.incidents import Incident
from contested.records.mentions import Mention
from contested.records.runs import Coding, Judgement, Refusal, Run

Record = (
    Document
    | Sentence
    | Mention
    | Claim
    | Relation
    | Incident
    | Derivation
    | Refusal
    | Coding
    | Run
    | Judgement
)
T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="deterministic")
_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}


def encode(record: object) -> bytes:
    """One record as compact JSON; key order is fixed."""
    return _encoder.encode(record)


def decode(body: bytes | str, kind: type[T]) -> T:
    """A record of ``kind`` from JSON; raises ``msgspec.ValidationError`` where the shape is another."""
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    result: T = _decoders[kind].decode(body)
    return result
