"""The rule over coordinates."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core import countries
from directory.audit.dataset import DataSet
from directory.audit.finding import Flaw, Level
from directory.audit.gazetteer import country_shapes, kilometres, lies_in
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
    shape = country_shapes().get(park.country)
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
