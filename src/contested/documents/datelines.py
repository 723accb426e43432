"""What the head of a report says of itself: the day it was printed, the place, the agency.

Only a date on a line of its own, or one inside the dateline, is the report's date. A date in a
sentence is about what happened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contested.errors import DataFileError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_TIME = (
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d{1,6})?\s?(?:[ap]\.?m\.?)?"
    r"\s?(?:\(?[a-z]{2,5}\)?)?\s?(?:[+-]\d\d:?\d\d|z)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?[\s-]{_MONTH},?[\s-]{_YEAR}\b",
        rf"\b{_WEEKDAY}{_MONTH}\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}\b",
        rf"\b{_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?!\d)",
        rf"\b(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{_YEAR}\b",
    )
)
# What may stand beside the date on its line: a label, a time, the place of the clock.
_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|date|issued|created)(?: on| at)?\s?:?\s?)?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[\s,|•·@–—-]{{0,4}}(?:at\s|t)?{_TIME}?\s{{0,3}}", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)", re.IGNORECASE)
_LONGEST_DATE_LINE = 80
_LONGEST_DATELINE = 100
_RULE = re.compile(r"\s?(?:--|[–—])\s?|\s-\s?|(?<=\))\s?[:-]\s")
_AGENCY = re.compile(r"\(([A-Z][\w .&/'-]{1,40})\)")
_UPPER_PLACE = re.compile(r"[A-Z][A-Z'’.-]{2,}(?:[ /-][A-Z'’.-]{2,}){0,4}")
_PLACE_AGENCY = re.compile(r"[A-Z][\w'’-]{1,30}(?:[ ,]{1,2}[A-Z][\w'’-]{1,30}){0,4}\s?$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence: "ALEPPO, Syria, March 3 (Agency) -"."""

    printed: str
    day: date | None
    agency: str | None


def full_date(text: str) -> date | None:
    """The date that ``text`` is, with nothing beside it but a label or a time of day; else None."""
    line = text.strip()
    if len(line) > _LONGEST_DATE_LINE:
        return None
    label = _LABEL.match(line)
    start = label.end() if label else 0
    for pattern in _DATES:
        match = pattern.match(line, start)
        if match and _AFTER.fullmatch(line, match.end()):
            return _date_of(match)
    return _year_last(line, start)


def is_update(line: str) -> bool:
    """Whether a date line says when the report was changed, not when it was printed."""
    return _UPDATED.match(line.strip()) is not None


def dateline(first_line: str) -> Dateline | None:
    """The dateline with which the first line of the report's prose begins; None where it has none."""
    head = first_line[:_LONGEST_DATELINE]
    rule = _RULE.search(head)
    if rule and rule.start() > 2:
        printed = head[: rule.start()].strip()
        agency = _AGENCY.search(printed)
        if _UPPER_PLACE.match(printed) or (agency and _PLACE_AGENCY.match(printed[: agency.start()])):
            return Dateline(printed, date_within(printed), outlet_name(agency[1]) if agency else None)
    return _without_rule(head)


def date_within(text: str) -> date | None:
    """The first whole date anywhere in a short text."""
    for pattern in _DATES:
        match = pattern.search(text)
        if match:
            return _date_of(match)
    return None


def outlet_name(printed: str) -> str:
    """The name of an outlet that is printed by its initials ("MEE"); others as printed."""
    return _outlets().get(printed.strip().casefold(), printed.strip())


def known_outlet(printed: str) -> str | None:
    """The outlet's name where the list of outlets has it."""
    return _outlets().get(printed.strip().casefold())


def _without_rule(head: str) -> Dateline | None:
    """ "Idlib (MEE) Syrian rebels": without a rule only an outlet of the list makes it a dateline."""
    agency = _AGENCY.search(head)
    if agency is None or _PLACE_AGENCY.fullmatch(head, 0, agency.start()) is None:
        return None
    outlet = known_outlet(agency[1])
    return Dateline(head[: agency.end()], None, outlet) if outlet else None


def _date_of(match: re.Match[str]) -> date | None:
    year, day, printed = int(match["year"]), int(match["day"]), match["month"]
    if not printed.isdigit():
        return _day(year, _MONTHS.index(printed[:3].lower()) + 1, day)
    month = int(printed)
    if "/" not in match[0] or match[0][:4].isdigit():
        return _day(year, month, day)  # 2017-01-26, and 26.01.2017 of outlets that write points
    if month > 12:
        return _day(year, day, month)  # 01/26/2017 can only be January
    # 03/04/2017 is two days, and nothing here tells which.
    return _day(year, month, day) if day > 12 or day == month else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_YEAR_LAST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})\s\d\d:\d\d:\d\d(?:\s[A-Z]{{3,4}})?\s{_YEAR}", re.IGNORECASE
)


def _year_last(line: str, start: int) -> date | None:
    """ "Sun Jul 16 13:18:15 UTC 2017", as the Unix clock prints it."""
    match = _YEAR_LAST.fullmatch(line, start)
    return _date_of(match) if match else None


@cache
def _outlets() -> dict[str, str]:
    path = Path(__file__).with_name("outlets.yaml")
    rows: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(rows, dict) or not isinstance(rows.get("outlets"), dict):
        raise DataFileError(f"{path}: wants a mapping 'outlets' from what is printed to the name")
    for printed, name in rows["outlets"].items():
        if not isinstance(printed, str) or not isinstance(name, str):
            raise DataFileError(f"{path}: {printed!r}: both sides must be text (quote them)")
    names = {printed.casefold(): name for printed, name in rows["outlets"].items()}
    return names | {name.casefold(): name for name in rows["outlets"].values()}
