"""The trained coder: a small encoder reads spans, this module makes claims of them.

It believes the model about words (what tells an event, who fills which role) and the grammar and the
registers about meaning (what a number is, who a name stands for, which day "Thursday" was). Relations
between groups are read by the rules. One trigger makes one claim; a list of victims by name makes one each.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from contested.claims import fills, parties, relations, settings, stance, triggers
from contested.claims import tolls as toll_rules
from contested.claims.extractors.base import Extraction, Sight
from contested.claims.extractors.rules import RulesExtractor
from contested.claims.fills import Filled, Surroundings
from contested.claims.sides import Sentence
from contested.claims.units import rows
from contested.inference import HINT_KINDS, EncoderReader, Marked, Reading, ReadSpan, ReadTrigger
from contested.inference.reader import LEAST_TRIGGER
from contested.languages.en.totals import is_running_total
from contested.ontology import Ontology
from contested.records import (
    Claim,
    ClaimPlace,
    Document,
    Mention,
    MentionKind,
    Party,
    Role,
    Status,
    Toll,
)
from contested.records import Sentence as SentenceRecord
from contested.values.spans import Span

VERSION = "0.1.0"
LEAST_INCIDENT = 0.25
NOWHERE = 7  # UCDP's where_prec of words that are no place on the map
_HAPPENED = frozenset({"asserted", "reported", "unconfirmed", "denied"})
_TOLL_ROLES = frozenset({"killed", "wounded", "captured", "missing", "displaced"})
_ADDED: tuple[MentionKind, ...] = ("actor", "person", "place", "weapon", "source")
_MEANS = frozenset(
    "air_strike shelling bombing suicide_bombing grenade chemical_attack execution clash mob_violence "
    "force_against_protesters violent_demonstration accident disaster".split()
)
_BLASTS = frozenset({"bombing", "air_strike", "attack"})
_CERTAIN = 0.9
_WEIGHED = frozenset(
    "attack air_strike shelling bombing suicide_bombing grenade chemical_attack execution".split()
)
_SURE = 0.6  # a mention that only the encoder sees is taken from here on
_OVERRULES = 0.85  # a shape that the finders took for a person is taken for an actor from here on


@dataclass(slots=True)
class _Memory:
    """What earlier sentences leave for later ones."""

    speaker: Party | None = None
    places: tuple[ClaimPlace, ...] = ()


@dataclass(frozen=True, eq=False)
class EncoderExtractor:
    """Codes English reports with the shipped encoder, or with one that a user trained."""

    ontology: Ontology
    reader: EncoderReader = field(default_factory=EncoderReader)

    @property
    def label(self) -> str:
        """Name, version, and the weights' own version."""
        return f"encoder {VERSION}+{self.reader.meta.get('version', 'own')}"

    @cached_property
    def digest(self) -> str:
        """Digest of the weights, the ontology and the rules that it leans on."""
        return f"{VERSION}-{self.reader.digest}-{self._rules.digest}"

    @cached_property
    def _rules(self) -> RulesExtractor:
        return RulesExtractor(self.ontology)

    def look(
        self, document: Document, sentences: Sequence[SentenceRecord], found: Sequence[Mention]
    ) -> Sight:
        """Read the document once; names that only the encoder sees are added to those found."""
        if document.language not in {None, "en"}:
            return Sight(tuple(found))
        marks = self.marks(document, sentences, found)
        reading = self.reader.read(document.text, [it.span for it in sentences], marks)
        return Sight(tuple(_with_seen(document, found, reading.mentions)), reading)

    def marks(
        self, document: Document, sentences: Sequence[SentenceRecord], found: Sequence[Mention]
    ) -> list[Marked]:
        """What the encoder is given beside the words: the finders' mentions, words that may tell an event."""
        marks = [Marked(it.kind, it.span.start, it.span.end) for it in found if it.kind in HINT_KINDS]
        suspected = triggers.suspected(document, sentences, self._rules.words, self._rules.index)
        return marks + [Marked(key, span.start, span.end) for key, span in suspected]

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
        seen = sight or self.look(document, sentences, mentions)
        reading = seen.notes
        assert isinstance(reading, Reading)
        by_rule = self._rules.extract(document, sentences, mentions)
        decoding = _Decoding(self, document, sentences, mentions, reading, by_rule.claims)
        claims = decoding.claims()
        return Extraction(tuple(claims), tuple(relations.under(self.label, by_rule.relations, claims)))

    def with_beliefs(
        self,
        document: Document,
        sentences: Sequence[SentenceRecord],
        mentions: Sequence[Mention],
        sight: Sight,
    ) -> list[tuple[Claim, ReadTrigger]]:
        """The claims of a document, each with what the encoder read: for fitting how sure a claim is."""
        assert isinstance(sight.notes, Reading)
        by_rule = self._rules.extract(document, sentences, mentions).claims
        return _Decoding(self, document, sentences, mentions, sight.notes, by_rule).believed()


