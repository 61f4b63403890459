"""The admin: its pages open, what it saves is sound, and what it refuses it explains."""

import pytest
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin, ModelAdmin
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from agreements.models import Agreement, Event
from core.models import Citation, Figure, FormerSlug, Record, Sector, Source
from core.vocabulary import Status
from ingest.export import export
from ingest.load import load
from ingest.read import read
from parks.models import Institution, Park
from tests.admin_data import add_row, errors, form_data
from tests.conftest import FIXTURES

MODELS = [Park, Institution, Agreement, Event, Source, Sector]
OURS = [Record, *MODELS]
NO_CITATION = "a published record cites at least one source; add a citation or set `status: draft`"
NOT_CITED = "'chengdu-technology-park-partnership' is not cited for it: no citation of this source supports 'figures.tenants'"
NANOPARK = "nanopark-gatchina"


def address(model, page=""):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}"


def change_address(row):
    return address(type(row), f"{row.pk}/change/")


def add_page(admin_client, model=Park):
    return form_data(admin_client.get(address(model, "add/")))


def change_page(admin_client, row):
    return form_data(admin_client.get(change_address(row)))


def shown(client, **search):
    """The names in the list of parks."""
    return [park.name for park in client.get(address(Park), search).context["cl"].result_list]


def new_park(data, source, **values):
    data |= {"name": "Parc Été", "slug": "parc-ete", "kind": "science-park", "status": "published", **values}
    add_row(data, "names", language="fr", text="Parc scientifique de l’Été", kind="preferred")
    add_row(data, "figures", indicator="companies", value="1200", unit="", qualifier="over", as_of="2018~", sources=[str(source.pk)])
    add_row(data, "citations", source=str(source.pk), locator="p2", supports=["names", "figures.companies", "kind"])
    return data


@pytest.fixture
def source(curated):
    return Source.objects.get(slug="chengdu-technology-park-partnership")


@pytest.fixture
def nanopark(curated):
    return Park.objects.get(slug=NANOPARK)


