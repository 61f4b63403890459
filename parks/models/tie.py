"""What institutions are to parks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import one_of
from parks.models.institution import Institution
from parks.models.park import Park
from parks.vocabulary import Relation


class Tie(models.Model):
    """An institution is a park's owner, operator, founder, sponsor, tenant, member or partner."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="institutions", verbose_name=_("park"))
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="parks", verbose_name=_("institution"))
    relation = models.CharField(_("relation"), max_length=16, choices=Relation)

    objects = models.Manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions of the park")
        ordering = ["pk"]
        constraints = [
            one_of("tie", "relation", Relation),
            models.UniqueConstraint(fields=["park", "institution", "relation"], name="tie_once"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} ({self.get_relation_display()})"
