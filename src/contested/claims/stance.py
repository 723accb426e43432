"""Whether a thing happened, by the words of the report: asserted, denied, threatened, planned or asked for.

What did not happen makes no incident. The words that say so are looked for close before the trigger, in its
own clause; "would" and "if" reach further than "plan".
"""

from __future__ import annotations

from contested.claims.sides import Sentence, clause_end
from contested.claims.triggers import Trigger
from contested.claims.units import Row
from contested.languages.en.lexicon import English
from contested.records import Attribution, Loaded, Status

_WINDOW = 7  # units before the trigger in which a plan or denial governs it
_CONDITION = 14
_BREAKS = frozenset({";", ":", "but"})


def status(sentence: Sentence, trigger: Trigger, attribution: tuple[Attribution, ...]) -> Status:
    """The status of what a trigger tells."""
    row, words = sentence.row, sentence.words
    near = _words_before(row, trigger, _WINDOW, words)
    if trigger.types[0] in {"threat", "declaration_of_war"} and trigger.types[0] == "threat":
        return "threatened"
    unreal = _unreal(sentence, trigger, near)
    if unreal is not None:
        return unreal
    if any(words.is_a(word, "stance.unconfirmed") for word in _words_before(row, trigger, 4, words)):
        return "unconfirmed"
    return "reported" if attribution else "asserted"


def _unreal(sentence: Sentence, trigger: Trigger, near: list[str]) -> Status | None:
    row, words = sentence.row, sentence.words
    close = _words_before(row, trigger, 3, words)
    negated = any(words.is_a(word, "stance.negations") for word in close) and not {"only", "mention"} & set(
        close
    )
    if negated or any(words.is_a(word, "stance.denied") for word in _words_before(row, trigger, 10, words)):
        return "denied"
    for group in ("threatened", "demanded", "planned"):
        if _governs(sentence, trigger, near, f"stance.{group}"):
            return group
    far = _words_before(row, trigger, _CONDITION, words)
    if any(words.is_a(word, "stance.hypothetical") for word in near[-4:]) or {
        "if",
        "whether",
        "unless",
    } & set(far):
        return "hypothetical"
    if any(words.is_a(word, "stance.future") for word in near[-3:]) or _planned_behind(sentence, trigger):
        return "planned"
    return None


def _governs(sentence: Sentence, trigger: Trigger, near: list[str], group: str) -> bool:
    """Whether a word of the group leads to the trigger: "plans to attack", "calls for a truce"."""
    for distance, word in enumerate(reversed(near), 1):
        if sentence.words.is_a(word, group):
            between = near[len(near) - distance + 1 :]
            leads = not between or {"to", "for", "that", "will", "a", "an", "on", "against", "of"} & set(
                between
            )
            return bool(leads) and (
                trigger.use == "noun"
                or "to" in between
                or "will" in between
                or "would" in between
                or "that" in between
                or "for" in between
            )
    return False


def _planned_behind(sentence: Sentence, trigger: Trigger) -> bool:
    """ "an offensive is being planned", "the offensive will start soon"."""
    row, words = sentence.row, sentence.words
    if trigger.use != "noun":
        return False
    stop = min(clause_end(row, trigger.end, words), trigger.end + 9)
    behind = [row.word(i) for i in range(trigger.end, stop) if row.kind(i) is None]
    return any(word in {"will", "planned", "prepared", "scheduled", "expected", "soon"} for word in behind)


def _words_before(row: Row, trigger: Trigger, reach: int, words: English) -> list[str]:
    """Plain words before the trigger, up to a break of the sentence, from left to right."""
    found: list[str] = []
    for i in range(trigger.start - 1, max(-1, trigger.start - 1 - reach), -1):
        if row.kind(i) is not None:
            continue
        if row.word(i) in _BREAKS or (row.word(i) == "," and i == trigger.start - 1):
            break
        if row.word(i)[:1].isalnum() or row.word(i).startswith("n'"):
            found.append(row.word(i))
    return found[::-1]


def hedge(sentence: Sentence, trigger: Trigger) -> str | None:
    """The hedge before a trigger ("reportedly"), if there is one."""
    near = _words_before(sentence.row, trigger, 4, sentence.words)
    return next((word for word in near if sentence.words.is_a(word, "hedges") and word != "said"), None)


def loaded(row: Row, words: English) -> tuple[Loaded, ...]:
    """The judging words of a sentence, where they stand."""
    return tuple(
        Loaded(unit.text, unit.span.start, unit.span.end)
        for unit in row.units
        if unit.kind is None and words.is_a(unit.word, "loaded")
    )
