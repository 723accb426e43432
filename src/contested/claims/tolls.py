"""Figures bound to what they count: how many, what was done to them, who they were.

A figure is a toll only if it counts people and a word of harm governs it. A subset ("five, three of
them children") stays apart as a part of its whole; a running total ("310,000 since 2011") is marked as
cumulative. Nothing is added up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contested.claims.parties import Phrase
from contested.claims.sides import Sentence
from contested.claims.units import Row
from contested.languages.en.lexicon import English, HarmWord
from contested.languages.en.totals import is_running_total
from contested.languages.phrases import Hit
from contested.records import Toll, TollKind, Whom, WhomCategory
from contested.values.intervals import CountRange
from contested.values.spans import Span

_SUBSET = frozenset({"including", "among", "whom", "them", "included", "include", "includes"})
_LINKS = frozenset(
    {
        "of",
        "the",
        "its",
        "their",
        "his",
        "more",
        "other",
        "another",
        "additional",
        "were",
        "was",
        "are",
    }
)
_RISES = frozenset(
    "risen rose rises rising climbed climbs climbing reached reaches reaching stands stood increased passed "
    "exceeded put jumped grew".split()
)
_PERSON_REACH = 8  # units between a person's name and "was killed", an age between commas included
_REACH = 14  # units between a figure and the word of harm: longer noun phrases than this are rare


@dataclass(frozen=True, slots=True)
class FoundToll:
    """A toll with the unit of its figure and the unit of the word of harm that governs it."""

    toll: Toll
    at: int
    harm: int
    phrase: Phrase | None
    owner_suffers: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that may count people: where, how many, which phrase it belongs to.

    ``bare`` stands without those it counts ("killing 41"), ``implied`` is the one of "a child".
    """

    at: int
    count: CountRange
    span: Span
    phrase: Phrase | None
    about: bool
    subset: bool
    bare: bool
    implied: bool = False


def find(sentence: Sentence) -> list[FoundToll]:
    """Every toll of a sentence in the order of its words."""
    harms = sentence.words.harm.find(sentence.row.words)
    harms = [hit for hit in harms if sentence.row.kind(hit.start) is None]
    if not harms:
        return []
    cumulative = is_running_total(sentence.row.quote.text)
    found: list[FoundToll] = []
    for count in counts(sentence):
        toll = _bound(sentence, count, harms, found, cumulative=cumulative)
        if toll is not None:
            found.append(toll)
    return found


def counts(sentence: Sentence) -> list[Count]:
    """Every figure of a sentence that may count people, from left to right."""
    row = sentence.row
    counts = [c for at in range(len(row.units)) if row.kind(at) == "number" and (c := _counted(sentence, at))]
    singles = [c for phrase in sentence.phrases if phrase.countable and (c := _single(sentence, phrase))]
    return sorted([*counts, *singles], key=lambda count: count.at)


def _counted(sentence: Sentence, at: int) -> Count | None:
    row = sentence.row
    mention = row.units[at].mentions[0]
    count = mention.number
    if count is None:
        return None
    about = is_about(mention.text)
    phrase = _phrase_counted(sentence, at)
    bare = phrase is None and _stands_alone(sentence, at)
    if (phrase is None and not bare) or _is_a_whole(row, at, phrase):
        return None
    return Count(at, count, mention.span, phrase, about, is_subset(row.words, at), bare)


def is_about(figure: str) -> bool:
    """Whether the words of a figure say that it is not exact ("about 20")."""
    return bool(
        re.match(
            r"(?i)about|around|roughly|nearly|almost|some |approx|an estimated|close to|estimated", figure
        )
    )


def _is_a_whole(row: Row, at: int, phrase: Phrase | None) -> bool:
    """ "members of one family": the figure behind "of" counts the whole that some are part of."""
    return (
        phrase is not None
        and phrase.category == "civilian"
        and row.word(at - 1) == "of"
        and row.word(at - 2) in {"members", "member", "relatives", "part"}
    )


