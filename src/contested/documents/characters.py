"""Characters that no reader sees: what they hide is taken out, so that offsets count what is printed.

A zero-width space inside a name makes another name of it, and a bidirectional override shows the
words in an order in which they do not stand. Both go; letters of every script stay, and so do the
joiners that Persian and Indic spelling needs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from contested.values.spans import OffsetMap, Span

_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
)
# A joiner after a letter of a joining script belongs to the spelling ("می‌خواهد"); elsewhere it hides.
_HIDDEN_RUN = re.compile(f"(?:[{_HIDDEN}]|(?<![\u0590-\u1fff\ua800-\uabff])[\u200c\u200d])+")
_DROPPED = re.compile(f"\r(?=\n)|{_HIDDEN_RUN.pattern}")
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n")
_SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The text that a reader sees, where each part stood in the raw text, and what was hidden."""

    text: str
    offsets: OffsetMap
    hidden: tuple[Span, ...]

    def raw_pieces(self, span: Span) -> list[Span]:
        """The raw spans that ``span`` of the visible text is made of."""
        at = max(0, bisect_right(self.offsets.pieces, span.start, key=lambda piece: piece[1]) - 1)
        found = []
        for raw, clean, length in self.offsets.pieces[at:]:
            if clean >= span.end:
                break
            first, last = max(span.start, clean), min(span.end, clean + length)
            if first < last:
                found.append(Span(raw + first - clean, raw + last - clean))
        return found


def see(raw: str) -> VisibleText:
    """The raw text without hidden characters; all line ends become one kind, all spaces plain ones."""
    kept, hidden, position = [], [], 0
    for match in _DROPPED.finditer(raw):
        kept.append(Span(position, match.start()))
        position = match.end()
        if match.group() != "\r":
            hidden.append(Span(*match.span()))
    kept.append(Span(position, len(raw)))
    kept = [span for span in kept if len(span)]
    text = "".join(span.of(raw) for span in kept).translate(_LINE_ENDS).translate(_SPACES)
    return VisibleText(text, OffsetMap.joined(kept), tuple(hidden))


def writable(text: str) -> str:
    """The text with lone surrogates, which no file can hold, shown as U+FFFD; the length stays the same."""
    return _SURROGATE.sub("\ufffd", text)


def plain(text: str | None) -> str | None:
    """A title, name or id on one line without hidden characters; None where nothing is left."""
    if text is None:
        return None
    return " ".join(see(text).text.split()) or None
