"""What a list can be filtered by: the FilterSet of each type answers its page, its API and its CSV, and documents itself."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters import Filter, FilterSet
from pyroaring import BitMap

from core import countries
from core.filters.fields import CountriesField, LanguagesField, OpenField, SectorsField, SeveralField, none_of
from core.filters.filters import (
    RELEVANCE,
    CertaintyFilter,
    FacetFilter,
    MatchAllFilter,
    NamedFilter,
    SinceFilter,
    SortFilter,
    UndatedFilter,
    UntilFilter,
)
from core.index.order import Order
from core.models import Sector

PER_PAGE = 25
MAX_PER_PAGE = 100
MAX_PAGE = 100_000


class PagedForm(forms.Form):
    """The parameters of what is given a page at a time; each but those of several values may be given once."""

    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=MAX_PAGE)
    per_page = forms.IntegerField(label=_("Results a page"), required=False, min_value=1, max_value=MAX_PER_PAGE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            if not isinstance(field, SeveralField) and len(cast(QueryDict, self.data).getlist(name)) > 1:
                self.add_error(name, _("This may be given only once."))
        return cleaned

    @property
    def page_number(self) -> int:
        return self.cleaned_data["page"] or 1

    @property
    def page_size(self) -> int:
        return self.cleaned_data["per_page"] or PER_PAGE

    def has_page(self, pages: int) -> bool:
        """Whether the page that is asked for is one of so many; if not, the form has an error."""
        if self.page_number <= max(pages, 1):
            return True
        message = ngettext("There is only %(count)d page.", "There are only %(count)d pages.", pages)
        self.add_error("page", message % {"count": pages})
        return False


class ListForm(PagedForm):
    """The parameters of every list: those of its filters, and which page of it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("from"), cleaned.get("to")
        if start and end and start[0] > end[1]:
            self.add_error("to", _("This is before the start of the range."))
        if cleaned.get("dates") and not (self.data.get("from") or self.data.get("to")):
            self.add_error("dates", _("This needs a range: give “from” or “to”, too."))
        if cleaned.get("sort") == RELEVANCE and not cleaned.get("q"):
            self.add_error("sort", _("This needs words to match: give “q”, too."))
        return cleaned


class ListFilter(FilterSet):
    """A list: its filters, with the parameters of ListForm. Everything in it is public."""

    # The filters for which a reader may ask for all of the values.
    can_match_all: ClassVar[Sequence[str]] = ()

    @classmethod
    def everything(cls) -> Any:
        """The list before it is filtered."""
        raise NotImplementedError

    @classmethod
    def indexed(cls) -> type["ListFilter"]:
        """The FilterSet whose index answers: another's, where this one asks for less of the same list."""
        return cls

    @classmethod
    def without_order(cls) -> type["ListFilter"]:
        """The same filters where records have a place of their own: without `sort`."""

        class Unordered(cls):  # type: ignore[valid-type, misc]
            @classmethod
            def indexed(cls) -> type["ListFilter"]:
                return original

            @classmethod
            def get_filters(cls) -> dict[str, Any]:
                return {name: filter_ for name, filter_ in super().get_filters().items() if name != "sort"}

        original = cls
        return Unordered

    @classmethod
    def sorts(cls) -> list[str]:
        """The orders that the list can have whatever is looked for, as the parameter `sort` names them."""
        sort = cls.base_filters.get("sort")
        return [value for value, _label in sort.extra["choices"] if value != RELEVANCE] if sort else [cls.everything().usual_sort]

    @classmethod
    def facets(cls) -> dict[str, FacetFilter]:
        """The filters by values that records have."""
        return {name: filter_ for name, filter_ in cls.base_filters.items() if isinstance(filter_, FacetFilter)}

    @property
    def date_range(self) -> tuple[date | None, date | None]:
        """The first and last day of the range that is asked for."""
        start, end = (self.form.cleaned_data.get(name) for name in ("from", "to"))
        return start and start[0], end and end[1]

    def matches_all(self, name: str) -> bool:
        """Whether a record must have all the values that are given for a filter."""
        filter_ = self.filters[name]
        return isinstance(filter_, FacetFilter) and (filter_.always_all or name in self.form.cleaned_data.get("match_all", ()))

    def chosen(self) -> Iterable[tuple[str, Any, list[Any]]]:
        """(name, filter, values) of the filters in use; the record must match each of the values."""
        for name, filter_ in self.filters.items():
            if value := self.form.cleaned_data[name]:
                yield name, filter_, [[one] for one in value] if self.matches_all(name) else [value]

    def filter_queryset(self, queryset: Any) -> Any:
        for _name, filter_, values in self.chosen():
            for value in values:
                queryset = filter_.filter(queryset, value)
        return queryset

    def chosen_rows(self, order: Order) -> dict[str, BitMap]:
        """What each filter in use finds in the index."""
        return {name: BitMap.intersection(*(filter_.rows(order, value) for value in values)) for name, filter_, values in self.chosen()}


