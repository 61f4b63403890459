"""The filters of lists. Each says what it finds twice, side by side: `filter` to the database, `rows` to the index of the list."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django_filters import CharFilter, Filter
from pyroaring import BitMap

from core.filters.fields import ClosedField, DayRangeField, SlugsField
from core.index import days
from core.index.order import Order

# Sorting by how well names match `q`; an index has no order for it.
RELEVANCE = "relevance"

# The values that a value stands for as well: of a sector, the sectors above it.
RollUp = Callable[[], Mapping[str, Iterable[str]]]


class FacetFilter(Filter):
    """A filter by the values that records have: any of those given, or all of them.

    `lookup` names the method of the queryset that finds the records with any of some values, `pairs` the one that gives (value, primary
    key) of every record and each of its values. `always_all`: a record must have all the values. `counted`: the list says how many
    records have each value, if the filter `within` is in use.
    """

    field_class: Any = ClosedField

    def __init__(
        self,
        *,
        lookup: str,
        pairs: str,
        roll_up: RollUp | None = None,
        always_all: bool = False,
        counted: bool = True,
        within: str = "",
        field_class: Any = None,
        **kwargs: Any,
    ) -> None:
        self.lookup, self.pairs, self.roll_up = lookup, pairs, roll_up
        self.always_all, self.counted, self.within = always_all, counted, within
        self.field_class = field_class or self.field_class
        super().__init__(**kwargs)

    @property
    def facet(self) -> str:
        """Under which name the index has the values; filters that share them share it."""
        return f"{self.pairs}:{self.roll_up.__name__}" if self.roll_up else self.pairs

    def filter(self, qs: Any, value: list[str]) -> Any:
        return getattr(qs, self.lookup)(value)

    def rows(self, order: Order, value: list[str]) -> BitMap:
        return BitMap.union(*(order.rows(self.facet, one) for one in value))


class RecordsFilter(FacetFilter):
    """A filter by records that others are tied to, out of `records`; there are too many to count each."""

    field_class: Any = SlugsField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(counted=False, **kwargs)


class NamedFilter(CharFilter):
    """Words in a name."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.named(value)

    def rows(self, order: Order, value: str) -> BitMap:
        return order.rows_of(self.parent.everything().named(value).order_by().values_list("pk", flat=True).iterator())


class DayFilter(Filter):
    field_class = DayRangeField


class SinceFilter(DayFilter):
    """The date may lie on the first day of this or later."""

    def filter(self, qs: Any, value: tuple[date, date]) -> Any:
        return qs.overlapping(value[0], None)

    def rows(self, order: Order, value: tuple[date, date]) -> BitMap:
        return days.at_least(order.postings["latest"], value[0])


class UntilFilter(DayFilter):
    """The date may lie on the last day of this or earlier."""

    def filter(self, qs: Any, value: tuple[date, date]) -> Any:
        return qs.overlapping(None, value[1])

    def rows(self, order: Order, value: tuple[date, date]) -> BitMap:
        return days.at_most(order.postings["earliest"], value[1])


class OneFilter(Filter):
    """One of a few choices."""

    field_class = forms.ChoiceField


class CertaintyFilter(OneFilter):
    """Of the records whose date may lie in the range, those whose date certainly does (`certain`), or the others (`possible`)."""

    def filter(self, qs: Any, value: str) -> Any:
        certain = qs.within(*self.parent.date_range)
        return certain if value == "certain" else qs.exclude(pk__in=certain.order_by().values("pk"))

    def rows(self, order: Order, value: str) -> BitMap:
        certain = certain_rows(order, *self.parent.date_range)
        return certain if value == "certain" else order.everything - certain


def certain_rows(order: Order, start: date | None, end: date | None) -> BitMap:
    """The rows whose whole date lies between two days, either of which may be None."""
    found = order.postings["earliest"]["known"]
    if start is not None:
        found = found & days.at_least(order.postings["earliest"], start)
    if end is not None:
        found = found & days.at_most(order.postings["latest"], end)
    return found


class UndatedFilter(OneFilter):
    """Only the records whose date has no usable year."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.undated() if value == "1" else qs

    def rows(self, order: Order, value: str) -> BitMap:
        return order.everything - order.postings["earliest"]["known"] if value == "1" else order.everything


class SortFilter(OneFilter):
    """In which order; it finds everything."""

    def filter(self, qs: Any, value: str) -> Any:
        return qs.by_relevance(self.parent.form.cleaned_data["q"]) if value == RELEVANCE else qs.sorted_by(value)

    def rows(self, order: Order, value: str) -> BitMap:  # noqa: ARG002
        return order.everything


class MatchAllFilter(Filter):
    """For which filters a record must have all the values given; it finds everything by itself."""

    field_class = ClosedField

    def filter(self, qs: Any, value: list[str]) -> Any:  # noqa: ARG002
        return qs

    def rows(self, order: Order, value: list[str]) -> BitMap:  # noqa: ARG002
        return order.everything
