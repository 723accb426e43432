"""The register's rows: actors without names or dates, their dated names, their dated relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

NameKind = Literal["official", "short", "acronym", "transliteration", "translation", "weak", "judging"]


@dataclass(frozen=True, slots=True)
class WorldDates:
    """When something held, by four bounds; None is open or unknown (Security Force Monitor's convention)."""

    from_earliest: date | None = None
    from_latest: date | None = None
    to_earliest: date | None = None
    to_latest: date | None = None

    def may_hold_on(self, first: date, last: date) -> bool:
        """Whether some day from ``first`` to ``last`` may lie within."""
        begins, ends = self.from_earliest, self.to_latest
        return (begins is None or begins <= last) and (ends is None or first <= ends)


@dataclass(frozen=True, slots=True)
class ActorName:
    """One name of an actor; ``generic`` names ("the rebels") resolve only to their placeholder."""

    text: str
    kind: NameKind
    language: str
    script: str
    dates: WorldDates = WorldDates()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the register; ``kind`` is one of the register's documented kinds."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    names: tuple[ActorName, ...]
    dates: WorldDates = WorldDates()
    ucdp_name: str | None = None
    ucdp_id: int | None = None
    side: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterRelation:
    """A dated relation of two actors that the shipped register states, with the work it rests on."""

    type: str
    subject: str
    object: str
    dates: WorldDates
    source: str
    scope: str | None = None
    unsure: bool = False
