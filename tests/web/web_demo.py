"""A small ledger made by hand, for tests and for looking: invented sentences in several voices.

Run it (``python tests/web/web_demo.py PORT``) to see the pages on it.
"""

# ruff: noqa: E501  (the sentences of the reports stand whole)

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from contested.errors import NotFound
from contested.records import (
    ActorLink,
    Attribution,
    Claim,
    ClaimDate,
    ClaimPlace,
    DateValue,
    Derivation,
    Document,
    Incident,
    IncidentPlace,
    Loaded,
    Mention,
    MergeReason,
    Party,
    PlaceLink,
    Published,
    Quote,
    Refusal,
    Relation,
    Removed,
    Run,
    SourceToll,
    Toll,
    TollSummary,
    Whom,
)
from contested.values.intervals import CountRange, DateInterval
from contested.values.spans import Span

ACTORS = {
    "liwa": ("act-liwa-al-aqsa", "Liwa al-Aqsa"),
    "hts": ("act-hts", "Hay'at Tahrir al-Sham"),
    "nasr": ("act-jaysh-al-nasr", "Jaysh al-Nasr"),
    "fsa": ("act-fsa", "Free Syrian Army"),
    "ahrar": ("act-ahrar", "Ahrar al-Sham"),
    "zinki": ("act-zinki", "Harakat Nour al-Din al-Zinki"),
    "saf": ("act-saf", "Syrian Armed Forces"),
    "ruaf": ("act-vks", "Russian Aerospace Forces"),
    "jfs": ("act-jfs", "Jabhat Fatah al-Sham"),
    "sohr": ("act-sohr", "Syrian Observatory for Human Rights"),
}
PLACES = {
    "khan": ("plc-khan", "Khan Shaykhun", "Idlib", 35.442, 36.651, 1),
    "saraqib": ("plc-saraqib", "Saraqib", "Idlib", 35.864, 36.805, 1),
    "idlib": ("plc-idlib-prov", "Idlib", "Idlib", 35.93, 36.63, 4),
    "maarrat": ("plc-maarrat", "Maarrat al-Numan", "Idlib", 35.648, 36.676, 2),
    "dana": ("plc-dana", "ad-Dana", "Idlib", 36.213, 36.769, 1),
}


@dataclass
class MemorySource:
    """Records in lists, read as the ledger's contract says."""

    all_documents: list[Document] = field(default_factory=list)
    all_mentions: list[Mention] = field(default_factory=list)
    all_claims: list[Claim] = field(default_factory=list)
    all_relations: list[Relation] = field(default_factory=list)
    all_incidents: list[Incident] = field(default_factory=list)
    all_derivations: list[Derivation] = field(default_factory=list)
    all_refusals: list[Refusal] = field(default_factory=list)
    all_runs: list[Run] = field(default_factory=list)

    def documents(self):
        return iter(self.all_documents)

    def document(self, document_id, /):
        return _one((one for one in self.all_documents if one.document_id == document_id), document_id)

    def mentions(self, document_id, /):
        return tuple(one for one in self.all_mentions if one.document_id == document_id)

    def claims(self, document_id=None, /):
        return (one for one in self.all_claims if document_id in (None, one.document_id))

    def claim(self, claim_id, /):
        return _one((one for one in self.all_claims if one.claim_id == claim_id), claim_id)

    def relations(self):
        return iter(self.all_relations)

    def incidents(self):
        return iter(self.all_incidents)

    def incident(self, incident_id, /):
        found = [one for one in self.all_incidents if one.incident_id.startswith(incident_id)]
        return _one((one for one in found if len(found) == 1 or one.incident_id == incident_id), incident_id)

    def derivations(self):
        return iter(self.all_derivations)

    def refusals(self):
        return iter(self.all_refusals)

    def counts(self):
        names = (
            "documents",
            "mentions",
            "claims",
            "relations",
            "incidents",
            "derivations",
            "refusals",
            "runs",
        )
        return {name: len(getattr(self, f"all_{name}")) for name in names}

    def runs(self):
        return iter(self.all_runs)


def _one(found, name):
    for one in found:
        return one
    raise NotFound(f"no {name}")


