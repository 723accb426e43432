"""Whatever is put into ``contested code`` is coded, or refused in one line that says where and why.

All of it goes through the program at once, in a process of its own whose memory is measured; what stands
beside a bad input, before it and behind it, is in the ledger.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contested.cli import app
from contested.ledger import Ledger, open_ledger

STORY = "Government warplanes bombed a market in {place} on 3 June 2016, killing nine people, medics said."
PROGRAM = """
import resource, sys
from pathlib import Path
from contested.cli import main
try:
    main()
finally:
    Path({out!r}).write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""
# Kilobytes, as Linux counts ru_maxrss: the encoder and two reports at once hold some 440 MB, and a file of
# 52 MB that is too large is read while others are being coded.
MOST_MEMORY = 1_200_000


def story(place: str) -> str:
    return STORY.format(place=place)


def row(**fields: object) -> str:
    return json.dumps(fields)


def lines(*rows: str) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def page(inside: str) -> bytes:
    return f"<html><head><title>News</title></head><body>{inside}</body></html>".encode()


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(10))
DEEP_JSON = '{"text": ' + "[" * 100_000
# File name: its bytes, the external ids that are read in it, and the kind and place of every refusal.
BAD: dict[str, tuple[Callable[[], bytes], list[str], list[tuple[str, str]]]] = {
    "broken-line.jsonl": (
        lambda: lines(
            row(id="before", text=story("Azaz")),
            '{"id": "x", "text": "Nine',
            row(id="after", text=story("Marea")),
        ),
        ["before", "after"],
        [("broken_json", "broken-line.jsonl line 2")],
    ),
    "deep-json.jsonl": (
        lambda: lines(DEEP_JSON, row(id="beside-deep", text=story("Azaz"))),
        ["beside-deep"],
        [("broken_json", "deep-json.jsonl line 1")],
    ),
    "deep.html": (lambda: page("<div>" * 80_000 + story("Homs")), [], [("hostile", "deep.html")]),
    "empty.html": (lambda: b"", [], [("empty", "empty.html")]),
    "empty.jsonl": (lambda: b"", [], [("empty", "empty.jsonl")]),
    "empty.txt": (lambda: b"", [], [("empty", "empty.txt")]),
    "entities.html": (
        lambda: f'<?xml version="1.0"?><!DOCTYPE x [{ENTITIES}]>'.encode() + page("<p>&e9;</p>"),
        [],
        [("hostile", "entities.html")],
    ),
    "far-future.jsonl": (
        lambda: lines(row(id="from-2087", text=story("Daraa"), published="2087-05-01")),
        ["from-2087"],
        [("date", "far-future.jsonl line 1")],
    ),
    "huge-line.jsonl": (
        lambda: (
            b'{"text": "' + b"x" * 50_000_000 + b'"}\n' + lines(row(id="behind-huge", text=story("Hama")))
        ),
        ["behind-huge"],
        [("too_large", "huge-line.jsonl line 1")],
    ),
    "huge.txt": (lambda: (story("Homs") + "\n").encode() * 520_000, [], [("too_large", "huge.txt")]),
    "latin.jsonl": (
        lambda: b'{"id": "latin", "text": "Caf\xe9"}\n' + lines(row(id="beside-latin", text=story("Azaz"))),
        ["beside-latin"],
        [("encoding", "latin.jsonl line 1")],
    ),
    "million.jsonl": (
        lambda: lines(row(id="million", text="x" * 1_000_000), row(id="behind-million", text=story("Azaz"))),
        ["behind-million"],
        [("too_large", "million.jsonl line 1")],
    ),
    "no-text.jsonl": (
        lambda: lines(row(id="a", title="Only a title"), row(id="b", text="  \n "), row(id="c", text=7)),
        [],
        [("no_text", f"no-text.jsonl line {number}") for number in (1, 2, 3)],
    ),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, [], [("binary", "picture.txt")]),
    "twins.jsonl": (
        lambda: lines(row(id="twin", text=story("Azaz")), row(id="twin", text=story("Marea"))),
        ["twin"],
        [("duplicate_id", "twins.jsonl line 2")],
    ),
    "utf16.jsonl": (lambda: row(text=story("Azaz")).encode("utf-16"), [], [("encoding", "utf16.jsonl")]),
    "words.docx": (lambda: b"PK\x03\x04", [], [("unsupported", "words.docx")]),
}  # fmt: skip
# What is odd and yet a report.
READ: dict[str, Callable[[], bytes]] = {
    "arabic-letters.txt": lambda: (
        "\u202bخان شيخون\u202c — ".encode()
        + story("Khan\u200b Shaykhun").replace("killing", "kil\u00adling").encode()
    ),
    "long-line.txt": lambda: b"word " * 60_000,
    "long-word.txt": lambda: b"a" * 300_000 + b" " + story("Idlib").encode(),
    "windows.txt": lambda: (story("Azaz") + " “Enough”, a résident said.").encode("cp1252"),
    "wide.txt": lambda: story("Marea").encode("utf-16"),
}


