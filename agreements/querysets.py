"""The queries over agreements and events."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.language import names_of
from core.querysets import RecordQuerySet
from core.vocabulary import Status


class InvolvingQuerySet(RecordQuerySet):
    """Records in which parks and institutions take part."""

    usual_sort = "-date"
    rows: ClassVar[str]

    def _involving(self, **organisation: object) -> Exists:
        """The record has a published organisation that matches, in one of its rows."""
        matching = {f"organisation__{key}": value for key, value in organisation.items()}
        row = self.model._meta.get_field(self.rows)
        rows = row.related_model.objects.filter(**{row.field.name: OuterRef("pk")}, organisation__status=Status.PUBLISHED, **matching)
        return Exists(rows)

    def _tying(self, codes: list[str]) -> Q:
        """The record ties any of these countries."""
        others = self._related("other_countries").objects.filter(record=OuterRef("pk"), country__in=codes)
        return Q(self._involving(country__in=codes)) | Q(Exists(others))

    def in_countries(self, codes: list[str]) -> Self:
        """Which tie any of these countries."""
        return self.filter(self._tying(codes))

    def country_pairs(self) -> models.QuerySet[Any]:
        """(country code, primary key) of every record and each country that it ties, each pair once."""
        row = self.model._meta.get_field(self.rows)
        owner = row.field.attname
        mine = {f"{row.field.name}__in": self.order_by()}
        rows = row.related_model.objects.order_by().filter(organisation__status=Status.PUBLISHED, **mine)
        others = self._related("other_countries").objects.order_by().filter(record__in=self.order_by())
        return (
            rows.exclude(organisation__country="")
            .values_list("organisation__country", owner)
            .union(others.values_list("country", "record_id"))
        )

    def between(self, codes: list[str]) -> Self:
        """Which tie all of these countries."""
        found = self
        for code in codes:
            found = found.in_countries([code])
        return found

    def in_roles(self, roles: list[str]) -> Self:
        """In which somebody takes part in any of these roles."""
        row = self.model._meta.get_field(self.rows)
        rows = row.related_model.objects.filter(**{row.field.name: OuterRef("pk")}, organisation__status=Status.PUBLISHED, role__in=roles)
        return self.filter(Exists(rows))

    def role_pairs(self) -> models.QuerySet[Any]:
        """(role, primary key) of every record and each role in it."""
        return self._pairs(self.rows, "role", organisation__status=Status.PUBLISHED)

    def involving(self, organisation_type: str, slugs: list[str]) -> Self:
        """In which any of these parks or institutions takes part."""
        return self.filter(self._involving(type=organisation_type, slug__in=slugs))

    def with_parks(self, slugs: list[str]) -> Self:
        """In which any of these parks takes part."""
        return self.involving("park", slugs)

    def with_institutions(self, slugs: list[str]) -> Self:
        """In which any of these institutions takes part."""
        return self.involving("institution", slugs)

    def park_pairs(self) -> Iterable[tuple[str, int]]:
        """(slug, primary key) of every record and each park that takes part in it."""
        return self._organisation_pairs("park").iterator()

    def institution_pairs(self) -> Iterable[tuple[str, int]]:
        """(slug, primary key) of every record and each institution that takes part in it."""
        return self._organisation_pairs("institution").iterator()

    def _organisation_pairs(self, organisation_type: str) -> models.QuerySet[Any]:
        return self._pairs(self.rows, "organisation__slug", type=organisation_type, organisation__status=Status.PUBLISHED)


class AgreementQuerySet(InvolvingQuerySet):
    date_field = "signed"
    rows = "parties"

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.prefetch_related("names", "sectors", "citations", "other_countries", *names_of("sectors")).with_published_rows(
            "parties", "organisation"
        )

    def for_public(self) -> Self:
        """With everything that the public may see of each."""
        return (
            self.published()
            .with_rows()
            .prefetch_related("other_countries")
            .with_published("event")
            .with_published_rows("parties", "organisation")
        )

    def for_export(self) -> Self:
        """With everything that a fixture holds."""
        rows = self.with_rows().select_related("event").prefetch_related("other_countries", "former_slugs")
        return rows.with_linked(parties="organisation")


class EventQuerySet(InvolvingQuerySet):
    date_field = "starts"
    rows = "participants"

    def _tying(self, codes: list[str]) -> Q:
        """It was held in any of these countries, or with their participants."""
        return Q(country__in=codes) | super()._tying(codes)

    def country_pairs(self) -> models.QuerySet[Any]:
        """As its base, and the country where it was held."""
        held = self.order_by().exclude(country="").values_list("country", "pk")
        return held.union(super().country_pairs())

    def involving(self, organisation_type: str, slugs: list[str]) -> Self:
        """In which any of these parks or institutions takes part, if only as the venue."""
        taking_part = Q(self._involving(type=organisation_type, slug__in=slugs))
        if organisation_type == "park":
            taking_part |= Q(venue_park__slug__in=slugs, venue_park__status=Status.PUBLISHED)
        return self.filter(taking_part)

    def park_pairs(self) -> Iterable[tuple[str, int]]:
        """As its base, and the venue."""
        venues = self.order_by().filter(venue_park__status=Status.PUBLISHED).values_list("venue_park__slug", "pk")
        return chain(super().park_pairs(), venues.iterator())

    def _with_agreements(self) -> Q:
        return Q(Exists(self._related("signed_agreements").objects.published().filter(event=OuterRef("pk"))))

    features = {"agreements": _with_agreements, **InvolvingQuerySet.features}

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return (
            self.prefetch_related("names", "sectors", "citations", "other_countries", *names_of("sectors"))
            .with_published("venue_park")
            .with_published_rows("participants", "organisation")
        )

    def for_places(self) -> Self:
        """With what a feature of GeoJSON tells."""
        return self.published().prefetch_related("sectors").with_published("venue_park")

    def for_public(self) -> Self:
        """With everything that the public may see of each."""
        return (
            self.published()
            .with_rows()
            .prefetch_related("other_countries")
            .with_published("venue_park", "signed_agreements")
            .with_published_rows("participants", "organisation")
        )

    def for_export(self) -> Self:
        """With everything that a fixture holds."""
        rows = self.with_rows().select_related("venue_park").prefetch_related("other_countries", "former_slugs")
        return rows.with_linked(participants="organisation")
