"""What is no report goes, what is report stays, and every character is accounted for."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested import documents
from contested.documents import Article, clean
from contested.documents.boilerplate import load_rules
from contested.documents.characters import see
from contested.errors import DataFileError
from contested.records import Document

PROSE = (
    "Fighters of the brigade stormed the village of Kafr Sama on Monday, a monitor said.",
    "Nine people were killed, among them two children, according to medics in the area.",
    "The group denied that it had taken part and accused its rival of a breach of the truce.",
)


def page(*lines: str) -> Article:
    """A report of three sentences with lines around it: those before "*" stand above."""
    at = lines.index("*")
    return clean("\n\n".join((*lines[:at], *PROSE, *lines[at + 1 :])))


def assert_accounted_for(raw: str, article: Article) -> None:
    covered = set()
    for raw_start, clean_start, length in article.offsets.pieces:
        covered.update(range(raw_start, raw_start + length))
        piece = article.text[clean_start : clean_start + length]
        assert see(raw[raw_start : raw_start + length]).text == piece
    for one in article.removed:
        covered.update(range(one.start, one.end))
        assert len(one.text) == one.end - one.start
        assert one.why
    assert all(raw[at].isspace() for at in range(len(raw)) if at not in covered)


@pytest.mark.parametrize(
    "line",
    [
        "Share via",
        "3 min read",
        "Comments are closed.",
        "Attribution-ShareAlike 2.0 Generic Flickr: Jane Doe",
        "This post originally ran on The Northern Herald.",
        "Sign up for our newsletter to get the latest in your inbox",
        "Agencies contributed to this report.",
        "Read more: Truce collapses in the north",
        "Follow us on Twitter",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "We use cookies to make this site work. Accept all cookies?",
        "To learn more about how to republish this content, please fill out this form.",
        'string(46) "[{"id":"1","sort":"5","title":"Other news"}]"',
        'array(2) { ["id"]=> string(1) "7" ["title"]=> string(5) "Other" }',
        "[title] => Other news",
        '{"id":"1","sort":"5","title":"Other news","url":"/2017/1"}',
        '"title": "Other news",',
        "https://example.org/one https://example.org/two",
        "aGVsbG8gd29ybGQgMTIzNDU2Nzg5MAaGVsbG8gd29ybGQgMTIzNDU2Nzg5MA" * 3,
        '<div class="related"><a href="/x">Other</a></div>',
        "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}",
        "}",
    ],
)
def test_what_stands_below_a_report_is_taken_out(line: str) -> None:
    article = page("*", line)
    assert article.text == "\n\n".join(PROSE)
    assert [one.text for one in article.removed] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The group's newsletter claimed the attack.",
        "Fighters of the group read more than a hundred names aloud.",
        "“Share this with the world,” he said, and showed the bodies of nine people killed in the raid.",
        "Related clashes broke out in the villages of Kafr Sama and Tel Nur.",
        "JFS [Jabhat Fateh al-Sham] and the FSA [Free Syrian Army] clashed, AFP said.",
        "#Idlib #Hama #جبهة_النصرة: fighters took two villages",
        "On 26 January 2017 the group took the town.",
        "No arrests were made. Sign up for our newsletter.",
        "© 2016 The Outlet. Two men were shot dead in the north on Sunday evening, police there said.",
        'Killed: 12 (SOHR); 15-20 (SANA); "dozens" (activists).',
        "القتلى: ١٢ شخصا في بلدة خان شيخون، بحسب المرصد",
        "*** Update: 14 dead ***",
        "Editing the list of the dead took days, the monitor said.",
    ],
)
def test_prose_stays(line: str) -> None:
    assert line in page("*", line, PROSE[0]).text


def test_debris_behind_a_sentence_goes_and_the_sentence_stays() -> None:
    article = clean(PROSE[0] + ' string(46) "[{"id":"1","title":"Nine dead in Kafr Sama"}]"')
    assert article.text == PROSE[0]
    assert article.removed[0].why == "variable dump"


def test_a_title_printed_twice_is_kept_once() -> None:
    article = page("Rebels take village", "Rebels take village", "*")
    assert article.title == "Rebels take village"
    assert article.headline
    assert article.headline.of(article.text) == "Rebels take village"
    assert article.text.count("Rebels take village") == 1


def test_a_first_sentence_is_no_title() -> None:
    assert clean("\n\n".join(PROSE)).title is None


def test_a_broken_line_is_no_title() -> None:
    raw = (
        "Fighters of the brigade stormed the village of Kafr Sama on\nMonday, a monitor close to them said.\n"
    )
    assert clean(raw).headline is None


def test_a_given_title_is_found_in_the_text_but_never_put_into_it() -> None:
    raw = "\n\n".join(PROSE)
    assert clean(raw, "Rebels take village").text == raw
    assert clean(raw, "Rebels take village").headline is None
    assert clean(f"REBELS TAKE VILLAGE\n{raw}", "Rebels take village").headline is not None


@pytest.mark.parametrize(
    "line",
    [
        "26 January, 2017",
        "Thu Jan 26, 2017 13:18:15",
        "2017-01-26",
        "Thursday, Jan. 26, 2017",
        "January 26, 2017 11:58 PM",
        "Published: 26 January 2017 10:15 GMT",
        "By Jane Doe | 26 January 2017",
        "26th of January 2017",
        "Thu Jan 26 13:18:15 UTC 2017",
        "26.01.2017 14:00",
    ],
)
def test_a_date_on_a_line_of_its_own_is_the_reports(line: str) -> None:
    article = page("Rebels take village", line, "*")
    assert article.published.days
    assert article.published.days.first == article.published.days.last == date(2017, 1, 26)
    assert article.published.basis == "dateline"
    assert line not in article.text


def test_the_day_of_printing_goes_before_the_day_of_a_change() -> None:
    article = page("Rebels take village", "Updated: 28 January 2017", "26 January 2017", "*")
    assert article.published.days
    assert article.published.days.first == date(2017, 1, 26)


def test_a_date_in_a_sentence_or_a_chronology_is_not_the_reports() -> None:
    assert page("*", "The town fell on 26 January 2017.").published.basis == "unknown"
    assert (
        page("3 May 2016", "*", "4 May 2016", PROSE[0], "9 May 2016", PROSE[1]).published.basis == "unknown"
    )


@pytest.mark.parametrize(
    ("dateline", "source", "day"),
    [
        ("Idlib (MEE) ", "Middle East Eye", None),
        ("ALEPPO, Syria, March 3 (Xinhua) -- ", "Xinhua", None),
        ("BEIRUT, Feb. 20, 2014 (AFP) - ", "Agence France-Presse", date(2014, 2, 20)),
        ("AMMAN, Jordan -- ", None, None),
        ("The town of Azaz (north of Aleppo) ", None, None),
    ],
)
def test_a_dateline_gives_agency_and_day(dateline: str, source: str | None, day: date | None) -> None:
    article = clean(dateline + "\n\n".join(PROSE))
    assert article.source == source
    assert (article.published.days.first if article.published.days else None) == day
    assert article.text.startswith(dateline)


def test_where_a_report_first_ran_is_its_source() -> None:
    assert page("*", "This post originally ran on The Northern Herald.").source == "The Northern Herald"
    assert page("*", "This story was originally published on March 3.").source is None


def test_a_caption_with_a_credit_is_taken_out_near_the_top() -> None:
    article = page("Rebels take village", "Smoke over the village [AFP]", "*")
    assert [one.why for one in article.removed] == ["caption of a picture"]


@given(
    st.lists(
        st.sampled_from(
            [*PROSE, "Share via", "", "Title of it", 'string(3) "a"', "\u200b", "a\x00b", "\r", "{"]
        )
        | st.text(max_size=40),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", " "]),
)  # fmt: skip
def test_every_visible_character_is_kept_or_in_removed(lines: list[str], joint: str) -> None:
    raw = joint.join(lines)
    article = clean(raw)
    assert_accounted_for(raw, article)
    assert article.text == article.text.strip()
    if article.headline:
        assert article.headline.of(article.text).strip()


@given(st.permutations(PROSE), st.sampled_from(["\n", "\n\n", " "]))
def test_no_order_of_sentences_makes_prose_boilerplate(lines: list[str], joint: str) -> None:
    assert clean(joint.join(lines)).removed == ()


def test_a_wrong_row_of_rules_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("rules:\n  - {why: a, exact: [x]}\n  - {why: b, phrases: [y]}\n")
    with pytest.raises(DataFileError, match=r"rules\.yaml: rule 2: .*phrases"):
        load_rules(path)


def test_a_page_gives_its_article_title_day_outlet_and_address(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    body = "".join(f"<p>{line} {line}</p>" for line in PROSE)
    path.write_text(
        "<html lang='en-GB'><head><title>Rebels take village | The Herald</title>"
        "<meta property='og:title' content='Rebels take village'>"
        "<meta property='og:site_name' content='The Herald'>"
        "<meta property='article:published_time' content='2017-01-26T08:00:00Z'>"
        "<link rel='canonical' href='https://example.org/1'><script>if(a<b){c<d}</script></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Rebels take village</h1>{body}</article>"
        "<footer>About us</footer></body></html>"
    )
    (document,) = documents.read([path])
    assert isinstance(document, Document)
    assert document.title == "Rebels take village"
    assert document.source == "The Herald"
    assert document.url == "https://example.org/1"
    assert document.language == "en"
    assert document.published.basis == "given"
    assert all(line in document.text for line in PROSE)
    assert "Home" not in document.text
    assert "About us" not in document.text


def test_the_seeds_keep_their_reports_and_lose_the_rest(shared: Path) -> None:
    found = [one for one in documents.read([shared / "seeds"]) if isinstance(one, Document)]
    read = {one.external_id[:3]: one for one in found}
    days = {name: one.published.days.first for name, one in read.items() if one.published.days}
    assert days == {"001": date(2017, 1, 26), "003": date(2017, 7, 16)}
    removed = {name: len(one.removed) for name, one in read.items()}
    assert removed == {"000": 3, "001": 5, "002": 3, "003": 3, "004": 1}
    assert all("{" not in one.text and "newsletter" not in one.text for one in read.values())
