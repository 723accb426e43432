"""How sure a claim is: a logistic fit on texts that no weight was made from.

A claim is right where a label of its sentence has its type, all sides that the label states, and its status.
The fit is on the held-out tenth of the project's own texts; the reliability table is on the frozen reports,
which neither weights nor this fit have seen.

Run: python -m training.confidence --weights FOLDER   (writes into its reader.json)
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from contested import ontology
from contested.actors import load as load_register
from contested.claims.extractors.encoder import BELIEFS, EncoderExtractor, beliefs
from contested.inference import EncoderReader
from contested.pipeline.path import PathCoder, World
from contested.records import Claim, Party
from training.examples import Example, Told, document, held_for_confidence, own_reports

_register = cache(load_register)
Numbers = npt.NDArray[np.float64]
_EMPTY = frozenset("the a an its their his her of".split())


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what the model believed of it, whether it is right, and what kind of side acts."""

    beliefs: tuple[float, ...]
    right: bool
    acts: str


def judged(coder: PathCoder, texts: Sequence[Example]) -> list[Judged]:
    """Every claim that the coder makes of labelled texts, held to their labels."""
    extractor = coder.extractor
    assert isinstance(extractor, EncoderExtractor)
    found = []
    for it in texts:
        report = document(it.name, it.text)
        for claim, read in extractor.with_beliefs(*coder.prepared(report)):
            if any(a <= claim.trigger.start < b for a, b in it.open):
                continue
            right = any(_same(claim, told, it.text) for told in it.events)
            found.append(Judged(tuple(beliefs(read, claim)), right, _acts(claim)))
    return found


def _acts(claim: Claim) -> str:
    """What kind of side acts, as far as the register knows it."""
    known = next((it.actor_id for it in claim.side_a if it.actor_id), None)
    if known is None:
        return "not in the register" if claim.side_a else "nobody named"
    actor = _register().actor(known)
    return actor.kind if actor else "not in the register"


def _same(claim: Claim, told: Told, text: str) -> bool:
    near = claim.sentence.start <= told.start < claim.sentence.end
    if not near or claim.event_type not in told.types:
        return False
    if (
        told.status
        and told.status != claim.status
        and {told.status, claim.status} != {"asserted", "reported"}
    ):
        return False
    sides = {
        role: [text[a:b] for name, a, b in told.arguments if name == role] for role in ("side_a", "side_b")
    }
    straight = _named(sides["side_a"], claim.side_a) and _named(sides["side_b"], claim.side_b)
    mutual = ontology.load()[claim.event_type].symmetric
    crossed = mutual and _named(sides["side_a"], claim.side_b) and _named(sides["side_b"], claim.side_a)
    return straight or crossed


def _named(wanted: Sequence[str], given: Sequence[Party]) -> bool:
    """Whether a side is told by one of its names at least, where the label states one."""
    names = [it.text for it in given] + [it.actor_name for it in given if it.actor_name]
    return not wanted or any(_alike(one, other) for one in wanted for other in names)


def _alike(one: str, other: str) -> bool:
    few, many = sorted((_telling(one), _telling(other)), key=len)
    return bool(few) and few <= many


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold())) - _EMPTY


def fit(given: Sequence[Judged], ridge: float = 1.0, steps: int = 50) -> tuple[list[float], float]:
    """Weights and bias by iteratively reweighted least squares with a ridge."""
    x = np.array([[*it.beliefs, 1.0] for it in given])
    y = np.array([float(it.right) for it in given])
    weights = np.zeros(x.shape[1])
    penalty = ridge * np.eye(x.shape[1])
    penalty[-1, -1] = 0.0
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights = weights + np.linalg.solve(hessian, x.T @ (y - p) - penalty @ weights)
    return [float(it) for it in weights[:-1]], float(weights[-1])


def sure(given: Sequence[Judged], weights: Sequence[float], bias: float) -> Numbers:
    """The probability that each claim is right."""
    x = np.array([it.beliefs for it in given])
    return np.asarray(1 / (1 + np.exp(-(x @ np.array(weights) + bias))))


def reliability(
    p: Numbers, right: Sequence[bool], bins: int = 10
) -> tuple[list[tuple[float, float, int]], float]:
    """Mean confidence, share right and count by bins of equal width, and the expected calibration error."""
    y = np.array(right, dtype=float)
    at = np.minimum((p * bins).astype(int), bins - 1)
    rows = [
        (float(p[at == n].mean()), float(y[at == n].mean()), int((at == n).sum()))
        for n in range(bins)
        if (at == n).any()
    ]
    error = sum(count * abs(said - was) for said, was, count in rows) / len(y)
    return rows, float(error)


def main() -> None:
    """Fit, measure on the frozen reports, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    options = parser.parse_args()
    path = options.weights / "reader.json"
    meta = json.loads(path.read_text())
    meta.pop("confidence", None)
    path.write_text(json.dumps(meta, indent=1) + "\n")
    coder = PathCoder(EncoderExtractor(ontology.load(), EncoderReader(options.weights)), World.shipped())
    learn = judged(coder, held_for_confidence())
    weights, bias = fit(learn)
    frozen = judged(coder, own_reports(frozen=True))
    rows, error = reliability(sure(frozen, weights, bias), [it.right for it in frozen])
    print(f"fitted on {len(learn)} claims, {sum(it.right for it in learn) / len(learn):.3f} right")
    print(dict(zip(BELIEFS, (round(it, 2) for it in weights), strict=True)), round(bias, 2))
    print(
        f"frozen reports: {len(frozen)} claims, {np.mean([it.right for it in frozen]):.3f} right, "
        f"error {error:.3f}"
    )
    for said, was, count in rows:
        print(f"  said {said:.2f}  right {was:.2f}  of {count}")
    meta["confidence"] = {"weights": weights, "bias": bias, "fitted_on": len(learn)}
    meta["reliability"] = {"frozen_claims": len(frozen), "error": error, "table": rows}
    path.write_text(json.dumps(meta, indent=1) + "\n")


if __name__ == "__main__":
    main()
