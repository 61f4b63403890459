"""Pages of records made for the test."""

import re

import pytest

from tests.directory.html import facts_of, text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source


def test_an_agreement_shows_parties_roles_and_who_represented_them(client, db):
    ministry = make_institution(name="A ministry", kind="ministry", country="FI")
    agreement = make_agreement(slug="pact", parties=[make_park(name="A park"), (ministry, "witness")], signed="XXXX-10-26")
    agreement.parties.filter(organisation=ministry).update(represented_by="Ann Example, director")

    page = client.get("/agreements/pact/").content.decode()

    parties = [text_of(item) for item in re.findall(r'<li class="parties__item">(.*?)</li>', page, re.S)]
    assert parties == ["A park Park, China Signatory", "A ministry Institution, Finland · represented by Ann Example, director Witness"]
    assert facts_of(page)["Signed"] == "26 October, year not given"
    assert facts_of(page)["Countries"].startswith("China, Finland")


def test_related_records_lead_to_the_filtered_list(client, db):
    park = make_park(slug="hub", name="Hub")
    make_agreement(name="Pact", parties=[park], signed="2016")
    make_event(name="Fair", venue_park=park, starts="2017-05-01", ends="2017-05-03")
    make_institution(name="Lab", host_park=park)

    page = client.get("/parks/hub/").content.decode()

    assert re.findall(r'<a class="group__link" href="[^"]+">([^<]+)</a>', page) == ["Pact", "Fair", "Lab"]
    assert 'href="/agreements/?park=hub"' in page
    assert 'href="/events/?park=hub"' in page
    assert "1–3 May 2017" in page


def test_an_empty_directory_is_not_an_error(client, db):
    for address in ("/", "/parks/", "/institutions/", "/agreements/", "/events/", "/countries/", "/sectors/", "/sources/", "/about/"):
        assert client.get(address).status_code == 200, address
    assert "There is nothing here yet" in client.get("/parks/").content.decode()


def test_a_former_slug_redirects_page_and_record(client, db):
    park = make_park(slug="new-name")
    park.former_slugs.create(slug="old-name")

    page, answer = client.get("/parks/old-name/"), client.get("/api/v1/parks/old-name/")

    assert (page.status_code, page["Location"]) == (301, "/parks/new-name/")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/parks/new-name/")


def test_a_country_code_in_capitals_redirects(client, db):
    response = client.get("/countries/CN/")
    assert (response.status_code, response["Location"]) == (301, "/countries/cn/")


@pytest.mark.parametrize(
    "address", ["/nope/", "/parks/nope/", "/countries/zz/", "/countries/china/", "/sectors/nope/", "/sources/nope/", "/parks/%00/"]
)
def test_what_is_not_there_has_a_page_that_says_so(client, db, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.content.decode()


def test_a_fault_of_ours_has_a_page_and_a_problem_document(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("directory.tallies.in_all", lambda: 1 / 0)
    monkeypatch.setattr("directory.tallies.by_country", lambda: 1 / 0)

    page, answer = client.get("/about/"), client.get("/api/v1/countries/")

    assert (page.status_code, "<h1>Something went wrong</h1>" in page.content.decode()) == (500, True)
    assert (answer.status_code, answer["Content-Type"], answer.json()["title"]) == (500, "application/problem+json", "Something went wrong")


def test_a_forged_host_gets_the_400_page(client, db):
    response = client.get("/", headers={"host": "evil.example"})
    assert (response.status_code, "<h1>Bad request</h1>" in response.content.decode()) == (400, True)


def test_text_of_curators_is_escaped(client, db):
    make_park(
        slug="sly", name="<script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>', source=make_source(title="<b>bold</b>")
    )

    for address in ("/parks/", "/parks/sly/", "/sources/", "/countries/cn/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert "<b>bold" not in page, address


def test_a_sector_lists_the_records_of_the_sectors_below_it(client, db):
    above = make_sector(slug="materials", name="Materials")
    below = make_sector(slug="nano", name="Nano", parent=above)
    make_park(name="Nano park", sectors=[below])

    assert "Nano park" in client.get("/sectors/materials/").content.decode()
    assert client.get("/api/v1/sectors/materials/").json()["counts"] == {"parks": 1, "institutions": 0, "agreements": 0, "events": 0}
    assert client.get("/api/v1/sectors/").json()["results"][1] == {
        "slug": "nano",
        "url": "http://testserver/sectors/nano/",
        "name": "Nano",
        "parent": "materials",
        "children": [],
        "counts": {"parks": 1, "institutions": 0, "agreements": 0, "events": 0},
    }
