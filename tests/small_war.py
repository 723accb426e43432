"""Two reports about one killing, and a third that copies the first: records made by hand."""

from dataclasses import dataclass, field
from datetime import date

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
    Mention,
    MergeReason,
    Party,
    PlaceLink,
    Published,
    Quote,
    Relation,
    Removed,
    SourceToll,
    Toll,
    TollSummary,
    Whom,
)
from contested.values.intervals import CountRange, DateInterval
from contested.values.spans import Span

MONITOR = (
    "خان شيخون — Samir Haddad, a spokesman, said Jund al-Aqsa executed 150 to 200 fighters in Khan Shaykhun "
    "on 14 February 2017. Among the dead was Yusuf Qasim, a baker."
)
REBELS = "At least 70 fighters were executed by Jund al-Aqsa near Khan Shaykhun, Jaysh al-Nasr announced."
DAY = DateInterval.day(date(2017, 2, 14))
KILLING = "inc-00000000000000000001"
UNDATED = "inc-00000000000000000002"


def quote(text: str, words: str) -> Quote:
    """The words where they stand first."""
    start = text.index(words)
    return Quote(words, start, start + len(words))


def party(text: str, words: str, actor_id: str | None = None, name: str | None = None) -> Party:
    """A party on its words."""
    here = quote(text, words)
    return Party(here.text, here.start, here.end, actor_id, name)


def document(
    key: str, text: str, source: str | None, title: str | None, days: DateInterval | None
) -> Document:
    """A report with one thing taken out."""
    return Document(
        document_id=f"doc-{key}",
        external_id=f"{key}.txt",
        title=title,
        text=text,
        source=source,
        url=None,
        language="en",
        retrieved=None,
        published=Published(days, "given" if days else "unknown"),
        removed=(Removed(0, 5, "share button", "Share"),),
        headline=None,
        origin=f"reports/{key}.txt",
    )


def mention(key: str, text: str, words: str, kind: str, **resolved: object) -> Mention:
    """Words of a kind."""
    here = quote(text, words)
    return Mention(f"doc-{key}", Span(here.start, here.end), words, kind, **resolved)  # type: ignore[arg-type]


def claim(
    key: str, text: str, trigger: str, figure: str, count: CountRange, who_says: str, **more: object
) -> Claim:
    """An execution at Khan Shaykhun as one report tells it."""
    here, toll, place = quote(text, trigger), quote(text, figure), quote(text, "Khan Shaykhun")
    said = quote(text, "said" if "said" in text else "announced")
    fields: dict[str, object] = {
        "claim_id": f"clm-{key}",
        "document_id": f"doc-{key}",
        "sentence": Quote(text.split(". ", maxsplit=1)[0], 0, len(text.split(". ", maxsplit=1)[0])),
        "trigger": here,
        "event_type": "execution",
        "side_a": (party(text, "Jund al-Aqsa", "act-jaa", "Jund al-Aqsa"),),
        "side_b": (party(text, "fighters"),),
        "places": (
            ClaimPlace(
                place.text,
                place.start,
                place.end,
                "plc-ks",
                "Khan Shaykhun",
                "Idlib",
                None,
                "SY",
                35.44,
                36.65,
                1,
            ),
        ),
        "date": ClaimDate(None, DAY, "inherited"),
        "tolls": (Toll("killed", count, toll.text, toll.start, toll.end, Whom("fighters", "combatant")),),
        "attribution": (Attribution(party(text, who_says), said),),
        "status": "reported",
        "loaded": (),
        "confidence": 0.8,
        "role": "incident",
        "extractor": "rules 1",
    }
    return Claim(**(fields | more))  # type: ignore[arg-type]


