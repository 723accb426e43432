"""What every ledger does, whatever keeps its rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from contested.errors import LedgerError, NotFound
from contested.ledger import Ledger, memory_ledger, open_ledger
from contested.records import Published, Refusal
from contested.values.intervals import DateInterval

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

import records_of_tests as make

T0 = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = T0

    def __call__(self) -> datetime:
        return self.time

    def forward(self, hours: int = 1) -> datetime:
        self.time += timedelta(hours=hours)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    if request.param == "memory":
        opened = memory_ledger(clock)
    else:
        opened = open_ledger(tmp_path / "ledger.db", create=True, clock=clock)
    with opened:
        opened.start_run(make.a_run())
        yield opened


def add(ledger: Ledger, name: str, configuration: str = "c1", **more) -> bool:
    document = more.pop("document", None) or make.report(name)
    parts = {
        "mentions": [make.mention(document)],
        "claims": [make.claim(document)],
        "relations": [make.relation(document)],
    }
    return ledger.add_report("run-1", document, make.coding(document, configuration), **parts | more)


def test_a_report_comes_back_whole(ledger):
    assert add(ledger, "a") is True
    document = make.report("a")
    assert list(ledger.documents()) == [document]
    assert ledger.mentions(document.document_id) == (make.mention(document),)
    assert list(ledger.claims()) == [make.claim(document)]
    assert list(ledger.claims(document.document_id)) == [make.claim(document)]
    assert list(ledger.relations()) == [make.relation(document)]
    assert list(ledger.codings()) == [make.coding(document)]
    assert ledger.claim(make.claim(document).claim_id) == make.claim(document)


def test_adding_what_is_there_changes_nothing(ledger):
    add(ledger, "a")
    before = ledger.content_digest(), ledger.counts()
    assert add(ledger, "a") is False
    assert (ledger.content_digest(), ledger.counts()) == before


def test_a_report_is_found_by_its_id_and_by_its_external_id(ledger):
    add(ledger, "a")
    document = make.report("a")
    assert ledger.document("a") == ledger.document(document.document_id) == document
    with pytest.raises(NotFound, match="no report 'b'"):
        ledger.document("b")


def test_two_reports_of_one_external_id_are_named_not_chosen_between(ledger):
    add(ledger, "a")
    add(ledger, "a", document=make.report("a", "Fighters shelled the town again."))
    with pytest.raises(NotFound, match="2 reports have the external id 'a'"):
        ledger.document("a")
    assert len(list(ledger.documents())) == 2


def test_what_is_read_comes_in_the_order_of_its_content(ledger):
    for name in ("c", "a", "b"):
        document = make.report(name)
        add(ledger, name, claims=[make.claim(document, 14), make.claim(document, 9)])
    assert [it.external_id for it in ledger.documents()] == ["a", "b", "c"]
    assert [it.trigger.start for it in ledger.claims()] == [9, 14] * 3
    assert [it.document_id for it in ledger.claims()][::2] == [it.document_id for it in ledger.documents()]


def test_more_reports_and_claims_than_a_page_come_once_each(ledger):
    for number in range(450):
        document = make.report(f"r{number:03}")
        add(ledger, document.external_id, mentions=(), relations=())
    many = make.report("r999")
    claims = [make.claim(many, ordinal=number) for number in range(450)]
    add(ledger, "r999", claims=claims)
    assert [it.external_id for it in ledger.documents()] == [f"r{n:03}" for n in range(450)] + ["r999"]
    assert {it.claim_id for it in ledger.claims(many.document_id)} == {it.claim_id for it in claims}
    assert len(list(ledger.claims())) == 900
    assert ledger.counts()["claims"] == 900


def test_the_digest_does_not_depend_on_the_order_of_adding(ledger):
    other = memory_ledger()
    for name in ("a", "b", "c"):
        add(ledger, name)
    for name in ("c", "b", "a"):
        add(other, name)
    other.add_refusals("run-1", [])
    assert ledger.content_digest() == other.content_digest()
    add(other, "d")
    assert ledger.content_digest() != other.content_digest()


def test_a_later_coding_is_the_current_one_and_the_earlier_stays(ledger):
    document = make.report("a")
    add(ledger, "a")
    dated = replace(document, published=Published(DateInterval.day(date(2017, 4, 4)), "inferred"))
    later = make.coding(document, "c2")
    ledger.add_report("run-1", dated, later, claims=[make.claim(document, event_type="attack")])
    assert [it.event_type for it in ledger.claims()] == ["attack"]
    assert ledger.document("a") == dated
    assert [it.configuration for it in ledger.codings_of(document.document_id)] == ["c1", "c2"]
    assert ledger.claim(make.claim(document).claim_id).event_type == "shelling"
    first = make.coding(document).coding_id
    assert ledger.mentions(document.document_id) == ()
    assert len(ledger.mentions(document.document_id, coding_id=first)) == 1
    assert ledger.counts()["claims"] == 1
    assert ledger.counts()["codings"] == 2


def test_coding_with_an_earlier_coder_again_makes_its_coding_current_again(ledger):
    document = make.report("a")
    add(ledger, "a")
    before = ledger.content_digest()
    add(ledger, "a", "c2", claims=[])
    assert list(ledger.claims()) == []
    assert ledger.return_to_coding("run-1", make.coding(document).coding_id) == make.coding(document)
    assert len(list(ledger.claims())) == 1
    assert add(ledger, "a", "c2", claims=[]) is False
    assert list(ledger.claims()) == []
    assert ledger.return_to_coding("run-1", "cod-none") is None
    assert ledger.content_digest() != before


def test_a_claim_that_two_codings_share_is_read_from_the_current_one(ledger):
    document = make.report("a")
    add(ledger, "a")
    surer = replace(make.claim(document), confidence=0.9)
    add(ledger, "a", "c2", claims=[surer])
    assert ledger.claim(surer.claim_id).confidence == 0.9


def test_two_different_claims_of_one_id_are_refused_and_nothing_of_the_report_stays(ledger):
    document = make.report("a")
    one = make.claim(document)
    before = ledger.content_digest()
    with pytest.raises(LedgerError, match="two different records"):
        add(ledger, "a", claims=[one, replace(one, confidence=0.1)])
    assert ledger.content_digest() == before
    assert add(ledger, "a", claims=[one, one]) is True
    assert list(ledger.claims()) == [one]


def test_records_of_another_report_are_refused(ledger):
    with pytest.raises(LedgerError, match="another report"):
        add(ledger, "a", claims=[make.claim(make.report("b"))])


def test_refusals_are_recorded_once(ledger):
    refusal = Refusal.of("reports.jsonl line 12", "broken", "this line is no JSON")
    assert ledger.add_refusals("run-1", [refusal, refusal]) == 1
    assert ledger.add_refusals("run-1", [refusal]) == 0
    assert list(ledger.refusals()) == [refusal]


def test_a_fault_stands_until_its_report_is_coded(ledger):
    document = make.report("a")
    fault = Refusal.of("a", "fault", "KeyError", document.document_id)
    ledger.add_refusals("run-1", [fault], coding_id=make.coding(document).coding_id)
    assert list(ledger.refusals()) == [fault]
    assert ledger.counts()["refusals"] == 1
    add(ledger, "a")
    assert list(ledger.refusals()) == []


def test_a_refusal_within_a_coding_stands_as_long_as_the_coding(ledger):
    document = make.report("a")
    refusal = Refusal.of("a sentence 3", "too long", "9000 words", document.document_id)
    add(ledger, "a", refusals=[refusal])
    assert list(ledger.refusals()) == [refusal]
    add(ledger, "a", "c2")
    assert list(ledger.refusals()) == []


def test_the_last_build_of_incidents_is_the_current_one(ledger):
    one, two = make.incident("aa1", date(2017, 1, 2)), make.incident("aa2", date(2017, 1, 1))
    undated = make.incident("a00")
    assert ledger.add_incidents("run-1", "bld-1", [one, undated, two]) is True
    assert list(ledger.incidents()) == [two, one, undated]
    assert ledger.add_incidents("run-1", "bld-1", [one, two]) is False
    assert ledger.add_incidents("run-1", "bld-2", [two]) is True
    assert list(ledger.incidents()) == [two]
    assert ledger.counts()["incidents"] == 1
    assert ledger.add_incidents("run-1", "bld-1", [one, two, undated]) is True
    assert len(list(ledger.incidents())) == 3
    assert ledger.build_id() == "bld-1"


def test_a_build_that_breaks_off_is_not_seen_and_can_be_made_again(ledger):
    ledger.add_incidents("run-1", "bld-1", [make.incident("old")])
    incidents = [make.incident(f"{number:04}") for number in range(1200)]

    def breaking():
        yield from incidents[:1100]
        raise MemoryError

    with pytest.raises(MemoryError):
        ledger.add_incidents("run-1", "bld-2", breaking())
    assert [it.incident_id for it in ledger.incidents()] == ["inc-old"]
    ledger.add_incidents("run-1", "bld-2", incidents)
    assert list(ledger.incidents()) == incidents


def test_an_incident_is_found_by_a_beginning_that_only_it_has(ledger):
    ledger.add_incidents("run-1", "bld-0", [make.incident("ab9")])
    ledger.add_incidents("run-1", "bld-1", [make.incident("ab1"), make.incident("ab12"), make.incident("c")])
    assert ledger.incident("inc-c").incident_id == "inc-c"
    assert ledger.incident("inc-ab1").incident_id == "inc-ab1"
    assert ledger.incident("inc-ab12").incident_id == "inc-ab12"
    with pytest.raises(NotFound, match="more than one incident begins with 'inc-a': inc-ab1, inc-ab12"):
        ledger.incident("inc-a")
    for name in ("inc-ab9", "", "%", "inc-_"):
        with pytest.raises(NotFound, match="no incident"):
            ledger.incident(name)


def test_derivations_are_those_given_last(ledger):
    first, second = make.derivation("doc-2", "doc-1"), make.derivation("doc-3", "doc-1")
    assert ledger.add_derivations("run-1", [second, first]) is True
    assert list(ledger.derivations()) == [first, second]
    assert ledger.add_derivations("run-1", [first, second]) is False
    assert ledger.add_derivations("run-1", []) is True
    assert list(ledger.derivations()) == []


def test_judgements_outlive_codings_in_the_order_in_which_they_were_made(ledger):
    assert ledger.add_judgement("run-1", make.judgement("j2")) is True
    assert ledger.add_judgement("run-1", make.judgement("j1")) is True
    assert ledger.add_judgement("run-1", make.judgement("j1")) is False
    add(ledger, "a")
    add(ledger, "a", "c2")
    assert [it.judgement_id for it in ledger.judgements()] == ["j2", "j1"]


def test_a_run_has_a_beginning_and_an_end_unless_it_was_killed(ledger, clock):
    ended = clock.forward()
    ledger.finish_run("run-1", {"coded": 3})
    ledger.start_run(make.a_run("run-2"))
    one, two = ledger.runs()
    assert (one.run, one.started, one.finished, one.counts) == (make.a_run(), T0, ended, (("coded", 3),))
    assert (two.finished, two.counts) == (None, ())


def test_any_earlier_state_can_be_read(ledger, clock):
    states = []
    for step in (
        lambda: add(ledger, "a"),
        lambda: add(ledger, "b"),
        lambda: add(ledger, "a", "c2", claims=[]),
        lambda: ledger.add_incidents("run-1", "bld-1", [make.incident("1")]),
        lambda: ledger.add_incidents("run-1", "bld-2", []),
        lambda: ledger.add_judgement("run-1", make.judgement("j")),
        lambda: ledger.return_to_coding("run-1", make.coding(make.report("a")).coding_id),
    ):
        states.append((clock.time, ledger.counts(), ledger.content_digest()))
        clock.forward()
        step()
    assert len({digest for _, _, digest in states}) == len(states)
    for time, counts, digest in states:
        known = ledger.as_known(time + timedelta(minutes=59))
        assert (known.counts(), known.content_digest()) == (counts, digest)
    assert ledger.as_known(T0 - timedelta(days=1)).counts()["documents"] == 0
    assert ledger.as_known(clock.forward()).content_digest() == ledger.content_digest()


def test_the_past_is_read_not_written_and_needs_a_time_zone(ledger):
    with pytest.raises(LedgerError, match="past"):
        add(ledger.as_known(T0), "a")
    with pytest.raises(ValueError, match="time zone"):
        ledger.as_known(datetime(2026, 1, 1))


def test_a_clock_that_is_set_back_hides_nothing_that_was_known(ledger, clock):
    clock.forward(10)
    add(ledger, "a")
    known = clock.time
    clock.time = T0
    add(ledger, "b")
    assert len(list(ledger.as_known(known).documents())) == 2
    assert len(list(ledger.as_known(T0).documents())) == 0


def test_what_is_added_while_reading_does_not_join_the_reading(ledger):
    for number in range(3):
        add(ledger, f"r{number}")
    seen = []
    for document in ledger.documents():
        seen.append(document.external_id)
        add(ledger, f"{document.external_id} and more")
    assert seen == ["r0", "r1", "r2"]
    assert ledger.counts()["documents"] == 6


def test_every_script_and_odd_character_comes_back(ledger):
    for text in ("سيطر مقاتلون على البلدة", "a\u200b\u202e\u0000b", "𐀀" * 9, "'; DROP TABLE record; --"):
        document = make.report(text[:12], text)
        ledger.add_report("run-1", document, make.coding(document))
        assert ledger.document(document.document_id).text == text
        assert ledger.document(text[:12]).text == text


def test_an_empty_ledger_answers_with_nothing(ledger):
    assert list(ledger.documents()) == list(ledger.claims()) == list(ledger.incidents()) == []
    assert ledger.mentions("doc-none") == ()
    assert set(ledger.counts().values()) == {0, 1}
    assert ledger.build_id() is None
    with pytest.raises(NotFound, match="no claim"):
        ledger.claim("clm-none")
