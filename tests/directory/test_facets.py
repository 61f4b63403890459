"""Facets: how many records each value finds, on the page and in the API."""

import csv
import io
import re

import pytest

from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db


def counts(client, address, facet):
    """The counts of a facet in the API's answer, by value."""
    return {value["value"]: value["count"] for value in client.get(address).json()["facets"][facet]}


YEARS = {"2010": 1, "2011": 1, "2012": 1, "2013": 1, "2014": 1, "2015": 2, "2016": 2, "2017": 1, "2018": 1, "2019": 1}


@pytest.fixture
def agreements():
    """Five agreements of three countries, two of them about optics, in 2015, 2016 (or so) and at unknown times."""
    optics = make_sector(slug="optics", name="Optics")
    lasers = make_sector(slug="lasers", name="Lasers", parent=optics)
    china, finland, france = (make_park(slug=code.lower(), country=code) for code in ("CN", "FI", "FR"))
    lab = make_institution(slug="lab", country="FI")
    russian = make_source(language="ru")
    make_agreement(name="a", parties=[china, finland], signed="2015", sectors=[lasers], kind="sister-park", city="Oulu", source=russian)
    make_agreement(name="b", parties=[china, france], signed="2016-05", sectors=[optics])
    make_agreement(name="c", parties=[china, (lab, "witness")], signed="201X")
    make_agreement(name="d", parties=[france], signed="")
    make_agreement(name="e", parties=[china, finland, france], signed="XXXX-10-26")
    make_agreement(name="draft", parties=[china], signed="2015", status="draft", sectors=[optics])


@pytest.mark.parametrize(
    ("query", "facet", "expected"),
    [
        ("", "country", {"CN": 4, "FI": 3, "FR": 3}),
        ("", "continent", {"AS": 4, "EU": 5}),
        ("", "sector", {"optics": 2, "lasers": 1}),
        ("", "kind", {"memorandum-of-understanding": 4, "sister-park": 1}),
        ("", "role", {"signatory": 5, "witness": 1}),
        ("", "source_language", {"en": 4, "ru": 1}),
        ("", "decade", {"2010": 3}),
        ("", "year", YEARS),
        ("", "undated", {"1": 2}),
        # What is chosen in a facet leaves its own counts alone, and narrows those of the others.
        ("country=FI", "country", {"CN": 4, "FI": 3, "FR": 3}),
        ("country=FI", "kind", {"memorandum-of-understanding": 2, "sister-park": 1}),
        ("country=FI&country=FR", "kind", {"memorandum-of-understanding": 4, "sister-park": 1}),
        ("country=FI", "city", {"Oulu": 1}),
        ("country=FI&kind=sister-park", "country", {"CN": 1, "FI": 1}),
        # Where all must match, a value counts what is found with it as well.
        ("country=FI&country=FR&match_all=country", "country", {"CN": 1, "FI": 1, "FR": 1}),
        ("country=CN&match_all=country", "country", {"CN": 4, "FI": 3, "FR": 2}),
        ("sector=lasers&match_all=sector", "sector", {"optics": 1, "lasers": 1}),
        ("from=2015&to=2015", "year", YEARS),
        ("from=2015&to=2015", "dates", {"certain": 1, "possible": 1}),
        ("from=2015&to=2015&dates=certain", "dates", {"certain": 1, "possible": 1}),
        ("from=2015&to=2015", "undated", {"1": 2}),
        ("country=QA", "country", {"QA": 0, "CN": 4, "FI": 3, "FR": 3}),
    ],
)  # fmt: skip
def test_a_facet_counts_what_each_value_finds(client, agreements, query, facet, expected):
    assert counts(client, f"/api/v1/agreements/?{query}", facet) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("continent=EU", ["a", "b", "c", "d", "e"]),
        ("continent=AS&continent=EU&match_all=continent", None),
        ("country=FI&country=FR&match_all=country", ["e"]),
        ("sector=optics&sector=lasers", ["a", "b"]),
        ("sector=optics&sector=lasers&match_all=sector", ["a"]),
        ("park=cn&park=fi", ["a", "b", "c", "e"]),
        ("park=cn&park=fi&match_all=park", ["a", "e"]),
        ("city=Oulu", ["a"]),
        ("city=Nowhere", []),
        ("role=witness", ["c"]),
        ("source_language=ru", ["a"]),
        ("from=2015&to=2015", ["a", "c"]),
        ("from=2015&to=2015&dates=certain", ["a"]),
        ("from=2015&to=2015&dates=possible", ["c"]),
        ("from=2010&to=2019", ["a", "b", "c"]),
        ("from=2016-05-10&dates=possible", ["b", "c"]),
    ],
)
def test_a_filter_finds_the_same_in_the_index_and_in_the_database(client, agreements, query, found):
    answer = client.get(f"/api/v1/agreements/?{query}&sort=name")
    table = b"".join(client.get(f"/api/v1/agreements/?{query}&sort=name&format=csv")).decode()

    if found is None:
        assert answer.status_code == 400
        return
    assert [record["name"] for record in answer.json()["results"]] == found
    assert [row["name"] for row in csv.DictReader(io.StringIO(table))] == found


