"""How groups stand to each other, where a report says so in so many words.

Only stated relations are read: that two groups fought once makes no enmity, and silence no friendship.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from contested.claims.parties import Phrase
from contested.claims.sides import Sentence, list_from
from contested.claims.units import Row
from contested.records import Claim, DateValue, Party, Relation
from contested.values.intervals import DateInterval

_PART_WORDS = frozenset(
    {
        "affiliate",
        "affiliated",
        "branch",
        "wing",
        "offshoot",
        "arm",
        "faction",
        "subsidiary",
        "franchise",
        "ally",
        "linked",
        "group",
    }
)
_MEMBER_OF = frozenset(
    {
        "affiliate",
        "affiliated",
        "branch",
        "wing",
        "arm",
        "faction",
        "subsidiary",
        "franchise",
        "sub-unit",
        "part",
        "member",
        "component",
        "linked",
    }
)
_DESCRIBED = re.compile(
    r"(?P<whole>(?:[Aa]l[- ])?[A-Z][\w-]*(?: [A-Z][\w-]*)*?)(?:'s|’s)?(?: former| Syrian?)* "
    r"(?:affiliate|affiliated|offshoot|branch|wing|franchise|arm)\b"
)
_LEADS = frozenset({"led", "spearheaded", "headed", "dominated"})
_INCLUDES = frozenset({"includes", "included", "include", "comprises", "comprising", "including", "groups"})
_UNIONS = frozenset({"merger", "coalition", "alliance", "union", "formation"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation as read, before it is made a record."""

    type: str
    subject: Party
    object: Party
    begins: DateInterval | None = None


def find(sentence: Sentence, union: Party | None, former: Party | None) -> list[Stated]:
    """The relations that a sentence states.

    ``union`` is whom groups were last said to join, ``former`` the last whole that a part was named of: the
    reports say "the new merger includes" and "it later became independent".
    """
    readers = (
        _renamed,
        _backed,
        _hyphenated,
        _parts,
        _includes,
        _allied,
        _excluded,
        _split,
        _under_a_banner,
        _led,
        _founded,
        _posture,
    )
    found = [
        stated
        for reader in readers
        for stated in reader(sentence, union, former)
        if _is_said(sentence, stated)
    ]
    unique: dict[tuple[str, object, object], Stated] = {}
    for stated in found:
        if _name(stated.subject) != _name(stated.object):
            unique.setdefault((stated.type, _name(stated.subject), _name(stated.object)), stated)
    return list(unique.values())


_UNSAID = frozenset({"if", "whether", "unless", "denied", "denies", "deny", "denying"})
_NOT = frozenset({"not", "never", "n't", "no"})


def _is_said(sentence: Sentence, stated: Stated) -> bool:
    """Whether a relation is stated at all: not denied, not a condition, not negated between its ends."""
    row = sentence.row
    plain = {row.word(i) for i in range(len(row.units)) if row.kind(i) is None}
    low, high = sorted((row.at(stated.subject.start), row.at(stated.object.start)))
    between = {row.word(i) for i in range(low, high) if row.kind(i) is None}
    return not plain & _UNSAID and not between & _NOT


def records(stated: Sequence[Stated], row: Row, extractor: str) -> Iterator[Relation]:
    """Read relations as records on the words of their sentence."""
    for item in stated:
        yield Relation(
            relation_id=Relation.make_id(
                row.document.document_id, extractor, item.type, item.subject, item.object
            ),
            document_id=row.document.document_id,
            claim_id=None,
            type=item.type,
            subject=item.subject,
            object=item.object,
            begins=item.begins,
            ends=None,
            quote=row.quote,
            extractor=extractor,
        )


def under(label: str, relations: Iterable[Relation], claims: Sequence[Claim]) -> Iterator[Relation]:
    """The rules' relations as this coder's, each with a claim of its sentence, if there is one."""
    for it in relations:
        home = (one.claim_id for one in claims if one.sentence.start <= it.quote.start < one.sentence.end)
        made = Relation.make_id(it.document_id, label, it.type, it.subject, it.object)
        yield replace(it, relation_id=made, claim_id=next(home, None), extractor=label)


def of_claim(claim: Claim) -> list[Stated]:
    """What a claim of an agreement, a merger or a listing says of its sides."""
    if claim.status not in {"asserted", "reported"}:
        return []
    begins = claim.date.days if claim.date.basis == "stated" else None
    if claim.event_type == "agreement" and "truce" in claim.sentence.text.lower():
        return [Stated("truce_with", a, b, begins) for a, b in _pairs(claim) if a.actor_id and b.actor_id]
    if claim.event_type == "group_change" and any(
        word in claim.trigger.text.lower() for word in ("join", "merge")
    ):
        return [Stated("merged_into", a, b, begins) for a, b in _pairs(claim) if b.actor_id]
    if claim.event_type == "designation":
        return [Stated("designated_by", b, a, begins) for a, b in _pairs(claim) if b.actor_id]
    if claim.event_type == "declaration_of_war":
        return [Stated("hostile_to", a, b, begins) for a, b in _pairs(claim) if b.actor_id]
    return []


