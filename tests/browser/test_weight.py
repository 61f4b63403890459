"""What pages weigh on their way to a browser that has nothing yet, and that nothing on them moves once it is there.

Bodies count as Chromium receives them: WhiteNoise serves what `collectstatic` compressed by brotli, pages leave granian compressed by
gzip. Headers are not counted; they are printed.
"""

from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.browser import open_page
from tests.browser.visitor import PHONE

pytestmark = pytest.mark.sqlite_only
KB = 1024
# The base map of the world, which a page of its own would be without.
MAP = "/static/img/world"
BUDGETS = {"/": 100 * KB, "/parks/": 60 * KB, "/agreements/": 60 * KB}
STEADY = ["/", "/parks/", "/parks/suzhou-industrial-park/", "/map/", "/network/", "/timeline/"]
SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""


def received(browser, address):
    """By path the bytes of each answer's body, as it came over the wire, and those of all their headers."""
    page = open_page(browser, 1280)
    wire = page.context.new_cdp_session(page)
    heads, sizes = {}, {}
    wire.on("Network.responseReceived", lambda event: heads.update({event["requestId"]: event["response"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    wire.send("Network.enable")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert not any(head["fromDiskCache"] for head in heads.values())
    headers = {request: head["encodedDataLength"] for request, head in heads.items()}
    return {urlsplit(heads[request]["url"]).path: size - headers[request] for request, size in sizes.items()}, sum(headers.values())


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_stays_within_its_budget(browser, atlas, path):
    sizes, headers = received(browser, atlas + path)
    files = {name: size for name, size in sizes.items() if name != path and not name.startswith(MAP)}
    print(f"{path}: page {sizes[path]}, files {files}, all headers {headers}")
    assert len(files) > 2
    assert 0 < sizes[path] + sum(files.values()) <= BUDGETS[path]


@pytest.mark.parametrize(("names", "budget"), [(("js/map.js",), 20 * KB), (("css/atlas.css", "css/map-live.css"), 30 * KB)])
def test_our_scripts_and_styles_are_small(atlas, names, budget):
    total = 0
    for name in names:
        with urlopen(Request(f"{atlas}/static/{name}", headers={"Accept-Encoding": "br"})) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            total += len(answer.read())
    print(f"{names}: {total}")
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