def killing(**more: object) -> Incident:
    """The incident that both claims are about."""
    side_a = party(MONITOR, "Jund al-Aqsa", "act-jaa", "Jund al-Aqsa")
    fields: dict[str, object] = {
        "incident_id": KILLING,
        "event_type": "execution",
        "date": DAY,
        "places": (IncidentPlace("plc-ks", "Khan Shaykhun", "Idlib", None, "SY", 35.44, 36.65, 1),),
        "side_a": (side_a,),
        "side_b": (party(MONITOR, "fighters"),),
        "deaths": TollSummary(70, None, 200),
        "deaths_side_a": None,
        "deaths_side_b": TollSummary(70, None, 200),
        "deaths_civilian": None,
        "deaths_unknown": None,
        "wounded": None,
        "captured": None,
        "toll_rule": "No number satisfies every source, so the whole spread is kept.",
        "by_source": (
            SourceToll(
                "Samir Haddad", ("clm-monitor",), 150, 200, "killed", "fighters", ("Jaysh al-Nasr",), "widens"
            ),
            SourceToll(
                "Jaysh al-Nasr", ("clm-rebels",), 70, None, "killed", "fighters", ("Samir Haddad",), "the low"
            ),
        ),
        "disputed": ("deaths",),
        "grade": "fair",
        "number_of_sources": 2,
        "number_of_independent_sources": 2,
        "claim_ids": ("clm-monitor", "clm-rebels"),
        "document_ids": ("doc-monitor", "doc-rebels"),
        "why": (
            MergeReason("clm-monitor", "clm-rebels", "place", 4.2, "The two reports name the same place."),
        ),
    }
    return Incident(**(fields | more))  # type: ignore[arg-type]


@dataclass
class War:
    """A ledger's reading side in lists."""

    all_documents: list[Document] = field(default_factory=list)
    all_mentions: list[Mention] = field(default_factory=list)
    all_claims: list[Claim] = field(default_factory=list)
    all_relations: list[Relation] = field(default_factory=list)
    all_incidents: list[Incident] = field(default_factory=list)
    all_derivations: list[Derivation] = field(default_factory=list)

    def documents(self) -> list[Document]:
        return self.all_documents

    def mentions(self, document_id: str) -> list[Mention]:
        return [one for one in self.all_mentions if one.document_id == document_id]

    def claims(self) -> list[Claim]:
        return self.all_claims

    def relations(self) -> list[Relation]:
        return self.all_relations

    def incidents(self) -> list[Incident]:
        return self.all_incidents

    def derivations(self) -> list[Derivation]:
        return self.all_derivations

    def reversed(self) -> "War":
        """The same, read in the opposite order."""
        return War(*(list(reversed(getattr(self, name))) for name in self.__dataclass_fields__))


def small_war() -> War:
    """Three reports, two claims, two incidents, a relation stated twice."""
    link = ActorLink("act-jaa", "Jund al-Aqsa", "armed_group", 0.9, "accepted")
    place = PlaceLink("plc-ks", "Khan Shaykhun", "Idlib", None, "SY", 35.44, 36.65, 1, 2.0, 0.95)
    stated = [
        Relation(
            f"rel-{key}",
            f"doc-{key}",
            f"clm-{key}",
            "hostile_to",
            party(text, "Jund al-Aqsa", "act-jaa", "Jund al-Aqsa"),
            party(text, "fighters"),
            None,
            None,
            quote(text, "executed"),
            "rules 1",
        )
        for key, text in (("monitor", MONITOR), ("rebels", REBELS))
    ]
    return War(
        [
            document("rebels", REBELS, "=HYPERLINK(Tribune)", None, None),
            document("monitor", MONITOR, "Monitor", "Seventy, or two hundred", DAY.shift(2)),
            document("copy", MONITOR, "Daily", None, DAY.shift(3)),
        ],
        [
            mention("monitor", MONITOR, "Yusuf Qasim", "person"),
            mention("monitor", MONITOR, "Haddad", "person"),
            mention("monitor", MONITOR, "Jund al-Aqsa", "actor", actor=link),
            mention("monitor", MONITOR, "Khan Shaykhun", "place", place=place),
            mention(
                "monitor", MONITOR, "14 February 2017", "date", date=DateValue("DATE", "2017-02-14", DAY)
            ),
            mention("monitor", MONITOR, "150 to 200", "number", number=CountRange(150, 200)),
            mention("rebels", REBELS, "At least 70", "number", number=CountRange(70, None)),
        ],
        [
            claim("rebels", REBELS, "executed", "At least 70", CountRange(70, None), "Jaysh al-Nasr"),
            claim("monitor", MONITOR, "executed", "150 to 200", CountRange(150, 200), "Samir Haddad"),
        ],
        stated,
        [
            killing(
                incident_id=UNDATED,
                event_type="talks",
                date=None,
                places=(),
                side_a=(Party("Yusuf Qasim", 0, 11),),
                deaths=None,
                deaths_side_b=None,
                by_source=(),
                disputed=(),
                grade="weak",
                number_of_sources=1,
                number_of_independent_sources=1,
                claim_ids=(),
                document_ids=("doc-monitor",),
                why=(),
            ),
            killing(),
        ],
        [Derivation("doc-copy", "doc-monitor", "same_text", 1.0, "The texts are the same.")],
    )
