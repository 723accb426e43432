"""The pages as a reader's browser asks for them."""

import json
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient
from web_demo import demo

from contested.errors import LedgerBusy
from contested.web import WebSettings, create_app
from contested.web.app import HEADERS

KILLING = "/incidents/inc-4f1c0a7be2d95c338812"
PAGES = ("/", KILLING, "/reports", "/reports/doc-wire", "/reports/doc-hostile", "/reports/doc-arabic",
         "/about", "/relations", "/actors/act-liwa-al-aqsa",
         "/?q=captives", "/?page=2", "/?type=execution")  # fmt: skip
VOID = {"meta", "link", "input", "br", "hr", "img", "area", "base", "col", "wbr"}
# Elements of HTML that may stay open by the standard are closed in these templates all the same.


class Page(HTMLParser):
    """Elements with their attributes; a tag that closes another than the open one is noted."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute of <{tag}> stands twice")
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.elements if attrs.get(attribute) is not None]

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_well_formed_html(client: TestClient, path: str):
    answer = client.get(path)
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.faults == []
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert ("html", {"lang": "en"}) in page.elements
    assert sum(tag == "h1" for tag, _ in page.elements) == 1
    assert {"main", "header", "footer", "nav"} <= page.tags


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_script_or_style_of_its_own(client: TestClient, path: str):
    page = Page(client.get(path).text)
    assert not page.tags & {"script", "style", "iframe", "object", "embed", "img"}
    names = {name for _, attrs in page.elements for name in attrs}
    assert not {name for name in names if name.startswith("on")} | (names & {"style", "srcdoc"})


def test_every_link_of_the_pages_leads_somewhere(client: TestClient):
    seen: dict[str, Page | None] = {}
    fragments: set[tuple[str, str]] = set()
    waiting = list(PAGES)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = client.get(path)
        assert answer.status_code == 200, path
        is_page = answer.headers["content-type"].startswith("text/html")
        seen[path] = Page(answer.text) if is_page else None
        if not is_page or path not in PAGES:
            continue
        for link in seen[path].all("href"):
            target = urlsplit(urljoin(f"http://testserver{path}", link))
            if target.netloc == "testserver":
                address = target.path + (f"?{target.query}" if target.query else "")
                waiting.append(address)
                if target.fragment:
                    fragments.add((address, target.fragment))
    missing = [(path, one) for path, one in fragments if one not in seen[path].all("id")]
    assert missing == []
    assert len(seen) > 60


@pytest.mark.parametrize(
    "path", ["/", KILLING, "/nothing", "/incidents.json", "/static/contested.css", "/?page=x"]
)
def test_every_answer_forbids_scripts_and_sniffing(client: TestClient, path: str):
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/incidents/inc-unknown",
        "/reports/doc-unknown",
        "/actors/nobody",
        "/?page=99",
        "/reports?page=7",
    ],
)
def test_what_is_not_there_is_a_404_in_plain_words(client: TestClient, path: str):
    answer = client.get(path)
    assert answer.status_code == 404
    assert Page(answer.text).faults == []
    assert "Not here" in answer.text


def test_a_404_of_data_is_data(client: TestClient):
    answer = client.get("/incidents/inc-unknown.json")
    assert answer.status_code == 404
    assert "no incident" in answer.json()["error"]


def test_the_beginning_of_an_incident_id_leads_to_its_permalink(client: TestClient):
    answer = client.get("/incidents/inc-4f1c", follow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == KILLING


def test_pages_can_only_be_read(client: TestClient):
    assert client.post("/").status_code == 405
    assert client.delete(KILLING).status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/reports", "/relations", "/about", "/incidents.json", "/incidents.csv"]
)
def test_an_empty_ledger_says_that_it_is_empty(empty: TestClient, path: str):
    answer = empty.get(path)
    assert answer.status_code == 200
    if answer.headers["content-type"].startswith("text/html"):
        assert Page(answer.text).faults == []
        assert any(
            said in answer.text for said in ("This ledger is empty", "No report.", "None.", "It is empty")
        )


def test_the_table_says_how_many_of_how_many_and_what_made_none(client: TestClient):
    text = client.get("/?type=talks").text
    assert "<b>10</b> of 61 incidents" in text
    assert "3 claims made no incident" in text


def test_the_incident_page_shows_figures_rule_words_and_reasons(client: TestClient):
    text = client.get(KILLING).text
    for said in (
        "Execution reported at Khan Shaykhun (Idlib, Syria), between 12 February 2017 and 18 February 2017.",
        "Rule: whole spread.",
        "The whole spread of the sources, since no number fits them all",
        "The wounded, by source",
        "Kept as the low: counts its own fighters only.",
        "Syrian Observatory for Human Rights, citing a channel run by local residents",
        "whether it happened",
        "Sources disagree on who did it or on whether it happened",
        "68 does not lie within 120 to 170.",
        "+8.5",
        "reckoned from the day of publication",
    ):
        assert said in text


def test_the_report_page_shows_what_it_depends_on_and_what_was_taken_out(client: TestClient):
    wire, copied = client.get("/reports/doc-wire").text, client.get("/reports/doc-copy").text
    assert "Copied or rewritten as" in wire
    assert "Derived from" in copied
    assert "variable dump" in wire
    assert "“the group” fits two actors equally well." in wire
    assert "made no incident: running total" in wire


def test_the_description_of_the_interface_is_on_and_its_pages_are_off(client: TestClient):
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/incidents.json", "/incidents.csv", "/incidents/{incident_id}.json", "/healthz"} == set(paths)
    assert client.get("/docs").status_code == 404


def test_health_answers_for_the_ledger_too(client: TestClient):
    assert client.get("/healthz").json()["status"] == "ok"

    def busy():
        raise LedgerBusy("Another program writes.")

    broken = TestClient(create_app(WebSettings(), busy))
    assert broken.get("/healthz").status_code == 503
    assert "busy" in broken.get("/").text


def test_a_fault_of_the_program_shows_none_of_its_insides():
    def fails():
        raise RuntimeError("secret path /home/somebody")

    answer = TestClient(create_app(WebSettings(), fails), raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_a_stranger_name_of_the_server_is_refused_where_names_are_given():
    app = create_app(WebSettings(allowed_hosts=("localhost",)), demo)
    assert TestClient(app, base_url="http://localhost:8765").get("/about").status_code == 200
    assert TestClient(app, base_url="http://evil.example").get("/about").status_code == 400


def test_the_ledger_is_closed_after_each_page():
    closed = []

    def opened():
        ledger = demo()
        ledger.close = lambda: closed.append(1)
        return ledger

    client = TestClient(create_app(WebSettings(), opened))
    client.get("/")
    client.get("/nothing-of-the-ledger")
    client.get("/incidents/inc-unknown")
    assert len(closed) == 2


def test_the_json_of_an_incident_holds_its_claims(client: TestClient):
    body = client.get(f"{KILLING}.json").json()
    assert body["incident"]["date"] == {"from": "2017-02-12", "to": "2017-02-18", "precision": 3}
    assert {claim["report"]["source"] for claim in body["claims"]} >= {"Orient Wire", "The Levant Daily"}
    assert json.dumps(body)
