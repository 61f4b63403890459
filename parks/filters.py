"""What lists of parks and institutions can be filtered by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.filters import FacetFilter, RecordFilter, RecordsFilter
from parks.models import Institution, Park
from parks.querysets import InstitutionQuerySet, ParkQuerySet
from parks.vocabulary import InstitutionKind, ParkKind, Relation


class ParkFilter(RecordFilter):
    date_label = _("Founded")
    features = tuple(ParkQuerySet.features)
    kinds = ParkKind.choices

    @classmethod
    def everything(cls) -> Any:
        return Park.objects.published()


class InstitutionFilter(RecordFilter):
    features = tuple(InstitutionQuerySet.features)
    kinds = InstitutionKind.choices
    can_match_all = ("sector", "park")

    role = FacetFilter(label=_("Role in a park"), lookup="in_roles", pairs="role_pairs", choices=Relation.choices)
    park = RecordsFilter(label=_("In or tied to the park"), lookup="around", pairs="park_pairs", records=Park.objects.published)

    @classmethod
    def everything(cls) -> Any:
        return Institution.objects.published()
