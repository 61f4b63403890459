"""Lists and profiles run a fixed number of queries, whatever the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.audit import audit, stored
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

QUERIES = {
    "/": 22,
    "/parks/": 7,
    "/institutions/": 7,
    "/agreements/": 8,
    "/events/": 9,
    "/countries/": 4,
    "/countries/cn/": 30,
    "/relations/cn-qa/": 28,
    "/sectors/": 4,
    "/sectors/optics/": 34,
    "/links/?a=park:hub&b=institution:lab": 16,
    "/network/": 4,
    "/sources/": 2,
    "/sources/paper/": 2,
    "/about/": 5,
    "/data/disagreements/": 9,
    "/data/coverage/": 10,
    "/data/quality/": 5,
    "/parks/hub/": 19,
    "/parks/hub/partners/": 5,
    "/institutions/lab/": 20,
    "/agreements/pact/": 12,
    "/events/fair/": 13,
    "/parks/hub/cite/?format=csl": 2,
    "/cards/parks/hub.png": 5,
    "/cards/institutions/lab.png": 5,
    "/cards/agreements/pact.png": 6,
    "/cards/events/fair.png": 7,
    "/cards/atlas.png": 0,
    "/opensearch.xml": 0,
    "/api/v1/parks/": 17,
    "/api/v1/institutions/": 18,
    "/api/v1/agreements/": 13,
    "/api/v1/events/": 14,
    "/api/v1/sources/": 3,
    "/api/v1/sectors/": 4,
    "/api/v1/countries/": 4,
    "/api/v1/parks/?format=csv": 15,
    "/api/v1/agreements/?country=CN&country=FI&between=CN&between=RU&sector=optics&from=2000&q=a": 4,
    # In another language than the records' own, what else is shown is fetched with its names.
    "/ru/": 25,
    "/ru/parks/": 9,
    "/ru/institutions/": 10,
    "/ru/agreements/": 11,
    "/ru/events/": 13,
    "/ru/countries/cn/": 39,
    "/ru/relations/cn-qa/": 38,
    "/ru/sectors/": 4,
    "/ru/sectors/optics/": 43,
    "/ru/links/?a=park:hub&b=institution:lab": 33,
    "/ru/sources/paper/": 3,
    "/ru/data/disagreements/": 13,
    "/ru/data/coverage/": 11,
    "/ru/parks/hub/": 28,
    "/ru/parks/hub/partners/": 16,
    "/ru/institutions/lab/": 30,
    "/ru/agreements/pact/": 15,
    "/ru/events/fair/": 17,
    "/ru/map/": 6,
    "/ru/map/agreements/": 5,
    "/ru/map/data.json": 4,
    "/ru/network/": 6,
    "/ru/timeline/": 14,
    "/ru/compare/?park=hub": 11,
    "/ru/feeds/agreements.atom": 8,
}


def make_world(number, *, source, sector):
    """Records of every type around the ones that the pages are about, with rows of every kind."""
    suffix = "" if number == 0 else f"-{number}"
    park = make_park(slug=f"hub{suffix}", source=source, sectors=[sector], founded="1990", parent=make_park())
    lab = make_institution(slug=f"lab{suffix}", host_park=park, parent=make_institution(), source=source, sectors=[sector])
    fair = make_event(
        slug=f"fair{suffix}", participants=[park, lab], venue_park=park, source=source, starts="2015", sectors=[sector], country="CN"
    )
    pact = make_agreement(slug=f"pact{suffix}", parties=[park, lab], event=fair, source=source, signed="2015", sectors=[sector])
    for record in (park, lab, fair, pact):
        record.names.create(language="ru", text="Имя")
        record.identifiers.create(scheme="wikidata", value="Q1")
        record.figures.create(indicator="companies", value=1).sources.add(source)
        record.rival_claims.create(field="kind", value="expo", source=source, reason="Older.")
    for record in (fair, pact):
        record.other_countries.create(country="QA")
    park.institutions.create(institution=lab, relation="owner")
    return park, lab, fair, pact


@pytest.fixture
def world(db):
    source, sector = make_source(slug="paper"), make_sector(slug="optics")
    sector.names.create(language="ru", text="Оптика")
    park, lab, fair, pact = make_world(0, source=source, sector=sector)
    # One of everything to begin with: names of nothing are not asked for.
    make_sector(parent=sector)
    make_park(parent=park)
    make_institution(parent=lab)
    lab.founders.create(founder=make_institution())
    make_institution(slug="founded").founders.create(founder=lab)
    return source, sector, (park, lab, fair, pact)


def count_queries(client, address):
    stored.store(audit(published_only=True), timezone.now())
    # The index of a list is made once for a revision of the data.
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            list(response.streaming_content)
    return len(queries)


@pytest.mark.parametrize("address", QUERIES)
def test_a_page_runs_a_fixed_number_of_queries(client, world, address):
    source, sector, (park, lab, fair, pact) = world
    assert count_queries(client, address) == QUERIES[address]

    for number in (1, 2):
        other_park, other_lab, _other_fair, other_pact = make_world(number, source=source, sector=sector)
        other_park.parent, other_lab.parent = park, lab
        other_park.save()
        other_lab.save()
        lab.founders.create(founder=other_lab)
        park.institutions.create(institution=other_lab, relation="partner")
        pact.parties.create(organisation=other_park.record_ptr)
        fair.participants.create(organisation=other_park.record_ptr)
        other_pact.event = fair
        other_pact.save()
        make_sector(parent=sector)
        for record in (park, lab, fair, pact):
            cited = make_source()
            record.citations.create(source=cited, locator="p2", supports=["kind"])
            record.figures.create(indicator="companies", value=number + 1).sources.add(cited)

    assert count_queries(client, address) == QUERIES[address]
