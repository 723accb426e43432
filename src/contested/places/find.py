"""Finds the words of a report that name a place; deciding which place is the resolver's work.

A name that is also a word, a person's name or unknown to readers of this kind of report needs
evidence beside it: a preposition, a kind of place, the state or country that holds it. A missed
place can be found by another rule later; a person coded as a town poisons the map.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from contested.places.gazetteer import Gazetteer
from contested.places.names import article_at, tokens
from contested.records import Document, Mention, Place, Sentence
from contested.values.spans import Span

_GAP = re.compile(r"[ \t\u00a0]?[\-‐‑–]?[ \t\u00a0]?|['’]|\n")
_POSSESSIVE = re.compile(r"['’]s?[ \t]")
_ABBREVIATED = re.compile(r"\.[ \t]")
_LONGEST_UNKNOWN = 4
_LONGEST_SPELLING = 4
# Cities of this size are taken to be known by name alone; a first guess. Lower finds more places and more
# surnames.
KNOWN_BY_NAME = 250_000
_HOLDERS = frozenset(["continent", "country", "state", "region", "sea", "river", "canal"])
_COMPASS_ONLY = frozenset(["north", "south", "east", "west", "central", "upper", "lower"])


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int  # exclusive
    places: tuple[Place, ...]
    spelled: bool = False


class PlaceFinder:
    """Finds place mentions by one pass over the words of a report."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def find(self, document: Document, sentences: tuple[Sentence, ...] = ()) -> list[Mention]:
        """The places named in a report, in order, none within another, none resolved yet."""
        return _Reading(self.gazetteer, document, sentences).mentions()


