"""Places are found on their words, linked with their vagueness, and left alone where they are none."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.errors import DataFileError
from contested.places import Gazetteer, PlaceFinder, PlaceResolver
from contested.places.files import COLUMNS, DATA, Row, read_rows
from contested.places.names import key, skeleton
from contested.records import Document, Mention, Place, PlaceName, Published
from contested.values.distance import kilometres

Reading = Callable[[str], list[Mention]]

# Frozen: written down before any of them was tried. Some are listed in the file, some are found by sound.
SPELLINGS = {
    "Saraqib": ("Seraqeb", "Saraqueb", "Saraqiib", "Sarakib"),
    "Khan Shaykhun": ("Khan Sheikhoun", "Khan Sheykhun", "Khan Shaykoun", "Khan Cheikhun", "Khan-Sheikhoon"),
    "al-Dana": ("Ad Dana", "ad-Dana", "Al-Danah"),
    "Maarat al-Numan": ("Maarrat an-Nu'man", "Ma'arat al Noman", "Maaret al-Nouman", "Maarat Numan"),
    "Kafr Nabl": ("Kafranbel", "Kafr Nabel", "Kafrnabel"),
    "Jisr al-Shughur": ("Jisr al-Shughour", "Jisr ash-Shoughour", "Jisr al-Shogur"),
    "Jabal al-Zawiya": ("Jabal al-Zawiyah", "Jebel Zawiya", "Jabal az-Zawiya"),
    "Tell Touqan": ("Tel Touqan", "Tal Tuqan", "Tall Toqan"),
    "Bab al-Salameh": ("Bab Al-Salama", "Bab as-Salamah", "Bab al-Salaame"),
    "Bab al-Hawa": ("Bab al Hawa", "Bab al-Hawah"),
    "Deir ez-Zor": ("Deir al-Zour", "Dayr az-Zawr", "Deir Ezzor", "Deir-ez-Zor"),
    "Raqqa": ("Ar-Raqqah", "Raqa", "Rakka"),
    "Moadamiyeh": ("Muadamiyat al-Sham", "Moadamiyah", "Muaddamiya"),
    "Qamishli": ("Qamishly", "Kamishli", "al-Qamishli"),
    "Manbij": ("Menbij", "Manbidj", "Manbej"),
    "Sweida": ("As-Suwayda", "Suweida", "Swaida"),
    "Kafr Zita": ("Kafr Zeita", "Kafar Zayta"),
}


def document(text: str) -> Document:
    unknown = Published(None, "unknown")
    return Document("doc-1", "one", None, text, None, None, "en", None, unknown, (), None, "one.txt")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer) -> Reading:
    finder, resolver = PlaceFinder(gazetteer), PlaceResolver(gazetteer)

    def reading(text: str) -> list[Mention]:
        report = document(text)
        return resolver.resolve(report, finder.find(report, ()))

    return reading


def linked(mentions: list[Mention]) -> list[tuple[str, str, int]]:
    return [(m.text, m.place.name, m.place.precision) for m in mentions if m.place]


@pytest.mark.parametrize(
    ("spelling", "name"), [(one, name) for name, spellings in SPELLINGS.items() for one in spellings]
)
def test_a_place_is_found_under_every_spelling(gazetteer: Gazetteer, spelling: str, name: str) -> None:
    assert gazetteer.lookup(spelling)[0].place.name == name


def test_unlike_names_with_the_same_consonants_stay_apart(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Homs")[0].place.name == "Homs"
    assert gazetteer.lookup("Hamas") == ()


@pytest.mark.parametrize(
    ("text", "words", "name", "precision"),
    [
        ("In the village of Khan Sheikhoun in Idlib province.", "Khan Sheikhoun", "Khan Shaykhun", 1),
        ("Syrian rebels hold southern Idlib province.", "southern Idlib province", "Idlib Governorate", 4),
        ("Fighting in the Hama countryside, Syria.", "Hama countryside", "Hama Governorate", 4),
        ("Syria: Hama's northern countryside.", "Hama's northern countryside", "Hama Governorate", 4),
        ("Syrian clashes in rural Hama went on.", "rural Hama", "Hama Governorate", 4),
        ("Syrian troops left the province of Raqqa.", "province of Raqqa", "Raqqa Governorate", 4),
        ("Shells fell on Rif Dimashq in Syria.", "Rif Dimashq", "Rif Dimashq", 4),
        ("Two groups clashed near the village of Tel Touqan in Syria.", "Tel Touqan", "Tell Touqan", 2),
        ("A raid on the outskirts of Saraqib, Syria.", "Saraqib", "Saraqib", 2),
        ("A convoy was hit between Ariha and Saraqib in Syria.", "Saraqib", "Saraqib", 5),
        ("Syrian aircraft struck Hama on Monday.", "Hama", "Hama", 1),
        ("People fled northern Syria.", "northern Syria", "Northern Syria", 5),
        ("Talks were held in Kazakhstan.", "Kazakhstan", "Kazakhstan", 6),
    ],
)  # fmt: skip
def test_a_place_keeps_its_vagueness(read: Reading, text: str, words: str, name: str, precision: int) -> None:
    assert (words, name, precision) in linked(read(text))


def test_near_a_place_doubts_more_ground_than_the_place(read: Reading) -> None:
    at = read("Shells hit Azaz in Syria.")[0].place
    near = read("Shells hit fields near Azaz in Syria.")[0].place
    assert at
    assert near
    assert near.radius_km > at.radius_km


@pytest.mark.parametrize(
    "text",
    [
        "The US-based monitor spoke.",
        "Abu Yahia al-Hamawi leads them in secret.",
        "The Syrian foreign minister spoke.",
        "Of the dead, most were fighters. Same day, they split. Reading the list took hours.",
        "A rebel of the Washington-backed force said so.",
        "Abdul Hakim al-Rahmon spoke.",
    ],
)
def test_words_that_are_no_place_are_left_alone(read: Reading, text: str) -> None:
    assert read(text) == []


def test_the_container_decides_between_namesakes(read: Reading) -> None:
    texan = read("A man was shot in Paris, Texas on Sunday.")[0].place
    french = read("A man was shot in Paris on Sunday.")[0].place
    assert texan
    assert texan.adm1 == "Texas"
    assert french
    assert french.country == "FR"
    assert read("Deputies in Springfield, Ill. said so.")[0].place.adm1 == "Illinois"  # type: ignore[union-attr]


def test_a_village_that_no_gazetteer_has_is_kept_unresolved_and_spoils_nothing(read: Reading) -> None:
    alone = read("Shells hit Saraqib in Syria.")
    beside = read("Shells hit Saraqib in Syria. They took the village of Qworblex.")
    unknown = beside[-1]
    assert unknown.text == "Qworblex"
    assert unknown.place
    assert (unknown.place.precision, unknown.place.lat) == (7, None)
    assert [m.place for m in beside[:-1]] == [m.place for m in alone]


def test_an_unlisted_town_is_somewhere_in_the_state_that_is_named(read: Reading) -> None:
    link = read("Four people were shot in Qworblex, Calif., police said.")[0].place
    assert link
    assert (link.adm1, link.precision, link.name) == ("California", 4, "Qworblex")


def test_every_link_gives_its_reasons(read: Reading) -> None:
    for mention in read("Shells hit Saraqib and Maarat al-Numan in Idlib province, Syria."):
        assert mention.place
        assert mention.place.reasons


def test_words_of_a_mention_are_the_reports_words(read: Reading) -> None:
    text = "In Saraqeb, the Bab al-Hawa crossing and الرقة, Syrian planes struck."
    for mention in read(text):
        assert mention.span.of(text) == mention.text


def test_arabic_names_are_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("سراقب")[0].place.name == "Saraqib"
    assert gazetteer.lookup("إدلب")[0].place.name == "Idlib"


@settings(max_examples=15, deadline=None)
@given(lat=st.floats(-60, -20), lon=st.floats(-70, 20))
def test_a_row_added_far_away_changes_nothing_here(lat: float, lon: float) -> None:
    rows = list(read_rows(DATA / "syria.csv"))
    far = Place(
        "far-1", "Saraqib", "village", "ZZ", None, None, lat, lon, 2, (PlaceName("Saraqib"),), 0, "editor"
    )
    text = "Shells hit Saraqib and Ariha in southern Idlib province, Syria."
    report = document(text)
    links = []
    for these in (rows, [*rows, Row(far, False, ())]):
        gazetteer = Gazetteer(these)
        found = PlaceResolver(gazetteer).resolve(report, PlaceFinder(gazetteer).find(report, ()))
        links.append([(m.text, m.place.place_id, m.place.precision) for m in found if m.place])
    assert links[0] == links[1]


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="Hama Idlbof-,'.\n سراقب", max_size=120))
def test_any_text_gives_ordered_mentions_that_do_not_overlap(text: str) -> None:
    found = PlaceFinder(Gazetteer.default()).find(document(text), ())
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


def test_the_syria_file_is_whole() -> None:
    rows = [row.place for row in read_rows(DATA / "syria.csv")]
    assert len(rows) >= 400
    assert len({place.place_id for place in rows}) == len(rows)
    assert sum(place.kind == "governorate" for place in rows) == 14
    assert {place.source for place in rows} <= {"GeoNames", "UCDP GED 19.1", "editor"}
    for place in rows:
        if place.country == "SY":
            assert kilometres((place.lat, place.lon), (35.0, 38.5)) < 480, place


def test_no_place_stands_far_outside_its_governorate() -> None:
    rows = [row.place for row in read_rows(DATA / "syria.csv")]
    areas = {place.adm1: place for place in rows if place.kind == "governorate"}
    for place in rows:
        area = areas.get(place.adm1)
        if area:
            away = kilometres((place.lat, place.lon), (area.lat, area.lon))
            assert away <= area.radius_km * 1.6 + 10, place


@pytest.mark.parametrize(
    ("column", "value"),
    [("lat", "95"), ("kind", "planet"), ("id", ""), ("radius_km", "wide"), ("source", "")],
)
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, column: str, value: str) -> None:
    good = dict.fromkeys(COLUMNS, "") | {
        "id": "a", "name": "A", "kind": "town", "lat": "1", "lon": "1", "radius_km": "1", "source": "editor",
    }  # fmt: skip
    path = tmp_path / "places.csv"
    path.write_text("\n".join(",".join(row) for row in (COLUMNS, (good | {column: value}).values())))
    with pytest.raises(DataFileError, match=r"places\.csv line 2"):
        list(read_rows(path))


def test_the_digest_changes_with_the_data_and_not_with_the_order() -> None:
    rows = list(read_rows(DATA / "world.csv"))
    mixed = random.Random(1).sample(rows, len(rows))
    moved = [replace(rows[0], place=replace(rows[0].place, lat=0.5)), *rows[1:]]
    assert Gazetteer(rows).digest == Gazetteer(mixed).digest != Gazetteer(moved).digest


def test_keys_and_skeletons_forget_articles_and_vowels() -> None:
    assert key("Bab al-Hawa") == key("Bab Hawa")
    assert skeleton(key("Khan Sheikhoun")) == skeleton(key("Khan Shaykhun"))


def test_the_seeds_places_are_found(read: Reading, shared: Path) -> None:
    texts = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt")))
    names = {mention.place.name for mention in read(texts) if mention.place}
    assert names >= {
        "Khan Shaykhun", "Idlib Governorate", "al-Dana", "Saraqib", "Jabal al-Zawiya", "Tell Touqan",
        "Sarjeh", "Bab al-Salameh", "Azaz", "Raqqa", "Astana", "Kazakhstan", "Northern Syria",
        "Hama Governorate",
    }  # fmt: skip
