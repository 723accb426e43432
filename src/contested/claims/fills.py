"""From spans that a model read to the parts of a claim: parties, places, days, figures, sources.

The model says which words fill a role; who or what they stand for comes from the resolved mentions, what a
number is from the grammar of numbers. A span that nothing confirms stays as its bare words; a figure that
is no number is no toll.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from contested.claims import settings, tolls
from contested.claims.parties import Phrase
from contested.claims.sides import Sentence
from contested.claims.triggers import Trigger
from contested.claims.units import Row
from contested.languages.en import numbers
from contested.languages.en.totals import is_running_total
from contested.records import (
    ActorLink,
    Attribution,
    ClaimDate,
    ClaimPlace,
    Mention,
    Party,
    Toll,
    TollKind,
    Whom,
    WhomCategory,
)
from contested.values.intervals import CountRange
from contested.values.spans import Span

_LEADING = re.compile(
    r"(?:the|a|an|its|their|his|her|these|those|this|that|some|several|both|all|of|by|with|and|from|"
    r"called|so-called)\s+",
    re.I,
)
_PRONOUNS = frozenset(
    "he she it they we i you him her them us who whom which that this these those its their his".split()
)
_ONES = frozenset("a an one another the his her its their".split())
_EMPTY = frozenset(
    "the an of other others and or its their his her some more than was were who which".split()
)
_NOT_ONE = frozenset(
    "number numbers family families group lot few series handful multitude host large great many".split()
)
_AND = re.compile(r"\s*(?:,|\band\b|\bor\b|&)\s*", re.I)
SURE_OF_HARM = 0.85  # below it the rules' word on what was done to those counted is taken


@dataclass(frozen=True, slots=True)
class Filled:
    """A span that fills a role, and how much the model believes it."""

    role: str
    span: Span
    score: float


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What decoding knows of a document: its text, resolved mentions, sentences, and what stands for what."""

    text: str
    mentions: Sequence[Mention]
    sentences: Sequence[Sentence]
    references: Mapping[Span, Span]

    def within(self, span: Span, *kinds: str) -> list[Mention]:
        """The mentions of these kinds that share words with a span, in the order of the text."""
        return [it for it in self.mentions if it.kind in kinds and it.span.overlaps(span)]

    def row_at(self, offset: int) -> Sentence | None:
        """The sentence in which a character stands."""
        return next(
            (it for it in self.sentences if it.row.sentence.span.start <= offset < it.row.sentence.span.end),
            None,
        )


# parties ----------------------------------------------------------------------------------------------


def at_home(fills: Iterable[Filled], sentence: Sentence) -> list[Filled]:
    """The fills in the trigger's own sentence; where it has none, the nearest of the sentences around."""
    given = sorted(fills, key=lambda it: it.span)
    home = sentence.row.sentence.span
    own = [it for it in given if home.contains(it.span)]
    if own or not given:
        return own
    before = [it for it in given if it.span.end <= home.start]
    return before[-1:] or given[:1]


def parties(fills: Iterable[Filled], around: Surroundings) -> tuple[Party, ...]:
    """Who fills a side, each once; a pronoun stands for whom it is resolved to, or for nobody."""
    found: dict[tuple[str | None, str], Party] = {}
    for span in _whole_names(fills, around):
        for party in _parties(span, around, deep=True):
            found.setdefault((party.actor_id, "" if party.actor_id else party.text.lower()), party)
    return tuple(found.values())


def _whole_names(fills: Iterable[Filled], around: Surroundings) -> list[Span]:
    """The spans, each widened to the names that it cuts, and those that then touch one name made one."""
    spans: list[Span] = []
    for fill in sorted(fills, key=lambda it: it.span):
        span = fill.span
        for name in around.within(span, "actor", "person"):
            span = Span(min(span.start, name.span.start), max(span.end, name.span.end))
        if spans and spans[-1].overlaps(span):
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    return spans


def _parties(span: Span, around: Surroundings, *, deep: bool) -> list[Party]:
    links = [it for it in around.within(span, "actor") if it.actor and it.actor.decision != "unsure"]
    target = next((to for of, to in around.references.items() if of.overlaps(span)), None)
    if target is not None and deep and not (links and not _is_pronoun(span.of(around.text))):
        stands_for = _parties(target, around, deep=False)
        if stands_for and not _is_pronoun(stands_for[0].text):
            return stands_for
    if _is_pronoun(span.of(around.text)):
        return [_party(it.span, around, it.actor) for it in links if it.actor]
    if _is_nobody(span, around):
        return []
    pieces = _members(span, links, around.text)
    return [party for piece, linked in pieces for party in _linked(piece, linked, around)]


