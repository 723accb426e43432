"""Who gave a statement, as against who printed it.

The innermost source of the attribution is who gave it: an agency that quotes a monitor gives the
monitor's count. Sources without a name ("activists", "residents") are told apart by who quotes them.
A report that derives from another speaks with that other's voice. So six outlets that quote one
monitor are one independent source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from contested.incidents.stubs import World
from contested.records import Claim, Party
from contested.values.folding import fold

# Words that stand for a source named before; whoever codes the claim may have left them unresolved.
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "the group", "the source", "the commander", "the official"}
)
_COUNTED = re.compile(r"\b\d+ (?:\w+ )?(?:people|bodies|dead|civilians|fighters)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|al|el)[ -]+")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["the", "of", "for", "and", "in", "on", "al", "el", "a", "an"])


def given_by(claim: Claim, world: World) -> str:
    """The source of a claim: the innermost that is named, with its name; else the outlet."""
    outlet = world.outlet(world.root(claim.document_id))
    parties = [step.source for step in claim.attribution if step.source is not None]
    # A figure ("at least 112 people") gives no statement, whatever the grammar of the sentence says.
    parties = [p for p in parties if fold(p.text) not in _PRONOUNS and not _COUNTED.search(p.text)]
    if not parties:
        return outlet
    innermost = parties[-1]
    if _is_named(innermost):
        return innermost.actor_name or innermost.text
    quoted_by = next((party for party in reversed(parties) if _is_named(party)), None)
    return f"{innermost.text} ({quoted_by.actor_name or quoted_by.text if quoted_by else outlet})"


def _is_named(party: Party) -> bool:
    words = _ARTICLE.sub("", party.text.strip())
    # "A rebel official" and "Local activists" begin large at the start of a sentence: a later word decides.
    capitals = [word for word in words.split() if word[:1].isupper()]
    return party.actor_id is not None or len(capitals) >= 2 or (bool(capitals) and len(words.split()) == 1)


def sources_of(claims: Sequence[Claim], world: World) -> dict[str, str]:
    """The source of each claim, by claim id, with the forms of one name made one.

    "The Observatory" and "SOHR" are the Syrian Observatory for Human Rights where that name stands
    in another report of the incident.
    """
    given = {claim.claim_id: given_by(claim, world) for claim in claims}
    names = one_name_each(given.values())
    return {claim_id: names[name] for claim_id, name in given.items()}


def one_name_each(names: Iterable[str]) -> dict[str, str]:
    """Each name with the fullest form of it among ``names``."""
    longest_first = sorted(set(names), key=lambda name: (-len(_words(name)), name))
    kept: list[str] = []
    found: dict[str, str] = {}
    for name in longest_first:
        same = next((full for full in kept if _is_form_of(name, full)), None)
        if same is None:
            kept.append(name)
        found[name] = same or name
    return found


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name)) if word not in _SMALL]


def _is_form_of(short: str, full: str) -> bool:
    words, all_words = _words(short), _words(full)
    if words == all_words:
        return True
    if "(" in short or "(" in full or not words:
        return False
    if len(words) == 1 and words[0] == "".join(word[0] for word in all_words):
        return len(all_words) > 1
    return len(words[-1]) >= 5 and set(words) < set(all_words)


def voices(claims: Sequence[Claim], sources: dict[str, str], world: World) -> set[str]:
    """Everybody on record for an incident: the outlets that printed it, and those whom they quote."""
    return {world.outlet(claim.document_id) for claim in claims} | set(sources.values())
