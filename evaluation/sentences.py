"""The project's own labelled sentences, read and checked.

A label says what a careful coder reads in one sentence that stands alone. A label that cannot be read as
such (a type that the ontology lacks, words that do not stand in the sentence) is a fault of the file and
stops the run: a score over labels that nobody could meet means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from contested import ontology
from contested.errors import DataFileError
from contested.records.claims import Status, TollKind, TollScope, WhomCategory

SENTENCES = Path(__file__).parent / "sentences.yaml"
OTHER_NAMING = " | "
_SENTENCE_FIELDS = {"text", "manner", "incident", "claims"}
_CLAIM_FIELDS = {"type", "trigger", "side_a", "side_b", "tolls", "status", "source"}
_TOLL_FIELDS = {"kind", "low", "high", "whom", "scope"}

Naming = tuple[str, ...]  # the words for one party, any of which will do


@dataclass(frozen=True, slots=True)
class ExpectedToll:
    """A figure that the sentence gives; ``high`` None is open."""

    kind: str
    low: int
    high: int | None
    whom: str
    scope: str = "incident"


@dataclass(frozen=True, slots=True)
class ExpectedClaim:
    """One statement of a sentence. ``tolls``, ``statuses``, ``sources`` None: nothing is labelled there."""

    types: tuple[str, ...]
    trigger: str
    side_a: tuple[Naming, ...]
    side_b: tuple[Naming, ...]
    symmetric: bool
    tolls: tuple[ExpectedToll, ...] | None = None
    statuses: tuple[str, ...] | None = None
    sources: tuple[Naming, ...] | None = None


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A report of one sentence with its labels; ``incident`` False where nothing in it may become one."""

    name: str
    text: str
    manner: tuple[str, ...]
    incident: bool
    claims: tuple[ExpectedClaim, ...]


def of_this_folder(path: Path = SENTENCES) -> list[LabelledSentence]:
    """The sentences written for the evaluation.

    Raises:
        DataFileError: a row is not as the head of the file says, or its words do not stand in it.
    """
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read: {error}") from error
    if not isinstance(rows, list):
        raise DataFileError(f"{path}: not a list of sentences")
    sentences = [_sentence(row, f"{path}: sentence {number}", number) for number, row in enumerate(rows, 1)]
    _refuse_sentences_given_twice(sentences, path)
    return sentences


def of_the_event_types() -> list[LabelledSentence]:
    """The sentences that every event type brings along: only type, trigger and sides are labelled."""
    return [
        LabelledSentence(
            name=f"{event_type.key}-{number}",
            text=sentence.text,
            manner=(event_type.key,),
            incident=True,
            claims=(
                ExpectedClaim(
                    (event_type.key,),
                    sentence.trigger,
                    tuple((words,) for words in sentence.side_a),
                    tuple((words,) for words in sentence.side_b),
                    event_type.symmetric,
                ),
            ),
        )
        for event_type in ontology.load().types.values()
        for number, sentence in enumerate(event_type.sentences, 1)
    ]


def _sentence(row: Any, place: str, number: int) -> LabelledSentence:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise DataFileError(f"{place}: has no text")
    _refuse_unknown(row, _SENTENCE_FIELDS, place)
    if not isinstance(row.get("claims"), list):
        raise DataFileError(f"{place}: has no list of claims ([] where nothing is told)")
    return LabelledSentence(
        name=f"s{number:03}",
        text=row["text"],
        manner=tuple(row.get("manner", ())),
        incident=row.get("incident", True),
        claims=tuple(_claim(claim, row["text"], place) for claim in row["claims"]),
    )


def _claim(row: dict[str, Any], text: str, place: str) -> ExpectedClaim:
    _refuse_unknown(row, _CLAIM_FIELDS, place)
    types, known = _several(row.get("type")), ontology.load().types
    if not types or any(key not in known for key in types):
        raise DataFileError(f"{place}: no such event type: {row.get('type')}")
    statuses = _several(row.get("status", "asserted"))
    if any(status not in get_args(Status) for status in statuses):
        raise DataFileError(f"{place}: no such status: {row['status']}")
    claim = ExpectedClaim(
        types=types,
        trigger=str(row.get("trigger", "")),
        side_a=_namings(row.get("side_a", [])),
        side_b=_namings(row.get("side_b", [])),
        symmetric=any(known[key].symmetric for key in types),
        tolls=tuple(_toll(toll, place) for toll in row.get("tolls", [])),
        statuses=statuses,
        sources=_namings(row.get("source", [])),
    )
    _refuse_words_not_there(claim, text, place)
    return claim


def _toll(row: dict[str, Any], place: str) -> ExpectedToll:
    _refuse_unknown(row, _TOLL_FIELDS, place)
    toll = ExpectedToll(**row)
    for word, vocabulary in ((toll.kind, TollKind), (toll.whom, WhomCategory), (toll.scope, TollScope)):
        if word not in get_args(vocabulary):
            raise DataFileError(f"{place}: '{word}' is none of {', '.join(get_args(vocabulary))}")
    if toll.high is not None and toll.high < toll.low:
        raise DataFileError(f"{place}: a toll of {toll.low} to {toll.high}")
    return toll


def _several(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _namings(words: list[str]) -> tuple[Naming, ...]:
    return tuple(tuple(it.split(OTHER_NAMING)) for it in words)


def _refuse_unknown(row: dict[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(set(row) - known)
    if unknown:
        raise DataFileError(f"{place}: unknown: {', '.join(unknown)}")


def _refuse_words_not_there(claim: ExpectedClaim, text: str, place: str) -> None:
    parties = (*claim.side_a, *claim.side_b, *(claim.sources or ()))
    for words in (claim.trigger, *(words for naming in parties for words in naming)):
        if not words or words not in text:
            raise DataFileError(f"{place}: '{words}' does not stand in '{text}'")


def _refuse_sentences_given_twice(sentences: list[LabelledSentence], path: Path) -> None:
    seen: set[str] = set()
    for sentence in sentences:
        if sentence.text in seen:
            raise DataFileError(f"{path}: given twice: '{sentence.text}'")
        seen.add(sentence.text)
