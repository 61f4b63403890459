"""Time as the timeline draws it: where a day lies, and which years or months are written beneath."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import pgettext

WIDTH, MARGIN = 880, 12
# More columns than this are decades instead of years.
MOST_COLUMNS = 100
MOST_TICKS = 14


@dataclass(frozen=True)
class Axis:
    """Time from the first day to the last, from the left to the right."""

    start: date
    end: date

    def x(self, day: int) -> float:
        """Where a day, by its ordinal number, begins; the ends of the axis for days beyond them."""
        first, after = self.start.toordinal(), self.end.toordinal() + 1
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (min(max(day, first), after) - first) / (after - first), 1)

    @property
    def size(self) -> int:
        """How many years are counted together."""
        return 1 if self.end.year - self.start.year < MOST_COLUMNS else 10

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Years, or months where there are few, each with its label."""
        found = [(self.x(day.toordinal()), label) for day, label in self._days() if self.start <= day <= self.end]
        return [(x, label if x < WIDTH - MARGIN - 6 * len(label) else "") for x, label in found]

    def _days(self) -> Iterator[tuple[date, str]]:
        years = self.end.year - self.start.year + 1
        if years <= 2:
            for year in range(self.start.year, self.end.year + 1):
                for month in range(1, 13, years):
                    yield (
                        date(year, month, 1),
                        date_format(
                            date(year, month, 1),
                            pgettext("January below an axis", "M Y") if month == 1 else pgettext("a month below an axis", "M"),
                        ),
                    )
            return
        step = next(step * power for power in (1, 10, 100, 1000) for step in (1, 2, 5) if years / (step * power) <= MOST_TICKS)
        for year in range(self.start.year // step * step, self.end.year + 1, step):
            yield date(max(year, 1), 1, 1), str(year)
