"""On which days an undated report can have been written.

A report that gives no date still says a lot about it: it names things that had happened, and
says how long ago. Each such clue allows some days; the answer is what the clues allow together,
with the clue named. Where they allow too much the day stays unknown: it is never today's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Final

from contested.dates.anchors import Anchor, Passage
from contested.dates.expressions import Expression
from contested.dates.reckoning import is_absolute, reckon
from contested.dates.resolving import expression_of, tense_of
from contested.records.documents import Document, Published
from contested.records.mentions import Mention
from contested.values.intervals import DateInterval
from contested.values.spans import Span

WIDEST: Final = 400
"""Days above which "inferred" would say nothing: the day is unknown then."""
HEAD: Final = 160
"""Characters from the start of the text in which a full date without preposition is the report's own."""
LEAD: Final = 700
"""Characters from the start in which stands what the report is about (headline and first paragraphs)."""
AFTERGLOW: Final = 14
"""Days after a stretch of fighting for which it is still reported as going on."""
LOOKED_BACK: Final = 400
"""Days after a fact within which "last month" or "in September" can speak of it."""
_EVER: Final = DateInterval(date(1900, 1, 1), date(2100, 1, 1))
_STOP: Final = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n+")
_PREPOSITIONS: Final = frozenset(
    (
        "on",
        "in",
        "since",
        "from",
        "of",
        "until",
        "by",
        "before",
        "after",
        "to",
        "between",
        "and",
        "dated",
        "the",
    )
)
_BOUND_FORMS: Final = frozenset(("weekday", "day", "unit", "ago", "calendar", "season", "weekend"))


