"""A labelled text, with what its labels do not tell left open.

A set that labels only some things must not teach that the rest is nothing: MUC-4 names the fills of
terrorist acts and no other event, WikiEvents no statements, PLOVER one event a sentence, and a person who
judged one claim of a report said nothing of the others. What is open costs the model nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from contested.records import Document, Published
from contested.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES = (
    *("side_a", "side_b", "place", "time", "source", "cue", "whom"),
    *("killed", "wounded", "captured", "missing", "displaced", "stands_for"),
)
KINDS = ("actor", "person", "place", "date", "number", "weapon", "source", "ref")
STATUSES = "asserted reported denied threatened planned demanded hypothetical unconfirmed".split()
Span = tuple[int, int]
ALL_ROLES = frozenset(ROLES) - {"stands_for"}
HELD = 12  # one own text in twelve is learned by no weight: confidence is fitted on these


@dataclass(frozen=True, slots=True)
class Told:
    """An event as labelled; ``types`` are those that would be right, None is not labelled."""

    start: int
    end: int
    types: frozenset[str]
    status: str | None
    incident: bool | None
    main: bool | None
    arguments: tuple[tuple[str, int, int], ...]
    roles: frozenset[str] = ALL_ROLES


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its labels.

    ``kinds`` are the kinds of mention that the set labels. ``elsewhere`` are the types that a word without
    label may still tell, None where it may tell anything; ``open`` are spans in which nothing is known;
    ``nothing`` are spans of which somebody said that they tell no event, whatever ``elsewhere`` says.
    """

    name: str
    source: str
    text: str
    sentences: tuple[Span, ...]
    mentions: tuple[tuple[str, int, int], ...]
    kinds: frozenset[str]
    events: tuple[Told, ...]
    references: tuple[tuple[int, int, tuple[Span, ...]], ...] = ()
    elsewhere: frozenset[str] | None = frozenset()
    open: tuple[Span, ...] = ()
    marks: tuple[tuple[str, int, int], ...] = field(default=())
    nothing: tuple[Span, ...] = ()


def document(name: str, text: str) -> Document:
    """A text as the finders take it."""
    unknown = Published(None, "unknown")
    return Document(name, name, None, text, None, None, "en", None, unknown, (), None, name)


def sentences_of(name: str, text: str) -> tuple[Span, ...]:
    """The sentences as the program cuts them."""
    return tuple((it.span.start, it.span.end) for it in split(document(name, text)))


def with_marks(example: Example, marks: Iterable[tuple[str, int, int]]) -> Example:
    """The example with what the finders mark in it."""
    return replace(example, marks=tuple(marks))


def number(name: str) -> int:
    """A number that a name always has, to hold texts out by."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
