"""One request for a list, whatever it is answered with: its parameters checked, its rows, its page, its filters in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from core import edtf
from core.facets import Facet, facets_of
from core.filters import MAX_VALUES, PER_PAGE, DayRangeField, FacetFilter, ListFilter, ListForm, SeveralField, choices_of
from core.histogram import Bar, histogram
from core.index import live
from core.index.build import of_list
from core.index.order import Index
from core.jumps import Jump, jumps
from core.selection import SelectedRows, Selection

# Parameters that say which part of the list, in what order and how values are matched, and find nothing by themselves.
PAGE = ("per_page", "page")
NOT_FILTERS = {"match_all", "sort", *PAGE}


@dataclass(frozen=True)
class Chip:
    """A filter in use, in words, and the query string without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True)
class Choice:
    """Another way to ask for the list: a parameter's value, in words, with how many records it finds."""

    value: str
    label: str
    count: int
    query: str
    chosen: bool = False


class Listing:
    """A list as a query string asks for it.

    A list that has no filters is only given a page at a time. `known` are parameters that mean something only to the caller,
    such as `format`. `whole`: the answer is the whole list; its pages mean nothing.
    """

    def __init__(
        self, filterset_class: type[ListFilter] | None, rows: Any, query: QueryDict, *, known: Sequence[str] = (), whole: bool = False
    ) -> None:
        self.query = query
        self.all_rows = rows
        self.is_whole = whole
        self.filterset = filterset_class(data=query, queryset=rows) if filterset_class else None
        self.form = self.filterset.form if self.filterset else ListForm(query)
        self.unknown = sorted(set(query) - set(self.form.fields) - set(known))
        self.is_valid = self.form.is_valid()
        if self.is_valid and not whole:
            self.is_valid = self.form.has_page(self.paginator.num_pages)

    @property
    def errors(self) -> dict[str, list[str]]:
        """Messages by parameter."""
        return {name: [str(message) for message in messages] for name, messages in self.form.errors.items()}

    @cached_property
    def rows(self) -> Any:
        """Everything that the filters let through, in order, from the database."""
        chosen = self.filterset.qs if self.filterset else self.all_rows
        return chosen if self.form.cleaned_data.get("sort") or not hasattr(chosen, "in_order") else chosen.in_order()

    @property
    def usual_sort(self) -> str:
        return getattr(self.all_rows, "usual_sort", "")

    @property
    def order(self) -> str:
        """How the list is sorted, as the parameter `sort` says it."""
        return (self.query.get("sort", "") if "sort" in self.form.fields else "") or self.usual_sort

    @cached_property
    def selection(self) -> Selection | None:
        """What the filters find in the index of the list; None where it has no filters, or a parameter is wrong."""
        if self.filterset is None or not self.is_valid:
            return None
        return Selection(self.filterset, self._index, self.order)

    @cached_property
    def _index(self) -> Index:
        return live.current(of_list(type(self.filterset)))

    @cached_property
    def paginator(self) -> Paginator:
        rows: Any = SelectedRows(self.selection, self.all_rows) if self.selection else self.rows
        return Paginator(rows, self.form.page_size)

    @property
    def page_number(self) -> int:
        return self.form.page_number

    @cached_property
    def page(self) -> Page:
        return self.paginator.page(self.page_number)

    @property
    def count(self) -> int:
        return self.paginator.count

    def query_for(self, **changes: Any) -> str:
        """The query string with parameters replaced by a value or a list of them, or dropped where None: in canonical form.

        That is: parameters in the order of the filters and then the page; each value in a parameter of its own, sorted; nothing blank,
        unknown or usual.
        """
        query = QueryDict(mutable=True)
        for name in [*(name for name in self.form.fields if name not in PAGE), *(() if self.is_whole else PAGE)]:
            values = self._given(name)
            if name in changes:
                change = changes[name]
                values = [] if change is None else change if isinstance(change, list) else [str(change)]
            if values != self._usual(name):
                query.setlist(name, values)
        return query.urlencode()

    def _given(self, name: str) -> list[str]:
        field = self.form.fields[name]
        if isinstance(field, SeveralField):
            return sorted(field.given(self.query, name))
        return [value.strip() for value in self.query.getlist(name) if value.strip()]

    def _usual(self, name: str) -> list[str]:
        """What need not be said."""
        return {"page": ["1"], "per_page": [str(PER_PAGE)], "sort": [self.usual_sort], "undated": ["0"]}.get(name, [])

    @property
    def is_canonical(self) -> bool:
        """Whether the query string is written as links here write it."""
        given = [(name, value) for name, values in self.query.lists() for value in values]
        proper = QueryDict(self.query_for())
        return given == [(name, value) for name, values in proper.lists() for value in values]

    @property
    def is_plain(self) -> bool:
        """Whether it is the list as it stands in the navigation, or a later page of it: what search engines may read."""
        return self.is_valid and not self.query_for(page=None)

    @property
    def download_query(self) -> str:
        """The same list for the API, whole: without pages."""
        return self.query_for(page=None, per_page=None)

    @property
    def page_numbers(self) -> list[tuple[int | None, str]]:
        """The pages to link, each with its query string; None for a gap."""
        numbers = self.paginator.get_elided_page_range(self.page_number, on_each_side=2, on_ends=1)
        return [(number, self.query_for(page=number)) if isinstance(number, int) else (None, "") for number in numbers]

    @property
    def neighbours(self) -> dict[str, str]:
        """The query strings of the page before this one (`prev`) and of the one after it (`next`), where there are any."""
        page, found = self.page, {}
        if page.has_next():
            found["next"] = self.query_for(page=page.next_page_number())
        if page.has_previous():
            found["prev"] = self.query_for(page=page.previous_page_number())
        return found

    @cached_property
    def jumps(self) -> list[tuple[Jump, str]]:
        """The letters or decades of a list of several pages, each with its query string."""
        if self.selection is None or self.selection.by_relevance or self.paginator.num_pages < 2:
            return []
        found = jumps(self.selection, self.order, self.paginator.per_page)
        return [(jump, self.query_for(page=jump.page)) for jump in found] if len(found) > 1 else []

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters by values that records have."""
        return facets_of(self.filterset, self.query, self.selection, self._index) if self.filterset else []

    def query_with(self, facet: Facet, value: str) -> str:
        """The query string that finds what the number beside a value says: with it alone in its facet, or on top where all must match."""
        assert self.filterset is not None
        kept = [one.value for one in facet.values if one.chosen] if self.filterset.matches_all(facet.name) else []
        return self.query_for(**{facet.name: sorted({*kept, value}), "page": None})

    @cached_property
    def histogram(self) -> list[tuple[Bar, str]]:
        """How the list is spread over time: each decade or year, with the query string that asks for it, or for all if it is asked for."""
        if self.selection is None or "from" not in self.form.fields:
            return []
        alone = {"dates": None, "undated": None, "page": None}
        asked = (self.query.get("from", ""), self.query.get("to", ""))
        found = []
        for bar in histogram(self.selection):
            given = (f"{bar.first:04}", f"{bar.last:04}")
            ends = {"from": None, "to": None} if asked == given else {"from": given[0], "to": given[1]}
            found.append((bar, self.query_for(**ends, **alone)))
        return found

    @property
    def busiest(self) -> int:
        """How many records the highest bar of the histogram has."""
        return max(bar.count for bar, _query in self.histogram)

    @cached_property
    def certainty(self) -> list[Choice]:
        """Where a range of dates is asked for: how many records certainly lie in it and how many possibly."""
        if self.selection is None or not any(self.filterset.date_range):  # type: ignore[union-attr]
            return []
        chosen = self.form.cleaned_data["dates"]
        labels = dict(choices_of(self.form.fields["dates"]))
        return [
            Choice(name, labels[name], len(rows), self.query_for(dates=None if name == chosen else name, page=None), name == chosen)
            for name, rows in (("certain", self.selection.certain), ("possible", self.selection.possible))
        ]

    @cached_property
    def possible_keys(self) -> set[int]:
        """The primary keys of the records on the page that may lie in the range of dates but need not."""
        if not self.certainty or self.selection is None:
            return set()
        places, possible = self.selection.order.places, self.selection.possible
        return {record.pk for record in self.page.object_list if places[record.pk] in possible}

    @cached_property
    def undated(self) -> Choice | None:
        """How many records that the other filters find have no usable year, and the way to them alone, or back."""
        if self.selection is None or "undated" not in self.form.fields:
            return None
        chosen = self.form.cleaned_data["undated"] == "1"
        query = self.query_for(**{"from": None, "to": None, "dates": None, "page": None, "undated": None if chosen else 1})
        return Choice("1", str(self.form.fields["undated"].label), self.selection.undated, query, chosen)

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the way to drop it; a value that is wrong has one, too."""
        chips = []
        for name, field in self.form.fields.items():
            if name in NOT_FILTERS:
                continue
            if isinstance(field, SeveralField):
                values = self._given(name)[:MAX_VALUES]
                labels = field.labels(values) if values else {}
                for value in values:
                    query = self.query_for(**{name: [other for other in values if other != value], "page": None})
                    chips.append(Chip(str(field.label), labels.get(value, value), query))
            elif value := self.query.get(name, "").strip():
                dependent = {"dates": None} if name in ("from", "to") and not self._other_end(name) else {}
                chips.append(Chip(str(field.label), self._in_words(name, value), self.query_for(**{name: None, "page": None, **dependent})))
        return chips

    def _other_end(self, name: str) -> str:
        return self.query.get("to" if name == "from" else "from", "")

    @cached_property
    def relaxations(self) -> list[tuple[Chip, int]]:
        """For each filter in use (the first ten) without which there are rows: how many."""
        assert self.filterset is not None
        without = [(chip, Listing(type(self.filterset), self.all_rows.all(), QueryDict(chip.query))) for chip in self.chips[:10]]
        return [(chip, listing.count) for chip, listing in without if listing.is_valid and listing.count]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Parameters that have no field on the page, for the form to keep."""
        on_page = {facet.name for facet in self.facets}
        names = [
            name
            for name, filter_ in (self.filterset.filters.items() if self.filterset else ())
            if isinstance(filter_, FacetFilter) and name not in on_page
        ]
        matched = [("match_all", name) for name in names if name in self.query.getlist("match_all")]
        return [*((name, value) for name in [*names, "per_page"] for value in self._given(name)), *matched]

    def _in_words(self, name: str, value: str) -> str:
        field, cleaned = self.form.fields[name], getattr(self.form, "cleaned_data", {}).get(name)
        if isinstance(field, DayRangeField) and cleaned:
            return edtf.in_words(value)
        if isinstance(field, forms.ChoiceField):
            return dict(choices_of(field)).get(value, value)
        return value
