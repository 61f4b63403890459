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
    below.names.create(language="ru", text="Нано")
    make_park(name="Nano park", sectors=[below])

    assert "Nano park" in client.get("/sectors/materials/").content.decode()
    assert '<li lang="ru">Нано</li>' in client.get("/sectors/nano/").content.decode()
    assert client.get("/api/v1/sectors/materials/").json()["counts"] == {"parks": 1, "institutions": 0, "agreements": 0, "events": 0}
    assert client.get("/api/v1/sectors/").json()["results"][1] == {
        "slug": "nano",
        "url": "http://testserver/sectors/nano/",
        "name": "Nano",
        "names": [{"language": "ru", "text": "Нано"}],
        "parent": "materials",
        "children": [],
        "counts": {"parks": 1, "institutions": 0, "agreements": 0, "events": 0},
    }


@pytest.fixture
def disputed(db):
    """A park with two disputed values."""
    park = make_park(slug="hub", name="Hub", founded="1990", source=make_source(slug="paper", title="Paper"))
    other = make_source(slug="blog", title="Blog")
    park.figures.create(indicator="companies", value=200, qualifier="about").sources.add(make_source())
    park.rival_claims.create(field="founded", value="1988~", source=other, locator="p2", reason="It gives no source of its own.")
    park.rival_claims.create(field="figures.companies", value="350", source=other, reason="It counts firms that left.")
    return park


def test_a_rival_claim_stands_beside_the_value_with_its_source_and_reason(client, disputed):
    page = client.get("/parks/hub/").content.decode()

    assert facts_of(page)["Founded"] == "1990 another source says about 1988 Source 2 p2 It gives no source of its own."
    cells = [text_of(cell) for cell in re.findall(r'<td class="table__cell[^"]*"[^>]*>(.*?)</td>', page, re.S)]
    assert cells == ["about 200", "Not stated", "", "another source says 350 Source 2 It counts firms that left."]
    assert [text_of(title) for title in re.findall(r'<p class="sources__title"[^>]*>(.*?)</p>', page)] == ["Paper", "Blog"]


def test_all_open_disagreements_have_a_page(client, disputed):
    make_park(slug="draft", status="draft", founded="2000").rival_claims.create(
        field="founded", value="2001", source=make_source(), reason="Hidden."
    )

    page = client.get("/data/disagreements/").content.decode()

    rows = [
        [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)
    ]
    assert "<h1>2 open disagreements</h1>" in page
    assert rows[1:] == [
        ["Hub", "Founding date", "1990", "about 1988 ( Blog, p2)", "It gives no source of its own."],
        ["Hub", "Companies", "about 200", "350 ( Blog)", "It counts firms that left."],
    ]
    assert page.count('href="/sources/blog/" lang="en"') == 2


def test_the_api_gives_rival_claims(client, disputed):
    assert client.get("/api/v1/parks/hub/").json()["rival_claims"] == [
        {"field": "founded", "value": "1988~", "source": "blog", "locator": "p2", "reason": "It gives no source of its own."},
        {"field": "figures.companies", "value": "350", "source": "blog", "locator": "", "reason": "It counts firms that left."},
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [
        ("2015-09-22", "2015-09-25", "22–25 September 2015"),
        ("2015-09-22", "2015-09-22", "22 September 2015"),
        ("2015-09", "2015-09-25", "September 2015"),
        ("2015?", "2015-09-25", "probably 2015"),
        ("2017-05-01/2017-05-03", "2017-05-03", "1–3 May 2017"),
        ("XXXX-06-14", "2010", "14 June, year not given"),
        ("2015", "2016", "2015 – 2016"),
        ("", "2016", ""),
    ],
)
def test_an_event_says_when_it_was_held_however_vague_its_ends(client, db, starts, ends, held):
    make_event(slug="fair", name="Fair", starts=starts, ends=ends)

    page = client.get("/events/fair/").content.decode()
    assert text_of(re.search(r'<p class="title-block__place">(.*?)</p>', page, re.S)[1]) == held
    row = re.search(r'<p class="result__date">(.*?)</p>', client.get("/events/").content.decode(), re.S)
    assert text_of(row[1]) == (held or "Undated")


