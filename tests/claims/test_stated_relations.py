"""How groups stand to each other, only where a report says so in so many words."""

from __future__ import annotations

import pytest

from reports_of_tests import relations

NUSRA, LEVANT, AHRAR, ISIS = "Jabhat al-Nusra", "Levant Front", "Ahrar al-Sham", "Islamic State"


def stated(text: str) -> set[tuple[str, str, str]]:
    return {
        (one.type, one.subject.actor_name or one.subject.text, one.object.actor_name or one.object.text)
        for one in relations(text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Levant Front, formerly known as Liwa al-Tawhid, left.", ("renamed", "Liwa al-Tawhid", LEVANT)),
        ("Jabhat al-Nusra renamed itself Jabhat Fatah al-Sham.", ("renamed", NUSRA, "Jabhat Fateh al-Sham")),
        ("Ahrar al-Sham is backed by Turkey.", ("backed_by", AHRAR, "Turkey")),
        ("The Levant Front, which includes Nour al-Din al-Zenki, was founded in 2014.",
         ("member_of", "Nour al-Din al-Zenki", LEVANT)),
        ("Jabhat al-Nusra, al-Qaeda's affiliate in Syria, said so.", ("member_of", NUSRA, "al-Qaeda")),
        ("Jabhat al-Nusra is an affiliate of al-Qaeda.", ("member_of", NUSRA, "al-Qaeda")),
        ("Ahrar al-Sham, an ally of the Levant Front, said so.", ("allied_with", AHRAR, LEVANT)),
        ("Ahrar al-Sham is allied with the Levant Front.", ("allied_with", AHRAR, LEVANT)),
        ("Ahrar al-Sham fought alongside the Levant Front near Marea.", ("allied_with", AHRAR, LEVANT)),
        ("Nour al-Din al-Zenki joined the Levant Front.", ("merged_into", "Nour al-Din al-Zenki", LEVANT)),
        ("Ahrar al-Sham split from the Levant Front.", ("split_from", AHRAR, LEVANT)),
        ("Ahrar al-Sham declared war on Islamic State.", ("hostile_to", AHRAR, ISIS)),
        ("The United States designated Jabhat al-Nusra a terrorist organization.",
         ("designated_by", NUSRA, "United States")),
        ("Ahrar al-Sham agreed a truce with Jabhat al-Nusra.", ("truce_with", AHRAR, NUSRA)),
    ],
)  # fmt: skip
def test_a_stated_relation_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in stated(text)


def test_two_backers_are_two_relations() -> None:
    found = stated("Ahrar al-Sham is backed by Turkey and Qatar.")
    assert found == {("backed_by", AHRAR, "Turkey"), ("backed_by", AHRAR, "Qatar")}


def test_a_backer_may_stand_before_a_hyphen() -> None:
    text = "The Turkish-backed Levant Front entered Marea."
    found = [one for one in relations(text) if one.type == "backed_by"]
    assert [(one.subject.actor_name, one.object.text) for one in found] == [(LEVANT, "Turkish")]


@pytest.mark.parametrize(
    "text",
    [
        "Ahrar al-Sham attacked Islamic State near Marea.",
        "Ahrar al-Sham and the Levant Front shelled Hama.",
        "Ahrar al-Sham met the Levant Front in Azaz.",
        "Ahrar al-Sham denied that it is backed by Turkey.",
        "Ahrar al-Sham is not allied with Jabhat al-Nusra.",
        "Islamic State executed 160 soldiers near Palmyra. They included 70 members of Jaysh al-Nasr.",
        "If Ahrar al-Sham split from the Levant Front, the army would gain.",
    ],
)
def test_what_is_not_said_is_no_relation(text: str) -> None:
    assert stated(text) == set()


def test_nobody_stands_in_a_relation_to_himself() -> None:
    text = "Ahrar al-Sham, formerly known as Ahrar al-Sham, is allied with Ahrar al-Sham."
    assert not [one for one in stated(text) if one[1] == one[2]]


def test_one_relation_told_twice_is_read_in_both_places_under_two_ids() -> None:
    text = "Ahrar al-Sham is allied with the Levant Front. Ahrar al-Sham is allied with the Levant Front."
    found = relations(text)
    assert len(found) == len({one.relation_id for one in found}) == 2
