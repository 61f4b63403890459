"""Parts of addresses."""


class CountryConverter:
    """The two letters of a country's code."""

    regex = "[A-Za-z]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
