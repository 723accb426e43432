"""Judgements as labelled texts: what was judged teaches, and nothing else."""

from dataclasses import replace

from contested.judgements import Judged, Missed, Standing
from contested.learning import lessons as room
from contested.learning.lessons import held_out, lessons
from contested.values.spans import Span
from judged_war import claims, report

TYPES = ["abduction", "arrest", "attack"]
NUMBER = next(n for n in range(12) if not held_out(f"doc-r{n}"))


def taught(*judged, missed=()):
    document = report(NUMBER)
    found = lessons(
        Standing(judged, missed), {document.document_id: document}, TYPES, lambda _: (("place", 0, 3),)
    )
    return found.examples[0]


def words(spans):
    return sorted({report(NUMBER).text[a:b] for a, b in spans})


def attack(**more):
    return replace(claims(NUMBER)[0], **more)


def arrest():
    return claims(NUMBER)[1]


def test_an_accepted_claim_teaches_its_words_as_they_stand():
    example = taught(Judged(attack(), "accept", {}))
    (event,) = example.events
    assert example.text[event.start : event.end] == "attacked"
    assert event.types == {"attack"}
    assert (event.status, event.incident) == ("reported", True)
    filled = {role: example.text[a:b] for role, a, b in event.arguments}
    assert filled["side_a"] == "Gunmen"
    assert filled["source"] == "the army"
    assert filled["killed"] == f"{NUMBER + 2} soldiers"
    assert example.marks == (("place", 0, 3),)


def test_words_that_nobody_judged_stay_open():
    example = taught(Judged(attack(), "accept", {}))
    assert example.elsewhere is None
    assert example.kinds == frozenset()
    assert example.nothing == ()


def test_a_corrected_field_takes_the_place_of_the_coded_one():
    right = {"event_type": "arrest", "side_b": f"{NUMBER + 3} protesters", "status": "denied"}
    (event,) = taught(Judged(arrest(), "correct", right)).events
    assert event.types == {"arrest"}
    assert event.status == "denied"
    assert words([(a, b) for role, a, b in event.arguments if role == "side_b"]) == [
        f"{NUMBER + 3} protesters"
    ]
    assert words([(a, b) for role, a, b in event.arguments if role == "side_a"]) == ["Police"]


def test_a_corrected_figure_says_nothing_of_whom_it_counts():
    (event,) = taught(Judged(attack(), "correct", {"toll": f"wounded: {NUMBER + 2}"})).events
    assert {role for role, _, _ in event.arguments} >= {"wounded"}
    assert "killed" not in {role for role, _, _ in event.arguments}
    assert "whom" not in event.roles


def test_a_rejected_claim_teaches_that_its_trigger_tells_nothing():
    example = taught(Judged(attack(), "accept", {}), Judged(arrest(), "reject", {}))
    assert words(example.nothing) == ["arrested"]
    assert len(example.events) == 1


def test_a_corrected_trigger_strikes_the_words_that_were_taken_for_it():
    example = taught(Judged(attack(), "correct", {"trigger": "killing"}))
    assert words([(it.start, it.end) for it in example.events]) == ["killing"]
    assert words(example.nothing) == ["attacked"]


def test_a_side_that_is_named_in_another_sentence_is_left_open():
    elsewhere = attack(side_a=arrest().side_a)
    (event,) = taught(Judged(elsewhere, "accept", {})).events
    assert "side_a" not in event.roles
    assert "side_b" in event.roles


def test_of_a_missed_event_only_what_was_said_is_known():
    text = report(NUMBER).text
    at = text.index("arrested")
    home = Span(text.index("Police"), len(text))
    missed = Missed(f"doc-r{NUMBER}", Span(at, at + 8), home, {"event_type": "arrest", "side_a": "Police"})
    (event,) = taught(missed=(missed,)).events
    assert event.types == {"arrest"}
    assert event.roles == {"side_a"}
    assert event.status is None


def test_a_type_that_the_weights_do_not_know_is_told_and_not_taught():
    document = report(NUMBER)
    judged = (Judged(attack(event_type="own_type"), "accept", {}),)
    found = lessons(Standing(judged, ()), {document.document_id: document}, TYPES, lambda _: ())
    assert found.unknown_types == ("own_type",)
    assert found.examples[0].events == ()


def test_the_same_reports_are_always_held_out_and_teach_nothing():
    documents = {f"doc-r{n}": report(n) for n in range(12)}
    judged = tuple(Judged(claims(n)[0], "accept", {}) for n in range(12))
    found = lessons(Standing(judged, ()), documents, TYPES, lambda _: ())
    held = {it.claim.document_id for it in found.held.judged}
    assert held == {key for key in documents if held_out(key)}
    assert not held & {it.name for it in found.examples}
    assert room.HELD == 5
