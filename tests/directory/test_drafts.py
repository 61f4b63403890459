"""A draft is nowhere in public: in no page, no list, no count, no record, no download, in no relation."""

import pytest
from django.utils import timezone

from directory.audit import audit, stored
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

WORD = "Xyzzyland"
SLUG = "hidden-xyzzy"

ADDRESSES = [
    "/", "/about/", "/parks/", "/institutions/", "/agreements/", "/events/", "/countries/", "/countries/is/", "/countries/fi/", "/sectors/",
    "/sectors/optics/", "/sources/", "/sources/paper/", "/parks/seen/", "/institutions/seen/", "/agreements/seen/", "/events/seen/",
    "/data/coverage/", "/data/quality/", "/data/disagreements/",
    "/parks/seen/partners/", "/links/?a=park:seen&b=institution:seen", "/api/v1/links/?a=park:seen&b=institution:seen",
    "/relations/cn-is/", "/relations/fi-is/", "/feeds/agreements.atom", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-parks.xml",
    "/sitemap-institutions.xml", "/sitemap-agreements.xml", "/sitemap-events.xml", "/sitemap-sources.xml", "/sitemap-relations.xml",
    "/map/", "/map/data.json", "/map/agreements/", "/map/agreements/data.json", "/network/", "/network/?park=seen", "/timeline/",
    "/timeline/?from=2016&to=2016", "/compare/?park=seen", "/compare/?park=seen&format=csv", "/parks/seen/cite/?format=csl",
    "/api/v1/parks/?format=geojson", "/api/v1/events/?format=geojson", "/search/suggestions/?q=seen", "/search/suggestions.json?q=seen",
    "/ru/", "/ru/parks/seen/", "/ru/institutions/seen/", "/ru/agreements/seen/", "/ru/events/seen/", "/ru/map/data.json", "/ru/network/",
    "/ru/timeline/", "/ru/feeds/agreements.atom",
    "/parks/?q=xyzzyland", "/parks/?country=IS", "/agreements/?between=IS", "/parks/?sector=optics",
]  # fmt: skip


@pytest.fixture
def drafts(db):
    """A draft of each type, tied in every way to published records."""
    source, sector = make_source(slug="paper"), make_sector(slug="optics")
    park = make_park(slug="seen", country="FI", source=source)
    institution = make_institution(slug="seen", country="FI", source=source)
    event = make_event(slug="seen", country="FI", source=source, starts="2016")
    agreement = make_agreement(slug="seen", parties=[park, institution], event=event, source=source, signed="2016")
    hidden = {"slug": SLUG, "name": WORD, "summary": WORD, "status": "draft", "source": source, "sectors": [sector]}
    hidden_park = make_park(country="IS", founded="2016", **hidden)
    hidden_institution = make_institution(country="IS", host_park=park, parent=institution, **hidden)
    hidden_event = make_event(country="IS", starts="2016", venue_park=park, participants=[park, institution], **hidden)
    hidden_agreement = make_agreement(signed="2016", event=event, parties=[park, institution], **hidden)
    hidden_agreement.other_countries.create(country="IS")
    hidden_park.names.create(language="is", text=WORD)
    hidden_park.names.create(language="ru", text=WORD)
    hidden_park.former_slugs.create(slug="once-hidden")
    park.institutions.create(institution=hidden_institution, relation="owner")
    hidden_park.institutions.create(institution=institution, relation="owner")
    institution.founders.create(founder=hidden_institution)
    hidden_institution.founders.create(founder=institution)
    agreement.parties.create(organisation=hidden_park.record_ptr)
    event.participants.create(organisation=hidden_institution.record_ptr)
    park.parent = institution.host_park = event.venue_park = hidden_park
    agreement.event = hidden_event
    for published in (park, institution, event, agreement):
        # What curators tell each other is for nobody else, either.
        published.curator_note = WORD
        published.save()
    stored.store(audit(published_only=True), timezone.now())


def body_of(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_draft_is_on_no_page(client, drafts, address):
    page = body_of(client.get(address))
    assert SLUG not in page
    assert WORD not in page


@pytest.mark.parametrize("plural", ["parks", "institutions", "agreements", "events", "sources", "sectors", "countries"])
@pytest.mark.parametrize("query", ["", "?format=csv", "?format=csv&bom=1"])
def test_a_draft_is_in_no_answer_and_no_download(client, drafts, plural, query):
    answer = body_of(client.get(f"/api/v1/{plural}/{query}"))
    assert SLUG not in answer
    assert WORD not in answer
    assert "countries/is/" not in answer


@pytest.mark.parametrize("plural", ["parks", "institutions", "agreements", "events"])
def test_a_draft_answers_as_an_address_that_never_was(client, drafts, plural):
    for tree in ("", "/api/v1"):
        draft, never = client.get(f"{tree}/{plural}/{SLUG}/"), client.get(f"{tree}/{plural}/never-was/")
        assert (draft.status_code, body_of(draft).replace(SLUG, "never-was")) == (404, body_of(never)), tree
    assert client.get("/parks/once-hidden/").status_code == 404


def test_a_draft_is_in_no_count(client, drafts):
    counts = {plural: client.get(f"/api/v1/{plural}/").json()["count"] for plural in ("parks", "institutions", "agreements", "events")}
    assert counts == {"parks": 1, "institutions": 1, "agreements": 1, "events": 1}
    assert client.get("/api/v1/sectors/optics/").json()["counts"] == {"parks": 0, "institutions": 0, "agreements": 0, "events": 0}
    assert client.get("/api/v1/countries/is/").json()["counts"] == {"parks": 0, "institutions": 0, "agreements": 0, "events": 0}
    assert client.get("/api/v1/agreements/?country=IS").json()["count"] == 0
    assert client.get("/api/v1/agreements/seen/").json()["countries"] == ["FI"]


def test_a_draft_cannot_be_filtered_by(client, drafts):
    answer = client.get(f"/api/v1/agreements/?park={SLUG}")
    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        [{"parameter": "park", "detail": f"There is no such record: “{SLUG}”."}],
    )


def test_publishing_brings_it_out(client, drafts):
    from core.models import Record

    park = Record.objects.get(type="park", slug=SLUG)
    Record.objects.filter(pk=park.pk).update(status="published", lead_citation=park.citations.get())

    assert WORD in body_of(client.get("/parks/"))
    assert client.get("/api/v1/parks/seen/").json()["parent"] == SLUG
