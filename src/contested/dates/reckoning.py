"""From an expression and one day of publication to a TIMEX3 value and the days it can mean.

Every rule here only moves forward when the day of publication does. So the days for a
publication between two days are the hull of what its first and its last day give, and a wider
publication never makes a narrower answer.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from contested.dates.expressions import Count, Expression
from contested.languages.en import dates as en
from contested.values.intervals import DateInterval

Tense = Literal["past", "future", ""]
Type = Literal["DATE", "TIME", "DURATION", "SET"]

SLACK: Final = {
    "day": 0,
    "week": 3,
    "month": 15,
    "quarter": 45,
    "year": 183,
    "decade": 1826,
    "century": 18262,
}
"""Days by which "three months ago" may be off, each way: half the unit (a day is exact)."""
UNIT_DAYS: Final = {
    "day": 1,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "year": 365,
    "decade": 3652,
    "century": 36524,
}
_SEASON_MONTHS: Final = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_RECENT: Final = {"day": 7, "week": 42, "month": 240}
"""How far back "recent days", "recent weeks" and "recent months" reach; "recent years" gives no day."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A TIMEX3 value with the days it can mean, None where no day can be given."""

    timex: str | None
    days: DateInterval | None


def reckon(expression: Expression, published: date, tense: Tense, named: DateInterval | None) -> Reckoned:
    """What ``expression`` means on ``published``; ``named`` is the day named before it in the report.

    Days out of the calendar's range (year 1 to 9999) give no value at all.
    """
    try:
        return _RULES[expression.form](expression, published, tense, named)
    except (OverflowError, ValueError):
        return Reckoned(None, None)


def type_of(expression: Expression) -> Type:
    """The TIMEX3 type."""
    if expression.form == "set":
        return "SET"
    if expression.form in ("duration", "window"):
        return "DURATION"
    return "TIME" if expression.clock else "DATE"


def is_absolute(expression: Expression) -> bool:
    """Whether the words alone tell the days."""
    if expression.form in ("decade", "century", "years", "half", "duration", "set", "deictic"):
        return True
    return expression.year is not None


def unanchored(expression: Expression) -> str | None:
    """The TIMEX3 value where nobody knows the day of the report: what is known, X for the rest."""
    if expression.form == "calendar":
        day = f"-{expression.day:02}" if expression.day else ""
        return f"XXXX-{expression.month:02}{day}" + expression.clock if expression.month else None
    if expression.form == "weekday":
        return f"XXXX-WXX-{expression.weekday}" + expression.clock
    if expression.form in ("day", "feast", "clock"):
        return "XXXX-XX-XX" + expression.clock
    if expression.form == "weekend":
        return "XXXX-WXX-WE"
    if expression.form == "quarter":
        return f"XXXX-Q{expression.day}"
    if expression.form == "season":
        return f"XXXX-{expression.name}"
    if expression.form == "window":
        return duration_value(expression)
    unit = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX"}
    return unit.get(expression.unit)


def duration_value(expression: Expression) -> str:
    """TIMEX3 value of a counted unit: P6D, PT5H30M, P2Y6M, PXD."""
    code = en.UNIT_CODES[expression.unit]
    time, letter = ("T", code[1]) if code.startswith("T") else ("", code)
    number = expression.count.low if expression.count else None
    if expression.count is None or number is None or _untold(expression.count):
        return f"P{time}X{letter}"
    whole, half = int(number), number % 1
    if expression.unit == "decade":
        return f"P{round(number * 10)}Y"
    if expression.unit == "century":
        return f"P{round(number * 100)}Y"
    if expression.unit == "quarter":
        return f"P{round(number * 3)}M"
    if half and expression.unit in ("hour", "minute", "year"):
        smaller = {"hour": "30M", "minute": "30S", "year": "6M"}[expression.unit]
        return f"P{time}{whole}{letter}{smaller}" if whole else f"P{time}{smaller}"
    return f"P{time}{number:g}{letter}"


def _untold(count: Count) -> bool:
    """Whether only a rough word stands there ("a few"); "a couple" counts as two, as annotators do."""
    return count.low is None or (
        count.rough and count.low != count.high and (count.low, count.high) != (2, 3)
    )


# -- calendar arithmetic


