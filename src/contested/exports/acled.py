"""Incidents under ACLED's column names (the 31 columns since March 2023), by ACLED's conventions.

Where ACLED keeps one value and a ledger keeps many, ACLED's own rule decides, and ``notes`` holds
what it drops (ACLED Codebook; FAQ on fatalities):

* ``fatalities`` is the most conservative figure, 0 where no source gives one; the dispute is in ``notes``.
* ``event_date`` is the day; for a span, its middle, because the format holds one day. ``time_precision``
  is 1 for a day, 2 for a week or less, 3 for more (a month). ``notes`` holds the span.
* ``geo_precision`` is 1 for the place itself, 2 for a part of a region, 3 for a larger region. UCDP's scale
  1 becomes 1; 2 (near it) and 3 (district) become 2; 4 (province), 5 (vague) and 6 (country) become 3.
* ``actor1`` and ``actor2`` are the first of each side, the others are associated actors.
* ``inter1``, ``inter2``: 1 state forces, 2 rebel group, 7 civilians, 8 external or other forces, from the
  register's kind of the actor; ``interaction`` is both digits, the lower first.

Left out: incidents of a type that ACLED has not, and incidents without any date. Empty because a
ledger cannot know them: ``admin3``, ``source_scale``, ``timestamp`` (ACLED's own bookkeeping).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from contested.exports import countries
from contested.exports.from_records import called
from contested.exports.tables import Cell, joined
from contested.exports.vocabulary import KindOf, Vocabularies, no_kind
from contested.ontology import Vocabulary
from contested.records import Incident, Party
from contested.values.intervals import DateInterval

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}
INTER = {
    "state": 1,
    "state_force": 1,
    "armed_group": 2,
    "coalition": 2,
    "operations_room": 2,
    "branch": 2,
    "category": 7,
    "monitor": 7,
    "media": 7,
    "political_body": 7,
    "foreign_state": 8,
}
"""ACLED's actor type by the register's kind; a placeholder ("gunmen") has none."""
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
OTHER_DISORDER = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": "Political violence",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a table needs beside the incidents: names elsewhere, kinds of actors, outlets, hidden names."""

    vocabularies: Vocabularies
    outlets: Mapping[str, str | None]
    kind_of: KindOf = no_kind
    withheld: frozenset[str] = frozenset()


def acled_rows(incidents: Iterator[Incident], told: Told) -> Iterator[dict[str, Cell]]:
    """A row for each dated incident of a type that ACLED knows."""
    for incident in incidents:
        vocabulary = told.vocabularies(incident)
        if incident.date and vocabulary.acled_event_type and vocabulary.acled_sub_event_type:
            yield _row(incident, incident.date, vocabulary, told)


def _row(incident: Incident, days: DateInterval, vocabulary: Vocabulary, told: Told) -> dict[str, Cell]:
    day = days.first + timedelta(days=(days.days - 1) // 2)
    row: dict[str, Cell] = {
        "event_id_cnty": incident.incident_id,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": TIME_PRECISION[days.precision],
        "disorder_type": _disorder(vocabulary),
        "event_type": vocabulary.acled_event_type,
        "sub_event_type": vocabulary.acled_sub_event_type,
        "civilian_targeting": "Civilian targeting" if _hits_civilians(incident, vocabulary, told) else None,
        "source": joined(told.outlets.get(document_id) for document_id in incident.document_ids),
        "notes": _notes(incident, days),
        "fatalities": incident.deaths.low if incident.deaths else 0,
        "tags": f"grade={incident.grade}",
    }
    return row | _sides(incident, told) | _where(incident)


def _disorder(vocabulary: Vocabulary) -> str | None:
    sub_type, event_type = vocabulary.acled_sub_event_type or "", vocabulary.acled_event_type or ""
    return OTHER_DISORDER.get(sub_type) or DISORDER.get(event_type)


def _hits_civilians(incident: Incident, vocabulary: Vocabulary, told: Told) -> bool:
    """ACLED marks violence whose main or only target are civilians."""
    if vocabulary.acled_event_type == "Violence against civilians":
        return True
    if vocabulary.acled_sub_event_type == "Excessive force against protesters":
        return True
    hit = vocabulary.acled_event_type in {"Explosions/Remote violence", "Riots"}
    kinds = [_inter(party, told) for party in incident.side_b]
    return hit and bool(kinds) and all(kind == INTER["category"] for kind in kinds)


def _sides(incident: Incident, told: Told) -> dict[str, Cell]:
    inters = [_inter(side[0], told) if side else None for side in (incident.side_a, incident.side_b)]
    both = sorted(code for code in inters if code)
    return {
        "actor1": _named(incident.side_a[:1], told),
        "assoc_actor_1": _named(incident.side_a[1:], told),
        "inter1": inters[0],
        "actor2": _named(incident.side_b[:1], told),
        "assoc_actor_2": _named(incident.side_b[1:], told),
        "inter2": inters[1],
        "interaction": both[0] * 10 + both[1] if len(both) == 2 else None,
    }


def _named(side: tuple[Party, ...], told: Told) -> str:
    return joined(called(party, told.withheld) for party in side)


def _inter(party: Party, told: Told) -> int | None:
    kind = told.kind_of(party.actor_id) if party.actor_id else None
    return INTER.get(kind) if kind else None


def _where(incident: Incident) -> dict[str, Cell]:
    if not incident.places:
        return {}
    place = incident.places[0]
    return {
        "iso": countries.iso_number(place.country),
        "region": countries.region(place.country),
        "country": countries.country_name(place.country),
        "admin1": place.adm1,
        "admin2": place.adm2,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION.get(place.precision),
    }


def _notes(incident: Incident, days: DateInterval) -> str:
    """What the columns drop: the span of days, every source's figure, what is disputed."""
    parts = [] if days.days == 1 else [f"Between {days.first} and {days.last}."]
    for toll in incident.by_source:
        parts.append(f"{toll.source}: {figure(toll.low, toll.high)} {toll.kind}.")
    if incident.disputed:
        parts.append(f"Disputed: {', '.join(incident.disputed)}.")
    return " ".join([*parts, f"{incident.number_of_sources} source(s)."])


def figure(low: int, high: int | None) -> str:
    """A range in words: "12", "12 to 15", "at least 12"."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
