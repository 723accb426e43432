"""``contested code`` killed at any moment and started again comes to what an undisturbed run comes to."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from contested.ledger import open_ledger
from reports_of_tests import exported

PROGRAM = "from contested.cli import main; main()"
PLACES = "Azaz Marea Idlib Binnish Saraqib Daraa Homs Hama Raqqa Palmyra".split()
GROUPS = ["Ahrar al-Sham", "Jabhat al-Nusra", "The Levant Front", "Jaish al-Islam", "The Free Syrian Army"]
REPORTS = 40


def text(number: int) -> str:
    """A report of a few killings; every fourth is told again by the next in other words."""
    random = Random(number // 4)
    place, group, dead = random.choice(PLACES), random.choice(GROUPS), random.randrange(3, 90)
    told = [
        f"{group} attacked an army post in {place} on {1 + number // 4} June 2016, killing {dead} soldiers.",
        f"At least {dead - 1} soldiers died when {group} stormed an army post in {place}, medics said.",
    ]
    more = (
        f"On {1 + number % 28} {month} the army shelled {PLACES[(number + at) % 10]}, killing {number} men. "
        f"A spokesman said residents fled to {PLACES[(number + at + 4) % 10]}, and two of them were wounded."
        for at, month in enumerate(["March", "May", "July"])
    )
    return "\n\n".join([told[number % 2], *more])


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    rows = [
        json.dumps(
            {"id": f"r{number}", "published": "2016-06-20", "source": f"S{number % 7}", "text": text(number)}
        )
        for number in range(REPORTS)
    ]
    path.write_text("\n".join([*rows[:20], "{broken", *rows[20:]]) + "\n")
    return path


def process(reports: Path, ledger: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "code", str(reports), "--ledger", str(ledger)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def codings(ledger: Path) -> int:
    """How many reports are coded, seen from outside while the ledger is written."""
    try:
        connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM record WHERE kind = 'coding'").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


def killed_at(reports: Path, ledger: Path, coded: int, after: float) -> int:
    """Start coding, kill it once ``coded`` reports are there and ``after`` seconds have passed."""
    coding = process(reports, ledger)
    until = time.monotonic() + 60
    while codings(ledger) < coded and coding.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(after)
    coding.send_signal(signal.SIGKILL)
    return coding.wait(timeout=30)


def test_killed_again_and_again_it_comes_to_the_same_content(reports: Path, tmp_path: Path) -> None:
    random, path, undisturbed = Random(), tmp_path / "war.ledger", tmp_path / "undisturbed.ledger"
    whole_run = process(reports, undisturbed)  # beside the others: two cores are better than one
    statuses, seen = [], []
    # At the beginning, in the middle, and when all reports are coded and incidents are being built.
    for coded in (random.randrange(1, 12), random.randrange(12, 34), REPORTS):
        statuses.append(killed_at(reports, path, coded, random.random() / 50))
        seen.append(codings(path))
        with open_ledger(path) as ledger:
            for coding in ledger.codings():
                there = len(list(ledger.claims(coding.document_id)))
                assert there == dict(coding.counts)["claims"]
    assert statuses == [-signal.SIGKILL] * 3, (statuses, seen)
    assert seen == sorted(seen)
    assert any(0 < count < REPORTS for count in seen)
    assert process(reports, path).wait(timeout=60) == 3
    assert whole_run.wait(timeout=60) == 3
    with open_ledger(path) as ledger, open_ledger(undisturbed) as whole:
        assert whole.counts()["codings"] == REPORTS
        assert whole.counts()["incidents"] > 0
        assert list(ledger.incidents()) == list(whole.incidents())
        assert ledger.content_digest() == whole.content_digest()
        assert sum(run.finished is None for run in ledger.runs()) == 3
    assert exported(path, tmp_path / "one") == exported(undisturbed, tmp_path / "two")
