"""The five files, as a scorer or an analyst reads them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested import ontology
from contested.errors import UsageError
from contested.exports import FORMATS, Registered, export, problems, vocabularies
from contested.records import Party, RegisterRelation, WorldDates
from contested.values.intervals import CountRange
from small_war import KILLING, MONITOR, War, document, mention, small_war

FIVE = ["documents.jsonl", "mentions.jsonl", "claims.jsonl", "incidents.jsonl", "relations.jsonl"]


def rows(folder: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    export(small_war(), tmp_path / "out", formats=FORMATS, vocabularies=vocabularies(ontology.load()))
    return tmp_path / "out"


def test_an_export_is_sound_by_its_own_schemas(exported: Path) -> None:
    assert [str(problem) for problem in problems(exported)] == []


def test_the_default_is_five_files_and_both_tables(tmp_path: Path) -> None:
    written = export(small_war(), tmp_path)
    assert [path.name for path in written] == [*FIVE, "incidents_acled.csv", "incidents_ucdp.csv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)


def test_the_order_in_which_a_ledger_gives_records_changes_no_byte(exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    export(small_war().reversed(), again, formats=FORMATS, vocabularies=vocabularies(ontology.load()))
    for path in exported.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_empty_ledger_gives_empty_files_that_are_sound(tmp_path: Path) -> None:
    export(War(), tmp_path, formats=FORMATS)
    assert all((tmp_path / name).read_bytes() == b"" for name in FIVE)
    assert list(problems(tmp_path)) == []


def test_offsets_count_code_points_also_behind_arabic(exported: Path) -> None:
    trigger = next(row["trigger"] for row in rows(exported, "claims") if row["claim_id"] == "clm-monitor")
    assert MONITOR[trigger["start"] : trigger["end"]] == "executed"
    assert "خان" in (exported / "documents.jsonl").read_text("utf-8")


def test_a_claim_knows_its_incident_and_its_names_elsewhere(exported: Path) -> None:
    claims = rows(exported, "claims")
    assert [row["external_id"] for row in claims] == ["monitor.txt", "rebels.txt"]
    assert {row["incident_id"] for row in claims} == {KILLING}
    assert claims[0]["acled"]["sub_event_type"]
    assert claims[0]["tolls"][0] | {"text": ""} == {
        "kind": "killed",
        "low": 150,
        "high": 200,
        "best": None,
        "text": "",
        "start": MONITOR.index("150"),
        "end": MONITOR.index("150") + 10,
        "whom": {"text": "fighters", "category": "combatant", "actor_id": None},
        "scope": "incident",
    }


def test_the_words_a_claim_rests_on_are_mentions_too(exported: Path) -> None:
    found = {(row["kind"], row["text"]) for row in rows(exported, "mentions")}
    assert {("trigger", "executed"), ("cue", "announced"), ("source", "Samir Haddad")} <= found


def test_mentions_say_what_they_were_resolved_to(exported: Path) -> None:
    by_words = {row["text"]: row for row in rows(exported, "mentions") if row["external_id"] == "monitor.txt"}
    assert by_words["Jund al-Aqsa"]["actor_id"] == "act-jaa"
    assert (by_words["Khan Shaykhun"]["lat"], by_words["Khan Shaykhun"]["lon"]) == (35.44, 36.65)
    assert by_words["14 February 2017"]["timex"] == "2017-02-14"
    assert by_words["14 February 2017"]["value"] == {"from": "2017-02-14", "to": "2017-02-14", "precision": 1}
    assert by_words["150 to 200"]["value"] == {"low": 150, "high": 200}


def test_a_number_without_upper_limit_says_so(exported: Path) -> None:
    number = next(row for row in rows(exported, "mentions") if row["text"] == "At least 70")
    assert number["value"] == {"low": 70, "high": None}


def test_a_victim_is_not_named_and_a_spokesman_is(exported: Path) -> None:
    persons = [row["text"] for row in rows(exported, "mentions") if row["kind"] == "person"]
    assert persons == ["Haddad"]


def test_names_are_given_when_asked_for(tmp_path: Path) -> None:
    export(small_war(), tmp_path, names=True)
    assert "Yusuf Qasim" in [row["text"] for row in rows(tmp_path, "mentions")]
    assert rows(tmp_path, "incidents")[1]["side_a"][0]["text"] == "Yusuf Qasim"


def test_a_private_person_is_no_named_side_of_an_incident(exported: Path) -> None:
    assert rows(exported, "incidents")[1]["side_a"][0]["text"] == "[name withheld]"
    assert "Yusuf" not in (exported / "incidents.geojson").read_text("utf-8")


def test_a_map_alone_withholds_the_same_names(tmp_path: Path) -> None:
    export(small_war(), tmp_path, formats=["geojson"])
    assert "Yusuf" not in (tmp_path / "incidents.geojson").read_text("utf-8")


def test_a_copy_points_to_its_original(exported: Path) -> None:
    copy = rows(exported, "documents")[0]
    assert (copy["external_id"], copy["same_text_as"], copy["derived_from"]) == (
        "copy.txt",
        ["doc-monitor"],
        [],
    )
    assert copy["removed"] == [{"start": 0, "end": 5, "why": "share button", "text": "Share"}]


def test_an_unknown_day_of_publication_is_null(exported: Path) -> None:
    assert rows(exported, "documents")[2]["published"] == {"from": None, "to": None, "basis": "unknown"}


def test_one_relation_that_two_reports_state_is_one_row(exported: Path) -> None:
    (relation,) = rows(exported, "relations")
    assert relation["document_ids"] == ["doc-monitor", "doc-rebels"]
    assert relation["register"] is False
    assert list(relation)[4:7] == ["from", "to", "precision"]


def test_the_register_speaks_of_actors_that_reports_name(tmp_path: Path) -> None:
    war = small_war()
    war.all_claims[0] = replace(war.all_claims[0], side_b=(Party("At", 0, 2, "act-ahrar", "Ahrar al-Sham"),))
    since = WorldDates(date(2016, 10, 1), date(2016, 10, 31))
    known = Registered(
        (
            RegisterRelation("hostile_to", "act-jaa", "act-ahrar", since, "a book"),
            RegisterRelation("pledged_to", "act-jaa", "act-ahrar", since, "a book"),
            RegisterRelation("hostile_to", "act-jaa", "act-elsewhere", since, "a book"),
        ),
        {"act-ahrar": "Ahrar al-Sham"},
    )
    export(war, tmp_path, registered=known)
    (row,) = [row for row in rows(tmp_path, "relations") if row["register"]]
    assert (row["object"]["text"], row["from"], row["to"], row["precision"]) == (
        "Ahrar al-Sham",
        "2016-10-01",
        None,
        4,
    )
    assert row["document_ids"] == []
    assert list(problems(tmp_path)) == []


def test_incidents_keep_the_losing_figure(exported: Path) -> None:
    incident = rows(exported, "incidents")[0]
    assert incident["deaths"]["low"] == 70
    assert [(toll["source"], toll["low"], toll["high"]) for toll in incident["by_source"]] == [
        ("Samir Haddad", 150, 200),
        ("Jaysh al-Nasr", 70, None),
    ]


def test_an_export_replaces_an_earlier_one(tmp_path: Path) -> None:
    export(small_war(), tmp_path)
    export(War(), tmp_path)
    assert (tmp_path / "claims.jsonl").read_bytes() == b""


def test_a_folder_with_other_files_is_refused_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(UsageError, match=r"thesis\.docx"):
        export(small_war(), tmp_path)
    export(small_war(), tmp_path, force=True)
    assert (tmp_path / "thesis.docx").read_text() == "years of work"


def test_another_programs_file_of_the_same_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text('{"insurance": 1}\n')
    with pytest.raises(UsageError, match=r"claims\.jsonl"):
        export(small_war(), tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        export(small_war(), tmp_path / "out")


def test_an_export_that_fails_leaves_the_earlier_one_whole(tmp_path: Path) -> None:
    export(small_war(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    class Broken(War):
        def relations(self):  # type: ignore[no-untyped-def]
            raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        export(Broken(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60), low=st.integers(0, 10**9))
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str, low: int) -> None:
    number = mention("any", text, text, "number", number=CountRange(low, None))
    export(War([document("any", text, text, text, None)], [number]), tmp_path, formats=FORMATS)
    assert list(problems(tmp_path)) == []
    assert json.loads((tmp_path / "documents.jsonl").read_bytes().split(b"\n")[0])["text"] == text
