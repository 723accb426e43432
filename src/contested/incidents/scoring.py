"""How likely two stubs tell of one thing: a prior and the sum of the features' weights.

The score is a log2 odds: 0 is even, 3 is eight to one. Between two reports the prior is low, because
a block holds many pairs and few matches; within one report it is higher, because a short report is
mostly about one thing. Both were set by hand on the project's synthetic corpus.
"""

from __future__ import annotations

from contested.incidents.features import FEATURES, Reason
from contested.incidents.stubs import Stub, World

PRIOR_BETWEEN_REPORTS = -5.0
PRIOR_WITHIN_REPORT = -2.0


class Scorer:
    """Scores pairs once and remembers them: clustering asks for the same pair many times."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[tuple[str, str], float] = {}

    @property
    def pairs_compared(self) -> int:
        """How many different pairs were looked at so far."""
        return len(self._known)

    def score(self, one: Stub, other: Stub) -> float:
        """The log2 odds that the two are one; the order of the two does not matter."""
        key = (one.stub_id, other.stub_id) if one.stub_id < other.stub_id else (other.stub_id, one.stub_id)
        if key not in self._known:
            self._known[key] = prior(one, other) + sum(r.weight for r in self.reasons(one, other))
        return self._known[key]

    def reasons(self, one: Stub, other: Stub) -> list[Reason]:
        """Every feature that has something to say about the two, in the order of their list."""
        if other.stub_id < one.stub_id:
            one, other = other, one
        found = (feature(one, other, self._world) for feature in FEATURES)
        return [reason for reason in found if reason is not None]


def prior(one: Stub, other: Stub) -> float:
    """The log2 odds before anything is compared."""
    return PRIOR_WITHIN_REPORT if one.document_id == other.document_id else PRIOR_BETWEEN_REPORTS