def _phrase_counted(sentence: Sentence, at: int) -> Phrase | None:
    """The people that a figure counts: "70 fighters", "150 of their members", "43 from X", "5 were women"."""
    row = sentence.row
    for phrase in sentence.phrases:
        if not phrase.countable:
            continue
        if phrase.start <= at < phrase.head:
            return phrase
        if phrase.head <= at:
            continue
        between = row.words[at + 1 : phrase.start]
        return phrase if _links_to(between, phrase, row.words, at) else None
    return None


def _links_to(between: Sequence[str], phrase: Phrase, words: Sequence[str], at: int) -> bool:
    if len(between) > 5 or any(word in {",", ";", ":"} for word in between):
        return False
    if not between:
        return True
    if between[0] in {"from", "of"} and phrase.countable:
        return all(word.isalpha() for word in between)
    return all(word in _LINKS for word in between)


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """ "killing 41", "12 dead", "at least 41 killed": a figure whose neighbour is the word of harm."""
    row = sentence.row
    following = row.word(at + 1)
    ends = following in {
        "",
        ".",
        ",",
        ";",
        "and",
        "in",
        "on",
        "at",
        "including",
        "others",
        "more",
        "as",
        "when",
        "after",
        ")",
        "during",
        "near",
    }
    behind = _harm_at(sentence, at + 1) or (
        following in {"were", "are", "was", "others", "more"} and _harm_at(sentence, at + 2)
    )
    before = _harm_at(sentence, at - 1) or (
        row.word(at - 1) in {"another", "to", "of", "at"} and _harm_at(sentence, at - 2)
    )
    coordinated = row.word(at - 1) in {"and", "another"} and behind
    return bool(behind or coordinated or (before and ends) or (ends and _rises(row.words, at)))


def _rises(words: Sequence[str], at: int) -> bool:
    """ "the number of people killed has risen to 72", "the death toll stands at 9"."""
    return bool(_RISES & set(words[max(0, at - 3) : at]))


def _harm_at(sentence: Sentence, at: int) -> bool:
    row = sentence.row
    return 0 <= at < len(row.words) and row.kind(at) is None and any(sentence.words.harm.at(row.words, at))


def _single(sentence: Sentence, phrase: Phrase) -> Count | None:
    """ "a child was killed": one; "its commander" and a person named too."""
    row = sentence.row
    if phrase.person and phrase.governor is None:
        return Count(
            phrase.head,
            CountRange.exactly(1),
            phrase.span,
            phrase,
            about=False,
            subset=False,
            bare=False,
            implied=True,
        )
    if not phrase.singular or phrase.number is not None:
        return None
    if phrase.governor is not None and not _victim_of_noun(sentence, phrase):
        return None
    determiner = row.word(phrase.start)
    owned = phrase.start > 0 and row.word(phrase.start) in {"his", "her", "its", "their", "one"}
    if determiner not in {"a", "an", "one", "another", "the"} and not owned:
        return None
    span = phrase.span
    return Count(
        phrase.head,
        CountRange.exactly(1),
        span,
        phrase,
        about=False,
        subset=is_subset(row.words, phrase.start),
        bare=False,
        implied=True,
    )


def _victim_of_noun(sentence: Sentence, phrase: Phrase) -> bool:
    """ "the killing of a judge": a preposition under which one person is still counted."""
    if phrase.governor in {"including", "among"}:
        return True
    return phrase.governor == "of" and _harm_at(sentence, phrase.start - 2)


def is_subset(words: Sequence[str], at: int) -> bool:
    """Whether the words before a figure make it a part of another ("including", "of whom")."""
    near = words[max(0, at - 4) : at]
    return any(word in _SUBSET for word in near)


def _bound(
    sentence: Sentence,
    count: Count,
    harms: list[Hit[HarmWord]],
    found: list[FoundToll],
    *,
    cumulative: bool,
) -> FoundToll | None:
    whole = found[-1] if found and (count.subset or _of_them(sentence, count, found)) else None
    hit = _governing(sentence, count, harms)
    if hit is None and whole is None:
        return _like_the_one_before(sentence, count, found, cumulative=cumulative)
    if hit is None and whole is not None:
        kind, at = whole.toll.kind, whole.harm
    elif hit is not None:
        kind, at = _kind(hit), hit.start
        if count.implied and kind not in {"killed", "wounded", "captured"}:
            return None
    else:
        return None
    toll = Toll(
        kind=kind,
        count=count.count,
        text=count.span.of(sentence.row.document.text),
        start=count.span.start,
        end=count.span.end,
        whom=_whom(sentence, count),
        scope="cumulative" if cumulative else "incident",
        part_of=whole.toll.text if whole and whole.toll.kind == kind else None,
        about=count.about,
    )
    losing = hit is not None and hit.payload.lemma == "lose"
    if count.phrase is not None and count.phrase.person:
        return _of_a_person(sentence, toll, count, hit)
    return FoundToll(toll, count.at, at, count.phrase, losing)


