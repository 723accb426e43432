"""Which incidents a page shows, in what order, and what else could be chosen.

A filter is the address of the page: the same address gives the same choice, on the page, in JSON and
in CSV. A filter that cannot be read is refused in words; it is never quietly left out, for then the
page would show more than was asked and look complete.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from contested.errors import UsageError
from contested.records import Claim, Incident
from contested.values.folding import fold
from contested.web import words

SORTS: dict[str, str] = {
    "date": "Date",
    "place": "Place",
    "type": "What",
    "deaths": "Dead",
    "grade": "Grade",
    "reports": "Reports",
}
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What is asked for. Several values of one field are alternatives; fields narrow each other.

    ``actor`` and ``place`` take an id of the register or gazetteer, or a part of a name. ``since`` and
    ``until`` are days (an incident that may lie within is shown). ``sort`` is a key of ``SORTS``,
    with "-" before it for falling order.
    """

    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_deaths: int | None = None
    disputed: bool = False
    text: str = ""
    sort: str = "-date"
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything is asked at all, order and page aside."""
        return replace(self, sort="-date", page=1) != IncidentFilter()

    def pairs(self) -> list[tuple[str, str]]:
        """The query as name and value, without what is at its default."""
        pairs = [
            (name, value) for name in ("actor", "place", "type", "grade") for value in getattr(self, name)
        ]
        if self.since:
            pairs.append(("from", self.since.isoformat()))
        if self.until:
            pairs.append(("to", self.until.isoformat()))
        if self.min_deaths is not None:
            pairs.append(("min_deaths", str(self.min_deaths)))
        if self.disputed:
            pairs.append(("disputed", "1"))
        if self.text:
            pairs.append(("q", self.text))
        if self.sort != "-date":
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def address(self, path: str = "/") -> str:
        """The permalink of this choice below ``path``."""
        query = urlencode(self.pairs())
        return f"{path}?{query}" if query else path

    def on_page(self, page: int) -> IncidentFilter:
        """The same choice on another page."""
        return replace(self, page=page)

    def sorted_by(self, key: str) -> IncidentFilter:
        """The same choice in another order; the order that is on already is turned round."""
        turned = {f"-{key}": key, key: f"-{key}"}
        first = f"-{key}" if key in {"date", "deaths", "reports"} else key
        return replace(self, sort=turned.get(self.sort, first), page=1)

    def toggled(self, field: str, value: str) -> IncidentFilter:
        """The same choice with one value of a field put in or taken out."""
        old: tuple[str, ...] = getattr(self, field)
        new = tuple(one for one in old if one != value) if value in old else (*old, value)
        change: dict[str, Any] = {field: new}
        return replace(self, page=1, **change)

    def without(self, field: str) -> IncidentFilter:
        """The same choice with nothing asked of one field."""
        change: dict[str, Any] = {
            one.name: one.default for one in fields(IncidentFilter) if one.name == field
        }
        return replace(self, **change)


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that could be chosen, with how many incidents it would leave."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing that is asked for now, with the address that asks it no longer."""

    label: str
    address: str


def read_filter(query: Sequence[tuple[str, str]]) -> IncidentFilter:
    """The filter that the name-value pairs of an address ask for.

    Raises:
        UsageError: a value cannot be read; the text names it and says what would do.
    """
    many: dict[str, list[str]] = {}
    for name, value in query:
        if value.strip():
            many.setdefault(name, []).append(value.strip()[:200])
    one = {name: values[-1] for name, values in many.items()}
    wanted = IncidentFilter(
        **{name: tuple(dict.fromkeys(many.get(name, ()))) for name in ("actor", "place", "type", "grade")},
        since=_day(one, "from"),
        until=_day(one, "to"),
        min_deaths=_number(one, "min_deaths", least=0),
        disputed=_yes(one, "disputed"),
        text=one.get("q", ""),
        sort=one.get("sort", "-date"),
        page=_number(one, "page", least=1) or 1,
    )
    _check(wanted)
    return wanted


