"""The record: what parks, institutions, agreements and events share."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import countries
from core.constraints import CompositeForeignKey, country_code, one_of
from core.fields import AtlasSlugField, CountryCodeField, FoldedField, ParagraphField, SortKeyField
from core.language import is_original, local_name, names_beside
from core.models.exchanged import Exchanged
from core.querysets import RecordQuerySet
from core.vocabulary import NameKind, RecordType, Status

if TYPE_CHECKING:
    from core.models.name import Name
    from core.models.source import Figure


class Record(Exchanged):
    """One thing in the directory: a park, an institution, an agreement or an event.

    A real table with four children, so that names, figures, citations, parties and participants point at any of them with a plain
    foreign key.
    """

    TYPE: ClassVar[RecordType]

    type = models.CharField(max_length=16, choices=RecordType, editable=False)
    slug = AtlasSlugField(_("slug"), db_index=False, help_text=_("Its place in addresses. After a change the old address redirects here."))
    name = models.CharField(
        _("name"), max_length=300, help_text=_("In English, or the name that English readers know it by. Other names go below.")
    )
    summary = ParagraphField(_("summary"), help_text=_("One to three plain sentences in our own words; never a source's sentence."))
    sectors = models.ManyToManyField(
        "core.Sector", through="core.RecordSector", related_name="records", blank=True, verbose_name=_("sectors")
    )
    country = CountryCodeField(_("country"), blank=True, default="", help_text=_("Leave it empty where no source says."))
    city = models.CharField(_("city"), max_length=200, blank=True, default="")
    city_geonames = models.PositiveIntegerField(
        _("city in GeoNames"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("The city’s identifier at geonames.org, so that one city has one spelling."),
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Only published records are ever visible to the public."),
    )
    lead_citation = models.ForeignKey(
        "core.Citation",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("first citation"),
    )
    curator_note = ParagraphField(_("curator’s note"), help_text=_("For curators alone: it is in the fixture file, and on no page."))
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    name_key = SortKeyField("name")
    name_folded = FoldedField("name")
    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        indexes = [models.Index(fields=["type", "status", "name_key"], name="record_by_name")]
        constraints = [
            one_of("record", "type", RecordType),
            one_of("record", "status", Status),
            country_code("record"),
            models.CheckConstraint(name="record_geonames_has_city", condition=Q(city_geonames__isnull=True) | ~Q(city="")),
            models.UniqueConstraint(fields=["type", "slug"], name="record_slug_unique"),
            # What a composite foreign key to (id, type) points at.
            models.UniqueConstraint(fields=["id", "type"], name="record_type_key"),
            models.CheckConstraint(name="record_published_is_cited", condition=Q(status=Status.DRAFT) | Q(lead_citation__isnull=False)),
            CompositeForeignKey(
                name="record_lead_citation_is_own", fields=("lead_citation", "id"), to="core.Citation", to_fields=("id", "record")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.type = self.type or self.TYPE
        super().save(*args, **kwargs)

    @property
    def shown_name(self) -> str:
        """Its name in the reader’s language, or else in English. Queries for others than English, unless its names were prefetched."""
        return self.name if is_original() else local_name(self.original_names) or self.name

    @property
    def names_beside(self) -> list[tuple[str, str]]:
        """(language, name) of its names in other languages than the shown one. Queries unless its names were prefetched."""
        return names_beside(self.name, self.original_names)

    @property
    def source_count(self) -> int:
        """How many sources it cites. Queries unless its citations were prefetched."""
        return len({citation.source_id for citation in self.citations.all()})

    @property
    def original_names(self) -> list["Name"]:
        """Its preferred names in other languages. Queries unless its names were prefetched."""
        return [name for name in self.names.all() if name.kind == NameKind.PREFERRED]

    @property
    def further_names(self) -> list["Name"]:
        """What else it is or was called. Queries unless its names were prefetched."""
        return [name for name in self.names.all() if name.kind != NameKind.PREFERRED]

    @property
    def figures_in_order(self) -> list["Figure"]:
        """Its figures by indicator, as they first stand in its file, each from the oldest to the newest. Queries unless prefetched."""
        figures = list(self.figures.all())
        order = list(dict.fromkeys(figure.indicator for figure in figures))
        return sorted(figures, key=lambda figure: (order.index(figure.indicator), figure.as_of_latest or date.min))

    @property
    def latest_figures(self) -> list["Figure"]:
        """The newest figure of each indicator, an undated one only where there is no other. Queries unless its figures were prefetched."""
        return list({figure.indicator: figure for figure in self.figures_in_order}.values())

    def get_absolute_url(self) -> str:
        app = "parks" if self.type in (RecordType.PARK, RecordType.INSTITUTION) else "agreements"
        return reverse(f"{app}:{self.type}-detail", urlconf=settings.PUBLIC_URLCONF, args=[self.slug])


class RecordSector(models.Model):
    """A record works in a sector."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="sector_rows")
    sector = models.ForeignKey("core.Sector", on_delete=models.PROTECT, related_name="record_rows", verbose_name=_("sector"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "sector"], name="record_sector_once")]

    def __str__(self) -> str:
        return str(self.sector)


class OtherCountry(models.Model):
    """A country that took part in an agreement or event through parties that no source names."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="other_countries")
    country = CountryCodeField(_("country"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("other country")
        verbose_name_plural = _("other countries, through parties that no source names")
        ordering = ["country"]
        constraints = [
            country_code("othercountry", blank=False),
            models.UniqueConstraint(fields=["record", "country"], name="othercountry_once"),
        ]

    def __str__(self) -> str:
        return countries.name(self.country)


class FormerSlug(models.Model):
    """An earlier slug of a record; its old address redirects to the record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="former_slugs")
    type = models.CharField(max_length=16, choices=RecordType, editable=False)
    slug = AtlasSlugField(_("slug"), db_index=False)

    objects = models.Manager()

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["type", "slug"], name="formerslug_unique"),
            CompositeForeignKey(name="formerslug_type_is_records", fields=("record", "type"), to="core.Record", to_fields=("id", "type")),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.type = self.record.type
        super().save(*args, **kwargs)
