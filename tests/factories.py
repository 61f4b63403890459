"""Records for tests: each function makes a valid row, by default a published and cited one; keywords set its fields."""

from itertools import count

from agreements.models import Agreement, Event
from core.models import Sector, Source
from parks.models import Institution, Park

_numbers = count(1)


def make_source(**kwargs):
    number = next(_numbers)
    return Source.objects.create(**{"slug": f"source-{number}", "title": f"Source {number}", "language": "en", "kind": "news", **kwargs})


def make_sector(**kwargs):
    number = next(_numbers)
    return Sector.objects.create(**{"slug": f"sector-{number}", "name": f"Sector {number}", **kwargs})


def make_park(**kwargs):
    return _make(Park, {"kind": "science-park", "country": "CN", **kwargs})


def make_institution(**kwargs):
    return _make(Institution, {"kind": "university", "country": "CN", **kwargs})


def make_agreement(*, parties=(), **kwargs):
    """`parties` are parks and institutions, each alone or with its role: `[park, (institution, "witness")]`."""
    agreement = _make(Agreement, {"kind": "memorandum-of-understanding", **kwargs})
    _involve(agreement.parties, parties)
    return agreement


def make_event(*, participants=(), **kwargs):
    """`participants` are as the parties of an agreement: `[park, (institution, "host")]`."""
    event = _make(Event, {"kind": "conference", **kwargs})
    _involve(event.participants, participants)
    return event


def _make(model, fields):
    """`source` is what the record cites; `sectors` are its sectors; a draft cites nothing unless it has a `source`."""
    number = next(_numbers)
    status = fields.pop("status", "published")
    source, sectors = fields.pop("source", None), fields.pop("sectors", ())
    named = {"slug": f"{model.TYPE}-{number}", "name": f"{model.TYPE.label.capitalize()} {number}"}
    record = model.objects.create(**{**named, **fields})
    record.sectors.set(sectors)
    if source or status == "published":
        record.lead_citation = record.citations.create(source=source or make_source(), locator="p1", supports=["kind", "name"])
        record.status = status
        record.save()
    return record


def _involve(rows, organisations):
    for entry in organisations:
        organisation, role = entry if isinstance(entry, tuple) else (entry, None)
        rows.create(organisation=organisation.record_ptr, **({"role": role} if role else {}))
