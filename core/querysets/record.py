"""The queries that every record shares."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.utils import timezone

from core import countries
from core.fold import searchable
from core.language import is_original, local_name, names_of
from core.vocabulary import NameKind, Status


class RecordQuerySet(models.QuerySet[Any]):
    """Records of one type. `objects` gives all of them; what the public sees starts with `published()`."""

    # The EDTF field that "date" means for the type: filters, sorting and the date in a list.
    date_field: ClassVar[str] = ""
    # How a list that nobody sorted is sorted, as the parameter `sort` says it; and the bytes that sort it by name.
    usual_sort: ClassVar[str] = "name"
    name_order: ClassVar[str] = "name_key"

    def published(self) -> Self:
        """Those that the public may see."""
        return self.filter(status=Status.PUBLISHED)

    def with_rows(self) -> Self:
        """With the rows that every record owns, in a fixed number of queries."""
        own = self.prefetch_related("names", "sectors", "identifiers", "figures__sources", *names_of("sectors"))
        return own.with_linked(citations="source", rival_claims="source")

    def with_shown_names(self) -> Self:
        """With what the name in the reader's language needs, where nothing else of a record is shown."""
        return self.prefetch_related(*names_of())

    def local_names(self) -> dict[int, str]:
        """The names in the reader's language of those that have one, by primary key; one query, none for readers of English."""
        if is_original():
            return {}
        found = defaultdict(list)
        for name in self._related("names").objects.filter(record__in=self.order_by().values("pk"), kind=NameKind.PREFERRED):
            found[name.record_id].append(name)
        return {key: text for key, names in found.items() if (text := local_name(names))}

    def with_linked(self, **relations: str) -> Self:
        """With the rows of each relation, joined to what their foreign key leads to: `citations="source"`.

        A join, because Django looks the targets of a foreign key up one by one in an expression that SQLite refuses beyond 1,000.
        """
        return self.prefetch_related(
            *(Prefetch(relation, queryset=self._related(relation).objects.select_related(to)) for relation, to in relations.items())
        )

    def with_published(self, *relations: str) -> Self:
        """With related records, in their usual order, as the public may see them: a draft behind a foreign key becomes None."""
        return self.prefetch_related(
            *(
                Prefetch(relation, queryset=self._related(relation).objects.published().in_order().prefetch_related(*names_of()))
                for relation in relations
            )
        )

    def with_published_rows(self, relation: str, to: str) -> Self:
        """With the rows of `relation` that lead, by their foreign key `to`, to a published record."""
        rows = self._related(relation).objects.filter(**{f"{to}__status": Status.PUBLISHED}).select_related(to)
        return self.prefetch_related(Prefetch(relation, queryset=rows.prefetch_related(*names_of(to))))

    def publish(self) -> int:
        """Publish the drafts that have a citation; how many that were."""
        citations = self._related("citations").objects.filter(record=OuterRef("pk")).order_by("pk")
        drafts = self._shared_rows().filter(Exists(citations), status=Status.DRAFT)
        return drafts.update(status=Status.PUBLISHED, lead_citation=Subquery(citations.values("pk")[:1]), updated=timezone.now())

    def unpublish(self) -> int:
        """Make drafts of the published; how many that were."""
        return self._shared_rows().filter(status=Status.PUBLISHED).update(status=Status.DRAFT, updated=timezone.now())

    def _shared_rows(self) -> models.QuerySet[Any]:
        """Their rows in the table that all types share."""
        shared = self.model._meta.get_field("name").model
        return shared._default_manager.filter(pk__in=self.order_by().values("pk"))

    def named(self, text: str) -> Self:
        """With every word of the text in one of its names, whatever the accents, letter case and marks.

        A text of marks alone finds nothing; a blank one leaves out nothing.
        """
        names = self._related("names").objects.filter(record=OuterRef("pk"))
        words = searchable(text).split()
        found = self.none() if text.strip() and not words else self
        for word in words:
            found = found.filter(Q(name_folded__contains=word) | Exists(names.filter(folded__contains=word)))
        return found

    def called(self, text: str) -> Self:
        """Whose name, in any language, is this text."""
        return self._with_preferred(folded=searchable(text))

    def called_from(self, text: str) -> Self:
        """Whose name, in any language, begins with this text."""
        return self._with_preferred(folded__startswith=searchable(text))

    def _with_preferred(self, **matching: str) -> Self:
        names = self._related("names").objects.filter(record=OuterRef("pk"), kind=NameKind.PREFERRED, **matching)
        return self.filter(Q(**{f"name_{key}": value for key, value in matching.items()}) | Exists(names))

    def by_relevance(self, text: str) -> Self:
        """Those whose name is the text first, then those whose name begins with it, each by name."""
        everything = self.model._default_manager.order_by()
        rank = Case(When(pk__in=everything.called(text), then=0), When(pk__in=everything.called_from(text), then=1), default=2)
        return self.order_by(rank, "name_key", "pk")

    def in_sectors(self, slugs: list[str]) -> Self:
        """In any of these sectors or of the sectors below them."""
        sectors = self._related("sectors").objects.with_descendants(slugs)
        rows = self._related("sector_rows").objects.filter(record=OuterRef("pk"), sector__in=sectors)
        return self.filter(Exists(rows))

    def in_countries(self, codes: list[str]) -> Self:
        """In any of these countries."""
        return self.filter(country__in=codes)

    def country_pairs(self) -> models.QuerySet[Any]:
        """(country code, primary key) of every record and each of its countries, each pair once."""
        return self.order_by().exclude(country="").values_list("country", "pk")

    def in_continents(self, continents: list[str]) -> Self:
        """In any country of these continents."""
        return self.in_countries([code for continent in continents for code in countries.of_continent(continent)])

    def in_cities(self, cities: list[str]) -> Self:
        """In any of these cities, as records spell them."""
        return self.filter(city__in=cities)

    def city_pairs(self) -> models.QuerySet[Any]:
        """(city, primary key) of every record that has one."""
        return self.order_by().exclude(city="").values_list("city", "pk")

    def of_kinds(self, kinds: list[str]) -> Self:
        """Of any of these kinds."""
        return self.filter(kind__in=kinds)

    def kind_pairs(self) -> models.QuerySet[Any]:
        """(kind, primary key) of every record."""
        return self.order_by().values_list("kind", "pk")

    def sector_pairs(self) -> models.QuerySet[Any]:
        """(slug of a sector that the record itself names, primary key)."""
        return self._pairs("sector_rows", "sector__slug")

    def citing_languages(self, languages: list[str]) -> Self:
        """Which cite a source in any of these languages."""
        citations = self._related("citations").objects.filter(record=OuterRef("pk"), source__language__in=languages)
        return self.filter(Exists(citations))

    def source_language_pairs(self) -> models.QuerySet[Any]:
        """(language of a source, primary key of a record that cites it)."""
        return self._pairs("citations", "source__language")

    def with_features(self, features: list[str]) -> Self:
        """Which have any of these: a key of `features`."""
        return self.filter(reduce(or_, (self.features[feature](self) for feature in features)))

    def feature_pairs(self) -> Iterator[tuple[str, int]]:
        """(feature, primary key) of every record that has it; a query a feature."""
        for feature in self.features:
            for key in self.with_features([feature]).order_by().values_list("pk", flat=True).iterator():
                yield feature, key

    def _with_figures(self) -> Q:
        return Q(Exists(self._related("figures").objects.filter(record=OuterRef("pk"))))

    # What a record may have or lack, by the name that the parameter `has` gives it.
    features: ClassVar[dict[str, Callable[[Any], Q]]] = {"figures": _with_figures}

    def _pairs(self, relation: str, value: str, **matching: Any) -> models.QuerySet[Any]:
        """(value, primary key) of every record and each of its rows in a relation."""
        row = self.model._meta.get_field(relation)
        owner = row.field.name
        mine = row.related_model.objects.order_by().filter(**{f"{owner}__in": self.order_by()}, **matching)
        return mine.values_list(value, row.field.attname)

    def undated(self) -> Self:
        """Whose date has no usable year."""
        return self.filter(**{f"{self.date_field}_earliest__isnull": True})

    def overlapping(self, earliest: date | None, latest: date | None) -> Self:
        """Whose date may lie between two days, either of which may be None; the undated never do."""
        dated = self.filter(**{f"{self.date_field}_earliest__isnull": False})
        if earliest is not None:
            dated = dated.filter(**{f"{self.date_field}_latest__gte": earliest})
        if latest is not None:
            dated = dated.filter(**{f"{self.date_field}_earliest__lte": latest})
        return dated

    def within(self, earliest: date | None, latest: date | None) -> Self:
        """Whose date certainly lies between two days, either of which may be None."""
        dated = self.filter(**{f"{self.date_field}_earliest__isnull": False})
        if earliest is not None:
            dated = dated.filter(**{f"{self.date_field}_earliest__gte": earliest})
        if latest is not None:
            dated = dated.filter(**{f"{self.date_field}_latest__lte": latest})
        return dated

    def spans(self) -> models.QuerySet[Any]:
        """(primary key, earliest day, latest day) of every record whose date has a usable year."""
        earliest, latest = f"{self.date_field}_earliest", f"{self.date_field}_latest"
        return self.order_by().filter(**{f"{earliest}__isnull": False}).values_list("pk", earliest, latest)

    def by_name(self, *, backwards: bool = False) -> Self:
        return self.order_by("-name_key", "-pk") if backwards else self.order_by("name_key", "pk")

    def by_date(self, *, newest_first: bool = False) -> Self:
        """By earliest day, or by latest day downwards; the undated last either way."""
        if newest_first:
            return self.order_by(F(f"{self.date_field}_latest").desc(nulls_last=True), "name_key", "pk")
        return self.order_by(F(f"{self.date_field}_earliest").asc(nulls_last=True), "name_key", "pk")

    def sorted_by(self, sort: str) -> Self:
        """`name`, `-name`, `date` or `-date`."""
        backwards = sort.startswith("-")
        return self.by_name(backwards=backwards) if sort.endswith("name") else self.by_date(newest_first=backwards)

    def in_order(self) -> Self:
        """The order of a list that nobody sorted."""
        return self.sorted_by(self.usual_sort)

    def _related(self, relation: str) -> Any:
        return self.model._meta.get_field(relation).related_model
