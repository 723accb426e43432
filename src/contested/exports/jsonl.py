"""The five files of the record contract, one JSON object a line.

Documents are in order of their external id; mentions and claims follow their documents and then
the place of their words; incidents are in order of their days; relations of their type and ends.
Rows are written as they come and brought into order by their places in the file, so that memory
holds a key a row and never the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from contested.exports import rows
from contested.exports.from_records import claim_row, document_row, incident_row, mention_row, words_row
from contested.exports.persons import NamesAllowed
from contested.exports.relations import Registered, relation_rows
from contested.exports.source import Source
from contested.exports.vocabulary import Vocabularies
from contested.records import Claim, Derivation, Document, Incident, Party

Key = tuple[str | int, ...]


@dataclass(slots=True)
class Contents:
    """What the files need to know of each other, gathered on the way.

    ``order`` gives document ids in the order of the export with their external ids; ``words`` the
    mentions that only claims give; ``withheld`` the persons' names that stay out of derived rows; ``named``
    the actors of claims and relations, by id.
    """

    order: dict[str, str] = field(default_factory=dict)
    incident_of: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[tuple[int, int, str], rows.MentionRow]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    allowed: NamesAllowed = field(default_factory=NamesAllowed)
    withheld: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def write_jsonl(
    folder: Path, source: Source, vocabularies: Vocabularies, names: bool, registered: Registered
) -> frozenset[str]:
    """Write the five files into ``folder``; give the persons' names that derived rows must not hold."""
    contents = Contents()
    for incident in source.incidents():
        contents.incident_of.update(dict.fromkeys(incident.claim_ids, incident.incident_id))
    contents.allowed.add_leaders(source.relations())
    _write(folder / "documents.jsonl", _documents(source, contents))
    _write(folder / "claims.jsonl", _in_order(_claims(source, contents, vocabularies)))
    _write(folder / "mentions.jsonl", _mentions(source, contents, names))
    withheld = frozenset(contents.withheld)
    _write(folder / "incidents.jsonl", _in_order(_incidents(source, vocabularies, withheld)))
    for relation in source.relations():
        _note_actors(contents, (relation.subject, relation.object))
    relations = relation_rows(source.relations(), registered, contents.named)
    _write(folder / "relations.jsonl", map(rows.line, relations))
    return withheld


def withheld_names(source: Source) -> frozenset[str]:
    """The persons' names that an export without names leaves out, where no JSON Lines are written."""
    contents = Contents(order={one.document_id: one.external_id for one in source.documents()})
    contents.allowed.add_leaders(source.relations())
    for claim in source.claims():
        _note_words(contents, claim)
    for _ in _mentions(source, contents, names=False):
        pass
    return frozenset(contents.withheld)


def incident_key(incident: Incident) -> Key:
    """Where an incident stands among others: by its first and last day, the undated last."""
    days = incident.date
    if days is None:
        return (1, "", "", incident.incident_id)
    return (0, days.first.isoformat(), days.last.isoformat(), incident.incident_id)


def _write(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as out:
        out.writelines(lines)


def _in_order(keyed: Iterable[tuple[Key, bytes]]) -> Iterator[bytes]:
    """The lines in order of their keys, kept in a nameless file meanwhile."""
    with TemporaryFile() as spool:
        places: list[tuple[Key, int, int]] = []
        at = 0
        for key, line in keyed:
            spool.write(line)
            places.append((key, at, len(line)))
            at += len(line)
        for _, start, length in sorted(places):
            spool.seek(start)
            yield spool.read(length)


def _documents(source: Source, contents: Contents) -> Iterator[bytes]:
    copies: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in source.derivations():
        copies[derivation.document_id].append(derivation)
    keyed: list[Key] = []

    def each() -> Iterator[tuple[Key, bytes]]:
        for document in source.documents():
            key = _document_key(document)
            keyed.append(key)
            yield key, rows.line(document_row(document, copies.get(document.document_id, ())))

    yield from _in_order(each())
    contents.order = {str(document_id): str(external_id) for external_id, document_id in sorted(keyed)}


def _document_key(document: Document) -> Key:
    return (document.external_id, document.document_id)


def _claims(source: Source, contents: Contents, vocabularies: Vocabularies) -> Iterator[tuple[Key, bytes]]:
    for claim in source.claims():
        _note_words(contents, claim)
        _note_actors(contents, (*claim.side_a, *claim.side_b))
        external_id = contents.order.get(claim.document_id, "")
        incident_id = contents.incident_of.get(claim.claim_id)
        row = claim_row(claim, external_id, incident_id, vocabularies(claim))
        yield _claim_key(claim, external_id), rows.line(row)


def _claim_key(claim: Claim, external_id: str) -> Key:
    return (
        external_id,
        claim.document_id,
        claim.sentence.start,
        claim.trigger.start,
        claim.event_type,
        claim.claim_id,
    )


def _note_actors(contents: Contents, parties: Iterable[Party]) -> None:
    contents.named.update(party.actor_id for party in parties if party.actor_id)


def _note_words(contents: Contents, claim: Claim) -> None:
    """Keep trigger, cues and sources as mentions, and who may be named because they speak."""
    external_id = contents.order.get(claim.document_id, "")
    found = [words_row(claim.trigger, "trigger", claim, external_id)]
    for step in claim.attribution:
        if step.cue:
            found.append(words_row(step.cue, "cue", claim, external_id))
        if step.source:
            found.append(words_row(step.source, "source", claim, external_id))
            contents.allowed.add(claim.document_id, step.source.text)
    words = contents.words[claim.document_id]
    for row in found:
        there = words.get((row.start, row.end, row.kind))
        if there is None or row.score > there.score:
            words[row.start, row.end, row.kind] = row


def _mentions(source: Source, contents: Contents, names: bool) -> Iterator[bytes]:
    """The mentions of one document after the other, those that claims rest on included."""
    for document_id, external_id in contents.order.items():
        found: dict[tuple[int, int, str], rows.MentionRow] = {}
        for mention in source.mentions(document_id):
            if mention.kind == "person" and not names and not contents.allowed.names(mention):
                contents.withheld.add(mention.text)
                continue
            row = mention_row(mention, external_id)
            found.setdefault((row.start, row.end, row.kind), row)
        for place, row in contents.words.pop(document_id, {}).items():
            found.setdefault(place, row)
        yield from (rows.line(found[place]) for place in sorted(found))


def _incidents(
    source: Source, vocabularies: Vocabularies, withheld: frozenset[str]
) -> Iterator[tuple[Key, bytes]]:
    for incident in source.incidents():
        row = incident_row(incident, vocabularies(incident), withheld)
        yield incident_key(incident), rows.line(row)
