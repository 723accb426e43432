"""A person's judgements as labelled texts: only what was judged teaches.

An accepted claim teaches its words as they stand, a corrected one the corrected words, a rejected one that
its trigger tells no event. Every other word of the report may tell anything, as far as is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from contested.judgements import Judged, Missed, Reading, Standing, of_judged, of_missed
from contested.learning.examples import Example, Told, number
from contested.records import Document
from contested.sentences import split
from contested.values.spans import Span

SOURCE = "judged"
HELD = 5  # one judged report in five is kept for the comparison
Marks = Callable[[Document], tuple[tuple[str, int, int], ...]]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts to learn from, what stands of the reports held out, and types that the weights do not know."""

    examples: tuple[Example, ...]
    held: Standing
    unknown_types: tuple[str, ...]


@dataclass(slots=True)
class _Report:
    events: list[Reading] = field(default_factory=list)
    nothing: list[Span] = field(default_factory=list)


def held_out(document_id: str) -> bool:
    """Whether a report is held out: always the same ones, whatever is judged later."""
    return number(document_id) % HELD == 0


def lessons(
    stands: Standing, documents: Mapping[str, Document], types: Collection[str], marks: Marks
) -> Lessons:
    """What stands, as texts to learn from; ``types`` are those that the weights know."""
    reports: dict[str, _Report] = {}
    for judged in stands.judged:
        _take_in(reports.setdefault(judged.claim.document_id, _Report()), judged, types)
    for missed in stands.missed:
        reading = of_missed(missed, documents[missed.document_id], types)
        reports.setdefault(missed.document_id, _Report()).events.append(reading)
    unknown = {it.event_type for report in reports.values() for it in report.events} - set(types)
    return Lessons(
        tuple(
            _example(documents[key], report, types, marks)
            for key, report in sorted(reports.items())
            if not held_out(key)
        ),
        Standing(_held(stands.judged), tuple(it for it in stands.missed if held_out(it.document_id))),
        tuple(sorted(unknown)),
    )


def _held(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    return tuple(it for it in judged if held_out(it.claim.document_id))


def _take_in(report: _Report, judged: Judged, types: Collection[str]) -> None:
    if judged.verdict == "reject":
        report.nothing.append(Span(judged.claim.trigger.start, judged.claim.trigger.end))
        return
    reading = of_judged(judged, types)
    report.events.append(reading)
    report.nothing.extend(reading.struck)


def _example(document: Document, report: _Report, types: Collection[str], marks: Marks) -> Example:
    telling = [it.trigger for it in report.events]
    return Example(
        document.document_id,
        SOURCE,
        document.text,
        tuple((it.span.start, it.span.end) for it in split(document)),
        (),
        frozenset(),
        tuple(_told(it) for it in report.events if it.event_type in types),
        elsewhere=None,
        marks=marks(document),
        nothing=tuple(
            (it.start, it.end) for it in report.nothing if not any(it.overlaps(other) for other in telling)
        ),
    )


def _told(reading: Reading) -> Told:
    return Told(
        reading.trigger.start,
        reading.trigger.end,
        frozenset({reading.event_type}),
        reading.status,
        reading.incident,
        None,
        tuple(sorted((role, span.start, span.end) for role, span in reading.fills)),
        reading.known,
    )


def readings_of_missed(
    missed: Sequence[Missed], documents: Mapping[str, Document], types: Collection[str]
) -> list[Reading]:
    """The events that no coder found, as readings."""
    return [of_missed(it, documents[it.document_id], types) for it in missed]