class _Decoding:
    """One document on its way from a reading to claims."""

    def __init__(
        self,
        extractor: EncoderExtractor,
        document: Document,
        sentences: Sequence[SentenceRecord],
        mentions: Sequence[Mention],
        reading: Reading,
        by_rule: Sequence[Claim] = (),
    ) -> None:
        self.by_rule = by_rule
        self.label, self.ontology = extractor.label, extractor.ontology
        self.fitted = extractor.reader.meta.get("confidence")
        self.document, self.reading = document, reading
        self.words = extractor._rules.words
        index = extractor._rules.index
        self.rows = [
            Sentence(
                row,
                tuple(parties.phrases(row, self.words)),
                tuple(triggers.find(row, self.words, index)),
                self.words,
            )
            for row in rows(document, sentences, mentions)
        ]
        self.starts = [it.row.sentence.span.start for it in self.rows]
        self.around = Surroundings(document.text, mentions, self.rows, reading.references)
        self.memory = _Memory()
        self.told_means: dict[str, float] = {}

    def claims(self) -> list[Claim]:
        """All claims in the order of the text."""
        return [claim for claim, _ in self.believed()]

    def believed(self) -> list[tuple[Claim, ReadTrigger]]:
        """All claims, each with what the encoder read."""
        made: list[tuple[Claim, ReadTrigger]] = []
        taken = _apart([it for it in self.reading.triggers if self._believed(it)])
        owners = _owners(taken)
        self.told_means = self._told_means(taken)
        for number, trigger in enumerate(taken):
            sentence = self.rows[max(0, bisect_right(self.starts, trigger.span.start) - 1)]
            claim = self._claim(sentence, trigger, number, owners)
            if claim is not None:
                made.append((claim, trigger))
                self._remember(claim)
        return made

    def _believed(self, read: ReadTrigger) -> bool:
        """Whether a trigger is taken: the encoder is sure, or the rules code an event on the same words."""
        if read.told >= LEAST_TRIGGER:
            return True
        return any(Span(it.trigger.start, it.trigger.end).overlaps(read.span) for it in self.by_rule)

    def _claim(
        self, sentence: Sentence, read: ReadTrigger, number: int, owners: dict[tuple[str, int], int]
    ) -> Claim | None:
        row = sentence.row
        event_type = self.ontology[self._type(sentence, read)]
        second = self._second_opinion(read, event_type.key)
        filled = {role: fills.at_home(spans, sentence) for role, spans in _by_role(read.fills).items()}
        side_a = fills.parties(filled.get("side_a", ()), self.around)
        side_b = fills.parties(filled.get("side_b", ()), self.around)
        if second is not None:
            side_a = side_a or tuple(it for it in second.side_a if it not in side_b)
            side_b = side_b or tuple(it for it in second.side_b if it not in side_a)
        tolls = self._tolls(sentence, read, filled, number, owners, second)
        status = self._status(read)
        attribution = fills.sources(
            filled.get("source", ()), filled.get("cue", ()), self.around, self.memory.speaker
        )
        word = fills.as_trigger(sentence, read.span, event_type.key)
        attribution = fills.hedged(attribution, stance.hedge(sentence, word))
        if status in {"asserted", "reported"}:
            status = "reported" if attribution else "asserted"
        role = self._role(sentence, read, event_type.makes_incident, status, tolls)
        places = fills.places(filled.get("place", ()), self.around)
        carried: tuple[str, ...] = ()
        if not places and role == "incident":
            places = settings.places(sentence, word)
        if role == "incident" and event_type.violent and all(it.precision == NOWHERE for it in places):
            carried = ("place: as told before in the report",) if self.memory.places else ()
            places = (*self.memory.places, *places)
        date = fills.date(filled.get("time", ()), self.around) or settings.when(
            sentence, word, (), row.document
        )
        trigger = row.quote_of(read.span)
        claim = Claim(
            claim_id=Claim.make_id(self.document.document_id, self.label, event_type.key, trigger, 0),
            document_id=self.document.document_id,
            sentence=row.quote,
            trigger=trigger,
            event_type=event_type.key,
            side_a=side_a,
            side_b=tuple(it for it in side_b if it not in side_a)
            or _victims(side_a, tolls, self.document.text),
            places=places,
            date=date,
            tolls=tolls,
            attribution=attribution,
            status=status,
            loaded=stance.loaded(row, self.words),
            confidence=0.0,
            role=role,
            extractor=self.label,
            reasons=(f"read by the encoder as {event_type.key} ({read.types[0][1]:.2f})", *carried),
        )
        return _doubted(replace(claim, confidence=_confidence(read, claim, self.fitted)))

    def _type(self, sentence: Sentence, read: ReadTrigger) -> str:
        """The likeliest type; "killed" beside a bombing tells of the bombing's dead.

        Where the words leave the means open ("the blast", "killed"), the means that the report names
        elsewhere weigh with what the encoder believes of these words.
        """
        if (
            read.types[0][0] in _BLASTS
            and read.types[0][1] < _CERTAIN
            and self._is_called(sentence, read, "accident")
        ):
            return "accident"
        key = self._by_report(sentence, read)
        if key != "attack" or not _is_harm(read.span.of(self.document.text), sentence):
            return key
        home = sentence.row.sentence.span
        near = [
            it
            for it in self.reading.triggers
            if it is not read and home.contains(it.span) and it.types[0][0] in _MEANS
        ]
        return min(near, key=lambda it: abs(it.span.start - read.span.start)).types[0][0] if near else key

    def _by_report(self, sentence: Sentence, read: ReadTrigger) -> str:
        key = read.types[0][0]
        if key not in _WEIGHED or not self.told_means or self._names_its_type(sentence, read):
            return key
        total = sum(self.told_means.values())
        weighed = {
            it: p * (0.1 + self.told_means.get(it, 0.0) / total) for it, p in read.types if it in _WEIGHED
        }
        return max(weighed, key=lambda it: weighed[it])

    def _is_called(self, sentence: Sentence, read: ReadTrigger, key: str) -> bool:
        return any(it.types[0] == key and it.span.overlaps(read.span) for it in sentence.triggers)

    def _names_its_type(self, sentence: Sentence, read: ReadTrigger) -> bool:
        """Whether a list knows the words for the very type that is read ("air strikes")."""
        return any(
            it.types[0] == read.types[0][0] and it.span.overlaps(read.span) and it.types[0] != "attack"
            for it in sentence.triggers
        )

    def _told_means(self, taken: Iterable[ReadTrigger]) -> dict[str, float]:
        """How much a report tells of each means of harm in words that name it."""
        told: dict[str, float] = {}
        for read in taken:
            key, belief = read.types[0]
            sentence = self.rows[max(0, bisect_right(self.starts, read.span.start) - 1)]
            if key in _WEIGHED and read.incident >= 0.5 and self._names_its_type(sentence, read):
                told[key] = told.get(key, 0.0) + belief
        return told

    def _second_opinion(self, read: ReadTrigger, key: str) -> Claim | None:
        """The rules' claim on the same words and of the same type, for what the encoder leaves empty."""
        return next(
            (
                it
                for it in self.by_rule
                if it.event_type == key and Span(it.trigger.start, it.trigger.end).overlaps(read.span)
            ),
            None,
        )

    def _status(self, read: ReadTrigger) -> Status:
        return max(read.statuses, key=lambda it: it[1])[0]  # type: ignore[return-value]

    def _role(
        self,
        sentence: Sentence,
        read: ReadTrigger,
        makes_incident: bool,
        status: Status,
        tolls: Sequence[Toll],
    ) -> Role:
        if not makes_incident or status not in _HAPPENED:
            return "statement"
        if is_running_total(sentence.row.quote.text):
            return "cumulative" if tolls else "background"
        if tolls and all(it.scope == "cumulative" for it in tolls):
            return "cumulative"
        return "incident" if read.incident >= 0.5 else "background"

    def _tolls(
        self,
        sentence: Sentence,
        read: ReadTrigger,
        filled: dict[str, list[Filled]],
        number: int,
        owners: dict[tuple[str, int], int],
        second: Claim | None,
    ) -> tuple[Toll, ...]:
        """The figures that the encoder binds to a trigger, and those that only the rules bind to it.

        Of the latter none that the encoder gives to another trigger.
        """
        known = [it.toll for it in toll_rules.find(sentence)]
        whom = filled.get("whom", [])
        found: dict[tuple[int, int], Toll] = {}
        figures = [it for role in _TOLL_ROLES & set(filled) for it in filled[role]]
        for fill in sorted(figures, key=lambda it: (-it.score, it.role, it.span)):
            if owners.get((fill.role, fill.span.end), number) != number:
                continue
            toll = fills.toll(fill, whom, self.around, known)
            if toll is not None:
                found.setdefault((toll.start, toll.end), toll)
        faint = {(it.label, it.span.end) for it in read.faint if it.label in _TOLL_ROLES}
        for toll in known:
            place = (toll.start, toll.end)
            of_rules = second is not None and toll in second.tolls
            free = all(end < toll.start or end > toll.end for _, end in owners)
            if (
                free
                and place not in found
                and (of_rules or any(toll.start < e <= toll.end for _, e in faint))
            ):
                found[place] = toll
        return tuple(found[place] for place in sorted(found))

    def _remember(self, claim: Claim) -> None:
        for step in claim.attribution:
            if step.source is not None:
                self.memory.speaker = step.source
        exact = any(place.precision < 6 for place in claim.places)
        if claim.role == "incident" and exact and self.ontology[claim.event_type].violent:
            self.memory.places = claim.places


