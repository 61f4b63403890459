"""Lists as GeoJSON (RFC 7946)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector

SOMEWHERE = {"latitude": "60.18", "longitude": "24.83", "precision": "site"}


def answer_of(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/geo+json")
    return json.loads(b"".join(response.streaming_content))


def test_parks_are_points_where_their_coordinates_are_known(client, db):
    make_park(
        slug="hub",
        name="Hub",
        kind="technopole",
        stage="operating",
        country="FI",
        region="Uusimaa",
        city="Espoo",
        founded="1984~",
        website="https://hub.example/",
        sectors=[make_sector(slug="optics"), make_sector(slug="ict")],
        **SOMEWHERE,
    )
    make_park(slug="lost", name="Lost")

    answer = answer_of(client, "/api/v1/parks/?format=geojson")

    assert (answer["type"], [feature["id"] for feature in answer["features"]]) == ("FeatureCollection", ["hub", "lost"])
    assert answer["features"][0] == {
        "type": "Feature",
        "id": "hub",
        "geometry": {"type": "Point", "coordinates": [24.83, 60.18]},
        "properties": {
            "slug": "hub",
            "url": "http://testserver/parks/hub/",
            "name": "Hub",
            "kind": "technopole",
            "coordinates_precision": "site",
            "stage": "operating",
            "country": "FI",
            "region": "Uusimaa",
            "city": "Espoo",
            "founded": "1984~",
            "founded_earliest": "1984-01-01",
            "founded_latest": "1984-12-31",
            "opened": "",
            "opened_earliest": None,
            "opened_latest": None,
            "website": "https://hub.example/",
            "sectors": ["ict", "optics"],
        },
    }
    assert answer["features"][1]["geometry"] is None
    assert answer["features"][1]["properties"]["coordinates_precision"] == ""


def test_an_event_is_where_its_venue_is_if_that_is_public(client, db):
    hidden = make_park(slug="hidden", status="draft", **SOMEWHERE)
    make_event(slug="seen", starts="2015-09", venue_park=make_park(slug="hub", **SOMEWHERE))
    make_event(slug="secret", starts="2014", venue_park=hidden)
    make_event(slug="nowhere", starts="2013", venue_park=make_park())
    make_event(slug="abroad", starts="2012")

    features = answer_of(client, "/api/v1/events/?format=geojson")["features"]

    point = {"type": "Point", "coordinates": [24.83, 60.18]}
    assert [(feature["id"], feature["geometry"]) for feature in features] == [
        ("seen", point),
        ("secret", None),
        ("nowhere", None),
        ("abroad", None),
    ]
    venues = [(feature["properties"]["venue_park"], feature["properties"]["coordinates_precision"]) for feature in features[:2]]
    assert venues == [("hub", "site"), (None, "")]


def test_geojson_is_the_whole_filtered_list(client, db):
    for number in range(30):
        make_park(slug=f"park-{number:02}", name=f"Park {number:02}", country="FI" if number % 2 else "SE")
    make_park(slug="draft", status="draft", country="FI")

    features = answer_of(client, "/api/v1/parks/?country=FI&sort=-name&per_page=2&format=geojson")["features"]

    assert [feature["id"] for feature in features] == [f"park-{number:02}" for number in range(29, 0, -2)]


def test_an_empty_list_is_an_empty_collection(client, db):
    assert answer_of(client, "/api/v1/events/?format=geojson") == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("plural", ["agreements", "institutions", "sources", "sectors", "countries"])
def test_what_has_no_place_is_not_given_as_geojson(client, db, plural):
    answer = client.get(f"/api/v1/{plural}/?format=geojson")
    assert (answer.status_code, answer.json()["errors"]) == (400, [{"parameter": "format", "detail": "Expected one of: json, csv."}])


def test_a_wrong_parameter_is_refused_before_anything_is_sent(client, db):
    assert client.get("/api/v1/parks/?format=geojson&contry=FI").json()["errors"] == [
        {"parameter": "contry", "detail": "There is no such parameter."}
    ]
    assert client.get("/api/v1/parks/?format=xml").json()["detail"] == "format: Expected one of: json, csv, geojson."


@pytest.mark.parametrize(("plural", "queries"), [("parks", 2), ("events", 3)])
def test_the_queries_do_not_grow_with_the_rows(client, db, plural, queries):
    def count():
        client.get(f"/api/v1/{plural}/")
        with CaptureQueriesContext(connection) as found:
            answer_of(client, f"/api/v1/{plural}/?country=FI&format=geojson")
        return len(found)

    def make():
        park = make_park(country="FI", sectors=[make_sector()], **SOMEWHERE)
        make_event(country="FI", venue_park=park, sectors=[make_sector()])

    make()
    assert count() == queries
    make()
    make()
    assert count() == queries


@pytest.mark.parametrize("plural", ["parks", "events"])
def test_openapi_describes_it_as_it_is(client, db, plural):
    park = make_park(sectors=[make_sector()], founded="1984", **SOMEWHERE)
    make_park()
    make_event(venue_park=park, starts="2015")
    make_event()

    operation = client.get("/api/v1/openapi.json").json()["paths"][f"/api/v1/{plural}/"]["get"]

    schema = operation["responses"]["200"]["content"]["application/geo+json"]["schema"]
    formats = next(parameter["schema"]["enum"] for parameter in operation["parameters"] if parameter["name"] == "format")
    assert formats == ["json", "csv", "geojson"]
    Draft202012Validator.check_schema(schema)
    answer = answer_of(client, f"/api/v1/{plural}/?format=geojson")
    Draft202012Validator(schema).validate(answer)
    described = schema["properties"]["features"]["items"]["properties"]["properties"]["properties"]
    assert list(described) == list(answer["features"][0]["properties"])


@pytest.mark.parametrize(("plural", "given"), [("parks", True), ("events", True), ("agreements", False), ("institutions", False)])
def test_a_list_offers_it_where_it_has_it(client, db, plural, given):
    make_agreement(parties=[make_park(country="FI"), make_institution(country="FI")])
    make_event(country="FI")
    page = client.get(f"/{plural}/?country=FI").content.decode()
    assert (f'href="/api/v1/{plural}/?country=FI&amp;format=geojson"' in page) == given
