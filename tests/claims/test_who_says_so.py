"""Who says so, and whether it happened by the words of the report."""

from __future__ import annotations

import pytest

from reports_of_tests import claim, claims, coded, happened


def sources(text: str, event_type: str | None = None) -> list[str]:
    found = claim(text, event_type)
    return [step.source.text for step in found.attribution if step.source]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Medics said nine people were killed in Azaz.", "Medics"),
        ("Nine people were killed in Azaz, medics said.", "medics"),
        ("Nine people were killed in Azaz, a rebel commander said.", "rebel commander"),
        ("A rebel spokesman said the army had shelled Douma.", "rebel spokesman"),
        ("According to the Syrian Observatory for Human Rights, shells killed nine people in Azaz.",
         "Syrian Observatory for Human Rights"),
        ("Shells killed nine people in Azaz, according to activists.", "activists"),
        ("“Shells killed nine people in Azaz,” said Samir Haddad, a resident.", "Samir Haddad"),
        ("Samir Haddad, a resident, said shells killed nine people in Azaz.", "Samir Haddad"),
        ("Jaish al-Islam announced on Thursday that it had killed nine soldiers in Douma.", "Jaish al-Islam"),
    ],
)  # fmt: skip
def test_a_claim_has_the_source_that_the_words_name(text: str, source: str) -> None:
    assert sources(text) == [source]
    assert claim(text).status == "reported"


def test_the_outlet_speaks_in_its_own_voice_unless_somebody_is_named() -> None:
    found = claim("Shells killed nine people in Azaz on Tuesday.")
    assert found.attribution == ()
    assert found.status == "asserted"


def test_he_said_goes_back_to_who_spoke_last() -> None:
    text = (
        "A rebel commander said Jabhat al-Nusra attacked the Levant Front in Azaz. "
        "He said six people were killed."
    )
    killed = claim(text, where=lambda one: bool(one.tolls))
    assert [step.source.text for step in killed.attribution if step.source] == ["rebel commander"]


def test_a_sentence_without_a_source_is_the_outlets_own_again() -> None:
    text = "Medics said nine people were killed in Azaz. Shells also killed four people in Marea."
    by_place = {one.places[0].name: one.attribution for one in claims(text) if one.places}
    assert by_place["Azaz"] != ()
    assert by_place["Marea"] == ()


def test_a_contrast_is_not_said_by_the_first_speaker() -> None:
    text = "Medics said nine people were killed in Azaz, but the army denied that it had shelled the town."
    killed = claim(text, where=lambda one: bool(one.tolls))
    assert [step.source.text for step in killed.attribution if step.source] == ["Medics"]


def test_who_accuses_says_so_and_who_is_accused_acts() -> None:
    found = claim(
        "Jaysh al-Nasr accused Jund al-Aqsa of killing 40 prisoners near Khan Shaykhun.",
        where=lambda one: bool(one.tolls),
    )
    assert [step.source.actor_name for step in found.attribution if step.source] == ["Jaysh al-Nasr"]
    assert [party.actor_name for party in found.side_a] == ["Jund al-Aqsa"]


def test_a_hedge_is_kept_though_nobody_is_named() -> None:
    found = claim("Islamic State reportedly executed 30 prisoners in Palmyra.")
    assert [(step.source, step.hedge) for step in found.attribution] == [(None, "reportedly")]


def test_cue_and_source_stand_on_their_words() -> None:
    text = "Nine people were killed in Azaz, a rebel commander said."
    for one in coded(text).claims:
        for step in one.attribution:
            for part in (step.source, step.cue):
                assert part is not None
                assert text[part.start : part.end] == part.text


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("Ahrar al-Sham denied that it had attacked Jabhat al-Nusra in Anadan.", "attack", "denied"),
        ("The army did not bomb Azaz on Tuesday.", "air_strike", "denied"),
        ("The army never bombed Azaz, its spokesman said.", "air_strike", "denied"),
        ("Jabhat al-Nusra threatened to attack the Levant Front.", "attack", "threatened"),
        ("Ahrar al-Sham vowed to attack Hama.", "attack", "threatened"),
        ("Ahrar al-Sham is planning to attack the army near Hreitan.", "attack", "planned"),
        ("Ahrar al-Sham will attack the army in Hama.", "attack", "planned"),
        ("The army might bomb Azaz.", "air_strike", "hypothetical"),
        ("If Jabhat al-Nusra attacks Azaz, residents will leave.", "attack", "hypothetical"),
        ("The opposition demanded that the army stop shelling Homs.", "shelling", "demanded"),
        ("Islamic State allegedly executed 30 prisoners in Palmyra.", "execution", "unconfirmed"),
        ("Shells killed nine people in Azaz.", "shelling", "asserted"),
        ("Medics said shells killed nine people in Azaz.", "shelling", "reported"),
    ],
)
def test_the_words_say_whether_it_happened(text: str, event_type: str, status: str) -> None:
    assert claim(text, event_type).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Jabhat al-Nusra threatened to attack the Levant Front.",
        "Ahrar al-Sham plans to storm the prison in Hama.",
        "The army might bomb Azaz.",
        "If Islamic State attacks Marea, the Levant Front will withdraw.",
        "Activists urged the army to stop bombing Azaz.",
        "Nobody was killed in Azaz.",
        "The army denied bombing Azaz.",
        "There were no clashes between Ahrar al-Sham and Islamic State near Marea.",
        "Residents feared an attack by Islamic State on Marea.",
    ],
)
def test_what_did_not_happen_is_no_incident(text: str) -> None:
    assert [one for one in happened(text) if one not in {"agreement", "group_change"}] == []


def test_a_denied_killing_is_kept_as_a_denial() -> None:
    found = claim("Jund al-Aqsa denied that it had executed 70 prisoners.", "execution")
    assert found.status == "denied"
    assert [step.source.actor_name for step in found.attribution if step.source] == ["Jund al-Aqsa"]
