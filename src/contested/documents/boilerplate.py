"""Lines that outlets print around a report, known by the phrases of ``boilerplate.yaml`` and by a few shapes.

Report prose is worth more than a clean text: a rule looks at one whole line, and long lines,
which are prose, are let through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contested.documents.datelines import known_outlet
from contested.errors import DataFileError
from contested.values.folding import fold

LONGEST_LINE = 700  # characters; the longest notice seen in the development sets has 262
_READING_TIME = re.compile(r"\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\.?\s(?:read|listen|watch)", re.IGNORECASE)
_COUNTER = re.compile(r"\d{1,6}\s(?:shares?|comments?|views?|likes?|retweets?)", re.IGNORECASE)
_CREDIT_END = re.compile(r"[\[(]([A-Z][\w .&/'’-]{1,60})[\])]$|(?:/|\s[–|-]\s)([A-Z][A-Za-z]{1,20})$")
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|Written by|Reported by):? [A-Z][\w.'’-]{0,30}(?:(?:,| and| &)? [A-Z][\w.'’-]{0,30}){1,7}"
)
_ENDS = (".", "!", "?", "…", "۔", "؟", '."', ".”", '?"', "?”", '!"', "!”", ".’", ".'", ".)")
_FIELDS = {"why", "all", "starts", "exact", "max_words", "unfinished", "tail", "list"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of ``boilerplate.yaml``."""

    why: str
    every: tuple[str, ...]
    starts: tuple[str, ...]
    exact: frozenset[str]
    max_words: int
    unfinished: bool
    tail: bool
    heads_list: bool

    def applies(self, folded: str, unfinished: bool, tail: bool) -> bool:
        """Whether a folded line is what the rule describes."""
        if (self.unfinished and not unfinished) or (self.tail and not tail):
            return False
        if folded in self.exact:
            return True
        if not folded.startswith(self.starts) and not self._says_all(folded):
            return False
        return folded.count(" ") < self.max_words

    def _says_all(self, folded: str) -> bool:
        """All phrases, one in the first sentence; not "No one was held. Sign up for our newsletter"."""
        first = folded.partition(". ")[0]
        return all(phrase in folded for phrase in self.every) and any(
            phrase in first for phrase in self.every
        )


def finished(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip().endswith(_ENDS)


def boilerplate(line: str, *, tail: bool) -> Rule | None:
    """The rule by which a line is no report; None where it may be one."""
    if len(line) > LONGEST_LINE:
        return None
    folded, unfinished = fold(line), not finished(line)
    if _READING_TIME.fullmatch(folded) or _COUNTER.fullmatch(folded):
        return _shape("reading time" if "min" in folded else "counter")
    return next((rule for rule in _rules() if rule.applies(folded, unfinished, tail)), None)


def caption(line: str) -> bool:
    """A picture's caption: one unfinished line that ends with the credit of an outlet ("[AFP]")."""
    if len(line) > 200 or not (match := _CREDIT_END.search(line)):
        return False
    credit = (match[1] or match[2]).strip()
    named = [part.strip() for part in credit.split("/")]
    return any(known_outlet(part) or part in {"Getty Images", "Getty", "File", "EPA"} for part in named)


def byline(line: str) -> bool:
    """ "By Jane Doe and John Roe" on a line of its own."""
    return len(line) <= 120 and _BYLINE.fullmatch(line) is not None


@cache
def _shape(why: str) -> Rule:
    return Rule(why, (), (), frozenset(), 0, False, False, False)


@cache
def _rules() -> tuple[Rule, ...]:
    path = Path(__file__).with_name("boilerplate.yaml")
    return load_rules(path)


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file; raises :class:`DataFileError` that names the row which is wrong."""
    try:
        rows: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}: {error}") from error
    if not isinstance(rows, dict) or not isinstance(rows.get("rules"), list):
        raise DataFileError(f"{path}: wants a list 'rules'")
    return tuple(_rule(row, f"{path}: rule {number}") for number, row in enumerate(rows["rules"], start=1))


def _rule(row: Any, where: str) -> Rule:
    if not isinstance(row, dict) or not isinstance(row.get("why"), str):
        raise DataFileError(f"{where}: wants a mapping with 'why'")
    if unknown := set(row) - _FIELDS:
        raise DataFileError(f"{where}: unknown field {sorted(unknown)[0]!r}")
    if not any(row.get(name) for name in ("all", "starts", "exact")):
        raise DataFileError(f"{where}: wants one of 'all', 'starts', 'exact'")
    words = row.get("max_words", 60)
    if not isinstance(words, int) or words < 1:
        raise DataFileError(f"{where}: 'max_words' must be a whole number above 0")
    every, starts, exact = (_phrases(row, name, where) for name in ("all", "starts", "exact"))
    flags = (bool(row.get(name)) for name in ("unfinished", "tail", "list"))
    return Rule(row["why"], every, starts, frozenset(exact), words, *flags)


def _phrases(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    phrases = row.get(name, [])
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) and phrase for phrase in phrases):
        raise DataFileError(f"{where}: {name!r} must be a list of phrases")
    # A phrase that ends with a space asks for a word behind it; folding would take the space away.
    return tuple(fold(phrase) + (" " if phrase.endswith(" ") else "") for phrase in phrases)
