"""What the pages need of a ledger: reading, nothing else.

The pages never write. A page is made from one open ledger in one thread, so that a store whose
connections belong to a thread is safe, and so that one page never mixes two states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TypeVar

from contested.errors import NotFound
from contested.records import Claim, Derivation, Document, Incident, Mention, Refusal, Relation


class Ledger(Protocol):
    """The reading half of the ledger's contract; any ledger of the ledger room fits."""

    def documents(self) -> Iterable[Document]:
        """Every report."""
        ...

    def document(self, document_id: str, /) -> Document | None:
        """One report, or None (or ``NotFound``)."""
        ...

    def mentions(self, document_id: str, /) -> Iterable[Mention]:
        """The names, dates and figures found in one report."""
        ...

    def claims(self, document_id: str | None = None, /) -> Iterable[Claim]:
        """The claims of one report, or of all."""
        ...

    def claim(self, claim_id: str, /) -> Claim | None:
        """One claim, or None (or ``NotFound``)."""
        ...

    def relations(self) -> Iterable[Relation]:
        """What reports say of how actors stand to each other."""
        ...

    def incidents(self) -> Iterable[Incident]:
        """Every incident as the ledger holds it now."""
        ...

    def incident(self, incident_id: str, /) -> Incident | None:
        """One incident by its id or by an unambiguous beginning of it."""
        ...

    def derivations(self) -> Iterable[Derivation]:
        """Which report is a copy or rewrite of which."""
        ...

    def refusals(self) -> Iterable[Refusal]:
        """What could not be read or decided."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many records of each kind."""
        ...

    def runs(self) -> Iterable[object]:
        """The runs that wrote the ledger."""
        ...


OpenLedger = Callable[[], Ledger]
T = TypeVar("T")


@contextmanager
def reading(open_ledger: OpenLedger) -> Iterator[Ledger]:
    """A ledger opened for one page, and closed after it where it can be closed."""
    ledger = open_ledger()
    try:
        yield ledger
    finally:
        close = getattr(ledger, "close", None)
        if callable(close):
            close()


def incident_of(ledger: Ledger, incident_id: str) -> Incident:
    """The incident, or ``NotFound`` in words for the page."""
    return _found(ledger.incident, incident_id, "incident")


def document_of(ledger: Ledger, document_id: str) -> Document:
    """The report, or ``NotFound`` in words for the page."""
    return _found(ledger.document, document_id, "report")


def claims_of(ledger: Ledger, claim_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims that the ledger has of these, by id, in the order asked."""
    found: dict[str, Claim] = {}
    for claim_id in claim_ids:
        try:
            claim = ledger.claim(claim_id)
        except NotFound:
            continue
        if claim is not None:
            found[claim_id] = claim
    return found


def _found(look_up: Callable[[str], T | None], record_id: str, what: str) -> T:
    try:
        record = look_up(record_id)
    except NotFound:
        record = None
    if record is None:
        raise NotFound(f"This ledger has no {what} “{record_id[:80]}”, or more than one that begins so.")
    return record
