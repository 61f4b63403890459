"""The shapes of agreements and events."""

from collections.abc import Iterator
from typing import Annotated, Generic

from pydantic import AfterValidator, AliasPath, BeforeValidator, Field, StringConstraints

from agreements.vocabulary import AgreementKind, EventKind, ParticipantRole, PartyRole
from core import edtf
from core.geojson import Located
from core.schema import (
    Coordinates,
    Country,
    CountryRow,
    Curated,
    D,
    DateOut,
    Edtf,
    EventSlug,
    GeonamesId,
    OneOf,
    OrganisationSlug,
    ParkSlug,
    Problem,
    Published,
    RecordShape,
    Shape,
    ShortLine,
    Slug,
    rows,
    sorted_once,
    undated,
)
from core.vocabulary import OrganisationType

Place = Annotated[ShortLine, StringConstraints(max_length=200)]
OtherCountries = Annotated[list[CountryRow], BeforeValidator(rows), AfterValidator(sorted_once)]


class PartyShape(Shape):
    type: Annotated[str, OneOf(OrganisationType)]
    slug: OrganisationSlug
    role: Annotated[str, OneOf(PartyRole)] = PartyRole.SIGNATORY.value
    represented_by: ShortLine = ""


class ParticipantShape(Shape):
    type: Annotated[str, OneOf(OrganisationType)]
    slug: OrganisationSlug
    role: Annotated[str, OneOf(ParticipantRole)] = ParticipantRole.PARTICIPANT.value
    represented_by: ShortLine = ""


class PartyOut(PartyShape):
    name: str
    country: str


class ParticipantOut(ParticipantShape):
    name: str
    country: str


class AgreementShape(RecordShape[D], Generic[D]):
    kind: Annotated[str, OneOf(AgreementKind)]
    signed: D = undated()
    city: Place = ""
    city_geonames: GeonamesId | None = None
    country: Country = ""
    event: EventSlug | None = None
    other_countries: OtherCountries = []


class AgreementFixture(AgreementShape[Edtf], Curated):
    """An agreement in a fixture file."""

    DISTINCT = {**Curated.DISTINCT, "parties": ("type", "slug")}

    parties: Annotated[list[PartyShape], BeforeValidator(rows)] = []


class AgreementOut(Published, AgreementShape[DateOut]):
    """An agreement as the API gives it."""

    countries: list[str] = []
    parties: Annotated[list[PartyOut], BeforeValidator(rows)] = []


class EventShape(RecordShape[D], Generic[D]):
    kind: Annotated[str, OneOf(EventKind)]
    starts: D = undated()
    ends: D = undated()
    city: Place = ""
    city_geonames: GeonamesId | None = None
    country: Country = ""
    venue_park: ParkSlug | None = None
    other_countries: OtherCountries = []


class EventFixture(EventShape[Edtf], Curated):
    """An event in a fixture file."""

    DISTINCT = {**Curated.DISTINCT, "participants": ("type", "slug", "role")}

    participants: Annotated[list[ParticipantShape], BeforeValidator(rows)] = []

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        starts, ends = (edtf.parse(text) if text else None for text in (self.starts, self.ends))
        if starts and ends and starts.earliest and ends.latest and starts.earliest > ends.latest:
            yield ("ends",), f"{self.ends!r} is before the start, {self.starts!r}"


class EventOut(Published, EventShape[DateOut]):
    """An event as the API gives it."""

    countries: list[str] = []
    participants: Annotated[list[ParticipantOut], BeforeValidator(rows)] = []
    agreements: Annotated[list[Slug], BeforeValidator(rows)] = Field([], validation_alias="signed_agreements")


class EventPlace(Located):
    """An event as a feature of GeoJSON, at the park where it was held."""

    coordinates: Coordinates | None = Field(None, validation_alias=AliasPath("venue_park", "coordinates"))
    starts: DateOut
    ends: DateOut
    city: str = ""
    country: Country = ""
    venue_park: Slug | None = None
    sectors: Annotated[list[Slug], BeforeValidator(rows), AfterValidator(sorted_once)] = []
