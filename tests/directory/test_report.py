"""Reporting an error: an e-mail that says which record, and in which version of the data."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from core import revision
from tests.factories import make_agreement, make_event, make_institution, make_park

pytestmark = pytest.mark.django_db

BODY = (
    "Page: http://testserver/parks/hub/\r\n"
    "Field:\r\n"
    "What is wrong, and where the right value stands:\r\n"
    "\r\n"
    "Data version: %s\r\n"
    "Language: en\r\n"
    "Fields: kind, name, founding date, companies"
)


def reports(client, address):
    page = client.get(address).content.decode()
    return [unescape(href) for href in re.findall(r'<a href="([^"]+)">Report an error</a>', page)]


def test_without_an_address_there_is_no_link(client):
    make_park(slug="hub")

    assert reports(client, "/parks/hub/") == []
    assert "mailto:" not in client.get("/parks/hub/").content.decode()


def test_the_report_carries_what_an_editor_needs(client, settings):
    settings.REPORT_TO = "atlas+errors@example.org"
    park = make_park(slug="hub", name='Hub & "Spoke"?\r\nBcc: x@example.org', founded="1990")
    park.citations.create(source=park.lead_citation.source, locator="p2", supports=["founded", "figures.companies"])
    version = revision.current().replace("-", "")[:8]

    (link,) = reports(client, "/parks/hub/")

    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "atlas%2Berrors@example.org")
    assert re.fullmatch(r"[A-Za-z0-9@%._~?=&:/+-]+", link)
    assert parse_qs(parts.query, strict_parsing=True) == {
        "subject": ['Error in “Hub & "Spoke"?\r\nBcc: x@example.org”'],
        "body": [BODY % version],
    }


def test_every_type_of_record_can_be_reported(client, settings):
    settings.REPORT_TO = "atlas@example.org"
    make_park(slug="hub")
    make_institution(slug="lab")
    make_agreement(slug="pact")
    make_event(slug="fair")

    for address in ("/parks/hub/", "/institutions/lab/", "/agreements/pact/", "/events/fair/"):
        (link,) = reports(client, address)
        assert parse_qs(urlsplit(link).query)["body"][0].splitlines()[0] == f"Page: http://testserver{address}"
    assert reports(client, "/parks/") == reports(client, "/about/") == []


def test_the_names_of_fields_are_left_out_where_they_do_not_fit(client, settings):
    settings.REPORT_TO = "atlas@example.org"
    make_park(slug="hub", name="Парк" * 74)

    (link,) = reports(client, "/parks/hub/")

    assert parse_qs(urlsplit(link).query)["body"][0].splitlines()[-1] == "Language: en"
