"""One request for a list, whatever it is answered with: its parameters checked, its rows, its page, its filters in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import ngettext

from core import countries, edtf
from core.fieldnames import capital
from core.filters import MAX_VALUES, PER_PAGE, CountriesField, DayRangeField, ListFilter, ListForm, SectorsField, SeveralField, choices_of
from core.jumps import Jump, by_decade, by_letter
from core.models import Sector

# Parameters that say which part of the list and in what order, and leave what is in it alone.
NOT_FILTERS = {"sort", "page", "per_page"}


@dataclass(frozen=True)
class Chip:
    """A filter in use, in words, and the query string without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True)
class Option:
    """One value of a filter; `depth` is its place in a tree."""

    value: str
    label: str
    depth: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A filter of several values."""

    name: str
    label: str
    errors: list[str]
    options: list[Option]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in self.options)


class Listing:
    """A list as a query string asks for it.

    A list that has no filters is only given a page at a time. `known` are parameters that mean something only to the caller,
    such as `format`. `whole`: the answer is the whole list, whatever the page.
    """

    def __init__(
        self, filterset_class: type[ListFilter] | None, rows: Any, query: QueryDict, *, known: Sequence[str] = (), whole: bool = False
    ) -> None:
        self.query = query
        self.all_rows = rows
        self.filterset = filterset_class(data=query, queryset=rows) if filterset_class else None
        self.form = self.filterset.form if self.filterset else ListForm(query)
        self.unknown = sorted(set(query) - set(self.form.fields) - set(known))
        self.is_valid = self.form.is_valid()
        if self.is_valid and not whole and self.page_number > max(self.paginator.num_pages, 1):
            pages = self.paginator.num_pages
            self.form.add_error(
                "page", ngettext("There is only %(count)d page.", "There are only %(count)d pages.", pages) % {"count": pages}
            )
            self.is_valid = False

    @property
    def errors(self) -> dict[str, list[str]]:
        """Messages by parameter."""
        return {name: [str(message) for message in messages] for name, messages in self.form.errors.items()}

    @cached_property
    def rows(self) -> Any:
        """Everything that the filters let through, in order."""
        chosen = self.filterset.qs if self.filterset else self.all_rows
        return chosen if self.form.cleaned_data.get("sort") or not hasattr(chosen, "in_order") else chosen.in_order()

    @property
    def order(self) -> str:
        """How the list is sorted, as the parameter `sort` says it."""
        return self.query.get("sort", "") or getattr(self.all_rows, "usual_sort", "")

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self.rows, self.form.cleaned_data["per_page"] or PER_PAGE)

    @property
    def page_number(self) -> int:
        return self.form.cleaned_data["page"] or 1

    @cached_property
    def page(self) -> Page:
        return self.paginator.page(self.page_number)

    @property
    def count(self) -> int:
        return self.paginator.count

    def query_for(self, **changes: Any) -> str:
        """The query string with parameters replaced, or dropped where None; blank ones are left out."""
        query = self.query.copy()
        for name, value in changes.items():
            if value is None:
                query.pop(name, None)
            else:
                query[name] = str(value)
        for name in list(query):
            query.setlist(name, [value for value in query.getlist(name) if value])
        return query.urlencode()

    @property
    def download_query(self) -> str:
        """The same list for the API, whole: without pages, and without what only a page ignores."""
        return self.query_for(**dict.fromkeys(self.unknown), page=None, per_page=None)

    @property
    def page_numbers(self) -> list[int | None]:
        """The pages to link, None for a gap."""
        numbers = self.paginator.get_elided_page_range(self.page_number, on_each_side=2, on_ends=1)
        return [number if isinstance(number, int) else None for number in numbers]

    @cached_property
    def jumps(self) -> list[Jump]:
        """The letters or decades of a list of several pages; a query."""
        by, descending = self.order.removeprefix("-"), self.order.startswith("-")
        if self.paginator.num_pages > 1 and by == "name":
            return by_letter(self.rows, self.rows.name_order, self.paginator.per_page, descending=descending)
        if self.paginator.num_pages > 1 and by == "date":
            return by_decade(self.rows, self.rows.date_field, self.paginator.per_page, descending=descending)
        return []

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the way to drop it; a value that is wrong has one, too."""
        chips = []
        for name, field in self.form.fields.items():
            if name in NOT_FILTERS:
                continue
            if isinstance(field, SeveralField):
                labels, values = dict(choices_of(field)), field.given(self.query, name)[:MAX_VALUES]
                for value in values:
                    query = self.query.copy()
                    query.setlist(name, [other for other in values if other != value])
                    query.pop("page", None)
                    chips.append(Chip(str(field.label), labels.get(value, value), query.urlencode()))
            elif value := self.query.get(name, "").strip():
                chips.append(Chip(str(field.label), self._in_words(name, value), self.query_for(**{name: None, "page": None})))
        return chips

    @cached_property
    def relaxations(self) -> list[tuple[Chip, int]]:
        """For each filter in use (the first ten), how many rows there are without it; a query each."""
        assert self.filterset is not None
        without = [(chip, Listing(type(self.filterset), self.all_rows.all(), QueryDict(chip.query))) for chip in self.chips[:10]]
        return [(chip, listing.count) for chip, listing in without if listing.is_valid]

    @cached_property
    def undated(self) -> Chip | None:
        """Where dates are filtered by: how many rows the other filters find that have no usable year, and the way to them."""
        if not self.is_valid or not (self.form.cleaned_data.get("from") or self.form.cleaned_data.get("to")):
            return None
        assert self.filterset is not None
        query = self.query_for(**{"from": None, "to": None, "page": None, "undated": 1})
        count = Listing(type(self.filterset), self.all_rows.all(), QueryDict(query)).count
        return Chip(str(self.form.fields["undated"].label), str(count), query) if count else None

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Filters that have no field on the page, for the form to keep."""
        names = [name for name, field in self.form.fields.items() if isinstance(field, forms.ModelChoiceField) or name == "per_page"]
        return [(name, value) for name in names if (value := self.query.get(name, ""))]

    def _in_words(self, name: str, value: str) -> str:
        field, cleaned = self.form.fields[name], getattr(self.form, "cleaned_data", {}).get(name)
        if isinstance(field, DayRangeField) and cleaned:
            return edtf.in_words(value)
        if isinstance(field, forms.ModelChoiceField):
            return str(cleaned or value)
        if isinstance(field, forms.ChoiceField):
            return dict(choices_of(field)).get(value, value)
        return value

    @cached_property
    def groups(self) -> list[Group]:
        """The filters of several values as check boxes: what the records have, and what is chosen."""
        groups = []
        for name, field in self.form.fields.items():
            if isinstance(field, SeveralField):
                chosen = field.given(self.query, name)
                options = [Option(value, label, depth, value in chosen) for value, label, depth in self._offered(field, chosen)]
                groups.append(Group(name, str(field.label), self.errors.get(name, []), options))
        return groups

    def _offered(self, field: SeveralField, chosen: list[str]) -> list[tuple[str, str, int]]:
        """(value, label, depth in the tree) of what can be chosen."""
        if isinstance(field, CountriesField):
            return [(code, label, 0) for code, label in countries.choices() if code in self._countries or code in chosen]
        if isinstance(field, SectorsField):
            return [(sector.slug, sector.name, sector.depth) for sector in Sector.objects.in_tree()]
        return [(value, capital(label), 0) for value, label in choices_of(field)]

    @cached_property
    def _countries(self) -> set[str]:
        """The countries of the list before it is filtered."""
        return {code for code, _key in self.all_rows.country_pairs()}
