"""The queries over parks and institutions."""

from typing import Self

from django.db.models import Exists, OuterRef, Q

from core.querysets import RecordQuerySet
from core.vocabulary import Status


class ParkQuerySet(RecordQuerySet):
    date_field = "founded"

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.prefetch_related("names", "sectors", "citations", "figures").with_published("agreements")

    def for_public(self) -> Self:
        """With everything that the public may see of each."""
        return (
            self.published()
            .with_rows()
            .with_published("parent", "children", "agreements", "events", "hosted_events", "hosted_institutions")
            .with_published_rows("institutions", "institution")
        )

    def for_export(self) -> Self:
        """With everything that a fixture holds."""
        return self.with_rows().select_related("parent").prefetch_related("former_slugs").with_linked(institutions="institution")


class InstitutionQuerySet(RecordQuerySet):
    def around(self, park_slug: str) -> Self:
        """Hosted by a published park, or tied to it."""
        park = {"slug": park_slug, "status": Status.PUBLISHED}
        ties = self._related("parks").objects.filter(institution=OuterRef("pk"), **{f"park__{key}": value for key, value in park.items()})
        return self.filter(Q(**{f"host_park__{key}": value for key, value in park.items()}) | Exists(ties))

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.prefetch_related("names", "sectors", "citations").with_published("host_park", "agreements")

    def for_public(self) -> Self:
        """With everything that the public may see of each."""
        return (
            self.published()
            .with_rows()
            .with_published("host_park", "parent", "children", "agreements", "events")
            .with_published_rows("parks", "park")
            .with_published_rows("founders", "founder")
            .with_published_rows("founded_rows", "institution")
        )

    def for_export(self) -> Self:
        """With everything that a fixture holds."""
        rows = self.with_rows().select_related("host_park", "parent").prefetch_related("former_slugs")
        return rows.with_linked(founders="founder")
