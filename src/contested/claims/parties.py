"""Who is named in a sentence: noun phrases that stand for people or groups, without a parser.

A phrase is a head (an actor, a person, a noun that counts people) with what goes before it (figure,
adjectives) and the actor that it belongs to ("70 fighters from the group", "FSA commander", "members of
rebel factions"). "A, B and C" is one list. What a preposition governs is known, so that nobody
becomes the subject who is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contested.claims.units import Row
from contested.languages.en.lexicon import English, PeopleNoun
from contested.languages.phrases import Hit
from contested.records import ActorLink, Mention, Party, Whom, WhomCategory
from contested.values.spans import Span

# Words that bind a people noun to its actor: "fighters from X", "members of X", "soldiers belonging to X".
_BINDERS = frozenset({"of", "from", "with", "in", "for", "belonging", "loyal", "affiliated", "allied"})
_GROUP_NOUNS = frozenset(
    "group groups faction factions rebels forces force troops militia militias alliance coalition movement "
    "fighters militants brigade brigades organisation organization units unit members government".split()
)
_ARMED = frozenset(
    {"armed_group", "coalition", "operations_room", "branch", "state_force", "state", "foreign_state"}
)
Nouns = dict[int, Hit[PeopleNoun]]
_CLOSED = (
    "prepositions",
    "pronouns",
    "conjunctions",
    "subordinators",
    "adverbs",
    "auxiliaries.be",
    "auxiliaries.have",
    "auxiliaries.modal",
    "auxiliaries.do",
)
COUNTRY = 6  # UCDP's where_prec of a place that is a whole country
ADULT = 18  # years; below it a person counts as a child (Convention on the Rights of the Child, article 1)
_AGENT_ENDINGS = ("ers", "ors", "ists", "ees", "men", "women")
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
_CONJUNCTIONS = frozenset({"as", "after", "before", "since", "until", "than", "following", "despite"})
_SKIPPABLE = frozenset({"so-called"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Units ``start`` to ``end`` of a row that stand for people or a group.

    ``name`` is what they are called without how many they are ("fighters" of "70 fighters").

    ``governor`` is the preposition before it, None where it can be a subject; ``listed`` says that it goes on
    a list begun by the phrase before it.
    """

    start: int
    end: int
    span: Span
    text: str
    name_span: Span
    name: str
    actors: tuple[ActorLink, ...]
    category: WhomCategory
    number: Mention | None
    head: int
    governor: str | None
    singular: bool
    listed: bool = False
    person: bool = False
    countable: bool = True
    pronoun: bool = False
    possessive: bool = False
    unlisted: bool = False

    def parties(self) -> tuple[Party, ...]:
        """As parties of a claim: one for each actor it stands for, or one without."""
        decided = any(link.decision != "unsure" for link in self.actors)
        if self.pronoun and not decided:
            return ()
        if not self.actors:
            return (Party(self.name, self.name_span.start, self.name_span.end),)
        return tuple(
            Party(
                self.name,
                self.name_span.start,
                self.name_span.end,
                link.actor_id if link.decision != "unsure" else None,
                link.actor_name if link.decision != "unsure" else None,
            )
            for link in self.actors
        )

    def party(self) -> Party:
        """As one party: the first it stands for, or its bare words."""
        return next(iter(self.parties()), Party(self.name, self.name_span.start, self.name_span.end))

    def whom(self) -> Whom:
        """As those whom a figure counts."""
        actor = next((link for link in self.actors if link.decision != "unsure"), None)
        return Whom(
            self.text,
            self.category,
            actor.actor_id if actor else None,
            actor.actor_name if actor else None,
            self.span.start,
            self.span.end,
        )

    @property
    def undecided(self) -> bool:
        """Whether it is a pronoun that could not be resolved."""
        return self.pronoun and not self.actors

    @property
    def names_an_actor(self) -> bool:
        """Whether it is, or belongs to, somebody of the register."""
        return bool(self.actors)


