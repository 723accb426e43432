"""Which pairs are worth comparing: those that share ground and days, or actors and days.

Nothing depends on how full a block is: a report from far away never changes which pairs of others
are compared. Two exact places are never paired by their actors alone, so that a side that fights
everywhere every day does not pair every report with every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from math import floor

from contested.incidents.stubs import Stub, World
from contested.values.intervals import DateInterval

CELL_DEGREES = 0.3  # some 30 km: with four grids half a cell apart, all within 14 km of each other share one
FINE_DAYS = 10
MANY_MONTHS = 36
Key = tuple[object, ...]


def candidate_pairs(stubs: Iterable[Stub], world: World) -> set[tuple[str, str]]:
    """Pairs of stub ids, smaller first, that may be one incident and stand in different reports."""
    by_key: dict[Key, list[Stub]] = defaultdict(list)
    for stub in stubs:
        for key in block_keys(stub, world):
            by_key[key].append(stub)
    return {
        (min(one.stub_id, other.stub_id), max(one.stub_id, other.stub_id))
        for key, block in by_key.items()
        for one, other in _pairs(str(key[0]), block)
        if one.document_id != other.document_id
    }


def _pairs(kind: str, block: list[Stub]) -> Iterator[tuple[Stub, Stub]]:
    """All pairs of a block; of a loose one only those with a loose stub, as the others meet elsewhere."""
    loosely = _LOOSE.get(kind)
    if loosely is None:
        yield from combinations(block, 2)
        return
    loose = [stub for stub in block if loosely(stub)]
    tight = [stub for stub in block if not loosely(stub)]
    yield from combinations(loose, 2)
    yield from ((one, other) for one in loose for other in tight)


def lacks_town(stub: Stub) -> bool:
    """Whether it names no town or closer spot."""
    return not stub.exact


def has_wide_days(stub: Stub) -> bool:
    """Whether its days span more than :data:`FINE_DAYS`."""
    return stub.window is not None and stub.window.days > FINE_DAYS


def has_no_day(stub: Stub) -> bool:
    """Whether neither its words nor its report tell when."""
    return stub.window is None


_LOOSE: dict[str, Callable[[Stub], bool]] = {
    "actor by day": lacks_town,
    "province by day": lacks_town,
    "cell by month": has_wide_days,
    "cell ever": has_no_day,
}


def block_keys(stub: Stub, world: World) -> Iterator[Key]:
    """Every key under which a stub is looked up; the first part of a key names its kind."""
    yield "reports derived", world.root(stub.document_id)
    cells = sorted({cell for p in stub.places if p.precision <= 2 for cell in _cells(p.lat, p.lon)})
    yield from (("cell ever", cell) for cell in cells)
    if stub.window is None:
        return
    yield from (("cell by month", cell, month) for cell in cells for month in _months(stub.window))
    if has_wide_days(stub):
        return
    days = _days(stub.window)
    provinces = sorted({p.adm1 for p in stub.places if p.adm1})
    kinds = sorted(stub.event_types)
    yield from (("cell by day", cell, day) for cell in cells for day in days)
    yield from (("actor by day", actor, day) for actor in sorted(stub.actors) for day in days)
    yield from (("province by day", p, kind, day) for p in provinces for kind in kinds for day in days)


def _cells(lat: float | None, lon: float | None) -> Iterator[tuple[int, int, int]]:
    if lat is None or lon is None:
        return
    for grid, (north, east) in enumerate(((0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.5, 0.5))):
        yield grid, floor(lat / CELL_DEGREES + north), floor(lon / CELL_DEGREES + east)


def _days(window: DateInterval) -> range:
    """Ordinals of the days with one before: two stubs a day apart, the usual slip, share one."""
    first = (window.first - timedelta(days=1)).toordinal()
    return range(first, first + window.days + 1)


def _months(window: DateInterval) -> list[tuple[int, int]]:
    """Year and month of each month touched, at most :data:`MANY_MONTHS`."""
    first = window.first.year * 12 + window.first.month - 1
    last = window.last.year * 12 + window.last.month - 1
    return [divmod(month, 12) for month in range(first, min(last, first + MANY_MONTHS) + 1)]
