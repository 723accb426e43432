"""What coded claims get right of labelled sentences.

A label is met on the words: an expected claim is found when a claim of an accepted type stands in the
sentence. Everything else is asked only of what was found, so that one fault is counted once; ``all_fields``
alone asks for everything of every label. A claim answers one label. Words of sides agree when all words of
one stand in the other, articles aside ("army" for "the army", not "rebels" for "rebel commander's
driver"). Where no side is labelled the sentence names none: what is coded there counts against
``side_p``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evaluation.sentences import ExpectedClaim, ExpectedToll, LabelledSentence, Naming

Claim = Mapping[str, Any]
Scores = dict[str, float]
_EMPTY = frozenset({"a", "an", "the", "of", "its", "their", "his", "her", "s"})
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\b\d+\b")
NAN = float("nan")


def score(
    reports: Sequence[LabelledSentence], claims: Mapping[str, Sequence[Claim]]
) -> tuple[Scores, list[dict[str, Any]]]:
    """Scores of the claims of each report (by name), and one detail a label or false incident."""
    tally = _Tally()
    details = [detail for report in reports for detail in _one(report, claims.get(report.name, ()), tally)]
    return tally.scores(reports), details


def trivial(reports: Iterable[LabelledSentence]) -> dict[str, list[Claim]]:
    """The baseline: every sentence tells of an attack in which the first figure, if there is one, died."""
    return {report.name: [_trivial(report.text)] for report in reports}


def _trivial(text: str) -> Claim:
    figure = _FIGURE.search(text)
    killed = {"kind": "killed", "whom": {"category": "unknown"}, "scope": "incident"}
    tolls = [killed | {"low": int(figure[0]), "high": int(figure[0])}] if figure else []
    return {
        "event_type": "attack",
        "trigger": {"start": 0, "end": len(text), "text": text},
        "side_a": [],
        "side_b": [],
        "tolls": tolls,
        "status": "asserted",
        "attribution": [],
        "incident_id": "inc",
    }


class _Tally:
    """Right and asked, by the name of the score."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    def note(self, name: str, right: bool) -> bool:
        self.asked[name] += 1
        self.right[name] += right
        return right

    def scores(self, reports: Sequence[LabelledSentence]) -> Scores:
        silent = [report for report in reports if not report.incident]
        names = ["type", "trigger", "side_a", "side_b", "side_p", "incident_p"]
        if any(claim.statuses for report in reports for claim in report.claims):
            names += ["toll", "toll_whom", "toll_p", "status", "source", "source_none"]
        shares = {name: self._share(name) for name in names}
        counts = {"false_incidents": float(self.right["false_incident"])} if silent else {}
        return shares | {"all_fields": self._share("all_fields")} | counts

    def _share(self, name: str) -> float:
        return round(self.right[name] / self.asked[name], 3) if self.asked[name] else NAN


def _one(report: LabelledSentence, claims: Sequence[Claim], tally: _Tally) -> list[dict[str, Any]]:
    free = list(claims)
    details = []
    for expected in report.claims:
        claim = _answer(expected, free, report.text)
        if claim is not None:
            free.remove(claim)
        missed = _missed(expected, claim, report, tally)
        if missed:
            details.append(_detail(report, missed, expected.types, claim))
    incidents = [claim for claim in claims if claim["incident_id"]]
    accepted = {key for expected in report.claims for key in expected.types}
    for claim in incidents:
        if not tally.note("incident_p", report.incident and claim["event_type"] in accepted):
            details.append(_detail(report, ["incident_p"], accepted, claim))
    if not report.incident and tally.note("false_incident", bool(incidents)):
        details.append(_detail(report, ["false_incident"], accepted, incidents[0]))
    _weigh_coded_tolls(report, incidents, tally)
    return details


def _detail(
    report: LabelledSentence, missed: list[str], expected: Iterable[str], claim: Claim | None
) -> dict[str, Any]:
    return {
        "id": report.name,
        "manner": report.manner,
        "missed": missed,
        "expected": sorted(expected),
        "text": report.text,
        "coded": claim,
    }


def _answer(expected: ExpectedClaim, free: Sequence[Claim], text: str) -> Claim | None:
    """The claim of an accepted type on the trigger's words, else the one that agrees in most."""
    fitting = [claim for claim in free if claim["event_type"] in expected.types]

    def agreement(claim: Claim) -> tuple[bool, int]:
        checks = _checks(expected, claim, text)
        return bool(checks["trigger"]), sum(bool(right) for right in checks.values())

    return max(fitting, key=agreement, default=None)