class _Reading:
    """One report while it is read."""

    def __init__(self, gazetteer: Gazetteer, document: Document, sentences: tuple[Sentence, ...]) -> None:
        self.gazetteer, self.document = gazetteer, document
        self.text = document.text
        self.words = tokens(self.text)
        self.lists = gazetteer.words
        self.small = {word.text for word in self.words if word.text.islower()}
        self.opening = self._opening_words(sentences)
        self.tolerant = self._speaks_of_syria()

    def mentions(self) -> list[Mention]:
        """Every accepted name, grown by the administrative words that belong to it."""
        found: list[Mention] = []
        at = 0
        while at < len(self.words):
            hit = self._hit(at) or self._unknown(at)
            if hit is None:
                at += 1
                continue
            start, end, last = self._grown(hit, found[-1].span.end if found else 0)
            span = Span(start, end)
            score = 1.0 if hit.places and not hit.spelled else 0.7 if hit.places else 0.5
            words = span.of(self.text)
            found.append(Mention(self.document.document_id, span, words, "place", "name", score))
            at = max(last, hit.last)
        return found

    def _opening_words(self, sentences: tuple[Sentence, ...]) -> set[int]:
        starts = sorted({sentence.span.start for sentence in sentences} | {0})
        firsts: set[int] = set()
        offsets = [word.start for word in self.words]
        for start in starts:
            firsts.add(bisect_right(offsets, start - 1))
        return firsts

    def _speaks_of_syria(self) -> bool:
        lows = {word.low for word in self.words}
        if lows & {"syria", "syrian", "syrians", "سوريا", "سوريه"}:
            return True
        return any(
            place.country == "SY" and place.kind in ("city", "town") and not self.gazetteer.doubtful(place)
            for word in self.words
            if word.capital
            for place in self.gazetteer.exact(word.low)
        )

    def _hit(self, at: int) -> _Hit | None:
        word = self.words[at]
        opens = at in self.opening
        article = article_at(self.words, at, opens)
        if not word.capital and not article:
            return None
        begin = at + 1 if article else at
        return self._exact(at, begin) or self._spelled(at, begin)

    def _exact(self, at: int, begin: int) -> _Hit | None:
        if begin >= len(self.words):
            return None
        reach = max(self.gazetteer.longest(self.words[begin].low), 1 if begin > at else 0)
        for last in self._ends(begin, reach):
            name_key = self._key(begin, last)
            places = self.gazetteer.exact(name_key)
            if not places or not self._written_as_name(begin, last):
                continue
            hit = _Hit(at, last, places)
            if self._believed(hit):
                return hit
        return None

    def _spelled(self, at: int, begin: int) -> _Hit | None:
        if not self.tolerant:
            return None
        for last in self._ends(begin, _LONGEST_SPELLING):
            name_key = self._key(begin, last)
            if len(name_key) < 5 or not self._all_capital(begin, last) or name_key in self.lists.demonyms:
                continue
            if self._unlike_a_place(at, begin, last):
                continue
            found = self.gazetteer.sounding_like(name_key)
            hit = _Hit(at, last, tuple(candidate.place for candidate in found), spelled=True)
            if found and not self._part_of_person(hit):
                return hit
        return None

    def _unlike_a_place(self, at: int, begin: int, last: int) -> bool:
        """Whether an unlisted spelling may be English, a person or a group ("New Arab", "Nusrah Front")."""
        lows = {self.words[index].low for index in range(begin, last)}
        if lows & self.lists["common_words"] or lows & self.lists.demonyms.keys():
            return True
        if last - begin > 1:
            return False
        goes_on = last < len(self.words) and self._joined(last - 1, last) and self.words[last].capital
        single = self.words[begin].low
        return (
            goes_on
            or self._known_word(single)
            or single in self.lists["generic_parts"]
            or not self._placed(at, last)
        )

    def _ends(self, begin: int, reach: int) -> list[int]:
        """The ends of windows of up to ``reach`` words from ``begin``, longest first, articles uncounted."""
        ends: list[int] = []
        counted, last = 0, begin
        while last < len(self.words) and counted < reach:
            if last > begin and not self._joined(last - 1, last):
                break
            if last == begin or not self._inner_article(last):
                counted += 1
                ends.append(last + 1)
            last += 1
        return ends[::-1]

    def _inner_article(self, at: int) -> bool:
        return article_at(self.words, at, opens_sentence=False) or (
            self.words[at].low in {"al", "ez", "el", "ash", "as", "ad", "ar", "az", "an", "at"}
            and at + 1 < len(self.words)
            and self.words[at + 1].capital
            and self.words[at + 1].start - self.words[at].end == 1
            and self.text[self.words[at].end] in "-‐‑–"
        )

    def _joined(self, left: int, right: int) -> bool:
        gap = self.text[self.words[left].end : self.words[right].start]
        if _GAP.fullmatch(gap):
            return "\n" not in gap
        return self.words[left].low in ("st", "mt", "ft") and bool(_ABBREVIATED.fullmatch(gap))

    def _owned(self, last: int) -> bool:
        """Whether a possessive stands between: "Hama's northern countryside"."""
        return bool(_POSSESSIVE.fullmatch(self.text[self.words[last - 1].end : self.words[last].start]))

    def _key(self, begin: int, last: int) -> str:
        return " ".join(
            self.words[at].low for at in range(begin, last) if at == begin or not self._inner_article(at)
        )

    def _all_capital(self, begin: int, last: int) -> bool:
        return all(self.words[at].capital or self._inner_article(at) for at in range(begin, last))

    def _written_as_name(self, begin: int, last: int) -> bool:
        """A short word in capitals is an acronym or a shout: "US" yes, "us" no, "OF" no."""
        return self.words[begin].capital and (last - begin == 1 or self.words[last - 1].text[0].isalnum())

    def _known_word(self, name_key: str) -> bool:
        return name_key in self.lists["common_words"] or name_key in self.lists["names_of_people"]

    def _believed(self, hit: _Hit) -> bool:
        name_key = self._key_of(hit)
        if self._compound_adjective(hit) or name_key in self.lists.demonyms:
            return False
        if self._part_of_person(hit):
            return False
        if name_key in self.lists["common_words"] or (len(name_key) <= 3 and not self._sure(hit)):
            return self._held(hit.last)
        if name_key in self.lists["names_of_people"] or self._doubtful(hit):
            return self._placed(hit.first, hit.last)
        if self._sure(hit) or any(place.population >= KNOWN_BY_NAME for place in hit.places):
            return True
        if hit.last - hit.first == 1 and self.words[hit.first].low in self.small:
            return False
        return self._placed(hit.first, hit.last)

    def _key_of(self, hit: _Hit) -> str:
        begin = hit.first + 1 if article_at(self.words, hit.first, hit.first in self.opening) else hit.first
        return self._key(begin, hit.last)

    def _sure(self, hit: _Hit) -> bool:
        return any(
            place.place_id in self.gazetteer.made_by_hand
            and not self.gazetteer.doubtful(place)
            and (self.tolerant or place.kind in _HOLDERS or place.country != "SY")
            for place in hit.places
        )

    def _doubtful(self, hit: _Hit) -> bool:
        by_hand = [place for place in hit.places if place.place_id in self.gazetteer.made_by_hand]
        known = any(place.population >= KNOWN_BY_NAME and place not in by_hand for place in hit.places)
        return bool(by_hand) and not known and all(self.gazetteer.doubtful(place) for place in by_hand)

    def _compound_adjective(self, hit: _Hit) -> bool:
        """ "US-based", "Western-backed": says where from or by whom, not where."""
        end = self.words[hit.last - 1].end
        if hit.last >= len(self.words) or self.text[end : end + 1] not in ("-", "‐", "‑", "–"):
            return False
        following = self.words[hit.last]
        return following.start == end + 1 and not following.capital

    def _part_of_person(self, hit: _Hit) -> bool:
        """Whether the words around make it a person's or a newspaper's name."""
        big = any(place.kind in _HOLDERS or place.kind == "country" for place in hit.places)
        after = hit.last < len(self.words) and self._joined(hit.last - 1, hit.last)
        if (
            after
            and self.words[hit.last].capital
            and self.words[hit.last].low in self.lists["after_not_place"]
        ):
            return True
        if hit.first == 0 or not self._joined(hit.first - 1, hit.first):
            return False
        before = self.words[hit.first - 1]
        if before.capital and before.low in self.lists["before_person"]:
            return not big
        if before.low in ("bin", "ibn", "abu", "abd", "al", "el"):
            return True
        named = before.capital and before.low in self.lists["names_of_people"]
        return named and hit.last - hit.first == 1 and not big

    def _placed(self, first: int, last: int) -> bool:
        """Whether something beside the name says that it is a place."""
        if first > 0:
            gap = self.text[self.words[first - 1].end : self.words[first].start]
            before = self.words[first - 1].low
            if gap.strip("\n\t \u00a0") == "" and self._says_place(before, first):
                return True
        if self._held(last):
            return True
        if last < len(self.words) and self._joined(last - 1, last):
            return (
                self.words[last].low
                in self.lists["settlement"] | self.lists["province"] | self.lists["district"]
            )
        return False

    def _says_place(self, before: str, first: int) -> bool:
        if before == "of" and first > 1:
            return self.words[first - 2].low in (
                self.lists["settlement"] | self.lists["area"] | self.lists["near"] | self.lists["directions"]
                | self.lists["province"] | self.lists["installation"] | {"part", "parts", "people", "siege"}
            )  # fmt: skip
        if before == "the" and first > 1:
            before = self.words[first - 2].low
        return (
            before
            in self.lists["before_place"]
            | self.lists["rural"]
            | self.lists["near"]
            | self.lists["directions"]
        )

    def _held(self, last: int) -> bool:
        """Whether ", State" or ", Country" follows: "Alturas, Calif.", "Paris, Texas"."""
        if last >= len(self.words):
            return False
        gap = self.text[self.words[last - 1].end : self.words[last].start]
        if gap.strip(" ") not in (",", "(", ", in"):
            return False
        return bool(self._holder(last))

    def _holder(self, at: int) -> bool:
        word = self.words[at]
        if word.text in self.gazetteer.abbreviations or f"{word.text}." in self.gazetteer.abbreviations:
            return True
        names = (self._key(at, end) for end in self._ends(at, 3))
        return word.capital and any(
            place.kind in ("country", "state", "governorate")
            for name in names
            for place in self.gazetteer.exact(name)
        )

    def _unknown(self, at: int) -> _Hit | None:
        """A name no gazetteer has, which the report itself calls a village, town, city or district."""
        if not (self.words[at].capital or article_at(self.words, at, at in self.opening)):
            return None
        last = self._run_of_capitals(at)
        if last == at or self.words[at].low in self.lists.demonyms or self._known_word(self.words[at].low):
            return None
        kinds = self.lists["settlement"]
        of_kind = at > 1 and self.words[at - 1].low == "of" and self.words[at - 2].low in kinds
        followed = (
            last < len(self.words)
            and self._joined(last - 1, last)
            and self.words[last].low in kinds - {"city"}
        )
        in_front = at > 0 and self.words[at - 1].low in ("in", "of", "near", "on", "from", "the", "to", "at")
        held = at > 0 and self.words[at - 1].low in self.lists["before_place"] and self._held(last)
        if of_kind or held or (followed and in_front and not self.words[last].capital):
            return _Hit(at, last, ())
        return None

    def _run_of_capitals(self, at: int) -> int:
        last = at
        while last < len(self.words) and last - at < _LONGEST_UNKNOWN:
            if last > at and not self._joined(last - 1, last):
                break
            if not (self.words[last].capital or article_at(self.words, last, opens_sentence=False)):
                break
            last += 1
        return last

    def _grown(self, hit: _Hit, floor: int) -> tuple[int, int, int]:
        """Start, end and last word with "southern ... province", "rural ...", "countryside of ..." kept."""
        first, last = hit.first, hit.last
        areal = False
        if last < len(self.words) and (self._joined(last - 1, last) or self._owned(last)):
            follows = self.words[last].low
            side = follows in self.lists["directions"] and last + 1 < len(self.words)
            if follows in self.lists["province"] or follows == "region":
                last, areal = last + 1, True
            elif side and self.words[last + 1].low in self.lists["province"]:
                last, areal = last + 2, True
        if (
            first > 1
            and self.words[first - 1].low == "of"
            and self.words[first - 2].low in self.lists["province"]
        ):
            first, areal = first - 2, True
        while first > 0 and self._qualifies(first, hit, areal) and self.words[first - 1].start >= floor:
            first -= 1
        return self.words[first].start, self.words[last - 1].end, last

    def _qualifies(self, first: int, hit: _Hit, areal: bool) -> bool:
        before = self.words[first - 1]
        if self.text[before.end : self.words[first].start].strip(" -") or not hit.places:
            return False
        if before.low in self.lists["rural"]:
            return True
        if before.low not in self.lists["directions"]:
            return False
        return areal or before.low not in _COMPASS_ONLY or self.words[first].capital
