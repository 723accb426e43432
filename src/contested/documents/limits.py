"""How much of one input is read at most, so that no file can take the memory or the time of a run.

A limit is a refusal with a reason, never a cut: half a report would look like a whole one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of :func:`contested.documents.read`; ``today`` is the day after which no report can be dated."""

    # The longest single file with one report in it that is opened at all. A year of one outlet as a
    # single text file is about 20 MB, and that is a collection, not a report.
    max_file_bytes: int = 20 * MEGABYTE
    # A page takes about 30 times its bytes while it is read as a tree. News pages of 2014 to 2025
    # are 0.05 to 2 MB; more is mostly pictures written into the page.
    max_html_bytes: int = 5 * MEGABYTE
    # One "<" begins at most one element. Full news pages have 1,000 to 10,000.
    max_html_tags: int = 100_000
    # libxml2 itself stops at 256 elements within each other; pages written by people reach 40.
    max_html_depth: int = 200
    # 400,000 characters in JSON's longest writing (12 bytes a character) and room for other fields.
    max_line_bytes: int = 8 * MEGABYTE
    # About 65,000 words, a short book: the longest report of the development sets has 36,000 characters.
    max_text_chars: int = 400_000
    # More invisible or control characters than this: the text was never text. FA-KES holds real reports
    # with up to 24 % control characters, from Arabic quotes decoded wrongly; they lose those and stay.
    max_invisible_share: float = 0.40
    today: date = field(default_factory=date.today)
