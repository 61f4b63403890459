"""The page of two countries, and the partners of one."""

import re

import pytest

from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two agreements and an event between China and Finland; others of only one of them, of a third country, and a draft."""
    optics, ict = make_sector(slug="optics", name="Optics"), make_sector(slug="ict", name="ICT")
    hub = make_park(slug="hub", name="Hub", country="CN")
    lab = make_institution(slug="lab", name="Lab", country="CN")
    oulu = make_park(slug="oulu", name="Oulu", country="FI")
    lund = make_park(slug="lund", name="Lund", country="SE")
    make_agreement(slug="a", name="Pact A", signed="2015-03", parties=[hub, oulu], sectors=[optics])
    make_agreement(slug="b", name="Pact B", signed="2015-11-02", parties=[hub, lab, oulu], sectors=[optics, ict])
    make_agreement(slug="c", name="Pact C", parties=[lab]).other_countries.create(country="FI")
    make_event(slug="fair", name="Fair", starts="2014/2016", country="FI", participants=[hub])
    make_event(slug="expo", name="Expo", starts="2016", country="FI", participants=[lund])
    make_agreement(slug="nordic", name="Nordic", signed="2020", parties=[oulu, lund])
    make_agreement(slug="home", name="Home", signed="2020", parties=[hub, lab])
    make_agreement(slug="hidden", name="Hidden", signed="2021", parties=[hub, oulu], status="draft")
    hidden = make_park(slug="hidden", name="Hidden", country="FI", status="draft")
    make_agreement(slug="half", name="Half", signed="2019", parties=[hub, hidden])


def rows(page):
    return [
        [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)
    ]


def names(page, section):
    found = re.search(rf'<section class="group" aria-labelledby="{section}">(.*?)</section>', page, re.S)
    return [text_of(item) for item in re.findall(r'<li class="group__item">(.*?)</li>', found[1], re.S)]


def test_a_relation_has_all_that_ties_two_countries(client, world):
    page = client.get("/relations/cn-fi/").content.decode()

    assert text_of(re.search(r"<h1>(.*?)</h1>", page)[1]) == "China – Finland"
    assert [text_of(number) for number in re.findall(r'<li class="counts__item">(.*?)</li>', page, re.S)] == ["3 agreements", "1 event"]
    assert re.findall(r'class="counts__link" href="([^"]+)"', page) == [
        "/agreements/?between=CN&amp;between=FI",
        "/events/?between=CN&amp;between=FI",
    ]
    assert [name.split(" Memorandum")[0] for name in names(page, "group-agreements")] == ["Pact B", "Pact A", "Pact C"]
    assert rows(page) == [["Year", "Agreements", "Events"], ["2015", "2", "0"], ["No certain year", "1", "1"]]
    assert [text_of(item) for item in re.findall(r'<li class="index-list__item">(.*?)</li>', page, re.S)] == ["Optics 2", "ICT 1"]
    assert names(page, "side-CN") == ["Hub 3", "Lab 2"]
    assert names(page, "side-FI") == ["Oulu 2"]
    assert "Hidden" not in page


@pytest.mark.parametrize("address", ["/relations/fi-cn/", "/relations/CN-FI/", "/relations/FI-cn/"])
def test_a_relation_has_one_address(client, world, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, "/relations/cn-fi/")


@pytest.mark.parametrize("address", ["/relations/cn-cn/", "/relations/cn-zz/", "/relations/cn/", "/relations/chn-fin/"])
def test_what_is_no_pair_of_countries_has_no_page(client, db, address):
    assert client.get(address).status_code == 404


def test_countries_that_nothing_ties_have_a_page_that_says_so(client, world):
    page = client.get("/relations/cn-se/").content.decode()

    assert "No agreement and no event that we know of ties these two countries." in page
    assert "<table" not in page


def test_a_country_ranks_its_partners(client, world):
    page = client.get("/countries/fi/").content.decode()

    partners = re.findall(r'<a class="index-list__link" href="([^"]+)">([^<]+)</a> <span class="index-list__count">(\d+)</span>', page)
    assert partners == [("/relations/cn-fi/", "China", "4"), ("/relations/fi-se/", "Sweden", "2")]
    assert "Partner countries" not in client.get("/countries/br/").content.decode()
