"""The project's labelled reports as a set: whole reports, coded as a user's are.

A label is found where a claim of its type stands in the sentence of its trigger; everything else is asked
only of what was found. The labels do not code headlines, so claims on a report's first line are neither
expected nor wrong. ``frozen`` reports are for measuring only: no rule and no weight may be made from them.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.annotations import LabelledReport, load
from evaluation.sets import Measured, claims_by_report, code_and_export, write_details

Row = Mapping[str, Any]
_CONTEXT = 25  # characters on each side that tell one occurrence of words from another
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_EMPTY = frozenset(["a", "an", "the", "of", "its", "their", "his", "her", "s"])
_MUTUAL = frozenset(["clash", "agreement", "talks", "diplomacy"])


@dataclass(frozen=True, slots=True)
class ReportSet:
    """Labelled reports of this repository: those that are frozen for measuring."""

    name: str = "reports"
    headline: tuple[str, ...] = (
        *("type", "side_a", "side_b", "place", "date", "toll", "source", "status", "incident_p"),
    )
    quick: bool = False

    def missing(self) -> str | None:
        """Never: the reports are in the repository."""
        return None

    def measure(self, work: Path) -> Measured:
        """Code the frozen reports through the program and score the exported claims."""
        started = time.monotonic()
        reports = [report for report in load() if report.row.get("frozen")]
        lines = (json.dumps(_as_input(report), default=str) + "\n" for report in reports)
        (work / "in.jsonl").write_text("".join(lines), encoding="utf-8")
        code_and_export(work)
        scores, details = score(reports, claims_by_report(work / "out"))
        write_details(work / "details.jsonl", details)
        trivial, _ = score(reports, {report.row["id"]: _trivial(report) for report in reports})
        return Measured(self.name, len(reports), scores, trivial, time.monotonic() - started)


def score(
    reports: Sequence[LabelledReport], claims: Mapping[str, Sequence[Row]]
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Shares of the labels that claims meet, and a detail for each label that was missed in something."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    details: list[dict[str, Any]] = []
    for report in reports:
        coded = list(claims.get(report.row["id"], ()))
        for label in report.row["claims"]:
            checks, claim = _checks(report, label, coded)
            asked.update(checks.keys())
            right.update(name for name, good in checks.items() if good)
            missed = [name for name, good in checks.items() if not good]
            if missed:
                details.append(_detail(report, label, missed, claim))
        for claim in coded:
            if claim.get("incident_id") and not _in_headline(report, claim):
                asked["incident_p"] += 1
                right["incident_p"] += _tells_a_labelled_incident(report, claim)
    return {name: round(right[name] / asked[name], 3) for name in sorted(asked)}, details


def _plain(label: Row) -> dict[str, Any]:
    return json.loads(json.dumps(label, default=str))  # type: ignore[no-any-return]


def _detail(report: LabelledReport, label: Row, missed: Sequence[str], claim: Row | None) -> dict[str, Any]:
    span = report.span(label["trigger"])
    around = report.text[max(0, span.start - 200) : span.end + 200] if span else ""
    return {
        "id": report.row["id"],
        "missed": missed,
        "label": _plain(label),
        "around": _squeezed(around),
        "given": _plain(claim) if claim else None,
    }


def _checks(report: LabelledReport, label: Row, coded: Sequence[Row]) -> tuple[dict[str, bool], Row | None]:
    """What a label states, right or wrong in the claim that meets it best, and that claim."""
    there = [claim for claim in coded if _holds(claim, report, label["trigger"])]
    typed = [claim for claim in there if claim["event_type"] == label["event_type"]]
    fields = [(_fields(report, label, claim), claim) for claim in typed]
    best, claim = max(fields, key=lambda it: sum(it[0].values()), default=({}, None))
    return {"type": bool(typed), **best}, claim or (there[0] if there else None)


def _fields(report: LabelledReport, label: Row, claim: Row) -> dict[str, bool]:
    """What a label states, right or wrong in one claim."""
    sides = _sides(label, claim)
    checks = {name: good for name, good in sides.items() if label[name]}
    checks["status"] = claim["status"] == label["status"]
    if label["places"]:
        checks["place"] = any(
            _alike(_words(p), place["text"]) for p in label["places"] for place in claim["places"]
        )
    if label["date"]:
        checks["date"] = _overlap(label["date"], claim["date"])
    if label["tolls"]:
        checks["toll"] = all(any(_same_toll(toll, it) for it in claim["tolls"]) for toll in label["tolls"])
    if label["attribution"]:
        said = [step["source"] for step in claim["attribution"] if step["source"]]
        wanted = [_words(step["source"]) for step in label["attribution"] if step["source"]]
        checks["source"] = any(_named(one, said) for one in wanted)
    return checks


def _sides(label: Row, claim: Row) -> dict[str, bool]:
    def all_named(names: Sequence[str], parties: Sequence[Row]) -> bool:
        return all(_named(_words(name), parties) for name in names)

    a, b = claim["side_a"], claim["side_b"]
    straight = {"side_a": all_named(label["side_a"], a), "side_b": all_named(label["side_b"], b)}
    if label["event_type"] not in _MUTUAL:
        return straight
    crossed = {"side_a": all_named(label["side_a"], b), "side_b": all_named(label["side_b"], a)}
    return max(straight, crossed, key=lambda checks: sum(checks.values()))


def _named(name: str, parties: Sequence[Row]) -> bool:
    return any(
        _alike(name, party[key]) for party in parties for key in ("text", "actor_name") if party.get(key)
    )


def _alike(one: str, other: str) -> bool:
    """All words of one stand in the other, articles aside."""
    few, many = sorted((_telling(one), _telling(other)), key=len)
    return bool(few) and few <= many


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold())) - _EMPTY


def _words(label: str) -> str:
    """The words of a label without the number of their occurrence."""
    return re.sub(r"@\d+$", "", label)


def _holds(claim: Row, report: LabelledReport, trigger: str) -> bool:
    """Whether a claim's sentence is the one in which the trigger stands."""
    span = report.span(trigger)
    if span is None:
        return False
    text = report.text
    around = _squeezed(text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT])
    sentence = _squeezed(claim["sentence"]["text"])
    words = _squeezed(_words(trigger))
    at = sentence.find(words)
    while at >= 0:
        near = sentence[max(0, at - _CONTEXT) : at + len(words) + _CONTEXT]
        if near in around or around in sentence or _overlap_of(near, around) >= len(words) + 8:
            return True
        at = sentence.find(words, at + 1)
    return False


