"""A text with spans over it, cut so that every code point is shown once and exactly.

Spans overlap freely: a date stands in a source's words, a place in an actor's name. The text is
cut at every boundary and each piece carries the kinds of all the spans that cover it. Joined again
the pieces are the text, letter for letter; nothing is put in and nothing left out.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contested.records import Claim, Mention

_PARAGRAPH = re.compile(r"[^\n]*(?:\n+|$)")
# Characters that show nothing but can reorder or split what is shown.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

LABELS = {
    "acts": "acts",
    "acted-on": "acted on",
    "actor": "actor",
    "person": "person",
    "place": "place",
    "date": "date",
    "number": "figure",
    "toll": "figure",
    "weapon": "weapon",
    "source": "source",
    "cue": "says",
    "trigger": "event",
    "loaded": "judging word",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be seen: code points ``start`` to ``end`` of the text, of one kind."""

    start: int
    end: int
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one set of marks; ``ends`` are the kinds whose span ends with it."""

    text: str
    kinds: tuple[str, ...]
    title: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces that stand in one coded sentence (or in none), with the ids of the claims made there."""

    anchors: tuple[str, ...]
    coded: bool
    pieces: tuple[Piece, ...]


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """``text[start:end]`` cut at every boundary of a mark.

    Marks that reach beyond are cut; empty ones and those that lie outside are left out.
    """
    end = len(text) if end is None else min(end, len(text))
    shown = [
        Mark(max(mark.start, start), min(mark.end, end), mark.kind, mark.title)
        for mark in marks
        if max(mark.start, start) < min(mark.end, end)
    ]
    opening, closing = _boundaries(shown)
    cuts = sorted({start, end} | opening.keys() | closing.keys())
    open_marks: dict[int, Mark] = {}
    result = []
    for here, after in itertools.pairwise(cuts):
        for number in closing.get(here, ()):
            del open_marks[number]
        open_marks.update((number, shown[number]) for number in opening.get(here, ()))
        ending = [shown[number].kind for number in closing.get(after, ())]
        result.append(_piece(text[here:after], list(open_marks.values()), ending))
    return tuple(result)


def paragraphs(text: str, marks: Sequence[Mark], claims: Iterable[Claim]) -> list[tuple[Passage, ...]]:
    """The whole text by paragraphs, each in passages that begin and end with a coded sentence."""
    anchors: dict[int, list[str]] = defaultdict(list)
    covered: list[tuple[int, int]] = []
    for claim in claims:
        at = max(0, min(claim.sentence.start, len(text)))
        anchors[at].append(claim.claim_id)
        covered.append((at, max(at, min(claim.sentence.end, len(text)))))
    cuts = sorted({bound for span in covered for bound in span} | set(anchors))
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    result = []
    for match in _PARAGRAPH.finditer(text):
        if match.start() == match.end() and match.start() not in anchors:
            continue
        result.append(_passages(text, match.span(), cuts, covered, anchors, ordered))
    return result


def claim_marks(claim: Claim) -> list[Mark]:
    """Every word that a claim was coded on, by what it was coded as."""
    quote = claim.trigger
    marks = [Mark(quote.start, quote.end, "trigger", "the word that names the event")]
    marks += [Mark(one.start, one.end, "acts", one.actor_name or "") for one in claim.side_a]
    marks += [Mark(one.start, one.end, "acted-on", one.actor_name or "") for one in claim.side_b]
    marks += [Mark(one.start, one.end, "place", one.name or "") for one in claim.places]
    marks += [Mark(one.start, one.end, "toll", one.kind) for one in claim.tolls]
    marks += [Mark(one.start, one.end, "loaded") for one in claim.loaded]
    if claim.date.start is not None and claim.date.end is not None:
        marks.append(Mark(claim.date.start, claim.date.end, "date"))
    for step in claim.attribution:
        if step.source:
            marks.append(Mark(step.source.start, step.source.end, "source", step.source.actor_name or ""))
        if step.cue:
            marks.append(Mark(step.cue.start, step.cue.end, "cue"))
    return marks


def mention_mark(mention: Mention) -> Mark:
    """A mention with the name of what it was resolved to."""
    resolved = ""
    if mention.actor:
        unsure = " (unsure)" if mention.actor.decision == "unsure" else ""
        resolved = mention.actor.actor_name + unsure
    elif mention.place:
        resolved = mention.place.name
    elif mention.date and mention.date.timex:
        resolved = mention.date.timex
    return Mark(mention.span.start, mention.span.end, mention.kind, resolved)


def invisible_characters(text: str) -> int:
    """How many characters of the text show nothing: zero-width, direction marks, soft hyphens."""
    return len(INVISIBLE.findall(text))


def _boundaries(marks: Sequence[Mark]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        opening[mark.start].append(number)
        closing[mark.end].append(number)
    return opening, closing


def _piece(text: str, over: Sequence[Mark], ending: Sequence[str]) -> Piece:
    kinds = tuple(dict.fromkeys(mark.kind for mark in over))
    titles = dict.fromkeys(
        f"{LABELS.get(mark.kind, mark.kind)}: {mark.title}"
        if mark.title
        else LABELS.get(mark.kind, mark.kind)
        for mark in over
    )
    ends = tuple(dict.fromkeys(LABELS.get(kind, kind) for kind in ending))
    return Piece(text, kinds, " · ".join(titles), ends)


def _passages(
    text: str,
    bounds: tuple[int, int],
    cuts: Sequence[int],
    covered: Sequence[tuple[int, int]],
    anchors: dict[int, list[str]],
    marks: Sequence[Mark],
) -> tuple[Passage, ...]:
    start, end = bounds
    inner = [start, *(cut for cut in cuts if start < cut < end), end]
    near = [mark for mark in marks if mark.start < end and start < mark.end]
    near_covered = [span for span in covered if span[0] < end and start < span[1]]
    result = []
    for here, after in itertools.pairwise(inner):
        coded = any(first <= here and after <= last for first, last in near_covered)
        shown = pieces(text, near, here, after) if here < after else ()
        result.append(Passage(tuple(anchors.get(here, ())), coded, shown))
    return tuple(result)
