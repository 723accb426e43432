"""English word forms: from a lemma to the forms that stand in texts.

Forms are made, not guessed back: a form that no lemma makes is not found, which errs on the
side of missing a word instead of inventing one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Form = Literal["base", "s", "past", "participle", "ing"]
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Inflector:
    """Makes forms by the regular rules, irregular ones from ``verbs`` and ``nouns``."""

    verbs: Mapping[str, Sequence[str]]
    nouns: Mapping[str, str]
    doubling: frozenset[str]

    def verb_forms(self, lemma: str) -> dict[str, set[Form]]:
        """Every form of a verb (its first word, for "gun down") with what it can be."""
        first, _, rest = lemma.partition(" ")
        tail = f" {rest}" if rest else ""
        forms: dict[str, set[Form]] = {}
        for form, word in self._single_verb_forms(first):
            forms.setdefault(word + tail, set()).add(form)
        return forms

    def _single_verb_forms(self, lemma: str) -> list[tuple[Form, str]]:
        past, participle, *given_ing = self.verbs.get(lemma, (self._ed(lemma), self._ed(lemma)))
        ing = given_ing[0] if given_ing else self._ing(lemma)
        regular: list[tuple[Form, str]] = [
            ("base", lemma),
            ("s", self._s(lemma)),
            ("past", past),
            ("participle", participle),
            ("ing", ing),
        ]
        if lemma in {"burn", "hang"}:  # both forms are in use
            regular += [("past", self._ed(lemma)), ("participle", self._ed(lemma))]
        return regular

    def plural(self, noun: str) -> str:
        """The plural of a noun, of its last word where it has several."""
        head, _, last = noun.rpartition(" ")
        plural = self.nouns.get(last) or self._s(last)
        return f"{head} {plural}" if head else plural

    def _stem(self, lemma: str) -> str:
        return lemma + lemma[-1] if lemma in self.doubling else lemma

    def _ed(self, lemma: str) -> str:
        if lemma.endswith("e"):
            return lemma + "d"
        if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
            return lemma[:-1] + "ied"
        return self._stem(lemma) + "ed"

    def _ing(self, lemma: str) -> str:
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
            return lemma[:-1] + "ing"
        return self._stem(lemma) + "ing"

    @staticmethod
    def _s(word: str) -> str:
        if word.endswith(("s", "x", "z", "ch", "sh")):
            return word + "es"
        if word.endswith("y") and word[-2:-1] not in _VOWELS:
            return word[:-1] + "ies"
        return word + "s"
