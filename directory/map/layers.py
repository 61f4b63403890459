"""What the pages of the map show: the parks of a list, or the agreements of one, at their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from core import countries
from core.fieldnames import capital
from core.filters import MAX_VALUES
from core.listing import Listing
from core.views import address
from directory.map.frame import WORLD, Frame, World, fit, of_country
from directory.map.picture import ARCS, Group, Link, Picture, drawn, tie_title
from directory.map.places import ParkPoint, Place, Tie, agreements_order, located, places_of, rows_of, ties_of
from parks.filters import ParkFilter
from parks.models import Park
from parks.vocabulary import ParkKind

# How many places the table beside the picture lists.
ROWS = 500
TABLE = "#places"
# Of dots without numbers on the map of the world, and of the one dot on a map that is as wide as a thumb is long.
SMALL, LARGE = 0.4, 5.0


@dataclass(frozen=True)
class Row:
    """A place in the table: its park, or how many it has, and how many agreements; each with where it leads, or ""."""

    place: str
    parks: str
    parks_url: str
    agreements: int
    agreements_url: str


@dataclass(frozen=True)
class Layer:
    """A picture with what it shows in words: the places, the ties, and how many of what was found is not on it."""

    picture: Picture
    places: list[Place]
    rows: list[Row]
    ties: list[Tie[Place]]
    missing: int

    @property
    def parks(self) -> int:
        return sum(len(place.spots) for place in self.places)

    @property
    def exact(self) -> int:
        """How many of the parks have coordinates of their own."""
        return sum(spot.precision == "site" for place in self.places for spot in place.spots)


def of_parks(listing: Listing) -> Layer:
    """The parks that a valid listing finds, with the agreements among them. Two queries, besides those of the listing."""
    assert listing.selection is not None
    order, rows = listing.selection.order, listing.selection.rows
    spots = [spot for spot in located() if (row := order.place(spot.key)) is not None and row in rows]
    places = places_of(spots, agreements_order())
    link = parks_link(listing)
    picture = drawn(_("Map of the parks found"), places, _frame(listing, places), link=link)
    table = [Row(place.name, _parks(place), link(_alone(place)), len(place.rows), "") for place in places[:ROWS]]
    return Layer(picture, places, table, ties_of(places)[:ARCS], len(rows) - len(spots))


def of_agreements(listing: Listing) -> Layer:
    """The agreements that a valid listing finds, at the places of their parks. One query, besides those of the listing."""
    assert listing.selection is not None
    order, rows = listing.selection.order, listing.selection.rows
    places = places_of((spot for spot in located() if rows_of([spot], order, rows)), order, rows)
    link = agreements_link(listing)
    title = _("Map of the agreements found")
    picture = drawn(title, places, _frame(listing, places), of_agreements=True, link=link)
    placed = BitMap.union(*(place.rows for place in places), BitMap())
    table = [Row(place.name, _parks(place), _park_url(place), len(place.rows), _beyond(link(_alone(place)))) for place in places[:ROWS]]
    return Layer(picture, places, table, ties_of(places)[:ARCS], len(rows) - len(placed))


def of_world(title: str) -> Picture:
    """All parks, and the agreements among them, without links. Two queries."""
    return drawn(title, places_of(located(), agreements_order()), WORLD, scale=SMALL)


def of_one_country(code: str) -> Picture | None:
    """The parks of a country; None where there is none with coordinates, or no shape. A query."""
    frame = of_country(code)
    spots = located(Park.objects.in_countries([code])) if frame else []
    if frame is None or not spots:
        return None
    listing = Listing(ParkFilter, Park.objects.published(), QueryDict(f"country={code}"), whole=True)
    title = _("Map of the parks in %(country)s") % {"country": countries.name(code)}
    return drawn(title, places_of(spots), frame, link=parks_link(listing), here=code, tied=False)


def of_one_park(park: Park) -> Picture | None:
    """Where a park lies in its country; None where that is not known, or the country has no shape. No query."""
    frame = of_country(park.country)
    if frame is None or park.latitude is None or park.longitude is None:
        return None
    spot = ParkPoint(park.pk, park.slug, park.shown_name, park.kind, park.country, park.city, park.longitude, park.latitude, park.precision)
    title = _("%(park)s on the map of %(country)s") % {"park": park.shown_name, "country": countries.name(park.country)}
    picture = drawn(title, [Place(park.shown_name, [spot], BitMap())], frame, scale=LARGE, here=park.country, tied=False)
    return None if picture.outside else picture


def parks_link(listing: Listing) -> Link:
    """Where a dot leads: to its one park, to the list of its parks, or, if it has too many cities, to the map of its countries."""

    def link(group: Group) -> str:
        spots = [spot for place in group.places for spot in place.spots]
        if len(spots) == 1:
            return spots[0].url
        chosen = {"country": sorted({spot.country for spot in spots} - {""}), "page": None, "per_page": None, "sort": None}
        cities = sorted({spot.city for spot in spots})
        if "" in cities or len(cities) > MAX_VALUES:
            return address(reverse("directory:map"), listing.query_for(**chosen))
        features = sorted({*listing.form.cleaned_data["has"], "coordinates"})
        return address(reverse("parks:park-list"), listing.query_for(**chosen, city=cities, has=features))

    return link


def agreements_link(listing: Listing) -> Link:
    """Where a dot leads: to the list of the agreements of its parks; where that list is filtered by parks already, to its park or row."""

    def link(group: Group) -> str:
        spots = [spot for place in group.places for spot in place.spots]
        if not listing.form.cleaned_data["park"] and len(spots) <= MAX_VALUES:
            slugs = sorted(spot.slug for spot in spots)
            return address(reverse("agreements:agreement-list"), listing.query_for(park=slugs, page=None, per_page=None))
        return spots[0].url if len(spots) == 1 else TABLE

    return link


def _alone(place: Place) -> Group:
    return Group(0, 0, [place])


def _park_url(place: Place) -> str:
    return place.spots[0].url if len(place.spots) == 1 else ""


def _beyond(url: str) -> str:
    """An address, unless it is the table's own."""
    return "" if url == TABLE else url


def _parks(place: Place) -> str:
    count = len(place.spots)
    return place.spots[0].name if count == 1 else ngettext("%(count)d park", "%(count)d parks", count) % {"count": count}


def _frame(listing: Listing, places: Iterable[Place]) -> Frame | World:
    """What was asked for fills the picture; all of it is the world."""
    return fit((place.longitude, place.latitude) for place in places) if listing.chips else WORLD


def for_script(layer: Layer) -> dict[str, Any]:
    """What the map of the script shows: the parks and the ties, in the reader's language."""
    kinds = {value: capital(str(label)) for value, label in ParkKind.choices}
    return {
        "parks": [
            {
                "name": spot.name,
                "url": spot.url,
                "kind": kinds[spot.kind],
                "place": _(", ").join(filter(None, (spot.city, countries.name(spot.country)))),
                "at": [float(spot.longitude), float(spot.latitude)],
                "precision": spot.precision,
            }
            for place in layer.places
            for spot in place.spots
        ],
        "ties": [
            {
                "from": [tie.first.longitude, tie.first.latitude],
                "to": [tie.second.longitude, tie.second.latitude],
                "count": tie.count,
                "title": tie_title(tie),
            }
            for tie in layer.ties
        ],
    }
