"""One incident from the claims held together: who, where, when, how many, and what is disputed.

Each answer comes from the sources and not from the number of times they were printed. Where sources
contradict each other the field is named in ``disputed``; every claim stays with its own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from contested.incidents import grading, tolls
from contested.incidents.features import MUTUAL, TAKINGS, radius_km
from contested.incidents.figures import figures_of
from contested.incidents.sources import sources_of, voices
from contested.incidents.stubs import DENIED, World, narrowest
from contested.incidents.tolls import Figure, Group, Merged, merge_figures
from contested.records import (
    Claim,
    ClaimPlace,
    Incident,
    IncidentPlace,
    MergeReason,
    Party,
    SourceToll,
    TollKind,
    TollSummary,
)
from contested.values.distance import kilometres
from contested.values.folding import fold
from contested.values.ids import content_id
from contested.values.intervals import DateInterval

# From the most telling kind to the least: where equally many sources call it by two, the first is taken.
TELLING = (
    "chemical_attack",
    "suicide_bombing",
    "execution",
    "sexual_violence",
    "abduction",
    "grenade",
    "bombing",
    "air_strike",
    "shelling",
    "territory_taken",
    "territory_transferred",
    "force_against_protesters",
    "mob_violence",
    "violent_demonstration",
    "protest_with_intervention",
    "clash",
    "arrest",
    "protest",
    "attack",
)
NAMED_DEAD: tuple[Group, ...] = ("civilian", "side_a", "side_b")


def summarize(
    claims: Sequence[Claim],
    why: Iterable[MergeReason],
    world: World,
    *,
    named_for: str,
    twins: Mapping[str, str],
) -> Incident:
    """The incident that ``claims`` tell of; it is named for the claim ``named_for``.

    ``twins`` gives for each claim of an exact copy the claim it copies: both are listed, one is heard.
    """
    every = sorted(claims, key=lambda claim: claim.claim_id)
    heard = [claim for claim in every if claim.claim_id not in twins]
    told = [claim for claim in heard if claim.status != DENIED]
    denied = [claim for claim in heard if claim.status == DENIED]
    sources = sources_of(every, world)
    side_a, side_b = merge_sides(told, world)
    sides = (_ids(side_a), _ids(side_b))
    killed = merge_figures(figures_of(told, "killed", sources, sides, world))
    others = {kind: merge_figures(figures_of(told, kind, sources, sides, world)) for kind in _OTHER_KINDS}
    disputed = _disputes(told, denied, killed, world)
    independent = {sources[claim.claim_id] for claim in told}
    return Incident(
        incident_id=content_id("inc", (named_for,)),
        event_type=event_type_of(told, sources),
        date=days_of(told, sources),
        places=places_of(told),
        side_a=side_a,
        side_b=side_b,
        deaths=killed.summary,
        **_by_group(killed),
        wounded=others["wounded"].summary,
        captured=others["captured"].summary,
        toll_rule=tolls.RULE,
        by_source=_by_source([killed, *others.values()], sources, every, world),
        disputed=disputed,
        grade=grading.grade(
            independent=len(independent),
            admitted=_admitted(told, world),
            denials=len({sources[claim.claim_id] for claim in denied}),
            disputed=disputed,
        ),
        number_of_sources=len(voices(every, sources, world)),
        number_of_independent_sources=len(independent),
        claim_ids=tuple(claim.claim_id for claim in every),
        document_ids=tuple(sorted({claim.document_id for claim in every})),
        why=tuple(why),
    )


_OTHER_KINDS: tuple[TollKind, ...] = ("wounded", "captured", "missing", "displaced")


def event_type_of(claims: Sequence[Claim], sources: Mapping[str, str]) -> str:
    """The type that most sources give, of the claims that count dead where some do.

    What is said around a killing ("during clashes") names it less well than what is said of the dead.
    "Attack" names no means and yields to any type that does.
    """
    counting = [claim for claim in claims if any(toll.kind == "killed" for toll in claim.tolls)]
    votes: dict[str, set[str]] = defaultdict(set)
    for claim in counting or claims:
        votes[claim.event_type].add(sources[claim.claim_id])
    means = {kind: by for kind, by in votes.items() if kind != "attack"} or votes
    return min(means, key=lambda kind: (-len(means[kind]), _telling(kind), kind))


def _telling(kind: str) -> int:
    return TELLING.index(kind) if kind in TELLING else len(TELLING)


def days_of(claims: Sequence[Claim], sources: Mapping[str, str]) -> DateInterval | None:
    """The days that all can mean; else the most exact that most sources give."""
    stated = [c for c in claims if c.date.days and c.date.basis in {"stated", "inherited"}]
    dated = stated or [claim for claim in claims if claim.date.days]
    if not dated:
        return None
    common = narrowest(claim.date.days for claim in dated)
    if common and all(claim.date.days and claim.date.days.overlaps(common) for claim in dated):
        return common
    by_days: dict[DateInterval, set[str]] = defaultdict(set)
    for claim in dated:
        if claim.date.days:
            by_days[claim.date.days].add(sources[claim.claim_id])
    return min(by_days, key=lambda days: (days.precision, -len(by_days[days]), days.first, days.last))


def places_of(claims: Iterable[Claim]) -> tuple[IncidentPlace, ...]:
    """Every place named, each once, the most exact first and of equals the most often named."""
    named: Counter[IncidentPlace] = Counter(_place(p) for claim in claims for p in claim.places)
    best: dict[object, IncidentPlace] = {}
    for place in sorted(named, key=lambda p: (p.precision, -named[p], p.name, str(p))):
        best.setdefault(place.place_id or (place.name, place.lat, place.lon), place)
    return tuple(best.values())


def _place(place: ClaimPlace) -> IncidentPlace:
    return IncidentPlace(
        place_id=place.place_id,
        name=place.name or place.text,
        adm1=place.adm1,
        adm2=place.adm2,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_km=place.radius_km,
    )


def merge_sides(claims: Sequence[Claim], world: World) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Everybody named on each side, each once; claims of a clash are turned to agree with the fullest."""
    fullest_first = sorted(claims, key=lambda c: (-len(c.side_a) - len(c.side_b), c.claim_id))
    # Where one report tells of clashes, an attack in another may be either side's part in them.
    mutual = any(claim.event_type in MUTUAL for claim in claims)
    acting: dict[str, Party] = {}
    suffering: dict[str, Party] = {}
    for claim in fullest_first:
        one, other = claim.side_a, claim.side_b
        if mutual and _stands_turned(claim, acting, suffering, world):
            one, other = other, one
        _add(one, acting, suffering if mutual else {})
        _add(other, suffering, acting if mutual else {})
    return _named_first(acting, world), _named_first(suffering, world)


