"""A log in one SQLite file. What was acknowledged is there, whatever happens to the process.

Write-ahead log, ``BEGIN IMMEDIATE`` and a busy timeout: writers wait for each other instead of failing,
readers wait for nobody. ``synchronous=FULL``: a commit is on the disk before it is acknowledged. NORMAL
would survive a killed process as well, but a power cut could take a person's last decisions; the
``fsync`` costs about 1 ms a report, less than a tenth of coding it.

Every reading fetches a page and closes its cursor. A cursor left open in the middle of a loop would hold
the connection to an old state, and the next write of this process would fail.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from time import monotonic, sleep
from typing import Any

from contested.errors import LedgerBusy, LedgerError, LedgerFormatError
from contested.ledger.base import Clock, NewRow, Row, RowKind, now
from contested.ledger.ledger import Ledger
from contested.ledger.migrations import NEWEST, STEPS

APPLICATION_ID = 0x434E5453  # "CNTS": what `file` and this program know a ledger by
WAIT_SECONDS = 30.0  # a writer of the same ledger holds it for milliseconds; who waits longer waits in vain
PAGE = 200  # rows a reading fetches at once: some 200 kB of claims
_COLUMNS = "seq, kind, id, belongs_to, document_id, run_id, recorded_at, body"
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"  # of fixed width, so that times sort as text


def open_ledger(
    path: str | Path, create: bool = False, *, wait_seconds: float = WAIT_SECONDS, clock: Clock = now
) -> Ledger:
    """The ledger in the file ``path``; ``create`` makes one where there is none.

    Raises LedgerError (no such file or folder, not to be read or written), LedgerFormatError (no ledger,
    or a newer one) and LedgerBusy (another process held it for more than ``wait_seconds``).
    """
    return Ledger(SqliteLog(Path(path), create=create, wait_seconds=wait_seconds, clock=clock))


class SqliteLog:
    """Rows in the table ``record``; its columns are documented in :mod:`contested.ledger.base`."""

    def __init__(
        self, path: Path, *, create: bool = False, wait_seconds: float = WAIT_SECONDS, clock: Clock = now
    ) -> None:
        self._path = path
        self._clock = clock
        self._wait = wait_seconds
        self._lock = RLock()  # one connection for all threads of a server: statements take turns
        _check_path(path, create)
        with self._errors():
            self._connection = _connect(path, create, wait_seconds)
        try:
            with self._errors():
                self._prepare(create)
        except BaseException:
            self._connection.close()
            raise

    @property
    def where(self) -> str:
        """The path as it was given."""
        return str(self._path)

    def close(self) -> None:
        """Close the file; SQLite then folds the write-ahead log into it."""
        with self._lock:
            self._connection.close()

    # ------------------------------------------------------------------ opening

    def _prepare(self, create: bool) -> None:
        version = self._version()
        if version == 0 and not create:
            raise LedgerFormatError(f"{self.where}: this file is empty, no ledger")
        if version > NEWEST:
            raise LedgerFormatError(
                f"{self.where}: a newer contested wrote this ledger"
                f" (format {version}; this one reads up to {NEWEST})"
            )
        if version < NEWEST:
            self._write_ahead()
            self._migrate()

    def _version(self) -> int:
        """The format of the file: 0 for a database without anything in it."""
        with self._errors():
            application = self._value("PRAGMA application_id")
            if application == 0 and not self._value("SELECT count(*) FROM sqlite_schema"):
                return 0
            if application != APPLICATION_ID:
                raise LedgerFormatError(f"{self.where}: this is another program's database, no ledger")
            return int(self._value("SELECT max(version) FROM schema_version") or 0)

    def _write_ahead(self) -> None:
        """Switch to the write-ahead log; two processes that create one ledger wait for each other here.

        SQLite does not apply its busy timeout to this switch, so the waiting is done by hand.
        """
        until = monotonic() + self._wait
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if _code(error) not in _BUSY or monotonic() > until:
                    raise
                sleep(0.01)

    def _migrate(self) -> None:
        with self._transaction():
            for version in range(self._version() + 1, NEWEST + 1):  # asked again: now we hold the lock
                STEPS[version - 1](self._connection)
                self._connection.execute(
                    "INSERT INTO schema_version VALUES (?, ?)", (version, _as_text(self._clock()))
                )
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    # ------------------------------------------------------------------ writing

    @contextmanager
    def write(self, run_id: str) -> Iterator[_SqliteWriter]:
        """One immediate transaction. Its time is never before that of the row written last."""
        with self._transaction():
            last = self._rows("ORDER BY seq DESC LIMIT 1", ())
            time = self._clock()
            yield _SqliteWriter(self, run_id, max(time, last[0].recorded_at) if last else time)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock, self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have undone it already
                    self._connection.execute("ROLLBACK")
                raise

    def _insert(self, row: NewRow, run_id: str, time: str) -> None:
        self._connection.execute(
            "INSERT INTO record (kind, id, belongs_to, document_id, name, position, size, run_id,"
            " recorded_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.kind,
                row.id,
                row.belongs_to,
                row.document_id,
                row.name,
                row.position,
                row.size,
                run_id,
                time,
                row.body,
            ),
        )

    # ------------------------------------------------------------------ reading

    def last(self, at: datetime | None = None) -> int:
        """The number of the last row recorded at or before ``at``; times grow with the numbers."""
        high = int(self._value("SELECT max(seq) FROM record") or 0)
        if at is None:
            return high
        moment, low = _as_text(at), 0
        while low < high:  # the first row after `at` is found by halving: no index on times is needed
            middle = (low + high + 1) // 2
            time = self._value(
                "SELECT recorded_at FROM record WHERE seq >= ? ORDER BY seq LIMIT 1", (middle,)
            )
            low, high = (middle, high) if time <= moment else (low, middle - 1)
        return low

    def find(self, kind: RowKind, row_id: str, upto: int) -> list[Row]:
        """All rows of this kind and id, oldest first."""
        return self._rows("WHERE kind = ? AND id = ? AND seq <= ? ORDER BY seq", (kind, row_id, upto))

    def beginning(self, kind: RowKind, prefix: str, belongs_to: str, upto: int, limit: int) -> list[Row]:
        """Rows whose id begins so, by id."""
        return self._rows(
            "WHERE kind = ? AND id >= ? AND id < ? AND belongs_to = ? AND seq <= ? ORDER BY id LIMIT ?",
            (kind, prefix, prefix + "\U0010ffff", belongs_to, upto, limit),
        )

    def within(self, belongs_to: str, kind: RowKind, upto: int) -> Iterator[Row]:
        """Rows that belong to a coding or build, by position and id, a page at a time."""
        position, row_id = -1, ""
        while True:
            page = self._all(
                f"SELECT position, {_COLUMNS} FROM record WHERE belongs_to = ? AND kind = ? AND seq <= ?"
                " AND (position, id) > (?, ?) ORDER BY position, id LIMIT ?",
                (belongs_to, kind, upto, position, row_id, PAGE),
            )
            yield from (_row(values[1:]) for values in page)
            if len(page) < PAGE:
                return
            position, row_id = page[-1][0], page[-1][3]

    def of_kind(self, kind: RowKind, upto: int) -> Iterator[Row]:
        """All rows of a kind, oldest first; fast for the kinds of the index ``record_few``."""
        # The kind is written out, not bound: only so SQLite sees that the partial index serves.
        condition = f"WHERE kind = '{kind}' AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?"
        after = 0
        while True:
            rows = self._rows(condition, (after, upto, PAGE))
            yield from rows
            if len(rows) < PAGE:
                return
            after = rows[-1].seq

    def of_document(self, kind: RowKind, document_id: str, upto: int) -> list[Row]:
        """The rows of a kind about one document, oldest first."""
        return self._rows(
            f"WHERE kind = '{kind}' AND document_id = ? AND seq <= ? ORDER BY seq", (document_id, upto)
        )

    def turn(self, subject: str, upto: int) -> str | None:
        """The coding or build that is current for ``subject``."""
        whole: str | None = self._value(
            "SELECT belongs_to FROM record WHERE kind = 'turn' AND document_id = ? AND seq <= ?"
            " ORDER BY seq DESC LIMIT 1",
            (subject, upto),
        )
        return whole

    def documents(self, upto: int) -> Iterator[str]:
        """The ids of all documents, by external id and id, a page at a time."""
        after = ("", "")
        while True:
            page = self._all(
                "SELECT DISTINCT name, id FROM record WHERE kind = 'document' AND seq <= ?"
                " AND (name, id) > (?, ?) ORDER BY name, id LIMIT ?",
                (upto, *after, PAGE),
            )
            yield from (document_id for _, document_id in page)
            if len(page) < PAGE:
                return
            after = page[-1]

    def named(self, external_id: str, upto: int) -> list[str]:
        """The ids of the documents of this external id, sorted."""
        found = self._all(
            "SELECT DISTINCT id FROM record WHERE kind = 'document' AND name = ? AND seq <= ? ORDER BY id",
            (external_id, upto),
        )
        return [document_id for (document_id,) in found]

    def sizes(self, upto: int) -> dict[str, int]:
        """How many records of each kind belong to what is current for its subject."""
        found = self._all(
            "WITH latest AS (SELECT max(seq) AS seq FROM record WHERE kind = 'turn' AND seq <= ?"
            " GROUP BY document_id)"
            " SELECT part.kind, sum(part.size) FROM latest JOIN record AS turn USING (seq)"
            " CROSS JOIN record AS part ON part.belongs_to = turn.belongs_to"
            " WHERE part.kind != 'turn' AND part.seq <= ? GROUP BY part.kind",
            (upto, upto),
        )
        return dict(found)

    def _rows(self, condition: str, values: tuple[Any, ...]) -> list[Row]:
        return [_row(found) for found in self._all(f"SELECT {_COLUMNS} FROM record {condition}", values)]

    def _value(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        found = self._all(statement, values)
        return found[0][0] if found else None

    def _all(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        with self._lock, self._errors():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """SQLite's errors as ours, in one line that names the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise _as_ledger_error(error, self.where) from error


