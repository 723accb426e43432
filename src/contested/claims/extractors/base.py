"""The extractor contract: what every coder of claims takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from contested.records import Claim, Document, Mention, Relation, Sentence


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a coder read in one document; both may be empty, which says "nothing here"."""

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]


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

    def extract(
        self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> Extraction:
        """Code one document; ``mentions`` are settled, resolved and in the order of the text."""
        ...
