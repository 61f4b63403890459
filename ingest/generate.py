"""Synthetic records by the million, to measure with: every one says what it is, and they never stand beside curated ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice
from random import Random
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from agreements.models import Agreement, Event, Participant, Party
from agreements.vocabulary import AgreementKind, EventKind, ParticipantRole, PartyRole
from core.models import Citation, Name, OtherCountry, Record, RecordSector, Sector, Source
from core.vocabulary import RecordType, SourceKind, Status
from ingest.load import refresh_statistics, write_children
from parks.models import Institution, Park, Tie
from parks.vocabulary import InstitutionKind, ParkKind, Relation

MARK = "synthetic"
SUMMARY = "Not a real record: manage.py generate made it up, to measure with."
BATCH = 5000

# fmt: off
COUNTRIES = (
    "CN", "US", "DE", "FR", "GB", "FI", "SE", "NO", "DK", "NL", "BE", "ES", "PT", "IT", "CH", "AT", "PL", "CZ", "RU", "TR",
    "IN", "JP", "KR", "BR", "CA", "AU", "MX", "AR", "CL", "ZA", "EG", "NG", "KE", "MA", "SA", "AE", "QA", "IL", "IR", "TH",
    "VN", "MY", "ID", "SG", "PH", "NZ", "IE", "EE", "LV", "LT", "HU", "RO", "BG", "GR", "RS", "HR", "SI", "SK", "UA", "KZ",
)
# Words for names, so that a search has something to find.
WORDS = (
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbour", "iris", "juniper",
    "kestrel", "linden", "meadow", "north", "opal", "pine", "quartz", "river", "spruce", "tundra",
)
# fmt: on
# The share of what is in each country falls from the first to the last.
COUNTRY_WEIGHTS = tuple(accumulate(1 / (place + 2) for place in range(len(COUNTRIES))))
CITIES = 200
ROOTS, BRANCHES = 6, 4
LANGUAGES = ("en", "zh-Hans", "ru")
FIRST_YEAR, LAST_YEAR = 1980, 2026

Advance = Callable[[int], None]


class NotEmpty(Exception):
    """The database holds something."""


@dataclass(frozen=True)
class Plan:
    """How many records of each type; the primary keys of each type follow those of the one before."""

    parks: int
    institutions: int
    events: int
    agreements: int

    @classmethod
    def of(cls, agreements: int) -> "Plan":
        parks = max(20, min(agreements // 100, 5000))
        return cls(parks, 2 * parks, max(10, agreements // 50), agreements)

    @property
    def total(self) -> int:
        return self.parks + self.institutions + self.events + self.agreements

    @property
    def organisations(self) -> int:
        return self.parks + self.institutions


def generate(agreements: int, seed: int = 1, advance: Advance = lambda _count: None) -> Plan:
    """Fill an empty database with so many agreements, and parks, institutions and events in proportion; raises NotEmpty.

    The same number and seed give the same records. `advance` is told how many records were written.
    """
    plan, chance = Plan.of(agreements), Random(seed)  # noqa: S311 -- nothing secret
    with transaction.atomic():
        _refuse_what_is_there()
        _write_sources_and_sectors()
        records = _records(plan, chance)
        while batch := list(islice(records, BATCH)):
            _write(batch)
            advance(len(batch))
        _write_ties(plan, chance)
        _reset_sequences()
        refresh_statistics()
    return plan


def _refuse_what_is_there() -> None:
    found = [slug for model in (Record, Source, Sector) for slug in _first_slugs(model)]
    for slug in sorted(found, key=is_synthetic)[:1]:
        what = "synthetic" if is_synthetic(slug) else "curated"
        raise NotEmpty(f"The database holds {what} records ({slug}): name an empty one in DATABASE_URL, and migrate it.")


def is_synthetic(slug: str) -> bool:
    return slug.startswith(f"{MARK}-")


def _first_slugs(model: Any) -> list[str]:
    """The first slug that is not synthetic, and the first of all, as far as there are any."""
    slugs = model.objects.order_by("pk").values_list("slug", flat=True)
    return [*slugs.exclude(slug__startswith=f"{MARK}-")[:1], *slugs[:1]]


def _write_sources_and_sectors() -> None:
    sources = [
        Source(pk=number, slug=f"{MARK}-source-{number}", title=f"Synthetic source {number}", language=language, kind=SourceKind.DATASET)
        for number, language in enumerate(LANGUAGES, start=1)
    ]
    Source.objects.bulk_create(sources)
    numbers = range(1, ROOTS * (BRANCHES + 1) + 1)
    # The first are roots; the others hang below them in turn.
    sectors = [
        Sector(pk=number, slug=f"{MARK}-sector-{number}", name=f"Synthetic sector {number}", parent_id=number % ROOTS + 1)
        for number in numbers
    ]
    for root in sectors[:ROOTS]:
        root.parent_id = None
    Sector.objects.bulk_create(sectors)


# The rows of one record: its own, its type's, and those it owns.
Rows = list[models.Model]


def _records(plan: Plan, chance: Random) -> Iterator[Rows]:
    key = 0
    makers = ((plan.parks, _park), (plan.institutions, _institution), (plan.events, _event), (plan.agreements, _agreement))
    for count, make in makers:
        for number in range(count):
            key += 1
            yield make(key, number, plan, chance)


def _shared(key: int, record_type: RecordType, number: int, chance: Random) -> Rows:
    """The row of the shared table, already published, and its citation and sectors, whose keys are known beforehand."""
    country, city = _place(chance)
    words = " ".join(chance.sample(WORDS, 2))
    record = Record(
        pk=key,
        type=record_type,
        slug=f"{MARK}-{record_type}-{number}",
        name=f"Synthetic {record_type} {words} {number}",
        summary=SUMMARY,
        country=country,
        city=city,
        status=Status.PUBLISHED,
        lead_citation_id=key,
    )
    source = 1 + min(int(chance.expovariate(1.5)), len(LANGUAGES) - 1)
    sectors = chance.sample(range(1, ROOTS * (BRANCHES + 1) + 1), chance.randrange(4))
    return [
        record,
        Citation(pk=key, record_id=key, source_id=source, supports=["name", "kind"]),
        *(RecordSector(record_id=key, sector_id=sector) for sector in sectors),
    ]


def _park(key: int, number: int, _plan: Plan, chance: Random) -> Rows:
    placed = {"latitude": chance.randrange(-60, 70), "longitude": chance.randrange(-180, 180), "precision": "city"}
    park = Park(record_ptr_id=key, kind=_skewed(ParkKind, chance), founded=_date(chance), **(placed if chance.random() < 0.7 else {}))
    names = [Name(record_id=key, language="ru", text=f"Синтетический парк {number}")] if chance.random() < 0.3 else []
    return [*_shared(key, RecordType.PARK, number, chance), park, *names]


def _institution(key: int, number: int, plan: Plan, chance: Random) -> Rows:
    host = chance.randint(1, plan.parks) if chance.random() < 0.3 else None
    institution = Institution(record_ptr_id=key, kind=_skewed(InstitutionKind, chance), host_park_id=host)
    return [*_shared(key, RecordType.INSTITUTION, number, chance), institution]


def _event(key: int, number: int, plan: Plan, chance: Random) -> Rows:
    event = Event(record_ptr_id=key, kind=_skewed(EventKind, chance), starts=_date(chance))
    taking_part = [
        Participant(event_id=key, organisation_id=one, type=_type(one, plan), role=_skewed(ParticipantRole, chance))
        for one in _organisations(plan, chance)
    ]
    return [*_shared(key, RecordType.EVENT, number, chance), event, *taking_part]


def _agreement(key: int, number: int, plan: Plan, chance: Random) -> Rows:
    event = plan.organisations + chance.randint(1, plan.events) if chance.random() < 0.2 else None
    agreement = Agreement(record_ptr_id=key, kind=_skewed(AgreementKind, chance), signed=_date(chance), event_id=event)
    parties = [
        Party(agreement_id=key, organisation_id=one, type=_type(one, plan), role=_skewed(PartyRole, chance))
        for one in _organisations(plan, chance)
    ]
    others = [OtherCountry(record_id=key, country=_country(chance))] if chance.random() < 0.05 else []
    return [*_shared(key, RecordType.AGREEMENT, number, chance), agreement, *parties, *others]


def _organisations(plan: Plan, chance: Random) -> list[int]:
    """Two or three different ones; a few take part in very much."""
    wanted, found = chance.choice((2, 2, 3)), set[int]()
    while len(found) < wanted:
        found.add(1 + int(plan.organisations * chance.random() ** 2))
    return sorted(found)


def _type(key: int, plan: Plan) -> str:
    return RecordType.PARK if key <= plan.parks else RecordType.INSTITUTION


def _country(chance: Random) -> str:
    return chance.choices(COUNTRIES, cum_weights=COUNTRY_WEIGHTS)[0]


def _place(chance: Random) -> tuple[str, str]:
    """A country, and most often a city of it: cities are dealt out to the countries in turn."""
    place = COUNTRIES.index(_country(chance))
    city = f"City {chance.randrange(place, CITIES, len(COUNTRIES))}" if chance.random() < 0.8 else ""
    return COUNTRIES[place], city


@cache
def _values(choices: type[models.TextChoices]) -> list[str]:
    return choices.values


def _skewed(choices: type[models.TextChoices], chance: Random) -> str:
    """One of a closed list, the first ones more often."""
    values = _values(choices)
    return values[int(len(values) * chance.random() ** 2)]


def _date(chance: Random) -> str:
    """A date of any precision, or none; later years more often."""
    year = LAST_YEAR - int((LAST_YEAR - FIRST_YEAR + 1) * chance.random() ** 2)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    vague = (f"{year // 10}X", f"{year}~", f"{year}/{min(year + 3, LAST_YEAR)}", f"XXXX-{month:02}-{day:02}", "")
    exact = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}")
    return chance.choice(vague) if chance.random() < 0.2 else chance.choices(exact, cum_weights=(6, 9, 11))[0]


def _write(batch: list[Rows]) -> None:
    """Records first, for the others point at them."""
    by_model: dict[type[models.Model], list[Any]] = {Record: []}
    for rows in batch:
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
    for model, rows in by_model.items():
        if issubclass(model, Record) and model is not Record:
            write_children(model, rows)
        else:
            model.objects.bulk_create(rows, batch_size=BATCH)  # type: ignore[attr-defined]


def _write_ties(plan: Plan, chance: Random) -> None:
    """An institution in two is something to a park."""
    ties = [
        Tie(park_id=chance.randint(1, plan.parks), institution_id=plan.parks + number, relation=_skewed(Relation, chance))
        for number in range(1, plan.institutions + 1)
        if chance.random() < 0.5
    ]
    Tie.objects.bulk_create(ties, batch_size=BATCH)


def _reset_sequences() -> None:
    """PostgreSQL's counters know nothing of keys that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Record, Citation, Source, Sector]):
            cursor.execute(statement)
