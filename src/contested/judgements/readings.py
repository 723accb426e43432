"""What a person holds a sentence to say, on its words: to teach a coder by, and to hold one to.

A role is *known* only where all that fills it stands in the claim's own sentence. "They" may act there while
the claim names the group of the sentence before: to call nobody in this sentence a side would teach wrongly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from contested.judgements.standing import Judged, Missed
from contested.judgements.verdicts import checked
from contested.records import Claim, Document
from contested.values.spans import Span

TOLLS = frozenset({"killed", "wounded", "captured", "missing", "displaced"})
ROLES = frozenset({"side_a", "side_b", "place", "time", "source", "cue", "whom", *TOLLS})
_ROLE = {"date": "time"}
Fill = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Reading:
    """An event on its words. ``known`` are the roles that are told in full; ``status`` None is not known.

    ``struck`` are words that a correction took the trigger away from: they tell no event.
    """

    document_id: str
    sentence: Span
    trigger: Span
    event_type: str
    status: str | None
    incident: bool | None
    fills: tuple[Fill, ...]
    known: frozenset[str]
    struck: tuple[Span, ...] = ()


def of_judged(judged: Judged, types: Collection[str]) -> Reading:
    """The reading of an accepted claim, or of a corrected one with what was corrected."""
    claim, right = judged.claim, judged.corrected
    home = Span(claim.sentence.start, claim.sentence.end)
    coded = Span(claim.trigger.start, claim.trigger.end)
    given = [it for name in right for it in _given(name, right[name], claim.sentence.text, home, types)]
    trigger = next((span for role, span in given if role == "trigger"), coded)
    changed = frozenset(role for name in right for role in _roles(name))
    fills = [it for it in fills_of(claim) if it[0] not in changed]
    fills += [it for it in given if it[0] in ROLES]
    known = _known(claim, fills, home) | changed
    return Reading(
        claim.document_id,
        home,
        trigger,
        right.get("event_type", claim.event_type),
        right.get("status", claim.status),
        {"incident": True, "background": False}.get(claim.role),
        tuple(it for it in fills if home.contains(it[1])),
        known - _unsure_now(changed),
        () if trigger.overlaps(coded) else (coded,),
    )


def of_missed(missed: Missed, document: Document, types: Collection[str]) -> Reading:
    """The reading of an event that no coder found: only what was said of it is known."""
    text = missed.sentence.of(document.text)
    fills = [
        it
        for name, value in missed.fields.items()
        for it in _given(name, value, text, missed.sentence, types)
    ]
    return Reading(
        missed.document_id,
        missed.sentence,
        missed.trigger,
        missed.fields["event_type"],
        missed.fields.get("status"),
        None,
        tuple(fills),
        frozenset(role for name in missed.fields for role in _roles(name)),
    )


def fills_of(claim: Claim) -> Iterator[Fill]:
    """The words of a claim by the role that they fill, wherever in the report they stand."""
    for role, side in (("side_a", claim.side_a), ("side_b", claim.side_b)):
        yield from ((role, Span(it.start, it.end)) for it in side)
    yield from (("place", Span(it.start, it.end)) for it in claim.places)
    if claim.date.start is not None and claim.date.end is not None:
        yield "time", Span(claim.date.start, claim.date.end)
    for step in claim.attribution:
        if step.source is not None:
            yield "source", Span(step.source.start, step.source.end)
        if step.cue is not None:
            yield "cue", Span(step.cue.start, step.cue.end)
    for toll in claim.tolls:
        yield toll.kind, Span(toll.start, toll.end)
        if toll.whom.start is not None and toll.whom.end is not None:
            yield "whom", Span(toll.whom.start, toll.whom.end)


def finds(reading: Reading, claim: Claim) -> bool:
    """Whether a claim tells this event: a type, on words of the trigger."""
    trigger = Span(claim.trigger.start, claim.trigger.end)
    same = claim.document_id == reading.document_id and claim.event_type == reading.event_type
    return same and trigger.overlaps(reading.trigger)


def agreements(reading: Reading, claim: Claim) -> dict[str, bool]:
    """For each role that is known, and the status, whether a claim that tells the event has it right."""
    given = [it for it in fills_of(claim) if reading.sentence.contains(it[1])]
    found = {role: _alike(role, reading.fills, given) for role in sorted(reading.known)}
    if reading.status is not None:
        found["status"] = _voice(reading.status) == _voice(claim.status)
    return found


def _alike(role: str, wanted: Collection[Fill], given: Collection[Fill]) -> bool:
    """Every span of one side has one of the other that it shares words with."""
    first = [span for name, span in wanted if name == role]
    second = [span for name, span in given if name == role]
    return all(any(a.overlaps(b) for b in second) for a in first) and all(
        any(a.overlaps(b) for b in first) for a in second
    )


def _voice(status: str) -> str:
    """ "Asserted" and "reported" differ by whether a source is read, which is counted by itself."""
    return "told" if status in {"asserted", "reported"} else status


def _given(
    name: str, value: str, text: str, home: Span, types: Collection[str]
) -> Iterator[tuple[str, Span]]:
    known = {*types, value} if name == "event_type" else types
    yield from ((_ROLE.get(role, role), span) for role, span in checked(name, value, text, home, known))


def _roles(name: str) -> frozenset[str]:
    if name == "toll":
        return TOLLS
    role = _ROLE.get(name, name)
    return frozenset({role}) & ROLES


def _unsure_now(changed: Collection[str]) -> frozenset[str]:
    """Other figures count others, and another source says it in other words: the correction tells neither."""
    gone = {"whom"} if TOLLS & set(changed) else set()
    return frozenset(gone | ({"cue"} if "source" in changed else set()))


def _known(claim: Claim, fills: Collection[Fill], home: Span) -> frozenset[str]:
    elsewhere = {role for role, span in fills if not home.contains(span)}
    # A day of the words around, or of publication, fills nothing here and says nothing of what could.
    unread = {"time"} if claim.date.start is None and claim.date.basis != "unknown" else set()
    return ROLES - elsewhere - unread
