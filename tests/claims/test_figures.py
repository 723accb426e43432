"""A figure counts people, says what was done to them, and stays what the report says it is."""

from __future__ import annotations

import pytest

from contested.records import Toll
from reports_of_tests import claim, claims, coded, figures, happened


def tolls(text: str) -> list[Toll]:
    return [toll for one in coded(text).claims for toll in one.tolls]


def toll(text: str, words: str) -> Toll:
    found = [one for one in tolls(text) if one.text == words]
    assert len(found) == 1, tolls(text)
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "kind", "low", "high"),
    [
        ("Shells killed 14 people in Azaz.", "14", "killed", 14, 14),
        ("At least 20 people died in an air strike on Raqqa.", "At least 20", "killed", 20, None),
        ("Up to 25 people were killed in shelling of Azaz.", "Up to 25", "killed", 0, 25),
        ("Between 30 and 40 men died when a truck bomb exploded.", "Between 30 and 40", "killed", 30, 40),
        ("Islamic State executed 12 prisoners in Palmyra.", "12", "killed", 12, 12),
        ("Mortar fire wounded seven people in Damascus.", "seven", "wounded", 7, 7),
        ("Jabhat al-Nusra kidnapped 18 people in Azaz.", "18", "captured", 18, 18),
        ("The shelling displaced 2,000 people from Saraqib.", "2,000", "displaced", 2000, 2000),
        ("Fighting between the Levant Front and Islamic State left 17 dead.", "17", "killed", 17, 17),
        ("A car bomb exploded in Azaz, killing 7 people.", "7", "killed", 7, 7),
        ("Islamic State executed 20 soldiers in Palmyra.", "20", "killed", 20, 20),
    ],
)
def test_a_figure_says_how_many_and_what_was_done_to_them(
    text: str, words: str, kind: str, low: int, high: int | None
) -> None:
    found = toll(text, words)
    assert (found.kind, found.count.low, found.count.high) == (kind, low, high)


@pytest.mark.parametrize(
    ("whom", "category"),
    [
        ("fighters", "combatant"),
        ("rebels", "combatant"),
        ("militants", "combatant"),
        ("soldiers", "combatant"),
        ("civilians", "civilian"),
        ("journalists", "journalist"),
        ("children", "child"),
        ("women", "woman"),
        ("aid workers", "aid_worker"),
        ("people", "unknown"),
    ],
)
@pytest.mark.parametrize("count", ["160", "at least nine", "dozens of"])
def test_a_figure_is_read_whomever_it_counts(whom: str, category: str, count: str) -> None:
    found = tolls(f"Islamic State killed {count} {whom} in Palmyra on Friday.")
    assert [(one.kind, one.count.low, one.whom.category) for one in found] == [
        ("killed", {"160": 160, "at least nine": 9, "dozens of": 12}[count], category)
    ]


def test_a_subset_is_a_part_of_its_whole() -> None:
    found = toll("Shelling of a market in Daraa killed 11 people, including three women.", "three")
    assert found.part_of == "11"
    assert found.whom.category == "woman"


@pytest.mark.parametrize(
    "text",
    [
        "Rocket fire killed 14 people in Azaz, five of them children.",
        "Rocket fire killed 14 people in Azaz, among them five children.",
        "Fourteen people, five of whom were children, were killed by rocket fire in Azaz.",
        "Rocket fire killed 14 people in Azaz, five of them women.",
    ],
)
def test_the_five_of_them_are_no_further_dead(text: str) -> None:
    wholes = [one.count.low for one in tolls(text) if one.kind == "killed" and one.part_of is None]
    assert wholes == [14]
    assert [one.count.low for one in tolls(text) if one.part_of is not None] == [5]


def test_the_part_told_in_the_next_sentence_is_a_part() -> None:
    text = "Islamic State executed 160 soldiers near Palmyra. They included 70 conscripts."
    assert toll(text, "70").part_of == "160"


