"""The incident table as data: JSON for programs, CSV for spreadsheets.

A spreadsheet takes a cell that begins with ``=`` for a formula and runs it. Reports are written by
strangers, so such a cell is given a leading apostrophe, which spreadsheets show as plain text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from contested.records import Claim, Document, Incident
from contested.web import words

# OWASP, "CSV Injection": the first characters that start a formula in a spreadsheet, full-width
# forms included, which some take for the same.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMNS = (
    "incident_id",
    "event_type",
    "date_from",
    "date_to",
    "date_precision",
    "place",
    "adm1",
    "country",
    "lat",
    "lon",
    "place_precision",
    "side_a",
    "side_b",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "disputed",
    "grade",
    "reports",
    "independent_sources",
)


def defused(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" \ufeff\u200b").startswith(_FORMULA) else text


def incidents_csv(incidents: Iterable[Incident]) -> str:
    """One line an incident, RFC 4180."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for incident in incidents:
        row = _row(incident)
        writer.writerow([defused(row[column]) for column in COLUMNS])
    return out.getvalue()


def incident_json(incident: Incident) -> dict[str, Any]:
    """An incident as the record holds it, with dates as ``{from, to, precision}``."""
    body: dict[str, Any] = msgspec.to_builtins(incident)
    interval = incident.date
    body["date"] = interval and {
        "from": interval.first.isoformat(),
        "to": interval.last.isoformat(),
        "precision": interval.precision,
    }
    return body


def claim_json(claim: Claim, document: Document | None) -> dict[str, Any]:
    """A claim as the record holds it, with the title and outlet of its report."""
    body: dict[str, Any] = msgspec.to_builtins(claim)
    body["report"] = document and {"title": document.title, "source": document.source, "url": document.url}
    return body


def _row(incident: Incident) -> dict[str, object]:
    place = incident.places[0] if incident.places else None
    deaths, interval = incident.deaths, incident.date
    return {
        "incident_id": incident.incident_id,
        "event_type": incident.event_type,
        "date_from": interval and interval.first,
        "date_to": interval and interval.last,
        "date_precision": interval and interval.precision,
        "place": place and place.name,
        "adm1": place and place.adm1,
        "country": place and place.country,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "place_precision": place and place.precision,
        "side_a": "; ".join(words.party(one) for one in words.parties(incident.side_a)),
        "side_b": "; ".join(words.party(one) for one in words.parties(incident.side_b)),
        "deaths_low": deaths and deaths.low,
        "deaths_best": deaths and deaths.best,
        "deaths_high": deaths and deaths.high,
        "disputed": "; ".join(incident.disputed),
        "grade": incident.grade,
        "reports": len(incident.document_ids),
        "independent_sources": incident.number_of_independent_sources,
    }
