"""A log in memory: for tests and for looking at a few reports without leaving anything behind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from contested.ledger.base import Clock, NewRow, Row, RowKind, now
from contested.ledger.ledger import Ledger

_Entry = tuple[Row, NewRow]


def memory_ledger(clock: Clock = now) -> Ledger:
    """An empty ledger that is gone with the program."""
    return Ledger(MemoryLog(clock))


class MemoryLog:
    """Rows in a list; the dictionaries only find them faster."""

    where = "memory"

    def __init__(self, clock: Clock = now) -> None:
        self._clock = clock
        self._lock = RLock()
        self._entries: list[_Entry] = []
        self._by_id: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._by_whole: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
        self._by_document: dict[tuple[str, str], list[_Entry]] = defaultdict(list)

    @contextmanager
    def write(self, run_id: str) -> Iterator[_MemoryWriter]:
        """One transaction: rows are put aside and join the log together at the end."""
        with self._lock:
            last = self._entries[-1][0].recorded_at if self._entries else None
            time = self._clock()
            writer = _MemoryWriter(self, run_id, max(time, last) if last else time)
            yield writer
            for entry in writer.entries:
                self._join(entry)

    def _join(self, entry: _Entry) -> None:
        row = entry[0]
        self._entries.append(entry)
        self._by_id[row.kind, row.id].append(entry)
        self._by_whole[row.belongs_to, row.kind].append(entry)
        self._by_document[row.kind, row.document_id].append(entry)

    def last(self, at: datetime | None = None) -> int:
        """The number of the last row recorded at or before ``at``."""
        known = (row.seq for row, _ in reversed(self._entries) if at is None or row.recorded_at <= at)
        return next(known, 0)

    def find(self, kind: RowKind, row_id: str, upto: int) -> list[Row]:
        """All rows of this kind and id, oldest first."""
        return [row for row, _ in self._by_id.get((kind, row_id), ()) if row.seq <= upto]

    def beginning(self, kind: RowKind, prefix: str, belongs_to: str, upto: int, limit: int) -> list[Row]:
        """Rows whose id begins so, by id."""
        rows = [
            row
            for row, _ in self._by_whole.get((belongs_to, kind), ())
            if row.seq <= upto and row.id.startswith(prefix)
        ]
        return sorted(rows, key=lambda row: row.id)[:limit]

    def within(self, belongs_to: str, kind: RowKind, upto: int) -> Iterator[Row]:
        """Rows that belong to a coding or build, by position and id."""
        entries = [entry for entry in self._by_whole.get((belongs_to, kind), ()) if entry[0].seq <= upto]
        entries.sort(key=lambda entry: (entry[1].position, entry[0].id))
        return (row for row, _ in entries)

    def of_kind(self, kind: RowKind, upto: int) -> Iterator[Row]:
        """All rows of a kind, oldest first."""
        return iter([row for row, _ in self._entries if row.kind == kind and row.seq <= upto])

    def of_document(self, kind: RowKind, document_id: str, upto: int) -> list[Row]:
        """The rows of a kind about one document, oldest first."""
        return [row for row, _ in self._by_document.get((kind, document_id), ()) if row.seq <= upto]

    def turn(self, subject: str, upto: int) -> str | None:
        """The coding or build that is current for ``subject``."""
        turns = self.of_document("turn", subject, upto)
        return turns[-1].belongs_to if turns else None

    def documents(self, upto: int) -> Iterator[str]:
        """The ids of all documents, by external id and id."""
        names = {
            (new.name, row.id) for row, new in self._entries if row.kind == "document" and row.seq <= upto
        }
        return iter([document_id for _, document_id in sorted(names)])

    def named(self, external_id: str, upto: int) -> list[str]:
        """The ids of the documents of this external id, sorted."""
        return sorted(
            {
                row.id
                for row, new in self._entries
                if row.kind == "document" and new.name == external_id and row.seq <= upto
            }
        )

    def sizes(self, upto: int) -> dict[str, int]:
        """How many records of each kind belong to what is current for its subject."""
        current = {row.document_id: row.belongs_to for row in self.of_kind("turn", upto)}
        wholes = set(current.values())
        sizes: Counter[str] = Counter()
        for row, new in self._entries:
            if row.belongs_to in wholes and row.seq <= upto and row.kind != "turn":
                sizes[row.kind] += new.size
        return dict(sizes)

    def close(self) -> None:
        """Nothing is held."""


class _MemoryWriter:
    def __init__(self, log: MemoryLog, run_id: str, time: datetime) -> None:
        self.entries: list[_Entry] = []
        self._log, self._run_id, self._time = log, run_id, time
        self._first = log.last() + 1
        self._names: set[tuple[str, str, str]] = set()

    def add(self, row: NewRow) -> bool:
        if self.has(row.kind, row.id, row.belongs_to):
            return False
        seq = self._first + len(self.entries)
        written = Row(
            seq, row.kind, row.id, row.belongs_to, row.document_id, self._run_id, self._time, row.body
        )
        self.entries.append((written, row))
        self._names.add((row.kind, row.id, row.belongs_to))
        return True

    def turn(self, subject: str) -> str | None:
        for row, _ in reversed(self.entries):
            if row.kind == "turn" and row.document_id == subject:
                return row.belongs_to
        return self._log.turn(subject, self._first)

    def has(self, kind: RowKind, row_id: str, belongs_to: str = "") -> bool:
        if (kind, row_id, belongs_to) in self._names:
            return True
        return any(row.belongs_to == belongs_to for row in self._log.find(kind, row_id, self._first))
