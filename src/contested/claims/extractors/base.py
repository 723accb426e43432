"""The extractor contract: what every coder of claims takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from contested.records import Claim, Document, Mention, Refusal, Relation, Sentence


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a coder read in one document; all may be empty, which says "nothing here".

    ``refusals`` are what it read and does not believe, each with the reason.
    """

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """What a coder sees before names are resolved: the mentions to resolve, and notes for its own use.

    ``mentions`` are those that the finders found, with what the coder adds or corrects; they are settled
    afterwards. ``notes`` come back to the coder's ``extract`` as they are; nobody else looks into them.
    """

    mentions: tuple[Mention, ...]
    notes: object = None


class Extractor(Protocol):
    """A coder. The same input gives the same output, whatever was read before it.

    ``label`` is name and version, written on every claim. Every span that it gives lies within the
    document's text and holds the very words of its quote; ``tests/contracts`` holds every coder to that.
    """

    @property
    def label(self) -> str:
        """Name and version, such as "rules 0.1.0"."""
        ...

    @property
    def digest(self) -> str:
        """Names the data files that the coder reads by: equal digests, equal claims."""
        ...

    def look(self, document: Document, sentences: Sequence[Sentence], found: Sequence[Mention]) -> Sight:
        """Look at a document before its names are resolved; ``found`` are the finders' settled mentions."""
        ...

    def extract(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        sight: Sight | None = None,
    ) -> Extraction:
        """Code one document; ``mentions`` are settled, resolved and in the order of the text.

        ``sight`` is what ``look`` gave for this document; without it the coder looks again.
        """
        ...
