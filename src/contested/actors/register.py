"""The register: actors, their dated names, their dated relations, read from YAML and checked.

A wrong row stops the run and is named by file and row: a register that half loads would
quietly resolve names to nobody. The order of rows and files means nothing. ``docs/register.md``
describes the format.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

import yaml

from contested.errors import DataFileError
from contested.records import Actor, ActorName, RegisterRelation, WorldDates
from contested.records.actors import NameKind
from contested.values.intervals import DateInterval

FORMAT = "contested-register/1"
SHIPPED = Path(__file__).parent / "register"
GROUP_KINDS = ("armed_group", "coalition", "operations_room", "branch")
STATE_KINDS = ("state", "state_force", "foreign_state")
KINDS = (*GROUP_KINDS, *STATE_KINDS, "monitor", "media", "political_body", "category", "placeholder")
NAME_KINDS: tuple[str, ...] = get_args(NameKind)
RELATION_TYPES = (
    "renamed",
    "merged_into",
    "formed_by_merger_of",
    "split_from",
    "pledged_to",
    "member_of",
    "part_of",
    "led_by",
    "operations_room_with",
    "branch_of",
    "allied_with",
    "hostile_to",
    "truce_with",
    "backed_by",
    "designated_by",
    "excluded_from",
    "dissolved",
)
_SYMMETRIC = frozenset({"allied_with", "hostile_to", "truce_with", "operations_room_with"})
_ACTOR_KEYS = frozenset(
    [
        "id",
        "name",
        "kind",
        "country",
        "side",
        "names",
        "from",
        "to",
        "ucdp_name",
        "ucdp_id",
        "note",
        "demonyms",
        "place_name",
        "stands_for",
        "source",
    ]
)
_NAME_KEYS = frozenset(["text", "language", "script", "from", "to", "source"])
_RELATION_KEYS = frozenset(["type", "subject", "object", "from", "to", "source", "scope", "unsure"])
_FILE_KEYS = frozenset(["format", "register", "title", "sources", "actors", "relations"])
_ENGLISH = frozenset({"translation", "judging", "weak", "acronym"})

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast


@dataclass(frozen=True, slots=True)
class Standing:
    """What the finder needs to know of a row beside its names."""

    demonyms: tuple[str, ...] = ()
    place_name: bool = False
    stands_for: str | None = None


@dataclass(frozen=True)
class Register:
    """Actors by id, relations, and what they are looked up by; never changed once built."""

    actors: Mapping[str, Actor]
    relations: tuple[RegisterRelation, ...]
    standings: Mapping[str, Standing] = field(default_factory=dict)

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self.actors.get(actor_id)

    def named(self, name: str) -> Actor | None:
        """The actor whose display name this is, letter for letter."""
        return self._by_name.get(name)

    def relations_of(
        self, actor_id: str, *, on: DateInterval | None = None, types: Sequence[str] = ()
    ) -> tuple[RegisterRelation, ...]:
        """Relations of the actor as subject or object, of ``types``, that may hold on a day of ``on``."""
        return tuple(
            row
            for row in self._by_actor.get(actor_id, ())
            if (not types or row.type in types) and (on is None or row.dates.may_hold_on(on.first, on.last))
        )

    def hostile(self, one: str, other: str, on: DateInterval | None = None) -> bool:
        """Whether the register says that the two may have been at war on a day of ``on``."""
        return any(
            other in (row.subject, row.object) for row in self.relations_of(one, on=on, types=["hostile_to"])
        )

    def successors(self, actor_id: str) -> tuple[str, ...]:
        """Who the actor became: through renaming and merging, nearest first."""
        found: list[str] = []
        queue = [actor_id]
        while queue:
            here = queue.pop(0)
            for row in self.relations_of(here, types=["renamed", "merged_into"]):
                if row.subject == here and row.object not in found and row.object != actor_id:
                    found.append(row.object)
                    queue.append(row.object)
        return tuple(found)

    def former_affiliates(self, actor_id: str) -> tuple[str, ...]:
        """Actors that were once branch, member or sworn to ``actor_id``, with their successors."""
        found: list[str] = []
        for row in self.relations_of(
            actor_id, types=["branch_of", "member_of", "part_of", "pledged_to", "split_from"]
        ):
            if row.object == actor_id:
                found += [row.subject, *self.successors(row.subject)]
        return tuple(dict.fromkeys(found))

    def standing_for(self, placeholder: str, country: str | None) -> Actor | None:
        """The country's own actor for a placeholder of any country ("government forces" in Syria)."""
        return self._standing.get((placeholder, country or ""))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all rows in a fixed order: the same content has the same digest."""
        rows = [repr((self.actors[key], self.standings.get(key))) for key in sorted(self.actors)]
        rows += sorted(map(repr, self.relations))
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        return {actor.name: actor for actor in self.actors.values()}

    @cached_property
    def _by_actor(self) -> dict[str, list[RegisterRelation]]:
        rows: dict[str, list[RegisterRelation]] = defaultdict(list)
        for row in self.relations:
            for end in {row.subject, row.object}:
                rows[end].append(row)
        return dict(rows)

    @cached_property
    def _standing(self) -> dict[tuple[str, str], Actor]:
        return {
            (standing.stands_for, self.actors[key].country or ""): self.actors[key]
            for key, standing in self.standings.items()
            if standing.stands_for
        }


def shipped_files() -> list[Path]:
    """The register's files that come with the program."""
    return sorted(SHIPPED.glob("*.yaml"))


