"""The incident table and the page of one incident.

The table says how many of how many it shows and how many claims made no incident, for a list that
looks complete and is not misleads more than an empty one. The page of an incident goes from the figure
to the sentence it stands in: nothing is shown that the reader cannot follow to a report's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from contested.errors import NotFound
from contested.records import Claim, Document, Incident, MergeReason, SourceToll, TollSummary
from contested.web import strips, words
from contested.web.filters import (
    SORTS,
    Chosen,
    Facet,
    IncidentFilter,
    choose,
    chosen,
    facets,
    words_of,
)
from contested.web.highlights import Piece, claim_marks, pieces
from contested.web.source import Ledger, claims_of, incident_of
from contested.web.strips import Strip, Tick

ROW_WIDTH, ROW_MARGIN = 112.0, 5.0
STRIP_WIDTH, STRIP_MARGIN = 330.0, 14.0
WEIGHT_WIDTH = 160.0


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """A line of the table; ``strip`` is None where no report gives a number of dead."""

    incident: Incident
    strip: Strip | None


@dataclass(frozen=True, slots=True)
class SortLink:
    """A heading that sorts: ``state`` is "ascending", "descending" or "none"."""

    label: str
    address: str
    state: str


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """One page of the table with all that is said around it."""

    wanted: IncidentFilter
    rows: tuple[IncidentRow, ...]
    matching: int
    total: int
    claims: int
    claims_outside: int
    reports: int
    pages: int
    most: int
    facets: dict[str, list[Facet]]
    chosen: list[Chosen]
    sorts: dict[str, SortLink]
    types: list[tuple[str, str]]
    names: Mapping[str, str]

    @property
    def first(self) -> int:
        """The number of the first line shown, from 1."""
        return (self.wanted.page - 1) * 50 + 1


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one source says of the dead, drawn."""

    toll: SourceToll
    strip: Strip
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The figures of one kind ("killed"), by source, on one scale, with what the rule made of them."""

    kind: str
    heading: str
    together: TollSummary | None
    sources: tuple[SourceRow, ...]
    band: Strip | None
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim on its sentence, cut into highlighted pieces."""

    claim: Claim
    sentence: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ReportClaims:
    """The claims that one report makes about the incident."""

    document: Document | None
    document_id: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason of a pair: where its bar begins and ends on the way to the pair's sum."""

    reason: MergeReason
    x: float
    width: float
    sum: float


@dataclass(frozen=True, slots=True)
class PairReasons:
    """Why two claims were held to be about one incident."""

    claim_a: str
    claim_b: str
    rows: tuple[ReasonRow, ...]
    zero: float
    total: float


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """All that the page of one incident shows."""

    incident: Incident
    head: str
    figures: tuple[KindFigures, ...]
    reports: tuple[ReportClaims, ...]
    pairs: tuple[PairReasons, ...]
    missing: int
    numbers: Mapping[str, int]


def incident_choice(
    ledger: Ledger, wanted: IncidentFilter
) -> tuple[list[Incident], list[Incident], dict[str, str]]:
    """All incidents, those asked for in their order, and each one's folded words if needed."""
    everything = list(ledger.incidents())
    said: dict[str, str] = {}
    if wanted.text:
        claims = {claim.claim_id: claim for claim in ledger.claims()}
        said = {incident.incident_id: words_of(incident, claims) for incident in everything}
    return everything, choose(everything, wanted, said), said


