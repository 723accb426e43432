"""What holds of the ledger in a file: nothing changes in it, writers wait, other files are refused."""

from __future__ import annotations

import multiprocessing
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from contested.errors import LedgerBusy, LedgerError, LedgerFormatError
from contested.ledger import Ledger, open_ledger
from contested.ledger import migrations as steps

sys.path.insert(0, str(Path(__file__).parent))

import records_of_tests as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one report."""
    made = tmp_path / "ledger.db"
    with open_ledger(made, create=True) as ledger:
        ledger.start_run(make.a_run())
        add(ledger, "a")
    return made


def add(ledger: Ledger, name: str, run_id: str = "run-1") -> None:
    document = make.report(name)
    ledger.add_report(run_id, document, make.coding(document), claims=[make.claim(document)])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET body = '{}'",
        "UPDATE record SET recorded_at = '2001-01-01' WHERE seq = 1",
        "DELETE FROM record",
        "DELETE FROM record WHERE kind = 'claim'",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE kind = 'claim'",
        "REPLACE INTO record SELECT 99, kind, id, belongs_to, document_id, name, position, size, run_id,"
        " recorded_at, '{}' FROM record WHERE kind = 'claim'",
        "INSERT INTO record SELECT 99, kind, 'x', belongs_to, document_id, name, position, size, run_id,"
        " '2001-01-01T00:00:00.000000Z', '{}' FROM record WHERE kind = 'claim'",
        "UPDATE schema_version SET version = 9",
        "DELETE FROM schema_version",
    ],
)
def test_no_program_changes_or_takes_away_what_was_written(path, statement):
    with open_ledger(path) as ledger:
        before = ledger.content_digest()
    other = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    other.close()
    with open_ledger(path) as ledger:
        assert ledger.content_digest() == before


def test_a_ledger_is_opened_again_with_all_that_it_held(path):
    with open_ledger(path) as ledger:
        before = ledger.content_digest()
        assert ledger.where == str(path)
    with open_ledger(path, create=True) as ledger:
        assert ledger.content_digest() == before
        assert ledger.counts()["documents"] == 1
    assert not path.with_name("ledger.db-wal").exists()


def test_a_missing_file_or_folder_is_named_and_not_made(tmp_path):
    with pytest.raises(LedgerError, match=r"none\.db: there is no such ledger"):
        open_ledger(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(LedgerError, match=r"the folder .*missing does not exist"):
        open_ledger(tmp_path / "missing" / "ledger.db", create=True)
    with pytest.raises(LedgerError, match="this is a folder"):
        open_ledger(tmp_path, create=True)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "content", [b"no ledger at all\n" * 200, b"\x00" * 5000, b"SQLite format 3\x00" + b"\xff" * 900]
)
def test_a_file_that_is_no_ledger_is_refused_and_stays_as_it_is(tmp_path, content, create):
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(content)
    with pytest.raises(LedgerFormatError, match=r"garbage\.db: [^\n]*$"):
        open_ledger(garbage, create=create)
    assert garbage.read_bytes() == content


def test_an_empty_file_is_no_ledger_until_one_is_made_in_it(tmp_path):
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(LedgerFormatError, match="empty"):
        open_ledger(empty)
    with open_ledger(empty, create=True) as ledger:
        assert ledger.counts()["documents"] == 0


@pytest.mark.parametrize("create", [True, False])
def test_the_database_of_another_program_is_refused_and_stays_as_it_is(tmp_path, create):
    theirs = tmp_path / "theirs.db"
    other = sqlite3.connect(theirs)
    other.execute("CREATE TABLE record (seq)")
    other.close()
    before = theirs.read_bytes()
    with pytest.raises(LedgerFormatError, match="another program's database"):
        open_ledger(theirs, create=create)
    assert theirs.read_bytes() == before


def test_a_ledger_of_a_newer_program_is_refused(path):
    other = sqlite3.connect(path)
    other.execute("INSERT INTO schema_version VALUES (99, '2099-01-01')")
    other.commit()
    other.close()
    with pytest.raises(LedgerFormatError, match=r"newer contested wrote this ledger \(format 99"):
        open_ledger(path)


def test_a_ledger_of_an_older_program_is_brought_forward(path, monkeypatch):
    def to_2(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE added_later (x)")

    monkeypatch.setattr("contested.ledger.sqlite.STEPS", (*steps.STEPS, to_2))
    monkeypatch.setattr("contested.ledger.sqlite.NEWEST", 2)
    for _ in range(2):
        with open_ledger(path) as ledger:
            assert ledger.counts()["documents"] == 1
    other = sqlite3.connect(path)
    assert [row[0] for row in other.execute("SELECT version FROM schema_version")] == [1, 2]
    other.close()


def test_a_ledger_that_another_process_holds_is_busy_and_can_still_be_read(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(path, wait_seconds=0.05) as ledger:
        assert len(list(ledger.claims())) == 1
        with pytest.raises(LedgerBusy, match="another process holds the ledger"):
            add(ledger, "b")
        other.execute("COMMIT")
        add(ledger, "b")
        assert len(list(ledger.claims())) == 2
    other.close()


def test_a_reading_left_in_the_middle_hinders_no_writing(path):
    with open_ledger(path) as ledger, open_ledger(path) as second:
        for number in range(300):
            add(ledger, f"r{number}")
        reading = ledger.claims()
        next(reading)
        add(second, "x")
        add(ledger, "y")
        assert ledger.document("x").external_id == "x"
        assert len(list(reading)) == 300


def test_a_full_disk_undoes_the_report_and_keeps_what_went_before(path):
    with open_ledger(path) as ledger:
        connection = ledger._log._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        before = ledger.content_digest()
        large = make.report("large", "Fighters shelled the town. " * 4000)
        with pytest.raises(LedgerError, match="the disk is full; what was recorded before is safe"):
            ledger.add_report("run-1", large, make.coding(large))
        assert ledger.content_digest() == before
        connection.execute("PRAGMA max_page_count = 1000000")
        assert ledger.add_report("run-1", large, make.coding(large)) is True


def test_a_ledger_that_may_not_be_written_says_so(path):
    with open_ledger(path) as ledger:
        ledger._log._connection.execute("PRAGMA query_only = ON")
        with pytest.raises(LedgerError, match="read-only"):
            add(ledger, "b")


def test_a_ledger_in_a_folder_that_may_not_be_written_can_be_read(path, monkeypatch):
    # Tests may run as root, who may write everywhere: hence the question is answered for them.
    monkeypatch.setattr("contested.ledger.sqlite.os.access", lambda *_: False)
    with open_ledger(path) as ledger:
        assert len(list(ledger.claims())) == 1
        with pytest.raises(LedgerError, match="read-only"):
            add(ledger, "b")
    assert {it.name for it in path.parent.iterdir()} == {"ledger.db"}


def _add_fifty(path: Path, writer: int, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    with open_ledger(path, create=True) as ledger:
        for number in range(50):
            add(ledger, f"w{writer}-{number}", f"run-{writer}")
            add(ledger, f"shared-{number}", f"run-{writer}")


@pytest.mark.parametrize("there_before", [True, False])
def test_four_writers_at_once_lose_nothing_and_write_nothing_twice(tmp_path, there_before):
    path = tmp_path / "ledger.db"
    if there_before:
        open_ledger(path, create=True).close()
    context = multiprocessing.get_context("fork")
    start = context.Event()
    writers = [context.Process(target=_add_fifty, args=(path, number, start)) for number in range(4)]
    for writer in writers:
        writer.start()
    start.set()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0] * 4
    with open_ledger(path) as ledger:
        assert ledger.counts()["documents"] == ledger.counts()["codings"] == ledger.counts()["claims"] == 250


def test_threads_of_one_server_share_a_ledger(path):
    with open_ledger(path) as ledger:
        failures: list[Exception] = []

        def work(number: int) -> None:
            try:
                for step in range(10):
                    add(ledger, f"t{number}-{step}")
                    assert len(list(ledger.claims())) > step
            except Exception as error:  # noqa: BLE001
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert ledger.counts()["documents"] == 41


def test_readings_use_an_index(path):
    """A reading that goes over all rows is no reading for a hundred thousand reports."""
    with open_ledger(path) as ledger:
        connection, statements = ledger._log._connection, []
        connection.set_trace_callback(statements.append)
        document = next(ledger.documents())
        list(ledger.codings_of(document.document_id))
        list(ledger.claims())
        list(ledger.incidents())
        list(ledger.refusals())
        list(ledger.judgements())
        list(ledger.runs())
        ledger.counts()
        ledger.document("a")
        ledger.claim(make.claim(document).claim_id)
        connection.set_trace_callback(None)
        asked = {statement for statement in statements if statement.startswith(("SELECT", "WITH"))}
        plans = {
            row[3]: statement
            for statement in asked
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        }
    scans = {plan: it for plan, it in plans.items() if plan.startswith("SCAN record") and "INDEX" not in plan}
    assert scans == {}
