"""What all tests share: settings of a test run, and the curated fixtures in the database."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings

from ingest.load import load
from ingest.read import read

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def pytest_report_header():
    return f"database: {django_settings.DATABASES['default']['ENGINE']}"


@pytest.fixture
def curated(db):
    """The curated records of `fixtures/`."""
    load(read(FIXTURES))