def _is_nobody(span: Span, around: Surroundings) -> bool:
    """A scrap of words ("the", "other", "-"), or a weapon by itself: a means acts for nobody."""
    rest = without_figure(span, around.text)
    words = [it for it in re.findall(r"[^\W\d_]{2,}", rest.of(around.text).lower()) if it not in _EMPTY]
    return not words or any(it.span.contains(rest) for it in around.within(span, "weapon"))


def _is_pronoun(words: str) -> bool:
    return words.lower() in _PRONOUNS


def _members(span: Span, links: Sequence[Mention], text: str) -> list[tuple[Span, list[Mention]]]:
    """A span over "A and B" holds two members where both are names that are known."""
    spans = sorted({it.span for it in links if span.contains(it.span)})
    cuts = [_AND.fullmatch(text, left.end, right.start) for left, right in pairwise(spans)]
    if len(spans) < 2 or not all(cuts):
        return [(span, [it for it in links if it.span.overlaps(span)])]
    ends = [*(cut.start() for cut in cuts if cut), span.end]
    starts = [span.start, *(cut.end() for cut in cuts if cut)]
    return [
        (Span(a, b), [it for it in links if Span(a, b).overlaps(it.span)])
        for a, b in zip(starts, ends, strict=True)
        if a < b
    ]


def _linked(span: Span, links: Sequence[Mention], around: Surroundings) -> list[Party]:
    """A party for each actor that the last name in the span stands for; one without where none does."""
    last = max((it.span for it in links), default=None)
    named = [it.actor for it in links if it.span == last and it.actor]
    return [_party(span, around, link) for link in named] or [_party(span, around, None)]


def _party(span: Span, around: Surroundings, link: ActorLink | None) -> Party:
    trimmed = without_figure(span, around.text)
    return Party(
        trimmed.of(around.text),
        trimmed.start,
        trimmed.end,
        link.actor_id if link else None,
        link.actor_name if link else None,
    )


def without_figure(span: Span, text: str) -> Span:
    """ "the 14 gunmen" are called "gunmen"."""
    start = span.start
    while match := _LEADING.match(text, start, span.end):
        start = match.end()
    figure = next((it for it in numbers.find(text[start : span.end]) if it.span.start == 0), None)
    if figure is not None and figure.span.end < span.end - start:
        rest = text[start + figure.span.end : span.end]
        start += figure.span.end + len(rest) - len(rest.lstrip())
        if text[start : start + 3].lower() == "of " and start + 3 < span.end:
            start += 3
            start = match.end() if (match := _LEADING.match(text, start, span.end)) else start
    return Span(start, span.end) if start < span.end else span


# where and when ---------------------------------------------------------------------------------------


def places(fills: Iterable[Filled], around: Surroundings) -> tuple[ClaimPlace, ...]:
    """The places of the spans, the most exact first, without the country of a town that is given too.
    "the mill" is no name; it stays as its words, with no point on the map.
    """
    found: list[ClaimPlace] = []
    for fill in fills:
        sentence = around.row_at(fill.span.start)
        units = [
            unit
            for unit in (sentence.row.units if sentence else ())
            if unit.kind == "place" and unit.span.overlaps(fill.span)
        ]
        found += [settings.claim_place(unit) for unit in units]
        if not units:
            found.append(_bare_place(fill.span, around.text))
    unique = {(place.start, place.end): place for place in found}
    return tuple(sorted(settings.without_containers(list(unique.values())), key=lambda it: it.precision))


def _bare_place(span: Span, text: str) -> ClaimPlace:
    return ClaimPlace(span.of(text), span.start, span.end, None, None, None, None, None, None, None, 7)


def date(fills: Sequence[Filled], around: Surroundings) -> ClaimDate | None:
    """The days of the best span whose words are a date; None where none is."""
    for fill in sorted(fills, key=lambda it: -it.score):
        sentence = around.row_at(fill.span.start)
        for unit in sentence.row.units if sentence else ():
            if unit.kind == "date" and unit.span.overlaps(fill.span) and sentence is not None:
                told = settings.stated(unit, sentence.row.document)
                if told is not None:
                    return told
    return None


# figures ----------------------------------------------------------------------------------------------