def phrases(row: Row, words: English) -> list[Phrase]:
    """Every phrase of a row, from left to right, none within another."""
    nouns = {hit.start: hit for hit in words.people.find(row.words)}
    found: list[Phrase] = []
    at = 0
    while at < len(row.units):
        phrase = _phrase_at(row, at, nouns, words, found[-1] if found else None)
        if phrase is None:
            at += 1
            continue
        found.append(phrase)
        at = phrase.end
    return found


def _phrase_at(row: Row, at: int, nouns: Nouns, words: English, before: Phrase | None) -> Phrase | None:
    head_end, noun = _head(row, at, nouns, words)
    if head_end is None:
        return None
    start = _left_edge(row, at, words, before.end if before else 0)
    actors = list(_links(row, at))
    category = _category(row, at, noun, actors, words)
    end, owners = _owner(row, head_end, words) if noun and not actors else (head_end, [])
    if owners:
        actors, category = owners, _with_owner(category, owners)
    end, category = _group_noun_after(row, end, category, actors, nouns, words)
    number = next((row.units[i].mentions[0] for i in range(start, at) if row.kind(i) == "number"), None)
    start = _with_part(row, start, words, before.end if before else 0)
    governor, listed = _governor(row, start, end, words, before)
    first = start + 1 if start < at and _determiner(row, start, words) else start
    span = row.span(first, end)
    counted = next((i + 1 for i in range(start, at) if row.kind(i) == "number"), first)
    while counted < at and _is_no_part_of_the_name(row, counted, words):
        counted += 1
    name_span = row.span(max(first, counted), end)
    return Phrase(
        start=start,
        end=end,
        span=span,
        text=span.of(row.document.text),
        name_span=name_span,
        name=name_span.of(row.document.text),
        actors=tuple(actors),
        category=category,
        number=number,
        head=at,
        governor=governor,
        singular=noun.singular if noun else False,
        listed=listed,
        person=row.kind(at) == "person",
        countable=noun.countable if noun else True,
        possessive=row.word(end) in {"'s", "'"}
        or (end == at + 1 and row.units[at].text.lower() in _POSSESSIVES),
        unlisted=noun is None and row.kind(at) is None,
        pronoun=bool(row.units[at].mentions) and row.units[at].mentions[0].form == "pronoun",
    )


def _head(row: Row, at: int, nouns: Nouns, words: English) -> tuple[int | None, PeopleNoun | None]:
    if row.kind(at) in {"actor", "person"}:
        return _behind_brackets(row, at), None
    if row.kind(at) == "place" and _acts_for_its_state(row, at, words):
        return at + 1, None
    if row.word(at) == "those" and _stands_for_people(row, at + 1, words):
        return at + 1, PeopleNoun("unknown", singular=False)
    named = _unknown_name(row, at, words)
    if named is not None:
        return named, None
    if _is_an_age(row, at, nouns):
        years = row.word(at).partition("-")[0]
        minor = years.isdigit() and int(years) < ADULT
        return at + 1, PeopleNoun("child" if minor else "unknown", singular=True)
    if at not in nouns and _is_agent_noun(row, at, words):
        return at + 1, PeopleNoun("unknown", singular=False)
    hit = nouns.get(at)
    if hit is not None and not row.kind(at) and not _stands_as_adjective(row, hit, nouns, words):
        return hit.end, hit.payload
    return None, None


def _stands_for_people(row: Row, at: int, words: English) -> bool:
    """ "those killed", "those who fled": the people of whom it is said."""
    harmed = (
        any("participle" in hit.payload.forms for hit in words.harm.at(row.words, at))
        if row.word(at)
        else False
    )
    return row.word(at) == "who" or harmed


