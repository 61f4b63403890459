"""The map: parks as dots and agreements as arcs, drawn by the server."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.directory.html import text_of
from tests.factories import make_agreement, make_institution, make_park

ESPOO = {"country": "FI", "city": "Espoo", "latitude": "60.18", "longitude": "24.83", "precision": "site"}
BEIJING = {"country": "CN", "city": "Beijing", "latitude": "39.9", "longitude": "116.39", "precision": "city"}
TIANJIN = {"country": "CN", "city": "Tianjin", "latitude": "39.14", "longitude": "117.18", "precision": "city"}
LIMA = {"country": "PE", "city": "Lima", "latitude": "-12.05", "longitude": "-77.04", "precision": "city"}


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def dots_of(page):
    """(kind, title, address, number) of each dot that leads anywhere."""
    found = re.findall(r'<a class="map__dot map__dot--(\w+)" href="([^"]*)"[^>]*>(.*?)</a>', page, re.S)
    dots = []
    for kind, address, inside in found:
        title, number = re.search(r"<title>(.*?)</title>", inside)[1], re.search(r"<text[^>]*>(\d+)</text>", inside)
        dots.append((kind, title, address.replace("&amp;", "&"), number and int(number[1])))
    return dots


def arcs_of(page):
    """(title, width) of each arc."""
    return re.findall(r'<path d="[^"]+" stroke-width="([\d.]+)"><title>(.*?)</title>', page)


def rows_of(page, caption):
    table = re.search(rf'id="{caption}">.*?<tbody>(.*?)</tbody>', page, re.S)
    return [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in table[1].split("</tr>")[:-1]]


def test_a_park_is_a_dot_that_leads_to_it_and_dense_ones_are_one_with_their_number(client, db):
    make_park(slug="otaniemi", name="Otaniemi", **ESPOO)
    make_park(slug="lima", name="Lima park", **LIMA)
    for name in ("One", "Two"):
        make_park(name=name, **BEIJING)
    make_park(name="Three", **TIANJIN)
    make_park(name="Lost", country="CN", city="Beijing")

    page = page_of(client, "/map/")

    group = "/parks/?country=CN&city=Beijing&city=Tianjin&has=coordinates"
    assert dots_of(page) == [
        ("group", "Beijing, China and 1 more place: 3 parks", group, 3),
        ("site", "Otaniemi, Espoo, Finland", "/parks/otaniemi/", None),
        ("city", "Lima park, Lima, Peru", "/parks/lima/", None),
    ]
    assert "<h1>3 parks</h1>" in page_of(client, group)
    assert rows_of(page, "places") == [
        ["Beijing, China", "2 parks", "0"],
        ["Espoo, Finland", "Otaniemi", "0"],
        ["Lima, Peru", "Lima park", "0"],
        ["Tianjin, China", "Three", "0"],
    ]
    assert "5 parks found have coordinates. 1 of them has its own" in page
    assert "1 more has none and is not on the map." in page


def test_agreements_between_the_same_places_are_one_thicker_arc(client, db):
    otaniemi, lima = make_park(**ESPOO), make_park(**LIMA)
    beijing, tianjin = make_park(**BEIJING), make_park(**TIANJIN)
    make_agreement(parties=[otaniemi, beijing, make_institution()])
    make_agreement(parties=[otaniemi, tianjin])
    make_agreement(parties=[otaniemi, lima])
    make_agreement(parties=[beijing, tianjin])
    make_agreement(parties=[beijing, lima], status="draft")

    page = page_of(client, "/map/")

    assert arcs_of(page) == [
        ("2.0", "Beijing, China and 1 more place – Espoo, Finland: 2 agreements"),
        ("1.0", "Espoo, Finland – Lima, Peru: 1 agreement"),
    ]
    assert rows_of(page, "ties") == [
        ["Beijing, China", "Tianjin, China", "1"],
        ["Espoo, Finland", "Beijing, China", "1"],
        ["Espoo, Finland", "Lima, Peru", "1"],
        ["Espoo, Finland", "Tianjin, China", "1"],
    ]


def test_the_map_is_filtered_as_the_list_is(client, db):
    otaniemi, beijing = make_park(slug="otaniemi", founded="1984", **ESPOO), make_park(slug="beijing", **BEIJING)
    make_agreement(parties=[otaniemi, beijing])

    page = page_of(client, "/map/?country=FI&from=1980")

    assert [dot[2] for dot in dots_of(page)] == ["/parks/otaniemi/"]
    assert arcs_of(page) == []
    assert 'href="/parks/?country=FI&amp;from=1980"' in page
    assert 'href="/map/?from=1980"' in page


def test_agreements_are_filtered_and_lie_where_their_parks_are(client, db):
    otaniemi, lima = make_park(slug="otaniemi", **ESPOO), make_park(slug="lima", **LIMA)
    beijing = make_park(slug="beijing", **BEIJING)
    make_agreement(parties=[otaniemi, beijing], signed="2010")
    make_agreement(parties=[otaniemi, beijing], signed="2011")
    make_agreement(parties=[otaniemi, lima], signed="1999")
    make_agreement(parties=[make_institution()], signed="2012")

    page = page_of(client, "/map/agreements/?from=2010")

    assert [(title, address) for _kind, title, address, _number in dots_of(page)] == [
        ("Beijing, China: 2 agreements", "/agreements/?park=beijing&from=2010"),
        ("Espoo, Finland: 2 agreements", "/agreements/?park=otaniemi&from=2010"),
    ]
    assert "<h1>2 agreements</h1>" in page_of(client, "/agreements/?park=otaniemi&from=2010")
    assert arcs_of(page) == [("2.0", "Beijing, China – Espoo, Finland: 2 agreements")]
    assert "1 agreement found has no park with coordinates" in page


def test_where_the_list_is_filtered_by_a_park_dots_lead_to_parks(client, db):
    make_agreement(parties=[make_park(slug="otaniemi", **ESPOO), make_park(slug="beijing", **BEIJING)])

    page = page_of(client, "/map/agreements/?park=otaniemi")

    assert [dot[2] for dot in dots_of(page)] == ["/parks/beijing/", "/parks/otaniemi/"]


def test_the_whole_world_is_a_picture_and_a_part_of_it_is_drawn(client, db):
    make_park(**ESPOO)
    world, part = page_of(client, "/map/"), page_of(client, "/map/?country=FI")

    assert '<image href="/static/img/world.svg" width="1000" height="433"/>' in world
    assert '<g class="map__land">' not in world
    assert "<image" not in part
    assert part.count("<path d=") > 3


@pytest.mark.parametrize(
    ("address", "place"), [("/map/?country=XX", "country"), ("/map/?from=soon", "from"), ("/map/agreements/?kind=pact", "kind")]
)
def test_a_wrong_value_gets_its_message_and_no_map(client, db, address, place):
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 400
    assert f'href="#id_{place}"' in page
    assert '<svg class="map"' not in page


def test_another_order_of_parameters_redirects(client, db):
    response = client.get("/map/?sector=&country=FI&continent=&country=CN")
    assert (response.status_code, response["Location"]) == (301, "/map/?country=CN&country=FI")


@pytest.mark.parametrize("address", ["/map/facets/country/?kind=technopole", "/map/agreements/facets/country/"])
def test_facets_of_the_map_lead_back_to_it(client, db, address):
    park = make_park(kind="technopole", **ESPOO)
    make_agreement(parties=[park])
    page = page_of(client, address)
    links = re.findall(r'<a class="index-list__link" href="([^"]+)"', page)
    assert [link.partition("?")[0] for link in links] == [address.partition("facets/")[0]]


def test_a_map_of_nothing_says_so(client, db):
    assert "There is nothing here yet" in page_of(client, "/map/")
    assert "There is nothing here yet" in page_of(client, "/map/agreements/")


def test_a_draft_is_on_no_map(client, db):
    make_agreement(parties=[make_park(name="Hidden", slug="hidden", status="draft", **ESPOO), make_park(**LIMA)])

    for address in ("/map/", "/map/agreements/"):
        page = page_of(client, address)
        assert ("Hidden" in page, "/parks/hidden/" in page) == (False, False)
        assert arcs_of(page) == []


def test_only_the_busiest_ties_are_drawn(client, db):
    parks = [
        make_park(
            country="CN", city=f"City {number}", latitude=str(20 * (number // 7)), longitude=str(40 * (number % 7) - 120), precision="city"
        )
        for number in range(21)
    ]
    make_agreement(parties=parks)

    page = page_of(client, "/map/")

    assert len(arcs_of(page)) == 200
    assert "Of 210 ties between places the busiest 200 are drawn." in page


@pytest.mark.parametrize(("address", "queries"), [("/map/", 4), ("/map/agreements/", 3), ("/map/?country=FI", 4)])
def test_the_queries_do_not_grow_with_the_rows(client, db, address, queries):
    def count():
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            page_of(client, address)
        return len(found)

    def make():
        make_agreement(parties=[make_park(**ESPOO), make_park(**BEIJING)])

    make()
    assert count() == queries
    make()
    make()
    assert count() == queries


def test_the_home_page_shows_all_parks_and_leads_to_the_map(client, db):
    make_agreement(parties=[make_park(**ESPOO), make_park(**LIMA), make_park(status="draft", **BEIJING)])

    link = re.search(r'<a class="map-link" href="/map/">(.*?)</a>', page_of(client, "/"), re.S)[1]

    assert 'role="img" aria-label="Parks of the world, and the agreements among them"' in link
    assert re.findall(r'<g class="map__dot map__dot--(\w+)"', link) == ["site", "city"]
    assert link.count("<path d=") == 1


def test_a_country_shows_its_parks_in_its_shape(client, db):
    make_park(slug="otaniemi", name="Otaniemi", **ESPOO)
    make_park(country="FI", latitude="-10", longitude="30", precision="city")
    make_park(**LIMA)

    page = page_of(client, "/countries/fi/")

    assert dots_of(page) == [("site", "Otaniemi, Espoo, Finland", "/parks/otaniemi/", None)]
    assert page.count('<path class="map__here"') == 1
    assert "1 park lies beyond this picture." in page


@pytest.mark.parametrize("country", ["SE", "GI"])
def test_a_country_without_coordinates_or_shape_has_no_map(client, db, country):
    make_park(country="SE")
    make_park(country="GI", latitude="36.14", longitude="-5.35", precision="city")
    assert '<svg class="map"' not in page_of(client, f"/countries/{country.lower()}/")


def test_a_park_shows_where_in_its_country_it_lies(client, db):
    make_park(slug="otaniemi", name="Otaniemi", **ESPOO)
    make_park(slug="lost", country="FI")
    make_park(slug="far", **{**ESPOO, "latitude": "10"})

    page = page_of(client, "/parks/otaniemi/")

    assert 'role="img" aria-label="Otaniemi on the map of Finland"' in page
    assert re.findall(r'<g class="map__dot map__dot--(\w+)"', page) == ["site"]
    for slug in ("lost", "far"):
        assert '<svg class="map"' not in page_of(client, f"/parks/{slug}/")


@pytest.mark.parametrize("code", ["RU", "US", "FJ", "NZ", "FR", "CL", "SG", "NO", "KI", "VA", "CA"])
def test_every_country_fits_its_picture(client, db, code):
    from directory.map.frame import of_country

    frame = of_country(code)
    own = [land.path for land in frame.land(1) if land.code == code]

    assert (frame.width, 500 <= frame.height <= 850, len(own)) == (1000, True, 1)
    assert len("".join(land.path for land in frame.land(1))) < 60_000
    assert len("".join(land.path for land in frame.land(5))) < 14_000


def test_the_script_gets_parks_and_ties_in_the_readers_language(client, db):
    otaniemi, beijing = make_park(slug="otaniemi", name="Otaniemi", kind="technopole", **ESPOO), make_park(slug="beijing", **BEIJING)
    otaniemi.names.create(language="ru", text="Отаниеми")
    make_park(slug="lima", **LIMA)
    make_agreement(parties=[otaniemi, beijing], signed="2010")
    make_agreement(parties=[otaniemi, beijing], signed="2011")
    tie = {"from": [116.39, 39.9], "to": [24.83, 60.18], "count": 2, "title": "Beijing, China – Espoo, Finland: 2 agreements"}

    parks = client.get("/map/data.json").json()
    agreements = client.get("/map/agreements/data.json?from=2010").json()
    russian = client.get("/ru/map/data.json?country=FI").json()

    assert (sorted(park["url"] for park in parks["parks"]), parks["ties"]) == (
        ["/parks/beijing/", "/parks/lima/", "/parks/otaniemi/"],
        [tie],
    )
    assert (sorted(park["url"] for park in agreements["parks"]), agreements["ties"]) == (["/parks/beijing/", "/parks/otaniemi/"], [tie])
    assert russian["parks"] == [
        {
            "name": "Отаниеми",
            "url": "/ru/parks/otaniemi/",
            "kind": "Технополис",
            "place": "Espoo, Финляндия",
            "at": [24.83, 60.18],
            "precision": "site",
        }
    ]


@pytest.mark.parametrize(("query", "parameter"), [("country=XX", "country"), ("contry=FI", "contry"), ("sort=name", "sort")])
def test_the_script_is_told_what_is_wrong_as_the_api_tells_it(client, db, query, parameter):
    answer = client.get(f"/map/data.json?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_the_page_names_the_data_for_its_script(client, db):
    park = make_park(founded="1990", **ESPOO)
    make_agreement(parties=[park], signed="1990")

    page, agreements = page_of(client, "/map/?from=1980"), page_of(client, "/ru/map/agreements/?from=1980")

    assert 'data-source="/map/data.json?from=1980"' in page
    assert 'data-source="/ru/map/agreements/data.json?from=1980"' in agreements


@pytest.mark.parametrize("query", ["page=2", "per_page=10", "sort=name"])
def test_a_map_has_neither_pages_nor_an_order(client, db, query):
    make_park(**ESPOO)
    answer = client.get(f"/map/?{query}")

    assert (answer.status_code, answer.get("Location")) == (301, "/map/")


def test_a_server_of_tiles_may_be_named_and_only_that():
    from config.settings import host_of  # noqa: TID251 -- what it makes of tiles is its own

    assert host_of("https://{s}.tiles.example/{z}/{x}/{y}.png") == "https://*.tiles.example"
