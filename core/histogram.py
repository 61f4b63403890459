"""How a list is spread over time: how many of its records lie in each decade or year, certainly or possibly."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.selection import Selection

# The years of fewer decades than this are shown one by one.
DECADES_OF_YEARS = 3
# Years that stand for an open end.
OPEN = {1, 9999}


def years_of(earliest: date, latest: date) -> str:
    """The year in which both days lie, or the first and the last; nothing at an open end."""
    first, last = ("" if day.year in OPEN else str(day.year) for day in (earliest, latest))
    return first if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Bar:
    """A decade or year: its name, its first and last year, and how many records lie in it."""

    label: str
    first: int
    last: int
    certain: int
    possible: int
    chosen: bool

    @property
    def count(self) -> int:
        return self.certain + self.possible


def histogram(selection: Selection) -> list[Bar]:
    """The decades of a list, whatever dates are asked for; or the years, where those that are asked for, or all there are, are few."""
    decades = bars(selection, 10)
    if not decades:
        return []
    start, end = selection.filterset.date_range
    first, last = (start.year if start else decades[0].first), (end.year if end else decades[-1].last)
    if last // 10 - first // 10 >= DECADES_OF_YEARS:
        return decades
    return [bar for bar in bars(selection, 1) if first // 10 <= bar.first // 10 <= last // 10]


def bars(selection: Selection, size: int) -> list[Bar]:
    """Every stretch of `size` years, 1 or 10, from the first known year to the last.

    A date may lie in a stretch if it begins before the stretch is over, and does not end before it starts.
    """
    years = (set(selection.years["first-year"]) | set(selection.years["last-year"])) - OPEN
    if not years:
        return []
    begun, ended = (_by_stretch(selection.years[facet], size) for facet in ("first-year", "last-year"))
    certain = selection.years["year" if size == 1 else "decade"]
    start, found = min(years) // size * size, []
    under_way = sum(count for first, count in begun.items() if first < start) - sum(count for last, count in ended.items() if last < start)
    for first in range(start, max(years) + 1, size):
        count = under_way + begun.get(first, 0)
        under_way = count - ended.get(first, 0)
        last, sure = first + size - 1, certain.get(first, 0)
        label = str(first) if size == 1 else _("%(decade)ss") % {"decade": first}
        found.append(Bar(label, first, last, sure, count - sure, _asked_for(selection, first, last)))
    return found


def _asked_for(selection: Selection, first: int, last: int) -> bool:
    start, end = selection.filterset.date_range
    return (start is not None or end is not None) and (start is None or start.year <= last) and (end is None or end.year >= first)


def _by_stretch(counts: dict[int, int], size: int) -> dict[int, int]:
    stretches: dict[int, int] = {}
    for year, count in counts.items():
        stretches[year // size * size] = stretches.get(year // size * size, 0) + count
    return stretches