def _of_a_person(sentence: Sentence, toll: Toll, count: Count, hit: Hit[HarmWord] | None) -> FoundToll | None:
    """A person by name was killed: counted on the word of harm, so that the name stays in the report."""
    if (
        hit is None
        or not -_PERSON_REACH <= hit.start - count.at <= _PERSON_REACH
        or toll.scope == "cumulative"
    ):
        return None
    span = sentence.row.span(hit.start, hit.end)
    told = replace(toll, text=span.of(sentence.row.document.text), start=span.start, end=span.end)
    return FoundToll(replace(told, whom=Whom(None, "unknown"), part_of=None), count.at, hit.start, None)


def _kind(hit: Hit[HarmWord]) -> TollKind:
    return hit.payload.kind  # type: ignore[return-value]


def _of_them(sentence: Sentence, count: Count, found: list[FoundToll]) -> bool:
    following = tuple(unit.text.lower() for unit in sentence.row.units[count.at + 1 : count.at + 4])
    return following[:2] in {("of", "them"), ("of", "whom")} or (
        bool(found) and following[:1] == ("of",) and "whom" in following
    )


def _like_the_one_before(
    sentence: Sentence, count: Count, found: list[FoundToll], *, cumulative: bool
) -> FoundToll | None:
    """ "160 were killed, plus another 43 from X": the second figure shares the first one's verb."""
    if not found or count.implied:
        return None
    before = sentence.row.words[max(0, count.at - 3) : count.at]
    gap = count.at - found[-1].at
    if gap > _REACH or not ({"and", "plus", "another", ","} & set(before)):
        return None
    toll = replace(
        found[-1].toll,
        count=count.count,
        text=count.span.of(sentence.row.document.text),
        start=count.span.start,
        end=count.span.end,
        whom=_whom(sentence, count),
        part_of=None,
        about=count.about,
    )
    return FoundToll(toll, count.at, found[-1].harm, count.phrase)


def _governing(sentence: Sentence, count: Count, harms: list[Hit[HarmWord]]) -> Hit[HarmWord] | None:
    """The word of harm that a figure belongs to, the cheapest by distance and what stands between."""
    priced = [
        (price, -hit.start, hit) for hit in harms if (price := _price(sentence, count, hit)) is not None
    ]
    return min(priced, key=lambda item: item[:2])[2] if priced else None


def _price(sentence: Sentence, count: Count, hit: Hit[HarmWord]) -> float | None:
    """How far a word of harm is from governing a figure; None where it cannot."""
    row = sentence.row
    end = max(count.at + 1, count.phrase.end if count.phrase else 0)
    start = min(count.at, count.phrase.start if count.phrase else count.at)
    if hit.start >= end:
        return _price_behind(sentence, hit, row.words[end : hit.start], count)
    if hit.end <= start:
        return _price_before(sentence, hit, row.words[hit.end : start], count)
    return (
        0.0
        if hit.payload.word_class in {"noun", "adjective"} and count.phrase and count.phrase.number
        else None
    )