@pytest.mark.parametrize("model", OURS)
def test_pages_open(admin_client, curated, model):
    row = model.objects.first()
    pages = ["", f"{row.pk}/change/", f"{row.pk}/history/", *(["add/", f"{row.pk}/delete/"] if model is not Record else [])]
    assert {page: admin_client.get(address(model, page)).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_records_of_any_type_are_only_read(admin_client, curated):
    row = Record.objects.first()
    pages = [address(Record, "add/"), address(Record, f"{row.pk}/delete/")]
    assert [admin_client.get(page).status_code for page in pages] == [403, 403]
    assert admin_client.post(address(Record, f"{row.pk}/change/"), {"name": "x"}).status_code == 403
    listed = {entry["object_name"] for app in admin_client.get("/admin/").context["app_list"] for entry in app["models"]}
    assert listed == {*(model.__name__ for model in MODELS), "Group", "User"}


def admin_classes():
    for model in OURS:
        model_admin = admin.site.get_model_admin(model)
        yield type(model_admin), ModelAdmin
        for inline in model_admin.inlines:
            yield inline, InlineModelAdmin


def test_options_are_spelt_right():
    """Django ignores an option that it does not know."""
    # Django looks the last one up without declaring it.
    known = {"shape", "as_saved", "media", "Media", "empty_value_display"}
    unknown = set()
    for cls, base in admin_classes():
        shown = {*getattr(cls, "list_display", []), *getattr(cls, "actions", [])}
        for part in cls.__mro__:
            if part.__module__.split(".")[0] in ("core", "parks", "agreements"):
                names = {name for name in vars(part) if not name.startswith("_")} - known - shown
                unknown |= {f"{part.__name__}.{name}" for name in names if not hasattr(base, name)}
    assert unknown == set()


@pytest.mark.parametrize("model", OURS)
def test_list_queries_do_not_grow(admin_client, curated, model):
    def queries(rows):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = admin_client.get(address(model), {"id__in": ",".join(map(str, rows))})
        assert page.context["cl"].result_count == len(rows)
        return len(captured)

    keys = list(model.objects.values_list("pk", flat=True)[:5])
    queries(keys)
    assert queries(keys[:1]) == queries(keys)


@pytest.mark.parametrize("term", ["гатчина", "ГАТЧИНА", "Gatchina", "GATCHINA nanopark", "gátchina", "nanopark-gat"])
def test_search_folds(admin_client, curated, term):
    assert shown(admin_client, q=term) == ["Nanopark Gatchina"]


def test_search_finds_a_record_once(admin_client, curated, nanopark):
    nanopark.names.create(language="en", text="Gatchina Park")
    nanopark.names.create(language="fi", text="Gatchina")
    assert shown(admin_client, q="gatchina") == ["Nanopark Gatchina"]


def test_list_filters_offer_what_is_in_use(admin_client, curated):
    changelist = admin_client.get(address(Park)).context["cl"]
    country, sector = (spec for spec in changelist.filter_specs if spec.title in ("country", "sectors"))
    assert [name for _code, name in country.lookup_choices] == sorted(name for _code, name in country.lookup_choices)
    assert {code for code, _name in country.lookup_choices} == set(Park.objects.exclude(country="").values_list("country", flat=True))
    assert {pk for pk, _name in sector.lookup_choices} == set(Sector.objects.filter(records__type="park").values_list("pk", flat=True))
    assert shown(admin_client, country="RU") == ["Nanopark Gatchina"]


def test_list_counts_sources_and_dates_in_words(admin_client, nanopark):
    Park.objects.filter(pk=nanopark.pk).update(founded="2018~")
    page = admin_client.get(address(Park), {"q": NANOPARK})
    row = page.context["cl"].result_list[0]
    assert (row.cited_sources, row.cited_places) == (1, nanopark.citations.count())
    assert '<td class="field-founded_in_words">about 2018</td>' in page.text


def completions(client, term, model_name="party", field="organisation"):
    query = {"app_label": "agreements", "model_name": model_name, "field_name": field, "term": term}
    return [each["text"] for each in client.get("/admin/autocomplete/", query).json()["results"]]


@pytest.mark.parametrize("model_name", ["party", "participant"])
def test_autocomplete_of_organisations(admin_client, curated, model_name):
    found = completions(admin_client, "suzhou", model_name)
    organisations = Record.objects.filter(type__in=["park", "institution"]).named("suzhou").by_name()
    assert found == [record.name for record in organisations]
    assert {record.type for record in organisations} == {"park", "institution"}
    assert Record.objects.filter(type="agreement").named("suzhou").exists()
    assert completions(admin_client, Event.objects.first().name) == []


def test_autocomplete_of_events(admin_client, curated):
    assert completions(admin_client, "CHINANO", "agreement", "event") == ["CHInano Conference & Expo 2013"]


def test_every_relation_is_autocompleted(admin_client, curated):
    """Of the main form and the inlines; the record's own key aside."""
    for model in MODELS:
        page = admin_client.get(address(model, "add/"))
        forms = [page.context["adminform"].form, *(inline.formset.empty_form for inline in page.context["inline_admin_formsets"])]
        relations = [field for form in forms for field in form if hasattr(field.field, "queryset") and not field.is_hidden]
        assert [field.name for field in relations if "admin-autocomplete" not in str(field)] == []


def test_adding_a_park_publishes_it(admin_client, source):
    answer = admin_client.post(address(Park, "add/"), new_park(add_page(admin_client), source, founded="2018~"))
    assert answer.status_code == 302, errors(answer)
    park = Park.objects.published().get(slug="parc-ete")
    assert answer.headers["Location"] == address(Park)
    assert (park.name, park.kind, park.founded, park.founded_earliest.year) == ("Parc Été", "science-park", "2018~", 2018)
    assert [name.text for name in park.names.all()] == ["Parc scientifique de l’Été"]
    assert [citation.supports for citation in park.citations.all()] == [["figures.companies", "kind", "names"]]
    assert park.lead_citation == park.citations.get()
    figure = park.figures.get()
    assert (figure.indicator, figure.value, list(figure.sources.all())) == ("companies", 1200, [source])


def test_publishing_without_citation_is_refused(admin_client, source):
    data = add_page(admin_client) | {"name": "Uncited", "slug": "uncited", "kind": "science-park", "status": "published"}
    before = Record.objects.count()
    page = admin_client.post(address(Park, "add/"), data)
    assert errors(page) == {"citations": [NO_CITATION]}
    assert escape(NO_CITATION) in page.text
    assert page.context["adminform"].form["name"].value() == "Uncited"
    assert Record.objects.count() == before
    assert admin_client.post(address(Park, "add/"), data | {"status": "draft"}).status_code == 302


def test_deleting_the_only_citation_is_refused(admin_client, curated):
    park = Park.objects.get(slug="g60-sci-tech-corridor")
    data = change_page(admin_client, park) | {"citations-0-DELETE": "on", "name": "G 60"}
    page = admin_client.post(change_address(park), data)
    assert errors(page) == {"citations": [NO_CITATION]}
    park.refresh_from_db()
    assert (park.name, park.status, park.citations.count()) == ("G60 Sci-Tech Corridor", "published", 1)
    assert admin_client.post(change_address(park), data | {"status": "draft"}).status_code == 302
    park.refresh_from_db()
    assert (park.name, park.status, park.lead_citation) == ("G 60", "draft", None)


def test_deleting_the_first_citation_leads_with_the_next(admin_client, curated):
    park = Park.objects.get(slug="chengdu-hi-tech-industrial-development-zone")
    _first, second, third = park.citations.all()
    answer = admin_client.post(change_address(park), change_page(admin_client, park) | {"citations-0-DELETE": "on"})
    assert answer.status_code == 302
    park.refresh_from_db()
    assert (list(park.citations.all()), park.lead_citation, park.status) == ([second, third], second, "published")


@pytest.mark.parametrize(
    ("figure", "supports", "wrong"),
    [
        ({"sources": []}, ["kind"], {"figures-0-sources": ["This field is required."]}),
        (
            {},
            ["kind"],
            {"figures-0-sources": [NOT_CITED]},
        ),
        ({}, [], {"citations-0-supports": ["This field is required."]}),
        ({"as_of": "soon"}, ["figures.tenants"], None),
        ({"as_of": "2018"}, ["figures.tenants"], {}),
    ],
)
def test_figures_are_supported(admin_client, source, figure, supports, wrong):
    data = add_page(admin_client) | {"name": "Figures", "slug": "figures", "kind": "science-park", "status": "draft"}
    row = {"indicator": "tenants", "value": "20", "unit": "", "qualifier": "nearly", "as_of": "", "sources": [str(source.pk)]}
    add_row(data, "figures", **row | figure)
    add_row(data, "citations", source=str(source.pk), locator="", supports=supports)
    page = admin_client.post(address(Park, "add/"), data)
    if wrong == {}:
        assert page.status_code == 302
    elif wrong is None:
        assert list(errors(page)) == ["figures-0-as_of"]
    else:
        assert errors(page) == wrong
    assert Figure.objects.filter(record__slug="figures").count() == (1 if wrong == {} else 0)


def test_problem_stands_at_its_row(admin_client, curated):
    """Rows that go and rows left empty do not count."""
    park = Park.objects.get(slug="chengdu-hi-tech-industrial-development-zone")
    data = change_page(admin_client, park) | {"citations-0-DELETE": "on", "citations-2-supports": ["figures.tasks"]}
    page = admin_client.post(change_address(park), data)
    assert list(errors(page)) == ["citations-2-supports"]
    assert page.context["adminform"].form.errors == {}


def test_unchanged_pages_save_as_they_were(admin_client, curated):
    """Every record and source passes through its page without a change of what a file would say."""
    for model in MODELS:
        stating = model.objects.filter(figures__isnull=False).distinct()[:3] if issubclass(model, Record) else []
        for row in {*model.objects.order_by("pk")[:3], *stating}:
            answer = admin_client.post(change_address(row), change_page(admin_client, row))
            assert (row.slug, errors(answer) if answer.status_code == 200 else {}) == (row.slug, {})
    report = load(read(FIXTURES))
    assert (report.conflicts, report.changes) == ([], 0)


def test_slug_change_leaves_the_former_one(admin_client, nanopark):
    answer = admin_client.post(change_address(nanopark), change_page(admin_client, nanopark) | {"slug": "gatchina"})
    assert answer.status_code == 302
    assert list(FormerSlug.objects.values_list("record", "type", "slug")) == [(nanopark.pk, "park", NANOPARK)]
    page = admin_client.get(change_address(nanopark))
    assert f"<p>{NANOPARK}</p>" in page.text
    # And back again.
    assert admin_client.post(change_address(nanopark), form_data(page) | {"slug": NANOPARK}).status_code == 302
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["gatchina"]


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("sophia-antipolis", "There is already one with the slug “sophia-antipolis” (park)."),
        ("gatchina", "“gatchina” is a former slug of Nanopark Gatchina, to which its address redirects."),
        ("Gatchina", "Lower-case letters a to z, digits and single hyphens only."),
    ],
)
def test_taken_slug_is_refused(admin_client, source, nanopark, slug, message):
    FormerSlug.objects.create(record=nanopark, slug="gatchina")
    page = admin_client.post(address(Park, "add/"), new_park(add_page(admin_client), source, slug=slug))
    assert errors(page) == {"slug": [message]}


