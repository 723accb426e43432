"""JSON Lines: one report a line, read line by line; a bad line is refused and the others go on.

Only ``text`` must be there. A field of the wrong kind is named and not used; the report stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from contested.documents.limits import ReadLimits
from contested.documents.readers.base import RawReport
from contested.errors import SkipInput
from contested.records import Refusal

ENDINGS = (".jsonl", ".ndjson")

_FIELDS = ("title", "published", "source", "url", "language", "retrieved")
_CHUNK = 1024 * 1024


def read(path: Path, name: str, place: str, limits: ReadLimits) -> Iterator[RawReport | Refusal]:
    """The reports of a JSON Lines file."""
    with path.open("rb") as handle:
        _refuse_other_kinds(handle)
        number = 0
        for number, line in enumerate(_lines(handle, limits.max_line_bytes), start=1):
            where = f"{place} line {number}"
            try:
                if line is None:
                    raise SkipInput(
                        f"the line is longer than {limits.max_line_bytes / 1e6:.0f} MB; split it",
                        kind="too_large",
                    )
                if line.strip():
                    yield _report(_row(line, first=number == 1), f"{name}#line {number}", where)
            except SkipInput as refused:
                yield Refusal.of(where, refused.kind, refused.reason)
        if number == 0:
            raise SkipInput("the file is empty", kind="empty")


def _refuse_other_kinds(handle: BinaryIO) -> None:
    head = handle.read(4096)
    handle.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SkipInput("the file is UTF-16; JSON Lines is UTF-8: convert it", kind="encoding")
    if b"\x00" in head:
        raise SkipInput("this is a binary file, not JSON Lines", kind="binary")


def _lines(handle: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines of a file, None for one that is longer than ``most`` bytes: it is passed over in pieces."""
    while line := handle.readline(most + 1):
        if len(line) <= most or line.endswith(b"\n"):
            yield line
            continue
        del line
        while (piece := handle.readline(_CHUNK)) and not piece.endswith(b"\n"):
            pass
        yield None


def _row(line: bytes, *, first: bool) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError as error:
        raise SkipInput(f"byte {error.start} is not UTF-8; convert the file", kind="encoding") from error
    except json.JSONDecodeError as error:
        raise SkipInput(
            f"broken JSON at column {error.colno} ({error.msg}); mend the line", kind="broken_json"
        ) from error
    except (RecursionError, ValueError) as error:  # "[[[[..." and numbers of thousands of digits
        raise SkipInput("JSON that nests too deep or has too long a number", kind="broken_json") from error
    if not isinstance(row, dict):
        raise SkipInput('the line is no JSON object; write {"text": ...}', kind="broken_json")
    return row


def _report(row: dict[str, Any], own_id: str, where: str) -> RawReport:
    text = row.get("text")
    if not isinstance(text, str):
        what = "has no text" if text is None else f'"text" is {type(text).__name__}, not a string'
        raise SkipInput(f'the report {what}; write {{"text": "..."}}', kind="no_text")
    complaints = [
        f'field "{field}" is no string and was not used'
        for field in (*_FIELDS, "id")
        if row.get(field) is not None and not _usable(field, row[field])
    ]
    given = {field: row[field] for field in _FIELDS if isinstance(row.get(field), str) and row[field].strip()}
    identifier = row.get("id")
    named = identifier is not None and _usable("id", identifier) and str(identifier).strip()
    return RawReport(
        external_id=str(identifier) if named else own_id,
        text=text,
        origin=where,
        complaints=tuple(complaints),
        **given,
    )


def _usable(field: str, value: object) -> bool:
    """Text; an id may be a whole number too."""
    return isinstance(value, str) or (
        field == "id" and isinstance(value, int) and not isinstance(value, bool)
    )
