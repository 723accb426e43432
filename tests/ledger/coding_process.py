"""Codes a dozen reports into a ledger; killed by tests at any moment, or by itself at a chosen one.

Usage: coding_process.py LEDGER [KILL_AT]: the number of the SQL statement before which it kills itself.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import records_of_tests as make

from contested.ledger import open_ledger
from contested.pipeline.run import run
from contested.records import Refusal

REPORTS = 12


def inputs():
    for number in range(REPORTS):
        if number == 3:
            yield Refusal.of("reports.jsonl line 3", "broken", "this line is no JSON")
        yield make.report(f"r{number}", "nothing to see" if number == 5 else make.report("x").text)


class Printing:
    """Says what was acknowledged: the parent holds the ledger to it."""

    def advance(self, outcome: str, place: str) -> None:
        print(outcome, place, flush=True)


def killing_itself_at(kill_at: int) -> None:
    """Make every connection count its writing statements and kill the process before one of them."""
    connect = sqlite3.connect
    seen = 0

    def watch(statement: str) -> None:
        nonlocal seen
        if not statement.startswith(("BEGIN", "COMMIT", "INSERT", "CREATE", "PRAGMA")):
            return
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connecting(*arguments, **named):
        connection = connect(*arguments, **named)
        connection.set_trace_callback(watch)
        return connection

    sqlite3.connect = connecting  # type: ignore[assignment]


def main() -> None:
    if len(sys.argv) > 2:
        killing_itself_at(int(sys.argv[2]))
    with open_ledger(sys.argv[1], create=True) as ledger:
        run(
            inputs(),
            make.FakeCoder(),
            ledger,
            version="0.1",
            inputs_named=["reports.jsonl"],
            progress=Printing(),
            finish=make.finish,
        )
    print("done", flush=True)


if __name__ == "__main__":
    main()
