"""Labelled reports of the project's own: reading them, and holding every label to its text.

A label is words of the report, never a free note: ``"killed@2"`` is the second "killed" of the text.
Words that do not stand there, an event type that does not exist or an interval the wrong way round is an
error with its place, not a warning: a set that looks complete and is not measures nothing.

Run: python evaluation/annotations.py [FOLDER]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from contested import ontology
from contested.records import Status, TollKind, TollScope, WhomCategory
from contested.values.spans import Span

FOLDER = Path(__file__).parent / "reports"
VOICES = frozenset({"agency", "monitor", "state_media", "party_media", "activist", "analyst", "paper", "ngo"})
MENTION_KINDS = frozenset({"actor", "person", "place", "date", "number", "weapon", "source"})
RELATIONS = frozenset(
    "renamed merged_into split_from member_of part_of led_by allied_with hostile_to truce_with backed_by "
    "designated_by excluded_from".split()
)
_FIELDS = frozenset("id voice conflict published source frozen text mentions claims links relations".split())
_CLAIM_FIELDS = frozenset(
    "event_type trigger side_a side_b places date tolls attribution status incident loaded".split()
)


@dataclass(frozen=True, slots=True)
class LabelledReport:
    """One report with its labels as written; ``spans`` finds the place of words."""

    path: Path
    row: dict[str, Any]

    @property
    def text(self) -> str:
        """The report."""
        return str(self.row["text"])

    def span(self, words: str) -> Span | None:
        """Where words stand: the n-th time for "words@n", else the first; None where they do not."""
        match = re.fullmatch(r"(.*?)(?:@(\d+))?", words, re.DOTALL)
        assert match is not None
        plain, nth = match[1], int(match[2] or 1)
        start = -1
        for _ in range(nth):
            start = self.text.find(plain, start + 1)
            if start < 0:
                return None
        return Span(start, start + len(plain)) if plain else None


def load(folder: Path = FOLDER) -> list[LabelledReport]:
    """Every labelled report of a folder in the order of file names."""
    return [
        LabelledReport(path, yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.yaml"))
    ]


def problems(report: LabelledReport) -> Iterator[str]:
    """What is wrong with the labels of a report, a line each."""
    row = report.row
    unknown = set(row) - _FIELDS
    missing = _FIELDS - set(row) - {"frozen", "relations", "links", "source"}
    if unknown or missing:
        yield f"lacks {sorted(missing)}, has unknown {sorted(unknown)}"
        return
    if row["id"] != report.path.stem:
        yield f"its id is {row['id']}, its file name {report.path.stem}"
    if row["voice"] not in VOICES:
        yield f"voice {row['voice']} is none of {sorted(VOICES)}"
    if row["published"] is not None and not isinstance(row["published"], date):
        yield f"published {row['published']!r} is no day"
    words = len(report.text.split())
    if not 80 <= words <= 450:
        yield f"{words} words; a report has 100 to 400"
    for mention in row["mentions"]:
        if mention["kind"] not in MENTION_KINDS:
            yield f"mention kind {mention['kind']}"
        yield from _stands(report, "mention", mention["words"])
    for number, claim in enumerate(row["claims"], 1):
        yield from (f"claim {number}: {problem}" for problem in _claim_problems(report, claim))
    for link in row.get("links") or []:
        yield from _stands(report, "link", link["words"])
        yield from (p for target in link["stands_for"] for p in _stands(report, "link target", target))
    for relation in row.get("relations") or []:
        if relation["type"] not in RELATIONS:
            yield f"relation type {relation['type']}"
        yield from _stands(report, "relation", relation["subject"])
        yield from _stands(report, "relation", relation["object"])


def _stands(report: LabelledReport, what: str, words: str | None) -> Iterator[str]:
    if words is not None and report.span(words) is None:
        yield f"{what}: '{words}' does not stand in the text"


def _claim_problems(report: LabelledReport, claim: dict[str, Any]) -> Iterator[str]:
    unknown, missing = set(claim) - _CLAIM_FIELDS, _CLAIM_FIELDS - set(claim) - {"loaded"}
    if unknown or missing:
        yield f"lacks {sorted(missing)}, has unknown {sorted(unknown)}"
        return
    event_types = ontology.load().types
    if claim["event_type"] not in event_types:
        yield f"no event type {claim['event_type']}"
    elif claim["incident"] is not None and not event_types[claim["event_type"]].makes_incident:
        yield f"{claim['event_type']} makes no incident, yet has number {claim['incident']}"
    if claim["status"] not in get_args(Status):
        yield f"no status {claim['status']}"
    for field in ("side_a", "side_b", "places", "loaded"):
        for words in claim.get(field) or []:
            yield from _stands(report, field, words)
    yield from _stands(report, "trigger", claim["trigger"])
    for source in claim["attribution"]:
        yield from _stands(report, "source", source["source"])
        yield from _stands(report, "cue", source.get("cue"))
    yield from _date_problems(report, claim["date"])
    for toll in claim["tolls"]:
        yield from _toll_problems(report, toll)


def _date_problems(report: LabelledReport, when: dict[str, Any] | None) -> Iterator[str]:
    if when is None:
        return
    yield from _stands(report, "date", when.get("words"))
    if not (isinstance(when["from"], date) and isinstance(when["to"], date) and when["from"] <= when["to"]):
        yield f"date {when['from']} to {when['to']} is no interval"


def _toll_problems(report: LabelledReport, toll: dict[str, Any]) -> Iterator[str]:
    yield from _stands(report, "toll", toll["words"])
    yield from _stands(report, "whom", toll.get("whom"))
    yield from _stands(report, "part_of", toll.get("part_of"))
    if toll["kind"] not in get_args(TollKind) or toll["scope"] not in get_args(TollScope):
        yield f"toll of kind {toll['kind']}, scope {toll['scope']}"
    if toll["category"] not in get_args(WhomCategory):
        yield f"toll category {toll['category']}"
    if toll["high"] is not None and toll["high"] < toll["low"]:
        yield f"toll {toll['low']} to {toll['high']} is no range"


def main(folder: Path) -> int:
    """Check a folder, say what is wrong, and count what is there."""
    reports = load(folder)
    wrong = [f"{report.path.name}: {problem}" for report in reports for problem in problems(report)]
    types = Counter(claim["event_type"] for report in reports for claim in report.row.get("claims") or [])
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(reports)} reports, {types.total()} claims, {len(wrong)} problems")
    print(", ".join(f"{key} {count}" for key, count in types.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
