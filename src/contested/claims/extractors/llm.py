"""The coder that asks a language model, and believes of its answer what stands in the report.

The model says which words tell an event and fill its roles. Every word is held against the text; who a name
stands for, where a place lies, which day "Thursday" was and what a number is come from the registers and
the grammar, as with the other coders. Relations between groups are read by the rules. The model's own word
for how sure it is stays its own word: nobody has calibrated it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from contested.claims import answers, asking, fills, parties, relations, settings, stance, triggers
from contested.claims import tolls as toll_rules
from contested.claims.answers import Checking, Told, ToldToll
from contested.claims.extractors.base import Extraction, Sight
from contested.claims.extractors.rules import RulesExtractor
from contested.claims.fills import Surroundings
from contested.claims.sides import Sentence
from contested.claims.units import rows
from contested.errors import MalformedAnswer
from contested.inference.endpoint import ChatClient
from contested.languages.en.totals import is_running_total
from contested.ontology import Ontology
from contested.records import (
    Attribution,
    Claim,
    Document,
    Mention,
    MentionKind,
    Party,
    Refusal,
    Role,
    Toll,
)
from contested.records import Sentence as SentenceRecord
from contested.values.ids import content_id
from contested.values.spans import Span

VERSION = "0.1.0"
_HAPPENED = frozenset({"asserted", "reported", "unconfirmed", "denied"})
_UNTOLD = 0.5  # where a model gives no confidence; no better a guess than its own


@dataclass(frozen=True, slots=True)
class _Heard:
    """What stands of a model's answers about one document, and what was refused."""

    told: tuple[Told, ...] = ()
    refused: tuple[answers.Refused, ...] = ()


@dataclass(frozen=True, eq=False)
class LlmExtractor:
    """Codes English reports with the model that ``client`` asks; ``window`` is in characters."""

    ontology: Ontology
    client: ChatClient
    window: int = asking.WINDOW

    @property
    def label(self) -> str:
        """Name, version, and the model's name."""
        return f"llm {VERSION} {self.client.endpoint.model}"

    @cached_property
    def digest(self) -> str:
        """Digest of prompt, form, model, options, ontology and the rules leaned on.

        The address is left out: one model is the same model on another machine.
        """
        endpoint = self.client.endpoint
        parts = (VERSION, endpoint.model, endpoint.seed, self.window, self._instructions, self._schema)
        asked = content_id("ask", (*parts, asking.CONTEXT, asking.AGAIN, self.ontology.digest))
        return f"{VERSION}-{asked}-{self._rules.digest}"

    @cached_property
    def _rules(self) -> RulesExtractor:
        return RulesExtractor(self.ontology)

    @cached_property
    def _instructions(self) -> str:
        return asking.instructions(self.ontology)

    @cached_property
    def _schema(self) -> dict[str, Any]:
        return asking.schema(self.ontology)

    def look(
        self, document: Document, sentences: Sequence[SentenceRecord], found: Sequence[Mention]
    ) -> Sight:
        """Ask about the document once; names that only the model sees are added to those found.

        Raises:
            CoderFailed: the endpoint gave no answer, or none that can be read.
            EndpointRefused: the endpoint takes no request as it is set.
        """
        if document.language not in {None, "en"}:
            return Sight(tuple(found), _Heard())
        heard = self._heard(document, sentences)
        return Sight((*found, *_seen_by_it(document, sentences, heard.told, found)), heard)

    def extract(
        self,
        document: Document,
        sentences: Sequence[SentenceRecord],
        mentions: Sequence[Mention],
        sight: Sight | None = None,
    ) -> Extraction:
        """Code one document; a document in another language than English gives nothing."""
        if document.language not in {None, "en"}:
            return Extraction((), ())
        heard = (sight or self.look(document, sentences, mentions)).notes
        assert isinstance(heard, _Heard)
        making = _Making(self, document, sentences, mentions)
        claims = making.claims(heard.told)
        by_rule = self._rules.extract(document, sentences, mentions).relations
        return Extraction(
            tuple(claims),
            tuple(relations.under(self.label, by_rule, claims)),
            tuple(dict.fromkeys(_refusal(document, it) for it in (*heard.refused, *making.refused))),
        )

    def _heard(self, document: Document, sentences: Sequence[SentenceRecord]) -> _Heard:
        spans = [it.span for it in sentences]
        checking = Checking(document.text, spans, self.ontology)
        for window in asking.windows(sentences, self.window):
            if any(
                char.isalpha() for it in spans[window.first : window.last] for char in it.of(document.text)
            ):
                checking.take(self._answer(asking.question(document.text, spans, window)), window)
        told = sorted(checking.told, key=lambda it: it.trigger)
        return _Heard(tuple(told), tuple(checking.refused))

    def _answer(self, question: str) -> list[Any]:
        """The claims that the model lists; an answer that cannot be read is asked for once more."""
        messages = [
            {"role": "system", "content": self._instructions},
            {"role": "user", "content": question},
        ]
        try:
            return answers.parsed(self.client.ask(messages, self._schema))
        except MalformedAnswer as error:
            again = {"role": "user", "content": asking.AGAIN.format(why=error)}
            return answers.parsed(self.client.ask([*messages, again], self._schema))


