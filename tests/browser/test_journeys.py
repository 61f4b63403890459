"""What each kind of reader comes for, from the first page to the last: on a phone and on a desktop, with and without JavaScript."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.production import REPORT_TO
from tests.browser.visitor import DEVICES, Visitor

# The database has no part in what is looked at here.
pytestmark = pytest.mark.sqlite_only


@pytest.fixture(params=DEVICES)
def visitor(browser, atlas, request):
    visitor = Visitor(browser, atlas, request.param)
    yield visitor
    visitor.leave()


def test_an_analyst_takes_away_what_two_countries_signed(visitor):
    visitor.open("/")
    visitor.follow(visitor.menu("Countries"))
    visitor.follow(visitor.link("Russia", exact=True))
    visitor.follow(visitor.section("Partner countries").get_by_role("link", name="China", exact=True))
    assert visitor.headline() == "China – Russia"
    visitor.follow(visitor.section("Agreements").get_by_role("link", name=re.compile("as a list")))
    everything = visitor.number()

    visitor.filter(From="2012")
    since = visitor.number()
    visitor.filter("Information and communication technology")
    in_sector = visitor.number()
    assert everything > since > in_sector > 0
    chips = visitor.page.get_by_role("list", name="Filters in use").get_by_role("link")
    sector, *others = [name.split("\n")[1] for name in chips.all_inner_texts()[:-1]]
    assert (sector, sorted(others)) == (
        "Sector: Information and communication technology",
        ["Between all of: China", "Between all of: Russia", "From: 2012"],
    )
    visitor.follow(visitor.link("Remove filter Sector"))
    assert visitor.number() == since

    rows = visitor.rows(visitor.link("CSV", exact=True))
    assert [row["name"] for row in rows] == visitor.results()
    assert len(rows) == since

    visitor.follow(visitor.link(re.compile("and the Guangdong Association$")))
    visitor.follow(visitor.link("Source 1 p15"))
    assert visitor.target().split()[0] == "p15"
    visitor.follow(visitor.section("Sources").get_by_role("link").first)
    assert visitor.section("What it supports").get_by_role("link", name="and the Guangdong Association").count() == 1


def test_a_park_manager_looks_for_partners_and_compares(visitor):
    park = "Skolkovo Innovation Centre"
    visitor.open("/")
    visitor.search("skolkvo")
    visitor.follow(visitor.link(park, exact=True))
    visitor.follow(visitor.link("Who might be its next partner?"))
    assert visitor.headline() == f"Possible partners of {park}"
    candidates = visitor.page.get_by_role("main").get_by_role("rowheader")
    assert candidates.count() == int(visitor.page.get_by_role("caption").inner_text().split()[0])
    visitor.follow(candidates.first.get_by_role("link"))
    visitor.back()
    visitor.follow(visitor.link(park, exact=True))

    visitor.follow(visitor.link("What links it with another?"))
    visitor.page.get_by_label("To", exact=True).fill("清华科技园")
    visitor.follow(visitor.page.get_by_role("button", name="Show"))
    assert visitor.headline() == f"What links {park} and TusPark"
    visitor.follow(visitor.section("Ways from one to the other").get_by_role("link", name="Skolkovo Foundation", exact=True).first)
    visitor.back()

    visitor.search("清华科技园")
    visitor.follow(visitor.link("TusPark", exact=True))
    partners = visitor.section("Partners").get_by_role("list").get_by_role("link").all_inner_texts()
    visitor.follow(visitor.link("In the network of all"))
    shown = visitor.page.get_by_role("table").get_by_role("rowheader").all_inner_texts()
    assert {"TusPark", *partners[::2]} <= set(shown)
    visitor.back()

    visitor.follow(visitor.link("Compare with other parks"))
    visitor.page.get_by_label("Add another park").fill("Инновационный центр «Сколково»")
    visitor.follow(visitor.page.get_by_role("button", name="Add", exact=True))
    heads = visitor.page.get_by_role("table").get_by_role("columnheader").all_inner_texts()
    assert heads == ["Park", "TusPark", park]
    rows = visitor.rows(visitor.link("CSV", exact=True))
    assert {row["park"] for row in rows} == {"tuspark-beijing", "skolkovo-innovation-centre"}
    table = visitor.page.get_by_role("table").inner_text()
    assert [row["value"] for row in rows if f"{int(row['value']):,}" not in table] == []


def test_a_company_finds_a_site_on_the_map(visitor):
    visitor.open("/")
    visitor.follow(visitor.link("Open the map"))
    visitor.choose("Country", "Finland")
    name = "Oulu Technology Village"
    row = visitor.page.get_by_role("row", name=re.compile("^Oulu, Finland"))
    assert row.get_by_role("link", name=name).count() == 1
    if visitor.script:
        marker = visitor.page.get_by_role("button", name=f"{name}, Oulu, Finland")
        marker.focus()
        visitor.page.keyboard.press("Enter")
        visitor.follow(visitor.page.get_by_role("region", name="Map of parks").get_by_role("link", name=name))
    else:
        visitor.follow(visitor.link(f"{name}, Oulu, Finland"))

    assert visitor.headline() == name
    figures = visitor.page.get_by_role("table").get_by_role("row").all()[1:]
    assert figures
    for figure in figures:
        value, date, _source = figure.get_by_role("cell").all()
        assert value.inner_text()
        assert date.inner_text()
        assert figure.get_by_role("link", name=re.compile(r"^Source \d")).count() >= 1
    website = visitor.section("Key facts").get_by_role("link", name=re.compile("^https?:"))
    assert website.get_attribute("href") == website.inner_text()


def test_a_journalist_goes_to_the_bottom_of_a_figure(visitor):
    visitor.open("/parks/tuspark-beijing/")
    figure = visitor.page.get_by_role("row", name=re.compile("^Tenants over 1,500"))
    number = figure.get_by_role("link").first
    mark = number.inner_text().split()[-1]
    visitor.follow(number)
    assert "tenants" in visitor.target()
    source = visitor.section("Sources").get_by_role("listitem").filter(has=visitor.page.locator(":target"))
    title = source.get_by_role("link").first
    words = title.inner_text()
    assert mark.isdigit()
    visitor.follow(title)
    assert visitor.headline() == words
    visitor.follow(visitor.link("TusPark", exact=True))

    visitor.follow(visitor.link("Where sources disagree", within="contentinfo"))
    claim = (
        visitor.page.get_by_role("row").filter(has=visitor.page.get_by_role("link", name="TusPark", exact=True)).filter(has_text="Tenants")
    )
    assert "400" in claim.inner_text()
    visitor.follow(claim.get_by_role("link", name="TusPark", exact=True))

    visitor.press(visitor.page.get_by_text("Cite this record"))
    shown = visitor.section("BibTeX").inner_text()
    assert shown.startswith("@misc{park-tuspark-beijing,")
    assert visitor.download(visitor.link("Download .bib")).strip() == shown.strip()
    report = urlsplit(visitor.link("Report an error").get_attribute("href"))
    assert (report.scheme, report.path.replace("%40", "@")) == ("mailto", REPORT_TO)
    assert parse_qs(report.query)["subject"] == ["Error in “TusPark”"]
    assert parse_qs(report.query)["body"][0].startswith(f"Page: {visitor.site}/parks/tuspark-beijing/")


def test_a_researcher_takes_the_same_data_from_page_and_api(visitor):
    visitor.open("/")
    visitor.follow(visitor.menu("About"))
    description = visitor.data(visitor.link("OpenAPI description"))
    assert description["openapi"].startswith("3.1")
    assert "/api/v1/agreements/" in description["paths"]

    visitor.follow(visitor.menu("Agreements"))
    visitor.filter(re.compile("^China"), re.compile("^Russia"))
    answer = visitor.data(visitor.link("JSON", exact=True))
    assert answer["count"] == visitor.number()
    assert [record["name"] for record in answer["results"]] == visitor.results()

    query = urlsplit(visitor.page.url).query
    chosen = visitor.page.get_by_role("main").get_by_role("checkbox", checked=True).count()
    for language, name in (("zh-hans", "简体中文"), ("ru", "Русский"), ("en", "English")):
        visitor.language = language
        visitor.follow(visitor.menu(name))
        assert urlsplit(visitor.page.url).query == query
        assert re.search(r"\d+", visitor.headline()).group() == str(answer["count"])
        assert visitor.page.get_by_role("main").get_by_role("checkbox", checked=True).count() == chosen


def test_a_researcher_finds_the_timeline_and_the_lists_alike(visitor):
    visitor.open("/timeline/")
    visitor.filter(re.compile("^Finland"))
    visitor.follow(visitor.page.get_by_role("navigation", name="Years").get_by_role("link", name=re.compile("^2010s")))
    drawn = visitor.section("Newest first").get_by_role("rowheader").all_inner_texts()
    assert drawn

    listed = []
    for number, plural in enumerate(("agreements?", "events?", "parks?")):
        link = visitor.link(re.compile(rf"^\d+ {plural}$"))
        count = int(link.inner_text().split()[0])
        if count:
            visitor.follow(link)
            assert (number, visitor.number()) == (number, count)
            listed += visitor.results()
            visitor.back()
    assert sorted(listed) == sorted(drawn)
