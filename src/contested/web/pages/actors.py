"""The page of one actor and the table of relations, both only from what reports say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contested.errors import NotFound
from contested.records import Claim, Document, Incident, Party, Relation
from contested.web import words
from contested.web.filters import ordered
from contested.web.source import Ledger


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation with the report that states it; ``document`` None: not in the ledger."""

    relation: Relation
    document: Document | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the reports of this ledger say of one actor."""

    actor_id: str
    name: str
    names: tuple[tuple[str, int], ...]
    acted: tuple[Incident, ...]
    acted_on: tuple[Incident, ...]
    relations: tuple[RelationLine, ...]


def actor_page(ledger: Ledger, actor_id: str) -> ActorPage:
    """The page of one actor; raises ``NotFound`` where no report of the ledger names it."""
    relations = list(ledger.relations())
    incidents = ordered(ledger.incidents(), "-date")
    seen = [one for one in _parties(ledger.claims(), relations) if one.actor_id == actor_id]
    held = [one for each in incidents for one in (*each.side_a, *each.side_b) if one.actor_id == actor_id]
    if not (seen or held):
        raise NotFound(f"No report of this ledger names an actor “{actor_id[:80]}”.")
    its = [one for one in relations if actor_id in {one.subject.actor_id, one.object.actor_id}]
    return ActorPage(
        actor_id=actor_id,
        name=next((one.actor_name for one in (*seen, *held) if one.actor_name), actor_id),
        names=tuple(Counter(one.text for one in seen).most_common()),
        acted=tuple(one for one in incidents if _named(one.side_a, actor_id)),
        acted_on=tuple(one for one in incidents if _named(one.side_b, actor_id)),
        relations=relation_lines(ledger, its),
    )


def relation_lines(ledger: Ledger, relations: Iterable[Relation]) -> tuple[RelationLine, ...]:
    """Relations with their reports, by type and names."""
    documents: dict[str, Document | None] = {}
    lines = []
    for relation in relations:
        if relation.document_id not in documents:
            documents[relation.document_id] = _document(ledger, relation.document_id)
        lines.append(RelationLine(relation, documents[relation.document_id]))
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                line.relation.type,
                words.party(line.relation.subject),
                words.party(line.relation.object),
                line.relation.relation_id,
            ),
        )
    )


def _parties(claims: Iterable[Claim], relations: Iterable[Relation]) -> Iterator[Party]:
    for claim in claims:
        yield from claim.side_a
        yield from claim.side_b
        yield from (step.source for step in claim.attribution if step.source)
    for relation in relations:
        yield from (relation.subject, relation.object)


def _named(side: tuple[Party, ...], actor_id: str) -> bool:
    return any(one.actor_id == actor_id for one in side)


def _document(ledger: Ledger, document_id: str) -> Document | None:
    try:
        return ledger.document(document_id)
    except NotFound:
        return None
