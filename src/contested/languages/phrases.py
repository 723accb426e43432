"""Finding fixed words in a row of tokens, the longest first, in time linear in the text.

A pattern is words with ``~`` for a gap: "take ~ control" finds "took full control". A gap holds
at most ``GAP`` tokens and never crosses punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GAP = 3  # "took almost complete control": more words between verb and noun are rarely one phrase
_STOPS = frozenset('.;:!?()[]"')
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A pattern found at tokens ``start`` to ``end`` (exclusive), with what it was entered for."""

    start: int
    end: int
    payload: T


@dataclass(slots=True)
class PhraseTable(Generic[T]):
    """Patterns by their first word."""

    _by_first: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    def add(self, pattern: str, payload: T) -> None:
        """Enter one pattern; words are compared as given, so enter them folded."""
        words = tuple(pattern.split())
        self._by_first.setdefault(words[0], []).append((words, payload))

    def at(self, tokens: Sequence[str], start: int) -> Iterator[Hit[T]]:
        """Every pattern that begins at token ``start``."""
        for words, payload in self._by_first.get(tokens[start], ()):
            end = _match(words, tokens, start)
            if end is not None:
                yield Hit(start, end, payload)

    def find(self, tokens: Sequence[str]) -> list[Hit[T]]:
        """Patterns from left to right, none within another; of several at one token all the longest."""
        hits: list[Hit[T]] = []
        covered = 0
        for start in range(len(tokens)):
            here = list(self.at(tokens, start)) if start >= covered else []
            longest = max((hit.end for hit in here), default=covered)
            hits.extend(hit for hit in here if hit.end == longest)
            covered = longest
        return hits


def _match(words: Sequence[str], tokens: Sequence[str], start: int) -> int | None:
    at, index = start + 1, 1
    while index < len(words):
        if words[index] == "~":
            found = _after_gap(words[index + 1], tokens, at)
            if found is None:
                return None
            at, index = found + 1, index + 2
        elif at < len(tokens) and tokens[at] == words[index]:
            at, index = at + 1, index + 1
        else:
            return None
    return at


def _after_gap(word: str, tokens: Sequence[str], at: int) -> int | None:
    for position in range(at, min(at + GAP + 1, len(tokens))):
        if tokens[position] == word:
            return position
        if tokens[position] in _STOPS:
            return None
    return None


def table(entries: Iterable[tuple[str, T]]) -> PhraseTable[T]:
    """A table of all the entries."""
    made: PhraseTable[T] = PhraseTable()
    for pattern, payload in entries:
        made.add(pattern, payload)
    return made
