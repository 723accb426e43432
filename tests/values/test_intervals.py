"""An imprecise day is an interval of days, an imprecise count a range of counts; nothing picks a middle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.values.intervals import CountRange, DateInterval

days = st.dates(date(2010, 1, 1), date(2030, 12, 31))
intervals = st.tuples(days, days).map(sorted).map(lambda ends: DateInterval(*ends))
counts = st.integers(0, 300)
ranges = st.tuples(counts, st.none() | counts).map(
    lambda ends: CountRange(*ends) if ends[1] is None else CountRange(min(ends), max(ends))
)


def days_of(interval: DateInterval) -> set[date]:
    return {interval.first + timedelta(days=n) for n in range(interval.days)}


def test_an_interval_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="no interval"):
        DateInterval(date(2017, 2, 2), date(2017, 2, 1))


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2016, 2, 29), (2017, 2, 28), (2017, 12, 31), (2017, 4, 30), (1900, 2, 28)]
)
def test_a_month_ends_on_its_last_day(year: int, month: int, last: int) -> None:
    found = DateInterval.month(year, month)
    assert (found.first, found.last) == (date(year, month, 1), date(year, month, last))


def test_a_leap_year_has_366_days() -> None:
    assert DateInterval.year(2016).days == 366
    assert DateInterval.year(2017).days == 365


@pytest.mark.parametrize(
    ("width", "code"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (28, 4), (31, 4), (32, 5), (365, 5)],
)
def test_precision_is_that_of_ucdp(width: int, code: int) -> None:
    first = date(2017, 1, 1)
    assert DateInterval(first, first + timedelta(days=width - 1)).precision == code


@given(intervals, intervals)
def test_intervals_overlap_where_they_share_a_day(one: DateInterval, other: DateInterval) -> None:
    by_hand = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) is other.overlaps(one) is by_hand
    assert (one.gap(other) == 0) is (one.overlaps(other))
    assert one.gap(other) == other.gap(one)


@given(intervals, intervals)
def test_the_intersection_lies_in_both_and_the_hull_holds_both(
    one: DateInterval, other: DateInterval
) -> None:
    shared, hull = one.intersection(other), one.hull(other)
    assert shared == other.intersection(one)
    assert hull == other.hull(one)
    assert hull.first <= min(one.first, other.first)
    assert hull.last >= max(one.last, other.last)
    assert (shared is None) is not one.overlaps(other)
    if shared:
        assert shared.days <= min(one.days, other.days)
        assert hull.days + shared.days == one.days + other.days


@given(st.dates(date(2016, 1, 1), date(2016, 3, 1)), st.integers(0, 9), st.integers(0, 30))
def test_days_are_counted_with_both_ends(first: date, more: int, by: int) -> None:
    interval = DateInterval(first, first + timedelta(days=more))
    assert len(days_of(interval)) == interval.days == more + 1
    assert interval.shift(by).days == interval.days
    assert interval.shift(by).shift(-by) == interval


def test_neighbouring_days_have_a_gap_of_one() -> None:
    monday = DateInterval.day(date(2017, 2, 13))
    assert monday.gap(monday.shift(1)) == 1
    assert monday.gap(monday.shift(-3)) == 3
    assert monday.gap(monday) == 0


@pytest.mark.parametrize(("low", "high"), [(-1, 2), (3, 2), (-1, None)])
def test_a_range_that_counts_less_than_nobody_is_none(low: int, high: int | None) -> None:
    with pytest.raises(ValueError, match="no range"):
        CountRange(low, high)


def test_at_least_twelve_sets_no_upper_limit() -> None:
    at_least = CountRange(12, None)
    assert not at_least.exact
    assert at_least.includes(12)
    assert at_least.includes(10**9)
    assert not at_least.includes(11)


@given(counts)
def test_one_number_includes_itself_alone(count: int) -> None:
    one = CountRange.exactly(count)
    assert one.exact
    assert [n for n in range(302) if one.includes(n)] == [count]


@given(ranges, ranges)
def test_ranges_overlap_where_a_number_lies_in_both(one: CountRange, other: CountRange) -> None:
    shared = any(one.includes(n) and other.includes(n) for n in range(302))
    assert one.overlaps(other) is other.overlaps(one) is shared
