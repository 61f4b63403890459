"""The picture of the timeline: where each record, or the number of a year's records, is drawn."""

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from core.histogram import OPEN
from core.listing import Listing
from directory.tallies import list_address
from directory.timeline.axis import WIDTH, Axis
from directory.timeline.listing import TYPES, Entry, Timeline, dated_rows

HEADING, GAP, AXIS = 26, 18, 24
# A lane of single records, a mark, and how wide a letter of its label is at most taken to be.
LANE, MARK, LETTER, LONGEST = 24, 10, 7.2, 34
# More lanes than this are not readable: of marks with their names, of marks alone.
MOST_LANES = ((True, 16), (False, 12))
# The highest bar, and the room for the number above it.
BAR, NUMBER = 84, 16


@dataclass(frozen=True)
class Mark:
    """A single record: a dot for a day, a bar for days; `kind` is how it looks."""

    entry: Entry
    kind: str
    x: float
    width: float
    label: str
    label_x: float
    anchor: str

    @property
    def title(self) -> str:
        return _("%(name)s: %(date)s") % {"name": self.entry.record.shown_name, "date": self.entry.words}

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """From where to where nothing else may lie; at least as wide as a finger needs."""
        spare = max(2.0, (LANE - self.width) / 2)
        ends = [self.x - spare, self.x + self.width + spare]
        if self.label:
            ends[self.anchor == "start"] = self.label_x + (1 if self.anchor == "start" else -1) * (_length(self.label) + MARK)
        return ends[0], ends[1]


@dataclass
class Column:
    """The records of a year or decade: how many certainly lie in it and how many possibly, and their list."""

    first: int
    last: int
    certain: int
    possible: int
    url: str
    x: float = 0
    width: float = 0
    certain_height: float = 0
    possible_height: float = 0
    is_numbered: bool = False

    @property
    def count(self) -> int:
        return self.certain + self.possible

    @property
    def height(self) -> float:
        return self.certain_height + self.possible_height

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else _("%(decade)ss") % {"decade": self.first}


