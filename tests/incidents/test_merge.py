from itertools import permutations

from made_claims import claim, copy_of, day, document, documents, province, toll

from contested.incidents import GRADE_RULE, TOLL_RULE, feature_texts, merge
from contested.incidents.sources import one_name_each
from contested.records import Judgement, TollSummary


def one(incidents):
    assert len(incidents) == 1
    return incidents[0]


def groups(incidents):
    return {incident.claim_ids for incident in incidents}


def judged(verdict, *about):
    return Judgement(f"j-{verdict}", about, verdict, None, None, None, "reader")


def test_nothing_makes_nothing():
    assert merge([], {}) == []


def test_one_claim_is_an_incident():
    incident = one(merge([claim("c1", tolls=[toll(5)])], {}))
    assert incident.claim_ids == ("c1",)
    assert incident.deaths == TollSummary(5, 5, 5)
    assert incident.grade == "weak"
    assert incident.toll_rule == TOLL_RULE


def test_only_what_happened_makes_an_incident():
    claims = [
        claim(f"c{status}", status=status) for status in ("threatened", "planned", "demanded", "hypothetical")
    ]
    claims += [claim(f"c{role}", role=role) for role in ("statement", "background", "cumulative")]
    assert merge(claims, {}) == []


def test_a_denial_alone_founds_no_incident():
    assert merge([claim("c1", status="denied", a=["Army"])], {}) == []


def test_a_denial_joins_what_it_denies():
    said = claim("c1", "d1", "chemical_attack", a=["Army"], on=day(4), at=["Khan Shaykhun"])
    denied = claim(
        "c2",
        "d2",
        "chemical_attack",
        a=["Army"],
        on=day(4),
        at=["Khan Shaykhun"],
        by=["Army"],
        status="denied",
    )
    incident = one(merge([said, denied], documents(document("d1"), document("d2"))))
    assert incident.claim_ids == ("c1", "c2")
    assert incident.disputed == ("responsibility",)
    assert incident.grade == "contested"


def test_two_denials_of_what_one_alone_reports_discount_it():
    said = claim("c1", "d1", a=["Army"], on=day(4))
    denied = [
        claim(f"c{n}", f"d{n}", a=["Army"], on=day(4), by=[by], status="denied")
        for n, by in ((2, "Army"), (3, "Monitor"))
    ]
    assert one(merge([said, *denied], {})).grade == "discounted"


def test_running_totals_are_no_figure_of_the_incident():
    incident = one(merge([claim("c1", tolls=[toll(5), toll(595, scope="cumulative")])], {}))
    assert incident.deaths == TollSummary(5, 5, 5)


def test_reports_of_one_day_town_and_sides_are_one_incident():
    claims = [
        claim("c1", "d1", "clash", ["Ahrar"], ["HTS"], on=day(4)),
        claim("c2", "d2", "clash", ["HTS"], ["Ahrar"], on=day(4)),
    ]
    incident = one(merge(claims, {}))
    assert [len(incident.side_a), len(incident.side_b)] == [1, 1]
    assert incident.disputed == ()
    assert incident.grade == "fair"


def test_an_attack_that_another_report_calls_a_clash_puts_nobody_on_both_sides():
    claims = [
        claim("c1", "d1", "clash", ["Ahrar"], ["HTS"], on=day(4)),
        claim("c2", "d2", "attack", ["HTS"], ["Ahrar"], on=day(4)),
    ]
    incident = one(merge(claims, {}))
    assert len(incident.side_a) == len(incident.side_b) == 1
    assert incident.side_a != incident.side_b
    assert "responsibility" not in incident.disputed


def test_reports_far_apart_in_place_or_time_are_two_incidents():
    for other in (claim("c2", "d2", on=day(4), at=["Daraa"]), claim("c2", "d2", on=day(20))):
        assert len(merge([claim("c1", "d1", on=day(4)), other], {})) == 2


def test_two_clashes_of_other_sides_in_one_town_on_one_day_are_two_incidents():
    claims = [
        claim("c1", "d1", "clash", ["Ahrar"], ["HTS"], on=day(4)),
        claim("c2", "d2", "clash", ["Army"], ["Kurds"], on=day(4)),
    ]
    assert len(merge(claims, {})) == 2


