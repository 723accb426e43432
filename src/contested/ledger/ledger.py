"""What adding to a ledger and reading from it mean, once for all logs.

A report joins whole (its text, its coding, all that was coded) or not at all. A later coding of the same
report becomes the current one; the earlier stays and is read by asking for it. Incidents and derivations
are derived in builds: a build becomes visible in one step, when it is complete. What is read comes in the
order of its content (reports by external id, claims by their place in the text), never in the order in
which it happened to be written: two machines that coded the same reports read the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from types import TracebackType
from typing import Literal, TypeVar

from contested.errors import LedgerError, NotFound
from contested.ledger.base import Log, NewRow, Row, RowKind, Writer
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
)
from contested.records.codec import decode, encode
from contested.values.ids import content_id

T = TypeVar("T")

BUILD_BATCH = 500  # incidents a transaction: some 20 ms, so that other writers are not kept waiting
PREVENTED = "prevented "  # a fault belongs to no coding, but to the one that it kept from being made
UNDATED = 10_000_000  # behind every day: date.max.toordinal() is 3,652,059
INCIDENTS: Literal["incidents"] = "incidents"
DERIVATIONS: Literal["derivations"] = "derivations"
OF_A_CODING: tuple[RowKind, ...] = ("document", "coding", "mentions", "claim", "relation", "refusal")


@dataclass(frozen=True, slots=True)
class RunState:
    """A run as the ledger saw it; ``finished`` is None for one that goes on or was killed."""

    run: Run
    started: datetime
    finished: datetime | None
    counts: tuple[tuple[str, int], ...]


class Ledger:
    """All that is known, or (with ``upto``) all that was known at some time. A context manager."""

    def __init__(self, log: Log, upto: int | None = None) -> None:
        self._log = log
        self._upto = upto

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; a view ``as_known`` lets go of nothing."""
        if self._upto is None:
            self._log.close()

    @property
    def where(self) -> str:
        """The path of the ledger, or "memory"."""
        return self._log.where

    def as_known(self, at: datetime) -> Ledger:
        """The ledger as it was at a time (with time zone); it can be read, not written."""
        if at.tzinfo is None:
            raise ValueError("as_known: a time without time zone names no moment")
        upto = self._log.last(at)
        return Ledger(self._log, upto if self._upto is None else min(upto, self._upto))

    # ------------------------------------------------------------------ adding

    def start_run(self, run: Run) -> None:
        """Write down that a run begins, with its version, configuration and inputs."""
        with self._writing(run.run_id) as writer:
            writer.add(_row("run", run.run_id, run))

    def finish_run(self, run_id: str, counts: Mapping[str, int]) -> None:
        """Write down that a run ended by itself, and what it counted; only the first end counts."""
        with self._writing(run_id) as writer:
            writer.add(_row("run_end", run_id, tuple(counts.items()), belongs_to=run_id))

    def add_report(
        self,
        run_id: str,
        document: Document,
        coding: Coding,
        *,
        mentions: Sequence[Mention] = (),
        claims: Sequence[Claim] = (),
        relations: Sequence[Relation] = (),
        refusals: Sequence[Refusal] = (),
    ) -> bool:
        """Add a report with all that one coding made of it, whole or not at all.

        False where this coding is there already. The coding is the report's current one afterwards
        either way. Two different records of one id raise LedgerError: neither may hide the other.
        """
        rows = _rows_of_report(document, coding, mentions, claims, relations, refusals)
        with self._writing(run_id) as writer:
            new = not writer.has("coding", coding.coding_id, coding.coding_id)
            if new:
                for row in rows:
                    writer.add(row)
            _make_current(writer, document.document_id, coding.coding_id)
        return new

    def return_to_coding(self, run_id: str, coding_id: str) -> Coding | None:
        """The coding of this id, made its report's current one again; None where there is none.

        It is asked before a report is coded: work that is done is not done again.
        """
        coding = self.coding(coding_id)
        if coding and self._log.turn(coding.document_id, self._seen()) != coding_id:
            with self._writing(run_id) as writer:
                _make_current(writer, coding.document_id, coding_id)
        return coding

    def add_refusals(self, run_id: str, refusals: Iterable[Refusal], *, coding_id: str = "") -> int:
        """Add refusals that are part of no coding; how many were new.

        ``coding_id`` names the coding that a fault prevented: the refusal stands until the report is coded.
        """
        whole = f"{PREVENTED}{coding_id}" if coding_id else ""
        rows = [_row("refusal", it.refusal_id, it, belongs_to=whole, about=it.document_id) for it in refusals]
        if not rows:
            return 0
        with self._writing(run_id) as writer:
            return sum([writer.add(row) for row in rows])

    def add_derivations(self, run_id: str, derivations: Iterable[Derivation]) -> bool:
        """Make these the derivations that hold; False where they already were."""
        rows = {_derivation_id(it): it for it in derivations}
        build_id = content_id("bld", (DERIVATIONS, *(encode(rows[key]).decode() for key in sorted(rows))))
        new_rows = (_row("derivation", key, rows[key], belongs_to=build_id) for key in sorted(rows))
        return self._add_build(run_id, DERIVATIONS, build_id, new_rows)

    def add_incidents(self, run_id: str, build_id: str, incidents: Iterable[Incident]) -> bool:
        """Make these the incidents that hold; False where build ``build_id`` already was the current one.

        ``build_id`` is a digest of all that they are derived from (claims, judgements, version, settings):
        the same build has the same incidents. They are read lazily and written in batches, and become
        visible together after the last: a build that was killed is not seen and can be built again.
        """
        rows = (_incident_row(incident, build_id) for incident in incidents)
        return self._add_build(run_id, INCIDENTS, build_id, rows)

    def _add_build(self, run_id: str, subject: str, build_id: str, rows: Iterator[NewRow]) -> bool:
        if self._log.turn(subject, self._seen()) == build_id:
            return False
        if not self._log.find("build", build_id, self._seen()):
            while batch := list(islice(rows, BUILD_BATCH)):
                with self._writing(run_id) as writer:
                    for row in batch:
                        writer.add(row)
        with self._writing(run_id) as writer:
            writer.add(NewRow("build", build_id, "{}", build_id, subject))
            _make_current(writer, subject, build_id)
        return True

    def add_judgement(self, run_id: str, judgement: Judgement) -> bool:
        """Add a person's decision; False where it is there."""
        with self._writing(run_id) as writer:
            return writer.add(_row("judgement", judgement.judgement_id, judgement))

    def _writing(self, run_id: str) -> AbstractContextManager[Writer]:
        if self._upto is not None:
            raise LedgerError(f"{self.where}: the past can be read, not written")
        return self._log.write(run_id)

    # ------------------------------------------------------------------ reports and what they say

    def documents(self) -> Iterator[Document]:
        """All reports as their current coding stores them, by external id and id."""
        upto = self._seen()
        for document_id in self._log.documents(upto):
            yield self._document(document_id, upto)

    def document(self, name: str) -> Document:
        """The report of a document id or external id; NotFound where there is none or more than one."""
        upto = self._seen()
        if self._log.turn(name, upto) and self._log.find("document", name, upto):
            return self._document(name, upto)
        ids = self._log.named(name, upto)
        if len(ids) > 1:
            raise NotFound(f"{len(ids)} reports have the external id {name!r}: say which of {', '.join(ids)}")
        if not ids:
            raise NotFound(f"no report {name!r} in {self.where}")
        return self._document(ids[0], upto)

    def coding(self, coding_id: str) -> Coding | None:
        """The coding of this id, current or not; None where there is none."""
        rows = self._log.find("coding", coding_id, self._seen())
        return decode(rows[0].body, Coding) if rows else None

    def has_coding(self, coding_id: str) -> bool:
        """Whether this work is done."""
        return bool(self._log.find("coding", coding_id, self._seen()))

    def codings(self) -> Iterator[Coding]:
        """The current coding of every report, in the order of the reports."""
        return self._coded("coding", Coding)

    def codings_of(self, document_id: str) -> tuple[Coding, ...]:
        """All codings of one report, in the order in which they were made."""
        rows = self._log.of_document("coding", document_id, self._seen())
        return tuple(decode(row.body, Coding) for row in rows)

    def mentions(self, document_id: str, *, coding_id: str | None = None) -> tuple[Mention, ...]:
        """The mentions of a report in its current coding (or another), as the coder ordered them."""
        upto = self._seen()
        coding_id = coding_id or self._log.turn(document_id, upto) or ""
        rows = self._log.within(coding_id, "mentions", upto)
        return tuple(it for row in rows for it in decode(row.body, tuple[Mention, ...]))

    def claims(self, document_id: str | None = None) -> Iterator[Claim]:
        """Current claims of one report or of all, in the order of reports and of their triggers."""
        return self._coded("claim", Claim, document_id)

    def claims_of(self, coding_id: str) -> tuple[Claim, ...]:
        """The claims of one coding, current or not, in the order of their triggers."""
        return tuple(decode(row.body, Claim) for row in self._log.within(coding_id, "claim", self._seen()))

    def claim(self, claim_id: str) -> Claim:
        """The claim of this id: as currently coded, else as it was last coded; NotFound for none."""
        upto = self._seen()
        rows = self._log.find("claim", claim_id, upto)
        if not rows:
            raise NotFound(f"no claim {claim_id!r} in {self.where}")
        current = self._log.turn(rows[-1].document_id, upto)
        row = next((row for row in rows if row.belongs_to == current), rows[-1])
        return decode(row.body, Claim)

    def relations(self, document_id: str | None = None) -> Iterator[Relation]:
        """Current relations of one report or of all, in the order of reports and of their words."""
        return self._coded("relation", Relation, document_id)

    def refusals(self) -> Iterator[Refusal]:
        """The refusals that stand, by place and id.

        A refusal of an earlier coding does not stand any more, nor a fault of a report coded since.
        """
        upto = self._seen()
        standing = [row for row in self._log.of_kind("refusal", upto) if self._stands(row, upto)]
        found = {row.id: decode(row.body, Refusal) for row in standing}
        return iter(sorted(found.values(), key=lambda it: (it.place, it.refusal_id)))

    def _stands(self, row: Row, upto: int) -> bool:
        if not row.belongs_to:
            return True
        if row.belongs_to.startswith(PREVENTED):
            return all(it.seq < row.seq for it in self._log.of_document("coding", row.document_id, upto))
        return self._log.turn(row.document_id, upto) == row.belongs_to

    def _seen(self) -> int:
        """The last row that a reading which begins now sees: rows added meanwhile change nothing in it."""
        return self._log.last() if self._upto is None else self._upto

    def _document(self, document_id: str, upto: int) -> Document:
        current = self._log.turn(document_id, upto)
        rows = self._log.find("document", document_id, upto)
        return decode(next(row.body for row in rows if row.belongs_to == current), Document)

    def _coded(self, kind: RowKind, shape: type[T], document_id: str | None = None) -> Iterator[T]:
        upto = self._seen()
        for it in [document_id] if document_id else self._log.documents(upto):
            for row in self._log.within(self._log.turn(it, upto) or "", kind, upto):
                yield decode(row.body, shape)

    # ------------------------------------------------------------------ derived, decided, done

    def derivations(self) -> Iterator[Derivation]:
        """Which report is a copy or rewrite of which, by document and original."""
        return self._built(DERIVATIONS, "derivation", Derivation)

    def incidents(self) -> Iterator[Incident]:
        """The incidents of the current build, by first day (undated last) and id."""
        return self._built(INCIDENTS, "incident", Incident)

    def incident(self, name: str) -> Incident:
        """The incident of an id or of the only id that begins so; NotFound says what else to type."""
        upto = self._seen()
        build_id = self._log.turn(INCIDENTS, upto)
        rows = self._log.beginning("incident", name, build_id, upto, limit=6) if build_id and name else []
        if not rows:
            raise NotFound(f"no incident {name!r} in {self.where}; `contested incidents` lists them")
        if len(rows) > 1 and rows[0].id != name:
            ids = ", ".join(row.id for row in rows[:5]) + (" ..." if len(rows) > 5 else "")
            raise NotFound(f"more than one incident begins with {name!r}: {ids}")
        return decode(rows[0].body, Incident)

    def build_id(self) -> str | None:
        """The id of the current build of incidents; None where none was made."""
        return self._log.turn(INCIDENTS, self._seen())

    def judgements(self) -> Iterator[Judgement]:
        """All decisions in the order in which they were made: a later one on the same things counts."""
        return (decode(row.body, Judgement) for row in self._log.of_kind("judgement", self._seen()))

    def runs(self) -> Iterator[RunState]:
        """All runs in the order in which they began."""
        upto = self._seen()
        ends = {row.id: row for row in self._log.of_kind("run_end", upto)}
        for row in self._log.of_kind("run", upto):
            end = ends.get(row.id)
            counts = decode(end.body, tuple[tuple[str, int], ...]) if end else ()
            yield RunState(decode(row.body, Run), row.recorded_at, end.recorded_at if end else None, counts)

    def _built(self, subject: str, kind: RowKind, shape: type[T]) -> Iterator[T]:
        upto = self._seen()
        build_id = self._log.turn(subject, upto)
        for row in self._log.within(build_id, kind, upto) if build_id else ():
            yield decode(row.body, shape)

    # ------------------------------------------------------------------ the whole

    def counts(self) -> dict[str, int]:
        """How many of each there are, in what is current."""
        upto = self._seen()
        sizes = self._log.sizes(upto)
        return {
            "documents": sizes.get("document", 0),
            "codings": sum(1 for _ in self._log.of_kind("coding", upto)),
            "mentions": sizes.get("mentions", 0),
            "claims": sizes.get("claim", 0),
            "relations": sizes.get("relation", 0),
            "incidents": sizes.get("incident", 0),
            "derivations": sizes.get("derivation", 0),
            "refusals": sum(1 for _ in self.refusals()),
            "judgements": sum(1 for _ in self._log.of_kind("judgement", upto)),
            "runs": sum(1 for _ in self._log.of_kind("run", upto)),
        }

    def content_digest(self) -> str:
        """SHA-256 of all codings and of what is current, without times, run ids and row numbers.

        Two ledgers that were given the same reports have the same digest, however often and wherever
        the work was broken off.
        """
        digest = sha256()
        for part in self._content(self._seen()):
            digest.update(part.encode("utf-8"))
            digest.update(b"\x1e")  # record separator: stands in no JSON
        return digest.hexdigest()

    def _content(self, upto: int) -> Iterator[str]:
        for document_id in self._log.documents(upto):
            yield f"{document_id} {self._log.turn(document_id, upto)}"
            codings = self._log.of_document("coding", document_id, upto)
            for coding_id in sorted(row.id for row in codings):
                yield from self._bodies(coding_id, OF_A_CODING, upto)
        yield from (encode(refusal).decode() for refusal in self.refusals())
        yield from self._bodies(self._log.turn(DERIVATIONS, upto), ("derivation",), upto)
        yield from self._bodies(self._log.turn(INCIDENTS, upto), ("incident",), upto)
        judgements = {row.id: row.body for row in self._log.of_kind("judgement", upto)}
        yield from (judgements[key] for key in sorted(judgements))

    def _bodies(self, whole: str | None, kinds: tuple[RowKind, ...], upto: int) -> Iterator[str]:
        yield whole or ""
        for kind in kinds if whole else ():
            yield from (
                f"{row.kind} {row.id} {row.body}" for row in self._log.within(whole or "", kind, upto)
            )


