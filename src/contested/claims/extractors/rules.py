"""The readable coder: words of the ontology, order of words, prepositions. No model, no parser.

It is honest about its limits: it knows English news prose, reads one sentence at a time with a short
memory of the document, and leaves a field empty where the words do not settle it. Its confidence is a
count of what it found, not a calibrated probability. It stays as the second opinion beside a trained coder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from contested.claims import attribution, parties, relations, settings, stance, tolls, triggers
from contested.claims import sides as side_rules
from contested.claims.attribution import Saying
from contested.claims.extractors.base import Extraction, Sight
from contested.claims.sides import Sentence, Sides
from contested.claims.tolls import FoundToll
from contested.claims.triggers import Trigger, TriggerIndex
from contested.claims.units import Row, rows
from contested.languages.en import lexicon
from contested.languages.en.lexicon import English
from contested.languages.en.totals import is_running_total
from contested.ontology import EventType, Ontology
from contested.records import (
    Attribution,
    Claim,
    ClaimDate,
    ClaimPlace,
    Document,
    Mention,
    Party,
    Relation,
    Role,
    Status,
)
from contested.records import Sentence as SentenceRecord
from contested.values.spans import Span

VERSION = "0.1.0"
HALF_A_YEAR = 180
_HAPPENED = frozenset({"asserted", "reported", "unconfirmed", "denied"})
_HARM_ONLY = frozenset({"kill", "die", "killing", "slay", "massacre", "murder", "slaughter"})
# Means of harm name an event more exactly than "attack" or "clash" does.
_MEANS_FIRST = ("chemical_attack", "suicide_bombing", "air_strike", "shelling", "grenade", "bombing")
_TOLL_TYPES = {"captured": "abduction", "missing": "abduction", "displaced": "displacement"}
# Events whose own words tell of no dead: a figure of dead beside them has its own event.
_WITHOUT_DEAD = frozenset({"arrest", "abduction", "siege", "displacement"})
# Events that one side does to another, so that who did it once did it again in the same account.
_ONE_SIDED = frozenset({"execution", "attack", "abduction"})
# Events that are not violent by type and yet have dead, wounded or held.
_BEARERS = frozenset(
    {"accident", "disaster", "arrest", "displacement", "protest", "protest_with_intervention"}
)
_NEAR = 12  # units between a noun that tells an event and the word of harm that is still its own


@dataclass(slots=True)
class _Memory:
    """What earlier sentences of the document leave for later ones."""

    speaker: Party | None = None
    union: Party | None = None
    former: Party | None = None
    places: tuple[ClaimPlace, ...] = ()
    agents: tuple[Party, ...] = ()
    toll: FoundToll | None = None
    toll_type: str | None = None
    toll_sources: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim in the making: its trigger, type, sides and the figures that belong to it."""

    trigger: Trigger
    event_type: EventType
    sides: Sides
    tolls: tuple[FoundToll, ...] = ()
    inherited: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class RulesExtractor:
    """Codes English reports by rules; see the module for what it believes."""

    ontology: Ontology
    words: English = field(default_factory=lexicon.load)

    @property
    def label(self) -> str:
        """Name and version."""
        return f"rules {VERSION}"

    @property
    def digest(self) -> str:
        """Digest of the ontology and the word lists."""
        return f"{VERSION}-{self.ontology.digest}-{self.words.digest}"

    @cached_property
    def index(self) -> TriggerIndex:
        """The words of the ontology, compiled."""
        return triggers.index(self.ontology, self.words)

    def look(
        self, document: Document, sentences: Sequence[SentenceRecord], found: Sequence[Mention]
    ) -> Sight:
        """The rules add no mention to those found."""
        return Sight(tuple(found))

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
        reading = _Reading(self.ontology, self.words, self.index, self.label)
        for row in rows(document, sentences, mentions):
            reading.read(row)
        headlines = {sentence.span.start for sentence in sentences if sentence.is_headline}
        return Extraction(_placed_by_the_report(reading.claims, headlines), tuple(reading.relations))


