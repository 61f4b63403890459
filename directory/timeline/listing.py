"""The timeline: when agreements were signed, events held and parks founded, out of the three lists at once."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import Filter
from pyroaring import BitMap

from agreements.filters import AgreementFilter, EventFilter, InvolvingFilter
from core import countries, edtf
from core.collation import collation_key
from core.facets import Facet, Value, facets_of
from core.filters import FacetFilter, RecordFilter
from core.histogram import bars, years_of
from core.index import live
from core.index.build import of_list
from core.listing import Chip, Choice, Listing
from core.models import Record
from core.selection import SelectedRows
from directory import tallies
from parks.filters import ParkFilter

# In the order of the bands of the picture.
LISTS: dict[str, type[RecordFilter]] = {"agreements": AgreementFilter, "events": EventFilter, "parks": ParkFilter}
TYPES = {"agreements": _("Agreements"), "events": _("Events"), "parks": _("Foundings of parks")}
# What one record of a type tells.
TELLS = {"agreements": _("agreement"), "events": _("event"), "parks": _("founding of a park")}
# The facets in the form; the other parameters are kept, if they are given.
FACETS = ("type", "country", "continent", "sector")
# How many records are drawn and listed one by one; more are counted by year, and the newest few listed.
SINGLE = 200
NEWEST = 50
# How many decades are at most offered by their years.
DECADES_OF_YEARS = 2


class TimelineFilter(InvolvingFilter):
    """What the three lists can be filtered by together."""

    date_label = _("Years")

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """Without those whose values are a type's own, and those that say what a list looks like."""
        common = {name: filter_ for name, filter_ in super().get_filters().items() if name not in ("kind", "undated", "sort")}
        return {"type": FacetFilter(label=_("Show"), lookup="", pairs="", choices=list(TYPES.items())), **common}


@dataclass(frozen=True)
class WholeFacet(Facet):
    """A facet whose values are all in the form, which scrolls."""

    @property
    def shown(self) -> list[Value]:
        return self.values


@dataclass(frozen=True)
class Period:
    """A decade or year to look at alone."""

    label: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Entry:
    """A dated record. Its days are those between which its date may lie; an event reaches to its end."""

    plural: str
    record: Any
    text: str
    earliest: date
    latest: date

    @classmethod
    def of(cls, plural: str, record: Any) -> "Entry":
        field = type(record).objects.all().date_field
        earliest, latest = getattr(record, f"{field}_earliest"), getattr(record, f"{field}_latest")
        if plural == "events":
            return cls(plural, record, record.held, earliest, max(latest, record.ends_latest or latest))
        return cls(plural, record, getattr(record, field), earliest, latest)

    @property
    def is_sure(self) -> bool:
        """Whether the source says so outright: neither "probably" nor "about"."""
        return not set("?~%") & set(self.text)

    @property
    def lasted(self) -> bool:
        """Whether its days are those of an event, known to the day, and not those between which its date may lie."""
        days = (getattr(self.record, f"{end}_{side}", None) for end in ("starts", "ends") for side in ("earliest", "latest"))
        first, last, ends, over = days
        return first is not None and first == last and ends is not None and ends == over

    @property
    def tells(self) -> str:
        return str(TELLS[self.plural])

    @property
    def words(self) -> str:
        return edtf.in_words(self.text)

    @property
    def years(self) -> str:
        """The year, or the first and the last in which it may lie."""
        return years_of(self.earliest, self.latest)

    @property
    def countries(self) -> list[str]:
        """The countries that an agreement ties, or the one where the event or park was, by name."""
        codes = self.record.countries if self.plural == "agreements" else [self.record.country]
        return sorted((countries.name(code) for code in codes if code), key=collation_key)