def test_slug_of_another_type_is_free(admin_client, source, curated):
    Institution.objects.get(slug="suzhou")
    answer = admin_client.post(address(Park, "add/"), new_park(add_page(admin_client), source, slug="suzhou"))
    assert answer.status_code == 302


def test_pages_without_permission_to_change(client, django_user_model, curated):
    """Those who may only look see every row and no form."""
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    rows = [model.objects.order_by("-pk").first() for model in MODELS] + [Figure.objects.filter(record__type="park").first().record.as_park]
    for row in rows:
        page = client.get(change_address(row))
        assert (page.status_code, page.text.count("<textarea"), page.text.count('name="_save"')) == (200, 0, 0)
        assert client.post(change_address(row), {}).status_code == 403


def test_edtf_is_read_in_words(admin_client, nanopark):
    Park.objects.filter(pk=nanopark.pk).update(founded="2018~")
    page = admin_client.get(change_address(nanopark))
    assert '<output class="reading" for="id_founded">read as: about 2018</output>' in page.text
    again = admin_client.post(change_address(nanopark), form_data(page) | {"name": "", "founded": "XXXX-10-26"})
    assert '<output class="reading" for="id_founded">read as: 26 October, year not given</output>' in again.text


def test_bad_edtf_is_explained_and_kept(admin_client, nanopark):
    page = admin_client.post(change_address(nanopark), change_page(admin_client, nanopark) | {"founded": "2018-13"})
    (message,) = errors(page)["founded"]
    assert message.startswith("'2018-13' is not a day of the calendar; write for example ")
    assert page.context["adminform"].form["founded"].value() == "2018-13"
    assert 'for="id_founded">read as' not in page.text


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (
            {"latitude": "59.5", "longitude": "30.1"},
            {"precision": ["Coordinates need a latitude, a longitude and what they are of."]},
        ),
        ({"latitude": "91", "longitude": "30.1", "precision": "city"}, {"latitude": ["Ensure this value is less than or equal to 90."]}),
        ({"country": "XX"}, {"country": ["XX is not an ISO 3166-1 alpha-2 code."]}),
    ],
)
def test_bad_place_is_refused(admin_client, nanopark, values, wrong):
    page = admin_client.post(change_address(nanopark), change_page(admin_client, nanopark) | values)
    assert errors(page) == wrong


