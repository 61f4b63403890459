"""What search engines should read: every page that is about something, and nothing that is a filter."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from core.api import site_of
from core.models import Sector, Source
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
    """Pages that are there in each language, each naming the others."""

    i18n = alternates = x_default = True


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
