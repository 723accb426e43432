"""Rows of a gazetteer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of a place, in one script."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with coordinates in WGS 84 degrees; ``kind`` as in the gazetteer's documentation.

    ``adm1`` and ``adm2`` are names, not codes; ``radius_km`` is how far its ground reaches from the point.
    """

    place_id: str
    name: str
    kind: str
    country: str | None
    adm1: str | None
    adm2: str | None
    lat: float
    lon: float
    radius_km: float
    names: tuple[PlaceName, ...]
    population: int = 0
    source: str = ""
