"""The list of reports and the page of one report: its full text with everything that was read in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contested.errors import NotFound
from contested.records import Claim, Derivation, Document, Incident, Refusal
from contested.web.highlights import (
    Mark,
    Passage,
    claim_marks,
    invisible_characters,
    mention_mark,
    paragraphs,
)
from contested.web.source import Ledger, document_of


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A line of the list; ``original`` is the report that this one was derived from, if any."""

    document: Document
    claims: int
    derivation: Derivation | None


@dataclass(frozen=True, slots=True)
class ReportList:
    """All reports on one page of the list, and what was refused."""

    rows: tuple[ReportRow, ...]
    total: int
    page: int
    pages: int
    refusals: tuple[Refusal, ...]
    outlet: str
    outlets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another report that this one depends on, or that depends on it; None if unknown here."""

    derivation: Derivation
    document_id: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of the report with the incident that it is held in, if it is in one."""

    claim: Claim
    incident: Incident | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of one report shows."""

    document: Document
    paragraphs: list[tuple[Passage, ...]]
    claims: tuple[ClaimLine, ...]
    originals: tuple[Related, ...]
    copies: tuple[Related, ...]
    refusals: tuple[Refusal, ...]
    kinds: tuple[str, ...]
    invisible: int


def report_list(ledger: Ledger, page: int, page_size: int, outlet: str = "") -> ReportList:
    """One page of the list, by day of publication; ``outlet`` keeps those of one outlet.

    Raises ``NotFound`` for a page beyond the last.
    """
    everything = list(ledger.documents())
    wanted = [one for one in everything if not outlet or one.source == outlet]
    pages = max(1, -(-len(wanted) // page_size))
    if page > pages:
        raise NotFound(f"This list has {pages} page{'s' if pages > 1 else ''}; there is no page {page}.")
    shown = sorted(wanted, key=_by_publication)[(page - 1) * page_size : page * page_size]
    claims = Counter(claim.document_id for claim in ledger.claims())
    derived = {one.document_id: one for one in ledger.derivations()}
    outlets = Counter(one.source for one in everything if one.source)
    return ReportList(
        rows=tuple(ReportRow(one, claims[one.document_id], derived.get(one.document_id)) for one in shown),
        total=len(wanted),
        page=page,
        pages=pages,
        refusals=tuple(ledger.refusals()),
        outlet=outlet,
        outlets=tuple(sorted(outlets.items())),
    )


def report_page(ledger: Ledger, document_id: str) -> ReportPage:
    """The page of one report; raises ``NotFound``."""
    document = document_of(ledger, document_id)
    claims = sorted(
        ledger.claims(document.document_id), key=lambda one: (one.sentence.start, one.trigger.start)
    )
    incidents = _incidents_by_claim(ledger, document.document_id)
    marks = _marks(ledger, document.document_id, claims)
    derivations = list(ledger.derivations())
    return ReportPage(
        document=document,
        paragraphs=paragraphs(document.text, marks, claims),
        claims=tuple(ClaimLine(claim, incidents.get(claim.claim_id)) for claim in claims),
        originals=tuple(
            _related(ledger, one, one.original_id)
            for one in derivations
            if one.document_id == document.document_id
        ),
        copies=tuple(
            _related(ledger, one, one.document_id)
            for one in derivations
            if one.original_id == document.document_id
        ),
        refusals=tuple(one for one in ledger.refusals() if one.document_id == document.document_id),
        kinds=tuple(dict.fromkeys(mark.kind for mark in marks)),
        invisible=invisible_characters(document.text),
    )


def _marks(ledger: Ledger, document_id: str, claims: list[Claim]) -> list[Mark]:
    """Mentions, and from the claims what mentions do not say: events, figures, judging words.

    A claim's actors, places and dates are mentions already and would only be drawn twice.
    """
    marks = [mention_mark(one) for one in ledger.mentions(document_id) if one.kind != "trigger"]
    drawn = {(mark.start, mark.end) for mark in marks}
    renamed = {"acts": "actor", "acted-on": "actor", "toll": "number"}
    for claim in claims:
        for mark in claim_marks(claim):
            kind = renamed.get(mark.kind, mark.kind)
            if kind in {"trigger", "loaded"} or (mark.start, mark.end) not in drawn:
                marks.append(Mark(mark.start, mark.end, kind, mark.title))
                drawn.add((mark.start, mark.end))
    return list(dict.fromkeys(marks))


def _incidents_by_claim(ledger: Ledger, document_id: str) -> dict[str, Incident]:
    return {
        claim_id: incident
        for incident in ledger.incidents()
        if document_id in incident.document_ids
        for claim_id in incident.claim_ids
    }


def _related(ledger: Ledger, derivation: Derivation, document_id: str) -> Related:
    try:
        return Related(derivation, document_id, ledger.document(document_id))
    except NotFound:
        return Related(derivation, document_id, None)


def _by_publication(document: Document) -> tuple[int, str]:
    """Dated reports by day, the undated behind them."""
    days = document.published.days
    return (days.first.toordinal() if days else 10**7, document.external_id)