def test_a_renamed_actor_is_the_same_side():
    claims = [
        claim("c1", "d1", "attack", ["Nusra"], ["FSA"], on=day(4), at=[province("Idlib")]),
        claim("c2", "d2", "attack", ["HTS"], ["FSA"], on=day(4), at=["Saraqib"]),
    ]
    alone, told = (
        merge(claims, {}),
        merge(claims, {}, lineage=lambda a, b: {a, b} == {"actor-Nusra", "actor-HTS"}),
    )
    assert len(told) == 1
    assert "responsibility" not in one(told).disputed
    assert len(alone) == 2 or "responsibility" in one(alone).disputed


def test_towns_side_by_side_in_one_report_are_held_apart():
    claims = [claim("c1", on=day(4), at=["Dana"]), claim("c2", on=day(4), at=["Saraqib"], start=60)]
    assert groups(merge(claims, {})) == {("c1",), ("c2",)}


def test_another_report_does_not_bring_together_what_one_holds_apart():
    claims = [
        claim("c1", "d1", on=day(4), at=["Dana"]),
        claim("c2", "d1", on=day(4), at=["Saraqib"], start=60),
        claim("c3", "d2", on=day(4), at=[province("Idlib")], a=["Army"]),
    ]
    assert all(not {"c1", "c2"} <= set(group) for group in groups(merge(claims, {})))


def khan_shaykhun():
    """Six claims in the manner of one report of February 2017, most of which name no place or day."""
    rows = [
        (["Jund"], [], ["Khan Shaykhun"], [toll(150, 200)], ["SITE"]),
        (["Jund"], ["Nasr"], [], [toll(70, actor="Nasr", category="combatant")], ["Rahmon"]),
        (["Jund"], ["FSA"], [], [toll(160, None, actor="FSA", category="combatant")], ["Rahmon"]),
        (["Jund"], ["HTS"], [], [toll(43, actor="HTS", category="combatant")], ["Rahmon"]),
        ([], [], [], [toll(150)], ["SITE"]),
        ([], ["Nasr"], [], [toll(70, None, actor="Nasr", category="combatant", part_of="150")], ["SITE"]),
    ]
    return [
        claim(
            f"c{n}",
            event_type="execution" if n < 3 else "attack",
            a=a,
            b=b,
            at=at,
            tolls=t,
            by=by,
            start=n * 150,
        )
        for n, (a, b, at, t, by) in enumerate(rows)
    ]


def test_the_figures_of_one_report_for_one_event_are_one_incident():
    incident = one(merge(khan_shaykhun(), {}))
    assert len(incident.claim_ids) == 6
    assert incident.deaths == TollSummary(150, 150, 200)
    assert incident.disputed == ("deaths",)
    assert {row.low for row in incident.by_source} == {150, 70, 160, 43}
    assert incident.event_type == "execution"


def test_clashes_told_beside_executions_are_another_incident():
    clash = claim("c9", event_type="clash", a=["Jund"], b=["HTS"], at=[], tolls=[toll(24, None)], start=1000)
    assert ("c9",) in groups(merge([*khan_shaykhun(), clash], {}))


def test_opposite_takers_of_one_city_are_one_disputed_matter():
    claims = [
        claim("c1", event_type="territory_taken", a=["Army"], at=["Hama"]),
        claim("c2", event_type="territory_taken", a=["Jund"], b=["Army"], at=["Hama"], start=800),
    ]
    incident = one(merge(claims, documents(document("d1", published=day(9)))))
    assert incident.disputed == ("whether",)
    assert incident.grade == "contested"


def test_six_outlets_that_quote_one_monitor_are_one_independent_source():
    claims = [claim(f"c{n}", f"d{n}", on=day(4), tolls=[toll(12)], by=["Big Monitor"]) for n in range(6)]
    incident = one(merge(claims, documents(*(document(f"d{n}") for n in range(6)))))
    assert incident.number_of_independent_sources == 1
    assert incident.number_of_sources == 7
    assert len(incident.by_source) == 1
    assert incident.grade == "weak"


def test_unnamed_activists_are_told_apart_by_who_quotes_them():
    claims = [claim(f"c{n}", f"d{n}", on=day(4), by=["activists"]) for n in range(2)]
    incident = one(merge(claims, documents(document("d0"), document("d1"))))
    assert incident.number_of_independent_sources == 2


def test_short_names_of_one_source_are_one():
    names = ["Syrian Observatory for Human Rights", "The Observatory", "SOHR"]
    assert set(one_name_each(names).values()) == {"Syrian Observatory for Human Rights"}


def test_two_bodies_that_share_a_word_are_two_sources():
    names = ["Idlib Health Directorate", "Idlib Media Centre"]
    assert set(one_name_each(names).values()) == set(names)


