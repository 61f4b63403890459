"""What lists of agreements and events can be filtered by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.vocabulary import AgreementKind, EventKind
from core.filters import CountriesFilter, RecordFilter, RecordSlugFilter
from core.models import Record
from parks.models import Institution, Park


class InvolvingFilter(RecordFilter):
    """Lists of what ties parks, institutions and countries together."""

    between = CountriesFilter(label=_("Between all of"), method="between_all", max_values=10)
    park = RecordSlugFilter(label=_("With the park"), method="involving", queryset=Park.objects.published())
    institution = RecordSlugFilter(label=_("With the institution"), method="involving", queryset=Institution.objects.published())

    def between_all(self, queryset: Any, _name: str, value: list[str]) -> Any:
        return queryset.between(value)

    def involving(self, queryset: Any, _name: str, value: Record) -> Any:
        return queryset.involving(value.type, value.slug)


class AgreementFilter(InvolvingFilter):
    date_label = _("Signed")
    kinds = AgreementKind.choices


class EventFilter(InvolvingFilter):
    date_label = _("Starts")
    kinds = EventKind.choices
