"""The map of the script in a real browser: it comes up, nothing is blocked, and markers lead to parks, by mouse and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import open_page
from tests.factories import make_agreement, make_park

ESPOO = {"country": "FI", "city": "Espoo", "latitude": "60.18", "longitude": "24.83", "precision": "site"}
BEIJING = {"country": "CN", "city": "Beijing", "latitude": "39.9", "longitude": "116.39", "precision": "city"}


@pytest.fixture
def site(live_server):
    otaniemi = make_park(slug="otaniemi", name="Otaniemi", kind="technopole", **ESPOO)
    make_agreement(parties=[otaniemi, make_park(name="One", **BEIJING)], signed="2010")
    make_park(name="Two", **BEIJING)
    return live_server.url


def open_map(browser, address, **options):
    page = open_page(browser, 1280, **options)
    page.goto(address)
    page.locator(".map-live__dot").first.wait_for()
    return page


def test_a_marker_leads_to_its_park(browser, site):
    page = open_map(browser, f"{site}/map/")

    assert page.locator("path.map-live__land").count() > 150
    assert page.locator("path.map-live__tie").count() == 1
    assert page.locator("svg.map").count() == 0
    page.get_by_role("button", name="Otaniemi, Espoo, Finland").click()
    assert page.locator(".leaflet-popup-content p").all_inner_texts() == ["Technopole", "Espoo, Finland"]
    page.locator(".leaflet-popup-content").get_by_role("link", name="Otaniemi").click()
    page.wait_for_url(f"{site}/parks/otaniemi/")
    assert page.complaints == []


def test_the_keyboard_opens_a_group_and_comes_back_to_it(browser, site):
    page = open_map(browser, f"{site}/map/")

    group = page.get_by_role("button", name="2 parks: Beijing, China …")
    group.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup-content a").first.wait_for()
    assert page.locator(".leaflet-popup-content a").all_inner_texts() == ["One", "Two"]
    assert page.evaluate("document.activeElement.textContent") == "One"
    page.keyboard.press("Escape")
    page.locator(".map-live__dot[aria-label='2 parks: Beijing, China …']:focus").wait_for()
    assert page.complaints == []


def test_agreements_show_only_the_parks_that_they_tie(browser, site):
    page = open_map(browser, f"{site}/map/agreements/?from=2010")

    names = [marker.get_attribute("aria-label") for marker in page.locator(".map-live__dot").all()]
    assert sorted(names) == ["One, Beijing, China", "Otaniemi, Espoo, Finland"]
    assert page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_the_map_is_accessible(browser, site, script):
    page = open_page(browser, 1280)
    if script:
        page.goto(f"{site}/map/")
        page.locator(".map-live__dot").first.wait_for()
    else:
        page.route("**/js/map.js", lambda route: route.fulfill(body=""))
        page.goto(f"{site}/map/")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == []


def test_a_dot_leads_to_its_park_without_javascript(browser, site):
    page = open_page(browser, 390, java_script_enabled=False)
    page.goto(f"{site}/map/")
    page.get_by_role("link", name="Otaniemi, Espoo, Finland").click()

    assert page.url == f"{site}/parks/otaniemi/"
    assert page.locator("svg.map").count() == 1
    assert page.complaints == []


@pytest.mark.parametrize("width", [320, 390])
def test_maps_are_not_wider_than_the_screen(browser, site, width):
    page = open_page(browser, width)
    for address in ("/", "/map/", "/countries/fi/", "/parks/otaniemi/"):
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert page.complaints == []
