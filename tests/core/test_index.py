"""The index of a list finds what the FilterSet finds in the database, follows the data, and survives a restart."""

import random
import threading

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.filters import AgreementFilter, EventFilter
from agreements.vocabulary import AgreementKind, EventKind, ParticipantRole, PartyRole
from core import revision
from core.index import live, store
from core.index.build import build, of_list
from core.selection import Selection
from parks.filters import InstitutionFilter, ParkFilter
from parks.vocabulary import InstitutionKind, ParkKind, Relation
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

DATES = ["", "XXXX-10-26", "2016", "2016-05", "2016-05-21", "201X", "20XX", "2015~", "2014/2017", "2016/..", "../2015", "1987-03-01"]
COUNTRIES = ["CN", "FI", "FR", "QA", ""]
CITIES = ["Oulu", "São José", "Washington, D.C.", ""]
SECTORS = ["optics", "lasers", "energy"]
LANGUAGES = ["en", "ru"]
PARKS = ["park-a", "park-b", "park-c"]
INSTITUTIONS = ["lab-a", "lab-b"]


def make_random_world(seed):
    """A few dozen records of every type, with every kind of tie, and drafts among them."""
    chance = random.Random(seed)

    def draft_sometimes():
        return {"status": chance.choice(["published", "published", "published", "draft"])}

    optics = make_sector(slug="optics")
    sectors = [optics, make_sector(slug="lasers", parent=optics), make_sector(slug="energy")]
    sources = [make_source(language=language) for language in LANGUAGES]

    def shared():
        return {
            "country": chance.choice(COUNTRIES),
            "city": chance.choice(CITIES),
            "sectors": chance.sample(sectors, chance.randrange(3)),
            "source": chance.choice(sources),
            **draft_sometimes(),
        }

    parks = []
    for slug in [*PARKS, *(f"p-{number}" for number in range(6))]:
        place = {"latitude": 1, "longitude": 2, "precision": "site"} if chance.random() < 0.5 else {}
        fields = {**shared(), "country": chance.choice(COUNTRIES[:-1])}
        parks.append(make_park(slug=slug, kind=chance.choice(ParkKind.values), founded=chance.choice(DATES), **place, **fields))
        if chance.random() < 0.4:
            parks[-1].figures.create(indicator="companies", value=1).sources.add(sources[0])
    institutions = []
    for slug in [*INSTITUTIONS, *(f"i-{number}" for number in range(6))]:
        host = chance.choice([None, *parks])
        institutions.append(make_institution(slug=slug, kind=chance.choice(InstitutionKind.values), host_park=host, **shared()))
        for relation in chance.sample(Relation.values, chance.randrange(3)):
            chance.choice(parks).institutions.create(institution=institutions[-1], relation=relation)
    events = []
    for _number in range(8):
        taking_part = [(one, chance.choice(ParticipantRole.values)) for one in chance.sample([*parks, *institutions], chance.randrange(4))]
        venue = chance.choice([None, *parks])
        kind, starts = chance.choice(EventKind.values), chance.choice(DATES)
        events.append(make_event(participants=taking_part, venue_park=venue, kind=kind, starts=starts, **shared()))
    for _number in range(14):
        parties = [(one, chance.choice(PartyRole.values)) for one in chance.sample([*parks, *institutions], chance.randrange(4))]
        kind, signed, event = chance.choice(AgreementKind.values), chance.choice(DATES), chance.choice([None, *events])
        agreement = make_agreement(parties=parties, kind=kind, signed=signed, event=event, **shared())
        for country in chance.sample(COUNTRIES[:-1], chance.randrange(2)):
            agreement.other_countries.create(country=country)


def some(values, most=3):
    return st.lists(st.sampled_from([value for value in values if value]), max_size=most, unique=True)


def query_of(filterset, kinds, roles):
    """Query strings of a list, by its parameters."""
    known = {
        "q": st.sampled_from(["", "", "", "1", "park", "agreement 2"]).map(lambda text: [text]),
        "country": some(COUNTRIES),
        "continent": some(["AS", "EU"]),
        "city": some(CITIES),
        "sector": some(SECTORS),
        "source_language": some(LANGUAGES),
        "between": some(COUNTRIES),
        "park": some(PARKS, 2),
        "institution": some(INSTITUTIONS, 2),
        "role": some(roles, 2),
        "kind": some(kinds, 4),
        "has": some(filterset.features),
        "from": st.sampled_from(["", "", "1990", "2015", "2016-05", "2016-05-10"]).map(lambda text: [text]),
        "to": st.sampled_from(["", "", "2016", "2016-05", "2019-12-31"]).map(lambda text: [text]),
        "dates": st.sampled_from(["", "", "certain", "possible"]).map(lambda text: [text]),
        "undated": st.sampled_from(["", "", "", "0", "1"]).map(lambda text: [text]),
        "match_all": some(filterset.can_match_all),
        "sort": st.sampled_from(filterset.sorts()).map(lambda text: [text]),
    }
    # Most filters are left out: with all of them nothing would ever be found.
    names = st.lists(st.sampled_from([name for name in known if name in filterset.base_filters]), max_size=5, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: known[name] for name in chosen}))