def test_event_cannot_end_before_it_starts(admin_client, curated):
    event = Event.objects.first()
    page = admin_client.post(change_address(event), change_page(admin_client, event) | {"starts": "2017-05", "ends": "2017-04"})
    assert errors(page) == {"ends": ["This is before the start."]}


@pytest.mark.parametrize("model", [Park, Institution, Sector])
def test_nothing_is_a_part_of_itself(admin_client, curated, model):
    lower, upper = model.objects.filter(parent=None, children=None).order_by("pk")[:2]
    model.objects.filter(pk=lower.pk).update(parent=upper)
    for parent in (lower, upper):
        page = admin_client.post(change_address(upper), change_page(admin_client, upper) | {"parent": str(parent.pk)})
        assert errors(page) == {"parent": ["It would be a part of itself."]}


def test_institution_cannot_found_itself(admin_client, curated):
    row = Institution.objects.first()
    data = change_page(admin_client, row)
    add_row(data, "founders", founder=str(row.pk))
    page = admin_client.post(change_address(row), data)
    assert list(errors(page).values()) == [["No institution is its own founder."]]


def test_source_must_stand_in_a_file(admin_client, source):
    data = change_page(admin_client, source)
    page = admin_client.post(change_address(source), data | {"sha256": "ABC"})
    assert list(errors(page)) == ["sha256"]
    page = admin_client.post(change_address(source), data | {"title": "Two\nlines"})
    assert list(errors(page)) == ["title"]
    assert Source.objects.get(pk=source.pk).title == source.title


