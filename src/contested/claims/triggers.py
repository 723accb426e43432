"""Words that tell an event, found by the ontology's lists, and how they are used.

A word that can be verb and noun ("attack", "shell") is read by its neighbours. Doubt counts as a
noun: a noun needs an argument of its own to become a claim, so a wrong reading adds little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from contested.claims.units import Row, rows
from contested.languages.en.inflection import Form
from contested.languages.en.lexicon import English
from contested.languages.phrases import Hit, PhraseTable, table
from contested.ontology import EventType, Ontology
from contested.records import Document, Sentence
from contested.values.spans import Span

Use = Literal["verb", "passive", "noun"]


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """One form of a word of the ontology."""

    type_key: str
    word_class: str
    lemma: str
    forms: frozenset[Form] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Units ``start`` to ``end`` that tell an event of one of ``types`` (several: its object decides)."""

    start: int
    end: int
    span: Span
    text: str
    types: tuple[str, ...]
    use: Use
    lemma: str
    form: str


@dataclass(frozen=True, slots=True)
class TriggerIndex:
    """All forms of all words of an ontology, and the words that are means of harm."""

    events: PhraseTable[TriggerWord]
    means: PhraseTable[str]


def index(ontology: Ontology, words: English) -> TriggerIndex:
    """Compile the word lists of an ontology."""
    entries = [entry for event_type in ontology.types.values() for entry in _entries(event_type, words)]
    means = [
        (form, event_type.key)
        for event_type in ontology.types.values()
        for word in event_type.words.means
        for form in {word, words.inflector.plural(word)}
    ]
    return TriggerIndex(table(entries), table(means))


def _entries(event_type: EventType, words: English) -> Iterable[tuple[str, TriggerWord]]:
    for lemma in event_type.words.verbs:
        for form, can_be in words.inflector.verb_forms(lemma).items():
            yield form, TriggerWord(event_type.key, "verb", lemma, frozenset(can_be))
    for lemma in event_type.words.nouns:
        for form in {lemma, words.inflector.plural(lemma)}:
            yield form, TriggerWord(event_type.key, "noun", lemma)
    for lemma in event_type.words.phrases:
        for form, can_be in words.inflector.verb_forms(lemma).items():
            yield form, TriggerWord(event_type.key, "phrase", lemma, frozenset(can_be))


def find(row: Row, words: English, compiled: TriggerIndex) -> list[Trigger]:
    """The triggers of a sentence from left to right; a longer one hides those within it."""
    by_start: dict[int, list[Hit[TriggerWord]]] = {}
    for start in range(len(row.words)):
        here = list(compiled.events.at(row.words, start))
        if here:
            by_start[start] = here
    found: list[Trigger] = []
    covered = 0
    for start, here in sorted(by_start.items()):
        if start < covered:
            continue
        longest = max(hit.end for hit in here)
        trigger = _trigger(row, start, longest, [hit.payload for hit in here if hit.end == longest], words)
        if trigger is not None:
            found.append(trigger)
            covered = longest
    return found


def suspected(
    document: Document, sentences: Sequence[Sentence], words: English, compiled: TriggerIndex
) -> list[tuple[str, Span]]:
    """Words that may tell an event, each with a type that it may tell, and words that are means of harm.

    Read without regard to names: a list is no judge, its suspicion is one thing that a reader weighs.
    """
    found: list[tuple[str, Span]] = []
    for row in rows(document, sentences, ()):
        hits = find(row, words, compiled)
        taken = {at for hit in hits for at in range(hit.start, hit.end)}
        found += [(hit.types[0], hit.span) for hit in hits]
        found += [
            (hit.payload, row.span(hit.start, hit.end))
            for hit in compiled.means.find(row.words)
            if hit.start not in taken
        ]
    return found


def _trigger(row: Row, start: int, end: int, readings: list[TriggerWord], words: English) -> Trigger | None:
    use = _use(row, start, end, readings, words)
    if use != "noun" and _only_describes(row, start, end, readings, words):
        return None
    fitting = [reading for reading in readings if _fits(reading, use)] or readings
    types = tuple(dict.fromkeys(reading.type_key for reading in fitting))
    span = row.span(start, end)
    form = (
        "ing" if row.word(start).endswith("ing") else ("base" if _infinitive(row, start, words) else "finite")
    )
    return Trigger(start, end, span, span.of(row.document.text), types, use, fitting[0].lemma, form)


