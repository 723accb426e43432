"""Which words make a time expression, and what it says.

Each method reads one kind of phrase at one place and gives the expression with the place
after it, or None. Nothing backtracks further than a few words, so reading is linear.
A word that is only sometimes a time ("may", "march", "second") needs company.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeVar

from contested.dates.expressions import Count, Expression
from contested.dates.tokens import Token
from contested.languages.en import dates as en

Read = tuple[Expression, int] | None
Named = TypeVar("Named")

_NONE: Final = Token("", "", 0, 0)
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_SLASHED = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)")
_YEARS = re.compile(r"((?:19|20)\d\d)[-/]((?:19|20)?\d\d)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?")
_DAYS = re.compile(r"(\d{1,2})-(\d{1,2})")
_FEAST_WORDS = frozenset(key[0] for key in en.FEASTS)
_POINTED = ("day", "week", "month", "quarter", "year", "decade", "century")


class Grammar:
    """Reads time expressions out of one list of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self.readers: tuple[Callable[[int], Read], ...] = (
            self.numeric_date,
            self.weekday,
            self.day_and_month,
            self.several_days,
            self.month,
            self.pointed,
            self.ordinal_phrase,
            self.distance,
            self.year,
            self.day_word,
            self.repetition,
            self.feast,
            self.fixed_day,
            self.season,
            self.bare_unit,
            self.clock,
            self.deictic,
        )

    def word(self, at: int) -> str:
        """The word there, empty beyond the ends."""
        return self.tokens[at].word if 0 <= at < self.size else ""

    def token(self, at: int) -> Token:
        """The token there, an empty one beyond the ends."""
        return self.tokens[at] if 0 <= at < self.size else _NONE

    def touching(self, at: int) -> bool:
        """Whether no space parts the token from the one before it."""
        return 0 < at < self.size and self.tokens[at].start == self.tokens[at - 1].end

    def capital(self, at: int) -> bool:
        """Whether the word is written with a capital."""
        return self.token(at).text[:1].isupper()

    # -- whole expressions

    def expression(self, at: int) -> Read:
        """The longest expression that starts here."""
        if self.word(at) not in STARTERS and not self.word(at)[:1].isdigit():
            return None
        found = [read for read in (self.part_of(at), self.time_of_day(at), self.plain(at)) if read]
        return max(found, key=lambda read: read[1]) if found else None

    def plain(self, at: int) -> Read:
        """An expression without a part before it, with a time of the day behind it."""
        best: Read = None
        for reader in self.readers:
            read = reader(at)
            if read and (best is None or read[1] > best[1]):
                best = read
        return self._with_day_part(best) if best else None

    def _with_day_part(self, read: tuple[Expression, int]) -> Read:
        expression, at = read
        if not expression.names_a_day or expression.clock:
            return read
        after = at + 1 if self.word(at) == "-" else at
        early = self.word(after) in ("early", "late", "mid")
        after += early
        if self.word(after) in en.DAY_PARTS:
            return expression.with_clock(en.DAY_PARTS[self.word(after)]), after + 1
        if self.word(at) == "at":
            later = self.clock_time(at + 1)
            if later:
                return expression.with_clock(later[0]), later[1]
        return read

    def part_of(self, at: int) -> Read:
        """ "early 2015", "mid-November", "the end of the month", "early on Monday", "late Thursday"."""
        article = self.word(at) == "the"
        here = at + article
        part = en.PARTS.get(self.word(here))
        if part is None:
            return None
        here += 1
        if self.word(here) == "-" or self.word(here) in ("of", "on", "in"):
            here += 1
        elif article and part in ("start", "end", "mid") and self.word(here - 1) not in ("early", "late"):
            return None
        read = self.plain(here)
        if read is None or read[0].form in ("duration", "set", "deictic", "window", "clock"):
            return None
        if self.word(here - 1) == "in" and self.word(here) != "the":
            return None
        return read[0].with_part(part), read[1]

    def time_of_day(self, at: int) -> Read:
        """ "9 a.m. on Tuesday", "dawn on Thursday", "the night of 30 December"."""
        time = self.clock_time(at) or self.named_time(at)
        if time is None:
            return None
        clock, here = time
        if self.word(here) in ("on", "of", ","):
            here += 1
        read = self.plain(here) if self.word(here) in STARTERS or self.word(here)[:1].isdigit() else None
        if read and read[0].names_a_day and not read[0].clock and read[0].form != "ago":
            return read[0].with_clock(clock), read[1]
        return None

    # -- times of the day

    def clock_time(self, at: int) -> tuple[str, int] | None:
        """ "3:30 p.m. EST", "7 pm", "4 in the morning", "15:00"."""
        found = _CLOCK.fullmatch(self.word(at))
        if found is None:
            return None
        hour, minute = int(found[1]), found[2] or "00"
        after = self.word(at + 1)
        half = after[:1] if after.replace(".", "") in ("am", "pm") else ""
        end = at + 2
        if (
            not half
            and after == "in"
            and self.word(at + 2) == "the"
            and self.word(at + 3) in ("morning", "evening")
        ):
            half, end = ("a" if self.word(at + 3) == "morning" else "p"), at + 4
        if not half:
            if ":" not in self.word(at) or hour > 24 or int(minute) > 59:
                return None
            end = at + 1
        elif not 1 <= hour <= 12 or int(minute) > 59:
            return None
        while self.word(end) in en.ZONES:
            end += 1
        hour = hour if not half else hour % 12 + 12 * (half == "p")
        return f"T{hour:02}:{minute}", end

    def named_time(self, at: int) -> tuple[str, int] | None:
        """ "dawn", "noon", "the night", "the early hours"."""
        here = at + (self.word(at) == "the")
        if self.word(here) in ("early", "small") and self.word(here + 1) == "hours":
            return "TMO", here + 2
        here += self.word(here) in ("early", "late", "mid")
        here += self.word(here) == "-"
        if self.word(here) in en.DAY_PARTS and not self.word(here).endswith("s"):
            return en.DAY_PARTS[self.word(here)], here + 1
        return None

    def clock(self, at: int) -> Read:
        """A time of the day without a day: it is of the report's day, if of any."""
        found = self.clock_time(at)
        if found:
            return Expression("clock", clock=found[0]), found[1]
        if self.word(at) in ("midnight", "midday", "noon", "dawn", "daybreak"):
            return Expression("clock", clock=en.DAY_PARTS[self.word(at)]), at + 1
        if self.word(at) == "the" and self.word(at + 1) in ("morning", "afternoon", "evening"):
            return Expression("clock", clock=en.DAY_PARTS[self.word(at + 1)]), at + 2
        if self.word(at) == "overnight":
            return Expression("day", shift=0, clock="TNI", name="overnight"), at + 1
        return None

    # -- calendar dates

    def numeric_date(self, at: int) -> Read:
        """ "2017-01-26", "2011-03", "10/08/1998" (day first, except where only month first can be)."""
        word = self.word(at)
        if not word[:1].isdigit() or len(word) < 6:
            return None
        if found := _ISO.fullmatch(word):
            year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
            if 1 <= month <= 12 and 1900 <= year < 2100 and day <= 31:
                return Expression("calendar", year=year, month=month, day=day or None), at + 1
        if found := _YEARS.fullmatch(word):
            first, last = int(found[1]), int(found[2])
            last += 0 if last > 100 else first // 100 * 100
            if first < last:
                return Expression("years", year=first, count=Count(first, last)), at + 1
        if found := _SLASHED.fullmatch(word):
            one, other, year = int(found[1]), int(found[3]), int(found[4])
            year += 0 if year > 100 else (2000 if year < 50 else 1900)
            if (found[2] == "/" and one <= 12 and other <= 31 and year < 2000 and other > 12) or other > 12:
                one, other = other, one
            if 1 <= other <= 12 and 1 <= one <= 31 and 1900 <= year < 2100:
                ambiguous = "ambiguous" if one <= 12 and one != other else ""
                return Expression("calendar", year=year, month=other, day=one, name=ambiguous), at + 1
        return None

    def weekday(self, at: int) -> Read:
        """ "Thursday", "Sun 05 Jul 2015", "Monday, Oct. 26"."""
        number = en.WEEKDAYS.get(self.word(at))
        if number is None or not self.capital(at):
            return None
        here = at + 1
        here += self.word(here) == "."
        following = here + (self.word(here) in (",", "the"))
        date = (
            self.day_and_month(following)
            or self.month(following, day_needed=True)
            or self.numeric_date(following)
        )
        if date and date[0].day:
            return replace(date[0], weekday=number), date[1]
        if self.word(at) in en.AMBIGUOUS:
            return None
        if self.word(at).endswith("days") and self.word(at - 1) in ("on", "most", "and", "or"):
            # not "Fridays attack", which lost its apostrophe
            return Expression("set", weekday=number), at + 1
        return Expression("weekday", weekday=number), at + 1

    def month_name(self, at: int) -> tuple[int, int] | None:
        """The number of a month and the place after its name and point."""
        month = en.MONTHS.get(self.word(at))
        if month is None or not self.capital(at):
            return None
        dot = self.word(at + 1) == "." and self.word(at) in en.SHORT_MONTHS and self.touching(at + 1)
        return month, at + 1 + dot

    def day_number(self, at: int) -> tuple[int, int] | None:
        """ "26", "26th", "eighth" or "twenty-sixth" as the day of a month."""
        word = self.word(at)
        digits = word.rstrip("stndrh")
        if digits.isascii() and digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31:
            return int(digits), at + 1
        if word in en.ORDINALS and en.ORDINALS[word] <= 31:
            return en.ORDINALS[word], at + 1
        if word in en.TENS and self.word(at + 1) == "-" and self.word(at + 2) in en.ORDINALS:
            total = en.TENS[word] + en.ORDINALS[self.word(at + 2)]
            return (total, at + 3) if total <= 31 else None
        return None

    def four_digits(self, at: int) -> tuple[int, int] | None:
        """A year in four figures, or in words ("nineteen ninety-six", "two thousand")."""
        word = self.word(at)
        if len(word) == 4 and word.isascii() and word.isdigit() and 1000 <= int(word) < 2100:
            return int(word), at + 1
        if word in ("nineteen", "eighteen") and (self.word(at + 1) in en.TENS):
            year, here = en.ONES[word] * 100 + en.TENS[self.word(at + 1)], at + 2
            ones = here + (self.word(here) == "-")
            if 1 <= en.ONES.get(self.word(ones), 0) <= 9:
                return year + en.ONES[self.word(ones)], ones + 1
            return year, here
        if word == "two" and self.word(at + 1) == "thousand":
            return 2000, at + 2
        return None

    def year_after(self, at: int) -> tuple[int, int] | None:
        """The year behind a day or month, with a comma or "of" before it."""
        here = at + (self.word(at) in (",", "of"))
        found = self.four_digits(here)
        return found if found and found[0] >= 1800 else None

    def days_range(self, at: int) -> tuple[Count, int] | None:
        """ "13-14" as days of one month."""
        found = _DAYS.fullmatch(self.word(at))
        if found is None or not 1 <= int(found[1]) < int(found[2]) <= 31:
            return None
        return Count(int(found[1]), int(found[2])), at + 1

    def several_days(self, at: int) -> Read:
        """ "13-14 February 2017", "February 13-14"."""
        days = self.days_range(at)
        month = self.month_name(days[1] if days else at)
        days = days or (self.days_range(month[1]) if month else None)
        if days is None or month is None:
            return None
        end = max(days[1], month[1])
        year = self.year_after(end)
        return Expression(
            "calendar",
            year=year[0] if year else None,
            month=month[0],
            day=int(days[0].low or 1),
            count=days[0],
        ), year[1] if year else end

    def day_and_month(self, at: int) -> Read:
        """ "26 January, 2017", "the 26th of January", "5 Jul 2015"."""
        here = at + (self.word(at) == "the")
        day = self.day_number(here)
        if day is None:
            return None
        month = self.month_name(day[1] + (self.word(day[1]) == "of"))
        if month is None:
            return None
        if self.word(month[1] - 1) in ("may", "march") and not self.token(day[1]).text[:1].isupper():
            return None
        year = self.year_after(month[1])
        end = year[1] if year else month[1]
        return Expression("calendar", year=year[0] if year else None, month=month[0], day=day[0]), end

    def month(self, at: int, day_needed: bool = False) -> Read:
        """ "January 26, 2017", "Jan. 26", "March 2011", "November", "June last year"."""
        month = self.month_name(at)
        if month is None:
            return None
        number, here = month
        day = self.day_number(here + (self.word(here) == "the"))
        if day and self.word(day[1]) not in ("%", "percent"):
            year = self.year_after(day[1])
            end = year[1] if year else day[1]
            return Expression("calendar", year=year[0] if year else None, month=number, day=day[0]), end
        if day_needed:
            return None
        year = self.year_after(here)
        if year:
            return Expression("calendar", year=year[0], month=number), year[1]
        skip = here + (self.word(here) in ("of", ","))
        shift = {"last": -1, "this": 0, "next": 1}.get(self.word(skip))
        if shift is not None and self.word(skip + 1) == "year":
            return Expression("calendar", month=number, unit="year", shift=shift), skip + 2
        if self.word(at) in en.AMBIGUOUS or len(self.word(at)) <= 3:
            before = self.word(at - 1)
            if before not in (
                "in",
                "since",
                "last",
                "this",
                "until",
                "mid",
                "early",
                "late",
                "-",
                "of",
                "by",
                "next",
            ):
                return None
        return Expression("calendar", month=number), here

    def year(self, at: int) -> Read:
        """ "2014", "the 1990s", "the '80s", "the year 2000", "the 20th century", "fiscal 1998"."""
        here = at + (self.word(at) == "the")
        if self.word(here) in ("fiscal", "year"):
            named = self.four_digits(here + 1)
            if named:
                return Expression("calendar", year=named[0]), named[1]
        word = self.word(here)
        if word[:-1].isdecimal() and word.endswith("s"):
            decade = int(word[:-1])
            if decade % 10 == 0 and (len(word) == 5 or self.word(here - 1) == "'"):
                return Expression("decade", year=decade if decade > 100 else 1900 + decade), here + 1
        if word == "'" and self.word(here + 1)[:-1].isdecimal() and self.word(here + 1).endswith("0s"):
            return Expression("decade", year=1900 + int(self.word(here + 1)[:-1])), here + 2
        if word.endswith("ties") and word[:-3] + "y" in en.TENS and here > at:
            return Expression("decade", year=1900 + en.TENS[word[:-3] + "y"]), here + 1
        century = self.day_number(here)
        if century and self.word(century[1]) == "century":
            return Expression("century", year=(century[0] - 1) * 100), century[1] + 1
        found = self.four_digits(here)
        if found is None or word == "two" or not self._is_year(here, found):
            return None
        if self.word(found[1]) in ("period", "quarter"):
            return Expression("calendar", year=found[0]), found[1] + 1
        ordinal = en.ORDINALS.get(self.word(found[1]))
        if ordinal and self.word(found[1] + 1) == "quarter":
            return Expression("quarter", year=found[0], day=ordinal), found[1] + 2
        return Expression("calendar", year=found[0]), found[1]

    def _is_year(self, at: int, found: tuple[int, int]) -> bool:
        number, end = found
        if not 1800 <= number < 2100 or self.word(end) in en.NOT_YEAR_AFTER:
            return False
        if self.word(at - 1) in ("$", "#", "no", "resolution", "-") and self.word(at - 2) not in (
            "mid",
            "post",
            "pre",
        ):
            return False
        if self.word(at - 1) in en.BEFORE_YEAR or self.word(at) in ("nineteen", "eighteen"):
            return True
        return 1950 <= number <= 2030 and self.word(end) not in en.UNITS

    # -- counted from now, or from a date named before

    def modifier(self, at: int) -> tuple[int, int, str] | None:
        """The shift that "last", "this past", "next" or "the previous" makes: shift, place after it, word."""
        here = at + (self.word(at) in ("the", "its", "their"))
        word = self.word(here)
        if word in ("this", "that", "these") and here == at:
            if self.word(here + 1) in ("past", "coming", "same"):
                return {"past": -1, "coming": 1, "same": 0}[self.word(here + 1)], here + 2, word
            return 0, here + 1, word
        for words, shift in ((en.PAST_MODIFIERS, -1), (en.NEXT_MODIFIERS, 1), (en.THIS_MODIFIERS, 0)):
            if word in words:
                return shift, here + 1, word
        if word == "latest":
            return -1, here + 1, word
        return None

    def pointed(self, at: int) -> Read:  # noqa: C901, PLR0911
        """ "last month", "this Friday", "the previous day", "the past three days", "recent weeks"."""
        if self.word(at + (self.word(at) == "the")) in ("recent", "coming", "past") and self._plural_unit(
            at + (self.word(at) == "the") + 1
        ):
            here = at + (self.word(at) == "the")
            shift = 1 if self.word(here) == "coming" else -1
            return Expression(
                "window", unit=en.UNITS[self.word(here + 1)], count=Count(None, None), shift=shift
            ), here + 2
        if self.word(at) == "these" and self.word(at + 1) == "days":
            return Expression("deictic", name="PRESENT_REF"), at + 2
        found = self.modifier(at)
        if found is None:
            return None
        shift, here, word = found
        if counted := self._window(here, shift, word):
            return counted
        reference = word in ("that", "same", "previous", "preceding", "following", "prior") or (
            word in ("next",) and self.word(at) == "the"
        )
        here += self.word(here) in ("fiscal", "full", "crucial", "same")
        what = self.word(here)
        if what == "weekend":
            return Expression("weekend", shift=shift), here + 1
        if what in en.DAY_PARTS and (
            word in ("this", "last", "that", "next", "same", "following", "previous")
        ):
            return self._pointed_day_part(here, shift, reference, word)
        if what in en.WEEKDAYS and self.capital(here) and what not in en.AMBIGUOUS:
            name = "this" if word == "this" and shift == 0 else ""
            dated = self.weekday(here)
            if dated and dated[0].form == "calendar":
                return dated
            return Expression("weekday", weekday=en.WEEKDAYS[what], shift=shift, name=name), here + 1
        if what in en.MONTHS and self.capital(here):
            return Expression("calendar", month=en.MONTHS[what], shift=shift), here + 1
        if what in en.SEASONS and word in ("this", "last", "next", "past", "that"):
            return Expression("season", name=en.SEASONS[what], shift=shift), here + 1
        ordinal = en.ORDINALS.get(what)
        if ordinal and self.word(here + 1) == "quarter":
            return Expression("quarter", day=ordinal, shift=shift), here + 2
        if word == "latest" and what == "period":
            return Expression("unit", unit="quarter", shift=-1), here + 1
        if what == "time" and word in ("this", "that"):
            return None
        return self._pointed_unit(here, shift, reference, word)

    def _pointed_unit(self, here: int, shift: int, reference: bool, word: str) -> Read:
        unit = en.UNITS.get(self.word(here))
        if unit not in _POINTED or self.word(here).endswith("s"):
            return None
        if unit == "day" and not reference and word not in ("next", "following"):
            return None
        end = here + 1
        if self.word(end) == "'s" and unit == "year":
            quarter = self.quarter_name(end + 1)
            if quarter:
                return Expression("quarter", day=quarter[0], shift=shift, unit="year"), quarter[1]
        if reference:
            return Expression("reference", unit=unit, shift=shift), end
        if word == "past":
            return Expression("window", unit=unit, count=Count.of(1), shift=-1), end
        return Expression("unit", unit=unit, shift=shift), end

    def _pointed_day_part(self, here: int, shift: int, reference: bool, word: str) -> Read:
        clock = en.DAY_PARTS[self.word(here)]
        if reference:
            return Expression("reference", unit="day", shift=shift, clock=clock), here + 1
        if word == "next":
            return Expression("reference", unit="day", shift=1, clock=clock), here + 1
        return Expression("day", shift=shift, clock=clock), here + 1

    def _plural_unit(self, at: int) -> bool:
        return self.word(at) in en.UNITS and self.word(at).endswith("s") and self.word(at) != "seconds"

    def _window(self, at: int, shift: int, word: str) -> Read:
        if word not in en.WINDOW_PAST and word not in en.WINDOW_NEXT:
            return None
        count = self.count(at)
        if count is None:
            return None
        end = count[1] + (self.word(count[1]) in ("more", "-", "trading", "consecutive"))
        unit = en.UNITS.get(self.word(end))
        if unit is None:
            return None
        return Expression("window", unit=unit, count=count[0], shift=shift), end + 1

    def count(self, at: int) -> tuple[Count, int] | None:  # noqa: C901, PLR0911
        """ "three", "twenty-five", "a couple of", "several", "2 1/2", "two to three", "a hundred"."""
        word = self.word(at)
        if word in ("a", "an"):
            after = self.word(at + 1)
            if after in en.FEW:
                of = self.word(at + 2) == "of"
                return _rough(en.FEW[after]), at + 2 + of
            if after == "hundred":
                return Count.of(100), at + 2
            if after == "dozen":
                return Count.of(12), at + 2
            if after == "half" and self.word(at + 2) == "-":
                return Count.of(0.5), at + 3
            return Count.of(1), at + 1
        if word in en.FEW and word != "some":
            return _rough(en.FEW[word]), at + 1 + (self.word(at + 1) == "of")
        if word == "half" and self.word(at + 1) in ("a", "an"):
            return Count.of(0.5), at + 2
        number = self.number(at)
        if number is None:
            return None
        value, end = number
        if self.word(end) in ("1/2", "½"):
            return Count.of(value + 0.5), end + 1
        if self.word(end) == "and" and self.word(end + 1) == "a" and self.word(end + 2) == "half":
            return Count.of(value + 0.5), end + 3
        if self.word(end) in ("to", "or", "-"):
            other = self.number(end + 1)
            if other and other[0] > value:
                return Count(value, other[0]), other[1]
        return Count.of(value), end

    def number(self, at: int) -> tuple[float, int] | None:
        """A number in figures or words."""
        word = self.word(at)
        if word[:1].isdigit():
            plain = word.replace(",", "")
            if plain.isascii() and plain.isdigit() and len(plain) <= 6:
                return float(plain), at + 1
            halves = plain.split(".")
            if (
                len(halves) == 2
                and plain.isascii()
                and len(plain) <= 6
                and all(half.isdigit() for half in halves)
            ):
                return float(plain), at + 1
            return None
        total, here = 0.0, at
        if word in en.TENS:
            total, here = float(en.TENS[word]), at + 1
            ones = here + (self.word(here) == "-")
            if 1 <= en.ONES.get(self.word(ones), 0) <= 9:
                total, here = total + en.ONES[self.word(ones)], ones + 1
        elif word in en.ONES:
            total, here = float(en.ONES[word]), at + 1
        if here == at:
            return None
        while self.word(here) in en.SCALES:
            total, here = total * en.SCALES[self.word(here)], here + 1
        return total, here

    def distance(self, at: int) -> Read:
        """ "eight days ago", "two days later", "six days", "a two-year", "nearly an hour"."""
        here, rough = self._approximate(at)
        if self.word(here) in ("the", "its", "an", "a") and self.word(here + 1) in (
            "first",
            "additional",
            "final",
        ):
            here += 2
        elif self.word(here) == "the" and self.word(here + 1) not in en.UNITS:
            here += 1
        bare = self.count(here)
        if bare is None:
            return self._bare_distance(at, here)
        count, end = bare
        if rough and count.exact is not None:
            count = replace(count, rough=True)
        hyphen = self.word(end) == "-"
        end += hyphen
        end += self.word(end) in (
            "more",
            "other",
            "full",
            "trading",
            "straight",
            "consecutive",
            "long",
            "whole",
        )
        unit = en.UNITS.get(self.word(end))
        if unit is None or unit == "weekend":
            return None
        single = count.exact == 1 and self.word(here) in ("a", "an")
        after = end + 1
        if self.word(after) in ("or", "and") and self.word(after + 1) in ("so", "two"):
            count, after = replace(count, rough=True), after + 2
        direction = self._direction(after, hyphen)
        if direction:
            return Expression(
                "ago", unit=unit, count=count, shift=direction[0], origin=direction[1]
            ), direction[2]
        if single and not hyphen and self._is_rate(here):
            return Expression("set", name=f"P{_T(unit)}1{en.UNIT_CODES[unit][-1]}"), after
        if self.word(after + hyphen) == "old" or (self.word(after) == "-" and self.word(after + 1) == "old"):
            return None  # an age
        if unit in ("quarter", "second") and (single or hyphen):
            return None  # "a quarter of the town", "a second group", "three-quarters"
        if hyphen and self.word(after) == "-" and self.word(after + 1) == "long":
            after += 2
        return Expression("duration", unit=unit, count=count), after

    def _bare_distance(self, at: int, here: int) -> Read:
        """ "years ago", "weeks earlier", "the day before", "the day after"; "weeks or months"."""
        start = here + (self.word(here) == "the")
        unit = en.UNITS.get(self.word(start))
        if unit is None:
            return None
        direction = self._direction(start + 1, False)
        if direction is None:
            return None
        if self.word(start).endswith("s"):
            return Expression(
                "ago", unit=unit, count=Count(None, None), shift=direction[0], origin=direction[1]
            ), direction[2]
        if start > at and self.word(start + 1) in ("before", "after", "earlier") and unit in _POINTED:
            return Expression("reference", unit=unit, shift=direction[0]), direction[2]
        return None

    def _direction(self, at: int, hyphen: bool) -> tuple[int, Literal["report", "reference"], int] | None:
        word = self.word(at)
        if word == "ago":
            return -1, "report", at + 1
        if word == "-" and self.word(at + 1) in ("ago", "earlier"):
            return -1, "report", at + 2
        if hyphen:
            return None
        if word in ("earlier", "previously") or (word == "before" and self._ends_clause(at + 1)):
            return -1, "reference", at + 1
        if word in ("later", "afterwards", "afterward") or (word == "after" and self._ends_clause(at + 1)):
            return 1, "reference", at + 1
        if word == "from" and self.word(at + 1) == "now":
            return 1, "report", at + 2
        return None

    def _ends_clause(self, at: int) -> bool:
        """Whether nothing follows: "two days after" counts from a date, "two days after talks" from talks."""
        return self.word(at) in ("", ".", ",", ";", ")", "and", "but")

    def _is_rate(self, at: int) -> bool:
        """Whether "a day" is a rate: "20 barrels a day", "twice a week"."""
        before = self.word(at - 1)
        return before in ("times", "once", "twice") or (before.endswith("s") and len(before) > 4)

    def _approximate(self, at: int) -> tuple[int, bool]:
        word = self.word(at)
        if word in en.APPROXIMATE:
            return at + 1, True
        if word in ("at", "more", "less", "up", "no") and self.word(at + 1) in (
            "least",
            "most",
            "than",
            "to",
            "more",
        ):
            return at + 2 + (self.word(at + 2) == "than"), True
        return at, False

    # -- ordinals, quarters

    def quarter_name(self, at: int) -> tuple[int, int] | None:
        """ "third quarter", "third-quarter", "fiscal first quarter": number and place after it."""
        here = at + (self.word(at) in ("fiscal", "flat"))
        here += self.word(here) == "-"
        number = en.ORDINALS.get(self.word(here)) or {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}.get(
            self.word(here)
        )
        if number is None or number > 4:
            return None
        here += 1
        here += self.word(here) == "-"
        return (number, here + 1) if self.word(here) == "quarter" else None

    def ordinal_phrase(self, at: int) -> Read:
        """ "the third quarter of 1984", "a third day", "the second day of Eid", "the first half of 2015"."""
        here = at + (self.word(at) in ("the", "a", "its", "their"))
        quarter = self.quarter_name(here)
        if quarter:
            return self._quarter(quarter)
        if self.word(here) in ("year", "last") and self.word(here + 1) == "-":
            return self._year_earlier(here)
        if week := self.week_of_month(here):
            return week
        found = self.day_number(here)
        if found is None:
            return None
        number, end = found
        if self.word(end) == "half" and number <= 2:
            year = self.year_after(end + 1)
            if year:
                return Expression("half", year=year[0], day=number), year[1]
            return None
        end += self.word(end) in ("consecutive", "straight", "successive", "full", "day-")
        if self.word(end) in ("day", "week", "month", "year", "night") and self.word(here)[:1].isalnum():
            return self._ordinal_unit(at, number, end)
        return None

    def week_of_month(self, at: int) -> Read:
        """ "first week of July", "last week of May 2015"."""
        number = 5 if self.word(at) == "last" else en.ORDINALS.get(self.word(at), 9)
        if number > 5 or self.word(at + 1) != "week" or self.word(at + 2) not in ("of", "in"):
            return None
        month = self.month(at + 3)
        if month is None or month[0].day:
            return None
        return month[0].with_part(f"week {number}"), month[1]

    def _ordinal_unit(self, at: int, number: int, end: int) -> Read:
        if self.word(end) == "day" and self.word(end + 1) == "of":
            feast = self.feast(end + 2 + (self.word(end + 2) == "the"))
            if feast:
                return replace(feast[0], day=number), feast[1]
        unit = "day" if self.word(end) == "night" else en.UNITS[self.word(end)]
        if not (self.word(at) in ("a", "the") or self.word(at - 1) in ("for", "on")):
            return None
        return Expression("duration", unit=unit, count=Count.of(number), name="ordinal"), end + 1

    def _quarter(self, quarter: tuple[int, int]) -> Read:
        number, end = quarter
        year = self.year_after(end)
        if year:
            return Expression("quarter", year=year[0], day=number), year[1]
        skip = end + (self.word(end) in ("of", ","))
        shift = {"last": -1, "this": 0, "next": 1}.get(self.word(skip))
        if shift is not None and self.word(skip + 1) == "year":
            return Expression("quarter", day=number, shift=shift, unit="year"), skip + 2
        return Expression("quarter", day=number), end

    def _year_earlier(self, here: int) -> Read:
        """ "year-earlier", "the year-ago quarter"."""
        if self.word(here) == "year" and self.word(here + 2) in ("earlier", "ago"):
            end = here + 3
            quarter = self.quarter_name(end)
            if quarter:
                return Expression("quarter", day=quarter[0], shift=-1, unit="year"), quarter[1]
            end += self.word(end) in ("quarter", "period")
            return Expression("unit", unit="year", shift=-1, name="year-earlier"), end
        return None

    # -- the rest

    def day_word(self, at: int) -> Read:
        """ "yesterday", "today", "tonight"."""
        found = en.DAY_WORDS.get(self.word(at))
        if found is None:
            return None
        return Expression("day", shift=found[0], clock=found[1]), at + 1

    def repetition(self, at: int) -> Read:
        """ "daily", "every day", "each Thursday", "every two weeks"."""
        word = self.word(at)
        if word in en.SETS:
            return Expression("set", name=en.SETS[word]), at + 1
        if word not in en.EACH:
            return None
        what = self.word(at + 1)
        if what in en.WEEKDAYS and self.capital(at + 1):
            return Expression("set", weekday=en.WEEKDAYS[what]), at + 2
        if what in en.MONTHS and self.capital(at + 1):
            return Expression("set", month=en.MONTHS[what]), at + 2
        count = self.count(at + 1) or (Count.of(1), at + 1)
        unit = en.UNITS.get(self.word(count[1]))
        if what in en.DAY_PARTS:
            return Expression("set", name="P1D"), at + 2
        if unit is None or unit == "second":
            return None
        number = count[0].exact
        size = "X" if number is None else f"{number:g}"
        return Expression("set", name=f"P{_T(unit)}{size}{en.UNIT_CODES[unit][-1]}"), count[1] + 1

    def feast(self, at: int) -> Read:
        """ "Ramadan", "Eid al-Adha", "15 Ramadan"."""
        day = self.day_number(at) if self.word(at)[:1].isdigit() else None
        here = day[1] if day else at
        found = self._phrase(here, en.FEASTS) if self.word(here) in _FEAST_WORDS else None
        if found is None:
            return None
        year = self.four_digits(found[1])
        if year and 1400 < year[0] < 1500:  # hijri: in 2011-2020 these feasts of year 1432 fell in 2011
            year = year[0] + (578 if found[0] == "ashura" else 579), year[1]
        named = year if year and 1900 < year[0] < 2100 else None
        return Expression(
            "feast", name=found[0], day=day[0] if day else None, year=named[0] if named else None
        ), named[1] if named else found[1]

    def fixed_day(self, at: int) -> Read:
        """ "Christmas Eve", "New Year's Day"."""
        if self.word(at) not in ("christmas", "new", "valentine", "halloween"):
            return None
        found = self._phrase(at, en.FIXED_DAYS)
        if found is None:
            return None
        month, day = found[0]
        year = self.year_after(found[1])
        return Expression("calendar", month=month, day=day, year=year[0] if year else None), (
            year[1] if year else found[1]
        )

    def _phrase(self, at: int, table: Mapping[tuple[str, ...], Named]) -> tuple[Named, int] | None:
        for length in (4, 3, 2, 1):
            key = tuple(self.word(at + step) for step in range(length))
            if key in table:
                return table[key], at + length
        return None

    def season(self, at: int) -> Read:
        """ "the summer of 2015", "summer 2012", "in the winter"."""
        here = at + (self.word(at) == "the")
        code = en.SEASONS.get(self.word(here))
        if code is None:
            return None
        year = self.year_after(here + 1)
        if year:
            return Expression("season", name=code, year=year[0]), year[1]
        if self.word(here) in en.AMBIGUOUS and not (
            self.word(here - 1) == "the" and self.word(here - 2) == "in"
        ):
            return None
        if here == at and self.word(at - 1) not in ("in", "during", "of", "since", "by", "until"):
            return None
        return Expression("season", name=code), here + 1

    def bare_unit(self, at: int) -> Read:
        """ "for years", "the weekend", "the quarter", "decades-long"."""
        if self.word(at) == "the" and self.word(at + 1) in ("weekend", "quarter"):
            if self.word(at + 1) == "weekend":
                return Expression("weekend"), at + 2
            return Expression("unit", unit="quarter", shift=-1), at + 2
        if self.word(at) == "the" and self.word(at + 1) in ("year", "week", "month"):
            if self.word(at + 2) in ("of", "'s", "when", "in"):
                return None
            return Expression("reference", unit=self.word(at + 1), shift=0), at + 2
        if not self._plural_unit(at):
            return None
        if self.word(at + 1) == "-" and self.word(at + 2) in ("long",):
            return Expression("duration", unit=en.UNITS[self.word(at)], count=Count(None, None)), at + 3
        if self.word(at - 1) not in en.BEFORE_BARE_UNITS or self.word(at - 2) in en.FEW:
            return None
        return Expression("duration", unit=en.UNITS[self.word(at)], count=Count(None, None)), at + 1

    def deictic(self, at: int) -> Read:
        """ "now", "currently", "recently", "the future", "the past"."""
        word = self.word(at)
        if word == "the" and self.word(at + 1) in ("future", "past"):
            if self.word(at + 1) == "past" and self.word(at + 2) not in (".", ",", "and", ";", ""):
                return None
            return Expression("deictic", name=f"{self.word(at + 1).upper()}_REF"), at + 2
        if word == "right" and self.word(at + 1) == "now":
            return Expression("deictic", name="PRESENT_REF"), at + 2
        if word in en.DEICTICS:
            return Expression("deictic", name=en.DEICTICS[word]), at + 1
        return None


