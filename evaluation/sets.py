"""The sets that are measured, and how one is: coded, exported and scored by the program's own commands.

Own sentences are always there. The other sets and their scorers are the development data beside the
clone (``../shared``); where they are not, the set is skipped and says so. A score that was not measured
is never filled in.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import scoring, sentences
from evaluation.floors import BASELINES, baselines

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PUBLISHED = "2017-03-06"  # own sentences stand alone; a day to count "on Friday" from
_COMMAND = (sys.executable, "-c", "from contested.cli import main; main()")
_REFUSALS = 3  # exit status of `contested code`: finished, and something was refused
_FAULT = re.compile(r"\(fault\)\s*$")

Scores = dict[str, float]


@dataclass(slots=True)
class MeasuredCoder:
    """Which coder a run measures; set once, at the door.

    ``weights`` are other weights of the encoder than the shipped ones. With ``held_half`` only those rows of
    a learned set are measured that the first stage of training holds out.
    """

    name: str = "encoder"
    weights: Path | None = None
    held_half: bool = False

    @property
    def label(self) -> str:
        """As results name it."""
        half = ", on what the first stage of training held out" if self.held_half else ""
        weights = " with the weights of the first stage" if self.weights else ""
        return f"{self.name}{weights}{half}"

    def options(self) -> list[str]:
        """For ``contested code``."""
        chosen = ["--extractor", self.name]
        return chosen + (["--weights", str(self.weights)] if self.weights else [])


measured_coder = MeasuredCoder()


class SetFailed(Exception):  # noqa: N818
    """A command that a set needs did not end well; the text gives its last words."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one set. ``trivial`` are the scores of the trivial baseline, as far as there are any."""

    name: str
    size: int
    scores: Scores
    trivial: Scores
    seconds: float
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class OwnSet:
    """Labelled sentences of this repository."""

    name: str
    headline: tuple[str, ...]
    load: Callable[[], list[sentences.LabelledSentence]]
    quick: bool = True

    def missing(self) -> str | None:
        """Never: the sentences are in the repository."""
        return None

    def measure(self, work: Path) -> Measured:
        """Code every sentence as a report of its own and score the exported claims."""
        started = time.monotonic()
        reports = self.load()
        rows = [_as_input(report) for report in reports]
        (work / "in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        code_and_export(work)
        scores, details = scoring.score(reports, claims_by_report(work / "out"))
        write_details(work / "details.jsonl", details)
        trivial, _ = scoring.score(reports, scoring.trivial(reports))
        return Measured(self.name, len(reports), scores, trivial, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class SharedSet:
    """A gold file of the development data with its scorer."""

    name: str
    scorer: str
    gold: str
    headline: tuple[str, ...]
    quick: bool = False

    def missing(self) -> str | None:
        """Why it cannot be measured here, if so."""
        for path in (SHARED / self.gold, SHARED / "score" / f"{self.scorer}.py"):
            if not path.exists():
                return f"../{path.relative_to(ROOT.parent)} is not beside this clone"
        return None

    def measure(self, work: Path) -> Measured:
        """Make the input, code it, export it, call the scorer."""
        started = time.monotonic()
        score, gold = SHARED / "score", SHARED / self.gold
        if measured_coder.held_half:
            gold = _held_half(gold, work / "gold.jsonl")
        call([sys.executable, score / "inputs.py", gold, work / "in.jsonl"])
        code_and_export(work)
        said = call(
            [
                sys.executable,
                score / f"{self.scorer}.py",
                gold,
                work / "out",
                "--details",
                work / "details.jsonl",
            ]
        )
        with (work / "in.jsonl").open(encoding="utf-8") as file:
            size = sum(1 for _ in file)
        trivial = baselines(SHARED / BASELINES).get(self.scorer, {})
        return Measured(self.name, size, scores_of(said), trivial, time.monotonic() - started)


_OWN = ("type", "trigger", "side_a", "side_b", "side_p", "incident_p")
SETS: tuple[OwnSet | SharedSet, ...] = (
    OwnSet("types", (*_OWN, "all_fields"), sentences.of_the_event_types),
    OwnSet(
        "sentences",
        (
            *_OWN,
            "toll",
            "toll_whom",
            "toll_p",
            "status",
            "source",
            "source_none",
            "all_fields",
            "false_incidents",
        ),
        sentences.of_this_folder,
    ),
    SharedSet(
        "seeds",
        "seeds",
        "gold/seeds.json",
        (
            *(
                "recall",
                "side_a",
                "side_b",
                "place",
                "date",
                "toll",
                "whom",
                "source",
                "status",
                "all_fields",
            ),
            *(
                "relations",
                "published",
                "incident_claims_unexpected",
                "false_incidents",
                "boilerplate_claims",
            ),
        ),
        quick=True,
    ),
    SharedSet(
        "fakes",
        "fakes",
        "data/fakes.jsonl",
        (
            *("killed_civilians", "killed_combatants", "governorate", "actor", "cause"),
            *("best_killed_civilians", "best_governorate", "best_actor", "best_cause"),
            *("killed_number_precision", "claims_per_article"),
        ),
    ),
    SharedSet(
        "case2021", "case2021", "data/case2021.jsonl", ("weighted_f1", "macro_f1", "accuracy", "no_claim")
    ),
    SharedSet(
        "re3d",
        "re3d",
        "data/re3d.jsonl",
        (
            *("actor_f1", "person_f1", "place_f1", "date_f1", "number_f1", "weapon_f1"),
            *("fighting_f1", "fighting_actors_r", "alliesof_f1", "belongsto_f1", "synonyms_r"),
        ),
    ),
    SharedSet(
        "incidents",
        "incidents",
        "data/gun_violence.jsonl",
        ("bcubed_f1", "pair_f1", "killed_best", "deadly_best", "wounded_best", "no_incident"),
    ),
    SharedSet(
        "dates", "dates", "data/timeml_train.jsonl", ("f1", "date_r", "date_value", "duration_r", "set_r")
    ),
    SharedSet(
        "places",
        "places",
        "data/geowebnews.xml",
        ("toponym_p", "toponym_r", "toponym_f1", "resolved", "accuracy_161km", "accuracy_161km_all"),
    ),
    SharedSet(
        "muc4_dev",
        "muc4",
        "data/muc4_dev.jsonl",
        ("perpetrator_f1", "victim_f1", "weapon_f1", "type_f1", "kept_and_rejected"),
    ),
    SharedSet(
        "wikievents",
        "wikievents",
        "data/wikievents_dev.jsonl",
        ("trigger_f1", "typed_r", "typed_in_sentence_r", "agent_f1", "patient_f1", "place_f1"),
    ),
    SharedSet(
        "plover",
        "plover",
        "data/plover_gold.jsonl",
        ("type", "type_any", "source", "target", "all_three", "no_claim"),
    ),
    SharedSet(
        "ucdp",
        "ucdp",
        "data/ucdp_ged_syria_2018_2019.jsonl",
        ("incident", "deaths", "place", "sides", "sides_each"),
    ),
)


def _held_half(gold: Path, into: Path) -> Path:
    """The rows that the first stage of training holds out, by the digest of their names."""
    kept = [
        line
        for line in gold.read_text(encoding="utf-8").splitlines(keepends=True)
        if not int(hashlib.sha256(json.loads(line)["id"].encode()).hexdigest()[:8], 16) % 2
    ]
    into.write_text("".join(kept), encoding="utf-8")
    return into


def call(command: Sequence[str | Path], *, fine: tuple[int, ...] = (0,)) -> str:
    """Run a command; its standard output.

    Raises:
        SetFailed: its exit status is none of ``fine``.
    """
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True, check=False)
    if done.returncode not in fine:
        name = next((Path(it).name for it in command[1:] if str(it).endswith(".py")), command[-1])
        raise SetFailed(f"{name} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def code_and_export(work: Path) -> None:
    """``contested code`` and ``contested export`` of ``work/in.jsonl``, as a user runs them."""
    ledger = work / "ledger"
    options = measured_coder.options()
    call([*_COMMAND, "code", work / "in.jsonl", "--ledger", ledger, *options], fine=(0, _REFUSALS))
    refuse_faults(call([*_COMMAND, "refusals", ledger]))
    call([*_COMMAND, "export", ledger, work / "out", "--format", "jsonl"])
    ledger.unlink()


def refuse_faults(refusals: str) -> None:
    """A report without text may be refused; one that the coder broke down on makes the scores worthless.

    Raises:
        SetFailed: the listing of refusals names a fault of the program.
    """
    faults = [line for line in refusals.splitlines() if _FAULT.search(line)]
    if faults:
        raise SetFailed(f"the coder broke down on {len(faults)} reports: {faults[0]}")


def scores_of(said: str) -> Scores:
    """The scores in a scorer's last line: ``SCORE name=value ...``.

    Raises:
        SetFailed: the last line is another.
    """
    last = said.strip().rsplit("\n", 1)[-1]
    head, *pairs = last.split()
    if head != "SCORE":
        raise SetFailed(f"the scorer's last line is no SCORE line: {last[:200]}")
    return {name: float(value) for name, _, value in (pair.partition("=") for pair in pairs)}


def write_details(path: Path, details: Sequence[Mapping[str, Any]]) -> None:
    """One detail a line."""
    path.write_text(
        "".join(f"{json.dumps(detail, ensure_ascii=False)}\n" for detail in details), encoding="utf-8"
    )


def _as_input(report: sentences.LabelledSentence) -> dict[str, str]:
    return {"id": report.name, "text": report.text, "published": PUBLISHED, "language": "en"}


def claims_by_report(export: Path) -> dict[str, list[scoring.Claim]]:
    """The claims of an export by the external id of their report."""
    claims: dict[str, list[scoring.Claim]] = defaultdict(list)
    with (export / "claims.jsonl").open(encoding="utf-8") as file:
        for line in file:
            claim = json.loads(line)
            claims[claim["external_id"]].append(claim)
    return claims
