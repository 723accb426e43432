"""Loading and checking the event types."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

import yaml

from contested.errors import DataFileError

DEFAULT_FOLDER = Path(__file__).parent / "event_types"
STATE_KINDS = frozenset({"state", "state_force", "foreign_state"})
CIVILIAN_KINDS = frozenset({"category", "civilian", "monitor", "media", "political_body"})
_REQUIRED = (
    "key",
    "name",
    "definition",
    "makes_incident",
    "violent",
    "words",
    "acled",
    "plover",
    "sentences",
)
_OPTIONAL = ("excludes", "symmetric", "object", "of")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast

ObjectKind = Literal["any", "people", "place"]


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence of the project's own with what a coder must read in it."""

    text: str
    trigger: str
    side_a: tuple[str, ...]
    side_b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AcledName:
    """One name in ACLED's vocabulary, and the sides for which it holds (None: for all)."""

    event_type: str
    sub_event_type: str
    side_a: str | None = None
    side_b: str | None = None

    def holds_for(self, side_a: str, side_b: str) -> bool:
        """Whether the classes of the sides ("state", "civilian", "armed", "unknown") fit."""
        return self.side_a in {None, side_a} and self.side_b in {None, side_b}


@dataclass(frozen=True, slots=True)
class Words:
    """The words that tell a type: verbs and nouns by lemma, phrases with ``~`` for up to three words."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    means: tuple[str, ...] = ()

    def all(self) -> Iterable[tuple[str, str]]:
        """Every word with its class; means of harm tell a type only together with harm."""
        for kind in ("verbs", "nouns", "phrases"):
            for word in getattr(self, kind):
                yield kind, word


@dataclass(frozen=True, slots=True)
class EventType:
    """One category of the ontology.

    ``object`` says what can be acted on, ``of`` who stands behind "of" after a noun of this type:
    the one who acts ("the withdrawal of X") or the one acted on ("the killing of X").
    """

    key: str
    name: str
    definition: str
    excludes: str | None
    makes_incident: bool
    violent: bool
    symmetric: bool
    object: ObjectKind
    of: Literal["agent", "patient"]
    words: Words
    acled: tuple[AcledName, ...]
    plover: tuple[str, str | None] | None
    sentences: tuple[LabelledSentence, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One claim in the field's other vocabularies; None where they have no word for it.

    ``type_of_violence`` is UCDP's: 1 state-based, 2 non-state, 3 one-sided (GED codebook 22.1, section 3).
    """

    acled_event_type: str | None
    acled_sub_event_type: str | None
    plover_event: str | None
    plover_mode: str | None
    type_of_violence: int | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """All event types, by key in the order of their keys; ``digest`` names this very set."""

    types: Mapping[str, EventType]
    digest: str
    _cache: dict[tuple[str, str, str], Vocabulary] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, key: str) -> EventType:
        return self.types[key]

    def vocabulary(self, key: str, kinds_a: Iterable[str], kinds_b: Iterable[str]) -> Vocabulary:
        """The names of a type in other vocabularies, given the kinds of the actors on each side."""
        classes = side_class(kinds_a), side_class(kinds_b)
        if (key, *classes) not in self._cache:
            self._cache[key, *classes] = self._vocabulary(self.types[key], *classes)
        return self._cache[key, *classes]

    def _vocabulary(self, event_type: EventType, side_a: str, side_b: str) -> Vocabulary:
        acled = next((name for name in event_type.acled if name.holds_for(side_a, side_b)), None)
        event, mode = event_type.plover or (None, None)
        violence = type_of_violence(side_a, side_b) if event_type.violent else None
        return Vocabulary(
            acled.event_type if acled else None,
            acled.sub_event_type if acled else None,
            event,
            mode,
            violence,
        )


def side_class(kinds: Iterable[str]) -> str:
    """A side as "state", "civilian", "armed" or "unknown"; a state with allies is a state side."""
    given = set(kinds)
    if not given:
        return "unknown"
    if given & STATE_KINDS:
        return "state"
    return "civilian" if given <= CIVILIAN_KINDS else "armed"


def type_of_violence(side_a: str, side_b: str) -> int | None:
    """UCDP's type of violence; None while a side is unknown that would decide it."""
    if side_b == "civilian":
        return 3
    if "state" in {side_a, side_b}:
        return 1
    return 2 if side_a == side_b == "armed" else None


@cache
def load(folder: Path = DEFAULT_FOLDER) -> Ontology:
    """Read and check every event type of a folder.

    Raises:
        DataFileError: a file lacks a field, has one unknown, or claims a word that another has.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise DataFileError(f"{folder}: no event types here (*.yaml)")
    types = {path.stem: _read(path) for path in files}
    _refuse_words_claimed_twice(types.values())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return Ontology(types, digest[:16])


def _read(path: Path) -> EventType:
    try:
        row = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
        return _event_type(row, path)
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataFileError(f"{path}: not an event type: {error}") from error


def _event_type(row: Any, path: Path) -> EventType:
    if not isinstance(row, dict):
        raise DataFileError(f"{path}: an event type is a mapping of fields")
    missing = [key for key in _REQUIRED if key not in row]
    unknown = [key for key in row if key not in (*_REQUIRED, *_OPTIONAL)]
    if missing or unknown:
        raise DataFileError(f"{path}: lacks {missing or 'nothing'}, has unknown {unknown or 'nothing'}")
    if row["key"] != path.stem:
        raise DataFileError(
            f"{path}: its key is {row['key']}, its file name {path.stem}; they must be the same"
        )
    plover = row["plover"]
    return EventType(
        key=row["key"],
        name=row["name"],
        definition=row["definition"],
        excludes=row.get("excludes"),
        makes_incident=row["makes_incident"],
        violent=row["violent"],
        symmetric=row.get("symmetric", False),
        object=row.get("object", "any"),
        of=row.get("of", "patient"),
        words=Words(**{kind: tuple(words) for kind, words in row["words"].items()}),
        acled=tuple(_acled(name) for name in row["acled"]),
        plover=(plover["event"], plover["mode"]) if plover else None,
        sentences=tuple(_sentence(sentence) for sentence in row["sentences"]),
    )


def _acled(row: dict[str, Any]) -> AcledName:
    return AcledName(row["event_type"], row["sub_event_type"], **row.get("when", {}))


def _sentence(row: dict[str, Any]) -> LabelledSentence:
    if row["trigger"] not in row["text"]:
        raise ValueError(f"the trigger '{row['trigger']}' does not stand in '{row['text']}'")
    return LabelledSentence(row["text"], row["trigger"], tuple(row["side_a"]), tuple(row["side_b"]))


def _refuse_words_claimed_twice(types: Iterable[EventType]) -> None:
    owner: dict[tuple[str, str, str], str] = {}
    for event_type in types:
        objects = ("people", "place") if event_type.object == "any" else (event_type.object,)
        for (kind, word), one in product(event_type.words.all(), objects):
            first = owner.setdefault((kind, word, one), event_type.key)
            if first != event_type.key:
                both = f"{first} and by {event_type.key}"
                raise DataFileError(f"the word '{word}' ({kind}) is claimed by {both}")
