"""The floors under the scores, and whether they hold.

A floor is a measured score minus a small margin; a ceiling is the same for what should be few. Floors say
"not worse than it was", not "good": beside each score stands what a trivial program reaches. A score that
has a floor and was not measured although its set was is a broken floor too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"
BASELINES = "score/README.md"
# One labelled event of the smallest set (47) weighs 0.021; what moves less than that is no finding.
MARGIN = 0.02
# Scores that should be low, with the room they get above what was measured. The first three are promises.
CEILINGS = {
    "false_incidents": 0.0,
    "boilerplate_claims": 0.0,
    "no_claim": 0.02,
    "no_incident": 0.02,
    "incident_claims_unexpected": 3.0,
    "claims_per_article": 1.0,
}

Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Broken:
    """One score under its floor, or over its ceiling; ``found`` None where it was not measured."""

    set_name: str
    score: str
    bound: float
    found: float | None

    def __str__(self) -> str:
        kind = "ceiling" if self.score in CEILINGS else "floor"
        found = "not measured" if self.found is None else f"{self.found:.3f}"
        return f"{self.set_name}: {self.score} is {found}, its {kind} {self.bound:.3f}"


def read(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors of every set."""
    if not path.exists():
        return {}
    floors: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))["floors"]
    return floors


def broken(set_name: str, scores: Scores, floors: Mapping[str, Scores]) -> list[Broken]:
    """What does not hold of one measured set."""
    bounds = floors.get(set_name, {})
    return [
        Broken(set_name, name, bound, _measured(scores, name))
        for name, bound in sorted(bounds.items())
        if not _holds(name, bound, _measured(scores, name))
    ]


def _measured(scores: Scores, name: str) -> float | None:
    found = scores.get(name)
    return None if found is None or math.isnan(found) else found


def _holds(name: str, bound: float, found: float | None) -> bool:
    if found is None:
        return False
    return found <= bound if name in CEILINGS else found >= bound


def floor_of(name: str, score: float) -> float:
    """The bound that a measured score sets; floors are cut to two digits, downwards."""
    if name in CEILINGS:
        return round(score + CEILINGS[name], 3)
    return max(0.0, math.floor((score - MARGIN) * 100 + 1e-9) / 100)


def set_anew(measured: Mapping[str, Scores], noted: Mapping[str, Any], path: Path = FLOORS) -> None:
    """Set the floors of the measured sets from their scores; those of other sets stay.

    ``measured`` holds the scores that shall have a floor; one that is nan gets none.
    """
    floors = read(path)
    for set_name, scores in measured.items():
        floors[set_name] = {
            name: floor_of(name, value) for name, value in scores.items() if not math.isnan(value)
        }
    notes = json.loads(path.read_text(encoding="utf-8"))["noted"] if path.exists() else {}
    notes |= {set_name: dict(noted) for set_name in measured}
    content = {"noted": notes, "floors": floors}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def baselines(page: Path) -> dict[str, dict[str, float]]:
    """The scores of the trivial exports, by scorer: the scorers' own page, read anew each time."""
    rows = [line.split("|") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head = next((i for i, row in enumerate(rows) if row[1].strip() == "set" and "trivial" in row[2]), None)
    if head is None:
        return {}
    return {row[1].strip(): _pairs(row[2]) for row in rows[head + 2 :] if len(row) > 3}


def _pairs(cell: str) -> dict[str, float]:
    pairs = (pair.split() for pair in cell.split(","))
    return {pair[0]: float(pair[1]) for pair in pairs if len(pair) == 2}
