"""Right-to-left: the pages in a made-up Arabic, whose every message is its English one in Arabic letters."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.browser import PAGES, open_page
from tests.browser.test_accessibility import findings

pytestmark = pytest.mark.sqlite_only
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابچدهفگحیجکلمنوپقرستثڤخژيز")
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%[ds%]|\{\w+\})")


def in_arabic_letters(text):
    parts = PLACEHOLDER.split(text)
    return "".join(part if index % 2 else part.lower().translate(LETTERS) for index, part in enumerate(parts))


@pytest.fixture
def arabic(settings, tmp_path):
    """The interface's fourth language, for the length of a test."""
    with (Path(settings.BASE_DIR) / "locale" / "ru" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(BytesIO(file.read()), locale="ar")
    for message in catalogue:
        # Patterns of dates are no words.
        if message.id and not re.fullmatch(r"[FjEY ]+", message.id if isinstance(message.id, str) else message.id[0]):
            message.string = (
                in_arabic_letters(message.id) if isinstance(message.id, str) else [in_arabic_letters(message.id[1])] * catalogue.num_plurals
            )
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [str(tmp_path)]
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_run_from_right_to_left(browser, site, arabic, width):
    page = open_page(browser, width)
    for address in PAGES:
        assert page.goto(f"{site}/ar{address}").status == 200, address
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        brand = page.locator(".site-header__brand").bounding_box()
        assert brand["x"] + brand["width"] > width - 60, address
    assert page.complaints == []


def test_axe_finds_nothing_on_a_list(browser, site, arabic):
    page = open_page(browser, 390)
    page.goto(f"{site}/ar/parks/")

    assert page.locator("h1").inner_text().split()[1] == in_arabic_letters("parks")
    assert findings(page) == []
