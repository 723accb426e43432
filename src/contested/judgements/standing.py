"""What stands after everything that people said, in the order in which they said it.

The last word counts, whoever spoke it: accept and reject are said of the whole claim and take back what was
corrected before; a correction of one field leaves those of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from contested.errors import NotFound, UsageError
from contested.judgements.verdicts import OF_CLAIMS, checked, named, place_of_missed
from contested.records import Claim, Judgement
from contested.values.spans import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what is said of it; ``corrected`` are the right values of its fields, by field."""

    claim: Claim
    verdict: Literal["accept", "correct", "reject"]
    corrected: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Missed:
    """An event that no coder found: where, and its fields as a person gave them."""

    document_id: str
    trigger: Span
    sentence: Span
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """All that stands; ``lost`` are claims, or words of them, that the ledger does not hold any more."""

    judged: tuple[Judged, ...]
    missed: tuple[Missed, ...]
    lost: int = 0


@dataclass(slots=True)
class Words:
    """What was said of one thing so far: of its whole, and of its fields."""

    whole: Judgement | None = None
    fields: dict[str, Judgement] = field(default_factory=dict)
    count: int = 0

    def hear(self, judgement: Judgement) -> None:
        """One more word."""
        self.count += 1
        if judgement.verdict in {"accept", "reject"}:
            self.whole = judgement
            self.fields.clear()
        else:
            self.whole = None
            self.fields[judgement.field or ""] = judgement

    def add(self, judgement: Judgement) -> Judgement | None:
        """The judgement with its id; None where this person's same word stands already."""
        before = self.fields.get(judgement.field or "") if judgement.field else self.whole
        said = replace(judgement, judgement_id="", reason=None)
        if before and replace(before, judgement_id="", reason=None) == said:
            return None
        made = replace(judgement, judgement_id=named(judgement, self.count))
        self.hear(made)
        return made


def heard(judgements: Iterable[Judgement]) -> dict[tuple[str, ...], Words]:
    """Everything that was said of claims and missed events, by what it is about."""
    found: dict[tuple[str, ...], Words] = {}
    for it in judgements:
        missed = it.verdict == "missed" or place_of_missed(it.about) is not None
        if missed or (it.verdict in OF_CLAIMS and len(it.about) == 1):
            found.setdefault(it.about, Words()).hear(it)
    return found


def standing(judgements: Iterable[Judgement], claim_of: Callable[[str], Claim]) -> Standing:
    """What stands; ``claim_of`` gives a claim by its id and raises NotFound."""
    judged, missed, lost = [], [], 0
    for about, words in heard(judgements).items():
        values = {name: it.value or "" for name, it in words.fields.items() if name}
        place = place_of_missed(about)
        if place is not None:
            if words.whole is None and "event_type" in values:
                missed.append(Missed(*place, values))
            continue
        try:
            claim = claim_of(about[0])
        except NotFound:
            lost += 1
            continue
        if not _stands_on(claim, values):
            lost += 1
            continue
        verdict = words.whole.verdict if words.whole else "correct"
        judged.append(Judged(claim, verdict, values))  # type: ignore[arg-type]
    return Standing(tuple(judged), tuple(missed), lost)


def _stands_on(claim: Claim, values: Mapping[str, str]) -> bool:
    """Whether the words of all corrections stand in the claim's sentence, as its last coding cut it."""
    home = Span(claim.sentence.start, claim.sentence.end)
    try:
        for name, value in values.items():
            checked(name, value, claim.sentence.text, home, {value})
    except UsageError:
        return False
    return True
