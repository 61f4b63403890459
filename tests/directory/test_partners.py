"""The partner finder: which parks it offers, in which order, with which reasons."""

import re

import pytest

from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector

pytestmark = pytest.mark.django_db


def offered(client, address):
    page = client.get(address).content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)[1:]
    return [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]


def test_parks_are_offered_with_their_reasons_those_with_most_shared_partners_first(client):
    optics, ict = make_sector(slug="optics", name="Optics"), make_sector(slug="ict", name="ICT")
    hub = make_park(slug="hub", name="Hub", country="CN", sectors=[optics, ict])
    lab = make_institution(slug="lab", name="Lab")
    friend = make_park(slug="friend", name="Friend", sectors=[optics, ict])
    near = make_park(slug="near", name="Near", country="FI")
    met = make_park(slug="met", name="Met", country="SE", sectors=[ict])
    make_park(slug="alike", name="Alike", country="FR", sectors=[optics, ict])
    make_park(slug="akin", name="Akin", country="FR", sectors=[optics])
    make_park(slug="other", name="Other", country="FR", sectors=[make_sector()])
    hidden = make_park(slug="hidden", name="Hidden", sectors=[optics, ict], status="draft")
    make_agreement(name="With a friend", parties=[hub, friend])
    make_agreement(name="With a lab", parties=[hub, lab])
    make_agreement(name="Near and lab", parties=[near, lab])
    make_agreement(name="Near and friend", parties=[near, friend, lab])
    make_agreement(name="Secret", parties=[hub, met], status="draft")
    make_agreement(name="Hidden and lab", parties=[hidden, lab])
    make_event(name="Fair", participants=[hub, met, friend])

    assert offered(client, "/parks/hub/partners/") == [
        ["Near Finland", "2: Friend, Lab", "0", "0"],
        ["Met Sweden", "0", "1: Fair", "1: ICT"],
        ["Alike France", "0", "0", "2: ICT, Optics"],
        ["Akin France", "0", "0", "1: Optics"],
    ]
    assert '<a href="/parks/hub/partners/" rel="nofollow">Who might be its next partner?</a>' in client.get("/parks/hub/").content.decode()
    assert "next partner" not in client.get("/institutions/lab/").content.decode()


def test_a_park_that_shares_nothing_is_told_so(client):
    make_park(slug="alone")
    make_park()

    assert "No other park shares anything with it that we know of." in client.get("/parks/alone/partners/").content.decode()


def test_a_draft_has_no_possible_partners(client):
    make_park(slug="hidden", status="draft")

    assert client.get("/parks/hidden/partners/").status_code == 404
