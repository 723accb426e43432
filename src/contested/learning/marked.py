"""The project's own marked text as labelled texts."""

from __future__ import annotations

from pathlib import Path

from contested.learning import markup
from contested.learning.examples import KINDS, Example, Told, sentences_of


def marked(folder: Path) -> list[Example]:
    """The project's own marked text."""
    return [_marked(block) for path in sorted(folder.glob("*.txt")) for block in markup.blocks(path)]


def _marked(block: markup.Marked) -> Example:
    first = {}
    for start, end, words in block.references:
        before = block.text.rfind(words, 0, start)
        at = before if before >= 0 else block.text.find(words)
        first[(start, end)] = (at, at + len(words))
    return Example(
        block.name,
        "marked text",
        block.text,
        sentences_of(block.name, block.text),
        block.mentions,
        frozenset(KINDS),
        tuple(
            Told(
                event.start,
                event.end,
                frozenset({event.event_type}),
                event.status,
                event.incident,
                event.main,
                tuple((it.role, it.start, it.end) for it in event.arguments),
            )
            for event in block.events
        ),
        tuple((a, b, (target,)) for (a, b), target in sorted(first.items())),
    )
