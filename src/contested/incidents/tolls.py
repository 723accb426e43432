"""Merges the figures that several sources give for one incident.

A figure is an interval: "twelve killed" is 12 to 12, "at least twelve" is 12 to None. Each source is
heard once, with its latest figure. Merging narrows the interval while the figures can all be true at
once, and shows the whole spread when they cannot. It never averages and never adds up figures that
may count the same people: only the two sides' dead of one and the same sentence are added. A figure
of some of the dead ("nine of them children", "70 of one faction") is a lower bound of all the dead
and no rival to anybody's total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contested.records import TollSummary
from contested.values.intervals import CountRange

RULE = (
    "latest-of-each-source: each source's latest figure is heard; low and high are the narrowest range in "
    "which all can be true, else the whole spread of those that contradict each other, disputed; best is the "
    "figure that most independent sources allow, of equals the latest printed, then the lowest; part figures "
    "are lower bounds only"
)

# A count of children or medics is a count of some of the dead, whether the report says so or not.
NARROW = frozenset({"child", "woman", "aid_worker", "journalist"})

Group = Literal["civilian", "side_a", "side_b", "unknown"]
Time = tuple[date, str, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one source. ``counts`` says whom, for telling totals from parts; ``when`` orders them.

    ``part`` is True where the report itself makes it a subset of another figure. ``sum_of`` is above 1
    for the two sides' dead of one sentence added up.
    """

    source: str
    kind: str
    count: CountRange
    whom: str | None
    group: Group
    part: bool
    when: Time
    claim_ids: tuple[str, ...]
    general: bool
    sum_of: int = 1


@dataclass(frozen=True, slots=True)
class Merged:
    """What the figures say together, and what the rule did with each."""

    summary: TollSummary | None
    disputed: bool
    used: tuple[tuple[Figure, str], ...]


def merge_figures(figures: Iterable[Figure]) -> Merged:
    """Merge the figures of one kind ("killed") into low, best and high of all the people counted."""
    every = sorted(figures, key=_order)
    totals, parts = split_totals(every)
    heard = latest_of_each(totals)
    bounds = latest_of_each(parts, by_whom=True)
    summary, disputed = _combine(heard, bounds)
    return Merged(summary, disputed, tuple((f, _fate(f, totals, heard, bounds, disputed)) for f in every))


def split_totals(figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Figures of all the people, and figures of some of them.

    Where nobody counts people in general and all count the same group, that group's count is the total.
    """
    whole = [figure for figure in figures if not figure.part]
    whole = [figure for figure in whole if figure.whom not in NARROW] or whole
    general = [figure for figure in whole if figure.general]
    if not general and len({figure.whom for figure in whole}) == 1:
        general = whole
    return general, [figure for figure in figures if figure not in general]


def latest_of_each(figures: Iterable[Figure], *, by_whom: bool = False) -> list[Figure]:
    """The figures of each source's latest report; with ``by_whom`` of each source and group of people.

    Two figures of one source in one report both stand where both can be true ("150 to 200", and further
    down "150"). Where they cannot, the higher stands: the lower is what it was before ("72, up from 58")
    or some of them ("three of them died in hospital").
    """
    latest: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in sorted(figures, key=_order):
        key = (figure.source, figure.whom if by_whom else None)
        beside = [old for old in latest.get(key, ()) if old.when[:2] == figure.when[:2]]
        if not any(_wholly_below(figure, old) for old in beside):
            beside = [*(old for old in beside if not _wholly_below(old, figure)), figure]
        latest[key] = beside
    return sorted((figure for kept in latest.values() for figure in kept), key=_order)


def _wholly_below(one: Figure, other: Figure) -> bool:
    return one.count.high is not None and one.count.high < other.count.low


def _combine(heard: Sequence[Figure], bounds: Sequence[Figure]) -> tuple[TollSummary | None, bool]:
    floor = max((figure.count.low for figure in bounds), default=0)
    if not heard:
        return (TollSummary(floor, None, None) if bounds else None), False
    lows = [figure.count.low for figure in heard]
    highs = [figure.count.high for figure in heard if figure.count.high is not None]
    low, high = max(*lows, floor), min(highs, default=None)
    if high is None or low <= high:
        return TollSummary(low, _best(heard, low, high), high), False
    # No number satisfies every source, so the whole spread of those that contradict each other stays in
    # view. "Dozens" contradicts neither 39 nor 126 and does not pull the low end down to twelve. A part
    # figure above every total lifts the high end only: who gave the total may not have counted those.
    rivals = [f for f in heard if any(not f.count.overlaps(other.count) for other in heard)]
    rivals = rivals or [
        f for f in heard if f.count.high is not None
    ]  # only a part figure stands against them
    ends = [figure.count.high for figure in rivals if figure.count.high is not None]
    low = min(figure.count.low for figure in rivals)
    high = None if len(ends) < len(rivals) else max(*ends, floor)
    return TollSummary(low, _best(heard, low, high), high), True


def _best(heard: Sequence[Figure], low: int, high: int | None) -> int:
    """The printed figure that most sources allow; of equals the latest, then the lowest."""
    inside = [f for f in heard if f.count.low >= low and (high is None or f.count.low <= high)]
    support = {figure.count.low: _sources_allowing(figure.count.low, heard) for figure in inside}
    if not support:
        return low
    latest = {f.count.low: f.when[0] for f in sorted(inside, key=lambda f: f.when)}
    return max(support, key=lambda count: (support[count], latest[count], -count))


def _sources_allowing(count: int, heard: Iterable[Figure]) -> int:
    return len({figure.source for figure in heard if figure.count.includes(count)})


def _fate(
    figure: Figure,
    totals: Sequence[Figure],
    heard: Sequence[Figure],
    bounds: Sequence[Figure],
    disputed: bool,
) -> str:
    """What the rule did with a figure, for the reader."""
    added = f"the dead of {figure.sum_of} sides in one sentence added; " if figure.sum_of > 1 else ""
    if figure in heard:
        if not disputed:
            return added + "narrowed the range"
        fits = all(figure.count.overlaps(other.count) for other in heard)
        return added + ("contradicts no other total" if fits else "kept in a disputed spread")
    if figure in bounds:
        return added + "counts some of the people only: a lower bound"
    source = f"a later or higher figure of {figure.source} stands for it"
    return added + (source if figure in totals else "a part figure; " + source)


def _order(figure: Figure) -> tuple[Time, str, int, int, bool, str, tuple[str, ...]]:
    count = figure.count
    return (
        figure.when,
        figure.source,
        count.low,
        -1 if count.high is None else count.high,
        figure.part,
        figure.whom or "",
        figure.claim_ids,
    )
