"""The database itself refuses what the rules of the data forbid, whoever writes: every named constraint, on SQLite and on PostgreSQL."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agreements.models import Participant, Party
from core.models import Citation, Figure, FigureSource, FormerSlug, Identifier, Name, OtherCountry, Record, RecordSector, Revision
from directory.models import Audit, AuditFinding
from parks.models import InstitutionFounder, Park, Tie
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source

pytestmark = pytest.mark.django_db

A_DAY, DAY_BEFORE = "2017-05-02", "2017-05-01"


@contextmanager
def refused(constraint):
    """What happens inside is refused, at the latest when deferred keys are checked.

    SQLite names only check constraints; its other messages name columns, and its foreign keys nothing.
    """
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():  # noqa: PT012 -- a deferred key is refused only at the end
        yield
        connection.check_constraints()
    if connection.vendor == "postgresql" or "CHECK" in str(refusal.value):
        assert constraint in str(refusal.value)


def make_party(**kwargs):
    return Party.objects.create(agreement=make_agreement(), organisation=make_park().record_ptr, **kwargs)


def make_participant(**kwargs):
    return Participant.objects.create(event=make_event(), organisation=make_park().record_ptr, **kwargs)


def make_finding():
    audit = Audit.objects.create(began=timezone.now())
    return AuditFinding.objects.create(audit=audit, rule="ties", level="warning", path="fixtures/parks/x.yaml", sentence="Alone.")


def make_name():
    return Name.objects.create(record=make_park(), language="ru", text="Парк")


def make_identifier():
    return Identifier.objects.create(record=make_park(), scheme="wikidata", value="Q42")


def make_figure():
    return Figure.objects.create(record=make_park(), indicator="tenants", value=250)


def make_tie():
    return Tie.objects.create(park=make_park(), institution=make_institution(), relation="owner")


def make_other_country():
    return OtherCountry.objects.create(record=make_agreement(), country="FI")


def make_former_slug():
    return FormerSlug.objects.create(record=make_park(), slug="an-earlier-slug")


def make_founder():
    return InstitutionFounder.objects.create(institution=make_institution(), founder=make_institution())


def make_record_sector():
    return RecordSector.objects.create(record=make_park(), sector=make_sector())


def make_figure_source():
    return FigureSource.objects.create(figure=make_figure(), source=make_source())


def make_sector_name():
    return make_sector().names.create(language="ru", text="Оптика")


def make_rival_claim():
    return make_park().rival_claims.create(field="founded", value="1988", source=make_source(), reason="A later page.")


def make_citation():
    return make_park().citations.get()


def make_draft():
    return make_park(status="draft")


NOWHERE = {"latitude": None, "longitude": None, "precision": ""}
SOMEWHERE = {"latitude": 31, "longitude": 120, "precision": "site"}

UPDATES = [
    # Closed lists.
    ("record_status_valid", make_park, {"status": "hidden"}),
    ("record_status_valid", make_park, {"status": ""}),
    ("park_kind_valid", make_park, {"kind": "castle"}),
    ("park_kind_valid", make_park, {"kind": ""}),
    ("park_stage_valid", make_park, {"stage": "asleep"}),
    ("institution_kind_valid", make_institution, {"kind": "science-park"}),
    ("agreement_kind_valid", make_agreement, {"kind": "treaty"}),
    ("event_kind_valid", make_event, {"kind": "party"}),
    ("tie_relation_valid", make_tie, {"relation": "friend"}),
    ("party_role_valid", make_party, {"role": "speaker"}),
    ("participant_role_valid", make_participant, {"role": "signatory"}),
    ("name_kind_valid", make_name, {"kind": "nickname"}),
    ("identifier_scheme_valid", make_identifier, {"scheme": "isbn"}),
    ("figure_indicator_valid", make_figure, {"indicator": "swans"}),
    ("figure_qualifier_valid", make_figure, {"qualifier": "roughly"}),
    ("source_kind_valid", make_source, {"kind": "rumour"}),
    # Countries.
    ("record_country_valid", make_park, {"country": "C"}),
    ("othercountry_country_valid", make_other_country, {"country": ""}),
    ("othercountry_country_valid", make_other_country, {"country": "F"}),
    # Dates: both bounds or neither, and in order.
    *(
        (f"{table}_{field}_in_order", make, {f"{field}_earliest": earliest, f"{field}_latest": latest})
        for table, make, field in [
            ("park", make_park, "founded"),
            ("park", make_park, "opened"),
            ("agreement", make_agreement, "signed"),
            ("event", make_event, "starts"),
            ("event", make_event, "ends"),
            ("figure", make_figure, "as_of"),
            ("source", make_source, "published"),
        ]
        for earliest, latest in [(A_DAY, DAY_BEFORE), (A_DAY, None), (None, A_DAY)]
    ),
    (
        "event_ends_after_start",
        make_event,
        {"starts_earliest": A_DAY, "starts_latest": A_DAY, "ends_earliest": DAY_BEFORE, "ends_latest": DAY_BEFORE},
    ),
    # Coordinates: all or nothing, and on the globe.
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "latitude": 91}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "latitude": -91}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "longitude": 181}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "longitude": -181}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "latitude": None}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "longitude": None}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "precision": ""}),
    ("park_coordinates_in_range", make_park, {**SOMEWHERE, "precision": "planet"}),
    ("park_coordinates_in_range", make_park, {**NOWHERE, "precision": "city"}),
    ("record_geonames_has_city", make_park, {"city_geonames": 2988507}),
    ("auditfinding_level_valid", make_finding, {"level": "note"}),
    # Citations.
    ("record_published_is_cited", make_draft, {"status": "published"}),
    ("record_published_is_cited", make_park, {"lead_citation": None}),
    # Parties and participants: the type is a park's or an institution's, and the organisation's own.
    ("party_is_park_or_institution", make_party, {"type": "event"}),
    ("participant_is_park_or_institution", make_participant, {"type": "agreement"}),
    ("party_type_is_organisations", make_party, {"type": "institution"}),
    ("participant_type_is_organisations", make_participant, {"type": "institution"}),
    ("formerslug_type_is_records", make_former_slug, {"type": "event"}),
    ("rivalclaim_has_reason", make_rival_claim, {"reason": ""}),
]

COPIES = [
    ("name_once", make_name),
    ("identifier_once", make_identifier),
    ("figure_once", make_figure),
    ("figure_source_once", make_figure_source),
    ("citation_once", make_citation),
    ("rivalclaim_once", make_rival_claim),
    ("sectorname_once", make_sector_name),
    ("record_sector_once", make_record_sector),
    ("othercountry_once", make_other_country),
    ("tie_once", make_tie),
    ("founder_once", make_founder),
    ("party_once", make_party),
    ("participant_once", make_participant),
]

# Each has a test of its own below.
APART = {
    "record_type_valid",
    "record_slug_unique",
    "formerslug_unique",
    "record_lead_citation_is_own",
    "park_not_own_parent",
    "institution_not_own_parent",
    "sector_not_own_parent",
    "founder_not_itself",
    "revision_is_one_row",
}

# What composite foreign keys point at; the primary key in each allows less than they do.
TARGETS = {"record_type_key", "citation_record_key"}


def test_every_constraint_has_a_test():
    ours = [model for app in ("core", "parks", "agreements", "directory") for model in apps.get_app_config(app).get_models()]

    assert {constraint.name for model in ours for constraint in model._meta.constraints} == (
        {case[0] for case in UPDATES} | {case[0] for case in COPIES} | APART | TARGETS
    )


@pytest.mark.parametrize(("constraint", "make", "changes"), UPDATES)
def test_update_is_refused(constraint, make, changes):
    row = make()

    with refused(constraint):
        type(row).objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize(("constraint", "make"), COPIES)
def test_second_row_of_the_same_is_refused(constraint, make):
    row = make()
    row.pk = None

    with refused(constraint):
        type(row).objects.bulk_create([row])


@pytest.mark.parametrize(
    "changes",
    [
        {**SOMEWHERE, "latitude": 90, "longitude": -180, "precision": "city"},
        NOWHERE,
        {"founded_earliest": A_DAY, "founded_latest": A_DAY},
        {"founded_earliest": None, "founded_latest": None},
        {"country": ""},
        {"stage": ""},
    ],
)
def test_update_at_the_edge_of_the_rules_is_taken(changes):
    park = make_park()

    Park.objects.filter(pk=park.pk).update(**changes)
    connection.check_constraints()

    assert Park.objects.filter(pk=park.pk, **changes).exists()


def test_event_may_end_on_the_day_it_starts_and_on_an_unknown_day():
    make_event(starts=A_DAY, ends=A_DAY)
    make_event(starts=A_DAY, ends="2017-05")
    make_event(starts=A_DAY, ends="XXXX-05-01")
    make_event(starts=A_DAY)
    make_event(ends=A_DAY)

    connection.check_constraints()


def test_record_type_is_one_of_four():
    with refused("record_type_valid"):
        Record.objects.bulk_create([Record(type="person", slug="somebody", name="Somebody")])


@pytest.mark.parametrize("make", [make_agreement, make_event])
@pytest.mark.parametrize("said", ["park", "institution"])
def test_party_that_is_an_agreement_or_event_is_refused_whatever_its_type_says(make, said):
    with refused("party_type_is_organisations"):
        Party.objects.bulk_create([Party(agreement=make_agreement(), organisation=make().record_ptr, type=said, role="signatory")])


@pytest.mark.parametrize("make", [make_agreement, make_event])
@pytest.mark.parametrize("said", ["park", "institution"])
def test_participant_that_is_an_agreement_or_event_is_refused_whatever_its_type_says(make, said):
    with refused("participant_type_is_organisations"):
        Participant.objects.bulk_create([Participant(event=make_event(), organisation=make().record_ptr, type=said, role="participant")])


def test_record_that_is_a_party_does_not_become_an_event():
    party = make_party()

    with refused("party_type_is_organisations"):
        Record.objects.filter(pk=party.organisation_id).update(type="event")


def test_slug_is_unique_within_its_type():
    make_park(slug="lakeside")
    make_institution(slug="lakeside")

    with refused("record_slug_unique"):
        Record.objects.bulk_create([Record(type="park", slug="lakeside", name="Another")])


def test_former_slug_is_unique_within_its_type():
    first, second, institution = make_park(), make_park(), make_institution()
    FormerSlug.objects.create(record=first, slug="lakeside")
    FormerSlug.objects.create(record=institution, slug="lakeside")

    with refused("formerslug_unique"):
        FormerSlug.objects.bulk_create([FormerSlug(record=second, type="park", slug="lakeside")])


@pytest.mark.parametrize("make", [make_park, make_institution, make_sector])
def test_nothing_is_its_own_parent(make):
    row = make()

    with refused(f"{row._meta.model_name}_not_own_parent"):
        type(row).objects.filter(pk=row.pk).update(parent=row.pk)


def test_institution_does_not_found_itself():
    institution = make_institution()

    with refused("founder_not_itself"):
        InstitutionFounder.objects.bulk_create([InstitutionFounder(institution=institution, founder=institution)])


def test_lead_citation_is_the_records_own():
    park, other = make_park(), make_park()

    with refused("record_lead_citation_is_own"):
        Record.objects.filter(pk=park.pk).update(lead_citation=other.lead_citation)


def test_citation_of_a_published_record_does_not_move_to_another():
    park, other = make_park(), make_park()

    with refused("record_lead_citation_is_own"):
        Citation.objects.filter(record=park).update(record=other.pk)


def test_published_record_does_not_lose_its_citation():
    park = make_park()

    with refused("lead_citation"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_citation WHERE record_id = %s", [park.pk])


def test_party_does_not_outlive_its_organisation():
    park = make_draft()
    make_agreement(parties=[park])

    with refused("agreements_party"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM parks_park WHERE record_ptr_id = %s", [park.pk])
        cursor.execute("DELETE FROM core_record WHERE id = %s", [park.pk])


def test_agreement_is_no_park():
    agreement = make_agreement()

    with refused("parent"):
        Park.objects.filter(pk=make_park().pk).update(parent=agreement.pk)


def test_there_is_one_revision():
    make_park()

    with refused("revision_is_one_row"):
        Revision.objects.create(id=2, token="another")
