"""Which names of the register a spelling could be: by exact folded words, or by shared rare key words."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log

from contested.actors.keys import Token, key, words
from contested.actors.register import GROUP_KINDS, Register
from contested.records import ActorName

_SPELT_VARIOUSLY = frozenset({*GROUP_KINDS, "monitor", "political_body", "state_force"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name row of one actor with its key."""

    actor_id: str
    name: ActorName
    key: tuple[Token, ...]


class NameIndex:
    """All names of a register by folded words, by acronym, by key word; built once."""

    def __init__(self, register: Register) -> None:
        self.by_words: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self.by_acronym: dict[str, list[Entry]] = defaultdict(list)
        self._by_code: dict[str, list[Entry]] = defaultdict(list)
        entries = [
            Entry(actor.actor_id, name, key(name.text))
            for actor in register.actors.values()
            for name in actor.names
        ]
        carriers: Counter[str] = Counter()
        seen: set[tuple[str, str]] = set()
        for entry in entries:
            if entry.name.kind == "acronym":
                self.by_acronym[entry.name.text.replace(".", "")].append(entry)
                continue
            self.by_words[tuple(words(entry.name.text))].append(entry)
            if register.actors[entry.actor_id].kind not in _SPELT_VARIOUSLY:
                continue  # "Al-Iman Brigade" is not nearly Iran; nothing is nearly a description
            for token in entry.key:
                self._by_code[token.code].append(entry)
                if (token.code, entry.actor_id) not in seen:
                    seen.add((token.code, entry.actor_id))
                    carriers[token.code] += 1
        total = len(register.actors) or 1
        self._rarity = {code: log(1 + total / count) for code, count in carriers.items()}
        self._unseen = log(1 + total)

    def weight(self, token: Token) -> float:
        """How much a key word tells: rare words much, heads that half of all groups carry little."""
        return self._rarity.get(token.code, self._unseen) * (0.45 if token.head else 1.0)

    def near(self, wanted: tuple[Token, ...]) -> list[Entry]:
        """Entries that share a word which is no head, or that lie one letter off; in a fixed order."""
        found: dict[int, Entry] = {}
        for token in wanted:
            if token.head:
                continue
            codes = [token.code]
            if not token.concept and token.code not in self._by_code:
                codes = [
                    code
                    for code in self._by_code
                    if abs(len(code) - len(token.code)) <= 1 and code[:1] == token.code[:1]
                ]
            for code in codes:
                for entry in self._by_code.get(code, ()):
                    found[id(entry)] = entry
        return sorted(found.values(), key=lambda entry: (entry.actor_id, entry.name.text))
