"""What the encoder is given: word pieces with the shape of their word and what the finders found there.

The vocabulary is uncased, so the case of a word comes back as its shape. The finders know the register and
the gazetteer, which no small model can: their marks are an input, one that training leaves out at times so
that the model does not lean on it. Training and coding both come through here, so they see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

LONGEST = 128  # word pieces a chunk, its two end marks included; the cost of attention grows with its square
HINT_KINDS = ("actor", "person", "place", "date", "number", "weapon")
N_HINTS = 1 + 2 * len(HINT_KINDS)
N_SHAPES = 9
_HINT = {kind: 1 + 2 * at for at, kind in enumerate(HINT_KINDS)}


class Marked(NamedTuple):
    """Words from ``start`` to ``end`` that a finder marked."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Chunk:
    """Word pieces of whole sentences: ids, shapes, hints, suspects, and where each stands in the document.

    The lists have one entry a piece; the first and the last are end marks, which stand nowhere: their
    ``words`` and ``sentences`` are -1. ``words`` numbers the words of the document, whose pieces share a
    number; ``sentences`` likewise.
    """

    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    suspects: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, row: Sequence[tuple[int, ...]]) -> None:
        """Put pieces behind those that are there."""
        for name, values in zip(_COLUMNS, zip(*row, strict=True), strict=True):
            getattr(self, name).extend(values)


_COLUMNS = ("ids", "shapes", "hints", "suspects", "starts", "ends", "words", "sentences")


class Pieces:
    """Cuts text into word pieces. Loading takes about 50 ms."""

    def __init__(self, vocabulary: Path, types: Sequence[str] = ()) -> None:
        """Read a ``tokenizer.json``; a mark that is one of these event types is a list's suspicion."""
        self._types = {key: at + 1 for at, key in enumerate(types)}
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._begin = (self._tokenizer.token_to_id("[CLS]") or 0, 0, 0, 0, 0, 0, -1, -1)
        self._end = (self._tokenizer.token_to_id("[SEP]") or 0, 0, 0, 0, 0, 0, -1, -1)

    def chunks(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        marks: Iterable[Marked],
        longest: int = LONGEST,
    ) -> list[Chunk]:
        """The chunks of a document; a sentence longer than a chunk is cut where the chunk is full."""
        packed: list[list[tuple[int, ...]]] = [[]]
        for row in self._rows(text, sentences, marks):
            if packed[-1] and len(packed[-1]) + len(row) > longest - 2:
                packed.append([])
            packed[-1].extend(row)
            while len(packed[-1]) > longest - 2:
                packed.append(packed[-1][longest - 2 :])
                packed[-2] = packed[-2][: longest - 2]
        return [self._chunk(rows) for rows in packed if rows]

    def _chunk(self, rows: Sequence[tuple[int, ...]]) -> Chunk:
        chunk = Chunk()
        chunk.add([self._begin, *rows, self._end])
        return chunk

    def _rows(
        self, text: str, sentences: Sequence[tuple[int, int]], marks: Iterable[Marked]
    ) -> Iterator[list[tuple[int, ...]]]:
        given = list(marks)
        hint, suspect = _hints(given), self._suspects(given)
        encoded = self._tokenizer.encode_batch([text[a:b] for a, b in sentences], add_special_tokens=False)
        first_word = 0
        for number, ((begin, _), row) in enumerate(zip(sentences, encoded, strict=True)):
            spans: dict[int, tuple[int, int]] = {}
            words = [word or 0 for word in row.word_ids]
            for word, (left, right) in zip(words, row.offsets, strict=True):
                spans[word] = (spans.get(word, (left, right))[0], right)
            shapes = {word: shape(text[begin + a : begin + b]) for word, (a, b) in spans.items()}
            yield [
                (
                    piece,
                    shapes[word],
                    hint.get(begin + spans[word][0], 0),
                    suspect.get(begin + spans[word][0], 0),
                    begin + left,
                    begin + right,
                    first_word + word,
                    number,
                )
                for piece, (left, right), word in zip(row.ids, row.offsets, words, strict=True)
            ]
            first_word += max(spans, default=-1) + 1

    def _suspects(self, marks: Iterable[Marked]) -> dict[int, int]:
        return {
            at: self._types[mark.kind]
            for mark in marks
            if mark.kind in self._types
            for at in range(mark.start, mark.end)
        }


def _hints(marks: Iterable[Marked]) -> dict[int, int]:
    """The hint of every character that a mark covers; of two marks the longer, then the earlier kind."""
    hints: dict[int, int] = {}
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.kind)):
        if mark.kind not in _HINT or mark.start in hints:
            continue
        hints.update(dict.fromkeys(range(mark.start, mark.end), _HINT[mark.kind] + 1))
        hints[mark.start] = _HINT[mark.kind]
    return hints


def shape(word: str) -> int:
    """The shape of a word: 1 lower, 2 Title, 3 UPPER, 4 miXed, 5 digits, 6 digits and letters, 7 other."""
    if word.isdigit():
        return 5
    if any(char.isdigit() for char in word):
        return 6
    if not any(char.isalpha() for char in word):
        return 7
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2 if len(word) > 1 else 8
    return 3 if word.isupper() else 4
