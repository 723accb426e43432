"""Words that name something, and what they were resolved to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contested.values.intervals import CountRange, DateInterval
from contested.values.spans import Span

MentionKind = Literal["actor", "person", "place", "date", "number", "weapon", "source", "cue", "trigger"]


@dataclass(frozen=True, slots=True)
class ActorLink:
    """The actor of the register that words stand for.

    ``decision`` is "accepted", "unsure" (candidates too close or too weak: no actor_id is taken on trust)
    or "placeholder" (a description such as "rebel groups"). ``reasons`` are for the reader.
    """

    actor_id: str
    actor_name: str
    kind: str
    score: float
    decision: Literal["accepted", "unsure", "placeholder"]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """The place that words stand for; ``precision`` is UCDP's where_prec (1 exact to 7 unknown)."""

    place_id: str
    name: str
    adm1: str | None
    adm2: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: int
    radius_km: float
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateValue:
    """What a time expression means: ``timex`` is a TIMEX3 value, ``days`` None where no day can be given.

    ``type`` is the TIMEX3 type. A duration ("six days") has no days of its own.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex: str | None
    days: DateInterval | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that name something of ``kind``.

    ``form`` says how: "name" (a proper name), "description" ("the group", "rebel fighters"), "pronoun"
    ("they"), "acronym", "figure". At most one of the four resolutions is set, by the step of that kind.
    """

    document_id: str
    span: Span
    text: str
    kind: MentionKind
    form: Literal["name", "description", "pronoun", "acronym", "figure", "other"] = "name"
    score: float = 1.0
    actor: ActorLink | None = None
    place: PlaceLink | None = None
    date: DateValue | None = None
    number: CountRange | None = None
