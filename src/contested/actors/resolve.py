"""Which actor the words of a report stand for, on the report's own date and by its own context.

"The group" is the group the report was speaking of; "the two sides" are two actors and so two
mentions. Where the report does not tell, the answer is a placeholder or nothing, with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contested.actors.match import Match, Matcher
from contested.actors.register import GROUP_KINDS, STATE_KINDS, Register
from contested.records import ActorLink, Document, Mention, Sentence
from contested.values.intervals import DateInterval

_DUAL = re.compile(r"^(?:the\s+two|both|the\s+rival)\b", re.IGNORECASE)
_AFFILIATE = re.compile(r"qa(?:e|')?[ie]?da", re.IGNORECASE)
_OBJECT_AFTER = re.compile(
    r"(?:\b(?:against|with|on|at|by|from|of|to|for|fight|fought)|\b(?!saying\b|adding\b|claiming\b|during\b)\w+ing)\s*$",
    re.IGNORECASE,
)
_CLAUSE_FIRST = re.compile(
    r"^\W*(?:\w+\W+){0,6}?(?:after|when|while|although|before|as|despite|since)\s*$", re.IGNORECASE
)
_SPEECH_OF = re.compile(r"\b(?:said|says|told|saying|reported|confirmed|claimed|added)\b[^.]{0,40}$")
_OPENING = re.compile(r"^\W*(?:despite|after|since|while|although|before|in|by)\b[^,.]*$", re.IGNORECASE)
_OPENING_CLAUSE = re.compile(
    r"\W*(?:despite|after|since|while|although|before|in|by)\b[^,.]*,", re.IGNORECASE
)
_NEAR_START = 40  # a pronoun this deep in a sentence rarely refers to the sentence before (the five seeds)
_BRACKET_BEFORE = re.compile(r"\s?[\[(]\s?$")
_LOOK_BACK = 3  # sentences; farther back a report has mostly turned to something else (the five seeds)


@dataclass(frozen=True, slots=True)
class _Known:
    """A resolved mention with the sentence it stands in."""

    sentence: int
    mention: Mention
    link: ActorLink


class ActorResolver:
    """Resolves mentions of actors; a mention that comes with a link keeps it."""

    def __init__(self, register: Register, matcher: Matcher | None = None) -> None:
        self.register = register
        self.matcher = matcher or Matcher(register)

    def resolve(
        self, document: Document, mentions: Sequence[Mention], sentences: Sequence[Sentence]
    ) -> list[Mention]:
        """All mentions, actors resolved where that could be decided; "the two groups" comes back twice."""
        days = document.published.days
        named = self._names(document, mentions, days)
        country = self._country(document, named)
        starts = [sentence.span.start for sentence in sentences]
        known: list[_Known] = []
        result: list[Mention] = []
        for mention in named:
            if mention.kind != "actor":
                result.append(mention)
                continue
            here = max(0, bisect_right(starts, mention.span.start) - 1)
            settled = self._settle(document, mention, here, known, named, country, days, sentences)
            result += settled
            known += [_Known(here, one, one.actor) for one in settled if one.actor is not None]
        return result

    def _names(
        self, document: Document, mentions: Sequence[Mention], days: DateInterval | None
    ) -> list[Mention]:
        named: list[Mention] = []
        local: dict[str, ActorLink] = {}
        ordered = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
        for mention in ordered:
            link = mention.actor
            if mention.kind == "actor" and link is None and mention.form in ("name", "acronym"):
                link = local.get(mention.text) or self._link(self.matcher.match(mention.text, days))
                giver = _expanded_by(document.text, named, mention)
                if giver is not None and (link is None or link.decision == "unsure"):
                    said = f"the report writes it behind {giver.text!r}"
                    link = replace(giver.actor, score=0.95, reasons=(said,)) if giver.actor else None
                if mention.form == "acronym" and link is not None and giver is not None:
                    local[mention.text] = link
            named.append(replace(mention, actor=link) if mention.kind == "actor" else mention)
        return self._weak_by_context(named)

    def _weak_by_context(self, named: list[Mention]) -> list[Mention]:
        """A short form is accepted where the report also gives the actor's full name."""
        sure = {m.actor.actor_id for m in named if m.actor is not None and m.actor.decision == "accepted"}
        settled = []
        for mention in named:
            link = mention.actor
            if link is not None and link.decision == "unsure" and link.score >= 0.6 and link.actor_id in sure:
                link = replace(
                    link,
                    decision="accepted",
                    score=0.9,
                    reasons=(*link.reasons, "full name in the same report"),
                )
                mention = replace(mention, actor=link)  # noqa: PLW2901
            settled.append(mention)
        return settled

    def _link(self, match: Match) -> ActorLink | None:
        if match.actor_id is None or match.decision == "not_in_register":
            return None
        actor = self.register.actors[match.actor_id]
        decision: Literal["accepted", "unsure", "placeholder"] = match.decision
        if actor.kind == "placeholder":
            decision = "placeholder"
        return ActorLink(
            actor.actor_id, actor.name, actor.kind, round(match.score, 3), decision, match.reasons
        )

    def _country(self, document: Document, named: Sequence[Mention]) -> str | None:
        """The country a report is about: counted over groups, states and demonyms; None where two tie."""
        votes: Counter[str] = Counter()
        for mention in named:
            actor = self.register.actors.get(mention.actor.actor_id) if mention.actor else None
            if actor is not None and actor.country and actor.kind in (*GROUP_KINDS, "state", "state_force"):
                votes[actor.country] += 1
        for actor_id, standing in self.register.standings.items():
            actor = self.register.actors[actor_id]
            if standing.place_name and actor.country:
                terms = [_place_of(actor.name), *standing.demonyms]
                votes[actor.country] += 2 * sum(document.text.count(term) for term in terms)
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0] if ranked[0][1] > 0 else None

    def _settle(
        self,
        document: Document,
        mention: Mention,
        here: int,
        known: list[_Known],
        named: Sequence[Mention],
        country: str | None,
        days: DateInterval | None,
        sentences: Sequence[Sentence],
    ) -> list[Mention]:
        if mention.actor is not None or mention.form in ("name", "acronym"):
            return [mention]
        text = mention.text
        if mention.form == "description":
            if _DUAL.match(text):
                return self._both(mention, here, known, days)
            if _AFFILIATE.search(text):
                return [self._affiliate(mention, named, days)]
            if _anaphoric(text):
                return [self._the_group(document, mention, here, known, named, sentences)]
            group = self._the_plural(document, mention, here, known)
            return [group or self._placeholder(mention, country)]
        return [self._pronoun(document, mention, here, known, named, sentences)]

    def _placeholder(self, mention: Mention, country: str | None) -> Mention:
        bare = mention.text
        found = self.matcher.described(bare)
        while found is None and " " in bare:
            bare = bare.split(None, 1)[1]
            found = self.matcher.described(bare)
        if found is None:
            return mention
        actor = self.register.actors[found]
        reason = f"a description: {actor.name}"
        own_country = self._said_country(mention.text) or country
        own = self.register.standing_for(actor.actor_id, own_country)
        if own is not None:
            actor, reason = own, f"{reason}, in a report about {own_country}"
        decision: Literal["accepted", "placeholder"] = (
            "accepted" if actor.kind in STATE_KINDS else "placeholder"
        )
        link = ActorLink(actor.actor_id, actor.name, actor.kind, 0.8, decision, (reason,))
        return replace(mention, actor=link)

    def _said_country(self, text: str) -> str | None:
        """The country of a demonym in a description ("Syrian rebel groups")."""
        for actor_id, standing in self.register.standings.items():
            if any(word in standing.demonyms for word in text.split()):
                return self.register.actors[actor_id].country
        return None

    def _the_plural(
        self, document: Document, mention: Mention, here: int, known: list[_Known]
    ) -> Mention | None:
        """ "The extremists" behind two groups of one sentence are the second, whom the first speaks of."""
        before = document.text[max(0, mention.span.start - 4) : mention.span.start].lower()
        if before != "the " or self.matcher.described(mention.text) not in ("any-jihadists", "any-militants"):
            return None
        groups = _distinct([row for row in known if row.sentence == here and _is_group(row)])
        if len(groups) != 2:
            return None
        return _stand_for(mention, groups[1], 0.6, "the group of which the sentence's subject speaks")

    def _affiliate(self, mention: Mention, named: Sequence[Mention], days: DateInterval | None) -> Mention:
        """ "The former al-Qaeda affiliate": the one named beside it, else the only one in the report."""
        affiliates = self.register.former_affiliates("al-qaeda")
        near = [
            other.actor
            for other in named
            if other.actor is not None
            and other.actor.actor_id in affiliates
            and other.form in ("name", "acronym")
            and -80 <= other.span.start - mention.span.end <= 40
        ]
        if near:
            link = replace(
                near[-1], score=0.9, decision="accepted", reasons=("named beside it; once part of al-Qaeda",)
            )
            return replace(mention, actor=link)
        in_text = {m.actor.actor_id for m in named if m.actor is not None} & set(affiliates)
        if len(in_text) == 1:
            actor = self.register.actors[in_text.pop()]
            said = ("the one former part of al-Qaeda that the report names",)
            return replace(
                mention, actor=ActorLink(actor.actor_id, actor.name, actor.kind, 0.7, "accepted", said)
            )
        return mention

    def _both(
        self, mention: Mention, here: int, known: list[_Known], days: DateInterval | None
    ) -> list[Mention]:
        pair: dict[str, ActorLink] = {}
        for row in reversed(known):
            if here - row.sentence > _LOOK_BACK:
                break
            if row.link.kind in (*GROUP_KINDS, "state", "state_force") and row.mention.form != "pronoun":
                pair.setdefault(row.link.actor_id, row.link)
        if len(pair) < 2:
            return [mention]
        links = list(pair.values())
        chosen = links[:2]
        for first in range(len(links)):
            rival = next(
                (
                    b
                    for b in links[first + 1 :]
                    if self.register.hostile(links[first].actor_id, b.actor_id, days)
                ),
                None,
            )
            if rival is not None and first == 0:
                chosen = [links[0], rival]
        said = " and ".join(sorted(link.actor_name for link in chosen))
        return [
            replace(
                mention,
                actor=replace(link, score=0.7, decision="accepted", reasons=(f"the two last named: {said}",)),
            )
            for link in sorted(chosen, key=lambda link: link.actor_name)
        ]

    def _the_group(
        self,
        document: Document,
        mention: Mention,
        here: int,
        known: list[_Known],
        named: Sequence[Mention],
        sentences: Sequence[Sentence],
    ) -> Mention:
        start = sentences[here].span.start if sentences else 0
        before = document.text[start : mention.span.start]
        groups = [row for row in known if _is_group(row) and row.mention.form != "pronoun"]
        in_sentence = _distinct([row for row in groups if row.sentence == here])
        if not in_sentence and _CLAUSE_FIRST.match(before):
            end = sentences[here].span.end if sentences else len(document.text)
            for other in named:
                if (
                    other.actor
                    and mention.span.end <= other.span.start < end
                    and other.actor.kind in GROUP_KINDS
                ):
                    return _stand_for(mention, other.actor, 0.6, "named after it in the same sentence")
        if len(in_sentence) > 1 and (_OBJECT_AFTER.search(before) or _SPEECH_OF.search(before)):
            return _stand_for(mention, in_sentence[1], 0.65, "named in the same sentence, not its subject")
        if in_sentence:
            return _stand_for(mention, in_sentence[0], 0.7, "named first in the same sentence")
        for back in range(1, _LOOK_BACK + 1):
            rows = [row for row in groups if row.sentence == here - back]
            earlier = _distinct(_main_clause_first(document, sentences, rows))
            if earlier:
                return _stand_for(
                    mention, earlier[0], 0.75 - 0.1 * back, "named first in the sentence before"
                )
        return mention

    def _pronoun(
        self,
        document: Document,
        mention: Mention,
        here: int,
        known: list[_Known],
        named: Sequence[Mention],
        sentences: Sequence[Sentence],
    ) -> Mention:
        many = mention.text.lower() in ("they", "them", "their")
        start = sentences[here].span.start if sentences else 0
        before = document.text[start : mention.span.start]
        in_sentence = _antecedents(document, sentences, known, here, many)
        if in_sentence:
            # "launched an attack against B, accusing them": an object is seldom its own subject
            place = 1 if mention.text == "them" and len(in_sentence) > 1 else 0
            return _stand_for(mention, in_sentence[place], 0.65, "named in the same sentence")
        if _OPENING.match(before):
            end = sentences[here].span.end if sentences else len(document.text)
            later = [m.actor for m in named if m.actor and mention.span.end <= m.span.start < end]
            groups = [link for link in later if link.kind in GROUP_KINDS]
            if groups and not many:
                chosen = groups[1] if len(groups) > 1 and groups[0].actor_id == "al-qaeda" else groups[0]
                return _stand_for(mention, chosen, 0.55, "named after it in the same sentence")
        earlier = _antecedents(document, sentences, known, here - 1, many)
        if not earlier or len(before) > _NEAR_START:
            return mention
        told_of = _told_of(document, sentences, known, here - 1)
        if told_of is not None and mention.text.lower() in ("its", "their"):
            # "A says that B attacked. Its fighters ...": they are B's, while "It added" is A
            return _stand_for(mention, told_of, 0.5, "named first in what the sentence before tells")
        found = _stand_for(mention, earlier[0], 0.55, "named first in the sentence before")
        if len(earlier) > 1 and many and found.actor is not None:
            others = ", ".join(link.actor_name for link in earlier[1:])
            unsure = replace(
                found.actor, decision="unsure", score=0.4, reasons=(*found.actor.reasons, f"or {others}")
            )
            return replace(found, actor=unsure)
        return found


