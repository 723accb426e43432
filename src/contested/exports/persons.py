"""Whose names an export gives: those who speak, who lead, whom the register knows, and no other.

Victims, witnesses and private persons are not named in ``mentions.jsonl``, in incidents or in
tables unless the export was asked for names. What a report printed stays in its own text and in
the claims that quote it: it is the user's own report, and a claim without its words is no claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from contested.records import Mention, Relation


class NamesAllowed:
    """The persons whose names may be given: document by document, and by words.

    ``speakers`` are the words by which sources are called, a report each. A part of such a name
    stands for the whole ("Rahmon" after "Abdul Hakim al-Rahmon, a spokesman").
    """

    def __init__(self) -> None:
        self._known: dict[str, set[str]] = {}

    def add(self, document_id: str, words: str) -> None:
        """A person called so in this report speaks or leads."""
        self._known.setdefault(document_id, set()).add(words.casefold())

    def add_leaders(self, relations: Iterable[Relation]) -> None:
        """Those of whom a report says that they lead a group."""
        for relation in relations:
            if relation.type == "led_by":
                self.add(relation.document_id, relation.object.text)

    def names(self, mention: Mention) -> bool:
        """Whether the person meant by these words may be named."""
        if mention.actor is not None and mention.actor.decision == "accepted":
            return True
        words = _words(mention.text)
        return bool(words) and any(words <= _words(one) for one in self._known.get(mention.document_id, ()))


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace("’", "'").replace(",", " ").split())
