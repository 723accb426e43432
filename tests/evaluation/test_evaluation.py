"""The measuring itself: labels that are sound, scores that count what they say, floors that bite."""

import io
import json
import math
from dataclasses import replace

import pytest
from evaluation.__main__ import SETS
from evaluation.sets import Measured, OwnSet, SetFailed, SharedSet, refuse_faults, scores_of
from rich.console import Console

from contested import ontology
from contested.errors import DataFileError
from evaluation import __main__ as door
from evaluation import floors, history, scoring
from evaluation import sentences as labelled

NAN = float("nan")


def written(tmp_path, text):
    path = tmp_path / "sentences.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def claim(report, event_type, trigger, **fields):
    start = report.text.index(trigger)
    return {
        "event_type": event_type,
        "trigger": {"start": start, "end": start + len(trigger), "text": trigger},
        "side_a": [],
        "side_b": [],
        "tolls": [],
        "status": "asserted",
        "attribution": [],
        "incident_id": "inc-1",
    } | fields


def perfect(report):
    return [
        claim(
            report,
            expected.types[0],
            expected.trigger,
            side_a=[{"text": naming[0]} for naming in expected.side_a],
            side_b=[{"text": naming[0]} for naming in expected.side_b],
            tolls=[
                {
                    "kind": t.kind,
                    "low": t.low,
                    "high": t.high,
                    "scope": t.scope,
                    "whom": {"category": t.whom},
                }
                for t in expected.tolls or ()
            ],
            status=(expected.statuses or ("asserted",))[0],
            attribution=[{"source": {"text": naming[0]}} for naming in expected.sources or ()],
            incident_id="inc-1" if report.incident else None,
        )
        for expected in report.claims
    ]


@pytest.fixture(scope="module")
def sentences():
    return labelled.of_this_folder()


# labels ---------------------------------------------------------------------------------------------------


def test_the_labelled_sentences_are_read(sentences):
    assert len(sentences) >= 120
    assert sum(len(report.claims) for report in sentences) >= 120


def test_every_trigger_stands_in_its_sentence(sentences):
    for report in (*sentences, *labelled.of_the_event_types()):
        for expected in report.claims:
            assert expected.trigger in report.text


def test_every_event_type_brings_a_sentence():
    covered = {expected.types[0] for it in labelled.of_the_event_types() for expected in it.claims}
    assert covered == set(ontology.load().types)


def test_what_no_sentence_can_meet_is_refused(tmp_path):
    start = "- {text: Gunmen shot a judge., claims: "
    for row, reason in (
        (start + "[{type: brawl, trigger: shot}]}", "no such event type"),
        (start + "[{type: attack, trigger: stabbed}]}", "'stabbed' does not stand"),
        (start + "[{type: attack, trigger: shot, side_a: [Police]}]}", "'Police' does not stand"),
        (start + "[{type: attack, trigger: shot, status: perhaps}]}", "no such status"),
        (start + "[{type: attack, trigger: shot, toll: 1}]}", "unknown: toll"),
        (
            start + "[{type: attack, trigger: shot, tolls: [{kind: killed, low: 3, high: 1, whom: child}]}]}",
            "3 to 1",
        ),
        ("- {text: Gunmen shot a judge.}", "no list of claims"),
        ("- {claims: []}", "no text"),
        ("text: one", "not a list"),
        ("- {text: A., claims: []}\n- {text: A., claims: []}", "given twice"),
        ("- [", "cannot be read"),
    ):
        with pytest.raises(DataFileError, match=reason):
            labelled.of_this_folder(written(tmp_path, row))


# scores ---------------------------------------------------------------------------------------------------


def test_a_coder_that_agrees_with_every_label_scores_one(sentences):
    scores, details = scoring.score(sentences, {report.name: perfect(report) for report in sentences})
    assert scores.pop("false_incidents") == 0
    assert set(scores.values()) == {1.0}
    assert details == []


def test_a_coder_that_says_nothing_finds_nothing(sentences):
    scores, _ = scoring.score(sentences, {})
    assert scores["type"] == scores["toll"] == scores["all_fields"] == scores["false_incidents"] == 0
    assert math.isnan(scores["status"])
    assert math.isnan(scores["incident_p"])


