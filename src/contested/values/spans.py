"""Where words stand: half-open ranges of Unicode code points in one text.

A span never guesses. If cleaning took its words away, it has no place in the clean
text, and :meth:`OffsetMap.to_clean` says so with None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The same length, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The pieces of a raw text that a clean text is made of, in order.

    ``pieces`` are ``(raw_start, clean_start, length)``; between them the clean text may
    hold separators of its own, which come from nowhere in the raw text.
    """

    pieces: tuple[tuple[int, int, int], ...]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Nothing was taken out of a text of ``length`` code points."""
        return cls(((0, 0, length),) if length else ())

    @classmethod
    def joined(cls, kept: Iterable[Span], separator: int = 0) -> OffsetMap:
        """Raw spans put one behind the other, ``separator`` code points between two."""
        pieces, clean = [], 0
        for span in kept:
            pieces.append((span.start, clean, len(span)))
            clean += len(span) + separator
        return cls(tuple(pieces))

    def to_clean(self, raw: int) -> int | None:
        """Where raw code point ``raw`` stands in the clean text; None where it was taken out."""
        at = bisect_right(self.pieces, raw, key=lambda piece: piece[0]) - 1
        if at < 0:
            return None
        raw_start, clean_start, length = self.pieces[at]
        return clean_start + raw - raw_start if raw < raw_start + length else None

    def to_raw(self, clean: int) -> int | None:
        """Where clean code point ``clean`` came from; None for a separator put in by cleaning."""
        at = bisect_right(self.pieces, clean, key=lambda piece: piece[1]) - 1
        if at < 0:
            return None
        raw_start, clean_start, length = self.pieces[at]
        return raw_start + clean - clean_start if clean < clean_start + length else None