def test_a_profile_lists_the_first_of_many_agreements_and_leads_to_all(client, db):
    park = make_park(slug="hub")
    for number in range(13):
        make_agreement(name=f"Pact {number:02}", signed=f"20{number:02}", parties=[park, make_park()])

    group = re.search(
        r'<section class="group" aria-labelledby="group-agreements">(.*?)</section>', client.get("/parks/hub/").content.decode(), re.S
    )

    assert text_of(re.search(r"<h3[^>]*>(.*?)</h3>", group[1], re.S)[1]) == "Agreements 13"
    assert re.findall(r'<a class="group__link"[^>]*>([^<]+)</a>', group[1]) == [f"Pact {number:02}" for number in range(12, 0, -1)]
    assert '<a href="/agreements/?park=hub">All 13 as a list, with filters</a>' in group[1]


def test_a_list_shows_the_newest_figure_of_each_indicator(client, db):
    park = make_park()
    for indicator, value, as_of in (
        ("companies", 90, "2019"),
        ("companies", 120, "2021"),
        ("companies", 7, ""),
        ("tenants", 15, ""),
        ("employees", 3, "2000"),
    ):
        park.figures.create(indicator=indicator, value=value, as_of=as_of)

    shown = re.findall(r'<div class="result__fact">(.*?)</div>', client.get("/parks/").content.decode(), re.S)

    assert [text_of(figure) for figure in shown] == ["Companies 120", "Tenants 15", "Employees 3"]


@pytest.mark.parametrize(("tag", "name"), [("zh-Hans", "Simplified Chinese"), ("ru", "Russian"), ("si", "Sinhala"), ("qaa", "qaa")])
def test_a_language_is_named_in_words(client, db, tag, name):
    park = make_park(slug="named")
    park.names.create(language=tag, text="X", kind="preferred")
    park.citations.update(supports=["kind", "name", "names"])

    assert facts_of(client.get("/parks/named/").content.decode())["Original name"].startswith(f"X ({name})")


@pytest.mark.parametrize("query", ["%25", "_", "--", "%F0%9F%98%80", "%27%22"])
def test_marks_alone_are_in_no_name(client, db, query):
    make_park(name="Hub 100 % _ --")

    assert "<h1>No parks</h1>" in client.get(f"/parks/?q={query}").content.decode()
    assert client.get(f"/api/v1/parks/?q={query}").json()["count"] == 0


def test_figures_stand_by_indicator_from_the_oldest_to_the_newest(client, db):
    park = make_park(slug="hub")
    for indicator, value, as_of in (("companies", 3, "2024"), ("employees", 9, "2020"), ("companies", 2, "2019"), ("companies", 1, "")):
        park.figures.create(indicator=indicator, value=value, as_of=as_of)

    page = client.get("/parks/hub/").content.decode()

    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    assert [[text_of(cell) for cell in row[:3]] for row in rows[1:]] == [
        ["Companies", "1", "Not stated"],
        ["Companies", "2", "2019"],
        ["Companies", "3", "2024"],
        ["Employees", "9", "2020"],
    ]


def test_a_source_of_a_rival_claim_alone_says_what_it_is_for(client, disputed):
    page = client.get("/parks/hub/").content.decode()

    places = [text_of(place) for place in re.findall(r'<li class="sources__supports"[^>]*>(.*?)</li>', page, re.S)]
    assert places == ["p1 kind, name", "another value, which the record does not follow"]


@pytest.mark.parametrize(("title", "language"), [("Технопарк", "ru"), ("[A page of the park]", "en")])
def test_a_title_stands_in_its_language_and_our_description_in_ours(client, db, title, language):
    make_park(slug="hub", source=make_source(slug="paper", title=title, language="ru"))

    assert f'<h1 lang="{language}">{title}</h1>' in client.get("/sources/paper/").content.decode()
    assert f'<h2 class="result__title" lang="{language}">' in client.get("/sources/").content.decode()
    assert f'<p class="sources__title" lang="{language}">' in client.get("/parks/hub/").content.decode()