def months_later(day: date, months: int) -> date:
    """The same day of another month, its last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unit_of(day: date, unit: str, shift: int) -> DateInterval:
    """The calendar unit that holds ``day``, ``shift`` units on; weeks start on Monday."""
    if unit == "day":
        return DateInterval.day(day + timedelta(days=shift))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return DateInterval(monday, monday + timedelta(days=6))
    if unit == "month":
        moved = months_later(day.replace(day=1), shift)
        return DateInterval.month(moved.year, moved.month)
    if unit == "quarter":
        first = months_later(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3 * shift)
        return DateInterval(first, months_later(first, 3) - timedelta(days=1))
    if unit == "decade":
        year = day.year // 10 * 10 + 10 * shift
        return DateInterval(date(year, 1, 1), date(year + 9, 12, 31))
    if unit == "century":
        year = day.year // 100 * 100 + 100 * shift
        return DateInterval(date(year, 1, 1), date(year + 99, 12, 31))
    return DateInterval.year(day.year + shift)


def unit_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that starts on or holds ``day``."""
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "quarter":
        return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
    return {
        "day": day.isoformat(),
        "month": f"{day.year:04}-{day.month:02}",
        "decade": f"{day.year // 10}X",
        "century": f"{day.year // 100}XX",
    }.get(unit, f"{day.year:04}")


def part_of(days: DateInterval, part: str) -> DateInterval:
    """The first, middle or last third of some days (a day has no parts)."""
    if part.startswith("week "):
        return _week_of_month(days, int(part[-1]))
    if days.days < 3 or part not in ("start", "mid", "end"):
        return days
    third = days.days // 3
    if part == "start":
        return DateInterval(days.first, days.first + timedelta(days=third))
    if part == "end":
        return DateInterval(days.last - timedelta(days=third), days.last)
    return DateInterval(days.first + timedelta(days=third), days.last - timedelta(days=third))


def _week_of_month(month: DateInterval, number: int) -> DateInterval:
    """The days a numbered week of a month can hold: weeks are counted from the 1st or from a Monday."""
    first = month.first + timedelta(days=7 * (number - 1))
    if number == 5:
        first = month.last - timedelta(days=9)
    return DateInterval(first, min(month.last, first + timedelta(days=9)))


# -- one rule a form


