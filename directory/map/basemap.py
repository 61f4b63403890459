"""The base maps, made from the shapes of countries: a picture of the world's land, and lighter shapes for the map of the script.

Both are committed files (`manage.py basemap` makes them again); a test holds them equal to what is made here.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from directory.map.projection import HALF_WIDTH, Point, equal_earth
from directory.map.shapes import STATIC, Ring, all_shapes

WORLD_SVG = STATIC / "img" / "world.svg"
WORLD_JSON = STATIC / "geo" / "world.json"

# The picture: its width, and the parallels at its top and bottom, between which all parks lie.
WIDTH = 1000
NORTH, SOUTH = 84.0, -56.5
SCALE = WIDTH / (2 * HALF_WIDTH)
TOP = equal_earth(0, NORTH)[1]
HEIGHT = round((TOP - equal_earth(0, SOUTH)[1]) * SCALE)

# Coordinates are written in quarters of a unit, so that they need no decimal points.
FINE = 4
STROKE = 2
# In units of the picture: how far off a simplified line may be, and the least area of an island.
SVG_TOLERANCE, SVG_LEAST = 0.55, 1.0
# The same in degrees, for the map of the script.
JSON_TOLERANCE, JSON_LEAST = 0.11, 0.03
LEFT_OUT = {"AQ"}


def on_world(longitude: float, latitude: float) -> Point:
    """Where a place lies on the picture of the world, in its units from the top left."""
    east, north = equal_earth(longitude, latitude)
    return WIDTH / 2 + east * SCALE, (TOP - north) * SCALE


def world_svg() -> str:
    """The land of the world as a picture, in the colours of the tokens `rule` and `surface`: styles of a page do not reach into it."""
    light, dark = "fill:#dcd5c4;stroke:#fffdf8", "fill:#2e3b3f;stroke:#172124"
    style = f"path{{{light};stroke-width:{STROKE};stroke-linejoin:round}}@media(prefers-color-scheme:dark){{path{{{dark}}}}}"
    shapes = {code: [[on_world(*point) for point in ring] for ring in rings] for code, rings in _rings().items()}
    path = "".join(path_data(_whole(ring)) for rings in simplified(shapes, SVG_TOLERANCE, SVG_LEAST).values() for ring in rings)
    box = f"0 0 {WIDTH * FINE} {HEIGHT * FINE}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{style}</style><path d="{path}"/></svg>\n'


def world_json() -> str:
    """The countries as GeoJSON, light enough to be fetched by a page."""
    shapes = {code: [list(ring) for ring in rings] for code, rings in _rings().items()}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "MultiPolygon", "coordinates": [[[[round(x, 2), round(y, 2)] for x, y in ring]] for ring in rings]},
        }
        for code, rings in simplified(shapes, JSON_TOLERANCE, JSON_LEAST).items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")) + "\n"


def _rings() -> dict[str, list[Ring]]:
    """The outlines of each country; what is cut out of it is another country, and is drawn as one."""
    return {code: [polygon[0] for polygon in polygons] for code, polygons in all_shapes().items() if code not in LEFT_OUT}


def simplified(shapes: dict[str, list[list[Point]]], tolerance: float, least: float) -> dict[str, list[list[Point]]]:
    """Outlines with fewer points, without the smallest; a border is simplified once, so that both its sides stay together."""
    known = {code: [ring[:-1] for ring in rings if abs(area(ring)) >= least] for code, rings in shapes.items()}
    corners = _corners(ring for rings in known.values() for ring in rings)

    @cache
    def thinned(arc: tuple[Point, ...]) -> list[Point]:
        return _douglas_peucker(list(arc), tolerance)

    def line(arc: list[Point]) -> list[Point]:
        forwards, backwards = tuple(arc), tuple(reversed(arc))
        return thinned(forwards) if forwards <= backwards else thinned(backwards)[::-1]

    found: dict[str, list[list[Point]]] = {}
    for code, rings in known.items():
        lines = [[point for arc in _arcs(ring, corners) for point in line(arc)[:-1]] for ring in rings]
        if kept := [[*ring, ring[0]] for ring in lines if len(ring) > 2]:
            found[code] = kept
    return found


def _corners(rings: Iterable[list[Point]]) -> set[Point]:
    """The points where borders meet: those with more than two neighbours."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point in zip([ring[-1], *ring], ring, strict=False):
            neighbours[point].add(before)
            neighbours[before].add(point)
    return {point for point, near in neighbours.items() if len(near) > 2}


def _arcs(ring: list[Point], corners: set[Point]) -> Iterator[list[Point]]:
    """A ring from corner to corner; one without a corner from its least point to the one farthest from that, and back."""
    places = [number for number, point in enumerate(ring) if point in corners]
    if len(places) < 2:
        first = places[0] if places else ring.index(min(ring))
        farthest = max(range(len(ring)), key=lambda number: _square(ring[number], ring[first]))
        places = sorted((first, farthest))
    for start, end in zip(places, [*places[1:], places[0] + len(ring)], strict=True):
        yield [ring[number % len(ring)] for number in range(start, end + 1)]


def _douglas_peucker(line: list[Point], tolerance: float) -> list[Point]:
    """A line with the points left out that lie no farther than this from what remains."""
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        distances = [(_distance(line[number], line[start], line[end]), number) for number in range(start + 1, end)]
        farthest, number = max(distances, default=(0.0, 0))
        if farthest > tolerance * tolerance:
            kept.add(number)
            waiting += [(start, number), (number, end)]
    return [line[number] for number in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """The square of a point's distance from a stretch."""
    length = _square(start, end)
    if not length:
        return _square(point, start)
    (x, y), (x1, y1), (x2, y2) = point, start, end
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return _square(point, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


def _square(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def area(ring: list[Point]) -> float:
    """Of a ring, in the square of its unit; its sign tells which way round it is written."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _whole(ring: list[Point]) -> list[tuple[int, int]]:
    """A ring without its end, which is its beginning, in the unit that is written."""
    return [(round(x * FINE), round(y * FINE)) for x, y in ring[:-1]]


def path_data(points: list[tuple[int, int]]) -> str:
    """A closed outline for SVG: its first point, then the steps from point to point."""
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(points)]
    return f"M{_numbers(points[:1])}l{_numbers(step for step in steps if step != (0, 0))}z"


def _numbers(pairs: Iterable[tuple[int, int]]) -> str:
    """Numbers with a space only where no sign keeps them apart."""
    text = "".join(f"{number}" if number < 0 else f" {number}" for pair in pairs for number in pair)
    return text.lstrip()