def document(name, text, *, title=None, source="Orient Wire", published=None, **more) -> Document:
    """A report; ``published`` is a day or None."""
    known = (
        Published(DateInterval.day(published), "dateline", ("The first line gives the day.",))
        if published
        else None
    )
    values = {
        "document_id": f"doc-{name}",
        "external_id": f"{name}.txt",
        "title": title,
        "text": text,
        "source": source,
        "url": f"https://example.org/{name}",
        "language": "en",
        "retrieved": None,
        "published": known or Published(None, "unknown"),
        "removed": (),
        "headline": None,
        "origin": f"reports/{name}.txt",
    }
    return Document(**(values | more))


def quote(text: str, words: str, within: Quote | None = None) -> Quote:
    """Words where they first stand in the text, or within a sentence of it."""
    start = text.index(words, within.start if within else 0)
    return Quote(words, start, start + len(words))


def party(text: str, words: str, actor: str | None, within: Quote | None = None) -> Party:
    found = quote(text, words, within)
    return Party(words, found.start, found.end, *(ACTORS[actor] if actor else (None, None)))


def claim_place(text: str, words: str, place: str, within: Quote) -> ClaimPlace:
    found = quote(text, words, within)
    place_id, name, adm1, lat, lon, precision = PLACES[place]
    return ClaimPlace(words, found.start, found.end, place_id, name, adm1, None, "Syria", lat, lon, precision)


def toll(text: str, words: str, within: Quote, low: int, high: int | None, whom: Whom | None = None) -> Toll:
    found = quote(text, words, within)
    whom = whom or Whom(None, "unknown")
    return Toll("killed", CountRange(low, high), words, found.start, found.end, whom)


def claim(name, report, sentence, trigger, event_type="execution", **more) -> Claim:
    """A claim on a sentence of a report, with nothing known but what is given."""
    where = quote(report.text, sentence)
    values = {
        "claim_id": f"clm-{name}",
        "document_id": report.document_id,
        "sentence": where,
        "trigger": quote(report.text, trigger, where),
        "event_type": event_type,
        "side_a": (),
        "side_b": (),
        "places": (),
        "date": ClaimDate(None, None, "unknown"),
        "tolls": (),
        "attribution": (),
        "status": "reported",
        "loaded": (),
        "confidence": 0.81,
        "role": "incident",
        "extractor": "rules 1",
    }
    return Claim(**(values | more))


def incident(name, event_type="clash", **more) -> Incident:
    """An incident of which nothing is known but what is given."""
    values = dict.fromkeys(
        (
            "date",
            "deaths",
            "deaths_side_a",
            "deaths_side_b",
            "deaths_civilian",
            "deaths_unknown",
            "wounded",
            "captured",
        )
    )
    values |= dict.fromkeys(
        ("places", "side_a", "side_b", "by_source", "disputed", "claim_ids", "document_ids", "why"), ()
    )
    values |= {
        "incident_id": f"inc-{name}",
        "event_type": event_type,
        "toll_rule": "narrowest-common: all can be true",
        "grade": "weak",
    }
    values |= {"number_of_sources": 1, "number_of_independent_sources": 1}
    return Incident(**(values | more))


def side(*actors: str) -> tuple[Party, ...]:
    return tuple(Party(ACTORS[actor][1], 0, 1, *ACTORS[actor]) for actor in actors)


def place(name: str) -> IncidentPlace:
    place_id, called, adm1, lat, lon, precision = PLACES[name]
    return IncidentPlace(place_id, called, adm1, None, "Syria", lat, lon, precision)


WIRE = """Rival faction accused of killing captives near Khan Shaykhun

ORIENT WIRE, 18 February 2017. A splinter faction put to death between 120 and 170 captives at a farm outside Khan Shaykhun this week, the Observatory said on Saturday, citing a channel run by local residents.

A spokesman for Jaysh al-Nasr told the wire that 68 of its fighters were executed on Tuesday. He vowed to answer “the Takfiri gang” in kind.

Liwa al-Aqsa denied that any captive had been killed. Since 2011 more than 300,000 people have died in the war.
"""
DAILY = """At least 160 rebels dead in mass killing, officials say

At least 160 fighters of the Free Syrian Army were shot by Liwa al-Aqsa after six days of clashes around Khan Shaykhun, a rebel official said. Another 41 belonged to Tahrir al-Sham.

The two groups fought side by side until 2016, when Liwa al-Aqsa split from Ahrar al-Sham's camp.
"""
ARABIC = """قتل ما لا يقل عن 150 مقاتلا في خان شيخون، بحسب المرصد.

وقال ناشطون إن لواء الأقصى أعدم أسرى يوم الثلاثاء.
"""
HOSTILE = (
    "<script>alert('title')</script> \" onmouseover=\"alert(1)\n\n"
    "Fighters <img src=x onerror=alert(2)> attacked zero\u200bwidth \u202ereversed\u202c posts & held </mark></p> them.\r"
    "\n=cmd|' /C calc'!A0 was heard."
)