def test_a_rewrite_adds_no_independent_source():
    claims = [
        claim("c1", "d1", on=day(4), text="Eleven people were killed in a raid on the market of the town"),
        claim(
            "c2", "d2", on=day(4), text="Eleven terrorists were killed in a raid on the market of the town"
        ),
    ]
    rows = documents(document("d1"), document("d2"))
    assert one(merge(claims, rows)).number_of_independent_sources == 2
    incident = one(merge(claims, rows, [copy_of("d2", "d1", "rewrite")]))
    assert incident.number_of_independent_sources == 1
    assert "derivation" in {reason.feature for reason in incident.why}


def test_the_two_sides_dead_of_one_sentence_are_added():
    both = claim(
        "c1",
        event_type="clash",
        a=["Ahrar"],
        b=["HTS"],
        on=day(4),
        tolls=[toll(10, category="combatant", actor="Ahrar"), toll(7, category="combatant", actor="HTS")],
    )
    incident = one(merge([both], {}))
    assert incident.deaths == TollSummary(17, 17, 17)
    assert incident.deaths_side_a == TollSummary(10, 10, 10)
    assert incident.deaths_side_b == TollSummary(7, 7, 7)


def test_civilians_and_wounded_are_counted_apart():
    incident = one(
        merge(
            [
                claim(
                    "c1", tolls=[toll(9), toll(4, category="civilian", part_of="9"), toll(30, kind="wounded")]
                )
            ],
            {},
        )
    )
    assert incident.deaths == TollSummary(9, 9, 9)
    assert incident.deaths_civilian == TollSummary(4, 4, 4)
    assert incident.wounded == TollSummary(30, 30, 30)


def test_days_are_the_intersection_and_a_contradiction_is_named():
    near = [claim("c1", "d1", on=day(4), a=["Army"]), claim("c2", "d2", on=day(4).hull(day(6)), a=["Army"])]
    assert one(merge(near, {})).date == day(4)
    off = [claim("c1", "d1", on=day(4), a=["Army"]), claim("c2", "d2", on=day(5), a=["Army"])]
    assert one(merge(off, {})).disputed == ("date",)


def test_a_side_that_says_it_itself_confirms():
    claims = [claim("c1", "d1", a=["HTS"], on=day(4), by=["HTS"]), claim("c2", "d2", a=["HTS"], on=day(4))]
    assert one(merge(claims, documents(document("d1"), document("d2")))).grade == "confirmed"


def test_different_actors_for_one_deed_dispute_responsibility():
    claims = [
        claim(f"c{n}", f"d{n}", "execution", a=[name], on=day(4)) for n, name in enumerate(("HTS", "Ahrar"))
    ]
    assert one(merge(claims, {})).disputed == ("responsibility",)


def test_a_person_who_says_same_is_obeyed():
    claims = [claim("c1", "d1", on=day(4)), claim("c2", "d2", on=day(20), at=["Daraa"])]
    incident = one(merge(claims, {}, judgements=[judged("same", "c1", "c2")]))
    assert incident.why[0].feature == "judgement"


def test_a_person_who_says_different_is_obeyed():
    claims = [
        claim("c1", "d1", on=day(4)),
        claim("c2", "d2", on=day(4)),
        claim("c3", "d1", on=day(4), start=50),
    ]
    for about in (("c1", "c2"), ("c1", "c3")):
        found = groups(merge(claims, {}, judgements=[judged("different", *about)]))
        assert all(not set(about) <= set(group) for group in found)


def test_a_rejected_claim_takes_no_part():
    assert merge([claim("c1")], {}, judgements=[judged("reject", "c1")]) == []


def test_every_claim_but_the_first_has_reasons():
    incident = one(merge(khan_shaykhun(), {}))
    assert {reason.claim_b for reason in incident.why} == set(incident.claim_ids[1:])
    assert {reason.feature for reason in incident.why} <= set(feature_texts()) | {"judgement", "copy"}


def test_rules_are_stated_in_words():
    assert "contested" in GRADE_RULE
    assert all(text.endswith((".", ":")) or text for text in feature_texts().values())


def test_the_order_of_claims_changes_nothing():
    claims = [
        claim("c1", "d1", on=day(4)),
        claim("c2", "d2", on=day(5)),
        claim("c3", "d3", on=day(4), tolls=[toll(3)]),
        claim("c4", "d4", on=day(4), at=["Dana"]),
    ]
    assert len({tuple(merge(list(order), {})) for order in permutations(claims)}) == 1
