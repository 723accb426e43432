"""What happened, as the claims held together give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contested.records.claims import Party
from contested.values.intervals import DateInterval

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]


@dataclass(frozen=True, slots=True)
class TollSummary:
    """Low, best and high of one category over all sources; ``high`` None: open; ``best`` None: not given."""

    low: int
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class SourceToll:
    """What one source says of the dead: every losing figure stays here.

    ``source`` is who gave the figure, not who printed it: one monitor quoted by six outlets is one
    source. ``independent_of`` lists the other sources of this incident that it is independent of.
    ``used`` says what the rule did with the figure, in words for the reader.
    """

    source: str
    claim_ids: tuple[str, ...]
    low: int
    high: int | None
    kind: str
    whom: str | None
    independent_of: tuple[str, ...]
    used: str


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """A place of an incident, the most exact first."""

    place_id: str | None
    name: str
    adm1: str | None
    adm2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class MergeReason:
    """Why two claims were held to be about one incident: a log2 weight a feature, and words for a reader."""

    claim_a: str
    claim_b: str
    feature: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims held together; derived, and built again bit for bit from claims and judgements."""

    incident_id: str
    event_type: str
    date: DateInterval | None
    places: tuple[IncidentPlace, ...]
    side_a: tuple[Party, ...]
    side_b: tuple[Party, ...]
    deaths: TollSummary | None
    deaths_side_a: TollSummary | None
    deaths_side_b: TollSummary | None
    deaths_civilian: TollSummary | None
    deaths_unknown: TollSummary | None
    wounded: TollSummary | None
    captured: TollSummary | None
    toll_rule: str
    by_source: tuple[SourceToll, ...]
    disputed: tuple[str, ...]
    grade: Grade
    number_of_sources: int
    number_of_independent_sources: int
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    why: tuple[MergeReason, ...]
