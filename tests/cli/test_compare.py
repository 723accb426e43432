"""Two coders on one ledger: both codings stay, and their differences can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import model_server as ms
from contested import ontology
from contested.cli import app
from contested.errors import UsageError
from contested.ledger import open_ledger
from contested.pipeline.comparing import Compared, Comparison, chosen, paired
from contested.records import Claim
from contested.values.intervals import CountRange
from model_server import claims, figure, served, source, words
from small_war import DAY, MONITOR, claim, document, party

FIRST = "Rebels shelled Homs on 3 June 2015, killing nine people, a monitor said. The army attacked Azaz."
SECOND = "The harvest was good this year."
TOLD = ms.claim(
    1,
    "shelled",
    "shelling",
    side_a=[words(1, "Rebels")],
    places=[words(1, "Homs")],
    date=words(1, "3 June 2015"),
    tolls=[figure(1, "killed", "nine", "people")],
    sources=[source(1, "a monitor", "said")],
)
TALKS = ms.claim(2, "The army", "talks")


def call(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result.stdout if status == 0 else result.stderr


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("both")
    lines = [
        json.dumps({"id": key, "text": text, "published": "2015-06-04"})
        for key, text in (("first", FIRST), ("second", SECOND))
    ]
    (folder / "reports.jsonl").write_text("\n".join(lines))
    path = folder / "both.ledger"
    coding = ["code", folder / "reports.jsonl", "--ledger", path]
    with served(claims(TOLD, TALKS), claims()) as server:
        call(*coding, "--extractor", "llm", "--endpoint", server.url, "--model", "tiny")
    call(*coding, "--extractor", "rules")
    return path


# the ledger -------------------------------------------------------------------------------------------


def test_both_codings_stay_and_the_last_one_is_current(ledger: Path) -> None:
    with open_ledger(ledger) as source:
        (first, second) = [it.document_id for it in source.documents()]
        made = [it.extractor for it in source.codings_of(first)]
        assert made == ["llm 0.1.0 tiny", "rules 0.1.0"]
        assert {it.extractor for it in source.claims()} == {"rules 0.1.0"}
        assert {it.extractor for it in source.codings()} == {"rules 0.1.0"}
        earlier, later = source.codings_of(first)
        assert [it.event_type for it in source.claims_of(earlier.coding_id)] == ["shelling", "talks"]
        assert source.claims_of(later.coding_id) == tuple(source.claims(first))
        assert source.claims_of(source.codings_of(second)[0].coding_id) == ()


def test_giving_the_earlier_command_again_makes_its_coding_current_and_asks_nothing(ledger: Path) -> None:
    folder = ledger.parent
    again = folder / "again.ledger"
    again.write_bytes(ledger.read_bytes())
    coding = ["code", folder / "reports.jsonl", "--ledger", again, "--extractor", "llm", "--model", "tiny"]
    out = call(*coding, "--endpoint", "http://127.0.0.1:1/v1")  # where nobody listens
    assert "2 already in the ledger" in out
    with open_ledger(again) as source:
        assert {it.extractor for it in source.claims()} == {"llm 0.1.0 tiny"}
        assert source.build_id() is not None


# the command ------------------------------------------------------------------------------------------


def test_the_only_two_coders_need_no_names(ledger: Path) -> None:
    shown = call("compare", ledger)
    assert shown == call("compare", ledger, "llm", "rules")
    lines = shown.splitlines()
    assert lines[0] == "llm 0.1.0 tiny and rules 0.1.0: 2 reports coded by both"
    assert lines[1:4] == [
        "     1 claims in common (same sentence, same type)",
        "     1 only by llm 0.1.0 tiny",
        "     1 only by rules 0.1.0",
    ]
    assert [line.split()[0] for line in lines[5:]] == ["sides", "place", "date", "tolls", "source", "status"]


def test_what_differs_is_listed_under_its_sentence(ledger: Path) -> None:
    shown = call("compare", ledger, "rules", "llm", "--list")
    assert "first  unknown outlet, 2015-06-04 (given)" in shown
    assert "second" not in shown  # nothing differs there
    listed = shown.splitlines()
    at = listed.index("  “The army attacked Azaz.”")
    assert listed[at + 1] == "    talks: only by one"
    assert listed[at + 2].split() == ["rules", "0.1.0", "-"]
    assert "«The army»" in listed[at + 3]
    assert "    attack: only by one" in listed[at + 4 :]


def test_one_report_can_be_asked_for(ledger: Path) -> None:
    assert "1 reports coded by both" in call("compare", ledger, "--document", "second")
    assert "no report 'third'" in call("compare", ledger, "--document", "third", status=1)


def test_json_says_the_same_and_holds_the_claims(ledger: Path) -> None:
    told = json.loads(call("compare", ledger, "--json"))
    assert (told["reports"], told["common"]) == (2, 1)
    assert told["only"] == {"llm 0.1.0 tiny": 1, "rules 0.1.0": 1}
    assert told["agree"]["status"] == {"given": 1, "alike": 1}
    assert "differences" not in told
    listed = json.loads(call("compare", ledger, "--json", "--list"))
    alone = [it for it in listed["differences"] if it["llm 0.1.0 tiny"] is None]
    assert [it["rules 0.1.0"]["event_type"] for it in alone] == ["attack"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["rules"], "takes two coders"),
        (["rules", "rules"], "differs not from itself"),
        (["rules", "oracle"], "'oracle' fits no coder"),
        (["rules", "llm", "encoder"], "takes two coders"),
    ],
)
def test_names_that_fit_no_two_coders_are_refused_with_what_there_is(
    ledger: Path, names: list[str], told: str
) -> None:
    said = call("compare", ledger, *names, status=2)
    assert told in said
    assert "'llm 0.1.0 tiny', 'rules 0.1.0'" in said
    assert said.count("\n") == 1


def test_a_beginning_that_fits_several_is_refused_and_a_whole_label_is_not() -> None:
    known = ["llm 0.1.0 a", "llm 0.1.0 a-big", "rules 0.1.0"]
    assert chosen(known, ["llm 0.1.0 a", "rules"]) == ("llm 0.1.0 a", "rules 0.1.0")
    with pytest.raises(UsageError, match="several"):
        chosen(known, ["llm", "rules"])
    with pytest.raises(UsageError, match="by nothing"):
        chosen([], [])


# what agrees ------------------------------------------------------------------------------------------


def one(**more: object) -> Claim:
    return claim("monitor", MONITOR, "executed", "150 to 200", CountRange(150, 200), "Samir Haddad", **more)


def against(ours: list[Claim], theirs: list[Claim]) -> Compared:
    return paired(document("monitor", MONITOR, None, None, DAY), ours, theirs, ontology.load())


def differing(theirs: Claim, ours: Claim | None = None) -> tuple[str, ...]:
    (pair,) = against([ours or one()], [theirs]).common
    return pair.differ


def test_like_readings_agree_in_all() -> None:
    (pair,) = against([one()], [one(extractor="llm 1", confidence=0.1, claim_id="clm-x")]).common
    assert pair.given == ("sides", "place", "date", "tolls", "source", "status")
    assert pair.differ == ()


def test_each_field_differs_by_itself() -> None:
    assert differing(one(side_b=())) == ("sides",)
    assert differing(one(places=())) == ("place",)
    assert differing(one(date=replace(one().date, days=DAY.shift(1)))) == ("date",)
    assert differing(one(tolls=())) == ("tolls",)
    assert differing(one(attribution=())) == ("source",)
    assert differing(one(status="denied")) == ("status",)


def test_a_day_reckoned_from_publication_is_nobodys_reading() -> None:
    reckoned = replace(one().date, basis="publication")
    assert differing(one(date=reckoned)) == ("date",)
    (pair,) = against([one(date=reckoned)], [one(date=replace(reckoned, days=DAY.shift(9)))]).common
    assert "date" not in pair.given


def test_in_a_mutual_clash_both_orders_are_right() -> None:
    a, b = one().side_a, one().side_b
    assert differing(one(side_a=b, side_b=a)) == ("sides",)
    clash = one(event_type="clash")
    assert differing(one(event_type="clash", side_a=b, side_b=a), clash) == ()


def test_a_name_in_other_letters_is_the_same_party() -> None:
    assert differing(one(side_b=(replace(party(MONITOR, "fighters"), text="Fighters"),))) == ()


def test_another_type_or_sentence_is_nothing_in_common() -> None:
    for other in (one(event_type="attack"), one(sentence=replace(one().sentence, start=1))):
        found = against([one()], [other])
        assert (found.common, found.only_one, found.only_other) == ((), (one(),), (other,))


def test_of_two_alike_the_nearer_word_is_the_twin_and_the_other_stays_alone() -> None:
    near, far = one(claim_id="clm-near"), one(claim_id="clm-far")
    far = replace(far, trigger=replace(far.trigger, start=far.trigger.start + 9, end=far.trigger.end + 9))
    found = against([one()], [far, near])
    assert [pair.other.claim_id for pair in found.common] == ["clm-near"]
    assert [it.claim_id for it in found.only_other] == ["clm-far"]


def test_sums_are_over_all_reports() -> None:
    alike, other = against([one()], [one()]), against([one()], [one(tolls=())])
    found = Comparison("a", "b", (alike, other, against([one()], []), against([], [one(), one()])))
    assert (found.common, found.only_one, found.only_other) == (2, 1, 2)
    assert [
        (it.field, it.given, it.alike) for it in found.agreements() if it.field in {"sides", "tolls"}
    ] == [
        ("sides", 2, 2),
        ("tolls", 2, 1),
    ]
