"""The API, version 1: the routers of parks and agreements, and sources, sectors and countries."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI

from agreements.api import router as agreements_router
from core import countries
from core.api import (
    PROBLEM_ANSWER,
    RECORD_ANSWERS,
    Envelope,
    form_problems,
    json_response,
    list_parameters,
    list_response,
    not_found,
    record_response,
    site_of,
)
from core.filters import MAX_PAGE, MAX_PER_PAGE
from core.models import Source
from directory import links, tallies
from directory.filters import SourceFilter
from directory.schema import CountryOut, HitOut, LinksOut, SectorOut, SourceOut
from directory.search.corpus import AREAS
from directory.search.engine import Hit, Search
from directory.views.links import LinksForm
from directory.views.search import SearchForm
from parks.api import router as parks_router

api = NinjaAPI(
    title="Science Park Atlas",
    version="1",
    description="Science parks, the institutions around them, the agreements that tie them together and the events where those were made.",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
)
api.add_router("", parks_router)
api.add_router("", agreements_router)


@api.exception_handler(Http404)
def missing(_request: HttpRequest, exception: Http404) -> HttpResponse:
    return not_found(str(exception))


@api.get("/sources/", response=Envelope[SourceOut], tags=["sources"], openapi_extra=list_parameters(SourceFilter))
def list_sources(request: HttpRequest) -> HttpResponseBase:
    """Sources, by title."""
    return list_response(request, SourceFilter, Source.objects.for_public(), SourceOut, "sources")


@api.get("/sources/{slug}/", response=SourceOut, tags=["sources"], openapi_extra=RECORD_ANSWERS)
def get_source(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One source, and the records that it supports."""
    return record_response(request, Source.objects.for_public(), SourceOut, slug)


@api.get("/sectors/", response=Envelope[SectorOut], tags=["sectors"], openapi_extra=list_parameters(None))
def list_sectors(request: HttpRequest) -> HttpResponseBase:
    """Sectors, in the order of their tree."""
    return list_response(request, None, tallies.by_sector(), SectorOut, "sectors")


@api.get("/sectors/{slug}/", response=SectorOut, tags=["sectors"], openapi_extra=RECORD_ANSWERS)
def get_sector(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One sector."""
    return _one(request, [sector for sector in tallies.by_sector() if sector.slug == slug], SectorOut, slug)


@api.get("/countries/", response=Envelope[CountryOut], tags=["countries"], openapi_extra=list_parameters(None))
def list_countries(request: HttpRequest) -> HttpResponseBase:
    """Countries that a record names, by name."""
    return list_response(request, None, tallies.by_country(), CountryOut, "countries")


@api.get("/countries/{code}/", response=CountryOut, tags=["countries"], openapi_extra=RECORD_ANSWERS)
def get_country(request: HttpRequest, code: str) -> HttpResponseBase:
    """One country, by its code in either case."""
    if code.upper() not in countries.codes():
        return _one(request, [], CountryOut, code)
    known = {country.code: country for country in tallies.by_country()}
    return _one(request, [known.get(code.upper(), tallies.Country(code.upper(), tallies.Counts()))], CountryOut, code)


LINK_PARAMETERS = [
    {"name": name, "in": "query", "required": True, "description": "A park or institution, by slug or name", "schema": {"type": "string"}}
    for name in ("a", "b")
]


@api.get("/links/", response=LinksOut, tags=["links"], openapi_extra={"parameters": LINK_PARAMETERS, "responses": {400: PROBLEM_ANSWER}})
def get_links(request: HttpRequest) -> HttpResponse:
    """What links two parks or institutions, up to three steps."""
    form = LinksForm(request.GET)
    if errors := form_problems(request, form, needed=("a", "b")):
        return errors
    found = links.links(form.cleaned_data["a"], form.cleaned_data["b"])
    paths = [
        {
            "steps": path.steps,
            "organisations": path.organisations,
            "ties": [[_told(tie, found) for tie in ties] for ties in path.ties],
        }
        for path in found.paths
    ]
    return json_response(LinksOut.model_validate({"a": found.first, "b": found.second, "events": found.events, "paths": paths}))


SEARCH_SCHEMAS = {
    "q": {"type": "string", "maxLength": 100},
    "type": {"type": "string", "enum": list(AREAS)},
    "per_page": {"type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE},
    "page": {"type": "integer", "minimum": 1, "maximum": MAX_PAGE},
}
SEARCH_EXTRA = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "q", "description": str(SearchForm.base_fields[name].label), "schema": schema}
        for name, schema in SEARCH_SCHEMAS.items()
    ],
    "responses": {400: PROBLEM_ANSWER},
}


@api.get("/search/", response=Envelope[HitOut], tags=["search"], openapi_extra=SEARCH_EXTRA)
def search(request: HttpRequest) -> HttpResponse:
    """What words find, by type: parks, institutions, agreements, events, sources; the best of each first."""
    form = SearchForm(request.GET)
    if errors := form_problems(request, form, needed=("q",)):
        return errors
    query, wanted = form.cleaned_data["q"], form.cleaned_data["type"]
    searches = {plural: Search(area, query) for plural, area in AREAS.items()}
    page = form.page_of([hits for plural, hits in searches.items() if wanted in ("", plural)])
    if page is None:
        refusal = form_problems(request, form, needed=("q",))
        assert refusal is not None
        return refusal
    address = f"{site_of(request)}{request.path}?"
    site = {"site": site_of(request)}
    facet = [{"value": plural, "label": str(AREAS[plural].label), "count": hits.count} for plural, hits in searches.items() if hits.count]
    envelope = {
        "count": page.paginator.count,
        "next": address + form.query_for(page=page.next_page_number()) if page.has_next() else None,
        "previous": address + form.query_for(page=page.previous_page_number()) if page.has_previous() else None,
        "facets": {"type": facet},
        "results": [HitOut.model_validate(_hit(hit), context=site) for hit in page.object_list],
    }
    return json_response(envelope)


def _hit(hit: Hit) -> dict[str, Any]:
    record = hit.record
    return {
        "type": getattr(record, "type", "source"),
        "slug": record.slug,
        "url": record.get_absolute_url(),
        "name": str(record),
        "kind": record.kind,
        "country": getattr(record, "country", ""),
        "city": getattr(record, "city", ""),
        "matched": hit,
    }


def _told(tie: links.Tie, found: links.Links) -> dict[str, Any]:
    sources = found.sources.get((tie.record.pk, tie.field), [])
    return {"kind": tie.kind, "sentence": tie.sentence, "record": tie.record, "sources": sources}


def _one(request: HttpRequest, found: list[Any], shape: Any, name: str) -> HttpResponse:
    if not found:
        return not_found(f"There is no record “{name}” here.")
    return json_response(shape.model_validate(found[0], context={"site": site_of(request)}))