def demo() -> MemorySource:
    """The whole ledger: four reports of one killing, a copy, a hostile report, and 60 other incidents."""
    source = MemorySource()
    wire = document(
        "wire",
        WIRE,
        title=WIRE.split("\n", maxsplit=1)[0],
        published=date(2017, 2, 18),
        removed=(
            Removed(900, 960, "share_buttons", "Share on this network | Share on that network | Print"),
            Removed(980, 1926, "variable_dump", "array(2) { ['post'] => NULL }\n" * 6),
        ),
    )
    daily = document(
        "daily",
        DAILY,
        title=DAILY.split("\n", maxsplit=1)[0],
        source="The Levant Daily",
        published=date(2017, 2, 22),
    )
    arabic = document(
        "arabic", ARABIC, title="مقتل مقاتلين في خان شيخون", source="نشرة الشمال", language="ar"
    )
    copied = document(
        "copy",
        WIRE.replace("ORIENT WIRE", "AGENCIES"),
        title="Captives killed, wire says",
        source="Coast Post",
    )
    hostile = document(
        "hostile",
        HOSTILE,
        title="<script>alert('title')</script>",
        source='"><svg onload=alert(3)>',
        url="javascript:alert(4)",
    )
    source.all_documents += [wire, daily, arabic, copied, hostile]
    source.all_derivations.append(
        Derivation("doc-copy", "doc-wire", "near_copy", 0.98, "All but two words stand in the same order.")
    )
    claims = _killing_claims(wire, daily, arabic)
    source.all_claims += claims + _other_claims(wire, daily, hostile)
    source.all_mentions += _mentions(wire, daily)
    source.all_relations.append(_relation(daily))
    source.all_incidents += [_killing(claims), *_others()]
    source.all_refusals += [
        Refusal.of("reports/scan-07.pdf", "unreadable", "The file holds pictures of text and no text."),
        Refusal.of("reports.jsonl line 12", "broken_json", "The line ends within a string at column 418."),
        Refusal.of("reports/wire.txt", "undecided", "“the group” fits two actors equally well.", "doc-wire"),
    ]
    source.all_runs.append(Run("run-1", "code", "0.1.0", (), ("reports",)))
    return source


def _killing_claims(wire: Document, daily: Document, arabic: Document) -> list[Claim]:
    text = wire.text
    first = "A splinter faction put to death between 120 and 170 captives at a farm outside Khan Shaykhun this week, the Observatory said on Saturday, citing a channel run by local residents."
    where = quote(text, first)
    week = DateInterval(date(2017, 2, 12), date(2017, 2, 18))
    tuesday = DateInterval.day(date(2017, 2, 14))
    one = claim(
        "one",
        wire,
        first,
        "put to death",
        side_a=(party(text, "A splinter faction", "liwa", where),),
        side_b=(party(text, "captives", None, where),),
        places=(claim_place(text, "Khan Shaykhun", "khan", where),),
        date=ClaimDate(
            "this week", week, "stated", quote(text, "this week").start, quote(text, "this week").end
        ),
        tolls=(toll(text, "between 120 and 170", where, 120, 170),),
        attribution=(
            Attribution(party(text, "the Observatory", "sohr", where), quote(text, "said", where)),
            Attribution(
                party(text, "a channel run by local residents", None, where), quote(text, "citing", where)
            ),
        ),
    )
    second = "A spokesman for Jaysh al-Nasr told the wire that 68 of its fighters were executed on Tuesday."
    where = quote(text, second)
    two = claim(
        "two",
        wire,
        second,
        "executed",
        side_b=(party(text, "its fighters", "nasr", where),),
        date=ClaimDate(
            "on Tuesday", tuesday, "stated", quote(text, "on Tuesday").start, quote(text, "on Tuesday").end
        ),
        tolls=(toll(text, "68", where, 68, 68, Whom("its fighters", "combatant", *ACTORS["nasr"])),),
        attribution=(
            Attribution(
                party(text, "A spokesman for Jaysh al-Nasr", "nasr", where), quote(text, "told", where)
            ),
        ),
    )
    third = "Liwa al-Aqsa denied that any captive had been killed."
    where = quote(text, third)
    three = claim(
        "three",
        wire,
        third,
        "killed",
        status="denied",
        side_a=(party(text, "Liwa al-Aqsa", "liwa", where),),
        attribution=(
            Attribution(party(text, "Liwa al-Aqsa", "liwa", where), quote(text, "denied", where), None),
        ),
    )
    text = daily.text
    fourth = "At least 160 fighters of the Free Syrian Army were shot by Liwa al-Aqsa after six days of clashes around Khan Shaykhun, a rebel official said."
    where = quote(text, fourth)
    four = claim(
        "four",
        daily,
        fourth,
        "shot",
        side_a=(party(text, "Liwa al-Aqsa", "liwa", where),),
        side_b=(party(text, "fighters of the Free Syrian Army", "fsa", where),),
        places=(claim_place(text, "around Khan Shaykhun", "khan", where),),
        tolls=(toll(text, "At least 160", where, 160, None, Whom("fighters", "combatant", *ACTORS["fsa"])),),
        attribution=(
            Attribution(
                party(text, "a rebel official", None, where), quote(text, "said", where), "not named"
            ),
        ),
        date=ClaimDate(None, DateInterval(date(2017, 2, 10), date(2017, 2, 22)), "publication"),
    )
    sentence = "قتل ما لا يقل عن 150 مقاتلا في خان شيخون، بحسب المرصد."
    where = quote(arabic.text, sentence)
    five = claim(
        "five",
        arabic,
        sentence,
        "قتل",
        places=(claim_place(arabic.text, "خان شيخون", "khan", where),),
        tolls=(toll(arabic.text, "ما لا يقل عن 150", where, 150, None),),
        attribution=(Attribution(party(arabic.text, "المرصد", "sohr", where), None),),
    )
    return [one, two, three, four, five]


