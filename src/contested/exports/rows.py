"""The rows of the five exported files: a public interface, versioned with the schemas.

Field names and their order are the record contract. Unknown is ``null``; an empty list means
that it was looked for and none was found. Offsets count Unicode code points in the ``text`` of
the row's document, ``end`` exclusive; days are ISO 8601; coordinates are WGS 84 degrees.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from contested.records import Grade, MentionKind, PublishedBasis, Status, TollKind, TollScope, WhomCategory

Start = Annotated[int, Meta(ge=0, description="First code point in the document's text.")]
End = Annotated[int, Meta(ge=0, description="Code point after the last one.")]
Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, YYYY-MM-DD.")]
DatePrecision = Annotated[
    int,
    Meta(
        ge=1,
        le=5,
        description="1 day, 2 two to six days, 3 week, 4 month, 5 year or more (UCDP's scale).",
    ),
]
PlacePrecision = Annotated[
    int,
    Meta(
        ge=1,
        le=7,
        description="1 exact spot, 2 near it, 3 district, 4 province, 5 vague or linear, "
        "6 country, 7 unknown (UCDP's scale).",
    ),
]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
RelationType = Literal[
    "renamed",
    "merged_into",
    "split_from",
    "member_of",
    "part_of",
    "led_by",
    "allied_with",
    "hostile_to",
    "truce_with",
    "backed_by",
    "designated_by",
    "excluded_from",
]


class Strict(Struct, forbid_unknown_fields=True, kw_only=True):
    """A row or a part of one: every field stands in every row."""


class PublishedRow(Strict):
    """When the report came out, as an interval, and what that rests on."""

    first: Day | None = field(name="from")
    last: Day | None = field(name="to")
    basis: PublishedBasis


class RemovedRow(Strict):
    """A passage that is no report; offsets in the text as it came, before cleaning."""

    start: Start
    end: End
    why: str
    text: str


class DerivedRow(Strict):
    """Another report that this one is a near copy or a rewrite of."""

    document_id: str
    kind: Literal["near_copy", "rewrite"]
    score: Share


class DocumentRow(Strict):
    """One report, with the text that all offsets point to."""

    document_id: Annotated[str, Meta(description="Made from the report's content.")]
    external_id: Annotated[str, Meta(description="The id that came with the report, or its path.")]
    title: str | None
    text: Annotated[str, Meta(description="The stored text, without what `removed` holds.")]
    source: Annotated[str | None, Meta(description="The outlet.")]
    url: str | None
    language: str | None
    retrieved: str | None
    published: PublishedRow
    removed: list[RemovedRow]
    same_text_as: Annotated[list[str], Meta(description="Ids of reports with the same text that came first.")]
    derived_from: list[DerivedRow]


class DateRange(Strict):
    """Days from first to last, both included."""

    first: Day = field(name="from")
    last: Day = field(name="to")
    precision: DatePrecision


class ValueRow(Strict):
    """What a date or a number means: days with their precision, or low and high (null: no upper limit)."""

    first: Day | UnsetType = field(name="from", default=UNSET)
    last: Day | UnsetType = field(name="to", default=UNSET)
    precision: DatePrecision | UnsetType = UNSET
    low: Count | UnsetType = UNSET
    high: Count | UnsetType | None = UNSET


class MentionRow(Strict):
    """Words of a report that name something, and what they were resolved to.

    Names of persons are left out unless an export was asked for them, save those of persons who
    speak to the press as a source, who lead, or whom the register of actors knows.
    """

    document_id: str
    external_id: str
    start: Start
    end: End
    text: str
    kind: MentionKind
    actor_id: str | None
    place_id: str | None
    lat: Latitude | None
    lon: Longitude | None
    value: Annotated[ValueRow | None, Meta(description="Days of a date; low and high of a number.")]
    timex: Annotated[str | None, Meta(description="TIMEX3 value of a date.")]
    score: Share


class QuoteRow(Strict):
    """Words and where they stand."""

    start: Start
    end: End
    text: str


class AcledRow(Strict):
    """The type in ACLED's words."""

    event_type: str
    sub_event_type: str


class PloverRow(Strict):
    """The type in PLOVER's words."""

    event: str
    mode: str | None


class UcdpRow(Strict):
    """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided."""

    type_of_violence: Annotated[int, Meta(ge=1, le=3)]


class PartyRow(Strict):
    """Somebody as the report calls them, and the register's actor where it is known."""

    text: str
    start: Start
    end: End
    actor_id: str | None
    actor_name: str | None


class ClaimPlaceRow(Strict):
    """Where, in the report's words and as resolved."""

    text: str
    start: Start
    end: End
    place_id: str | None
    name: str | None
    adm1: str | None
    adm2: str | None
    country: str | None
    lat: Latitude | None
    lon: Longitude | None
    precision: PlacePrecision


class ClaimDateRow(Strict):
    """When, in the report's words and as days."""

    text: str | None
    first: Day | None = field(name="from")
    last: Day | None = field(name="to")
    precision: DatePrecision | None


