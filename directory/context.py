"""What every page's template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

NAVIGATION = (
    ("parks:park-list", _("Parks")),
    ("parks:institution-list", _("Institutions")),
    ("agreements:agreement-list", _("Agreements")),
    ("agreements:event-list", _("Events")),
    ("directory:country-list", _("Countries")),
    ("directory:sector-list", _("Sectors")),
    ("directory:source-list", _("Sources")),
    ("directory:about", _("About")),
)


def site(request: HttpRequest) -> dict[str, object]:
    """`navigation`: the main pages, and whether the reader is on or below each."""
    if request.path_info.startswith("/admin/"):
        return {}
    path = request.path_info
    items = [(reverse(name, urlconf=settings.PUBLIC_URLCONF), label) for name, label in NAVIGATION]
    navigation = [{"url": url, "label": label, "is_here": path == url, "is_above": path.startswith(url)} for url, label in items]
    return {"navigation": navigation}
