"""From a validated record to the rows that hold it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from agreements.models import Agreement, Event, Participant, Party
from agreements.schema import AgreementFixture, EventFixture
from core.models import Citation, Figure, FormerSlug, Identifier, Name, OtherCountry, Record, RecordSector, RivalClaim
from parks.models import Institution, InstitutionFounder, Park, Tie
from parks.schema import InstitutionFixture, ParkFixture

# (kind, slug) to primary key, of every row there is.
Keys = dict[tuple[str, str], int]

# The tables of rows that records own, replaced whole when a record changes.
OWNED: tuple[tuple[type[models.Model], str], ...] = (
    (Name, "record"),
    (RecordSector, "record"),
    (Figure, "record"),
    (Identifier, "record"),
    (FormerSlug, "record"),
    (Citation, "record"),
    (RivalClaim, "record"),
    (OtherCountry, "record"),
    (Tie, "park"),
    (InstitutionFounder, "institution"),
    (Party, "agreement"),
    (Participant, "event"),
)

# What the shared table holds as the file says it.
PARENT_FIELDS = ("slug", "name", "summary", "country", "city", "city_geonames", "curator_note")


def parent_row(kind: str, record: Any, marks: dict[str, str]) -> Record:
    """The row of the shared table, still a draft: it is published once its citations are there."""
    return Record(type=kind, lead_citation=None, **{field: getattr(record, field) for field in PARENT_FIELDS}, **marks)


def child_row(kind: str, record: Any, keys: Keys) -> models.Model:
    """The row of the type's own table."""
    return CHILDREN[kind](record, keys)


def _park(record: ParkFixture, keys: Keys) -> Park:
    row = Park(
        record_ptr_id=keys["park", record.slug],
        kind=record.kind,
        stage=record.stage,
        region=record.region,
        founded=record.founded,
        opened=record.opened,
        website=record.website,
        parent_id=keys.get(("park", record.parent or "")),
    )
    row.coordinates = record.coordinates.model_dump() if record.coordinates else None
    return row


def _institution(record: InstitutionFixture, keys: Keys) -> Institution:
    return Institution(
        record_ptr_id=keys["institution", record.slug],
        kind=record.kind,
        region=record.region,
        website=record.website,
        host_park_id=keys.get(("park", record.host_park or "")),
        parent_id=keys.get(("institution", record.parent or "")),
    )


def _event(record: EventFixture, keys: Keys) -> Event:
    return Event(
        record_ptr_id=keys["event", record.slug],
        kind=record.kind,
        starts=record.starts,
        ends=record.ends,
        venue_park_id=keys.get(("park", record.venue_park or "")),
    )


def _agreement(record: AgreementFixture, keys: Keys) -> Agreement:
    return Agreement(
        record_ptr_id=keys["agreement", record.slug],
        kind=record.kind,
        signed=record.signed,
        event_id=keys.get(("event", record.event or "")),
    )


CHILDREN: dict[str, Callable[[Any, Keys], models.Model]] = {
    "park": _park,
    "institution": _institution,
    "event": _event,
    "agreement": _agreement,
}


def owned_rows(kind: str, record: Any, keys: Keys) -> Iterator[models.Model]:
    """The rows that the record owns, in the order of the file."""
    key = keys[kind, record.slug]
    yield from (Name(record_id=key, **name.model_dump()) for name in record.names)
    yield from (RecordSector(record_id=key, sector_id=keys["sector", sector]) for sector in record.sectors)
    yield from (Identifier(record_id=key, **identifier.model_dump()) for identifier in record.identifiers)
    yield from (FormerSlug(record_id=key, type=kind, slug=slug) for slug in record.former_slugs)
    yield from (OtherCountry(record_id=key, country=code) for code in getattr(record, "other_countries", []))
    for citation in record.citations:
        yield Citation(record_id=key, source_id=keys["source", citation.source], locator=citation.locator, supports=citation.supports)
    for claim in record.rival_claims:
        yield RivalClaim(record_id=key, source_id=keys["source", claim.source], **claim.model_dump(exclude={"source"}))
    for figure in record.figures:
        # The value and the date as they were read: dumped, they would be a float, and "undated".
        dumped = figure.model_dump(exclude={"sources", "value", "as_of"})
        yield Figure(record_id=key, value=figure.value, as_of=figure.as_of, **dumped)
    if kind == "park":
        for tie in record.institutions:
            yield Tie(park_id=key, institution_id=keys["institution", tie.slug], relation=tie.relation)
    if kind == "institution":
        yield from (InstitutionFounder(institution_id=key, founder_id=keys["institution", founder]) for founder in record.founders)
    if kind == "agreement":
        yield from (Party(agreement_id=key, **_involvement(party, keys)) for party in record.parties)
    if kind == "event":
        yield from (Participant(event_id=key, **_involvement(participant, keys)) for participant in record.participants)


def _involvement(shape: Any, keys: Keys) -> dict[str, Any]:
    return {
        "organisation_id": keys[shape.type, shape.slug],
        "type": shape.type,
        "role": shape.role,
        "represented_by": shape.represented_by,
    }
