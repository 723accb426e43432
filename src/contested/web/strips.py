"""Figures drawn as intervals on a line: where they begin, where they end, where they are open.

Only places on a line are reckoned here; the templates draw them. A strip draws what a report gave and
nothing else: a figure without an upper limit ends in an arrow, and no mark stands where no number was
given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log10, sqrt

from contested.records import SourceToll, TollSummary

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Strip:
    """An interval in the units of the drawing: ``x1`` to ``x2``, the best figure at ``best``."""

    x1: float
    x2: float
    best: float | None
    open: bool

    @property
    def width(self) -> float:
        """How long the bar is; never too short to be seen."""
        return round(max(self.x2 - self.x1, 0.0), 1)

    @property
    def point(self) -> bool:
        """Whether the interval is one number and is drawn as a dot."""
        return self.width < 1.5 and not self.open


@dataclass(frozen=True, slots=True)
class Tick:
    """A number under the line and where it stands."""

    x: float
    label: str


def linear(most: int, width: float, margin: float) -> Scale:
    """Equal steps for equal numbers, from 0 to ``most``."""
    room = width - 2 * margin
    return lambda value: round(margin + room * value / max(most, 1), 1)


def root(most: int, width: float, margin: float) -> Scale:
    """Square-root steps: small tolls stay visible beside large ones, and 0 is still 0."""
    room = width - 2 * margin
    return lambda value: round(margin + room * sqrt(value / max(most, 1)), 1)


def summary_strip(deaths: TollSummary, scale: Scale, end: float) -> Strip:
    """Low, best and high of an incident."""
    high = end if deaths.high is None else scale(deaths.high)
    best = None if deaths.best is None else scale(deaths.best)
    return Strip(scale(deaths.low), high, best, deaths.high is None)


def source_strip(toll: SourceToll, scale: Scale, end: float) -> Strip:
    """The figure of one source."""
    high = end if toll.high is None else scale(toll.high)
    return Strip(scale(toll.low), high, None, toll.high is None)


def most_of(deaths: Iterable[TollSummary | SourceToll | None]) -> int:
    """The largest number that any of them names; 0 where none does."""
    numbers = [number for one in deaths if one for number in (one.low, one.high) if number is not None]
    return max(numbers, default=0)


def ticks(most: int, scale: Scale, wanted: int = 4) -> list[Tick]:
    """Round numbers from 0 to at least near ``most``."""
    step = _round_step(max(most, 1) / wanted)
    return [Tick(scale(value), f"{value:,}") for value in range(0, max(most, 1) + 1, step)]


def _round_step(rough: float) -> int:
    if rough <= 1:
        return 1
    size = 10.0 ** int(log10(rough))
    return int(next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough))
