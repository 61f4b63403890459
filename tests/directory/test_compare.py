"""Parks side by side: what stands in which cell, what is warned of, and what the form and the CSV do."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.directory.html import text_of
from tests.factories import make_agreement, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db


def state(park, indicator, value, as_of="", *, source, **fields):
    park.figures.create(indicator=indicator, value=value, as_of=as_of, **fields).sources.add(source)
    park.citations.get_or_create(source=source, locator="p2", defaults={"supports": [f"figures.{indicator}"]})


@pytest.fixture
def world():
    """Hub and Oulu, with figures of various years and units, a shared sector and a shared partner; Lund; and drafts."""
    optics, ict = make_sector(slug="optics", name="Optics"), make_sector(slug="ict", name="ICT")
    paper = make_source(slug="paper", title="The paper")
    hub = make_park(slug="hub", name="Hub, the park", country="CN", city="Suzhou", founded="1990", stage="operating", sectors=[optics, ict])
    oulu = make_park(slug="oulu", name="Oulu", country="FI", sectors=[optics])
    lund = make_park(slug="lund", name="Lund", country="SE")
    lund.former_slugs.create(slug="ideon")
    lund.names.create(language="sv", text="Ideonparken", kind="alias")
    state(hub, "companies", 100, "2015", source=paper)
    state(hub, "companies", 200, "2023", source=paper, qualifier="about")
    state(oulu, "companies", 50, "2015-06", source=paper)
    state(hub, "revenue", 5, "2020", source=paper, unit="EUR")
    state(oulu, "revenue", 6, "2020", source=paper, unit="USD")
    state(hub, "employees", 7, "2020", source=paper)
    state(oulu, "employees", 8, source=paper)
    lab = make_institution(slug="lab", name="Lab")
    make_agreement(parties=[hub, lab])
    make_agreement(parties=[oulu, lab])
    make_agreement(parties=[hub, make_institution(name="Alone")])
    hidden = make_park(slug="hidden", name="Hidden", status="draft", source=paper)
    hidden.former_slugs.create(slug="was-hidden")
    make_agreement(parties=[hub, hidden], status="draft")
    make_agreement(parties=[oulu, hidden])
    make_agreement(parties=[hub, hidden])


def page_of(client, query="", status=200):
    answer = client.get(f"/compare/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def table(page):
    """The cells of each row, by its header."""
    found = {}
    for line in re.findall(r"<tr>(.*?)</tr>", page, re.S):
        header, *cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S)
        found[text_of(header)] = [
            [text_of(value) for value in re.findall(r"<p[^>]*>(.*?)</p>", cell, re.S)] or text_of(cell) for cell in cells
        ]
    return found


def inputs(page):
    """The parks that the form gives on, and what its text fields hold."""
    form = re.search(r'<form class="filter__form".*?</form>', page, re.S)[0]
    return [(kind, unescape(value)) for kind, value in re.findall(r'<input[^>]*type="(\w+)"[^>]*name="park" value="([^"]*)"', form)]


def errors(page):
    return [text_of(error).removeprefix("Error: ") for error in re.findall(r'<p class="field__error"[^>]*>(.*?)</p>', page, re.S)]


def test_two_parks_stand_side_by_side(client, world):
    assert table(page_of(client, "?park=hub&park=oulu")) == {
        "Park": ["Hub, the park", "Oulu"],
        "Kind": [["Science park Source 1 p1"], ["Science park Source 2 p1"]],
        "Stage": [["Operating"], ["Not stated"]],
        "Country": [["China"], ["Finland"]],
        "City": [["Suzhou"], ["Not stated"]],
        "Founded": [["1990"], ["Not stated"]],
        "Sectors": [["ICT", "Optics shared"], ["Optics shared"]],
        "Agreements": [["3"], ["2"]],
        "Shared partners": [["Lab"], ["Lab"]],
        "Companies The years differ: 2015 and 2023. All have a value of 2015.": [
            ["about 200 2023 Source 3 p2", "100 2015 Source 3 p2"],
            ["50 June 2015 Source 3 p2"],
        ],
        "Employees Not every date is stated: the years may differ.": [["7 2020"], ["8 date not stated"]],
        "Revenue The units differ, so these values cannot be compared: EUR and USD.": [["EUR 5 2020"], ["USD 6 2020"]],
    }


def test_markers_lead_to_the_sources_below(client, world):
    page = page_of(client, "?park=hub&park=oulu")

    sources = re.findall(r'<li class="sources__item" id="([^"]+)">\s*<p[^>]*><a href="([^"]+)">([^<]+)<', page)
    assert sources[2] == ("source-3", "/sources/paper/", "The paper")
    assert set(re.findall(r'class="source-marker" href="#([^"]+)"', page)) == {anchor for anchor, _url, _title in sources}


def test_what_three_parks_share_is_said_with_by_how_many(client, world):
    cells = table(page_of(client, "?park=lund&park=oulu&park=hub"))

    assert cells["Sectors"] == [["Not stated"], ["Optics shared by 2"], ["ICT", "Optics shared by 2"]]
    assert cells["Shared partners"] == [["None that we know of"], ["Lab shared by 2"], ["Lab shared by 2"]]
    assert cells["Agreements"] == [["0"], ["2"], ["3"]]


def test_values_of_one_year_and_unit_need_no_warning(client):
    paper = make_source()
    for slug in ("a", "b"):
        state(make_park(slug=slug), "area_m2", 10, "2020-05", source=paper, unit="m2")

    assert table(page_of(client, "?park=a&park=b"))["Area"] == [["10 m² May 2020 Source 3 p2"], ["10 m² May 2020 Source 3 p2"]]


def test_another_sources_claim_stands_in_the_cell(client, world):
    from parks.models import Park

    source = make_source(title="Another")
    Park.objects.get(slug="hub").rival_claims.create(field="founded", value="1992", source=source, reason="It opened then.")

    cell = table(page_of(client, "?park=hub&park=oulu"))["Founded"][0]
    assert cell == ["1990 another source says 1992 Source 3 It opened then."]


def test_the_form_waits_for_two_parks(client, world):
    page = page_of(client)
    assert (inputs(page), errors(page), "<table" in page) == ([("text", ""), ("text", "")], [], False)
    page = page_of(client, "?park=hub")
    assert (inputs(page), errors(page), "<table" in page) == ([("hidden", "hub"), ("text", "")], [], False)
    assert "One park alone cannot be compared: add at least one more." in page
    assert [unescape(name) for name in re.findall(r'<option value="([^"]+)">', page)] == ["Hub, the park", "Oulu"]
    link = '<a href="/compare/?park=hub" rel="nofollow">Compare with other parks</a>'
    assert link in client.get("/parks/hub/").content.decode()
    assert "/compare/" not in client.get("/institutions/lab/").content.decode()


def test_each_park_can_be_removed_and_a_fifth_is_the_last(client, world):
    page = page_of(client, "?park=hub&park=oulu")
    chips = [(unescape(url), text_of(words)) for url, words in re.findall(r'<a class="chip" href="([^"]+)"[^>]*>(.*?)</a>', page, re.S)]
    assert chips == [("/compare/?park=oulu", "Remove Hub, the park ×"), ("/compare/?park=hub", "Remove Oulu ×")]
    for slug in ("p1", "p2"):
        make_park(slug=slug)
    assert '<form class="filter__form"' not in page_of(client, "?park=hub&park=oulu&park=lund&park=p1&park=p2")


@pytest.mark.parametrize(
    ("query", "proper"),
    [
        ("park=ideon&park=hub", "park=lund&park=hub"),
        ("park=Hub, the park&park=IDEONPARKEN", "park=hub&park=lund"),
        ("park=hub&park=&park=oulu", "park=hub&park=oulu"),
        ("park=hub&park=Hub, the park&park=oulu&format=csv", "park=hub&park=oulu&format=csv"),
    ],
)
def test_a_park_may_be_given_by_former_slug_or_name(client, world, query, proper):
    answer = client.get(f"/compare/?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"/compare/?{proper}")


@pytest.mark.parametrize(
    ("query", "messages"),
    [
        ("park=hub&park=nowhere", ["There is no park “nowhere”."]),
        ("park=twi", ["There is no park “twi”. Names with it: Twin (twin-1); Twin (twin-2)."]),
        ("park=hidden&park=hub", ["There is no park “hidden”."]),
        ("park=was-hidden", ["There is no park “was-hidden”."]),
        ("park=lab&park=no", ["There is no park “lab”.", "There is no park “no”."]),
        ("park=1&park=2&park=3&park=4&park=5&park=6", ["Give at most 5 values."]),
        ("park=hub%00", ["Null characters are not allowed."]),
        ("park=hub&format=xml", ["“xml” is none of: csv."]),
        ("park=hub&park=oulu&bom=2", ["“2” is none of: 1, 0."]),
        ("park=Twin&park=hub", ["Several are called so. Write one of: Twin (twin-1); Twin (twin-2)."]),
    ],
)
def test_a_wrong_value_is_said_with_status_400(client, world, query, messages):
    for number in (1, 2):
        make_park(slug=f"twin-{number}", name="Twin")
    page = page_of(client, f"?{query}", status=400)

    assert errors(page) == messages
    assert "<table" not in page
    assert "Hidden" not in page


def test_a_wrong_value_stays_beside_its_message(client, world):
    page = page_of(client, "?park=nowhere&park=hub", status=400)

    assert inputs(page) == [("text", "nowhere"), ("text", "hub"), ("text", "")]
    assert re.findall(r'value="(\w+)"[^>]*aria-invalid="true"', page) == ["nowhere"]


def test_the_csv_has_a_line_for_each_figure(client, world):
    answer = client.get("/compare/?park=oulu&park=hub&format=csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer["Content-Disposition"] == 'attachment; filename="comparison.csv"'
    assert b"".join(answer.streaming_content).decode().split("\r\n") == [
        "park,indicator,value,unit,qualifier,as_of,source",
        "oulu,companies,50,,,2015-06,paper",
        "oulu,employees,8,,,,paper",
        "oulu,revenue,6,USD,,2020,paper",
        "hub,companies,200,,about,2023,paper",
        "hub,companies,100,,,2015,paper",
        "hub,employees,7,,,2020,paper",
        "hub,revenue,5,EUR,,2020,paper",
        "",
    ]


def test_the_csv_for_spreadsheets_is_marked_and_defused(client, world):
    from parks.models import Park

    state(Park.objects.get(slug="lund"), "output_growth", -2.5, "2020", source=make_source(slug="s"), unit="%")
    answer = client.get("/compare/?park=lund&format=csv&bom=1")

    assert b"".join(answer.streaming_content).decode() == (
        "\ufeffpark,indicator,value,unit,qualifier,as_of,source\r\nlund,output_growth,-2.5,%,,2020,s\r\n"
    )


def test_a_wrong_value_for_the_csv_is_a_problem_document(client, world):
    answer = client.get("/compare/?park=nowhere&format=csv")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"] == [{"parameter": "park", "detail": "There is no park “nowhere”."}]


def test_comparisons_are_not_for_search_engines(client, world):
    for query in ("", "?park=hub", "?park=hub&park=oulu"):
        assert '<meta name="robots" content="noindex, nofollow">' in page_of(client, query)


def test_the_number_of_queries_does_not_grow(client, world):
    from parks.models import Park

    def count():
        with CaptureQueriesContext(connection) as queries:
            page_of(client, "?park=hub&park=oulu")
        return len(queries)

    before = count()
    for park in Park.objects.filter(slug__in=["hub", "oulu"]):
        state(park, "companies", 9, "2010", source=make_source())
        state(park, "students", 9, "2010", source=make_source())
        park.sectors.add(make_sector())
        make_agreement(parties=[park, make_institution()])
        park.rival_claims.create(field="kind", value="technopole", source=make_source(), reason="Older.")
    assert count() == before == 10


@pytest.mark.parametrize(("query", "parameter"), [("park=hub&format=csv&nope=1", "nope"), ("format=csv", "park")])
def test_a_download_is_refused_as_the_api_refuses(client, db, query, parameter):
    make_park(slug="hub")
    answer = client.get(f"/compare/?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]
