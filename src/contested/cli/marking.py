"""Words of a report with what was read in them marked.

The marks are signs as well as colours: a pipe, a file and a reader who sees no colours get them
too. ``«...»`` is the word that tells the event, ``[...]`` a figure, ``‹...›`` who says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contested.cli.console import plain
from contested.records import Claim

if TYPE_CHECKING:
    from rich.text import Text

LEGEND = "«event word» [figure] ‹who says so›"
_SIGNS = {"trigger": ("«", "»", "bold red"), "toll": ("[", "]", "bold"), "source": ("‹", "›", "cyan")}
Mark = tuple[int, int, str]


def marked_sentence(claim: Claim, text: str) -> Text:
    """The sentence of a claim, as the report has it, marked."""
    from rich.text import Text

    start, end = claim.sentence.start, claim.sentence.end
    out, at = Text(), start
    for mark_start, mark_end, kind in marks(claim):
        if mark_start < at or mark_end > end:
            continue
        opening, closing, style = _SIGNS[kind]
        out.append(plain(text[at:mark_start], kept=""))
        out.append(f"{opening}{plain(text[mark_start:mark_end], kept='')}{closing}", style=style)
        at = mark_end
    out.append(plain(text[at:end], kept=""))
    return out


def marks(claim: Claim) -> list[Mark]:
    """What to mark, in order of place; of two that overlap the first is kept."""
    found = [(claim.trigger.start, claim.trigger.end, "trigger")]
    found += [(toll.start, toll.end, "toll") for toll in claim.tolls]
    found += [(step.source.start, step.source.end, "source") for step in claim.attribution if step.source]
    kept: list[Mark] = []
    for mark in found:
        if all(mark[1] <= other[0] or other[1] <= mark[0] for other in kept):
            kept.append(mark)
    return sorted(kept)
