"""The rows that the rules look at, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef

from agreements.models import Agreement, Event
from core.models import Citation, FigureSource, RivalClaim, Source
from core.vocabulary import Status
from directory.audit.gazetteer import City, cities_named, cities_with, place_key
from parks.models import Institution, Park

# What is read of each type: related records, and rows that lead to a record.
RELATED: dict[Any, tuple[tuple[str, ...], dict[str, str]]] = {
    Park: (("parent",), {"institutions": "institution"}),
    Institution: (
        ("host_park", "parent", "children", "agreements", "events"),
        {"parks": "park", "founders": "founder", "founded_rows": "institution"},
    ),
    Agreement: (("event", "other_countries"), {"parties": "organisation"}),
    Event: (("venue_park", "other_countries"), {"participants": "organisation"}),
}
# Rows of a record's own, which are as public as the record.
OWN = ("other_countries",)


@dataclass(frozen=True)
class DataSet:
    """All records and sources: those of the public alone, with the relations that the public sees, if `published_only`."""

    parks: list[Park]
    institutions: list[Institution]
    agreements: list[Agreement]
    events: list[Event]
    sources: list[Source]
    today: date

    @property
    def records(self) -> list[Any]:
        return [*self.parks, *self.institutions, *self.agreements, *self.events]

    @cached_property
    def _cities(self) -> dict[tuple[str, str], list[City]]:
        return cities_named(
            frozenset(place_key(park.country, park.city) for park in self.parks if park.country and park.city and not park.city_geonames)
        )

    @cached_property
    def identified_cities(self) -> dict[int, City]:
        """The cities that records name by their GeoNames identifier, as far as the gazetteer has them."""
        return cities_with(frozenset(record.city_geonames for record in self.records if record.city_geonames))

    def cities_of(self, park: Park) -> list[City]:
        """The park's city: that of its identifier, or those of the name in its country that the gazetteer knows."""
        if park.city_geonames in self.identified_cities:
            return [self.identified_cities[park.city_geonames]]
        return self._cities.get(place_key(park.country, park.city), [])


def read(today: date, *, published_only: bool) -> DataSet:
    """The data set as curators see it, or as the public does."""
    records = [list(_rows(model, published_only=published_only)) for model in (Park, Institution, Agreement, Event)]
    return DataSet(*records, list(_sources(published_only=published_only)), today)


def _rows(model: Any, *, published_only: bool) -> Any:
    related, rows = RELATED[model]
    records = model.objects.with_rows().order_by("slug")
    if not published_only:
        return records.prefetch_related(*related).with_linked(**rows)
    records = records.published().with_published(*(relation for relation in related if relation not in OWN))
    records = records.prefetch_related(*(relation for relation in related if relation in OWN))
    for row, to in rows.items():
        records = records.with_published_rows(row, to)
    return records


def _sources(*, published_only: bool) -> Any:
    """Sources, with whether anything cites them, states a figure from them or gives them as a rival."""
    visible = {"record__status": Status.PUBLISHED} if published_only else {}
    figures = {f"figure__{key}": value for key, value in visible.items()}
    return Source.objects.order_by("slug").annotate(
        is_cited=Exists(Citation.objects.filter(source=OuterRef("pk"), **visible)),
        states_figure=Exists(FigureSource.objects.filter(source=OuterRef("pk"), **figures)),
        is_rival=Exists(RivalClaim.objects.filter(source=OuterRef("pk"), **visible)),
    )
