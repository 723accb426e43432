"""From every released shape of the SQLite ledger to the present one, a step a version, forward only.

A step runs inside the transaction that writes its version down: a ledger is never between two versions.
To add one: write ``_to_2`` and append it to :data:`STEPS`. A step that is released is never edited.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Step = Callable[[sqlite3.Connection], None]


def _to_1(connection: sqlite3.Connection) -> None:
    """The first shape: one log, readable in the order in which it was written and by what it is about."""
    for statement in _VERSION_1:
        connection.execute(statement)


# Triggers hold the promise against other programs as well. INSERT OR REPLACE deletes without firing a
# delete trigger (unless recursive_triggers is on), hence the third one.
_VERSION_1 = (
    """CREATE TABLE schema_version (version INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL)""",
    """CREATE TABLE record (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        belongs_to TEXT NOT NULL,
        document_id TEXT NOT NULL,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        size INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (kind, id, belongs_to)
    )""",
    "CREATE INDEX record_within ON record (belongs_to, kind, position, id)",
    "CREATE INDEX record_turn ON record (document_id, seq, belongs_to) WHERE kind = 'turn'",
    "CREATE INDEX record_coding ON record (document_id, seq) WHERE kind = 'coding'",
    "CREATE INDEX record_document ON record (name, id, seq) WHERE kind = 'document'",
    """CREATE INDEX record_few ON record (kind, seq)
        WHERE kind IN ('run', 'run_end', 'judgement', 'refusal', 'build', 'coding')""",
    """CREATE TRIGGER record_keeps_its_rows BEFORE DELETE ON record
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no row is deleted'); END""",
    """CREATE TRIGGER record_changes_no_row BEFORE UPDATE ON record
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no row is changed'); END""",
    """CREATE TRIGGER record_replaces_no_row BEFORE INSERT ON record
        WHEN EXISTS (SELECT 1 FROM record WHERE seq = NEW.seq)
          OR EXISTS (SELECT 1 FROM record
                     WHERE kind = NEW.kind AND id = NEW.id AND belongs_to = NEW.belongs_to)
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no row is replaced'); END""",
    """CREATE TRIGGER record_times_go_forward BEFORE INSERT ON record
        WHEN NEW.recorded_at < (SELECT recorded_at FROM record ORDER BY seq DESC LIMIT 1)
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no row is dated back'); END""",
    """CREATE TRIGGER version_keeps_its_rows BEFORE DELETE ON schema_version
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no row is deleted'); END""",
    """CREATE TRIGGER version_changes_no_row BEFORE UPDATE ON schema_version
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no row is changed'); END""",
)

STEPS: tuple[Step, ...] = (_to_1,)
NEWEST = len(STEPS)
