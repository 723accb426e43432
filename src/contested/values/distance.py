"""Distances on the earth, in kilometres, from WGS 84 degrees."""

from math import asin, cos, radians, sin, sqrt

EARTH_DIAMETER_KM = 12742.0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two ``(lat, lon)`` points (haversine; a sphere is within 0.6 %)."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(min(1.0, sqrt(half)))
