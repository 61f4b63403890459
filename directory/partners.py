"""Parks that might become a park's partners: they share its sectors, partners or events, and have no agreement with it yet."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from agreements.models import Agreement, Event, Participant, Party
from core.fold import fold
from core.language import names_of
from core.models import Record, RecordSector, Sector
from core.vocabulary import RecordType, Status
from parks.models import Park

# How many are shown.
SHOWN = 25


@dataclass
class Candidate:
    """A park, and what it has in common with another."""

    park: Record
    sectors: list[Sector] = field(default_factory=list)
    partners: set[Record] = field(default_factory=set)
    events: set[Event] = field(default_factory=set)

    @property
    def partners_in_order(self) -> list[Record]:
        return sorted(self.partners, key=lambda partner: fold(partner.name))

    @property
    def events_in_order(self) -> list[Event]:
        return sorted(self.events, key=lambda event: fold(event.name))


def candidates(park: Park) -> list[Candidate]:
    """Other parks that share something with this one and have no agreement with it: first by shared partners, then events, then sectors.

    A partner is a park or institution with an agreement with both. A fixed number of queries.
    """
    found: dict[int, Candidate] = {}

    def of(record: Record) -> Candidate:
        return found.setdefault(record.pk, Candidate(record))

    own = _parties(Q(parties__organisation=park.pk))
    known = {party.pk: party for parties in own.values() for party in parties if party.pk != park.pk}
    for parties in _parties(Q(parties__organisation__in=known)).values():
        shared = [party for party in parties if party.pk in known]
        for party in parties:
            if party.type == RecordType.PARK and party.pk not in known:
                of(party).partners.update(partner for partner in shared if partner.pk != party.pk)
    for row in _other_participants(park):
        of(row.organisation).events.add(row.event)
    for row in _sector_rows(park):
        of(row.record).sectors.append(row.sector)
    others = [candidate for key, candidate in found.items() if key != park.pk and key not in known]
    return sorted(others, key=lambda one: (-len(one.partners), -len(one.events), -len(one.sectors), fold(one.park.name)))[:SHOWN]


def _parties(which: Q) -> dict[int, list[Record]]:
    """The published parties of published agreements, by agreement."""
    rows = Party.objects.filter(
        agreement__in=Agreement.objects.published().filter(which).order_by().values("pk"), organisation__status=Status.PUBLISHED
    )
    parties: dict[int, list[Record]] = defaultdict(list)
    for row in rows.select_related("organisation").prefetch_related(*names_of("organisation")):
        parties[row.agreement_id].append(row.organisation)
    return parties


def _other_participants(park: Park) -> list[Participant]:
    """The parks that took part in events in which this one did."""
    events = Event.objects.published().involving(park.type, [park.slug]).order_by().values("pk")
    parks = {"organisation__type": RecordType.PARK, "organisation__status": Status.PUBLISHED}
    rows = Participant.objects.filter(event__in=events, **parks).select_related("organisation", "event")
    return list(rows.prefetch_related(*names_of("organisation"), *names_of("event")))


def _sector_rows(park: Park) -> list[RecordSector]:
    """The rows of other parks in its sectors."""
    sectors = park.sector_rows.values("sector")
    parks = {"record__type": RecordType.PARK, "record__status": Status.PUBLISHED}
    rows = RecordSector.objects.filter(sector__in=sectors, **parks).select_related("record", "sector").order_by("sector__name", "pk")
    return list(rows.prefetch_related(*names_of("record"), *names_of("sector")))