def _pairs(claim: Claim) -> Iterator[tuple[Party, Party]]:
    for a in claim.side_a:
        for b in claim.side_b:
            yield a, b


def _name(party: Party) -> str:
    return party.actor_id or party.text


def _party(phrase: Phrase) -> Party:
    return phrase.party()


def _before(sentence: Sentence, at: int, *, named: bool = True) -> Phrase | None:
    found = [
        p for p in sentence.phrases if p.end <= at and not p.possessive and (p.names_an_actor or not named)
    ]
    return found[-1] if found else None


def _behind(sentence: Sentence, at: int, reach: int = 4) -> Phrase | None:
    near = (p for p in sentence.phrases if at <= p.start <= at + reach and p.names_an_actor)
    return next((p for p in near if not p.possessive), None)


def _date(sentence: Sentence, at: int) -> DateInterval | None:
    units = sentence.row.units
    dated = [
        (abs(i - at), value.days)
        for i, unit in enumerate(units)
        if (value := _value(unit.mentions)) and value.days
    ]
    return min(dated, key=lambda item: item[0])[1] if dated else None


def _value(mentions: Sequence[object]) -> DateValue | None:
    return getattr(mentions[0], "date", None) if mentions else None


def _renamed(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    row = sentence.row
    for at, word in enumerate(row.words):
        if (
            word == "known"
            and row.word(at + 1) == "as"
            and {"formerly", "previously", "once"} & set(row.words[max(0, at - 2) : at])
        ):
            new, old = _before(sentence, at), _behind(sentence, at + 2, 2)
            if new and old:
                yield Stated("renamed", _party(old), _party(new))
        if word in {"renamed", "rebranded"} and row.word(at + 1) in {"itself", "as", "<actor>"}:
            old, new = _before(sentence, at), _behind(sentence, at + 1, 3)
            if new and old:
                yield Stated("renamed", _party(old), _party(new), _date(sentence, at))


def _backed(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    row = sentence.row
    for at, word in enumerate(row.words):
        if word in {"backed", "supported", "sponsored", "armed", "funded"} and row.word(at + 1) == "by":
            subject, first = _before(sentence, at), _behind(sentence, at + 2, 2)
            if (
                subject
                and first
                and row.word(at - 1)
                in {"is", "are", "was", "were", ",", "and", "groups", "rebels", "faction", "group"}
                | {"<actor>"}
            ):
                for backer in list_from(sentence.phrases, first):
                    yield Stated("backed_by", _party(subject), _party(backer))


def _hyphenated(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "the Western-backed Free Syrian Army", "Turkey-backed rebels"."""
    row = sentence.row
    for at, word in enumerate(row.words):
        if row.kind(at) is not None or not word.endswith(("-backed", "-supported", "-sponsored")):
            continue
        subject = next(
            (p for p in sentence.phrases if p.start <= at < p.end or 0 <= p.start - at - 1 <= 2), None
        )
        if subject and subject.names_an_actor and not word.startswith(("foreign-", "rebel-")):
            span = row.units[at].span
            length = len(word) - len(word.split("-")[-1]) - 1
            text = row.units[at].text[:length]
            yield Stated("backed_by", _party(subject), Party(text, span.start, span.start + length))


def _parts(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "X, a former branch of Y", "Y's affiliate X", "former Y affiliate X"."""
    row = sentence.row
    for at, word in enumerate(row.words):
        if row.kind(at) is not None or word not in _MEMBER_OF:
            continue
        whole = _whole_before(sentence, at) or _whole_behind(sentence, at)
        if whole is None:
            continue
        part = _part_beside(sentence, at, whole) or _affiliated_subject(sentence, at, whole)
        if part is not None:
            yield Stated("member_of", _party(part), _party(whole))
    yield from _described_parts(sentence)
    yield from _named_factions(sentence)


def _affiliated_subject(sentence: Sentence, at: int, whole: Phrase) -> Phrase | None:
    """ "X was criticised for remaining affiliated to Y": the subject of the sentence."""
    if sentence.row.word(at) != "affiliated" or whole.start < at:
        return None
    return next(
        (p for p in sentence.phrases if p.governor is None and p.names_an_actor and p.end <= at), None
    )


def _described_parts(sentence: Sentence) -> Iterator[Stated]:
    """ "the former Y affiliate" where it is known whom that means: its words say of whom it is a part."""
    for phrase in sentence.phrases:
        unit = sentence.row.units[phrase.head]
        match = _DESCRIBED.search(unit.text)
        if match and phrase.names_an_actor and unit.mentions and unit.mentions[0].form == "description":
            start = unit.span.start + match.start("whole")
            whole = Party(match["whole"], start, start + len(match["whole"]))
            yield Stated("member_of", _party(phrase), whole)


def _named_factions(sentence: Sentence) -> Iterator[Stated]:
    """ "members of a Free Syrian Army faction, Jaish al-Nasr": an indefinite faction and then its name."""
    row = sentence.row
    for phrase, behind in pairwise(sentence.phrases):
        words = row.words[phrase.start : phrase.end]
        faction = (
            words[-1:]
            and words[-1] in {"faction", "brigade", "group", "unit", "battalion"}
            and {"a", "an"} & {*words, row.word(phrase.start - 1)}
        )
        apposed = row.words[phrase.end : behind.start] in {(",",), ()} and behind.names_an_actor
        if faction and apposed and phrase.names_an_actor:
            yield Stated("member_of", _party(behind), _party(phrase))


def _whole_before(sentence: Sentence, at: int) -> Phrase | None:
    row = sentence.row
    for phrase in sentence.phrases:
        near = phrase.names_an_actor and 0 <= at - phrase.head - 1 <= 4
        if near and all(
            row.word(i) in {"'s", "'", "former", "syria", "syrian", "<place>", "official", "local", "-"}
            for i in range(phrase.head + 1, at)
        ):
            return phrase
    return None


def _whole_behind(sentence: Sentence, at: int) -> Phrase | None:
    inside = next((p for p in sentence.phrases if p.start <= at < p.head and p.names_an_actor), None)
    if inside is not None:
        return inside  # "an affiliate of X" is one phrase
    if sentence.row.word(at + 1) in {"of", "to", "with", "within"}:
        return _behind(sentence, at + 2, 2)
    return None


def _part_beside(sentence: Sentence, at: int, whole: Phrase) -> Phrase | None:
    """Who the part is: named behind in apposition, else the actor named before the description."""
    row = sentence.row
    edge = max(at + 1, whole.end)
    for phrase in sentence.phrases:
        between = row.words[edge : phrase.start]
        if phrase.start >= edge and phrase.names_an_actor and len(between) <= 4:
            if all(word in {",", "in", "<place>", "group", "the", "-", "–", '"'} for word in between):
                return phrase
            break
    earlier = [
        p for p in sentence.phrases if p.end <= min(whole.start, at) and p.names_an_actor and p is not whole
    ]
    if not earlier:
        return None
    between = row.words[earlier[-1].end : min(whole.start, at)]
    joined = len(between) <= 6 and (
        {",", "is", "was", "[", "("} & set(between) or not between or "for" in between
    )
    return earlier[-1] if joined else None


def _includes(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "Tahrir al-Sham, which includes X"; "the new merger includes A, B and C"."""
    row = sentence.row
    for at, word in enumerate(row.words):
        if row.kind(at) is not None or word not in _INCLUDES:
            continue
        first = _behind(sentence, at + 1, 8)
        if first is None:
            continue
        whole = _before(sentence, at)
        members = list_from(sentence.phrases, first)
        new_union = bool(_UNIONS & set(row.words[max(0, at - 4) : at]))
        if new_union and union is not None:
            for member in members:
                yield Stated("merged_into", _party(member), union, _date(sentence, at))
        elif (
            whole is not None
            and not whole.pronoun
            and word in {"includes", "comprises", "comprising", "included"}
        ):
            last = _apposed(sentence, members)
            for member in last:
                yield Stated("member_of", _party(member), _party(whole))


def _apposed(sentence: Sentence, members: Sequence[Phrase]) -> Sequence[Phrase]:
    """Who is meant where the first is only described: "the former branch in Syria, JFS"."""
    row = sentence.row
    first = members[0]
    if row.word(first.head + 1) not in _PART_WORDS and row.word(first.end) not in _PART_WORDS:
        return members
    following = [p for p in sentence.phrases if first.end < p.start <= first.end + 6 and p.names_an_actor]
    return following[:1] or members


def _allied(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "Suqour al-Sham, a strong Ahrar al-Sham ally", "allied with", "alongside"."""
    row = sentence.row
    for at, word in enumerate(row.words):
        if row.kind(at) is not None:
            continue
        if word in {"ally", "allies"}:
            other = next(
                (p for p in sentence.phrases if p.head + 1 == at or p.end == at or p.start <= at < p.head),
                None,
            ) or (_behind(sentence, at + 2, 2) if row.word(at + 1) == "of" else None)
            subject = _before(sentence, min(at, other.start) if other else at)
            if (
                other
                and subject
                and subject is not other
                and row.word(subject.end) in {",", "is", "was", "a", "and"}
            ):
                yield Stated("allied_with", _party(subject), _party(other))
        if word == "allied" and row.word(at + 1) in {"with", "to"}:
            subject, other = _before(sentence, at), _behind(sentence, at + 2, 2)
            if subject and other:
                yield Stated("allied_with", _party(subject), _party(other))
        if word == "alongside":
            subject, other = _before(sentence, at), _behind(sentence, at + 1, 3)
            if subject and other:
                yield Stated("allied_with", _party(subject), _party(other))


def _under_a_banner(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    row = sentence.row
    for at, word in enumerate(row.words):
        if (
            word in {"banner", "umbrella", "command"}
            and row.word(at + 1) == "of"
            and "under" in row.words[max(0, at - 2) : at]
        ):
            subject, other = _before(sentence, at), _behind(sentence, at + 2, 8)
            if subject and other:
                yield Stated("allied_with", _party(subject), _party(other))


def _excluded(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    row = sentence.row
    for at, word in enumerate(row.words):
        if word in {"excluded", "barred"} and row.word(at + 1) == "from":
            subject = _before(sentence, at)
            last = min(at + 4, len(row.units))
            start = at + 3 if row.word(at + 2) in {"the", "a"} else at + 2
            if subject and start < last:
                span = row.units[start].span
                yield Stated(
                    "excluded_from", _party(subject), Party(row.units[start].text, span.start, span.end)
                )


def _split(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    row = sentence.row
    for at, word in enumerate(row.words):
        if row.kind(at) is not None:
            continue
        breaks = word in {
            "renouncing",
            "renounced",
            "severed",
            "cut",
            "broke",
            "broken",
            "severing",
            "cutting",
            "renounce",
            "ended",
        } and ({"affiliation", "ties", "allegiance", "links"} & set(row.words[at : at + 5]))
        leaves = word in {"split", "broke", "seceded", "defected", "splintered"} and {"from"} & set(
            row.words[at : at + 4]
        )
        if breaks or leaves:
            subject = _before(sentence, at) or next(
                (p for p in sentence.phrases if p.start > at and p.governor is None and p.names_an_actor),
                None,
            )
            whole = _behind(sentence, at + 1, 7)
            if breaks and whole is not None and whole is subject:
                whole = None
            later = [
                p
                for p in sentence.phrases
                if whole and p.start >= whole.end and p.names_an_actor and p.governor is None
            ]
            subject = _before(sentence, at) or (later[0] if later else None)
            if subject and whole:
                yield Stated("split_from", _party(subject), _party(whole), _date(sentence, at))
        if word in {"became", "become"} and row.word(at + 1) == "independent" and former is not None:
            subject = _before(sentence, at)
            if subject:
                yield Stated("split_from", _party(subject), former)
        if word == "offshoot":
            whole = _behind(sentence, at + 1, 3) if row.word(at + 1) == "of" else _whole_before(sentence, at)
            part = _part_beside(sentence, at, whole) if whole else None
            if whole and part:
                yield Stated("split_from", _party(part), _party(whole))


def _led(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "X is part of a coalition led by Y": Y is a member of the coalition that X is."""
    row = sentence.row
    for at, word in enumerate(row.words):
        if word in _LEADS and row.word(at + 1) == "by" and row.kind(at) is None:
            leader, whole = _behind(sentence, at + 2, 2), _before(sentence, at)
            if leader and whole and _UNIONS & set(row.words[max(0, at - 5) : at]):
                yield Stated("member_of", _party(leader), _party(whole))
                yield Stated("led_by", _party(whole), _party(leader))


def _founded(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "was formed in 2014 as a sub-unit within X"."""
    row = sentence.row
    for at, word in enumerate(row.words):
        if word in {"sub-unit", "subunit", "unit", "wing"} and row.word(at + 1) in {"within", "inside"}:
            subject, whole = _before(sentence, at), _behind(sentence, at + 2, 2)
            if subject and whole:
                yield Stated(
                    "member_of",
                    _party(sentence.phrases[0]) if sentence.phrases else _party(subject),
                    _party(whole),
                    _date(sentence, at),
                )


def _posture(sentence: Sentence, union: Party | None, former: Party | None) -> Iterator[Stated]:
    """ "X and Y are fighting against Z": a state of things, no incident."""
    row = sentence.row
    for trigger in sentence.triggers:
        progressive = row.word(trigger.start) == "fighting" and {"is", "are", "been"} & set(
            row.words[max(0, trigger.start - 3) : trigger.start]
        )
        if not progressive:
            continue
        first = _behind(sentence, trigger.end, 3)
        before = [
            p for p in sentence.phrases if p.end <= trigger.start and p.names_an_actor and p.governor is None
        ]
        if first and first.governor in {"against", None} and before:
            for subject in before[-2:]:
                yield Stated("hostile_to", _party(subject), _party(first))
