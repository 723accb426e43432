"""What a reader gives: reports as they came, before anything is cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from contested.documents.limits import ReadLimits
from contested.errors import SkipInput
from contested.records import Refusal


@dataclass(frozen=True, slots=True)
class RawReport:
    """One report as it came. ``complaints`` name fields that could not be used; the report stands."""

    external_id: str
    text: str
    origin: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    complaints: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one file. ``name`` is its path below the folder, ``place`` what a refusal calls it.

    Raises :class:`SkipInput` when the whole file cannot be read; yields a :class:`Refusal` for a part.
    """

    def __call__(
        self, path: Path, name: str, place: str, limits: ReadLimits
    ) -> Iterator[RawReport | Refusal]:
        """The reports of the file, in the order in which they stand."""
        ...


def whole_file(path: Path, most: int) -> bytes:
    """The bytes of a file with one report in it; a longer file is not opened."""
    size = path.stat().st_size
    if size == 0:
        raise SkipInput("the file is empty", kind="empty")
    if size <= most:
        with path.open("rb") as handle:
            body = handle.read(most + 1)  # not read(): the file may have grown since
        if len(body) <= most:
            return body
    raise SkipInput(
        f"{size / 1e6:.1f} MB is too large for one report (at most {most / 1e6:.0f} MB);"
        " split it, or give its reports as JSON Lines",
        kind="too_large",
    )
