"""Who says so: the chain of sources of a sentence, outermost first.

The outlet speaks in its own voice unless the words name somebody else. "He said" goes back to whoever
spoke last; a sentence without a source after one with a source is the outlet's own again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contested.claims.parties import Phrase
from contested.claims.sides import Sentence
from contested.claims.units import Row
from contested.records import Attribution, Party

_SPEAKERS = frozenset({"he", "she", "they", "it", "who", "we"})


@dataclass(frozen=True, slots=True)
class Saying:
    """One source of a sentence, and the units whose content it gives (from ``start`` to ``end``)."""

    attribution: Attribution
    cue: int
    start: int
    end: int
    days_at: int | None = None


def find(sentence: Sentence, last_speaker: Party | None) -> list[Saying]:
    """Who is said to say what in a sentence."""
    row, words = sentence.row, sentence.words
    found = [
        saying
        for hit in words.cue_phrases.find(row.words)
        if (saying := _according_to(sentence, hit.start, hit.end))
    ]
    for at, word in enumerate(row.words):
        if row.kind(at) is None and word in words.cue_verbs and _tells(sentence, at):
            saying = _said(sentence, at, last_speaker)
            if saying is not None:
                found.append(saying)
    return found


def _tells(sentence: Sentence, at: int) -> bool:
    """Whether a word of saying is used as one: not "said group", not a plan "to report"."""
    row, words = sentence.row, sentence.words
    if words.is_a(row.word(at - 1), "determiners") and row.kind(at - 1) is None:
        return False
    if row.word(at - 1) == "to" or words.is_a(row.word(at - 1), "auxiliaries.modal"):
        return False
    forms = words.cue_verbs[row.word(at)]
    if "ing" in forms:
        return row.word(at) in words.sets["attribution.citing"]
    if row.word(at) in {
        "report",
        "reports",
        "claims",
        "claim",
        "state",
        "states",
        "notes",
        "note",
        "estimate",
        "estimates",
        "posts",
        "post",
        "records",
        "record",
        "points",
        "point",
        "documents",
        "document",
        "quotes",
    }:
        return row.kind(at - 1) in {"actor", "person"} or row.word(at - 1) in {
            "activists",
            "sources",
            "monitors",
            "officials",
            "residents",
            "they",
        }
    return True


def _said(sentence: Sentence, at: int, last_speaker: Party | None) -> Saying | None:
    row = sentence.row
    citing = row.word(at) in sentence.words.sets["attribution.citing"]
    source = _source_behind(sentence, at + 1) if citing else _speaker(sentence, at, last_speaker)
    if source is None:
        return None
    start, end = _content(row, at)
    cue = row.quote_of(row.units[at].span)
    return Saying(Attribution(source, cue), at, start, end, _day_of_saying(row, at))


def _speaker(sentence: Sentence, at: int, last_speaker: Party | None) -> Party | None:
    row = sentence.row
    nearest = next((p for p in reversed(sentence.phrases) if p.end <= at), None)
    if row.word(at - 1) in _SPEAKERS - {"who", "it"} and row.kind(at - 1) is None:
        return last_speaker
    if nearest is not None and nearest.pronoun and nearest.end == at and not nearest.actors:
        return last_speaker
    if nearest is not None and nearest.pronoun and nearest.end == at and row.word(at + 1) in {".", "", ","}:
        return last_speaker
    if _is_the_speaker_again(sentence, at) and last_speaker is not None:
        return last_speaker
    if _inverted(row, at):
        return _source_behind(sentence, at + 1)
    return _source_before(sentence, at)


def _is_the_speaker_again(sentence: Sentence, at: int) -> bool:
    """ "The commander said": a role with "the" and no name is the one who spoke before."""
    row = sentence.row
    return (
        row.word(at - 2) == "the"
        and row.word(at - 1) in sentence.words.sets["roles"]
        and row.kind(at - 1) is None
    )


def _inverted(row: Row, at: int) -> bool:
    """ "...," said the commander: a quotation before, a speaker behind and then the end."""
    if row.word(at) not in {"said", "says", "added", "reported", "stated", "announced", "explained"}:
        return False
    if not (
        row.kind(at + 1) in {"actor", "person"} or row.word(at + 1) in {"the", "a", "an", "one", "another"}
    ):
        return False
    before = row.word(at - 1)
    if before in {'"', "”"} or (before == "," and row.word(at - 2) in {'"', "”"}):
        return True
    ends = any(row.word(i) in {".", ""} for i in range(at + 2, at + 7))
    return before == "," and ends


def _source_before(sentence: Sentence, at: int) -> Party | None:
    row = sentence.row
    trailing = next(
        (p for p in sentence.phrases if p.end == at and row.word(p.start - 1) == "," and not p.listed), None
    )
    if trailing is not None and trailing.names_an_actor and not trailing.pronoun:
        return _party(trailing)
    start = max(_clause_begin(row, at), _trailing_begin(sentence, at))
    before = [p for p in sentence.phrases if start <= p.start and p.end <= at]
    person = next((p for p in before if p.person and p.governor is None), None)
    if person is not None:
        return _party(person)
    free = next(
        (p for p in before if p.governor is None and not p.pronoun and not _in_brackets(row, p)), None
    )
    noun = _source_noun(sentence, start, at)
    if free is not None and (noun is None or free.start <= noun):
        return _coordinated(sentence, free)
    if noun is not None:
        return _noun_party(sentence, start, noun, at)
    return (
        _coordinated(sentence, before[-1])
        if before and before[-1].names_an_actor and before[-1].governor is None
        else None
    )


def _in_brackets(row: Row, phrase: Phrase) -> bool:
    return row.word(phrase.start - 1) in {"(", "["}


def _trailing_begin(sentence: Sentence, at: int) -> int:
    """ "12 died, a source told the radio": behind the last comma, where a whole clause stands before it."""
    row = sentence.row
    comma = next((i for i in range(at - 1, -1, -1) if row.kind(i) is None and row.word(i) == ","), None)
    if comma is None or comma == at - 1:
        return 0
    ends = row.word(at + 1) in {".", "", ","}
    return comma + 1 if ends or _has_predicate(sentence, comma) else 0


def _has_predicate(sentence: Sentence, stop: int) -> bool:
    """Whether a verb stands before a unit: a trigger used as one, a word of harm, or a form of be or have."""
    row, words = sentence.row, sentence.words
    if any(trigger.start < stop and trigger.use != "noun" for trigger in sentence.triggers):
        return True
    plain = [row.word(i) for i in range(stop) if row.kind(i) is None]
    return any(words.is_a(word, "auxiliaries.be") or words.is_a(word, "auxiliaries.have") for word in plain)


def _coordinated(sentence: Sentence, phrase: Phrase) -> Party:
    """A phrase, or the name that follows it at once: "the monitoring service SITE"."""
    named = next((p for p in sentence.phrases if p.start == phrase.end and p.names_an_actor), None)
    return _party(named or phrase)


def _party(phrase: Phrase) -> Party:
    return phrase.party()


def _clause_begin(row: Row, at: int) -> int:
    for i in range(at - 1, -1, -1):
        if row.kind(i) is None and (
            row.word(i) in {";", ":", '"', "”", "that"} or (row.word(i) in {"but", "while", "as", "after"})
        ):
            return i + 1
    return 0


def _source_noun(sentence: Sentence, start: int, end: int) -> int | None:
    row, words = sentence.row, sentence.words
    for at in range(start, end):
        plain = row.kind(at) is None and row.word(at) in words.sets["people_sources"]
        joined = row.kind(at + 1) is None and row.word(at + 1) in words.sets["people_sources"]
        if plain and not joined and not _governed(sentence, at):
            return at  # of "rebel spokesman" the spokesman
    return None


def _governed(sentence: Sentence, at: int) -> bool:
    row, words = sentence.row, sentence.words
    for i in range(at - 1, max(-1, at - 5), -1):
        if row.kind(i) is None and words.is_a(row.word(i), "prepositions"):
            return True
        if row.kind(i) is None and (words.is_a(row.word(i), "determiners") or row.word(i) in {",", "and"}):
            return words.is_a(row.word(i - 1), "prepositions") and row.kind(i - 1) is None
    return False


def _noun_party(sentence: Sentence, start: int, noun: int, stop: int) -> Party:
    """A source that is a noun, with what describes it: "reports on social media", "a rebel official"."""
    row, words = sentence.row, sentence.words
    first = noun
    while first > start and _describes(row, first - 1, words) and noun - first < 5:
        first -= 1
    last = noun + 1
    if row.word(last) in {"on", "from", "of", "in", "by"}:
        for i in range(last + 1, min(stop, last + 5)):
            if row.kind(i) is None and not row.word(i)[:1].isalpha():
                break
            if row.word(i) in words.cue_verbs or words.is_a(row.word(i), "auxiliaries.have"):
                break
            last = i + 1
    span = row.span(first, last)
    link = next(
        (
            m.actor
            for i in range(first, last)
            for m in row.units[i].mentions
            if m.actor and m.actor.decision != "unsure"
        ),
        None,
    )
    if row.word(first) in {"pro", "anti"} or row.word(first).startswith(("pro-", "anti-")):
        link = None
    return Party(
        span.of(row.document.text),
        span.start,
        span.end,
        link.actor_id if link else None,
        link.actor_name if link else None,
    )


def _describes(row: Row, at: int, words: object) -> bool:
    word = row.word(at)
    if row.kind(at) in {"actor", "number"}:
        return True
    return (
        row.kind(at) is None
        and word[:1].isalpha()
        and word not in {"the", "a", "an", "and", "but", "on", "in", "that", "said", "by"}
    )


def _source_behind(sentence: Sentence, at: int) -> Party | None:
    row = sentence.row
    behind = [p for p in sentence.phrases if at <= p.start < at + 8 and not p.pronoun]
    person = next((p for p in behind if p.person), None)
    if person is not None and not any(row.word(i) == "," for i in range(at, person.start)):
        return _party(person)
    noun = next(
        (
            i
            for i in range(at, min(at + 8, len(row.units)))
            if row.kind(i) is None and row.word(i) in sentence.words.sets["people_sources"]
        ),
        None,
    )
    described = (
        noun is not None
        and bool(behind)
        and behind[0].end <= noun <= behind[0].end + 3
        and all(
            row.word(i)[:1].isalpha() and row.word(i) not in {"and", "said", "that", "of"}
            for i in range(behind[0].end, noun)
        )
    )
    if behind and not described and (noun is None or behind[0].start <= noun):
        return _coordinated(sentence, behind[0])
    return _noun_party(sentence, at, noun, min(noun + 6, len(row.units))) if noun is not None else None


def _according_to(sentence: Sentence, start: int, end: int) -> Saying | None:
    row = sentence.row
    source = _source_behind(sentence, end)
    if source is None:
        return None
    cue = row.quote_of(row.span(start, end))
    first, last = _content(row, start)
    return Saying(Attribution(source, cue), start, first, last, None)


def _content(row: Row, at: int) -> tuple[int, int]:
    """Which units a source speaks for: the sentence, but for a contrast joined to it ("..., but ...")."""
    for i in range(at - 1, 0, -1):
        if row.kind(i) is None and row.word(i) in {";", "but"}:
            return i + 1, len(row.units)
    for i in range(at + 1, len(row.units)):
        if row.kind(i) is None and row.word(i) == ";":
            return 0, i
    return 0, len(row.units)


def _day_of_saying(row: Row, at: int) -> int | None:
    """The unit of a date that tells when it was said: "said on Wednesday", "told X on Tuesday"."""
    for i in range(at + 1, min(at + 6, len(row.units))):
        if row.kind(i) == "date":
            return i
        if row.kind(i) is None and row.word(i) in {"that", ",", "it", "they"}:
            break
    if at and row.kind(at - 1) == "date" and row.word(at - 2) in {"on", ","}:
        return at - 1
    return 0 if row.kind(0) == "date" else (1 if row.word(0) == "on" and row.kind(1) == "date" else None)


def chain(sayings: Sequence[Saying], at: int) -> tuple[Attribution, ...]:
    """The sources for what stands at a unit, outermost first: the one who quotes before the one quoted."""
    mine = [saying for saying in sayings if saying.start <= at < saying.end and saying.cue != at]
    unique: dict[tuple[int, int], Attribution] = {}
    for saying in mine:
        source = saying.attribution.source
        if source is not None:
            unique.setdefault((source.start, source.end), saying.attribution)
    return tuple(unique.values())