def _doubted(claim: Claim) -> Claim:
    """A claim that is wrong three times in four stays a claim, for a person to see, and makes no incident."""
    if claim.role != "incident" or claim.confidence >= LEAST_INCIDENT:
        return claim
    return replace(claim, role="background", reasons=(*claim.reasons, "too unsure to make an incident"))


def _is_harm(words: str, sentence: Sentence) -> bool:
    """Whether the words say that people came to harm and not by what ("killed", "dead", "wounded")."""
    return any(sentence.words.harm.find(words.lower().split()))


BELIEFS = (
    *("type", "told", "margin", "happened", "main", "status", "side_a", "side_b", "has side_a", "has side_b"),
    *("has toll", "has source", "statement"),
)


def beliefs(read: ReadTrigger, claim: Claim) -> list[float]:
    """What bears on how sure a claim is, in the order of ``BELIEFS``: beliefs as log odds, and counts."""
    first, second = read.types[0][1], read.types[1][1]
    status = max(it[1] for it in read.statuses)
    sides = {role: [it.score for it in read.fills if it.label == role] for role in ("side_a", "side_b")}
    return [
        *(
            _odds(first),
            _odds(read.told),
            first - second,
            _odds(read.incident),
            _odds(read.main),
            _odds(status),
        ),
        *(_odds(min(scores)) if scores else 0.0 for scores in sides.values()),
        *(float(bool(side)) for side in (claim.side_a, claim.side_b, claim.tolls, claim.attribution)),
        float(claim.role == "statement"),
    ]


