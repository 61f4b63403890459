"""What all tests share: settings of a test run, and a small set of curated records, of which tests state exact results."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings

from core.index import live
from ingest.load import load
from ingest.read import read

# The records of five documents, as they were curated first; `fixtures/` itself grows.
FIXTURES = Path(__file__).resolve().parent / "five_documents"


def pytest_report_header():
    return f"database: {django_settings.DATABASES['default']['ENGINE']}"


@pytest.fixture
def curated(db):
    """The records of the five documents."""
    load(read(FIXTURES))


@pytest.fixture(autouse=True)
def _as_in_a_new_process():
    """No index of another test's data."""
    live.forget()