def toll(fill: Filled, whom: Sequence[Filled], around: Surroundings, known: Sequence[Toll]) -> Toll | None:
    """The toll that a span gives, with whom it counts; None where the words are no number.

    ``known`` are the tolls that the rules bind in the sentence: where one stands on the same figure its
    whom, part and scope are kept, since rules read "of them" and "bringing to" well.
    """
    sentence = around.row_at(fill.span.start)
    if sentence is None:
        return None
    kind: TollKind = fill.role  # type: ignore[assignment]
    same = next((it for it in known if Span(it.start, it.end).overlaps(fill.span)), None)
    if same is not None:
        sure = fill.score >= SURE_OF_HARM or same.kind not in {"killed", "wounded"}
        return replace(same, kind=kind) if sure else same
    figure = next((it for it in around.within(fill.span, "number") if it.number), None)
    words = fill.span.of(around.text)
    count = figure.number if figure else None
    if count is None:
        if not _is_one(words, sentence.row, fill.span) and not around.within(fill.span, "person"):
            return None
        count = CountRange.exactly(1)
    span = figure.span if figure else fill.span
    counted = _counted(span, whom, sentence)
    total = is_running_total(sentence.row.quote.text)
    return Toll(
        kind=kind,
        count=count,
        text=span.of(around.text),
        start=span.start,
        end=span.end,
        whom=_whom(counted, sentence, around),
        scope="cumulative" if total else "incident",
        part_of=_whole(sentence.row, span, known),
        about=bool(figure and tolls.is_about(figure.text)),
    )


def _is_one(words: str, row: Row, span: Span) -> bool:
    """ "a child", "another", but not "a number of", "a family of"."""
    told = words.lower().split()
    behind = row.word(row.at(max(span.start, span.end - 1)) + 1)
    return bool(told) and told[0] in _ONES and not _NOT_ONE & {*told[1:], behind}


def _counted(figure: Span, whom: Sequence[Filled], sentence: Sentence) -> Span | None:
    """The span of those counted that stands nearest, behind the figure sooner than before it."""
    near = [it.span for it in whom if sentence.row.sentence.span.contains(it.span)]

    def far(span: Span) -> int:
        if span.overlaps(figure):
            return 0
        return span.start - figure.end if span.start >= figure.end else 2 * (figure.start - span.end) + 10

    return min((span for span in near if far(span) < 60), key=far, default=None)


def _whom(span: Span | None, sentence: Sentence, around: Surroundings) -> Whom:
    if span is None:
        return Whom(None, "unknown")
    phrase = next((it for it in sentence.phrases if it.span.overlaps(span)), None)
    link = next(
        (it.actor for it in around.within(span, "actor") if it.actor and it.actor.decision != "unsure"), None
    )
    return Whom(
        span.of(around.text),
        _category(span, phrase, sentence, around.text),
        link.actor_id if link else None,
        link.actor_name if link else None,
        span.start,
        span.end,
    )


def _category(span: Span, phrase: Phrase | None, sentence: Sentence, text: str) -> WhomCategory:
    if phrase is not None and phrase.category != "unknown":
        return phrase.category
    hits = sentence.words.people.find(span.of(text).lower().split())
    told = [hit.payload.category for hit in hits if hit.payload.category != "group"]
    if told:
        return told[-1]  # type: ignore[return-value]
    return "combatant" if hits else "unknown"


def _whole(row: Row, figure: Span, known: Sequence[Toll]) -> str | None:
    """The words of the figure that this one is a part of ("12, four of them children")."""
    at = row.at(figure.start)
    if not tolls.is_subset(row.words, at):
        return None
    before = [it for it in known if it.end <= figure.start]
    return before[-1].text if before else None


# sources ----------------------------------------------------------------------------------------------


def sources(
    said: Sequence[Filled], cues: Sequence[Filled], around: Surroundings, speaker: Party | None
) -> tuple[Attribution, ...]:
    """The chain of sources in the order of the text, each with the nearest word of saying."""
    steps: list[Attribution] = []
    for fill in sorted(said, key=lambda it: it.span.start):
        named = _parties(fill.span, around, deep=True)
        if not named and _is_pronoun(fill.span.of(around.text)) and speaker is not None:
            named = [speaker]
        source = named[0] if named else _party(fill.span, around, None)
        near = min(cues, key=lambda it: _gap(it.span, fill.span), default=None)
        cue = None
        home = around.row_at(near.span.start) if near else None
        if near is not None and home is not None:
            cue = home.row.quote_of(near.span)
        step = Attribution(source, cue)
        if all(it.source is None or it.source.start != source.start for it in steps):
            steps.append(step)
    return tuple(steps)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def hedged(sources: Sequence[Attribution], hedge: str | None) -> tuple[Attribution, ...]:
    """The chain with the hedge of the words ("reportedly") on its innermost step, or as a step of its own."""
    if hedge is None:
        return tuple(sources)
    if not sources:
        return (Attribution(None, None, hedge),)
    return (*sources[:-1], replace(sources[-1], hedge=hedge))


def as_trigger(sentence: Sentence, span: Span, event_type: str) -> Trigger:
    """A span that tells an event as the rules know one, for what they read around it."""
    row = sentence.row
    start, end = row.at(span.start), row.at(max(span.start, span.end - 1)) + 1
    words = span.of(row.document.text)
    return Trigger(start, end, span, words, (event_type,), "verb", words.lower(), "finite")
