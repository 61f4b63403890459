"""The curated fixtures: they load, are written in the one canonical way, and cite a source for all that they say."""

import re

import pytest
from jsonschema import Draft202012Validator

from agreements.models import Agreement, Event
from core.models import Source
from ingest.canonical import as_dict, as_yaml
from ingest.kinds import KINDS
from ingest.read import read
from parks.models import Institution, Park
from tests.conftest import FIXTURES
from tests.ingest import ingest

# What needs no source: our own bookkeeping, and the figures, which the loader checks one by one.
UNSOURCED = {"slug", "status", "kind", "figures", "former_slugs", "citations"}


@pytest.fixture(scope="module")
def entries():
    return list(read(FIXTURES).entries.values())


def test_fixtures_load_into_an_empty_database(db):
    status, _out, err = ingest(FIXTURES)

    assert (status, err) == (0, "")
    least = {Park: 11, Institution: 40, Agreement: 9, Event: 8, Source: 5}
    assert {model.__name__: model.objects.count() for model in least if model.objects.count() < least[model]} == {}


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


def test_every_source_has_the_digest_of_its_text(entries):
    digests = {entry.slug: entry.record.sha256 for entry in entries if entry.kind.name == "source"}

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
