"""What pages weigh on their way to a browser that has nothing yet, and that nothing on them moves once it is there.

Bodies of static files count as Chromium receives them: WhiteNoise serves what `collectstatic` compressed by brotli. Pages leave granian
uncompressed; a proxy may compress them. Two sums are therefore asserted: the first with the HTML compressed by brotli at quality 5, as
proxies do on the fly, and the second, with a wider budget, with the HTML as granian sends it. Headers are in neither; they are printed.
"""

from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import brotli
import pytest

from tests.browser import open_page
from tests.browser.production import ROOT
from tests.browser.visitor import PHONE

pytestmark = pytest.mark.sqlite_only
KB = 1024
# The base map of the world, which a page of its own would be without.
MAP = "/static/img/world"
# Its bytes with the page compressed, and with the page as it leaves granian.
BUDGETS = {"/": (100 * KB, 150 * KB), "/parks/": (60 * KB, 150 * KB), "/agreements/": (60 * KB, 170 * KB)}
STEADY = ["/", "/parks/", "/parks/suzhou-industrial-park/", "/map/", "/network/", "/timeline/"]
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""


def received(browser, address):
    """The page, and by path the bytes of each answer's body, as it came over the wire, and those of all their headers."""
    page = open_page(browser, 1280)
    wire = page.context.new_cdp_session(page)
    heads, sizes = {}, {}
    wire.on("Network.responseReceived", lambda event: heads.update({event["requestId"]: event["response"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    wire.send("Network.enable")
    html = page.goto(address).body()
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert not any(head["fromDiskCache"] for head in heads.values())
    headers = {request: head["encodedDataLength"] for request, head in heads.items()}
    bodies = {urlsplit(heads[request]["url"]).path: size - headers[request] for request, size in sizes.items()}
    return html, bodies, sum(headers.values())


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_stays_within_its_budget(browser, atlas, path):
    html, sizes, headers = received(browser, atlas + path)
    files = sum(size for name, size in sizes.items() if name != path and not name.startswith(MAP))
    compressed, raw = BUDGETS[path]
    print(f"{path}: files {files}, page {len(brotli.compress(html, quality=5))} compressed, {sizes[path]} as sent, all headers {headers}")
    assert sizes[path] >= len(html) > 0
    assert files > 0
    assert files + len(brotli.compress(html, quality=5)) <= compressed
    assert files + sizes[path] <= raw


@pytest.mark.parametrize(("folder", "suffix", "budget"), [("js", "js", 20 * KB), ("css", "css", 30 * KB)])
def test_our_scripts_and_styles_are_small(atlas, folder, suffix, budget):
    total = 0
    for path in sorted((ROOT / "static" / folder).rglob(f"*.{suffix}")):
        with urlopen(Request(f"{atlas}/static/{path.relative_to(ROOT / 'static')}", headers={"Accept-Encoding": "br"})) as answer:
            total += len(answer.read())
    print(f"{folder}: {total}")
    assert 0 < total <= budget


@pytest.mark.parametrize("path", STEADY)
@pytest.mark.parametrize("options", [PHONE, {"viewport": {"width": 1280, "height": 900}}], ids=["390", "1280"])
def test_nothing_moves_while_a_page_comes(browser, atlas, path, options):
    page = browser.new_context(**options).new_page()
    page.goto(atlas + path)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(SHIFTS)
    page.context.close()
    assert shift == 0
