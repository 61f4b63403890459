"""What every page's template may use."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.language import in_language, without_language
from core.views import address

NAVIGATION = (
    ("parks:park-list", _("Parks")),
    ("parks:institution-list", _("Institutions")),
    ("agreements:agreement-list", _("Agreements")),
    ("agreements:event-list", _("Events")),
    ("directory:map", _("Map")),
    ("directory:network", _("Network")),
    ("directory:timeline", _("Timeline")),
    ("directory:country-list", _("Countries")),
    ("directory:sector-list", _("Sectors")),
    ("directory:source-list", _("Sources")),
    ("directory:about", _("About")),
)


@dataclass(frozen=True)
class Language:
    """The page in a language: `url` keeps its filters."""

    code: str
    name: str
    url: str
    is_here: bool


def site(request: HttpRequest) -> dict[str, object]:
    """`navigation`: the main pages, and whether the reader is on or below each; `languages`: the page in each language."""
    if request.path_info.startswith("/admin/"):
        return {}
    path = request.path_info
    items = [(reverse(name, urlconf=settings.PUBLIC_URLCONF), label) for name, label in NAVIGATION]
    navigation = [{"url": url, "label": label, "is_here": path == url, "is_above": path.startswith(url)} for url, label in items]
    return {"navigation": navigation, "languages": languages(request)}


def languages(request: HttpRequest) -> list[Language]:
    """The page that is asked for, in each language."""
    path = without_language(request.path)
    return [
        Language(code, name, address(in_language(path, code), request.GET.urlencode()), code == get_language())
        for code, name in settings.LANGUAGES
    ]
