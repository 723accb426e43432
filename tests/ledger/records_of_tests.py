"""Small whole records for tests of the ledger and of the run; also what the killed process codes."""

from __future__ import annotations

from datetime import date

from contested.pipeline.run import Coded
from contested.records import (
    Claim,
    ClaimDate,
    Coding,
    Derivation,
    Document,
    Incident,
    Judgement,
    Mention,
    Party,
    Published,
    Quote,
    Refusal,
    Relation,
    Run,
)
from contested.values.ids import content_id
from contested.values.intervals import DateInterval
from contested.values.spans import Span

UNKNOWN = Published(None, "unknown")


def report(name: str, text: str = "Fighters shelled the town. Two people died.") -> Document:
    document_id = Document.make_id(name, None, text, None, None, None)
    return Document(
        document_id, name, None, text, None, None, "en", None, UNKNOWN, (), None, f"reports/{name}.txt"
    )


def mention(document: Document, start: int = 0, end: int = 8) -> Mention:
    return Mention(document.document_id, Span(start, end), document.text[start:end], "actor", "description")


def claim(document: Document, start: int = 9, event_type: str = "shelling", ordinal: int = 0) -> Claim:
    trigger = Quote(document.text[start : start + 7], start, start + 7)
    return Claim(
        Claim.make_id(document.document_id, "fake 1", event_type, trigger, ordinal),
        document.document_id,
        Quote(document.text[:26], 0, 26),
        trigger,
        event_type,
        (Party("Fighters", 0, 8),),
        (),
        (),
        ClaimDate(None, None, "unknown"),
        (),
        (),
        "asserted",
        (),
        0.5,
        "incident",
        "fake 1",
    )


def relation(document: Document) -> Relation:
    one, other = Party("Fighters", 0, 8), Party("town", 21, 25)
    return Relation(
        Relation.make_id(document.document_id, "fake 1", "hostile_to", one, other),
        document.document_id,
        None,
        "hostile_to",
        one,
        other,
        None,
        None,
        Quote(document.text[:26], 0, 26),
        "fake 1",
    )


def coding(document: Document, configuration: str = "c1", outcome: str = "coded") -> Coding:
    coding_id = Coding.make_id(document.document_id, "fake 1", configuration)
    return Coding(coding_id, document.document_id, "fake 1", configuration, outcome, (("claims", 1),))  # type: ignore[arg-type]


def incident(name: str, day: date | None = None) -> Incident:
    return Incident(
        incident_id=f"inc-{name}",
        event_type="shelling",
        date=DateInterval.day(day) if day else None,
        places=(),
        side_a=(),
        side_b=(),
        deaths=None,
        deaths_side_a=None,
        deaths_side_b=None,
        deaths_civilian=None,
        deaths_unknown=None,
        wounded=None,
        captured=None,
        toll_rule="none",
        by_source=(),
        disputed=(),
        grade="weak",
        number_of_sources=1,
        number_of_independent_sources=1,
        claim_ids=(),
        document_ids=(),
        why=(),
    )


def derivation(copy: str, original: str) -> Derivation:
    return Derivation(copy, original, "near_copy", 0.9, "most words are the same")


def judgement(name: str) -> Judgement:
    return Judgement(name, ("clm-1",), "accept", None, None, None, "an analyst")


def a_run(name: str = "run-1") -> Run:
    return Run(name, "code", "0.1", (("coder", "fake 1"),), ("reports",))


class FakeCoder:
    """Codes a claim, a relation and a mention of every report; text that says so makes it fail."""

    name = "fake 1"

    def __init__(self, configuration: str = "c1") -> None:
        self.configuration = configuration
        self.coded: list[str] = []

    def code(self, document: Document) -> Coded:
        self.coded.append(document.external_id)
        if "nothing" in document.text:
            return Coded(document, outcome="nothing")
        if "refuse" in document.text:
            why = Refusal.of(document.origin, "language", "no such language", document.document_id)
            return Coded(document, refusals=(why,), outcome="refused")
        if "fail" in document.text:
            raise KeyError("no\nsuch key")
        return Coded(document, (mention(document),), (claim(document),), (relation(document),))


def finish(ledger, run_id: str) -> None:  # type: ignore[no-untyped-def]
    """Derive one incident a claim, as the path would."""
    ids = [it.claim_id for it in ledger.claims()]
    names = [it.document_id for it in ledger.documents()]
    ledger.add_derivations(run_id, [derivation(name, names[0]) for name in names[1:4]])
    build = content_id("bld", ids)
    ledger.add_incidents(run_id, build, (incident(it, date(2016, 1, 1)) for it in ids))
