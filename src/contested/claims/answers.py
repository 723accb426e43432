"""What of a model's answer stands in the report: every field is held against the words, or refused.

It believes no span that a model gives. Words count if they stand in the sentence that the answer names, or
just once in the two beside it (a model miscounts by one), as they are or but for quotes and blanks. A claim
whose trigger is not there is dropped, a field whose words are not there is left out, and both are said.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from contested.claims.asking import CATEGORIES, ROLES, SCOPES, STATUSES, TOLL_KINDS, Window
from contested.claims.fills import Filled
from contested.errors import MalformedAnswer
from contested.ontology import Ontology
from contested.records import Status, TollScope, WhomCategory
from contested.values.folding import plain_quotes
from contested.values.spans import Span

T = TypeVar("T")
_THINKING = re.compile(r"\A.*</think>", re.DOTALL)  # some models think aloud before they answer
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_BLANK = "[\\s\u200b-\u200f\u2060\ufeff\u00ad]+"
SHOWN = 60  # characters of refused words in a reason
KINDS = {"claim": "claim dropped", "field": "field left out"}


# the answer as it comes -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    words: str
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    words: str
    sentence: int | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class _Toll:
    kind: str
    number: str
    sentence: int | None = None
    whom: str | None = None
    category: str = "unknown"
    scope: str = "incident"


@dataclass(frozen=True, slots=True)
class _Claim:
    sentence: int
    trigger: str
    event_type: str
    status: str = "asserted"
    role: str = "incident"
    side_a: list[Any] = field(default_factory=list)
    side_b: list[Any] = field(default_factory=list)
    places: list[Any] = field(default_factory=list)
    date: Any = None
    tolls: list[Any] = field(default_factory=list)
    sources: list[Any] = field(default_factory=list)
    confidence: float | None = None


def parsed(content: str) -> list[Any]:
    """The claims of an answer, each still unread.

    Raises:
        MalformedAnswer: the answer is no JSON object with a list ``claims``.
    """
    bare = _THINKING.sub("", content)
    fenced = _FENCE.match(bare)
    try:
        answer = json.loads(fenced.group(1) if fenced else bare)
    except (ValueError, RecursionError) as error:
        raise MalformedAnswer("the answer is no JSON") from error
    claims = answer.get("claims") if isinstance(answer, dict) else None
    if not isinstance(claims, list):
        raise MalformedAnswer("the answer has no list 'claims'")
    return claims


# the answer held against the words --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToldToll:
    """A figure on its words, with whom it counts."""

    figure: Filled
    whom: Filled | None
    category: WhomCategory
    scope: TollScope


@dataclass(frozen=True, slots=True)
class ToldSource:
    """Who says so, with the word of saying."""

    who: Filled
    cue: Filled | None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of the model of which every word stands in the report; ``sentence`` counts from 0."""

    sentence: int
    trigger: Span
    event_type: str
    status: Status
    is_background: bool
    side_a: tuple[Filled, ...]
    side_b: tuple[Filled, ...]
    places: tuple[Filled, ...]
    date: Filled | None
    tolls: tuple[ToldToll, ...]
    sources: tuple[ToldSource, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim or a field that was not believed; ``sentence`` as the answer numbers it, from 1."""

    sentence: int | None
    kind: str
    reason: str


class Checking:
    """One document's answers on their way to what stands in it."""

    def __init__(self, text: str, spans: Sequence[Span], ontology: Ontology) -> None:
        self.text, self.spans, self.ontology = text, spans, ontology
        self._plain = plain_quotes(text)
        self.told: list[Told] = []
        self.refused: list[Refused] = []

    def take(self, claims: Sequence[Any], window: Window) -> None:
        """Hold the claims of one window's answer against the words."""
        for given in claims:
            claim = self._shaped(given, _Claim, None, "claim")
            told = self._told(claim, window) if claim else None
            if told is not None:
                self.told.append(told)

    def _told(self, claim: _Claim, window: Window) -> Told | None:
        doubt = _outside_the_lists(claim, self.ontology)
        if doubt:
            self._refuse(claim.sentence, "claim", doubt)
            return None
        trigger = self._found("trigger", claim.trigger, claim.sentence, None, "claim")
        if trigger is None:
            return None
        at = self._sentence_of(trigger)
        if not window.first <= at < window.last:
            self._refuse(claim.sentence, "claim", "its sentence was shown only to be understood")
            return None
        fields = _Fields(self, claim, trigger)
        return Told(
            sentence=at,
            trigger=trigger,
            event_type=claim.event_type,
            status=claim.status,  # type: ignore[arg-type]
            is_background=claim.role == "background",
            side_a=tuple(fields.words("side_a", claim.side_a)),
            side_b=tuple(fields.words("side_b", claim.side_b)),
            places=tuple(fields.words("place", claim.places)),
            date=next(fields.words("time", [claim.date] if claim.date else []), None),
            tolls=tuple(fields.tolls()),
            sources=tuple(fields.sources()),
            confidence=_clipped(claim.confidence),
        )

    def _shaped(self, given: Any, shape: type[T], sentence: int | None, what: str) -> T | None:
        try:
            return msgspec.convert(given, shape, strict=False)
        except (msgspec.ValidationError, RecursionError) as error:
            kind = "claim" if what == "claim" else "field"
            self._refuse(sentence, kind, f"{what} is not of the form asked for: {error}")
            return None

    def _refuse(self, sentence: int | None, kind: str, reason: str) -> None:
        self.refused.append(Refused(sentence, KINDS[kind], reason))

    def _found(
        self, what: str, words: str, number: int, near: Span | None, kind: str = "field"
    ) -> Span | None:
        span = self._find(words, number - 1, near)
        if span is None:
            shown = words if len(words) <= SHOWN else f"{words[:SHOWN]} ..."
            self._refuse(number, kind, f"{what} {shown!r} does not stand there")
        return span

    def _find(self, words: str, at: int, near: Span | None) -> Span | None:
        """The words in sentence ``at``, nearest to ``near``; else where they stand once beside it."""
        pattern = _pattern(words)
        if pattern is None:
            return None
        here = list(self._standing(pattern, at))
        if here:
            return min(here, key=lambda span: abs(span.start - near.start)) if near else here[0]
        beside = [*self._standing(pattern, at - 1), *self._standing(pattern, at + 1)]
        return beside[0] if len(beside) == 1 else None

    def _standing(self, pattern: re.Pattern[str], at: int) -> Iterator[Span]:
        if 0 <= at < len(self.spans):
            span = self.spans[at]
            for match in pattern.finditer(self._plain, span.start, span.end):
                yield Span(match.start(), match.end())

    def _sentence_of(self, span: Span) -> int:
        return next(at for at, it in enumerate(self.spans) if it.contains(span))


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one claim; what is refused of them leaves the claim standing."""

    checking: Checking
    claim: _Claim
    trigger: Span

    def words(self, role: str, given: Sequence[Any]) -> Iterator[Filled]:
        for it in given:
            said = self._shaped(it, _Words, role)
            filled = self._filled(role, said.words, said.sentence) if said else None
            if filled is not None:
                yield filled

    def sources(self) -> Iterator[ToldSource]:
        for it in self.claim.sources:
            said = self._shaped(it, _Source, "source")
            who = self._filled("source", said.words, said.sentence) if said else None
            if said is not None and who is not None:
                cue = self._filled("cue", said.cue, said.sentence, who.span) if said.cue else None
                yield ToldSource(who, cue)

    def tolls(self) -> Iterator[ToldToll]:
        for it in self.claim.tolls:
            said = self._shaped(it, _Toll, "toll")
            if said is None or not self._is_listed(said):
                continue
            figure = self._filled(said.kind, said.number, said.sentence)
            if figure is None:
                continue
            whom = self._filled("whom", said.whom, said.sentence, figure.span) if said.whom else None
            yield ToldToll(figure, whom, said.category, said.scope)  # type: ignore[arg-type]

    def _is_listed(self, toll: _Toll) -> bool:
        lists = {"kind": TOLL_KINDS, "category": CATEGORIES, "scope": SCOPES}
        doubt = _not_in(lists, toll)
        if doubt:
            self.checking._refuse(self.claim.sentence, "field", f"toll: {doubt}")
        return doubt is None

    def _shaped(self, given: Any, shape: type[T], what: str) -> T | None:
        return self.checking._shaped(given, shape, self.claim.sentence, what)

    def _filled(self, role: str, words: str, sentence: int | None, near: Span | None = None) -> Filled | None:
        number = self.claim.sentence if sentence is None else sentence
        span = self.checking._found(role, words, number, near or self.trigger)
        return Filled(role, span, self.claim.confidence or 0.0) if span else None


def _outside_the_lists(claim: _Claim, ontology: Ontology) -> str | None:
    lists = {"event_type": tuple(ontology.types), "status": STATUSES, "role": ROLES}
    return _not_in(lists, claim)


def _not_in(lists: Mapping[str, Sequence[str]], record: object) -> str | None:
    for name, known in lists.items():
        value = getattr(record, name)
        if value not in known:
            return f"there is no {name} {value[:SHOWN]!r}"
    return None


def _pattern(words: str) -> re.Pattern[str] | None:
    """The words whole ("he" stands not in "the"), but for quotes and the blanks between them."""
    parts = [re.escape(part) for part in re.split(_BLANK, plain_quotes(words)) if part]
    if not any(char.isalnum() for char in words):
        return None
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(f"{before}{_BLANK.join(parts)}{after}")


def _clipped(confidence: float | None) -> float | None:
    if confidence is None or not math.isfinite(confidence):
        return None
    return min(1.0, max(0.0, confidence))
