"""The shapes of parks and institutions."""

from typing import Annotated, Any, Generic

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from core.geojson import Located
from core.schema import (
    Coordinates,
    Country,
    Curated,
    D,
    DateOut,
    Edtf,
    GeonamesId,
    InstitutionSlug,
    OneOf,
    ParkSlug,
    Published,
    RecordShape,
    Shape,
    ShortLine,
    Slug,
    WebAddress,
    rows,
    sorted_once,
    undated,
)
from parks.models import InstitutionFounder, Tie
from parks.vocabulary import InstitutionKind, ParkKind, Relation, Stage

Place = Annotated[ShortLine, StringConstraints(max_length=200)]


class InstitutionTie(Shape):
    """What an institution is to the park."""

    slug: InstitutionSlug
    relation: Annotated[str, OneOf(Relation)]

    @model_validator(mode="before")
    @classmethod
    def of_row(cls, row: Any) -> Any:
        return {"slug": row.institution.slug, "relation": row.relation} if isinstance(row, Tie) else row


class ParkShape(RecordShape[D], Generic[D]):
    kind: Annotated[str, OneOf(ParkKind)]
    stage: Annotated[str, OneOf(Stage, blank=True)] = ""
    country: Country = ""
    region: Place = ""
    city: Place = ""
    city_geonames: GeonamesId | None = None
    coordinates: Coordinates | None = None
    founded: D = undated()
    opened: D = undated()
    website: WebAddress = ""
    parent: ParkSlug | None = None


class ParkFixture(ParkShape[Edtf], Curated):
    """A park in a fixture file."""

    DISTINCT = {**Curated.DISTINCT, "institutions": ("slug", "relation")}

    institutions: Annotated[list[InstitutionTie], BeforeValidator(rows)] = []


class NamedTie(Shape):
    slug: Slug
    name: str
    relation: Annotated[str, OneOf(Relation)]


class InstitutionTieOut(NamedTie):
    @model_validator(mode="before")
    @classmethod
    def of_row(cls, row: Any) -> Any:
        return {"slug": row.institution.slug, "name": row.institution.name, "relation": row.relation} if isinstance(row, Tie) else row


class ParkTieOut(NamedTie):
    @model_validator(mode="before")
    @classmethod
    def of_row(cls, row: Any) -> Any:
        return {"slug": row.park.slug, "name": row.park.name, "relation": row.relation} if isinstance(row, Tie) else row


class ParkOut(Published, ParkShape[DateOut]):
    """A park as the API gives it."""

    children: Annotated[list[Slug], BeforeValidator(rows)] = []
    institutions: list[InstitutionTieOut] = Field([], validation_alias="all_institutions")
    agreements: Annotated[list[Slug], BeforeValidator(rows)] = []
    events: list[Slug] = Field([], validation_alias="all_events")


class ParkPlace(Located):
    """A park as a feature of GeoJSON."""

    stage: str = ""
    country: Country = ""
    region: str = ""
    city: str = ""
    founded: DateOut
    opened: DateOut
    website: str = ""
    sectors: Annotated[list[Slug], BeforeValidator(rows), AfterValidator(sorted_once)] = []


def _founder(row: Any) -> Any:
    return row.founder.slug if isinstance(row, InstitutionFounder) else row


Founder = Annotated[InstitutionSlug, BeforeValidator(_founder)]


class InstitutionShape(RecordShape[D], Generic[D]):
    kind: Annotated[str, OneOf(InstitutionKind)]
    country: Country = ""
    region: Place = ""
    city: Place = ""
    city_geonames: GeonamesId | None = None
    website: WebAddress = ""
    host_park: ParkSlug | None = None
    parent: InstitutionSlug | None = None
    founders: Annotated[list[Founder], BeforeValidator(rows), AfterValidator(sorted_once)] = []


class InstitutionFixture(InstitutionShape[Edtf], Curated):
    """An institution in a fixture file."""


class InstitutionOut(Published, InstitutionShape[DateOut]):
    """An institution as the API gives it."""

    children: Annotated[list[Slug], BeforeValidator(rows)] = []
    parks: list[ParkTieOut] = Field([], validation_alias="all_parks")
    agreements: Annotated[list[Slug], BeforeValidator(rows)] = []
    events: Annotated[list[Slug], BeforeValidator(rows)] = []