def test_what_parks_and_institutions_have_is_counted(client):
    park = make_park(slug="hub", latitude=1, longitude=2, precision="site")
    park.figures.create(indicator="companies", value=1).sources.add(make_source())
    other = make_park()
    hosted, owner = make_institution(host_park=park), make_institution()
    park.institutions.create(institution=owner, relation="owner")
    make_agreement(parties=[park, other, hosted])
    make_agreement(parties=[owner], status="draft")

    assert counts(client, "/api/v1/parks/", "has") == {"coordinates": 1, "agreements": 2, "figures": 1}
    assert counts(client, "/api/v1/parks/?has=coordinates", "has") == {"coordinates": 1, "agreements": 1, "figures": 1}
    assert counts(client, "/api/v1/institutions/", "has") == {"agreements": 1}
    assert counts(client, "/api/v1/institutions/", "role") == {"located-in": 1, "owner": 1}
    assert counts(client, "/api/v1/institutions/?park=hub&role=owner", "role") == {"located-in": 1, "owner": 1}


def test_events_count_where_they_were_held_and_what_was_signed_there(client):
    event = make_event(country="QA", participants=[make_park(country="CN")], starts="2015")
    make_event(country="QA", starts="2016")
    make_agreement(event=event)

    assert counts(client, "/api/v1/events/", "country") == {"CN": 1, "QA": 2}
    assert counts(client, "/api/v1/events/", "has") == {"agreements": 1}


def test_sources_are_counted_by_kind_and_language(client):
    make_source(language="ru")
    make_source(language="ru", kind="report")
    make_source()

    assert counts(client, "/api/v1/sources/?language=ru", "kind") == {"news": 1, "report": 1}
    assert counts(client, "/api/v1/sources/?language=ru", "language") == {"ru": 2, "en": 1}


def test_the_best_match_of_the_words_comes_first(client):
    for slug, name in (("inside", "A new Aurora"), ("begins", "Aurora Park"), ("is", "Aurora"), ("later", "Zone Aurora")):
        make_park(slug=slug, name=name)
    make_park(slug="other", name="Belaya").names.create(language="ru", text="Aurora")
    alias = make_park(slug="alias", name="Cold")
    alias.names.create(language="en", text="Aurora", kind="alias")

    ranked = ["is", "other", "begins", "inside", "alias", "later"]
    answer = client.get("/api/v1/parks/?q=aurora&sort=relevance").json()
    table = b"".join(client.get("/api/v1/parks/?q=aurora&sort=relevance&format=csv")).decode()
    second = client.get("/api/v1/parks/?q=aurora&sort=relevance&per_page=2&page=2").json()
    assert [park["slug"] for park in answer["results"]] == ranked
    assert [row["slug"] for row in csv.DictReader(io.StringIO(table))] == ranked
    assert [park["slug"] for park in second["results"]] == ranked[2:4]
    assert '<option value="relevance" selected>' in client.get("/parks/?q=aurora&sort=relevance").content.decode()
    assert '<option value="relevance"' not in client.get("/parks/").content.decode()


