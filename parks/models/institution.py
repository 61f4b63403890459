"""The institution."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import one_of
from core.models import Record
from core.vocabulary import RecordType
from parks.models.park import Park
from parks.querysets import InstitutionQuerySet
from parks.vocabulary import InstitutionKind, Relation

if TYPE_CHECKING:
    from parks.models.tie import Tie


class Institution(Record):
    """A body around the parks: a university, a company, a ministry, a city."""

    TYPE = RecordType.INSTITUTION

    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_institution")
    kind = models.CharField(_("kind"), max_length=32, choices=InstitutionKind)
    region = models.CharField(_("region"), max_length=200, blank=True, default="", help_text=_("Province, state or the like."))
    website = models.URLField(_("website"), max_length=500, blank=True, default="")
    host_park = models.ForeignKey(
        Park,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_institutions",
        verbose_name=_("host park"),
        help_text=_("The park where it sits, if a source says so."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent institution"),
        help_text=_("The institution that it is a part of, if a source says so."),
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        constraints = [
            one_of("institution", "kind", InstitutionKind),
            models.CheckConstraint(name="institution_not_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("record_ptr"))),
        ]

    @property
    def all_parks(self) -> list["Tie"]:
        """Its ties, with the park that hosts it as where it is located. Queries unless both were prefetched."""
        ties = list(self.parks.all())
        if self.host_park and not any(tie.park_id == self.host_park_id and tie.relation == Relation.LOCATED_IN for tie in ties):
            tie_model = self._meta.get_field("parks").related_model
            ties.append(tie_model(park=self.host_park, institution=self, relation=Relation.LOCATED_IN))
        return ties


class InstitutionFounder(models.Model):
    """An institution was founded by another."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="founders")
    founder = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="founded_rows", verbose_name=_("founder"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("founder")
        verbose_name_plural = _("founders")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "founder"], name="founder_once"),
            models.CheckConstraint(name="founder_not_itself", condition=~Q(institution=F("founder"))),
        ]

    def __str__(self) -> str:
        return str(self.founder)