@dataclass(frozen=True)
class Outcome:
    """What one call of the program came to."""

    status: int
    out: str
    complaints: tuple[str, ...]
    memory: int
    ledger: Path


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    folder = tmp_path_factory.mktemp("bad")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "0-first.txt").write_text(story("Aleppo"))
    (reports / "zz-last.txt").write_text(story("Raqqa"))
    for name, make in [*READ.items(), *((name, made[0]) for name, made in BAD.items())]:
        (reports / name).write_bytes(make())
    memory = folder / "memory"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(out=str(memory)), "code", "reports", "--ledger", "bad.ledger"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    yield Outcome(
        done.returncode,
        done.stdout,
        tuple(done.stderr.splitlines()),
        int(memory.read_text()),
        folder / "bad.ledger",
    )
    for path in reports.iterdir():
        path.unlink()


@pytest.fixture
def ledger(outcome: Outcome) -> Iterator[Ledger]:
    with open_ledger(outcome.ledger) as opened:
        yield opened


def test_the_run_finishes_and_says_that_something_was_refused(outcome: Outcome) -> None:
    assert outcome.status == 3, outcome.complaints
    assert not [line for line in outcome.complaints if "Traceback" in line or "Error" in line]
    assert outcome.out.count("\n") == 1
    assert outcome.out.endswith(" refused, 0 already in the ledger\n")


def test_every_input_is_counted_once(outcome: Outcome) -> None:
    # A report whose date cannot be is coded, and its date is complained of: it is one input, not two.
    refused = sum(1 for made in BAD.values() for kind, _ in made[2] if kind != "date")
    read = len(READ) + 2 + sum(len(made[1]) for made in BAD.values())
    assert outcome.out.startswith(f"{read + refused} inputs: ")
    assert f" {refused} refused, 0 already in the ledger" in outcome.out


def test_memory_stays_bounded(outcome: Outcome) -> None:
    assert outcome.memory < MOST_MEMORY


def test_every_refusal_is_one_line_that_names_the_place_and_the_reason(outcome: Outcome) -> None:
    expected = sum(len(made[2]) for made in BAD.values())
    told = [line for line in outcome.complaints if line.startswith("refused ")]
    more = [line for line in outcome.complaints if not line.startswith("refused ")]
    assert len(told) == min(expected, 20)
    assert len(more) == (expected > 20)
    for complaint in told:
        place, _, reason = complaint.removeprefix("refused ").partition(": ")
        assert place.startswith("reports/")
        assert len(reason.split()) > 3
        assert len(complaint) < 400


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_where_it_stands(name: str, ledger: Ledger) -> None:
    here = [refusal for refusal in ledger.refusals() if f"reports/{name}" in refusal.place]
    expected = [(kind, f"reports/{place}") for kind, place in BAD[name][2]]
    assert sorted((refusal.kind, refusal.place) for refusal in here) == sorted(expected)
    assert all("\n" not in refusal.reason for refusal in here)


@pytest.mark.parametrize("name", [name for name in BAD if BAD[name][1]])
def test_what_stands_beside_it_is_coded(name: str, ledger: Ledger) -> None:
    documents = {document.external_id: document for document in ledger.documents()}
    for key in BAD[name][1]:
        assert f"reports/{name}" in documents[key].origin
        claims = list(ledger.claims(documents[key].document_id))
        assert [claim.event_type for claim in claims if claim.role == "incident"] == ["air_strike"], key