def _calendar(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    year = expression.year
    if year is None and expression.unit == "year":
        year = published.year + (expression.shift or 0)
    if expression.month is None:
        if year is None:
            return Reckoned(None, None)
        return Reckoned(f"{year:04}", part_of(DateInterval.year(year), expression.part))
    if year is None:
        year = _year_of(expression, published, tense)
    if year is None:
        return Reckoned(None, None)
    if expression.day is None:
        days = DateInterval.month(year, expression.month)
        return Reckoned(f"{year:04}-{expression.month:02}", part_of(days, expression.part))
    day = date(year, expression.month, expression.day)
    days = DateInterval.day(day)
    if expression.count and expression.count.high:
        last = date(year, expression.month, int(expression.count.high))
        return Reckoned(f"{day.isoformat()}/{last.isoformat()}", DateInterval(day, last))
    if expression.name == "ambiguous" and expression.day <= 12:
        other = date(year, expression.day, expression.month)
        days = days.hull(DateInterval.day(other))
    return Reckoned(day.isoformat() + expression.clock, days)


def _year_of(expression: Expression, published: date, tense: Tense) -> int | None:
    """The latest year in which this day or month had come; in the future tense the one to come.

    A weekday beside the date has to agree. "last April" in April is the April before.
    """
    if expression.shift == 0:
        return published.year
    limit = published + timedelta(days=_ahead(expression, tense))
    for year in range(limit.year, limit.year - 29, -1):
        first = _first_day(year, expression)
        if first is None or (expression.weekday and first.isoweekday() != expression.weekday):
            continue
        last = first if expression.day else DateInterval.month(year, first.month).last
        if expression.shift == -1 and last >= published:
            continue
        if first <= limit:
            return year
    return None


def _first_day(year: int, expression: Expression) -> date | None:
    try:
        return date(year, expression.month or 1, expression.day or 1)
    except ValueError:  # 29 February
        return None


def _ahead(expression: Expression, tense: Tense) -> int:
    """How many days after publication a day without a year may lie.

    In the future tense nine months: "will expire on Nov. 9" in December looks back all the same. A
    weekday beside the day makes sure of the year, and reports are dated a day early by time zones.
    """
    if expression.shift == 1:
        return 365
    if tense == "future":
        return 270
    return 7 if expression.weekday else 0


def _weekday(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    assert expression.weekday is not None
    behind = (published.isoweekday() - expression.weekday) % 7
    day = published - timedelta(days=behind)
    if expression.shift == -1:
        day = published - timedelta(days=behind or 7)
    elif expression.shift == 1 or (
        (tense == "future" or (expression.name == "this" and tense != "past")) and behind
    ):
        day = published + timedelta(days=7 - behind)
    return Reckoned(day.isoformat() + expression.clock, DateInterval.day(day))


def _day(expression: Expression, published: date, _: Tense, __: DateInterval | None) -> Reckoned:
    day = published + timedelta(days=expression.shift or 0)
    days = DateInterval.day(day)
    if expression.name == "overnight":
        days = DateInterval(day - timedelta(days=1), day)
    return Reckoned(day.isoformat() + expression.clock, days)


def _unit(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    shift = expression.shift or 0
    days = unit_of(published, expression.unit, shift)
    value = unit_value(days.first, expression.unit)
    if expression.name == "year-earlier":
        return Reckoned(value, days)
    if shift == 0:
        if expression.part == "later" or (tense == "future" and not expression.part):
            return Reckoned(value, DateInterval(published, days.last))
        if expression.part in ("", "earlier"):
            return Reckoned(value, DateInterval(days.first, published))
    return Reckoned(value, part_of(days, expression.part))


def _ago(expression: Expression, published: date, _: Tense, named: DateInterval | None) -> Reckoned:
    count, way = expression.count or Count(None, None), expression.shift or -1
    if expression.origin == "reference" and named is None:
        return Reckoned(None, None)
    start = named.first if named and expression.origin == "reference" else published
    last = named.last if named and expression.origin == "reference" else published
    if count.low is None or count.high is None:
        return Reckoned("PAST_REF" if way < 0 else "FUTURE_REF", None)
    if expression.unit in ("second", "minute", "hour"):
        hours = {"second": 3600.0, "minute": 60.0, "hour": 1.0}[expression.unit]
        reach = int(count.high / hours // 24) + 1
        near = timedelta(days=0 if count.high / hours < 24 else reach - 1)
        ends = (start + way * timedelta(days=reach), last + way * near)
        return Reckoned(ends[1].isoformat(), DateInterval(min(ends), max(ends)))
    far = _moved(start, expression.unit, way, count.high if way < 0 else count.low)
    near_day = _moved(last, expression.unit, way, count.low if way < 0 else count.high)
    slack = timedelta(days=SLACK[expression.unit] + (count.rough and expression.unit == "day"))
    value = unit_value(_moved(start, expression.unit, way, count.low), _granularity(expression.unit))
    if _untold(count):
        value = "PAST_REF" if way < 0 else "FUTURE_REF"
    if _untold(count) and expression.unit in ("year", "decade", "century"):
        return Reckoned(value, None)
    return Reckoned(value, DateInterval(far - slack, near_day + slack))


def _granularity(unit: str) -> str:
    return "year" if unit in ("decade", "century") else unit


def _moved(day: date, unit: str, way: int, number: float) -> date:
    """``number`` units from a day; months and years by the calendar, halves in days."""
    whole, half = int(number), number % 1
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    rest = timedelta(days=round(half * UNIT_DAYS[unit]))
    if months is None:
        return day + way * (timedelta(days=whole * UNIT_DAYS[unit]) + rest)
    return months_later(day, way * whole * months) + way * rest


def _window(expression: Expression, published: date, _: Tense, __: DateInterval | None) -> Reckoned:
    value, way = duration_value(expression), expression.shift or -1
    count = expression.count or Count(None, None)
    if expression.unit in ("second", "minute", "hour"):
        days = int((count.high or 1) // 24) + 1 if expression.unit == "hour" else 1
        far = published + way * timedelta(days=days)
        return Reckoned(value, DateInterval(min(far, published), max(far, published)))
    if count.high is None:
        reach = _RECENT.get(expression.unit)
        if reach is None:
            return Reckoned(value, None)
        far = published + way * timedelta(days=reach)
    elif _untold(count) and expression.unit in ("year", "decade", "century"):
        return Reckoned(value, None)
    else:
        far = _moved(published, "day" if expression.unit == "weekend" else expression.unit, way, count.high)
    return Reckoned(value, DateInterval(min(far, published), max(far, published)))


def _duration(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    return Reckoned(duration_value(expression), None)


def _set(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    if expression.weekday:
        return Reckoned(f"XXXX-WXX-{expression.weekday}" + expression.clock, None)
    if expression.month:
        return Reckoned(f"XXXX-{expression.month:02}", None)
    return Reckoned(expression.name, None)


def _deictic(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    return Reckoned(expression.name, None)


def _quarter(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    number = expression.day or 1
    year = expression.year
    if year is None and expression.unit == "year":
        year = published.year + (expression.shift or 0)
    month = 3 * number - 2
    if year is None:
        year = published.year
        if date(year, month, 1) > published and (tense != "future" or expression.shift == -1):
            year -= 1
    days = unit_of(date(year, month, 1), "quarter", 0)
    return Reckoned(f"{year:04}-Q{number}", part_of(days, expression.part))


def _half(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    year, number = expression.year or 1, expression.day or 1
    days = DateInterval(date(year, 6 * number - 5, 1), DateInterval.month(year, 6 * number).last)
    return Reckoned(f"{year:04}-H{number}", days)


def _season(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    first, last = _SEASON_MONTHS[expression.name]

    def days_in(year: int) -> DateInterval:
        return DateInterval(date(year, first, 1), DateInterval.month(year + (last < first), last).last)

    year = expression.year
    if year is None:
        year = published.year
        if expression.shift == -1:
            while days_in(year).last >= published:
                year -= 1
        elif expression.shift == 1 or tense == "future":
            while days_in(year).last < published:
                year += 1
        elif expression.shift is None and days_in(year).first > published:
            year -= 1
    return Reckoned(f"{year:04}-{expression.name}", part_of(days_in(year), expression.part))


def _feast(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    """The latest feast of the name that had begun; days one wider than told, for the moon's sake."""
    keys = ("fitr", "adha") if expression.name == "eid" else (expression.name,)
    starts = sorted((date.fromisoformat(text), key) for key in keys for text in en.FEAST_DAYS[key])
    if expression.year is not None:
        starts = [start for start in starts if start[0].year == expression.year]
        if len(starts) != 1:
            return Reckoned(None, None)
        published = starts[0][0]
    elif not starts[0][0] <= published <= date(2021, 4, 1):
        return Reckoned(None, None)
    begun = [start for start in starts if start[0] - timedelta(days=1) <= published]
    coming = [start for start in starts if start[0] >= published]
    if tense == "future" and not coming:
        return Reckoned(None, None)
    first, key = coming[0] if tense == "future" else begun[-1]
    if expression.day:
        day = first + timedelta(days=expression.day - 1)
        return Reckoned(day.isoformat(), DateInterval(day - timedelta(days=1), day + timedelta(days=1)))
    days = DateInterval(first - timedelta(days=1), first + timedelta(days=en.FEAST_LENGTHS[key]))
    value = f"{first.year:04}-{first.month:02}" if key == "ramadan" else first.isoformat()
    return Reckoned(value, part_of(days, expression.part))


def _decade(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    year = expression.year or 1
    days = DateInterval(date(year, 1, 1), date(year + 9, 12, 31))
    return Reckoned(f"{year // 10}X", part_of(days, expression.part))


def _century(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    year = expression.year or 1
    return Reckoned(f"{year // 100}XX", DateInterval(date(year, 1, 1), date(year + 99, 12, 31)))


def _clock(expression: Expression, published: date, _: Tense, named: DateInterval | None) -> Reckoned:
    days = named or DateInterval.day(published)
    return Reckoned(days.first.isoformat() + expression.clock if days.days == 1 else None, days)


def _reference(expression: Expression, published: date, tense: Tense, named: DateInterval | None) -> Reckoned:
    shift = expression.shift or 0
    if named is None:
        if expression.unit == "day":
            return Reckoned(None, None)
        return _unit(replace(expression, form="unit"), published, tense, None)
    first = unit_of(named.first, expression.unit, shift)
    last = unit_of(named.last, expression.unit, shift)
    value = unit_value(first.first, expression.unit) if first == last else None
    return Reckoned(value + expression.clock if value else None, part_of(first.hull(last), expression.part))


def _weekend(expression: Expression, published: date, tense: Tense, _: DateInterval | None) -> Reckoned:
    """Saturday and Sunday: the latest that had begun, in the future tense the next."""
    saturday = published - timedelta(days=(published.isoweekday() - 6) % 7)
    if expression.shift == 1 or tense == "future" or (expression.shift == 0 and published.isoweekday() < 6):
        saturday += timedelta(weeks=1)
    elif expression.shift == -1 and published.isoweekday() >= 6:
        saturday -= timedelta(weeks=1)
    return Reckoned(
        unit_value(saturday, "week") + "-WE", DateInterval(saturday, saturday + timedelta(days=1))
    )


def _years(expression: Expression, _: date, __: Tense, ___: DateInterval | None) -> Reckoned:
    assert expression.year is not None
    last = int(expression.count.high or expression.year) if expression.count else expression.year
    return Reckoned(
        f"{expression.year:04}/{last:04}", DateInterval(date(expression.year, 1, 1), date(last, 12, 31))
    )


_RULES: Final[dict[str, Callable[[Expression, date, Tense, DateInterval | None], Reckoned]]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "day": _day,
    "unit": _unit,
    "ago": _ago,
    "window": _window,
    "duration": _duration,
    "set": _set,
    "deictic": _deictic,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "feast": _feast,
    "decade": _decade,
    "century": _century,
    "clock": _clock,
    "reference": _reference,
    "weekend": _weekend,
    "years": _years,
}
