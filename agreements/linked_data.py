"""Agreements and events as things of schema.org, which has no word for an agreement: it is a work that is about its parties."""

from collections.abc import Iterable

from agreements.models import Agreement, Event
from agreements.vocabulary import EventKind, ParticipantRole, PartyRole
from core.linked_data import Thing, day, known, place, reference, shared
from core.models import Involvement
from parks.linked_data import PARK, organisation_type

# Events that are held for business; what else an event is, its kind says.
BUSINESS = {EventKind.CONFERENCE, EventKind.EXPO, EventKind.SUMMIT, EventKind.WORKSHOP}

# What schema.org calls those who take part, by their role.
PARTS = {
    "organizer": ParticipantRole.ORGANISER,
    "performer": ParticipantRole.SPEAKER,
    "attendee": ParticipantRole.PARTICIPANT,
    "contributor": ParticipantRole.HOST,
}


def event_type(kind: str) -> str:
    return "BusinessEvent" if kind in BUSINESS else "Event"


def _organisations(rows: Iterable[Involvement], site: str) -> list[Thing]:
    return [reference(row.organisation, organisation_type(row.type), site) for row in rows]


def agreement(record: Agreement, site: str) -> Thing:
    """An agreement: about those who signed it; it mentions the others. Queries unless it is as `for_public` gives it."""
    signatories = [row for row in record.parties.all() if row.role == PartyRole.SIGNATORY]
    others = [row for row in record.parties.all() if row.role != PartyRole.SIGNATORY]
    occasion = [reference(record.event, event_type(record.event.kind), site)] if record.event else []
    return shared(record, "CreativeWork", site) | known(
        dateCreated=day(record.signed),
        locationCreated=place(record),
        about=_organisations(signatories, site),
        mentions=[*_organisations(others, site), *occasion],
    )


def event(record: Event, site: str) -> Thing:
    """An event. Queries unless it is as `for_public` gives it."""
    participants = list(record.participants.all())
    return shared(record, event_type(record.kind), site) | known(
        startDate=day(record.starts),
        endDate=day(record.ends),
        location=reference(record.venue_park, PARK, site) if record.venue_park else place(record),
        **{word: _organisations((row for row in participants if row.role == role), site) for word, role in PARTS.items()},
    )
