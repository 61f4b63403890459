"""What crawlers are told: robots.txt, and a sitemap of every page that is about something."""

import re

import pytest

from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db


def locations(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>http://testserver([^<]+)</loc>", answer.content.decode())


def test_robots_may_read_pages_but_no_combinations_of_filters(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /*?*&",
        "Disallow: /*?q=",
        "Disallow: /*?sort=",
        "Disallow: /*?per_page=",
        "Disallow: /*/facets/",
        "Disallow: /api/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_sitemap_leads_to_every_page(client):
    source = make_source(slug="paper")
    park = make_park(slug="hub", country="CN", source=source, sectors=[make_sector(slug="optics")])
    lab = make_institution(slug="lab", country="FI", source=source)
    make_agreement(slug="pact", parties=[park, lab], source=source)
    make_event(slug="fair", country="SE", participants=[park], source=source)

    sections = locations(client, "/sitemap.xml")
    assert sections == [
        f"/sitemap-{name}.xml"
        for name in ("pages", "parks", "institutions", "agreements", "events", "sources", "sectors", "countries", "relations")
    ]
    everything = {section: locations(client, section) for section in sections}
    pages = {section: found[::3] for section, found in everything.items()}
    assert everything == {
        section: [f"{language}{page}" for page in english for language in ("", "/zh-hans", "/ru")] for section, english in pages.items()
    }
    assert list(pages.values()) == [
        [
            "/", "/about/", "/countries/", "/sectors/", "/sources/", "/map/", "/map/agreements/", "/network/", "/timeline/",
            "/data/coverage/", "/data/disagreements/", "/data/quality/", "/parks/", "/institutions/", "/agreements/", "/events/",
        ],
        ["/parks/hub/"],
        ["/institutions/lab/"],
        ["/agreements/pact/"],
        ["/events/fair/"],
        ["/sources/paper/"],
        ["/sectors/optics/"],
        ["/countries/cn/", "/countries/fi/", "/countries/se/"],
        ["/relations/cn-fi/", "/relations/cn-se/"],
    ]  # fmt: skip
    assert {client.get(address).status_code for found in pages.values() for address in found} == {200}


@pytest.mark.parametrize(("address", "robots"), [("/parks/", False), ("/parks/?country=CN", True), ("/parks/?page=1", False)])
def test_a_filtered_list_is_not_to_be_indexed(client, address, robots):
    make_park()

    assert ('<meta name="robots" content="noindex, nofollow">' in client.get(address).content.decode()) is robots
