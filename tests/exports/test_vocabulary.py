"""What ACLED and UCDP call an event hangs on who was attacked, known from the register or from the words."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from contested import ontology
from contested.exports.vocabulary import vocabularies
from contested.records import Party

sys.path.insert(0, str(Path(__file__).parents[1]))

from reports_of_tests import claims


def attack_on(words: str):
    claim = claims("Jabhat al-Nusra attacked Ahrar al-Sham in Azaz.", "attack")[0]
    return vocabularies(ontology.load())(replace(claim, side_b=(Party(words, 0, len(words)),)))


@pytest.mark.parametrize("words", ["three farmers", "a hotel", "women and children", "a bus"])
def test_an_attack_on_what_is_not_armed_is_violence_against_civilians(words: str) -> None:
    assert attack_on(words).acled_sub_event_type == "Attack"


@pytest.mark.parametrize(
    "words",
    ["soldiers", "an army base", "a checkpoint", "rebel fighters", "police officers", "the Tiro Brigade"],
)
def test_an_attack_on_an_armed_side_is_a_battle(words: str) -> None:
    assert attack_on(words).acled_sub_event_type == "Armed clash"


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("government troops", "Government regains territory"),
        ("police", "Government regains territory"),
        ("rebels", "Non-state actor overtakes territory"),
        ("opposition troops", "Non-state actor overtakes territory"),
    ],
)
def test_who_takes_a_place_decides_what_taking_is_called(words: str, called: str) -> None:
    claim = claims("Jabhat al-Nusra captured Azaz from Islamic State.", "territory_taken")[0]
    given = replace(claim, side_a=(Party(words, 0, len(words)),))
    assert vocabularies(ontology.load())(given).acled_sub_event_type == called
