"""The same event type in the vocabularies of the field, as an export is told it.

Exports hold no table of their own: what ACLED calls an attack may depend on who was attacked.
The ontology knows the names, the register knows what kind of actor a side is; both are handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contested.languages.en import lexicon
from contested.ontology import Ontology, Vocabulary
from contested.records import Claim, Incident, Party

KindOf = Callable[[str], str | None]
"""The register's kind of an actor, by actor id; None where the register has none."""
Vocabularies = Callable[[Claim | Incident], Vocabulary]

_NOTHING = Vocabulary(None, None, None, None, None)


def no_kind(actor_id: str) -> str | None:
    """Know no actor: for callers without a register."""
    return None


def no_vocabulary(record: Claim | Incident) -> Vocabulary:
    """Map nothing: for callers without an ontology."""
    return _NOTHING


def vocabularies(ontology: Ontology, kind_of: KindOf = no_kind) -> Vocabularies:
    """How a claim or incident is called elsewhere; a type that the ontology lacks is called nothing.

    A ledger outlives an ontology: a type of an older coding may be gone.
    """

    def of(record: Claim | Incident) -> Vocabulary:
        if record.event_type not in ontology.types:
            return _NOTHING
        acted_on = _kinds(record.side_b, kind_of) or _kinds_of_those_harmed(record)
        return ontology.vocabulary(record.event_type, _kinds(record.side_a, kind_of), acted_on)

    return of


def _kinds(side: Iterable[Party], kind_of: KindOf) -> tuple[str, ...]:
    """The kinds of a side's actors; where the register knows none, what its words say of it."""
    given = list(side)
    found = tuple(kind for party in given if party.actor_id and (kind := kind_of(party.actor_id)))
    return found or tuple(kind for party in given if (kind := _kind_by_words(party.text)))


def _kind_by_words(text: str) -> str | None:
    """ "soldiers" and "an army base" are armed, "a hotel" and "two farmers" are not; None for a bare name."""
    words, told = lexicon.load(), text.lower().split()
    if set(told) & words.sets["state_forces"] and not set(told) & words.sets["against_the_state"]:
        return "state_force"
    if set(told) & words.sets["military_objects"]:
        return "armed_group"
    hits = words.people.find(told)
    if hits:
        return "armed_group" if hits[-1].payload.category in {"combatant", "group"} else "category"
    return "category" if text.islower() or told[:1] in (["a"], ["an"]) else None


def _kinds_of_those_harmed(record: Claim | Incident) -> tuple[str, ...]:
    """Who is acted on where no side is named: fighters if a figure counts some, else those it counts.

    People of whom nothing more is said count as civilians, as ACLED's and UCDP's coders take them.
    """
    if isinstance(record, Incident):
        return ("category",) if record.deaths_civilian and not record.deaths_side_b else ()
    harmed = {toll.whom.category for toll in record.tolls}
    if "combatant" in harmed:
        return ("armed_group",)
    return ("category",) if harmed else ()
