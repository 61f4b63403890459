"""What a list of sources can be filtered by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.filters import FacetFilter, LanguagesField, ListFilter, ListForm
from core.models import Source
from core.vocabulary import SourceKind


class SourceFilter(ListFilter):
    kind = FacetFilter(label=_("Kind"), lookup="of_kinds", pairs="kind_pairs", choices=SourceKind.choices)
    language = FacetFilter(label=_("Language"), lookup="in_languages", pairs="language_pairs", field_class=LanguagesField)

    class Meta:
        form = ListForm

    @classmethod
    def everything(cls) -> Any:
        return Source.objects.all()