def _acts_for_its_state(row: Row, at: int, words: English) -> bool:
    """ "Japan halted aid", "Beirut rejected the appeal": a country that acts, a capital that speaks."""
    link = row.units[at].mentions[0].place
    if link is None or row.kind(at - 1) == "place" or words.is_a(row.word(at - 1), "prepositions"):
        return False
    if row.word(at - 1) in {",", "'s", "'", "-"} or row.word(at + 1) in {"'s", "'"}:
        return False
    behind = at + 1
    while behind < len(row.units) and (row.kind(behind) == "date" or words.is_a(row.word(behind), "adverbs")):
        behind += 1
    verb = row.word(behind) if row.kind(behind) is None else ""
    if verb in words.cue_verbs or words.is_a(verb, "stance.denied"):
        return True
    country = link.precision == COUNTRY
    acts = (
        words.is_a(verb, "auxiliaries.modal") or words.is_a(verb, "auxiliaries.have") or verb.endswith("ed")
    )
    return country and acts and row.word(behind + 1) != "been"


def _unknown_name(row: Row, at: int, words: English) -> int | None:
    """The end of a capitalised name that no list knows ("al-Shabaab", "Naxalites"); None where none begins.

    The first word of a sentence is capitalised anyway: there a name needs a hyphen, or a second capital.
    """
    if not _is_capital(row, at, words) or row.word(at - 1) in {'"', "“"} or _is_title_case(row):
        return None
    end = at + 1
    while end < len(row.units) and _is_capital(row, end, words):
        end += 1
    if row.kind(end) == "actor" or _plural_noun_follows(row, end, words):
        return None  # "Salafist Ahrar al-Sham", "Yazidi men": it only describes
    first = all(not row.word(i)[:1].isalpha() for i in range(at)) and not any(row.kind(i) for i in range(at))
    return None if first and end == at + 1 and "-" not in row.word(at) else end


def _plural_noun_follows(row: Row, at: int, words: English) -> bool:
    return row.kind(at) is None and any(words.people.at(row.words, at)) if row.word(at) else False


def _is_capital(row: Row, at: int, words: English) -> bool:
    unit = row.units[at]
    if unit.kind or not unit.capitalised or unit.text in words.nonnames or len(unit.text) < 3:
        return False
    if unit.word.endswith(("-based", "-led", "-backed", "-linked", "-affiliated", "-run", "-held", "-born")):
        return False
    return not any(words.is_a(unit.word, group) for group in _CLOSED) and unit.word not in words.cue_verbs


def _is_title_case(row: Row) -> bool:
    """Whether capitals tell nothing: a headline has most of its words with one."""
    plain = [unit for unit in row.units if not unit.kind and unit.text[:1].isalpha() and len(unit.text) > 3]
    return len(plain) > 2 and sum(unit.capitalised for unit in plain) * 2 > len(plain)


def _is_an_age(row: Row, at: int, nouns: Nouns) -> bool:
    """ "a 16-year-old was killed": an age that stands for the person, not before "boy"."""
    return row.word(at).endswith("-year-old") and not row.kind(at) and at + 1 not in nouns


def _is_agent_noun(row: Row, at: int, words: English) -> bool:
    """ "three miners", "the hijackers": a plural with an ending of people, after a figure or determiner."""
    word = row.word(at)
    if row.kind(at) or len(word) < 6 or not word.endswith(_AGENT_ENDINGS):
        return False
    introduced = row.kind(at - 1) == "number" or words.is_a(row.word(at - 1), "determiners")
    return introduced and word not in words.sets["not_people"] and word not in words.cue_verbs


def _behind_brackets(row: Row, at: int) -> int:
    """ "the Free Syrian Army [FSA]": the short form in brackets is no second phrase."""
    opened = row.word(at + 1) in {"(", "["} and row.kind(at + 2) == "actor" and row.word(at + 3) in {")", "]"}
    return at + 4 if opened else at + 1


