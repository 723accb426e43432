"""What was done, decided and refused: the accounts of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contested.values.ids import content_id

Outcome = Literal["coded", "nothing", "refused"]
Verdict = Literal["same", "different", "unsure", "accept", "correct", "reject", "missed"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be read or decided: where, what kind, and why in one line."""

    refusal_id: str
    place: str
    kind: str
    reason: str
    document_id: str | None = None

    @classmethod
    def of(cls, place: str, kind: str, reason: str, document_id: str | None = None) -> Refusal:
        """A refusal named by its own content."""
        return cls(content_id("ref", (place, kind, reason, document_id)), place, kind, reason, document_id)


@dataclass(frozen=True, slots=True)
class Coding:
    """One report read by one coder with one set of data files. A later coding deletes none.

    ``configuration`` is the digest of extractor, ontology, register and gazetteer: what must be equal
    for a second run to have nothing to do.
    """

    coding_id: str
    document_id: str
    extractor: str
    configuration: str
    outcome: Outcome
    counts: tuple[tuple[str, int], ...]

    @staticmethod
    def make_id(document_id: str, extractor: str, configuration: str) -> str:
        """The id under which the same work done twice is found to be done."""
        return content_id("cod", (document_id, extractor, configuration))


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the program: ``what`` ("code", "merge"), its configuration, and where its input was."""

    run_id: str
    what: str
    version: str
    configuration: tuple[tuple[str, str], ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision about records, kept through every later run."""

    judgement_id: str
    about: tuple[str, ...]
    verdict: Verdict
    field: str | None
    value: str | None
    reason: str | None
    by: str
