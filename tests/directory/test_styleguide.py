"""The style guide: every component is on it, in every language, with made-up data and no query."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test.signals import template_rendered

from tests.directory.html import text_of

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SHEETS = Path(settings.BASE_DIR) / "static" / "css"
ADDRESSES = ["/styleguide/", "/zh-hans/styleguide/", "/ru/styleguide/"]


def page_of(client, address="/styleguide/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def rendered():
    """The names of the templates that are rendered, those that others include, too."""
    names = set()

    def note(template, **_more):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def test_every_component_is_shown(client, rendered):
    page_of(client)

    components = {f"components/{file.name}" for file in (TEMPLATES / "components").glob("*.html")}
    rows = {f"{file.parent.name}/{file.name}" for file in TEMPLATES.glob("*/*_result.html")}
    assert (components | rows) - rendered == set()


def test_every_component_is_named_by_its_files_which_are_there(client):
    named = set(re.findall(r"<li><code>([^<]+)</code></li>", page_of(client).replace("<wbr>", "")))

    components = {f"templates/components/{file.name}" for file in (TEMPLATES / "components").glob("*.html")}
    sheets = {f"static/css/components/{file.name}" for file in (SHEETS / "components").glob("*.css")}
    assert (components | sheets) - named == set()
    assert {name for name in named if not (Path(settings.BASE_DIR) / name).is_file()} == set()


def test_every_colour_and_size_is_shown(client):
    tokens = set(re.findall(r"(--(?:color|text|space)-[a-z0-9-]+):", (SHEETS / "tokens.css").read_text()))
    sheet = (SHEETS / "styleguide.css").read_text()

    assert set(re.findall(r"<code>(--[a-z0-9-]+)</code>", page_of(client))) == tokens
    assert {token for token in tokens if f": var({token})" not in sheet} == set()


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_asks_the_database_nothing(client, django_assert_num_queries, db, address):
    with django_assert_num_queries(0):
        page_of(client, address)


def test_it_says_on_top_that_everything_is_made_up(client):
    words = text_of(re.search(r"<main.*", page_of(client), re.S)[0])

    assert words.index("Everything on this page is made up.") < words.index("Tokens")


def test_search_engines_and_readers_are_not_led_to_it(client, db):
    page = page_of(client)

    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "/styleguide/" not in client.get("/sitemap-pages.xml").content.decode()
    assert "styleguide" not in client.get("/").content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_ids_are_unique_and_its_own_links_lead_somewhere(client, address):
    page = page_of(client, address)

    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    contents = re.search(r'<nav class="guide-contents".*?</nav>', page, re.S)[0]
    assert set(re.findall(r'href="#([^"]+)"', contents)) - set(ids) == set()
    named = {name for names in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page) for name in names.split()}
    assert named - set(ids) == set()


def test_components_speak_the_readers_language_and_explanations_english(client):
    page = page_of(client, "/ru/styleguide/")

    assert '<html lang="ru" dir="ltr">' in page
    assert '<div class="section__heading" lang="en">' in page
    assert "Сбросить все" in page
    assert page.count("Вымышленный научный парк") > 5
