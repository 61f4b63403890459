"""What a list of sources can be filtered by."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from core.filters import ListFilter, ListForm, SeveralFilter, none_of
from core.vocabulary import SourceKind


class SourceFilter(ListFilter):
    kind = SeveralFilter(
        field_name="kind", lookup_expr="in", label=_("Kind"), choices=SourceKind.choices, error_messages=none_of(SourceKind.choices)
    )
    language = CharFilter(field_name="language", lookup_expr="exact", label=_("Language"), max_length=16)

    class Meta:
        form = ListForm
