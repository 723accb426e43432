"""A text as words, figures and marks, each with its place.

The pattern has no nested repetition, so its time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contested.values.folding import plain_quotes

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)"  # 30,000
    r"|\d{1,2}(?:st|nd|rd|th)(?![a-z])"  # 26th
    r"|\d{2,4}s(?![a-z])"  # 1990s
    r"|\d+(?:[-/.:]\d+)*"  # 26, 3:30, 2017-01-26, 10/08/1998
    r"|[ap]\.m\b\.?|[ap]m\b"
    r"|'(?:s|ll|d|t|re|ve)\b"
    r"|[^\W\d_]+"
    r"|\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, figure or mark; ``word`` is lower case with plain quotes, ``text`` as printed."""

    word: str
    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """All tokens in order; quotes and dashes are made plain, which keeps the length."""
    plain = plain_quotes(text)
    return [
        Token(found.group().lower(), found.group(), found.start(), found.end())
        for found in _TOKEN.finditer(plain)
    ]
