"""The register loads whole or not at all, and its order of rows means nothing."""

import time
from datetime import date
from pathlib import Path

import pytest

from contested.actors import Matcher, load
from contested.actors.register import FORMAT
from contested.errors import DataFileError
from contested.values.intervals import DateInterval


def write(path: Path, body: str) -> Path:
    path.write_text(f"format: {FORMAT}\n{body}", encoding="utf-8")
    return path


def test_the_shipped_register_has_its_actors_and_relations() -> None:
    register = load()
    assert sum(actor.country == "SY" for actor in register.actors.values()) >= 110
    assert len(register.relations) >= 100
    assert register.named("Jabhat Fateh al-Sham") is register.actor("sy-jabhat-fateh-al-sham")


def test_it_loads_in_half_a_second() -> None:
    start = time.perf_counter()
    load()
    assert time.perf_counter() - start < 0.5


def test_lineage_is_no_alias() -> None:
    register = load()
    assert register.successors("sy-jabhat-al-nusra") == ("sy-jabhat-fateh-al-sham", "sy-hts")


def test_hostility_is_dated() -> None:
    register = load()
    in_2015, in_2016 = DateInterval.year(2015), DateInterval.day(date(2016, 10, 8))
    assert not register.hostile("sy-jund-al-aqsa", "sy-ahrar-al-sham", in_2015)
    assert register.hostile("sy-jund-al-aqsa", "sy-ahrar-al-sham", in_2016)


def test_row_order_changes_nothing(tmp_path: Path) -> None:
    rows = [
        "{id: a, name: Jaysh al-Nasr, kind: armed_group}",
        "{id: b, name: Jaysh al-Nour, kind: armed_group}",
    ]
    one = load([write(tmp_path / "1.yaml", "actors:\n" + "".join(f"  - {row}\n" for row in rows))])
    two = load([write(tmp_path / "2.yaml", "actors:\n" + "".join(f"  - {row}\n" for row in rows[::-1]))])
    assert one.digest == two.digest
    for text in ("Jaish an-Nasr", "Jaysh al-Nur", "Jaysh"):
        assert Matcher(one).match(text) == Matcher(two).match(text)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("actors:\n  - {id: a, name: A, kind: gang}\n", "actor 1 (a): kind 'gang'"),
        ("actors:\n  - {id: a, name: A, kind: media, colour: red}\n", "unknown key 'colour'"),
        (
            "actors:\n  - {id: a, name: A, kind: media}\n  - {id: a, name: B, kind: media}\n",
            "actor 2: the id 'a' is taken",
        ),
        ("actors:\n  - {id: a, name: A, kind: media, from: 2015-13}\n", "no date"),
        ("actors:\n  - {id: a, name: A, kind: media, from: 2015, to: 2014}\n", "before it begins"),
        (
            "sources: {s: {title: T, date: 2015}}\nrelations:\n"
            "  - {type: renamed, subject: a, object: b, source: s}\n",
            "relation 1: no actor",
        ),
        ("relations:\n  - {type: renamed, subject: a, object: b, source: s}\n", "source 's' is not among"),
        ("actors: [\n", "while parsing"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_row(tmp_path: Path, body: str, says: str) -> None:
    path = write(tmp_path / "wrong.yaml", body)
    with pytest.raises(DataFileError) as error:
        load([path])
    assert str(path) in str(error.value)
    assert says in str(error.value)