def _place_of(name: str) -> str:
    return name.removeprefix("Government of ")


def _anaphoric(text: str) -> bool:
    return bool(re.match(r"(?:the|this|that)\s", text, re.IGNORECASE)) and not text.lower().endswith("s")


def _antecedents(
    document: Document, sentences: Sequence[Sentence], known: Sequence[_Known], sentence: int, many: bool
) -> list[ActorLink]:
    """Actors named in a sentence that a pronoun may stand for, first named first.

    An opening such as "Despite ..., " comes after the main clause, whose subject a pronoun follows.
    """
    barred = {"media", "monitor"} if many else {"media", "placeholder", "category"}
    rows = [row for row in known if row.sentence == sentence and row.mention.form != "pronoun"]
    rows = [row for row in rows if row.link.kind not in barred]
    if not many:
        rows = [row for row in rows if row.mention.form != "description" or _is_group(row)]
    return _distinct(_main_clause_first(document, sentences, rows))


def _told_of(
    document: Document, sentences: Sequence[Sentence], known: Sequence[_Known], sentence: int
) -> ActorLink | None:
    """The first group named behind "that" in a sentence in which another is named before it."""
    if not 0 <= sentence < len(sentences):
        return None
    span = sentences[sentence].span
    that = document.text.find(" that ", span.start, span.end)
    rows = [
        row for row in known if row.sentence == sentence and _is_group(row) and row.mention.form != "pronoun"
    ]
    before = [row for row in rows if row.mention.span.start < that]
    behind = [row for row in rows if row.mention.span.start > that >= 0]
    return behind[0].link if before and behind else None


