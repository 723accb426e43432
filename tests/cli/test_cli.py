"""The command line on a ledger made by hand."""

import json
import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contested.cli import app
from contested.ledger import open_ledger
from contested.pipeline.run import Account
from contested.records import Coding, Party, Refusal, Run, TollSummary
from small_war import KILLING, killing, small_war

BELL = "\x07"
COMMANDS = ["code", "export", "incidents", "explain", "report", "serve", "schema", "validate", "types"]
COMMANDS += ["refusals", "runs", "actors", "compare", "judge", "evaluate", "train"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "war.ledger"
    war = small_war()
    with open_ledger(path, create=True) as out:
        out.start_run(Run("run-1", "code", "0.1.0", (), ("reports",)))
        for document in war.documents():
            coding = Coding(f"cod-{document.document_id}", document.document_id, "rules 1", "x", "coded", ())
            mine = [
                [one for one in many if one.document_id == document.document_id]
                for many in (war.claims(), war.relations())
            ]
            out.add_report(
                "run-1",
                document,
                coding,
                mentions=war.mentions(document.document_id),
                claims=mine[0],
                relations=mine[1],
            )
        out.add_refusals("run-1", [Refusal.of("reports/x.bin", "binary", "no text in it")])
        out.add_derivations("run-1", war.derivations())
        out.add_incidents("run-1", "bld-1", war.incidents())
        out.finish_run("run-1", {"coded": 3, "refused": 1})
    return path


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def call(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result.stdout


def complaint(*arguments: object, status: int) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


def test_help_names_every_command() -> None:
    shown = call("--help")
    for command in COMMANDS:
        assert command in shown
        assert "Example" in call(command, "--help") or command == "actors"


def test_the_version_is_shown() -> None:
    assert call("--version").startswith("contested ")


def test_the_table_has_a_line_for_each_incident(ledger: Path) -> None:
    shown = call("incidents", ledger)
    assert KILLING[:12] in shown
    assert "execution" in shown
    assert "Jund al-Aqsa → fighters" in shown
    assert "70-200*" in shown
    assert "2/2" in shown


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_table_fits_its_terminal_without_losing_words(
    ledger: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    wordy = " ".join(["Movement"] * 30)
    place = replace(killing().places[0], name=wordy)
    with open_ledger(ledger) as out:
        out.start_run(Run(f"run-{width}", "merge", "0.1.0", (), ()))
        long = killing(
            grade="discounted",
            side_b=(Party(wordy, 0, 1),),
            places=(place,),
            deaths=TollSummary(1500, 1600, 2000),
        )
        out.add_incidents(f"run-{width}", f"bld-{width}", [long])
    shown = call("incidents", ledger)
    assert max(map(len, shown.splitlines())) <= width
    assert "…" not in shown
    assert KILLING[:12] in shown
    assert "2017-02-14" in shown
    assert "disputed" in shown
    assert "discounted" in shown
    assert "1500-2000" in shown
    assert "(1600)*" in shown
    with open_ledger(ledger) as out:
        out.add_incidents(f"run-{width}", "bld-1", small_war().incidents())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), 2),
        (("--actor", "jund"), 1),
        (("--actor", "act-jaa", "--actor", "qasim"), 2),
        (("--actor", "nobody"), 0),
        (("--place", "IDLIB"), 1),
        (("--type", "execution"), 1),
        (("--type", "execution", "--type", "talks"), 2),
        (("--from", "2017-02-14", "--to", "2017-02-14"), 1),
        (("--from", "2017-02-15"), 0),
        (("--to", "2017-02-13"), 0),
        (("--min-deaths", "70"), 1),
        (("--min-deaths", "71"), 0),
        (("--disputed",), 1),
        (("--grade", "weak"), 1),
        (("--grade", "weak", "--grade", "fair", "--disputed"), 1),
    ],
)
def test_filters(ledger: Path, asked: tuple[str, ...], found: int) -> None:
    assert len(call("incidents", ledger, "--json", *asked).splitlines()) == found


def test_json_is_the_exported_row(ledger: Path, tmp_path: Path) -> None:
    call("export", ledger, tmp_path)
    exported = json.loads((tmp_path / "incidents.jsonl").read_text("utf-8").splitlines()[0])
    assert json.loads(call("incidents", ledger, "--json").splitlines()[0]) == exported


def test_explain_goes_from_the_figure_to_the_words(ledger: Path) -> None:
    shown = call("explain", ledger, KILLING)
    for words in (
        "70 to 200, no best figure",
        "Samir Haddad: 150 to 200 killed",
        "Jaysh al-Nasr: at least 70 killed",
        "the low",
        "«executed» [150 to 200] fighters",
        "‹Samir Haddad›",
        "Monitor, 2017-02-16 (given)",
        'Samir Haddad "said"',
        "The two reports name the same place.",
        "#1 with #2: +4.2",
        "disputed  deaths",
    ):
        assert words in " ".join(shown.split()) or words in shown


