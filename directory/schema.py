"""The shapes of sources, sectors and countries in the API."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from core.schema import DateOut, SectorNameShape, SectorSlug, Shape, Slug, SourceShape, Url, rows


class Counts(Shape):
    """How many published records there are."""

    parks: int = 0
    institutions: int = 0
    agreements: int = 0
    events: int = 0


class Supported(Shape):
    """A record, in short."""

    type: str
    slug: str
    name: str


def _records(citations: Any) -> Any:
    """The records of citations, each once."""
    cited = rows(citations)
    return list({citation.record_id: citation.record for citation in cited}.values()) if cited else []


class SourceOut(SourceShape[DateOut]):
    """A source as the API gives it: `url` is its page here, `address` where it was published."""

    url: Url = Field(validation_alias="get_absolute_url")
    supports: Annotated[list[Supported], BeforeValidator(_records)] = Field([], validation_alias="citations")


class SectorOut(Shape):
    """A sector; its counts include the sectors below it."""

    slug: Slug
    url: Url = Field(validation_alias="get_absolute_url")
    name: str
    names: Annotated[list[SectorNameShape], BeforeValidator(rows)]
    parent: SectorSlug | None
    children: Annotated[list[Slug], BeforeValidator(rows)]
    counts: Counts


class CountryOut(Shape):
    """A country; its agreements and events are those that it takes part in."""

    code: str
    url: Url
    name: str
    region: str
    counts: Counts


class TieOut(Shape):
    """Something that ties two organisations, and the sources that say so."""

    kind: str
    sentence: str
    record: Supported
    sources: list[Slug]


class PathOut(Shape):
    """A way from one organisation to the other: those on it, and what ties each to the next."""

    steps: int
    organisations: list[Supported]
    ties: list[list[TieOut]]


class LinksOut(Shape):
    """What links two organisations."""

    a: Supported
    b: Supported
    events: list[Supported]
    paths: list[PathOut]


class MatchOut(Shape):
    """Why a record was found: the name that matches best, and the fields in which the words stand."""

    text: str = Field(validation_alias="name")
    language: str
    kind: str
    fields: list[str]


class HitOut(Shape):
    """A record that a search finds."""

    type: str
    slug: Slug
    url: Url
    name: str
    kind: str
    country: str
    city: str
    matched: MatchOut
