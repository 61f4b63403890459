"""What is searched: for each type of record, which of its texts count as what, and which records come first among equals."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from pyroaring import BitMap

from agreements.filters import AgreementFilter, EventFilter
from core import countries
from core.fold import searchable
from core.index import live
from core.index.build import compressed, of_list, settled
from core.index.live import Indexed
from core.index.order import Index, Order
from core.models import Name, Record, Sector, SectorName
from core.vocabulary import NameKind, RecordType, Status
from directory.filters import SourceFilter
from directory.search.words import tokens
from parks.filters import InstitutionFilter, ParkFilter

# Where a word may stand, the best place first.
FIELDS = ("name", "alias", "city", "party", "more")
# The languages in which the names of countries are found.
LANGUAGES = ("en", "zh-hans", "ru")

Postings = dict[str, dict[str, BitMap]]


@dataclass(frozen=True)
class Area:
    """One kind of thing that is searched: its plural in addresses, the list that it is, and in which order equals come."""

    plural: str
    filterset: Any
    in_order: Callable[[], Iterable[int]]

    @property
    def label(self) -> Any:
        """What its records are called, in the language in which it is shown."""
        return self.filterset.everything().model._meta.verbose_name_plural

    @property
    def indexed(self) -> Indexed:
        return Indexed(f"search-{self.plural}", f"2 {FIELDS}", lambda: settled(lambda: {"rank": _order(self)}))

    def index(self) -> Index:
        return live.current(self.indexed)


def _by_agreements(filterset: Any, pairs: str) -> Iterator[int]:
    """Parks or institutions, those with the most agreements first, then by name."""
    agreements = live.fresh(of_list(AgreementFilter)).orders["name"].values(pairs)
    rows = filterset.everything().by_name().values_list("pk", "slug")
    ranked = sorted(rows, key=lambda row: -len(agreements.get(row[1], ())))
    return (key for key, _slug in ranked)


def _by_date(filterset: Any) -> Iterator[int]:
    return iter(live.fresh(of_list(filterset)).orders["-date"].keys)


AREAS = {
    area.plural: area
    for area in (
        Area("parks", ParkFilter, lambda: _by_agreements(ParkFilter, "park_pairs")),
        Area("institutions", InstitutionFilter, lambda: _by_agreements(InstitutionFilter, "institution_pairs")),
        Area("agreements", AgreementFilter, lambda: _by_date(AgreementFilter)),
        Area("events", EventFilter, lambda: _by_date(EventFilter)),
        Area("sources", SourceFilter, lambda: iter(live.fresh(of_list(SourceFilter)).orders["name"].keys)),
    )
}


def _order(area: Area) -> Order:
    """Everything in an area, in the order in which equals come, and where each word stands."""
    order = Order(array("Q", area.in_order()), [], {})
    rows: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    for key, field, folded in _texts(area):
        if (row := order.place(key)) is not None:
            found = rows[field]
            for number, token in enumerate(tokens(folded)):
                found[token].append(row)
                if number == 0 and field == "name":
                    rows["first"][token].append(row)
    postings: Postings = {field: {token: BitMap(some) for token, some in by_token.items()} for field, by_token in rows.items()}
    for field, token, bitmap in _tied(area, order):
        known = postings.setdefault(field, {})
        known[token] = known[token] | bitmap if token in known else bitmap
    return Order(order.keys, [], compressed(postings))


def _texts(area: Area) -> Iterator[tuple[int, str, str]]:
    """(primary key, field, folded text) of what the records themselves say."""
    rows = area.filterset.everything().order_by()
    if area.plural == "sources":
        for key, title, publisher in rows.values_list("pk", "title", "publisher").iterator():
            yield key, "name", searchable(title)
            yield key, "more", searchable(publisher)
        return
    for key, name, summary in rows.values_list("pk", "name_folded", "summary").iterator():
        yield key, "name", name
        yield key, "more", searchable(summary)
    names = Name.objects.filter(record__type=rows.model.TYPE, record__status=Status.PUBLISHED).order_by()
    for key, kind, folded in names.values_list("record_id", "kind", "folded").iterator():
        yield key, "name" if kind == NameKind.PREFERRED else "alias", folded


def _tied(area: Area, order: Order) -> Iterator[tuple[str, str, BitMap]]:
    """(field, token, rows) of what records are found by through others: their city, country, sectors and parties."""
    listed = live.fresh(of_list(area.filterset)).orders[area.filterset.everything().usual_sort]
    fields: list[tuple[str, str, Mapping[str, list[str]]]] = []
    if area.plural != "sources":
        cities = {city: [city] for city in listed.values("city_pairs")}
        fields = [("city", "city_pairs", cities), ("city", "country_pairs", _country_names()), ("more", "sector_pairs", _sector_names())]
    if area.plural in ("agreements", "events"):
        fields += [("party", "park_pairs", _names(RecordType.PARK)), ("party", "institution_pairs", _names(RecordType.INSTITUTION))]
    for field, facet, names in fields:
        by_token: dict[str, list[BitMap]] = defaultdict(list)
        for value, rows in listed.values(facet).items():
            for token in {token for name in names.get(value, ()) for token in tokens(searchable(name))}:
                by_token[token].append(rows)
        for token, parts in by_token.items():
            united = BitMap.union(*parts)
            yield field, token, united if listed.keys == order.keys else order.rows_of(listed.keys[row] for row in united)


def _country_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        with translation.override(language):
            for code, name in countries.choices():
                found[code].append(name)
    return found


def _sector_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for slug, name in (*Sector.objects.values_list("slug", "name"), *SectorName.objects.values_list("sector__slug", "text")):
        found[slug].append(name)
    return found


def _names(record_type: RecordType) -> dict[str, list[str]]:
    """Every name of each published record of a type, by slug."""
    found: dict[str, list[str]] = defaultdict(list)
    published = Record.objects.filter(type=record_type, status=Status.PUBLISHED)
    further = Name.objects.filter(record__in=published).order_by().values_list("record__slug", "text")
    for slug, name in (*published.order_by().values_list("slug", "name"), *further):
        found[slug].append(name)
    return found
