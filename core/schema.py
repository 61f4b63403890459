"""The shape of every record: fixture files, the API, the export and the published JSON Schema are all these models.

A record's model is generic in how a date is written: `Edtf` (text) in a fixture, `DateOut` (spelt out) in the API.
Models read plain dictionaries and database rows alike.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Manager
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    field_serializer,
    field_validator,
    model_validator,
)
from pydantic_core import core_schema

from core import countries, edtf
from core.fields import SLUG_LENGTH, SLUG_PATTERN
from core.language import LANGUAGE_PATTERN
from core.vocabulary import Indicator, NameKind, Precision, Qualifier, Scheme, SourceKind, Status


class OneOf:
    """Marks text as a value of a closed list, or "" where `blank`."""

    def __init__(self, choices: type[models.TextChoices], *, blank: bool = False) -> None:
        self.values = [*choices.values, *([""] if blank else [])]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": self.values}

    def check(self, value: str) -> str:
        if value not in self.values:
            near = get_close_matches(value, self.values, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(filter(None, self.values))}"
            raise ValueError(f"{value!r} is not in the list; {hint}")
        return value


class RefersTo:
    """Marks a slug as that of another row: "park", "source", …; the reader checks that it exists."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


def _slug_of(value: Any) -> Any:
    """A row stands for its slug."""
    return getattr(value, "slug", value)


def rows(value: Any) -> Any:
    """A relation stands for its rows (prefetched, if the queryset did so)."""
    return list(value.all()) if isinstance(value, Manager) else value


def sorted_once(values: list[str]) -> list[str]:
    if len(values) != len(set(values)):
        twice = next(value for value in values if values.count(value) > 1)
        raise ValueError(f"{twice!r} stands here twice")
    return sorted(values)


def _real_date(text: Any) -> Any:
    if isinstance(text, int) and not isinstance(text, bool):
        text = f"{text:04d}"
    if isinstance(text, str) and text:
        edtf.parse(text)
    return text


def _real_country(code: str) -> str:
    if code and code not in countries.codes():
        raise ValueError(f"{code!r} is not an ISO 3166-1 alpha-2 country code, such as CN or FI")
    return code


def _web_address(text: str) -> str:
    if text:
        try:
            URLValidator(["http", "https"])(text)
        except DjangoValidationError as error:
            raise ValueError("this is not an http or https address") from error
    return text


def _single_spaced(text: str) -> str:
    # The database column holds it so; anything else would look like an edit.
    if text != " ".join(text.split()):
        raise ValueError("expected single, ordinary spaces between words")
    return text


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError("expected a plain number, such as 670000 or 2.5")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    # SQLite and JSON's readers keep no more than 15 digits.
    if not number.is_finite() or number.adjusted() >= 18 or number != round(number, 6) or len(number.normalize().as_tuple().digits) > 15:
        raise ValueError("expected a number below 10^18, with at most six decimals and 15 significant digits")
    return number


def as_number(value: Decimal) -> int | float:
    """The number as JSON and YAML write it."""
    return int(value) if value == value.to_integral_value() else float(value)


# Text without space at its ends and without line breaks; the second may be empty.
TRIMMED = r"^\S(.*\S)?$"
TRIMMED_OR_EMPTY = r"^(\S(.*\S)?)?$"
SHA256_OR_EMPTY = r"^([0-9a-f]{64})?$"

Text = Annotated[str, StringConstraints(pattern=TRIMMED_OR_EMPTY), AfterValidator(_single_spaced)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=TRIMMED)]
SectorTitle = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=TRIMMED)]
ShortLine = Annotated[str, StringConstraints(max_length=300, pattern=TRIMMED_OR_EMPTY)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=SLUG_LENGTH), BeforeValidator(_slug_of)]
SectorSlug = Annotated[Slug, RefersTo("sector")]
SourceSlug = Annotated[Slug, RefersTo("source")]
ParkSlug = Annotated[Slug, RefersTo("park")]
InstitutionSlug = Annotated[Slug, RefersTo("institution")]
EventSlug = Annotated[Slug, RefersTo("event")]
# Of the type that stands beside it.
OrganisationSlug = Annotated[Slug, RefersTo("organisation")]
GeonamesId = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]
Edtf = Annotated[str, StringConstraints(max_length=edtf.MAX_LENGTH), BeforeValidator(_real_date)]
Country = Annotated[str, AfterValidator(_real_country)]
CountryRow = Annotated[
    str, StringConstraints(min_length=2), BeforeValidator(lambda value: getattr(value, "country", value)), AfterValidator(_real_country)
]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
WebAddress = Annotated[str, StringConstraints(max_length=500), AfterValidator(_web_address)]
Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(as_number), WithJsonSchema({"type": "number"})]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_OR_EMPTY)]