def incident_table(ledger: Ledger, wanted: IncidentFilter, page_size: int) -> IncidentTable:
    """One page of the table; raises ``NotFound`` for a page beyond the last."""
    everything, matching, said = incident_choice(ledger, wanted)
    pages = max(1, -(-len(matching) // page_size))
    if wanted.page > pages:
        raise NotFound(
            f"This list has {pages} page{'s' if pages > 1 else ''}; there is no page {wanted.page}."
        )
    shown = matching[(wanted.page - 1) * page_size : wanted.page * page_size]
    most = strips.most_of(incident.deaths for incident in matching)
    counts = ledger.counts()
    held = {claim_id for incident in everything for claim_id in incident.claim_ids}
    choices = facets(everything, wanted, said)
    names = {one.value: one.label for field in choices.values() for one in field}
    return IncidentTable(
        wanted=wanted,
        rows=tuple(_row(incident, most) for incident in shown),
        matching=len(matching),
        total=len(everything),
        claims=_count(counts, "claim"),
        claims_outside=max(0, _count(counts, "claim") - len(held)),
        reports=_count(counts, "document"),
        pages=pages,
        most=most,
        facets=choices,
        chosen=chosen(wanted, names),
        sorts={key: _sort_link(key, wanted) for key in SORTS},
        types=_types(everything),
        names=names,
    )


def incident_page(ledger: Ledger, incident_id: str) -> IncidentPage:
    """The page of one incident; raises ``NotFound``."""
    incident = incident_of(ledger, incident_id)
    claims = claims_of(ledger, incident.claim_ids)
    reports = _by_report(ledger, incident, claims)
    order = [view.claim.claim_id for report in reports for view in report.claims]
    return IncidentPage(
        incident=incident,
        head=words.head(incident),
        figures=_figures(incident),
        reports=reports,
        pairs=_pairs(incident.why),
        missing=len(incident.claim_ids) - len(claims),
        numbers={claim_id: number for number, claim_id in enumerate(order, start=1)},
    )


def _count(counts: Mapping[str, int], kind: str) -> int:
    """A count under the name of one record or of many ("claim", "claims")."""
    return counts.get(f"{kind}s", counts.get(kind, 0))


def _row(incident: Incident, most: int) -> IncidentRow:
    if incident.deaths is None:
        return IncidentRow(incident, None)
    scale = strips.root(most, ROW_WIDTH, ROW_MARGIN)
    return IncidentRow(incident, strips.summary_strip(incident.deaths, scale, ROW_WIDTH - 1))


def _sort_link(key: str, wanted: IncidentFilter) -> SortLink:
    state = {key: "ascending", f"-{key}": "descending"}.get(wanted.sort, "none")
    return SortLink(SORTS[key], wanted.sorted_by(key).address(), state)


def _types(incidents: Iterable[Incident]) -> list[tuple[str, str]]:
    keys = {incident.event_type for incident in incidents}
    return sorted(((key, words.event_type(key)) for key in keys), key=lambda pair: pair[1])


def _figures(incident: Incident) -> tuple[KindFigures, ...]:
    """The dead always, so that their absence is said; of the other kinds those that a source counts."""
    known = {"killed": incident.deaths, "wounded": incident.wounded, "captured": incident.captured}
    kinds = dict.fromkeys(("killed", *(toll.kind for toll in incident.by_source)))
    return tuple(_kind_figures(kind, known.get(kind), incident) for kind in kinds)


def _kind_figures(kind: str, together: TollSummary | None, incident: Incident) -> KindFigures:
    tolls = [toll for toll in incident.by_source if toll.kind == kind]
    most = strips.most_of([together, *tolls])
    open_end = any(one.high is None for one in (together, *tolls) if one)
    # A figure without an upper limit needs room for its arrow beyond the largest number.
    scale = strips.linear(most + most // 6 + 1 if open_end else most, STRIP_WIDTH, STRIP_MARGIN)
    end = STRIP_WIDTH - 4
    return KindFigures(
        kind=kind,
        heading="The dead" if kind == "killed" else f"The {words.plain(kind)}",
        together=together,
        sources=tuple(
            SourceRow(toll, strips.source_strip(toll, scale, end), toll.claim_ids) for toll in tolls
        ),
        band=strips.summary_strip(together, scale, end) if together else None,
        ticks=tuple(strips.ticks(most, scale)),
    )


def _by_report(ledger: Ledger, incident: Incident, claims: Mapping[str, Claim]) -> tuple[ReportClaims, ...]:
    ordered = sorted(
        claims.values(), key=lambda claim: (claim.document_id, claim.sentence.start, claim.claim_id)
    )
    reports = [
        _report_claims(ledger, document_id, list(group))
        for document_id, group in groupby(ordered, attrgetter("document_id"))
    ]
    return tuple(sorted(reports, key=_by_publication))


def _report_claims(ledger: Ledger, document_id: str, claims: Sequence[Claim]) -> ReportClaims:
    try:
        document = ledger.document(document_id)
    except NotFound:
        document = None
    return ReportClaims(document, document_id, tuple(_claim_view(claim, document) for claim in claims))


def _claim_view(claim: Claim, document: Document | None) -> ClaimView:
    """Marks that stand outside the sentence (a date of the paragraph) are not drawn on it."""
    start, end = claim.sentence.start, claim.sentence.end
    if document is None or document.text[start:end] != claim.sentence.text:
        return ClaimView(claim, (Piece(claim.sentence.text, (), "", ()),))
    return ClaimView(claim, pieces(document.text, claim_marks(claim), start, end))


def _by_publication(report: ReportClaims) -> tuple[int, str]:
    days = report.document.published.days if report.document else None
    return (days.first.toordinal() if days else 10**7, report.document_id)


def _pairs(why: Sequence[MergeReason]) -> tuple[PairReasons, ...]:
    pairs: dict[tuple[str, str], list[MergeReason]] = {}
    for reason in why:
        pairs.setdefault((reason.claim_a, reason.claim_b), []).append(reason)
    return tuple(_pair(one, other, reasons) for (one, other), reasons in pairs.items())


def _pair(one: str, other: str, reasons: Sequence[MergeReason]) -> PairReasons:
    sums = [0.0]
    for reason in reasons:
        sums.append(sums[-1] + reason.weight)
    low, high = min(sums), max(sums)
    spread = max(high - low, 1e-9)

    def x(value: float) -> float:
        return round(2 + (WEIGHT_WIDTH - 4) * (value - low) / spread, 1)

    rows = tuple(
        ReasonRow(reason, min(x(before), x(after)), max(1.0, round(abs(x(after) - x(before)), 1)), after)
        for reason, before, after in zip(reasons, sums, sums[1:], strict=False)
    )
    return PairReasons(one, other, rows, x(0.0), sums[-1])