LISTS = {
    "parks": (ParkFilter, ParkKind.values, []),
    "institutions": (InstitutionFilter, InstitutionKind.values, Relation.values),
    "agreements": (AgreementFilter, AgreementKind.values, PartyRole.values),
    "events": (EventFilter, EventKind.values, ParticipantRole.values),
}


def filterset_for(filterset, parameters):
    query = QueryDict(mutable=True)
    for name, values in parameters.items():
        query.setlist(name, values)
    return filterset(data=query, queryset=filterset.everything())


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("plural", LISTS)
def test_index_and_database_find_the_same(plural, seed):
    make_random_world(seed)
    filterset, kinds, roles = LISTS[plural]
    index = build(filterset)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(query_of(filterset, kinds, roles))
    def check(parameters):
        asked = filterset_for(filterset, parameters)
        if not asked.form.is_valid():
            return
        rows = asked.qs
        sort = asked.form.cleaned_data["sort"] or rows.usual_sort
        selection = Selection(asked, index, sort)
        found = list(rows.sorted_by(sort).values_list("pk", flat=True))
        assert selection.keys(0, 1000) == found
        assert selection.keys(2, 5) == found[2:5]
        for name in [name for name, facet in filterset.facets().items() if facet.counted]:
            everything_must_match = asked.matches_all(name)
            for value, count in selection.counts(name).items():
                kept = parameters.get(name, []) if everything_must_match else []
                alone = filterset_for(filterset, {**parameters, name: sorted({*kept, value})})
                if alone.form.is_valid():
                    assert alone.qs.count() == count, (name, value)

    check()


@pytest.mark.django_db
def test_the_revision_moves_with_every_write():
    park = make_park()
    seen = [revision.current()]

    def moved():
        seen.append(revision.current())
        return seen[-1] not in seen[:-1]

    type(park).objects.filter(pk=park.pk).update(city="Oulu")
    assert moved()
    name = park.names.create(language="ru", text="Парк")
    assert moved()
    name.delete()
    assert moved()
    make_agreement(parties=[park])
    assert moved()
    assert not moved()


@pytest.mark.django_db
def test_an_index_is_read_again_from_disk(tmp_path, settings):
    settings.INDEX_DIR = tmp_path
    make_agreement(signed="2016", parties=[make_park(country="CN")])
    made = live.current(of_list(AgreementFilter))
    live.forget()

    with CaptureQueriesContext(connection) as queries:
        read = live.current(of_list(AgreementFilter))

    assert len(queries) == 1
    assert read is not made
    assert read == made
    assert list(read.orders["name"].postings["country_pairs"]["CN"]) == [0]


@pytest.mark.django_db
@pytest.mark.parametrize("spoilt", ["cut short", "{}\n", "", "\xff"])
def test_a_spoilt_file_is_made_again(tmp_path, settings, spoilt):
    settings.INDEX_DIR = tmp_path
    make_agreement(signed="2016")
    made = live.current(of_list(AgreementFilter))
    (path,) = tmp_path.glob("*.index")
    path.write_bytes(path.read_bytes()[:-3] if spoilt == "cut short" else spoilt.encode("latin-1"))
    live.forget()

    assert store.read(path) is None
    assert live.current(of_list(AgreementFilter)) == made
    assert store.read(path) == made


def finish_threads():
    """Wait until no index is being made."""
    while running := [thread for thread in threading.enumerate() if thread.name.startswith("index of")]:
        for thread in running:
            thread.join()


@pytest.mark.django_db(transaction=True)
def test_the_old_index_answers_until_the_new_one_is_ready(client, settings):
    settings.INDEX_IN_BACKGROUND = True
    make_park(name="First")
    assert client.get("/api/v1/parks/").json()["count"] == 1
    make_park(name="Second")

    client.get("/api/v1/parks/")
    finish_threads()

    assert client.get("/api/v1/parks/").json()["count"] == 2


@pytest.mark.django_db
def test_a_record_that_was_withdrawn_since_is_not_shown(client, settings):
    settings.INDEX_IN_BACKGROUND = True
    make_park(name="Seen"), make_park(name="Withdrawn", slug="withdrawn")
    old = build(ParkFilter)
    ParkFilter.everything().filter(slug="withdrawn").unpublish()
    live._indexes["ParkFilter"] = type(old)(revision.current(), old.orders)

    assert [park["name"] for park in client.get("/api/v1/parks/").json()["results"]] == ["Seen"]
    live.forget()


@pytest.mark.django_db(transaction=True)
def test_search_finds_what_was_written_while_old_indexes_answered(client, settings):
    settings.INDEX_IN_BACKGROUND = True
    make_park(name="First")
    make_agreement(name="Old pact")
    for query, count in (("first", 1), ("pact", 1)):
        assert client.get(f"/api/v1/search/?q={query}").json()["count"] == count
    make_park(name="First again")
    make_agreement(name="New pact")

    # The lists' indexes are asked for by nobody: those of search must not be made from old ones.
    client.get("/api/v1/search/?q=pact")
    finish_threads()

    assert client.get("/api/v1/search/?q=first").json()["count"] == 2
    assert client.get("/api/v1/search/?q=pact").json()["count"] == 2
