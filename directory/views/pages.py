"""Home, countries, sectors, sources, about."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, TemplateView

from agreements.models import Agreement
from core import countries
from core.collation import collation_key
from core.language import names_of
from core.models import RivalClaim, Sector, Source
from core.views import ListPage, api_url, site_of
from core.vocabulary import Status
from directory import linked_data, tallies
from directory.filters import SourceFilter
from directory.map import layers
from directory.relations import Relation, address, partners_of

LATEST = 5
# How many records of a kind a country's or sector's page lists before it points to the list.
SHOWN = 10


class Home(TemplateView):
    template_name = "directory/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = Agreement.objects.published().for_list().in_order()[:LATEST]
        sectors = [sector for sector in tallies.by_sector() if sector.depth == 0]
        return super().get_context_data(
            counts=tallies.in_all(),
            latest=latest,
            countries=tallies.by_country(),
            sectors=sectors,
            sources=Source.objects.count(),
            linked_data=linked_data.directory(site_of(self.request)),
            picture=layers.of_world(str(_("Parks of the world, and the agreements among them"))),
            **kwargs,
        )


class About(TemplateView):
    template_name = "directory/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(counts=tallies.in_all(), linked_data=linked_data.directory(site_of(self.request)), **kwargs)


class CountryList(TemplateView):
    template_name = "directory/country_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_region = sorted(tallies.by_country(), key=lambda country: (not country.region, collation_key(country.region)))
        regions = [(region, list(found)) for region, found in groupby(by_region, key=lambda country: country.region)]
        return super().get_context_data(regions=regions, count=len(by_region), **kwargs)


class CountryDetail(TemplateView):
    template_name = "directory/country_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        code = kwargs["code"]
        if code.upper() not in countries.codes():
            raise Http404
        if code != code.lower():
            return HttpResponsePermanentRedirect(request.path.lower())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, code: str, **kwargs: Any) -> dict[str, Any]:
        country = tallies.Country(code.upper(), tallies.Counts())
        groups = groups_of(lambda records: records.in_countries([country.code]), f"country={country.code}")
        picture = layers.of_one_country(country.code)
        return super().get_context_data(country=country, groups=groups, partners=partners_of(country.code), picture=picture, **kwargs)


class RelationDetail(TemplateView):
    """Two countries; the other order of their codes, and capitals, redirect."""

    template_name = "directory/relation_detail.html"

    def get(self, request: HttpRequest, *args: Any, first: str, second: str, **kwargs: Any) -> HttpResponseBase:
        if not {first.upper(), second.upper()} <= countries.codes() or first.lower() == second.lower():
            raise Http404
        if (proper := address(first, second)) != request.path:
            return HttpResponsePermanentRedirect(proper)
        return super().get(request, *args, first=first, second=second, **kwargs)

    def get_context_data(self, first: str, second: str, **kwargs: Any) -> dict[str, Any]:
        relation = Relation((first.upper(), second.upper()))
        names = [country.name for country in relation.countries]
        groups = groups_of(lambda records: records.between(list(relation.codes)), relation.query, ("agreements", "events"))
        most = max((max(agreements, events) for _year, agreements, events in relation.years), default=0)
        return super().get_context_data(relation=relation, title=" – ".join(names), groups=groups, most=most, **kwargs)


class SectorList(TemplateView):
    template_name = "directory/sector_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sectors = tallies.by_sector()
        roots: list[tuple[Any, list[Any]]] = []
        for sector in sectors:
            if sector.depth == 0:
                roots.append((sector, []))
            else:
                roots[-1][1].append(sector)
        return super().get_context_data(roots=roots, count=len(sectors), **kwargs)


class SectorDetail(DetailView):
    template_name = "directory/sector_detail.html"

    def get_queryset(self) -> Any:
        return Sector.objects.select_related("parent").prefetch_related("names", "children", *names_of("parent"), *names_of("children"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = groups_of(lambda records: records.in_sectors([self.object.slug]), f"sector={self.object.slug}")
        return super().get_context_data(groups=groups, **kwargs)


class SourceList(ListPage):
    template_name = "directory/source_list.html"
    result_template = "directory/source_result.html"
    plural = _("Sources")
    filterset_class = SourceFilter


class SourceDetail(DetailView):
    template_name = "directory/source_detail.html"

    def get_queryset(self) -> Any:
        return Source.objects.for_public()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what it supports: for each type of record, the records and the places that support each."""
        supported: dict[str, dict[Any, list[Any]]] = {}
        for citation in self.object.citations.all():
            supported.setdefault(citation.record.type, {}).setdefault(citation.record, []).append(citation)
        groups = [
            {
                "plural": tallies.PLURALS[kind],
                "title": tallies.MODELS[tallies.PLURALS[kind]]._meta.verbose_name_plural,
                "records": supported[kind],
            }
            for kind in tallies.PLURALS
            if kind in supported
        ]
        count = sum(len(group["records"]) for group in groups)
        return super().get_context_data(groups=groups, count=count, api_url=api_url(self.request), **kwargs)


class Disagreements(TemplateView):
    """Every rival claim about a published record, beside what the record says."""

    template_name = "directory/disagreements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claims = RivalClaim.objects.filter(record__status=Status.PUBLISHED).select_related("source").order_by("record__name_key", "pk")
        disputed = {claim.record_id for claim in claims}
        records = {
            record.pk: record
            for model in tallies.MODELS.values()
            for record in model.objects.filter(pk__in=disputed).prefetch_related("figures", *names_of())
        }
        for claim in claims:
            claim.record = records[claim.record_id]
        return super().get_context_data(claims=claims, **kwargs)


def groups_of(chosen: Callable[[Any], Any], query: str, plurals: Iterable[str] = tuple(tallies.MODELS)) -> list[dict[str, Any]]:
    """For each type of record: its title, how many are chosen, the first of them, and the address of the whole list."""
    groups = []
    for plural in plurals:
        model = tallies.MODELS[plural]
        rows = chosen(model.objects.published()).for_list().in_order()
        url = tallies.list_address(plural, query)
        count, title = rows.count(), model._meta.verbose_name_plural
        noun = tallies.noun(plural, count)
        groups.append({"plural": plural, "title": title, "count": count, "noun": noun, "rows": rows[:SHOWN], "url": url})
    return groups
