"""What one report tells of one thing, made comparable.

A report often tells one thing in several sentences: the figure in the first, the town in the second,
who counted in the fifth. A stub holds those claims together before reports are compared. A claim that
says nothing of place, day or side contradicts nobody: missing is not different.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from contested.records import Claim, ClaimPlace, Derivation, Document, Party, Toll
from contested.values.folding import fold
from contested.values.intervals import DateInterval

Lineage = Callable[[str, str], bool]

HAPPENED = frozenset({"asserted", "reported", "unconfirmed"})
DENIED = "denied"
# How long before a report without any day its matter may lie: the five days that a weekly still calls
# news. A longer reach joined reports of neighbouring weeks in the synthetic corpus.
NEWS_DAYS = 5
_WORD = re.compile(r"[^\W_]{3,}")
_EMPTY_WORDS = """
the and that from with were was has have had for who which said says their they them this been
near into after over its his her not but are more than least also two one about
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def takes_part(claim: Claim) -> bool:
    """Whether a claim tells of something that happened, or denies it; words and running totals do not."""
    return claim.role == "incident" and (claim.status in HAPPENED or claim.status == DENIED)


def no_lineage(one: str, other: str) -> bool:
    """Knows of no renaming: the answer when no register is at hand."""
    return False


def looks_like_placeholder(actor_id: str) -> bool:
    """Whether an id of the register stands for a description ("rebels"), by the register's naming."""
    return "placeholder" in actor_id or "unidentified" in actor_id


@dataclass(frozen=True)
class World:
    """What merging is told from outside: reports, which derive from which, who became whom."""

    documents: Mapping[str, Document]
    roots: Mapping[str, str] = field(default_factory=dict)
    lineage: Lineage = no_lineage
    is_placeholder: Callable[[str], bool] = looks_like_placeholder

    def root(self, document_id: str) -> str:
        """The report that this one was copied or rewritten from, at the end of the chain; or itself."""
        return self.roots.get(document_id, document_id)

    def same_actor(self, one: str, other: str) -> bool:
        """One actor, or one that became the other."""
        return one == other or self.lineage(one, other) or self.lineage(other, one)

    def published(self, document_id: str) -> DateInterval | None:
        """When the report came out, where anybody knows."""
        document = self.documents.get(document_id)
        return document.published.days if document else None

    def outlet(self, document_id: str) -> str:
        """Who printed it; a report without outlet is an outlet of its own."""
        document = self.documents.get(document_id)
        return document.source if document and document.source else f"report {document_id}"


def roots_of(derivations: Iterable[Derivation]) -> dict[str, str]:
    """Each derived report with the first report of its chain; a ring ends at its smallest id."""
    parents: dict[str, str] = {}
    for derivation in sorted(derivations, key=lambda d: (d.document_id, -d.score, d.original_id)):
        if derivation.document_id != derivation.original_id:
            parents.setdefault(derivation.document_id, derivation.original_id)
    return {document_id: _end_of_chain(document_id, parents) for document_id in parents}


def _end_of_chain(start: str, parents: Mapping[str, str]) -> str:
    seen = [start]
    while (parent := parents.get(seen[-1])) is not None:
        if parent in seen:
            return min(seen[seen.index(parent) :])
        seen.append(parent)
    return seen[-1]


@dataclass(frozen=True)
class Stub:
    """Claims of one report about one thing, and what they say together. Named by its smallest claim."""

    claims: tuple[Claim, ...]
    world: World

    @cached_property
    def stub_id(self) -> str:
        """The smallest claim id."""
        return min(claim.claim_id for claim in self.claims)

    @property
    def document_id(self) -> str:
        """The one report that all its claims stand in."""
        return self.claims[0].document_id

    @cached_property
    def event_types(self) -> frozenset[str]:
        """All types that its claims were coded as."""
        return frozenset(claim.event_type for claim in self.claims)

    @cached_property
    def days(self) -> DateInterval | None:
        """The days that the claims' own words leave; None where they name none."""
        return narrowest(c.date.days for c in self.claims if c.date.basis in {"stated", "inherited"})

    @cached_property
    def window(self) -> DateInterval | None:
        """The days, or those shortly before publication: news is told soon. None where nothing tells."""
        if self.days:
            return self.days
        published = self.world.published(self.document_id)
        published = published or narrowest(c.date.days for c in self.claims)
        return (
            DateInterval(published.first - timedelta(days=NEWS_DAYS), published.last) if published else None
        )

    @cached_property
    def places(self) -> tuple[ClaimPlace, ...]:
        """Places of the finest precision that any of its claims gives, each once."""
        known = {
            (p.place_id, p.lat, p.lon, p.name): p for c in self.claims for p in c.places if p.precision < 7
        }
        finest = min((place.precision for place in known.values()), default=7)
        # A town and "near the town" are equally good ground to compare on.
        limit = max(finest, 2)
        return tuple(known[key] for key in sorted(known, key=str) if known[key].precision <= limit)

    @cached_property
    def exact(self) -> bool:
        """Whether a town or a closer spot is named."""
        return any(p.precision <= 2 and p.lat is not None for p in self.places)

    @cached_property
    def side_a(self) -> frozenset[str]:
        """Register ids of those who act; descriptions such as "rebels" are left out."""
        return self._named(party for claim in self.claims for party in claim.side_a)

    @cached_property
    def side_b(self) -> frozenset[str]:
        """Register ids of those acted on, and of those whose dead are counted."""
        counted = {t.whom.actor_id for t in self.tolls if t.whom.actor_id}
        named = self._named(party for claim in self.claims for party in claim.side_b)
        return named | {actor for actor in counted if not self.world.is_placeholder(actor)}

    @cached_property
    def actors(self) -> frozenset[str]:
        """Everybody named on either side."""
        return self.side_a | self.side_b

    def _named(self, parties: Iterable[Party]) -> frozenset[str]:
        ids = {party.actor_id for party in parties if party.actor_id}
        return frozenset(actor for actor in ids if not self.world.is_placeholder(actor))

    @cached_property
    def tolls(self) -> tuple[Toll, ...]:
        """Figures of this incident; running totals of a war or a month are none."""
        return tuple(toll for claim in self.claims for toll in claim.tolls if toll.scope == "incident")

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of its sentences."""
        text = " ".join(fold(claim.sentence.text) for claim in self.claims)
        return frozenset(word for word in _WORD.findall(text) if word not in _EMPTY)

    @cached_property
    def start(self) -> int:
        """Where the first of its sentences begins."""
        return min(claim.sentence.start for claim in self.claims)


def narrowest(intervals: Iterable[DateInterval | None]) -> DateInterval | None:
    """The days common to all; where there are none, the shortest interval given."""
    known = sorted({days for days in intervals if days}, key=lambda d: (d.days, d.first))
    if not known:
        return None
    common: DateInterval | None = known[0]
    for days in known[1:]:
        common = common.intersection(days) if common else None
    return common or known[0]
