"""Every input is accounted for, whatever the coder or the reader does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from contested.errors import LedgerError, SkipInput
from contested.ledger import Ledger, memory_ledger
from contested.pipeline import run as running
from contested.pipeline.run import Account, Coded, run
from contested.records import Document, Refusal

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

import records_of_tests as make

TEXTS = {"a": "Fighters shelled the town.", "b": "nothing here", "c": "please refuse", "d": "please fail"}
BROKEN = Refusal.of("reports.jsonl line 2", "broken", "this line is no JSON")


class Listening:
    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def advance(self, outcome: str, place: str) -> None:
        self.heard.append((outcome, place))


class CoderOf(make.FakeCoder):
    """A coder that does what it is given."""

    def __init__(self, does) -> None:
        super().__init__()
        self.does = does

    def code(self, document: Document) -> Coded:
        return self.does(document)


@pytest.fixture
def ledger() -> Ledger:
    return memory_ledger()


def reports() -> list[Document]:
    return [make.report(name, text) for name, text in TEXTS.items()]


def go(inputs, ledger: Ledger, coder=None, **more) -> Account:
    coder = coder or make.FakeCoder()
    return run(inputs, coder, ledger, version="0.1", inputs_named=["reports"], **more)


def test_every_input_is_coded_or_nothing_or_refused_with_a_reason(ledger):
    progress = Listening()
    account = go([*reports(), BROKEN], ledger, progress=progress)
    assert (account.coded, account.nothing, account.refused, account.already) == (1, 1, 3, 0)
    assert account.inputs == 5
    assert account.refusals_by_kind == (("broken", 1), ("fault", 1), ("language", 1))
    assert progress.heard == [
        ("coded", "reports/a.txt"),
        ("nothing", "reports/b.txt"),
        ("refused", "reports/c.txt"),
        ("refused", "reports/d.txt"),
        ("refused", "reports.jsonl line 2"),
    ]
    assert set(ledger.refusals()) == set(account.refusals)
    assert len(list(ledger.documents())) == 3


def test_the_exit_code_is_0_without_and_3_with_refusals(ledger):
    assert go([make.report("a")], ledger).exit_code == 0
    assert go([make.report("a"), BROKEN], ledger).exit_code == 3
    assert go([], ledger).exit_code == 0


def test_a_second_run_codes_nothing_and_writes_nothing_new(ledger):
    inputs = [make.report("a"), make.report("b", TEXTS["b"]), make.report("c", TEXTS["c"]), BROKEN]
    go(inputs, ledger, finish=make.finish)
    before, coder = ledger.content_digest(), make.FakeCoder()
    account = go(inputs, ledger, coder, finish=make.finish)
    assert coder.coded == []
    assert (account.already, account.already_refused, account.refused) == (3, 1, 1)
    assert account.exit_code == 3
    assert ledger.content_digest() == before


def test_a_report_that_comes_twice_is_coded_once(ledger):
    account = go([make.report("a"), make.report("a")], ledger)
    assert (account.coded, account.already) == (1, 1)


def test_another_configuration_codes_again_and_going_back_finds_the_work_done(ledger):
    first, second = make.FakeCoder("c1"), make.FakeCoder("c2")
    go([make.report("a")], ledger, first)
    before = next(ledger.codings())
    assert go([make.report("a")], ledger, second).coded == 1
    assert go([make.report("a")], ledger, first).already == 1
    assert next(ledger.codings()) == before
    assert first.coded == ["a"]


def test_a_fault_names_the_exception_and_the_line_and_is_tried_again(ledger):
    account = go([make.report("d", TEXTS["d"]), make.report("a")], ledger)
    fault = account.refusals[0]
    assert (fault.kind, fault.place) == ("fault", "reports/d.txt")
    assert fault.reason.startswith("KeyError in ledger/records_of_tests.py line ")
    assert "\n" not in fault.reason
    assert account.coded == 1
    mended = CoderOf(lambda document: Coded(document, claims=(make.claim(document),)))
    assert go([make.report("d", TEXTS["d"])], ledger, mended).coded == 1
    assert list(ledger.refusals()) == []


def nested(document: Document) -> Coded:
    return nested(document)


def exhausted(document: Document) -> Coded:
    raise MemoryError


def of_another_report(document: Document) -> Coded:
    return Coded(document, claims=(make.claim(make.report("another")),))


def refused_for_no_reason(document: Document) -> Coded:
    return Coded(document, outcome="refused")


def something_in_nothing(document: Document) -> Coded:
    return Coded(document, claims=(make.claim(document),), outcome="nothing")


@pytest.mark.parametrize(
    "does", [nested, exhausted, of_another_report, refused_for_no_reason, something_in_nothing]
)
def test_what_goes_wrong_with_one_report_stops_no_other(ledger, does):
    def first_goes_wrong(document: Document) -> Coded:
        return does(document) if document.external_id == "a" else Coded(document)

    account = go([make.report("a"), make.report("b")], ledger, CoderOf(first_goes_wrong))
    assert (account.coded, account.refusals_by_kind) == (1, (("fault", 1),))
    assert len(account.refusals[0].reason) <= running.LONGEST_REASON


def test_a_report_that_cannot_be_coded_for_a_reason_is_refused_once_and_for_all(ledger):
    def skipping(document: Document) -> Coded:
        raise SkipInput("no language is known for it", kind="language")

    account = go([make.report("a")], ledger, CoderOf(skipping))
    assert (account.refused, account.refusals[0].kind) == (1, "language")
    assert go([make.report("a")], ledger).already_refused == 1


def test_refusals_within_a_coded_report_are_counted_and_shown(ledger):
    part = Refusal.of("reports/a.txt sentence 3", "too long", "a sentence of 9000 words")
    account = go([make.report("a")], ledger, CoderOf(lambda document: Coded(document, refusals=(part,))))
    assert (account.coded, account.refused, account.exit_code) == (1, 0, 3)
    assert list(ledger.refusals()) == [part]


def test_ctrl_c_ends_the_run_with_its_account(ledger):
    def interrupted():
        yield make.report("a")
        raise KeyboardInterrupt

    account = go(interrupted(), ledger, finish=make.finish)
    assert (account.coded, account.interrupted, account.exit_code) == (1, True, 130)
    assert list(ledger.incidents()) == []
    state = next(ledger.runs())
    assert state.finished
    assert ("interrupted", 1) in state.counts


def test_a_reader_that_breaks_off_is_not_taken_for_the_end(ledger):
    def broken():
        yield make.report("a")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk is gone"):
        go(broken(), ledger)
    assert ("broken_off", 1) in next(ledger.runs()).counts
    assert len(list(ledger.documents())) == 1


def test_a_ledger_that_fails_stops_the_run(ledger, monkeypatch):
    def full(*_, **__) -> bool:
        raise LedgerError("the disk is full")

    monkeypatch.setattr(ledger, "add_report", full)
    with pytest.raises(LedgerError, match="disk is full"):
        go([make.report("a")], ledger)


def test_what_follows_is_derived_at_the_end_of_every_run(ledger):
    go([make.report("a")], ledger, finish=make.finish)
    go([make.report("a"), make.report("b")], ledger, finish=make.finish)
    assert len(list(ledger.incidents())) == 2
    assert len(list(ledger.derivations())) == 1


def test_the_run_is_written_down_with_what_it_counted(ledger):
    account = go([make.report("a"), BROKEN], ledger)
    state = next(ledger.runs())
    assert (state.run.run_id, state.run.what, state.run.version) == (account.run_id, "code", "0.1")
    assert dict(state.counts) == {"coded": 1, "nothing": 0, "refused": 1, "already": 0, "refused: broken": 1}


def test_an_account_of_many_refusals_stays_small(ledger, monkeypatch):
    monkeypatch.setattr(running, "KEPT_REFUSALS", 5)
    many = (Refusal.of(f"line {number}", "broken", "no JSON") for number in range(50))
    account = go(many, ledger)
    assert (len(account.refusals), account.refused) == (5, 50)
    assert account.refusals_by_kind == (("broken", 50),)
    assert len(list(ledger.refusals())) == 50


def test_inputs_are_taken_one_at_a_time(ledger):
    coder, taken = make.FakeCoder(), []

    def lazily():
        for name in "abc":
            assert coder.coded == taken
            taken.append(name)
            yield make.report(name)

    assert go(lazily(), ledger, coder).coded == 3


def test_a_file_name_that_is_no_utf8_is_written_out(tmp_path):
    from contested.ledger import open_ledger

    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        odd = Refusal.of("reports/\udcff.txt", "empty", "no text\nin it")
        account = go([odd, make.report("\udcfe"), make.report("a")], ledger)
        assert (account.refused, account.coded) == (2, 1)
        assert account.refusals[0].place == r"reports/\udcff.txt"
        assert account.refusals[0].reason == "no text in it"
        assert len(list(ledger.refusals())) == 2


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_ledger_is_the_same_with_any_number_of_threads(threads):
    alone, together = memory_ledger(), memory_ledger()
    inputs = [make.report(f"r{n}", f"{text} {n}") for n in range(7) for text in TEXTS.values()]
    inputs += [BROKEN, inputs[0], inputs[3]]
    first, second = Listening(), Listening()
    one = go(inputs, alone, progress=first)
    other = go(inputs, together, threads=threads, progress=second)
    assert first.heard == second.heard
    assert (one.coded, one.nothing, one.refused, one.already) == (
        other.coded,
        other.nothing,
        other.refused,
        other.already,
    )
    assert [it.external_id for it in alone.documents()] == [it.external_id for it in together.documents()]
    assert [it.claim_id for it in alone.claims()] == [it.claim_id for it in together.claims()]


def test_a_report_that_stands_twice_among_those_read_at_once_is_coded_once(ledger):
    twin = make.report("a", TEXTS["a"])
    account = go([twin, twin, twin], ledger, threads=4)
    assert (account.coded, account.already) == (1, 2)
