"""One name in many spellings: the key for exact look-up, the skeleton for tolerant look-up.

A transliteration keeps its consonants and changes its vowels, so the consonants find a name
and the vowels only rank what was found. The skeleton alone never decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from contested.values.folding import fold

ARTICLES = frozenset(
    ["al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "adh", "ath", "ul", "es", "er", "et", "ez"]
)
WORD = re.compile(r"(?:[A-Za-z]\.){2,}|(?!(?<=['’ʼ‘])s\b)[^\W_]+(?:['’ʼ‘ʻʿ`´](?!s\b)[^\W_]+)*")
_SURE_ARTICLES = frozenset(("al", "el"))
_DIGRAPHS = (
    ("tch", "S"), ("sch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "X"), ("gh", "G"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("p", "b"), ("g", "j"), ("x", "X"),
    ("nb", "mb"),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouwyv")
_LOOSE = str.maketrans({"o": "u", "e": "i", "y": "i", "w": "u", "v": "u"})
_ARABIC_ARTICLE = re.compile(r"^و?ال(?=\w{2})")
_NOT_LETTERS = re.compile(r"[^\w]|_")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with where it stands; ``low`` is its folded form without marks."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        """Whether it may begin a name: a capital, or a script that has none."""
        return self.text[0].isupper() or (self.text[0].isalpha() and not self.text[0].islower())


def tokens(text: str) -> list[Token]:
    """The words of a text in order; "U.S." is one word, a possessive "'s" is none of a name."""
    return [Token(m.start(), m.end(), m[0], folded_word(m[0])) for m in WORD.finditer(text)]


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    """A word without case, marks, apostrophes and points; an Arabic word without its article."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return _ARABIC_ARTICLE.sub("", _NOT_LETTERS.sub("", fold(word)))


def key(name: str) -> str:
    """What a name is looked up by: its folded words without Arabic articles."""
    if name.isascii() and name.isalpha():
        return name.lower()
    words = [folded_word(word) for word in WORD.findall(name)]
    kept = [word for at, word in enumerate(words) if not (word in ARTICLES and at + 1 < len(words))]
    return " ".join(kept)


def article_at(words: list[Token], at: int, opens_sentence: bool) -> bool:
    """Whether this word is an Arabic article before a name ("al-Dana", "Ad Dana") and not English "at"."""
    if words[at].low not in ARTICLES or at + 1 >= len(words) or not words[at + 1].capital:
        return False
    joined = words[at + 1].start - words[at].end == 1
    if words[at].low in _SURE_ARTICLES:
        return joined
    return joined and words[at].text[0].isupper() and not opens_sentence


@lru_cache(maxsize=65536)
def skeleton(name_key: str) -> str:
    """The consonants of a key, sounds that transliterations mix put alike, a first vowel kept as a mark."""
    sounds = _sounds(name_key)
    body = _DOUBLED.sub(r"\1", sounds)
    opening = "'" if body[:1] in "aeiou" else body[:1] if body[:1] in "wy" else ""
    without_final_h = re.sub(r"(?<=[aeiou])h(?= |$)", "", body).replace(" ", "")
    return opening + without_final_h.translate(_VOWELS)


@lru_cache(maxsize=65536)
def loose(name_key: str) -> str:
    """A key with its vowels made coarse, for ranking names that share a skeleton."""
    coarse = _sounds(name_key).translate(_LOOSE).replace(" ", "")
    return _DOUBLED.sub(r"\1", coarse)


def similarity(one_key: str, other_key: str) -> float:
    """How alike two keys are written, 0 to 1, vowels counted coarsely."""
    return float(Indel.normalized_similarity(loose(one_key), loose(other_key)))


def _sounds(name_key: str) -> str:
    name_key = _DOUBLED.sub(r"\1", name_key)
    for spelled, sound in _DIGRAPHS:
        name_key = name_key.replace(spelled, sound)
    return name_key