YES_OR_NO = [("1", _("yes")), ("0", _("no"))]
CERTAINTY = [("certain", _("certainly in the range")), ("possible", _("possibly in the range"))]
SORTS: dict[str, Any] = {"name": _("Name, A to Z"), "-name": _("Name, Z to A")}
FEATURES = {"coordinates": _("coordinates"), "agreements": _("agreements"), "figures": _("figures")}


def sectors_above() -> dict[str, list[str]]:
    """For each sector its own slug and those of the sectors above it; one query."""
    parents = dict(Sector.objects.values_list("slug", "parent__slug"))

    def path(slug: str | None) -> list[str]:
        return [slug, *path(parents[slug])] if slug else []

    return {slug: path(slug) for slug in parents}


def continents() -> dict[str, list[str]]:
    """The continent of each country."""
    return {code: [countries.continent(code)] for code in countries.codes() if countries.continent(code)}


class RecordFilter(ListFilter):
    """What every list of records can be filtered and sorted by."""

    # What the list's date is called; "" where the type has none.
    date_label: ClassVar[Any] = ""
    kinds: ClassVar[Sequence[tuple[str, Any]]] = ()
    # What its records may have or lack.
    features: ClassVar[Sequence[str]] = ()
    can_match_all = ("sector",)

    q = NamedFilter(label=_("Words in a name"), max_length=100)
    country = FacetFilter(label=_("Country"), lookup="in_countries", pairs="country_pairs", field_class=CountriesField)
    continent = FacetFilter(
        label=_("Part of the world"),
        lookup="in_continents",
        pairs="country_pairs",
        roll_up=continents,
        choices=list(countries.REGIONS.items()),
    )
    city = FacetFilter(label=_("City"), lookup="in_cities", pairs="city_pairs", within="country", field_class=OpenField)
    sector = FacetFilter(label=_("Sector"), lookup="in_sectors", pairs="sector_pairs", roll_up=sectors_above, field_class=SectorsField)
    source_language = FacetFilter(
        label=_("Language of a source"), lookup="citing_languages", pairs="source_language_pairs", field_class=LanguagesField
    )

    class Meta:
        form = ListForm

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """With the filters whose choices and labels are the type's own (`from` cannot be an attribute)."""
        filters = super().get_filters()
        sorts = dict(SORTS)
        filters["kind"] = FacetFilter(label=_("Kind"), lookup="of_kinds", pairs="kind_pairs", choices=cls.kinds)
        if features := [(name, label) for name, label in FEATURES.items() if name in cls.features]:
            filters["has"] = FacetFilter(label=_("Has"), lookup="with_features", pairs="feature_pairs", always_all=True, choices=features)
        if cls.date_label:
            filters["from"] = SinceFilter(label=_("From"))
            filters["to"] = UntilFilter(label=_("To"))
            filters["dates"] = CertaintyFilter(label=_("Dates"), choices=CERTAINTY, error_messages=none_of(CERTAINTY))
            filters["undated"] = UndatedFilter(label=_("Only without a year"), choices=YES_OR_NO, error_messages=none_of(YES_OR_NO))
            sorts |= {"-date": _("Date, newest first"), "date": _("Date, oldest first")}
        sorts[RELEVANCE] = _("Best match of the words first")
        can = [(name, filters[name].label) for name in cls.can_match_all]
        filters["match_all"] = MatchAllFilter(label=_("Match all of"), choices=can)
        choices = list(sorts.items())
        filters["sort"] = SortFilter(label=_("Sort by"), choices=choices, error_messages=none_of(choices))
        return filters
