"""A curator makes a park known, in the admin, which needs JavaScript for its rows and for looking sources up."""

import time

import pytest

from tests.browser.production import CURATOR
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.sqlite_only
SOURCE = "Beijing TusPark"


def look(curator):
    """The admin's pages are Django's own: nothing may be blocked, broken or refused on them."""
    assert (curator.page.url, curator.complaints) == (curator.page.url, [])
    assert curator.page.get_by_text("Please correct the error").all_inner_texts() == []
    assert curator.page.title()


def save(curator):
    with curator.page.expect_navigation(wait_until="load"):
        curator.press(curator.page.get_by_role("button", name="Save", exact=True).first)
    look(curator)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_curator_publishes_a_cited_park(browser, atlas, device):
    curator = Visitor(browser, atlas, device)
    page, name, public = curator.page, f"Parc de {device}", f"/parks/parc-de-{device}/"
    page.goto(f"{atlas}/admin/")
    page.get_by_label("Username").fill(CURATOR["DJANGO_SUPERUSER_USERNAME"])
    page.get_by_label("Password").fill(CURATOR["DJANGO_SUPERUSER_PASSWORD"])
    page.get_by_label("Password").press("Enter")
    page.wait_for_load_state("load")
    page.goto(f"{atlas}/admin/parks/park/add/")
    look(curator)

    page.get_by_label("Name:", exact=True).press_sequentially(name)
    page.get_by_label("Kind:", exact=True).select_option("science park")
    page.get_by_label("Country:", exact=True).select_option("Finland")
    curator.press(page.get_by_role("button", name="Add another Citation"))
    citation = page.get_by_role("group", name="Citations")
    citation.get_by_role("combobox").first.click()
    page.get_by_role("searchbox").last.press_sequentially(SOURCE)
    page.get_by_role("option", name=SOURCE).first.click()
    for field in ("name", "kind", "country"):
        citation.get_by_role("checkbox", name=field, exact=True).check()
    save(curator)
    assert page.goto(atlas + public).status == 404
    curator.complaints.clear()

    page.goto(f"{atlas}/admin/parks/park/?q=Parc")
    curator.press(page.get_by_role("link", name=name))
    page.get_by_label("Status:", exact=True).select_option("published")
    save(curator)
    curator.open(public)
    assert curator.headline() == name
    assert curator.section("Sources").get_by_role("link", name=SOURCE).count() == 1
    curator.open("/parks/?q=parc+de&country=FI")
    # A list answers from its old index for the second in which the new one is made.
    until = time.monotonic() + 30
    while name not in curator.results() and time.monotonic() < until:
        page.reload()
    assert name in curator.results()
    curator.leave()
