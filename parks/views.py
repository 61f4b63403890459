"""The pages of parks and institutions."""

from django.utils.translation import gettext_lazy as _

from core.views import ListPage, RecordPage
from parks import linked_data
from parks.filters import InstitutionFilter, ParkFilter
from parks.models import Institution, Park


class ParkList(ListPage):
    template_name = "parks/park_list.html"
    result_template = "parks/park_result.html"
    plural = _("Parks")
    filterset_class = ParkFilter
    has_places = True


class ParkDetail(RecordPage):
    template_name = "parks/park_detail.html"
    model = Park
    thing = staticmethod(linked_data.park)


class InstitutionList(ListPage):
    template_name = "parks/institution_list.html"
    result_template = "parks/institution_result.html"
    plural = _("Institutions")
    filterset_class = InstitutionFilter


class InstitutionDetail(RecordPage):
    template_name = "parks/institution_detail.html"
    model = Institution
    thing = staticmethod(linked_data.institution)
