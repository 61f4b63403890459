"""Synthetic records: marked, the same each time, and never beside curated ones."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from agreements.models import Agreement
from core.models import Record, Sector, Source
from tests.factories import make_park, make_sector
from tests.ingest import RIGHT, ingest, write

pytestmark = pytest.mark.django_db


def generate(*arguments):
    output = io.StringIO()
    call_command("generate", *arguments, stdout=output)
    return output.getvalue()


def contents():
    rows = Record.objects.order_by("pk").values_list("type", "slug", "name", "country", "city", "status", "lead_citation")
    return list(rows), [record.sector_rows.count() for record in Record.objects.order_by("pk")]


def test_records_are_generated_in_proportion_and_listed(client):
    assert generate("60") == "Generated: 20 parks, 40 institutions, 10 events, 60 agreements\n"

    for plural, count in (("parks", 20), ("institutions", 40), ("events", 10), ("agreements", 60)):
        assert client.get(f"/api/v1/{plural}/?per_page=100").json()["count"] == count
        assert client.get(f"/{plural}/").status_code == 200
    assert client.get("/api/v1/search/?q=synthetic").json()["count"] == 133
    # PostgreSQL goes on counting keys behind those that were given.
    assert make_park().pk > Record.objects.filter(slug__startswith="synthetic-").count()


def test_each_says_what_it_is():
    generate("10")

    assert {slug.split("-")[0] for model in (Record, Source, Sector) for slug in model.objects.values_list("slug", flat=True)} == {
        "synthetic"
    }
    assert {name.split()[0] for name in Record.objects.values_list("name", flat=True)} == {"Synthetic"}
    assert set(Record.objects.values_list("summary", flat=True)) == {"Not a real record: manage.py generate made it up, to measure with."}


def test_the_same_seed_gives_the_same_records():
    runs = []
    for seed in ("1", "1", "2"):
        with transaction.atomic():
            generate("30", "--seed", seed)
            runs.append(contents())
            transaction.set_rollback(True)

    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


@pytest.mark.parametrize("kind", ["curated", "synthetic"])
def test_a_database_that_holds_anything_is_refused(kind):
    if kind == "curated":
        make_park(slug="hub")
    else:
        generate("5")
    before = contents()

    with pytest.raises(CommandError, match=f"The database holds {kind} records"):
        generate("5")
    assert contents() == before


def test_there_must_be_something_to_generate():
    with pytest.raises(CommandError, match="at least one agreement"):
        generate("0")


def test_curated_records_are_named_even_where_a_synthetic_one_came_first():
    make_sector(slug="synthetic-sector-1")
    make_sector(slug="optics")

    with pytest.raises(CommandError, match=r"The database holds curated records \(optics\)"):
        generate("5")


def test_a_city_lies_in_one_country_and_an_agreement_has_two_or_three_parties():
    generate("300")

    places = set(Record.objects.exclude(city="").values_list("city", "country"))
    assert len({city for city, _country in places}) == len(places)
    assert {agreement.parties.count() for agreement in Agreement.objects.all()} == {2, 3}


def test_no_curated_records_are_loaded_beside_synthetic_ones(tmp_path):
    write(tmp_path, RIGHT)
    generate("5")
    before = contents()

    status, output, errors = ingest(tmp_path)

    assert (status, output) == (1, "")
    assert errors.startswith("CommandError: The database holds synthetic records (synthetic-source-1)")
    assert contents() == before
