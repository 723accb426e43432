"""What exports read of a ledger, and nothing more.

Any object with these methods can be exported. The order in which it gives records does not
matter: exports put them in their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from contested.records import Claim, Derivation, Document, Incident, Mention, Relation


class Source(Protocol):
    """The reading side of a ledger, as far as exports need it: current records only."""

    def documents(self) -> Iterable[Document]:
        """Every report."""

    def mentions(self, document_id: str) -> Iterable[Mention]:
        """The mentions of one report."""

    def claims(self) -> Iterable[Claim]:
        """Every current claim."""

    def relations(self) -> Iterable[Relation]:
        """Every current relation that a report states."""

    def incidents(self) -> Iterable[Incident]:
        """Every current incident."""

    def derivations(self) -> Iterable[Derivation]:
        """Which report is a copy or rewrite of which."""