def test_a_list_without_sorting_ignores_it_on_the_page_and_refuses_it_in_the_api(client):
    assert client.get("/sources/?sort=-date", follow=True).redirect_chain == [("/sources/", 301)]
    assert client.get("/api/v1/sources/?sort=-date").status_code == 400


def test_every_number_on_the_page_is_what_its_value_finds(client, agreements):
    page = client.get("/agreements/?country=FI").content.decode()
    values = re.findall(r'name="(\w+)" value="([\w-]+)"( checked)?>\s*<label[^>]*>(.*?)</label>', page)

    counted = 0
    for name, value, _checked, label in values:
        if number := re.search(r"\((\d+) results?\)", text_of(label)):
            others = "" if name == "country" else "country=FI&"
            assert client.get(f"/api/v1/agreements/?{others}{name}={value}").json()["count"] == int(number[1]), (name, value)
            counted += 1
    assert counted == 15


def test_a_long_facet_shows_its_most_frequent_values_and_a_page_with_all(client):
    codes = ["CN", "CN", "FI", "FI", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CZ", "DE", "DK"]
    for code in codes:
        make_park(country=code)
    make_park(country="ZW")

    page = client.get("/parks/?country=ZW&kind=science-park").content.decode()
    shown = re.findall(r'id="country-(\w\w)"', page)
    assert len(shown) == 10
    assert {"CN", "FI", "ZW"} <= set(shown)
    assert '<a href="/parks/facets/country/?country=ZW&amp;kind=science-park" rel="nofollow">Show all 14' in page

    everything = client.get("/parks/facets/country/?country=ZW&kind=science-park").content.decode()
    links = re.findall(r'<a class="index-list__link" href="([^"]+)" rel="nofollow">(.*?)</a>', everything)
    assert len(links) == 14
    assert ("/parks/?country=CN&amp;kind=science-park", "China (2 results)") in [(href, text_of(label)) for href, label in links]
    assert [text_of(label) for _href, label in links] == sorted(text_of(label) for _href, label in links)
    assert '<meta name="robots" content="noindex, nofollow">' in everything


def test_pages_of_facets_that_are_not_there(client):
    make_park()

    assert client.get("/parks/facets/colour/").status_code == 404
    assert client.get("/parks/facets/country/?from=soon")["Location"] == "/parks/?from=soon"
    assert client.get("/parks/facets/city/")["Location"] == "/parks/"


def test_dates_are_told_apart_on_the_page(client, agreements):
    page = client.get("/agreements/?from=2015&to=2015").content.decode()

    assert 'href="/agreements/?from=2015&amp;to=2015&amp;dates=certain" rel="nofollow">1 certain</a>' in page
    assert 'href="/agreements/?from=2015&amp;to=2015&amp;dates=possible" rel="nofollow">1 possible</a>' in page
    assert page.count("Possible match") == 1
    assert '<a href="/agreements/?undated=1" rel="nofollow">show those without a year</a>' in page


def test_the_histogram_is_the_filter(client, agreements):
    make_agreement(signed="1987-03-01")
    make_agreement(signed="1985/1996")
    page = client.get("/agreements/").content.decode()
    bars = re.findall(r'<a class="histogram__link" href="([^"]+)" rel="nofollow"([^>]*)>(.*?)</a>', page, re.S)

    assert [(href, text_of(label)) for href, _chosen, label in bars] == [
        ("/agreements/?from=1980&amp;to=1989", "1980s 2 (1 certain, 1 possible)"),
        ("/agreements/?from=1990&amp;to=1999", "1990s 1 (0 certain, 1 possible)"),
        ("/agreements/?from=2010&amp;to=2019", "2010s 3 (3 certain, 0 possible)"),
    ]
    for href, _chosen, label in bars:
        answer = client.get("/api/v1" + href.replace("&amp;", "&")).json()
        assert answer["count"] == int(text_of(label).split()[1])

    chosen = client.get("/agreements/?from=1980&to=1989").content.decode()
    years = re.findall(r'<a class="histogram__link" href="([^"]+)" rel="nofollow"([^>]*)>', chosen)
    assert [href for href, _chosen in years] == [f"/agreements/?from={year}&amp;to={year}" for year in range(1985, 1990)]
    assert {attributes for _href, attributes in years} == {' aria-current="true"'}


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("/agreements/?kind=network&country=FI", "/agreements/?country=FI&kind=network"),
        ("/agreements/?country=fr,cn", "/agreements/?country=CN&country=FR"),
        ("/agreements/?page=1&per_page=25&sort=-date&undated=0&utm_source=x", "/agreements/"),
        ("/agreements/?q=+pact++&country=", "/agreements/?q=pact"),
        ("/parks/?city=S%C3%A3o+Jos%C3%A9&country=BR&sort=name", "/parks/?country=BR&city=S%C3%A3o+Jos%C3%A9"),
    ],
)
def test_one_list_has_one_address(client, given, canonical):
    answer = client.get(given)

    assert (answer.status_code, answer["Location"]) == (301, canonical)
    assert client.get(canonical).status_code == 200


