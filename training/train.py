"""Train the encoder from nothing: sets, seeds, curves, weights, in one run.

Run: python -m training.train --minilm FOLDER --out FOLDER [--shared ../shared] [--epochs 6] [--threads 2]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import torch

from contested import ontology
from contested.inference.features import HINT_KINDS, Pieces
from contested.learning.examples import KINDS, ROLES, STATUSES, Example
from contested.learning.losses import batches, measured, optimiser, slowing, step
from contested.learning.model import Reader
from contested.learning.tensors import Row, batch, rows
from training import examples, finders, swaps
from training.examples import HELD, TEXT, number

WEIGHTS = {
    "own reports": 1.0,
    "marked text": 1.0,
    "wikievents": 0.7,
    "plover": 0.7,
    "muc4": 0.35,
    "re3d": 0.5,
    "ordinary": 0.4,
}
SHARE = {"muc4": 0.5, "ordinary": 0.12}  # of what tells little for its length, each epoch takes a part
SEED = 20170214


def gather(shared: Path, text: Path, *, all_of_them: bool) -> tuple[list[Example], list[Example]]:
    """Texts to learn from, and texts held out: the frozen reports, and a part of the other sets.

    ``all_of_them`` keeps nothing of the public sets out: for the weights that are shipped.
    """
    own = [*examples.own_reports(frozen=False), *examples.marked(text)]
    learn = [it for it in own if number(it.name) % HELD]
    held = [*examples.own_reports(frozen=True), *(it for it in own if not number(it.name) % HELD)]
    data, words = shared / "data", finders.trigger_words
    if data.exists():
        public = [
            *examples.re3d(data / "re3d.jsonl", words),
            *examples.wikievents(data / "wikievents_dev.jsonl"),
            *examples.plover(data / "plover_gold.jsonl", words),
        ]
        learn += [it for it in public if all_of_them or number(it.name) % 2]
        held += [it for it in public if not (all_of_them or number(it.name) % 2)]
        learn += examples.muc4(data / "muc4_train.jsonl", words)
        learn += examples.muc4_around(data / "muc4_train.jsonl", words)
        learn += examples.meantime(data / "raw" / "meantime_english.tar.gz", words)
        learn += examples.treebank(data / "raw" / "ud_ewt_train.conllu.gz", words)
    return learn, held


def marked_by_finders(texts: list[Example], cache: Path) -> list[Example]:
    """The texts with the marks of the program's finders, kept in a file between runs."""
    known = json.loads(cache.read_text()) if cache.exists() else {}
    for it in texts:
        key = hashlib.sha256(it.text.encode()).hexdigest()
        if key not in known:
            known[key] = finders.marks(it)
    cache.write_text(json.dumps(known))
    return [
        examples.with_marks(it, [tuple(mark) for mark in known[hashlib.sha256(it.text.encode()).hexdigest()]])
        for it in texts
    ]


def varied(example: Example, names: tuple[str, ...], rng: random.Random) -> Example:
    """The example as an epoch sees it: other names at times, hints left out at times."""
    if example.source in {"own reports", "marked text"} and rng.random() < 0.5:
        example = swaps.swap(example, names, rng)
    left_out = 1.0 if rng.random() < 0.15 else 0.15
    return replace(example, marks=tuple(it for it in example.marks if rng.random() >= left_out))


def epoch_rows(
    texts: list[Example], pieces: Pieces, types: list[str], names: tuple[str, ...], rng: random.Random
) -> list[Row]:
    """The chunks of one epoch: everything once, of the sets that tell little a part."""
    chosen = [it for it in texts if rng.random() < SHARE.get(it.source, 1.0)]
    return [row for it in chosen for row in rows(varied(it, names, rng), pieces, types)]


def train(options: argparse.Namespace) -> None:
    """One run."""
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = random.Random(SEED)
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    types = sorted(ontology.load().types)
    pieces = Pieces(options.minilm / "tokenizer.json", types)
    learn, held = gather(options.shared, options.text, all_of_them=options.everything)
    learn, held = (marked_by_finders(it, out / "marks.json") for it in (learn, held))
    print("learn", dict(Counter(it.source for it in learn)), "held", dict(Counter(it.source for it in held)))
    held_rows = {
        source: [row for it in held if it.source == source for row in rows(it, pieces, types)]
        for source in sorted({it.source for it in held})
    }
    model = Reader.from_minilm(
        options.minilm, len(types), len(KINDS), len(ROLES), len(STATUSES), layers=options.layers
    )
    if options.start:
        model.load_state_dict(torch.load(options.start / "model.pt")["state"])
    made = optimiser(model, options.rate)
    names = swaps.names()
    planned = len(batches(epoch_rows(learn, pieces, types, names, random.Random(0)), rng)) * options.epochs
    schedule = slowing(made, planned)
    curve: list[dict[str, object]] = []
    started = time.monotonic()
    (out / "made.json").write_text(json.dumps(_made(options, learn), indent=1) + "\n")
    for epoch in range(options.epochs):
        total: Counter[str] = Counter()
        cut = batches(epoch_rows(learn, pieces, types, names, rng), rng)
        for n, chosen in enumerate(cut):
            total.update(step(model, batch(chosen, WEIGHTS), made, schedule))
            if n % 100 == 99:
                said = " ".join(f"{name} {value / (n + 1):.3f}" for name, value in total.items())
                print(
                    f"epoch {epoch} {n + 1}/{len(cut)} {time.monotonic() - started:.0f} s {said}", flush=True
                )
        row = {"epoch": epoch, "seconds": round(time.monotonic() - started)}
        row["loss"] = {name: round(value / len(cut), 4) for name, value in total.items()}
        for source, some in held_rows.items():
            row[source] = {name: round(value, 3) for name, value in measured(model, some).items() if value}
            print(source, row[source], flush=True)
        curve.append(row)
        torch.save({"state": model.state_dict(), "types": types, "layers": options.layers}, out / "model.pt")
        (out / "curve.json").write_text(json.dumps(curve, indent=1))


def _made(options: argparse.Namespace, learn: list[Example]) -> dict[str, object]:
    """How these weights are made: what a card says and a second run needs."""
    sets = {
        source: {
            "texts": len(some),
            "words": sum(len(it.text.split()) for it in some),
            "events": sum(len(it.events) for it in some),
        }
        for source in sorted({it.source for it in learn})
        for some in [[it for it in learn if it.source == source]]
    }
    digest = hashlib.sha256("".join(repr(replace(it, marks=())) for it in learn).encode()).hexdigest()
    return {
        "version": options.version,
        "seed": SEED,
        "epochs": options.epochs,
        "layers": options.layers,
        "rate": options.rate,
        "went_on_from": json.loads((options.start / "made.json").read_text()) if options.start else None,
        "public_sets": "whole" if options.everything else "half, by name",
        "sets": sets,
        "data_digest": digest[:16],
    }


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--text", type=Path, default=TEXT)
    parser.add_argument("--start", type=Path, help="go on from the weights of this folder")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--version", default="0.1.0", help="the weights' own version")
    parser.add_argument("--everything", action="store_true", help="hold nothing of the public sets out")
    train(parser.parse_args())


if __name__ == "__main__":
    assert HINT_KINDS
    main()
