"""What was measured when, and on what: the dated blocks of RESULTS.md, newest last."""

from __future__ import annotations

import math
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
_COUNTS = frozenset({"false_incidents", "boilerplate_claims", "incident_claims_unexpected"})
_OPENING = """# What was measured

Written by `python evaluation/run.py --write`; nothing here is typed by hand. Beside each score stands what
a trivial program reaches on the same set: every sentence an attack, the first figure the dead, and so on.
`types` and `sentences` are this repository's own labelled sentences, `reports` its frozen labelled
reports; the other sets are the development data beside the clone, whose scorers say what each score means.
From the block of the first encoder on, `plover`, `wikievents` and `re3d` are texts that the shipped weights
learned from: their scores are honest only in the blocks "on what the first stage of training held out".
"""


def provenance(root: Path) -> dict[str, str]:
    """Commit, day and machine, as floors and results carry them."""
    changed = " with changes that are not committed" if _git(root, "status", "--porcelain", "src") else ""
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": (_git(root, "rev-parse", "--short", "HEAD") or "none") + changed,
        "machine": machine(),
    }


def machine() -> str:
    """Cores and Python, in one line."""
    python, system = platform.python_version(), f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, Python {python}, {system}"


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def cell(score: str, value: float | None) -> str:
    """A score as tables show it: counts whole, shares with three digits."""
    if value is None or math.isnan(value):
        return "-"
    return f"{value:.0f}" if score in _COUNTS else f"{value:.3f}"


def block(
    noted: Mapping[str, str],
    rows: Sequence[tuple[str, int, str, float | None, float | None]],
    seconds: float,
    coder: str = "encoder",
) -> str:
    """One dated block: ``rows`` are set, size, score, found, trivial; ``coder`` says who read."""
    lines = [
        f"\n## {noted['day']}, commit {noted['commit']}, {coder}\n",
        f"{noted['machine']}; {seconds:.0f} seconds in all.\n",
        "| set | size | score | found | trivial |",
        "|---|---:|---|---:|---:|",
    ]
    lines += [
        f"| {name} | {size} | {score} | {cell(score, found)} | {cell(score, trivial)} |"
        for name, size, score, found, trivial in rows
    ]
    return "\n".join(lines) + "\n"


def append(text: str, path: Path = RESULTS) -> None:
    """Add a block at the end; the page is made where there is none."""
    before = path.read_text(encoding="utf-8") if path.exists() else _OPENING
    path.write_text(before + text, encoding="utf-8")