def choose(
    incidents: Iterable[Incident], wanted: IncidentFilter, sentences: Mapping[str, str] | None = None
) -> list[Incident]:
    """The incidents that are asked for, in the order asked.

    ``sentences`` gives the folded words of each incident by its id, where words are asked for.
    """
    tests = list(_tests(wanted, sentences or {}).values())
    chosen = [incident for incident in incidents if all(test(incident) for test in tests)]
    return ordered(chosen, wanted.sort)


def ordered(incidents: Iterable[Incident], sort: str) -> list[Incident]:
    """In the order of ``sort``; what is unknown stands last both ways."""
    key, falling = sort.removeprefix("-"), sort.startswith("-")
    by_id = sorted(incidents, key=lambda incident: incident.incident_id)
    value = _SORT_VALUES[key]
    known = [incident for incident in by_id if value(incident) is not None]
    unknown = [incident for incident in by_id if value(incident) is None]
    return sorted(known, key=lambda incident: _comparable(value(incident)), reverse=falling) + unknown


def facets(
    incidents: Sequence[Incident], wanted: IncidentFilter, sentences: Mapping[str, str] | None = None
) -> dict[str, list[Facet]]:
    """For type, actor, place and grade: the values that the other fields leave, most frequent first."""
    tests = _tests(wanted, sentences or {})
    result = {}
    for field, values in _FACETS.items():
        others = [test for name, test in tests.items() if name != field]
        left = [incident for incident in incidents if all(test(incident) for test in others)]
        result[field] = _facet(field, values, left, wanted)
    return result


def chosen(wanted: IncidentFilter, labels: Mapping[str, str]) -> list[Chosen]:
    """What is asked for now in words; ``labels`` gives names for the ids of actors and places."""
    result = []
    for field, said in (("type", "What"), ("actor", "Actor"), ("place", "Place"), ("grade", "Grade")):
        for value in getattr(wanted, field):
            label = words.event_type(value) if field == "type" else labels.get(value, value)
            result.append(Chosen(f"{said}: {label}", wanted.toggled(field, value).address()))
    single = {
        "since": f"From {words.day(wanted.since)}" if wanted.since else "",
        "until": f"To {words.day(wanted.until)}" if wanted.until else "",
        "min_deaths": f"At least {wanted.min_deaths} dead",
        "disputed": "Disputed only",
        "text": f"Words: {wanted.text}",
    }
    for field, label in single.items():
        if getattr(wanted, field) not in (None, False, ""):
            result.append(Chosen(label, replace(wanted.without(field), page=1).address()))
    return result


def words_of(incident: Incident, claims: Mapping[str, Claim]) -> str:
    """Everything that a search for words looks at, folded: names, places, the claims' sentences."""
    said = [claims[claim_id].sentence.text for claim_id in incident.claim_ids if claim_id in claims]
    names = [f"{one.text} {one.actor_name or ''}" for one in (*incident.side_a, *incident.side_b)]
    places = [f"{place.name} {words.area(place)}" for place in incident.places]
    return fold(" ".join([words.event_type(incident.event_type), *names, *places, *said]))


Test = Callable[[Incident], bool]
# The same few names come back in thousands of incidents.
_folded = lru_cache(maxsize=50_000)(fold)


def _tests(wanted: IncidentFilter, sentences: Mapping[str, str]) -> dict[str, Test]:
    tests: dict[str, Test] = {}
    if wanted.actor:
        actors = [(value, fold(value)) for value in wanted.actor]
        tests["actor"] = lambda incident: any(_has_actor(incident, *one) for one in actors)
    if wanted.place:
        places = [(value, fold(value)) for value in wanted.place]
        tests["place"] = lambda incident: any(_has_place(incident, *one) for one in places)
    if wanted.type:
        tests["type"] = lambda incident: incident.event_type in wanted.type
    if wanted.grade:
        tests["grade"] = lambda incident: incident.grade in wanted.grade
    if wanted.since or wanted.until:
        since, until = wanted.since or date.min, wanted.until or date.max
        tests["days"] = lambda incident: _may_lie_within(incident, since, until)
    if wanted.min_deaths is not None:
        least = wanted.min_deaths
        tests["min_deaths"] = lambda incident: _dead(incident, least)
    if wanted.disputed:
        tests["disputed"] = lambda incident: bool(incident.disputed)
    if wanted.text:
        parts = fold(wanted.text).split()
        tests["text"] = lambda incident: all(
            part in sentences.get(incident.incident_id, "") for part in parts
        )
    return tests


