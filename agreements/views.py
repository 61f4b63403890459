"""The pages of agreements and events."""

from django.utils.translation import gettext_lazy as _

from agreements.filters import AgreementFilter, EventFilter
from agreements.models import Agreement, Event
from core.views import ListPage, RecordPage


class AgreementList(ListPage):
    template_name = "agreements/agreement_list.html"
    result_template = "agreements/agreement_result.html"
    plural = _("Agreements")
    filterset_class = AgreementFilter
    queryset = Agreement.objects.published().for_list()


class AgreementDetail(RecordPage):
    template_name = "agreements/agreement_detail.html"
    queryset = Agreement.objects.for_public()


class EventList(ListPage):
    template_name = "agreements/event_list.html"
    result_template = "agreements/event_result.html"
    plural = _("Events")
    filterset_class = EventFilter
    queryset = Event.objects.published().for_list()


class EventDetail(RecordPage):
    template_name = "agreements/event_detail.html"
    queryset = Event.objects.for_public()
