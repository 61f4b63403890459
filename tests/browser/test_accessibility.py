"""Every type of page for everyone: axe looks at it by WCAG 2.2 AA and good practice, in each language, light and dark, at each width."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import PAGES, open_page

# The database has no part in what is looked at here.
pytestmark = pytest.mark.sqlite_only
WIDTHS = [320, 390, 1280]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page):
    """What axe finds: the rule, the element, and what is wrong."""
    answer = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": TAGS}).response
    return [(rule["id"], node["html"][:200], node["failureSummary"]) for rule in answer["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ru"])
@pytest.mark.parametrize("address", [*PAGES, "/parks/?country=XX&from=soon", "/nope/"])
def test_axe_finds_nothing(browser, site, address, language):
    page = open_page(browser, WIDTHS[-1])
    page.goto(f"{site}{language}{address}")
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if wrong := findings(page):
                found[scheme, width] = wrong
    page.context.close()
    assert found == {}
