"""The style sheet keeps what reading asks of it: contrast in light and dark, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

import contested.web

SHEET = (Path(contested.web.__file__).parent / "static" / "contested.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r":root \{([^}]*--paper[^}]*)\}", SHEET)
LIGHT = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", BLOCKS[0]))
DARK = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", BLOCKS[1]))
MARKS = ("acts", "acted", "place", "date", "figure", "event", "says", "faint", "band")
TEXTS = [(ink, ground) for ink in ("ink", "soft", "link", "best", "accent") for ground in ("paper", "sheet")]
TEXTS += [("ink", ground) for ground in MARKS] + [("soft", "faint"), ("paper", "accent")]
LABELS = [("soft", ground) for ground in ("acts", "acted", "place", "date", "figure", "event", "says")]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground_as_wcag_aa_asks(palette: dict[str, str]):
    faint = {
        (ink, ground): round(contrast(palette[ink], palette[ground]), 2)
        for ink, ground in TEXTS + LABELS
        if contrast(palette[ink], palette[ground]) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_underline_and_the_focus_ring_stand_out_by_three_to_one(palette: dict[str, str]):
    lines = [(f"{kind}-line", kind) for kind in MARKS[:7]] + [("focus", "paper"), ("focus", "sheet")]
    assert [pair for pair in lines if contrast(palette[pair[0]], palette[pair[1]]) < 3] == []


def test_the_style_sheet_loads_nothing():
    assert "url(" not in SHEET
    assert "@import" not in SHEET
    assert "@font-face" not in SHEET