@dataclass
class Band:
    """The records of one type: in lanes, each with its place from the top, or in columns."""

    plural: str
    count: int
    columns: list[Column]
    lanes: list[list[Mark]] = field(default_factory=list)
    top: int = 0

    @property
    def title(self) -> str:
        return str(TYPES[self.plural])

    @property
    def is_counted(self) -> bool:
        return not self.lanes

    @property
    def height(self) -> int:
        return HEADING + (BAR + NUMBER if self.is_counted else LANE * len(self.lanes))

    @property
    def base(self) -> int:
        """Where it ends."""
        return self.top + self.height

    @property
    def marks(self) -> list[tuple[float, float, Mark]]:
        """(middle from the top, edge of its bar, mark): the first lane is the lowest."""
        lowest = self.base - LANE // 2
        return [(lowest - LANE * lane, lowest - LANE * lane - MARK // 2, mark) for lane, marks in enumerate(self.lanes) for mark in marks]

    @property
    def bars(self) -> list[tuple[float, float, Column]]:
        """(top of what is certain, top of what is possible, column)."""
        found = ((round(self.base - column.certain_height, 1), column) for column in self.columns)
        return [(certain, round(certain - column.possible_height, 1), column) for certain, column in found]


@dataclass(frozen=True)
class Picture:
    axis: Axis
    bands: list[Band]

    width = WIDTH
    room = BAR + NUMBER

    @property
    def height(self) -> int:
        return self.bands[-1].base + AXIS

    @property
    def rows(self) -> list[tuple[str, list[Column | None]]]:
        """The columns as a table, newest first: the label, and the column of each band."""
        by_year = [{column.first: column for column in band.columns} for band in self.bands]
        labels = {column.first: column.label for band in self.bands for column in band.columns}
        return [(labels[first], [columns.get(first) for columns in by_year]) for first in sorted(labels, reverse=True)]

    @property
    def is_counted(self) -> bool:
        return any(band.is_counted and band.count for band in self.bands)

    @property
    def is_single(self) -> bool:
        return any(band.lanes for band in self.bands)


def draw(timeline: Timeline) -> Picture | None:
    """The picture of what is asked for; None where nothing has a year."""
    axis = _axis(timeline)
    if axis is None:
        return None
    bands = [Band(plural, timeline.dated[plural], list(_columns(timeline, plural, axis))) for plural in timeline.shown]
    if not timeline.is_counted:
        for band in bands:
            band.lanes = _lanes([entry for entry in timeline.entries if entry.plural == band.plural], axis)
    most = max(column.count for band in bands for column in band.columns)
    top = 0
    for band in bands:
        band.top, top = top, top + band.height + GAP
        _measure(band.columns, axis, most)
    return Picture(axis, bands)


def _axis(timeline: Timeline) -> Axis | None:
    """From the first year of what is found to the last, but no further than what is asked for."""
    years: set[int] = set()
    for listing in timeline.shown.values():
        years.update(*(_years(listing, facet) for facet in ("first-year", "last-year")))
    known = years - OPEN
    if not known:
        return None
    start, end = timeline.filterset.date_range
    first = max(start, date(max(min(known) // 10 * 10, 1), 1, 1)) if start else date(min(known), 1, 1)
    last = min(end, date(max(known) // 10 * 10 + 9, 12, 31)) if end else date(max(known), 12, 31)
    if first > last:
        # Nothing known lies in the range: what is found only reaches into it.
        first, last = start or date(last.year, 1, 1), end or date(first.year, 12, 31)
    return Axis(first, last)


def _years(listing: Listing, facet: str) -> dict[int, int]:
    """How many of the records found begin or end in, or certainly lie in, each year or decade."""
    assert listing.selection is not None
    return {int(year): count for year, count in listing.selection.order.counts(facet, dated_rows(listing)).items()}


def _columns(timeline: Timeline, plural: str, axis: Axis) -> Iterator[Column]:
    """The years or decades that have any. A record is in all in which its date may lie."""
    listing, size = timeline.shown[plural], axis.size
    begun, ended = (_years(listing, facet) for facet in ("first-year", "last-year"))
    certain = _years(listing, "year" if size == 1 else "decade")
    for first in range(axis.start.year // size * size, axis.end.year + 1, size):
        last = first + size - 1
        count = sum(some for year, some in begun.items() if year <= last) - sum(some for year, some in ended.items() if year < first)
        if count:
            yield Column(first, last, certain.get(first, 0), count - certain.get(first, 0), _url(timeline, plural, first, last))


def _url(timeline: Timeline, plural: str, first: int, last: int) -> str:
    """The list of the records that may lie in a year or decade, and in what is asked for."""
    listing = timeline.shown[plural]
    start, end = timeline.filterset.date_range
    ends = {
        "from": timeline.query["from"] if start and start > date(max(first, 1), 1, 1) else f"{max(first, 1):04}",
        "to": timeline.query["to"] if end and end < date(last, 12, 31) else f"{last:04}",
    }
    return list_address(plural, listing.query_for(sort=None, dates=None, **ends))


def _measure(columns: list[Column], axis: Axis, most: int) -> None:
    """Sizes, and which numbers are written: those of the highest columns, as far as they have room."""
    for column in columns:
        column.x = axis.x(date(max(column.first, 1), 1, 1).toordinal())
        column.width = round(axis.x(date(column.last, 12, 31).toordinal() + 1) - column.x, 1)
        column.certain_height, column.possible_height = (
            math.ceil(BAR * count * 10 / most) / 10 for count in (column.certain, column.possible)
        )
    taken: list[tuple[float, float]] = []
    for column in sorted(columns, key=lambda column: -column.count):
        half = len(str(column.count)) * LETTER / 2 + 1
        place = (column.middle - half, column.middle + half)
        if all(place[1] <= start or place[0] >= end for start, end in taken):
            column.is_numbered = True
            taken.append(place)


def _lanes(entries: Iterable[Entry], axis: Axis) -> list[list[Mark]]:
    """The marks of some records in as many lanes as they need: with their names, if that many are readable; none, if too many."""
    entries = list(entries)
    for labelled, most in MOST_LANES:
        lanes = _packed([_mark(entry, axis, labelled=labelled) for entry in entries])
        if len(lanes) <= most:
            return lanes
    return []


def _packed(marks: list[Mark]) -> list[list[Mark]]:
    lanes: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: mark.extent):
        free = (lane for lane in lanes if lane[-1].extent[1] <= mark.extent[0])
        lane = next(free, None)
        if lane is None:
            lanes.append([mark])
        else:
            lane.append(mark)
    return lanes


def _mark(entry: Entry, axis: Axis, *, labelled: bool) -> Mark:
    start, end = axis.x(entry.earliest.toordinal()), axis.x(entry.latest.toordinal() + 1)
    kind = "lasted" if entry.lasted else "span"
    if end - start < MARK:
        # Shorter than a mark is wide.
        start, end, kind = round((start + end - MARK) / 2, 1), round((start + end + MARK) / 2, 1), "day"
    label = _shortened(entry.record.shown_name) if labelled else ""
    fits = end + _length(label) + 4 <= WIDTH
    return Mark(entry, kind, start, round(end - start, 1), label, end + 4 if fits else start - 4, "start" if fits else "end")


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _length(text: str) -> float:
    return sum(LETTER * (2 if unicodedata.east_asian_width(letter) in "WF" else 1) for letter in text)
