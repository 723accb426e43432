"""Labelled texts of all sets in one form, with what each set does not label left open.

A set that labels only some things must not teach that the rest is nothing: MUC-4 names the fills of
terrorist acts and no other event, WikiEvents no statements, PLOVER one event a sentence. What is open
costs the model nothing.
"""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from contested import ontology
from contested.learning.examples import (  # noqa: F401  (the form of all sets, by its old address)
    ALL_ROLES,
    HELD,
    KINDS,
    ROLES,
    STATUSES,
    Example,
    Span,
    Told,
    document,
    number,
    sentences_of,
    with_marks,
)
from contested.learning.marked import marked
from evaluation import annotations

TriggerFinder = Callable[[str, tuple[Span, ...]], list[tuple[int, int, frozenset[str]]]]


# own reports ------------------------------------------------------------------------------------------


def own_reports(*, frozen: bool) -> list[Example]:
    """The labelled reports, without those kept for measuring or only those."""
    return [_own_report(report) for report in annotations.load() if bool(report.row.get("frozen")) == frozen]


def _own_report(report: annotations.LabelledReport) -> Example:
    row = report.row
    name = str(row["id"])
    sentences = sentences_of(name, report.text)

    def at(words: str | None) -> Iterator[Span]:
        span = report.span(words) if words else None
        if span is not None:
            yield span.start, span.end

    mentions = [(it["kind"], *span) for it in row["mentions"] for span in at(it["words"])]
    references = [
        (*span, tuple(target for words in link["stands_for"] for target in at(words)))
        for link in row.get("links") or []
        for span in at(link["words"])
    ]
    events = []
    for claim in row["claims"]:
        for start, end in at(claim["trigger"]):
            home = _home(sentences, start)
            filled = [(role, *span) for role, words in _fills(claim) for span in at(words)]
            taken_up = [
                (role, first, last)
                for role, a, b in filled
                if role in {"side_a", "side_b"}
                for first, last, targets in references
                if home[0] <= first < home[1]
                and any(report.text[x:y] == report.text[a:b] for x, y in targets)
            ]
            events.append(
                Told(
                    start,
                    end,
                    frozenset({claim["event_type"]}),
                    claim["status"],
                    claim["incident"] is not None,
                    None,
                    tuple(sorted({*filled, *taken_up})),
                )
            )
    return Example(
        name,
        "own reports",
        report.text,
        sentences,
        tuple(mentions) + tuple(("ref", a, b) for a, b, _ in references),
        frozenset(KINDS),
        tuple(events),
        tuple(references),
        open=_headline(report.text),
    )


def _headline(text: str) -> tuple[Span, ...]:
    """Headlines carry no labels of claims; whether they tell an event is left open."""
    first, rest, _ = text.partition("\n\n")
    return ((0, len(first)),) if rest and len(first.split()) < 20 and not first.endswith(".") else ()