def _stands_turned(
    claim: Claim, acting: Mapping[str, Party], suffering: Mapping[str, Party], world: World
) -> bool:
    def shared(parties: Iterable[Party], side: Mapping[str, Party]) -> int:
        return sum(
            any(world.same_actor(_party_key(party), key) for key in side if party.actor_id)
            for party in parties
        )

    straight = shared(claim.side_a, acting) + shared(claim.side_b, suffering)
    return shared(claim.side_a, suffering) + shared(claim.side_b, acting) > straight


def _add(parties: Iterable[Party], side: dict[str, Party], opposite: Mapping[str, Party]) -> None:
    for party in parties:
        if _party_key(party) not in opposite:
            side.setdefault(_party_key(party), party)


def _party_key(party: Party) -> str:
    return party.actor_id or fold(party.text)


def _named_first(side: Mapping[str, Party], world: World) -> tuple[Party, ...]:
    """Actors by id; words that name nobody ("rebels") only where nobody is named."""
    named = [p for p in side.values() if p.actor_id and not world.is_placeholder(p.actor_id)]
    return tuple(sorted(named or side.values(), key=_party_key))


def _ids(side: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.actor_id for party in side if party.actor_id)


def _by_group(killed: Merged) -> dict[str, TollSummary | None]:
    """The dead of each side, civilians, and of nobody knows which, each by the same rule."""
    figures = [figure for figure, _ in killed.used if figure.sum_of == 1]
    found = {group: _of_group(figures, group) for group in NAMED_DEAD}
    unknown = None if any(found.values()) else _of_group(figures, "unknown")
    named: dict[str, TollSummary | None] = {f"deaths_{group}": found[group] for group in NAMED_DEAD}
    return named | {"deaths_unknown": unknown}


def _of_group(figures: Iterable[Figure], group: Group) -> TollSummary | None:
    mine = [
        replace(f, general=f.whom in {None, "civilian", "combatant"}, part=f.whom in tolls.NARROW)
        for f in figures
        if f.group == group
    ]
    return merge_figures(mine).summary


