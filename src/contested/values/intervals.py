"""Imprecise days and counts as what they are: intervals.

"In October 2016" is 2016-10-01 to 2016-10-31, "at least twelve" is 12 to None. Nothing
here picks a middle: a middle is a day or a number that no report gave.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """First and last day on which something may have been (both included)."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"no interval: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> DateInterval:
        """One single day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> DateInterval:
        """A calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> DateInterval:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int:
        """How many days it spans; 1 for a single day."""
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> int:
        """UCDP's date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 more (GED codebook)."""
        for code, longest in ((1, 1), (2, 6), (3, 7), (4, 31)):
            if self.days <= longest:
                return code
        return 5

    def overlaps(self, other: DateInterval) -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def intersection(self, other: DateInterval) -> DateInterval | None:
        """The days in both; None where there is none."""
        if not self.overlaps(other):
            return None
        return DateInterval(max(self.first, other.first), min(self.last, other.last))

    def hull(self, other: DateInterval) -> DateInterval:
        """The narrowest interval that holds both."""
        return DateInterval(min(self.first, other.first), max(self.last, other.last))

    def gap(self, other: DateInterval) -> int:
        """Days between the two; 0 where they meet or overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)

    def shift(self, days: int) -> DateInterval:
        """The same width, ``days`` later."""
        by = timedelta(days=days)
        return DateInterval(self.first + by, self.last + by)


@dataclass(frozen=True, slots=True, order=True)
class CountRange:
    """A number of people as printed: ``low`` to ``high``; a ``high`` of None sets no upper limit."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"no range: {self.low} to {self.high}")

    @classmethod
    def exactly(cls, count: int) -> CountRange:
        """A figure without "about" or "at least"."""
        return cls(count, count)

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def includes(self, count: int) -> bool:
        """Whether ``count`` may be the number meant."""
        return self.low <= count and (self.high is None or count <= self.high)

    def overlaps(self, other: CountRange) -> bool:
        """Whether some number lies in both."""
        return self.includes(max(self.low, other.low)) and other.includes(max(self.low, other.low))
