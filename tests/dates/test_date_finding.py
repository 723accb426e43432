"""Where expressions stand, and how long it takes to find them."""

import itertools
import time

import pytest
from dated_reports import lines, report
from hypothesis import given
from hypothesis import strategies as st

from contested import dates
from contested.dates.grammar import STARTERS


def test_the_preposition_is_no_part_of_the_mention() -> None:
    document = report("They left on Thursday after talks in March 2016 and over the past week.")
    assert [mention.text for mention in dates.find(document, lines(document))] == [
        "Thursday",
        "March 2016",
        "the past week",
    ]


def test_a_possessive_weekday_is_found() -> None:
    assert [mention.text for mention in dates.find(report("Wednesday’s attack"), ())] == ["Wednesday"]


def test_words_outside_all_sentences_are_not_read() -> None:
    document = report("They left on Thursday.\nPosted Friday.")
    assert [mention.text for mention in dates.find(document, lines(document)[:1])] == ["Thursday"]


def test_no_expression_runs_over_an_empty_line() -> None:
    assert [mention.text for mention in dates.find(report("It was Thursday\n\n26 January"), ())] == [
        "Thursday",
        "26 January",
    ]


@given(
    st.lists(
        st.sampled_from([*sorted(STARTERS), "-", ".", ",", "12", "2015", "of", "May", "²s", "1/2"]),
        max_size=30,
    )
)
def test_mentions_stand_where_they_say_and_none_overlaps(words: list[str]) -> None:
    document = report(" ".join(words))
    mentions = dates.resolve(document, dates.find(document, ()))
    assert all(mention.span.of(document.text) == mention.text for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(mentions))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    document = report(text)
    dates.resolve(document, dates.find(document, ()))


@pytest.mark.parametrize(
    "unit",
    ["the ", "one hundred ", "1,", "twenty-", "early late mid ", "at least more than ", "3:30 est ", "12-",
     "Jan. ", "last ", "Monday, ", "two to three ", "'", "to be ", "9"],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(count: int) -> float:
        document = report(unit * count)
        best = 9.0
        for _ in range(2):
            start = time.perf_counter()
            dates.resolve(document, dates.find(document, ()))
            best = min(best, time.perf_counter() - start)
        return best

    short, long = seconds(150), seconds(1200)
    assert long < 8 * short * 4 + 0.05