def _only_describes(row: Row, start: int, end: int, readings: list[TriggerWord], words: English) -> bool:
    """ "two besieged villages", "the captured officers": a participle before its noun tells nothing new."""
    forms = frozenset[Form]().union(*(reading.forms for reading in readings))
    introduced = row.kind(start - 1) == "number" or (
        row.kind(start - 1) is None
        and words.is_a(row.word(start - 1), "determiners")
        and row.word(start - 1) != "that"
    )
    following = row.word(end)
    noun = row.kind(end) is None and following[:1].isalpha() and not words.is_a(following, "prepositions")
    return end == start + 1 and "participle" in forms and introduced and noun


def _fits(reading: TriggerWord, use: Use) -> bool:
    return (reading.word_class == "noun") == (use == "noun") or reading.word_class == "phrase"


def _use(row: Row, start: int, end: int, readings: list[TriggerWord], words: English) -> Use:
    forms = frozenset[Form]().union(*(reading.forms for reading in readings))
    can_be_noun = any(reading.word_class == "noun" for reading in readings)
    if not forms:
        return "noun"
    if can_be_noun and not _reads_as_verb(row, start, end, forms, words):
        return "noun"
    if (
        not can_be_noun
        and forms <= {"base", "s", "ing"}
        and _after_determiner(row, start, words)
        and "ing" in forms
    ):
        return "noun"
    first = row.word(start)
    participle = "participle" in forms or first.endswith("ed") or first in words.sets["irregular_past"]
    return "passive" if participle and is_passive(row, start, end, words) else "verb"


def _after_determiner(row: Row, at: int, words: English) -> bool:
    word = row.word(at - 1)
    return row.kind(at - 1) is None and (words.is_a(word, "determiners") or word == "of")


def _reads_as_verb(row: Row, start: int, end: int, forms: frozenset[Form], words: English) -> bool:
    """Whether a form that may be a noun stands as a verb."""
    at = start - 1
    while at > 0 and row.kind(at) is None and words.is_a(row.word(at), "adverbs"):
        at -= 1
    before, after = row.word(at), row.word(end)
    if before in {"'s", "'"}:
        return False
    if row.kind(at) is None and any(
        words.is_a(before, f"auxiliaries.{group}") for group in ("modal", "do", "be")
    ):
        return (
            before not in {"was", "were", "is", "are", "be", "been"}
            or "ing" in forms
            or "participle" in forms
        )
    if before == "to" and "base" in forms:
        return row.word(at - 1) not in {"due", "response", "according", "reaction"}
    if forms <= {"past", "participle"}:
        return not words.is_a(before, "determiners")
    if "ing" in forms:
        return before in {",", "and"} and (words.is_a(after, "determiners") or row.kind(end) is not None)
    if "base" in forms and row.kind(at) is None and _plural_people(before, words):
        return not words.is_a(after, "prepositions")
    subject_before = row.kind(at) in {"actor", "person"} or before in {
        "they",
        "he",
        "she",
        "we",
        "it",
        "who",
        "which",
        "that",
    }
    object_after = row.kind(end) is not None or (words.is_a(after, "determiners") and row.kind(end) is None)
    return subject_before and (object_after or words.is_a(before, "pronouns"))


def _plural_people(word: str, words: English) -> bool:
    """Whether a word is a plural that counts people: "gunmen storm hotel" has a verb."""
    return any(not hit.payload.singular for hit in words.people.at((word,), 0)) if word else False


def is_passive(row: Row, start: int, end: int, words: English) -> bool:
    """Whether a participle is passive: after a form of "be", or before "by" without a subject's verb."""
    at = start - 1
    while at >= 0 and row.kind(at) is None and words.is_a(row.word(at), "adverbs"):
        at -= 1
    if at >= 0 and row.kind(at) is None and words.is_a(row.word(at), "auxiliaries.be"):
        return True
    if row.kind(at) is None and words.is_a(row.word(at), "auxiliaries.have"):
        return False
    return row.word(end) == "by" and row.kind(end) is None


def _infinitive(row: Row, start: int, words: English) -> bool:
    at = start - 1
    while at > 0 and words.is_a(row.word(at), "adverbs"):
        at -= 1
    return row.word(at) == "to" or words.is_a(row.word(at), "auxiliaries.modal")
