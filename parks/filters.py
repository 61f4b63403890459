"""What lists of parks and institutions can be filtered by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.filters import RecordFilter, RecordSlugFilter
from parks.models import Park
from parks.vocabulary import InstitutionKind, ParkKind


class ParkFilter(RecordFilter):
    date_label = _("Founded")
    kinds = ParkKind.choices


class InstitutionFilter(RecordFilter):
    kinds = InstitutionKind.choices

    park = RecordSlugFilter(label=_("In or tied to the park"), method="around", queryset=Park.objects.published())

    def around(self, queryset: Any, _name: str, value: Park) -> Any:
        return queryset.around(value.slug)