@dataclass(frozen=True, slots=True)
class Clue:
    """Days that one observation allows; ``strength`` orders clues where not all can hold."""

    allowed: tuple[DateInterval, ...]
    strength: int
    reason: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression of the report with its sentence."""

    mention: Mention
    expression: Expression
    sentence: Span


def infer_publication(
    document: Document, mentions: Sequence[Mention], anchors: Sequence[Anchor]
) -> Published:
    """Days on which the report can have been written, with reasons; basis "unknown" where too many.

    ``mentions`` are those of :func:`contested.dates.find` (others are passed over). A clue that does not
    fit with stronger ones is left out, and the reasons say so.
    """
    sentences = list(_sentences(document.text))
    times = _times(document, mentions, sentences)
    told = _told(document, anchors, sentences)
    clues = sorted(
        (*_dated_clues(document, times), *_anchor_clues(document, times, told)),
        key=lambda clue: -clue.strength,
    )
    allowed, reasons = _together(clues)
    days = reduce(DateInterval.hull, allowed)
    if days.days > WIDEST:
        return Published(None, "unknown", reasons)
    return Published(days, "inferred", reasons)


def _together(clues: Iterable[Clue]) -> tuple[tuple[DateInterval, ...], tuple[str, ...]]:
    """What the clues allow, taken from the strongest on; one that leaves nothing is left out."""
    allowed: tuple[DateInterval, ...] = (_EVER,)
    reasons: list[str] = []
    for clue in clues:
        both = [one.intersection(other) for one in allowed for other in clue.allowed]
        left = tuple(sorted({days for days in both if days}))
        if left:
            narrower = left != allowed
            allowed = left
            if narrower:
                reasons.append(clue.reason)
        else:
            reasons.append(f"left out, as it does not fit: {clue.reason}")
    return allowed, tuple(dict.fromkeys(reasons))


# -- what the report says


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for stop in _STOP.finditer(text):
        if stop.start() > start:
            yield Span(start, stop.start())
        start = stop.end()
    if start < len(text):
        yield Span(start, len(text))


def _times(document: Document, mentions: Sequence[Mention], sentences: Sequence[Span]) -> list[Timed]:
    times = []
    at = 0
    for mention in sorted((one for one in mentions if one.kind == "date"), key=lambda one: one.span):
        expression = expression_of(document, mention)
        while at + 1 < len(sentences) and sentences[at].end <= mention.span.start:
            at += 1
        if expression and sentences:
            times.append(Timed(mention, expression, sentences[at]))
    return times


@dataclass(frozen=True, slots=True)
class Told:
    """Facts that the same words can mean, with the sentences that tell them and whether they lead."""

    anchors: tuple[Anchor, ...]
    sentences: tuple[Span, ...]
    leads: bool

    @property
    def what(self) -> str:
        """The facts in words."""
        return " or ".join(anchor.what for anchor in self.anchors[:2]) + (
            " or later" if len(self.anchors) > 2 else ""
        )


def _told(document: Document, anchors: Sequence[Anchor], sentences: Sequence[Span]) -> list[Told]:
    """Which facts the report tells: in one sentence, or among the headline and the first paragraphs."""
    alike: dict[object, list[Anchor]] = {}
    for anchor in anchors:
        alike.setdefault(anchor.groups, []).append(anchor)
    whole = Passage(document.text)
    passages = [(span, Passage(span.of(document.text))) for span in sentences]
    lead = Passage(f"{document.title or ''}\n{document.text[: _end_of_lead(sentences)]}")
    told = []
    for same in alike.values():
        if not same[0].told_in(whole):
            continue
        where = tuple(span for span, passage in passages if same[0].told_in(passage))
        leads = same[0].told_in(lead)
        if where or (leads and same[0].kind == "episode"):
            told.append(Told(tuple(same), where, leads))
    return told


def _end_of_lead(sentences: Sequence[Span]) -> int:
    return next((span.end for span in sentences if span.end >= LEAD), sentences[-1].end if sentences else 0)


# -- clues of dates with a year, and of a weekday beside a day


def _dated_clues(document: Document, times: Sequence[Timed]) -> Iterator[Clue]:
    head = False
    for time in times:
        tense = tense_of(document.text, time.mention.span)
        words = time.mention.text
        if time.expression.form == "calendar" and is_absolute(time.expression):
            days = reckon(time.expression, _EVER.first, "", None).days
            if days is None:
                continue
            if not head and _is_the_reports_own(document, time):
                head = True
                yield Clue(
                    (DateInterval(days.first, days.last + timedelta(days=1)),), 6, f"its own date: {words}"
                )
            elif tense != "future" and days.last < _EVER.last:
                yield Clue(
                    (DateInterval(days.first, _EVER.last),), 4, f"written after a day that it names: {words}"
                )
        elif time.expression.weekday and time.expression.form == "calendar":
            allowed = tuple(_after_each_year(time.expression, tense == "future"))
            if allowed:
                yield Clue(allowed, 2, f"weekday and day go together: {words}")


def _is_the_reports_own(document: Document, time: Timed) -> bool:
    """A full date near the start with no preposition before it, as a dateline or a page head has."""
    if time.expression.day is None or time.mention.span.start > HEAD:
        return False
    before = document.text[: time.mention.span.start].split()
    return not before or before[-1].lower() not in _PREPOSITIONS


def _after_each_year(expression: Expression, ahead: bool) -> Iterator[DateInterval]:
    for year in range(1990, 2041):
        try:
            day = date(year, expression.month or 1, expression.day or 1)
        except ValueError:
            continue
        if day.isoweekday() == expression.weekday:
            yield DateInterval(day - timedelta(days=AFTERGLOW * ahead), day + timedelta(days=AFTERGLOW))


# -- clues of facts whose days are known


def _anchor_clues(document: Document, times: Sequence[Timed], told: Sequence[Told]) -> Iterator[Clue]:
    for facts in told:
        yield from _no_earlier(document, facts)
        if facts.anchors[0].kind == "name":
            continue
        yield from _spoken_of(document, times, facts)
        if facts.leads and facts.anchors[0].kind == "episode":
            yield from _going_on(times, facts)


def _no_earlier(document: Document, facts: Told) -> Iterator[Clue]:
    """A report that tells a fact as past is no older than it."""
    past = facts.anchors[0].kind == "name" or any(
        tense_of(document.text, Span(span.end - 1, span.end)) != "future" for span in facts.sentences
    )
    first = min(anchor.days.first for anchor in facts.anchors)
    if past and facts.sentences:
        yield Clue((DateInterval(first, _EVER.last),), 4, f"no older than {facts.what} ({first})")


def _spoken_of(document: Document, times: Sequence[Timed], facts: Told) -> Iterator[Clue]:
    """ "... the talks in Kazakhstan last month": the days from which "last month" holds the talks."""
    if facts.anchors[0].kind == "episode":
        return  # a stretch of fighting is told of in too many sentences to be what "this week" belongs to
    for sentence in facts.sentences:
        near = [time for time in times if time.sentence == sentence]
        if any(time.expression.year is not None for time in near):
            continue
        yield from _counted(document, [time for time in near if _can_bind(time, facts.leads)], facts, 3)
    if not facts.leads or not facts.sentences:
        return
    for time in times:
        distance = time.expression.form == "ago" and time.expression.unit == "day"
        if distance and time.sentence not in facts.sentences and _same_act(document, time, facts.anchors[0]):
            yield from _counted(document, [time], facts, 2, slack=1)


def _can_bind(time: Timed, leads: bool) -> bool:
    """Whether the expression can say how long ago a fact was; days of the week only for what is the news."""
    expression = time.expression
    if expression.form in ("weekday", "day", "weekend") and not leads:
        return False
    return expression.form in _BOUND_FORMS and not is_absolute(expression) and expression.origin == "report"


def _same_act(document: Document, time: Timed, anchor: Anchor) -> bool:
    """Whether the sentence of the expression has a word for what happened (the last group of the fact)."""
    passage = Passage(time.sentence.of(document.text))
    return any(passage.has(term) for term in anchor.groups[-1])


def _counted(
    document: Document, times: Sequence[Timed], facts: Told, strength: int, slack: int = 0
) -> Iterator[Clue]:
    allowed: set[DateInterval] = set()
    for time in times:
        if tense_of(document.text, time.mention.span) == "future":
            return
        for anchor in facts.anchors:
            allowed.update(_days_from_which(time.expression, anchor.days, slack))
    if allowed:
        words = ", ".join(f"“{time.mention.text}”" for time in times)
        yield Clue(tuple(sorted(allowed)), strength, f"{facts.what} was {words}")


def _days_from_which(expression: Expression, fact: DateInterval, slack: int) -> Iterator[DateInterval]:
    """The runs of days of writing on which the expression means days of the fact."""
    wanted = DateInterval(fact.first - timedelta(days=slack), fact.last + timedelta(days=slack))
    run: date | None = None
    end = fact.last + timedelta(days=LOOKED_BACK)
    day = fact.first
    while day <= end + timedelta(days=1):
        meant = reckon(expression, day, "past", None).days if day <= end else None
        fits = meant is not None and meant.overlaps(wanted)
        if fits and run is None:
            run = day
        if not fits and run is not None:
            yield DateInterval(run, day - timedelta(days=1))
            run = None
        day += timedelta(days=1)


def _going_on(times: Sequence[Timed], facts: Told) -> Iterator[Clue]:
    """What a report opens with is news: written while it went on or soon after."""
    allowed = tuple(
        DateInterval(anchor.days.first, anchor.days.last + timedelta(days=AFTERGLOW))
        for anchor in facts.anchors
    )
    yield Clue(allowed, 1, f"{facts.what} is its news")
    for time in times:
        count = time.expression.count.exact if time.expression.count else None
        if time.expression.name != "ordinal" or time.expression.unit != "day" or not count or count > 60:
            continue
        if time.mention.span.start > LEAD:
            continue
        days = tuple(
            DateInterval.day(anchor.days.first + timedelta(days=int(count) - 1)) for anchor in facts.anchors
        )
        around = tuple(
            DateInterval(day.first - timedelta(days=1), day.last + timedelta(days=1)) for day in days
        )
        yield Clue(around, 3, f"{time.mention.text} of {facts.what}")
