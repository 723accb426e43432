"""What the program's own finders mark in a text: the encoder's hints, and words that may tell an event."""

from __future__ import annotations

from functools import cache

from contested import ontology
from contested.claims import triggers
from contested.claims.units import rows
from contested.languages.en import lexicon
from contested.pipeline.path import PathCoder, coder
from contested.sentences import split
from training.examples import Example, Span, document


@cache
def _coder() -> PathCoder:
    return coder("rules")


def marks(example: Example) -> list[tuple[str, int, int]]:
    """The settled mentions of a text, as the program finds them before it resolves them."""
    report = document(example.name, example.text)
    sentences = split(report)
    named = [(it.kind, it.span.start, it.span.end) for it in _coder().mentions(report, sentences)]
    suspected = triggers.suspected(report, sentences, lexicon.load(), _index())
    return named + [(key, span.start, span.end) for key, span in suspected]


def trigger_words(text: str, sentences: tuple[Span, ...]) -> list[tuple[int, int, frozenset[str]]]:
    """Words of the ontology in a text with the types that they may tell."""
    report = document("text", text)
    words, index = lexicon.load(), _index()
    return [
        (hit.span.start, hit.span.end, frozenset(hit.types))
        for row in rows(report, split(report), [])
        for hit in triggers.find(row, words, index)
    ]


@cache
def _index() -> triggers.TriggerIndex:
    return triggers.index(ontology.load(), lexicon.load())
