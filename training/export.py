"""Weights from training to the folder that is shipped (stored as ``contested.learning.export`` says).

Run: python -m training.export --model FOLDER --minilm FOLDER --out FOLDER
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from contested.learning.examples import KINDS, ROLES, STATUSES
from contested.learning.export import write
from contested.learning.model import Reader


def export(model: Path, minilm: Path, out: Path, made: dict[str, object]) -> None:
    """Write the four files that ``inference`` reads."""
    given = torch.load(model / "model.pt")
    reader = Reader(len(given["types"]), len(KINDS), len(ROLES), len(STATUSES), layers=given["layers"])
    reader.load_state_dict(given["state"])
    write(reader, given["types"], minilm / "tokenizer.json", out, made)


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    made = json.loads((options.model / "made.json").read_text(encoding="utf-8"))
    export(options.model, options.minilm, options.out, made)
    size = sum(path.stat().st_size for path in options.out.iterdir())
    print(f"{options.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
