"""Which reports are copies or rewrites of others, and so no sources of their own.

Five papers that print one agency's story are one witness. Texts are compared by their runs of five
words; the smallest hashes of those runs find the pairs worth comparing, and each pair is then
compared exactly. The report that was published first, or else has the smaller id, is the original.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from heapq import nsmallest
from typing import Literal

from contested.records import Derivation, Document
from contested.values.folding import fold

RUN = 5  # words: four are still shared by chance ("said in a statement on"), seven break at every edit
# Of two reports that share a tenth of all their runs, 9 of 10 pairs share one of the 24 smallest hashes.
_SKETCH = 24
# A sketch hash that very many reports have belongs to a phrase, not to a story.
_MOST_PER_HASH = 50
NEAR_COPY = 0.6  # of all runs of both: cut from the end or with another headline; rewrites stay below
NEAR_COPY_PART = 0.85  # of the runs of the shorter, which then stands nearly whole in the longer
# Of the runs of the shorter. On FA-KES (300 reports) every pair above it is one agency's story told again;
# between 0.3 and 0.4 most pairs share no more than an outlet's standing paragraphs.
REWRITE = 0.4
_FEWEST_RUNS = 20  # shorter texts share by chance; only the very same text is then a copy
_WORD = re.compile(r"\w+")

Kind = Literal["same_text", "near_copy", "rewrite"]


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is kept of a report to compare others with."""

    document_id: str
    digest: bytes
    runs: array[int]  # sorted, each once


def derivations(documents: Iterable[Document]) -> list[Derivation]:
    """One derivation for each report that is a copy or rewrite of an earlier one; the closest is named."""
    by_text: dict[bytes, _Compared] = {}
    by_hash: dict[int, list[_Compared]] = {}
    found = []
    for _, _, compared in sorted(map(_prepared, documents), key=lambda row: row[:2]):
        derivation = _same(compared, by_text) or _close(compared, by_hash)
        if derivation:
            found.append(derivation)
        if derivation is None or derivation.kind != "same_text":
            by_text[compared.digest] = compared
            for key in _sketch(compared):
                bucket = by_hash.setdefault(key, [])
                if len(bucket) < _MOST_PER_HASH:
                    bucket.append(compared)
    return sorted(found, key=lambda one: one.document_id)


def _prepared(document: Document) -> tuple[date, str, _Compared]:
    days = document.published.days
    words = _WORD.findall(fold(_body(document)))
    digest = blake2b(" ".join(words).encode(), digest_size=16).digest()
    compared = _Compared(document.document_id, digest, _runs(words))
    return (days.first if days else date.max, document.document_id, compared)


def _body(document: Document) -> str:
    """The text without its headline: a copy often has another."""
    return document.text[document.headline.end :] if document.headline else document.text


def _runs(words: list[str]) -> array[int]:
    hashes = {
        int.from_bytes(blake2b(" ".join(words[at : at + RUN]).encode(), digest_size=8).digest())
        for at in range(len(words) - RUN + 1)
    }
    return array("Q", sorted(hashes))


def _sketch(compared: _Compared) -> list[int]:
    return nsmallest(_SKETCH, compared.runs) if len(compared.runs) >= _FEWEST_RUNS else []


def _same(compared: _Compared, by_text: dict[bytes, _Compared]) -> Derivation | None:
    original = by_text.get(compared.digest)
    if original is None or original.document_id == compared.document_id:
        return None
    return Derivation(
        compared.document_id, original.document_id, "same_text", 1.0, "the same words throughout"
    )


def _close(compared: _Compared, by_hash: dict[int, list[_Compared]]) -> Derivation | None:
    others = {other.document_id: other for key in _sketch(compared) for other in by_hash.get(key, ())}
    others.pop(compared.document_id, None)
    own = set(compared.runs)
    best: Derivation | None = None
    for other in others.values():  # earlier published first: a tie goes to the earlier
        derivation = _compare(compared, own, other)
        if derivation and (best is None or _rank(derivation) > _rank(best)):
            best = derivation
    return best


def _rank(derivation: Derivation) -> tuple[bool, float]:
    return (derivation.kind == "near_copy", derivation.score)


def _compare(compared: _Compared, own: set[int], other: _Compared) -> Derivation | None:
    shared = sum(run in own for run in other.runs)
    of_all = shared / (len(own) + len(other.runs) - shared)
    of_shorter = shared / min(len(own), len(other.runs))
    kind: Kind | None = None
    if of_all >= NEAR_COPY or of_shorter >= NEAR_COPY_PART:
        kind = "near_copy"
    elif of_shorter >= REWRITE:
        kind = "rewrite"
    if kind is None:
        return None
    reason = f"{shared} runs of {RUN} words stand in both, {of_shorter:.0%} of the shorter report"
    return Derivation(compared.document_id, other.document_id, kind, round(of_shorter, 4), reason)
