"""Kilometres between points of the earth agree with those of a map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.values.distance import kilometres

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
ALEPPO, DAMASCUS, LONDON, SYDNEY = (
    (36.2021, 37.1343),
    (33.5138, 36.2765),
    (51.5074, -0.1278),
    (-33.8688, 151.2093),
)


@pytest.mark.parametrize(
    ("one", "other", "on_the_map"),
    [
        (ALEPPO, DAMASCUS, 309),
        (LONDON, SYDNEY, 16994),
        ((0.0, 0.0), (0.0, 1.0), 111.2),
        ((0.0, 0.0), (1.0, 0.0), 111.2),
        ((90.0, 0.0), (-90.0, 0.0), 20015),
        ((0.0, 179.5), (0.0, -179.5), 111.2),
        ((60.0, 10.0), (60.0, 11.0), 55.6),
    ],
)
def test_distances_agree_with_the_map(
    one: tuple[float, float], other: tuple[float, float], on_the_map: float
) -> None:
    assert kilometres(one, other) == pytest.approx(on_the_map, rel=0.006)


@given(points, points)
def test_it_is_as_far_there_as_back_and_never_further_than_half_around(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there = kilometres(one, other)
    assert there == pytest.approx(kilometres(other, one), abs=1e-6)
    assert 0 <= there <= 20016


@given(points)
def test_a_place_is_nowhere_from_itself(point: tuple[float, float]) -> None:
    assert kilometres(point, point) == pytest.approx(0, abs=1e-6)


@given(points, points, points)
def test_a_way_round_is_never_shorter(
    one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]
) -> None:
    assert kilometres(one, other) <= kilometres(one, third) + kilometres(third, other) + 1e-3