def _odds(p: float) -> float:
    p = min(0.995, max(0.005, p))
    return math.log(p / (1 - p))


def _confidence(read: ReadTrigger, claim: Claim, fitted: Mapping[str, Any] | None) -> float:
    """The probability that a claim is right, by the logistic fit of the weights' card; see ``training``."""
    if fitted is None:
        return round(read.types[0][1], 3)
    total = sum(w * x for w, x in zip(fitted["weights"], beliefs(read, claim), strict=True)) + fitted["bias"]
    return round(1 / (1 + math.exp(-total)), 3)


def _by_role(spans: Iterable[ReadSpan]) -> dict[str, list[Filled]]:
    found: dict[str, list[Filled]] = {}
    for it in spans:
        found.setdefault(it.label, []).append(Filled(it.label, it.span, it.score))
    return found


def _apart(read: Sequence[ReadTrigger]) -> list[ReadTrigger]:
    """Triggers that touch and are read alike are one, told by the words that are believed more."""
    kept: list[ReadTrigger] = []
    for it in read:
        before = kept[-1] if kept else None
        if before is None or it.span.start - before.span.end > 1 or it.types[0][0] != before.types[0][0]:
            kept.append(it)
        elif it.told > before.told:
            kept[-1] = it
    return kept


def _owners(read: Sequence[ReadTrigger]) -> dict[tuple[str, int], int]:
    """The trigger that each figure (known by where it ends) belongs to: the one that is believed most."""
    best: dict[tuple[str, int], tuple[float, int]] = {}
    for number, trigger in enumerate(read):
        for fill in trigger.fills:
            if fill.label in _TOLL_ROLES:
                key = (fill.label, fill.span.end)
                best[key] = max(best.get(key, (0.0, -1)), (fill.score, number))
    return {key: number for key, (_, number) in best.items()}


