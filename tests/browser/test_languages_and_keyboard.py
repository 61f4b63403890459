"""Journeys in Chinese and in Russian from start to end, and one in which nothing is ever clicked."""

import re

import pytest

from tests.browser.visitor import DEVICES, Visitor

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(params=DEVICES)
def device(request):
    return request.param


def test_a_park_manager_works_in_chinese(browser, atlas, device):
    visitor = Visitor(browser, atlas, device, language="zh-hans")
    visitor.open("/zh-hans/")
    visitor.search("中关村", label="搜索全站")
    visitor.follow(visitor.link("中关村", exact=True))
    visitor.follow(visitor.link("谁可能是它的下一个合作伙伴？"))
    assert visitor.headline() == "中关村的潜在合作伙伴"
    visitor.follow(visitor.link("中关村", exact=True))
    visitor.follow(visitor.link("与其他园区比较"))
    visitor.page.get_by_label("再添加一个园区").fill("清华科技园")
    visitor.follow(visitor.page.get_by_role("button", name="添加", exact=True))
    assert visitor.page.get_by_role("table").get_by_role("columnheader").all_inner_texts() == ["园区", "中关村", "清华科技园"]
    rows = visitor.rows(visitor.link("CSV", exact=True))
    assert {row["park"] for row in rows} == {"zhongguancun-science-park", "tuspark-beijing"}
    visitor.leave()


def test_an_analyst_works_in_russian(browser, atlas, device):
    visitor = Visitor(browser, atlas, device, language="ru")
    visitor.open("/ru/")
    visitor.follow(visitor.menu("Страны"))
    visitor.follow(visitor.link("Россия", exact=True))
    visitor.follow(visitor.section("Страны-партнёры").get_by_role("link", name="Китай", exact=True))
    visitor.follow(visitor.section("Соглашения").get_by_role("link", name=re.compile("Открыть весь список")))
    everything = visitor.number()
    visitor.filter(От="2012", apply="Применить", summary="Фильтры и сортировка")
    assert everything > visitor.number() > 0
    rows = visitor.rows(visitor.link("CSV", exact=True))
    assert len(rows) == len(visitor.results()) == visitor.number()
    visitor.follow(visitor.link("Убрать фильтр От: 2012"))
    assert visitor.number() == everything
    visitor.follow(visitor.page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first)
    visitor.follow(visitor.link(re.compile(r"^Источник 1")))
    assert visitor.target()
    visitor.leave()


@pytest.mark.parametrize("device", ["desktop", "desktop, no script"])
def test_a_reader_goes_everywhere_by_the_keyboard(browser, atlas, device):
    visitor = Visitor(browser, atlas, device)
    page, keys = visitor.page, visitor.page.keyboard
    visitor.open("/")
    visitor.tab_to(page.get_by_role("link", name="Skip to the content"))
    visitor.go()
    visitor.tab_to(visitor.link("Open the map"))
    visitor.tab_to(page.get_by_label("Search everything"), key="Shift+Tab")
    keys.type("skolkovo")
    visitor.go()
    visitor.tab_to(visitor.link("Skolkovo Innovation Centre", exact=True))
    visitor.go()
    visitor.tab_to(page.get_by_text("Cite this record"))
    keys.press("Space")
    visitor.tab_to(page.get_by_role("region", name="BibTeX"))
    assert page.get_by_role("region", name="BibTeX").inner_text().startswith("@misc{")

    visitor.open("/agreements/")
    visitor.tab_to(page.get_by_role("checkbox", name=re.compile("^China")))
    keys.press("Space")
    visitor.tab_to(page.get_by_label("From", exact=True))
    keys.type("2015")
    visitor.tab_to(page.get_by_label("Sort by"))
    keys.press("ArrowUp")
    visitor.tab_to(page.get_by_role("button", name="Apply"))
    visitor.go()
    assert page.get_by_role("checkbox", name=re.compile("^China")).is_checked()
    visitor.tab_to(visitor.link("Remove filter From: 2015"))
    visitor.go()
    visitor.tab_to(page.get_by_role("link", name="Skip to the results"))
    visitor.go()
    visitor.tab_to(visitor.link("Next", exact=True))
    visitor.go()
    assert "page=2" in page.url

    visitor.open("/map/?country=FI")
    name = "Oulu Technology Village"
    if visitor.script:
        visitor.tab_to(page.get_by_role("button", name=f"{name}, Oulu, Finland"))
        keys.press("Enter")
        page.get_by_role("link", name=name).first.wait_for()
        keys.press("Escape")
        visitor.tab_to(visitor.link(re.compile(r"^[A-Z].*Park$")))
    else:
        visitor.tab_to(visitor.link(f"{name}, Oulu, Finland"))
    visitor.open("/network/?country=FI&country=CN")
    visitor.tab_to(visitor.link(re.compile(r": \d+ partners?$")))
    visitor.open("/network/?country=FI&country=CN")
    visitor.tab_to(page.get_by_role("link", name="Skip to the list of organisations"))
    visitor.go()
    visitor.tab_to(page.get_by_role("main").get_by_role("rowheader").get_by_role("link").first)
    visitor.go()
    visitor.open("/timeline/?country=FI&from=2010&to=2019")
    visitor.tab_to(page.get_by_role("main").get_by_role("rowheader").get_by_role("link").first)
    visitor.go()
    visitor.leave()
