"""The contract between a ledger and what keeps its rows.

A log believes two things: a row that was written stays as it is, and a row written later has a higher
number and no earlier time. So "as known at a time" is one number, and every reading of rows up to that
number is the same reading for ever, while others go on writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

RowKind = Literal[
    "document",
    "coding",
    "mentions",  # all mentions of one coding in one row, see ledger.py
    "claim",
    "relation",
    "refusal",
    "turn",  # from here on ``belongs_to`` is the current coding or build of ``document_id``
    "build",
    "incident",
    "derivation",
    "judgement",
    "run",
    "run_end",
]
Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be written. ``(kind, id, belongs_to)`` names it and is there once.

    ``belongs_to`` is the coding or build that it is part of, "" for none; ``document_id`` the report (or
    the subject of a turn); ``name`` the external id of a document; ``position`` orders rows of one kind
    within what they belong to, before their ids; ``size`` is the number of records in ``body`` (JSON).
    """

    kind: RowKind
    id: str
    body: str
    belongs_to: str = ""
    document_id: str = ""
    name: str = ""
    position: int = 0
    size: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was written: its number, the run that wrote it, and the ledger's time of it (UTC)."""

    seq: int
    kind: str
    id: str
    belongs_to: str
    document_id: str
    run_id: str
    recorded_at: datetime
    body: str


class Writer(Protocol):
    """One exclusive transaction: all of its rows are there afterwards, or none."""

    def add(self, row: NewRow) -> bool:
        """Write a row; False, and no change, where one of that name is there."""
        ...

    def turn(self, subject: str) -> str | None:
        """What is current for ``subject`` at this moment of the transaction."""
        ...

    def has(self, kind: RowKind, row_id: str, belongs_to: str = "") -> bool:
        """Whether the row of this name is there."""
        ...


class Log(Protocol):
    """What keeps the rows. ``upto`` is the highest row number that a reading sees."""

    @property
    def where(self) -> str:
        """The place of the log in words for a person: a path, "memory"."""
        ...

    def write(self, run_id: str) -> AbstractContextManager[Writer]:
        """Begin a transaction; it is committed at the end and undone by an exception."""
        ...

    def last(self, at: datetime | None = None) -> int:
        """The number of the last row recorded at or before ``at`` (None: of all); 0 for none."""
        ...

    def find(self, kind: RowKind, row_id: str, upto: int) -> list[Row]:
        """All rows of this kind and id, in whatever they belong to, oldest first."""
        ...

    def beginning(self, kind: RowKind, prefix: str, belongs_to: str, upto: int, limit: int) -> list[Row]:
        """Rows whose id begins so, by id."""
        ...

    def within(self, belongs_to: str, kind: RowKind, upto: int) -> Iterator[Row]:
        """Rows that belong to a coding or build, by position and id."""
        ...

    def of_kind(self, kind: RowKind, upto: int) -> Iterator[Row]:
        """All rows of a kind, oldest first."""
        ...

    def of_document(self, kind: Literal["coding"], document_id: str, upto: int) -> list[Row]:
        """The rows of a kind about one document, oldest first."""
        ...

    def turn(self, subject: str, upto: int) -> str | None:
        """The coding or build that is current for ``subject``."""
        ...

    def documents(self, upto: int) -> Iterator[str]:
        """The ids of all documents, by external id and id."""
        ...

    def named(self, external_id: str, upto: int) -> Sequence[str]:
        """The ids of the documents of this external id, sorted."""
        ...

    def sizes(self, upto: int) -> dict[str, int]:
        """How many records of each kind belong to what is current for its subject."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
