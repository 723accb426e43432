"""What every coder of claims does, whatever it reads by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contested import ontology
from contested.claims import EXTRACTORS, Extraction, Extractor
from contested.claims.extractors.llm import LlmExtractor
from contested.inference.endpoint import ChatClient, Endpoint
from contested.ontology import Ontology
from contested.pipeline.path import PathCoder
from contested.records import Claim, Document, Relation
from contested.records.codec import decode, encode
from contested.values.intervals import DateInterval
from model_server import Server, reads_a_little
from reports_of_tests import report, shipped_coder

REPORTS = {
    "killing": "Jund al-Aqsa executed 160 fighters of the Free Syrian Army near Khan Shaykhun on Tuesday, "
    "five of them commanders, a rebel official said. He said 43 others belonged to Jaysh al-Nasr.\n\n"
    "The group denied that it had killed prisoners. “We executed nobody,” its spokesman said.",
    "raid": "Government warplanes bombed a market in Azaz on 3 June, killing at least nine people and "
    "wounding dozens more, the Syrian Observatory for Human Rights said.\n\nShells also hit Marea. "
    "Two children died.",
    "ties": "Jabhat al-Nusra, al-Qaeda's affiliate in Syria, attacked the Turkish-backed Levant Front. "
    "The Levant Front, which includes Nour al-Din al-Zenki, split from the Islamic Front. "
    "Ahrar al-Sham, an ally of the Levant Front, declared war on the Islamic State, "
    "formerly known as the Islamic State of Iraq.",
    "total": "More than 200,000 people have been killed in Syria since the war began in March 2011.\n\n"
    "On Monday the army shelled Daraa, and nine people were killed.",
    "signs": "Rebels\u200b took “Idlib”… (again) — 5–6 dead!!! خان شيخون: قتل 12. "
    "Ahrar   al-Sham\tfought “ISIS”.",
    "capitals": "JABHAT AL-NUSRA KILLED 12 SOLDIERS IN HOMS. THE ARMY SAID IT CAPTURED TWO.",
    "list": "Ahrar al-Sham, Jaish al-Islam, Faylaq al-Rahman and the Levant Front attacked Islamic State and "
    "Hezbollah in Aleppo, Idlib and Hama on 1 May and on 3 May, killing 5, 6 and 7 fighters respectively.",
    "repeated": "The army shelled Homs, killing five people. " * 12,
}
FOREIGN = {
    "ar": "قتل عشرة مدنيين في قصف مدفعي على مدينة إدلب الثلاثاء، وقال ناشطون إن جبهة النصرة هاجمت البلدة.",
    "fr": "Les rebelles ont attaqué la ville d'Idlib mardi et tué dix soldats, selon l'armée.",
    "tr": "Suriye ordusu İdlib'de on sivili öldürdü ve saldırı düzenledi.",
    "ru": "Сирийская армия обстреляла Идлиб, погибли десять мирных жителей.",
}
quick = settings(
    max_examples=45,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@cache
def _client() -> ChatClient:
    """Asks a model of this machine that reads a few words, miscounts and invents."""
    return ChatClient(Endpoint(Server(reads_a_little).url, "stub"))


def _llm(types: Ontology) -> Extractor:
    return LlmExtractor(types, _client(), window=700)


MAKERS = {**EXTRACTORS, "llm": _llm}
pytestmark = pytest.mark.parametrize("name", sorted(MAKERS))


def made(name: str) -> Extractor:
    """A coder that nobody has used yet."""
    return MAKERS[name](ontology.load())


def on_the_path(name: str) -> PathCoder:
    return PathCoder(_kept.setdefault(name, made(name)), shipped_coder().world)


_kept: dict[str, Extractor] = {}


def extraction(name: str, document: Document) -> Extraction:
    result = on_the_path(name).code(document)
    return Extraction(result.claims, result.relations)


def quotes(record: Claim | Relation) -> Iterator[tuple[str, int, int]]:
    """Every piece of a record that says where its words stand."""
    if isinstance(record, Relation):
        parts: list[object] = [record.subject, record.object, record.quote]
    else:
        parts = [record.sentence, record.trigger, *record.side_a, *record.side_b, *record.places]
        parts += [*record.tolls, *record.loaded, record.date, *(toll.whom for toll in record.tolls)]
        parts += [part for step in record.attribution for part in (step.source, step.cue) if part]
    for part in parts:
        if part.start is not None:  # type: ignore[attr-defined]
            yield part.text, part.start, part.end  # type: ignore[attr-defined]


def check(document: Document, found: Extraction, name: str) -> None:
    """All that holds for whatever a coder made of a document."""
    for record in (*found.claims, *found.relations):
        assert record.document_id == document.document_id
        assert record.extractor == made(name).label
        for words, start, end in quotes(record):
            assert 0 <= start < end <= len(document.text), record
            assert document.text[start:end] == words, record
        assert decode(encode(record), type(record)) == record
    for claim in found.claims:
        assert claim.event_type in ontology.load().types
        assert 0 <= claim.confidence <= 1
        assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
        assert (claim.date.days is None) is (claim.date.basis == "unknown")
        assert (claim.date.text is None) is (claim.date.start is None) is (claim.date.end is None)
        assert all(toll.part_of is None or toll.part_of in document.text for toll in claim.tolls)
    claim_ids = [claim.claim_id for claim in found.claims]
    assert len(set(claim_ids)) == len(claim_ids)
    assert {relation.claim_id for relation in found.relations} <= {None, *claim_ids}
    by_id: dict[str, Relation] = {}
    for relation in found.relations:
        assert by_id.setdefault(relation.relation_id, relation) == relation
    assert len(by_id) == len(found.relations)


@pytest.mark.parametrize("key", REPORTS)
def test_every_quote_is_the_text_at_its_place(name: str, key: str) -> None:
    document = report(REPORTS[key], key)
    check(document, extraction(name, document), name)


@pytest.mark.parametrize("key", ["killing", "raid", "ties", "total", "list", "repeated"])
def test_a_report_of_violence_gives_claims(name: str, key: str) -> None:
    assert extraction(name, report(REPORTS[key], key)).claims


@pytest.mark.parametrize("key", REPORTS)
def test_the_same_report_gives_the_same_whatever_was_read_before(name: str, key: str) -> None:
    document = report(REPORTS[key], key)
    first = PathCoder(made(name), shipped_coder().world).code(document)
    busy = on_the_path(name)
    for other, text in REPORTS.items():
        busy.code(report(text, other))
    again = busy.code(document)
    assert encode(again.claims) == encode(first.claims)
    assert encode(again.relations) == encode(first.relations)


def test_equal_data_files_make_equal_digests(name: str) -> None:
    assert made(name).digest == made(name).digest
    assert made(name).label == made(name).label


def test_another_ontology_has_another_digest(name: str) -> None:
    whole = ontology.load()
    assert MAKERS[name](replace(whole, digest="other")).digest != made(name).digest


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "...", "“”", "\u200b", "12", "a", "—" * 50])
def test_a_document_without_words_of_an_event_gives_nothing(name: str, text: str) -> None:
    found = extraction(name, report(text))
    assert (found.claims, found.relations) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "The harvest was good this year. Prices of bread in the old market fell for the second week.",
        "The museum opens at nine. Visitors pay at the door, and children go free.",
    ],
)
def test_a_report_of_peaceful_things_tells_of_no_violence(name: str, text: str) -> None:
    types = ontology.load().types
    assert not [one for one in extraction(name, report(text)).claims if types[one.event_type].violent]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_report_in_another_language_gives_nothing(name: str, language: str) -> None:
    document = report(FOREIGN[language], language=language)
    assert made(name).extract(document, (), ()) == Extraction((), ())
    assert extraction(name, document) == Extraction((), ())


def test_a_report_said_to_be_in_another_language_gives_nothing(name: str) -> None:
    document = report(REPORTS["raid"], language="de")
    assert extraction(name, document) == Extraction((), ())


def test_a_report_of_no_known_language_is_tried(name: str) -> None:
    assert extraction(name, report(REPORTS["raid"], language=None)).claims


def test_an_undated_report_is_coded_without_a_day_of_its_own(name: str) -> None:
    text = "Government warplanes bombed a market in Azaz, killing nine people."
    document = report(text, published=None)
    found = extraction(name, document)
    check(document, found, name)
    assert found.claims
    assert {claim.date.basis for claim in found.claims} == {"unknown"}


def test_two_reports_share_no_id(name: str) -> None:
    one, other = (extraction(name, report(REPORTS["killing"], key)) for key in ("one", "other"))
    assert not {claim.claim_id for claim in one.claims} & {claim.claim_id for claim in other.claims}
    assert len(one.claims) == len(other.claims)


def test_the_day_of_publication_changes_no_id(name: str) -> None:
    early = extraction(name, report(REPORTS["raid"]))
    late = extraction(name, report(REPORTS["raid"], published=DateInterval.day(date(2016, 1, 1))))
    assert [claim.claim_id for claim in early.claims] == [claim.claim_id for claim in late.claims]


# --- whatever is put in ------------------------------------------------------------------------------

PIECES = ["\n", "\n\n"]
PIECES += (
    """
