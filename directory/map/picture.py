"""The picture of a map: dots for places, arcs for the agreements that tie them. `components/map.html` shows it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import hypot, log2, sqrt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from directory.map.frame import Frame, Land, World
from directory.map.places import Place, Tie, ties_of

# How far apart dots are at least, so that a finger hits one of them; in thousandths of the picture's width.
SPACING = 28
# How many arcs are drawn.
ARCS = 200
# How far an arc rises above the straight line, in parts of that.
RISE = 0.16


@dataclass(frozen=True)
class Group:
    """Places that one dot stands for, the first in its middle."""

    x: float
    y: float
    places: list[Place]

    @cached_property
    def rows(self) -> BitMap:
        return BitMap.union(*(place.rows for place in self.places))

    @property
    def parks(self) -> int:
        return sum(len(place.spots) for place in self.places)

    @cached_property
    def name(self) -> str:
        first, more = self.places[0].name, len(self.places) - 1
        if not more:
            return first
        text = ngettext("%(place)s and %(more)d more place", "%(place)s and %(more)d more places", more)
        return text % {"place": first, "more": more}


@dataclass(frozen=True)
class Dot:
    """`kind` is `site`, `city` (only the city's coordinates are known) or `group`, which shows `number`."""

    x: int
    y: int
    radius: float
    kind: str
    number: int
    title: str
    url: str


@dataclass(frozen=True)
class Arc:
    path: str
    width: float
    title: str


@dataclass(frozen=True)
class Picture:
    """`here`: the country that it is about; `ties`: how many arcs there would be; `outside`: how many parks lie beyond it;
    `scale`: how large dots and lines are drawn."""

    title: str
    frame: Frame | World
    dots: list[Dot]
    arcs: list[Arc] = field(default_factory=list)
    ties: int = 0
    outside: int = 0
    here: str = ""
    scale: float = 1.0

    @property
    def is_world(self) -> bool:
        return isinstance(self.frame, World)

    @property
    def land(self) -> list[Land]:
        """The outlines of countries, coarser on a picture that is shown small, which is one of large dots."""
        return self.frame.land(round(self.scale) or 1)

    @property
    def stroke(self) -> float:
        """How wide the edge of a dot is."""
        return round(1.6 * self.scale, 1)


# Where a dot leads.
Link = Callable[[Group], str]


def nowhere(_group: Group) -> str:
    """Where the whole picture is a link."""
    return ""


def drawn(
    title: str,
    places: Iterable[Place],
    frame: Frame | World,
    *,
    of_agreements: bool = False,
    link: Link = nowhere,
    scale: float = 1.0,
    here: str = "",
    tied: bool = True,
) -> Picture:
    """The picture of places, with at most ARCS arcs, the busiest.

    Dots tell how many parks there are, or `of_agreements`; `scale` is how large dots and lines are.
    """
    groups, outside = grouped(places, frame, SPACING * scale)
    ties = ties_of(groups) if tied else []
    dots = [_dot(group, scale, link(group), of_agreements=of_agreements) for group in groups]
    return Picture(title, frame, dots, [_arc(tie, scale) for tie in ties[:ARCS]], len(ties), outside, here, scale)


def grouped(places: Iterable[Place], frame: Frame | World, spacing: float) -> tuple[list[Group], int]:
    """Places that lie nearer to each other than this as one, around those with most parks; and how many parks lie beyond the frame."""
    groups: list[Group] = []
    cells: dict[tuple[int, int], list[Group]] = defaultdict(list)
    outside = 0
    for place in places:
        x, y = frame.place(place.longitude, place.latitude)
        if not (0 <= x <= frame.width and 0 <= y <= frame.height):
            outside += len(place.spots)
            continue
        column, row = int(x / spacing), int(y / spacing)
        around = [group for dx in (-1, 0, 1) for dy in (-1, 0, 1) for group in cells.get((column + dx, row + dy), ())]
        nearest = min(around, key=lambda group: hypot(group.x - x, group.y - y), default=None)
        if nearest and hypot(nearest.x - x, nearest.y - y) < spacing:
            nearest.places.append(place)
        else:
            groups.append(Group(x, y, [place]))
            cells[column, row].append(groups[-1])
    return groups, outside


def _dot(group: Group, scale: float, url: str, *, of_agreements: bool) -> Dot:
    number = len(group.rows) if of_agreements else group.parks
    kind = "group" if group.parks > 1 else "site" if group.places[0].is_exact else "city"
    radius = min(13, 7 + sqrt(number) * 0.8) if kind == "group" else 5
    title = _title(group, number, of_agreements=of_agreements)
    return Dot(round(group.x), round(group.y), round(radius * scale, 1), kind, number, title, url)


def _title(group: Group, number: int, *, of_agreements: bool) -> str:
    if of_agreements:
        text = ngettext("%(place)s: %(count)d agreement", "%(place)s: %(count)d agreements", number)
        return text % {"place": group.name, "count": number}
    if group.parks == 1:
        names = dict.fromkeys((group.places[0].spots[0].name, group.name))
        return _(", ").join(names)
    return ngettext("%(place)s: %(count)d park", "%(place)s: %(count)d parks", number) % {"place": group.name, "count": number}


def _arc(tie: Tie[Group], scale: float) -> Arc:
    first, second = tie.first, tie.second
    x, y = (first.x + second.x) / 2, (first.y + second.y) / 2
    dx, dy = second.x - first.x, second.y - first.y
    # Upwards on the picture, whichever end is named first.
    rise = RISE if dx > 0 else -RISE
    points: Sequence[float] = (first.x, first.y, x + dy * rise, y - dx * rise, second.x, second.y)
    ends = [round(value) for value in points]
    return Arc("M{} {}Q{} {} {} {}".format(*ends), round(min(1 + log2(tie.count), 6) * scale, 1), tie_title(tie))


def tie_title(tie: Tie[Any]) -> str:
    """Two places or groups, and how many agreements tie them."""
    text = ngettext("%(first)s – %(second)s: %(count)d agreement", "%(first)s – %(second)s: %(count)d agreements", tie.count)
    return text % {"first": tie.first.name, "second": tie.second.name, "count": tie.count}
