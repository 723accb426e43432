"""What a person may say of a claim, checked when it is said.

A correction is made of the report's own words: a side, a place, a figure that does not stand in the claim's
sentence cannot be taught to a reader of words, and is refused. An event that no coder found is named by the
report and the place of its trigger, so that each thing said of it is a judgement of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, get_args

from contested.errors import UsageError
from contested.records import Claim, Document, Judgement, Status, TollKind, Verdict
from contested.values.ids import content_id
from contested.values.spans import Span

Field = Literal["event_type", "side_a", "side_b", "status", "place", "date", "toll", "trigger", "source"]
FIELDS: tuple[Field, ...] = get_args(Field)
OF_CLAIMS = ("accept", "correct", "reject")
_ALWAYS_TOLD = frozenset({"event_type", "status", "trigger"})
_STATUSES: tuple[str, ...] = get_args(Status)
_TOLLS: tuple[str, ...] = get_args(TollKind)
_MISSED = re.compile(r"(\d+)-(\d+)")


def on_claim(
    claim: Claim,
    verdict: str,
    *,
    by: str,
    types: Collection[str],
    field: str | None = None,
    value: str | None = None,
    reason: str | None = None,
) -> Judgement:
    """A verdict on a claim; its id is given by :func:`named` once its place among the others is known.

    Raises:
        UsageError: the verdict or field is none, or a value does not stand in the claim's sentence.
    """
    if verdict not in OF_CLAIMS:
        raise UsageError(f"{verdict!r} is no verdict on a claim; there is: {', '.join(OF_CLAIMS)}")
    if verdict != "correct" and (field or value):
        raise UsageError(f"{verdict!r} is said of the whole claim; to change a field say: correct")
    if verdict == "correct":
        sentence = Span(claim.sentence.start, claim.sentence.end)
        checked(field, value, claim.sentence.text, sentence, types)
    return _judgement((claim.claim_id,), verdict, field or None, value, reason, by)  # type: ignore[arg-type]


def on_missed(
    document: Document,
    sentence: str,
    trigger: str,
    *,
    field: str | None,
    value: str | None,
    by: str,
    types: Collection[str],
    reason: str | None = None,
) -> Judgement:
    """One thing said of an event that no coder found, told by ``trigger`` in the words ``sentence``.

    Raises:
        UsageError: the words do not stand in the report, or stand there more than once.
    """
    home = _only(document, sentence)
    found = list(occurrences(trigger, home.of(document.text), home.start))
    if not found:
        raise UsageError(f"the words {trigger!r} do not stand in {sentence!r}")
    if field == "trigger":
        raise UsageError("the trigger of a missed event is named by itself, not as a field")
    checked(field, value, home.of(document.text), home, types)
    about = (document.document_id, f"{found[0].start}-{found[0].end}", f"{home.start}-{home.end}")
    return _judgement(about, "missed", field, value, reason, by)


def place_of_missed(about: tuple[str, ...]) -> tuple[str, Span, Span] | None:
    """Report, trigger and sentence that ``about`` names; None where it names no missed event."""
    if len(about) != 3:
        return None
    spans = [_MISSED.fullmatch(it) for it in about[1:]]
    if not all(spans):
        return None
    trigger, sentence = (Span(int(it[1]), int(it[2])) for it in spans if it)
    return about[0], trigger, sentence


def named(judgement: Judgement, ordinal: int) -> str:
    """The id of a judgement that ``ordinal`` others on the same things came before.

    Who accepts, rejects and accepts again has said three things.
    """
    parts = (judgement.about, judgement.verdict, judgement.field, judgement.value, judgement.by, ordinal)
    return content_id("jdg", parts)


def checked(
    field: str | None, value: str | None, text: str, sentence: Span, types: Collection[str]
) -> list[tuple[str, Span]]:
    """The spans of a field's new value, each with its role; none for a type, a status or an empty value.

    Raises:
        UsageError: what has to be written otherwise.
    """
    if field not in FIELDS:
        raise UsageError(f"{field or 'nothing'!r} is no field; there is: {', '.join(FIELDS)}")
    if value is None or (field in _ALWAYS_TOLD and not value.strip()):
        raise UsageError(f"what is right for {field}? give --value")
    if field == "event_type" and value not in types:
        raise UsageError(f"no event type {value!r}; `contested types` lists them")
    if field == "status" and value not in _STATUSES:
        raise UsageError(f"no status {value!r}; there is: {', '.join(_STATUSES)}")
    if field in {"event_type", "status"}:
        return []
    return list(_spans(field, value, text, sentence))


def _spans(field: str, value: str, text: str, sentence: Span) -> Iterator[tuple[str, Span]]:
    for part in filter(None, (it.strip() for it in value.split(";"))):
        role, words = (field, part) if field != "toll" else _figure(part)
        found = next(occurrences(words, text, sentence.start), None)
        if found is None:
            raise UsageError(f"the words {words!r} do not stand in the claim's sentence")
        yield role, found


def _figure(part: str) -> tuple[str, str]:
    kind, colon, words = part.partition(":")
    if not colon or kind.strip() not in _TOLLS or not words.strip():
        raise UsageError(f"write a figure as KIND: WORDS, with one of {', '.join(_TOLLS)}; not {part!r}")
    return kind.strip(), words.strip()


def occurrences(words: str, text: str, begin: int = 0) -> Iterator[Span]:
    """Where words stand in a text that begins at ``begin``; blanks are alike, then capitals too."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        return
    whole = rf"(?<!\w){pattern}(?!\w)"
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [Span(begin + it.start(), begin + it.end()) for it in re.finditer(whole, text, flags)]
        if found:
            yield from found
            return


def _only(document: Document, words: str) -> Span:
    found = list(occurrences(words, document.text))
    if len(found) != 1:
        said = "do not stand" if not found else f"stand {len(found)} times"
        raise UsageError(f"the words {words!r} {said} in {document.external_id}; quote the sentence")
    return found[0]


def _judgement(
    about: tuple[str, ...],
    verdict: Verdict,
    field: str | None,
    value: str | None,
    reason: str | None,
    by: str,
) -> Judgement:
    if not by.strip():
        raise UsageError("who says so? give --by NAME")
    return Judgement("", about, verdict, field, value, reason or None, by.strip())
