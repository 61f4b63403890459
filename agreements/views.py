"""The pages of agreements and events."""

from django.utils.translation import gettext_lazy as _

from agreements import linked_data
from agreements.filters import AgreementFilter, EventFilter
from agreements.models import Agreement, Event
from core.views import ListPage, RecordPage


class AgreementList(ListPage):
    template_name = "agreements/agreement_list.html"
    result_template = "agreements/agreement_result.html"
    plural = _("Agreements")
    filterset_class = AgreementFilter


class AgreementDetail(RecordPage):
    template_name = "agreements/agreement_detail.html"
    model = Agreement
    thing = staticmethod(linked_data.agreement)


class EventList(ListPage):
    template_name = "agreements/event_list.html"
    result_template = "agreements/event_result.html"
    plural = _("Events")
    filterset_class = EventFilter
    has_places = True


class EventDetail(RecordPage):
    template_name = "agreements/event_detail.html"
    model = Event
    thing = staticmethod(linked_data.event)