@dataclass(slots=True)
class _Reading:
    """One document on its way through the rules, sentence by sentence."""

    ontology: Ontology
    words: English
    index: TriggerIndex
    label: str
    memory: _Memory = field(default_factory=_Memory)
    claims: list[Claim] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)

    def read(self, row: Row) -> None:
        """Code one sentence and remember what later ones may need."""
        sentence = Sentence(
            row,
            tuple(parties.phrases(row, self.words)),
            tuple(triggers.find(row, self.words, self.index)),
            self.words,
        )
        sayings = attribution.find(sentence, self.memory.speaker)
        figures = self._figures(sentence)
        drafts = self._drafts(sentence, figures)
        made = [
            claim
            for draft in drafts
            for part in _split_by_victims(draft)
            if (claim := self._claim(sentence, part, sayings))
        ]
        self.claims.extend(made)
        self._relate(sentence, made)
        self._remember(sentence, sayings, drafts, made)

    # figures -----------------------------------------------------------------------------------------

    def _figures(self, sentence: Sentence) -> list[FoundToll]:
        found = tolls.find(sentence)
        return found or self._continued(sentence)

    def _continued(self, sentence: Sentence) -> list[FoundToll]:
        """ "They included more than 70 from X": a part of the figure of the sentence before."""
        whole, words = self.memory.toll, _first_words(sentence.row, 4)
        if whole is None or words[:1] not in {("they",), ("among",), ("those",), ("the",)}:
            return []
        if not {"included", "include", "were", "among"} & set(words[:4]):
            return []
        counts = [count for count in tolls.counts(sentence) if count.phrase is not None and not count.bare]
        return [
            FoundToll(
                replace(
                    whole.toll,
                    count=count.count,
                    text=count.span.of(sentence.row.document.text),
                    start=count.span.start,
                    end=count.span.end,
                    whom=count.phrase.whom(),
                    part_of=whole.toll.text,
                    about=count.about,
                ),
                count.at,
                count.at,
                count.phrase,
            )
            for count in counts
            if count.phrase is not None and sentence.row.kind(count.at) == "number"
        ]

    # drafts ------------------------------------------------------------------------------------------

    def _drafts(self, sentence: Sentence, figures: list[FoundToll]) -> list[_Draft]:
        drafts = [draft for trigger in sentence.triggers if (draft := self._draft(sentence, trigger))]
        drafts = [draft for draft in drafts if not _is_another_charge(draft)]
        drafts = _attach(sentence, drafts, figures, self._toll_drafts(sentence, figures, drafts))
        drafts = [self._by_means(sentence, draft) for draft in drafts]
        return [
            draft
            for draft in drafts
            if self._has_substance(
                sentence, draft, others=any(d.event_type.violent for d in drafts if d is not draft)
            )
        ]

    def _draft(self, sentence: Sentence, trigger: Trigger) -> _Draft | None:
        first = self.ontology[trigger.types[0]]
        found = side_rules.sides(
            sentence,
            trigger,
            symmetric=first.symmetric,
            words_only=not first.makes_incident,
            of_agent=first.of == "agent",
        )
        event_type = self._type_by_object(sentence, trigger, found)
        if event_type is None:
            return None
        return _Draft(trigger, event_type, _accused(sentence, trigger, found))

    def _type_by_object(self, sentence: Sentence, trigger: Trigger, found: Sides) -> EventType | None:
        """Which of the types that share a word: people are captured, places are taken."""
        types = [self.ontology[key] for key in trigger.types]
        if len(types) == 1:
            return types[0] if self._object_allows(sentence, trigger, found, types[0]) else None
        people = bool(found.b) and not any(p.governor in {"from", "of"} for p in found.b)
        wanted = "people" if people else "place"
        return next((t for t in types if t.object == wanted), types[0])

    def _object_allows(
        self, sentence: Sentence, trigger: Trigger, found: Sides, event_type: EventType
    ) -> bool:
        """People who are recovered or seized are no territory."""
        first = found.b[0] if found.b else None
        people = first is not None and first.governor is None and not first.possessive and not first.actors
        return not (event_type.object == "place" and trigger.use == "verb" and people)

    def _toll_drafts(
        self, sentence: Sentence, figures: list[FoundToll], drafts: list[_Draft]
    ) -> list[_Draft]:
        """Claims of figures whose word of harm is no trigger of its own ("12 dead", "five wounded")."""
        if not figures or any(
            draft.event_type.violent or draft.event_type.key in {"accident", "disaster"} for draft in drafts
        ):
            return []
        figure = figures[0]
        row = sentence.row
        key = _TOLL_TYPES.get(figure.toll.kind) or self._type_of_harm(row)
        if key == "abduction" and row.word(figure.harm).startswith(("arrest", "detain", "jail", "imprison")):
            key = "arrest"
        harm = self.words.harm.find(row.words)
        end = next((hit.end for hit in harm if hit.start == figure.harm), figure.harm + 1)
        span = row.span(figure.harm, end)
        use: triggers.Use = "passive" if triggers.is_passive(row, figure.harm, end, self.words) else "noun"
        trigger = Trigger(figure.harm, end, span, span.of(row.document.text), (key,), use, "toll", "finite")
        agents = side_rules.after_prepositions(sentence, end, frozenset({"by"}))
        victims = () if figure.phrase is None or figure.owner_suffers else (figure.phrase,)
        if figure.owner_suffers:
            agents = side_rules.subject_before(sentence, figure.harm)
        return [_Draft(trigger, self.ontology[key], Sides(agents, victims, "a figure with its word of harm"))]

    def _type_of_harm(self, row: Row) -> str:
        means = {hit.payload for hit in self.index.means.find(row.words) if row.kind(hit.start) is None}
        told = next((key for key in _MEANS_FIRST if key in means), None)
        if told is None and self.memory.toll_type and _refers_back(row):
            return self.memory.toll_type
        return told or "attack"

    def _by_means(self, sentence: Sentence, draft: _Draft) -> _Draft:
        """ "killed by a roadside bomb", "rockets killed five": the means make the type."""
        if draft.event_type.key not in {"attack", "shelling"} or draft.trigger.lemma not in _HARM_ONLY | {
            "hit",
            "strike",
            "target",
            "attack",
            "toll",
        }:
            return draft
        row = sentence.row
        start, end = settings.clause(row, draft.trigger, sentence)
        words = [row.word(i) if row.kind(i) is None else "" for i in range(len(row.words))]
        near = {hit.payload for hit in self.index.means.find(words) if start <= hit.start < end}
        means = [key for key in _MEANS_FIRST if key in near]
        if not means:
            return draft
        return replace(draft, event_type=self.ontology[means[0]])

    def _has_substance(self, sentence: Sentence, draft: _Draft, *, others: bool) -> bool:
        """A word alone is no claim: it needs somebody, a figure, or a place of its own."""
        named = side_rules.named(draft.sides.a) or side_rules.named(draft.sides.b)
        if draft.tolls or named:
            return True
        everyday = draft.trigger.lemma in self.words.sets["everyday"] and draft.trigger.types[0] != "attack"
        if everyday and draft.trigger.use != "noun":
            both = bool(draft.sides.a and draft.sides.b)
            return both or (not draft.event_type.makes_incident and bool(draft.sides.a))
        if draft.trigger.use != "noun" and draft.event_type.makes_incident:
            return True  # "the villages were looted": the verb tells it, whoever did
        if draft.trigger.use == "noun" and _refers_only(sentence, draft.trigger):
            return False
        if draft.trigger.use == "noun" and not (draft.sides.a or draft.sides.b) and others:
            return False
        has_place = any(unit.kind == "place" for unit in sentence.row.units)
        return bool(
            draft.sides.a
            or draft.sides.b
            or has_place
            or draft.event_type.key in {"disaster", "accident", "organized_crime"}
        )

    # claims ------------------------------------------------------------------------------------------

    def _claim(self, sentence: Sentence, draft: _Draft, sayings: list[Saying]) -> Claim | None:
        row, trigger = sentence.row, draft.trigger
        sources = attribution.chain(sayings, trigger.start) or self._sources_carried(sentence)
        sources = _with_hedge(sources, stance.hedge(sentence, trigger)) or _accuser(sentence, trigger, draft)
        status = stance.status(sentence, trigger, sources)
        role = self._role(sentence, draft, status)
        side_a, side_b, carried = self._parties(draft, role)
        places = settings.places(sentence, trigger)
        vague = all(place.precision >= 6 for place in places)
        if vague and draft.event_type.violent and role == "incident" and self.memory.places:
            places, carried = self.memory.places, (*carried, "place: as told before in the report")
        date = settings.when(sentence, trigger, sayings, row.document)
        if role == "incident" and _sums_up(draft, date):
            role, draft = "cumulative", replace(draft, tolls=tuple(map(_as_running_total, draft.tolls)))
        claim_id = self._id(row, draft)
        if claim_id is None:
            return None
        return Claim(
            claim_id=claim_id,
            document_id=row.document.document_id,
            sentence=row.quote,
            trigger=row.quote_of(trigger.span),
            event_type=draft.event_type.key,
            side_a=side_a,
            side_b=side_b,
            places=places,
            date=date,
            tolls=tuple(figure.toll for figure in draft.tolls),
            attribution=sources,
            status=status,
            loaded=stance.loaded(row, self.words),
            confidence=_confidence(draft, side_a, side_b, places, date, carried, row),
            role=role,
            extractor=self.label,
            reasons=(draft.sides.reason, *carried),
        )

    def _id(self, row: Row, draft: _Draft) -> str | None:
        """An id of its own; a second claim of the same words and type needs another figure to be another."""
        first = draft.tolls[0].toll.start if draft.tolls else -1
        for ordinal in (0, first + 1):
            claim_id = Claim.make_id(
                row.document.document_id,
                self.label,
                draft.event_type.key,
                row.quote_of(draft.trigger.span),
                ordinal,
            )
            if claim_id not in self._ids:
                self._ids.add(claim_id)
                return claim_id
        return None

    def _sources_carried(self, sentence: Sentence) -> tuple[Attribution, ...]:
        """ "They included ...": a sentence that goes on with a figure goes on with its source."""
        first = _first_words(sentence.row, 2)
        carried = first[:1] == ("they",) or first in {("the", "dead"), ("among", "them")}
        return self.memory.toll_sources if carried else ()

    def _role(self, sentence: Sentence, draft: _Draft, status: Status) -> Role:
        if is_running_total(sentence.row.quote.text):
            return "cumulative" if draft.tolls else "background"
        if not draft.event_type.makes_incident:
            return "statement"
        if status not in _HAPPENED:
            return "statement"
        return "background" if _is_a_state_of_things(sentence, draft) else "incident"

    def _parties(
        self, draft: _Draft, role: Role
    ) -> tuple[tuple[Party, ...], tuple[Party, ...], tuple[str, ...]]:
        side_a = _unique(draft.sides.a)
        side_b = _suffering(draft)
        if any(figure.owner_suffers for figure in draft.tolls):
            side_a, side_b = (), side_a  # "lost 30 soldiers"
        if draft.event_type.symmetric and not side_b and len(side_a) > 1:
            side_a, side_b = side_a[:1], side_a[1:]  # "the two groups" is one phrase for two actors
        carried: tuple[str, ...] = ()
        kills = any(figure.toll.kind == "killed" for figure in draft.tolls)
        if not side_a and kills and role == "incident" and draft.event_type.key in _ONE_SIDED:
            names = {party.actor_id for party in side_b}
            side_a = tuple(party for party in self.memory.agents if party.actor_id not in names)
            carried = ("side_a: as told before of this killing",) if side_a else ()
        return side_a, side_b, carried

    # memory and relations ----------------------------------------------------------------------------

    def _relate(self, sentence: Sentence, made: list[Claim]) -> None:
        stated = relations.find(sentence, self.memory.union, self.memory.former)
        stated += [item for claim in made for item in relations.of_claim(claim)]
        known = {relation.relation_id for relation in self.relations}
        for relation in relations.records(stated, sentence.row, self.label):
            if relation.relation_id not in known:
                known.add(relation.relation_id)
                self.relations.append(relation)
        for item in stated:
            if item.type == "member_of":
                self.memory.former = item.object
            if item.type == "merged_into":
                self.memory.union = item.object

    def _remember(
        self, sentence: Sentence, sayings: list[Saying], drafts: list[_Draft], made: list[Claim]
    ) -> None:
        memory = self.memory
        for saying in sayings:
            if saying.attribution.source is not None:
                memory.speaker = saying.attribution.source
        for claim in made:
            if claim.role == "incident" and self.ontology[claim.event_type].violent:
                own_place = any(
                    sentence.row.sentence.span.contains(Span(p.start, p.end)) for p in claim.places
                )
                exact = any(place.precision < 6 for place in claim.places)
                memory.places = claim.places if own_place and exact else memory.places
                if any(party.actor_id for party in claim.side_a) and claim.event_type in _ONE_SIDED:
                    memory.agents = claim.side_a
        bearing = [
            draft
            for draft in drafts
            if draft.event_type.violent and any(f.toll.scope == "incident" for f in draft.tolls)
        ]
        if bearing:
            memory.toll, memory.toll_type = bearing[0].tolls[0], bearing[0].event_type.key
            memory.toll_sources = next((claim.attribution for claim in made if claim.tolls), ())


