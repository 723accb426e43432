"""A table of expressions, read on Thursday 26 January 2017."""

from datetime import date, timedelta

import pytest
from dated_reports import THURSDAY, report
from hypothesis import given, settings
from hypothesis import strategies as st

from contested import dates
from contested.records.mentions import DateValue
from contested.values.intervals import DateInterval

# sentence with the expression in brackets | TIMEX3 value | days ("" where none can be given)
TABLE = """
The town fell [26 January, 2017].|2017-01-26|2017-01-26
The town fell on [January 26, 2017].|2017-01-26|2017-01-26
It happened on [Jan. 26] in Idlib.|2017-01-26|2017-01-26
It happened on [Nov 23].|2016-11-23|2016-11-23
A truce began on [Dec. 31].|2016-12-31|2016-12-31
They met on [July 16].|2016-07-16|2016-07-16
It was dated [2017-01-20].|2017-01-20|2017-01-20
It was dated [10/08/2014].|2014-08-10|2014-08-10 2014-10-08
It was dated [25/08/2014].|2014-08-25|2014-08-25
The war began in [March 2011].|2011-03|2011-03-01 2011-03-31
It was formed in [2014].|2014|2014-01-01 2014-12-31
In [the 1990s] he studied there.|199X|1990-01-01 1999-12-31
It began in [late 2015].|2015|2015-09-01 2015-12-31
They left in [mid-November].|2016-11|2016-11-11 2016-11-20
They left in [early December].|2016-12|2016-12-01 2016-12-11
Shells fell on [Thursday].|2017-01-26|2017-01-26
Shells fell on [Wednesday].|2017-01-25|2017-01-25
Shells fell [Friday].|2017-01-20|2017-01-20
Talks will resume on [Friday].|2017-01-27|2017-01-27
The truce holds until [Monday].|2017-01-30|2017-01-30
Talks are to resume on [Saturday].|2017-01-28|2017-01-28
They fled [last Friday].|2017-01-20|2017-01-20
They fled [last Thursday].|2017-01-19|2017-01-19
They meet [next Thursday].|2017-02-02|2017-02-02
Jets struck [Tuesday night].|2017-01-24TNI|2017-01-24
Jets struck [early on Monday].|2017-01-23|2017-01-23
Jets struck at [dawn on Thursday].|2017-01-26TMO|2017-01-26
Jets struck at [3:30 p.m. on Tuesday].|2017-01-24T15:30|2017-01-24
On [Thursday, Jan 26] they met.|2017-01-26|2017-01-26
On [Sunday, December 18] they met.|2016-12-18|2016-12-18
They were shot [eight days ago].|2017-01-18|2017-01-18
They were shot [two weeks ago].|2017-W02|2017-01-09 2017-01-15
They were shot [yesterday].|2017-01-25|2017-01-25
They met [today].|2017-01-26|2017-01-26
They will meet [tomorrow].|2017-01-27|2017-01-27
Shelling went on [overnight].|2017-01-26TNI|2017-01-25 2017-01-26
Shelling went on [last night].|2017-01-25TNI|2017-01-25
Rebels met [earlier this week].|2017-W04|2017-01-23 2017-01-26
Rebels met [this week].|2017-W04|2017-01-23 2017-01-26
Rebels met [last week].|2017-W03|2017-01-16 2017-01-22
Talks were held [last month].|2016-12|2016-12-01 2016-12-31
Talks were held [last year].|2016|2016-01-01 2016-12-31
Talks were held [this month].|2017-01|2017-01-01 2017-01-26
Fighting flared in [the past week].|P1W|2017-01-19 2017-01-26
It happened over [the past three days].|P3D|2017-01-23 2017-01-26
It happened in [the past three years].|P3Y|2014-01-26 2017-01-26
It happened in [recent weeks].|PXW|2016-12-15 2017-01-26
It happened in [recent years].|PXY|
They left [a few days ago].|PAST_REF|2017-01-18 2017-01-25
They left [years ago].|PAST_REF|
They were held for [six days].|P6D|
They were held for [a few hours].|PTXH|
They fought for [three years].|P3Y|
It continued for [a third day].|P3D|
Shells fall [every day].|P1D|
Protests are held [every Friday].|XXXX-WXX-5|
Profits rose in [the third quarter].|2016-Q3|2016-07-01 2016-09-30
It was designated in [September].|2016-09|2016-09-01 2016-09-30
It was designated in [January].|2017-01|2017-01-01 2017-01-31
They have held it since [Sunday].|2017-01-22|2017-01-22
They have held it since [August 2016].|2016-08|2016-08-01 2016-08-31
They fought through [the summer of 2015].|2015-SU|2015-06-01 2015-08-31
They fought through [last summer].|2016-SU|2016-06-01 2016-08-31
A truce began on [the second day of Eid].|2016-09-13|2016-09-12 2016-09-14
It was the first [Ramadan 2014].|2014-06|2014-06-27 2014-07-28
They were killed on [13-14 February 2014].|2014-02-13/2014-02-14|2014-02-13 2014-02-14
They were killed on [January 23-24].|2017-01-23/2017-01-24|2017-01-23 2017-01-24
It fell on [27 Ramadan 1437].|2016-07-02|2016-07-01 2016-07-03
It was [2015-16].|2015/2016|2015-01-01 2016-12-31
It came [three months ago].|2016-10|2016-10-11 2016-11-10
It came in [the first half of 2015].|2015-H1|2015-01-01 2015-06-30
It came at [the end of 2014].|2014|2014-09-01 2014-12-31
It began in [the first week of July].|2016-07|2016-07-01 2016-07-10
It began in [the last week of May 2015].|2015-05|2015-05-22 2015-05-31
The toll of [Fridays] attack rose.|2017-01-20|2017-01-20
Crowds gather on [Fridays].|XXXX-WXX-5|
They are [now] besieged.|PRESENT_REF|
They are [currently] besieged.|PRESENT_REF|
The clashes of [the weekend].|2017-W03-WE|2017-01-21 2017-01-22
"""


