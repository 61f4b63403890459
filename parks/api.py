"""Parks and institutions for machines."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Router

from core.api import RECORD_ANSWERS, Envelope, Places, list_parameters, list_response, record_response
from parks.filters import InstitutionFilter, ParkFilter
from parks.models import Institution, Park
from parks.schema import InstitutionOut, ParkOut, ParkPlace

router = Router()


@router.get("/parks/", response=Envelope[ParkOut], tags=["parks"], openapi_extra=list_parameters(ParkFilter, ParkPlace))
def list_parks(request: HttpRequest) -> HttpResponseBase:
    """Parks, filtered, sorted, a page at a time."""
    return list_response(request, ParkFilter, Park.objects.for_public(), ParkOut, "parks", Places(Park.objects.for_places(), ParkPlace))


@router.get("/parks/{slug}/", response=ParkOut, tags=["parks"], openapi_extra=RECORD_ANSWERS)
def get_park(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One park."""
    return record_response(request, Park.objects.for_public(), ParkOut, slug)


@router.get("/institutions/", response=Envelope[InstitutionOut], tags=["institutions"], openapi_extra=list_parameters(InstitutionFilter))
def list_institutions(request: HttpRequest) -> HttpResponseBase:
    """Institutions, filtered, sorted, a page at a time."""
    return list_response(request, InstitutionFilter, Institution.objects.for_public(), InstitutionOut, "institutions")


@router.get("/institutions/{slug}/", response=InstitutionOut, tags=["institutions"], openapi_extra=RECORD_ANSWERS)
def get_institution(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One institution."""
    return record_response(request, Institution.objects.for_public(), InstitutionOut, slug)