def _main_clause_first(document: Document, sentences: Sequence[Sentence], rows: list[_Known]) -> list[_Known]:
    """Rows of one sentence, those of an opening such as "Despite ..., " last."""
    if not rows or rows[0].sentence >= len(sentences):
        return rows
    span = sentences[rows[0].sentence].span
    opening = _OPENING_CLAUSE.match(document.text, span.start, span.end)
    return sorted(rows, key=lambda row: opening is not None and row.mention.span.start < opening.end())


def _is_group(row: _Known) -> bool:
    return row.link.kind in GROUP_KINDS


def _distinct(rows: Sequence[_Known]) -> list[ActorLink]:
    return list({row.link.actor_id: row.link for row in reversed(rows)}.values())[::-1]


def _stand_for(mention: Mention, link: ActorLink, score: float, why: str) -> Mention:
    decision = "placeholder" if link.kind == "placeholder" else link.decision
    return replace(
        mention,
        actor=replace(link, score=round(score, 2), decision=decision, reasons=(f"{why}: {link.actor_name}",)),
    )


def _expanded_by(text: str, named: Sequence[Mention], mention: Mention) -> Mention | None:
    """The name directly before, where the mention is its bracketed short form."""
    before = [other for other in named if other.kind == "actor" and other.span.end <= mention.span.start]
    if not before or mention.form != "acronym":
        return None
    last = before[-1]
    return last if _BRACKET_BEFORE.fullmatch(text[last.span.end : mention.span.start]) else None
