"""Searching from the browser's own bar: OpenSearch 1.1, and its suggestions."""

import xml.etree.ElementTree as ET

import pytest

from tests.factories import make_agreement, make_institution, make_park, make_source

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_description_says_where_to_search(client):
    answer = client.get("/opensearch.xml")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/opensearchdescription+xml; charset=utf-8")
    assert answer.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    root = ET.fromstring(answer.content)
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    assert [(part.tag.removeprefix(NAMESPACE), part.attrib, part.text) for part in root] == [
        ("ShortName", {}, "Park Atlas"),
        ("Description", {}, "Science parks, institutions, agreements and events, by name in any script"),
        ("Url", {"type": "text/html", "rel": "results", "template": f"{HERE}/search/?q={{searchTerms}}"}, None),
        (
            "Url",
            {
                "type": "application/x-suggestions+json",
                "rel": "suggestions",
                "template": f"{HERE}/search/suggestions.json?q={{searchTerms}}",
            },
            None,
        ),
        ("Url", {"type": "application/opensearchdescription+xml", "rel": "self", "template": f"{HERE}/opensearch.xml"}, None),
        ("LongName", {}, "Science Park Atlas"),
        ("Image", {"width": "16", "height": "16", "type": "image/svg+xml"}, f"{HERE}/static/img/favicon.svg"),
        ("SyndicationRight", {}, "open"),
        ("Language", {}, "en"),
        ("OutputEncoding", {}, "UTF-8"),
        ("InputEncoding", {}, "UTF-8"),
    ]
    # The standard's own limit.
    assert len(root.findtext(f"{NAMESPACE}ShortName")) <= 16


def test_every_page_names_the_description(client):
    link = '<link rel="search" type="application/opensearchdescription+xml" title="Science Park Atlas" href="/opensearch.xml">'
    make_park(slug="hub")

    assert [client.get(address).content.decode().count(link) for address in ("/", "/parks/", "/parks/hub/", "/search/")] == [1, 1, 1, 1]


def suggestions(client, typed):
    answer = client.get("/search/suggestions.json", {"q": typed})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-suggestions+json")
    return answer.json()


def test_suggestions_are_names_in_the_script_that_was_typed(client):
    park = make_park(name="Skolkovo", slug="skolkovo")
    park.names.create(language="ru", text="Сколково")
    make_institution(name="Skolkovo Foundation")
    make_agreement(name="Pact of Skolkovo and Oulu")
    make_source(title="News of Skolkovo")
    make_park(name="Skolkovo draft", status="draft")

    assert suggestions(client, "skolk") == [
        "skolk",
        ["Skolkovo", "Skolkovo Foundation", "Pact of Skolkovo and Oulu", "News of Skolkovo"],
    ]
    assert suggestions(client, " Сколк ") == ["Сколк", ["Сколково", "Skolkovo Foundation", "Pact of Skolkovo and Oulu", "News of Skolkovo"]]


def test_two_of_one_name_are_suggested_once(client):
    make_park(name="Hub")
    make_institution(name="Hub")

    assert suggestions(client, "hub") == ["hub", ["Hub"]]


@pytest.mark.parametrize(("typed", "echo"), [("", ""), ("   ", ""), ("zzzz", "zzzz"), ("x" * 101, "")])
def test_nothing_is_suggested_for_nothing(client, typed, echo):
    make_park(name="Hub")

    assert suggestions(client, typed) == [echo, []]
