"""Two coders on the same reports: what both read, what one of them did, and where they read it differently.

It says who differs from whom, never who is right: two coders that agree may be wrong together. Two claims
are the same reading where they stand in one sentence and have one type; a field is compared where at least
one of the two gives it, since two empty fields agree on nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contested.errors import UsageError
from contested.ledger import Ledger
from contested.ontology import Ontology
from contested.records import Claim, Coding, Document, Party
from contested.values.folding import fold


@dataclass(frozen=True, slots=True)
class Pair:
    """One statement as two coders read it: the fields that either gives, and those that differ."""

    one: Claim
    other: Claim
    given: tuple[str, ...]
    differ: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One report that both coded."""

    document: Document
    common: tuple[Pair, ...]
    only_one: tuple[Claim, ...]
    only_other: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """In how many claims in common at least one coder gives a field, and in how many of them both alike."""

    field: str
    given: int
    alike: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two coders, by their labels, made of the reports that both coded."""

    one: str
    other: str
    reports: tuple[Compared, ...]

    @property
    def common(self) -> int:
        """How many claims both have: same sentence, same type."""
        return sum(len(it.common) for it in self.reports)

    @property
    def only_one(self) -> int:
        """How many claims only the first has."""
        return sum(len(it.only_one) for it in self.reports)

    @property
    def only_other(self) -> int:
        """How many claims only the second has."""
        return sum(len(it.only_other) for it in self.reports)

    def agreements(self) -> list[Agreement]:
        """Field by field, how often the claims in common agree."""
        pairs = [pair for report in self.reports for pair in report.common]
        return [
            Agreement(
                name,
                given := sum(name in pair.given for pair in pairs),
                given - sum(name in pair.differ for pair in pairs),
            )
            for name in ("sides", *_FIELDS)
        ]


def labels(ledger: Ledger) -> list[str]:
    """The coders that made a coding in the ledger, current or not."""
    return sorted({one.extractor for it in ledger.documents() for one in ledger.codings_of(it.document_id)})


def chosen(known: Sequence[str], names: Sequence[str]) -> tuple[str, str]:
    """The labels of two coders by their names or beginnings; the only two where none is named.

    Raises:
        UsageError: a name fits no coder or several, or there are not two.
    """
    listed = ", ".join(f"'{it}'" for it in known) or "nothing"
    if not names and len(known) == 2:
        return known[0], known[1]
    if len(names) != 2:
        raise UsageError(f"compare takes two coders; the ledger has codings by {listed}")
    one, other = (_label(name, known, listed) for name in names)
    if one == other:
        raise UsageError(f"'{one}' differs not from itself; the ledger has codings by {listed}")
    return one, other


def _label(name: str, known: Sequence[str], listed: str) -> str:
    fitting = [name] if name in known else [it for it in known if it.startswith(name)]
    if len(fitting) != 1:
        fits = "several coders" if fitting else "no coder"
        raise UsageError(f"'{name}' fits {fits}; the ledger has codings by {listed}")
    return fitting[0]


def compare(
    ledger: Ledger, one: str, other: str, ontology: Ontology, document: str | None = None
) -> Comparison:
    """Compare two coders, by label, on the reports that both coded, each by its latest coding of a report.

    ``document`` (an id, or the id it came with) leaves all others out.

    Raises:
        NotFound: there is no such report.
    """
    documents = [ledger.document(document)] if document else ledger.documents()
    return Comparison(one, other, tuple(_compared(ledger, documents, one, other, ontology)))


def _compared(
    ledger: Ledger, documents: Iterable[Document], one: str, other: str, ontology: Ontology
) -> Iterator[Compared]:
    for document in documents:
        codings = {it.extractor: it for it in ledger.codings_of(document.document_id) if _is_read(it)}
        if one in codings and other in codings:
            ours, theirs = (ledger.claims_of(codings[it].coding_id) for it in (one, other))
            yield paired(document, ours, theirs, ontology)


def _is_read(coding: Coding) -> bool:
    return coding.outcome != "refused"


def paired(
    document: Document, ours: Sequence[Claim], theirs: Sequence[Claim], ontology: Ontology
) -> Compared:
    """The claims of two coders on one report, side by side in the order of the text."""
    left: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in theirs:
        left[_place_in_text(claim)].append(claim)
    common: list[Pair] = []
    alone: list[Claim] = []
    for claim in ours:
        twins = left[_place_in_text(claim)]
        if twins:
            at = claim.trigger.start
            twin = min(twins, key=lambda it: abs(it.trigger.start - at))
            twins.remove(twin)
            common.append(_pair(claim, twin, symmetric=ontology[claim.event_type].symmetric))
        else:
            alone.append(claim)
    rest = sorted((it for many in left.values() for it in many), key=lambda it: it.trigger.start)
    return Compared(document, tuple(common), tuple(alone), tuple(rest))


def _place_in_text(claim: Claim) -> Hashable:
    return claim.sentence.start, claim.sentence.text, claim.event_type


def _pair(one: Claim, other: Claim, *, symmetric: bool) -> Pair:
    given, differ = [], []
    ours, theirs = _sides(one), _sides(other)
    if any((*ours, *theirs)):
        given.append("sides")
        if ours != theirs and not (symmetric and ours == theirs[::-1]):  # in a clash both orders are right
            differ.append("sides")
    for name, reading in _FIELDS.items():
        mine, its = reading(one), reading(other)
        if mine or its:
            given.append(name)
            if mine != its:
                differ.append(name)
    return Pair(one, other, tuple(given), tuple(differ))


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(_who, claim.side_a)), frozenset(map(_who, claim.side_b))


def _who(party: Party) -> str:
    return party.actor_id or fold(party.text)


def _where(claim: Claim) -> str | None:
    """The most exact place."""
    finest = min(claim.places, key=lambda it: it.precision, default=None)
    return (finest.place_id or fold(finest.text)) if finest else None


def _when(claim: Claim) -> Hashable:
    """The days that words give; days reckoned from publication are nobody's reading."""
    return claim.date.days if claim.date.basis in {"stated", "inherited"} else None


def _how_many(claim: Claim) -> Hashable:
    return frozenset((it.kind, it.count.low, it.count.high) for it in claim.tolls)


def _says_who(claim: Claim) -> Hashable:
    return frozenset(_who(step.source) for step in claim.attribution if step.source)


def _status(claim: Claim) -> Hashable:
    return claim.status


_FIELDS: Mapping[str, Callable[[Claim], Hashable]] = {
    "place": _where,
    "date": _when,
    "tolls": _how_many,
    "source": _says_who,
    "status": _status,
}