def cases() -> list[tuple[str, str, str, str]]:
    rows = []
    for line in TABLE.strip().splitlines():
        sentence, timex, days = line.split("|")
        words = sentence[sentence.index("[") + 1 : sentence.index("]")]
        rows.append((sentence.replace("[", "").replace("]", ""), words, timex, days))
    return rows


def value_in(text: str, words: str, first: date | None, last: date | None = None) -> DateValue:
    document = report(text, first, last)
    found = {mention.text: mention.date for mention in dates.resolve(document, dates.find(document, ()))}
    assert words in found, found
    value = found[words]
    assert value is not None
    return value


@pytest.mark.parametrize(("text", "words", "timex", "days"), cases(), ids=[case[1] for case in cases()])
def test_the_expression_means_these_days(text: str, words: str, timex: str, days: str) -> None:
    value = value_in(text, words, THURSDAY)
    ends = [date.fromisoformat(end) for end in days.split()]
    assert value.timex == timex
    assert value.days == (DateInterval(ends[0], ends[-1]) if ends else None)


def test_what_is_counted_from_a_named_date() -> None:
    text = "They met on 3 January 2017. The previous day a convoy left. Two days later it came."
    document = report(text)
    found = {mention.text: mention.date for mention in dates.resolve(document, dates.find(document, ()))}
    assert found["The previous day"].days == DateInterval.day(date(2017, 1, 2))  # type: ignore[union-attr]
    assert found["Two days later"].days == DateInterval.day(date(2017, 1, 5))  # type: ignore[union-attr]


def test_the_previous_day_of_nothing_is_refused() -> None:
    assert value_in("A convoy left the previous day.", "the previous day", THURSDAY).days is None


def test_a_relative_expression_in_an_undated_report_has_no_days() -> None:
    assert value_in("Shells fell on Thursday.", "Thursday", None) == DateValue(
        "DATE", "XXXX-WXX-4", None, ("the day of the report is not known",)
    )
    assert value_in("Talks were held last month.", "last month", None).days is None


def test_an_absolute_expression_in_an_undated_report_has_its_days() -> None:
    assert value_in("It fell on 28 March 2015.", "28 March 2015", None).days == DateInterval.day(
        date(2015, 3, 28)
    )


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the square.",
        "The sun rose over the second town.",
        "A second group of 2000 fighters.",
        "The 44-year-old man had three-quarters of the vote.",
        "May Hassan said so.",
        "Resolution 2254 was cited, with 1500 people at the site.",
    ],
)
def test_words_that_are_no_time(text: str) -> None:
    document = report(text)
    assert [mention.text for mention in dates.find(document, ())] == []


def test_an_impossible_day_has_no_days() -> None:
    assert value_in("It happened on 30 February 2015.", "30 February 2015", THURSDAY).days is None


def test_mentions_of_other_kinds_come_back_as_they_are() -> None:
    document = report("Shells fell on Thursday.")
    (mention,) = dates.find(document, ())
    other = type(mention)("doc-1", mention.span, mention.text, "place")
    assert dates.resolve(document, [other]) == [other]


SENTENCES = [case[:2] for case in cases()]
DAYS = st.dates(date(2012, 6, 1), date(2019, 6, 1))
DAY_RELATIVE = [
    "yesterday", "today", "tomorrow", "eight days ago", "overnight", "last night", "the past three days",
    "a few days ago", "two weeks ago",
]  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from([case for case in SENTENCES if case[1] in DAY_RELATIVE]), DAYS, st.integers(-300, 300))
def test_a_later_report_means_days_as_much_later(case: tuple[str, str], day: date, by: int) -> None:
    before, after = value_in(*case, day).days, value_in(*case, day + timedelta(days=by)).days
    assert before is not None
    assert after == before.shift(by)


@settings(max_examples=60)
@given(st.sampled_from(SENTENCES), DAYS, st.integers(-60, 60).map(lambda weeks: 7 * weeks))
def test_weekdays_and_weeks_shift_by_weeks(case: tuple[str, str], day: date, by: int) -> None:
    if case[1] not in (
        "Thursday",
        "Wednesday",
        "Friday",
        "last Friday",
        "last week",
        "this week",
        "the weekend",
    ):
        return
    before, after = value_in(*case, day).days, value_in(*case, day + timedelta(days=by)).days
    assert before is not None
    assert after == before.shift(by)


@settings(max_examples=60)
@given(st.sampled_from(SENTENCES), DAYS, st.lists(st.integers(0, 200), min_size=3, max_size=3))
def test_a_wider_publication_never_narrows(case: tuple[str, str], day: date, more: list[int]) -> None:
    """No expression gets fewer days when less is known of the day of the report."""
    last = day + timedelta(days=more[0])
    narrow = value_in(*case, day, last).days
    wide = value_in(*case, day - timedelta(days=more[1]), last + timedelta(days=more[2])).days
    if narrow is None or wide is None:
        assert wide is None
    else:
        assert wide.hull(narrow) == wide
