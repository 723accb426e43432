"""The figures of an incident's claims, made ready for the rule: who gave each, when, and whom it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from contested.incidents.stubs import HAPPENED, World
from contested.incidents.tolls import NARROW, Figure, Group
from contested.records import Claim, Toll
from contested.values.folding import fold
from contested.values.intervals import CountRange

CIVILIAN = NARROW | {"civilian"}
Sides = tuple[frozenset[str], frozenset[str]]


def figures_of(
    claims: Iterable[Claim], kind: str, sources: Mapping[str, str], sides: Sides, world: World
) -> list[Figure]:
    """Every figure of ``kind``, one a source, whom and count, with all the claims that print it."""
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for claim in claims:
        if claim.status not in HAPPENED:
            continue
        for figure in _of_claim(claim, kind, sources[claim.claim_id], sides, world):
            found[figure.source, figure.whom, figure.count, figure.part].append(figure)
    return [_together(same) for _, same in sorted(found.items(), key=str)]


def _together(same: Sequence[Figure]) -> Figure:
    latest = max(same, key=lambda figure: figure.when)
    claim_ids = tuple(sorted({claim_id for figure in same for claim_id in figure.claim_ids}))
    return Figure(**{name: getattr(latest, name) for name in _FIELDS} | {"claim_ids": claim_ids})


_FIELDS = tuple(Figure.__dataclass_fields__)


def _of_claim(claim: Claim, kind: str, source: str, sides: Sides, world: World) -> list[Figure]:
    tolls = [toll for toll in claim.tolls if toll.kind == kind and toll.scope == "incident"]
    published = world.published(claim.document_id)
    day = published.last if published else date.min
    alone = sum(toll.part_of is None for toll in tolls) == 1
    figures = [
        _figure(claim, toll, source, day, sides, world, general=_is_general(toll, world, alone=alone))
        for toll in tolls
    ]
    both = _both_sides(figures)
    return [*figures, both] if both else figures


def _figure(
    claim: Claim, toll: Toll, source: str, day: date, sides: Sides, world: World, *, general: bool
) -> Figure:
    return Figure(
        source=source,
        kind=toll.kind,
        count=toll.count,
        whom=None if general else _whom(toll, world),
        group=group_of(toll, sides),
        part=toll.part_of is not None,
        when=(day, claim.document_id, toll.start),
        claim_ids=(claim.claim_id,),
        general=general,
    )


def _both_sides(figures: Sequence[Figure]) -> Figure | None:
    """One sentence that counts each side's dead counts all of them: nobody is on two sides at once."""
    whole = [figure for figure in figures if not figure.part]
    groups = {figure.group for figure in whole}
    if len(whole) < 2 or len(groups) != len(whole) or "unknown" in groups or any(f.general for f in whole):
        return None
    highs = [figure.count.high for figure in whole]
    high = None if None in highs else sum(h for h in highs if h is not None)
    first = whole[0]
    return Figure(
        source=first.source,
        kind=first.kind,
        count=CountRange(sum(figure.count.low for figure in whole), high),
        whom=None,
        group="unknown",
        part=False,
        when=first.when,
        claim_ids=first.claim_ids,
        general=True,
        sum_of=len(whole),
    )


def _whom(toll: Toll, world: World) -> str | None:
    """Whom a figure counts, in one form for equal groups."""
    if toll.whom.actor_id and not world.is_placeholder(toll.whom.actor_id):
        return toll.whom.actor_name or toll.whom.actor_id
    if toll.whom.category != "unknown":
        return toll.whom.category
    return fold(toll.whom.text) if toll.whom.text else None


def _is_general(toll: Toll, world: World, *, alone: bool) -> bool:
    """Whether it counts people in general: "70 killed", "150 members of rebel factions".

    Fighters of no named side are people in general only where the sentence counts nobody beside them:
    in "ten rebels and seven soldiers" the ten are one side's dead.
    """
    named = toll.whom.actor_id is not None and not world.is_placeholder(toll.whom.actor_id)
    if named or toll.part_of is not None:
        return False
    return toll.whom.category == "unknown" or (toll.whom.category == "combatant" and alone)


def group_of(toll: Toll, sides: Sides) -> Group:
    """Which of the contract's four groups a figure counts."""
    if toll.whom.category in CIVILIAN:
        return "civilian"
    side_a, side_b = sides
    actor = toll.whom.actor_id
    if actor in side_a and actor not in side_b:
        return "side_a"
    if actor is not None and (actor in side_b or toll.whom.category == "combatant"):
        return "side_b"
    return "unknown"
