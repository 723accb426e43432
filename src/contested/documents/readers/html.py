"""Web pages: the article by trafilatura; title, day, outlet and address as the page itself says them.

A page is hostile until it is measured. It is counted before it is parsed, parsed without
network and without the parser's own limits lifted, and its depth is taken from the tree itself
before anything recursive sees it. A page that declares entities is refused: news pages do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html
from trafilatura import extract

from contested.documents.decoding import decode_page
from contested.documents.limits import ReadLimits
from contested.documents.readers.base import RawReport, whole_file
from contested.errors import SkipInput
from contested.records import Refusal

ENDINGS = (".html", ".htm")

_LONGEST_TAG = 50_000  # characters: so many attributes on one element are no page but an attack on parsers
# trafilatura's second opinion looks from every paragraph at all before it: 5 s at 9,000 tags, 23 s at 18,000.
_MOST_TAGS_COMPARED = 6_000
_INLINE_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%]*")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name,'DCP','dcp')='date' or @name='pubdate' or @name='publish-date'"
    " or @name='DC.date.issued' or @name='article.published' or @name='parsely-pub-date']/@content",
    "//time[@pubdate]/@datetime",
)
_TITLES = ("//meta[@property='og:title']/@content", "//h1[1]//text()", "//title/text()")
_OUTLETS = ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content")
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def read(path: Path, name: str, place: str, limits: ReadLimits) -> Iterator[RawReport | Refusal]:
    """The report of a page."""
    page = decode_page(whole_file(path, min(limits.max_html_bytes, limits.max_file_bytes)))
    try:
        tree = _tree(page, limits)
        title, url = _first(tree, _TITLES), _first(tree, _ADDRESSES)
        published, source = _first(tree, _DATES), _first(tree, _OUTLETS)
        language = _first(tree, ("/html/@lang",))
        text = extract(
            tree,
            fast=page.count("<") > _MOST_TAGS_COMPARED,
            include_comments=False,
            include_tables=False,
            output_format="txt",
        )
    except (RecursionError, MemoryError, etree.LxmlError, ValueError) as error:
        raise SkipInput(
            f"the page cannot be taken apart ({type(error).__name__}); give its text instead", kind="hostile"
        ) from error
    if not text or not text.strip():
        raise SkipInput("no article was found in the page; give its text instead", kind="no_text")
    yield RawReport(
        external_id=name,
        text=text,
        origin=place,
        title=title,
        published=published,
        source=source,
        url=url if url and url.startswith(("http://", "https://")) else None,
        language=language,
    )


def _tree(page: str, limits: ReadLimits) -> lxml_html.HtmlElement:
    page = _INLINE_DATA.sub("", page).replace("\x00", "")
    _measure(page, limits)
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    if _deeper_than(tree, limits.max_html_depth):
        raise SkipInput(
            f"elements stand more than {limits.max_html_depth} deep in each other; give the text instead",
            kind="hostile",
        )
    return tree


def _measure(page: str, limits: ReadLimits) -> None:
    if not page.strip():
        raise SkipInput("the page is empty", kind="empty")
    if _ENTITY.search(page):
        raise SkipInput(
            "the page declares entities, which can grow without end; give its text", kind="hostile"
        )
    if page.count("<") > limits.max_html_tags:
        raise SkipInput(f"more than {limits.max_html_tags:,} tags; give the text instead", kind="hostile")
    if _longest_tag(page) > _LONGEST_TAG:
        raise SkipInput(
            f"a tag of more than {_LONGEST_TAG:,} characters; give the text instead", kind="hostile"
        )


def _longest_tag(page: str) -> int:
    """The longest piece from the "<" that begins a tag to the next ">"; script between tags is no tag."""
    longest, at = 0, page.find("<")
    while at != -1:
        end = page.find(">", at)
        if end == -1:
            end = len(page)
        if page[at + 1 : at + 2].isalpha():
            longest = max(longest, end - at)
        at = page.find("<", end)
    return longest


def _deeper_than(tree: lxml_html.HtmlElement, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def _first(tree: lxml_html.HtmlElement, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        for found in tree.xpath(path):
            if str(found).strip():
                return " ".join(str(found).split())
    return None
