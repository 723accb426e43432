"""Incidents under the column names of UCDP GED (Georeferenced Event Dataset, codebook 24.1), by its rules.

* An event is here when it has a type of violence and at least one death in low, best or high.
* ``where_prec`` and ``date_prec`` are UCDP's own codes already, as everywhere in a ledger.
* ``event_clarity`` is 1 where date_prec is 1 or 2 (an event of its own), else 2: an event known only
  within weeks may be a sum of several. This reading is ours; GED's coders judge it by hand.
* ``best`` is empty where no source gives one number and nothing decides between them: no middle is
  invented. ``high`` is empty where the reports set no upper limit ("at least 12").
* ``deaths_a`` to ``deaths_unknown`` are the best figures of each; where no report says who the dead
  were, all of them are unknown.
* ``conflict_name`` is the dyad for types 2 and 3, as in GED, and empty for type 1, where UCDP names
  the incompatibility, which no report states. ``active_year`` is empty: it needs a year's whole count.
* ``priogrid_gid`` is the cell of the 0.5 degree PRIO-GRID (Tollefsen, Strand and Buhaug 2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor

from contested.exports import countries
from contested.exports.from_records import called
from contested.exports.tables import Cell, joined
from contested.exports.vocabulary import Vocabularies
from contested.records import Incident, Party, TollSummary

COLUMNS = (
    "id",
    "year",
    "active_year",
    "type_of_violence",
    "conflict_name",
    "dyad_name",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
)


@dataclass(frozen=True, slots=True)
class Article:
    """A report as GED cites it: office, day, headline."""

    office: str | None
    day: str | None
    headline: str | None

    def cited(self) -> str:
        """GED's form of ``source_article``."""
        return '"' + ",".join(part or "" for part in (self.office, self.day, self.headline)) + '"'


def ucdp_rows(
    incidents: Iterator[Incident],
    vocabularies: Vocabularies,
    articles: Mapping[str, Article],
    withheld: frozenset[str] = frozenset(),
) -> Iterator[dict[str, Cell]]:
    """A row for each deadly incident of organised violence."""
    for incident in incidents:
        violence = vocabularies(incident).type_of_violence
        if violence and _is_deadly(incident.deaths):
            yield _row(incident, violence, articles, withheld)


def _is_deadly(deaths: TollSummary | None) -> bool:
    return deaths is not None and max(deaths.low, deaths.best or 0, deaths.high or 0) > 0


def _row(
    incident: Incident, violence: int, articles: Mapping[str, Article], withheld: frozenset[str]
) -> dict[str, Cell]:
    side_a, side_b = _named(incident.side_a, withheld), _named(incident.side_b, withheld)
    dyad = f"{side_a} - {side_b}" if side_a and side_b else None
    row: dict[str, Cell] = {
        "id": incident.incident_id,
        "type_of_violence": violence,
        "conflict_name": dyad if violence > 1 else None,
        "dyad_name": dyad,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": incident.number_of_sources,
        "source_original": joined(toll.source for toll in incident.by_source),
    }
    return row | _cited(incident, articles) | _where(incident) | _when(incident) | _deaths(incident)


def _named(side: tuple[Party, ...], withheld: frozenset[str]) -> str:
    """GED joins the members of a coalition side with a comma."""
    return joined((called(party, withheld) for party in side), ", ")


def _cited(incident: Incident, articles: Mapping[str, Article]) -> dict[str, Cell]:
    found = [articles[document_id] for document_id in incident.document_ids if document_id in articles]
    return {
        "source_article": joined((article.cited() for article in found), ";"),
        "source_office": joined((article.office for article in found), ";"),
        "source_date": joined((article.day for article in found), ";"),
        "source_headline": joined((article.headline for article in found), ";"),
    }


def _where(incident: Incident) -> dict[str, Cell]:
    if not incident.places:
        return {"where_prec": 7}
    place = incident.places[0]
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": place.precision,
        "where_coordinates": place.name,
        "where_description": joined((one.name for one in incident.places), ", "),
        "adm_1": place.adm1,
        "adm_2": place.adm2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": countries.country_name(place.country),
        "region": countries.region(place.country),
    }


def priogrid(lat: float | None, lon: float | None) -> int | None:
    """The PRIO-GRID cell of a point: rows of 720 half degrees, counted from the south-west corner."""
    if lat is None or lon is None:
        return None
    row, column = min(359, floor((lat + 90) * 2)), min(719, floor((lon + 180) * 2))
    return row * 720 + column + 1


def _when(incident: Incident) -> dict[str, Cell]:
    if incident.date is None:
        return {"event_clarity": 2}
    return {
        "year": incident.date.first.year,
        "event_clarity": 1 if incident.date.precision <= 2 else 2,
        "date_prec": incident.date.precision,
        "date_start": incident.date.first.isoformat(),
        "date_end": incident.date.last.isoformat(),
    }


def _deaths(incident: Incident) -> dict[str, Cell]:
    columns = {
        "deaths_a": incident.deaths_side_a,
        "deaths_b": incident.deaths_side_b,
        "deaths_civilians": incident.deaths_civilian,
        "deaths_unknown": incident.deaths_unknown,
    }
    figures: dict[str, Cell] = {name: given.best if given else 0 for name, given in columns.items()}
    total = incident.deaths
    best, high, low = (total.best, total.high, total.low) if total else (None, None, None)
    if not any(columns.values()):
        figures["deaths_unknown"] = best
    return figures | {"best": best, "high": high, "low": low}