class _Making:
    """One document on its way from what was told to claims."""

    def __init__(
        self,
        extractor: LlmExtractor,
        document: Document,
        sentences: Sequence[SentenceRecord],
        mentions: Sequence[Mention],
    ) -> None:
        self.label, self.ontology, self.document = extractor.label, extractor.ontology, document
        words, index = extractor._rules.words, extractor._rules.index
        self.rows = [
            Sentence(row, tuple(parties.phrases(row, words)), tuple(triggers.find(row, words, index)), words)
            for row in rows(document, sentences, mentions)
        ]
        self.around = Surroundings(document.text, mentions, self.rows, {})
        self.speaker: Party | None = None
        self.refused: list[answers.Refused] = []

    def claims(self, told: Iterable[Told]) -> list[Claim]:
        """All claims in the order of the text; what is told twice alike is one claim."""
        made: dict[tuple[str, Span], list[Claim]] = {}
        for one in told:
            alike = made.setdefault((one.event_type, one.trigger), [])
            claim = self._claim(one, 0)
            if all(replace(it, claim_id=claim.claim_id) != claim for it in alike):
                alike.append(self._claim(one, len(alike)) if alike else claim)
        return [claim for alike in made.values() for claim in alike]

    def _claim(self, told: Told, ordinal: int) -> Claim:
        sentence = self.rows[told.sentence]
        row, trigger = sentence.row, sentence.row.quote_of(told.trigger)
        tolls = self._tolls(told)
        attribution = self._sources(told, sentence)
        status = told.status
        if status in {"asserted", "reported"}:
            status = "reported" if attribution else "asserted"
        side_a = fills.parties(told.side_a, self.around)
        side_b = fills.parties(told.side_b, self.around)
        stated = fills.date([told.date], self.around) if told.date else None
        return Claim(
            claim_id=Claim.make_id(self.document.document_id, self.label, told.event_type, trigger, ordinal),
            document_id=self.document.document_id,
            sentence=row.quote,
            trigger=trigger,
            event_type=told.event_type,
            side_a=side_a,
            side_b=tuple(it for it in side_b if it not in side_a),
            places=fills.places(told.places, self.around),
            date=stated or settings.by_publication(row.document),
            tolls=tolls,
            attribution=attribution,
            status=status,
            loaded=stance.loaded(row, sentence.words),
            confidence=round(_UNTOLD if told.confidence is None else told.confidence, 3),
            role=self._role(told, row.quote.text, tolls),
            extractor=self.label,
            reasons=tuple(_reasons(told, is_dated=stated is not None)),
        )

    def _sources(self, told: Told, sentence: Sentence) -> tuple[Attribution, ...]:
        steps: list[Attribution] = []
        for said in told.sources:
            cues = [said.cue] if said.cue else []
            for step in fills.sources([said.who], cues, self.around, self.speaker):
                if step not in steps:
                    steps.append(step)
        self.speaker = next((it.source for it in reversed(steps) if it.source), self.speaker)
        word = fills.as_trigger(sentence, told.trigger, told.event_type)
        return fills.hedged(steps, stance.hedge(sentence, word))

    def _tolls(self, told: Told) -> tuple[Toll, ...]:
        found: dict[tuple[int, int], Toll] = {}
        for it in told.tolls:
            home = self.around.row_at(it.figure.span.start)
            known = [one.toll for one in toll_rules.find(home)] if home else []
            toll = fills.toll(it.figure, [it.whom] if it.whom else [], self.around, known)
            if toll is None:
                words = it.figure.span.of(self.document.text)
                doubt = f"toll {words!r} is no number"
                self.refused.append(answers.Refused(told.sentence + 1, answers.KINDS["field"], doubt))
            else:
                found.setdefault((toll.start, toll.end), _as_told(toll, it))
        return tuple(found[place] for place in sorted(found))

    def _role(self, told: Told, sentence: str, tolls: Sequence[Toll]) -> Role:
        if not self.ontology[told.event_type].makes_incident or told.status not in _HAPPENED:
            return "statement"
        if tolls and (is_running_total(sentence) or all(it.scope == "cumulative" for it in tolls)):
            return "cumulative"
        return "background" if told.is_background else "incident"


def _as_told(toll: Toll, told: ToldToll) -> Toll:
    """What the words do not settle of a figure, as the model has it: whom it counts, whether it is a sum."""
    whom = toll.whom
    if whom.category == "unknown":
        whom = replace(whom, category=told.category)
    return replace(toll, whom=whom, scope="cumulative" if told.scope == "cumulative" else toll.scope)


def _reasons(told: Told, *, is_dated: bool) -> Iterator[str]:
    yield f"read by the model as {told.event_type}"
    if told.confidence is None:
        yield "confidence: a constant, the model gave none"
    else:
        yield "confidence: the model's own word, not calibrated"
    if told.date is not None and not is_dated:
        yield "date: the model's words give no day"


def _seen_by_it(
    document: Document,
    sentences: Sequence[SentenceRecord],
    told: Iterable[Told],
    found: Sequence[Mention],
) -> Iterator[Mention]:
    """Names of parties and places that no finder found, for the registers to resolve."""
    taken = [it.span for it in found if it.kind != "weapon"]
    openings = {it.span.start for it in sentences}
    for span, kind in sorted({it for one in told for it in _named(one)}):
        words = span.of(document.text)
        # At the start of a sentence everybody has a capital: "Gunmen" is no name.
        is_name = any(char.isupper() for char in words[span.start in openings :])
        if is_name and not any(it.overlaps(span) for it in taken):
            taken.append(span)
            yield Mention(document.document_id, span, words, kind)


def _named(told: Told) -> Iterator[tuple[Span, MentionKind]]:
    for fill in (*told.side_a, *told.side_b):
        yield fill.span, "actor"
    for fill in told.places:
        yield fill.span, "place"


def _refusal(document: Document, refused: answers.Refused) -> Refusal:
    origin = document.origin.encode("utf-8", "backslashreplace").decode("utf-8")
    place = origin if refused.sentence is None else f"{origin} sentence {refused.sentence}"
    return Refusal.of(place, refused.kind, refused.reason, document.document_id)
