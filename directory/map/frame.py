"""Which part of the world a picture shows: where a place lies on it, and what land."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, radians

from directory.map import basemap
from directory.map.projection import Point, equal_earth, from_centre
from directory.map.shapes import Ring, all_shapes

WIDTH = 1000
# How much room there is around what is shown, and how wide and how high a picture is at least: in parts of it, radii of the Earth, parts.
MARGIN, LEAST, LOWEST, HIGHEST = 0.1, 0.1, 0.5, 0.85
# A part that spans more degrees than this is shown on the map of the world.
WIDEST = 110
# Land is drawn a little beyond the edges, whose line would be seen.
BEYOND = 6
# A country's islands that lie farther from its main part than this part of its size are not looked at.
NEAR = 0.3


@dataclass(frozen=True)
class Land:
    """A country's outline on a picture, as the data of an SVG path."""

    code: str
    path: str


@dataclass(frozen=True)
class Frame:
    """A part of the world: its middle meridian, how much northwards is stretched so that shapes in its middle are true, its west and
    north in radii of the Earth, and its scale and height."""

    centre: float
    stretch: float
    west: float
    north: float
    scale: float
    height: int
    width: int = WIDTH

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a place lies, in units from the top left."""
        east, north = equal_earth(longitude, latitude, self.centre)
        return (east - self.west) * self.scale, (self.north - north * self.stretch) * self.scale

    def land(self, step: int) -> list[Land]:
        """The outlines of countries; `step` is how far apart their points are at least, in units."""
        return land_in(self, step)


@dataclass(frozen=True)
class World:
    """The whole world, whose land is a picture of its own (static/img/world.svg)."""

    width: int = basemap.WIDTH
    height: int = basemap.HEIGHT

    def place(self, longitude: float, latitude: float) -> Point:
        return basemap.on_world(longitude, latitude)

    def land(self, step: int) -> list[Land]:  # noqa: ARG002
        return []


WORLD = World()


def fit(points: Iterable[Point]) -> Frame | World:
    """The smallest part of the world that shows these longitudes and latitudes; all of it where they are far apart, or none."""
    points = sorted(points)
    if not points:
        return WORLD
    longitudes = [longitude for longitude, _latitude in points]
    gaps = [(after - before, after) for before, after in zip(longitudes, [*longitudes[1:], longitudes[0] + 360], strict=True)]
    widest, first = max(gaps)
    span = 360 - widest
    if span > WIDEST:
        return WORLD
    # Whole degrees and coarse steps, so that similar parts share one drawing of the land.
    return framed(points, round(first + span / 2))


def framed(points: Iterable[Point], centre: float) -> Frame:
    """The part that shows these points, with a margin."""
    points = list(points)
    latitudes = [latitude for _longitude, latitude in points]
    stretch = _stretch((min(latitudes) + max(latitudes)) / 2)
    placed = [(east, north * stretch) for east, north in (equal_earth(*point, centre) for point in points)]
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*placed, strict=True))
    width, height = max(east - west, LEAST) * (1 + 2 * MARGIN), max(north - south, LEAST * LOWEST) * (1 + 2 * MARGIN)
    width = max(width, height / HIGHEST)
    height = max(height, width * LOWEST)
    middle = (west + east) / 2, (south + north) / 2
    scale = WIDTH / width
    return Frame(centre, stretch, round(middle[0] - width / 2, 3), round(middle[1] + height / 2, 3), round(scale, 1), round(height * scale))


def _stretch(latitude: float) -> float:
    """How much wider than high the projection draws a small circle."""
    latitude = max(-80.0, min(80.0, latitude))
    eastwards = equal_earth(1, latitude)[0] / radians(1) / cos(radians(latitude))
    # Its areas are true, so what it adds eastwards it takes away northwards.
    return round(eastwards * eastwards, 2)


@lru_cache(maxsize=512)
def of_country(code: str) -> Frame | None:
    """The part of the world with a country's main land and what lies near it; None for one without a shape."""
    outlines = [polygon[0] for polygon in all_shapes().get(code, [])]
    if not outlines:
        return None
    main = max(outlines, key=lambda ring: abs(basemap.area(list(ring))))
    centre = round((min(x for x, _y in main) + max(x for x, _y in main)) / 2)
    boxes = [_box([(from_centre(x, centre), y) for x, y in ring]) for ring in outlines]
    west, south, east, north = _box([(from_centre(x, centre), y) for x, y in main])
    room = max(east - west, north - south) * NEAR
    near = [box for box in boxes if box[2] > west - room and box[0] < east + room and box[3] > south - room and box[1] < north + room]
    corners = [(x + centre, y) for box in near for x, y in _outline(box)]
    return framed(corners, centre)


Box = tuple[float, float, float, float]


def _box(ring: Iterable[Point]) -> Box:
    """West, south, east and north of an outline."""
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _outline(box: Box) -> list[Point]:
    """The corners of a box and the middles of its sides."""
    west, south, east, north = box
    return [(x, y) for x in (west, (west + east) / 2, east) for y in (south, (south + north) / 2, north)]


@lru_cache(maxsize=256)
def land_in(frame: Frame, step: int) -> list[Land]:
    """The outlines of the countries that lie in a part of the world; some hundredths of a second, once."""
    found = []
    for code, polygons in all_shapes().items():
        path = "".join(_path(frame, polygon[0], step) for polygon in polygons)
        if path:
            found.append(Land(code, path))
    return found


def _path(frame: Frame, ring: Ring, step: int) -> str:
    """What of an outline lies in the frame."""
    degrees = [from_centre(x, frame.centre) for x, _y in ring]
    # What crosses the far side of the Earth would run across the picture.
    if max(degrees) - min(degrees) > 180 and any(abs(after - before) > 180 for before, after in pairwise(degrees)):
        return ""
    west, south, east, north = min(degrees), min(y for _x, y in ring), max(degrees), max(y for _x, y in ring)
    rough = [frame.place(x + frame.centre, y) for x, y in _outline((west, south, east, north))]
    limits = -BEYOND, -BEYOND, frame.width + BEYOND, frame.height + BEYOND
    if not _meet(_box(rough), limits):
        return ""
    return _written(list(_thinned(_clipped([frame.place(*point) for point in ring[:-1]], limits), step)))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _clipped(ring: list[Point], limits: Box) -> list[Point]:
    """What of an outline lies within limits (Sutherland and Hodgman)."""
    for axis, sign, limit in ((0, 1, limits[0]), (1, 1, limits[1]), (0, -1, limits[2]), (1, -1, limits[3])):
        kept: list[Point] = []
        for before, point in zip([*ring[-1:], *ring], ring, strict=False):
            was, is_ = (sign * (one[axis] - limit) for one in (before, point))
            if (was < 0) != (is_ < 0):
                part = was / (was - is_)
                kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
            if is_ >= 0:
                kept.append(point)
        ring = kept
    return ring


def _thinned(ring: Iterable[Point], step: int) -> Iterator[tuple[int, int]]:
    """Whole units, without points that are next to the one before."""
    last = None
    for x, y in ring:
        point = round(x), round(y)
        if last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) > step:
            yield point
            last = point


def _written(points: list[tuple[int, int]]) -> str:
    return basemap.path_data(points) if len(points) > 2 else ""
