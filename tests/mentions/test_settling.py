"""One reading of every character: the longer, then the kind that is harder to invent; persons yield."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.mentions import find, settle
from contested.records import ActorLink, Mention
from contested.sentences import split
from contested.values.spans import Span
from reports_of_tests import report

TEXT = "Former Nusra fighters of the Hama Brigade shelled Hama on 5 May with 12 rockets."
RIVALS = ("actor", "date", "place", "person", "number")


def mention(words: str, kind: str, actor: str | None = None, text: str = TEXT) -> Mention:
    start = text.index(words)
    link = ActorLink(actor, actor, "armed_group", 1.0, "accepted") if actor else None
    return Mention("doc-1", Span(start, start + len(words)), words, kind, actor=link)  # type: ignore[arg-type]


def settled(*given_mentions: Mention) -> list[tuple[str, str]]:
    found = settle(given_mentions)
    for order in permutations(given_mentions):
        assert settle(order) == found, "the order of the finders decides nothing"
    return [(one.kind, one.text) for one in found]


def test_a_name_that_holds_a_place_wins() -> None:
    assert settled(mention("Hama", "place"), mention("Hama Brigade", "actor")) == [("actor", "Hama Brigade")]


def test_the_longer_of_two_names_wins() -> None:
    assert settled(mention("the Hama Brigade", "actor"), mention("Hama Brigade", "actor")) == [
        ("actor", "the Hama Brigade")
    ]


def test_a_person_yields_to_an_actor_however_long() -> None:
    assert settled(mention("Former Nusra", "person"), mention("Nusra", "actor")) == [("actor", "Nusra")]


@pytest.mark.parametrize("kind", ["actor", "date", "place", "number"])
def test_a_person_yields_to_everything(kind: str) -> None:
    assert settled(mention("Hama Brigade", "person"), mention("Brigade", kind)) == [(kind, "Brigade")]


@pytest.mark.parametrize(("kept", "dropped"), list(combinations(("actor", "date", "place", "number"), 2)))
def test_of_two_kinds_for_the_same_words_the_listed_one_is_kept(kept: str, dropped: str) -> None:
    assert settled(mention("Hama", kept), mention("Hama", dropped)) == [(kept, "Hama")]


def test_two_actors_for_the_same_words_stay_together() -> None:
    found = settle([mention("Nusra", "actor", "act-a"), mention("Nusra", "actor", "act-b")])
    assert [one.actor.actor_id for one in found if one.actor] == ["act-a", "act-b"]


def test_the_same_mention_twice_is_one() -> None:
    assert settled(mention("Nusra", "actor"), mention("Nusra", "actor")) == [("actor", "Nusra")]


def test_a_weapon_takes_nobodys_place() -> None:
    assert settled(mention("12 rockets", "number"), mention("rockets", "weapon")) == [
        ("number", "12 rockets"),
        ("weapon", "rockets"),
    ]


def test_names_that_only_touch_both_stay() -> None:
    text = "HamaHoms"
    assert settled(mention("Hama", "place", text=text), mention("Homs", "place", text=text)) == [
        ("place", "Hama"),
        ("place", "Homs"),
    ]


def test_nothing_settles_to_nothing() -> None:
    assert settle([]) == ()


@st.composite
def some_mentions(draw: st.DrawFn) -> list[Mention]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 30))
        span = Span(start, start + draw(st.integers(1, 12)))
        kind = draw(st.sampled_from([*RIVALS, "weapon"]))
        found.append(Mention("doc-1", span, span.of(TEXT), kind))
    return found


@given(some_mentions(), st.randoms())
def test_every_character_has_one_reading(given_mentions: list[Mention], random: object) -> None:
    found = settle(given_mentions)
    assert set(found) <= set(given_mentions)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    for one, other in combinations([one for one in found if one.kind in RIVALS], 2):
        assert not one.span.overlaps(other.span) or (one.span, one.kind) == (other.span, other.kind)
    random.shuffle(given_mentions)  # type: ignore[attr-defined]
    assert settle(given_mentions) == found
    assert settle(found) == found


@given(some_mentions())
def test_nothing_is_dropped_without_a_rival_that_is_kept(given_mentions: list[Mention]) -> None:
    found = settle(given_mentions)
    for dropped in set(given_mentions) - set(found):
        assert any(dropped.span.overlaps(one.span) for one in found if one.kind in RIVALS)


# --- what is found by its shape ----------------------------------------------------------------------


def shapes(text: str, kind: str) -> list[str]:
    document = report(text)
    found = sorted(find(document, split(document)), key=lambda one: one.span)
    assert all(one.span.of(text) == one.text for one in found)
    return [one.text for one in found if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Samir Haddad spoke to reporters.", ["Samir Haddad"]),
        ("It was led by Abu Omar al-Shami.", ["Abu Omar al-Shami"]),
        ("They met Abdullah al-Muhaysini there.", ["Abdullah al-Muhaysini"]),
        ("Brigadier Salim Idris resigned.", ["Salim Idris"]),
        ("A spokesman, Haddad, denied it.", ["Haddad"]),
        ("The mayor spoke on Monday.", []),
        ("The United Nations met.", []),
        ("Meanwhile, Residents fled.", []),
    ],
)
def test_a_person_is_known_by_shape_or_by_a_title(text: str, persons: list[str]) -> None:
    assert shapes(text, "person") == persons


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert shapes("They took Samir Haddad’s house.", "person") == ["Samir Haddad"]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("They fired two rockets and a mortar shell.", ["rockets", "mortar shell"]),
        ("A car bomb and an IED went off.", ["car bomb", "IED"]),
        ("They spoke of peace.", []),
    ],
)
def test_weapons_are_found_by_the_longest_word(text: str, weapons: list[str]) -> None:
    assert shapes(text, "weapon") == weapons


def test_figures_are_found_in_every_sentence() -> None:
    assert shapes("Nine died. At least 12 were hurt.\n\nDozens fled.", "number") == [
        "Nine",
        "At least 12",
        "Dozens",
    ]
