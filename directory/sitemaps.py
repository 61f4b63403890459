"""What search engines should read: every page that is about something, and nothing that is a filter."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.language import in_language
from core.models import Sector, Source
from core.views import site_of
from directory import relations, tallies

# No list with two parameters or a search: their number has no end.
ROBOTS = """\
User-agent: *
Disallow: /*?*&
Disallow: /*?q=
Disallow: /*?sort=
Disallow: /*?per_page=
Disallow: /*/facets/
Disallow: /api/

Sitemap: {site}/sitemap.xml
"""


class InEachLanguage(Sitemap):
    """Pages that are there in each language, each naming the others.

    Django's own `i18n` would list every row in every language for each page of a sitemap.
    """

    limit = 10_000

    def get_urls(self, page: int = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        origin, found = f"{self.get_protocol(protocol)}://{self.get_domain(site)}", []
        for url in super().get_urls(page, site, protocol):
            path = url["location"].removeprefix(origin)
            addresses = {code: f"{origin}{in_language(path, code)}" for code, _name in settings.LANGUAGES}
            alternates = [{"lang_code": code, "location": address} for code, address in addresses.items()]
            alternates.append({"lang_code": "x-default", "location": f"{origin}{path}"})
            found += [{**url, "location": address, "alternates": alternates} for address in addresses.values()]
        return found


class Pages(InEachLanguage):
    """The pages about the directory as a whole, and the lists."""

    def items(self) -> list[str]:
        own = ["home", "about", "country-list", "sector-list", "source-list", "map", "agreement-map", "network", "timeline"]
        own += ["coverage", "disagreements", "quality"]
        lists = [f"{model._meta.app_label}:{model.TYPE}-list" for model in tallies.MODELS.values()]
        return [*(f"directory:{name}" for name in own), *lists]

    def location(self, item: str) -> str:
        return reverse(item)


class Records(InEachLanguage):
    """Every published record of a type."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def items(self) -> Any:
        return self.model.objects.published().order_by("pk")

    def lastmod(self, item: Any) -> datetime:
        return item.updated

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database, not of every record."""
        return self.items().aggregate(latest=Max("updated"))["latest"]


class Rows(InEachLanguage):
    """Sources or sectors."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def items(self) -> Any:
        return self.model.objects.order_by("pk")


class Countries(InEachLanguage):
    """Countries that a record names."""

    def items(self) -> list[tallies.Country]:
        return tallies.by_country()

    def location(self, item: tallies.Country) -> str:
        return item.url


class Relations(InEachLanguage):
    """Pairs of countries that something ties."""

    def items(self) -> list[tuple[str, str]]:
        return relations.pairs()

    def location(self, item: tuple[str, str]) -> str:
        return relations.address(*item)


SITEMAPS: dict[str, Sitemap] = {
    "pages": Pages(),
    **{plural: Records(model) for plural, model in tallies.MODELS.items()},
    "sources": Rows(Source),
    "sectors": Rows(Sector),
    "countries": Countries(),
    "relations": Relations(),
}


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read."""
    return HttpResponse(ROBOTS.format(site=site_of(request)), content_type="text/plain; charset=utf-8")