def load(paths: Iterable[Path] | None = None) -> Register:
    """The register made of all given files (default: those shipped); raises DataFileError on a wrong row."""
    files = shipped_files() if paths is None else list(paths)
    actors: dict[str, Actor] = {}
    standings: dict[str, Standing] = {}
    pending: list[tuple[str, RegisterRelation]] = []
    for path in files:
        body = _read_file(path)
        works = {str(key): _work(path, key, row) for key, row in (body.get("sources") or {}).items()}
        for number, row in enumerate(body.get("actors") or [], 1):
            where = f"{path}: actor {number}"
            actor, standing = _read_actor(where, row, works)
            if actor.actor_id in actors:
                raise DataFileError(f"{where}: the id {actor.actor_id!r} is taken")
            actors[actor.actor_id], standings[actor.actor_id] = actor, standing
        for number, row in enumerate(body.get("relations") or [], 1):
            where = f"{path}: relation {number}"
            pending.append((where, _read_relation(where, row, works)))
    _check_whole(actors, pending, standings, files)
    relations = tuple(sorted((row for _, row in pending), key=repr))
    return Register(dict(sorted(actors.items())), relations, dict(sorted(standings.items())))


def _read_file(path: Path) -> dict[str, Any]:
    try:
        body = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise DataFileError(f"{path}: no register: the first line has to be 'format: {FORMAT}'")
    _only(str(path), body, _FILE_KEYS)
    return body


def _work(path: Path, key: object, row: object) -> str:
    if not isinstance(row, dict) or not {"title", "date"} <= row.keys():
        raise DataFileError(f"{path}: source {key}: needs a title and a date")
    by = f"{row['by']}, " if row.get("by") else ""
    return f"{by}{row['title']} ({row['date']})"