def _make_current(writer: Writer, subject: str, whole: str) -> None:
    """Add a turn where ``whole`` is not the current coding or build of ``subject``.

    A turn is named by the one before it: A, B and A again are three turns.
    """
    before = writer.turn(subject)
    if before == whole:
        return
    number = 1
    while writer.has("turn", f"{subject} {number}", whole):
        number += 1
    writer.add(NewRow("turn", f"{subject} {number}", "{}", whole, subject))


def _row(
    kind: RowKind,
    row_id: str,
    record: object,
    *,
    belongs_to: str = "",
    about: str | None = None,
    name: str = "",
    position: int = 0,
    size: int = 1,
) -> NewRow:
    return NewRow(kind, row_id, encode(record).decode(), belongs_to, about or "", name, position, size)


def _rows_of_report(
    document: Document,
    coding: Coding,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    relations: Sequence[Relation],
    refusals: Sequence[Refusal],
) -> list[NewRow]:
    """All rows of one coding.

    The mentions are one row: nobody asks for one mention by its id, and a row each made adding five
    times slower (15 against 3 ms), reading three times slower and the file half as large again,
    measured on 200 reports of 60 kB with 400 mentions and 40 claims.
    """
    about, whole = document.document_id, coding.coding_id
    records: tuple[Coding | Mention | Claim | Relation, ...] = (coding, *mentions, *claims, *relations)
    strangers = {it.document_id for it in records} - {about}
    if strangers:
        raise LedgerError(f"{about}: the coding holds records of another report ({min(strangers)})")
    rows = [
        _row("document", about, document, belongs_to=whole, about=about, name=document.external_id),
        _row("coding", whole, coding, belongs_to=whole, about=about),
        _row("mentions", whole, tuple(mentions), belongs_to=whole, about=about, size=len(mentions)),
    ]
    for it in claims:
        rows.append(_row("claim", it.claim_id, it, belongs_to=whole, about=about, position=it.trigger.start))
    for relation in relations:
        at = relation.quote.start
        rows.append(
            _row("relation", relation.relation_id, relation, belongs_to=whole, about=about, position=at)
        )
    rows += [_row("refusal", it.refusal_id, it, belongs_to=whole, about=about) for it in refusals]
    return _without_repeats(rows)


def _without_repeats(rows: list[NewRow]) -> list[NewRow]:
    kept: dict[tuple[str, str], NewRow] = {}
    for row in rows:
        if kept.setdefault((row.kind, row.id), row) != row:
            raise LedgerError(f"two different records of kind {row.kind} have the id {row.id}")
    return list(kept.values())


def _derivation_id(derivation: Derivation) -> str:
    return f"{derivation.document_id} {derivation.original_id} {derivation.kind}"


def _incident_row(incident: Incident, build_id: str) -> NewRow:
    position = incident.date.first.toordinal() if incident.date else UNDATED
    return _row("incident", incident.incident_id, incident, belongs_to=build_id, position=position)
