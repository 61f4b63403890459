"""The API over the curated records."""

import csv
import io
import json
import re
from functools import reduce

import pytest
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.usefixtures("curated")

SHARED = ["slug", "url", "name", "names", "summary", "sectors", "identifiers", "figures", "citations", "rival_claims", "updated"]
KEYS = {
    "parks": "kind stage country region city city_geonames coordinates founded opened website parent children institutions agreements "
    "events",
    "institutions": "kind country region city city_geonames website host_park parent children founders parks agreements events",
    "agreements": "kind signed city city_geonames country countries other_countries event parties",
    "events": "kind starts ends city city_geonames country countries other_countries venue_park participants agreements",
}


# An address that answers nothing without parameters, with some.
NEEDED = {"/api/v1/search/": "/api/v1/search/?q=park", "/api/v1/links/": "/api/v1/links/?a=sophia-antipolis&b=zhangjiang-hi-tech-park"}


@pytest.mark.parametrize("plural", KEYS)
def test_a_record_always_has_all_its_keys(client, plural):
    results = client.get(f"/api/v1/{plural}/?per_page=100").json()["results"]
    for record in results:
        assert sorted(record) == sorted([*SHARED, *KEYS[plural].split()])
        assert client.get(f"/api/v1/{plural}/{record['slug']}/").json() == record


def test_a_country_counts_its_records(client):
    assert client.get("/api/v1/countries/ch/").json() == {
        "code": "CH",
        "url": "http://testserver/countries/ch/",
        "name": "Switzerland",
        "region": "Europe",
        "counts": {"parks": 0, "institutions": 1, "agreements": 1, "events": 1},
    }


@pytest.mark.parametrize("plural", ["parks", "institutions", "agreements", "events", "sources", "sectors", "countries"])
def test_the_number_beside_a_list_is_what_the_list_has(client, plural):
    answer = client.get(f"/api/v1/{plural}/?per_page=100").json()
    assert list(answer) == ["count", "next", "previous", "facets", "results"]
    assert answer["count"] == len(answer["results"])


def test_counts_are_in_the_csv_too(client):
    text = b"".join(client.get("/api/v1/countries/?format=csv").streaming_content).decode()
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert {key: rows["CH"][key] for key in ("name", "counts_parks", "counts_institutions", "counts_agreements", "counts_events")} == {
        "name": "Switzerland",
        "counts_parks": "0",
        "counts_institutions": "1",
        "counts_agreements": "1",
        "counts_events": "1",
    }


def test_a_country_is_found_by_its_code_in_either_case_and_without_records(client):
    assert client.get("/api/v1/countries/CH/").json() == client.get("/api/v1/countries/ch/").json()
    assert client.get("/api/v1/countries/br/").json()["counts"] == {"parks": 0, "institutions": 0, "agreements": 0, "events": 0}


def test_the_openapi_document_describes_every_parameter_and_answer(client):
    document = client.get("/api/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    names = {
        path: [parameter["name"] for parameter in item["get"]["parameters"]] for path, item in document["paths"].items() if "{" not in path
    }
    shared = "q country continent city sector source_language"
    after = "from to dates undated match_all sort page per_page format bom"
    assert names["/api/v1/agreements/"] == f"{shared} between park institution role kind has {after}".split()
    assert names["/api/v1/institutions/"] == f"{shared} role park kind has match_all sort page per_page format bom".split()
    for reference in set(re.findall(r'"\$ref":\s*"#/([^"]+)"', json.dumps(document))):
        assert reduce(dict.__getitem__, reference.split("/"), document), reference
    for path, item in document["paths"].items():
        assert set(item["get"]["responses"]) == ({"200", "404"} if "{" in path else {"200", "400"}), path
    assert "default" not in document["components"]["schemas"]["ParkOut"]["properties"]["founded"]
    for plural in names:
        schema = document["paths"][plural]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": document["components"]})
        errors = [error.message for error in validator.iter_errors(json.loads(client.get(NEEDED.get(plural, plural)).content))]
        assert errors == [], plural
