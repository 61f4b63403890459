"""Countries: ISO 3166-1 alpha-2 codes, their names in the reader's language, from django-countries."""

from django_countries import countries


def codes() -> set[str]:
    """Every code of the standard."""
    return set(countries.countries)


def name(code: str) -> str:
    """The country's name in the active language; the code itself where the standard has no such country, "" for ""."""
    return str(countries.name(code)) or code


def choices() -> list[tuple[str, str]]:
    """(code, name) pairs, sorted by name."""
    return [(code, str(text)) for code, text in countries]
