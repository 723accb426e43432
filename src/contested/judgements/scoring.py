"""How a coder does by what people said of its claims.

A share of few is given with its interval (Wilson 1927, at 95 %). The judged claims are those that somebody
chose to judge: where these were the doubtful ones, the share is of the doubtful ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from contested.judgements.readings import Reading, agreements, finds
from contested.judgements.standing import Judged, Standing
from contested.records import Claim

FEW = 20  # below this the interval of one half is wider than 0.4: it says nothing that one would act on
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval in which the true share lies in 19 of 20 cases."""

    count: int
    of: int
    share: float | None
    low: float
    high: float

    @classmethod
    def make(cls, count: int, of: int) -> Share:
        """Wilson's interval; without any case it is everything."""
        if not of:
            return cls(0, 0, None, 0.0, 1.0)
        p, z2 = count / of, _Z * _Z
        middle = (p + z2 / (2 * of)) / (1 + z2 / of)
        half = _Z * sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
        return cls(count, of, p, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: what they said on average, and the share that was accepted."""

    low: float
    high: float
    said: float
    accepted: Share


@dataclass(frozen=True, slots=True)
class Again:
    """Which of the judged readings a coder gives: found by trigger and type, and right in every field."""

    coder: str
    accepted: Share
    accepted_whole: Share
    corrected: Share
    corrected_whole: Share
    missed: Share
    rejected_given: Share


@dataclass(frozen=True, slots=True)
class Scores:
    """What people said of the claims of a ledger. ``precision`` is the share accepted as it stood.

    ``event`` is the share whose event is right (accepted, or corrected in other fields than trigger and
    type). ``corrections`` are, by field, how many of the claims that stand had to be corrected there.
    """

    coders: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]
    missed: int
    lost: int
    few: bool
    precision: Share
    event: Share
    by_type: tuple[tuple[str, Share], ...]
    corrections: tuple[tuple[str, Share], ...]
    calibration: tuple[Bin, ...]


def scores(stands: Standing, bins: int = 5) -> Scores:
    """Score the judged claims as they were coded."""
    judged = stands.judged
    verdicts = Counter(it.verdict for it in judged)
    kept = [it for it in judged if it.verdict != "reject"]
    fields = Counter(name for it in kept for name in it.corrected)
    return Scores(
        tuple(sorted(Counter(it.claim.extractor for it in judged).items())),
        tuple((name, verdicts[name]) for name in ("accept", "correct", "reject")),
        len(stands.missed),
        stands.lost,
        len(judged) < FEW,
        _accepted(judged),
        Share.make(sum(not {"trigger", "event_type"} & set(it.corrected) for it in kept), len(judged)),
        tuple(
            (key, _accepted([it for it in judged if it.claim.event_type == key]))
            for key in sorted({it.claim.event_type for it in judged})
        ),
        tuple((name, Share.make(count, len(kept))) for name, count in fields.most_common()),
        tuple(_bins(judged, bins)),
    )


def _accepted(judged: Sequence[Judged]) -> Share:
    return Share.make(sum(it.verdict == "accept" for it in judged), len(judged))


def _bins(judged: Sequence[Judged], bins: int) -> Iterable[Bin]:
    for number in range(bins):
        inside = [it for it in judged if min(int(it.claim.confidence * bins), bins - 1) == number]
        if inside:
            said = sum(it.claim.confidence for it in inside) / len(inside)
            yield Bin(number / bins, (number + 1) / bins, said, _accepted(inside))


def again(
    coder: str,
    stands: Standing,
    claims_of: Callable[[str], Sequence[Claim]],
    reading_of: Callable[[Judged], Reading],
    missed: Sequence[Reading] = (),
) -> Again:
    """Hold a coder's claims to what stands; ``claims_of`` gives its claims of a report by the report's id."""
    hits = {
        verdict: [
            _hit(reading_of(it), claims_of(it.claim.document_id))
            for it in stands.judged
            if it.verdict == verdict
        ]
        for verdict in ("accept", "correct")
    }
    wrong = [
        any(_repeats(it.claim, claim) for claim in claims_of(it.claim.document_id))
        for it in stands.judged
        if it.verdict == "reject"
    ]
    return Again(
        coder,
        accepted=_reached(hits["accept"], 1),
        accepted_whole=_reached(hits["accept"], 2),
        corrected=_reached(hits["correct"], 1),
        corrected_whole=_reached(hits["correct"], 2),
        missed=_reached([_hit(it, claims_of(it.document_id)) for it in missed], 1),
        rejected_given=Share.make(sum(wrong), len(wrong)),
    )


def _reached(hits: Sequence[int], least: int) -> Share:
    return Share.make(sum(hit >= least for hit in hits), len(hits))


def _hit(reading: Reading, claims: Sequence[Claim]) -> int:
    """2 where a claim tells the event with every field right, 1 where one tells it, else 0."""
    return max((1 + all(agreements(reading, it).values()) for it in claims if finds(reading, it)), default=0)


def _repeats(rejected: Claim, claim: Claim) -> bool:
    same = claim.event_type == rejected.event_type
    return same and claim.trigger.start < rejected.trigger.end and rejected.trigger.start < claim.trigger.end
