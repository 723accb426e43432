"""English numbers are intervals: the words give a floor or a ceiling, never a middle."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.languages.en import numbers
from contested.values.intervals import CountRange

# Sentence, the words that are the number, low, high, called approximate. All by hand.
EXPRESSIONS = [
    ("A shell killed 3 people.", "3", 3, 3, False),
    ("Twelve soldiers died.", "Twelve", 12, 12, False),
    ("They freed thirty-five hostages.", "thirty-five", 35, 35, False),
    ("They freed thirty five hostages.", "thirty five", 35, 35, False),
    ("One hundred and twenty men left.", "One hundred and twenty", 120, 120, False),
    ("two hundred fighters left.", "two hundred", 200, 200, False),
    ("five thousand people fled.", "five thousand", 5000, 5000, False),
    ("two million people fled.", "two million", 2_000_000, 2_000_000, False),
    ("2.5 million people fled.", "2.5 million", 2_500_000, 2_500_000, False),
    ("40 thousand people fled.", "40 thousand", 40_000, 40_000, False),
    ("1,250 people were buried.", "1,250", 1250, 1250, False),
    ("12,345,678 people live there.", "12,345,678", 12_345_678, 12_345_678, False),
    ("Two dozen rebels were held.", "Two dozen", 24, 24, False),
    ("a dozen rebels were held.", "a dozen", 12, 12, False),
    ("half a dozen rebels were held.", "half a dozen", 6, 6, False),
    ("a couple of men were held.", "a couple", 2, 2, False),
    ("a hundred men were held.", "a hundred", 100, 100, False),
    ("At least 17 people died.", "At least 17", 17, None, False),
    ("at least seventeen people died.", "at least seventeen", 17, None, False),
    ("more than 300 people died.", "more than 300", 300, None, False),
    ("over 1,000 people died.", "over 1,000", 1000, None, False),
    ("upwards of 80 people died.", "upwards of 80", 80, None, False),
    ("No fewer than nine people died.", "No fewer than nine", 9, None, False),
    ("not less than 9 people died.", "not less than 9", 9, None, False),
    ("in excess of 60 people died.", "in excess of 60", 60, None, False),
    ("50 or more people died.", "50 or more", 50, None, False),
    ("50+ people died.", "50+", 50, None, False),
    ("up to 25 people died.", "up to 25", 0, 25, False),
    ("As many as 25 people died.", "As many as 25", 0, 25, False),
    ("fewer than ten people died.", "fewer than ten", 0, 10, False),
    ("no more than four people died.", "no more than four", 0, 4, False),
    ("about 40 people died.", "about 40", 40, 40, True),
    ("around forty people died.", "around forty", 40, 40, True),
    ("Some 90 people died.", "Some 90", 90, 90, True),
    ("nearly 200 people died.", "nearly 200", 200, 200, True),
    ("an estimated 700 people died.", "an estimated 700", 700, 700, True),
    ("roughly 15 people died.", "roughly 15", 15, 15, True),
    ("between 30 and 40 people died.", "between 30 and 40", 30, 40, False),
    ("Between three and five people died.", "Between three and five", 3, 5, False),
    ("30-40 people died.", "30-40", 30, 40, False),
    ("30–40 people died.", "30–40", 30, 40, False),
    ("30 to 40 people died.", "30 to 40", 30, 40, False),
    ("six or seven people died.", "six or seven", 6, 7, False),
    ("150 to 200 fighters left.", "150 to 200", 150, 200, False),
    ("dozens of people died.", "dozens", 12, None, False),
    ("Scores were hurt.", "Scores", 20, None, False),
    ("hundreds of people fled.", "hundreds", 100, None, False),
    ("tens of thousands fled.", "tens of thousands", 10_000, None, False),
    ("hundreds of thousands fled.", "hundreds of thousands", 100_000, None, False),
    ("millions of people fled.", "millions", 1_000_000, None, False),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "low", "high", "about"), EXPRESSIONS)
def test_a_number_is_the_interval_that_its_words_give(
    sentence: str, words: str, low: int, high: int | None, about: bool
) -> None:
    found = numbers.find(sentence)
    assert [one.span.of(sentence) for one in found] == [words]
    assert found[0].count == CountRange(low, high)
    assert found[0].about is about


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices rose by 40 percent.",
        "Prices rose by 40%.",
        "They paid $500 for it.",
        "A 12-year-old was there.",
        "It lasted 15 days.",
        "It began 20 minutes later.",
        "The town lies 30 km away.",
        "The town lies 30 kilometres away.",
        "They fired at 5:30 in the morning.",
        "The curfew begins at 9 p.m. sharp.",
        "The 4th Division came.",
        "They carried 20 tons of flour.",
        "The 120-mm shell fell.",
        "Wheat fell 1.5 in a day.",
        "Two weeks passed.",
        "It is the F-16 that fell.",
    ],
)
def test_what_counts_no_people_is_no_number(sentence: str) -> None:
    assert numbers.find(sentence) == []


def test_several_numbers_stand_in_their_order() -> None:
    text = "At least 12 died and 30 were hurt; three of the dead were children."
    assert [one.span.of(text) for one in numbers.find(text)] == ["At least 12", "30", "three"]


@pytest.mark.parametrize("words", ["20 to 10 men", "between nine and four men"])
def test_a_range_that_falls_is_no_number(words: str) -> None:
    assert all(one.count.high is None or one.count.low <= one.count.high for one in numbers.find(words))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,200", 1200),
        ("Ninety-Nine", 99),
        ("nine hundred and ninety-nine", 999),
        ("two thousand five hundred", 2500),
        ("three hundred thousand", 300_000),
        ("one million two hundred thousand", 1_200_000),
        ("1.5 million", 1_500_000),
        ("zero", 0),
        ("fifteen hundred", 1500),
        ("three dozen", 36),
        ("many", None),
        ("", None),
        ("several dozen", None),
    ],
)
def test_words_have_the_value_that_a_reader_gives_them(words: str, number: int | None) -> None:
    assert numbers.value(words) == number


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int) -> str:
    """A number below a million in words, as a newspaper writes it."""
    if number >= 1000:
        rest = f" {spelled(number % 1000)}" if number % 1000 else ""
        return f"{spelled(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {spelled(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(0, 999_999))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert numbers.value(spelled(number)) == number
    assert numbers.value(f"{number:,}") == number
    assert numbers.value(str(number)) == number


@given(st.integers(1, 9_999), st.sampled_from(["fighters left", "people", "of them were women"]))
def test_figures_are_found_wherever_they_stand(number: int, behind: str) -> None:
    text = f"It said {number:,} {behind}."
    assert [one.count for one in numbers.find(text)] == [CountRange.exactly(number)]


@given(st.text(max_size=200))
def test_every_number_stands_on_its_words(text: str) -> None:
    found = numbers.find(text)
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        assert one.span.of(text).strip() == one.span.of(text) != ""
    for one, following in itertools.pairwise(found):
        assert not one.span.overlaps(following.span)
