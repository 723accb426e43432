"""Accept, unsure, or not in the register: which actor a spelling names, and why.

It would rather ask than guess: a tie, a narrow lead or a word left over is "unsure", and what
resembles nothing is not in the register (None), never forced into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from contested.actors.candidates import Entry, NameIndex
from contested.actors.features import gate_reason, held, likeness
from contested.actors.keys import is_acronym, key, words
from contested.actors.register import Register
from contested.values.intervals import DateInterval

_ASIDE = re.compile(r"\s*\([^)]*\)\s*")  # "Jaysh al-Fath (Conquest Army)": the rest is an alias of its own
_CACHED = 100_000  # distinct spellings; a corpus of 10^8 reports has perhaps that many
ACCEPT = 0.72  # on the frozen variants set: no wrong acceptance above, one right one lost below
REVIEW = 0.55
MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """The actor a spelling was matched with; ``actor_id`` None is "not in the register"."""

    actor_id: str | None
    decision: Literal["accepted", "unsure", "not_in_register"]
    score: float
    reasons: tuple[str, ...]


NOBODY = Match(None, "not_in_register", 0.0, ("no name of the register is like it",))


class Matcher:
    """Matches spellings with one register; the register's row order means nothing."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.index = NameIndex(register)
        self._near: dict[str, tuple[tuple[float, Entry, tuple[str, ...]], ...]] = {}

    def match(self, text: str, days: DateInterval | None = None) -> Match:
        """The actor named ``text`` in a report of ``days`` (None: date unknown, no date gate)."""
        text = _ASIDE.sub(" ", text).strip() or text
        exact = self.index.by_acronym.get(text.strip().replace(".", ""), [])
        # "DAESH" in capitals is the name Daesh; "SNA" is no word that a name could be
        if not exact and (not is_acronym(text) or len(text) >= 5):
            exact = self.index.by_words.get(tuple(words(text)), [])
        if exact:
            return self._of_exact(exact, days)
        if is_acronym(text):
            return Match(None, "not_in_register", 0.0, ("an acronym that the register does not list",))
        return self._of_near(text, days)

    def described(self, text: str) -> str | None:
        """The placeholder or category of which ``text`` is a listed description, word for word."""
        entries = self.index.by_words.get(tuple(words(text)), [])
        kinds = ("placeholder", "category")
        found = sorted({row.actor_id for row in entries if self.register.actors[row.actor_id].kind in kinds})
        return found[0] if len(found) == 1 else None

    def _of_exact(self, entries: list[Entry], days: DateInterval | None) -> Match:
        current = [entry for entry in entries if held(entry.name.dates, days)] or entries
        strong = [entry for entry in current if entry.name.kind != "weak"] or current
        actors = sorted({entry.actor_id for entry in strong})
        if len(actors) > 1:
            named = " or ".join(self.register.actors[actor].name for actor in actors)
            return Match(actors[0], "unsure", 0.5, (f"the name is that of {named}",))
        entry = strong[0]
        reasons = [f"{entry.name.kind} name {entry.name.text!r}"]
        gate = gate_reason(entry.name.dates, days)
        if gate:
            reasons.append(gate)
            reasons += self._known_as_now(entry.actor_id, days)
        outside = bool(gate) and days is not None
        if entry.name.kind == "weak" and self.register.actors[entry.actor_id].kind not in (
            "placeholder",
            "category",
        ):
            return Match(entry.actor_id, "unsure", 0.6, (*reasons, "a short form that others share"))
        return Match(entry.actor_id, "accepted", 0.85 if outside else 1.0, tuple(reasons))

    def _known_as_now(self, actor_id: str, days: DateInterval | None) -> list[str]:
        after = [self.register.actors[other] for other in self.register.successors(actor_id)]
        now = [actor.name for actor in after if days is not None and held(actor.dates, days)]
        return [f"its successor on that date: {now[0]}"] if now else []

    def _of_near(self, text: str, days: DateInterval | None) -> Match:
        scored = self._scored(text)
        if not scored or scored[0][0] < REVIEW:
            return NOBODY
        top = [row for row in scored if row[0] >= scored[0][0] - MARGIN]
        current = [row for row in top if held(row[1].name.dates, days)] or top
        score, entry, reasons = current[0]
        gate = gate_reason(entry.name.dates, days)
        said = (*reasons, *([gate] if gate else []))
        rivals = sorted({row[1].actor_id for row in current} - {entry.actor_id})
        if rivals:
            names = ", ".join(self.register.actors[other].name for other in rivals)
            return Match(entry.actor_id, "unsure", score, (*said, f"as near to {names}"))
        return Match(entry.actor_id, "accepted" if score >= ACCEPT else "unsure", score, said)

    def _scored(self, text: str) -> tuple[tuple[float, Entry, tuple[str, ...]], ...]:
        if text not in self._near:
            if len(self._near) >= _CACHED:
                self._near.clear()
            wanted = key(text)
            rows = []
            for entry in self.index.near(wanted):
                like = likeness(wanted, entry, self.index)
                if like.score >= REVIEW:
                    rows.append((like.score, entry, like.reasons))
            rows.sort(key=lambda row: (-row[0], row[1].actor_id, row[1].name.text))
            self._near[text] = tuple(rows[:20])
        return self._near[text]
