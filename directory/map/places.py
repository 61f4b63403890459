"""Where parks are, and which agreements tie their places."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Any, Generic, Protocol, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from pyroaring import BitMap

from agreements.filters import AgreementFilter
from core import countries
from core.collation import collation_key
from core.index import live
from core.index.build import of_list
from core.index.order import Order
from core.vocabulary import Precision
from parks.models import Park

# Between how many of the busiest places ties are counted: a pair costs some microseconds where there are a million agreements.
BUSIEST = 200


@dataclass(frozen=True)
class ParkPoint:
    """A park that has coordinates."""

    key: int
    slug: str
    name: str
    kind: str
    country: str
    city: str
    longitude: Decimal
    latitude: Decimal
    precision: str

    @cached_property
    def url(self) -> str:
        return reverse("parks:park-detail", args=[self.slug])


@dataclass(frozen=True)
class Place:
    """A city with parks, or a park outside of any, named with the country; `rows` are the agreements that its parks are parties of."""

    name: str
    spots: list[ParkPoint]
    rows: BitMap

    @cached_property
    def longitude(self) -> float:
        return float(sum(spot.longitude for spot in self.spots) / len(self.spots))

    @cached_property
    def latitude(self) -> float:
        return float(sum(spot.latitude for spot in self.spots) / len(self.spots))

    @property
    def is_exact(self) -> bool:
        """Whether the coordinates are a park's own, not only its city's."""
        return any(spot.precision == Precision.SITE for spot in self.spots)


class HasRows(Protocol):
    """A place, or several of them as one, with the agreements of their parks."""

    @property
    def name(self) -> str: ...

    @property
    def rows(self) -> BitMap: ...


T = TypeVar("T", bound=HasRows)


@dataclass(frozen=True)
class Tie(Generic[T]):
    """Two places, and how many agreements have a party in both."""

    first: T
    second: T
    count: int


def located(parks: Any = None) -> list[ParkPoint]:
    """The published parks that have coordinates, all or some, by name; one query, and one for names in another language than English."""
    parks = (Park.objects.all() if parks is None else parks).published().with_features(["coordinates"])
    names = parks.local_names()
    rows = parks.in_order().values_list("pk", "slug", "name", "kind", "country", "city", "longitude", "latitude", "precision")
    return [ParkPoint(key, slug, names.get(key, name), *rest) for key, slug, name, *rest in rows]


def agreements_order() -> Order:
    """The index of the list of agreements; one query."""
    return live.current(of_list(AgreementFilter)).ordered(AgreementFilter.everything().usual_sort)[0]


def places_of(spots: Iterable[ParkPoint], order: Order | None = None, among: BitMap | None = None) -> list[Place]:
    """The places of parks, those with most parks first; without an `order` of the agreements they have none; only those
    `among` them count, if it is given."""
    by_city: dict[tuple[str, str], list[ParkPoint]] = defaultdict(list)
    for spot in spots:
        by_city[spot.country, spot.city or f"\0{spot.slug}"].append(spot)
    # Saying a country's name in the reader's language costs more than all the rest of a place.
    named = {code: countries.name(code) for code, _city in by_city}
    places = []
    for (country, _city), found in by_city.items():
        parts = (found[0].city or found[0].name, named[country])
        rows = rows_of(found, order, among) if order else BitMap()
        places.append(Place(_(", ").join(part for part in parts if part), found, rows))
    return sorted(places, key=lambda place: (-len(place.spots), collation_key(place.name)))


def rows_of(spots: Iterable[ParkPoint], order: Order, among: BitMap | None = None) -> BitMap:
    """The agreements that some parks are parties of."""
    parks = order.values("park_pairs")
    rows = BitMap.union(*(parks[spot.slug] for spot in spots if spot.slug in parks), BitMap())
    return rows if among is None else rows & among


def ties_of(places: Iterable[T]) -> list[Tie[T]]:
    """The pairs of places that agreements tie, the busiest first: of the places with most agreements."""
    busiest = sorted((place for place in places if place.rows), key=lambda place: -len(place.rows))[:BUSIEST]
    counted = (Tie(first, second, first.rows.intersection_cardinality(second.rows)) for first, second in combinations(busiest, 2))
    return sorted((tie for tie in counted if tie.count), key=lambda tie: (-tie.count, tie.first.name, tie.second.name))