def _absolute(path: Any, info: ValidationInfo) -> str:
    """An address of this site, with the site's own in front where the caller gives it (context `site`)."""
    return f"{(info.context or {}).get('site', '')}{path() if callable(path) else path}"


Url = Annotated[str, BeforeValidator(_absolute)]


class Shape(BaseModel):
    """A part of a record: closed, so that a misspelt key is an error."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class DateOut(Shape):
    """A date spelt out; "" and null where nothing is known."""

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    text: str = Field("", description="The date in words")

    @model_validator(mode="before")
    @classmethod
    def spell_out(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        when = edtf.parse(value) if value else None
        # An interval without an end has no last day to state.
        earliest = when.earliest if when and when.earliest != date.min else None
        latest = when.latest if when and when.latest != date.max else None
        return {"edtf": value, "earliest": earliest, "latest": latest, "text": edtf.in_words(value)}


D = TypeVar("D", Edtf, DateOut)


def undated() -> Any:
    """A date that may be left out: text in a fixture, spelt out with nothing in it by the API (hence no default in its JSON Schema)."""

    def without_default(schema: dict[str, Any]) -> None:
        schema.pop("default", None)

    return Field(default="", validate_default=True, json_schema_extra=without_default)


class NameShape(Shape):
    language: Language
    text: Title
    kind: Annotated[str, OneOf(NameKind)] = NameKind.PREFERRED.value


UNDATED = "undated"


class FigureShape(Shape, Generic[D]):
    """A figure; in a fixture, one whose source gives no date is marked as `undated`."""

    indicator: Annotated[str, OneOf(Indicator)]
    value: Number
    unit: Annotated[str, StringConstraints(max_length=16)] = ""
    qualifier: Annotated[str, OneOf(Qualifier, blank=True)] = ""
    as_of: D
    sources: Annotated[list[SourceSlug], BeforeValidator(rows), AfterValidator(sorted_once), Field(min_length=1)]

    @field_validator("as_of", mode="before")
    @classmethod
    def read_undated(cls, value: Any) -> Any:
        return "" if value == UNDATED else value

    @field_serializer("as_of", mode="wrap")
    def write_undated(self, value: Any, write: SerializerFunctionWrapHandler) -> Any:
        return UNDATED if value == "" else write(value)


class IdentifierShape(Shape):
    scheme: Annotated[str, OneOf(Scheme)]
    value: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class CitationShape(Shape):
    source: SourceSlug
    locator: Annotated[str, StringConstraints(max_length=50)] = ""
    supports: Annotated[list[str], AfterValidator(sorted_once), Field(min_length=1)]


class Coordinates(Shape):
    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
    precision: Annotated[str, OneOf(Precision)]


class RivalClaimShape(Shape):
    """What another source says of a field, and why the record does not."""

    field: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    value: Title
    source: SourceSlug
    locator: Annotated[str, StringConstraints(max_length=50)] = ""
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=TRIMMED)]


class RecordShape(Shape, Generic[D]):
    """What every record has."""

    slug: Slug
    name: Title
    names: Annotated[list[NameShape], BeforeValidator(rows)] = []
    summary: Text = ""
    sectors: Annotated[list[SectorSlug], BeforeValidator(rows), AfterValidator(sorted_once)] = []
    figures: Annotated[list[FigureShape[D]], BeforeValidator(rows)] = []
    identifiers: Annotated[list[IdentifierShape], BeforeValidator(rows)] = []
    citations: Annotated[list[CitationShape], BeforeValidator(rows)] = []
    rival_claims: Annotated[list[RivalClaimShape], BeforeValidator(rows)] = []


# The fields with a single value, of which two sources can say two things; those of dates are written in EDTF.
DATES = ("founded", "opened", "signed", "starts", "ends")
CLAIMABLE = (*DATES, "name", "kind", "stage", "country", "region", "city", "website")

Problem = tuple[tuple[str | int, ...], str]


def _date_problem(text: str) -> str:
    """Why the text is no date; "" if it is one."""
    try:
        edtf.parse(text)
    except edtf.InvalidEDTF as error:
        return str(error)
    return ""


class Curated(Shape):
    """What a fixture file holds besides: the curators' own keys, and rules over several keys."""

    # The keys that come first and last in a file; the type's own stand between them.
    FIRST: ClassVar[tuple[str, ...]] = ("slug", "status", "name", "names", "summary", "sectors")
    LAST: ClassVar[tuple[str, ...]] = (
        "other_countries",
        "figures",
        "identifiers",
        "former_slugs",
        "citations",
        "rival_claims",
        "curator_note",
    )
    # Lists whose entries must differ in these keys.
    DISTINCT: ClassVar[dict[str, tuple[str, ...]]] = {
        "names": ("language", "text"),
        "figures": ("indicator", "as_of", "value"),
        "identifiers": ("scheme", "value"),
        "citations": ("source", "locator"),
        "rival_claims": ("field", "value", "source"),
    }

    status: Annotated[str, OneOf(Status)] = Status.PUBLISHED.value
    former_slugs: Annotated[list[Slug], BeforeValidator(rows), AfterValidator(sorted_once)] = []
    curator_note: Text = ""

    def problems(self) -> Iterator[Problem]:
        """What is wrong between keys that are each right: (path, what is wrong and what was expected)."""
        yield from self._repeated()
        yield from self._unsupported()
        yield from self._undisputed()
        if self.status == Status.PUBLISHED and not self.citations:  # type: ignore[attr-defined]
            yield ("citations",), "a published record cites at least one source; add a citation or set `status: draft`"
        if self.slug in self.former_slugs:  # type: ignore[attr-defined]
            yield ("former_slugs",), "the record's own slug is no former one"
        if getattr(self, "parent", None) == self.slug:  # type: ignore[attr-defined]
            yield ("parent",), "no record is its own parent"
        if self.city_geonames and not self.city:  # type: ignore[attr-defined]
            yield ("city_geonames",), "an identifier of a city needs the city's name; add `city`"

    def _repeated(self) -> Iterator[Problem]:
        for field, keys in self.DISTINCT.items():
            seen: set[tuple[Any, ...]] = set()
            for index, entry in enumerate(getattr(self, field)):
                mark = tuple(getattr(entry, key) for key in keys)
                if mark in seen:
                    yield (field, index), f"stands here twice: {', '.join(str(part) for part in mark if part != '')}"
                seen.add(mark)

    def _undisputed(self) -> Iterator[Problem]:
        """A rival claim is about a value that the record gives, and says another."""
        figures = {f"figures.{figure.indicator}" for figure in self.figures}  # type: ignore[attr-defined]
        for index, claim in enumerate(self.rival_claims):  # type: ignore[attr-defined]
            value = getattr(self, claim.field, None) if claim.field in CLAIMABLE else None
            if not value and claim.field not in figures:
                yield ("rival_claims", index, "field"), f"the record gives no value for {claim.field!r} that another source could dispute"
            elif value == claim.value:
                yield ("rival_claims", index, "value"), f"{claim.value!r} is the record's own value"
            elif claim.field in DATES and (problem := _date_problem(claim.value)):
                yield ("rival_claims", index, "value"), problem

    def _unsupported(self) -> Iterator[Problem]:
        figures = self.figures  # type: ignore[attr-defined]
        stated = {f"figures.{figure.indicator}" for figure in figures}
        known = (
            set(type(self).model_fields) - {"slug", "status", "figures", "former_slugs", "citations", "rival_claims", "curator_note"}
        ) | stated
        cited: set[tuple[str, str]] = set()
        for index, citation in enumerate(self.citations):  # type: ignore[attr-defined]
            cited.update((citation.source, field) for field in citation.supports)
            for field in citation.supports:
                if field not in known:
                    near = get_close_matches(field, known, 1)
                    hint = f"; did you mean {near[0]!r}?" if near else f"; expected one of {', '.join(sorted(known))}"
                    yield ("citations", index, "supports"), f"{field!r} is not a field of this record{hint}"
        for index, figure in enumerate(figures):
            for source in figure.sources:
                if (source, f"figures.{figure.indicator}") not in cited:
                    yield (
                        ("figures", index, "sources"),
                        f"{source!r} is not cited for it: no citation of this source supports 'figures.{figure.indicator}'",
                    )


