"""What a query string finds in the index of a list: its rows, a page of them, and how many there would be with another value."""

from functools import cached_property
from itertools import chain, islice
from typing import Any

from pyroaring import BitMap

from core.filters import FacetFilter, ListFilter
from core.filters.filters import RELEVANCE, certain_rows
from core.index.order import Index

DATE_FILTERS = ("from", "to", "dates", "undated")


class Selection:
    """What a valid FilterSet finds, in the order that `sort` names."""

    def __init__(self, filterset: ListFilter, index: Index, sort: str) -> None:
        self.filterset = filterset
        self.by_relevance = sort == RELEVANCE
        self.order, self.backwards = index.ordered("name" if self.by_relevance else sort)
        self._found = filterset.chosen_rows(self.order)

    @cached_property
    def rows(self) -> BitMap:
        return self.without()

    def without(self, *names: str) -> BitMap:
        """What the other filters find."""
        found = [rows for name, rows in self._found.items() if name not in names]
        return BitMap.intersection(*found) if found else self.order.everything

    def counts(self, name: str) -> dict[str, int]:
        """How many there are with each value of a facet, whatever is chosen in it; on top of that, if all values must match."""
        filter_ = self.filterset.filters[name]
        assert isinstance(filter_, FacetFilter)
        return self.order.counts(filter_.facet, self.rows if self.filterset.matches_all(name) else self.without(name))

    @cached_property
    def certain(self) -> BitMap:
        """The rows that certainly lie in the range of dates, whether or not the other ones were asked for."""
        return self.without("dates") & certain_rows(self.order, *self.filterset.date_range)

    @cached_property
    def possible(self) -> BitMap:
        """The rows that may lie in the range of dates, without the certain ones."""
        return self.without("dates") - self.certain

    @cached_property
    def years(self) -> dict[str, dict[int, int]]:
        """How many dates begin (`first-year`) and end (`last-year`) in each year, and lie within each `year` and `decade`, of all dates."""
        base = self.without(*DATE_FILTERS)
        facets = ("first-year", "last-year", "year", "decade")
        return {facet: {int(year): count for year, count in self.order.counts(facet, base).items()} for facet in facets}

    @property
    def undated(self) -> int:
        """How many have no usable year, whatever dates are asked for."""
        return len(self.without(*DATE_FILTERS) - self.order.postings["earliest"]["known"])

    def keys(self, start: int, stop: int) -> list[int]:
        """The primary keys of a stretch of the rows."""
        if self.by_relevance:
            return [self.order.keys[row] for row in islice(chain.from_iterable(self._tiers()), start, stop)]
        count = len(self.rows)
        if self.backwards:
            start, stop = max(count - stop, 0), count - start
        keys = [self.order.keys[row] for row in self.rows[start:stop]]
        return keys[::-1] if self.backwards else keys

    def _tiers(self) -> list[BitMap]:
        """The rows by how well their names match: those that are called so, those whose name begins so, the others. Two queries."""
        text, everything = self.filterset.form.cleaned_data["q"], self.filterset.everything().order_by()
        called, called_from = (
            self.rows & self.order.rows_of(found.values_list("pk", flat=True).iterator())
            for found in (everything.called(text), everything.called_from(text))
        )
        return [called, called_from - called, self.rows - called_from]


class SelectedRows:
    """The records of a selection, for a paginator; only those that are looked at are fetched."""

    def __init__(self, selection: Selection, records: Any) -> None:
        self.selection, self.records = selection, records

    def __len__(self) -> int:
        return len(self.selection.rows)

    def __getitem__(self, stretch: slice) -> list[Any]:
        """Records; one that is no longer public is left out."""
        start, stop, _step = stretch.indices(len(self))
        keys = self.selection.keys(start, stop)
        records = {record.pk: record for record in self.records.filter(pk__in=keys)}
        return [records[key] for key in keys if key in records]
