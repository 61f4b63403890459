"""What a list can be filtered by: the FilterSet of each type answers its page, its API and its CSV, and documents itself."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter, FilterSet

from core import countries, edtf
from core.models import Sector
from core.querysets import RecordQuerySet

PER_PAGE = 25
MAX_PER_PAGE = 100
MAX_VALUES = 50


class SeveralWidget(forms.CheckboxSelectMultiple):
    """Values given by repeating the parameter, or with commas in one."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 -- Django's signature
        given = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
        return [value.strip() for part in given for value in part.split(",") if value.strip()]


class CountriesWidget(SeveralWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [code.upper() for code in super().value_from_datadict(data, files, name)]


class SeveralField(forms.MultipleChoiceField):
    """At most `max_values` different values: each costs the database work."""

    widget: Any = SeveralWidget

    def __init__(self, *, max_values: int = MAX_VALUES, **kwargs: Any) -> None:
        self.max_values = max_values
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:
        values = list(dict.fromkeys(super().to_python(value)))
        if len(values) > self.max_values:
            raise ValidationError(_("Give at most %(count)d values."), params={"count": self.max_values})
        return values

    def given(self, query: QueryDict, name: str) -> list[str]:
        """The values in a query string, right or wrong, each once."""
        return list(dict.fromkeys(self.widget.value_from_datadict(query, None, name)))


def none_of(choices: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The message for a value outside a short closed list, which it names."""
    values = ", ".join(value for value, _label in choices)
    return {"invalid_choice": format_lazy(_("“%(value)s” is none of: {values}."), values=values)}


def choices_of(field: forms.Field) -> list[tuple[str, str]]:
    """The (value, label) pairs of a field with a flat list of choices."""
    return [(str(value), str(label)) for value, label in field.choices]  # type: ignore[attr-defined]


class CountriesField(SeveralField):
    widget: Any = CountriesWidget
    default_error_messages = {"invalid_choice": _("“%(value)s” is not the code of a country; write for example CN.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=countries.choices, **kwargs)


class SectorsField(SeveralField):
    default_error_messages = {"invalid_choice": _("There is no sector “%(value)s”.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: Sector.objects.values_list("slug", "name"), **kwargs)


class DayRangeField(forms.CharField):
    """A year, month or day; cleaned to its first and last calendar day."""

    pattern = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

    def clean(self, value: Any) -> tuple[date, date] | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            if not self.pattern.fullmatch(text):
                raise edtf.InvalidEDTF
            when = edtf.parse(text)
        except edtf.InvalidEDTF as error:
            message = _("“%(value)s” is not a date; write a year, a month or a day, such as 2016, 2016-05 or 2016-05-21.")
            raise ValidationError(message, params={"value": text}) from error
        assert when.earliest is not None
        assert when.latest is not None
        return when.earliest, when.latest


class SeveralFilter(Filter):
    field_class = SeveralField


class CountriesFilter(Filter):
    field_class = CountriesField


class SectorsFilter(Filter):
    field_class = SectorsField


class DayRangeFilter(Filter):
    field_class = DayRangeField


class OneFilter(Filter):
    field_class = forms.ChoiceField


class RecordSlugField(forms.ModelChoiceField):
    widget = forms.TextInput
    default_error_messages = {"invalid_choice": _("There is no such record: “%(value)s”.")}


class RecordSlugFilter(Filter):
    """A published record, named by its slug."""

    field_class = RecordSlugField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, to_field_name="slug", **kwargs)


class ListForm(forms.Form):
    """The parameters of every list: those of its filters, and which page of it."""

    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=10_000)
    per_page = forms.IntegerField(label=_("Results a page"), required=False, min_value=1, max_value=MAX_PER_PAGE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if not isinstance(field, SeveralField) and len(cast(QueryDict, self.data).getlist(name)) > 1:
                self.add_error(name, _("This may be given only once."))
        start, end = cleaned.get("from"), cleaned.get("to")
        if start and end and start[0] > end[1]:
            self.add_error("to", _("This is before the start of the range."))
        return cleaned


class ListFilter(FilterSet):
    """A list: its filters, with the parameters of ListForm."""

    def filter_queryset(self, queryset: Any) -> Any:
        for name, filter_ in self.filters.items():
            if value := self.form.cleaned_data[name]:
                queryset = filter_.filter(queryset, value)
        return queryset


YES_OR_NO = [("1", _("yes")), ("0", _("no"))]
SORTS: dict[str, Any] = {"name": _("Name, A to Z"), "-name": _("Name, Z to A")}


class RecordFilter(ListFilter):
    """What every list of records can be filtered and sorted by."""

    # What the list's date is called; "" where the type has none.
    date_label: ClassVar[Any] = ""
    kinds: ClassVar[Sequence[tuple[str, Any]]] = ()

    q = CharFilter(label=_("Words in a name"), method="named", max_length=100)
    country = CountriesFilter(label=_("Country"), method="in_countries")
    sector = SectorsFilter(label=_("Sector"), method="in_sectors")
    sort = OneFilter(label=_("Sort by"), method="sorted_by")

    class Meta:
        form = ListForm

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """With the filters by kind and by date, whose choices and labels are the type's own (`from` cannot be an attribute)."""
        filters = super().get_filters()
        sort = filters.pop("sort")
        sorts = dict(SORTS)
        filters["kind"] = SeveralFilter(
            field_name="kind", lookup_expr="in", label=_("Kind"), choices=cls.kinds, error_messages=none_of(cls.kinds)
        )
        if cls.date_label:
            filters["from"] = DayRangeFilter(label=_("From"), method="since")
            filters["to"] = DayRangeFilter(label=_("To"), method="until")
            filters["undated"] = OneFilter(
                label=_("Only without a year"), method="without_year", choices=YES_OR_NO, error_messages=none_of(YES_OR_NO)
            )
            sorts |= {"-date": _("Date, newest first"), "date": _("Date, oldest first")}
        sort.extra |= {"choices": list(sorts.items()), "error_messages": none_of(list(sorts.items()))}
        return {**filters, "sort": sort}

    def named(self, queryset: RecordQuerySet, _name: str, value: str) -> RecordQuerySet:
        return queryset.named(value)

    def in_countries(self, queryset: Any, _name: str, value: list[str]) -> RecordQuerySet:
        return queryset.in_countries(value)

    def in_sectors(self, queryset: RecordQuerySet, _name: str, value: list[str]) -> RecordQuerySet:
        return queryset.in_sectors(value)

    def since(self, queryset: RecordQuerySet, _name: str, value: tuple[date, date]) -> RecordQuerySet:
        return queryset.overlapping(value[0], None)

    def until(self, queryset: RecordQuerySet, _name: str, value: tuple[date, date]) -> RecordQuerySet:
        return queryset.overlapping(None, value[1])

    def without_year(self, queryset: RecordQuerySet, _name: str, value: str) -> RecordQuerySet:
        return queryset.undated() if value == "1" else queryset

    def sorted_by(self, queryset: RecordQuerySet, _name: str, value: str) -> RecordQuerySet:
        return queryset.sorted_by(value)