def _overlap_of(one: str, other: str) -> int:
    """The length of the longest beginning or end of ``one`` that stands in ``other``."""
    return max((n for n in range(len(one), 0, -1) if one[:n] in other or one[-n:] in other), default=0)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _in_headline(report: LabelledReport, claim: Row) -> bool:
    first = _squeezed(report.text.split("\n", 1)[0])
    return _squeezed(claim["sentence"]["text"]) in first


def _tells_a_labelled_incident(report: LabelledReport, claim: Row) -> bool:
    labels = [label for label in report.row["claims"] if label["incident"] is not None]
    return any(_holds(claim, report, label["trigger"]) for label in labels)


def _overlap(wanted: Row, given: Row | None) -> bool:
    if not given or not given.get("from") or not given.get("to"):
        return False
    first, last = date.fromisoformat(given["from"]), date.fromisoformat(given["to"])
    return bool(first <= wanted["to"] and wanted["from"] <= last)


def _same_toll(toll: Row, given: Row) -> bool:
    keys = ("kind", "low", "high", "scope")
    return all(toll[key] == given[key] for key in keys)


def _as_input(report: LabelledReport) -> dict[str, Any]:
    row = report.row
    return {"id": row["id"], "text": report.text, "published": row["published"], "source": row.get("source")}


def _trivial(report: LabelledReport) -> list[Row]:
    """The baseline: every sentence tells of an attack in which the first figure, if there is one, died."""
    return [
        _attack(match.group().strip()) for match in _SENTENCE.finditer(report.text) if match.group().strip()
    ]


def _attack(sentence: str) -> Row:
    figure = re.search(r"\b\d+\b", sentence)
    low = int(figure[0]) if figure else 0
    toll = {"kind": "killed", "low": low, "high": low, "scope": "incident"}
    return {
        "event_type": "attack",
        "sentence": {"text": sentence},
        "side_a": [],
        "side_b": [],
        "places": [],
        "date": None,
        "tolls": [toll] if figure else [],
        "attribution": [],
        "status": "asserted",
        "incident_id": "inc",
    }
