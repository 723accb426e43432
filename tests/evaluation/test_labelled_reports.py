"""The labelled reports are what they say, and measuring by them can fail."""

from pathlib import Path

import pytest
import yaml
from evaluation.annotations import LabelledReport, load, main, problems
from evaluation.whole_reports import score

REPORTS = load()


def test_every_label_of_every_report_holds():
    assert [f"{report.path.name}: {it}" for report in REPORTS for it in problems(report)] == []


def test_sixty_reports_are_frozen_for_measuring():
    assert sum(bool(report.row.get("frozen")) for report in REPORTS) >= 60


def test_no_text_is_given_twice():
    assert len({report.text for report in REPORTS}) == len(REPORTS)


@pytest.fixture
def report() -> LabelledReport:
    return next(report for report in REPORTS if report.row["id"] == "sy-001")


def changed(report: LabelledReport, folder: Path, **fields: object) -> LabelledReport:
    return LabelledReport(folder / report.path.name, {**report.row, **fields})


def test_words_that_do_not_stand_in_the_text_are_named(report: LabelledReport, tmp_path: Path):
    mentions = [{"kind": "actor", "words": "Army of Nowhere"}]
    found = list(problems(changed(report, tmp_path, mentions=mentions)))
    assert found == ["mention: 'Army of Nowhere' does not stand in the text"]


def test_a_statement_that_makes_an_incident_is_refused(report: LabelledReport, tmp_path: Path):
    claims = [{**claim, "incident": 1} for claim in report.row["claims"] if claim["event_type"] == "demand"]
    found = list(problems(changed(report, tmp_path, claims=claims)))
    assert found == ["claim 1: demand makes no incident, yet has number 1"]


def test_an_occurrence_is_counted(report: LabelledReport):
    first, second = report.span("ISIL"), report.span("ISIL@2")
    assert first is not None
    assert second is not None
    assert first.start < second.start
    assert report.span("ISIL@99") is None


def test_a_folder_with_a_wrong_label_is_refused(report: LabelledReport, tmp_path: Path):
    row = {**report.row, "voice": "rumour"}
    (tmp_path / "sy-001.yaml").write_text(yaml.safe_dump(row, allow_unicode=True))
    assert main(tmp_path) == 1


def test_a_coder_that_reads_nothing_scores_nothing(report: LabelledReport):
    scores, details = score([report], {})
    assert scores == {"type": 0.0}
    assert len(details) == len(report.row["claims"])


def test_a_coder_that_reads_as_labelled_scores_all(report: LabelledReport):
    sentences = {line for line in report.text.split("\n") if line}
    coded = []
    for label in report.row["claims"]:
        span = report.span(label["trigger"])
        assert span is not None
        line = next(
            line
            for line in sentences
            if line in report.text
            and report.text.index(line) <= span.start < report.text.index(line) + len(line)
        )
        days = label["date"]
        coded.append(
            {
                "event_type": label["event_type"],
                "sentence": {"text": line},
                "side_a": [{"text": words.split("@")[0]} for words in label["side_a"]],
                "side_b": [{"text": words.split("@")[0]} for words in label["side_b"]],
                "places": [{"text": words.split("@")[0]} for words in label["places"]],
                "date": {"from": str(days["from"]), "to": str(days["to"])} if days else None,
                "tolls": label["tolls"],
                "attribution": [{"source": {"text": step["source"]}} for step in label["attribution"]],
                "status": label["status"],
                "incident_id": "x" if label["incident"] else None,
            }
        )
    scores, _ = score([report], {"sy-001": coded})
    assert set(scores.values()) == {1.0}