def test_explain_takes_the_beginning_of_an_id(ledger: Path) -> None:
    assert KILLING in call("explain", ledger, KILLING)
    assert "more than one incident" in complaint("explain", ledger, "inc-0000", status=1)
    assert "no incident" in complaint("explain", ledger, "inc-f", status=1)


def test_a_report_shows_its_claims(ledger: Path) -> None:
    shown = call("report", ledger, "monitor.txt")
    assert "1 claims" in shown
    assert "taken out: share button" in shown
    assert "same_text of doc-monitor" in call("report", ledger, "copy.txt")


def test_an_export_validates(ledger: Path, tmp_path: Path) -> None:
    assert call("export", ledger, tmp_path / "out").count("\n") == 7
    assert "sound" in call("validate", tmp_path / "out")
    (tmp_path / "out" / "claims.jsonl").write_text("{}\n")
    assert "claims.jsonl line 1" in call("validate", tmp_path / "out", status=1)


def test_one_format_gives_one_file(ledger: Path, tmp_path: Path) -> None:
    assert call("export", ledger, tmp_path, "--format", "acled").strip() == str(
        tmp_path / "incidents_acled.csv"
    )
    assert call("export", ledger, tmp_path, "--format", "all").count("\n") == 8


def test_refusals_and_runs_are_listed(ledger: Path) -> None:
    assert call("refusals", ledger).strip() == "reports/x.bin: no text in it (binary)"
    assert "3 coded, 1 refused" in call("runs", ledger)


def test_types_are_listed_and_shown() -> None:
    assert "execution" in call("types")
    assert "ACLED: Violence against civilians / Attack" in call("types", "execution")
    assert "no event type" in complaint("types", "picnic", status=1)


def test_the_register_can_be_asked() -> None:
    shown = call("actors", "show", "Jabhat al-Nusra", "--on", "2015-01-01")
    assert "armed_group" in shown
    assert call("actors", "lineage", "Jabhat al-Nusra")
    assert "no actor called" in complaint("actors", "show", "the marching band", status=1)


def test_a_schema_is_printed_as_json() -> None:
    assert json.loads(call("schema", "claims"))["title"] == "claims"


@pytest.mark.parametrize(
    "command", [("incidents",), ("runs",), ("explain", "inc-1"), ("export", "out"), ("serve",)]
)
def test_a_ledger_that_is_not_there_is_one_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    said = complaint(command[0], tmp_path / "none.ledger", *command[1:], status=2)
    assert "contested code REPORTS --ledger" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("schema", "nope"), "there are documents"),
        (("validate", "/no/such/folder"), "no folder"),
        (("code", "/no/such/report", "--ledger", "x"), "no file or folder"),
        (("incidents", "LEDGER", "--from", "tuesday"), "YYYY-MM-DD"),
        (("incidents", "LEDGER", "--type", "picnic"), "contested types"),
        (("export", "LEDGER", "LEDGER"), "is a file"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(ledger: Path, arguments: tuple[str, ...], said: str) -> None:
    given = [str(ledger) if one == "LEDGER" else one for one in arguments]
    assert said in complaint(*given, status=2)


def test_a_file_that_is_no_ledger_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("these are no records " * 500)
    complaint("incidents", tmp_path / "x", status=1)


def test_a_report_cannot_steer_the_terminal(tmp_path: Path) -> None:
    war = small_war()
    evil = war.claims()[0]
    document = next(one for one in war.documents() if one.document_id == evil.document_id)
    text = document.text.replace(" near ", f"{BELL}\x1b[2J")
    with open_ledger(tmp_path / "evil", create=True) as out:
        out.start_run(Run("run-1", "code", "0.1.0", (), ()))
        coding = Coding("cod-1", document.document_id, "rules 1", "x", "coded", ())
        title = f"{BELL}\x1b]0;mine{BELL}"
        out.add_report("run-1", replace(document, text=text, title=title), coding, claims=[evil])
    shown = call("report", tmp_path / "evil", document.external_id)
    assert BELL not in shown
    assert "\x1b" not in shown


@pytest.fixture
def path_of_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    calls: list = []
    refusal = Refusal.of("in/bad.txt", "binary", "no text in it")

    def code_reports(inputs, ledger_path, *, extractor, today, progress, **others):  # type: ignore[no-untyped-def]
        progress.advance("coded", "in/good.txt")
        calls.append((inputs, ledger_path, extractor, today))
        return Account("run-1", 1, 0, 1, 0, 0, (refusal,), (("binary", 1),), False)

    module = types.ModuleType("contested.pipeline.path")
    module.code_reports = code_reports  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "contested.pipeline.path", module)
    return calls


def test_coding_with_refusals_ends_with_three(path_of_the_pipeline: list, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["code", str(tmp_path), "--ledger", "x", "--today", "2017-03-01"])
    assert result.exit_code == 3, result.stderr
    assert "2 inputs: 1 coded, 0 with nothing to code, 1 refused" in result.stdout
    assert result.stderr.strip() == "refused in/bad.txt: no text in it (binary)"
    assert str(path_of_the_pipeline[0][3]) == "2017-03-01"