def _has_actor(incident: Incident, value: str, folded: str) -> bool:
    return any(
        value == one.actor_id
        or (folded and (folded in _folded(one.text) or folded in _folded(one.actor_name or "")))
        for one in (*incident.side_a, *incident.side_b)
    )


def _has_place(incident: Incident, value: str, folded: str) -> bool:
    return any(
        value == place.place_id or (folded and folded in _folded(f"{place.name} {words.area(place)}"))
        for place in incident.places
    )


def _may_lie_within(incident: Incident, since: date, until: date) -> bool:
    interval = incident.date
    return interval is not None and interval.first <= until and since <= interval.last


def _dead(incident: Incident, least: int) -> bool:
    """By the best figure, else the lowest: a filter for many dead must not rest on the widest guess."""
    return (_best_dead(incident) or 0) >= least


def _best_dead(incident: Incident) -> int | None:
    deaths = incident.deaths
    if deaths is None:
        return None
    return deaths.low if deaths.best is None else deaths.best


def _place_name(incident: Incident) -> str | None:
    return fold(incident.places[0].name) if incident.places else None


_SORT_VALUES: dict[str, Callable[[Incident], int | str | None]] = {
    "date": lambda incident: incident.date.first.toordinal() if incident.date else None,
    "place": _place_name,
    "type": lambda incident: words.event_type(incident.event_type),
    "deaths": _best_dead,
    "grade": lambda incident: GRADES.index(incident.grade),
    "reports": lambda incident: len(incident.document_ids),
}


def _comparable(value: int | str | None) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, value or "")


def _actor_values(incident: Incident) -> dict[str, str]:
    both = (*incident.side_a, *incident.side_b)
    return {one.actor_id: words.party(one) for one in both if one.actor_id}


def _place_values(incident: Incident) -> dict[str, str]:
    return {place.place_id: place.name for place in incident.places if place.place_id}


_FACETS: dict[str, Callable[[Incident], dict[str, str]]] = {
    "type": lambda incident: {incident.event_type: words.event_type(incident.event_type)},
    "actor": _actor_values,
    "place": _place_values,
    "grade": lambda incident: {incident.grade: incident.grade},
}


def _facet(
    field: str, values: Callable[[Incident], dict[str, str]], left: Iterable[Incident], wanted: IncidentFilter
) -> list[Facet]:
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for incident in left:
        found = values(incident)
        counts.update(found.keys())
        labels.update(found)
    on = getattr(wanted, field)
    return [
        Facet(value, labels[value], number, value in on, wanted.toggled(field, value).address())
        for value, number in sorted(counts.items(), key=lambda item: (-item[1], labels[item[0]]))
    ]


def _check(wanted: IncidentFilter) -> None:
    if wanted.sort.removeprefix("-") not in SORTS:
        raise UsageError(
            f"“sort” is “{wanted.sort}”; it can be {', '.join(SORTS)}, or one of them after “-”."
        )
    for grade in wanted.grade:
        if grade not in GRADES:
            raise UsageError(f"“grade” is “{grade}”; it can be {', '.join(GRADES)}.")
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError(f"“to” ({wanted.until}) lies before “from” ({wanted.since}).")


def _day(one: Mapping[str, str], name: str) -> date | None:
    value = one.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"“{name}” is “{value}”; it must be a day such as 2017-02-20.") from None


def _number(one: Mapping[str, str], name: str, least: int) -> int | None:
    value = one.get(name)
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) >= least):
        raise UsageError(f"“{name}” is “{value}”; it must be a whole number, {least} or more.")
    return int(value)


def _yes(one: Mapping[str, str], name: str) -> bool:
    value = one.get(name, "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no", "on", "off"}:
        raise UsageError(f"“{name}” is “{value}”; it must be 1 or 0.")
    return value in {"1", "true", "yes", "on"}
