"""The network of agreements: who is tied to whom, on the page of all and on the page of each."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.index import live
from tests.directory.html import text_of
from tests.factories import make_agreement, make_institution, make_park

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Hub, Oulu and Lab of one agreement, Hub and Oulu of another; Far and Off of a third; Alone in one of its own; and drafts."""
    hub, oulu = make_park(slug="hub", name="Hub"), make_park(slug="oulu", name="Oulu", country="FI")
    lab = make_institution(slug="lab", name="Lab & Sons", country="")
    far, off = make_park(slug="far", name="Far", country="FR"), make_institution(slug="off", name="Off", country="FR")
    make_agreement(name="Three", signed="2010", parties=[hub, oulu, lab])
    make_agreement(name="Two", signed="2012", parties=[hub, oulu])
    make_agreement(name="Away", signed="2015", parties=[far, off])
    make_agreement(name="One", signed="2016", parties=[make_park(slug="alone", name="Alone", country="SE")])
    make_agreement(name="Secret", status="draft", parties=[lab, off])
    make_agreement(name="Plan", status="draft", parties=[lab, oulu])
    make_agreement(name="Half", parties=[hub, make_park(slug="hidden", name="Hidden", status="draft")])


def picture_of(page):
    """The nodes of the picture (address, what it is told as, shape), and its ties (address, what it is told as)."""
    drawn = re.search(r"<svg class=\"network__picture.*?</svg>", page, re.S)[0]
    links = re.findall(r'<a class="network__(node|edge)[^>]*? href="([^"]+)"[^>]*><title>(.*?)</title>(.*?)</a>', drawn, re.S)
    nodes = {(address, text_of(title), re.search(r"<(circle|rect)", rest)[1]) for kind, address, title, rest in links if kind == "node"}
    edges = {(text_of(address), text_of(title)) for kind, address, title, _rest in links if kind == "edge"}
    return nodes, edges


def table_of(page):
    return [
        [text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)[1:]
    ]