def _placed_by_the_report(claims: Sequence[Claim], headlines: set[int]) -> tuple[Claim, ...]:
    """A headline names the province where the report names the town: it stands where the report says."""
    told = [claim for claim in claims if claim.role == "incident" and claim.sentence.start not in headlines]
    return tuple(
        _as_told(claim, told) if claim.sentence.start in headlines and claim.role == "incident" else claim
        for claim in claims
    )


def _as_told(headline: Claim, told: Sequence[Claim]) -> Claim:
    below = next((claim for claim in told if claim.event_type == headline.event_type and claim.places), None)
    if below is None or not headline.places or headline.places[0].adm1 != below.places[0].adm1:
        return headline
    return replace(
        headline, places=below.places, reasons=(*headline.reasons, "place: as told below the headline")
    )


def _is_another_charge(draft: _Draft) -> bool:
    """Whether "charge" stands as a noun: "in charge", "a charge went off" accuse nobody."""
    return (
        draft.trigger.use == "noun"
        and draft.event_type.key == "accusation"
        and draft.trigger.lemma == "charge"
    )


def _attach(
    sentence: Sentence, drafts: list[_Draft], figures: list[FoundToll], extra: list[_Draft]
) -> list[_Draft]:
    """Give each figure to the event that its word of harm belongs to; fold mere words of harm into it."""
    drafts = sorted([*drafts, *extra], key=lambda draft: draft.trigger.start)
    given: dict[int, list[FoundToll]] = {}
    absorbed: set[int] = set()
    for figure in figures:
        at = _home(sentence, drafts, figure)
        if at is None:
            continue
        given.setdefault(at, []).append(figure)
        own = _own_trigger(drafts, figure)
        if own is not None and own != at and drafts[own].trigger.lemma in _HARM_ONLY:
            absorbed.add(own)
    return [
        replace(draft, tolls=tuple(given.get(at, ())), sides=_sides_of_absorbed(draft, drafts, absorbed))
        for at, draft in enumerate(drafts)
        if at not in absorbed
    ]


