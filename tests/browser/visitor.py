"""Somebody with a browser, who goes by what can be read and pressed, and looks at every page in passing."""

import csv
import re
from pathlib import Path

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
DEVICES = {
    "phone": (PHONE, True),
    "phone, no script": (PHONE, False),
    "desktop": (DESKTOP, True),
    "desktop, no script": (DESKTOP, False),
}
# Where the focus is, and whether one sees it: all of it in the window, nothing of the page over its middle, and a ring or a line around it.
FOCUS = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const drawn = element.ownerSVGElement !== undefined && element.ownerSVGElement !== null;
    const shapes = drawn ? [...element.querySelectorAll("circle, rect")] : [element];
    const styles = [element, ...shapes].map((part) => getComputedStyle(part));
    const ring = styles.some((style) => parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none");
    const shadow = styles.some((style) => style.boxShadow !== "none");
    const line = drawn && styles.some((style) => style.stroke !== "none" && parseFloat(style.strokeWidth) >= 3);
    const box = element.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const boxes = [{ left, right, top, bottom }, ...shapes.flatMap((shape) => [...shape.getClientRects()])];
    const uncovered = boxes.some((part) => {
        const there = document.elementFromPoint((part.left + part.right) / 2, (part.top + part.bottom) / 2);
        return there && (element.contains(there) || there.contains(element));
    });
    return { seen: (ring || shadow || line) && left < right && top < bottom && uncovered, what: element.outerHTML.slice(0, 160) };
}"""


class Visitor:
    """A browser's window on one device, in one language of the site."""

    def __init__(self, browser, site, device="desktop", *, language="en"):
        options, self.script = DEVICES[device]
        self.site, self.language, self.touch = site, language, "has_touch" in options
        self.page = browser.new_context(**options, java_script_enabled=self.script, reduced_motion="reduce").new_page()
        self.page.set_default_timeout(15_000)
        self.complaints = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", lambda response: response.status < 400 or self.complaints.append(f"{response.status}: {response.url}"))
        # A page that is left before all of it has come aborts what is missing; so does a download, which is no page.
        self.page.on(
            "requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or self.complaints.append(f"failed: {request.url}")
        )

    def look(self):
        """Every page is whole: one headline, a title, its language, no wider than the window, and nothing went wrong on the way."""
        page = self.page
        page.wait_for_load_state("load")
        assert (page.url, self.complaints) == (page.url, [])
        assert page.get_by_role("heading", level=1).count() == 1, page.url
        assert page.title().strip(), page.url
        assert page.locator("html").get_attribute("lang") == self.language, page.url
        width = page.viewport_size["width"]
        assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [width, width], page.url

    def open(self, address):
        self.page.goto(self.site + address)
        self.look()

    def press(self, target):
        """With a finger or with the mouse."""
        if self.touch:
            target.tap()
        else:
            target.click()

    def follow(self, target):
        """Press what leads to another page or another place of this one."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(target)
        self.look()

    def back(self):
        self.page.go_back()
        self.look()

    def menu(self, name):
        return self.page.get_by_role("banner").get_by_role("link", name=name, exact=True)

    def link(self, name, *, within="main", **options):
        return self.page.get_by_role(within).get_by_role("link", name=name, **options).first

    def section(self, name):
        """A part of the page by its heading."""
        return self.page.get_by_role("region", name=name)

    def search(self, text, label="Search everything"):
        """By the field at the top; Enter, which phones call “Go”."""
        self.page.get_by_label(label).fill(text)
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_label(label).press("Enter")
        self.look()

    def unfold(self, apply="Apply", summary="Filter and sort"):
        """Open a list's form, which a narrow screen keeps folded."""
        if not self.page.get_by_role("button", name=apply).is_visible():
            self.press(self.page.get_by_text(summary).first)

    def choose(self, facet, value):
        """Filter by a value that is not among those with most results."""
        self.unfold()
        self.follow(self.link(re.compile(rf"^Show all \d+ ?: {facet}$")))
        self.follow(self.link(re.compile(rf"^{value} ")))

    def filter(self, *boxes, apply="Apply", summary="Filter and sort", **texts):
        """Fill in a list's form."""
        self.unfold(apply, summary)
        for name in boxes:
            self.press(self.page.get_by_role("checkbox", name=name).first)
        for label, text in texts.items():
            self.page.get_by_role("main").get_by_label(label, exact=True).fill(text)
        self.follow(self.page.get_by_role("button", name=apply))

    def headline(self):
        return self.page.get_by_role("heading", level=1).inner_text()

    def number(self):
        """How many a list's headline says there are."""
        return int(self.headline().split()[0].replace(",", ""))

    def results(self):
        """The names that a list shows."""
        return self.page.get_by_role("main").get_by_role("listitem").get_by_role("heading", level=2).all_inner_texts()

    def target(self):
        """What the address's last part leads to, which is in sight."""
        target = self.page.locator(":target")
        box = target.bounding_box()
        assert 0 <= box["y"] < self.page.viewport_size["height"]
        return target.inner_text()

    def download(self, link):
        """The text of a file that a link gives."""
        with self.page.expect_download() as coming:
            self.press(link)
        return Path(coming.value.path()).read_text("utf-8")

    def rows(self, link):
        """The rows of a CSV file that a link gives."""
        return list(csv.DictReader(self.download(link).splitlines()))

    def data(self, link):
        """JSON that a link leads to, from which the visitor comes back."""
        with self.page.expect_navigation() as going:
            self.press(link)
        assert going.value.ok
        answer = going.value.json()
        self.back()
        return answer

    def tab_to(self, target, key="Tab"):
        """Move the focus, which is in sight at every step, until it is there."""
        for _step in range(150):
            self.page.keyboard.press(key)
            focus = self.page.evaluate(FOCUS)
            assert focus is None or focus["seen"], (self.page.url, focus)
            if target.first.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"The keyboard does not come to {target}")

    def go(self, key="Enter"):
        """Press a key that leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)
        self.look()

    def leave(self):
        self.page.context.close()
