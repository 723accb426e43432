"""Incidents with coordinates as a GeoJSON FeatureCollection (RFC 7946): WGS 84, longitude first.

An incident without coordinates is a feature without geometry, so that a map never hides how much it
cannot show.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from contested.exports.from_records import called
from contested.records import Incident

_encoder = msgspec.json.Encoder()


def write_geojson(path: Path, incidents: Iterator[Incident], withheld: frozenset[str] = frozenset()) -> None:
    """Write one feature a line."""
    with path.open("wb") as out:
        out.write(b'{"type":"FeatureCollection","features":[')
        for number, incident in enumerate(incidents):
            out.write(b",\n" if number else b"\n")
            out.write(_encoder.encode(feature(incident, withheld)))
        out.write(b"\n]}\n")


def feature(incident: Incident, withheld: frozenset[str] = frozenset()) -> dict[str, Any]:
    """One incident at its most exact place."""
    return {
        "type": "Feature",
        "id": incident.incident_id,
        "geometry": _point(incident),
        "properties": _properties(incident, withheld),
    }


def _point(incident: Incident) -> dict[str, Any] | None:
    if not incident.places or incident.places[0].lat is None or incident.places[0].lon is None:
        return None
    return {"type": "Point", "coordinates": [incident.places[0].lon, incident.places[0].lat]}


def _properties(incident: Incident, withheld: frozenset[str]) -> dict[str, Any]:
    place = incident.places[0] if incident.places else None
    days, deaths = incident.date, incident.deaths
    return {
        "incident_id": incident.incident_id,
        "event_type": incident.event_type,
        "from": days.first.isoformat() if days else None,
        "to": days.last.isoformat() if days else None,
        "place": place.name if place else None,
        "precision": place.precision if place else None,
        "side_a": [called(party, withheld) for party in incident.side_a],
        "side_b": [called(party, withheld) for party in incident.side_b],
        "deaths_low": deaths.low if deaths else None,
        "deaths_best": deaths.best if deaths else None,
        "deaths_high": deaths.high if deaths else None,
        "disputed": list(incident.disputed),
        "grade": incident.grade,
        "number_of_sources": incident.number_of_sources,
    }
