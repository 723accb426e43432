"""The evaluation is a package of the repository and not of the program: found from the root."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
