"""The reports of the benchmarks: many, all different, the same at every call."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.reports import SOURCES, copies, moved_on


def test_a_copy_has_other_figures_towns_and_weekdays_and_keeps_years_and_times():
    text = "On Sunday 12 people died in Idlib at 10:30, in 2017; 1,250 fled."
    assert moved_on(text, 0) == text
    assert moved_on(text, 2) == "On Tuesday 14 people died in Ariha at 10:30, in 2017; 1,250 fled."


def test_the_copies_are_all_different_and_the_same_at_every_call():
    if not SOURCES[0].exists():
        pytest.skip("there is no example to copy")
    first = copies(120)
    assert len({row["text"] for row in first}) == len({row["id"] for row in first}) == 120
    assert copies(120) == first