def _fills(claim: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    for role in ("side_a", "side_b"):
        yield from ((role, words) for words in claim[role])
    yield from (("place", words) for words in claim["places"])
    if claim["date"]:
        yield "time", claim["date"].get("words")
    for step in claim["attribution"]:
        yield "source", step["source"]
        yield "cue", step.get("cue")
    for toll in claim["tolls"]:
        yield toll["kind"], toll["words"]
        yield "whom", toll.get("whom")


def _home(sentences: Iterable[Span], at: int) -> Span:
    return next((span for span in sentences if span[0] <= at < span[1]), (at, at))


TEXT = Path(__file__).parent / "text"


def held_for_confidence(text: Path = TEXT) -> list[Example]:
    """The project's own texts that no weight is made from and that are not frozen."""
    return [it for it in [*own_reports(frozen=False), *marked(text)] if not number(it.name) % HELD]


# re3d -------------------------------------------------------------------------------------------------

_RE3D = {
    "Organisation": "actor",
    "Nationality": "actor",
    "Person": "person",
    "Location": "place",
    "Temporal": "date",
    "Quantity": "number",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
}


def re3d(path: Path, triggers: TriggerFinder) -> list[Example]:
    """Mentions of re3d without the documents of the BBC, whose licence forbids it."""
    return [_re3d(row, triggers) for row in _rows(path) if row["source"] != "BBC Online"]


def _re3d(row: dict[str, Any], triggers: TriggerFinder) -> Example:
    mentions = []
    for entity in row["gold"]["entities"]:
        kind = _RE3D.get(entity["type"])
        if kind and entity["confidence"] >= 0.5:
            mentions.append((kind, entity["start"], entity["end"]))
    kinds = frozenset({"actor", "person", "place", "date", "weapon"})
    text = row["text"]
    sentences = sentences_of(row["id"], text)
    suspected = tuple((a, b) for a, b, _ in triggers(text, sentences))
    return Example(row["id"], "re3d", text, sentences, tuple(mentions), kinds, (), open=suspected)


# WikiEvents -------------------------------------------------------------------------------------------

_VIOLENT = frozenset(
    "clash attack execution shelling air_strike bombing suicide_bombing grenade chemical_attack abduction "
    "sexual_violence force_against_protesters violent_demonstration mob_violence territory_taken".split()
)
_EXPLOSIONS = frozenset("bombing suicide_bombing grenade shelling air_strike chemical_attack".split())
_PROTESTS = frozenset(
    "protest protest_with_intervention force_against_protesters violent_demonstration mob_violence".split()
)
_HARM = frozenset({"attack", "execution", "bombing", "suicide_bombing", "shelling", "air_strike"})
_WIKIEVENTS: dict[str, frozenset[str]] = {
    "Conflict.Attack.DetonateExplode": _EXPLOSIONS,
    "Conflict.Attack": _VIOLENT - _EXPLOSIONS | {"attack"},
    "Conflict.Defeat": frozenset({"territory_taken", "clash"}),
    "Conflict.Demonstrate": _PROTESTS,
    "Life.Die": _HARM,
    "Life.Injure": _HARM,
    "Justice.ArrestJailDetain": frozenset({"arrest"}),
}
_WIKIEVENTS_ROLES = {
    **dict.fromkeys(("Attacker", "Killer", "Injurer", "Jailer", "Demonstrator", "Victor"), "side_a"),
    **dict.fromkeys(("Victim", "Target", "Detainee", "Defeated"), "side_b"),
    "Place": "place",
}


def wikievents(path: Path) -> list[Example]:
    """Triggers and arguments of WikiEvents; of statements and other matters it tells nothing."""
    return [_wikievents(row) for row in _rows(path)]


def _wikievents(row: dict[str, Any]) -> Example:
    text, spans, at = "", [], []
    for tokens, _ in row["sentences"]:
        begin = None
        for index, (token, start, end) in enumerate(tokens):
            text += ("\n" if index == 0 else " ") * (start - len(text)) + token
            spans.append((start, end))
            begin = start if begin is None else begin
        at.append((begin or 0, len(text)))
    entities = {
        entity["id"]: (spans[entity["start"]][0], spans[entity["end"] - 1][1])
        for entity in row["gold"]["entities"]
    }
    events, unclear = [], []
    for event in row["gold"]["events"]:
        kind = event["event_type"]
        types = _WIKIEVENTS.get(kind) or _WIKIEVENTS.get(kind.rsplit(".", 1)[0])
        trigger = event["trigger"]
        start, end = spans[trigger["start"]][0], spans[trigger["end"] - 1][1]
        if types is None:
            unclear.append((start, end))
            continue
        arguments = sorted(
            {
                (_WIKIEVENTS_ROLES[it["role"]], *entities[it["entity_id"]])
                for it in event["arguments"]
                if it["role"] in _WIKIEVENTS_ROLES and it["entity_id"] in entities
            }
        )
        roles = frozenset({"side_a", "side_b", "place"})
        events.append(Told(start, end, types, None, None, None, tuple(arguments), roles))
    statements = frozenset(ontology.load().types) - _VIOLENT - _PROTESTS - {"arrest", "abduction"}
    return Example(
        row["id"],
        "wikievents",
        text,
        tuple(at),
        (),
        frozenset(),
        tuple(events),
        (),
        statements,
        tuple(unclear),
    )


# PLOVER -----------------------------------------------------------------------------------------------

_PLOVER_MARK = re.compile(r"\((SRC/TAR|SRC|TAR|EVT|LOC): *")


def plover(path: Path, triggers: TriggerFinder) -> list[Example]:
    """The event, source and target of PLOVER's sentences, as its curators marked the words."""
    return [example for row in _rows(path) if (example := _plover(row, triggers))]


def _plover(row: dict[str, Any], triggers: TriggerFinder) -> Example | None:
    info = row["gold"].get("textInfo")
    given = info.get("markup") if isinstance(info, dict) else None
    types = frozenset(
        key
        for key, it in ontology.load().types.items()
        if it.plover and it.plover[0] == row["gold"]["event"].upper()
    )
    spans = list(_plover_spans(given, row["text"])) if given else []
    words = [(a, b) for label, a, b in spans if label == "EVT"]
    if not words or not types:
        return None
    arguments = []
    first_both = True
    for label, start, end in spans:
        if label == "SRC" or (label == "SRC/TAR" and first_both):
            arguments.append(("side_a", start, end))
        if label == "TAR" or (label == "SRC/TAR" and not first_both):
            arguments.append(("side_b", start, end))
        first_both = first_both and label != "SRC/TAR"
    text = row["text"]
    told = Told(*words[0], types, None, None, True, tuple(arguments), frozenset({"side_a", "side_b"}))
    sentences = sentences_of(row["id"], text)
    suspected = tuple(words[1:]) + tuple((a, b) for a, b, _ in triggers(text, sentences))
    return Example(row["id"], "plover", text, sentences, (), frozenset(), (told,), open=suspected)


def _plover_spans(given: str, text: str) -> Iterator[tuple[str, int, int]]:
    """Places of the marked words in the plain text, found in their order."""
    at = 0
    for match in _PLOVER_MARK.finditer(given):
        depth, end = 1, match.end()
        while end < len(given) and depth:
            depth += {"(": 1, ")": -1}.get(given[end], 0)
            end += 1
        inner = _PLOVER_MARK.sub("", given[match.end() : end - 1]).replace(")", "").strip()
        place = text.find(inner, at) if inner else -1
        if place >= 0:
            yield match[1], place, place + len(inner)
            at = place if "(" in given[match.end() : end - 1] else place + len(inner)


# MUC-4 ------------------------------------------------------------------------------------------------

_MUC4 = {
    "attack": frozenset({"attack", "execution", "shelling", "clash"}),
    "bombing": frozenset({"bombing", "suicide_bombing", "grenade", "shelling"}),
    "kidnapping": frozenset({"abduction"}),
    "arson": frozenset({"looting"}),
    "robbery": frozenset({"looting"}),
    "forced work stoppage": frozenset({"restriction"}),
}
_MUC4_SIDES = {"PerpInd": "side_a", "PerpOrg": "side_a", "Target": "side_b", "Victim": "side_b"}


def muc4(path: Path, triggers: TriggerFinder) -> list[Example]:
    """Sentences of MUC-4 in which a word list finds an event of a template's type beside its fills.

    The set names fills for a whole message; which sentence tells them is not labelled. Only sentences that
    hold a fill and a fitting word are taken, with nothing known of their other words.
    """
    return [example for row in _rows(path) for example in _muc4(row, triggers)]


def _muc4(row: dict[str, Any], triggers: TriggerFinder) -> Iterator[Example]:
    text, name = row["text"], row["id"]
    sentences = sentences_of(name, text)
    found = triggers(text, sentences)
    fills: list[tuple[str, int, int]] = []
    kinds: set[str] = set()
    for template in row["gold"]["templates"]:
        kinds |= set(template["incident_type"].split(" / "))
        for slot, role in _MUC4_SIDES.items():
            for entity in template[slot]:
                for words, _ in entity:
                    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
                    fills.extend((role, it.start(), it.end()) for it in re.finditer(pattern, text))
    types = frozenset().union(*(_MUC4.get(kind, frozenset()) for kind in kinds))
    for nth, (begin, end) in enumerate(sentences):
        first = sentences[nth - 1][0] if nth else begin
        near = [it for it in fills if begin <= it[1] and it[2] <= end]
        telling = [(a, b, right & types) for a, b, right in found if begin <= a < end and right & types]
        if not near or not telling:
            continue
        span = (first, end)
        shifted = text[span[0] : span[1]]
        cut = span[0]
        arguments = tuple(sorted({(role, a - cut, b - cut) for role, a, b in near}))
        inside = tuple((max(a, first) - cut, b - cut) for a, b in sentences[max(0, nth - 1) : nth + 1])
        yield Example(
            f"{name}:{nth}",
            "muc4",
            shifted,
            inside,
            (),
            frozenset(),
            tuple(
                Told(a - cut, b - cut, right, None, True, None, arguments, frozenset({"side_a", "side_b"}))
                for a, b, right in telling
            ),
            open=tuple((a - cut, b - cut) for a, b, _ in found if first <= a < end),
        )


# text in which nothing is told, but for words that a list suspects --------------------------------------


def ordinary(name: str, text: str, triggers: TriggerFinder) -> Example:
    """A text that no set labels: a word that no list suspects tells no event of ours."""
    sentences = sentences_of(name, text)
    suspected = tuple((a, b) for a, b, _ in triggers(text, sentences))
    return Example(name, "ordinary", text, sentences, (), frozenset(), (), open=suspected)


def treebank(path: Path, triggers: TriggerFinder) -> list[Example]:
    """Newsgroups, weblogs, mails and answers of UD English EWT, five sentences a text."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line[9:].strip() for line in file if line.startswith("# text = ")]
    return [ordinary(f"ewt:{at}", " ".join(lines[at : at + 5]), triggers) for at in range(0, len(lines), 5)]


def meantime(path: Path, triggers: TriggerFinder) -> list[Example]:
    """Business news of NewsReader MEANTIME."""
    found = []
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is None or "/corpus_" not in member.name or "/intra-doc" in member.name:
                continue
            tokens = etree.fromstring(file.read()).iter("token")
            text = re.sub(r" ([.,;:?!%)])", r"\1", " ".join(str(it.text) for it in tokens))
            found.append(ordinary(f"meantime:{Path(member.name).stem}", text, triggers))
    return found


def muc4_around(path: Path, triggers: TriggerFinder) -> list[Example]:
    """The passages of MUC-4 of which one in six is taken, for what its writers say where nothing happens.

    A message without template tells of no incident of MUC-4's kinds: words of such a kind stand there for
    what was long ago, is general, or is only feared.
    """
    found = []
    for row in _rows(path):
        for at, text in enumerate(re.split(r"\s{3,}", row["text"])):
            if len(text) > 80 and not number(f"{row['id']}:{at}") % 6:
                it = ordinary(f"around {row['id']}:{at}", text, triggers)
                found.append(it if row["gold"]["templates"] else _told_of_nothing(it, triggers))
    return found


_MUC4_ALL = frozenset().union(*_MUC4.values()) - {"clash", "shelling", "restriction"}


def _told_of_nothing(example: Example, triggers: TriggerFinder) -> Example:
    vague = [
        Told(a, b, frozenset(), None, False, None, (), frozenset())
        for a, b, types in triggers(example.text, example.sentences)
        if types <= _MUC4_ALL
    ]
    return replace(example, events=tuple(vague))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
