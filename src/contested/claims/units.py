"""A sentence as a row of units: a settled mention is one unit, every other token another.

Rules then read over names of any length as over one word, and no word inside a name ("State",
"Army", "Fighting") can tell an event.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from contested.records import Document, Mention, Quote, Sentence
from contested.values.folding import plain_quotes
from contested.values.spans import Span

_TOKEN = re.compile(
    r"[^\W_]+(?:\.[^\W_]\.?)+(?![^\W_])|[^\W_]+(?:[-'’][^\W_]+)*(?=n['’]t\b)|n['’]t\b"
    r"|[^\W_]+(?:-[^\W_]+)*|['’](?:s|re|ve|ll|d|m)\b|['’](?=\s|$)|[^\w\s]",
    re.IGNORECASE,
)
_UNIT_KINDS = frozenset({"actor", "person", "place", "date", "number"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One mention or one token; ``word`` is its folded text, ``<kind>`` for a mention."""

    span: Span
    text: str
    word: str
    mentions: tuple[Mention, ...] = ()

    @property
    def kind(self) -> str | None:
        """The kind of mention it is; None for a plain token."""
        return self.mentions[0].kind if self.mentions else None

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Row:
    """The units of one sentence and where they stand in the document."""

    document: Document
    sentence: Sentence
    units: tuple[Unit, ...]
    words: tuple[str, ...]

    @property
    def quote(self) -> Quote:
        """The whole sentence as it stands."""
        return self.quote_of(self.sentence.span)

    def quote_of(self, span: Span) -> Quote:
        """Words of the document at a place."""
        return Quote(span.of(self.document.text), span.start, span.end)

    def span(self, start: int, end: int) -> Span:
        """From the first character of unit ``start`` to the last of the unit before ``end``."""
        return Span(self.units[start].span.start, self.units[end - 1].span.end)

    def word(self, at: int) -> str:
        """The folded word of a unit; empty outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str | None:
        """The kind of mention a unit is; None for a plain token and outside the sentence."""
        return self.units[at].kind if 0 <= at < len(self.units) else None

    def at(self, offset: int) -> int:
        """The unit in which, or behind which, a character of the document stands."""
        return max(0, bisect_left(self.units, offset + 1, key=lambda unit: unit.span.start) - 1)


def rows(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Row]:
    """Every sentence as a row; ``mentions`` are settled and in the order of the text."""
    names = [mention for mention in mentions if mention.kind in _UNIT_KINDS]
    starts = [mention.span.start for mention in names]
    return [_row(document, sentence, _within(sentence.span, names, starts)) for sentence in sentences]


def _within(span: Span, names: Sequence[Mention], starts: Sequence[int]) -> list[Mention]:
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return [mention for mention in names[first:last] if mention.span.end <= span.end]


def _row(document: Document, sentence: Sentence, names: Sequence[Mention]) -> Row:
    units: list[Unit] = []
    at = sentence.span.start
    groups: dict[Span, list[Mention]] = {}
    for mention in names:
        groups.setdefault(mention.span, []).append(mention)
    for span, group in sorted(groups.items()):
        if span.start < at:
            continue
        units.extend(_tokens(document.text, at, span.start))
        units.append(Unit(span, span.of(document.text), f"<{group[0].kind}>", tuple(group)))
        at = span.end
    units.extend(_tokens(document.text, at, sentence.span.end))
    return Row(document, sentence, tuple(units), tuple(unit.word for unit in units))


def _tokens(text: str, start: int, end: int) -> list[Unit]:
    """Plain tokens of a stretch between two mentions."""
    stretch = text[start:end]
    return [
        Unit(
            Span(start + match.start(), start + match.end()),
            match.group(),
            plain_quotes(match.group().lower()),
        )
        for match in _TOKEN.finditer(stretch)
    ]
