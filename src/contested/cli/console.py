"""Where words go: data to standard output, the rest to standard error.

A pipe gets 100 columns, whatever the terminal beside it has, so that a file or a test sees the
same lines everywhere; ``COLUMNS`` changes that. rich leaves colours out where ``NO_COLOR`` is set.
What a report printed never reaches a terminal as a command: control characters become spaces.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from rich.console import Console

PIPE_WIDTH = 100
_JOINERS = "\u200c\u200d"  # Persian and Indic scripts write with them
_KEPT = "\n"


class PlainConsole(Console):
    """A console that takes words as words: no markup, no control characters."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print; a string is made harmless first."""
        super().print(*(plain(one) if isinstance(one, str) else one for one in objects), **options)


def plain(text: str, kept: str = _KEPT) -> str:
    """Words without control, direction and invisible characters; each becomes a space."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in kept or char in _JOINERS else " " for char in text)


def one_line(text: str) -> str:
    """The same, line breaks too, with single spaces."""
    return " ".join(plain(text, kept="").split())


def stdout() -> Console:
    """The console of the data."""
    return _console(sys.stdout)


def stderr() -> Console:
    """The console of progress and remarks."""
    return _console(sys.stderr)


def _console(stream: Any) -> Console:
    fixed = not stream.isatty() and "COLUMNS" not in os.environ
    return PlainConsole(
        file=stream, highlight=False, markup=False, emoji=False, width=PIPE_WIDTH if fixed else None
    )
