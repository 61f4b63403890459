"""The timeline: what it draws and counts, and that it finds what the lists find."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_park, make_sector

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """An agreement, an event and a park on days; vague, unsure and undated ones; and drafts."""
    optics = make_sector(slug="optics", name="Optics")
    hub = make_park(slug="hub", name="Hub", country="CN", founded="1990-05-04", sectors=[optics])
    old = make_park(slug="old", name="Old", country="FI", founded="198X")
    make_park(slug="timeless", name="Timeless", country="FI")
    make_agreement(slug="pact", name="Pact", signed="2015-03-02", parties=[hub, old], sectors=[optics])
    make_agreement(slug="treaty", name="Treaty", signed="2014?", parties=[hub])
    make_agreement(slug="vow", name="Vow", signed="XXXX-10-26", parties=[hub])
    make_event(slug="fair", name="Fair", starts="2015-09-01", ends="2015-12-31", country="CN", participants=[hub])
    hidden = {"name": "Hidden", "status": "draft"}
    make_park(founded="2015", country="CN", **hidden)
    make_agreement(signed="2015", parties=[hub], **hidden)
    make_event(starts="2015", country="CN", **hidden)


def page_of(client, query="", status=200):
    answer = client.get(f"/timeline/{query}")
    assert answer.status_code == status
    return answer.content.decode()


def links(page):
    """(how it looks, address, title) of each link of the picture."""
    found = re.findall(r'<a class="timeline__link([^"]*)" href="([^"]+)"[^>]*><title>(.*?)</title>', page)
    return [(looks.replace("timeline__link--", "").strip(), url.replace("&amp;", "&"), text_of(title)) for looks, url, title in found]


def rows(page, caption="records-caption"):
    table = re.search(rf'<table[^>]*>\s*<caption[^>]*id="{caption}".*?</table>', page, re.S)[0]
    lines = re.findall(r"<tr>(.*?)</tr>", table, re.S)[1:]
    return [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S)] for line in lines]


def undated(page):
    return re.findall(r'<a class="group__link" href="([^"]+)" rel="nofollow">([^<]+)</a>', page)


def test_few_records_are_drawn_one_by_one_as_exactly_as_their_dates_are_known(client, world):
    page = page_of(client)

    assert sorted(links(page)) == [
        ("day", "/agreements/pact/", "Pact: 2 March 2015"),
        ("day", "/events/fair/", "Fair: 1 September – 31 December 2015"),
        ("day", "/parks/hub/", "Hub: 4 May 1990"),
        ("span", "/parks/old/", "Old: 1980s"),
        ("span unsure", "/agreements/treaty/", "Treaty: probably 2014"),
    ]
    assert undated(page) == [("/agreements/?undated=1", "1 agreement"), ("/parks/?undated=1", "1 park")]
    # Near enough to see how long it was.
    assert links(page_of(client, "?type=events&from=2015&to=2015"))[0][0] == "lasted"


def test_the_table_has_the_same_records_newest_first(client, world):
    assert rows(page_of(client)) == [
        ["2015", "Fair", "event", "1 September – 31 December 2015", "China"],
        ["2015", "Pact", "agreement", "2 March 2015", "China, Finland"],
        ["2014", "Treaty", "agreement", "probably 2014", "China"],
        ["1990", "Hub", "founding of a park", "4 May 1990", "China"],
        ["1980–1989", "Old", "founding of a park", "1980s", "Finland"],
    ]


def test_a_bar_reaches_as_far_as_the_date_may_lie(client, world):
    """Of the years 1980 to 2015, of 856 points in all, the eighties take the first 3,653 of 13,149 days."""
    page = page_of(client)

    rect = re.search(r'<title>Old: 1980s</title><rect x="([^"]+)" y="[^"]+" width="([^"]+)"', page)
    assert rect.groups() == ("12.0", "237.8")


@pytest.mark.parametrize(
    "query",
    [
        "country=CN",
        "country=FI",
        "q=a",
        "sector=optics",
        "from=2015",
        "to=1989",
        "from=1985&to=2014",
        "from=2014-06&to=2014-08&dates=possible",
    ],
)
def test_the_same_query_finds_what_the_lists_find(client, world, query):
    found = {row[1] for row in rows(page_of(client, f"?{query}"))}

    by_lists = set()
    for plural, date in (("agreements", "signed"), ("events", "starts"), ("parks", "founded")):
        results = client.get(f"/api/v1/{plural}/?{query}").json()["results"]
        by_lists |= {record["name"] for record in results if record[date]["earliest"]}
    assert found == by_lists != set()


def test_types_are_chosen(client, world):
    assert [row[1] for row in rows(page_of(client, "?type=events&type=parks"))] == ["Fair", "Hub", "Old"]
    page = page_of(client, "?type=parks")
    options = re.findall(r'name="type" value="(\w+)"( checked)?>\s*<label[^>]*>(.*?)</label>', page, re.S)
    assert [(value, bool(checked), text_of(label)) for value, checked, label in options] == [
        ("agreements", False, "Agreements (3 results)"),
        ("events", False, "Events (1 result)"),
        ("parks", True, "Foundings of parks (3 results)"),
    ]


def test_what_a_filter_cannot_apply_to_is_left_out_and_said(client, world):
    left_out = "Left out, since the filters in use do not apply to them: Foundings of parks"

    for query in ("?between=CN&between=FI", "?country=CN&country=FI&match_all=country"):
        page = page_of(client, query)
        assert ([row[1] for row in rows(page)], left_out in page) == (["Pact"], True), query
    page = page_of(client, "?country=FI&match_all=country")
    assert ([row[1] for row in rows(page)], left_out in page) == (["Pact", "Old"], False)


@pytest.fixture
def many():
    """More than are drawn one by one."""
    for _number in range(200):
        make_agreement(name="Deal", signed="2016")


def test_many_records_are_counted_by_year_each_number_leading_to_its_list(client, world, many):
    page = page_of(client)

    eighties = [("", f"/parks/?from={year}&to={year}", f"{year}: 1 park (0 certain, 1 possible)") for year in range(1980, 1990)]
    assert links(page) == [
        ("", "/agreements/?from=2014&to=2014", "2014: 1 agreement"),
        ("", "/agreements/?from=2015&to=2015", "2015: 1 agreement"),
        ("", "/agreements/?from=2016&to=2016", "2016: 200 agreements"),
        ("", "/events/?from=2015&to=2015", "2015: 1 event"),
        *eighties,
        ("", "/parks/?from=1990&to=1990", "1990: 1 park"),
    ]
    assert rows(page, "years-caption")[:5] == [
        ["2016", "200", "", ""],
        ["2015", "1", "1", ""],
        ["2014", "1", "", ""],
        ["1990", "", "", "1"],
        ["1989", "", "", "1 (0 certain, 1 possible)"],
    ]
    assert [row[1] for row in rows(page)] == ["Deal"] * 50
    assert re.findall(r'<a href="(/[a-z]+/)">(\d+ [a-z]+)</a>', page) == [
        ("/agreements/", "203 agreements"),
        ("/events/", "1 event"),
        ("/parks/", "3 parks"),
    ]
    for _looks, url, title in links(page):
        assert client.get(f"/api/v1{url}").json()["count"] == int(re.search(r": (\d+)", title)[1]), url


def test_the_newest_are_listed_whatever_their_names(client, many):
    for _number in range(50):
        make_park(name="Aaa", founded="1970")
    make_park(name="Zzz", founded="2017")

    assert [row[1] for row in rows(page_of(client))] == ["Zzz", *["Deal"] * 49]


def test_a_number_at_the_edge_of_the_range_leads_to_the_part_that_was_counted(client, world, many):
    make_agreement(signed="2015-01-10")
    make_agreement(signed="2015-02")
    make_agreement(signed="2014/2016")
    page = page_of(client, "?type=agreements&from=2015-02&to=2016-06")

    assert links(page) == [
        ("", "/agreements/?from=2015-02&to=2015", "2015: 3 agreements (2 certain, 1 possible)"),
        ("", "/agreements/?from=2016&to=2016-06", "2016: 201 agreements (200 certain, 1 possible)"),
    ]
    assert [client.get(f"/api/v1{url}").json()["count"] for _looks, url, _title in links(page)] == [3, 201]


def test_a_long_time_is_counted_by_decades(client, world, many):
    make_park(name="Ancient", founded="1500")

    assert links(page_of(client)) == [
        ("", "/agreements/?from=2010&to=2019", "2010s: 202 agreements"),
        ("", "/events/?from=2010&to=2019", "2010s: 1 event"),
        ("", "/parks/?from=1500&to=1509", "1500s: 1 park"),
        ("", "/parks/?from=1980&to=1989", "1980s: 1 park"),
        ("", "/parks/?from=1990&to=1999", "1990s: 1 park"),
    ]


def test_too_many_on_one_day_are_counted(client):
    for _number in range(17):
        make_agreement(signed="2015-03-02", name="Deal")
    make_event(slug="fair", name="Fair", starts="2015-03-02")

    assert links(page_of(client)) == [
        ("", "/agreements/?from=2015&to=2015", "2015: 17 agreements"),
        ("day", "/events/fair/", "Fair: 2 March 2015"),
    ]


def test_decades_and_years_lead_to_a_part_of_the_time(client, world):
    def periods(query):
        page = re.search(r'<nav class="jumps".*?</nav>', page_of(client, query), re.S)[0]
        found = re.findall(r'<a class="jumps__link" href="([^"]+)" rel="nofollow"( aria-current="true")?>(.*?)</a>', page)
        return [(url.replace("&amp;", "&"), bool(here), text_of(label)) for url, here, label in found]

    assert periods("?country=CN") == [
        ("/timeline/?country=CN", True, "All years"),
        ("/timeline/?country=CN&from=1990&to=1999", False, "1990s 1 result"),
        ("/timeline/?country=CN&from=2010&to=2019", False, "2010s 3 results"),
    ]
    assert periods("?from=2010&to=2014") == [
        ("/timeline/", False, "All years"),
        ("/timeline/?from=2014&to=2014", True, "2014 1 result"),
        ("/timeline/?from=2015&to=2015", False, "2015 2 results"),
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?country=XX", "country: “XX” is not the code of a country; write for example CN."),
        ("?from=soon", "from: “soon” is not a date; write a year, a month or a day, such as 2016, 2016-05 or 2016-05-21."),
        ("?type=sources", "type: “sources” is none of: agreements, events, parks."),
        ("?dates=certain", "dates: This needs a range: give “from” or “to”, too."),
        ("?from=2010&from=2011", "from: This may be given only once."),
        ("?park=nowhere", "park: There is no such record: “nowhere”."),
    ],
)
def test_a_wrong_value_is_said_with_status_400(client, world, query, message):
    page = page_of(client, query, status=400)

    assert [text_of(error) for error in re.findall(r'<a class="error-summary__link"[^>]*>(.*?)</a>', page)] == [message]
    assert "<svg class=" not in page


def test_one_timeline_has_one_address(client, world):
    for query, proper in (
        ("country=fi,CN", "?country=CN&country=FI"),
        ("kind=expo&sort=date&undated=1&page=3", ""),
        ("to=2015&from=2014&q=", "?from=2014&to=2015"),
    ):
        answer = client.get(f"/timeline/?{query}")
        assert (answer.status_code, answer["Location"]) == (301, f"/timeline/{proper}")


def test_nothing_found_and_nothing_dated_are_said(client, world):
    assert "Nothing matches all of these filters" in page_of(client, "?q=zzz")
    assert re.findall(r'rel="nofollow">(Drop [^<]+)</a>', page_of(client, "?q=hub&country=FI")) == [
        "Drop “Words in a name: hub”",
        "Drop “Country: Finland”",
    ]
    page = page_of(client, "?q=timeless")
    assert "Nothing that is found has a usable year." in page
    assert undated(page) == [("/parks/?q=timeless&amp;undated=1", "1 park")]


def test_open_ends_are_drawn_to_the_edge(client, world):
    make_agreement(slug="lasting", name="Lasting", signed="2015-06/..")
    page = page_of(client, "?type=agreements&from=2015")

    assert rows(page)[0] == ["2015–", "Lasting", "agreement", "since June 2015", ""]
    assert ("span", "/agreements/lasting/", "Lasting: since June 2015") in links(page)


def test_no_draft_is_on_the_timeline(client, world):
    for query in ("", "?from=2015&to=2015", "?type=parks"):
        assert "Hidden" not in page_of(client, query)


def test_only_the_plain_timeline_is_for_search_engines(client, world):
    robots = '<meta name="robots" content="noindex, nofollow">'

    assert [robots in page_of(client, query) for query in ("", "?country=CN", "?type=parks")] == [False, True, True]
    assert '<a class="site-nav__link" href="/timeline/">Timeline</a>' in client.get("/parks/").content.decode()


def test_the_number_of_queries_does_not_grow(client, world):
    def count():
        client.get("/timeline/?country=CN")
        with CaptureQueriesContext(connection) as queries:
            page_of(client, "?country=CN")
        return len(queries)

    before = count()
    for number in range(3):
        park = make_park(country="CN", founded=f"200{number}", sectors=[make_sector()])
        make_agreement(parties=[park], signed="2016").other_countries.create(country="QA")
        make_event(participants=[park], starts="2016")
    assert count() == before == 9


@pytest.mark.parametrize(
    ("signed", "query", "years"), [("1990/..", "from=2010&to=2012", ["2010", "2011", "2012"]), ("../2000", "to=1950", ["1950"])]
)
def test_a_date_without_an_end_that_reaches_into_the_range_is_drawn_in_it(client, db, signed, query, years):
    make_agreement(signed=signed)
    page = client.get(f"/timeline/?{query}").content.decode()

    assert [year[-4:] for year in re.findall(r'class="timeline__year"[^>]*>([^<]+)</text>', page) if year[-4:].isdigit()] == years