def _other_claims(wire: Document, daily: Document, hostile: Document) -> list[Claim]:
    vow = "He vowed to answer “the Takfiri gang” in kind."
    gang = quote(wire.text, "Takfiri gang")
    total = "Since 2011 more than 300,000 people have died in the war."
    return [
        claim("vow", wire, vow, "vowed", "threat", status="threatened", role="statement",
              loaded=(Loaded(gang.text, gang.start, gang.end),)),
        claim("total", wire, total, "died", "clash", role="cumulative", status="asserted"),
        claim("hostile", hostile, hostile.text.split("\n\n")[1].split("\r")[0], "attacked", "attack",
              side_a=(party(hostile.text, "Fighters <img src=x onerror=alert(2)>", None),)),
    ]  # fmt: skip


def _mentions(wire: Document, daily: Document) -> list[Mention]:
    found = []
    for report in (wire, daily):
        for words, actor in (("Jaysh al-Nasr", "nasr"), ("Liwa al-Aqsa", "liwa"), ("Free Syrian Army", "fsa"),
                             ("Tahrir al-Sham", "hts"), ("the Observatory", "sohr"), ("Ahrar al-Sham", "ahrar")):  # fmt: skip
            if words in report.text:
                at = quote(report.text, words)
                link = ActorLink(*ACTORS[actor], "group", 0.93, "accepted")
                found.append(Mention(report.document_id, Span(at.start, at.end), words, "actor", actor=link))
        at = quote(report.text, "Khan Shaykhun")
        link = PlaceLink("plc-khan", "Khan Shaykhun", "Idlib", None, "Syria", 35.4, 36.6, 1, 2.0, 0.97)
        found.append(Mention(report.document_id, Span(at.start, at.end), at.text, "place", place=link))
    for words in ("18 February 2017", "this week", "on Saturday", "on Tuesday"):
        at = quote(wire.text, words)
        found.append(
            Mention(
                "doc-wire", Span(at.start, at.end), words, "date", date=DateValue("DATE", "2017-02-18", None)
            )
        )
    at = quote(wire.text, "A spokesman for Jaysh al-Nasr")
    return [*found, Mention("doc-wire", Span(at.start, at.end), at.text, "source", "description")]


def _relation(daily: Document) -> Relation:
    words = quote(daily.text, "Liwa al-Aqsa split from Ahrar al-Sham's camp")
    return Relation(
        "rel-1", "doc-daily", None, "split_from", party(daily.text, "Liwa al-Aqsa", "liwa", words),
        party(daily.text, "Ahrar al-Sham", "ahrar", words), DateInterval.year(2016), None, words, "rules 1",
    )  # fmt: skip


