"""Sectors: a small tree of fields of work."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import AtlasSlugField
from core.language import is_original, local_name, names_beside, validate_language
from core.models.exchanged import Exchanged
from core.querysets import SectorQuerySet


class Sector(Exchanged):
    """A field of work; in filters a sector stands for the sectors below it, too."""

    slug = AtlasSlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent sector")
    )

    objects = SectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="sector_not_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id")))]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """Its name in the reader’s language, or else in English. Queries for others than English, unless its names were prefetched."""
        return self.name if is_original() else local_name(self.names.all()) or self.name

    @property
    def names_beside(self) -> list[tuple[str, str]]:
        """(language, name) of its names in other languages than the shown one. Queries unless its names were prefetched."""
        return names_beside(self.name, self.names.all())

    def get_absolute_url(self) -> str:
        return reverse("directory:sector-detail", urlconf=settings.PUBLIC_URLCONF, args=[self.slug])


class SectorName(models.Model):
    """A sector's name in another language."""

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=16, validators=[validate_language], help_text=_("BCP 47: ru, zh-Hans."))
    text = models.CharField(_("name"), max_length=200)

    objects = models.Manager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names in other languages")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sector", "language"], name="sectorname_once")]

    def __str__(self) -> str:
        return self.text
