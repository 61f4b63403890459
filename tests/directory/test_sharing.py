"""The head of a page: its one address, and what networks show of it."""

import re
from html import unescape

import pytest

from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


def canonical(client, address):
    return [unescape(href) for href in re.findall(r'<link rel="canonical" href="([^"]*)">', client.get(address).content.decode())]


def meta(client, address):
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', client.get(address).content.decode())
    assert len(dict(found)) == len(found)
    return {name: unescape(value) for name, value in found}


def test_a_record_is_shared_with_its_card(client):
    make_park(slug="hub", name='Hub & "Spoke"', summary="It's <small>.", city="Espoo", country="FI", founded="1990~")

    title, picture = 'Hub & "Spoke"', f"{HERE}/cards/parks/hub.png"
    assert meta(client, "/parks/hub/") == {
        "og:site_name": "Science Park Atlas",
        "og:title": title,
        "og:description": "It's <small>.",
        "og:url": f"{HERE}/parks/hub/",
        "og:type": "article",
        "og:locale": "en_GB",
        "og:image": picture,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{title} · Science park · Espoo, Finland · Founded: about 1990",
        "twitter:card": "summary_large_image",
        "twitter:title": title,
        "twitter:description": "It's <small>.",
        "twitter:image": picture,
        "twitter:image:alt": f"{title} · Science park · Espoo, Finland · Founded: about 1990",
    }


def test_the_picture_of_a_record_is_where_its_page_says(client):
    make_park(slug="hub")
    make_institution(slug="lab")
    make_agreement(slug="pact")
    make_event(slug="fair")

    for address in ("parks/hub", "institutions/lab", "agreements/pact", "events/fair"):
        picture = meta(client, f"/{address}/")["og:image"]
        assert (picture, client.get(picture).status_code) == (f"{HERE}/cards/{address}.png", 200)


@pytest.mark.parametrize(
    ("address", "title", "kind"),
    [("/", "Science Park Atlas", "website"), ("/about/", "About", "website"), ("/parks/", "Parks", "website")],
)
def test_other_pages_are_shared_with_the_card_of_the_atlas(client, address, title, kind):
    found = meta(client, address)

    assert (found["og:title"], found["og:type"], found["og:url"]) == (title, kind, f"{HERE}{address}")
    assert (found["og:image"], found["og:image:alt"]) == (
        f"{HERE}/cards/atlas.png",
        "Science Park Atlas · Science parks, and the agreements that tie them together",
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/?utm_source=mail", "/"),
        ("/about/?fbclid=1", "/about/"),
        ("/parks/hub/?utm_source=mail", "/parks/hub/"),
        ("/parks/hub/partners/?x=1", "/parks/hub/partners/"),
        ("/parks/", "/parks/"),
        ("/parks/?page=2", "/parks/?page=2"),
        ("/parks/?country=CN&sector=optics", "/parks/?country=CN&sector=optics"),
        ("/parks/?country=XX", "/parks/"),
        ("/parks/facets/country/?kind=science-park&utm_source=x", "/parks/facets/country/?kind=science-park"),
        ("/sources/paper/?x=1", "/sources/paper/"),
        ("/countries/cn/?x=1", "/countries/cn/"),
        ("/search/?q=hub&type=parks", "/search/?q=hub&type=parks"),
        ("/links/?utm_source=x&b=park:hub&a=", "/links/?b=park%3Ahub"),
        ("/links/?a=nobody", "/links/"),
        ("/data/coverage/?x=1", "/data/coverage/"),
    ],
)
def test_a_page_has_one_address(client, address, expected):
    make_park(slug="hub", source=make_source(slug="paper"), sectors=[make_sector(slug="optics")])
    for _number in range(26):
        make_park()

    assert canonical(client, address) == [f"{HERE}{expected}"]


def test_tracking_parameters_of_a_list_redirect_to_its_address(client):
    answer = client.get("/parks/?utm_source=mail")

    assert (answer.status_code, answer["Location"]) == (301, "/parks/")


def test_the_address_is_that_of_the_public_site(client, settings):
    settings.SITE_URL = "https://atlas.example.org"
    make_park(slug="hub")

    found = meta(client, "/parks/hub/")

    assert canonical(client, "/parks/hub/") == ["https://atlas.example.org/parks/hub/"]
    assert (found["og:url"], found["og:image"]) == ("https://atlas.example.org/parks/hub/", "https://atlas.example.org/cards/parks/hub.png")


def test_a_thing_has_one_identifier_in_every_language(client, db):
    make_park(slug="hub")

    things = {
        re.search(r'"@id": "([^"]+#this)"', client.get(f"{language}/parks/hub/").content.decode())[1]
        for language in ("", "/zh-hans", "/ru")
    }
    data_sets = {
        re.search(r'"@id": "([^"]+#data)"', client.get(f"{language}/about/").content.decode())[1] for language in ("", "/zh-hans", "/ru")
    }

    assert (things, data_sets) == ({"http://testserver/parks/hub/#this"}, {"http://testserver/about/#data"})


def test_a_card_is_described_as_it_is_drawn_in_english(client, db):
    make_park(slug="hub", name="Hub", city="Espoo", country="FI", kind="science-park")

    described = [
        re.search(r'<meta property="og:image:alt" content="([^"]+)">', client.get(f"{language}/parks/hub/").content.decode())[1]
        for language in ("", "/zh-hans")
    ]
    assert described[0] == described[1]