class Timeline(Listing):
    """What a query string asks the timeline for: one form over the lists of agreements, events and parks."""

    def __init__(self, query: QueryDict) -> None:
        super().__init__(TimelineFilter, Record.objects.none(), query, whole=True)

    @cached_property
    def lists(self) -> dict[str, Listing]:
        """The lists that can answer the query, newest first; none where a parameter is wrong."""
        found = {}
        for plural, filterset in LISTS.items() if self.is_valid else ():
            if (query := self._query_of(filterset)) is not None:
                found[plural] = Listing(filterset, filterset.everything(), query, whole=True)
        return found

    def _query_of(self, filterset: type[RecordFilter]) -> QueryDict | None:
        """The query for a list; None where the list has no such parameter, or a record not several of the values: a park one country."""
        query = QueryDict(self.query_for(type=None), mutable=True)
        every = query.pop("match_all", [])
        can = [name for name in every if name in filterset.can_match_all]
        if set(query) - set(filterset.base_filters) or any(len(query.getlist(name)) > 1 for name in set(every) - set(can)):
            return None
        query.setlist("match_all", can)
        query["sort"] = "-date"
        return query

    @property
    def types(self) -> list[str]:
        """The types that are asked for."""
        return [plural for plural in TYPES if plural in (self.form.cleaned_data["type"] or TYPES)]

    @cached_property
    def shown(self) -> dict[str, Listing]:
        """The lists of the types that are asked for."""
        return {plural: listing for plural, listing in self.lists.items() if plural in self.types}

    @property
    def left_out(self) -> list[str]:
        """What is asked for and cannot be filtered so."""
        return [str(TYPES[plural]) for plural in self.types if plural not in self.shown]

    @property
    def count(self) -> int:
        """How many records are found, with and without a year."""
        return sum(len(listing.selection.rows) for listing in self.shown.values())

    @cached_property
    def dated(self) -> dict[str, int]:
        """How many of each type have a usable year."""
        return {plural: len(dated_rows(listing)) for plural, listing in self.shown.items()}

    @property
    def total(self) -> int:
        return sum(self.dated.values())

    @property
    def is_counted(self) -> bool:
        """Whether there are too many to show each."""
        return self.total > SINGLE

    @cached_property
    def entries(self) -> list[Entry]:
        """The dated records, newest first, without those that could not be shown. A few queries a type."""
        found = []
        for plural, listing in self.shown.items():
            rows = listing.all_rows.with_shown_names()
            if plural == "agreements":
                rows = rows.prefetch_related("other_countries").with_published_rows("parties", "organisation")
            wanted = min(self.dated[plural], NEWEST) if self.is_counted else self.dated[plural]
            found += [Entry.of(plural, record) for record in SelectedRows(listing.selection, rows)[:wanted]]
        found.sort(key=lambda entry: (-entry.latest.toordinal(), -entry.earliest.toordinal(), bytes(entry.record.name_key)))
        return found[:NEWEST] if self.is_counted else found

    @property
    def links(self) -> list[tuple[str, str, int]]:
        """For each type its plural, the address of its list with the same filters, and how many are there."""
        return [
            (plural, tallies.list_address(plural, listing.query_for(sort=None)), len(listing.selection.rows))
            for plural, listing in self.shown.items()
        ]

    @property
    def undated_links(self) -> list[tuple[str, str, int]]:
        """The same of those without a usable year, whatever range is asked for."""
        alone = {"from": None, "to": None, "dates": None, "sort": None, "undated": 1}
        return [
            (plural, tallies.list_address(plural, listing.query_for(**alone)), listing.undated.count)
            for plural, listing in self.shown.items()
            if listing.undated and listing.undated.count
        ]

    def counts(self, name: str) -> dict[str, int]:
        """How many records of all types there are with each value of a facet."""
        if name == "type":
            return {plural: len(listing.selection.rows) for plural, listing in self.lists.items()}
        found: Counter[str] = Counter()
        for listing in self.shown.values():
            found.update(listing.selection.counts(name))
        return found

    def values(self, facet: str) -> set[str]:
        """The values that any record has."""
        return set().union(*(live.current(of_list(filterset)).values(facet) for filterset in LISTS.values()))

    @cached_property
    def facets(self) -> list[Facet]:
        found: Any = facets_of(self.filterset, self.query, self if self.is_valid else None, self)
        return [WholeFacet(one.name, one.label, one.errors, one.values, one.matches_all) for one in found if one.name in FACETS]

    @cached_property
    def certainty(self) -> list[Choice]:
        """As of a list, summed."""
        found: dict[str, int] = {}
        for choice in (choice for listing in self.shown.values() for choice in listing.certainty):
            found[choice.value] = found.get(choice.value, 0) + choice.count
        chosen = self.form.cleaned_data["dates"]
        return [
            Choice(name, "", count, self.query_for(dates=None if name == chosen else name), name == chosen) for name, count in found.items()
        ]

    @cached_property
    def relaxations(self) -> list[tuple[Chip, int]]:
        without = [(chip, Timeline(QueryDict(chip.query))) for chip in self.chips[:10]]
        return [(chip, timeline.count) for chip, timeline in without if timeline.is_valid and timeline.count]

    @cached_property
    def periods(self) -> list[Period]:
        """The decades of all that the other filters find; or the years, where those that are asked for lie in few decades."""
        start, end = self.filterset.date_range
        size = 1 if start and end and end.year // 10 - start.year // 10 < DECADES_OF_YEARS else 10
        found: Counter[tuple[int, int, str]] = Counter()
        for listing in self.shown.values():
            found.update({(bar.first, bar.last, bar.label): bar.count for bar in bars(listing.selection, size) if bar.count})
        periods = []
        for (first, last, label), count in sorted(found.items()):
            if size == 10 or start.year // 10 <= first // 10 <= end.year // 10:
                query = self.query_for(**{"from": f"{first:04}", "to": f"{last:04}", "dates": None})
                chosen = bool(start or end) and (not start or start.year <= last) and (not end or end.year >= first)
                periods.append(Period(label, count, query, chosen))
        return periods

    @property
    def query_for_all_years(self) -> str:
        return self.query_for(**{"from": None, "to": None, "dates": None})


def dated_rows(listing: Listing) -> BitMap:
    """The rows that a list finds and that have a usable year."""
    assert listing.selection is not None
    return listing.selection.rows & listing.selection.order.postings["earliest"]["known"]
