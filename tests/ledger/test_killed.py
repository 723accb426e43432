"""A process that is killed, at every point, loses nothing that it acknowledged and spoils nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from contested.ledger import Ledger, open_ledger

HERE = Path(__file__).parent
SCRIPT = HERE / "coding_process.py"


def process(ledger: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(ledger), *more], stdout=subprocess.PIPE, text=True
    )


def code_to_the_end(ledger: Path) -> list[str]:
    done = process(ledger)
    said, _ = done.communicate(timeout=30)
    assert done.returncode == 0
    return said.splitlines()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("undisturbed") / "ledger.db"
    code_to_the_end(path)
    with open_ledger(path) as ledger:
        return ledger.content_digest()


def acknowledged_is_there(ledger: Ledger, said: list[str]) -> bool:
    origins = {document.origin for document in ledger.documents()}
    refused = {refusal.place for refusal in ledger.refusals()}
    pairs = [line.split(" ", 1) for line in said if " " in line]
    return all(place in (refused if fate == "refused" else origins) for fate, place in pairs)


def every_report_is_whole(ledger: Ledger) -> bool:
    return all(
        len(list(ledger.claims(coding.document_id))) == dict(coding.counts)["claims"]
        and len(ledger.mentions(coding.document_id)) == dict(coding.counts)["mentions"]
        for coding in ledger.codings()
    )


def killed_inside(path: Path, kill_at: int) -> tuple[int, list[str]]:
    """In a fork of this process: starting Python anew for each of the points would take minutes."""
    out = path.with_suffix(".said")
    child = os.fork()
    if child == 0:
        try:
            sys.path.insert(0, str(HERE))
            import coding_process

            sys.argv = ["coding_process", str(path), str(kill_at)]
            sys.stdout = out.open("w")
            coding_process.main()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return status, out.read_text().splitlines() if out.exists() else []


def test_killed_before_every_statement_it_goes_on_to_the_same_content(tmp_path, undisturbed):
    kills = 0
    # Every statement of the beginning (the making of the file, the first reports), then every seventh.
    for kill_at in [*range(1, 60), *range(60, 2000, 7)]:
        path = tmp_path / f"{kill_at}.db"
        status, said = killed_inside(path, kill_at)
        if not os.WIFSIGNALED(status):
            break
        kills += 1
        if said:
            with open_ledger(path) as ledger:
                assert acknowledged_is_there(ledger, said)
                assert every_report_is_whole(ledger)
        assert killed_inside(path, 10**9)[0] == 0
        with open_ledger(path) as ledger:
            assert ledger.content_digest() == undisturbed, kill_at
    assert kills > 70


def test_killed_again_and_again_it_still_comes_to_the_same_content(tmp_path, undisturbed):
    path = tmp_path / "ledger.db"
    statuses = [killed_inside(path, kill_at)[0] for kill_at in range(25, 80, 3)]
    assert any(os.WIFSIGNALED(status) for status in statuses)
    killed_inside(path, 10**9)
    with open_ledger(path) as ledger:
        assert ledger.content_digest() == undisturbed
        assert sum(1 for state in ledger.runs() if state.finished is None) >= 3


def test_killed_from_outside_at_random_moments(tmp_path, undisturbed):
    random, path, said = Random(7), tmp_path / "ledger.db", []
    for _ in range(6):
        coding = process(path)
        assert coding.stdout
        for _ in range(random.randrange(1, 5)):
            said.append(coding.stdout.readline().strip())
        time.sleep(random.random() / 300)
        coding.send_signal(signal.SIGKILL)
        said += [
            line.strip() for line in coding.stdout.read().splitlines(keepends=True) if line.endswith("\n")
        ]
        coding.wait()
        with open_ledger(path) as ledger:
            assert acknowledged_is_there(ledger, [line.replace("already", "coded") for line in said])
    assert code_to_the_end(path)[-1] == "done"
    with open_ledger(path) as ledger:
        assert ledger.content_digest() == undisturbed
        assert ledger.counts()["codings"] == 12
