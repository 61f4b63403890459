"""Linked data: what a page tells machines, as schema.org's words in one JSON-LD block."""

import json
import re

import pytest

from core import revision
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
PARK = ["Place", "Organization"]


def blocks(client, address):
    page = client.get(address).content.decode()
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)]


def thing(client, address):
    """What the page is about: the second of three."""
    (block,) = blocks(client, address)
    assert block["@context"] == "https://schema.org"
    return block["@graph"][1]


def test_a_parks_page_says_what_is_known(client):
    source = make_source(title="Paper", language="ru", address="https://example.org/paper")
    above = make_park(slug="valley", name="Valley")
    park = make_park(
        slug="hub", name="Hub", country="FI", region="Uusimaa", city="Espoo", founded="1990-05", opened="1991", summary="On optics.",
        website="https://hub.example.org/", parent=above, source=source, sectors=[make_sector(name="Optics")],
        latitude="60.180000", longitude="24.830000", precision="site",
    )  # fmt: skip
    park.citations.create(source=make_source(title="Leaflet"), locator="p2", supports=["city"])
    park.rival_claims.create(field="city", value="Helsinki", source=make_source(title="Blog"), reason="Older.")
    for language, text, kind in (("ru", "Хаб", "preferred"), ("en", "The Hub", "alias"), ("en", "Old Hub", "former")):
        park.names.create(language=language, text=text, kind=kind)
    for scheme, value in (("wikidata", "Q42"), ("ror", "02e2c7k09"), ("geonames", "660129")):
        park.identifiers.create(scheme=scheme, value=value)
    lab = make_institution(slug="lab", name="Lab", kind="research-institute")
    for relation in ("founder", "operator", "sponsor", "member"):
        park.institutions.create(institution=lab, relation=relation)
    park.refresh_from_db()

    (block,) = blocks(client, "/parks/hub/")

    institute = {
        "@type": "ResearchOrganization",
        "@id": f"{HERE}/institutions/lab/#this",
        "name": "Lab",
        "url": f"{HERE}/institutions/lab/",
    }
    assert block == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage",
                "@id": f"{HERE}/parks/hub/",
                "url": f"{HERE}/parks/hub/",
                "name": "Hub",
                "inLanguage": "en",
                "dateModified": park.updated.isoformat(timespec="seconds"),
                "license": CC0,
                "isPartOf": {"@type": "Dataset", "@id": f"{HERE}/about/#data", "name": "Science Park Atlas"},
                "mainEntity": {"@id": f"{HERE}/parks/hub/#this"},
                "breadcrumb": {"@id": f"{HERE}/parks/hub/#breadcrumb"},
                "citation": [
                    {"@type": "CreativeWork", "name": "Paper", "inLanguage": "ru", "url": "https://example.org/paper"},
                    {"@type": "CreativeWork", "name": "Leaflet", "inLanguage": "en"},
                ],
            },
            {
                "@type": PARK,
                "@id": f"{HERE}/parks/hub/#this",
                "name": "Hub",
                "alternateName": [{"@language": "ru", "@value": "Хаб"}, {"@language": "en", "@value": "The Hub"}],
                "description": "On optics.",
                "keywords": ["science park", "Optics"],
                "url": f"{HERE}/parks/hub/",
                "mainEntityOfPage": {"@id": f"{HERE}/parks/hub/"},
                "sameAs": [
                    "https://www.wikidata.org/entity/Q42",
                    "https://ror.org/02e2c7k09",
                    "https://sws.geonames.org/660129/",
                    "https://hub.example.org/",
                ],
                "address": {"@type": "PostalAddress", "addressCountry": "FI", "addressRegion": "Uusimaa", "addressLocality": "Espoo"},
                "geo": {"@type": "GeoCoordinates", "latitude": 60.18, "longitude": 24.83},
                "foundingDate": "1990-05",
                "containedInPlace": {"@type": PARK, "@id": f"{HERE}/parks/valley/#this", "name": "Valley", "url": f"{HERE}/parks/valley/"},
                "founder": [institute],
                "sponsor": [institute],
                "member": [institute],
            },
            {
                "@type": "BreadcrumbList",
                "@id": f"{HERE}/parks/hub/#breadcrumb",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{HERE}/"},
                    {"@type": "ListItem", "position": 2, "name": "Parks", "item": f"{HERE}/parks/"},
                    {"@type": "ListItem", "position": 3, "name": "Hub", "item": f"{HERE}/parks/hub/"},
                ],
            },
        ],
    }
    assert thing(client, "/parks/valley/")["containsPlace"] == [
        {"@type": PARK, "@id": f"{HERE}/parks/hub/#this", "name": "Hub", "url": f"{HERE}/parks/hub/"}
    ]


