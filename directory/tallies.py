"""How many published records there are: in all, by country, by sector. Each tally is a fixed number of queries."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from agreements.models import Agreement, Event
from core import countries
from core.models import RecordSector, Sector
from core.views import address
from core.vocabulary import RecordType, Status
from parks.models import Institution, Park

MODELS: dict[str, Any] = {"parks": Park, "institutions": Institution, "agreements": Agreement, "events": Event}
PLURALS = {RecordType.PARK: "parks", RecordType.INSTITUTION: "institutions", RecordType.AGREEMENT: "agreements", RecordType.EVENT: "events"}


@dataclass
class Counts:
    parks: int = 0
    institutions: int = 0
    agreements: int = 0
    events: int = 0

    @property
    def total(self) -> int:
        return sum(asdict(self).values())


@dataclass(frozen=True)
class Country:
    """A country and what there is about it."""

    code: str
    counts: Counts

    @property
    def name(self) -> str:
        return countries.name(self.code)

    @property
    def region(self) -> str:
        return countries.region(self.code)

    @property
    def url(self) -> str:
        return reverse("directory:country-detail", args=[self.code.lower()])


def noun(plural: str, count: int) -> str:
    """What so many records of a type are called: "park" of one."""
    return {
        "parks": ngettext("park", "parks", count),
        "institutions": ngettext("institution", "institutions", count),
        "agreements": ngettext("agreement", "agreements", count),
        "events": ngettext("event", "events", count),
    }[plural]


def list_address(plural: str, query: str) -> str:
    """The list of a type, filtered."""
    model = MODELS[plural]
    return address(reverse(f"{model._meta.app_label}:{model.TYPE}-list"), query)


def in_all() -> Counts:
    """All published records."""
    return Counts(**{plural: model.objects.published().count() for plural, model in MODELS.items()})


def by_country() -> list[Country]:
    """Every country that a published record names, by name."""
    tallies: dict[str, Counts] = defaultdict(Counts)
    for plural, model in MODELS.items():
        for code, _key in model.objects.published().country_pairs():
            setattr(tallies[code], plural, getattr(tallies[code], plural) + 1)
    return [Country(code, tallies[code]) for code, _name in countries.choices() if code in tallies]


def by_sector() -> list[Sector]:
    """Every sector in the order of the tree, with `depth` and `counts`, which include the sectors below."""
    records: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    published = RecordSector.objects.filter(record__status=Status.PUBLISHED)
    tree = Sector.objects.prefetch_related("children", "names").select_related("parent").in_tree()
    parents = {sector.pk: sector.parent_id for sector in tree}
    for sector_id, record_id, record_type in published.values_list("sector_id", "record_id", "record__type"):
        current = sector_id
        while current:
            records[current][PLURALS[record_type]].add(record_id)
            current = parents[current]
    for sector in tree:
        sector.counts = Counts(**{plural: len(found) for plural, found in records[sector.pk].items()})
    return tree
