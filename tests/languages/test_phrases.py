"""Fixed words are found in a row of tokens, longest first; a gap is short and crosses no punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.languages.phrases import GAP, table

TABLE = table(
    [
        ("take ~ control", "taking"),
        ("take", "having"),
        ("car bomb", "bomb"),
        ("car", "car"),
        ("car bomb attack", "attack"),
        ("fire", "verb"),
        ("fire", "noun"),
        ("carry ~ out ~ strikes", "strikes"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    tokens = text.split()
    return [(" ".join(tokens[hit.start : hit.end]), hit.payload) for hit in TABLE.find(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they take control now", [("take control", "taking")]),
        ("they take full control", [("take full control", "taking")]),
        ("they take all of the control", [("take all of the control", "taking")]),
        ("they take one two three four control", [("take", "having")]),
        ("they take it . control", [("take", "having")]),
        ("they take it ; control", [("take", "having")]),
        ('they take " control', [("take", "having")]),
        ("they take it , control", [("take it , control", "taking")]),
        ("a car bomb", [("car bomb", "bomb")]),
        ("a car bomb attack", [("car bomb attack", "attack")]),
        ("a car", [("car", "car")]),
        ("a bomb", []),
        ("car bomb car", [("car bomb", "bomb"), ("car", "car")]),
        ("carry out strikes", [("carry out strikes", "strikes")]),
        ("carry them out two more strikes", [("carry them out two more strikes", "strikes")]),
        ("carry out", []),
        ("take", [("take", "having")]),
        ("", []),
    ],
)
def test_words_are_found_with_short_gaps(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_two_meanings_of_one_word_are_both_given() -> None:
    assert found("fire") == [("fire", "verb"), ("fire", "noun")]


def test_the_word_in_a_gap_may_be_the_word_looked_for() -> None:
    assert found("take control control") == [("take control", "taking")]


@given(st.lists(st.sampled_from("take control car bomb attack fire it . ,".split()), max_size=30))
def test_a_hit_begins_and_ends_with_the_words_of_its_pattern(tokens: list[str]) -> None:
    ends = {"taking": ("take", "control"), "bomb": ("car", "bomb"), "attack": ("car", "attack")}
    for hit in TABLE.find(tokens):
        first, last = ends.get(hit.payload, (tokens[hit.start], tokens[hit.start]))
        assert tokens[hit.start] == first
        assert tokens[hit.end - 1] == last
        assert hit.end - hit.start <= GAP + 3
