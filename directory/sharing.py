"""What a page tells those who pass it on: its one address, and the card that stands for it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from core.language import in_language, without_language
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
    # The page in each language, by its code; none of what search engines should leave alone.
    languages: dict[str, str]

    width, height = cards.SIZE


def sharing(request: HttpRequest, page: dict[str, Any]) -> Sharing:
    """How a page is shared, from what its template is given. A record costs no query that its page does not need."""
    site, record, listing = site_of(request), page.get("record"), page.get("listing")
    query, path = canonical_query(page), without_language(request.path)
    languages = {code: f"{site}{address(in_language(path, code), query)}" for code, _name in settings.LANGUAGES}
    picture = reverse("card", args=[PLURALS[record.type], record.slug]) if record else reverse("site-card")
    return Sharing(
        url=f"{site}{address(request.path, query)}",
        kind="article" if record else "website",
        image=f"{site}{picture}",
        image_alternative=_alternative(record),
        locale=LOCALES.get(get_language() or "", "en_GB"),
        languages={} if listing and not listing.is_plain else languages,
    )


def _alternative(record: Any) -> str:
    """What a card says: it is in English, whatever the page."""
    with override("en"):
        return (cards.of_record(record) if record else cards.of_site()).alternative


def canonical_query(page: dict[str, Any]) -> str:
    """The parameters of a page's list or form, as links here write them; none where one is wrong."""
    asked = page.get("listing") or page.get("form")
    if asked is None or not (asked.is_valid() if callable(asked.is_valid) else asked.is_valid):
        return ""
    return asked.query_for() if hasattr(asked, "query_for") else ""
