"""Where and when: the place and the day of the deed itself, and what the day rests on."""

from __future__ import annotations

from datetime import date

import pytest

from contested.records import Claim
from contested.values.intervals import DateInterval
from reports_of_tests import PUBLISHED, claim, claims


def of_place(text: str) -> dict[str, Claim]:
    return {one.places[0].name or "": one for one in claims(text) if one.places and one.role == "incident"}


@pytest.mark.parametrize(
    ("when", "first", "last", "basis"),
    [
        ("on 3 June 2015", date(2015, 6, 3), date(2015, 6, 3), "stated"),
        ("on Tuesday", date(2015, 6, 9), date(2015, 6, 9), "stated"),
        ("yesterday", date(2015, 6, 9), date(2015, 6, 9), "stated"),
        ("in May 2015", date(2015, 5, 1), date(2015, 5, 31), "stated"),
        ("in 2014", date(2014, 1, 1), date(2014, 12, 31), "stated"),
        ("this month", date(2015, 6, 1), date(2015, 6, 10), "stated"),
    ],
)
def test_a_day_is_what_its_words_say(when: str, first: date, last: date, basis: str) -> None:
    found = claim(f"Islamic State shelled Marea {when}.", "shelling").date
    assert (found.days, found.basis) == (DateInterval(first, last), basis)
    assert found.text is not None


def test_nothing_happened_after_the_report_that_tells_of_it() -> None:
    for when in ("this week", "this month", "this year", "in June 2015", "in 2015"):
        found = claim(f"Islamic State shelled Marea {when}.", "shelling").date
        assert found.days is not None
        assert found.days.last <= PUBLISHED.last, when


def test_the_day_of_speaking_only_bounds_the_day_of_the_deed() -> None:
    found = claim("A rebel spokesman said on Tuesday that the army had shelled Douma.", "shelling").date
    assert found.basis == "inherited"
    assert found.days is not None
    assert found.days.last == date(2015, 6, 9)
    assert found.days.first < date(2015, 6, 9)


def test_without_a_day_the_report_bounds_it() -> None:
    found = claim("Islamic State shelled Marea.", "shelling").date
    assert (found.text, found.basis) == (None, "publication")
    assert found.days is not None
    assert found.days.first < found.days.last == PUBLISHED.last


def test_each_of_two_deeds_has_its_own_place_and_day() -> None:
    found = of_place("Rebels attacked Hama on 5 May 2015. The army bombed Idlib on 9 May 2015.")
    assert found["Hama"].date.days == DateInterval.day(date(2015, 5, 5))
    assert found["Idlib"].date.days == DateInterval.day(date(2015, 5, 9))


def test_the_day_of_what_came_before_is_not_the_day_of_what_came_after() -> None:
    found = of_place("The army shelled Homs after rebels attacked Hama on Monday.")
    assert found["Hama"].date.days == DateInterval.day(date(2015, 6, 8))
    assert found["Homs"].date.basis != "stated"


def test_what_a_group_did_years_ago_is_not_where_it_strikes_now() -> None:
    found = claim("Islamic State, which seized Raqqa in 2014, shelled Azaz on Monday.", "shelling")
    assert [place.name for place in found.places] == ["Azaz"]
    assert found.date.days == DateInterval.day(date(2015, 6, 8))


def test_the_place_of_writing_is_not_the_place_of_the_deed() -> None:
    for opening in ("DAMASCUS — ", "DAMASCUS (Tribune) - ", "Damascus, 10 June – "):
        found = claim(f"{opening}Islamic State shelled Azaz, killing four people.", "shelling")
        assert [place.name for place in found.places] == ["Azaz"], opening


def test_a_village_is_not_also_its_province() -> None:
    found = claim("Islamic State shelled fighters in Marea in Aleppo Governorate in Syria.", "shelling")
    assert [place.name for place in found.places] == ["Marea"]


def test_near_a_town_is_less_exact_than_in_it() -> None:
    inside = claim("Islamic State shelled fighters in Marea.", "shelling").places[0]
    near = claim("Islamic State shelled fighters near Marea.", "shelling").places[0]
    assert (inside.precision, near.precision) == (1, 2)
    assert inside.place_id == near.place_id


def test_places_stand_on_their_words() -> None:
    text = "Islamic State shelled Marea and Azaz on Monday, killing four people."
    for one in claims(text):
        for place in one.places:
            assert text[place.start : place.end] == place.text
            assert place.lat is not None
            assert place.lon is not None
