"""The curated fixtures: they load, are written in the one canonical way, cite a source for all that they say, and keep the data's rules."""

import re
from pathlib import Path

import pytest
from django.db import connection
from jsonschema import Draft202012Validator

from agreements.models import Agreement, Event
from core.models import Record, Source
from directory.audit import audit
from ingest.canonical import as_dict, as_yaml
from ingest.kinds import KINDS
from ingest.load import load
from ingest.read import read
from parks.models import Institution, Park
from tests.conftest import FIXTURES as FIVE_DOCUMENTS
from tests.ingest import ingest

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
# What needs no source: our own bookkeeping, and the figures, which the loader checks one by one.
UNSOURCED = {"slug", "status", "kind", "stage", "figures", "former_slugs", "citations", "rival_claims", "curator_note"}


def planned_records():
    """How many records PostgreSQL's planner counts on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::integer FROM pg_class WHERE oid = 'core_record'::regclass")
        return cursor.fetchone()[0]


@pytest.fixture(scope="module")
def entries():
    return list(read(FIXTURES).entries.values())


def test_fixtures_load_into_an_empty_database_and_a_second_time_change_nothing(db):
    status, _out, err = ingest(FIXTURES)

    assert (status, err) == (0, "")
    least = {Park: 400, Institution: 800, Agreement: 240, Event: 180, Source: 1500}
    assert {model.__name__: model.objects.count() for model in least if model.objects.count() < least[model]} == {}
    assert Park.objects.order_by().values("country").distinct().count() >= 100
    assert connection.vendor == "sqlite" or planned_records() == Record.objects.count()
    assert ingest(FIXTURES) == (0, "Nothing to change.\n", "")
    # Read whole, files and rows say the same, too.
    report = load(read(FIXTURES))
    assert (report.changes, report.conflicts) == (0, [])
    assert [str(finding) for finding in audit()] == []


def test_fixtures_are_in_canonical_form(entries):
    rewritten = {entry.path: as_yaml(as_dict(entry.kind, entry.record)) for entry in entries}

    assert [path.name for path, text in rewritten.items() if path.read_bytes() != text] == []


def test_every_field_cites_a_source(entries):
    unsupported = {}
    for entry in entries:
        if entry.kind.is_record:
            supported = {field for citation in entry.record.citations for field in citation.supports}
            if missing := set(as_dict(entry.kind, entry.record)) - UNSOURCED - supported:
                unsupported[f"{entry.kind.folder}/{entry.slug}"] = sorted(missing)

    assert unsupported == {}


def test_every_source_whose_text_we_hold_has_its_digest():
    digests = {entry.slug: entry.record.sha256 for entry in read(FIVE_DOCUMENTS).entries.values() if entry.kind.name == "source"}

    assert {slug: digest for slug, digest in digests.items() if not re.fullmatch("[0-9a-f]{64}", digest)} == {}
    assert len(set(digests.values())) == len(digests)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_json_schema_of_each_kind_takes_every_fixture_and_no_misspelt_key(kind, entries):
    schema = kind.shape.model_json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    records = [as_dict(kind, entry.record) for entry in entries if entry.kind == kind]

    assert records != []
    assert [error.message for record in records for error in validator.iter_errors(record)] == []
    assert not validator.is_valid({**records[0], "naem": "x"})
