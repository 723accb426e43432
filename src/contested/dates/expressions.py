"""What a time expression says before anybody knows the day of the report.

The reading of words ("last", "three", "weeks") and the reckoning of days are two different
things: this is the value that passes from the one to the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Form = Literal[
    "calendar",  # a day, month or year by its name; what is missing is told by the report's date
    "weekday",
    "day",  # counted from the report: today, yesterday
    "unit",  # last month, this week
    "ago",  # eight days ago, two days later
    "window",  # the past three days, recent weeks
    "duration",
    "set",
    "deictic",
    "quarter",
    "half",
    "season",
    "feast",
    "decade",
    "century",
    "clock",
    "reference",  # the same day, the previous month: counted from a date named before
    "weekend",
    "years",  # 2012-2014
]


@dataclass(frozen=True, slots=True)
class Count:
    """How many units; ``low`` to ``high`` where the words are rough, both None where nothing is told."""

    low: float | None
    high: float | None
    rough: bool = False

    @classmethod
    def of(cls, number: float) -> Count:
        """A number as printed."""
        return cls(number, number)

    @property
    def exact(self) -> float | None:
        """The number, or None where it is not one."""
        return self.low if self.low is not None and self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression. ``shift`` counts units: -1 last, 0 this, 1 next; None where not said.

    ``part`` is "start", "mid", "end", "earlier", "later" or "some"; ``clock`` is what TIMEX3 appends to a
    day ("TNI", "T15:30"); ``origin`` says whether a distance is counted from the report or from the date
    named before it.
    """

    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str = ""
    count: Count | None = None
    shift: int | None = None
    part: str = ""
    clock: str = ""
    name: str = ""
    origin: Literal["report", "reference"] = "report"

    def with_part(self, part: str) -> Expression:
        """The same, of which only a part is meant."""
        return replace(self, part=part)

    def with_clock(self, clock: str) -> Expression:
        """The same, at a time of the day."""
        return replace(self, clock=clock)

    @property
    def names_a_day(self) -> bool:
        """Whether one single day is meant."""
        if self.form == "calendar":
            return self.day is not None and self.count is None
        if self.form in ("ago", "reference", "unit"):
            return self.unit == "day"
        return self.form in ("weekday", "day", "feast")