def test_an_incident_where_nothing_happened_is_false(sentences):
    report = next(it for it in sentences if not it.incident)
    made = claim(report, "attack", report.text.split()[0])
    assert scoring.score([report], {report.name: [made]})[0]["false_incidents"] == 1
    words_only = made | {"incident_id": None}
    assert scoring.score([report], {report.name: [words_only]})[0]["false_incidents"] == 0


def of_clash(**fields):
    expected = labelled.ExpectedClaim(
        ("clash",), "fought", (("Alpha",),), (("the Beta Brigade",),), symmetric=True
    )
    return labelled.LabelledSentence(
        "r", "Alpha fought the Beta Brigade.", (), True, (replace(expected, **fields),)
    )


def test_sides_of_a_clash_stand_in_either_order_and_of_an_attack_in_one():
    for symmetric, right in ((True, 1.0), (False, 0.0)):
        report = of_clash(symmetric=symmetric)
        swapped = claim(
            report, "clash", "fought", side_a=[{"text": "Beta Brigade"}], side_b=[{"text": "Alpha"}]
        )
        scores, _ = scoring.score([report], {"r": [swapped]})
        assert (scores["side_a"], scores["side_b"]) == (right, right)


def test_a_party_that_nobody_labelled_counts_against_precision():
    report = of_clash()
    made = claim(
        report,
        "clash",
        "fought",
        side_a=[{"text": "Alpha"}],
        side_b=[{"text": "Beta Brigade"}, {"text": "Gamma"}],
    )
    scores, _ = scoring.score([report], {"r": [made]})
    assert scores["side_b"] == 1.0
    assert scores["side_p"] == pytest.approx(0.667)
    assert scores["all_fields"] == 0.0


def test_one_claim_answers_one_label():
    report = of_clash()
    report = replace(report, claims=report.claims * 2)
    made = claim(report, "clash", "fought")
    assert scoring.score([report], {"r": [made]})[0]["type"] == 0.5


def test_the_trivial_coder_reads_an_attack_in_every_sentence():
    report = labelled.LabelledSentence("r", "A bomb killed 12 in the 3rd street.", (), True, ())
    (made,) = scoring.trivial([report])["r"]
    assert made["event_type"] == "attack"
    assert [toll["low"] for toll in made["tolls"]] == [12]


# floors ---------------------------------------------------------------------------------------------------


def test_a_floor_that_is_not_met_is_named():
    bounds = {"seeds": {"recall": 0.7, "date": 0.5}}
    (fault,) = floors.broken("seeds", {"recall": 0.69, "date": 0.5}, bounds)
    assert str(fault) == "seeds: recall is 0.690, its floor 0.700"


def test_a_ceiling_is_a_floor_upside_down():
    bounds = {"seeds": {"false_incidents": 0}}
    assert not floors.broken("seeds", {"false_incidents": 0}, bounds)
    assert floors.broken("seeds", {"false_incidents": 1}, bounds)


def test_a_score_with_a_floor_that_was_not_measured_is_no_pass():
    for scores in ({}, {"recall": NAN}):
        (fault,) = floors.broken("seeds", scores, {"seeds": {"recall": 0.1}})
        assert "not measured" in str(fault)


def test_floors_leave_a_margin_and_go_no_lower_than_nothing():
    assert floors.floor_of("recall", 0.957) == 0.93
    assert floors.floor_of("recall", 1.0) == 0.98
    assert floors.floor_of("recall", 0.001) == 0.0
    assert floors.floor_of("false_incidents", 8.0) == 8.0


def test_setting_floors_of_one_set_leaves_those_of_others(tmp_path):
    path = tmp_path / "floors.json"
    floors.set_anew({"one": {"f1": 0.5, "p": NAN}}, {"commit": "a"}, path)
    floors.set_anew({"two": {"f1": 0.9}}, {"commit": "b"}, path)
    assert floors.read(path) == {"one": {"f1": 0.48}, "two": {"f1": 0.88}}
    assert json.loads(path.read_text())["noted"] == {"one": {"commit": "a"}, "two": {"commit": "b"}}


def test_every_floor_belongs_to_a_set_and_a_headline_score():
    known = {it.name: set(it.headline) for it in SETS}
    for name, bounds in floors.read().items():
        assert set(bounds) <= known[name]
    assert {it.name for it in SETS if it.quick} <= set(floors.read())


