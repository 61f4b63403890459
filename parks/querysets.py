"""The queries over parks and institutions."""

from collections.abc import Iterable
from itertools import chain
from typing import Self

from django.db.models import Exists, OuterRef, Q

from core.language import names_of
from core.querysets import RecordQuerySet
from core.vocabulary import Status
from parks.vocabulary import Relation


class OrganisationQuerySet(RecordQuerySet):
    """Records that can be parties."""

    def _with_agreements(self) -> Q:
        parties = self._related("party_rows").objects.filter(organisation=OuterRef("pk"), agreement__status=Status.PUBLISHED)
        return Q(Exists(parties))

    features = {"agreements": _with_agreements, **RecordQuerySet.features}


class ParkQuerySet(OrganisationQuerySet):
    date_field = "founded"

    def _with_coordinates(self) -> Q:
        return Q(latitude__isnull=False)

    features = {"coordinates": _with_coordinates, **OrganisationQuerySet.features}

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.prefetch_related("names", "sectors", "citations", "figures", *names_of("sectors"))

    def for_places(self) -> Self:
        """With what a feature of GeoJSON tells."""
        return self.published().prefetch_related("sectors")

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


class InstitutionQuerySet(OrganisationQuerySet):
    def around(self, park_slugs: list[str]) -> Self:
        """Hosted by any of these published parks, or tied to it."""
        hosted = Q(host_park__slug__in=park_slugs, host_park__status=Status.PUBLISHED)
        ties = self._related("parks").objects.filter(institution=OuterRef("pk"), park__slug__in=park_slugs, park__status=Status.PUBLISHED)
        return self.filter(hosted | Exists(ties))

    def park_pairs(self) -> Iterable[tuple[str, int]]:
        """(slug, primary key) of every institution and each park that hosts it or that it is tied to."""
        hosted = self.order_by().filter(host_park__status=Status.PUBLISHED).values_list("host_park__slug", "pk")
        return chain(hosted.iterator(), self._pairs("parks", "park__slug", park__status=Status.PUBLISHED).iterator())

    def in_roles(self, roles: list[str]) -> Self:
        """Which are any of these to a park; what a park hosts is located in it."""
        ties = self._related("parks").objects.filter(institution=OuterRef("pk"), relation__in=roles, park__status=Status.PUBLISHED)
        found = Q(Exists(ties))
        return self.filter(found | Q(host_park__status=Status.PUBLISHED) if Relation.LOCATED_IN in roles else found)

    def role_pairs(self) -> Iterable[tuple[str, int]]:
        """(relation, primary key) of every institution and each that it has to a park."""
        hosted = self.order_by().filter(host_park__status=Status.PUBLISHED).values_list("pk", flat=True)
        ties = self._pairs("parks", "relation", park__status=Status.PUBLISHED)
        return chain(((Relation.LOCATED_IN.value, key) for key in hosted.iterator()), ties.iterator())

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.prefetch_related("names", "sectors", "citations", *names_of("sectors")).with_published("host_park")

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
