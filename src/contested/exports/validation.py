"""Whether a folder is a sound export: every line against its schema, every id and offset against the texts.

A problem names file and line. Lines are read one by one; only texts and ids are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from contested.errors import UsageError
from contested.exports.rows import ROWS
from contested.exports.schemas import schema

_FIRST_NEEDED = ("documents", "incidents", "claims", "mentions", "relations")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file} line {self.line}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(slots=True)
class _Seen:
    texts: dict[str, str] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)


def problems(folder: Path) -> Iterator[Problem]:
    """Everything wrong in an exported folder, in order of file and line; nothing for a sound one.

    Raises:
        UsageError: there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; give the folder of an export")
    return _problems(folder)


def _problems(folder: Path) -> Iterator[Problem]:
    seen = _Seen()
    for name in _FIRST_NEEDED:
        path = folder / f"{name}.jsonl"
        if path.is_file():
            yield from _of_file(name, path, seen)
        else:
            yield Problem(path.name, 0, "this file of the export is missing")


def _of_file(name: str, path: Path, seen: _Seen) -> Iterator[Problem]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            for message in _of_line(name, line, seen):
                yield Problem(path.name, number, message)


def _of_line(name: str, line: bytes, seen: _Seen) -> Iterator[str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        yield f"not JSON: {error}"
        return
    worst = None if _fits(name, line) else best_match(_validator(name).iter_errors(row))
    if worst:
        where = "/".join(map(str, worst.absolute_path))
        yield f"{where + ': ' if where else ''}{worst.message[:200]}"
        return
    yield from _of_row(name, row, seen)


def _fits(name: str, line: bytes) -> bool:
    """Whether a line is a row as it is, found a hundred times faster than by its schema.

    The schema is made from the row's type, so what is a row is valid; what is none is asked for its error.
    """
    try:
        _decoder(name).decode(line)
    except msgspec.MsgspecError:
        return False
    return True


@cache
def _decoder(name: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(ROWS[name])


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def _of_row(name: str, row: dict[str, Any], seen: _Seen) -> Iterator[str]:
    identity = row.get(f"{name[:-1]}_id")
    if name != "mentions" and isinstance(identity, str):
        if identity in seen.ids.setdefault(name, set()):
            yield f"{identity} stands here a second time"
        seen.ids[name].add(identity)
    if name == "documents":
        seen.texts[row["document_id"]] = row["text"]
    elif name in {"claims", "mentions"}:
        yield from _of_words(row, seen)
    if name == "claims" and row["incident_id"] and row["incident_id"] not in seen.ids.get("incidents", ()):
        yield f"no incident {row['incident_id']}"
    if name in {"incidents", "relations"}:
        for document_id in row["document_ids"]:
            if document_id not in seen.texts:
                yield f"no document {document_id}"


def _of_words(row: dict[str, Any], seen: _Seen) -> Iterator[str]:
    text = seen.texts.get(row["document_id"])
    if text is None:
        yield f"no document {row['document_id']}"
        return
    for words, start, end in _quoted(row):
        if text[start:end] != words:
            yield f"offsets {start} to {end} hold {text[start:end][:40]!r}, not {words[:40]!r}"


def _quoted(part: Any) -> Iterator[tuple[str, int, int]]:
    """Every text with offsets, at any depth of a row."""
    if isinstance(part, list):
        for item in part:
            yield from _quoted(item)
    elif isinstance(part, dict):
        if part.get("text") is not None and part.get("start") is not None:
            yield part["text"], part["start"], part["end"]
        for item in part.values():
            yield from _quoted(item)
