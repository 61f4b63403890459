"""The records of the five documents, for tests that change nothing."""

import pytest
from django.db import transaction

from ingest.load import load
from ingest.read import read
from tests.conftest import FIXTURES


@pytest.fixture(scope="module")
def curated_module(django_db_setup, django_db_blocker):
    """The curated records, loaded once for all tests of a module and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read(FIXTURES))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def curated(curated_module, db):
    """The records of the five documents."""
