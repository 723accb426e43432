"""A user's own actors and places, beside the shipped ones."""

from pathlib import Path

from typer.testing import CliRunner

from contested.cli import app
from contested.ledger import open_ledger

REGISTER = """\
format: contested-register/1
register: mine
actors:
  - {id: my-brigade, name: Wadi Zamzam Brigade, kind: armed_group, country: LY}
  - {id: my-front, name: Front of the Dunes, kind: armed_group, country: LY}
relations: []
"""
PLACES = """\
id,name,kind,country,adm1,adm2,lat,lon,radius_km,coordinate_km,population,ambiguous,source,names
my-well,Bir Zamzam,village,LY,Misrata,,31.9,14.6,2,2,0,0,editor,Beer Zamzam
"""
REPORT = "On 4 June 2019 the Wadi Zamzam Brigade attacked the Front of the Dunes in Bir Zamzam, killing two."


def coded(folder: Path, *options: str) -> Path:
    (folder / "report.txt").write_text(REPORT)
    (folder / "mine.yaml").write_text(REGISTER)
    (folder / "mine.csv").write_text(PLACES)
    ledger = folder / "mine.ledger"
    result = CliRunner().invoke(app, ["code", str(folder / "report.txt"), "--ledger", str(ledger), *options])
    assert result.exit_code == 0, result.output
    return ledger


def test_own_actors_and_places_resolve(tmp_path):
    options = ["--register", str(tmp_path / "mine.yaml"), "--gazetteer", str(tmp_path / "mine.csv")]
    with open_ledger(coded(tmp_path, *options)) as ledger:
        (claim,) = [claim for claim in ledger.claims() if claim.role == "incident"]
    assert [party.actor_id for party in claim.side_a] == ["my-brigade"]
    assert [party.actor_id for party in claim.side_b] == ["my-front"]
    assert [place.place_id for place in claim.places] == ["my-well"]


def test_without_them_nothing_is_made_up(tmp_path):
    with open_ledger(coded(tmp_path)) as ledger:
        claims = list(ledger.claims())
    assert not [party for claim in claims for party in (*claim.side_a, *claim.side_b) if party.actor_id]


def test_a_wrong_file_of_actors_stops_the_run_in_one_line(tmp_path):
    (tmp_path / "bad.yaml").write_text("actors: 3")
    (tmp_path / "report.txt").write_text(REPORT)
    arguments = ["code", str(tmp_path / "report.txt"), "--ledger", str(tmp_path / "l"), "--register"]
    result = CliRunner().invoke(app, [*arguments, str(tmp_path / "bad.yaml")])
    assert result.exit_code != 0
    assert "bad.yaml" in result.output
    assert len(result.output.strip().splitlines()) == 1
