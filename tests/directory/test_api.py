"""The shape of what the API answers, on records made for the test."""

import csv
import io

import pytest

from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

NOTHING = {"edtf": "", "earliest": None, "latest": None, "text": ""}


def test_a_park_in_full(client, db):
    source = make_source(slug="paper", title="Paper")
    above = make_park(slug="above", name="Above")
    park = make_park(
        slug="hub",
        name="Hub",
        country="FI",
        region="Uusimaa",
        city="Espoo",
        city_geonames=660129,
        stage="operating",
        founded="1984~",
        website="https://hub.example/",
        parent=above,
        source=source,
        summary="A park.",
        latitude="60.18",
        longitude="24.83",
        precision="city",
        sectors=[make_sector(slug="ict")],
    )
    park.names.create(language="fi", text="Keskus", kind="preferred")
    park.identifiers.create(scheme="wikidata", value="Q1")
    park.figures.create(indicator="area_m2", value="2500.5", unit="m2", qualifier="over", as_of="2020").sources.add(source)
    park.citations.create(source=source, locator="p2", supports=["figures.area_m2"])
    make_park(slug="below", parent=park)
    lab = make_institution(slug="lab", name="Lab", host_park=park)
    park.institutions.create(institution=lab, relation="partner")
    make_agreement(slug="pact", parties=[park])
    make_event(slug="fair", venue_park=park)

    record = client.get("/api/v1/parks/hub/").json()

    assert record.pop("updated") > "2026"
    assert record == {
        "slug": "hub",
        "url": "http://testserver/parks/hub/",
        "name": "Hub",
        "names": [{"language": "fi", "text": "Keskus", "kind": "preferred"}],
        "summary": "A park.",
        "sectors": ["ict"],
        "identifiers": [{"scheme": "wikidata", "value": "Q1"}],
        "figures": [
            {
                "indicator": "area_m2",
                "value": 2500.5,
                "unit": "m2",
                "qualifier": "over",
                "as_of": {"edtf": "2020", "earliest": "2020-01-01", "latest": "2020-12-31", "text": "2020"},
                "sources": ["paper"],
            }
        ],
        "citations": [
            {"source": "paper", "locator": "p1", "supports": ["kind", "name"], "url": "http://testserver/sources/paper/", "title": "Paper"},
            {
                "source": "paper",
                "locator": "p2",
                "supports": ["figures.area_m2"],
                "url": "http://testserver/sources/paper/",
                "title": "Paper",
            },
        ],
        "rival_claims": [],
        "kind": "science-park",
        "stage": "operating",
        "country": "FI",
        "region": "Uusimaa",
        "city": "Espoo",
        "city_geonames": 660129,
        "coordinates": {"lat": 60.18, "lon": 24.83, "precision": "city"},
        "founded": {"edtf": "1984~", "earliest": "1984-01-01", "latest": "1984-12-31", "text": "about 1984"},
        "opened": NOTHING,
        "website": "https://hub.example/",
        "parent": "above",
        "children": ["below"],
        "institutions": [
            {"slug": "lab", "name": "Lab", "relation": "partner"},
            {"slug": "lab", "name": "Lab", "relation": "located-in"},
        ],
        "agreements": ["pact"],
        "events": ["fair"],
    }


def test_an_agreement_ties_the_countries_of_its_parties_and_those_besides(client, db):
    event = make_event(slug="fair", starts="2017-05")
    agreement = make_agreement(
        slug="pact",
        parties=[make_park(slug="a", country="FI"), (make_institution(slug="b", country=""), "facilitator")],
        event=event,
        signed="2017-05",
        country="CH",
        city="Bern",
    )
    agreement.other_countries.create(country="QA")

    record = client.get("/api/v1/agreements/pact/").json()

    assert record["countries"] == ["FI", "QA"]
    assert (record["country"], record["city"], record["event"]) == ("CH", "Bern", "fair")
    assert [(party["type"], party["slug"], party["country"], party["role"]) for party in record["parties"]] == [
        ("park", "a", "FI", "signatory"),
        ("institution", "b", "", "facilitator"),
    ]
    assert client.get("/api/v1/events/fair/").json()["agreements"] == ["pact"]


def test_an_open_interval_has_no_last_day(client, db):
    make_park(slug="hub", founded="2016/..")
    assert client.get("/api/v1/parks/hub/").json()["founded"] == {
        "edtf": "2016/..",
        "earliest": "2016-01-01",
        "latest": None,
        "text": "since 2016",
    }


def test_a_source_tells_what_it_supports(client, db):
    source = make_source(slug="paper", title="Paper", published="2014?", address="https://paper.example/1")
    make_park(slug="hub", name="Hub", source=source)

    assert client.get("/api/v1/sources/paper/").json() == {
        "slug": "paper",
        "title": "Paper",
        "publisher": "",
        "author": "",
        "published": {"edtf": "2014?", "earliest": "2014-01-01", "latest": "2014-12-31", "text": "probably 2014"},
        "address": "https://paper.example/1",
        "language": "en",
        "kind": "news",
        "licence": "",
        "note": "",
        "sha256": "",
        "url": "http://testserver/sources/paper/",
        "supports": [{"type": "park", "slug": "hub", "name": "Hub"}],
    }


def test_what_is_not_there_is_a_problem_document(client, db):
    for address in (
        "/api/v1/parks/nope/",
        "/api/v1/sources/nope/",
        "/api/v1/sectors/nope/",
        "/api/v1/countries/zz/",
        "/api/v1/nope/",
        "/api/",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (404, "application/problem+json", 404), address


def rows_of(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    return b"".join(response.streaming_content).decode()


def test_csv_has_the_same_columns_whatever_it_holds(client, db):
    empty = rows_of(client, "/api/v1/parks/?format=csv")
    make_park(latitude="1.5", longitude="2", precision="site", founded="1984")

    full = list(csv.DictReader(io.StringIO(rows_of(client, "/api/v1/parks/?format=csv"))))

    assert empty.endswith("\r\n")
    assert empty.count("\r\n") == 1
    assert list(full[0]) == next(csv.reader(io.StringIO(empty)))
    assert [
        full[0][column] for column in ("latitude", "longitude", "coordinates_precision", "founded", "founded_earliest", "founded_latest")
    ] == [
        "1.5",
        "2",
        "site",
        "1984",
        "1984-01-01",
        "1984-12-31",
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_csv_for_spreadsheets_defuses_formulas_and_plain_csv_is_exact(client, db, name):
    make_park(name=name, latitude="-1.5", longitude="-2", precision="site")

    plain = next(csv.DictReader(io.StringIO(rows_of(client, "/api/v1/parks/?format=csv"))))
    text = rows_of(client, "/api/v1/parks/?format=csv&bom=1")
    guarded = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert (plain["name"], plain["latitude"]) == (name, "-1.5")
    assert text.startswith("\ufeffslug,")
    assert (guarded["name"], guarded["latitude"]) == (f"'{name}", "-1.5")


def test_names_sort_without_accents_and_letter_case(client, db):
    for name in ("Zürich", "ångström", "Åland", "alba", "Ľubľana"):
        make_park(name=name, slug=name.lower().encode("ascii", "ignore").decode(), country="IS")

    names = [record["name"] for record in client.get("/api/v1/parks/?country=IS").json()["results"]]

    assert names == ["Åland", "alba", "ångström", "Ľubľana", "Zürich"]
    assert [record["name"] for record in client.get("/api/v1/parks/?country=IS&sort=-name").json()["results"]] == names[::-1]