def test_what_is_not_known_is_left_out(client):
    make_park(slug="bare", name="Bare", country="", latitude="60.18", longitude="24.83", precision="city", city="")

    assert thing(client, "/parks/bare/") == {
        "@type": PARK,
        "@id": f"{HERE}/parks/bare/#this",
        "name": "Bare",
        "keywords": ["science park"],
        "url": f"{HERE}/parks/bare/",
        "mainEntityOfPage": {"@id": f"{HERE}/parks/bare/"},
    }


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("2016", "2016"), ("2017-05", "2017-05"), ("2021-10-21", "2021-10-21"), ("2018~", None), ("2014?", None), ("2014%", None),
        ("199X", None), ("2004-XX", None), ("XXXX-10-26", None), ("2016/2018", None), ("2016/..", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_date_that_iso_8601_can_say_is_said(client, edtf, iso):
    make_park(slug="hub", founded=edtf)
    make_agreement(slug="pact", signed=edtf)
    make_event(slug="fair", starts=edtf, ends=edtf)

    park, pact, fair = (thing(client, address) for address in ("/parks/hub/", "/agreements/pact/", "/events/fair/"))

    assert (park.get("foundingDate"), pact.get("dateCreated"), fair.get("startDate"), fair.get("endDate")) == (iso, iso, iso, iso)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("university", "CollegeOrUniversity"),
        ("research-institute", "ResearchOrganization"),
        ("company", "Corporation"),
        ("ministry", "GovernmentOrganization"),
        ("government-agency", "GovernmentOrganization"),
        ("municipality", "GovernmentOrganization"),
        ("regional-government", "GovernmentOrganization"),
        ("cluster-organisation", "Organization"),
        ("trade-promotion-agency", "Organization"),
        ("association", "Organization"),
        ("innovation-centre", "Organization"),
        ("foundation", "Organization"),
        ("international-organisation", "Organization"),
    ],
)
def test_an_institution_has_the_type_of_its_kind(client, kind, word):
    make_institution(slug="lab", kind=kind)

    assert thing(client, "/institutions/lab/")["@type"] == word


def test_an_institution_names_where_it_sits_and_who_made_it(client):
    park = make_park(slug="hub", name="Hub")
    ministry, company = (make_institution(slug=kind, name=kind, kind=kind) for kind in ("ministry", "company"))
    lab = make_institution(slug="lab", name="Lab", country="FI", host_park=park, parent=ministry)
    lab.founders.create(founder=company)

    assert thing(client, "/institutions/lab/") == {
        "@type": "CollegeOrUniversity",
        "@id": f"{HERE}/institutions/lab/#this",
        "name": "Lab",
        "keywords": ["university"],
        "url": f"{HERE}/institutions/lab/",
        "mainEntityOfPage": {"@id": f"{HERE}/institutions/lab/"},
        "address": {"@type": "PostalAddress", "addressCountry": "FI"},
        "location": {"@type": PARK, "@id": f"{HERE}/parks/hub/#this", "name": "Hub", "url": f"{HERE}/parks/hub/"},
        "parentOrganization": {
            "@type": "GovernmentOrganization",
            "@id": f"{HERE}/institutions/ministry/#this",
            "name": "ministry",
            "url": f"{HERE}/institutions/ministry/",
        },
        "founder": [
            {
                "@type": "Corporation",
                "@id": f"{HERE}/institutions/company/#this",
                "name": "company",
                "url": f"{HERE}/institutions/company/",
            }
        ],
    }


def test_an_agreement_is_about_its_signatories_and_mentions_the_others(client):
    park, ministry = make_park(slug="hub", name="Hub"), make_institution(slug="ministry", name="Ministry")
    fair = make_event(slug="fair", name="Fair", kind="expo")
    make_agreement(
        slug="pact", name="Pact", signed="2016-07-02", city="Nice", country="FR", event=fair, parties=[park, (ministry, "witness")]
    )

    assert thing(client, "/agreements/pact/") == {
        "@type": "CreativeWork",
        "@id": f"{HERE}/agreements/pact/#this",
        "name": "Pact",
        "keywords": ["memorandum of understanding"],
        "url": f"{HERE}/agreements/pact/",
        "mainEntityOfPage": {"@id": f"{HERE}/agreements/pact/"},
        "dateCreated": "2016-07-02",
        "locationCreated": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressCountry": "FR", "addressLocality": "Nice"},
        },
        "about": [{"@type": PARK, "@id": f"{HERE}/parks/hub/#this", "name": "Hub", "url": f"{HERE}/parks/hub/"}],
        "mentions": [
            {
                "@type": "Organization",
                "@id": f"{HERE}/institutions/ministry/#this",
                "name": "Ministry",
                "url": f"{HERE}/institutions/ministry/",
            },
            {"@type": "BusinessEvent", "@id": f"{HERE}/events/fair/#this", "name": "Fair", "url": f"{HERE}/events/fair/"},
        ],
    }


