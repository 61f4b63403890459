"""When a reader on a slow line first sees something: first contentful paint, on a cold cache.

    .venv/bin/python bench/paint.py

Serves the curated records with granian, as in production, and opens pages in Chromium on a line such as “fast 3G”: 1.6 Mbit/s down, 750
kbit/s up, 150 ms there and back. Each time is the median of five openings, each in a window that has nothing cached; the server is warm.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.production import served  # noqa: E402 -- after its place is known

PAGES = {"home": "/", "a list": "/agreements/", "a park": "/parks/suzhou-industrial-park/", "map": "/map/"}
LINE = {"offline": False, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8, "latency": 150}
ROUNDS = 5
PAINT = """() => new Promise((done) => {
    const look = (list) => list.getEntriesByName("first-contentful-paint").forEach((entry) => done(entry.startTime));
    new PerformanceObserver(look).observe({ type: "paint", buffered: true });
})"""


def first_paint(browser: Browser, address: str) -> float:
    """Milliseconds from asking for a page to its first text or picture."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="load")
    time = page.evaluate(PAINT)
    context.close()
    return float(time)


def main() -> None:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    print("| page | first contentful paint |\n|---|---|")
    with tempfile.TemporaryDirectory(prefix="atlas-paint-") as folder, served(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, address in PAGES.items():
            times = [first_paint(browser, site + address) for _round in range(ROUNDS + 1)][1:]
            print(f"| {name} | {statistics.median(times) / 1000:.2f} s |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