class _SqliteWriter:
    def __init__(self, log: SqliteLog, run_id: str, time: datetime) -> None:
        self._log, self._run_id, self._time = log, run_id, _as_text(time)

    def add(self, row: NewRow) -> bool:
        if self.has(row.kind, row.id, row.belongs_to):
            return False
        self._log._insert(row, self._run_id, self._time)
        return True

    def turn(self, subject: str) -> str | None:
        return self._log.turn(subject, self._log.last())

    def has(self, kind: RowKind, row_id: str, belongs_to: str = "") -> bool:
        named = "SELECT 1 FROM record WHERE kind = ? AND id = ? AND belongs_to = ?"
        return self._log._value(named, (kind, row_id, belongs_to)) is not None


def _check_path(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: this is a folder, no ledger")
    if not path.exists() and not create:
        raise LedgerError(f"{path}: there is no such ledger")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist")


def _connect(path: Path, create: bool, wait_seconds: float) -> sqlite3.Connection:
    # A path as URI, with `mode`: else SQLite would make a file where one was only to be opened.
    mode = "rwc" if create else "rw"
    if _is_archived(path):
        mode = "ro&immutable=1"  # no lock file can be made beside it, so SQLite would not even read
    address = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _is_archived(path: Path) -> bool:
    """In a folder that we may not write, and open nowhere else (its write-ahead log would be there)."""
    waiting = path.with_name(f"{path.name}-wal")
    return path.exists() and not os.access(path.parent, os.W_OK) and not waiting.exists()


def _row(values: tuple[Any, ...]) -> Row:
    seq, kind, row_id, belongs_to, document_id, run_id, recorded_at, body = values
    time = datetime.fromisoformat(recorded_at)
    return Row(seq, kind, row_id, belongs_to, document_id, run_id, time, body)


def _as_text(time: datetime) -> str:
    return time.astimezone(UTC).strftime(_TIME)


_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.Error) -> int:
    """The primary result code: the low byte of the extended one (sqlite.org/rescode.html)."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _as_ledger_error(error: sqlite3.Error, where: str) -> LedgerError:
    code = _code(error)
    if code in _BUSY:
        return LedgerBusy(f"{where}: another process holds the ledger; try again later")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return LedgerFormatError(f"{where}: this file is no ledger")
    if code == sqlite3.SQLITE_CORRUPT:
        return LedgerFormatError(f"{where}: the ledger is damaged ({error})")
    known = {
        sqlite3.SQLITE_FULL: "the disk is full; what was recorded before is safe",
        sqlite3.SQLITE_READONLY: "the ledger cannot be written (read-only)",
        sqlite3.SQLITE_CANTOPEN: "the ledger cannot be opened (permission, or folder not writable)",
        sqlite3.SQLITE_IOERR: f"the disk failed ({error})",
    }
    return LedgerError(f"{where}: {known.get(code, error)}")
