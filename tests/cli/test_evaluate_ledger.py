"""A coder held to what people said of its claims."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contested.cli import app
from contested.judgements import Share, standing
from contested.records import Judgement
from judged_war import claims, judged_ledger, verdicts


def run(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(it) for it in arguments])
    assert result.exit_code == status, (result.output, result.exception)
    return result.output


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    ledger = judged_ledger(tmp_path / "war.ledger", 12)
    (tmp_path / "v.csv").write_text(verdicts(12))
    run("judge", ledger, "--from", tmp_path / "v.csv")
    return ledger


def scored(ledger: Path, *options: object) -> dict:
    return json.loads(run("evaluate", ledger, "--json", *options))


def test_the_share_accepted_stands_with_its_interval(judged):
    found = scored(judged)["scores"]
    assert found["verdicts"] == [["accept", 12], ["correct", 6], ["reject", 6]]
    assert found["precision"]["count"] == 12
    assert found["precision"]["of"] == 24
    assert found["precision"]["low"] == pytest.approx(0.314, abs=0.001)
    assert found["precision"]["high"] == pytest.approx(0.686, abs=0.001)
    assert dict(found["by_type"])["abduction"]["count"] == 0
    assert dict(found["corrections"])["event_type"]["of"] == 18
    assert not found["few"]


def test_confidence_is_held_to_what_was_accepted(judged):
    low, high = scored(judged)["scores"]["calibration"]
    assert (low["said"], low["accepted"]["count"]) == (pytest.approx(0.3), 0)
    assert (high["said"], high["accepted"]["count"]) == (pytest.approx(0.9), 12)


def test_the_coding_of_now_repeats_itself_and_not_the_corrections(judged):
    found = scored(judged)["again"]
    assert (found["accepted"]["count"], found["accepted"]["of"]) == (12, 12)
    assert (found["corrected"]["count"], found["corrected"]["of"]) == (0, 6)
    assert (found["rejected_given"]["count"], found["rejected_given"]["of"]) == (6, 6)


def test_another_coder_is_run_afresh_on_the_judged_reports(judged):
    found = scored(judged, "--extractor", "rules")["again"]
    assert found["coder"].startswith("rules ")
    assert found["accepted"]["count"] == 12
    assert found["corrected"]["count"] == 6  # the rules take an arrest for an arrest
    assert found["rejected_given"]["count"] == 0


def test_a_missed_event_counts_where_the_coder_finds_it(judged):
    where = ["--missed", "r0.txt", "--sentence", "Police arrested 3 protesters", "--trigger", "arrested"]
    run("judge", judged, *where, "--field", "event_type", "--value", "arrest", "--by", "ana")
    assert scored(judged)["again"]["missed"]["count"] == 0
    assert scored(judged, "--extractor", "rules")["again"]["missed"]["count"] == 1


def test_of_few_it_says_so(tmp_path):
    ledger = judged_ledger(tmp_path / "war.ledger", 2)
    assert "Nobody has judged" in run("evaluate", ledger)
    run("judge", ledger, "clm-attack-0", "accept", "--by", "ana")
    shown = run("evaluate", ledger)
    assert "Too few" in shown
    assert "1 of 1  (21% to 100%)" in shown


def test_weights_are_those_of_an_encoder(judged, tmp_path):
    said = run("evaluate", judged, "--extractor", "rules", "--weights", tmp_path, status=2)
    assert "--weights are those of an encoder" in said
    assert "are not there" in run("evaluate", judged, "--weights", tmp_path / "none", status=2)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_wilsons_interval_is_that_of_the_tables(count, of, low, high):
    found = Share.make(count, of)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_a_correction_whose_words_are_gone_is_counted_as_lost():
    claim = claims(0)[0]
    said = Judgement("jdg-1", (claim.claim_id,), "correct", "side_a", "the navy", None, "ana")
    found = standing([said], lambda _: claim)
    assert (found.judged, found.lost) == ((), 1)
