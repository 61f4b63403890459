"""The pages in a real browser: nothing blocked, nothing broken, nothing wider than the screen, and the form works without JavaScript."""

import pytest

from tests.browser import PAGES, open_page
from tests.factories import make_agreement


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_pages_fit_the_screen_and_nothing_is_blocked(browser, site, width):
    page = open_page(browser, width)
    for address in PAGES:
        response = page.goto(site + address)
        assert response.status == 200, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert page.complaints == []


def test_a_list_is_filtered_without_javascript_on_a_phone(browser, site):
    page = open_page(browser, 390, java_script_enabled=False)
    page.goto(f"{site}/agreements/")
    page.locator("summary").click()
    countries = page.get_by_role("group", name="Country")
    countries.get_by_label("China (10 results)").check()
    countries.get_by_label("France (2 results)").check()
    countries.get_by_label("Match all that are selected").check()
    page.get_by_label("From").fill("2017")
    page.get_by_role("button", name="Apply").click()

    assert page.locator("h1").inner_text() == "1 agreement"
    assert page.locator(".result__title").all_inner_texts() == ["Chengdu declaration on collaboration between technology parks"]
    page.get_by_role("link", name="Remove filter From: 2017").click()
    assert page.locator("h1").inner_text() == "2 agreements"


def test_a_source_marker_leads_to_the_place_in_the_source(browser, site):
    page = open_page(browser, 1280)
    page.goto(f"{site}/parks/sino-swiss-changzhou-innovation-park/")
    page.locator("dt", has_text="Founded").locator("xpath=following-sibling::dd").get_by_role("link").click()

    place = page.locator(":target")
    assert place.inner_text().split()[0] == "p4"
    assert "founding date" in place.inner_text()


def test_the_keyboard_reaches_the_content_first(browser, site):
    page = open_page(browser, 1280)
    page.goto(f"{site}/parks/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_suggestions_come_while_one_types_and_lead_to_records(browser, site):
    page = open_page(browser, 390)
    page.goto(f"{site}/about/")
    page.get_by_label("Search everything").press_sequentially("gatchi")
    page.get_by_role("link", name="Nanopark Gatchina").click()

    assert page.url == f"{site}/parks/nanopark-gatchina/"
    assert page.complaints == []


def test_search_works_without_javascript(browser, site):
    page = open_page(browser, 390, java_script_enabled=False)
    page.goto(f"{site}/")
    page.get_by_label("Search everything").fill("гатчина")
    page.get_by_role("button", name="Search").click()

    assert page.url.startswith(f"{site}/search/?q=")
    assert page.locator(".result__title").first.inner_text() == "Nanopark Gatchina"


def test_a_bar_of_the_histogram_filters_the_list(browser, site):
    page = open_page(browser, 1280)
    page.goto(f"{site}/agreements/")
    page.get_by_role("navigation", name="Signed").get_by_role("link", name="2014").click()

    assert page.url == f"{site}/agreements/?from=2014&to=2014"
    assert page.get_by_role("navigation", name="Signed").locator("[aria-current]").count() == 1
    assert page.complaints == []


@pytest.mark.parametrize("width", [320, 390])
def test_a_long_histogram_scrolls_alone(browser, site, width):
    for year in range(2000, 2018):
        make_agreement(signed=str(year))
    page = open_page(browser, width)
    page.goto(f"{site}/agreements/?from=2000&to=2017")

    assert page.locator(".histogram__bar").count() == 18
    assert page.evaluate("document.documentElement.scrollWidth") <= width
