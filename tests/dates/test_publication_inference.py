"""Dating a report that gives no date."""

import json
from datetime import date
from pathlib import Path

from dated_reports import report

from contested import dates
from contested.records.documents import Published
from contested.values.intervals import DateInterval


def inferred(text: str) -> Published:
    document = report(text, None)
    return dates.infer_publication(document, dates.find(document, ()), dates.shipped_anchors())


def test_a_report_that_names_nothing_known_stays_undated() -> None:
    assert inferred("Shells fell on a village on Thursday.") == Published(None, "unknown", ())


def test_its_own_date_at_the_head_dates_a_report() -> None:
    days = inferred("Beirut, 5 July 2015. Shells fell on a village.").days
    assert days == DateInterval(date(2015, 7, 5), date(2015, 7, 6))


def test_a_fact_that_was_last_month_dates_the_report_to_the_month_after() -> None:
    published = inferred("Aid has not come back.\nAn aid convoy was struck at Urem al-Kubra last month.")
    assert published.days == DateInterval(date(2016, 10, 1), date(2016, 10, 31))
    assert any("last month" in reason for reason in published.reasons)


def test_talks_that_were_held_many_times_leave_the_day_open() -> None:
    assert (
        inferred("Hayat Tahrir al-Sham rejected it.\nPeace talks in Astana were held last month.").days
        is None
    )


def test_a_name_says_only_that_the_report_is_not_older() -> None:
    published = inferred("Hayat Tahrir al-Sham shelled a village.")
    assert published.days is None
    assert published.basis == "unknown"
    assert "2017-01-28" in published.reasons[0]


def test_a_count_of_days_is_held_against_the_start_of_the_fighting() -> None:
    text = "Rebels fight ISIS for a fourth day\nInfighting went on as the Islamic Front attacked ISIS."
    days = inferred(text).days
    assert days is not None
    assert days.overlaps(DateInterval.day(date(2014, 1, 6)))
    assert days.days <= 3


def test_a_clue_that_does_not_fit_is_left_out_with_a_word() -> None:
    published = inferred("Beirut, 5 July 2015.\nHayat Tahrir al-Sham shelled a village.")
    assert published.days == DateInterval(date(2015, 7, 5), date(2015, 7, 6))
    assert any(reason.startswith("left out") for reason in published.reasons)


def test_the_undated_seed_reports_are_dated(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))["documents"]
    for name, row in gold.items():
        days = inferred((shared / "seeds" / name).read_text(encoding="utf-8")).days
        assert days is not None
        assert days.days <= 60
        published = row["published"]
        assert days.overlaps(DateInterval(*map(date.fromisoformat, (published["from"], published["to"]))))
