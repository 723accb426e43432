"""The model card, written by the run from what the run left: sets, licences, curve, reliability, errors.

Run: python -m training.card --weights FOLDER --half FOLDER --whole FOLDER
"""

from __future__ import annotations

import argparse
import json
import platform
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from contested import ontology
from contested.claims.extractors.encoder import EncoderExtractor
from contested.inference import EncoderReader
from contested.pipeline.path import PathCoder, World
from evaluation import annotations
from training.confidence import judged
from training.examples import own_reports

LICENCES = {
    "own reports": "this project, Apache-2.0",
    "marked text": "this project, Apache-2.0",
    "muc4": "MUC-4 by way of gtt (repository MIT; the corpus was released for public use, terms unverified)",
    "wikievents": "WikiEvents by way of gen-arg, MIT",
    "plover": "PLOVER gold standard records, CC BY-SA 4.0",
    "re3d": "Dstl re3d without the BBC's part: OGL, public domain, CC BY-SA by document",
    "ordinary": "UD English EWT (CC BY-SA 4.0), NewsReader MEANTIME (CC BY 4.0), passages of MUC-4",
}
_TOLD = (
    "types",
    "status",
    "incident",
    "kind actor",
    "role side_a",
    "role side_b",
    "role place",
    "role killed",
)


def card(weights: Path, half: Path, whole: Path) -> str:
    """The text of the card."""
    meta = json.loads((weights / "reader.json").read_text(encoding="utf-8"))
    curve = json.loads((half / "curve.json").read_text(encoding="utf-8"))
    coder = PathCoder(EncoderExtractor(ontology.load(), EncoderReader(weights)), World.shipped())
    return "\n".join(
        [
            f"# Model card: contested reader {meta['version']}",
            "",
            *_what(meta),
            "",
            "## What it learned from",
            "",
            *_sets(meta),
            "",
            "## How it was trained",
            "",
            *_how(meta, json.loads((whole / "curve.json").read_text(encoding="utf-8"))),
            "",
            "## What it reads on texts it has not seen",
            "",
            "F1 by word piece (accuracy for status and incident) of the training with half of WikiEvents, "
            "PLOVER and re3d held out, after each epoch. `own reports` are the frozen reports and the held "
            "twelfth of the others; scores of whole claims stand in `evaluation/RESULTS.md`.",
            "",
            *_curve(curve),
            "",
            "## How sure it is",
            "",
            *_reliability(meta),
            "",
            "## Where it errs",
            "",
            *_errors(coder),
            "",
            *_cannot(),
            "",
        ]
    )


def _what(meta: dict[str, Any]) -> list[str]:
    return [
        f"A MiniLM encoder ({meta['layers']} layers, 384 wide, uncased) with word shapes and the finders' "
        "marks as inputs and heads for mentions, event triggers with type and status, the arguments of each "
        "trigger, and what pronouns stand for. English only. Weights in 8 bits, computed in 32.",
        "",
        "Started from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Licence of these weights: "
        "Apache-2.0 for what is the project's own; the sets below ask to be credited, some "
        "under share-alike terms of their texts.",
    ]


def _sets(meta: dict[str, Any]) -> list[str]:
    rows = ["| set | texts | words | events | licence |", "|---|---|---|---|---|"]
    for name, it in meta["sets"].items():
        rows.append(f"| {name} | {it['texts']} | {it['words']} | {it['events']} | {LICENCES[name]} |")
    return [
        *rows,
        "",
        f"Data digest {meta['data_digest']}. No text of the measured sets FA-KES, CASE 2021, the seeds, "
        "TimeBank, GeoWebNews or the gun violence reports is among them, nor any frozen report.",
    ]


def _how(meta: dict[str, Any], curve: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"`make train`: seed {meta['seed']}, {_epochs(meta)}, AdamW, rate {meta['rate']} (heads "
        f"eight times that), batches of 16 chunks of up to 128 word pieces; names of armed groups swapped in "
        f"half of the texts, marks left out at random. "
        f"{curve[-1]['seconds'] // 60} minutes on two shared cores "
        f"({platform.machine()}).",
        "",
        "Loss by epoch: "
        + "; ".join(
            f"{row['epoch']}: " + ", ".join(f"{name} {value}" for name, value in row["loss"].items())
            for row in curve
        ),
    ]


def _epochs(meta: dict[str, Any]) -> str:
    first = meta.get("went_on_from")
    before = f"{first['epochs']} epochs with half of the public sets held out, then " if first else ""
    return f"{before}{meta['epochs']} epochs on everything"


def _curve(curve: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield f"| set | epoch | {' | '.join(_TOLD)} |"
    yield "|---" * (2 + len(_TOLD)) + "|"
    for source in [name for name in curve[-1] if isinstance(curve[-1][name], dict) and name != "loss"]:
        for row in curve:
            told = " | ".join(str(row[source].get(name, "")) for name in _TOLD)
            yield f"| {source} | {row['epoch']} | {told} |"


def _reliability(meta: dict[str, Any]) -> Iterator[str]:
    it = meta["reliability"]
    yield (
        f"A claim counts as right where a label of its sentence has its type and status and the sides agree. "
        f"On {it['frozen_claims']} claims of the frozen reports, which neither weights nor this fit "
        f"have seen, the expected calibration error (ten bins) is {it['error']:.3f}."
    )
    yield ""
    yield "| said | right | claims |"
    yield "|---|---|---|"
    for said, was, count in it["table"]:
        yield f"| {said:.2f} | {was:.2f} | {count} |"


def _errors(coder: PathCoder) -> Iterator[str]:
    """Share of right claims on the frozen reports by voice of the outlet, by conflict, by who acts."""
    rows = {str(it.row["id"]): it.row for it in annotations.load() if it.row.get("frozen")}
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for text in own_reports(frozen=True):
        for it in judged(coder, [text]):
            row = rows[text.name]
            for key in (("voice", row["voice"]), ("conflict", row["conflict"]), ("acts", it.acts)):
                asked[key] += 1
                right[key] += it.right
    for what in ("voice", "conflict", "acts"):
        told = [
            f"{name} {right[what, name] / count:.2f} of {count}"
            for (group, name), count in asked.most_common()
            if group == what and count >= 10
        ]
        yield f"- by {what}: {'; '.join(told)}"


def _cannot() -> list[str]:
    return [
        "## What it cannot do",
        "",
        "- It reads English, and news prose: social media, transcripts and legal texts were not in its sets.",
        "- It reads up to 128 word pieces at a time: a side told two paragraphs earlier is not found.",
        "- It knows event types as the ontology draws them; near types (attack, clash, shelling; the kinds "
        "of protest) are its commonest confusion.",
        "- The project's own texts were written by its makers and labelled by whoever wrote them; their "
        "conflicts are real and what is told of them is not.",
        "- It is for documenting past events at the level of groups. It must not be used to find or follow "
        "persons.",
    ]


def main() -> None:
    """Write ``MODEL_CARD.md`` beside the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--half", type=Path, required=True)
    parser.add_argument("--whole", type=Path, required=True)
    options = parser.parse_args()
    text = card(options.weights, options.half, options.whole)
    (options.weights / "MODEL_CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
