"""The day of publication as the sender of a report gives it: an ISO date, or a date in words.

A date that cannot be (2087, 1066, "03/04/2017", which is two days) is said and not used.
A day more than one ahead is in the future; one day is the other side of the date line.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from contested.documents.datelines import full_date
from contested.values.intervals import DateInterval

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d[0-9:.,+\-Z ]{0,30})?)?)?")
EARLIEST = 1900  # before it no report that this program knows the words of


class NotADate(ValueError):  # noqa: N818  (named for what was found)
    """The field holds no date that can be used; the text says why."""


def published_days(printed: str, today: date) -> DateInterval:
    """The days that ``printed`` gives; raises :class:`NotADate` with the reason."""
    days = _days(printed.strip()[:100])
    if days is None:
        raise NotADate(f'published "{printed[:60]}" is no date; write YYYY-MM-DD')
    if days.first.year < EARLIEST:
        raise NotADate(f'published "{printed[:60]}" is before {EARLIEST}')
    if days.first > today + timedelta(days=1):
        raise NotADate(f'published "{printed[:60]}" lies in the future')
    return days


def _days(printed: str) -> DateInterval | None:
    match = _ISO.fullmatch(printed)
    if match is None:
        day = full_date(printed)
        return DateInterval.day(day) if day else None
    year, month, day_of_month = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return DateInterval.year(year)
        if day_of_month is None:
            return DateInterval.month(year, month)
        return DateInterval.day(date(year, month, day_of_month))
    except ValueError:  # 2017-02-31, year 0
        return None