def _sides_of_absorbed(draft: _Draft, drafts: Sequence[_Draft], absorbed: set[int]) -> Sides:
    """An event that takes over "killed" takes over whom it killed, and by whom if it says nothing of that."""
    if draft.event_type.symmetric or not absorbed or not draft.event_type.violent:
        return draft.sides
    other = drafts[min(absorbed)].sides
    a = draft.sides.a or tuple(p for p in other.a if p.names_an_actor)
    return Sides(a, draft.sides.b or other.b, draft.sides.reason)


def _own_trigger(drafts: Sequence[_Draft], figure: FoundToll) -> int | None:
    return next((at for at, d in enumerate(drafts) if d.trigger.start <= figure.harm < d.trigger.end), None)


def _home(sentence: Sentence, drafts: Sequence[_Draft], figure: FoundToll) -> int | None:
    """The draft that a figure belongs to: the most telling violent one that its word of harm is tied to."""
    own = _own_trigger(drafts, figure)
    if own is not None and drafts[own].trigger.lemma not in _HARM_ONLY | {"toll"}:
        return own
    bearers = [
        at
        for at, draft in enumerate(drafts)
        if (
            draft.event_type.violent
            or draft.event_type.key
            in {"accident", "disaster", "arrest", "displacement", "protest", "violent_demonstration"}
        )
        and _tied(sentence, draft, figure, is_own=at == own)
    ]
    if not bearers:
        return own
    return min(bearers, key=lambda at: (_rank(drafts[at]), abs(drafts[at].trigger.start - figure.harm)))


