"""Who acts and who is acted on, by the order of the words."""

from __future__ import annotations

import pytest

from reports_of_tests import actors, claim, claims, coded

NUSRA, LEVANT, AHRAR, ISIS = "Jabhat al-Nusra", "Levant Front", "Ahrar al-Sham", "Islamic State"


def sides(text: str, event_type: str | None = None) -> tuple[list[str], list[str]]:
    found = claim(text, event_type)
    return actors(found.side_a), actors(found.side_b)


@pytest.mark.parametrize(
    ("text", "event_type", "side_a", "side_b"),
    [
        ("Jabhat al-Nusra attacked the Levant Front in Azaz.", "attack", [NUSRA], [LEVANT]),
        ("Jabhat al-Nusra attacked Ahrar al-Sham in Azaz.", "attack", [NUSRA], [AHRAR]),
        ("Ahrar al-Sham was attacked by Jabhat al-Nusra in Azaz.", "attack", [NUSRA], [AHRAR]),
        ("Attacks by Islamic State on the Levant Front continued in Marea.", "attack", [ISIS], [LEVANT]),
        ("Jabhat al-Nusra's attack on Ahrar al-Sham left four dead.", "attack", [NUSRA], [AHRAR]),
        ("Ahrar al-Sham launched an attack against Islamic State.", "attack", [AHRAR], [ISIS]),
        ("Islamic State killed six fighters of Ahrar al-Sham in Marea.", "attack", [ISIS], [AHRAR]),
        ("Six fighters of Ahrar al-Sham were killed by Islamic State.", "attack", [ISIS], [AHRAR]),
        ("Jabhat al-Nusra kidnapped 18 fighters of Division 30.", "abduction", [NUSRA], ["30th Division"]),
        ("Ahrar al-Sham stormed a base of the Levant Front in Azaz.", "attack", [AHRAR], [LEVANT]),
        ("The Levant Front captured Kafr Kalbin from Islamic State.", "territory_taken", [LEVANT], [ISIS]),
        ("Ahrar al-Sham declared war on Islamic State.", "declaration_of_war", [AHRAR], [ISIS]),
        ("Jabhat al-Nusra attacked the Levant Front and Ahrar al-Sham.", "attack", [NUSRA], [LEVANT, AHRAR]),
        ("Jabhat al-Nusra and Ahrar al-Sham attacked Islamic State.", "attack", [NUSRA, AHRAR], [ISIS]),
        ("Jabhat al-Nusra, Ahrar al-Sham and the Levant Front attacked Islamic State near Marea.", "attack",
         [NUSRA, AHRAR, LEVANT], [ISIS]),
        ("Jabhat al-Nusra, which is strong in Idlib, attacked Ahrar al-Sham.", "attack", [NUSRA], [AHRAR]),
        ("Fighters from Islamic State attacked Ahrar al-Sham near Marea.", "attack", [ISIS], [AHRAR]),
        ("Jabhat al-Nusra shelled Ahrar al-Sham positions in Azaz.", "shelling", [NUSRA], [AHRAR]),
    ],
)  # fmt: skip
def test_who_acts_and_who_is_acted_on(
    text: str, event_type: str, side_a: list[str], side_b: list[str]
) -> None:
    assert sides(text, event_type) == (side_a, side_b)


@pytest.mark.parametrize(
    "text",
    [
        "Ahrar al-Sham clashed with Islamic State near Marea.",
        "Ahrar al-Sham and Islamic State clashed near Marea.",
        "Clashes between Ahrar al-Sham and Islamic State continued near Marea.",
        "Fighting broke out between Ahrar al-Sham and Islamic State near Marea.",
        "Ahrar al-Sham fought Islamic State near Marea.",
    ],
)
def test_in_a_clash_each_is_on_a_side_of_its_own(text: str) -> None:
    assert sides(text, "clash") == ([AHRAR], [ISIS])


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of people were wounded when mortar shells hit Damascus.",
        "No civilians were killed when jets bombed Azaz.",
        "Five people died when a barrel bomb hit their house in Daraya.",
        "Nine soldiers were killed after shells struck a base in Homs.",
        "Residents fled after warplanes bombed Saraqib.",
    ],
)
def test_who_suffers_in_one_clause_does_not_act_in_the_next(text: str) -> None:
    for one in claims(text):
        if one.event_type in {"shelling", "air_strike"}:
            assert not {"people", "civilians", "soldiers", "Residents"} & {
                word for party in one.side_a for word in party.text.split()
            }, one


