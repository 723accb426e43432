"""A report is text by a stranger: it is shown, letter for letter, and never obeyed."""

import csv
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from web_demo import HOSTILE, MemorySource, document, incident

from contested.records import IncidentPlace, Mention, Party
from contested.values.spans import Span
from contested.web import WebSettings, create_app
from contested.web.app import safe_url
from contested.web.highlights import Mark, paragraphs, pieces
from contested.web.sheets import defused


def stored(page: str) -> str:
    """The report's text as the page's own tree gives it."""
    return html.fromstring(page).xpath("//div[@class='stored']")[0].text_content()


def test_the_text_of_every_report_is_on_its_page_letter_for_letter(client: TestClient, source: MemorySource):
    for report in source.all_documents:
        shown = stored(client.get(f"/reports/{report.document_id}").text)
        assert shown == report.text


def test_markup_in_a_report_is_shown_and_not_obeyed(client: TestClient):
    for path in ("/reports/doc-hostile", "/reports", "/incidents/inc-4f1c0a7be2d95c338812"):
        tree = html.fromstring(client.get(path).text)
        assert tree.xpath("//script | //img | //*[@onload] | //*[@onerror] | //*[@onmouseover]") == []
    page = client.get("/reports/doc-hostile").text
    assert "&lt;script&gt;alert" in page
    assert HOSTILE.split("\n")[0] in html.fromstring(page).text_content()


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient):
    links = html.fromstring(client.get("/reports/doc-hostile").text).xpath("//@href")
    assert not [link for link in links if "javascript" in link]
    assert safe_url("javascript:alert(1)") is safe_url(" https://x") is safe_url("data:text/html,x") is None
    assert safe_url("HTTPS://example.org") == "HTTPS://example.org"


def test_markup_in_a_filter_comes_back_as_text(client: TestClient):
    answer = client.get("/", params={"q": '"><script>alert(1)</script>', "actor": "'><b>"})
    assert "<script>" not in answer.text
    assert html.fromstring(answer.text).xpath("//input[@name='q']/@value") == ['"><script>alert(1)</script>']
    assert "<script>" not in client.get("/incidents/<script>alert(1)</script>").text


def test_invisible_characters_are_kept_and_counted(client: TestClient):
    page = client.get("/reports/doc-hostile").text
    assert "3 characters that show nothing" in page
    assert "zero\u200bwidth" in page


def test_every_paragraph_finds_its_own_direction(client: TestClient):
    tree = html.fromstring(client.get("/reports/doc-arabic").text)
    assert tree.xpath("//div[@class='stored']/@lang") == ["ar"]
    assert set(tree.xpath("//div[@class='stored']/p/@dir")) == {"auto"}


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(["actor", "place", "date"])),
        max_size=9,
    ),
)
def test_pieces_joined_are_the_text_and_carry_just_the_marks_over_them(text, spans):
    marks = [Mark(min(a, b), max(a, b), kind) for a, b, kind in spans]
    at = 0
    for piece in pieces(text, marks):
        assert piece.text == text[at : at + len(piece.text)]
        for place in range(at, at + len(piece.text)):
            assert set(piece.kinds) == {mark.kind for mark in marks if mark.start <= place < mark.end}
        at += len(piece.text)
    assert at == len(text)


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="ab \n<&\u200f", max_size=50),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5),
)
def test_paragraphs_joined_are_the_text(text, spans):
    marks = [Mark(min(span), max(span), "actor") for span in spans]
    shown = "".join(
        piece.text for one in paragraphs(text, marks, ()) for passage in one for piece in passage.pieces
    )
    assert shown == text


def test_overlapping_mentions_share_the_words_that_they_share():
    shown = pieces("the Idlib council said", [Mark(0, 17, "actor"), Mark(4, 9, "place")])
    assert [(piece.text, piece.kinds) for piece in shown] == [
        ("the ", ("actor",)), ("Idlib", ("actor", "place")), (" council", ("actor",)), (" said", ())
    ]  # fmt: skip
    assert [piece.ends for piece in shown] == [(), ("place",), ("actor",), ()]


def test_a_long_report_with_many_spans_is_cut_once_everywhere():
    text = "Some fighters of some group took some village.\n" * 1300
    source = MemorySource([document("long", text)])
    source.all_mentions = [
        Mention("doc-long", Span(at, at + 60), text[at : at + 60], "actor") for at in range(0, 60_000, 150)
    ]
    client = TestClient(create_app(WebSettings(), lambda: source))
    assert stored(client.get("/reports/doc-long").text) == text


def test_a_cell_that_a_spreadsheet_would_run_is_defused():
    for start in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\ufeff=1"):
        assert defused(start).startswith("'")
    assert defused("a=b") == "a=b"
    assert defused(-12.5) == "-12.5"
    assert defused(None) == ""


def test_names_from_reports_reach_the_csv_as_text():
    bad = "=cmd|' /C calc'!A0"
    place = IncidentPlace(None, bad, None, None, None, None, None, 7)
    source = MemorySource(all_incidents=[incident("x", side_a=(Party(bad, 0, 1),), places=(place,))])
    answer = TestClient(create_app(WebSettings(), lambda: source)).get("/incidents.csv")
    row = next(csv.DictReader(io.StringIO(answer.text)))
    assert row["side_a"] == row["place"] == "'" + bad
    assert re.fullmatch(r"text/csv; charset=utf-8", answer.headers["content-type"])