def _rank(draft: _Draft) -> int:
    key = draft.event_type.key
    if key in _MEANS_FIRST:
        return 0
    if draft.trigger.lemma in _HARM_ONLY | {"toll"}:
        return 2
    return 1


def _tied(sentence: Sentence, draft: _Draft, figure: FoundToll, *, is_own: bool) -> bool:
    """Whether a figure can be this event's: "after" ties only means of harm to their dead."""
    if is_own:
        return True
    if draft.trigger.use == "noun" and abs(draft.trigger.start - figure.harm) > _NEAR:
        return False
    if figure.toll.kind in {"killed", "wounded"} and draft.event_type.key in _WITHOUT_DEAD:
        return False  # "killed two and detained five"
    low, high = sorted((draft.trigger.start, figure.harm))
    between = [sentence.row.word(i) for i in range(low, high) if sentence.row.kind(i) is None]
    if {";", "but"} & set(between):
        return False
    apart = {"after", "before", "since", "following"} & set(between)
    if apart and draft.event_type.key not in _MEANS_FIRST:
        return (
            draft.trigger.use == "noun"
            and draft.event_type.key in {"clash", "attack"}
            and "before" not in apart
        )
    return draft.event_type.key != "territory_taken" or draft.trigger.use == "noun"


def _split_by_victims(draft: _Draft) -> list[_Draft]:
    """One claim for each party that suffers: "160 FSA fighters were killed, plus another 43 from X"."""
    wholes = [figure for figure in draft.tolls if figure.toll.part_of is None and figure.toll.whom.actor_id]
    victims = {figure.toll.whom.actor_id for figure in wholes if figure.toll.kind == "killed"}
    if len(victims) < 2 or draft.event_type.symmetric:
        return [draft]
    first = wholes[0]
    rest = tuple(figure for figure in draft.tolls if figure not in wholes or figure is first)
    parts = [replace(draft, tolls=rest, sides=_only_victim(draft.sides, first))]
    parts += [
        replace(draft, tolls=(f,), sides=_only_victim(draft.sides, f)) for f in wholes if f is not first
    ]
    return parts