class WhomRow(Strict):
    """Whom a figure counts."""

    text: str | None
    category: WhomCategory
    actor_id: str | None


class TollRow(Strict):
    """A figure on its words; best is null where the report printed no single number."""

    kind: TollKind
    low: Count
    high: Count | None
    best: Count | None
    text: str
    start: Start
    end: End
    whom: WhomRow
    scope: TollScope


class SourceRow(Strict):
    """Who says it."""

    text: str
    start: Start
    end: End
    actor_id: str | None


class AttributionRow(Strict):
    """One step of who says so."""

    source: SourceRow | None
    cue: QuoteRow | None
    hedge: str | None


class ClaimRow(Strict):
    """One coded statement of one report."""

    claim_id: str
    document_id: str
    external_id: str
    sentence: QuoteRow
    trigger: QuoteRow
    event_type: Annotated[str, Meta(description="A key of the ontology (`contested types`).")]
    acled: AcledRow | None
    plover: PloverRow | None
    ucdp: UcdpRow | None
    side_a: Annotated[list[PartyRow], Meta(description="Who acts; in a clash both orders are right.")]
    side_b: Annotated[list[PartyRow], Meta(description="Who is acted on.")]
    places: list[ClaimPlaceRow]
    date: ClaimDateRow
    tolls: list[TollRow]
    attribution: Annotated[
        list[AttributionRow],
        Meta(description="Outermost first; empty where the report says it in its own voice."),
    ]
    status: Status
    loaded: Annotated[list[QuoteRow], Meta(description="Words that judge instead of describing.")]
    confidence: Share
    incident_id: str | None
    extractor: Annotated[str, Meta(description="What coded it; `human` after a correction.")]


class IncidentPlaceRow(Strict):
    """Where it happened."""

    place_id: str | None
    name: str
    adm1: str | None
    adm2: str | None
    country: str | None
    lat: Latitude | None
    lon: Longitude | None
    precision: PlacePrecision


class SideRow(Strict):
    """A side of an incident, by the words of one report and the register's name."""

    text: str
    actor_id: str | None
    actor_name: str | None


class FiguresRow(Strict):
    """Low, best and high over all sources; best is null where no source gives one number."""

    low: Count
    best: Count | None
    high: Count | None


class DeathsRow(Strict):
    """Low, best and high of all killed, and the rule that gave them."""

    low: Count
    best: Count | None
    high: Count | None
    rule: str


class BySourceRow(Strict):
    """What one source says: the losing figures stay here.

    ``kind`` and ``whom`` say what is counted, ``used`` what the rule did with the figure.
    """

    source: str
    claim_ids: list[str]
    low: Count
    high: Count | None
    independent_of: list[str]
    kind: str
    whom: str | None
    used: str


class WhyRow(Strict):
    """A scored reason for which two claims were held to be about one incident (weight in log2)."""

    claim_a: str
    claim_b: str
    feature: str
    weight: float
    words: str


class IncidentRow(Strict):
    """What happened, as the claims about it give it."""

    incident_id: str
    event_type: str
    acled: AcledRow | None
    ucdp: UcdpRow | None
    date: DateRange | None
    places: list[IncidentPlaceRow]
    side_a: list[SideRow]
    side_b: list[SideRow]
    deaths: DeathsRow | None
    deaths_side_a: FiguresRow | None
    deaths_side_b: FiguresRow | None
    deaths_civilian: FiguresRow | None
    deaths_unknown: FiguresRow | None
    wounded: FiguresRow | None
    captured: FiguresRow | None
    by_source: list[BySourceRow]
    disputed: Annotated[list[str], Meta(description="Fields on which sources cannot all be right.")]
    grade: Grade
    number_of_sources: Count
    number_of_independent_sources: Count
    claim_ids: list[str]
    document_ids: list[str]
    why: list[WhyRow]


class EndRow(Strict):
    """One end of a relation."""

    actor_id: str | None
    actor_name: str | None
    text: str


class RelationRow(Strict):
    """How two actors stood to each other, with every claim and report that says so."""

    relation_id: str
    type: RelationType
    subject: EndRow
    object: EndRow
    first: Day | None = field(name="from")
    last: Day | None = field(name="to")
    precision: DatePrecision | None
    claim_ids: list[str]
    document_ids: list[str]
    register: Annotated[bool, Meta(description="True where the shipped register says so.")]


Row = DocumentRow | MentionRow | ClaimRow | IncidentRow | RelationRow

ROWS: dict[str, type[Strict]] = {
    "documents": DocumentRow,
    "mentions": MentionRow,
    "claims": ClaimRow,
    "incidents": IncidentRow,
    "relations": RelationRow,
}

_encoder = msgspec.json.Encoder()


def line(row: Row) -> bytes:
    """A row as one line of UTF-8 JSON, fields in the contract's order."""
    return _encoder.encode(row) + b"\n"
