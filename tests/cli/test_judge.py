"""What people say of claims, from the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from contested.cli import app
from contested.judgements import standing
from contested.ledger import open_ledger
from judged_war import judged_ledger, verdicts


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return judged_ledger(tmp_path / "war.ledger", 4)


def judge(ledger: Path, *arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, ["judge", str(ledger), *arguments])
    assert result.exit_code == status, (result.output, result.exception)
    return result.output


def stands(ledger: Path) -> dict[str, tuple[str, dict[str, str]]]:
    with open_ledger(ledger) as opened:
        found = standing(opened.judgements(), opened.claim)
    return {it.claim.claim_id: (it.verdict, dict(it.corrected)) for it in found.judged}


def test_the_last_word_on_a_claim_counts_and_all_are_kept(ledger):
    judge(ledger, "clm-attack-0", "accept", "--by", "ana")
    judge(ledger, "clm-attack-0", "reject", "--by", "ben")
    judge(ledger, "clm-attack-0", "accept", "--by", "ana")
    assert stands(ledger) == {"clm-attack-0": ("accept", {})}
    with open_ledger(ledger) as opened:
        assert [it.by for it in opened.judgements()] == ["ana", "ben", "ana"]


def test_who_says_the_same_again_adds_nothing(ledger):
    judge(ledger, "clm-attack-0", "accept", "--by", "ana")
    assert "1 already said" in judge(ledger, "clm-attack-0", "accept", "--by", "ana")
    assert "1 accepted" in judge(ledger, "clm-attack-0", "accept", "--by", "ben")


def test_fields_are_corrected_one_by_one_on_the_words_of_the_sentence(ledger):
    judge(ledger, "clm-attack-1", "correct", "--field", "toll", "--value", "killed: 3", "--by", "ana")
    judge(
        ledger,
        "clm-attack-1",
        "correct",
        "--field",
        "side_b",
        "--value",
        "a checkpoint; 3 soldiers",
        "--by",
        "b",
    )
    assert stands(ledger)["clm-attack-1"] == (
        "correct",
        {"toll": "killed: 3", "side_b": "a checkpoint; 3 soldiers"},
    )


def test_nobody_is_a_correction_too(ledger):
    judge(ledger, "clm-attack-1", "correct", "--field", "side_b", "--value", "", "--by", "ana")
    assert stands(ledger)["clm-attack-1"] == ("correct", {"side_b": ""})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["correct", "--field", "side_a", "--value", "the navy"], "do not stand in the claim's sentence"),
        (["correct", "--field", "side_a", "--value", "Police"], "do not stand in the claim's sentence"),
        (["correct", "--field", "event_type", "--value", "raid"], "no event type 'raid'"),
        (["correct", "--field", "status", "--value", "maybe"], "no status 'maybe'"),
        (["correct", "--field", "toll", "--value", "2 soldiers"], "KIND: WORDS"),
        (["correct", "--field", "colour", "--value", "red"], "is no field"),
        (["correct", "--field", "trigger", "--value", ""], "give --value"),
        (["accept", "--field", "side_a", "--value", "Gunmen"], "of the whole claim"),
        (["perhaps"], "no verdict"),
    ],
)
def test_what_cannot_be_taught_is_refused_in_one_line(ledger, arguments, said):
    output = judge(ledger, "clm-attack-0", *arguments, "--by", "ana", status=2)
    assert said in output
    assert len(output.strip().splitlines()) == 1
    assert stands(ledger) == {}


def test_of_two_corrections_in_one_call_both_are_written_or_none(ledger):
    fields = ["--field", "side_a", "--value", "Gunmen", "--field", "place", "--value", "Atlantis"]
    judge(ledger, "clm-attack-0", "correct", *fields, "--by", "ana", status=2)
    assert stands(ledger) == {}


def test_a_verdict_has_somebody_who_gives_it(ledger):
    assert "--by NAME" in judge(ledger, "clm-attack-0", "accept", status=2)


def test_an_unknown_claim_is_said(ledger):
    assert "no claim 'clm-x'" in judge(ledger, "clm-x", "accept", "--by", "ana", status=1)


def test_bad_rows_of_a_file_are_refused_with_their_line_and_lose_no_good_one(ledger, tmp_path):
    rows = (
        verdicts(4)
        + "clm-nope,accept,,,,ana\nclm-attack-1,correct,side_a,the navy,,ana\nclm-attack-2,accept\n"
    )
    (tmp_path / "v.csv").write_text(rows)
    output = judge(ledger, "--from", str(tmp_path / "v.csv"), status=3)
    for line in (10, 11, 12):
        assert f"v.csv:{line}" in output
    assert "4 accepted, 2 corrected, 2 rejected; 0 already said, 3 refused" in output
    assert len(stands(ledger)) == 8
    with open_ledger(ledger) as opened:
        assert len(list(opened.refusals())) == 3
        assert next(reversed(list(opened.runs()))).run.what == "judge"


def test_a_file_read_twice_adds_nothing(ledger, tmp_path):
    (tmp_path / "v.csv").write_text(verdicts(4))
    judge(ledger, "--from", str(tmp_path / "v.csv"))
    with open_ledger(ledger) as opened:
        before = opened.content_digest()
    assert "nothing new; 8 already said" in judge(ledger, "--from", str(tmp_path / "v.csv"))
    with open_ledger(ledger) as opened:
        assert opened.content_digest() == before


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("claim,verdict", "no column claim_id"),
        ("claim_id,verdict,colour", "'colour'"),
    ],
)
def test_a_file_with_other_columns_is_refused_as_a_whole(ledger, tmp_path, head, said):
    (tmp_path / "v.csv").write_text(f"{head}\n")
    assert said in judge(ledger, "--from", str(tmp_path / "v.csv"), status=2)


def test_a_missed_event_is_named_by_its_words(ledger):
    where = ["--missed", "r0.txt", "--sentence", "Police arrested 3 protesters after the attack."]
    fields = ["--field", "side_a", "--value", "Police", "--field", "event_type", "--value", "arrest"]
    judge(ledger, *where, "--trigger", "arrested", *fields, "--by", "ana")
    with open_ledger(ledger) as opened:
        (missed,) = standing(opened.judgements(), opened.claim).missed
        text = opened.document("r0.txt").text
    assert missed.trigger.of(text) == "arrested"
    assert missed.fields == {"event_type": "arrest", "side_a": "Police"}


@pytest.mark.parametrize(
    ("sentence", "trigger", "said"),
    [
        ("Soldiers deserted.", "deserted", "do not stand in r0.txt"),
        ("the", "the", "stand 2 times in r0.txt"),
        ("Police arrested 3 protesters", "released", "do not stand in"),
    ],
)
def test_a_missed_event_that_is_not_on_the_words_is_refused(ledger, sentence, trigger, said):
    where = ["--missed", "r0.txt", "--sentence", sentence, "--trigger", trigger]
    fields = ["--field", "event_type", "--value", "arrest", "--field", "side_a", "--value", "Police"]
    assert said in judge(ledger, *where, *fields, "--by", "ana", status=2)
