"""Reports as they are stored, and how one report depends on another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contested.values.ids import content_id
from contested.values.intervals import DateInterval
from contested.values.spans import Span

PublishedBasis = Literal["given", "dateline", "inferred", "unknown"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A passage that is no report: ``start`` and ``end`` are offsets in the text as it came."""

    start: int
    end: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication as an interval; ``days`` is None when nothing tells (basis "unknown")."""

    days: DateInterval | None
    basis: PublishedBasis
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One report. Every later record points to code points of ``text``.

    ``text`` is the stored text, with boilerplate and debris taken out into ``removed``;
    ``headline`` is where the title stands in it, if it does. ``origin`` says where it was
    read ("folder/report.txt", "reports.jsonl line 12").
    """

    document_id: str
    external_id: str
    title: str | None
    text: str
    source: str | None
    url: str | None
    language: str | None
    retrieved: str | None
    published: Published
    removed: tuple[Removed, ...]
    headline: Span | None
    origin: str

    @staticmethod
    def make_id(
        external_id: str,
        title: str | None,
        raw_text: str,
        source: str | None,
        url: str | None,
        published: str | None,
    ) -> str:
        """The id of a report as it came in: the same report read twice is one report."""
        return content_id("doc", (external_id, title, raw_text, source, url, published))


@dataclass(frozen=True, slots=True)
class Derivation:
    """``document_id`` is a copy or rewrite of ``original_id`` and no independent source."""

    document_id: str
    original_id: str
    kind: Literal["same_text", "near_copy", "rewrite"]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``paragraph`` counts blocks of text from 0 (a headline that stands first is 0)."""

    document_id: str
    index: int
    span: Span
    paragraph: int
    is_headline: bool = False
