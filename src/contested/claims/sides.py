"""Who acts and who is acted on: subject and object of a trigger, by order and prepositions.

Where two readings are possible the nearer one that no preposition governs is taken; where there is
none, the side stays empty. An empty side is an honest answer, a wrong one is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contested.claims.parties import Phrase
from contested.claims.triggers import Trigger
from contested.claims.units import Row
from contested.languages.en.lexicon import English

_AGENT = frozenset({"by"})
_AGAINST = frozenset({"against", "on", "upon", "targeting"})
_OF_PATIENT = frozenset({"of", "against", "on", "targeting"})
_WITH = frozenset({"with", "against", "and"})
_PLACE_HOLDERS = frozenset({"of", "by", "from", "to"})
_SUBORDINATE = frozenset({"after", "before", "while", "when", "because", "although", "though", "if"})
# What may be a place as well is no party behind these.
_PLACE_PREPOSITIONS = frozenset({"on", "of", "at", "in", "from", "to"})
_BREAKS = frozenset({";", ":", "(", ")", "[", "]", "—", "–"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The phrases on each side, as the sentence gives them, and the rule that read them."""

    a: tuple[Phrase, ...]
    b: tuple[Phrase, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row with its phrases and triggers: what the rules of this room read."""

    row: Row
    phrases: tuple[Phrase, ...]
    triggers: tuple[Trigger, ...]
    words: English


def sides(
    sentence: Sentence,
    trigger: Trigger,
    *,
    symmetric: bool,
    words_only: bool = False,
    of_agent: bool = False,
) -> Sides:
    """Both sides of a trigger; ``words_only`` where the trigger only says something of another's act."""
    if trigger.use == "noun":
        found = _of_noun(sentence, trigger, symmetric=symmetric)
        if of_agent:
            found = _who_is_behind_of(found)
    elif trigger.use == "passive":
        found = Sides(
            after_prepositions(sentence, trigger.end, _AGENT),
            subject(sentence, trigger),
            "passive: the subject suffers",
        )
    else:
        found = _of_verb(sentence, trigger, symmetric=symmetric)
    if words_only:
        found = _of_words(sentence, trigger, found)
    return _split_if_symmetric(found) if symmetric else found


def _who_is_behind_of(found: Sides) -> Sides:
    """ "the withdrawal of X": with some events the one behind "of" does it."""
    if found.a or not found.b or found.b[0].governor != "of":
        return found
    return Sides(found.b, (), found.reason)


def _of_words(sentence: Sentence, trigger: Trigger, found: Sides) -> Sides:
    """ "condemned the attacks by X", "it would enter talks": the speaker acts, the doer is meant."""
    a = found.a or subject_before(sentence, trigger.start)
    b = found.b or after_prepositions(sentence, trigger.end, frozenset({"by", "of", "for"}))
    return Sides(a, tuple(p for p in b if p not in a), found.reason)


def _split_if_symmetric(found: Sides) -> Sides:
    """ "A and B clashed": the first is one side, the rest the other."""
    if found.b or len(found.a) < 2:
        return found
    return Sides(found.a[:1], found.a[1:], f"{found.reason}; both act")


def _of_verb(sentence: Sentence, trigger: Trigger, *, symmetric: bool) -> Sides:
    a = subject(sentence, trigger)
    if symmetric:
        other = after_prepositions(sentence, trigger.end, _WITH) or _object(sentence, trigger)
        return Sides(a, other, "verb: subject, and whom it is with")
    return Sides(a, _object(sentence, trigger), "verb: subject and object")


def _of_noun(sentence: Sentence, trigger: Trigger, *, symmetric: bool) -> Sides:
    if symmetric:
        between = after_prepositions(
            sentence, trigger.end, frozenset({"between", "among", "amongst", "involving", "of"})
        )
        if between:
            return Sides(between, (), "noun: between whom")
    a = after_prepositions(sentence, trigger.end, _AGENT) or _possessor(sentence, trigger)
    b = after_prepositions(sentence, trigger.end, (_WITH if symmetric else _OF_PATIENT) - {"and"})
    if not b and not symmetric:
        b = _holders(sentence, trigger.end)
    if not a:
        carrier = _light_verb_before(sentence, trigger)
        if carrier is not None:
            a = subject_before(sentence, carrier)
    b = tuple(phrase for phrase in b if phrase not in a)
    return Sides(a, b, "noun: by whom, against whom")


def subject(sentence: Sentence, trigger: Trigger) -> tuple[Phrase, ...]:
    """The subject of a verb, whole where it is a list."""
    return subject_before(sentence, trigger.start)


def subject_before(sentence: Sentence, at: int) -> tuple[Phrase, ...]:
    """The subject that a verb at a unit has, whole where it is a list."""
    row, words = sentence.row, sentence.words
    before = [phrase for phrase in sentence.phrases if phrase.end <= at]
    start = _clause_start(row, at)
    relative = _relative_pronoun(row, start, at)
    if relative is not None:
        return _list_ending(before, [p for p in before if p.end <= relative][-1:], sentence)
    free = [p for p in before if p.start >= start and _can_be_subject(p, row)]
    if row.word(at).endswith("ing") and row.word(at - 1) in {",", "and", '"', "“"}:
        free = [p for p in before if _can_be_subject(p, row)][:1]
    finite = not row.word(at).endswith("ing") and row.word(at - 1) not in {"to", "and", ","}
    if not free and start > 0 and finite:
        return ()  # "died when shells hit": who died does not shell
    if not free:
        free = [p for p in before if _can_be_subject(p, row) and not _in_reported_frame(p, row, at, words)]
        free = (
            free[:1] if row.word(at).endswith("ing") or row.word(at - 1) in {"to", "and", ","} else free[-1:]
        )
    chosen = _not_in_apposition(free, row)
    return _list_ending(before, [chosen] if chosen else [], sentence)


def _can_be_subject(phrase: Phrase, row: Row) -> bool:
    return phrase.governor is None and not phrase.possessive and row.word(phrase.start - 1) not in {"than"}


def _in_reported_frame(phrase: Phrase, row: Row, at: int, words: English) -> bool:
    """ "X said that Y attacked", "X confirmed reports of attacks": X is no subject of them."""
    if row.word(at - 1) in {"to", ",", "and"}:
        return any(row.kind(i) is None and row.word(i) == "that" for i in range(phrase.end, at))
    return any(
        row.kind(i) is None and (row.word(i) == "that" or row.word(i) in words.cue_verbs)
        for i in range(phrase.end, at)
    )


def _clause_start(row: Row, at: int) -> int:
    """The unit behind the nearest word that begins a clause to the left."""
    for i in range(at - 1, -1, -1):
        word = row.word(i)
        if row.kind(i) is not None:
            continue
        if word in _BREAKS or word in {
            "after",
            "before",
            "while",
            "when",
            "because",
            "although",
            "though",
            "as",
            "if",
        }:
            return i + 1
        if word in {"that", "whether"} and row.kind(i - 1) is None:
            return i + 1
        if word in {"who", "which", "that"}:
            return i
    return 0


def _relative_pronoun(row: Row, start: int, at: int) -> int | None:
    """Where the clause is "who ..." or "which ...", the place of that word."""
    if row.kind(start) is None and row.word(start) in {"who", "which", "that"} and start < at:
        inner_subject = any(row.kind(i) in {"actor", "person"} for i in range(start + 1, at))
        return None if inner_subject else start
    return None


def _not_in_apposition(free: Sequence[Phrase], row: Row) -> Phrase | None:
    """The nearest phrase, or the one that it only explains: "JFS, the former affiliate, attacked"."""
    if not free:
        return None
    nearest = free[-1]
    for earlier in reversed(free[:-1]):
        between = row.words[earlier.end : nearest.start]
        apposed = between[:1] == (",",) and len(between) <= 8 and row.word(nearest.end) in {",", "of", "in"}
        if apposed and not nearest.listed and "and" not in between:
            return earlier
    return nearest


def _list_ending(
    before: Sequence[Phrase], chosen: Sequence[Phrase], sentence: Sentence
) -> tuple[Phrase, ...]:
    """The whole list that a phrase ends: "A, B and C"."""
    if not chosen:
        return ()
    at = list(before).index(chosen[-1])
    first = at
    while first > 0 and before[first].listed:
        first -= 1
    return tuple(before[first : at + 1])


def list_from(phrases: Sequence[Phrase], first: Phrase) -> tuple[Phrase, ...]:
    """A phrase with those that go on its list."""
    at = list(phrases).index(first)
    last = at
    while last + 1 < len(phrases) and phrases[last + 1].listed:
        last += 1
    return tuple(phrases[at : last + 1])


def _object(sentence: Sentence, trigger: Trigger) -> tuple[Phrase, ...]:
    """The object of a verb: the phrase behind it, or the one that holds what stands behind it."""
    row = sentence.row
    stop = clause_end(row, trigger.end, sentence.words)
    behind = [p for p in sentence.phrases if trigger.start < p.start < stop]
    for phrase in behind:
        if phrase.unlisted and phrase.governor is None:
            break  # an unlisted name behind a verb may be a place as well
        if phrase.possessive and phrase.names_an_actor and phrase.start - trigger.end <= 2:
            return (phrase,)
        if phrase.governor is None or (phrase.governor in _AGAINST and phrase.start - trigger.end <= 3):
            if phrase.governor is None and _is_next_subject(phrase, row, sentence.words):
                return ()
            return list_from(sentence.phrases, phrase)
        break
    return (
        _possessor_behind(sentence, trigger.end, stop)
        or after_prepositions(sentence, trigger.end, _AGAINST)
        or _holders(sentence, trigger.end)
    )


def _is_next_subject(phrase: Phrase, row: Row, words: English) -> bool:
    """Whether the phrase is rather the subject of the next verb ("... and the army said")."""
    return row.word(phrase.start - 1) in {"and", ","} and row.word(phrase.end) in words.cue_verbs


def _possessor_behind(sentence: Sentence, at: int, stop: int) -> tuple[Phrase, ...]:
    """ "attacked X's bases", "stormed an Ahrar al-Sham base"."""
    behind = [p for p in sentence.phrases if at <= p.start < min(stop, at + 5) and p.names_an_actor]
    return tuple(p for p in behind[:1] if sentence.row.word(p.end) in {"'s", "'"})


def _holders(sentence: Sentence, at: int) -> tuple[Phrase, ...]:
    """Whose place it was: "a base of X", "a court run by X", "territory held by X", "took it from X"."""
    row = sentence.row
    stop = clause_end(row, at, sentence.words)
    for phrase in sentence.phrases:
        if at <= phrase.start < stop and phrase.governor in _PLACE_HOLDERS and phrase.names_an_actor:
            held = (
                row.word(phrase.start - 2) in {"run", "held", "controlled", "manned"}
                or phrase.governor != "by"
            )
            if held:
                return list_from(sentence.phrases, phrase)
    return ()


def _possessor(sentence: Sentence, trigger: Trigger) -> tuple[Phrase, ...]:
    """ "Jund al-Aqsa's attacks", "JFS attacks": whose the noun is."""
    row = sentence.row
    at = trigger.start
    while at > 0 and row.kind(at - 1) is None and at > trigger.start - 4:
        if row.word(at - 1) in {"'s", "'"}:
            return tuple(p for p in sentence.phrases if p.end == at - 1)[-1:]
        if not row.word(at - 1)[:1].isalpha() or sentence.words.is_a(row.word(at - 1), "prepositions"):
            break
        at -= 1
    touching = [p for p in sentence.phrases if p.end == trigger.start and p.names_an_actor]
    return tuple(touching[-1:])


def _light_verb_before(sentence: Sentence, trigger: Trigger) -> int | None:
    row = sentence.row
    for at in range(trigger.start - 1, max(-1, trigger.start - 7), -1):
        if row.kind(at) is None and row.word(at) in sentence.words.sets["light_verbs"]:
            return at
        if row.word(at) in _BREAKS or row.kind(at) in {"actor", "person"}:
            return None
    return None


def after_prepositions(sentence: Sentence, at: int, prepositions: frozenset[str]) -> tuple[Phrase, ...]:
    """The first list behind ``at`` in its clause that one of the prepositions governs."""
    stop = clause_end(sentence.row, at, sentence.words)
    for phrase in sentence.phrases:
        if phrase.unlisted and phrase.governor in _PLACE_PREPOSITIONS:
            continue
        if at <= phrase.start < stop and phrase.governor in prepositions:
            return list_from(sentence.phrases, phrase)
    return ()


def clause_end(row: Row, at: int, words: English) -> int:
    """The unit at which the clause that goes on behind ``at`` ends."""
    for i in range(at, len(row.units)):
        word = row.word(i)
        if row.kind(i) is not None:
            continue
        if word in _BREAKS or word in _SUBORDINATE or word in {"who", "which"}:
            return i
        if word == "," and (row.word(0) in _SUBORDINATE or _turns(row, i + 1)):
            return i
        if word == "and" and i + 1 < len(row.units) and _begins_clause(row, i + 1, words):
            return i
    return len(row.units)


def _turns(row: Row, at: int) -> bool:
    """Whether a word behind a comma begins another clause."""
    return row.word(at).endswith("ing") or row.word(at) in {"but", "while", "who", "which"}


def _begins_clause(row: Row, at: int, words: English) -> bool:
    """ "and JFS attacked", "and wounded five": a new predicate behind "and"."""
    if row.kind(at) in {"actor", "person"}:
        following = row.word(at + 1)
        return (
            words.is_a(following, "auxiliaries.have")
            or words.is_a(following, "auxiliaries.be")
            or following in words.cue_verbs
        )
    return (
        any(hit.payload.word_class == "verb" for hit in words.harm.at(row.words, at))
        or row.word(at) in words.cue_verbs
    )


def named(phrases: Iterable[Phrase]) -> bool:
    """Whether some phrase names an actor."""
    return any(phrase.names_an_actor for phrase in phrases)
