"""Tables that open in a spreadsheet without doing anything there.

A cell of a report's words may begin with a character that a spreadsheet reads as a formula
(OWASP, "CSV Injection": ``= + - @``, tab, carriage return). Such a cell gets an apostrophe in
front, also behind leading blanks; numbers that we write ourselves do not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> None:
    """Write rows under ``columns`` as UTF-8 CSV (RFC 4180, ``\\r\\n``); a missing cell is empty."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([defused(row.get(column)) for column in columns])


def defused(cell: Cell) -> str | int | float:
    """A cell that no spreadsheet takes for a formula; unknown is an empty cell."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    visible = cell.lstrip(" \u00a0\ufeff\u200b")
    return f"'{cell}" if visible.startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def joined(parts: Iterable[str | None], separator: str = "; ") -> str:
    """Each part once, in the order in which they come."""
    return separator.join(dict.fromkeys(part for part in parts if part))