def test_the_baselines_are_read_from_the_scorers_own_page(tmp_path):
    page = tmp_path / "README.md"
    page.write_text(
        "| scorer | gold |\n|---|---|\n| `a` | b |\n\n| set | trivial export | empty | perfect |\n"
        "|---|---|---|---|\n| one | p 0.5, count 12 | - | - |\n| two | f1 nan | r 1.0 | - |\n",
        encoding="utf-8",
    )
    found = floors.baselines(page)
    assert found["one"] == {"p": 0.5, "count": 12.0}
    assert math.isnan(found["two"]["f1"])


def test_every_shared_set_has_its_baseline(shared):
    found = floors.baselines(shared / floors.BASELINES)
    for it in SETS:
        if isinstance(it, SharedSet):
            assert set(it.headline) <= set(found[it.scorer]), it.name


# the run --------------------------------------------------------------------------------------------------


def test_quick_is_own_sentences_and_seeds_and_what_is_named():
    assert [it.name for it in door.chosen([], quick=True)] == ["types", "sentences", "seeds"]
    assert [it.name for it in door.chosen(["ucdp"], quick=True)][-1] == "ucdp"
    assert [it.name for it in door.chosen(["ucdp"], quick=False)] == ["ucdp"]
    assert len(door.chosen([], quick=False)) == len(SETS)


def test_a_set_that_is_not_beside_the_clone_is_skipped_with_the_reason():
    absent = SharedSet("absent", "absent", "gold/absent.json", ())
    result = door._measure(absent, None, Console(file=io.StringIO()))
    assert result.skipped == "../shared/gold/absent.json is not beside this clone"
    assert result.scores == {}


def test_the_last_line_of_a_scorer_is_its_scores():
    scores = scores_of("a table\nSCORE recall=0.5 other=nan count=12\n")
    assert scores["recall"] == 0.5
    assert scores["count"] == 12
    assert math.isnan(scores["other"])
    with pytest.raises(SetFailed, match="no SCORE line"):
        scores_of("Traceback\nKeyError")


def test_scores_of_a_coder_that_broke_down_are_no_scores():
    refuse_faults("in.jsonl line 3: the report has no text (no_text)\n")
    with pytest.raises(SetFailed, match="broke down on 1 reports: in"):
        refuse_faults("in.jsonl line 4: NameError in rules.py line 2: x (fault)\n1 refusals\n")


class Given(OwnSet):
    """A set whose scores are known."""

    def measure(self, work):
        (work / "details.jsonl").write_text("{}\n", encoding="utf-8")
        return Measured("given", 3, {"f1": 0.5}, {"f1": 0.1}, 0.0)


@pytest.fixture
def given(monkeypatch, tmp_path):
    monkeypatch.setattr(door, "SETS", (Given("given", ("f1",), list),))
    monkeypatch.setattr(history, "append", (tmp_path / "RESULTS.md").write_text)
    return tmp_path


def test_a_run_fails_under_a_floor_and_only_when_asked_to_check(given, monkeypatch, capsys):
    for bound, arguments, status in ((0.6, ["--check"], 1), (0.6, [], 0), (0.5, ["--check"], 0)):
        monkeypatch.setattr(floors, "read", lambda bound=bound: {"given": {"f1": bound}})
        assert door.main(arguments) == status
    assert "f1 is 0.500, its floor 0.600" in capsys.readouterr().out


def test_a_run_notes_what_it_found_beside_the_baseline(given):
    door.main(["--write", "--details", str(given / "kept")])
    page = (given / "RESULTS.md").read_text()
    assert "| given | 3 | f1 | 0.500 | 0.100 |" in page
    assert "cores, Python" in page
    assert (given / "kept" / "given.jsonl").exists()


def test_a_set_that_is_not_known_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        door.main(["nonsense"])
    assert left.value.code == 2
    assert "no such set: nonsense" in capsys.readouterr().err


def test_results_are_appended(tmp_path):
    path = tmp_path / "RESULTS.md"
    history.append("one\n", path)
    history.append("two\n", path)
    page = path.read_text(encoding="utf-8")
    assert page.startswith("# What was measured")
    assert page.endswith("one\ntwo\n")
