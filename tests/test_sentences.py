"""Sentences end where sentences end, and a report's every word stands in one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.records import Document, Published
from contested.sentences import LONGEST, split
from contested.values.spans import Span


def sentences(text: str, headline: Span | None = None) -> list[str]:
    document = Document(
        "doc-1", "1", None, text, None, None, "en", None, Published(None, "unknown"), (), headline, "test"
    )
    found = split(document)
    assert [sentence.index for sentence in found] == list(range(len(found)))
    assert "".join(sentence.span.of(text) for sentence in found).split() == text.split() or _same(found, text)
    return [sentence.span.of(text) for sentence in found]


def _same(found: tuple, text: str) -> bool:  # type: ignore[type-arg]
    inside = "".join("".join(sentence.span.of(text).split()) for sentence in found)
    return inside == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Salim Idris met Lt. Col. Hassan in St. Petersburg.",
        "The U.S. Army and the U.N. Security Council met at 5 p.m. Friday.",
        "He was killed on Jan. 26 in building No. 5.",
        "About 3.5 tonnes were found.",
        "J. R. Smith of Human Rights Watch said so.",
        "“Stop!” he shouted. ".strip(),
        "“Who did it?” the commander asked.",
        "They waited ... then they left.",
        "See www.example.Org/News for more.",
        "Fighters of Ahrar al-Sham (which denied it) left.",
        "The weapons, incl. mortars, came from Mr. Doe vs. Roe.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nine people were killed.", "The group denied it."),
        ("They hailed a “second revolution.”", "The government closed the crossing."),
        ("He said “it is over.”", "“We have won,” another said."),
        ("He was flown to the U.S.", "The group denied it."),
        ("It began at 5 p.m.", "He was there."),
        ("Was it true?", "No one knew."),
        ("They left…", "Nobody followed."),
        ("Nine were killed.", "12 others were wounded."),
        ("(He denied it.)", "The group left."),
        ("سيطرت الفصائل على البلدة.", "من المسؤول؟"),
        ("من المسؤول؟", "لا أحد يعرف."),
        ("قصفوا القرية۔", "مزید خبریں"),
        ("Most joined JFS.", "Others left."),
    ],
)
def test_two_sentences_are_two(one: str, two: str) -> None:
    assert sentences(f"{one} {two}") == [one, two]


def test_a_lost_space_behind_a_full_stop_is_seen() -> None:
    assert sentences("They took the town.The group denied it.") == [
        "They took the town.",
        "The group denied it.",
    ]


def test_the_headline_is_a_sentence_of_its_own() -> None:
    text = "Rebels take village\nFighters took it on Monday. Nine died."
    assert sentences(text, Span(0, 19)) == [
        "Rebels take village",
        "Fighters took it on Monday.",
        "Nine died.",
    ]
    document = Document(
        "d", "1", None, text, None, None, None, None, Published(None, "unknown"), (), Span(0, 19), "test"
    )
    assert [sentence.is_headline for sentence in split(document)] == [True, False, False]
    assert [sentence.paragraph for sentence in split(document)] == [0, 1, 1]


def test_a_line_without_full_stop_ends_where_the_line_ends() -> None:
    assert sentences("Toll rises in north\nNine people died.\nThe group denied it.") == [
        "Toll rises in north",
        "Nine people died.",
        "The group denied it.",
    ]


def test_a_column_of_broken_lines_is_joined() -> None:
    text = (
        "Fighters of the brigade took the village of Kafr Sama on Monday after\n"
        "Ahrar al-Sham withdrew from its last positions there, the monitor said\n"
        "in a statement. Nine people were killed in the shelling that went on\n"
        "for two days, among them two children."
    )
    assert [" ".join(one.split()) for one in sentences(text)] == [
        "Fighters of the brigade took the village of Kafr Sama on Monday after"
        " Ahrar al-Sham withdrew from its last positions there, the monitor said in a statement.",
        "Nine people were killed in the shelling that went on for two days, among them two children.",
    ]


def test_a_blank_line_always_parts() -> None:
    assert sentences("and so they left the town\n\nfor good") == ["and so they left the town", "for good"]


def test_wires_without_capitals_are_split_too() -> None:
    assert sentences("the army denied it.   a report says nine died.") == [
        "the army denied it.",
        "a report says nine died.",
    ]


def test_a_run_without_end_is_cut_at_spaces() -> None:
    pieces = sentences("word " * 2000)
    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.startswith("word") and piece.endswith("word") for piece in pieces)
    assert max(map(len, sentences("x" * 9001))) == LONGEST


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == []
    assert sentences(" \n ") == []


@given(st.text(alphabet="ab A.Z!?…\n\n ”“\"'().9-Gen", max_size=300))
def test_every_word_stands_in_one_sentence_and_spans_are_stripped(text: str) -> None:
    found = sentences(text)
    assert all(sentence and sentence == sentence.strip() for sentence in found)