def get(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def places_of(page):
    """Where each node that is drawn stands, by its address: the middle of its circle or square."""
    found = {}
    for address, rest in re.findall(r'<a class="network__node[^>]*? href="([^"]+)">(.*?)</a>', page, re.S):
        circle = re.search(r'cx="(\d+)" cy="(\d+)"', rest)
        square = re.search(r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', rest)
        found[address] = (
            tuple(map(int, circle.groups())) if circle else tuple(round(float(square[axis]) + float(square[3]) / 2) for axis in (1, 2))
        )
    return found


def boxes_of_nodes(page):
    """The square that the mark of each node takes at least."""
    return [(x - 5, y - 5, x + 5, y + 5) for x, y in places_of(page).values()]


def boxes_of_names(page):
    """The box that each name takes, by a narrow reckoning."""
    found = []
    for x, y, anchor, name in re.findall(r'<text x="(\d+)" y="(\d+)" text-anchor="(start|middle|end)">([^<]+)</text>', page):
        wide = 6 * len(name)
        start = int(x) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        found.append((start, int(y) - 9, start + wide, int(y) + 2))
    assert len(found) > 10
    return found


def overlaps(boxes):
    pairs = ((one, other) for number, one in enumerate(boxes) for other in boxes[:number])
    return [(a, b) for a, b in pairs if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_the_network_draws_organisations_and_the_agreements_that_tie_them(client, world):
    nodes, edges = picture_of(get(client, "/network/"))

    assert nodes == {
        ("/parks/hub/", "Hub (park): 2 partners", "circle"),
        ("/parks/oulu/", "Oulu (park): 2 partners", "circle"),
        ("/institutions/lab/", "Lab & Sons (institution): 2 partners", "rect"),
        ("/parks/far/", "Far (park): 1 partner", "circle"),
        ("/institutions/off/", "Off (institution): 1 partner", "rect"),
        ("/parks/alone/", "Alone (park): 0 partners", "circle"),
    }
    assert edges == {
        ("/agreements/?park=hub&park=oulu&match_all=park", "Hub – Oulu: 2 agreements"),
        ("/agreements/?park=hub&institution=lab", "Hub – Lab & Sons: 1 agreement"),
        ("/agreements/?park=oulu&institution=lab", "Oulu – Lab & Sons: 1 agreement"),
        ("/agreements/?park=far&institution=off", "Far – Off: 1 agreement"),
    }


def test_the_network_is_told_in_numbers_and_as_tables(client, world):
    page = get(client, "/network/")

    assert text_of(re.search(r'<p class="section__note">(.*?)</p>', page, re.S)[1]) == (
        "6 parks and institutions are parties of these agreements. 4 pairs of them share an agreement."
        " That makes 2 groups, which no agreement ties to each other."
    )
    assert table_of(page) == [
        ["Hub", "Park", "China", "3", "2"],
        ["Oulu", "Park", "Finland", "2", "2"],
        ["Lab & Sons", "Institution", "Not stated", "1", "2"],
        ["Far", "Park", "France", "1", "1"],
        ["Off", "Institution", "France", "1", "1"],
        ["Alone", "Park", "Sweden", "1", "0"],
    ]
    pairs = [text_of(pair) for pair in re.findall(r'<li class="group__item">(.*?)</li>', page, re.S)]
    assert pairs == [
        "Hub – Oulu 2 agreements : Hub – Oulu",
        "Hub – Lab & Sons 1 agreement : Hub – Lab & Sons",
        "Oulu – Lab & Sons 1 agreement : Oulu – Lab & Sons",
        "Far – Off 1 agreement : Far – Off",
    ]


def test_links_of_ties_lead_straight_to_their_agreements(client, world):
    for query, address, count in [
        ("", "/agreements/?park=hub&park=oulu&match_all=park", 2),
        ("?from=2011", "/agreements/?park=hub&park=oulu&from=2011&match_all=park", 1),
        ("?park=hub", "/agreements/?park=hub&park=oulu&match_all=park", 2),
        ("?park=hub", "/agreements/?park=hub&park=oulu&institution=lab&match_all=park", 1),
        ("?per_page=1&page=2", "/agreements/?park=hub&park=oulu&match_all=park", 2),
        ("?institution=lab", "/agreements/?park=hub&park=oulu&institution=lab&match_all=park", 1),
    ]:
        _nodes, edges = picture_of(get(client, f"/network/{query}"))
        assert address in {address for address, _title in edges}
        assert f"<h1>{count} agreement" in re.sub(r"\s*(<h1>)\s*", r"\1", get(client, address))


def test_filters_choose_what_is_drawn_and_nothing_moves(client, world):
    everything = places_of(get(client, "/network/"))
    page = get(client, "/network/?from=2011&to=2015")

    assert places_of(page) == {
        address: everything[address] for address in ("/parks/hub/", "/parks/oulu/", "/parks/far/", "/institutions/off/")
    }
    assert [row[0] for row in table_of(page)] == ["Hub", "Oulu", "Far", "Off"]
    # The others are dots.
    assert len(re.search(r'<path class="network__ghosts" d="([^"]+)"', page)[1].split("M")) - 1 == len(everything) - 4
    assert get(client, "/network/?from=2011&to=2015") == page


def test_another_process_draws_the_same_picture(client, world, settings, tmp_path):
    page = get(client, "/network/")
    settings.INDEX_DIR = tmp_path
    live.forget()

    assert get(client, "/network/") == page


def test_names_do_not_lie_on_each_other(client, curated):
    assert overlaps(boxes_of_names(get(client, "/network/"))) == []


def test_a_wrong_value_is_told_and_draws_nothing(client, world):
    answer = client.get("/network/?country=XX")
    page = answer.content.decode()

    assert (answer.status_code, "network__picture" in page, table_of(page)) == (400, False, [])
    assert text_of(re.search(r'<ul class="error-summary__list">(.*?)</ul>', page, re.S)[1]).startswith("country: ")
    assert client.get("/network/?page=2").status_code == 400


def test_a_network_has_one_address(client, world):
    answer = client.get("/network/?to=2015&sort=name&from=2011&page=1&nonsense=1")

    assert (answer.status_code, answer["Location"]) == (301, "/network/?from=2011&to=2015")


def test_filters_that_find_nothing_say_so(client, world):
    page = get(client, "/network/?from=2030")

    assert "Nothing matches all of these filters" in page
    assert "network__picture" not in page


def test_an_atlas_without_agreements_has_an_empty_network(client):
    assert "There is nothing here yet" in get(client, "/network/")


def test_the_facets_of_the_network_lead_back_to_it(client, world):
    assert '"/network/?country=FI"' in get(client, "/network/facets/country/")


def test_the_list_of_organisations_comes_a_page_at_a_time(client, world):
    assert [row[0] for row in table_of(get(client, "/network/?per_page=4&page=2"))] == ["Off", "Alone"]
    nodes, _edges = picture_of(get(client, "/network/?per_page=4&page=2"))
    assert len(nodes) == 6


def test_only_the_best_tied_are_drawn_and_all_are_listed(client):
    hub = make_park(slug="hub")
    for _number in range(76):
        make_agreement(parties=[hub, make_park(), make_institution()])
    page = get(client, "/network/")
    nodes, edges = picture_of(page)

    assert (len(nodes), ("/parks/hub/", "circle") in {(address, shape) for address, _title, shape in nodes}) == (150, True)
    assert "153 parks and institutions are parties" in page
    assert "Of 153, the 150 with the most partners are drawn." in page
    assert len(edges) == 149 + 73
    assert len(table_of(get(client, "/network/?per_page=100&page=2"))) == 53
    assert overlaps(boxes_of_nodes(page)) == []
    assert overlaps(boxes_of_names(page)) == []


def test_a_network_full_of_ties_is_drawn_with_all_of_them(client):
    make_agreement(parties=[make_park() for _number in range(20)])
    page = get(client, "/network/")

    assert len(picture_of(page)[1]) == 20 * 19 // 2
    assert overlaps(boxes_of_nodes(page)) == []


def test_organisations_beyond_a_bound_are_left_out_and_counted(client, world, monkeypatch):
    monkeypatch.setattr("directory.network.ties.MOST", 3)
    page = get(client, "/network/")

    assert [row[0] for row in table_of(page)] == ["Hub", "Oulu", "Alone"]
    assert "3 more, with fewer agreements than these, are left out." in text_of(page)


def partners_of(page):
    listed = re.search(r'aria-label="Partners, with the number of agreements">(.*?)</ul>', page, re.S)[1]
    return [
        (links[0][0], text_of(links[0][1]), text_of(links[1][0]), text_of(links[1][1]))
        for links in (re.findall(r'href="([^"]+)"[^>]*>(.*?)</a>', item, re.S) for item in listed.split("</li>")[:-1])
    ]


def test_a_park_shows_its_partners_and_the_ties_among_them(client, world):
    page = get(client, "/parks/hub/")
    nodes, edges = picture_of(page)

    assert partners_of(page) == [
        ("/parks/oulu/", "Oulu", "/agreements/?park=hub&park=oulu&match_all=park", "2 agreements with Oulu"),
        ("/institutions/lab/", "Lab & Sons", "/agreements/?park=hub&institution=lab", "1 agreement with Lab & Sons"),
    ]
    assert nodes == {
        ("/parks/oulu/", "Oulu (park): 2 agreements", "circle"),
        ("/institutions/lab/", "Lab & Sons (institution): 1 agreement", "rect"),
    }
    assert edges == {
        ("/agreements/?park=hub&park=oulu&match_all=park", "Hub – Oulu: 2 agreements"),
        ("/agreements/?park=hub&institution=lab", "Hub – Lab & Sons: 1 agreement"),
        ("/agreements/?park=oulu&institution=lab", "Oulu – Lab & Sons: 1 agreement"),
    }
    assert '<a href="/network/?park=hub" rel="nofollow">In the network of all</a>' in page
    for _address, _name, agreements, count in partners_of(page):
        assert f"<h1>{count.split()[0]} agreement" in re.sub(r"\s*(<h1>)\s*", r"\1", get(client, agreements))


def test_an_institution_shows_its_partners_too(client, world):
    assert [name for _address, name, *_rest in partners_of(get(client, "/institutions/lab/"))] == ["Hub", "Oulu"]


@pytest.mark.parametrize("address", ["/parks/alone/", "/institutions/apart/"])
def test_without_partners_there_is_no_such_picture(client, world, address):
    make_institution(slug="apart")
    assert "neighbourhood" not in get(client, address)


def test_the_partners_with_the_most_agreements_are_shown_where_there_are_many(client):
    hub, friend = make_park(slug="hub"), make_park(name="Friend")
    for _number in range(2):
        make_agreement(parties=[hub, friend])
    make_agreement(parties=[hub, *(make_park() for _number in range(24))])
    page = get(client, "/parks/hub/")

    assert "It shares agreements with 25 parks and institutions. Here are the 20 with the most." in text_of(page)
    assert (len(partners_of(page)), partners_of(page)[0][1]) == (20, "Friend")
    assert len(picture_of(page)[1]) == 20 + 19 * 18 // 2


def test_the_network_runs_a_fixed_number_of_queries(client, world):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as run:
            client.get(address)
        return len(run)

    addresses = ["/network/?country=FI&from=2000", "/parks/hub/", "/institutions/lab/"]
    before = [queries(address) for address in addresses]
    for _number in range(3):
        make_agreement(signed="2011", parties=[*(make_park() for _number in range(5)), make_institution()])
    assert [queries(address) for address in addresses] == before


def test_the_network_stands_in_the_navigation_and_the_sitemap(client, world):
    assert '<a class="site-nav__link" href="/network/"' in get(client, "/")
    assert "<loc>http://testserver/network/</loc>" in get(client, "/sitemap-pages.xml")
