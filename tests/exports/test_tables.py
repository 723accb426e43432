"""Tables in the columns of ACLED and UCDP GED."""

import csv
from datetime import date
from pathlib import Path

import pytest

from contested import ontology
from contested.exports import export, vocabularies
from contested.exports.acled import COLUMNS as ACLED_COLUMNS
from contested.exports.tables import defused, write_table
from contested.exports.ucdp import COLUMNS as UCDP_COLUMNS
from contested.exports.ucdp import priogrid
from contested.records import Incident, IncidentPlace, Party, TollSummary
from contested.values.intervals import DateInterval
from small_war import KILLING, War, killing, small_war

KINDS = {"act-jaa": "armed_group", "act-state": "state", "act-civilians": "category"}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def exported(folder: Path, *incidents: Incident) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    war = small_war()
    source = War(war.all_documents, [], war.all_claims, [], list(incidents))
    names = vocabularies(ontology.load(), KINDS.get)
    export(source, folder, vocabularies=names, kind_of=KINDS.get)
    return table(folder, "incidents_acled.csv"), table(folder, "incidents_ucdp.csv")


def against(actor_id: str) -> tuple[Party, ...]:
    return (Party("them", 0, 4, actor_id, "Them"),)


def test_the_columns_are_those_of_the_datasets(tmp_path: Path) -> None:
    export(War(), tmp_path)
    assert len(ACLED_COLUMNS) == 31
    for name, columns in (("acled", ACLED_COLUMNS), ("ucdp", UCDP_COLUMNS)):
        assert (tmp_path / f"incidents_{name}.csv").read_text("utf-8").strip() == ",".join(columns)


def test_acled_gets_the_most_conservative_figure_and_the_dispute_in_notes(tmp_path: Path) -> None:
    ((row,), _) = exported(tmp_path, killing(side_b=against("act-civilians")))
    assert (row["event_id_cnty"], row["fatalities"], row["year"]) == (KILLING, "70", "2017")
    assert "Samir Haddad: 150 to 200 killed." in row["notes"]
    assert "Jaysh al-Nasr: at least 70 killed." in row["notes"]
    assert "Disputed: deaths." in row["notes"]


def test_acled_types_actors_and_place(tmp_path: Path) -> None:
    ((row,), _) = exported(tmp_path, killing(side_b=against("act-civilians")))
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["disorder_type"], row["civilian_targeting"]) == ("Political violence", "Civilian targeting")
    assert (row["actor1"], row["inter1"], row["inter2"], row["interaction"]) == (
        "Jund al-Aqsa",
        "2",
        "7",
        "27",
    )
    assert (row["country"], row["iso"], row["region"], row["admin1"]) == (
        "Syria",
        "760",
        "Middle East",
        "Idlib",
    )


def test_acled_puts_a_span_on_its_middle_and_says_so(tmp_path: Path) -> None:
    ((row,), _) = exported(tmp_path, killing(date=DateInterval.month(2017, 2)))
    assert (row["event_date"], row["time_precision"]) == ("2017-02-14", "3")
    assert "Between 2017-02-01 and 2017-02-28." in row["notes"]


@pytest.mark.parametrize(
    ("ours", "acled"), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (5, "3"), (6, "3"), (7, "")]
)
def test_every_place_precision_in_acleds_scale(tmp_path: Path, ours: int, acled: str) -> None:
    place = IncidentPlace(None, "Somewhere", None, None, None, None, None, ours)
    ((row,), _) = exported(tmp_path, killing(places=(place,)))
    assert row["geo_precision"] == acled


@pytest.mark.parametrize(("days", "acled"), [(1, "1"), (3, "2"), (7, "2"), (30, "3"), (300, "3")])
def test_every_date_precision_in_acleds_scale(tmp_path: Path, days: int, acled: str) -> None:
    first = date(2016, 1, 1)
    span = DateInterval(first, DateInterval.day(first).shift(days - 1).last)
    ((row,), _) = exported(tmp_path, killing(date=span))
    assert row["time_precision"] == acled


def test_acled_leaves_out_what_has_no_day(tmp_path: Path) -> None:
    assert exported(tmp_path, killing(date=None))[0] == []


def test_ucdp_takes_the_spread_and_invents_no_best(tmp_path: Path) -> None:
    (_, (row,)) = exported(tmp_path, killing(side_b=against("act-jaa")))
    assert (row["low"], row["best"], row["high"], row["deaths_b"], row["deaths_a"]) == (
        "70",
        "",
        "200",
        "",
        "0",
    )
    assert (row["type_of_violence"], row["dyad_name"]) == ("2", "Jund al-Aqsa - Them")
    assert (row["date_prec"], row["event_clarity"], row["where_prec"]) == ("1", "1", "1")
    assert row["geom_wkt"] == "POINT (36.65 35.44)"


@pytest.mark.parametrize(
    ("other", "violence"), [("act-state", "1"), ("act-jaa", "2"), ("act-civilians", "3")]
)
def test_ucdp_type_of_violence_follows_from_the_sides(tmp_path: Path, other: str, violence: str) -> None:
    (_, (row,)) = exported(tmp_path, killing(side_b=against(other)))
    assert row["type_of_violence"] == violence


def test_ucdp_wants_a_death(tmp_path: Path) -> None:
    none = killing(side_b=against("act-jaa"), deaths=TollSummary(0, 0, 0), deaths_side_b=None)
    assert exported(tmp_path, none)[1] == []


def test_the_dead_of_nobody_are_unknown(tmp_path: Path) -> None:
    some = killing(side_b=against("act-jaa"), deaths=TollSummary(9, 9, 9), deaths_side_b=None)
    assert exported(tmp_path, some)[1][0]["deaths_unknown"] == "9"


def test_ucdp_cites_its_articles(tmp_path: Path) -> None:
    (_, (row,)) = exported(tmp_path, killing(side_b=against("act-jaa")))
    assert '"Monitor,2017-02-16,Seventy, or two hundred"' in row["source_article"]


def test_priogrid_cells_are_those_of_the_grid() -> None:
    """The points stand in GED itself, with their cells."""
    assert priogrid(34.53366, 40.95819) == 179722
    assert priogrid(35.166667, 40.283333) == 180441
    assert (priogrid(-90, -180), priogrid(90, 180), priogrid(None, 1.0)) == (1, 259200, None)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_a_formula_in_a_report_stays_words(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["a=b", "al-Nusra", "", "12", "خان", 'say "no"', -98.6, 0])
def test_a_harmless_cell_stays_as_it_is(cell: str | float) -> None:
    assert defused(cell) == cell


def test_quotes_commas_and_line_breaks_survive(tmp_path: Path) -> None:
    nasty = 'a "b", c\nd; é خ'
    write_table(tmp_path / "t.csv", ("x", "y"), [{"x": nasty, "y": None}])
    assert table(tmp_path, "t.csv") == [{"x": nasty, "y": ""}]


def test_a_nasty_outlet_reaches_the_table_defused(tmp_path: Path) -> None:
    ((row,), _) = exported(tmp_path, killing(document_ids=("doc-rebels",)))
    assert row["source"] == "'=HYPERLINK(Tribune)"
