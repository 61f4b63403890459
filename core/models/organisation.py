"""What an agreement's party and an event's participant have in common."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.models.record import Record
from core.vocabulary import OrganisationType


class Involvement(models.Model):
    """A park or an institution takes part in something, in a role."""

    organisation = models.ForeignKey(
        Record,
        on_delete=models.PROTECT,
        related_name="%(class)s_rows",
        limit_choices_to={"type__in": OrganisationType.values},
        verbose_name=_("park or institution"),
    )
    type = models.CharField(max_length=16, choices=OrganisationType, editable=False)
    represented_by = models.CharField(
        _("represented by"), max_length=300, blank=True, default="", help_text=_("The person and their office, as the source gives them.")
    )

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="%(class)s_is_park_or_institution", condition=Q(type__in=OrganisationType.values)),
            # The type beside the key is the organisation's own: the check above cannot be talked round.
            CompositeForeignKey(
                name="%(class)s_type_is_organisations", fields=("organisation", "type"), to="core.Record", to_fields=("id", "type")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.type = self.organisation.type
        super().save(*args, **kwargs)

    @property
    def slug(self) -> str:
        return self.organisation.slug

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def country(self) -> str:
        return self.organisation.country
