"""Event types are data: whole, checked when they are read, and each word belongs to one."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import yaml

from contested.errors import DataFileError
from contested.ontology import Ontology, load
from contested.ontology.types import DEFAULT_FOLDER, side_class, type_of_violence

SHIPPED = sorted(DEFAULT_FOLDER.glob("*.yaml"))
# ACLED codebook (2023): six event types. PLOVER summary (plover_reference.html): eighteen categories.
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT INVESTIGATE DEMAND DISAPPROVE REJECT THREATEN "
    "PROTEST CRIME SANCTION MOBILIZE COERCE ASSAULT FIGHT".split()  # FIGHT: in the records of 2016 (0.5b1)
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


def copied(folder: Path, *keys: str) -> Path:
    for key in keys:
        (folder / f"{key}.yaml").write_text((DEFAULT_FOLDER / f"{key}.yaml").read_text("utf-8"), "utf-8")
    return folder


def edited(folder: Path, type_key: str, /, **changes: object) -> Path:
    path = copied(folder, type_key) / f"{type_key}.yaml"
    row = yaml.safe_load(path.read_text("utf-8")) | changes
    path.write_text(yaml.safe_dump({name: value for name, value in row.items() if value is not ...}), "utf-8")
    return folder


def test_every_file_is_a_type_of_its_own_name(ontology: Ontology) -> None:
    assert list(ontology.types) == [path.stem for path in SHIPPED]
    assert all(ontology[key].key == key for key in ontology.types)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_type_says_what_it_is_and_by_which_words_it_is_known(path: Path, ontology: Ontology) -> None:
    event_type = ontology[path.stem]
    listed = list(event_type.words.all())
    assert event_type.name.strip()
    assert event_type.definition.strip().endswith(".")
    assert listed
    assert len(set(listed)) == len(listed), "a word stands twice"
    for _, word in [*listed, *(("means", mean) for mean in event_type.words.means)]:
        assert word == " ".join(word.split())
        assert not word.startswith("~")
        assert not word.endswith("~")
    assert all(word == word.lower() or word.isupper() for _, word in listed if "~" not in word)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_type_has_sentences_that_show_it_on_their_words(path: Path, ontology: Ontology) -> None:
    assert ontology[path.stem].sentences
    for sentence in ontology[path.stem].sentences:
        assert sentence.trigger in sentence.text
        for party in (*sentence.side_a, *sentence.side_b):
            assert party in sentence.text, (sentence.text, party)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_names_in_other_vocabularies_are_names_that_those_have(path: Path, ontology: Ontology) -> None:
    event_type = ontology[path.stem]
    for name in event_type.acled:
        assert name.sub_event_type in ACLED[name.event_type]
        assert {name.side_a, name.side_b} <= {None, "state", "civilian", "armed", "unknown"}
    if event_type.plover:
        assert event_type.plover[0] in PLOVER


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_name_for_some_sides_stands_behind_a_name_for_all(path: Path, ontology: Ontology) -> None:
    for_all = [name.side_a is None and name.side_b is None for name in ontology[path.stem].acled]
    assert True not in for_all[:-1]


def test_what_is_only_said_is_not_violent(ontology: Ontology) -> None:
    assert not [one.key for one in ontology.types.values() if one.violent and not one.makes_incident]


def test_a_word_claimed_twice_is_refused_with_both_names(tmp_path: Path) -> None:
    copied(tmp_path, "clash")
    words = yaml.safe_load((DEFAULT_FOLDER / "bombing.yaml").read_text("utf-8"))["words"]
    edited(tmp_path, "bombing", words=words | {"verbs": [*words["verbs"], "skirmish"]})
    with pytest.raises(DataFileError, match=r"'skirmish' \(verbs\) is claimed by bombing and by clash"):
        load(tmp_path)


def test_a_verb_and_a_noun_may_look_alike(tmp_path: Path) -> None:
    assert {"verbs", "nouns"} <= {kind for kind, word in load()["clash"].words.all() if word == "clash"}
    assert load(copied(tmp_path, "clash"))["clash"] == load()["clash"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"definition": ...}, "definition"),
        ({"acled": ...}, "acled"),
        ({"colour": "red"}, "colour"),
        ({"key": "skirmishes"}, "skirmishes"),
        ({"words": {"adverbs": ["bravely"]}}, "adverbs"),
        ({"words": None}, "clash.yaml"),
        ({"plover": {"event": "FIGHT"}}, "mode"),
        (
            {"sentences": [{"text": "They fought.", "trigger": "clashed", "side_a": [], "side_b": []}]},
            "clashed",
        ),
        ({"sentences": [{"text": "They fought.", "trigger": "fought", "side_a": []}]}, "side_b"),
        ({"acled": [{"event_type": "Battles"}]}, "sub_event_type"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_wrong(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(DataFileError, match=told) as refused:
        load(edited(tmp_path, "clash", **changes))
    assert "clash.yaml" in str(refused.value)


@pytest.mark.parametrize("body", [b"", b"- one\n- two\n", b"key: [", b"\xff\xfe\x00", b"42"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "clash.yaml").write_bytes(body)
    with pytest.raises(DataFileError, match=r"clash\.yaml"):
        load(tmp_path)


def test_a_folder_without_types_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no event types"):
        load(tmp_path)


def test_other_words_are_another_ontology(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    assert load(copied(one, "clash")).digest != load(edited(other, "clash", name="Combat")).digest


# --- sides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), "unknown"),
        (("state",), "state"),
        (("state_force",), "state"),
        (("foreign_state",), "state"),
        (("state_force", "armed_group"), "state"),
        (("armed_group",), "armed"),
        (("armed_group", "civilian"), "armed"),
        (("coalition",), "armed"),
        (("civilian",), "civilian"),
        (("category",), "civilian"),
        (("media", "monitor"), "civilian"),
        (("political_body",), "civilian"),
    ],
)
def test_a_side_is_what_its_strongest_member_is(kinds: tuple[str, ...], expected: str) -> None:
    assert side_class(kinds) == expected


# UCDP GED codebook 22.1, section 3: one-sided is violence against civilians, state-based has a state in
# it, non-state has two organised groups; all sixteen pairs written out by hand.
VIOLENCE = {
    ("state", "state"): 1,
    ("state", "armed"): 1,
    ("state", "civilian"): 3,
    ("state", "unknown"): 1,
    ("armed", "state"): 1,
    ("armed", "armed"): 2,
    ("armed", "civilian"): 3,
    ("armed", "unknown"): None,
    ("civilian", "state"): 1,
    ("civilian", "armed"): None,
    ("civilian", "civilian"): 3,
    ("civilian", "unknown"): None,
    ("unknown", "state"): 1,
    ("unknown", "armed"): None,
    ("unknown", "civilian"): 3,
    ("unknown", "unknown"): None,
}


@pytest.mark.parametrize("sides", list(product(["state", "armed", "civilian", "unknown"], repeat=2)))
def test_violence_is_of_the_type_that_ucdp_gives_it(sides: tuple[str, str]) -> None:
    assert type_of_violence(*sides) == VIOLENCE[sides]


KIND_OF = {"state": "state_force", "armed": "armed_group", "civilian": "civilian"}


def kinds(side: str) -> tuple[str, ...]:
    return (KIND_OF[side],) if side in KIND_OF else ()


@pytest.mark.parametrize("sides", list(product(["state", "armed", "civilian", "unknown"], repeat=2)))
def test_an_air_strike_is_one_whoever_flies_it(sides: tuple[str, str], ontology: Ontology) -> None:
    found = ontology.vocabulary("air_strike", *map(kinds, sides))
    assert found.acled_event_type == "Explosions/Remote violence"
    assert found.acled_sub_event_type == "Air/drone strike"
    assert (found.plover_event, found.plover_mode) == ("ASSAULT", "aerial")
    assert found.type_of_violence == VIOLENCE[sides]


def test_talks_are_no_violence_of_any_type(ontology: Ontology) -> None:
    for one, other in product(KIND_OF.values(), repeat=2):
        assert ontology.vocabulary("talks", (one,), (other,)).type_of_violence is None


def test_an_attack_on_civilians_and_one_on_fighters_have_other_names(ontology: Ontology) -> None:
    on_civilians = ontology.vocabulary("attack", ("armed_group",), ("civilian",))
    on_fighters = ontology.vocabulary("attack", ("armed_group",), ("armed_group",))
    assert on_civilians.acled_event_type == "Violence against civilians"
    assert on_fighters.acled_event_type == "Battles"
    assert (on_civilians.type_of_violence, on_fighters.type_of_violence) == (3, 2)


def test_territory_goes_by_who_takes_it(ontology: Ontology) -> None:
    by_state = ontology.vocabulary("territory_taken", ("state_force",), ("armed_group",))
    by_group = ontology.vocabulary("territory_taken", ("armed_group",), ("state_force",))
    assert by_state.acled_sub_event_type == "Government regains territory"
    assert by_group.acled_sub_event_type == "Non-state actor overtakes territory"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_same_sides_have_the_same_names_asked_again(path: Path, ontology: Ontology) -> None:
    for one, other in product([(), *((kind,) for kind in KIND_OF.values())], repeat=2):
        again = ontology.vocabulary(path.stem, list(one), set(other))
        assert ontology.vocabulary(path.stem, one, other) == again