def test_an_event_names_its_days_its_venue_and_who_took_part(client):
    park, host = make_park(slug="hub", name="Hub"), make_park(slug="host", name="Host")
    lab = make_institution(slug="lab", name="Lab")
    roles = [(host, "host"), (park, "organiser"), (lab, "speaker"), (lab, "participant")]
    make_event(slug="fair", name="Fair", kind="summit", starts="2017-05-01", ends="2017-05-03", venue_park=park, participants=roles)
    make_event(slug="visit", name="Visit", kind="delegation-visit", country="RU", city="Gatchina")

    hub = {"@type": PARK, "@id": f"{HERE}/parks/hub/#this", "name": "Hub", "url": f"{HERE}/parks/hub/"}
    institute = {"@type": "Organization", "@id": f"{HERE}/institutions/lab/#this", "name": "Lab", "url": f"{HERE}/institutions/lab/"}
    assert thing(client, "/events/fair/") == {
        "@type": "BusinessEvent",
        "@id": f"{HERE}/events/fair/#this",
        "name": "Fair",
        "keywords": ["summit"],
        "url": f"{HERE}/events/fair/",
        "mainEntityOfPage": {"@id": f"{HERE}/events/fair/"},
        "startDate": "2017-05-01",
        "endDate": "2017-05-03",
        "location": hub,
        "organizer": [hub],
        "performer": [institute],
        "attendee": [institute],
        "contributor": [{"@type": PARK, "@id": f"{HERE}/parks/host/#this", "name": "Host", "url": f"{HERE}/parks/host/"}],
    }
    visit = thing(client, "/events/visit/")
    assert (visit["@type"], visit["location"]) == (
        "Event",
        {"@type": "Place", "address": {"@type": "PostalAddress", "addressCountry": "RU", "addressLocality": "Gatchina"}},
    )


def test_no_name_ends_the_block(client):
    name = "</script><script>alert(1)</script> & <!-- Söhne"
    make_park(slug="sly", name=name, summary="<!--<script>")

    page = client.get("/parks/sly/").content.decode()

    assert page.count("<script") == page.count("</script>") == 2
    assert "\\u003C/script\\u003E\\u003Cscript\\u003Ealert(1)\\u003C/script\\u003E \\u0026 \\u003C!-- Söhne" in page
    assert thing(client, "/parks/sly/")["name"] == name


@pytest.mark.parametrize("address", ["/", "/about/"])
def test_the_data_set_is_described(client, address):
    make_park()
    token = revision.current().replace("-", "")

    (block,) = blocks(client, address)

    lists = ("parks", "institutions", "agreements", "events")
    assert block == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebSite",
                "@id": f"{HERE}/#site",
                "name": "Science Park Atlas",
                "url": f"{HERE}/",
                "inLanguage": "en",
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": f"{HERE}/search/?q={{search_term_string}}",
                    "query-input": "required name=search_term_string",
                },
            },
            {
                "@type": "Dataset",
                "@id": f"{HERE}/about/#data",
                "name": "Science Park Atlas",
                "description": "An open directory of science parks, the institutions around them, the agreements between them and the "
                "events where those were made. Every fact carries its source.",
                "url": f"{HERE}/about/",
                "license": CC0,
                "isAccessibleForFree": True,
                "version": token[:8],
                "creator": {"@type": "Organization", "name": "Science Park Atlas", "url": f"{HERE}/"},
                "keywords": ["parks", "institutions", "agreements", "events"],
                "distribution": [
                    {"@type": "DataDownload", "name": name, "encodingFormat": media, "contentUrl": f"{HERE}/api/v1/{name}/{query}"}
                    for name in lists
                    for media, query in (("text/csv", "?format=csv"), ("application/json", ""))
                ],
            },
        ],
    }


def test_other_pages_have_none(client):
    assert [blocks(client, address) for address in ("/parks/", "/countries/cn/", "/search/", "/nope/")] == [[], [], [], []]
