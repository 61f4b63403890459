"""Where to jump to in a long list: its letters if it is sorted by name, its decades if by date, each with the page where it begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear, Substr
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Jump:
    """A part of the list: what it is called, how many rows it has, and the page with the first of them."""

    label: str
    count: int
    page: int


def by_letter(rows: Any, key: str, per_page: int, *, descending: bool) -> list[Jump]:
    """The first letters of a list sorted by the bytes of `key`; one query."""
    counted = _bare(rows).values_list(Substr(key, 1, 1)).annotate(Count("pk"))
    first_bytes = sorted(((bytes(first), count) for first, count in counted), reverse=descending)
    return _paged(((_letter(first), count) for first, count in first_bytes), per_page)


def by_decade(rows: Any, date_field: str, per_page: int, *, descending: bool) -> list[Jump]:
    """The decades of a list sorted by the earliest day of a date, or descending by the latest; the undated come last. One query."""
    year = ExtractYear(f"{date_field}_{'latest' if descending else 'earliest'}")
    counted = dict(_bare(rows).values_list(year).annotate(Count("pk")))
    undated = counted.pop(None, 0)
    years = sorted(counted.items(), reverse=descending)
    parts = [(_("%(decade)ss") % {"decade": year // 10 * 10}, count) for year, count in years]
    return _paged([*parts, *([(_("undated"), undated)] if undated else [])], per_page)


def _bare(rows: Any) -> Any:
    """The same rows without their order and annotations, which would be grouped by, too."""
    return rows.model._default_manager.filter(pk__in=rows.order_by().values("pk")).order_by()


def _letter(first: bytes) -> str:
    if first < b"a":
        return _("0–9")
    return first.decode().upper() if first <= b"z" else _("other")


def _paged(parts: Iterable[tuple[str, int]], per_page: int) -> list[Jump]:
    """Neighbours of one label together, each with the page on which it begins."""
    counts: dict[str, int] = {}
    for label, count in parts:
        counts[label] = counts.get(label, 0) + count
    jumps, before = [], 0
    for label, count in counts.items():
        jumps.append(Jump(label, count, before // per_page + 1))
        before += count
    return jumps
