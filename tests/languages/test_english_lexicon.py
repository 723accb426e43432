"""The word lists hold what the rules ask for, each word in the form in which it is compared."""

from __future__ import annotations

import pytest

from contested.languages.en import lexicon
from contested.languages.en.lexicon import English


@pytest.fixture(scope="module")
def words() -> English:
    return lexicon.load()


@pytest.mark.parametrize(
    ("text", "category", "singular"),
    [
        ("civilians", "civilian", False),
        ("soldier", "combatant", True),
        ("girls", "child", False),
        ("women", "woman", False),
        ("aid workers", "aid_worker", False),
        ("journalist", "journalist", True),
        ("people", "unknown", False),
        ("police", "combatant", False),
    ],
)
def test_a_noun_for_people_says_whom_it_counts(
    words: English, text: str, category: str, singular: bool
) -> None:
    first = words.people.find(text.split())[0]
    assert first.end == len(text.split())
    assert (first.payload.category, first.payload.singular) == (category, singular)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("killed", "killed"),
        ("lost their lives", "killed"),
        ("shot dead", "killed"),
        ("wounding", "wounded"),
        ("injured", "wounded"),
        ("kidnapped", "captured"),
        ("taken hostage", "captured"),
        ("went missing", "missing"),
        ("fled", "displaced"),
        ("forced from their homes", "displaced"),
    ],
)
def test_a_word_of_harm_says_what_was_done(words: English, text: str, kind: str) -> None:
    assert {hit.payload.kind for hit in words.harm.find(text.split())} == {kind}


@pytest.mark.parametrize("form", ["said", "says", "saying", "reported", "confirms", "told", "alleged"])
def test_a_verb_of_saying_is_known_in_all_its_forms(words: English, form: str) -> None:
    assert form in words.cue_verbs


def test_lists_are_folded(words: English) -> None:
    for name, listed in words.sets.items():
        if name != "capitalised_nonnames":
            assert all(isinstance(word, str) and word == word.lower() for word in listed), name


def test_a_list_that_is_not_there_is_no_empty_list(words: English) -> None:
    with pytest.raises(KeyError):
        words.is_a("word", "no such list")