def test_parties_take_the_type_of_their_organisation(admin_client, nanopark):
    agreement = Agreement.objects.first()
    data = change_page(admin_client, agreement)
    add_row(data, "parties", organisation=str(nanopark.pk), role="host", represented_by="")
    assert admin_client.post(change_address(agreement), data).status_code == 302
    assert agreement.parties.filter(organisation=nanopark).values_list("type", "role").get() == ("park", "host")


def test_event_is_no_party(admin_client, curated):
    agreement = Agreement.objects.first()
    data = change_page(admin_client, agreement)
    add_row(data, "parties", organisation=str(Event.objects.first().pk), role="host", represented_by="")
    (wrong,) = errors(admin_client.post(change_address(agreement), data)).values()
    assert wrong == ["Select a valid choice. That choice is not one of the available choices."]


def test_record_can_be_deleted(admin_client, source):
    admin_client.post(address(Park, "add/"), new_park(add_page(admin_client), source))
    park = Park.objects.get(slug="parc-ete")
    assert admin_client.post(address(Park, f"{park.pk}/delete/"), {"post": "yes"}).status_code == 302
    assert not Record.objects.filter(slug="parc-ete").exists()
    assert Citation.objects.filter(record=park.pk).count() == 0


def act(client, action, *rows):
    answer = client.post(address(Park), {"action": action, "_selected_action": [row.pk for row in rows]})
    return [(message.level, message.message) for message in get_messages(answer.wsgi_request)]


def test_bulk_publishing_skips_the_uncited(admin_client, source):
    cited, uncited = (Park.objects.create(slug=slug, name=slug, kind="science-park") for slug in ("cited", "uncited"))
    citation = cited.citations.create(source=source, supports=["name"])
    said = act(admin_client, "publish_selected", cited, uncited)
    assert said == [(messages.SUCCESS, "1 was published."), (messages.WARNING, "Not published, for want of a citation: uncited.")]
    for park in (cited, uncited):
        park.refresh_from_db()
    assert (cited.status, cited.lead_citation, uncited.status) == ("published", citation, "draft")


def test_bulk_unpublishing(admin_client, curated):
    parks = Park.objects.published()[:2]
    before = Park.objects.published().count()
    assert act(admin_client, "unpublish_selected", *parks) == [(messages.SUCCESS, "2 are drafts again.")]
    assert Park.objects.published().count() == before - 2


def test_only_the_published_are_linked_to(admin_client, nanopark, settings):
    settings.SITE_URL = "https://atlas.example"
    page = admin_client.get(change_address(nanopark))
    assert f'<a href="https://atlas.example/parks/{NANOPARK}/" class="viewsitelink">View on site</a>' in page.text
    Record.objects.filter(pk=nanopark.pk).update(status=Status.DRAFT)
    assert not admin_client.get(change_address(nanopark)).context["has_absolute_url"]


def test_edit_survives_an_ingest(admin_client, nanopark, tmp_path):
    admin_client.post(change_address(nanopark), change_page(admin_client, nanopark) | {"city": "Gatchina town"})
    report = load(read(FIXTURES))
    nanopark.refresh_from_db()
    assert (report.conflicts, report.changes, nanopark.city) == ([f"parks/{NANOPARK}"], 0, "Gatchina town")
    report = load(read(FIXTURES), overwrite=True)
    nanopark.refresh_from_db()
    assert (report.conflicts, report.updated, nanopark.city) == ([], [f"parks/{NANOPARK}"], "Gatchina")


def test_what_is_saved_can_be_read_back(admin_client, source, tmp_path):
    admin_client.post(address(Park, "add/"), new_park(add_page(admin_client), source))
    export(tmp_path)
    reading = read(tmp_path)
    assert reading.errors == []
    assert load(reading).changes == 0
