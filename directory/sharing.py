"""What a page tells those who pass it on: its one address, and the card that stands for it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from core.views import address, site_of
from directory import cards
from directory.tallies import PLURALS

# Open Graph writes a language with a country; the English here is British.
LOCALES = {"en": "en_GB", "zh-hans": "zh_CN", "ru": "ru_RU"}


@dataclass(frozen=True)
class Sharing:
    """`url` is canonical: without parameters that mean nothing here, and the others in one order."""

    url: str
    kind: str
    image: str
    image_alternative: str
    locale: str

    width, height = cards.SIZE


def sharing(request: HttpRequest, page: dict[str, Any]) -> Sharing:
    """How a page is shared, from what its template is given. A record costs no query that its page does not need."""
    site, record = site_of(request), page.get("record")
    path = reverse("card", args=[PLURALS[record.type], record.slug]) if record else reverse("site-card")
    return Sharing(
        url=f"{site}{address(request.path, canonical_query(page))}",
        kind="article" if record else "website",
        image=f"{site}{path}",
        image_alternative=(cards.of_record(record) if record else cards.of_site()).alternative,
        locale=LOCALES.get(get_language() or "", "en_GB"),
    )


def canonical_query(page: dict[str, Any]) -> str:
    """The parameters of a page's list or form, as links here write them; none where one is wrong."""
    asked = page.get("listing") or page.get("form")
    if asked is None or not (asked.is_valid() if callable(asked.is_valid) else asked.is_valid):
        return ""
    return asked.query_for() if hasattr(asked, "query_for") else ""
