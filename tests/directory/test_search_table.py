"""A table of queries over the curated records, each with the record that should come first: what share of them does."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from directory.search.corpus import AREAS
from directory.search.engine import Search
from ingest.load import load
from ingest.read import read

TABLE = list(csv.DictReader(Path(__file__).with_name("search_queries.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def _world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(read(Path(settings.BASE_DIR) / "fixtures"))
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("_world", "db")
def test_queries_find_what_they_should():
    first, among_five, missed = 0, 0, []
    for row in TABLE:
        slugs = [hit.record.slug for hit in Search(AREAS[f"{row['type']}s"], row["query"]).hits(0, 5)]
        first += slugs[:1] == [row["slug"]]
        among_five += row["slug"] in slugs
        if slugs[:1] != [row["slug"]]:
            missed.append(f"{row['query']} ({row['why']}): {row['slug']} is not the first of {slugs}")

    report = "\n".join(missed)
    assert len(TABLE) >= 80
    assert first / len(TABLE) >= 0.9, report
    assert among_five / len(TABLE) >= 0.98, report
