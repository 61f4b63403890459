"""Agreements and events for machines."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Router

from agreements.filters import AgreementFilter, EventFilter
from agreements.models import Agreement, Event
from agreements.schema import AgreementOut, EventOut, EventPlace
from core.api import RECORD_ANSWERS, Envelope, Places, list_parameters, list_response, record_response

router = Router()


@router.get("/agreements/", response=Envelope[AgreementOut], tags=["agreements"], openapi_extra=list_parameters(AgreementFilter))
def list_agreements(request: HttpRequest) -> HttpResponseBase:
    """Agreements, filtered, sorted, a page at a time."""
    return list_response(request, AgreementFilter, Agreement.objects.for_public(), AgreementOut, "agreements")


@router.get("/agreements/{slug}/", response=AgreementOut, tags=["agreements"], openapi_extra=RECORD_ANSWERS)
def get_agreement(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One agreement."""
    return record_response(request, Agreement.objects.for_public(), AgreementOut, slug)


@router.get("/events/", response=Envelope[EventOut], tags=["events"], openapi_extra=list_parameters(EventFilter, EventPlace))
def list_events(request: HttpRequest) -> HttpResponseBase:
    """Events, filtered, sorted, a page at a time."""
    return list_response(
        request, EventFilter, Event.objects.for_public(), EventOut, "events", Places(Event.objects.for_places(), EventPlace)
    )


@router.get("/events/{slug}/", response=EventOut, tags=["events"], openapi_extra=RECORD_ANSWERS)
def get_event(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One event."""
    return record_response(request, Event.objects.for_public(), EventOut, slug)
