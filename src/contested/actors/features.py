"""What speaks for and against a spelling being a name, each with the sentence a reader sees."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from contested.actors.candidates import Entry, NameIndex
from contested.actors.keys import Token
from contested.records import WorldDates
from contested.values.intervals import DateInterval

# A substitution (each side has a word that the other lacks) is a different name more often than an
# omission is: "Jaysh al-Islam" and "Jaysh al-Nasr" share half their words.
SUBSTITUTION = 0.6
# A content word of the report that the register's name lacks never passes silently ("Tahrir al-Sham Army").
UNMATCHED_CEILING = 0.65
MISSING_HEAD_CEILING = 0.70
OMISSION_CEILING = 0.70  # "Jabhat al-Islam" is not "Ansar al-Islam Front"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a spelling and a register name are, 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


def likeness(wanted: tuple[Token, ...], entry: Entry, index: NameIndex) -> Likeness:
    """Rarity-weighted soft overlap of two keys (weights and ceilings found on the frozen variants set)."""
    left = list(entry.key)
    unmatched: list[Token] = []
    shared = total = 0.0
    for token in wanted:
        best = max(left, key=lambda other: _alike(token, other), default=None)
        alike = _alike(token, best) if best else 0.0
        weight = index.weight(token)
        total += weight
        if best is not None and alike > 0:
            left.remove(best)
            shared += alike * (weight + index.weight(best))
            total += index.weight(best)
        else:
            unmatched.append(token)
    total += sum(index.weight(token) for token in left)
    score = shared / total if total else 0.0
    reasons = [f"spelling of {entry.name.text!r} ({score:.2f})"]
    if unmatched and left:
        score *= SUBSTITUTION
        reasons.append("each has a word that the other lacks")
    if unmatched:
        ceiling = MISSING_HEAD_CEILING if all(token.head for token in unmatched) else UNMATCHED_CEILING
        score = min(score, ceiling)
        reasons.append("has a word that the register's name lacks")
    if any(not token.head for token in left):
        score = min(score, OMISSION_CEILING)
        reasons.append("lacks a word of the register's name")
    if len(entry.key) == 1 and len(wanted) > 1:
        score = min(score, UNMATCHED_CEILING)
    if not any(not token.head for token in wanted):
        score = 0.0
    return Likeness(score, tuple(reasons))


def _alike(one: Token, other: Token) -> float:
    if one.code == other.code:
        return 1.0
    if one.concept or other.concept or one.head or other.head or one.code.isdigit() or other.code.isdigit():
        return 0.0
    if min(len(one.code), len(other.code)) < 4:
        return 0.0
    return 0.8 if Levenshtein.distance(one.code, other.code) == 1 else 0.0


def held(dates: WorldDates, days: DateInterval | None) -> bool:
    """The name or actor may have been in use on a day of the report; a report without a date passes."""
    return days is None or dates.may_hold_on(days.first, days.last)


def gate_reason(dates: WorldDates, days: DateInterval | None) -> str | None:
    """Why the report's date speaks against a name; None where it does not."""
    if days is None:
        return "the report's date is not known: the name's dates were not held against it"
    if held(dates, days):
        return None
    if dates.to_latest and dates.to_latest < days.first:
        return f"legacy name: in use until {dates.to_latest}, the report is of {days.first}"
    return f"name in use only from {dates.from_earliest}, the report is of {days.last}"