def _only_victim(found: Sides, figure: FoundToll) -> Sides:
    return Sides(found.a, (figure.phrase,) if figure.phrase else found.b, found.reason)


def _suffering(draft: _Draft) -> tuple[Party, ...]:
    """The object; where a figure says by name who died, those are who was acted on."""
    victims = _victims(draft)
    if draft.trigger.use == "passive" and any(party.actor_id for party in victims):
        return victims
    return _unique(draft.sides.b) or victims


def _victims(draft: _Draft) -> tuple[Party, ...]:
    if draft.event_type.symmetric:
        return ()
    return _unique(
        figure.phrase for figure in draft.tolls if figure.phrase is not None and not figure.owner_suffers
    )


def _unique(phrases: object) -> tuple[Party, ...]:
    found: dict[tuple[str | None, int], Party] = {}
    for phrase in phrases:  # type: ignore[attr-defined]
        for party in phrase.parties():
            found.setdefault((party.actor_id, party.start if party.actor_id is None else 0), party)
    return tuple(found.values())


def _accused(sentence: Sentence, trigger: Trigger, found: Sides) -> Sides:
    """ "accused X of detaining", "blamed X for": who is accused is who acts."""
    if found.a and trigger.form != "ing":
        return _blamed(sentence, trigger, found) if not side_rules.named(found.a) else found
    for other in sentence.triggers:
        if other.lemma in {"accuse", "accuse ~ of"} and other.start < trigger.start and trigger.form == "ing":
            accused = [
                p
                for p in sentence.phrases
                if other.start < p.start < trigger.start and p.governor is None and p.names_an_actor
            ]
            if accused:
                return Sides((accused[0],), tuple(p for p in found.b if p is not accused[0]), "accused of it")
    return _blamed(sentence, trigger, found)


def _blamed(sentence: Sentence, trigger: Trigger, found: Sides) -> Sides:
    row = sentence.row
    for at, word in enumerate(row.words):
        if row.kind(at) is None and word in {"blamed", "blames", "blaming"}:
            guilty = next((p for p in sentence.phrases if at < p.start <= at + 3 and p.names_an_actor), None)
            if guilty is not None and guilty not in found.b and at > trigger.start:
                return Sides((guilty,), found.b, "blamed for it")
    return found