def _by_source(
    merged: Iterable[Merged], sources: Mapping[str, str], claims: Sequence[Claim], world: World
) -> tuple[SourceToll, ...]:
    """Every figure with who gave it and what the rule did with it, losing figures too."""
    everybody = sorted(set(sources.values()))
    rows = [
        SourceToll(
            source=figure.source,
            claim_ids=figure.claim_ids,
            low=figure.count.low,
            high=figure.count.high,
            kind=figure.kind,
            whom=figure.whom,
            independent_of=tuple(name for name in everybody if name != figure.source),
            used=words,
        )
        for one in merged
        for figure, words in one.used
    ]
    with_copies = [_with_copies(row, claims, sources, world) for row in rows]
    return tuple(
        sorted(with_copies, key=lambda r: (r.kind, r.source, r.low, str(r.high), r.whom or "", r.used))
    )


def _with_copies(
    row: SourceToll, claims: Sequence[Claim], sources: Mapping[str, str], world: World
) -> SourceToll:
    """The row with the claims of exact copies that print the same figure."""
    printed = {claim.claim_id: claim for claim in claims}
    sentences = {fold(printed[claim_id].sentence.text) for claim_id in row.claim_ids}
    roots = {world.root(printed[claim_id].document_id) for claim_id in row.claim_ids}
    copies = {
        claim.claim_id
        for claim in claims
        if sources[claim.claim_id] == row.source
        and world.root(claim.document_id) in roots
        and fold(claim.sentence.text) in sentences
        and any(toll.kind == row.kind and toll.count.low == row.low for toll in claim.tolls)
    }
    return replace(row, claim_ids=tuple(sorted(copies | set(row.claim_ids))))


def _disputes(
    told: Sequence[Claim], denied: Sequence[Claim], killed: Merged, world: World
) -> tuple[str, ...]:
    """The fields on which sources contradict each other, in alphabetical order."""
    mutual = any(claim.event_type in MUTUAL for claim in told)
    takings = [claim for claim in told if claim.event_type in TAKINGS]
    others = [] if mutual else [claim for claim in told if claim.event_type not in TAKINGS]
    found = {
        "deaths": killed.disputed,
        "whether": any(_opposed(a, b, world) for a, b in combinations(takings, 2))
        or any(not claim.side_a for claim in denied),
        "responsibility": any(_opposed(a, b, world) for a, b in combinations(others, 2))
        or any(claim.side_a for claim in denied),
        "date": any(_other_day(a, b) for a, b in combinations(told, 2)),
        "place": any(_other_place(a, b) for a, b in combinations(told, 2)),
    }
    return tuple(sorted(field for field, so in found.items() if so))


def _opposed(one: Claim, other: Claim, world: World) -> bool:
    """Whether two claims name different actors for one deed."""
    if one.event_type in MUTUAL or other.event_type in MUTUAL:
        return False
    first, second = (_named(claim.side_a, world) for claim in (one, other))
    return bool(first) and bool(second) and not any(world.same_actor(a, b) for a, b in product(first, second))


def _named(side: Iterable[Party], world: World) -> list[str]:
    return [p.actor_id for p in side if p.actor_id and not world.is_placeholder(p.actor_id)]


def _other_day(one: Claim, other: Claim) -> bool:
    if "stated" not in (one.date.basis, other.date.basis) or not one.date.days or not other.date.days:
        return False
    if "publication" in (one.date.basis, other.date.basis):
        return False
    return not one.date.days.overlaps(other.date.days)


def _other_place(one: Claim, other: Claim) -> bool:
    """Whether both name a town and no two of these are the same ground."""
    ours, theirs = ([p for p in claim.places if p.precision <= 2] for claim in (one, other))
    return bool(ours) and bool(theirs) and not any(_same_ground(a, b) for a, b in product(ours, theirs))


def _same_ground(one: ClaimPlace, other: ClaimPlace) -> bool:
    if one.place_id is not None and one.place_id == other.place_id:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True  # nothing says that they differ
    reach = max(radius_km(one), radius_km(other))
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= reach


def _admitted(claims: Iterable[Claim], world: World) -> bool:
    """Whether somebody on the acting side says so: their own name is among those who said it."""
    for claim in claims:
        acting = _named(claim.side_a, world)
        speaking = [
            step.source.actor_id for step in claim.attribution if step.source and step.source.actor_id
        ]
        if claim.event_type not in MUTUAL and any(
            world.same_actor(a, b) for a, b in product(acting, speaking)
        ):
            return True
    return False
