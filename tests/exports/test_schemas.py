"""Published schemas, and what the check of an export finds."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from contested.errors import UsageError
from contested.exports import export, problems, schema
from contested.exports.rows import ROWS
from small_war import small_war

CONTRACT = {
    "documents": "document_id external_id title text source url language retrieved published removed "
    "same_text_as derived_from",
    "mentions": "document_id external_id start end text kind actor_id place_id lat lon value timex score",
    "claims": "claim_id document_id external_id sentence trigger event_type acled plover ucdp side_a side_b "
    "places date tolls attribution status loaded confidence incident_id extractor",
    "incidents": "incident_id event_type acled ucdp date places side_a side_b deaths deaths_side_a "
    "deaths_side_b deaths_civilian deaths_unknown wounded captured by_source disputed grade "
    "number_of_sources number_of_independent_sources claim_ids document_ids why",
    "relations": "relation_id type subject object from to precision claim_ids document_ids register",
}


@pytest.mark.parametrize("name", list(ROWS))
def test_a_schema_is_valid_and_holds_exactly_the_contract(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert list(found["properties"]) == CONTRACT[name].split()
    assert sorted(found["required"]) == sorted(CONTRACT[name].split())
    assert found["additionalProperties"] is False


@pytest.mark.parametrize("name", list(ROWS))
def test_every_exported_line_is_valid_for_any_validator_of_json_schema(folder: Path, name: str) -> None:
    lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        Draft202012Validator(schema(name)).validate(json.loads(line))


def test_a_schema_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="documents, mentions"):
        schema("opinions")


def spoil(folder: Path, name: str, number: int, **fields: object) -> list[str]:
    path = folder / f"{name}.jsonl"
    lines = path.read_text("utf-8").splitlines()
    lines[number] = json.dumps(json.loads(lines[number]) | fields)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return [str(problem) for problem in problems(folder)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    export(small_war(), tmp_path, formats=["jsonl"])
    return tmp_path


def test_a_wrong_value_is_named_by_file_line_and_field(folder: Path) -> None:
    (said,) = spoil(folder, "claims", 1, status="rumoured")
    assert said.startswith("claims.jsonl line 2: status: 'rumoured'")


def test_words_that_stand_elsewhere_are_found(folder: Path) -> None:
    (said,) = spoil(folder, "claims", 0, trigger={"start": 0, "end": 8, "text": "executed"})
    assert "claims.jsonl line 1: offsets 0 to 8 hold" in said


def test_an_incident_that_is_not_there_is_found(folder: Path) -> None:
    assert spoil(folder, "claims", 0, incident_id="inc-x") == ["claims.jsonl line 1: no incident inc-x"]


def test_a_broken_line_is_found_and_the_rest_is_read(folder: Path) -> None:
    path = folder / "relations.jsonl"
    path.write_text("{\n" + path.read_text("utf-8"), "utf-8")
    (problem,) = problems(folder)
    assert (problem.file, problem.line) == ("relations.jsonl", 1)


def test_a_missing_file_is_a_problem(folder: Path) -> None:
    (folder / "mentions.jsonl").unlink()
    assert [str(one) for one in problems(folder)] == ["mentions.jsonl: this file of the export is missing"]


def test_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        problems(tmp_path / "nothing")
