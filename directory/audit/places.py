"""The rules over coordinates and cities."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core import countries
from core.fold import fold
from core.vocabulary import Precision
from directory.audit.dataset import DataSet
from directory.audit.finding import Flaw, Level
from directory.audit.gazetteer import City, kilometres, lies_in, place_key
from directory.map.shapes import all_shapes
from parks.models import Park

# How far a country's shape may be off, above all at coasts; and how far a park may be from its city.
TOLERANCE_DEGREES = 0.1
NEAR_KM = 60


def coordinates(data: DataSet) -> Iterator[Flaw]:
    """Coordinates outside the park's country, or far from every city of its city's name there."""
    for park in data.parks:
        if park.coordinates is not None:
            yield from _in_country(park)
            yield from _near_city(park, data)


def _in_country(park: Park) -> Iterator[Flaw]:
    if not park.country:
        return
    shape = all_shapes().get(park.country)
    words = {"country": countries.name(park.country)}
    if shape is None:
        sentence = _("There is no shape of this country to compare with: %(country)s.") % words
        yield park, "coordinates", park.coordinates_text, Level.WARNING, sentence
    elif not lies_in(shape, (float(park.longitude), float(park.latitude)), TOLERANCE_DEGREES):
        yield park, "coordinates", park.coordinates_text, Level.ERROR, _("They lie outside its country: %(country)s.") % words


def _near_city(park: Park, data: DataSet) -> Iterator[Flaw]:
    cities = data.cities_of(park)
    if cities:
        distance = min(kilometres(float(park.latitude), float(park.longitude), city) for city in cities)
        if distance > NEAR_KM:
            sentence = _("They lie %(distance)d km from its city: %(city)s.") % {"distance": round(distance), "city": park.city}
            yield park, "coordinates", park.coordinates_text, Level.WARNING, sentence


def cities(data: DataSet) -> Iterator[Flaw]:
    """GeoNames identifiers that are not those of the records' cities, and cities spelled in two ways."""
    known = data.identified_cities
    spellings: dict[int, set[str]] = defaultdict(set)
    identified: set[tuple[str, str]] = set()
    for record in data.records:
        if record.city_geonames:
            spellings[record.city_geonames].add(record.city)
            identified.add(place_key(record.country, record.city))
    for record in data.records:
        identifier = record.city_geonames
        if identifier is None:
            if record.city and place_key(record.country, record.city) in identified:
                yield record, "city", record.city, Level.ERROR, _("Other records give this city its GeoNames identifier.")
        elif identifier not in known:
            yield record, "city_geonames", identifier, Level.ERROR, _("GeoNames has no city with this identifier.")
        else:
            yield from _city(record, known[identifier])
            if others := spellings[identifier] - {record.city}:
                sentence = _("Other records spell it: %(names)s.") % {"names": ", ".join(sorted(others))}
                yield record, "city", record.city, Level.ERROR, sentence


def _city(record: Any, city: City) -> Iterator[Flaw]:
    if record.country != city.country:
        words = {"name": city.name, "country": countries.name(city.country)}
        yield (
            record,
            "city_geonames",
            record.city_geonames,
            Level.ERROR,
            _("It is that of %(name)s in another country: %(country)s.") % words,
        )
    elif place_key("", record.city)[1] not in city.names and fold(record.city) not in city.names:
        sentence = _("GeoNames calls it by another name: %(name)s.") % {"name": city.name}
        yield record, "city", record.city, Level.WARNING, sentence
    if getattr(record, "precision", "") == Precision.CITY and (float(record.latitude), float(record.longitude)) != (
        round(city.latitude, 6),
        round(city.longitude, 6),
    ):
        sentence = _("GeoNames puts the city at %(latitude)s, %(longitude)s.") % {"latitude": city.latitude, "longitude": city.longitude}
        yield record, "coordinates", record.coordinates_text, Level.ERROR, sentence
