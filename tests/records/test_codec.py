"""A record comes back from its bytes as it was, and the same record is always the same bytes."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.records import (
    Claim,
    Coding,
    Derivation,
    Document,
    Incident,
    Judgement,
    Mention,
    Refusal,
    Relation,
    Run,
    Sentence,
)
from contested.records.codec import decode, encode
from contested.values.intervals import CountRange, DateInterval
from contested.values.spans import Span
from small_war import small_war

KINDS = [
    Document, Sentence, Mention, Claim, Relation, Incident, Derivation, Refusal, Coding, Run, Judgement
]  # fmt: skip
# Half surrogates are not text: documents.read takes them out, and JSON has no bytes for them.
words = st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=8)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
whole = st.integers(0, 10**6)
LEAVES: dict[object, st.SearchStrategy[object]] = {
    str: words,
    int: whole,
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: days,
    type(None): st.none(),
    Span: st.tuples(whole, whole).map(sorted).map(lambda ends: Span(*ends)),
    DateInterval: st.tuples(days, days).map(sorted).map(lambda ends: DateInterval(*ends)),
    CountRange: st.tuples(whole, whole).map(sorted).map(lambda ends: CountRange(*ends))
    | whole.map(lambda low: CountRange(low, None)),
}


@cache
def values(kind: object) -> st.SearchStrategy[object]:
    """Any value of a field's type."""
    if kind in LEAVES:
        return LEAVES[kind]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of(*map(values, inner))
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    assert is_dataclass(kind), kind
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_written_is_read_again(kind: type, data: st.DataObject) -> None:
    record = data.draw(values(kind))
    body = encode(record)
    assert decode(body, kind) == record
    assert decode(body.decode(), kind) == record
    assert encode(decode(body, kind)) == body
    assert b"\n" not in body


def test_a_ledgers_records_are_read_again() -> None:
    war = small_war()
    for records in (war.documents(), war.claims(), war.relations(), war.incidents(), war.derivations()):
        for record in records:
            assert decode(encode(record), type(record)) == record


def test_a_claim_that_differs_in_anything_has_other_bytes() -> None:
    claim = small_war().claims()[0]
    changed = [
        replace(claim, status="denied"),
        replace(claim, tolls=()),
        replace(claim, confidence=claim.confidence + 1e-9),
        replace(claim, side_b=claim.side_a, side_a=claim.side_b),
    ]
    assert len({encode(one) for one in (claim, *changed)}) == 5


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"{}", b'{"document_id": 7}', b"\xff"],
)
def test_bytes_of_another_shape_are_no_record(body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError if body != b"\xff" else (msgspec.MsgspecError, UnicodeError)):
        decode(body, Claim)


def test_a_status_that_nobody_knows_is_not_read() -> None:
    body = encode(small_war().claims()[0]).replace(b'"status":"reported"', b'"status":"perhaps"')
    with pytest.raises(msgspec.ValidationError, match="status"):
        decode(body, Claim)


def test_a_toll_that_ends_below_its_beginning_is_not_read() -> None:
    body = encode(small_war().claims()[0])
    low = body.index(b'"low":') + len(b'"low":')
    broken = body[:low] + b"99999" + body[body.index(b",", low) :]
    if b'"high":null' in body:
        broken = broken.replace(b'"high":null', b'"high":1', 1)
    with pytest.raises((msgspec.ValidationError, ValueError), match="no range"):
        decode(broken, Claim)
