"""Which days the time expressions of a report mean.

The day of publication is an interval like every other imprecise day: what is told relative to
it comes out as wide. "On Thursday" in a Thursday's report is that day; without a verb that looks
forward a bare weekday, day or month is the latest one that had come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from contested.dates.expressions import Expression
from contested.dates.finding import expressions_of
from contested.dates.reckoning import Reckoned, Tense, is_absolute, reckon, type_of, unanchored
from contested.dates.tokens import Token, tokens_of
from contested.languages.en import dates as en
from contested.records.documents import Document
from contested.records.mentions import DateValue, Mention
from contested.values.intervals import DateInterval
from contested.values.spans import Span

REACH: Final = 160
"""Characters before and behind an expression in which its verb is looked for (about a sentence)."""
TENSED: Final = frozenset(
    ("weekday", "calendar", "unit", "weekend", "season", "quarter", "feast", "reference")
)
"""Forms whose day depends on whether the verb looks back or forward."""
_ANY_DAY: Final = date(2000, 1, 1)  # absolute expressions give the same on every day


def resolve(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of kind "date" with their value; others come back as they are.

    Without a day of publication relative expressions get a TIMEX3 value with X for what is not known.
    """
    resolved: list[Mention] = []
    named: DateInterval | None = None
    seen_named = False
    for mention in mentions:
        expression = expression_of(document, mention) if mention.kind == "date" else None
        if expression is None:
            resolved.append(mention)
            continue
        tense = tense_of(document.text, mention.span) if expression.form in TENSED else ""
        value = value_of(expression, document.published.days, tense, named if seen_named else None)
        if expression.names_a_day and expression.form != "reference":
            named, seen_named = value.days, True
        resolved.append(replace(mention, date=value))
    return resolved


def expression_of(document: Document, mention: Mention) -> Expression | None:
    """What the words of a mention say, read with the words beside them."""
    start, end = max(0, mention.span.start - 12), min(len(document.text), mention.span.end + 8)
    for window in ((start, end), (mention.span.start, mention.span.end)):
        best: tuple[int, Expression] | None = None
        for span, expression in expressions_of(document.text[window[0] : window[1]]):
            shared = min(span.end + window[0], mention.span.end) - max(
                span.start + window[0], mention.span.start
            )
            if shared > 0 and (best is None or shared > best[0]):
                best = (shared, expression)
        if best:
            return best[1]
    return None


def value_of(
    expression: Expression, published: DateInterval | None, tense: Tense, named: DateInterval | None
) -> DateValue:
    """The value of one expression for a publication that may be an interval or unknown."""
    kind = type_of(expression)
    if is_absolute(expression):
        absolute = reckon(expression, _ANY_DAY, tense, named)
        return DateValue(kind, absolute.timex, absolute.days)
    from_named = named is not None and (
        expression.form in ("reference", "clock") or expression.origin == "reference"
    )
    if published is None and not from_named:
        return DateValue(kind, unanchored(expression), None, ("the day of the report is not known",))
    first = reckon(expression, published.first if published else _ANY_DAY, tense, named)
    last = reckon(expression, published.last if published else _ANY_DAY, tense, named)
    return DateValue(
        kind, _value(expression, first, last), _hull(first, last), _reasons(expression, tense, named)
    )


def _value(expression: Expression, first: Reckoned, last: Reckoned) -> str | None:
    if first.timex is not None and first.timex == last.timex:
        return first.timex
    return unanchored(expression)


def _hull(first: Reckoned, last: Reckoned) -> DateInterval | None:
    if first.days is None or last.days is None:
        return None
    return first.days.hull(last.days)


def _reasons(expression: Expression, tense: Tense, named: DateInterval | None) -> tuple[str, ...]:
    if expression.form == "reference" or expression.origin == "reference":
        return ("counted from the date named before it",) if named else ("no date is named before it",)
    if tense == "future" and expression.form in ("weekday", "calendar", "weekend", "season", "quarter"):
        return ("a verb beside it looks forward",)
    return ("counted from the day of the report",)


def tense_of(text: str, span: Span) -> Tense:
    """Whether the nearest verb looks back or forward: the verb before the expression, else the one behind."""
    if _limit_before(text, span):
        return "future"
    before = _clause_before(tokens_of(text[max(0, span.start - REACH) : span.start]))
    for at in range(len(before) - 1, -1, -1):
        cue = _cue(before, at)
        if cue:
            return cue
    behind = tokens_of(text[span.end : span.end + REACH])
    for at, token in enumerate(behind[:14]):
        if token.word in (".", "!", "?", ";"):
            break
        cue = _cue(behind, at)
        if cue:
            return cue
    return ""


def _limit_before(text: str, span: Span) -> bool:
    """Whether the expression is a limit still to come: "until Friday", "by Jan. 14"."""
    words = text[max(0, span.start - 10) : span.start].split()
    return bool(words) and words[-1].lower() in ("until", "till", "by")


def _clause_before(tokens: list[Token]) -> list[Token]:
    for at in range(len(tokens) - 1, 0, -1):
        if (
            tokens[at].word in (".", "!", "?", ";")
            and tokens[at - 1].word not in en.MONTHS
            and len(tokens[at - 1].word) > 2
        ):
            return tokens[at + 1 :]
    return tokens


def _cue(tokens: list[Token], at: int) -> Tense:
    word = tokens[at].word
    if word in en.FUTURE_CUES:
        return "future"
    if word == "to" and at and tokens[at - 1].word in en.PLANS:
        return "future"
    if word in en.PAST_CUES or (word.endswith("ed") and len(word) > 4):
        ahead = any(token.word in ("will", "to", "'ll") for token in tokens[max(0, at - 3) : at])
        return "future" if ahead else "past"
    return ""
