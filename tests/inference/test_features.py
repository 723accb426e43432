"""What the encoder is given: pieces, shapes, hints, chunks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.inference import SHIPPED, Marked
from contested.inference.features import HINT_KINDS, LONGEST, N_HINTS, N_SHAPES, Pieces, shape

PIECES = Pieces(SHIPPED / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "number"),
    [("rebels", 1), ("Homs", 2), ("ISIL", 3), ("al-Sham", 4), ("150", 5), ("T4", 6), ("...", 7), ("I", 8)],
)
def test_the_case_that_the_vocabulary_loses_comes_back_as_a_shape(word: str, number: int) -> None:
    assert shape(word) == number
    assert number < N_SHAPES


def test_every_piece_stands_where_its_words_stand() -> None:
    text = "Jund al-Aqsa attacked Khan Shaykhun. Five died."
    (chunk,) = PIECES.chunks(text, [(0, 36), (37, 47)], [])
    found = [text[a:b] for a, b in zip(chunk.starts[1:-1], chunk.ends[1:-1], strict=True)]
    assert "".join(found) == text.replace(" ", "")
    assert chunk.sentences[1] == 0
    assert chunk.sentences[-2] == 1
    assert chunk.words[0] == chunk.words[-1] == -1


def test_a_mark_of_a_finder_is_a_hint_on_its_first_word_and_another_on_the_rest() -> None:
    text = "Ahrar al-Sham fled"
    (chunk,) = PIECES.chunks(text, [(0, 18)], [Marked("actor", 0, 13)])
    first, rest = 1 + 2 * HINT_KINDS.index("actor"), 2 + 2 * HINT_KINDS.index("actor")
    assert chunk.hints[1] == first
    assert set(chunk.hints[2:-2]) <= {first, rest}
    assert chunk.hints[-2] == 0
    assert max(chunk.hints) < N_HINTS


def test_of_two_marks_on_the_same_words_the_longer_is_the_hint() -> None:
    text = "Hama Brigade"
    marks = [Marked("place", 0, 4), Marked("actor", 0, 12)]
    (chunk,) = PIECES.chunks(text, [(0, 12)], marks)
    assert chunk.hints[1] == 1 + 2 * HINT_KINDS.index("actor")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300), min_size=1, max_size=9))
def test_chunks_hold_every_piece_once_and_none_is_too_long(parts: list[str]) -> None:
    text = "".join(parts)
    ends = [sum(map(len, parts[: at + 1])) for at in range(len(parts))]
    chunks = PIECES.chunks(text, [(end - len(it), end) for end, it in zip(ends, parts, strict=True)], [])
    assert all(len(chunk) <= LONGEST for chunk in chunks)
    places = [place for chunk in chunks for place in chunk.starts[1:-1]]
    assert all(one <= other for one, other in pairwise(places))
    whole = PIECES.chunks(
        text, [(end - len(it), end) for end, it in zip(ends, parts, strict=True)], [], 10**6
    )
    assert sum(len(it) - 2 for it in chunks) == sum(len(it) - 2 for it in whole)