def _killing(claims: list[Claim]) -> Incident:
    return incident(
        "4f1c0a7be2d95c338812", "execution",
        date=DateInterval(date(2017, 2, 12), date(2017, 2, 18)),
        places=(place("khan"), place("idlib")),
        side_a=side("liwa"), side_b=side("fsa", "nasr", "hts"),
        deaths=TollSummary(68, 160, None), deaths_side_b=TollSummary(68, 160, None),
        wounded=TollSummary(12, None, None),
        toll_rule="whole-spread: the whole spread of the sources, since no number fits them all; never an average",
        by_source=(
            SourceToll("Syrian Observatory for Human Rights", ("clm-one",), 120, 170, "killed", None,
                       ("Jaysh al-Nasr", "a rebel official"), "Replaced by the later figure of the same source."),
            SourceToll("Syrian Observatory for Human Rights", ("clm-five",), 150, None, "killed", None,
                       ("Jaysh al-Nasr",), "Kept: sets no upper limit."),
            SourceToll("Jaysh al-Nasr", ("clm-two",), 68, 68, "killed", "combatant",
                       ("Syrian Observatory for Human Rights",), "Kept as the low: counts its own fighters only."),
            SourceToll("a rebel official", ("clm-four",), 160, None, "killed", "combatant", (),
                       "Kept: the best-supported figure."),
            SourceToll("a rebel official", ("clm-four",), 12, None, "wounded", None, (), "Kept: the only figure."),
        ),
        disputed=("deaths", "whether"), grade="contested", number_of_sources=4, number_of_independent_sources=3,
        claim_ids=tuple(one.claim_id for one in claims),
        document_ids=("doc-wire", "doc-daily", "doc-arabic"),
        why=(
            MergeReason("clm-one", "clm-four", "place", 4.2, "The two reports name the same town."),
            MergeReason("clm-one", "clm-four", "days", 2.1, "Their days overlap, and no other killing lies near."),
            MergeReason("clm-one", "clm-four", "sides", 3.0, "Both name Liwa al-Aqsa as acting."),
            MergeReason("clm-one", "clm-four", "toll", -0.8, "170 is compatible with “at least 160”, but the whom differs."),
            MergeReason("clm-one", "clm-two", "trigger", 2.5, "Both tell of captives put to death."),
            MergeReason("clm-one", "clm-two", "toll", -1.6, "68 does not lie within 120 to 170."),
            MergeReason("clm-one", "clm-two", "report", 1.9, "They stand in neighbouring sentences of one report."),
        ),
    )  # fmt: skip


def _others() -> list[Incident]:
    """Sixty incidents of many shapes, so that lists have pages and facets have counts."""
    types = ("clash", "attack", "air_strike", "suicide_bombing", "talks", "shelling")
    where = ("saraqib", "maarrat", "dana", "idlib")
    who = (("hts", "ahrar"), ("saf", "hts"), ("ruaf", "fsa"), ("zinki", "hts"), ("jfs", "ahrar"))
    made = []
    for number in range(60):
        kind, spot, (one, other) = types[number % 6], where[number % 4], who[number % 5]
        day = date(2017, 1, 3) + timedelta(days=3 * number)
        low = (number * 7) % 23
        deaths = (
            None
            if kind == "talks"
            else TollSummary(low, low + 2 if number % 3 else None, low + 9 if number % 4 else None)
        )
        made.append(incident(
            f"{number:020x}", kind,
            date=None if number % 17 == 16 else DateInterval(day, day + timedelta(days=(0, 0, 3, 12)[number % 4])),
            places=() if number % 19 == 18 else (place(spot),),
            side_a=() if number % 13 == 12 else side(one), side_b=side(other),
            deaths=deaths, grade=("fair", "weak", "weak", "confirmed", "discounted")[number % 5],
            disputed=("deaths",) if number % 7 == 0 else (),
            document_ids=("doc-daily",) if number % 2 else ("doc-daily", "doc-wire"),
            number_of_independent_sources=1 + (number % 2 == 0), number_of_sources=2,
        ))  # fmt: skip
    return made


def renamed(one: Incident, **more) -> Incident:
    """An incident with some fields changed."""
    return replace(one, **more)


if __name__ == "__main__":
    import uvicorn

    from contested.web import WebSettings, create_app

    ledger = MemorySource() if "empty" in sys.argv else demo()
    uvicorn.run(
        create_app(WebSettings(name="demo.db"), lambda: ledger), port=int(sys.argv[1]), log_level="warning"
    )
