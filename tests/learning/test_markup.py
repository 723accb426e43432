"""Marked text is read as it is written, and a slip of the pen is an error with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.learning import markup
from contested.learning.markup import Argument, MarkupError, parse

TEXT = Path(__file__).resolve().parents[2] / "training" / "text"


def test_labels_stand_on_the_words_without_the_marks() -> None:
    block = parse("x", "[Gunmen|a1] [shot|!1:attack*] [two|k1] [farmers|w1 b1 victims] near [Tiro|p1].")
    assert block.text == "Gunmen shot two farmers near Tiro."
    (event,) = block.events
    assert (block.text[event.start : event.end], event.event_type, event.main) == ("shot", "attack", True)
    told = {(it.role, block.text[it.start : it.end]) for it in event.arguments}
    assert told == {
        *(("side_a", "Gunmen"), ("killed", "two"), ("whom", "farmers"), ("side_b", "farmers")),
        ("place", "Tiro"),
    }
    assert ("actor", 0, 6) in block.mentions
    assert all(kind != "actor" for kind, start, _ in block.mentions if start == block.text.index("farmers"))


def test_spans_may_hold_spans() -> None:
    block = parse("x", "[a commander of [the Front|actor]|s1] [said|q1] it [fled|!1:territory_transferred]")
    spans = {block.text[a:b] for _, a, b in block.mentions}
    assert {"a commander of the Front", "the Front"} <= spans


def test_status_and_role_follow_from_flags_and_sources() -> None:
    flags = "[raid|!1:attack,denied] [raid|!2:attack,no] [raid|!3:attack] [X|s3] [talks|!4:talks]"
    denied, background, reported, talks = parse("x", flags).events
    assert (denied.status, denied.incident) == ("denied", True)
    assert (background.status, background.incident) == ("asserted", False)
    assert (reported.status, reported.incident) == ("reported", True)
    assert not talks.incident


def test_figures_may_be_running_totals_or_parts() -> None:
    block = parse("x", "[595|k1+] [killed|!1:attack,no], [12|k1<] of them")
    assert {(it.role, it.cumulative, it.part) for it in block.events[0].arguments} == {
        ("killed", True, False),
        ("killed", False, True),
    }
    assert Argument("killed", 0, 3, cumulative=True) in block.events[0].arguments


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("[open", "never closed"),
        ("shut]", "without labels"),
        ("[x|]", "empty mark"),
        ("[x|!1:earthquakes]", "no event type"),
        ("[x|a1]", "no event 1"),
        ("[x|zz]", "no label"),
        ("[x |place]", "blank at the edge"),
        ("[x|!1:attack] [y|!1:attack]", "twice"),
        ("[they|ref=the moon]", "does not stand"),
    ],
)
def test_a_slip_is_an_error_that_names_it(raw: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said):
        parse("file:7", raw)


@pytest.mark.parametrize("path", sorted(TEXT.glob("*.txt")), ids=lambda path: path.stem)
def test_the_marked_text_of_the_project_can_be_read(path: Path) -> None:
    assert list(markup.blocks(path))
