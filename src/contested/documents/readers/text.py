"""Plain text and Markdown: one file is one report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contested.documents.decoding import decode
from contested.documents.limits import ReadLimits
from contested.documents.readers.base import RawReport, whole_file
from contested.records import Refusal

ENDINGS = (".txt", ".md")


def read(path: Path, name: str, place: str, limits: ReadLimits) -> Iterator[RawReport | Refusal]:
    """The report of a text file."""
    yield RawReport(external_id=name, text=decode(whole_file(path, limits.max_file_bytes)), origin=place)
