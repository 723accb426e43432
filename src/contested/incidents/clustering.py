"""Puts together what belongs together without chaining.

Two clusters join by the mean score over all their pairs, best first, and never across a cannot-link:
one bridge between two battles does not make them one, as connected components would. What the mean
of nothing holds together stays apart.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Score = Callable[[str, str], float]
Pair = tuple[str, str]


def cluster(
    nodes: Iterable[str],
    candidates: Iterable[Pair],
    score: Score,
    *,
    cannot: frozenset[Pair] = frozenset(),
    must: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Groups of nodes, each sorted, in order of their first node; the order of the input is irrelevant.

    ``cannot`` and ``must`` hold pairs in either order; a must-link that a cannot-link forbids is not
    followed.
    """
    apart = frozenset(pair for a, b in cannot for pair in ((a, b), (b, a)))
    edges = sorted({_ordered(*pair) for pair in candidates if score(*pair) > 0})
    groups = _Groups(sorted(set(nodes)), apart)
    for a, b in sorted(_ordered(*pair) for pair in must):
        groups.join(groups.of[a], groups.of[b])
    for component in _components(groups, edges):
        _agglomerate(groups, component, score)
    return sorted(tuple(sorted(members)) for members in groups.members.values())


class _Groups:
    """Which node is in which group; a group is named by its first node."""

    def __init__(self, nodes: Sequence[str], apart: frozenset[Pair]) -> None:
        self.members = {node: {node} for node in nodes}
        self.of = {node: node for node in nodes}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)

    def may_join(self, one: str, other: str) -> bool:
        small, large = sorted((self.members[one], self.members[other]), key=len)
        return all(self._apart[node].isdisjoint(large) for node in small if node in self._apart)

    def join(self, one: str, other: str) -> str | None:
        if one == other or not self.may_join(one, other):
            return None
        first, second = sorted((one, other))
        self.members[first] |= self.members[second]
        for node in self.members.pop(second):
            self.of[node] = first
        return first


def _ordered(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _components(groups: _Groups, edges: Iterable[Pair]) -> list[list[Pair]]:
    """The edges between groups, by connected component."""
    links = {_ordered(groups.of[a], groups.of[b]) for a, b in edges if groups.of[a] != groups.of[b]}
    root: dict[str, str] = {}

    def find(node: str) -> str:
        while root.setdefault(node, node) != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in sorted(links):
        first, second = sorted((find(a), find(b)))
        root[second] = first
    found: dict[str, list[Pair]] = defaultdict(list)
    for link in sorted(links):
        found[find(link[0])].append(link)
    return [found[key] for key in sorted(found)]


def _agglomerate(groups: _Groups, links: Iterable[Pair], score: Score) -> None:
    """Join the pair of groups with the best mean until no mean is above even odds."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    heap: list[tuple[float, str, str, int, int]] = []

    def offer(a: str, b: str) -> None:
        a, b = _ordered(a, b)
        mean = _mean(groups.members[a], groups.members[b], score)
        if mean > 0 and groups.may_join(a, b):
            heapq.heappush(heap, (-mean, a, b, len(groups.members[a]), len(groups.members[b])))

    for a, b in links:
        neighbours[a].add(b)
        neighbours[b].add(a)
        offer(a, b)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if not _still_so(groups.members, (a, size_a), (b, size_b)):
            continue
        joined = groups.join(a, b)
        if joined is None:
            continue
        around = sorted((neighbours.pop(a) | neighbours.pop(b)) - {a, b})
        neighbours[joined] = set(around)
        for other in around:
            neighbours[other] = (neighbours[other] - {a, b}) | {joined}
            offer(joined, other)


def _still_so(members: Mapping[str, set[str]], *sized: tuple[str, int]) -> bool:
    return all(name in members and len(members[name]) == size for name, size in sized)


def _mean(one: Iterable[str], other: Iterable[str], score: Score) -> float:
    scores = [score(a, b) for a in sorted(one) for b in sorted(other)]
    return sum(scores) / len(scores)
