"""Errors as a person reads them: the words, what a labeller coded, what the program coded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


def listing(details: Path, most: int) -> Iterator[str]:
    """The first ``most`` errors of a set's details, after a count of what was missed."""
    rows = [json.loads(line) for line in details.read_text(encoding="utf-8").splitlines()]
    if rows and "missed" not in rows[0]:
        yield from (json.dumps(row, ensure_ascii=False) for row in rows[:most])
        return
    counts = Counter(name for row in rows for name in row["missed"])
    yield f"{len(rows)} labels missed in something: " + ", ".join(f"{n} {c}" for n, c in counts.most_common())
    for row in rows[:most]:
        yield from _error(row)


def _error(row: Row) -> Iterator[str]:
    label, given = row["label"], row.get("given")
    yield ""
    yield f"{row['id']}  missed: {', '.join(row['missed'])}"
    yield f"  ...{row.get('around', '')}..."
    yield f"  labelled  {_label(label)}"
    yield f"  coded     {_claim(given) if given else 'nothing in this sentence'}"


def _label(label: Row) -> str:
    tolls = [f"{it['kind']} {it['words']} of {it.get('whom')}" for it in label["tolls"]]
    sources = [it["source"] for it in label["attribution"]]
    return _line(
        label["event_type"],
        label["trigger"],
        label["status"],
        label["side_a"],
        label["side_b"],
        label["places"],
        tolls,
        sources,
    )


def _claim(claim: Row) -> str:
    tolls = [f"{it['kind']} {it['text']} of {(it.get('whom') or {}).get('text')}" for it in claim["tolls"]]
    sources = [it["source"]["text"] for it in claim["attribution"] if it["source"]]
    sides = [[it["text"] for it in claim[side]] for side in ("side_a", "side_b", "places")]
    trigger = (claim.get("trigger") or {}).get("text", "")
    return _line(claim["event_type"], trigger, claim["status"], *sides, tolls, sources)


def _line(kind: str, trigger: str, status: str, *lists: list[str]) -> str:
    names = ("a", "b", "at", "toll", "by")
    told = [f"{name}: {', '.join(map(str, it))}" for name, it in zip(names, lists, strict=True) if it]
    return "; ".join([f"{kind} '{trigger}' {status}", *told])