def test_who_will_answer_is_not_who_is_attacked() -> None:
    found = claim("If Jabhat al-Nusra attacks Azaz, the Levant Front will respond.", "attack")
    assert actors(found.side_b) == []


def test_who_speaks_does_not_act() -> None:
    found = claim("Ahrar al-Sham said that Islamic State attacked the Levant Front in Marea.", "attack")
    assert (actors(found.side_a), actors(found.side_b)) == ([ISIS], [LEVANT])


def test_its_fighters_are_fighters_of_whom_the_sentence_speaks() -> None:
    found = claim("Jaish al-Islam said that its fighters had attacked Islamic State in Douma.", "attack")
    assert actors(found.side_a) == ["Jaysh al-Islam"]
    assert actors(found.side_b) == [ISIS]


def test_a_dash_before_a_name_is_no_part_of_it() -> None:
    found = claim("DAMASCUS — Rebels shelled Aleppo on Tuesday, killing four people.", "shelling")
    assert [party.text for party in found.side_a] == ["Rebels"]


def test_a_place_that_is_bombed_is_no_party() -> None:
    for place in ("Kafr Hamra", "Azaz", "Tell Rifaat", "Khan Shaykhun"):
        found = claim(f"Government warplanes bombed {place} on 3 June.", "air_strike")
        assert found.side_b == (), place
        assert [one.name for one in found.places], place


def test_a_word_inside_a_name_tells_no_event() -> None:
    for text in (
        "The Battle of Badr Brigade met reporters in Idlib.",
        "The Army of Conquest has an office in Idlib.",
    ):
        assert not [one for one in claims(text) if one.event_type in {"clash", "territory_taken"}], text


def test_a_word_alone_is_no_claim() -> None:
    assert claims("The attack was long ago.") == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A roadside bomb killed four soldiers near Homs.", "bombing"),
        ("A car bomb killed four people in Azaz.", "bombing"),
        ("Rockets killed four people in Azaz.", "shelling"),
        ("Warplanes killed four people in Azaz.", "air_strike"),
        ("Poison gas killed 80 people in Khan Shaykhun.", "chemical_attack"),
        ("A suicide bomber killed 12 people at a checkpoint in Homs.", "suicide_bombing"),
        ("A grenade killed two people in Azaz.", "grenade"),
        ("Gunmen killed two people in Azaz.", "attack"),
    ],
)
def test_the_means_make_the_type(text: str, event_type: str) -> None:
    assert {one.event_type for one in claims(text)} == {event_type}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Ahrar al-Sham took full control of Binnish.", "territory_taken"),
        ("The army besieged Daraya for three months.", "siege"),
        ("Two hundred people protested in Idlib against Jabhat al-Nusra.", "protest"),
        ("Fighters looted shops in Afrin.", "looting"),
        ("Ahrar al-Sham set up a base in Binnish.", "base_established"),
        ("The Levant Front captured the village of Kafr Kalbin.", "territory_taken"),
        ("The Levant Front captured three soldiers in Azaz.", "abduction"),
        ("Police arrested nine men in Damascus.", "arrest"),
    ],
)
def test_an_event_is_known_by_its_words(text: str, event_type: str) -> None:
    assert event_type in {one.event_type for one in claims(text)}


def test_loaded_words_are_listed_and_kept_out_of_names() -> None:
    text = "The terrorist gang of Ahrar al-Sham attacked soldiers in Homs."
    found = claim(text, "attack")
    assert {word.text for word in found.loaded} >= {"terrorist"}
    assert all(text[word.start : word.end] == word.text for word in found.loaded)
    assert all("terrorist" not in (party.actor_name or "") for party in found.side_a)


def test_the_words_of_a_party_are_the_words_of_the_report() -> None:
    text = "Rebel groups, among them Ahrar al-Sham, attacked the army's base near Hama."
    for one in coded(text).claims:
        for party in (*one.side_a, *one.side_b):
            assert text[party.start : party.end] == party.text
            assert party.text[0].isalnum()
            assert party.text[-1].isalnum()