def _stands_as_adjective(row: Row, hit: Hit[PeopleNoun], nouns: Nouns, words: English) -> bool:
    """ "rebel groups", "police station": the noun only describes the next word."""
    if row.word(hit.end - 1) not in words.sets["adjectival"]:
        return False
    following = row.word(hit.end)
    if row.kind(hit.end) is not None:
        return row.kind(hit.end) == "actor"
    if any(words.weapons.at(row.words, hit.end)) if following else False:
        return False
    if hit.end in nouns or following == "armed":
        return True
    plain = following[:1].isalpha() and not any(words.is_a(following, group) for group in _CLOSED)
    return (
        plain
        and not _verbal(following, words)
        and following not in words.cue_verbs
        and not following.endswith("ed")
    )


def _links(row: Row, at: int) -> Iterator[ActorLink]:
    for mention in row.units[at].mentions:
        if mention.kind == "actor" and mention.actor:
            yield mention.actor


def _left_edge(row: Row, at: int, words: English, floor: int) -> int:
    """The first unit of the phrase: adjectives and figures before the head, up to a word that ends it."""
    start = at
    if row.units[at].mentions and row.units[at].mentions[0].form == "pronoun":
        return start
    while start > floor and at - start < 6:
        word, kind = row.word(start - 1), row.kind(start - 1)
        if kind in {"actor", "person", "place", "date"} or not _inside_phrase(word, kind, words):
            break
        if word.endswith("ed") and not _attributive(row, start - 1, words):
            break
        start -= 1
        if words.is_a(word, "determiners"):
            break
    return start


def _attributive(row: Row, at: int, words: English) -> bool:
    """Whether an "-ed" word describes what follows: after a determiner or figure, or with a hyphen."""
    before = row.word(at - 1)
    determined = words.is_a(before, "determiners") and before != "that"
    return "-" in row.word(at) or row.kind(at - 1) == "number" or determined or before in {"of", "by"}


def _inside_phrase(word: str, kind: str | None, words: English) -> bool:
    if kind == "number":
        return True
    if word.endswith("-year-old"):
        return True
    if not word or not (word[0].isalpha() or word in _SKIPPABLE):
        return False
    closed = ("prepositions", "pronouns", "conjunctions", "subordinators", "adverbs")
    if any(words.is_a(word, group) for group in closed) or word in words.cue_verbs:
        return False
    if any(words.is_a(word, f"auxiliaries.{group}") for group in ("be", "have", "modal", "do")):
        return False
    return not _verbal(word, words)


def _verbal(word: str, words: English) -> bool:
    """Whether a word is more likely the verb before its object than an adjective of it.

    No English adjective ends in a plain "s": "includes X" is a verb, "various X" is not.
    """
    if word.endswith("s") and not word.endswith(("ous", "ss", "us", "'s")):
        return True
    if word in words.sets["irregular_past"] or (word.endswith("ing") and len(word) > 5):
        return True
    return any(hit.payload.word_class == "verb" for hit in words.harm.at((word,), 0))


def _is_no_part_of_the_name(row: Row, at: int, words: English) -> bool:
    """ "two of our brothers" are called "brothers", the "so-called Civil Defence" is Civil Defence."""
    return row.word(at) == "of" or words.is_a(row.word(at), "loaded") or _determiner(row, at, words)


def _with_part(row: Row, start: int, words: English, floor: int) -> int:
    """ "an offshoot of X", "a coalition of rebels": the part before "of" is who acts."""
    for back in range(1, 3):
        at = start - back
        if at <= floor or row.kind(at) is not None:
            return start
        if row.word(at) == "of" and row.kind(at - 1) == "number":
            return at - 1
        if row.word(at) == "of" and row.word(at - 1) in words.sets["part_nouns"] and not row.kind(at - 1):
            return _left_edge(row, at - 1, words, floor)
        if not words.is_a(row.word(at), "determiners"):
            return start
    return start


def _determiner(row: Row, at: int, words: English) -> bool:
    return words.is_a(row.word(at), "determiners") and row.kind(at) is None