@pytest.mark.parametrize("query", ["country=CN", "sort=-name", "per_page=10", "match_all=sector", "country=XX"])
def test_only_plain_lists_are_for_search_engines(client, query):
    robots = '<meta name="robots" content="noindex, nofollow">'

    assert robots in client.get(f"/parks/?{query}").content.decode()
    assert robots not in client.get("/parks/").content.decode()


def test_what_is_chosen_and_finds_nothing_counts_none(client, agreements):
    nothing = "q=zzzz&country=FI"

    assert counts(client, f"/api/v1/agreements/?{nothing}", "country") == {"FI": 0}
    assert counts(client, f"/api/v1/agreements/?{nothing}", "kind") == {}
    assert "Finland (0 results)" in text_of(client.get(f"/agreements/facets/country/?{nothing}").content.decode())
    assert 'value="FI" checked' in client.get(f"/agreements/?{nothing}").content.decode()


def test_a_refused_list_still_offers_its_values(client, agreements):
    page = client.get("/agreements/?kind=castle&country=FI").content.decode()

    assert 'id="id_kind"' in page
    assert re.findall(r'name="kind" value="([\w-]+)"', page) == ["memorandum-of-understanding", "sister-park"]
    assert re.findall(r'name="country" value="(\w\w)"( checked)?', page) == [("CN", ""), ("FI", " checked"), ("FR", "")]


@pytest.mark.parametrize(
    ("plural", "facet", "query"),
    [
        ("agreements", "country", "country=CN&match_all=country"),
        ("agreements", "country", "country=CN&country=FI&match_all=country"),
        ("agreements", "country", "country=CN"),
        ("agreements", "sector", "sector=lasers&match_all=sector"),
        ("agreements", "has", ""),
        ("parks", "has", "has=agreements"),
        ("agreements", "country", "country=QA&q=zzzz"),
    ],
)
def test_every_number_on_a_page_of_values_is_what_its_link_finds(client, agreements, plural, facet, query):
    page = client.get(f"/{plural}/facets/{facet}/?{query}").content.decode()

    for href, label in re.findall(r'<a class="index-list__link" href="([^"]+)" rel="nofollow">(.*?)</a>', page):
        count = int(re.search(r"\((\d+) results?\)", text_of(label))[1])
        assert client.get("/api/v1" + href.replace("&amp;", "&")).json()["count"] == count, href
