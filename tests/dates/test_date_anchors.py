"""The shipped facts, and what is refused in a file of them."""

from pathlib import Path

import pytest

from contested.dates.anchors import Passage, load_anchors, shipped_anchors
from contested.errors import DataFileError

ROW = """- id: one
  what: "A fact"
  from: 2017-01-01
  to: 2017-01-02
  kind: event
  groups:
    - ["al-Bab", "fell apart~"]
  source: "A book"
"""


def test_the_shipped_facts_are_many_and_of_their_time() -> None:
    anchors = shipped_anchors()
    assert len(anchors) >= 60
    assert all(2011 <= anchor.days.first.year <= anchor.days.last.year <= 2018 for anchor in anchors)
    assert all(anchor.source and anchor.groups for anchor in anchors)


def test_a_term_is_found_whole_without_marks_and_case(tmp_path: Path) -> None:
    path = tmp_path / "anchors.yaml"
    path.write_text(ROW, encoding="utf-8")
    (anchor,) = load_anchors(path)
    assert anchor.told_in(Passage("They entered AL BAB today"))
    assert not anchor.told_in(Passage("They entered al Babous today"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: event", "kind: rumour", "kind is one of"),
        ("to: 2017-01-02", "to: 2016-01-02", "no interval"),
        ("to: 2017-01-02", "to: soon", "days"),
        ('["al-Bab", "fell apart~"]', "[]", "group"),
        ('  source: "A book"\n', "", "fields"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "anchors.yaml"
    path.write_text(ROW.replace(old, new), encoding="utf-8")
    with pytest.raises(DataFileError, match=says) as raised:
        load_anchors(path)
    assert "row 1" in str(raised.value)


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anchors.yaml"
    path.write_text(ROW + ROW, encoding="utf-8")
    with pytest.raises(DataFileError, match="twice"):
        load_anchors(path)
