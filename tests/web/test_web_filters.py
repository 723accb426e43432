"""The address of the table is the filter: what it asks for is what stands there."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from starlette.testclient import TestClient
from web_demo import MemorySource, demo, incident

from contested.errors import UsageError
from contested.records import TollSummary
from contested.values.intervals import DateInterval
from contested.web.filters import IncidentFilter, choose, facets, ordered, read_filter, words_of

INCIDENTS = demo().all_incidents


def asked(**fields) -> list:
    return choose(INCIDENTS, IncidentFilter(**fields))


def test_an_address_read_and_written_again_is_the_same_address():
    wanted = IncidentFilter(
        ("act-hts", "zinki"),
        ("Idlib",),
        ("clash",),
        ("weak",),
        date(2017, 1, 1),
        date(2017, 2, 1),
        3,
        True,
        "a b",
        "deaths",
        2,
    )
    assert read_filter(wanted.pairs()) == wanted
    assert IncidentFilter().address() == "/"


def test_empty_fields_of_the_form_ask_for_nothing():
    assert read_filter([("actor", ""), ("from", " "), ("min_deaths", "")]) == IncidentFilter()


@pytest.mark.parametrize(
    "pair",
    [("from", "2017-13-01"), ("to", "soon"), ("min_deaths", "-1"), ("min_deaths", "٣"),
     ("page", "0"), ("page", "1e9"),
     ("sort", "colour"), ("grade", "good"), ("disputed", "perhaps")],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_refused_and_named(client: TestClient, pair: tuple[str, str]):
    with pytest.raises(UsageError, match=pair[0]):
        read_filter([pair])
    answer = client.get("/", params=dict([pair]))
    assert answer.status_code == 400
    assert "cannot be read" in answer.text
    assert client.get("/incidents.json", params=dict([pair])).json()["error"]


def test_days_that_run_backwards_are_refused():
    with pytest.raises(UsageError, match="before"):
        read_filter([("from", "2017-02-02"), ("to", "2017-02-01")])


def test_an_actor_is_found_by_id_and_by_part_of_a_name_in_any_spelling():
    by_id = asked(actor=("act-hts",))
    assert by_id
    assert by_id == asked(actor=("HAY’AT tahrir",))
    assert len(asked(actor=("act-hts", "act-fsa"))) > len(by_id)


def test_fields_narrow_each_other_and_values_of_one_widen():
    both = asked(type=("clash", "talks"), place=("Saraqib",))
    assert {one.event_type for one in both} == {"clash", "talks"}
    assert all(one.places[0].name == "Saraqib" for one in both)


def test_days_keep_what_may_lie_within_and_drop_what_has_no_day():
    found = asked(since=date(2017, 2, 17), until=date(2017, 2, 17))
    assert any(one.event_type == "execution" for one in found)
    assert all(one.date and one.date.first <= date(2017, 2, 17) <= one.date.last for one in found)


def test_dead_are_counted_by_the_best_figure_else_the_lowest():
    open_high = incident("a", deaths=TollSummary(5, None, None))
    best = incident("b", deaths=TollSummary(1, 9, 20))
    wide = incident("c", deaths=TollSummary(1, None, 900))
    assert {one.incident_id for one in choose([open_high, best, wide], IncidentFilter(min_deaths=5))} == {
        "inc-a",
        "inc-b",
    }


def test_words_are_looked_for_in_the_sentences_of_claims():
    source = demo()
    claims = {one.claim_id: one for one in source.all_claims}
    said = {one.incident_id: words_of(one, claims) for one in INCIDENTS}
    found = choose(INCIDENTS, IncidentFilter(text="SPLINTER faction"), said)
    assert [one.event_type for one in found] == ["execution"]
    assert choose(INCIDENTS, IncidentFilter(text="خان شيخون"), said) == found


@pytest.mark.parametrize("sort", ["date", "place", "type", "deaths", "grade", "reports"])
def test_each_order_holds_both_ways_with_the_unknown_last(sort: str):
    up, down = ordered(INCIDENTS, sort), ordered(INCIDENTS, f"-{sort}")
    assert sorted(one.incident_id for one in up) == sorted(one.incident_id for one in down)
    if sort == "date":
        assert up[-1].date is None
        assert down[-1].date is None
        assert up[0].date == DateInterval.day(date(2017, 1, 3))


@pytest.mark.parametrize(
    "wanted",
    [IncidentFilter(), IncidentFilter(type=("clash",), actor=("act-hts",)), IncidentFilter(disputed=True)],
)
def test_a_facet_leaves_as_many_as_it_says(wanted: IncidentFilter):
    for field, values in facets(INCIDENTS, wanted).items():
        assert values
        for one in values:
            alone = replace(wanted, **{field: (one.value,)})
            assert len(choose(INCIDENTS, alone)) == one.count


def test_the_table_and_its_data_hold_the_same_incidents_in_the_same_order(client: TestClient):
    query = "type=clash&type=attack&sort=-deaths"
    rows = html.fromstring(client.get(f"/?{query}").text).xpath(
        "//table[@class='incidents']/tbody/tr/th/a/@href"
    )
    body = client.get(f"/incidents.json?{query}").json()
    assert [row.rsplit("/", 1)[1] for row in rows] == [one["incident_id"] for one in body["incidents"]]
    assert body["matching"] == 20
    assert body["total"] == 61
    assert client.get(f"/incidents.csv?{query}").text.count("\r\n") == 21


def test_pages_hold_fifty_and_together_everything(client: TestClient):
    seen = []
    for page in (1, 2):
        tree = html.fromstring(client.get(f"/?page={page}").text)
        seen.append(tree.xpath("//table[@class='incidents']/tbody/tr/th/a/@href"))
    assert [len(rows) for rows in seen] == [50, 11]
    assert len({*seen[0], *seen[1]}) == 61


def test_what_is_chosen_is_named_and_can_be_taken_out(client: TestClient):
    tree = html.fromstring(client.get("/?actor=act-hts&disputed=1").text)
    chips = {
        one.text_content().split(" ×")[0].strip(): one.get("href") for one in tree.xpath("//a[@class='chip']")
    }
    assert chips == {"Actor: Hay'at Tahrir al-Sham": "/?disputed=1", "Disputed only": "/?actor=act-hts"}


def test_nothing_found_is_said_with_a_way_back(client: TestClient):
    assert "No incident fits." in client.get("/?q=nothinglikethis").text


def test_claims_without_incidents_are_not_called_an_empty_ledger(source: MemorySource):
    from contested.web import WebSettings, create_app

    bare = MemorySource(source.all_documents, [], source.all_claims)
    text = TestClient(create_app(WebSettings(), lambda: bare)).get("/").text
    assert "none of them tells of something that happened" in text