@pytest.mark.parametrize(
    "text",
    [
        "More than 200,000 people have been killed in Syria since the war began in 2011.",
        "The conflict has displaced 6 million people.",
        "So far this year 1,200 people have been killed in Daraa.",
        "The civil war has claimed the lives of 300,000 people since March 2011.",
        "More than 30 people died, bringing the total to 500 since January.",
    ],
)
def test_a_running_total_makes_no_incident(text: str) -> None:
    assert happened(text) == []
    assert {one.role for one in claims(text) if one.tolls} <= {"cumulative"}
    assert {one.scope for one in tolls(text)} <= {"cumulative"}


def test_a_killing_told_beside_a_running_total_is_an_incident() -> None:
    text = (
        "Shells killed nine people in Daraa on Monday. More than 200,000 people have been killed since 2011."
    )
    assert [(one.role, [t.count.low for t in one.tolls]) for one in claims(text)] == [
        ("incident", [9]),
        ("cumulative", [200_000]),
    ]


def test_the_dead_and_the_wounded_are_told_apart() -> None:
    text = "Government warplanes bombed Raqqa, killing nine people and wounding 20 others."
    assert {words: kind for words, (kind, _, _) in figures(text).items()} == {
        "nine": "killed",
        "20": "wounded",
    }
    strike = claim(text, "air_strike")
    assert len(strike.tolls) == 2


def test_a_child_and_its_mother_are_two_people() -> None:
    text = "Mortar shells fell on Azaz, killing a child and wounding a woman."
    assert [(one.kind, one.count.low, one.whom.category) for one in tolls(text)] == [
        ("killed", 1, "child"),
        ("wounded", 1, "woman"),
    ]


def test_two_sorts_of_dead_are_two_figures() -> None:
    text = "Nine soldiers and four policemen were killed in clashes near Marea."
    assert [(one.kind, one.count.low) for one in tolls(text)] == [("killed", 9), ("killed", 4)]


def test_who_lost_men_is_who_suffered() -> None:
    found = claim("The Syrian army lost 30 soldiers in Homs.")
    assert [(one.kind, one.count.low) for one in found.tolls] == [("killed", 30)]
    assert [party.actor_name for party in found.side_b] == ["Syrian Arab Army"]
    assert found.side_a == ()


def test_who_says_it_is_not_among_the_dead() -> None:
    text = "“We killed twelve soldiers,” said Abu Omar, a commander of Ahrar al-Sham."
    assert [(one.text, one.count.low) for one in tolls(text)] == [("twelve", 12)]


def test_a_family_is_not_one_more_dead() -> None:
    text = "Five members of one family died when a barrel bomb hit their house in Daraya."
    assert [(one.text, one.count.low) for one in tolls(text)] == [("Five", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "The army fired 40 rockets at Azaz.",
        "Ahrar al-Sham has 15,000 fighters in Idlib.",
        "Rebels attacked 12 checkpoints near Hama on Monday.",
        "The truce was broken 30 times, and the army shelled Daraa at 5:30 in the morning, killing a man.",
        "The 2,000 soldiers of the base in Homs were attacked on Monday.",
    ],
)
def test_what_was_not_harmed_is_no_toll(text: str) -> None:
    assert [one for one in tolls(text) if one.text not in {"man", "a man"}] == []


def test_an_approximate_figure_is_marked_and_not_widened() -> None:
    found = toll("About 40 people were killed in shelling of Idlib.", "About 40")
    assert found.about
    assert (found.count.low, found.count.high, found.best) == (40, 40, 40)


def test_a_figure_is_given_once() -> None:
    text = "A car bomb exploded in Azaz, killing 7 people and wounding 15, and rebels blamed Islamic State."
    found = tolls(text)
    assert len({(one.start, one.end) for one in found}) == len(found) == 2


def test_figures_stand_on_their_words_in_the_whole_report() -> None:
    text = "The army shelled Homs.\n\nTwelve people were killed. Shells killed 12 people in Hama too."
    for one in tolls(text):
        assert text[one.start : one.end] == one.text
