"""Rules over figures."""

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core import countries
from core.models import Figure
from core.vocabulary import Indicator
from directory.audit.dataset import DataSet
from directory.audit.finding import Flaw, Level
from directory.audit.gazetteer import country_population, people_around
from directory.audit.places import NEAR_KM
from parks.models import Park

LARGEST_PARK_M2 = 1_000_000_000
# A park's buildings have floors: they may well have more area than its site.
MOST_FLOORS = 20
# What may be below zero and above 100 %.
GROWTH = (Indicator.OUTPUT_GROWTH,)
# A city that the gazetteer counts has at least so many people.
MANY = 15000
# What a place cannot have more of than people.
BELOW_POPULATION = (Indicator.EMPLOYEES, Indicator.STUDENTS, Indicator.COMPANIES)


def implausible(data: DataSet) -> Iterator[Flaw]:
    """Figures that cannot be right, or hardly."""
    for record in data.records:
        for figure in record.figures.all():
            if figure.value < 0 and figure.indicator not in GROWTH:
                yield record, field_of(figure), plain(figure), Level.ERROR, _("It is below zero.")
            if figure.unit == "%" and figure.value > 100 and figure.indicator not in GROWTH:
                yield record, field_of(figure), plain(figure), Level.ERROR, _("A share is at most one hundred per cent.")
    for park in data.parks:
        yield from _areas(park)
        yield from _populations(park)


def _areas(park: Park) -> Iterator[Flaw]:
    areas = [figure for figure in park.figures.all() if figure.indicator == Indicator.AREA]
    occupied = [figure for figure in park.figures.all() if figure.indicator == Indicator.OCCUPIED_AREA]
    largest = max((figure.value for figure in areas), default=None)
    for figure in areas:
        if figure.value > LARGEST_PARK_M2:
            yield park, field_of(figure), plain(figure), Level.ERROR, _("A park of more than 1,000 km² is not plausible.")
    for figure in occupied:
        if largest is not None and figure.value > MOST_FLOORS * largest:
            sentence = _("That is more than twenty floors on the park’s whole area, %(area)s m².") % {"area": grouped(int(largest))}
            yield park, field_of(figure), plain(figure), Level.ERROR, sentence


def _populations(park: Park) -> Iterator[Flaw]:
    """People come to a park from afar: it is compared with all the cities around it."""
    in_country = country_population(park.country)
    for figure in park.figures.all():
        if figure.indicator not in BELOW_POPULATION:
            continue
        if in_country and figure.value > in_country:
            sentence = _("It is more than the population of its country, %(country)s: %(population)s.")
            words = {"country": countries.name(park.country), "population": grouped(in_country)}
            yield park, field_of(figure), plain(figure), Level.ERROR, sentence % words
        elif figure.value > MANY and park.coordinates is not None:
            people = people_around(park.country, float(park.latitude), float(park.longitude), NEAR_KM)  # type: ignore[arg-type]
            if people and figure.value > people:
                sentence = _("It is more than the people of the cities within %(distance)d km: %(population)s.")
                words = {"distance": NEAR_KM, "population": grouped(people)}
                yield park, field_of(figure), plain(figure), Level.WARNING, sentence % words


def field_of(figure: Figure) -> str:
    """What the figure is called among a record's fields."""
    return f"figures.{figure.indicator}"


def plain(figure: Figure) -> str:
    """The figure's number as its file has it."""
    return f"{figure.value.normalize():f}"


def grouped(number: int) -> str:
    """A whole number as readers write it."""
    return number_format(number, force_grouping=True)
