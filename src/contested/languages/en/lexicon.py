"""The English word lists, loaded once and asked by form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contested.errors import DataFileError
from contested.languages.en.inflection import Form, Inflector
from contested.languages.phrases import PhraseTable, table

# Words without a plural ending that count several: "the dead" are not one.
_PLURAL = frozenset({"people", "police", "personnel", "dead", "other", "security forces", "human"})
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast
_FILE = Path(__file__).parent / "words.yaml"


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word of harm in one form; ``word_class`` is verb (with ``forms``), adjective, noun or phrase."""

    kind: str
    lemma: str
    word_class: str
    forms: frozenset[Form] = frozenset()


@dataclass(frozen=True, slots=True)
class PeopleNoun:
    """A noun that counts people."""

    category: str
    singular: bool

    @property
    def countable(self) -> bool:
        """Whether a figure before it counts people: "13 groups" counts none."""
        return self.category != "group"


@dataclass(frozen=True, slots=True)
class English:
    """The lists by the form that stands in a text (lower case)."""

    inflector: Inflector
    people: PhraseTable[PeopleNoun]
    harm: PhraseTable[HarmWord]
    cue_verbs: Mapping[str, frozenset[Form]]
    cue_phrases: PhraseTable[str]
    weapons: PhraseTable[str]
    sets: Mapping[str, frozenset[str]]
    nonnames: frozenset[str]
    digest: str

    def is_a(self, word: str, group: str) -> bool:
        """Whether a lower-case word stands in the list ``group`` ("prepositions", "stance.denied", ...)."""
        return word in self.sets[group]


@cache
def load() -> English:
    """Read ``words.yaml``.

    Raises:
        DataFileError: the file lacks a list.
    """
    raw = _FILE.read_bytes()
    try:
        return _english(yaml.load(raw, Loader=_Loader), hashlib.sha256(raw).hexdigest()[:16])
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise DataFileError(f"{_FILE}: {error}") from error


def _english(rows: dict[str, Any], digest: str) -> English:
    inflector = Inflector(
        {lemma: tuple(forms) for lemma, forms in rows["irregular_verbs"].items()},
        rows["irregular_nouns"],
        frozenset(rows["double_final"]),
    )
    sets = {name: frozenset(words) for name, words in _lists(rows)}
    sets["loaded"] |= {inflector.plural(word) for word in sets["loaded"]}
    sets["irregular_past"] = frozenset(
        form for forms in rows["irregular_verbs"].values() for form in forms if not form.endswith("ing")
    )
    sets["light_verbs"] = frozenset(_forms(rows["light_verbs"], inflector))
    sets["part_nouns"] = frozenset(form for noun in rows["parts"] for form in (noun, inflector.plural(noun)))
    sets["people_sources"] = frozenset(
        form for noun in rows["attribution"]["sources"] for form in (noun, inflector.plural(noun))
    )
    return English(
        inflector=inflector,
        people=table(_people(rows["people"], inflector)),
        harm=table(_harm(rows["harm"], inflector)),
        cue_verbs=_forms(rows["attribution"]["verbs"], inflector),
        cue_phrases=table((phrase, phrase) for phrase in rows["attribution"]["prepositional"]),
        weapons=table((form, word) for word in rows["weapons"] for form in (word, inflector.plural(word))),
        sets=sets,
        nonnames=frozenset(str(word) for word in rows["capitalised_nonnames"]),
        digest=digest,
    )


def _lists(rows: dict[str, Any]) -> Iterable[tuple[str, list[str]]]:
    for name, value in rows.items():
        if isinstance(value, list):
            yield name, value
        elif isinstance(value, dict) and name not in {"people", "harm", "irregular_verbs", "irregular_nouns"}:
            for inner, words in value.items():
                yield f"{name}.{inner}", words


def _people(groups: dict[str, list[str]], inflector: Inflector) -> Iterable[tuple[str, PeopleNoun]]:
    for category, nouns in groups.items():
        for noun in nouns:
            yield noun, PeopleNoun(category, singular=noun not in _PLURAL)
            yield inflector.plural(noun), PeopleNoun(category, singular=False)


def _harm(kinds: dict[str, Any], inflector: Inflector) -> Iterable[tuple[str, HarmWord]]:
    for kind, words in kinds.items():
        for lemma in words["verbs"]:
            for form, can_be in inflector.verb_forms(lemma).items():
                yield form, HarmWord(kind, lemma, "verb", frozenset(can_be))
        for word_class in ("adjective", "phrase"):
            yield from ((word, HarmWord(kind, word, word_class)) for word in words[f"{word_class}s"])
        for noun in words["nouns"]:
            yield noun, HarmWord(kind, noun, "noun")
            yield inflector.plural(noun), HarmWord(kind, noun, "noun")


def _forms(lemmas: Iterable[str], inflector: Inflector) -> dict[str, frozenset[Form]]:
    forms: dict[str, set[Form]] = {}
    for lemma in lemmas:
        for form, can_be in inflector.verb_forms(lemma).items():
            forms.setdefault(form, set()).update(can_be)
    return {form: frozenset(can_be) for form, can_be in forms.items()}