def _only(where: str, row: Mapping[str, Any], known: frozenset[str]) -> None:
    if not isinstance(row, dict):
        raise DataFileError(f"{where}: is no mapping")
    unknown = sorted(set(map(str, row)) - known)
    if unknown:
        raise DataFileError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _needed(where: str, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataFileError(f"{where}: {key} is missing or no text")
    return value


def _one_of(where: str, what: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise DataFileError(f"{where}: {what} {value!r} is none of {', '.join(known)}")
    return value


def _read_actor(where: str, row: Any, works: Mapping[str, str]) -> tuple[Actor, Standing]:
    _only(where, row, _ACTOR_KEYS)
    actor_id = _needed(where, row, "id")
    where = f"{where} ({actor_id})"
    name = _needed(where, row, "name")
    kind = _one_of(where, "kind", _needed(where, row, "kind"), KINDS)
    dates = _read_dates(where, row)
    names = [ActorName(name, "weak" if kind == "placeholder" else "official", "en", script_of(name), dates)]
    by_kind = row.get("names") or {}
    _only(f"{where}: names", by_kind, frozenset(NAME_KINDS))
    for name_kind, entries in by_kind.items():
        if not isinstance(entries, list):
            raise DataFileError(f"{where}: names: {name_kind} is no list")
        names += [
            _read_name(f"{where}: {name_kind} name", name_kind, entry, dates, works) for entry in entries
        ]
    actor = Actor(
        actor_id=actor_id,
        name=name,
        kind=kind,
        country=row.get("country"),
        names=tuple(sorted(dict.fromkeys(names), key=repr)),
        dates=dates,
        ucdp_name=row.get("ucdp_name"),
        ucdp_id=row.get("ucdp_id"),
        side=row.get("side"),
        note=row.get("note"),
    )
    standing = Standing(tuple(row.get("demonyms") or ()), bool(row.get("place_name")), row.get("stands_for"))
    return actor, standing


def _read_name(
    where: str, kind: NameKind, entry: Any, dates: WorldDates, works: Mapping[str, str]
) -> ActorName:
    row = {"text": entry} if isinstance(entry, str) else entry
    _only(where, row, _NAME_KEYS)
    text = _needed(where, row, "text")
    script = str(row.get("script") or script_of(text))
    language = str(row.get("language") or ("en" if kind in _ENGLISH and script == "Latn" else "ar"))
    held = _read_dates(where, row) if {"from", "to"} & row.keys() else dates
    source = row.get("source")
    return ActorName(text, kind, language, script, held, works.get(source, source) if source else None)


def _read_relation(where: str, row: Any, works: Mapping[str, str]) -> RegisterRelation:
    _only(where, row, _RELATION_KEYS)
    kind = _one_of(where, "type", _needed(where, row, "type"), RELATION_TYPES)
    source = _needed(where, row, "source")
    if source not in works:
        raise DataFileError(f"{where}: source {source!r} is not among the file's sources")
    return RegisterRelation(
        kind,
        _needed(where, row, "subject"),
        _needed(where, row, "object"),
        _read_dates(where, row),
        works[source],
        row.get("scope"),
        bool(row.get("unsure", False)),
    )


def _check_whole(
    actors: Mapping[str, Actor],
    relations: Iterable[tuple[str, RegisterRelation]],
    standings: Mapping[str, Standing],
    files: Sequence[Path],
) -> None:
    for where, row in relations:
        for end in (row.subject, row.object):
            if end not in actors:
                raise DataFileError(f"{where}: no actor has the id {end!r}")
        if row.subject == row.object and row.type != "dissolved":
            raise DataFileError(f"{where}: an actor has no relation to itself")
    for key, standing in standings.items():
        if standing.stands_for and standing.stands_for not in actors:
            raise DataFileError(f"actor {key}: stands_for names no actor: {standing.stands_for!r}")
    shown: dict[str, str] = {}
    for actor in actors.values():
        if actor.name in shown:
            named = ", ".join(path.name for path in files)
            raise DataFileError(
                f"{named}: {actor.actor_id} and {shown[actor.name]} are both called {actor.name!r}"
            )
        shown[actor.name] = actor.actor_id


def _read_dates(where: str, row: Mapping[str, Any]) -> WorldDates:
    begins, ends = _bounds(where, row.get("from")), _bounds(where, row.get("to"))
    if begins[0] and ends[1] and ends[1] < begins[0]:
        raise DataFileError(f"{where}: ends on {ends[1]}, before it begins on {begins[0]}")
    return WorldDates(begins[0], begins[1], ends[0], ends[1])


def _bounds(where: str, value: object) -> tuple[date | None, date | None]:
    """``2017``, ``2017-01``, ``2017-01-28`` as earliest and latest day; ``[a, b]`` gives the two apart."""
    if value is None:
        return None, None
    if isinstance(value, list):
        if len(value) != 2:
            raise DataFileError(f"{where}: a date is one value or [earliest, latest], not {value!r}")
        return _bounds(where, value[0])[0], _bounds(where, value[1])[1]
    parts = str(value).split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            days = DateInterval.year(numbers[0])
        elif len(numbers) == 2:
            days = DateInterval.month(numbers[0], numbers[1])
        else:
            days = DateInterval.day(date(*numbers))
    except (ValueError, TypeError) as error:
        raise DataFileError(f"{where}: {value!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)") from error
    return days.first, days.last


def script_of(text: str) -> str:
    """``Arab``, ``Cyrl`` or ``Latn`` (ISO 15924), by the first letter that tells."""
    for char in text:
        if char.isalpha():
            name = unicodedata.name(char, "")
            return "Arab" if name.startswith("ARABIC") else "Cyrl" if name.startswith("CYRILLIC") else "Latn"
    return "Latn"


def symmetric(relation_type: str) -> bool:
    """Whether subject and object of such a relation may change places."""
    return relation_type in _SYMMETRIC
