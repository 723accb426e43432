"""Where a report names an actor: by a name of the register, by a name like one, by a description.

The longest reading wins. A word that judges ("Takfiri", "so-called") stays outside the span; a
demonym is an actor only where it governs a word for a state's organs ("Turkish army", never
"Turkish border"); a country's name only where the country acts or is acted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from contested.actors.keys import ARTICLES, is_acronym, lexicon
from contested.actors.match import Matcher
from contested.actors.register import Register
from contested.errors import DataFileError
from contested.records import ActorLink, ActorName, Document, Mention, Sentence
from contested.values.folding import fold
from contested.values.spans import Span

Form = Literal["name", "description", "pronoun", "acronym"]


def _wording(path: Path = Path(__file__).parent / "wording.yaml") -> dict[str, frozenset[str]]:
    """The finder's word lists; raises DataFileError where one holds something that is no word."""
    body: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, listed in body.items():
        if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
            raise DataFileError(f"{path}: {name} is no list of words")
    return {name: frozenset(listed) for name, listed in body.items()}


_WORDS = _wording()
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼʻ‘ʿʾ`´][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_MARKS = re.compile("['’ʼʻ‘ʿʾ`´.]")
_GAP = re.compile(r"(?:[ \t\u00a0]|\n(?!\s*\n)|-|‑|–|['’]s?\b|['’]){1,4}")
_AL = _WORDS["al"]
_ASSIMILATED = _WORDS["assimilated"]
_LATER_WORDS = _WORDS["later_words"]
_STATE_NOUNS = _WORDS["state_nouns"]
_FORCE_NOUNS = _WORDS["force_nouns"]
_BETWEEN_NOUNS = _WORDS["between_nouns"]
_HEADS_LEFT = _WORDS["heads_left"]
_HEADS_RIGHT = _WORDS["heads_right"]
_NOT_A_NAME = _WORDS["not_a_name"]
_ADJECTIVES = _WORDS["adjectives"]
_ALONE_AFTER = _WORDS["alone_after"]
_QUANTITY = re.compile(
    r"\b(?:(?:more than|at least|at most|up to|about|around|roughly|some|several|many|most|all|other|another|"
    r"(?:dozens|scores|hundreds|thousands) of|different|various|rival|local|moderate|armed|Syrian|"
    r"(?:foreign|Western|US|Turkish)-backed|\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen)\s+)+$",
    re.IGNORECASE,
)
_ANAPHOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:(?:armed|rebel|extremist|militant|jihadist|jihadi|Islamist|insurgent|Salafist|"
    r"hardline|powerful|opposition|former)\s+)?(?:group|faction|organi[sz]ation|alliance|movement|militia)\b(?!\s+(?:of|led)\b)"
    r"|\b(?:[Tt]he\s+two|[Bb]oth|[Tt]he\s+rival|[Tt]he\s+two\s+rival)\s+(?:armed\s+|rebel\s+)?"
    r"(?:groups|factions|sides|parties|rivals|alliances|organi[sz]ations)\b"
    r"|\b(?:[Tt]he\s+)?former\s+[Aa]l[- ]Qa(?:e|')?[ie]?da\s+(?:affiliate|branch|offshoot|wing)\b"
    r"|\b[Aa]l[- ]Qa(?:e|')?[ie]?da['’]s\s+(?:former\s+)?(?:Syrian?\s+)?(?:affiliate|branch|offshoot|wing)\b"
)
_PRONOUN = re.compile(r"\b(?:[Tt]hey|[Tt]hem|[Tt]heir|[Ii]t|[Ii]ts)\b(?!['’]s\b)")
_IDLE_IT = re.compile(
    r"\s+(?:is|was|has been|would be|remains?|seems?|appears?)\s+(?:\w+\s+){0,2}?"
    r"(?:that|to|whether|clear|likely|unclear)\b"
)
_PLACE_BEFORE = _WORDS["place_before"]
_ACTS_BEFORE = _WORDS["acts_before"]
_ACTS_AFTER = _WORDS["acts_after"]
_OWNED = re.compile(r"\b(?:its|their|our|his)\s$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\s(?:from|of|belonging to|loyal to|affiliated with)\s(?:the\s|a\s)?")
_BRACKET = re.compile(r"\s?[\[(]\s?([A-Z][A-Za-z]{1,6})\s?[\])]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a report, folded, with where it stands."""

    start: int
    end: int
    surface: str
    folded: str
    article: bool


@dataclass(slots=True)
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[tuple[bool, ...], ActorName, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    form: Form
    rank: int
    link: ActorLink | None = None


def read_words(text: str) -> list[Word]:
    """The words of a text; a possessive 's and dots of "U.S." are no part of the folded word."""
    found = []
    for match in _TOKEN.finditer(text):
        surface = _POSSESSIVE.sub("", match.group())
        end = match.start() + len(surface)
        surface_plain = _MARKS.sub("", surface)
        folded = surface_plain.lower() if surface_plain.isascii() else fold(surface_plain)
        if folded[:2] == "ال" and len(folded) > 3:
            folded = folded[2:]
        attached = text[end : end + 1] in "-‑–" and end < len(text)
        article = folded in _AL or (folded in _ASSIMILATED and attached) or folded == "the"
        found.append(Word(match.start(), end, surface, folded, article))
    return found


class ActorFinder:
    """Finds the actors that reports name; built once for a register, then linear in a report's length."""

    def __init__(self, register: Register, matcher: Matcher | None = None) -> None:
        self.register = register
        self.matcher = matcher or Matcher(register)
        self._root = _Node()
        self._demonyms: dict[str, str] = {}
        for actor in register.actors.values():
            for name in actor.names:
                self._add(name, actor.actor_id)
        for actor_id, standing in register.standings.items():
            for demonym in standing.demonyms:
                self._demonyms[_MARKS.sub("", demonym)] = actor_id

    def find(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """All actor mentions of a report in order; states named by demonym come resolved already."""
        text = document.text
        words = read_words(text)
        named = list(self._by_name(text, words))
        alike = [hit for hit in self._by_likeness(text, words) if not _runs_together(text, hit, named)]
        hits = [*named, *self._by_demonym(text, words), *alike]
        hits += [_Hit(found.start(), found.end(), "description", 1) for found in _ANAPHOR.finditer(text)]
        kept = _longest(hits)
        kept += _local_acronyms(text, kept)
        kept = _without_qualified(text, _longest(kept))
        kept += _pronouns(text, kept)
        kept.sort(key=lambda hit: hit.start)
        return [
            Mention(
                document.document_id,
                Span(hit.start, hit.end),
                text[hit.start : hit.end],
                "actor",
                hit.form,
                1.0,
                hit.link,
            )
            for hit in kept
        ]

    def _add(self, name: ActorName, actor_id: str) -> None:
        words = [word for word in read_words(name.text) if not word.article]
        node = self._root
        for word in words:
            node = node.after.setdefault(word.folded, _Node())
        if words:
            node.ends.append((tuple(word.surface[:1].isupper() for word in words), name, actor_id))

    def _by_name(self, text: str, words: list[Word]) -> Iterator[_Hit]:
        for start, word in enumerate(words):
            if word.article or word.folded not in self._root.after:
                continue
            found = self._longest_name(text, words, start)
            if found is not None:
                yield found

    def _longest_name(self, text: str, words: list[Word], start: int) -> _Hit | None:
        taken: list[Word] = []
        node, best = self._root, None
        at = start
        while at < len(words):
            word = words[at]
            if at > start and not _GAP.fullmatch(text, words[at - 1].end, word.start):
                break
            if word.article and taken:
                at += 1
                continue
            after = node.after.get(word.folded)
            if after is None:
                break
            node = after
            taken.append(word)
            hit = self._named(text, words, start, at, taken, node)
            best = hit or best
            at += 1
        return best

    def _named(
        self, text: str, words: list[Word], start: int, at: int, taken: list[Word], node: _Node
    ) -> _Hit | None:
        for capitals, name, actor_id in node.ends:
            if not _written_alike(taken, capitals, name):
                continue
            actor = self.register.actors[actor_id]
            described = actor.kind == "placeholder" or (actor.kind == "category" and not capitals[0])
            if described and not _stands_alone(text, words, start, at):
                continue
            if self.register.standings[actor_id].place_name and name.text in (actor.name, *_CAPITALS):
                if not _acts(text, words, start, at):
                    continue
            elif (
                name.kind == "acronym" and actor.kind == "foreign_state" and not _acts(text, words, start, at)
            ):
                continue
            if described:
                quantity = _QUANTITY.search(text, max(0, words[start].start - 60), words[start].start)
                first = quantity.start() if quantity else words[start].start
                return _Hit(first, words[at].end, "description", 1)
            first = words[start].start
            before = words[start - 1] if start else None
            if (
                before
                and before.article
                and before.folded != "the"
                and _GAP.fullmatch(text, before.end, first)
            ):
                first = before.start
            return _Hit(
                first,
                words[at].end,
                "acronym" if is_acronym(taken[0].surface) and len(taken) == 1 else "name",
                2,
            )
        return None

    def _by_demonym(self, text: str, words: list[Word]) -> Iterator[_Hit]:
        for at, word in enumerate(words):
            state = self._demonyms.get(_MARKS.sub("", word.surface))
            if state is None:
                continue
            noun = self._organ(text, words, at)
            if noun is None:
                continue
            end, governs = noun
            organ = words[end].folded
            actor = self.register.actors[self._organ_actor(state, organ)]
            said = (f"{word.surface} {organ}",)
            link = ActorLink(actor.actor_id, actor.name, actor.kind, 0.95, "accepted", said)
            yield _Hit(word.start, words[end].end if governs else word.end, "name", 2, link)

    def _organ_actor(self, state: str, organ: str) -> str:
        """A state's armed forces for a military word, where the register has them; else the state.

        "Syrian forces" are the government's side, militias included, not its army alone.
        """
        actor = self.register.actors[state]
        army = self.register.standing_for("any-army", actor.country)
        whole = _WHOLE_SIDE if actor.kind == "state" else _NO_ARMY
        return army.actor_id if army and organ in _FORCE_NOUNS and organ not in whole else state

    def _organ(self, text: str, words: list[Word], at: int) -> tuple[int, bool] | None:
        """Where the organ stands that a demonym governs; False where another demonym stands nearer."""
        here, best, shared = at + 1, None, False
        while here < len(words) and here <= at + 5:
            if not _GAP.fullmatch(text, words[here - 1].end, words[here].start):
                break
            if text[words[here - 1].end : words[here].start].strip():
                break
            folded = words[here].folded
            if folded in _STATE_NOUNS | _FORCE_NOUNS:
                best = here
            elif _MARKS.sub("", words[here].surface) in self._demonyms and words[here - 1].folded in (
                "and",
                "or",
            ):
                shared = True
            elif folded not in _BETWEEN_NOUNS:
                break
            if best is not None and folded not in _BETWEEN_NOUNS | _STATE_NOUNS | _FORCE_NOUNS:
                break
            here += 1
        return None if best is None else (best, not shared)

    def _by_likeness(self, text: str, words: list[Word]) -> Iterator[_Hit]:
        for start, end, headed in _name_like(text, words):
            surface = text[words[start].start : words[end].end]
            if headed:
                yield _Hit(words[start].start, words[end].end, "name", 0)
            else:
                found = self.matcher.match(surface)
                if found.decision == "accepted":
                    yield _Hit(words[start].start, words[end].end, "name", 0)


_CAPITALS = _WORDS["capitals"]
_WHOLE_SIDE = frozenset({"forces", "force", "fighters", "police"})
_NO_ARMY = frozenset({"police", "fighters"})


def _written_alike(taken: list[Word], capitals: tuple[bool, ...], name: ActorName) -> bool:
    if name.kind == "acronym":
        return "".join(word.surface for word in taken).replace(".", "") == name.text.replace(".", "").replace(
            " ", ""
        )
    if not capitals[0] and name.script == "Latn":
        return True
    return all(
        not wanted or word.surface[:1].isupper() or (number > 0 and word.folded in _LATER_WORDS)
        for number, (word, wanted) in enumerate(zip(taken, capitals, strict=True))
    )


def _stands_alone(text: str, words: list[Word], start: int, at: int) -> bool:
    """A describing word that is joined by hyphen or merely qualifies another noun names nobody."""
    first, last = words[start].start, words[at].end
    if text[first - 1 : first] in ("-", "‑") or text[last : last + 1] in ("-", "‑"):
        return False
    if start != at or words[at].folded not in _ADJECTIVES or at + 1 >= len(words):
        return True
    between = text[last : words[at + 1].start]
    following = words[at + 1].folded
    return (
        bool(between.strip())
        or following in _ALONE_AFTER
        or (following.endswith(("ed", "s")) and following not in _PLURALS)
    )


_PLURALS = _WORDS["plurals"]


def _acts(text: str, words: list[Word], start: int, at: int) -> bool:
    """Whether a country's name stands for the state: it acts, is acted on, or stands in a row of actors."""
    last = words[at].end
    if text[last : last + 2] in ("'s", "’s") or text[last : last + 1] == "-":
        return False
    before = words[start - 1].folded if start else ""
    if before == "the" and start > 1:
        before = words[start - 2].folded
    if before in _PLACE_BEFORE:
        return False
    after = (
        words[at + 1].folded if at + 1 < len(words) and not text[last : words[at + 1].start].strip() else ""
    )
    if words[at].surface.isupper() and after and after not in _ACTS_AFTER | _ALONE_AFTER:
        return False  # "the US news agency"
    rowed = text[last : last + 1] == "," and at + 1 < len(words) and words[at + 1].surface[:1].isupper()
    return before in _ACTS_BEFORE or after in _ACTS_AFTER or rowed


def _name_like(text: str, words: list[Word]) -> Iterator[tuple[int, int, bool]]:
    """Runs of words written as a group's name: (first, last, whether a head word tells that it is one)."""
    at = 0
    while at < len(words):
        first = at
        if not _capital(words[at]) or words[at].folded in _NOT_A_NAME - _AL:
            at += 1
            continue
        last = at
        here = at + 1
        while here < len(words) and _GAP.fullmatch(text, words[here - 1].end, words[here].start):
            if "\n" in text[words[here - 1].end : words[here].start] or text[words[here - 1].end] in "'’":
                break
            if _capital(words[here]) and words[here].folded not in _NOT_A_NAME - _AL:
                last = here
            elif not (
                words[here].article
                or words[here].folded in ("of", "wal", "wa")
                or words[here].folded in ARTICLES & _ASSIMILATED
            ):
                break
            here += 1
        at = max(last, first) + 1
        yield from _parts(words, first, last)


def _parts(words: list[Word], first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    if last == first:
        return
    heads = lexicon().by_surface
    for start in range(first, last):
        folded = words[start].folded
        if folded in _HEADS_LEFT or (
            folded in heads and heads[folded] in lexicon().heads and folded not in _HEADS_RIGHT
        ):
            begin = start - 1 if start > first and words[start - 1].folded in _AL else start
            yield begin, last, True
            return
    if words[last].folded in _HEADS_RIGHT and last - first <= 5:
        yield first, last, True
    elif any(word.article for word in words[first:last]) and last - first <= 4 and not words[first].article:
        yield first, last, False


def _capital(word: Word) -> bool:
    return word.surface[:1].isupper() and not word.surface.isdigit()


def _longest(hits: Sequence[_Hit]) -> list[_Hit]:
    """Hits that do not overlap: the longer wins, then the better founded, then the first."""
    kept: list[_Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, -hit.rank, hit.start)):
        if hit.start in taken or hit.end - 1 in taken:
            continue
        kept.append(hit)
        taken.update(range(hit.start, hit.end))
    return kept


def _runs_together(text: str, run: _Hit, named: Sequence[_Hit]) -> bool:
    """A run of capitals that only holds a known name beside other words ("Idlib Nusra Front" in a headline).

    A head word outside the known name makes another name of it: "Tahrir al-Sham Army", "Liwa Ahrar al-Sham".
    """
    inside = [hit for hit in named if run.start <= hit.start and hit.end <= run.end]
    if not inside or any((hit.start, hit.end) == (run.start, run.end) for hit in inside):
        return False
    outside = text[run.start : inside[0].start] + " " + text[inside[-1].end : run.end]
    return not any(word.folded in _HEADS_LEFT | _HEADS_RIGHT for word in read_words(outside))


def _without_qualified(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """Leaves out "fighters" in "FSA fighters", "fighters from X", "its fighters": the name says who."""
    ordered = sorted(hits, key=lambda hit: hit.start)
    kept = []
    for number, hit in enumerate(ordered):
        if hit.form == "description" and not _ANAPHOR.fullmatch(text, hit.start, hit.end):
            before = ordered[number - 1] if number else None
            after = ordered[number + 1] if number + 1 < len(ordered) else None
            named = (
                before is not None and before.form != "description" and text[before.end : hit.start] == " "
            )
            owned = _OWNED.search(text, max(0, hit.start - 8), hit.start)
            of_whom = after is not None and _OF_WHOM.fullmatch(text, hit.end, after.start)
            if named or owned or of_whom:
                continue
        kept.append(hit)
    return kept


def _local_acronyms(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """Acronyms that a report itself gives to a name ("Jabhet Fateh al-Sham [JFS]"), wherever they stand."""
    found: list[_Hit] = []
    for hit in hits:
        bracket = _BRACKET.match(text, hit.end) if hit.form == "name" else None
        if bracket and is_acronym(bracket.group(1)):
            uses = re.finditer(rf"\b{re.escape(bracket.group(1))}\b", text)
            found += [_Hit(use.start(), use.end(), "acronym", 1) for use in uses]
    return found


def _pronouns(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    taken = [(hit.start, hit.end) for hit in hits]
    found = []
    for match in _PRONOUN.finditer(text):
        if match.group() in ("it", "It") and _IDLE_IT.match(text, match.end()):
            continue
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(_Hit(match.start(), match.end(), "pronoun", 0))
    return found