def _accuser(sentence: Sentence, trigger: Trigger, draft: _Draft) -> tuple[Attribution, ...]:
    """Who accuses is who says so, and so is who threatens, reports or blames with those words."""
    row = sentence.row
    if not draft.event_type.makes_incident and draft.event_type.key not in {"threat", "mobilization"}:
        return ()
    for other in sentence.triggers:
        if other.start != trigger.start and other.types[0] in {"accusation"} and other.use == "verb":
            speaker = side_rules.subject(sentence, other)
            if speaker and speaker[0] not in draft.sides.a:
                return (Attribution(speaker[0].party(), row.quote_of(other.span)),)
    return ()


def _with_hedge(sources: tuple[Attribution, ...], hedge: str | None) -> tuple[Attribution, ...]:
    if hedge is None:
        return sources
    if not sources:
        return (Attribution(None, None, hedge),)
    return (*sources[:-1], replace(sources[-1], hedge=hedge))


def _sums_up(draft: _Draft, date: ClaimDate) -> bool:
    """A figure for half a year or more is a sum: "last year landmines killed 860 people"."""
    return (
        bool(draft.tolls)
        and date.basis == "stated"
        and date.days is not None
        and date.days.days > HALF_A_YEAR
    )


def _as_running_total(figure: FoundToll) -> FoundToll:
    return replace(figure, toll=replace(figure.toll, scope="cumulative"))


def _first_words(row: Row, count: int) -> tuple[str, ...]:
    """The first words as they stand, mentions too ("They" is one where it stands for a group)."""
    return tuple(unit.text.lower() for unit in row.units[:count])


def _refers_back(row: Row) -> bool:
    """Whether a sentence goes on about what was told: it has no trigger of its own but a figure."""
    return row.sentence.index > 0


def _refers_only(sentence: Sentence, trigger: Trigger) -> bool:
    """ "the clashes have added to ...": a noun that only points back to what was told."""
    row = sentence.row
    before = row.word(trigger.start - 1)
    return before in {"the", "those", "these", "such", "this", "that", "any", "his", "their", "its"}


def _is_a_state_of_things(sentence: Sentence, draft: _Draft) -> bool:
    """A habit or a lasting state is no incident: "is fighting against", "thousands who fled", "years of"."""
    row, trigger = sentence.row, draft.trigger
    if draft.tolls:
        return False
    near = [row.word(i) for i in range(max(0, trigger.start - 3), trigger.start) if row.kind(i) is None]
    dated = any(unit.kind in {"date", "place"} for unit in row.units)
    progressive = row.word(trigger.start).endswith("ing") and {"is", "are", "'s", "'re", "been"} & set(near)
    if trigger.use == "verb" and progressive and not dated:
        return True
    gerund = (
        trigger.use == "verb"
        and trigger.form == "ing"
        and near[-1:]
        and near[-1] in {"of", "about", "over", "in", "for"}
    )
    return bool(gerund and not draft.sides.a)


def _confidence(
    draft: _Draft,
    side_a: Sequence[Party],
    side_b: Sequence[Party],
    places: Sequence[ClaimPlace],
    date: ClaimDate,
    carried: Sequence[str],
    row: Row,
) -> float:
    """A count of what supports the reading, between 0.2 and 0.9; not calibrated.

    A figure weighs most: words that count people are the hardest to read where nothing happened.
    """
    score = 0.35
    score += 0.12 * any(p.actor_id for p in side_a) + 0.12 * any(p.actor_id for p in side_b)
    score += 0.18 * bool(draft.tolls) + 0.06 * bool(places) + 0.05 * (date.basis == "stated")
    score += 0.08 * (draft.trigger.use != "noun") + 0.05 * (" " in draft.trigger.text)
    score += 0.06 * draft.event_type.makes_incident + 0.03 * (row.sentence.index < 3)
    score += 0.05 * (draft.event_type.key not in {"attack", "talks", "accusation", "diplomacy", "support"})
    return round(min(0.9, max(0.2, score - 0.08 * len(carried))), 3)
