"""A name made comparable across scripts and transliterations.

A group's name is a head word that half of all groups share ("jaysh", "front"), and words of
which a lexicon (``concepts.yaml``) knows the meaning, so that "Army of Islam", "Jaish al-Islam"
and جيش الإسلام have one key without being listed. What the lexicon does not know is reduced to
its consonants, because vowels are what transliterations disagree about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from contested.errors import DataFileError
from contested.values.folding import fold

LEXICON = Path(__file__).parent / "concepts.yaml"
ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "an",
        "ar",
        "as",
        "ash",
        "at",
        "az",
        "ad",
        "adh",
        "ath",
        "the",
        "of",
        "in",
        "wa",
        "w",
        "bin",
        "ibn",
        "and",
        "de",
        "la",
        "du",
        "le",
        "des",
        "l",
        "li",
        "lil",
        "bil",
    ]
)
_WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\b[Aa]l)(?=[A-Z])")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # "U.S.-led"
_APOSTROPHES = re.compile("['’‘ʼʻʿʾ`´]")
_ARABIC_PREFIX = re.compile("^(?:وال|لل|ال)(?=..)")
_DIGRAPHS = (
    ("tch", "c"), ("kh", "x"), ("sh", "c"), ("ch", "c"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("dj", "j"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("q", "k"), ("c$", "k"), ("v", "w"), ("p", "b"),
)  # fmt: skip
_ARABIC_LETTERS = dict(
    zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنهويپچگ",
        [
            "b",
            "t",
            "t",
            "j",
            "h",
            "x",
            "d",
            "d",
            "r",
            "z",
            "s",
            "c",
            "s",
            "d",
            "t",
            "z",
            "",
            "g",
            "f",
            "k",
            "k",
            "l",
            "m",
            "n",
            "h",
            "w",
            "y",
            "b",
            "c",
            "g",
        ],
        strict=True,
    )
)
_FEMININE = re.compile("(?<=[a-z]{3})(?:a|ah|eh|at|et|e)$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a key: a concept ("LEVANT") or a skeleton ("znk"); ``head`` words weigh little."""

    code: str
    concept: bool
    head: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean: concepts by folded surface, and by skeleton where only one concept has it."""

    by_surface: dict[str, str]
    by_skeleton: dict[str, str]
    heads: frozenset[str]


@cache
def lexicon(path: Path = LEXICON) -> Lexicon:
    """The concept lexicon; raises DataFileError where one word is given to two concepts."""
    body: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    by_surface: dict[str, str] = {}
    skeletons: dict[str, set[str]] = defaultdict(set)
    for part in ("heads", "words"):
        for concept, words in body[part].items():
            for word in words:
                surface = _bare(word)
                if by_surface.setdefault(surface, concept) != concept:
                    raise DataFileError(
                        f"{path}: {word!r} is given to {by_surface[surface]} and to {concept}"
                    )
                skeletons[skeleton(surface)].add(concept)
    sole = {
        code: next(iter(found)) for code, found in skeletons.items() if len(found) == 1 and len(code) >= 3
    }
    return Lexicon(by_surface, sole, frozenset(body["heads"]))


def _bare(word: str) -> str:
    folded = fold(_APOSTROPHES.sub("", word)).replace("'", "")
    return _ARABIC_PREFIX.sub("", folded)


def words(text: str) -> list[str]:
    """The folded words of a name, without articles and small words ("alSham" is two words)."""
    text = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), text)
    pieces = _WORD.findall(_APOSTROPHES.sub("", _GLUED.sub(" ", text)))
    folded = (_bare(piece) for piece in pieces)
    return [word for word in folded if word and word not in ARTICLES]


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded word in one alphabet for Latin and Arabic letters."""
    arabic = "؀" <= word[0] <= "ۿ" if word else False
    if arabic:
        word = word.removesuffix("ه") if len(word) > 3 else word
        plain = "".join(_ARABIC_LETTERS.get(char, "") for char in word)
        initial_vowel = word[0] in "اعي" and word[0] == "ا"
    else:
        word = _FEMININE.sub("", word)
        initial_vowel = word[:1] in set("aeiou")
        for written, sound in _DIGRAPHS:
            word = word.replace(written.rstrip("$"), sound) if "$" not in written else word
        plain = word
    consonants = re.sub("[aeiouwy]", "", plain)
    collapsed = re.sub(r"(.)\1+", r"\1", consonants)
    return ("'" if initial_vowel else "") + collapsed or word


@lru_cache(maxsize=65536)
def key(text: str) -> tuple[Token, ...]:
    """The tokens of a name, in order; empty for a text without words."""
    known = lexicon()
    tokens = []
    for word in words(text):
        code = skeleton(word)
        concept = known.by_surface.get(word) or (known.by_skeleton.get(code) if not word.isdigit() else None)
        if concept:
            tokens.append(Token(concept, True, concept in known.heads))
        else:  # two consonants tell too little: "many" and "Yemen" share theirs
            bare = word if word.isdigit() or len(code.strip("'")) < 3 else code
            tokens.append(Token(bare, False, False))
    return tuple(tokens)


def is_acronym(text: str) -> bool:
    """Whether a text is written as an acronym: only an exact entry of the register can match one."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]{1,5}|(?:[A-Z]\.){2,}[A-Z]?", text.strip()))