def _missed(
    expected: ExpectedClaim, claim: Claim | None, report: LabelledSentence, tally: _Tally
) -> list[str]:
    """The scores that an expected claim lost; what is asked of a found claim is noted as asked."""
    _note_tolls(expected, claim, tally)
    if not tally.note("type", claim is not None) or claim is None:
        tally.note("all_fields", False)
        return ["type"]
    checks = _checks(expected, claim, report.text)
    missed = [name for name, right in checks.items() if right is not None and not tally.note(name, right)]
    stated = {naming for side in (expected.side_a, expected.side_b) for naming in side}
    for party in (*claim["side_a"], *claim["side_b"]):
        if not tally.note("side_p", any(_is_called(party, naming) for naming in stated)):
            missed.append("side_p")
    tolls = [*(expected.tolls or ())]
    lost = [toll for toll in tolls if not _toll_in(toll, claim["tolls"], whom=True)]
    if lost:
        missed.append("toll")
    tally.note("all_fields", not missed)
    return missed


def _checks(expected: ExpectedClaim, claim: Claim, text: str) -> dict[str, bool | None]:
    """Each stated field, right or wrong; None where nothing is stated."""
    side_a, side_b = _sides(expected, claim)
    return {
        "trigger": _on_the_words(claim["trigger"], expected.trigger, text),
        "side_a": side_a if expected.side_a else None,
        "side_b": side_b if expected.side_b else None,
        "status": claim["status"] in expected.statuses if expected.statuses else None,
        "source": _all_named(expected.sources, _sources(claim)) if expected.sources else None,
        "source_none": not claim["attribution"] if expected.sources == () else None,
    }


def _sides(expected: ExpectedClaim, claim: Claim) -> tuple[bool, bool]:
    straight = _both(expected, claim["side_a"], claim["side_b"])
    swapped = _both(expected, claim["side_b"], claim["side_a"])
    return max(straight, swapped, key=sum) if expected.symmetric else straight


def _both(expected: ExpectedClaim, side_a: Sequence[Claim], side_b: Sequence[Claim]) -> tuple[bool, bool]:
    return _all_named(expected.side_a, side_a), _all_named(expected.side_b, side_b)


def _sources(claim: Claim) -> list[Claim]:
    return [step["source"] for step in claim["attribution"] if step["source"]]


def _all_named(expected: Iterable[Naming], parties: Sequence[Claim]) -> bool:
    return all(any(_is_called(party, naming) for party in parties) for naming in expected)


def _is_called(party: Claim, naming: Naming) -> bool:
    names = [_words(party[key]) for key in ("text", "actor_name") if party.get(key)]
    wanted = [_words(words) for words in naming]
    return any(one <= other or other <= one for one in names for other in wanted if one and other)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _EMPTY


def _on_the_words(trigger: Claim, expected: str, text: str) -> bool:
    """Whether a trigger shares a character with the expected words, wherever they stand."""
    places = [match.span() for match in re.finditer(re.escape(expected), text)]
    return any(trigger["start"] < end and start < trigger["end"] for start, end in places)


def _note_tolls(expected: ExpectedClaim, claim: Claim | None, tally: _Tally) -> None:
    """Figures are asked of every label, found or not: what is not found has no figure."""
    for toll in expected.tolls or ():
        coded = claim["tolls"] if claim else ()
        if tally.note("toll", _toll_in(toll, coded)):
            tally.note("toll_whom", _toll_in(toll, coded, whom=True))


def _weigh_coded_tolls(report: LabelledSentence, incidents: Sequence[Claim], tally: _Tally) -> None:
    expected = [toll for claim in report.claims for toll in claim.tolls or ()]
    by_figure: dict[tuple[str, int, int | None], bool] = defaultdict(bool)
    for claim in incidents:
        for toll in claim["tolls"]:
            if toll["scope"] == "incident":
                key = (toll["kind"], toll["low"], toll["high"])
                by_figure[key] |= any((it.kind, it.low, it.high) == key for it in expected)
    for right in by_figure.values():
        tally.note("toll_p", right)


def _toll_in(expected: ExpectedToll, coded: Sequence[Claim], *, whom: bool = False) -> bool:
    wanted = (expected.kind, expected.low, expected.high, expected.scope)
    return any(
        (toll["kind"], toll["low"], toll["high"], toll["scope"]) == wanted
        and (not whom or toll["whom"]["category"] == expected.whom)
        for toll in coded
    )