@pytest.mark.parametrize("name", [*READ, "0-first.txt", "zz-last.txt"])
def test_what_is_only_odd_is_read(name: str, ledger: Ledger) -> None:
    document = next(one for one in ledger.documents() if one.external_id == name)
    codings = {coding.document_id: coding.outcome for coding in ledger.codings()}
    claims = list(ledger.claims(document.document_id))
    assert codings[document.document_id] == ("nothing" if name == "long-line.txt" else "coded")
    for claim in claims:
        for quote in (claim.trigger, claim.sentence, *claim.tolls):
            assert document.text[quote.start : quote.end] == quote.text


def test_letters_written_from_the_right_and_letters_without_width_hide_no_killing(ledger: Ledger) -> None:
    document = next(one for one in ledger.documents() if one.external_id == "arabic-letters.txt")
    assert "Khan Shaykhun" in document.text
    assert "خان شيخون" in document.text
    strike = next(one for one in ledger.claims(document.document_id) if one.event_type == "air_strike")
    assert [(toll.kind, toll.count.low) for toll in strike.tolls] == [("killed", 9)]
    assert "Khan Shaykhun" in [place.name for place in strike.places]


def test_a_report_of_2087_is_coded_without_that_date(ledger: Ledger) -> None:
    document = next(one for one in ledger.documents() if one.external_id == "from-2087")
    assert document.published.basis != "given"
    assert document.published.days is None or document.published.days.first.year < 2087
    assert all(
        claim.date.days is None or claim.date.days.last.year < 2087
        for claim in ledger.claims(document.document_id)
    )


# --- one after the other -----------------------------------------------------------------------------

SMALL = [name for name in BAD if not name.startswith("huge")]


def call(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stderr


def test_what_was_coded_before_a_bad_input_is_kept(tmp_path: Path) -> None:
    good, path = tmp_path / "good.txt", tmp_path / "war.ledger"
    good.write_text(story("Azaz"))
    assert call("code", good, "--ledger", path) == (0, "")
    with open_ledger(path) as ledger:
        before = ledger.content_digest()
        kept = [claim.claim_id for claim in ledger.claims()]
        incidents = [incident.incident_id for incident in ledger.incidents()]
    assert kept
    for name in ("empty.txt", "picture.txt", "deep.html", "utf16.jsonl"):
        bad = tmp_path / name
        bad.write_bytes(BAD[name][0]())
        status, complaints = call("code", bad, "--ledger", path)
        assert status == 3
        assert complaints.count("\n") == 1
        assert complaints.startswith(f"refused {bad}: ")
        with open_ledger(path) as ledger:
            assert [claim.claim_id for claim in ledger.claims()] == kept
            assert [incident.incident_id for incident in ledger.incidents()] == incidents
            assert ledger.content_digest() != before or not list(ledger.refusals())


def test_a_refusal_is_said_again_by_every_run_that_meets_it(tmp_path: Path) -> None:
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    first = call("code", bad, "--ledger", tmp_path / "war.ledger")
    assert first[0] == 3
    assert call("code", bad, "--ledger", tmp_path / "war.ledger") == first


def test_a_file_that_is_not_there_makes_no_ledger(tmp_path: Path) -> None:
    status, complaint = call("code", tmp_path / "none.txt", "--ledger", tmp_path / "war.ledger")
    assert status == 2
    assert complaint.count("\n") == 1
    assert "none.txt" in complaint
    assert not (tmp_path / "war.ledger").exists()


def test_a_ledger_that_is_none_is_not_written_over(tmp_path: Path) -> None:
    good, path = tmp_path / "good.txt", tmp_path / "letter.ledger"
    good.write_text(story("Azaz"))
    path.write_text("Dear reader, this is no ledger.")
    status, complaint = call("code", good, "--ledger", path)
    assert status == 1
    assert complaint.count("\n") == 1
    assert path.read_text() == "Dear reader, this is no ledger."
