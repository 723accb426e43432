"""Marked text of the project's own: reports and notes with their labels inside the words.

A block is one text. Spans stand in brackets with their labels behind a bar, and may hold other spans:
``[Gunmen|a1] [stormed|!1:attack] [the village of [Tiro|place]|p1], killing [three|k1] [farmers|w1 b1]``.
`training/text/README.md` lists the labels. A mark that cannot be read is an error with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from contested import ontology
from contested.errors import DataFileError
from contested.records import Status

ROLES = {
    "a": "side_a",
    "b": "side_b",
    "p": "place",
    "t": "time",
    "s": "source",
    "q": "cue",
    "w": "whom",
    "k": "killed",
    "i": "wounded",
    "c": "captured",
    "m": "missing",
    "d": "displaced",
}
TOLLS = frozenset({"killed", "wounded", "captured", "missing", "displaced"})
KINDS = ("actor", "person", "place", "date", "number", "weapon", "source", "ref")
_NO_MENTION = frozenset({"thing", "victims"})
_LABEL = re.compile(r"([abptswqkicmd])(\d+)([+<]*)$")
_EVENT = re.compile(r"!(\d+):([a-z_]+)((?:,[a-z]+)*)(\*?)$")
_REF = re.compile(r"ref=(.+)$")
_FLAGS = frozenset(get_args(Status)) | {"no"}


class MarkupError(DataFileError):
    """A block that cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A span that fills a role of an event; ``cumulative`` and ``part`` are of figures."""

    role: str
    start: int
    end: int
    cumulative: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger with its type, its standing and its arguments."""

    start: int
    end: int
    event_type: str
    status: str
    incident: bool
    main: bool
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its labels: mentions as (kind, start, end), events, references as (start, end, words)."""

    name: str
    text: str
    mentions: tuple[tuple[str, int, int], ...]
    events: tuple[Event, ...]
    references: tuple[tuple[int, int, str], ...]


def blocks(path: Path) -> Iterator[Marked]:
    """The texts of a file, each named by the file and the line it begins in.

    Raises:
        MarkupError: a mark cannot be read.
    """
    for line, raw in raw_blocks(path):
        yield parse(f"{path.stem}:{line}", raw)


def raw_blocks(path: Path) -> Iterator[tuple[int, str]]:
    """The blocks of a file as they stand with their first line; ``---`` stands between two."""
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), "---"], 1):
        if line.strip() == "---":
            if "".join(lines).strip():
                yield first, "\n".join(lines).strip("\n")
            lines, first = [], number + 1
        else:
            lines.append(line)


def parse(name: str, raw: str) -> Marked:
    """Read one block.

    Raises:
        MarkupError: a bracket is open, a label unknown, a role has no event.
    """
    text: list[str] = []
    length = 0
    open_at: list[int] = []
    spans: list[tuple[int, int, list[str]]] = []
    at = 0
    while at < len(raw):
        char = raw[at]
        if char == "[":
            open_at.append(length)
        elif char == "|" and open_at:
            close = raw.find("]", at)
            if close < 0:
                raise MarkupError(f"{name}: no ] behind '{raw[at : at + 30]}'")
            start = open_at.pop()
            labels = _labels(raw[at + 1 : close])
            if not labels or start == length:
                raise MarkupError(f"{name}: an empty mark near '{raw[max(0, at - 20) : at + 20]}'")
            spans.append((start, length, labels))
            at = close
        elif char == "]":
            raise MarkupError(f"{name}: a ] without labels near '{raw[max(0, at - 30) : at + 5]}'")
        else:
            text.append(char)
            length += 1
        at += 1
    if open_at:
        raise MarkupError(f"{name}: a [ is never closed")
    return _marked(name, "".join(text), spans)


def _labels(given: str) -> list[str]:
    """Split labels at spaces; ``ref=`` takes the rest."""
    head, mark, rest = given.partition("ref=")
    return [*head.split(), *([f"ref={rest.strip()}"] if mark else [])]


def _marked(name: str, text: str, spans: list[tuple[int, int, list[str]]]) -> Marked:
    heads: dict[str, tuple[int, int, str, list[str], bool]] = {}
    arguments: dict[str, list[Argument]] = {}
    mentions: list[tuple[str, int, int]] = []
    references: list[tuple[int, int, str]] = []
    types = ontology.load().types
    for start, end, labels in spans:
        words = text[start:end]
        if words != words.strip():
            raise MarkupError(f"{name}: blank at the edge of '{words}'")
        kinds: set[str] = set()
        plain = {label for label in labels if label in KINDS or label in _NO_MENTION}
        for label in labels:
            if event := _EVENT.match(label):
                number, key, flags, main = event.groups()
                said = [flag for flag in flags.split(",") if flag]
                if key not in types:
                    raise MarkupError(f"{name}: no event type '{key}'")
                if number in heads or set(said) - _FLAGS:
                    raise MarkupError(f"{name}: event {number} twice, or a flag unknown in '{label}'")
                heads[number] = (start, end, key, said, bool(main))
            elif role := _LABEL.match(label):
                code, number, marks = role.groups()
                arguments.setdefault(number, []).append(
                    Argument(ROLES[code], start, end, "+" in marks, "<" in marks)
                )
                kinds.add(_kind_of(code))
            elif reference := _REF.match(label):
                if reference[1] not in text:
                    raise MarkupError(f"{name}: '{reference[1]}' does not stand in the text")
                references.append((start, end, reference[1]))
                kinds.add("ref")
            elif label not in plain:
                raise MarkupError(f"{name}: no label '{label}' on '{words}'")
        kinds = (plain & set(KINDS)) | ({"ref"} & kinds) if plain else kinds
        mentions.extend((kind, start, end) for kind in sorted(kinds - {""}))
    if set(arguments) - set(heads):
        raise MarkupError(f"{name}: no event {', '.join(sorted(set(arguments) - set(heads)))}")
    events = tuple(
        _event(head, types[head[2]].makes_incident, arguments.get(number, []))
        for number, head in sorted(heads.items(), key=lambda item: item[1][0])
    )
    return Marked(name, text, tuple(sorted(set(mentions))), events, tuple(references))


def _kind_of(code: str) -> str:
    if code in "ab":
        return "actor"
    return {"p": "place", "t": "date", "s": "source"}.get(code, "number" if code in "kicmd" else "")


def _event(
    head: tuple[int, int, str, list[str], bool], makes_incident: bool, arguments: list[Argument]
) -> Event:
    start, end, key, said, main = head
    told = [flag for flag in said if flag != "no"]
    default = "reported" if any(argument.role == "source" for argument in arguments) else "asserted"
    status = told[0] if told else default
    happened = status in {"asserted", "reported", "denied", "unconfirmed"}
    return Event(
        start,
        end,
        key,
        status,
        makes_incident and happened and "no" not in said,
        main,
        tuple(sorted(arguments, key=lambda argument: (argument.start, argument.end, argument.role))),
    )