Ahrar al-Sham|Jabhat al-Nusra|the army|Islamic State|rebels|its|who|they|FSA|Idlib|Azaz|attacked
killed|killing|said|according to|denied|clashed with|bombed|was executed by|captured|12 people
at least nine civilians|dozens|including|three of them|on Tuesday|in 2014|since 2011|and|,|.|;|:|—
(|)|“|”|"|'s|’|of|by|from|which includes|formerly known as|-backed|ally|another 43|plus
They included|He|dead|wounded|terrorist|group|a|no|if|will|threatened to|plans to|truce|joined
split from
""".strip()
    .replace("\n", "|")
    .split("|")
)
soup = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join)


@quick
@given(text=soup)
@example(text="killed killed killed")
@example(text="including 12 people , 12 people killed")
@example(text="They included 12 people . They included 12 people killed")
def test_words_of_war_in_any_order_are_read_without_a_false_quote(name: str, text: str) -> None:
    document = report(text)
    check(document, extraction(name, document), name)


odd = st.text(
    alphabet=st.one_of(
        st.characters(blacklist_categories=("Cs",)),
        st.sampled_from("“”‘’'\"«»—–-…\u200b\u200f\u202e\u00ad\ufeff\u0640\n \t.,;:()[]0123456789%$"),
    ),
    max_size=250,
)


@quick
@given(text=odd)
@example(text="ı İ ß ﬁ İstanbul killed 5")
@example(text="٣ people killed, ² dead, ½ wounded, ④ captured")
@example(text="'" * 200)
@example(text="“" * 100 + " killed 12 " + "”" * 100)
def test_any_characters_are_read_without_a_false_quote(name: str, text: str) -> None:
    document = report(text)
    check(document, extraction(name, document), name)


@quick
@given(text=odd, inside=soup, at=st.integers(0, 400))
def test_odd_characters_in_a_report_do_no_harm_to_its_places(
    name: str, text: str, inside: str, at: int
) -> None:
    document = report(inside[:at] + text + inside[at:])
    check(document, extraction(name, document), name)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "Al-" * 5_000 + "Nusra killed 5.",
        "9" * 20_000 + " people killed",
        "1," * 8_000 + "000 people killed",
        "İ" * 5_000 + " killed five people in Homs",
        "A.B." * 5_000,
        "-" * 10_000,
        "don't" * 3_000,
    ],
    ids=lambda text: text[:5],
)
def test_a_word_of_any_length_is_read(name: str, text: str) -> None:
    document = report(text)
    check(document, extraction(name, document), name)


def test_a_shuffled_report_is_read_without_a_false_quote(name: str) -> None:
    chance = random.Random(11)
    words = " ".join(REPORTS.values()).split(" ")
    for number in range(15):
        chance.shuffle(words)
        document = report(" ".join(words[:150]), str(number))
        check(document, extraction(name, document), name)
