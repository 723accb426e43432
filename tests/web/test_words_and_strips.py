"""Codes in words, figures on lines."""

from datetime import date

from web_demo import incident, side

from contested.records import Attribution, Party, SourceToll, TollSummary
from contested.values.intervals import CountRange, DateInterval
from contested.web import strips, words

FORBIDDEN = ("terrorist", "regime", "martyr", "rebel", "militia", "thug", "heroic")


def test_intervals_of_days_read_as_a_person_writes_them():
    assert words.days(DateInterval.day(date(2017, 2, 3))) == "3 February 2017"
    assert words.days(DateInterval.month(2016, 2)) == "February 2016"
    assert words.days(DateInterval.year(2011)) == "2011"
    assert words.days(DateInterval(date(2017, 2, 3), date(2017, 2, 9))) == "3–9 February 2017"
    assert words.days(DateInterval(date(2017, 2, 3), date(2017, 3, 9))) == "3 February – 9 March 2017"
    assert (
        words.days(DateInterval(date(2016, 12, 30), date(2017, 1, 2))) == "30 December 2016 – 2 January 2017"
    )
    assert words.days(None) == "date unknown"


def test_figures_say_where_they_are_open():
    assert words.count(CountRange(12, None)) == "at least 12"
    assert words.count(CountRange(0, 9)) == "up to 9"
    assert words.count(CountRange(1200, 1300)) == "1,200–1,300"
    assert words.count(CountRange(0, None)) == "0 or more"
    assert words.summary(None) == "no figure"


def test_an_attribution_names_its_chain_from_the_outside_in():
    site, outlet = Party("SITE", 0, 4), Party("a social media outlet", 5, 9)
    assert (
        words.attribution((Attribution(site, None), Attribution(outlet, None)))
        == "SITE, citing a social media outlet"
    )
    assert words.attribution(()) == "the report, in its own voice"
    assert words.attribution((Attribution(None, None, "reportedly"),)) == "somebody unnamed (reportedly)"


def test_the_head_says_what_is_unknown():
    said = words.head(incident("x", "air_strike"))
    assert said == (
        "Air strike reported at a place that no report gives, on a day that no report gives. "
        "No report names the sides. No report gives a number of dead."
    )


def test_two_sides_that_fight_each_other_are_joined_and_not_set_against():
    assert "Ahrar al-Sham and Hay'at" in words.head(
        incident("x", "clash", side_a=side("ahrar"), side_b=side("hts"))
    )
    assert "Ahrar al-Sham against Hay'at" in words.head(
        incident("x", "attack", side_a=side("ahrar"), side_b=side("hts"))
    )


def test_the_pages_own_words_judge_nobody():
    own = [
        *words.EVENT_TYPES.values(),
        *words.GRADES.values(),
        *words.DISPUTED.values(),
        *words.STATUS.values(),
    ]
    assert not [said for said in own for word in FORBIDDEN if word in said.lower()]


def test_every_event_type_of_the_ontology_has_a_plain_word(root):
    keys = {path.stem for path in (root / "src/contested/ontology/event_types").glob("*.yaml")}
    assert keys <= words.EVENT_TYPES.keys()


def test_a_rule_is_named_and_explained_in_its_own_words():
    assert words.rule_name("latest-of-each: keeps the last.") == "latest of each"
    assert words.rule_text("latest-of-each: keeps the last.") == "Keeps the last."
    assert words.rule_text("bare") == ""


def test_an_open_figure_is_drawn_to_the_end_and_marked_open():
    scale = strips.linear(100, 320, 10)
    drawn = strips.source_strip(SourceToll("s", (), 50, None, "killed", None, (), ""), scale, 316)
    assert (drawn.x1, drawn.x2, drawn.open, drawn.best) == (160, 316, True, None)


def test_the_best_figure_lies_between_low_and_high_on_both_scales():
    for scale in (strips.linear(400, 320, 10), strips.root(400, 320, 10)):
        drawn = strips.summary_strip(TollSummary(10, 100, 400), scale, 316)
        assert 10 < drawn.x1 < drawn.best < drawn.x2 == 310


def test_ticks_are_round_numbers_from_zero():
    for most, labels in ((0, ["0", "1"]), (3, ["0", "1", "2", "3"]), (170, ["0", "50", "100", "150"])):
        assert [tick.label for tick in strips.ticks(most, strips.linear(most, 320, 10))] == labels