def _category(
    row: Row, at: int, noun: PeopleNoun | None, actors: list[ActorLink], words: English
) -> WhomCategory:
    noun = noun or _described(row, at, words)
    if noun:
        return "combatant" if noun.category == "group" else noun.category  # type: ignore[return-value]
    return "combatant" if any(link.kind in _ARMED for link in actors) else "unknown"


def _described(row: Row, at: int, words: English) -> PeopleNoun | None:
    """The people noun that a description ends in: "civilians", "jihadist fighters", "the army"."""
    mentions = row.units[at].mentions
    if not mentions or mentions[0].form != "description":
        return None
    found = words.people.find(row.units[at].text.lower().split())
    return found[-1].payload if found else None


def _with_owner(category: WhomCategory, owners: list[ActorLink]) -> WhomCategory:
    armed = any(
        link.kind in {"armed_group", "coalition", "operations_room", "branch", "state_force"}
        for link in owners
    )
    return "combatant" if category == "unknown" and armed else category


def _owner(row: Row, end: int, words: English) -> tuple[int, list[ActorLink]]:
    """The actor behind a people noun: "members of rebel factions and of another alliance"."""
    at, owners = end, list[ActorLink]()
    while True:
        step = _binder(row, at, words)
        if step is None:
            return end, owners
        links = list(_links(row, step))
        if not links:
            return end, owners
        owners += links
        end = at = step + 1


def _binder(row: Row, at: int, words: English) -> int | None:
    """The unit of the actor that a binder at ``at`` leads to; None where there is none."""
    if row.word(at) in {"and", "plus"} and row.word(at + 1) in _BINDERS:
        at += 1
    if row.word(at) not in _BINDERS:
        return None
    at += 1
    if row.word(at) in {"to", "with"}:
        at += 1
    for _ in range(3):
        if row.kind(at) == "actor":
            return at
        if row.kind(at) or not _inside_phrase(row.word(at), None, words):
            return None
        at += 1
    return None


def _group_noun_after(
    row: Row, end: int, category: WhomCategory, actors: list[ActorLink], nouns: Nouns, words: English
) -> tuple[int, WhomCategory]:
    """ "FSA fighters", "Jund al-Aqsa rebel groups": the noun belongs to the name before it."""
    if not actors:
        return end, category
    for _ in range(3):
        hit = nouns.get(end)
        if hit is not None and not row.kind(end):
            noun = hit.payload
            told = noun.category not in {"unknown", "group"}
            category = noun.category if told else "combatant"  # type: ignore[assignment]
            end = hit.end
        elif (row.word(end) in _GROUP_NOUNS or row.word(end) in words.sets["roles"]) and not row.kind(end):
            end += 1
        else:
            adjective = row.word(end) in {"rebel", "opposition", "armed", "jihadist", "islamist", "militant"}
            if not adjective or (end + 1 not in nouns and row.word(end + 1) not in _GROUP_NOUNS):
                break
            end += 1
    return end, category


def _governor(
    row: Row, start: int, end: int, words: English, before: Phrase | None
) -> tuple[str | None, bool]:
    """The preposition that rules a phrase, carried along a list."""
    at = start - 1
    word = row.word(at)
    if before is not None and before.end >= start - 2 and _joins(row, before.end, start, end):
        return before.governor, True
    if word == "both":
        word = row.word(at - 1)
    if word in _CONJUNCTIONS or row.kind(at):
        return None, False
    return (word, False) if words.is_a(word, "prepositions") else (None, False)


def _joins(row: Row, last: int, start: int, end: int) -> bool:
    """Whether what stands between two phrases makes them one list; a comma only where the list goes on."""
    between = row.words[last:start]
    if between == (",",):
        return row.word(end) in {",", "and", "or"} and row.word(start) not in {"a", "an"}
    return between in {("and",), (",", "and"), ("or",), ("&",), ("as", "well", "as"), ("plus",)}
