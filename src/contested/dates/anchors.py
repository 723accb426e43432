"""Facts whose days everybody knows, by which an undated report can be dated.

The rows are ``anchors.yaml`` beside this file, whose head gives the format. A row names the
fact by words that must stand together in a passage; it never quotes a report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from contested.errors import DataFileError
from contested.values.folding import fold
from contested.values.intervals import DateInterval

AnchorKind = Literal["event", "episode", "name"]
Term = tuple[str, ...]

SHIPPED = Path(__file__).with_name("anchors.yaml")
_WORD = re.compile(r"\w+")
_FIELDS = frozenset(("id", "what", "from", "to", "kind", "groups", "source"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fact with its days; ``groups`` are terms of which each group needs one in the passage."""

    anchor_id: str
    what: str
    days: DateInterval
    kind: AnchorKind
    groups: tuple[tuple[Term, ...], ...]
    source: str

    def told_in(self, passage: Passage) -> bool:
        """Whether the passage has a term of every group."""
        return all(any(passage.has(term) for term in group) for group in self.groups)


class Passage:
    """Folded words of a stretch of text, made once and asked often."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self.at: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            self.at.setdefault(word, []).append(place)

    def has(self, term: Term) -> bool:
        """Whether the words stand there one behind the other; a last word with ~ may go on."""
        if term[-1].endswith("~") and len(term) == 1:
            return any(word.startswith(term[0][:-1]) for word in self.at)
        size = len(term)
        return any(tuple(self.words[place : place + size]) == term for place in self.at.get(term[0], ()))


def words_of(text: str) -> tuple[str, ...]:
    """Folded words without marks: "al-Sham's" is al, sham, s."""
    return tuple(_WORD.findall(fold(text)))


@cache
def shipped_anchors() -> tuple[Anchor, ...]:
    """The anchors that come with contested."""
    return load_anchors(SHIPPED)


def load_anchors(path: Path) -> tuple[Anchor, ...]:
    """Read a file of anchors; DataFileError names the file and row that is wrong."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataFileError(f"{path}: cannot be read: {error}") from error
    if not isinstance(rows, list):
        raise DataFileError(f"{path}: no list of anchors")
    anchors = tuple(_anchor(path, number, row) for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for anchor in anchors:
        if anchor.anchor_id in seen:
            raise DataFileError(f"{path}: the id {anchor.anchor_id} stands twice")
        seen.add(anchor.anchor_id)
    return anchors


def _anchor(path: Path, number: int, row: object) -> Anchor:
    where = f"{path} row {number}"
    if not isinstance(row, Mapping) or set(row) != _FIELDS:
        raise DataFileError(f"{where}: needs exactly the fields {', '.join(sorted(_FIELDS))}")
    if row["kind"] not in get_args(AnchorKind):
        raise DataFileError(f"{where}: kind is one of {', '.join(get_args(AnchorKind))}")
    return Anchor(
        str(row["id"]),
        str(row["what"]),
        _days(where, row),
        row["kind"],
        _groups(where, row["groups"]),
        str(row["source"]),
    )


def _days(where: str, row: Mapping[str, Any]) -> DateInterval:
    if not isinstance(row["from"], date) or not isinstance(row["to"], date):
        raise DataFileError(f"{where}: from and to are days (YYYY-MM-DD)")
    try:
        return DateInterval(row["from"], row["to"])
    except ValueError as error:
        raise DataFileError(f"{where}: {error}") from error


def _groups(where: str, groups: object) -> tuple[tuple[Term, ...], ...]:
    if not isinstance(groups, Sequence) or isinstance(groups, str) or not groups:
        raise DataFileError(f"{where}: groups is a list of lists of words")
    return tuple(_group(where, group) for group in groups)


def _group(where: str, group: object) -> tuple[Term, ...]:
    if not isinstance(group, Sequence) or isinstance(group, str) or not group:
        raise DataFileError(f"{where}: a group is a list of words")
    terms = tuple(_term(str(words)) for words in group)
    if not all(terms):
        raise DataFileError(f"{where}: a group has an entry without letters")
    return terms


def _term(words: str) -> Term:
    open_end = words.endswith("~")
    term = words_of(words)
    return (*term[:-1], term[-1] + "~") if open_end and term else term
