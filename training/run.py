"""From nothing to the shipped weights, in one command: ``make train``, or python -m training.run FOLDER.

First with half of each public set held out, for honest figures on them; then on from there with everything,
for the weights that are shipped. Then export, how sure a claim is, and the model card. A stage whose result
lies in FOLDER is not done again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from training import minilm

FIRST, THEN = "6", "4"  # epochs of the two stages


def main(folder: Path) -> None:
    """All stages, each in a process of its own."""
    given = minilm.fetch(folder / "minilm")
    half, whole = folder / "half", folder / "whole"
    common = ["--minilm", str(given)]
    _stage("training.train", half / "done", *common, "--out", str(half), "--epochs", FIRST)
    on = ["--start", str(half), "--epochs", THEN, "--rate", "1.2e-4", "--everything"]
    _stage("training.train", whole / "done", *common, "--out", str(whole), *on)
    for name in ("half", "whole"):
        weights = str(folder / f"{name}-weights")
        exported = ["--model", str(folder / name), "--minilm", str(given), "--out", weights]
        _stage("training.export", folder / f"{name}-weights" / "reader.onnx", *exported)
        _stage("training.confidence", None, "--weights", weights)
    _stage(
        "training.card",
        None,
        *("--weights", str(folder / "whole-weights"), "--half", str(half), "--whole", str(whole)),
    )
    print(f"the weights lie in {folder / 'whole-weights'}; copy them to src/contested/inference/weights")


def _stage(module: str, done: Path | None, *options: str) -> None:
    if done is not None and done.exists():
        print(f"{module}: done before ({done})")
        return
    subprocess.run([sys.executable, "-m", module, *options], check=True)
    if done is not None and not done.exists():
        done.touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
