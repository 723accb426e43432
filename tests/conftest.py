"""What all tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the repository; tests that need it are skipped where it is not."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold" / "seeds.json").exists():
        pytest.skip("the development data (../shared) is not beside this clone")
    return folder
