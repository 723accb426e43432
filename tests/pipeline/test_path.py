"""The whole path: reports in, a ledger out, every input accounted for, the same content every time."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from contested.errors import UsageError
from contested.ledger import Ledger, open_ledger
from contested.pipeline.path import World, code_reports, coder
from contested.pipeline.run import Account
from reports_of_tests import coded, exported, shipped_coder

TODAY = date(2026, 1, 15)
# Two killings told by four outlets, one of them twice; one story of the market; one in French.
STORIES = [
    (
        "observer",
        "2017-02-16",
        "Jund al-Aqsa executed at least 70 fighters of Jaysh al-Nasr near Khan Shaykhun on 14 February, "
        "the Syrian Observatory for Human Rights said.\n\nThe dead were prisoners of the group.",
    ),
    (
        "daily",
        "2017-02-17",
        "Jaysh al-Nasr said Jund al-Aqsa had executed 71 of its fighters near Khan Shaykhun on Tuesday. "
        "The group denied killing prisoners.",
    ),
    (
        "copy",
        "2017-02-18",
        "Jund al-Aqsa executed at least 70 fighters of Jaysh al-Nasr near Khan Shaykhun on 14 February, "
        "the Syrian Observatory for Human Rights said.\n\nThe dead were prisoners of the group.",
    ),
    (
        "wire",
        "2017-02-16",
        "Government warplanes bombed a market in Azaz on Wednesday, killing nine civilians and wounding "
        "20 others, medics said.",
    ),
    (
        "market",
        "2017-02-15",
        "Tomatoes were cheap in the old town this week, and the bakery opened again.",
    ),
    (
        "french",
        "2017-02-16",
        "Les avions du gouvernement ont bombardé un marché à Azaz mercredi, tuant neuf civils et faisant "
        "vingt blessés, ont déclaré des médecins sur place.",
    ),
]


def line(key: str, published: str, text: str) -> str:
    return json.dumps({"id": key, "published": published, "source": key.title(), "text": text})


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    lines = [line(*story) for story in STORIES]
    (folder / "reports.jsonl").write_text("\n".join([*lines[:3], "{broken", *lines[3:]]) + "\n")
    (folder / "note.txt").write_text(
        "The army shelled Daraa on 3 June 2016, killing four people, residents said."
    )
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def first(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Account]:
    path = tmp_path_factory.mktemp("first") / "war.ledger"
    return path, code_reports([reports], path, today=TODAY)


@pytest.fixture
def ledger(first: tuple[Path, Account]) -> Iterator[Ledger]:
    with open_ledger(first[0]) as opened:
        yield opened


def test_every_input_is_accounted_for(first: tuple[Path, Account], ledger: Ledger) -> None:
    account = first[1]
    assert account.inputs == 9
    assert (account.coded, account.nothing, account.refused, account.already) == (5, 2, 2, 0)
    assert sorted(kind for kind, _ in account.refusals_by_kind) == ["broken_json", "empty"]
    assert account.exit_code == 3
    assert len(list(ledger.documents())) == 7
    assert len(list(ledger.refusals())) == 2


def test_a_second_run_has_nothing_to_do(first: tuple[Path, Account], reports: Path, tmp_path: Path) -> None:
    copy = tmp_path / "war.ledger"
    copy.write_bytes(first[0].read_bytes())
    with open_ledger(copy) as ledger:
        before = ledger.content_digest()
    again = code_reports([reports], copy, today=TODAY)
    assert (again.coded, again.nothing, again.refused, again.already) == (0, 0, 2, 7)
    with open_ledger(copy) as ledger:
        assert ledger.content_digest() == before


def test_the_same_reports_give_the_same_bytes_twice(
    first: tuple[Path, Account], reports: Path, tmp_path: Path
) -> None:
    code_reports([reports], tmp_path / "again.ledger", today=TODAY)
    one = exported(first[0], tmp_path / "one")
    assert one == exported(tmp_path / "again.ledger", tmp_path / "two")
    assert {"claims.jsonl", "incidents.jsonl", "documents.jsonl"} <= set(one)


def test_the_order_of_the_inputs_changes_no_content(
    first: tuple[Path, Account], reports: Path, tmp_path: Path
) -> None:
    files = sorted(reports.iterdir(), reverse=True)
    code_reports(files, tmp_path / "backwards.ledger", today=TODAY)
    one = exported(first[0], tmp_path / "one")
    two = exported(tmp_path / "backwards.ledger", tmp_path / "two")
    assert one["incidents.jsonl"] == two["incidents.jsonl"]
    assert one["claims.jsonl"] == two["claims.jsonl"]


def test_reports_coded_one_by_one_come_to_the_same_incidents(
    first: tuple[Path, Account], reports: Path, tmp_path: Path
) -> None:
    for path in sorted(reports.iterdir()):
        code_reports([path], tmp_path / "slow.ledger", today=TODAY)
    whole, parts = exported(first[0], tmp_path / "one"), exported(tmp_path / "slow.ledger", tmp_path / "two")
    assert whole["incidents.jsonl"] == parts["incidents.jsonl"]


def test_one_killing_told_by_three_is_one_incident(ledger: Ledger) -> None:
    killings = [one for one in ledger.incidents() if one.event_type == "execution"]
    assert len(killings) == 1
    assert len(killings[0].document_ids) >= 2
    assert killings[0].deaths is not None
    assert killings[0].deaths.low <= 71
    assert "Khan Shaykhun" in [place.name for place in killings[0].places]


def test_a_copy_is_no_second_source(ledger: Ledger) -> None:
    derived = list(ledger.derivations())
    ids = {document.external_id: document.document_id for document in ledger.documents()}
    assert [(one.document_id, one.original_id) for one in derived] == [(ids["copy"], ids["observer"])]
    killing = next(one for one in ledger.incidents() if one.event_type == "execution")
    assert killing.number_of_independent_sources <= 2


def test_every_incident_rests_on_claims_of_the_ledger(ledger: Ledger) -> None:
    claims = {claim.claim_id: claim for claim in ledger.claims()}
    for incident in ledger.incidents():
        assert incident.claim_ids
        assert set(incident.claim_ids) <= set(claims)
        assert {claims[one].document_id for one in incident.claim_ids} <= set(incident.document_ids)
        assert all(claims[one].role == "incident" for one in incident.claim_ids)


def test_what_is_peaceful_or_foreign_is_kept_as_read_with_nothing_to_code(ledger: Ledger) -> None:
    outcomes = {
        next(d.external_id for d in ledger.documents() if d.document_id == coding.document_id): coding.outcome
        for coding in ledger.codings()
    }
    assert (outcomes["market"], outcomes["french"]) == ("nothing", "nothing")
    assert {outcomes[key] for key in ("observer", "daily", "wire", "note.txt")} == {"coded"}


def test_an_extractor_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no extractor 'oracle'; there is: .*rules"):
        coder("oracle")


def test_equal_data_files_make_equal_configurations() -> None:
    assert (
        coder("rules").configuration
        == coder("rules", World.shipped()).configuration
        == shipped_coder().configuration
    )


def test_a_report_without_a_date_is_never_dated_today() -> None:
    for text in (
        "The army shelled Daraa, killing four people.",
        "Rebels attacked a checkpoint on Monday.",
        "The truce of 12 September 2016 did not hold, and the army shelled Daraa on Friday.",
    ):
        days = coded(text, published=None).document.published.days
        assert days is None or days.last < date(2020, 1, 1)


def test_mentions_are_in_the_order_of_the_text_and_stand_on_their_words() -> None:
    text = STORIES[0][2]
    found = coded(text).mentions
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    assert all(one.span.of(text) == one.text for one in found)


# --- time grows with the text ------------------------------------------------------------------------

MANY = [
    "Jund al-Aqsa executed 70 fighters of Jaysh al-Nasr near Khan Shaykhun on Tuesday, medics said. ",
    "Ahrar al-Sham, Jaish al-Islam and the Levant Front fought Islamic State, Hezbollah and the army, ",
    "He said they said it said who said ",
    "killed 12 and 13 and 14, including 3 of them, plus another ",
    "Abu Omar al-Shami bin Hassan ",
    "(“” ‘’ — … ",
    "x",
    "the ",
    "Ahrar ",
    "2014 ",
    "\n",
    "aé\u0301İ ",
]  # fmt: skip


def seconds(text: str) -> float:
    began = time.process_time()
    coded(text)
    return time.process_time() - began


@pytest.mark.parametrize("piece", MANY, ids=range(len(MANY)))
def test_four_times_the_text_takes_some_four_times_as_long(piece: str) -> None:
    coded("warm")
    size = 6_000
    short, long = (piece * (factor * size // len(piece)) for factor in (1, 4))
    took = min(seconds(short) for _ in range(2))
    # A quadratic step would take 16 times as long. Short times are mostly the clock's own noise.
    assert seconds(long) < 9 * took + 0.15
