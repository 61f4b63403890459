"""The Atom feed of agreements: what it holds, and that it is filtered as the list is."""

import re
import xml.etree.ElementTree as ET

import pytest

from tests.factories import make_agreement, make_park, make_sector

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ET.fromstring(answer.content)
    entries = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    return feed, entries


def test_the_feed_holds_agreements_newest_recorded_first(client):
    hub, oulu = make_park(country="CN"), make_park(country="FI")
    make_agreement(slug="old", name="Recorded first", signed="2020", parties=[hub, oulu])
    make_agreement(
        slug="new",
        name="Recorded <last>",
        signed="2015-03",
        summary="On optics.",
        parties=[hub, oulu],
        sectors=[make_sector(name="Optics")],
    )

    feed, entries = read(client, "/feeds/agreements.atom")

    assert entries == ["Recorded <last>", "Recorded first"]
    assert [link.attrib for link in feed.findall(f"{ATOM}link")] == [
        {"href": "http://testserver/agreements/", "rel": "alternate"},
        {"href": "http://testserver/feeds/agreements.atom", "rel": "self"},
    ]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Science Park Atlas"
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == entry.find(f"{ATOM}link").attrib["href"] == "http://testserver/agreements/new/"
    assert entry.findtext(f"{ATOM}summary") == "On optics. Signed: March 2015."
    assert entry.find(f"{ATOM}category").attrib == {"term": "Optics"}


def test_the_feed_is_filtered_as_the_list_is(client):
    hub, oulu, lund = make_park(country="CN"), make_park(country="FI"), make_park(country="SE")
    make_agreement(name="Finnish", parties=[hub, oulu])
    make_agreement(name="Swedish", parties=[hub, lund])

    feed, entries = read(client, "/feeds/agreements.atom?between=CN&between=SE&sort=name")

    assert entries == ["Swedish"]
    assert feed.findtext(f"{ATOM}title") == "Science Park Atlas: agreements (Between all of: China; Between all of: Sweden)"
    assert feed.find(f"{ATOM}link").attrib["href"] == "http://testserver/agreements/?between=CN&between=SE"


def test_the_feed_ends_after_fifty(client):
    for number in range(52):
        make_agreement(name=f"Pact {number}")

    assert read(client, "/feeds/agreements.atom")[1] == [f"Pact {number}" for number in range(51, 1, -1)]


@pytest.mark.parametrize(("query", "parameter"), [("contry=FI", "contry"), ("country=XX", "country"), ("from=soon", "from")])
def test_a_wrong_parameter_is_refused_as_by_the_api(client, query, parameter):
    answer = client.get(f"/feeds/agreements.atom?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_a_list_names_its_feed(client):
    page = client.get("/agreements/?country=FI").content.decode()

    assert '<link rel="alternate" type="application/atom+xml" title="New agreements" href="/feeds/agreements.atom?country=FI">' in page


def test_a_feed_in_another_language_leads_to_its_pages(client):
    pact = make_agreement(slug="pact", name="Pact")
    pact.names.create(language="ru", text="Пакт")

    feed = client.get("/ru/feeds/agreements.atom").content.decode()

    assert re.findall(r"<title>([^<]+)</title>", feed)[1:] == ["Пакт"]
    assert set(re.findall(r'href="http://testserver([^"]+)"', feed)) == {
        "/ru/agreements/",
        "/ru/feeds/agreements.atom",
        "/ru/agreements/pact/",
    }
