"""Relations that several reports state, brought together: one row for one relation at one time.

Two reports state the same relation when type, both ends and both dates are equal; an end is its
actor of the register, or, where none is known, its words. Different dates stay two rows.

What the shipped register says is there too, marked as such, for actors that the ledger's claims and
relations name: a reader then sees both what reports say and what is known. Its types that the contract
has not ("pledged_to", "dissolved" and others) are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from contested.exports import rows
from contested.records import Party, RegisterRelation, Relation
from contested.values.ids import content_id
from contested.values.intervals import DateInterval

TYPES = frozenset(get_args(rows.RelationType))

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Registered:
    """The register's side of an export: its dated relations, and its names of actors by id."""

    relations: tuple[RegisterRelation, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


NO_REGISTER = Registered()


def relation_rows(
    relations: Iterable[Relation],
    registered: Registered = NO_REGISTER,
    named: Container[str] = frozenset(),
) -> Iterator[rows.RelationRow]:
    """One row for each relation and its dates, in order of type, ends and dates; the register's last.

    ``named`` are the ids of the actors about whom the register is asked.
    """
    together: dict[Key, list[Relation]] = defaultdict(list)
    for relation in relations:
        together[_key(relation)].append(relation)
    for key in sorted(together):
        yield _row(key, sorted(together[key], key=lambda one: one.relation_id))
    known = [_registered_row(one, registered.names) for one in registered.relations if _concerns(one, named)]
    yield from sorted(known, key=lambda row: (row.type, row.subject.text, row.object.text, row.relation_id))


def _key(relation: Relation) -> Key:
    return (
        relation.type,
        _identity(relation.subject),
        _identity(relation.object),
        relation.begins.first.isoformat() if relation.begins else "",
        relation.ends.last.isoformat() if relation.ends else "",
    )


def _identity(end: Party) -> str:
    return end.actor_id or f"words:{' '.join(end.text.casefold().split())}"


def _row(key: Key, stated: list[Relation]) -> rows.RelationRow:
    first = stated[0]
    dated = first.begins or first.ends
    return rows.RelationRow(
        relation_id=content_id("rel", key),
        type=first.type,  # type: ignore[arg-type]  # checked by the schema: records keep types open
        subject=_end(first.subject),
        object=_end(first.object),
        first=first.begins.first.isoformat() if first.begins else None,
        last=first.ends.last.isoformat() if first.ends else None,
        precision=dated.precision if dated else None,
        claim_ids=sorted({one.claim_id for one in stated if one.claim_id}),
        document_ids=sorted({one.document_id for one in stated}),
        register=False,
    )


def _end(party: Party) -> rows.EndRow:
    return rows.EndRow(actor_id=party.actor_id, actor_name=party.actor_name, text=party.text)


def _concerns(relation: RegisterRelation, named: Container[str]) -> bool:
    return relation.type in TYPES and relation.subject in named and relation.object in named


def _registered_row(relation: RegisterRelation, names: Mapping[str, str]) -> rows.RelationRow:
    """A row of the register; where it knows a day only between bounds, the widest span is given."""
    dates = relation.dates
    first, last = dates.from_earliest, dates.to_latest
    key = ("register", relation.type, relation.subject, relation.object, first, last, relation.scope)
    return rows.RelationRow(
        relation_id=content_id("rel", key),
        type=relation.type,  # type: ignore[arg-type]  # one of TYPES
        subject=_registered_end(relation.subject, names),
        object=_registered_end(relation.object, names),
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        precision=_precision(first, dates.from_latest),
        claim_ids=[],
        document_ids=[],
        register=True,
    )


def _precision(first: date | None, latest: date | None) -> int | None:
    return DateInterval(first, latest or first).precision if first else None


def _registered_end(actor_id: str, names: Mapping[str, str]) -> rows.EndRow:
    name = names.get(actor_id)
    return rows.EndRow(actor_id=actor_id, actor_name=name, text=name or actor_id)