def _price_behind(
    sentence: Sentence, hit: Hit[HarmWord], between: Sequence[str], count: Count
) -> float | None:
    """The figure is the subject: "70 fighters were killed", "12 people died", "12 dead"."""
    if len(between) > _REACH or any(word in {";", ":"} for word in between):
        return None
    if count.implied and between[:1] == (",",) and between[2:3] == (",",):
        between = between[3:]  # "a teacher, 34, was killed"
    harm, follows = hit.payload, sentence.row.word(hit.end)
    if harm.word_class == "verb":
        intransitive = harm.lemma in {
            "die",
            "perish",
            "suffocate",
            "drown",
            "disappear",
            "vanish",
            "flee",
            "succumb",
        }
        passive = _after_be(sentence, hit.start) or follows in {
            "by",
            "in",
            "when",
            "after",
            "during",
            "and",
            "",
            ".",
            ",",
            "at",
            "on",
            "near",
            "as",
        }
        if not intransitive and not (passive and harm.forms & {"participle"}):
            return None
    elif harm.word_class == "noun" and between:
        return None
    breaks = sum(word in {",", "who", "which", "that", "said", "after", "when", "while"} for word in between)
    if count.implied and breaks:
        return None  # "citing an officer, the agency said that 14 were killed"
    return len(between) + 3.0 * breaks


def _price_before(
    sentence: Sentence, hit: Hit[HarmWord], between: Sequence[str], count: Count
) -> float | None:
    """The figure is the object: "killed five", "the death of nine men", "death toll rose to 9"."""
    if len(between) > _REACH or any(word in {";", ":", "."} for word in between):
        return None
    harm = hit.payload
    if count.implied and (len(between) > 6 or {",", '"', "”", "said"} & set(between)):
        return None
    if count.bare and _rises(sentence.row.words, count.at):
        return float(len(between))
    if harm.word_class == "verb" and not count.subset:
        if _after_be(sentence, hit.start) and "ing" not in harm.forms:
            return None
        if harm.lemma in {"die", "perish", "drown", "disappear", "vanish", "flee", "suffocate", "succumb"}:
            return None
    if harm.word_class == "adjective" and not count.subset:
        linked = {"as", "people", "with", "including", "and", "of"} & set(between)
        return len(between) + 8.0 if linked else None
    if harm.word_class == "noun":
        reaches = {"of", "to", "at", "reached", "hit", "rose", "included"} & set(between)
        return len(between) + 0.5 if reaches else None
    blocked = any(
        word in {"in", "during", "after", "near", "when", "where", "who", "from", "at"} for word in between
    )
    breaks = sum(word in {",", "who", "which", "that", "and"} for word in between)
    return len(between) + 2.0 * breaks + (4.0 if blocked else 0.0) + 0.25


def _after_be(sentence: Sentence, at: int) -> bool:
    row, words = sentence.row, sentence.words
    at = _before_adverbs(sentence, at - 1)
    if row.word(at) == "and" and _past(row.word(at - 1), words):
        at = _before_adverbs(sentence, at - 2)  # "was shot and killed"
    return at >= 0 and row.kind(at) is None and words.is_a(row.word(at), "auxiliaries.be")


def _before_adverbs(sentence: Sentence, at: int) -> int:
    while at >= 0 and sentence.row.kind(at) is None and sentence.words.is_a(sentence.row.word(at), "adverbs"):
        at -= 1
    return at


def _past(word: str, words: English) -> bool:
    return word.endswith("ed") or word in words.sets["irregular_past"]


def _whom(sentence: Sentence, count: Count) -> Whom:
    phrase = count.phrase
    if phrase is None:
        return Whom(None, "unknown")
    whom = phrase.whom()
    category = _told_behind(sentence, phrase) or _kin(sentence, phrase)
    return replace(whom, category=category) if category and whom.category == "unknown" else whom


def _kin(sentence: Sentence, phrase: Phrase) -> WhomCategory | None:
    """ "five members of a family": members of a family are civilians."""
    following = sentence.row.words[phrase.end : phrase.end + 5]
    return (
        "civilian" if {"family", "families", "household", "tribe", "congregation"} & set(following) else None
    )


def _told_behind(sentence: Sentence, phrase: Phrase) -> WhomCategory | None:
    """ "20 people, most of them civilians": what the report adds on who they were."""
    words = sentence.row.words
    following = words[phrase.end : phrase.end + 10]
    if not {"most", "mostly", "mainly", "all", "majority"} & set(following):
        return None
    for word, category in (
        ("civilians", "civilian"),
        ("women", "civilian"),
        ("children", "civilian"),
        ("fighters", "combatant"),
        ("soldiers", "combatant"),
        ("militants", "combatant"),
        ("rebels", "combatant"),
    ):
        if word in following:
            return category  # type: ignore[return-value]
    return None
