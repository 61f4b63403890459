"""Coverage: how many published records have what, by type, country and sector, and the gaps in words."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.coverage import Share, coverage
from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

TODAY = timezone.localdate()
QUERIES = 10


@pytest.fixture
def world(db):
    """Four parks, three institutions, two agreements, an event and a full draft of every type, which must not count."""
    young, old = make_source(published=str(TODAY.year - 1)), make_source(published="2013?")
    materials = make_sector(slug="materials", name="Materials")
    nano = make_sector(slug="nano", name="Nano", parent=materials)
    make_sector(slug="space", name="Space")
    hub = make_park(
        country="CN",
        city="Suzhou",
        founded="1994",
        latitude=31,
        longitude=120,
        precision="site",
        source=young,
        sectors=[nano],
        summary="A park.",
    )
    hub.names.create(language="zh-Hans", text="苏州工业园区")
    hub.figures.create(indicator="companies", value=1).sources.add(young)
    make_park(country="CN", founded="XXXX-10-26", source=old, sectors=[nano, materials]).names.create(language="en-GB", text="Other")
    base = make_park(country="FI", source=old, sectors=[materials])
    base.names.create(language="fi", text="Alias", kind="alias")
    make_park(country="", source=old)
    lab, nowhere = make_institution(country="DE", host_park=hub, source=old), make_institution(country="", source=old)
    make_institution(country="FI", source=old)
    make_agreement(signed="2016", parties=[hub, lab], source=old)
    make_agreement(parties=[lab, nowhere], source=old)
    make_event(starts="2016", country="FI", participants=[hub], venue_park=hub, source=young)
    make_drafts(young, nano, base)
    return hub


def make_drafts(source, sector, park):
    """A draft of every type with everything, tied to a published park."""
    full = {"status": "draft", "source": source, "sectors": [sector], "country": "SE", "city": "Lund", "summary": "Hidden."}
    draft = make_park(founded="1990", latitude=1, longitude=1, precision="city", **full)
    draft.names.create(language="sv", text="Utkast")
    draft.figures.create(indicator="companies", value=1).sources.add(source)
    lab = make_institution(host_park=park, **full)
    make_agreement(signed="2020", parties=[park, draft, lab], **full)
    make_event(starts="2020", venue_park=park, participants=[park], **full)


def tables_of(page):
    """Every table of the page: its caption, and its rows of words."""
    return {
        text_of(re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)[1]): [
            [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
        ]
        for table in re.findall(r"<table.*?</table>", page, re.S)
    }


def gaps_of(page):
    return [text_of(item) for item in re.findall(r"<li>(.*?)</li>", page.split('id="gaps"')[1].split("</section>")[0], re.S)]


def lines(found):
    return [(line.label, line.depth, line.total, [share.filled for share in line.shares]) for line in found]


def test_each_type_counts_the_fields_of_its_published_records(world):
    found = {
        plural: f"{total}: " + ", ".join(f"{label} {share.filled}" for label, share in facts)
        for plural, (total, facts) in coverage(TODAY).types.items()
    }

    assert found == {
        "parks": "4: Country 3, Region 0, City 1, Coordinates 1, Coordinates of the site itself 1, "
        "Founding date 1, Opening date 0, Stage 0, Website 0, Summary 1, "
        "Sectors 3, Figures 1, Original name 1, Identifiers 0, Recent source 1, Agreement 1",
        "institutions": "3: Country 2, Region 0, City 0, Host park 1, Website 0, Summary 0, "
        "Sectors 0, Figures 0, Original name 0, Identifiers 0, Recent source 0, Agreement 2",
        "agreements": "2: Date of signing 1, Country of signing 0, City of signing 0, Event 0, Parties 2, "
        "A country that takes part 2, A country for every party 1, Summary 0, "
        "Sectors 0, Figures 0, Original name 0, Identifiers 0, Recent source 0",
        "events": "1: Start 1, End 0, Country where it was held 1, City where it was held 0, Venue 1, Participants 1, "
        "A country that takes part 1, Summary 0, Sectors 0, Figures 0, Original name 0, Identifiers 0, Recent source 1",
    }


def test_the_page_has_a_table_for_countries_and_one_for_sectors(client, world):
    tables = tables_of(client.get("/data/coverage/").content.decode())

    heads = ["Parks", "Founding date", "Coordinates", "Original name", "Agreement", "Recent source"]
    none = ["–"] * 5
    assert list(tables)[:4] == ["Parks: 4 records", "Institutions: 3 records", "Agreements: 2 records", "Events: 1 record"]
    assert tables["Parks: 4 records"][:3] == [["Field", "Records with it"], ["Country", "3 of 4 (75 %)"], ["Region", "0 of 4 (0 %)"]]
    assert tables["Parks of each country, and how many of them have what"] == [
        ["Country", *heads],
        ["China", "2", *["1 of 2 (50 %)"] * 5],
        ["Finland", "1", *["0 of 1 (0 %)"] * 5],
        ["No country stated", "1", *["0 of 1 (0 %)"] * 5],
    ]
    assert tables["Parks of each sector, and how many of them have what"] == [
        ["Sector", *heads],
        ["Materials", "3", *["1 of 3 (33 %)"] * 5],
        ["–\u2060 Nano", "2", *["1 of 2 (50 %)"] * 5],
        ["Space", "0", *none],
        ["No sector stated", "1", *["0 of 1 (0 %)"] * 5],
    ]


def test_a_line_leads_to_its_country_or_sector(client, world):
    page = client.get("/data/coverage/").content.decode()

    rows = re.findall(r'scope="row">(?:<span[^>]*>[^<]*</span>)?<a href="([^"]+)">', page)
    assert rows == ["/countries/cn/", "/countries/fi/", "/sectors/materials/", "/sectors/nano/", "/sectors/space/"]
    assert {client.get(address).status_code for address in rows} == {200}


def test_the_gaps_are_said_in_words(client, world):
    assert gaps_of(client.get("/data/coverage/").content.decode()) == [
        "For 1 of 4 parks, no country is stated.",
        "For 3 of 4 parks, no coordinates are known.",
        "For 3 of 4 parks, no coordinates of the site itself are known.",
        "For 3 of 4 parks, no founding date is known.",
        "For 3 of 4 parks, no original name is known.",
        "For 3 of 4 parks, no agreement is known.",
        "For 3 of 4 parks, no source is younger than five years.",
        "For 1 of 3 institutions, no country is stated.",
        "For 1 of 2 agreements, no usable year is known.",
        "For 1 of 2 agreements, a party or its country is not known.",
        "No park is known to be in: Africa, North America, Oceania, South America.",
        "1 country is named by other records but has no park: Germany.",
        "For 1 of 3 sectors, there is no park.",
    ]


def test_the_numbers_are_what_the_lists_find(client, curated):
    found = coverage(TODAY)
    facts = {plural: (total, dict(shares)) for plural, (total, shares) in found.types.items()}

    def count(address):
        return client.get(f"/api/v1/{address}").json()["count"]

    assert {line.url: line.total for line in found.countries if line.url} == {
        f"/countries/{code}/": count(f"parks/?country={code.upper()}") for code in ("cn", "fr", "ru")
    }
    for line in found.sectors[:-1]:
        assert line.total == count(f"parks/?sector={line.url.split('/')[-2]}"), line.label
    for plural, label in (("parks", "Founding date"), ("agreements", "Date of signing"), ("events", "Start")):
        total, shares = facts[plural]
        assert (total, total - shares[label].filled) == (count(f"{plural}/"), count(f"{plural}/?undated=1")), plural


def test_an_empty_directory_says_so(client, db):
    page = client.get("/data/coverage/").content.decode()

    assert gaps_of(page) == [
        "There is no park yet.",
        "There is no institution yet.",
        "There is no agreement yet.",
        "There is no event yet.",
    ]
    tables = tables_of(page)
    assert list(tables) == ["Parks: 0 records", "Institutions: 0 records", "Agreements: 0 records", "Events: 0 records"]
    assert tables["Parks: 0 records"][1] == ["Country", "–"]
    assert page.count("There is nothing to count yet.") == 2
    assert "The records were gathered from public web pages" in page


@pytest.mark.parametrize(
    ("filled", "total", "words"),
    [
        (0, 7, "0 %"),
        (7, 7, "100 %"),
        (2, 3, "67 %"),
        (1, 8, "13 %"),
        (199, 200, "over 99 %"),
        (9999, 10000, "over 99 %"),
        (197, 200, "99 %"),
        (1, 201, "under 1 %"),
        (1, 200, "1 %"),
        (0, 0, ""),
    ],
)
def test_a_share_is_never_rounded_to_all_or_none(filled, total, words):
    assert Share(filled, total).percent.replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("published", "today", "young"),
    [
        ("2021-11-22", date(2026, 11, 22), False),
        ("2021-11-23", date(2026, 11, 22), True),
        ("2021-11", date(2026, 11, 22), True),
        ("2021-10", date(2026, 11, 22), False),
        ("2021?", date(2026, 11, 22), True),
        ("2026", date(2026, 11, 22), True),
        ("2026-11-23", date(2026, 11, 22), False),
        ("2023-02-28", date(2028, 2, 29), False),
        ("2023-03-01", date(2028, 2, 29), True),
        ("XXXX-11-23", date(2026, 11, 22), False),
        ("", date(2026, 11, 22), False),
    ],
)
def test_a_source_is_recent_until_its_fifth_birthday(db, published, today, young):
    make_park(source=make_source(published=published))

    assert lines(coverage(today).countries) == [("China", 0, 1, [0, 0, 0, 0, int(young)])]


def test_the_source_of_a_figure_counts_as_a_source(db):
    park = make_park(source=make_source(published="1999"))
    park.figures.create(indicator="companies", value=1).sources.add(make_source(published=str(TODAY.year)))

    assert lines(coverage(TODAY).countries) == [("China", 0, 1, [0, 0, 0, 0, 1])]


def test_a_sector_counts_a_park_of_several_sectors_below_it_once(db):
    top = make_sector(name="A top")
    middle = make_sector(name="Middle", parent=top)
    low, lower = make_sector(name="Low", parent=middle), make_sector(name="Lower", parent=middle)
    make_park(sectors=[low, lower, top], founded="1990")
    make_park(sectors=[lower])
    make_institution(sectors=[low])

    assert lines(coverage(TODAY).sectors) == [
        ("A top", 0, 2, [1, 0, 0, 0, 0]),
        ("Middle", 1, 2, [1, 0, 0, 0, 0]),
        ("Low", 2, 1, [1, 0, 0, 0, 0]),
        ("Lower", 2, 2, [1, 0, 0, 0, 0]),
    ]


def test_the_page_runs_a_fixed_number_of_queries(client, db):
    sector = make_sector()

    def grow(number):
        for index in range(number):
            park = make_park(sectors=[sector, make_sector(parent=sector)], country=("CN", "FI", "")[index % 3])
            lab = make_institution(country="DE", host_park=park)
            make_agreement(parties=[park, lab], signed="2016").other_countries.create(country="QA")
            make_event(participants=[park], venue_park=park)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/data/coverage/").status_code == 200
        return len(queries)

    assert [grow(3), grow(6)] == [QUERIES, QUERIES]
