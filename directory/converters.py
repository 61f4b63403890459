"""Parts of addresses."""

from directory.tallies import MODELS


class CountryConverter:
    """The two letters of a country's code."""

    regex = "[A-Za-z]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class RecordsConverter:
    """A type of records, by its plural."""

    regex = "|".join(MODELS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
