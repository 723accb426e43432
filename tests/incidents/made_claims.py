"""Claims made for tests: short, and whole."""

from dataclasses import replace
from datetime import date

from contested.records import (
    Attribution,
    Claim,
    ClaimDate,
    ClaimPlace,
    Derivation,
    Document,
    Party,
    Published,
    Quote,
    Toll,
    Whom,
)
from contested.values.intervals import CountRange, DateInterval

TOWNS = {
    "Saraqib": (35.86, 36.80, "Idlib"),
    "Dana": (36.21, 36.77, "Idlib"),
    "Khan Shaykhun": (35.44, 36.65, "Idlib"),
    "Hama": (35.13, 36.75, "Hama"),
    "Daraa": (32.62, 36.10, "Daraa"),
}


def day(number, month=4, year=2017):
    return DateInterval.day(date(year, month, number))


def party(name):
    return Party(name, 0, len(name), None if name[:1].islower() else f"actor-{name}", name)


def place(name, precision=1):
    lat, lon, adm1 = TOWNS[name]
    return ClaimPlace(name, 0, len(name), f"place-{name}", name, adm1, None, "SY", lat, lon, precision, 3.0)


def province(name):
    return ClaimPlace(name, 0, 5, f"province-{name}", name, name, None, "SY", 35.8, 36.7, 4, 50.0)


def toll(low, high="same", kind="killed", category="unknown", actor=None, part_of=None, scope="incident"):
    high = low if high == "same" else high
    whom = Whom(actor, category, f"actor-{actor}" if actor else None, actor)
    return Toll(kind, CountRange(low, high), str(low), 0, 2, whom, scope, part_of)


def claim(
    claim_id,
    document_id="d1",
    event_type="attack",
    a=(),
    b=(),
    at=("Saraqib",),
    on=None,
    tolls=(),
    by=(),
    status="asserted",
    role="incident",
    text=None,
    start=0,
):
    words = text or f"sentence of {claim_id}"
    places = tuple(where if isinstance(where, ClaimPlace) else place(where) for where in at)
    return Claim(
        claim_id=claim_id,
        document_id=document_id,
        sentence=Quote(words, start, start + len(words)),
        trigger=Quote("hit", start, start + 3),
        event_type=event_type,
        side_a=tuple(map(party, a)),
        side_b=tuple(map(party, b)),
        places=places,
        date=ClaimDate(None, on, "stated" if on else "unknown"),
        tolls=tuple(replace(toll, start=start, end=start + 2) for toll in tolls),
        attribution=tuple(Attribution(party(name), None) for name in by),
        status=status,
        loaded=(),
        confidence=0.9,
        role=role,
        extractor="test 1",
    )


def document(document_id, source=None, published=None):
    return Document(
        document_id=document_id,
        external_id=document_id,
        title=None,
        text="",
        source=source or f"Outlet {document_id}",
        url=None,
        language="en",
        retrieved=None,
        published=Published(published, "given" if published else "unknown"),
        removed=(),
        headline=None,
        origin=document_id,
    )


def documents(*rows):
    return {row.document_id: row for row in rows}


def copy_of(document_id, original_id, kind="same_text"):
    return Derivation(document_id, original_id, kind, 1.0, "test")
