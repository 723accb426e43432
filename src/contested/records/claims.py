"""What one report says, coded on its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contested.values.ids import content_id
from contested.values.intervals import CountRange, DateInterval

Status = Literal[
    "asserted", "reported", "denied", "threatened", "planned", "demanded", "hypothetical", "unconfirmed"
]
TollKind = Literal["killed", "wounded", "captured", "missing", "displaced"]
TollScope = Literal["incident", "cumulative"]
WhomCategory = Literal["civilian", "combatant", "child", "woman", "aid_worker", "journalist", "unknown"]
Role = Literal["incident", "statement", "background", "cumulative"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and where they stand in the stored text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody as the report calls them, and the actor of the register if it is known."""

    text: str
    start: int
    end: int
    actor_id: str | None = None
    actor_name: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where, as the report says it and as it was resolved; ``precision`` is UCDP's where_prec."""

    text: str
    start: int
    end: int
    place_id: str | None
    name: str | None
    adm1: str | None
    adm2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class ClaimDate:
    """When. ``basis`` says what the days rest on: words of the sentence, of the paragraph, or publication."""

    text: str | None
    days: DateInterval | None
    basis: Literal["stated", "inherited", "publication", "unknown"]
    start: int | None = None
    end: int | None = None

    @property
    def precision(self) -> int | None:
        """UCDP's date_prec, 1 day to 5 more than a month; None when no day is known."""
        return self.days.precision if self.days else None


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a figure counts."""

    text: str | None
    category: WhomCategory
    actor_id: str | None = None
    actor_name: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure on its words. ``part_of`` holds the words of the figure that it is a subset of, if it is."""

    kind: TollKind
    count: CountRange
    text: str
    start: int
    end: int
    whom: Whom
    scope: TollScope = "incident"
    part_of: str | None = None
    about: bool = False

    @property
    def best(self) -> int | None:
        """The figure itself where it is one number, else None: no middle is invented."""
        return self.count.low if self.count.exact else None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One step of who says so: the source, the word that says it ("said"), and a hedge ("reportedly")."""

    source: Party | None
    cue: Quote | None
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A word of the report that judges instead of describing."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One coded statement of one report.

    ``role`` says whether it tells of something that happened then and there ("incident"), of words
    ("statement"), of what was before or is generally so ("background"), or gives a running total
    ("cumulative"); only the first makes an incident. ``reasons`` say which rule read what.
    """

    claim_id: str
    document_id: str
    sentence: Quote
    trigger: Quote
    event_type: str
    side_a: tuple[Party, ...]
    side_b: tuple[Party, ...]
    places: tuple[ClaimPlace, ...]
    date: ClaimDate
    tolls: tuple[Toll, ...]
    attribution: tuple[Attribution, ...]
    status: Status
    loaded: tuple[Loaded, ...]
    confidence: float
    role: Role
    extractor: str
    reasons: tuple[str, ...] = ()

    @staticmethod
    def make_id(document_id: str, extractor: str, event_type: str, trigger: Quote, ordinal: int) -> str:
        """The id of a claim: the same reading of the same words is the same claim."""
        return content_id("clm", (document_id, extractor, event_type, trigger.start, trigger.end, ordinal))


@dataclass(frozen=True, slots=True)
class Relation:
    """What a report says of how two actors stand to each other; ``days`` is when it held, if it says."""

    relation_id: str
    document_id: str
    claim_id: str | None
    type: str
    subject: Party
    object: Party
    begins: DateInterval | None
    ends: DateInterval | None
    quote: Quote
    extractor: str

    @staticmethod
    def make_id(document_id: str, extractor: str, relation_type: str, subject: Party, thing: Party) -> str:
        """The id of a relation as read in one place of one report."""
        return content_id(
            "rel", (document_id, extractor, relation_type, subject.start, subject.end, thing.start, thing.end)
        )
