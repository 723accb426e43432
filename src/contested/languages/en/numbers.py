"""English numbers of people as intervals: "more than 70", "150-200", "dozens", "two".

Words of quantity follow ACLED's convention (FAQ on fatalities: tens = 10, dozens = 12,
hundreds = 100), with an open end: the word gives a floor, never a ceiling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contested.values.intervals import CountRange
from contested.values.spans import Span

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
# Plural words of quantity: floors by ACLED's convention; "scores" by the word's own meaning, twenty.
_VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 1_000_000}
_FEW = {"a couple": 2, "half a dozen": 6, "a dozen": 12}

_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_WORDED = rf"(?:{_SMALL})(?:[ -](?:{_SMALL}|hundred|thousand|million|dozen|and)){{0,6}}"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d+)?(?= (?:million|thousand))|\d{1,7}"
_SCALED = "hundred|thousand|million"
_ONE = rf"(?:(?:{_DIGITS})(?: (?:{_SCALED}|dozen))?|{_WORDED}|a (?:{_SCALED})|half a dozen|a dozen|a couple)"
_OF = (
    r"(?:(?:tens|hundreds|dozens|scores) of (?:thousands|millions)"
    r"|tens|dozens|scores|hundreds|thousands|millions)"
)
_OPEN = (
    r"at least|more than|over|upwards of|no fewer than|no less than|not less than|not fewer than"
    r"|in excess of|a minimum of|above"
)
_UP_TO = r"up to|as many as|at most|no more than|fewer than|less than|under"
_ABOUT = (
    r"about|around|roughly|nearly|almost|some|approximately|an estimated|close to|estimated at"
    r"|at around|at about"
)
_NUMBER = re.compile(
    rf"(?<![\w.,:$€£#-])(?:(?P<between>between) (?P<b1>{_ONE}) and (?P<b2>{_ONE})"
    rf"|(?:(?P<open>{_OPEN})|(?P<upto>{_UP_TO})|(?P<about>{_ABOUT}))? ?(?:(?P<open2>{_OPEN}) )?"
    rf"(?:(?P<vague>{_OF})|(?P<low>{_ONE})(?: ?(?:-|–|—|to|or) ?(?P<high>{_ONE}))?(?P<plus>\+| or more)?))"
    r"(?![\w%]|[-/.]\d)",
    re.IGNORECASE,
)
# What follows a figure that counts no people: shares, money, measures, clock times, ages, ordinals.
_NOT_PEOPLE = re.compile(
    r"\s*(?:%|percent|per cent|-(?:year|month|day|hour|mm|foot|mile|km)"
    r"|(?:year|month|week|day|hour|minute|second)s?\b"
    r"|km\b|kilomet|(?:metre|meter|mile|ton|tonne|kilo|kilogram|pound|dollar|euro|degree|time)s?\b|feet\b|kg\b|mm\b"
    r"|[ap]\.?m\b|o'clock|:\d|st\b|nd\b|rd\b|th\b|/\d|\.\d|(?:square|cubic)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text: where, what interval, and whether it was called approximate."""

    span: Span
    count: CountRange
    about: bool


def find(text: str) -> list[FoundNumber]:
    """Every number that may count people, in the order of the text."""
    return [found for match in _NUMBER.finditer(text) if (found := _number(match, text))]


def _number(match: re.Match[str], text: str) -> FoundNumber | None:
    if _NOT_PEOPLE.match(text, match.end()):
        return None
    count = _count(match)
    if count is None:
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return FoundNumber(Span(start, match.end()), count, match["about"] is not None)


def _count(match: re.Match[str]) -> CountRange | None:
    if match["between"]:
        return _range(value(match["b1"]), value(match["b2"]))
    if match["vague"]:
        return CountRange(_vague(match["vague"]), None)
    low = value(match["low"])
    if low is None:
        return None
    if match["high"]:
        return _range(low, value(match["high"]))
    if match["open"] or match["open2"] or match["plus"]:
        return CountRange(low, None)
    if match["upto"]:
        return CountRange(0, low)
    return CountRange.exactly(low)


def _range(low: int | None, high: int | None) -> CountRange | None:
    if low is None or high is None or high < low:
        return None
    return CountRange(low, high)


def _vague(words: str) -> int:
    parts = words.lower().split(" of ")
    product = 1
    for part in parts:
        product *= _VAGUE[part]
    return product


def value(words: str) -> int | None:
    """The number that digits or number words give ("1,200", "2 million", "thirty-five"); None where none."""
    words = words.lower()
    if words in _FEW:
        return _FEW[words]
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[ -]+", words.replace(",", "")):
        if re.fullmatch(r"\d+(?:\.\d+)?", word):
            current, seen = current + float(word), True
        elif word in _UNITS or word in _TENS:
            current, seen = current + _UNITS.get(word, _TENS.get(word, 0)), True
        elif word == "dozen":
            current *= 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current, seen = total + (current or 1) * _SCALES[word], 0.0, True
        elif word == "a":
            current, seen = 1.0, True
        elif word != "and":
            return None
    return round(total + current) if seen else None
