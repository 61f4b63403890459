"""What links two organisations: the page and the API."""

import re

import pytest

from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Hub and Oulu with an agreement and an event; Lab, which owns Hub and agreed with Lund; Far, two steps on; Alone; and drafts."""
    source = make_source(slug="paper", title="The paper")
    hub = make_park(slug="hub", name="Hub", source=source)
    oulu = make_park(slug="oulu", name="Oulu")
    lund = make_park(slug="lund", name="Lund")
    lab = make_institution(slug="lab", name="Lab")
    lund_lab = make_institution(slug="lund-lab", name="Lund Lab", parent=None, host_park=lund)
    make_institution(slug="far", name="Far", parent=lund_lab)
    make_park(slug="alone", name="Alone")
    hub.institutions.create(institution=lab, relation="owner")
    hub.citations.create(source=source, locator="p2", supports=["institutions"])
    pact = make_agreement(slug="pact", name="Pact", signed="2015-03", parties=[hub, oulu], source=source)
    pact.citations.create(source=source, locator="p2", supports=["parties"])
    make_agreement(slug="treaty", name="Treaty", parties=[lab, lund])
    make_event(slug="fair", name="Fair", starts="2016", venue_park=hub, participants=[oulu])
    hidden = make_park(slug="hidden", name="Hidden", status="draft")
    make_agreement(slug="bridge", name="Bridge", parties=[hidden, hub])
    make_agreement(slug="bridge-2", name="Bridge 2", parties=[hidden, make_park(slug="far-off", name="Far Off")])
    make_agreement(slug="secret", name="Secret", parties=[hub, lund], status="draft")


def ways(client, a, b):
    """Steps, through whom, and the sentences of each way that the page tells."""
    page = client.get(f"/links/?a={a}&b={b}").content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)[1:]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [
        (text_of(steps), text_of(through), [text_of(tie) for tie in re.findall(r"<li>(.*?)</li>", ties, re.S)])
        for steps, through, ties in cells
    ]


def test_direct_ties_are_told_with_their_sources(client, world):
    assert ways(client, "hub", "oulu") == [("1", "directly", ["Both take part in “Pact” (March 2015). The paper"])]
    assert ways(client, "lab", "hub") == [("1", "directly", ["Lab – owner – Hub. The paper"])]


def test_shared_partners_are_two_steps(client, world):
    assert ways(client, "hub", "lund") == [("2", "Lab", ["Lab – owner – Hub. The paper", "Both take part in “Treaty”."])]


def test_chains_of_three_steps_are_told_where_nothing_is_shorter(client, world):
    assert ways(client, "oulu", "lund") == [
        (
            "3",
            "Hub, Lab",
            ["Both take part in “Pact” (March 2015). The paper", "Lab – owner – Hub. The paper", "Both take part in “Treaty”."],
        )
    ]
    assert ways(client, "lab", "far") == [
        ("3", "Lund, Lund Lab", ["Both take part in “Treaty”.", "Lund Lab sits in Lund.", "Far is a part of Lund Lab."])
    ]


def test_events_of_both_are_listed(client, world):
    page = client.get("/links/?a=hub&b=oulu").content.decode()

    assert re.findall(r'<a class="group__link" href="([^"]+)">([^<]+)</a>', page) == [("/events/fair/", "Fair")]
    assert "Events of both" not in client.get("/links/?a=hub&b=lab").content.decode()


@pytest.mark.parametrize(("a", "b"), [("hub", "alone"), ("hub", "far-off")])
def test_what_nothing_public_links_is_said_to_be_unlinked(client, world, a, b):
    page = client.get(f"/links/?a={a}&b={b}").content.decode()

    assert "No agreement or tie that we know of leads from one to the other in three steps." in page
    assert "Hidden" not in page
    assert "Secret" not in page


def test_organisations_are_given_by_slug_type_and_slug_or_name(client, world):
    make_institution(slug="hub", name="Hub Ltd")
    make_institution(slug="lundlab", name="Lund LAB")

    for name in ("park:hub", "Hub", "HUB"):
        assert ways(client, name, "oulu")[0][:2] == ("1", "directly")
    for name, message in [
        ("hub", "Several are called so. Write one of: Hub (park:hub); Hub Ltd (institution:hub)."),
        ("lund lab", "Several are called so. Write one of: Lund Lab (institution:lund-lab); Lund LAB (institution:lundlab)."),
        ("hidden", "There is no park or institution “hidden”."),
        ("event:fair", "There is no park or institution “event:fair”."),
    ]:
        answer = client.get("/links/", {"a": name, "b": "oulu"})
        assert answer.status_code == 400
        assert message in text_of(re.search(r'<p class="field__error"[^>]*>(.*?)</p>', answer.content.decode(), re.S)[1])
    assert client.get("/links/?a=park:hub&b=park:hub").status_code == 400


def test_the_form_waits_for_both_ends(client, world):
    for query in ("", "?a=oulu", "?a=&b="):
        page = client.get(f"/links/{query}")
        assert (page.status_code, "Ways from one" in page.content.decode()) == (200, False)
    assert '<a href="/links/?a=park:oulu" rel="nofollow">What links it with another?</a>' in client.get("/parks/oulu/").content.decode()


def test_the_api_gives_the_same(client, world):
    def short(kind, slug, name):
        return {"type": kind, "slug": slug, "name": name}

    hub, oulu = short("park", "hub", "Hub"), short("park", "oulu", "Oulu")
    tie = {
        "kind": "agreement",
        "sentence": "Both take part in “Pact” (March 2015).",
        "record": short("agreement", "pact", "Pact"),
        "sources": ["paper"],
    }
    assert client.get("/api/v1/links/?a=hub&b=oulu").json() == {
        "a": hub,
        "b": oulu,
        "events": [short("event", "fair", "Fair")],
        "paths": [{"steps": 1, "organisations": [hub, oulu], "ties": [[tie]]}],
    }
    answer = client.get("/api/v1/links/?a=nowhere&c=1")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"] == [
        {"parameter": "c", "detail": "There is no such parameter."},
        {"parameter": "a", "detail": "There is no park or institution “nowhere”."},
        {"parameter": "b", "detail": "This is required."},
    ]
