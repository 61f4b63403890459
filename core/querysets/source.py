"""The queries over sources."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Prefetch, Q

from core.language import names_of
from core.vocabulary import Status


class SourceQuerySet(models.QuerySet[Any]):
    # Sources are neither filtered nor sorted by date.
    date_field: ClassVar[str] = ""
    usual_sort: ClassVar[str] = "name"
    name_order: ClassVar[str] = "title_key"

    def for_list(self) -> Self:
        """With `supported`: how many published records cite the source."""
        published = Q(citations__record__status=Status.PUBLISHED)
        return self.annotate(supported=Count("citations__record", filter=published, distinct=True))

    def with_shown_names(self) -> Self:
        """As they are: a title is in its own language."""
        return self

    def for_public(self) -> Self:
        """With the citations of published records."""
        citations = self.model._meta.get_field("citations").related_model.objects
        published = citations.filter(record__status=Status.PUBLISHED).select_related("record").order_by("record__name_key", "pk")
        return self.prefetch_related(Prefetch("citations", queryset=published.prefetch_related(*names_of("record"))))

    def of_kinds(self, kinds: list[str]) -> Self:
        """Of any of these kinds."""
        return self.filter(kind__in=kinds)

    def kind_pairs(self) -> models.QuerySet[Any]:
        """(kind, primary key) of every source."""
        return self.order_by().values_list("kind", "pk")

    def in_languages(self, languages: list[str]) -> Self:
        """Written in any of these languages."""
        return self.filter(language__in=languages)

    def language_pairs(self) -> models.QuerySet[Any]:
        """(language, primary key) of every source."""
        return self.order_by().values_list("language", "pk")

    def sorted_by(self, sort: str) -> Self:
        """`name`: by title, in the same order on every database."""
        assert sort == "name"
        return self.order_by("title_key", "pk")

    def in_order(self) -> Self:
        return self.sorted_by(self.usual_sort)
