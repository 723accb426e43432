"""The coder that asks a language model, over real HTTP against an endpoint on this machine."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import model_server as ms
from contested import ontology
from contested.claims import asking
from contested.claims.extractors.llm import LlmExtractor
from contested.cli import app, model
from contested.errors import CoderFailed, EndpointRefused, UsageError
from contested.inference import endpoint
from contested.inference.endpoint import ChatClient, Endpoint
from contested.ledger import memory_ledger, open_ledger
from contested.pipeline.path import PathCoder, World, coder
from contested.pipeline.run import Coded, run
from contested.records import Claim
from contested.sentences import split
from model_server import Reply, Server, chat, claim, claims, figure, served, source, words
from reports_of_tests import report

TEXT = (
    "Jund al-Aqsa executed “160 fighters” of the Free Syrian Army near Khan Shaykhun on Tuesday, "
    "a rebel official said.\n\nThe army shelled Homs. Nine people were killed in Homs, and five in Azaz."
)
GOOD = claim(
    1,
    "executed",
    "execution",
    side_a=[words(1, "Jund al-Aqsa")],
    side_b=[words(1, "fighters")],
    places=[words(1, "Khan Shaykhun")],
    date=words(1, "Tuesday"),
    tolls=[figure(1, "killed", '"160', "fighters", category="combatant")],
    sources=[source(1, "a rebel official", "said")],
)


@pytest.fixture(scope="module")
def world() -> World:
    return World.shipped()


class Asking:
    """A coder at an endpoint, with what it said and how long it would have waited."""

    def __init__(self, server: Server, world: World, **more: object) -> None:
        self.waits: list[float] = []
        self.remarks: list[str] = []
        settings = {"model": "tiny", "timeout": 5.0, **more}
        window = int(str(settings.pop("window", asking.WINDOW)))
        self.client = ChatClient(
            Endpoint(server.url, **settings),  # type: ignore[arg-type]
            say=self.remarks.append,
            wait=self.waits.append,
        )
        self.coder: PathCoder = coder("llm", world, self.client, window)

    def code(self, text: str = TEXT) -> Coded:
        return self.coder.code(report(text))


def only(coded: Coded) -> Claim:
    (found,) = coded.claims
    return found


def reasons(coded: Coded) -> list[str]:
    return [it.reason for it in coded.refusals]


# what is believed -------------------------------------------------------------------------------------


def test_a_good_answer_is_a_claim_on_its_words(world: World) -> None:
    with served(claims(GOOD)) as server:
        coded = Asking(server, world).code()
    found = only(coded)
    assert (found.event_type, found.trigger.text, found.role, found.status) == (
        *("execution", "executed", "incident"),
        "reported",
    )
    assert [it.actor_name for it in found.side_a] == ["Jund al-Aqsa"]
    assert [(it.text, it.name) for it in found.places] == [("Khan Shaykhun", "Khan Shaykhun")]
    assert (str(found.date.days.first), found.date.basis) == ("2015-06-09", "stated")
    assert [(it.kind, it.count.low, it.whom.category) for it in found.tolls] == [("killed", 160, "combatant")]
    assert [(it.source.text, it.cue.text) for it in found.attribution] == [("rebel official", "said")]
    assert found.confidence == 0.9
    assert found.extractor == coded.claims[0].extractor == "llm 0.1.0 tiny"
    assert "not calibrated" in " ".join(found.reasons)
    assert reasons(coded) == []


def test_the_form_asked_for_lists_the_types_and_no_offset() -> None:
    form = asking.schema(ontology.load())
    one = form["properties"]["claims"]["items"]
    assert one["properties"]["event_type"]["enum"] == list(ontology.load().types)
    assert "hypothetical" in one["properties"]["status"]["enum"]
    assert "start" not in json.dumps(form)
    assert set(one["required"]) == set(one["properties"])


def test_the_question_numbers_sentences_and_the_instructions_define_each_type(world: World) -> None:
    with served(claims()) as server:
        Asking(server, world, seed=3).code()
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert "[2] The army shelled Homs." in asked.question
    assert all(f"- {key}: " in asked.body["messages"][0]["content"] for key in ontology.load().types)
    assert (asked.body["temperature"], asked.body["seed"], asked.form) == (0, 3, "json_schema")
    assert asked.body["response_format"]["json_schema"]["strict"] is True
    assert asked.key is None


def test_words_that_do_not_stand_there_are_refused(world: World) -> None:
    invented = {**GOOD, "trigger": "massacred"}
    half = {**GOOD, "side_a": [words(1, "Jund al-Aqsa fighters")], "places": [words(1, "Khan")]}
    half["tolls"] = [figure(1, "killed", "161"), figure(1, "killed", "fighters")]
    half["sources"] = [source(1, "a rebel official", "claimed")]
    with served(claims(invented, half)) as server:
        coded = Asking(server, world).code()
    found = only(coded)
    assert (found.side_a, found.tolls) == ((), ())
    assert [it.text for it in found.places] == ["Khan Shaykhun"]  # "Khan" stands there, in a known name
    assert [it.cue for it in found.attribution] == [None]
    assert reasons(coded) == [
        "trigger 'massacred' does not stand there",
        "side_a 'Jund al-Aqsa fighters' does not stand there",
        "killed '161' does not stand there",
        "cue 'claimed' does not stand there",
        "toll 'fighters' is no number",
    ]
    assert {it.kind for it in coded.refusals} == {"claim dropped", "field left out"}
    assert coded.refusals[0].place == "r1.txt sentence 1"


def test_part_of_a_word_does_not_stand_there(world: World) -> None:
    with served(claims(claim(2, "shell", "shelling"), claim(2, "—", "shelling"))) as server:
        coded = Asking(server, world).code()
    assert coded.claims == ()
    assert len(coded.refusals) == 2
    assert coded.outcome == "nothing"


def test_a_sentence_miscounted_by_one_is_found(world: World) -> None:
    with served(claims(claim(1, "shelled", "shelling", side_a=[words(3, "The army")]))) as server:
        coded = Asking(server, world).code()
    assert only(coded).sentence.text == "The army shelled Homs."
    assert only(coded).side_a
    assert reasons(coded) == []


@pytest.mark.parametrize("number", [-1, -3, 4, 99, 10**30])
def test_a_sentence_further_off_is_not_guessed(world: World, number: int) -> None:
    told = claim(number, "executed", "execution")
    with served(claims(told)) as server:
        coded = Asking(server, world).code()
    assert coded.claims == ()
    assert len(coded.refusals) == 1


def test_words_in_both_neighbours_are_not_guessed(world: World) -> None:
    text = "The army shelled Homs. It was cold. The army shelled Azaz."
    with served(claims(claim(2, "shelled", "shelling"))) as server:
        coded = Asking(server, world).code(text)
    assert coded.claims == ()


def test_an_unknown_type_status_or_form_is_refused(world: World) -> None:
    told = [
        claim(2, "shelled", "massacre"),
        claim(2, "shelled", "shelling", status="certain"),
        {"trigger": "shelled"},
        "shelled",
        claim(
            2, "shelled", "shelling", tolls=[figure(2, "eaten", "Homs")], places=["Homs", words(2, "Homs")]
        ),
    ]
    with served(claims(*told)) as server:
        coded = Asking(server, world).code()
    assert [it.text for it in only(coded).places] == ["Homs"]
    told_why = reasons(coded)
    assert told_why[:2] == ["there is no event_type 'massacre'", "there is no status 'certain'"]
    assert sum("form asked for" in it for it in told_why) == 3
    assert "toll: there is no kind 'eaten'" in told_why


def test_one_statement_told_twice_is_one_claim_and_two_of_one_word_are_two(world: World) -> None:
    one = claim(3, "killed", "attack", tolls=[figure(3, "killed", "Nine", "people")])
    other = claim(3, "killed", "attack", tolls=[figure(3, "killed", "five")])
    with served(claims(one, one, other)) as server:
        coded = Asking(server, world).code()
    assert [it.tolls[0].count.low for it in coded.claims] == [9, 5]
    assert len({it.claim_id for it in coded.claims}) == 2


@pytest.mark.parametrize(("given", "taken"), [(7, 1.0), (-1, 0.0), (None, 0.5), (0.25, 0.25)])
def test_confidence_is_the_models_own_word_within_bounds(
    world: World, given: float | None, taken: float
) -> None:
    with served(claims({**GOOD, "confidence": given})) as server:
        assert only(Asking(server, world).code()).confidence == taken


def test_a_date_whose_words_give_no_day_says_so(world: World) -> None:
    with served(claims({**GOOD, "date": words(1, "Khan Shaykhun")})) as server:
        found = only(Asking(server, world).code())
    assert found.date.basis == "publication"
    assert "date: the model's words give no day" in found.reasons


def test_a_name_that_no_finder_knows_is_a_mention_and_an_opening_capital_is_none(world: World) -> None:
    text = "Gunmen attacked Homs. The raid of Katibat Zahra was over at noon."
    told = [
        claim(1, "attacked", "attack", side_a=[words(1, "Gunmen")]),
        claim(2, "raid", "attack", side_a=[words(2, "Katibat Zahra")]),
    ]
    with served(claims(*told)) as server:
        coded = Asking(server, world).code(text)
    found = {it.text for it in coded.mentions if it.kind in {"actor", "person"} and it.form == "name"}
    assert "Katibat Zahra" in found
    assert "Gunmen" not in found
    assert [party.text for it in coded.claims for party in it.side_a] == ["Gunmen", "Katibat Zahra"]


# answers that cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        chat("Here are the claims:"),
        chat('{"claims": [{"sentence": 1,', finish="length"),
        chat('{"events": []}'),
        chat(""),
        chat("[" * 100_000),
        Reply("not even JSON"),
        Reply('{"choices": []}'),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_for_once_more(world: World, bad: Reply) -> None:
    with served(bad, claims(GOOD)) as server:
        asking_it = Asking(server, world)
        assert only(asking_it.code()).event_type == "execution"
    assert len(server.asked) == 2
    assert "Answer again" in server.asked[1].body["messages"][2]["content"]
    assert asking_it.waits == []


def test_two_answers_that_cannot_be_read_are_a_fault(world: World) -> None:
    with served(chat("no")) as server, pytest.raises(CoderFailed, match="no JSON"):
        Asking(server, world).code()
    assert len(server.asked) == 2


@pytest.mark.parametrize("wrapped", ["```json\nJSON\n```", "<think>Hm: {}?</think>\n\nJSON", "  JSON\n"])
def test_json_in_a_fence_or_behind_thoughts_is_read(world: World, wrapped: str) -> None:
    with served(chat(wrapped.replace("JSON", json.dumps({"claims": [GOOD]})))) as server:
        assert len(Asking(server, world).code().claims) == 1


# servers that are busy, broken or gone ----------------------------------------------------------------


def test_a_busy_server_is_asked_again_when_it_says(world: World) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    busy = [Reply("{}", 429, {"Retry-After": at}) for at in ("7", soon, "when ready")]
    with served(*busy, claims(GOOD)) as server:
        asking_it = Asking(server, world)
        assert only(asking_it.code())
    assert asking_it.waits[0] == 7
    assert 25 < asking_it.waits[1] <= 30
    assert asking_it.waits[2] == 4  # the third wait of the series 1, 2, 4


def test_a_server_that_asks_for_an_hour_is_not_waited_for(world: World) -> None:
    with served(Reply("{}", 429, {"Retry-After": "3600"})) as server:
        asking_it = Asking(server, world)
        with pytest.raises(CoderFailed, match="asks to wait 3600 s"):
            asking_it.code()
    assert asking_it.waits == []


def test_a_server_that_always_fails_is_given_up_with_its_reason(world: World) -> None:
    with served(Reply('{"error": {"message": "out of memory"}}', 500)) as server:
        asking_it = Asking(server, world)
        with pytest.raises(CoderFailed, match="status 500: out of memory"):
            asking_it.code()
        assert asking_it.waits == [1, 2, 4, 8]
        for _ in range(2):
            with pytest.raises(CoderFailed):
                asking_it.code()
        asked = len(server.asked)
        with pytest.raises(CoderFailed):
            asking_it.code()
        assert len(server.asked) == asked + 1  # down for three reports: one try is enough to see


def test_a_server_that_does_not_answer_in_time_is_asked_again(world: World) -> None:
    stuck = threading.Event()
    slow = Reply("{}", hang=stuck)
    with served(slow, claims(GOOD)) as server:
        assert only(Asking(server, world, timeout=0.2).code())
        stuck.set()
    assert len(server.asked) == 2


def test_an_answer_without_end_is_a_fault(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "LONGEST_ANSWER", 1000)
    with served(chat("{}" * 1000)) as server, pytest.raises(CoderFailed, match="longer than 1000 bytes"):
        Asking(server, world).code()


def test_no_server_at_all_is_a_fault(world: World) -> None:
    with served(claims()) as server:
        pass
    with pytest.raises(CoderFailed, match=r"no answer from 127\.0\.0\.1"):
        Asking(server, world).code()


def test_a_server_without_json_schema_is_asked_for_plain_json(world: World) -> None:
    def old(asked: ms.Asked) -> Reply:
        return Reply('{"error": "response_format"}', 400) if asked.form == "json_schema" else claims(GOOD)

    with served(old) as server:
        asking_it = Asking(server, world)
        assert len(asking_it.code().claims) == len(asking_it.code().claims) == 1
    assert [it.form for it in server.asked] == ["json_schema", "json_object", "json_object"]
    assert '"event_type"' in server.asked[1].body["messages"][0]["content"]
    assert asking_it.remarks == ["127.0.0.1 takes no JSON Schema: asking for plain JSON instead"]


def test_a_request_that_is_refused_in_both_forms_is_this_reports_fault(world: World) -> None:
    with served(Reply('{"error": "too long"}', 400), Reply('{"error": "too long"}', 400), claims()) as server:
        asking_it = Asking(server, world)
        with pytest.raises(CoderFailed, match="too long"):
            asking_it.code()
        asking_it.code()
    assert [it.form for it in server.asked] == ["json_schema", "json_object", "json_schema"]
    assert asking_it.remarks == []


@pytest.mark.parametrize("status", [401, 402, 403, 404, 307])
def test_a_refusal_that_meets_every_report_stops_the_run(world: World, status: int) -> None:
    ledger = memory_ledger()
    with served(Reply("{}", status, {"Location": "http://example.org/"})) as server:
        asking_it = Asking(server, world)
        inputs = [report(TEXT, "one"), report(TEXT, "two")]
        with pytest.raises(EndpointRefused):
            run(inputs, asking_it.coder, ledger, version="0", inputs_named=[], spent=asking_it.client.spent)
    assert len(server.asked) == 1
    (state,) = ledger.runs()
    assert dict(state.counts)["broken_off"] == 1


def test_a_fault_is_counted_and_the_run_goes_on(world: World) -> None:
    ledger = memory_ledger()
    broken = {**GOOD, "trigger": "massacred"}
    with served(chat("no"), chat("no"), claims(GOOD, broken)) as server:
        asking_it = Asking(server, world)
        inputs = [report(TEXT, "one"), report(TEXT, "two")]
        account = run(
            inputs, asking_it.coder, ledger, version="0", inputs_named=[], spent=asking_it.client.spent
        )
        assert (account.coded, account.refused) == (1, 1)
        assert dict(account.refusals_by_kind) == {"claim dropped": 1, "fault": 1}
        again = run(inputs, asking_it.coder, ledger, version="0", inputs_named=[])
    assert (again.coded, again.already) == (1, 1)  # the fault is tried again, the rest is not paid twice
    fault = next(it for it in account.refusals if it.kind == "fault")
    assert "MalformedAnswer" in fault.reason
    assert dict(account.spent) == {"requests": 3, "prompt tokens": 3000, "completion tokens": 30}
    first = next(iter(ledger.runs()))
    assert dict(first.counts)["prompt tokens"] == 3000


# windows ----------------------------------------------------------------------------------------------


def test_a_long_report_goes_in_windows_of_whole_sentences(world: World) -> None:
    text = " ".join(f"The army shelled Homs on day {number}." for number in range(1, 201))
    with served(ms.reads_a_little) as server:
        coded = Asking(server, world, window=600).code(text)
    assert len(server.asked) > 5
    assert len(coded.claims) == 200
    assert len({it.trigger.start for it in coded.claims}) == 200
    assert "shown only to be understood" not in server.asked[0].question
    assert "shown only to be understood" in server.asked[1].question


def test_what_is_shown_to_be_understood_is_not_coded_twice(world: World) -> None:
    text = " ".join(f"The army shelled Homs on day {number}." for number in range(1, 40))

    def eager(asked: ms.Asked) -> Reply:
        return claims(*[claim(int(n), "shelled", "shelling") for n, _ in ms._LINE.findall(asked.question)])

    with served(eager) as server:
        coded = Asking(server, world, window=400).code(text)
    assert len(coded.claims) == 39
    assert reasons(coded).count("its sentence was shown only to be understood") == 2 * (len(server.asked) - 1)


def test_windows_hold_every_sentence_once() -> None:
    sentences = split(report("One army shelled Homs. " * 300))
    for size in (1, 50, 1000, 10**6):
        found = [at for window in asking.windows(sentences, size) for at in range(window.first, window.last)]
        assert found == list(range(len(sentences)))


def test_a_report_without_letters_is_not_sent(world: World) -> None:
    with served(claims()) as server:
        for text in ("", "...", "12 — 13"):
            assert Asking(server, world).code(text).claims == ()
    assert server.asked == []


# what it costs, where it goes -------------------------------------------------------------------------


def test_tokens_are_the_endpoints_own_count(world: World) -> None:
    with served(Reply("{}", 500), claims(GOOD)) as server:
        asking_it = Asking(server, world)
        asking_it.code()
    assert asking_it.client.spent() == {"requests": 2, "prompt tokens": 1000, "completion tokens": 10}


def test_tokens_that_are_not_counted_are_estimated_and_said_to_be(world: World) -> None:
    with served(chat('{"claims": []}', usage=None)) as server:
        asking_it = Asking(server, world)
        asking_it.code()
    spent = asking_it.client.spent()
    assert spent["requests with estimated tokens"] == 1
    assert 1000 < spent["prompt tokens"] < 6000
    assert spent["completion tokens"] == 4


def test_the_key_is_sent_and_shown_nowhere(world: World) -> None:
    leaking = Reply(json.dumps({"error": {"message": f"bad\x1b[31m request of {ms.KEY}"}}), 500)
    with served(leaking) as server:
        asking_it = Asking(server, world, key=ms.KEY)
        with pytest.raises(CoderFailed) as failure:
            asking_it.code()
    assert server.asked[0].key == f"Bearer {ms.KEY}"
    assert "request of [key]" in str(failure.value)
    shown = [str(failure.value), repr(asking_it.client.endpoint), *asking_it.remarks]
    shown += [asking_it.coder.name, asking_it.coder.configuration, repr(asking_it.coder)]
    assert not [it for it in shown if ms.KEY in it or "\x1b" in it]


@pytest.mark.parametrize("status", [401, 403])
def test_what_a_server_says_of_a_key_is_not_repeated(world: World, status: int) -> None:
    quoting = Reply('{"error": {"message": "Incorrect API key: sk-n***7890"}}', status)
    with served(quoting) as server, pytest.raises(EndpointRefused, match="refuses the key") as failure:
        Asking(server, world, key=ms.KEY).code()
    assert "sk-n" not in str(failure.value)


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://localhost/v1", "localhost:11434", "", "http://", "http://user:secret@localhost/v1"),
        *("http://localhost/v1?key=secret", "http://localhost:99999999/v1", "http://local host/v1"),
    ],
)
def test_an_address_that_is_none_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(UsageError) as refusal:
        Endpoint(url, "tiny")
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["http://models.example/v1", "http://192.168.1.4:8000/v1"])
def test_a_key_does_not_travel_in_the_clear(url: str) -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        Endpoint(url, "tiny", key=ms.KEY)
    assert not Endpoint(url, "tiny").is_local


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"])
def test_this_machine_may_have_a_key_without_encryption(host: str) -> None:
    assert Endpoint(f"http://{host}:8000/v1", "tiny", key=ms.KEY).is_local


@pytest.mark.parametrize("key", ["", "two words", "line\nbreak", "schlüssel"])
def test_what_is_no_key_is_not_sent_or_quoted(key: str) -> None:
    with pytest.raises(UsageError) as refusal:
        Endpoint("https://models.example/v1", "tiny", key=key)
    assert not key or key not in str(refusal.value)


def test_the_configuration_follows_model_and_options_and_not_the_address(world: World) -> None:
    def digest(url: str = "http://localhost:1/v1", window: int = 600, **more: object) -> str:
        client = ChatClient(Endpoint(url, **{"model": "tiny", **more}))  # type: ignore[arg-type]
        return LlmExtractor(ontology.load(), client, window).digest

    assert digest() == digest(url="http://localhost:2/v1") == digest(key=ms.KEY)
    assert len({digest(), digest(window=700), digest(seed=8), digest(model="big")}) == 4


# the command ------------------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    lines = [json.dumps({"id": key, "text": TEXT, "published": "2015-06-10"}) for key in ("one", "two")]
    (folder / "reports.jsonl").write_text("\n".join(lines))
    return folder


def called(reports: Path, *options: str, status: int = 0) -> tuple[str, str]:
    """What `contested code --extractor llm` prints: the data, and the remarks."""
    ledger = str(reports.parent / "my.ledger")
    result = CliRunner().invoke(
        app, ["code", str(reports), "--ledger", ledger, "--extractor", "llm", *options]
    )
    assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
    return result.stdout, result.stderr


def test_the_command_codes_and_says_what_it_cost(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTESTED_API_KEY", ms.KEY)
    prices = ["--price-in", "2.5", "--price-out", "10"]
    with served(claims(GOOD)) as server:
        out, err = called(reports, "--endpoint", server.url, "--model", "tiny", *prices)
        again, _ = called(reports, "--endpoint", server.url, "--model", "tiny", *prices)
    assert "2 inputs: 2 coded" in out
    assert out.splitlines()[-1] == "2 requests: 2,000 tokens in, 20 out; cost 0.0052 at the prices given"
    assert again.splitlines()[-1].startswith("0 requests: 0 tokens in")
    assert err == ""  # to this machine nothing leaves
    assert [it.key for it in server.asked] == [f"Bearer {ms.KEY}"] * 2
    with open_ledger(reports.parent / "my.ledger") as ledger:
        assert dict(next(iter(ledger.runs())).counts)["completion tokens"] == 20
        assert {claim.extractor for claim in ledger.claims()} == {"llm 0.1.0 tiny"}
    assert ms.KEY.encode() not in (reports.parent / "my.ledger").read_bytes()


def test_a_report_that_fails_is_counted_and_named(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", ms.KEY)
    with served(chat(f"no {ms.KEY}"), chat("no"), claims({**GOOD, "trigger": "shot"})) as server:
        out, err = called(
            reports, "--endpoint", server.url, "--model", "tiny", "--api-key-env", "MY_KEY", status=3
        )
    assert "1 refused" in out
    assert "MalformedAnswer" in err
    assert "sentence 1: trigger 'shot' does not stand there (claim dropped)" in err
    assert ms.KEY not in out + err


def test_a_refused_key_stops_the_command_in_one_line(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", ms.KEY)
    with served(Reply("{}", 401)) as server:
        out, err = called(
            reports, "--endpoint", server.url, "--model", "tiny", "--api-key-env", "MY_KEY", status=2
        )
    assert out == ""
    assert err == "contested: 127.0.0.1 refuses the key (status 401); see --api-key-env\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "--endpoint"),
        (["--endpoint", "http://localhost:1/v1"], "--model"),
        (["--endpoint", "http://models.example/v1", "--model", "m"], "unencrypted"),
        (["--endpoint", "http://localhost:1/v1", "--model", "m", "--api-key-env", "NOT_SET"], "is not set"),
        (["--endpoint", "http://localhost:1/v1", "--model", "m", "--api-key-env", ms.KEY], "not the key"),
        (["--endpoint", "http://localhost:1/v1", "--model", "m", "--timeout", "0"], "more than 0"),
        (["--endpoint", "http://localhost:1/v1", "--model", "m", "--extractor", "rules"], "belong to"),
    ],
)
def test_settings_that_cannot_be_are_refused_in_one_line(
    reports: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str
) -> None:
    monkeypatch.setenv("CONTESTED_API_KEY", ms.KEY)
    _, err = called(reports, *options, status=2)
    assert told in err
    assert err.count("\n") == 1
    assert ms.KEY not in err


def test_it_is_said_once_that_the_text_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    remarks: list[str] = []
    monkeypatch.setenv("CONTESTED_API_KEY", ms.KEY)
    model.client("llm", "https://models.example/v1", "m", "CONTESTED_API_KEY", 5.0, remarks.append)
    assert remarks == ["the text of the reports is sent to models.example"]
