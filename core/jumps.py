"""Where to jump to in a long list: its letters if it is sorted by name, its decades if by date, each with the page where it begins."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.selection import Selection

# The decade of the calendar's last day, with which a date ends that has no end.
NO_END = "9990"


@dataclass(frozen=True)
class Jump:
    """A part of the list: what it is called, how many rows it has, and the page with the first of them."""

    label: str
    count: int
    page: int


def jumps(selection: Selection, sort: str, per_page: int) -> list[Jump]:
    """The first letters of a list sorted by name; the decades of one sorted by earliest day or, descending, by latest, the undated last."""
    parts = list(selection.order.parts_among(selection.rows))
    label = _decade if sort.endswith("date") else _letter
    return _paged(((label(part), count) for part, count in (parts[::-1] if selection.backwards else parts)), per_page)


def _letter(byte: str) -> str:
    """The letter that a name starts with, from its first byte in hexadecimal digits."""
    first = bytes.fromhex(byte)
    if first < b"a":
        return _("0–9")
    return first.decode().upper() if first <= b"z" else _("other")


def _decade(year: str) -> str:
    if year == NO_END:
        return _("no end")
    return _("%(decade)ss") % {"decade": year} if year else _("undated")


def _paged(parts: Iterable[tuple[str, int]], per_page: int) -> list[Jump]:
    """Neighbours of one label together, each with the page on which it begins."""
    counts: dict[str, int] = {}
    for label, count in parts:
        counts[label] = counts.get(label, 0) + count
    found, before = [], 0
    for label, count in counts.items():
        found.append(Jump(label, count, before // per_page + 1))
        before += count
    return found
