"""Spellings find their group; look-alikes find nobody; the report's date counts."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from contested.actors import Matcher, load
from contested.values.intervals import DateInterval

SET = yaml.safe_load((Path(__file__).parent / "variants.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load())


def on(*day: int) -> DateInterval:
    return DateInterval.day(date(*day))


def test_nearly_every_spelling_is_accepted_for_its_group(matcher: Matcher) -> None:
    right, wrong, total = 0, [], 0
    for name, spellings in SET["variants"].items():
        for spelling in spellings:
            total += 1
            found = matcher.match(spelling)
            got = matcher.register.actors[found.actor_id].name if found.actor_id else None
            if found.decision == "accepted" and got == name:
                right += 1
            elif found.decision == "accepted":
                wrong.append((spelling, got))
    assert total >= 80
    assert wrong == []
    assert right / total >= 0.96


@pytest.mark.parametrize("name", SET["lookalikes"])
def test_a_look_alike_is_never_accepted(matcher: Matcher, name: str) -> None:
    assert matcher.match(name).decision != "accepted"


def test_the_army_of_tahrir_al_sham_is_not_tahrir_al_sham(matcher: Matcher) -> None:
    assert matcher.match("Tahrir al-Sham Army").actor_id == "sy-tahrir-al-sham-army"


def test_an_unlisted_acronym_matches_no_name(matcher: Matcher) -> None:
    assert matcher.match("SNQ").actor_id is None
    assert matcher.match("SNA").actor_id == "sy-sna"


def test_nusra_in_2015_is_nusra_and_in_2017_a_legacy_name(matcher: Matcher) -> None:
    assert matcher.match("Nusra", on(2015, 5, 1)).reasons == ("short name 'Nusra'",)
    later = matcher.match("Nusra", on(2017, 7, 16))
    assert later.actor_id == "sy-jabhat-al-nusra"
    assert any("legacy name" in reason for reason in later.reasons)
    assert any("Hay'at Tahrir al-Sham" in reason for reason in later.reasons)


def test_an_unknown_date_is_said(matcher: Matcher) -> None:
    assert any("date is not known" in reason for reason in matcher.match("JFS").reasons)


def test_every_name_resolves_to_its_own_actor_on_a_day_it_held(matcher: Matcher) -> None:
    for actor in matcher.register.actors.values():
        for name in actor.names:
            first = name.dates.from_latest or name.dates.to_earliest or date(2016, 1, 1)
            found = matcher.match(name.text, DateInterval.day(first))
            assert found.actor_id == actor.actor_id, (name.text, actor.actor_id, found)
