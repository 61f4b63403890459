"""What ties two countries: every agreement and event in which both take part, counted by year and sector, with the parties on each side."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement, Event
from core.collation import collation_key
from core.models import Sector
from directory import tallies


@dataclass(frozen=True)
class Partner:
    """Another country, and how many agreements and events tie it to one."""

    country: tallies.Country
    url: str

    @property
    def name(self) -> str:
        return self.country.name

    @property
    def counts(self) -> tallies.Counts:
        return self.country.counts


def address(first: str, second: str) -> str:
    """The page of two countries, whichever is named first."""
    return reverse("directory:relation-detail", args=sorted((first.lower(), second.lower())))


def partners_of(code: str) -> list[Partner]:
    """The countries that agreements and events tie to this one; those with most first. Two queries."""
    counts: dict[str, tallies.Counts] = {}
    for model, field in ((Agreement, "agreements"), (Event, "events")):
        for other, _key in model.objects.published().in_countries([code]).country_pairs():
            if other != code:
                tally = counts.setdefault(other, tallies.Counts())
                setattr(tally, field, getattr(tally, field) + 1)
    found = [Partner(tallies.Country(other, tally), address(code, other)) for other, tally in counts.items()]
    return sorted(found, key=lambda partner: (-partner.counts.total, collation_key(partner.name)))


def pairs() -> list[tuple[str, str]]:
    """All pairs of countries that an agreement or event ties. Two queries."""
    found: set[tuple[str, str]] = set()
    for model in (Agreement, Event):
        tied: dict[int, set[str]] = defaultdict(set)
        for code, key in model.objects.published().country_pairs():
            tied[key].add(code)
        found.update(pair for codes in tied.values() for pair in combinations(sorted(codes), 2))
    return sorted(found)


@dataclass(frozen=True)
class Relation:
    """Two countries, by their codes in alphabetical order."""

    codes: tuple[str, str]

    @property
    def countries(self) -> list[tallies.Country]:
        return [tallies.Country(code, tallies.Counts()) for code in self.codes]

    @property
    def query(self) -> str:
        """The filter of lists that finds the same."""
        return "&".join(f"between={code}" for code in self.codes)

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Newest first, with their parties and sectors."""
        return list(Agreement.objects.published().between(list(self.codes)).for_list().in_order())

    @cached_property
    def events(self) -> list[Event]:
        """Newest first, with their participants and sectors."""
        return list(Event.objects.published().between(list(self.codes)).for_list().in_order())

    @property
    def years(self) -> list[tuple[str, int, int]]:
        """(year, agreements, events), newest first; those whose year is not certain last."""
        agreements = Counter(_year(agreement, "signed") for agreement in self.agreements)
        events = Counter(_year(event, "starts") for event in self.events)
        found = sorted(set(agreements) | set(events), key=lambda year: year or 0, reverse=True)
        return [(str(year or _("No certain year")), agreements[year], events[year]) for year in found]

    @property
    def sectors(self) -> list[tuple[Sector, int]]:
        """The sectors of these agreements and events, with how many of both are in each; most first."""
        rows = Counter(sector for record in (*self.agreements, *self.events) for sector in record.sectors.all())
        return sorted(rows.items(), key=lambda item: (-item[1], collation_key(item[0].shown_name)))

    @property
    def sides(self) -> list[tuple[tallies.Country, list[tuple[Any, int]]]]:
        """For each country its parties and participants, with in how many of these agreements and events each is; most first."""
        found: dict[str, Counter[Any]] = {code: Counter() for code in self.codes}
        for record in (*self.agreements, *self.events):
            rows = record.parties if isinstance(record, Agreement) else record.participants
            for organisation in {row.organisation for row in rows.all()}:
                if organisation.country in found:
                    found[organisation.country][organisation] += 1
        return [
            (country, sorted(found[country.code].items(), key=lambda item: (-item[1], collation_key(item[0].shown_name))))
            for country in self.countries
        ]


def _year(record: Any, field: str) -> int | None:
    """The year of its date, if the whole date lies within one."""
    first, last = getattr(record, f"{field}_earliest"), getattr(record, f"{field}_latest")
    return first.year if first and last and first.year == last.year else None
