"""Where and when: which of a sentence's places and dates a trigger is about.

The place and the day nearest in the trigger's own clause are its own. The day on which somebody spoke is
no day of the deed: it only bounds it. Without any, the days of publication bound it, and the basis says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from contested.claims.attribution import Saying
from contested.claims.sides import Sentence, clause_end
from contested.claims.triggers import Trigger
from contested.claims.units import Row, Unit
from contested.records import ClaimDate, ClaimPlace, Document
from contested.values.intervals import DateInterval

# A report tells of the days before it. Of events in news that give no day most fall on the day of
# publication or the two before (UCDP-AEC finds 64.5 % of stories to be of the same day).
NEWS_DAYS = 3
_CLAUSE = frozenset({";", ":", "after", "before", "while", "when", "since", "until", "who", "which", "but"})


def clause(row: Row, trigger: Trigger, sentence: Sentence) -> tuple[int, int]:
    """The units of the clause that a trigger stands in."""
    start = 0
    for at in range(trigger.start - 1, -1, -1):
        if row.kind(at) is None and row.word(at) == "," and _closes_a_relative(row, at):
            start = at + 1
            break
        if row.kind(at) is None and row.word(at) in _CLAUSE:
            start = at + 1
            break
    return start, clause_end(row, trigger.end, sentence.words)


def _closes_a_relative(row: Row, comma: int) -> bool:
    """ "X, which seized A in 2014, shelled B": the comma behind a clause on X."""
    opened = next(
        (i for i in range(comma - 1, 0, -1) if row.kind(i) is None and row.word(i) in {"which", "who", ","}),
        0,
    )
    return row.word(opened) in {"which", "who"} and row.word(opened - 1) == ","


def places(sentence: Sentence, trigger: Trigger) -> tuple[ClaimPlace, ...]:
    """The places of a trigger, the most exact first; of its own clause if that has one."""
    row = sentence.row
    units = [
        (at, unit) for at, unit in enumerate(row.units) if unit.kind == "place" and not _dateline(row, at)
    ]
    start, end = clause(row, trigger, sentence)
    own = [(at, unit) for at, unit in units if start <= at < end]
    chosen = [
        claim_place(unit) for _, unit in sorted(own or units, key=lambda item: abs(item[0] - trigger.start))
    ]
    return tuple(sorted(without_containers(chosen), key=lambda place: place.precision))


def _dateline(row: Row, at: int) -> bool:
    """ "AMMAN, Jordan --", "Idlib (MEE)": where it was written, not where it was."""
    opening = row.words[: at + 7]
    dashes = {"-", "\u2014", "\u2013", "--"}
    ends = next((i for i, word in enumerate(opening) if word in dashes or word == "("), None)
    if ends is None or at >= ends or row.sentence.paragraph > 3:
        return False
    return all(row.kind(i) in {"place", "date", "actor"} or row.word(i) in {",", "."} for i in range(ends))


def without_containers(given: Sequence[ClaimPlace]) -> list[ClaimPlace]:
    """Leave out a country or province where a place within it is given too."""
    resolved = [place for place in given if place.place_id]
    finest = min((place.precision for place in resolved), default=7)
    kept = [place for place in given if not place.place_id or place.precision < 6 or finest >= 6]
    return [
        p for p in kept if not (p.precision == 4 and any(q.adm1 == p.adm1 and q.precision < 4 for q in kept))
    ]


def claim_place(unit: Unit) -> ClaimPlace:
    """A mention of a place as the place of a claim."""
    link = unit.mentions[0].place
    span = unit.span
    if link is None or not link.place_id:
        return ClaimPlace(unit.text, span.start, span.end, None, None, None, None, None, None, None, 7)
    return ClaimPlace(
        text=unit.text,
        start=span.start,
        end=span.end,
        place_id=link.place_id,
        name=link.name,
        adm1=link.adm1,
        adm2=link.adm2,
        country=link.country,
        lat=link.lat,
        lon=link.lon,
        precision=link.precision,
        radius_km=link.radius_km,
    )


def when(sentence: Sentence, trigger: Trigger, sayings: Sequence[Saying], document: Document) -> ClaimDate:
    """The days of a trigger and what they rest on."""
    row = sentence.row
    spoken = {saying.days_at for saying in sayings if saying.days_at is not None}
    dated = [
        at
        for at, unit in enumerate(row.units)
        if unit.kind == "date" and _days(unit) and not _dateline(row, at)
    ]
    start, end = clause(row, trigger, sentence)
    own = [at for at in dated if start <= at < end and at not in spoken]
    others = [at for at in dated if at not in spoken and not own and not _of_another_clause(row, at, trigger)]
    chosen = min(own or others, key=lambda at: abs(at - trigger.start), default=None)
    if chosen is not None:
        return stated(row.units[chosen], document) or by_publication(document)
    said = next((at for at in dated if at in spoken), None)
    if said is not None:
        unit = row.units[said]
        return ClaimDate(unit.text, _before(_days(unit)), "inherited", unit.span.start, unit.span.end)
    return by_publication(document)


def stated(unit: Unit, document: Document) -> ClaimDate | None:
    """The days that a mention of a date gives; None where it gives no day."""
    days = _days(unit)
    if days is None:
        return None
    return ClaimDate(unit.text, _told(days, document), "stated", unit.span.start, unit.span.end)


def by_publication(document: Document) -> ClaimDate:
    """The days before a report that says of nothing when it was."""
    days = document.published.days
    return ClaimDate(None, _before(days), "publication" if days else "unknown")


def _of_another_clause(row: Row, at: int, trigger: Trigger) -> bool:
    low, high = sorted((at, trigger.start))
    return any(
        row.kind(i) is None and row.word(i) in {";", "after", "before", "since"} for i in range(low, high)
    )


def _days(unit: Unit) -> DateInterval | None:
    value = unit.mentions[0].date
    return value.days if value and value.type in {"DATE", "TIME"} else None


def _told(days: DateInterval | None, document: Document) -> DateInterval | None:
    """The days that words give, but none behind the report that tells of them."""
    published = document.published.days
    if days is None or published is None or not days.first <= published.last < days.last:
        return days
    return DateInterval(days.first, published.last)


def _before(days: DateInterval | None) -> DateInterval | None:
    """The days on which a thing may have been that is told on ``days``."""
    return DateInterval(days.first - timedelta(days=NEWS_DAYS - 1), days.last) if days else None
