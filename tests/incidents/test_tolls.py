from datetime import date, timedelta
from itertools import permutations, product

import pytest

from contested.incidents.tolls import Figure, merge_figures
from contested.records import TollSummary
from contested.values.intervals import CountRange

NOON = date(2017, 4, 4)


def figure(low, high="same", source="agency", days=0, whom=None, part=False, claim="c"):
    high = low if high == "same" else high
    when = (NOON + timedelta(days=days), "doc", 0)
    return Figure(
        source,
        "killed",
        CountRange(low, high),
        whom,
        "unknown",
        part,
        when,
        (claim,),
        general=whom is None and not part,
    )


def summary(*figures):
    merged = merge_figures(figures)
    assert merged.summary is not None
    return merged.summary.low, merged.summary.best, merged.summary.high, merged.disputed


def test_no_figures_give_no_summary():
    assert merge_figures([]).summary is None


def test_one_exact_figure_is_low_best_and_high():
    assert summary(figure(12)) == (12, 12, 12, False)


def test_at_least_sets_no_upper_end():
    assert summary(figure(12, None)) == (12, 12, None, False)


def test_a_printed_range_keeps_both_ends_and_takes_its_low_as_best():
    assert summary(figure(150, 200)) == (150, 150, 200, False)


def test_an_exact_count_settles_an_at_least():
    assert summary(figure(12, None), figure(15, source="hospital")) == (15, 15, 15, False)


def test_counts_that_cannot_both_be_true_keep_the_whole_spread():
    assert summary(figure(12), figure(30, source="monitor", days=1)) == (12, 30, 30, True)


def test_a_disputed_open_count_stays_open():
    assert summary(figure(12), figure(30, None, "monitor"))[0::2] == (12, None)


def test_a_source_that_revises_itself_is_heard_once():
    assert summary(figure(58), figure(72, None, days=1), figure(86, days=2)) == (86, 86, 86, False)


def test_two_figures_of_one_source_in_one_report_both_stand_where_both_can_be_true():
    assert summary(figure(150, 200), figure(150), figure(160, None, "official", whom="x")) == (
        150,
        150,
        200,
        True,
    )


def test_of_two_figures_of_one_source_in_one_report_that_exclude_each_other_the_higher_stands():
    assert summary(figure(72), figure(58)) == (72, 72, 72, False)
    assert summary(figure(80, None), figure(3)) == (80, 80, None, False)


def test_best_is_the_figure_that_most_sources_allow():
    figures = [
        figure(58),
        figure(72, None, "monitor"),
        figure(80, None, "relief"),
        figure(86, source="clinic"),
    ]
    assert summary(*figures) == (58, 86, None, True)


def test_a_figure_that_contradicts_nobody_does_not_widen_a_dispute():
    figures = [
        figure(12, None, "paper"),
        figure(39, source="television"),
        figure(126, None, "monitor", days=2),
    ]
    assert summary(*figures) == (39, 126, None, True)


def test_of_equally_allowed_figures_the_later_is_best():
    assert summary(figure(41), figure(43, source="monitor", days=3)) == (41, 43, 43, True)
    assert summary(figure(41, days=3), figure(43, source="monitor")) == (41, 41, 43, True)


def test_of_equally_allowed_figures_of_one_day_the_lower_is_best():
    assert summary(figure(41), figure(43, source="monitor")) == (41, 41, 43, True)


def test_a_part_is_a_lower_bound_and_no_rival():
    assert summary(figure(126, None), figure(68, whom="child")) == (126, 126, None, False)


def test_parts_of_a_total_are_not_added():
    figures = [figure(150, 200), figure(70, whom="One"), figure(43, whom="Other")]
    assert summary(*figures) == (150, 150, 200, False)


def test_a_part_above_every_total_makes_a_dispute():
    figures = [figure(150), figure(160, None, "official", whom="One")]
    assert summary(*figures) == (150, 150, 160, True)


def test_figures_of_one_group_alone_are_the_total():
    assert summary(figure(5, whom="civilian")) == (5, 5, 5, False)


def test_groups_without_any_total_give_a_lower_bound_only():
    figures = [figure(10, whom="One", source="x"), figure(7, whom="Other", source="y")]
    assert summary(*figures) == (10, None, None, False)


def test_children_among_civilians_are_a_bound_of_the_civilians():
    assert summary(figure(20, whom="civilian"), figure(11, whom="child")) == (20, 20, 20, False)


def test_every_figure_is_kept_with_what_was_done_with_it():
    figures = [figure(58), figure(86, days=2), figure(11, whom="child")]
    used = {f.count.low: words for f, words in merge_figures(figures).used}
    assert set(used) == {58, 86, 11}
    assert used[58] == "a later or higher figure of agency stands for it"
    assert "lower bound" in used[11]


def test_the_order_of_figures_does_not_matter():
    figures = [
        figure(4),
        figure(9),
        figure(5, 7, "hospital"),
        figure(6, None, "monitor"),
        figure(3, whom="child"),
    ]
    assert len({merge_figures(order) for order in permutations(figures)}) == 1


RANGES = [(low, high) for low in range(3) for high in (None, *range(low, 3))]


@pytest.mark.parametrize(("left", "right"), list(product(RANGES, repeat=2)))
def test_every_small_pair_agrees_with_counting_by_hand(left, right):
    figures = [figure(*left, source="x"), figure(*right, source="y")]
    fits = [n for n in range(4) if all(f.count.includes(n) for f in figures)]
    low, best, high, disputed = summary(*figures)
    assert disputed == (not fits)
    assert best in {left[0], right[0]}
    if fits:
        assert (low, high) == (fits[0], None if fits[-1] == 3 else fits[-1])
    else:
        assert low == min(left[0], right[0])


def test_summaries_are_values():
    assert merge_figures([figure(2)]).summary == TollSummary(2, 2, 2)