def _victims(side_a: Sequence[Party], tolls: Sequence[Toll], text: str) -> tuple[Party, ...]:
    """Those whom the figures count, where no other side is told."""
    found: dict[tuple[int, int], Party] = {}
    for it in tolls:
        if it.whom.start is None or it.whom.end is None:
            continue
        span = fills.without_figure(Span(it.whom.start, it.whom.end), text)
        party = Party(span.of(text), span.start, span.end, it.whom.actor_id, it.whom.actor_name)
        found.setdefault((span.start, span.end), party)
    taken = {(party.start, party.end) for party in side_a}
    return tuple(party for place, party in found.items() if place not in taken)


def _form(kind: str, words: str) -> Literal["name", "description", "other"]:
    if kind not in {"actor", "person", "place"}:
        return "other"
    return "name" if words[:1].isupper() or not words.isascii() else "description"


def _with_seen(document: Document, found: Sequence[Mention], seen: Sequence[ReadSpan]) -> Iterable[Mention]:
    """The mentions found, with those that only the encoder sees.

    What a register or a grammar found stands. A shape that was taken for a person yields to an actor that
    the encoder is sure of: armed groups look like persons ("Suqour al-Sham").
    """
    actors = [it for it in seen if it.label == "actor" and it.score >= _OVERRULES]
    kept = [
        it for it in found if not (it.kind == "person" and any(one.span.contains(it.span) for one in actors))
    ]
    taken = [it.span for it in kept if it.kind != "weapon"]
    yield from kept
    for it in sorted(seen, key=lambda one: (-one.score, one.span)):
        if it.label not in _ADDED or it.score < _SURE:
            continue
        if it.label == "place" and it.span.of(document.text).islower():
            continue  # "the market" is where, and no name to look up
        rivals = (
            taken
            if it.label not in {"weapon", "source"}
            else [one.span for one in kept if one.kind == it.label]
        )
        if any(one.overlaps(it.span) for one in rivals):
            continue
        words = it.span.of(document.text)
        if it.label not in {"weapon", "source"}:
            taken.append(it.span)
        yield Mention(
            document.document_id,
            it.span,
            words,
            it.label,
            _form(it.label, words),
            score=round(it.score, 3),
        )