def _rough(word: str) -> Count:
    """The least and most that a rough word is taken for: a couple 2-3, few 2-7, several 3-10."""
    low, high = {"couple": (2, 3), "few": (2, 7), "several": (3, 10)}.get(word, (3, 30))
    return Count(low, high, rough=True)


def _T(unit: str) -> str:  # noqa: N802
    return "T" if en.UNIT_CODES[unit].startswith("T") else ""


STARTERS: Final[frozenset[str]] = (
    frozenset(en.MONTHS)
    | frozenset(en.WEEKDAYS)
    | frozenset(en.UNITS)
    | frozenset(en.SEASONS)
    | frozenset(en.DAY_PARTS)
    | frozenset(en.ONES)
    | frozenset(en.TENS)
    | frozenset(en.ORDINALS)
    | frozenset(en.FEW)
    | en.PAST_MODIFIERS
    | en.NEXT_MODIFIERS
    | en.THIS_MODIFIERS
    | frozenset(en.PARTS)
    | frozenset(en.DAY_WORDS)
    | frozenset(en.DEICTICS)
    | frozenset(en.SETS)
    | en.EACH
    | en.APPROXIMATE
    | frozenset(key[0] for key in en.FEASTS)
    | frozenset(key[0] for key in en.FIXED_DAYS)
    | frozenset(
        [
            "the",
            "a",
            "an",
            "its",
            "their",
            "that",
            "these",
            "latest",
            "fiscal",
            "year",
            "half",
            "at",
            "more",
            "less",
            "up",
            "no",
            "right",
            "'",
            "overnight",
            "small",
            "nineteen",
            "eighteen",
        ]
    )
)
"""Words with which an expression can start; all others are passed over at once."""
