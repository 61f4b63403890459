"""A real browser, and the site served to it with the records of the five documents."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from ingest.load import load
from ingest.read import read
from tests.browser.production import served
from tests.conftest import FIXTURES

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    # Playwright runs an event loop in this thread, which Django would refuse to query the database beside.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium was not found; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(live_server):
    load(read(FIXTURES))
    return live_server.url


@pytest.fixture(scope="session")
def atlas(tmp_path_factory):
    """The address of the site as it is in production, with all curated records."""
    with served(tmp_path_factory.mktemp("atlas")) as address:
        yield address
