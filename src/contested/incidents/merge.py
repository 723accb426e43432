"""The steps from claims to incidents, in order.

Exact copies first (they are heard once), then claims of one report about one thing, then reports
against each other, then denials, which join what they deny and found nothing, and last the figures.
Reading :func:`merge` from top to bottom is reading the method. Equal input in any order gives equal
output, and nothing compares a pair with what is far from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from contested.incidents.blocking import candidate_pairs
from contested.incidents.clustering import Pair, cluster
from contested.incidents.features import contradiction
from contested.incidents.scoring import Scorer
from contested.incidents.stubs import (
    DENIED,
    Lineage,
    Stub,
    World,
    looks_like_placeholder,
    no_lineage,
    roots_of,
    takes_part,
)
from contested.incidents.summary import summarize
from contested.records import Claim, Derivation, Document, Incident, Judgement, MergeReason
from contested.values.folding import fold

# Claims of one report further from each other than this many others are not compared: a digest of five
# hundred items would otherwise cost its square.
WITHIN_REPORT = 40
# A claim is explained by its best match among so many others of its incident: with all of them, an incident
# of 800 claims took 19 s to explain, and a reader looks at one match.
EXPLAINED = 24


def merge(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    derivations: Sequence[Derivation] = (),
    lineage: Lineage | None = None,
    judgements: Sequence[Judgement] = (),
    *,
    is_placeholder: Callable[[str], bool] | None = None,
) -> list[Incident]:
    """Incidents held together from claims, in order of their ids.

    ``documents`` are found by document id; one that is missing has no outlet and no day. ``lineage``
    tells whether the first actor became the second. ``judgements`` name claims: "same" and "different"
    are obeyed, a claim judged "reject" takes no part. ``is_placeholder`` tells the register's ids of
    descriptions ("rebels") from those of actors.
    """
    roots = roots_of(derivations)
    world = World(documents, roots, lineage or no_lineage, is_placeholder or looks_like_placeholder)
    rejected = {about for j in judgements if j.verdict == "reject" and j.field is None for about in j.about}
    usable = {c.claim_id: c for c in claims if takes_part(c) and c.claim_id not in rejected}
    twins = twins_of(usable.values(), derivations, world)
    orders = Orders.of(judgements, twins)
    heard = [usable[key] for key in sorted(usable) if key not in twins]
    # Two memories: a stub bears the id of its smallest claim, so claims and stubs must not share one.
    claim_scorer, scorer = Scorer(world), Scorer(world)
    stubs = stubs_of([c for c in heard if c.status != DENIED], world, claim_scorer, orders)
    groups = link(stubs, world, scorer, orders)
    denials = [Stub((claim,), world) for claim in heard if claim.status == DENIED]
    joined = join_denials(denials, groups, world, scorer, orders)
    copies: dict[str, list[Claim]] = defaultdict(list)
    for copy, original in twins.items():
        copies[original].append(usable[copy])
    incidents = [
        _incident(group, joined[at], copies, twins, world, claim_scorer, orders)
        for at, group in enumerate(groups)
    ]
    return sorted(incidents, key=lambda incident: incident.incident_id)


@dataclass(frozen=True)
class Orders:
    """What people decided of pairs of claims, with copies stood in for by what they copy."""

    same: tuple[Pair, ...]
    different: frozenset[Pair]

    @classmethod
    def of(cls, judgements: Iterable[Judgement], twins: Mapping[str, str]) -> Orders:
        """Pairs of the judgements about whole records; the later judgement of one pair stands."""
        verdicts: dict[Pair, str] = {}
        for judgement in judgements:
            if judgement.field is None and judgement.verdict in {"same", "different", "unsure"}:
                about = sorted({twins.get(claim_id, claim_id) for claim_id in judgement.about})
                verdicts.update(dict.fromkeys(combinations(about, 2), judgement.verdict))
        same = tuple(sorted(pair for pair, verdict in verdicts.items() if verdict == "same"))
        return cls(same, frozenset(pair for pair, verdict in verdicts.items() if verdict == "different"))

    def forbid(self, one: Stub, other: Stub) -> bool:
        """Whether somebody told a claim of the one from a claim of the other."""
        return any(
            (min(a.claim_id, b.claim_id), max(a.claim_id, b.claim_id)) in self.different
            for a in one.claims
            for b in other.claims
        )

    def between(self, stubs: Iterable[Stub]) -> tuple[list[Pair], frozenset[Pair]]:
        """The orders as pairs of the stubs that hold the claims: must-links and cannot-links."""
        home = {claim.claim_id: stub.stub_id for stub in stubs for claim in stub.claims}
        must = [(home[a], home[b]) for a, b in self.same if a in home and b in home]
        cannot = {(home[a], home[b]) for a, b in self.different if a in home and b in home}
        return must, frozenset(pair for pair in cannot if pair[0] != pair[1])


def twins_of(claims: Iterable[Claim], derivations: Iterable[Derivation], world: World) -> dict[str, str]:
    """Each claim of an exact copy with the claim of the original that it repeats."""
    copies = {derivation.document_id for derivation in derivations if derivation.kind == "same_text"}
    by_root: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for claim in sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id)):
        words = (fold(claim.sentence.text), fold(claim.trigger.text), claim.event_type)
        seen[claim.document_id, words] += 1
        by_root[world.root(claim.document_id), words, seen[claim.document_id, words]].append(claim)
    twins: dict[str, str] = {}
    for same in by_root.values():
        originals = [claim for claim in same if claim.document_id not in copies]
        if originals:
            first = min(originals, key=lambda c: (c.document_id != world.root(c.document_id), c.claim_id))
            twins |= {claim.claim_id: first.claim_id for claim in same if claim.document_id in copies}
    return twins


def stubs_of(claims: Iterable[Claim], world: World, scorer: Scorer, orders: Orders) -> list[Stub]:
    """Claims of one report about one thing, held together report by report."""
    by_document: dict[str, list[Stub]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document_id].append(Stub((claim,), world))
    return [stub for key in sorted(by_document) for stub in _within(by_document[key], world, scorer, orders)]


def _within(singles: list[Stub], world: World, scorer: Scorer, orders: Orders) -> list[Stub]:
    ordered = sorted(singles, key=lambda stub: (stub.start, stub.stub_id))
    by_id = {stub.stub_id: stub for stub in ordered}
    near = [
        (one.stub_id, other.stub_id)
        for at, one in enumerate(ordered)
        for other in ordered[at + 1 : at + 1 + WITHIN_REPORT]
    ]
    must, told_apart = orders.between(ordered)
    apart = {(a, b) for a, b in near if contradiction(by_id[a], by_id[b], world)} - {
        pair for a, b in must for pair in ((a, b), (b, a))
    }
    groups = cluster(
        by_id,
        [pair for pair in near if pair not in apart],
        lambda a, b: scorer.score(by_id[a], by_id[b]),
        cannot=frozenset(apart | told_apart),
        must=must,
    )
    return [Stub(tuple(by_id[key].claims[0] for key in group), world) for group in groups]


def link(stubs: Sequence[Stub], world: World, scorer: Scorer, orders: Orders) -> list[tuple[Stub, ...]]:
    """Stubs of different reports about one incident, held together."""
    by_id = {stub.stub_id: stub for stub in stubs}
    must, told_apart = orders.between(stubs)
    groups = cluster(
        by_id,
        candidate_pairs(stubs, world),
        lambda a, b: scorer.score(by_id[a], by_id[b]),
        cannot=told_apart | _side_by_side(stubs, world, must),
        must=must,
    )
    return [tuple(by_id[key] for key in group) for group in groups]


def _side_by_side(stubs: Iterable[Stub], world: World, must: Iterable[Pair]) -> frozenset[Pair]:
    """Stubs that one report holds apart: another report must not bring them together again."""
    by_document: dict[str, list[Stub]] = defaultdict(list)
    for stub in stubs:
        by_document[stub.document_id].append(stub)
    asked = {pair for a, b in must for pair in ((a, b), (b, a))}
    return frozenset(
        (one.stub_id, other.stub_id)
        for same in by_document.values()
        for one, other in combinations(same, 2)
        if (one.stub_id, other.stub_id) not in asked and contradiction(one, other, world)
    )


def join_denials(
    denials: Sequence[Stub],
    groups: Sequence[tuple[Stub, ...]],
    world: World,
    scorer: Scorer,
    orders: Orders,
) -> dict[int, list[Stub]]:
    """Each denial with the group, by its position, that it most likely denies; one that fits none is left."""
    home = {stub.stub_id: at for at, group in enumerate(groups) for stub in group}
    by_id = {stub.stub_id: stub for group in groups for stub in group}
    by_document: dict[str, list[str]] = defaultdict(list)
    for stub in by_id.values():
        by_document[stub.document_id].append(stub.stub_id)
    pairs = candidate_pairs([*by_id.values(), *denials], world)
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    joined: dict[int, list[Stub]] = defaultdict(list)
    must = {a: b for pair in orders.same for a, b in (pair, pair[::-1])}
    for denial in denials:
        others = sorted((near[denial.stub_id] & set(home)) | set(by_document[denial.document_id]))
        fitting = [
            (scorer.score(denial, by_id[other]), other)
            for other in others
            if not orders.forbid(denial, by_id[other])
        ]
        best = max(fitting, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
        asked = next((at for at, group in enumerate(groups) if _holds(group, must.get(denial.stub_id))), None)
        if asked is not None:
            joined[asked].append(denial)
        elif best[0] > 0:
            joined[home[best[1]]].append(denial)
    return joined


def _holds(group: Iterable[Stub], claim_id: str | None) -> bool:
    return claim_id is not None and any(c.claim_id == claim_id for stub in group for c in stub.claims)


def _incident(
    group: Sequence[Stub],
    denials: Sequence[Stub],
    copies: Mapping[str, Sequence[Claim]],
    twins: Mapping[str, str],
    world: World,
    scorer: Scorer,
    orders: Orders,
) -> Incident:
    stubs = [*group, *denials]
    heard = [claim for stub in stubs for claim in stub.claims]
    repeated = [copy for claim in heard for copy in copies.get(claim.claim_id, ())]
    why = [*_why(stubs, world, scorer, orders), *_why_copies(repeated, twins)]
    named_for = min(claim.claim_id for stub in group for claim in stub.claims)
    return summarize([*heard, *repeated], why, world, named_for=named_for, twins=twins)


def _why(stubs: Sequence[Stub], world: World, scorer: Scorer, orders: Orders) -> list[MergeReason]:
    """For each claim but the first, the reasons of its best match among the :data:`EXPLAINED` before it."""
    singles = sorted((Stub((c,), world) for s in stubs for c in s.claims), key=lambda s: s.stub_id)
    reasons: list[MergeReason] = []
    for at, single in enumerate(singles[1:], start=1):
        best = max(
            singles[max(0, at - EXPLAINED) : at],
            key=lambda other: (scorer.score(single, other), other.stub_id),
        )
        pair = (best.stub_id, single.stub_id)
        if pair in orders.same:
            reasons.append(MergeReason(*pair, "judgement", 0.0, "A person decided that the two are one."))
        reasons += [MergeReason(*pair, r.feature, r.weight, r.words) for r in scorer.reasons(best, single)]
    return reasons


def _why_copies(repeated: Iterable[Claim], twins: Mapping[str, str]) -> list[MergeReason]:
    words = "The report is an exact copy: the same words in another place."
    return [
        MergeReason(twins[claim.claim_id], claim.claim_id, "copy", 0.0, words)
        for claim in sorted(repeated, key=lambda claim: claim.claim_id)
    ]