class CitationOut(CitationShape):
    url: Url
    title: str


class Published(Shape):
    """What the API adds to every record."""

    url: Url = Field(validation_alias="get_absolute_url")
    updated: datetime
    citations: Annotated[list[CitationOut], BeforeValidator(rows)] = []


def _one_a_language(names: list[Any]) -> list[Any]:
    sorted_once([name.language for name in names])
    return names


class SourceShape(Shape, Generic[D]):
    """A source."""

    slug: Slug
    title: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=TRIMMED)]
    publisher: ShortLine = ""
    author: ShortLine = ""
    published: D = undated()
    address: Annotated[str, StringConstraints(max_length=1000), AfterValidator(_web_address)] = ""
    language: Language
    kind: Annotated[str, OneOf(SourceKind)]
    licence: Annotated[str, StringConstraints(max_length=500, pattern=TRIMMED_OR_EMPTY)] = ""
    note: Text = ""
    sha256: Sha256 = ""


class SectorNameShape(Shape):
    language: Language
    text: SectorTitle


class SectorShape(Shape):
    """A sector, named in English and in other languages."""

    slug: Slug
    name: SectorTitle
    names: Annotated[list[SectorNameShape], BeforeValidator(rows), AfterValidator(_one_a_language)] = []
    parent: SectorSlug | None = None
