"""What speaks for and against two reports telling of one thing, each with a weight and words.

A weight is the log2 of how much more often it is seen between two reports of one incident than
between two of different ones. The weights were set by hand, in steps that a reader can follow: four
means sixteen times. What a report does not say weighs little: only contradictions weigh against.
Each function's first line is shown to the reader of an incident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import NamedTuple

from contested.incidents.stubs import Stub, World
from contested.records import ClaimPlace, Toll
from contested.values.distance import kilometres
from contested.values.intervals import DateInterval

IMPOSSIBLE = -12.0

# Types that two coders give to one event, or that one report gives in its headline and another in its
# text: an ambush is an attack and a clash, captives put to death were "killed in an attack".
CAN_BE_ONE: dict[frozenset[str], float] = {
    frozenset(pair.split()): weight
    for pair, weight in (
        ("execution attack", 0.5),
        ("execution clash", -1.0),
        ("execution abduction", -2.5),
        ("attack clash", 0.5),
        ("attack shelling", 0.0),
        ("attack air_strike", 0.0),
        ("attack bombing", 0.5),
        ("attack suicide_bombing", 0.5),
        ("attack grenade", 0.5),
        ("attack chemical_attack", 0.5),
        ("attack mob_violence", 0.0),
        ("attack force_against_protesters", 0.0),
        ("attack territory_taken", -2.0),
        ("clash territory_taken", -2.0),
        ("clash shelling", -2.0),
        ("chemical_attack air_strike", 1.0),
        ("chemical_attack shelling", 0.0),
        ("air_strike shelling", 0.0),
        ("air_strike bombing", 0.0),
        ("bombing suicide_bombing", 2.0),
        ("bombing grenade", 0.0),
        ("territory_taken territory_transferred", 1.0),
        ("abduction arrest", 1.0),
        ("protest protest_with_intervention", 0.5),
        ("protest violent_demonstration", 0.0),
        ("protest force_against_protesters", 0.0),
        ("protest_with_intervention force_against_protesters", 1.0),
        ("violent_demonstration mob_violence", 0.5),
        ("violent_demonstration force_against_protesters", 0.0),
        ("agreement talks", -1.0),
        ("mobilization siege", -1.0),
    )
}
# What is rarely told twice of different things in one week says more than "clashes".
RARE_TYPES = {"chemical_attack": 3.0, "execution": 2.0, "suicide_bombing": 2.5, "territory_taken": 2.0}
MUTUAL = frozenset({"clash", "agreement", "talks", "breach"})
TAKINGS = frozenset({"territory_taken", "territory_transferred"})
# How far the ground of a place reaches where the gazetteer does not say, by UCDP's where_prec.
USUAL_RADIUS_KM = {1: 3.0, 2: 8.0, 3: 25.0, 4: 70.0, 5: 120.0, 6: 400.0}
NEIGHBOURS_KM = 10.0
NEXT_SENTENCE = 300  # characters


class Reason(NamedTuple):
    """One feature of a pair: its name, its log2 weight, and words for a reader."""

    feature: str
    weight: float
    words: str


Feature = Callable[[Stub, Stub, World], Reason | None]


def event_type(one: Stub, other: Stub, world: World) -> Reason:
    """The two reports call it the same kind of event, or kinds that one event can have."""
    weight = max(type_weight(a, b) for a, b in product(sorted(one.event_types), sorted(other.event_types)))
    words = f"{_listed(one.event_types)} and {_listed(other.event_types)}"
    return Reason("event_type", weight, f"The kinds of event are {words}.")


def type_weight(one: str, other: str) -> float:
    """How well two event types fit one event; :data:`IMPOSSIBLE` where they do not."""
    if one == other:
        return RARE_TYPES.get(one, 1.5)
    return CAN_BE_ONE.get(frozenset((one, other)), IMPOSSIBLE)


def place_distance(one: Stub, other: Stub, world: World) -> Reason | None:
    """The two reports name places closer than the precision of either."""
    if not one.places or not other.places:
        return _silent("place_distance", "place", one, other)
    weight, words = max(_place_weight(a, b) for a, b in product(one.places, other.places))
    return Reason("place_distance", weight, words)


def _place_weight(one: ClaimPlace, other: ClaimPlace) -> tuple[float, str]:
    names = f"{one.name or one.text} and {other.name or other.text}"
    if one.place_id is not None and one.place_id == other.place_id:
        return (4.0 if one.precision <= 2 else 1.0), f"Both reports name {one.name or one.text}."
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0, f"How far {names} are from each other is not known."
    distance = kilometres((one.lat, one.lon), (other.lat, other.lon))
    words = f"{names} are {distance:.0f} km from each other."
    if one.precision <= 2 and other.precision <= 2:
        return _exact_weight(one, other, distance), words
    if max(one.precision, other.precision) == 4 and one.adm1 and other.adm1:
        return (1.0 if one.adm1 == other.adm1 else IMPOSSIBLE), words
    within = distance <= radius_km(one) + radius_km(other)
    return (1.0 if within else IMPOSSIBLE), words


def _exact_weight(one: ClaimPlace, other: ClaimPlace, distance: float) -> float:
    if distance <= 1.5:
        return 4.0
    if distance <= max(radius_km(one), radius_km(other)):
        return 2.5
    return -1.0 if distance <= NEIGHBOURS_KM else IMPOSSIBLE


def radius_km(place: ClaimPlace) -> float:
    """How far the ground of a place reaches from its point."""
    return place.radius_km if place.radius_km is not None else USUAL_RADIUS_KM.get(place.precision, 400.0)


def date_overlap(one: Stub, other: Stub, world: World) -> Reason | None:
    """The two reports give days that can be the same."""
    if one.days and other.days:
        return Reason("date_overlap", *_days_weight(one.days, other.days))
    if not one.window or not other.window:
        return _silent("date_overlap", "day", one, other)
    gap = one.window.gap(other.window)
    if gap == 0:
        return Reason("date_overlap", 0.5, "By when the reports came out it can be the same day.")
    weight = -1.0 if gap <= 3 else -4.0 if gap <= 10 else IMPOSSIBLE
    return Reason("date_overlap", weight, f"By when the reports came out it lies {gap} days apart.")


def _days_weight(one: DateInterval, other: DateInterval) -> tuple[float, str]:
    words = f"{_days(one)} and {_days(other)}"
    gap = one.gap(other)
    if gap == 0:
        widest = max(one.days, other.days)
        weight = 3.0 if widest == 1 else 2.0 if widest <= 4 else 1.0 if widest <= 10 else 0.5
        return weight, f"The days can be the same: {words}."
    # One day off is usual: the day of the report for the day of the event, or past midnight.
    weight = {1: 0.5, 2: -2.0, 3: -4.0}.get(gap, IMPOSSIBLE)
    return weight, f"The days are {gap} apart: {words}."


def _days(days: DateInterval) -> str:
    return str(days.first) if days.days == 1 else f"{days.first} to {days.last}"


def sides(one: Stub, other: Stub, world: World) -> Reason | None:
    """The two reports name the same sides; in a clash either may stand first."""
    if not one.actors or not other.actors:
        return None
    if opposite_takers(one, other, world):
        return Reason("sides", 1.0, "The two reports name opposite takers of one place: one must be wrong.")
    near = one.document_id == other.document_id
    weight = _sides_weight((one.side_a, other.side_a), (one.side_b, other.side_b), world, near)
    if (one.event_types | other.event_types) & MUTUAL:
        crossed = _sides_weight((one.side_a, other.side_b), (one.side_b, other.side_a), world, near)
        weight = max(weight, crossed)
    shared = sorted({a for a, b in product(one.actors, other.actors) if world.same_actor(a, b)})
    words = f"Both name {', '.join(shared)}." if shared else "They name different actors."
    return Reason("sides", weight, words)


Names = frozenset[str]


def _sides_weight(first: tuple[Names, Names], second: tuple[Names, Names], world: World, near: bool) -> float:
    """The weight of both sides; ``near`` where one report tells both.

    One report is about the same few actors all through, so that a name again says less there; and it
    counts the dead of one deed group by group ("70 of one faction, 43 of another"), so that other
    victims of the same or an unnamed hand say little against.
    """
    alike = 1.0 if near else 2.5
    weights = [_side_agrees(one, other, world) for one, other in (first, second)]
    if near and weights[0] != -1:
        return alike * weights[0] + (alike if weights[1] == 1 else 0.5 * weights[1])
    return sum((alike if weight == 1 else 2.5) * weight for weight in weights)


def _side_agrees(one: Names, other: Names, world: World) -> int:
    if not one or not other:
        return 0  # "rebels" or nobody: that contradicts no name
    return 1 if any(world.same_actor(a, b) for a, b in product(one, other)) else -1


def opposite_takers(one: Stub, other: Stub, world: World) -> bool:
    """Whether two reports say that different sides took a place."""
    if not (one.event_types & TAKINGS and other.event_types & TAKINGS and one.side_a and other.side_a):
        return False
    return not any(world.same_actor(a, b) for a, b in product(one.side_a, other.side_a))


def tolls(one: Stub, other: Stub, world: World) -> Reason | None:
    """The figures of the two reports can both be true."""
    pairs = [(a, b) for a, b in product(one.tolls, other.tolls) if _counts_alike(a, b)]
    if not pairs:
        return None
    weight, words = max(_toll_weight(a, b) for a, b in pairs)
    return Reason("tolls", weight, words)


def _counts_alike(one: Toll, other: Toll) -> bool:
    return one.kind == other.kind and one.whom.actor_id == other.whom.actor_id


def _toll_weight(one: Toll, other: Toll) -> tuple[float, str]:
    words = f"“{one.text}” and “{other.text}” {one.kind}"
    if one.count == other.count:
        return (2.5 if one.count.low > 10 else 1.0), f"{words}: the same figure."
    if one.count.overlaps(other.count):
        return 0.5, f"{words} can both be true."
    low, high = sorted((one.count.low, other.count.low))
    return (-0.5 if high <= 3 * max(low, 1) else -1.5), f"{words} cannot both be true."


def wording(one: Stub, other: Stub, world: World) -> Reason | None:
    """The two reports use the same words."""
    both = len(one.words & other.words)
    share = both / max(1, len(one.words | other.words))
    if both < 4 or share < 0.3:
        return None
    return Reason("wording", 4.0 if share >= 0.6 else 2.0, f"{share:.0%} of their words are the same.")


def derivation(one: Stub, other: Stub, world: World) -> Reason | None:
    """One report is a copy or rewrite of the other."""
    if one.document_id == other.document_id or world.root(one.document_id) != world.root(other.document_id):
        return None
    return Reason("derivation", 2.0, "One report is a copy or rewrite of the other.")


def nearness(one: Stub, other: Stub, world: World) -> Reason | None:
    """One report tells both close to each other."""
    if one.document_id != other.document_id:
        return None
    apart = min(abs(a.sentence.start - b.sentence.start) for a, b in product(one.claims, other.claims))
    weight = 1.5 if apart == 0 else 1.0 if apart <= 500 else 0.5 if apart <= 1200 else 0.0
    return Reason("nearness", weight, f"The same report tells both, {apart} characters apart.")


def same_dead(one: Stub, other: Stub, world: World) -> Reason | None:
    """One report counts dead in both, and names a place or a day in only one of them."""
    if one.document_id != other.document_id or (one.event_types | other.event_types) & MUTUAL:
        return None
    counted = all(any(toll.kind == "killed" for toll in stub.tolls) for stub in (one, other))
    if not counted or ((one.places or one.days) and (other.places or other.days)):
        return None
    # "A total of 150 had been killed", far below the town and the day: whoever reads on takes it for these.
    return Reason("same_dead", 1.0, "The report counts dead in both and names a place or day once at most.")


def told_apart(one: Stub, other: Stub, world: World) -> Reason | None:
    """One report uses different words for the two: what it calls clashes is not what it calls executions."""
    if one.document_id != other.document_id:
        return None
    only_one = one.event_types ^ other.event_types
    if "clash" in only_one and "execution" in only_one:
        return Reason("told_apart", -6.0, "The report calls one an execution and the other a clash.")
    if only_one & TAKINGS and not (one.event_types & TAKINGS and other.event_types & TAKINGS):
        return Reason("told_apart", -3.0, "The report tells of ground taken in only one of the two.")
    if "clash" not in only_one or abs(one.start - other.start) <= NEXT_SENTENCE:
        return None
    return Reason("told_apart", -1.5, "The report calls only one a clash, in another passage.")


FEATURES: tuple[Feature, ...] = (
    event_type,
    place_distance,
    date_overlap,
    sides,
    tolls,
    wording,
    derivation,
    nearness,
    same_dead,
    told_apart,
)


def feature_texts() -> dict[str, str]:
    """What each feature asks, in the words shown to a reader."""
    return {feature.__name__: (feature.__doc__ or "").splitlines()[0] for feature in FEATURES}


def contradiction(one: Stub, other: Stub, world: World) -> str | None:
    """Why one report cannot mean the same thing by two of its claims; None where it can.

    Two towns, or two days that do not meet, named side by side: the report itself holds them apart.
    """
    for feature in (event_type, place_distance, date_overlap):
        reason = feature(one, other, world)
        if reason and reason.weight <= IMPOSSIBLE:
            return reason.words
    if one.exact and other.exact and not _places_meet(one.places, other.places):
        return "The report names two places side by side."
    if one.days and other.days and not one.days.overlaps(other.days):
        return "The report gives two different days."
    return None


def _places_meet(one: Iterable[ClaimPlace], other: Iterable[ClaimPlace]) -> bool:
    return any(_place_weight(a, b)[0] >= 2.5 for a, b in product(one, other))


def _silent(feature: str, what: str, one: Stub, other: Stub) -> Reason | None:
    if one.document_id == other.document_id:
        return None  # a report need not name the town in every sentence
    return Reason(feature, -1.0, f"One of the reports names no {what}.")


def _listed(names: Iterable[str]) -> str:
    return "/".join(sorted(names))
