"""Gazetteer files and word lists as they are read: a wrong row is named, never skipped."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from contested.errors import DataFileError
from contested.records import Place, PlaceName

COLUMNS = (
    "id", "name", "kind", "country", "adm1", "adm2", "lat", "lon", "radius_km", "coordinate_km", "population",
    "ambiguous", "source", "names",
)  # fmt: skip
KINDS = frozenset(
    (
        *("continent", "country", "governorate", "state", "region", "city", "town", "village", "quarter"),
        *("crossing", "base", "airport", "dam", "mountain", "hill", "camp", "prison", "field", "road"),
        *("river", "lake", "sea", "canal", "desert", "castle", "bridge", "building"),
    )
)
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """A place, whether its name is also a common word or another place's, and its abbreviations."""

    place: Place
    ambiguous: bool
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.yaml``."""

    lists: dict[str, frozenset[str]]
    demonyms: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a gazetteer CSV in its documented columns."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise DataFileError(f"{path}: its columns must be {', '.join(COLUMNS)}")
            for number, fields in enumerate(reader, 2):
                yield _row(path, number, fields)
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read: {error}") from error


def read_words(path: Path) -> Words:
    """The word lists that finding and resolving need."""
    try:
        raw = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}: cannot be read: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("demonyms"), dict):
        raise DataFileError(f"{path}: must be lists of words under names, with a table of demonyms")
    demonyms = raw.pop("demonyms")
    for name, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise DataFileError(f"{path}: {name} must be a list of words (quote yes, no, on, off)")
    return Words({name: frozenset(words) for name, words in raw.items()}, demonyms)


def _row(path: Path, number: int, fields: dict[str, str]) -> Row:
    try:
        return _checked(fields)
    except (ValueError, TypeError, AttributeError) as error:
        raise DataFileError(f"{path} line {number}: {error}") from error


def _checked(fields: dict[str, str]) -> Row:
    lat, lon, radius = (float(fields[name]) for name in ("lat", "lon", "radius_km"))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and radius >= 0):
        raise ValueError(f"no point on the earth: {lat}, {lon}, radius {radius}")
    if not fields["id"] or not fields["name"] or not fields["source"]:
        raise ValueError("id, name and source must not be empty")
    if fields["kind"] not in KINDS:
        raise ValueError(f"unknown kind {fields['kind']!r}; known: {', '.join(sorted(KINDS))}")
    written = [part.strip() for part in fields["names"].split(";") if part.strip()]
    abbreviations = tuple(part[5:] for part in written if part.startswith("abbr:"))
    names = tuple(_name(part) for part in written if not part.startswith("abbr:"))
    place = Place(
        fields["id"], fields["name"], fields["kind"], fields["country"] or None, fields["adm1"] or None,
        fields["adm2"] or None, lat, lon, radius, (PlaceName(fields["name"]), *names),
        int(fields["population"] or 0), fields["source"],
    )  # fmt: skip
    return Row(place, fields["ambiguous"] == "1", abbreviations)


def _name(written: str) -> PlaceName:
    language, colon, text = written.partition(":")
    if colon and len(language) in (2, 3):
        return PlaceName(text.strip(), language)
    return PlaceName(written)
