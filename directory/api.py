"""The API, version 1: the routers of parks and agreements, and sources, sectors and countries."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI

from agreements.api import router as agreements_router
from core import countries
from core.api import RECORD_ANSWERS, Envelope, json_response, list_parameters, list_response, not_found, record_response, site_of
from core.models import Source
from directory import tallies
from directory.filters import SourceFilter
from directory.schema import CountryOut, SectorOut, SourceOut
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


def _one(request: HttpRequest, found: list[Any], shape: Any, name: str) -> HttpResponse:
    if not found:
        return not_found(f"There is no record “{name}” here.")
    return json_response(shape.model_validate(found[0], context={"site": site_of(request)}))
