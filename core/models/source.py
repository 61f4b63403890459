"""Sources, and what they support: citations and figures."""

from django.conf import settings
from django.core.validators import MinLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.constraints import days_in_order, one_of
from core.fields import AtlasSlugField, EarliestDayField, EDTFField, FoldedField, LatestDayField, ParagraphField, SortKeyField
from core.language import validate_language
from core.models.exchanged import Exchanged
from core.models.record import Record
from core.querysets import SourceQuerySet
from core.vocabulary import Indicator, Qualifier, SourceKind

EDTF_HELP = _("As exactly as the source says and no more: 2016, 2017-05, 2018~ (about), 2014? (implied), XXXX-10-26 (no year).")


class Source(Exchanged):
    """A document that records cite."""

    slug = AtlasSlugField(_("slug"), unique=True)
    title = models.CharField(
        _("title"), max_length=500, help_text=_("In its own language; or in English words of ours, in square brackets.")
    )
    title_key = SortKeyField("title")
    title_folded = FoldedField("title")
    publisher = models.CharField(_("publisher"), max_length=300, blank=True, default="")
    author = models.CharField(_("author"), max_length=300, blank=True, default="")
    published = EDTFField(_("published"), help_text=EDTF_HELP)
    published_earliest = EarliestDayField("published")
    published_latest = LatestDayField("published")
    address = models.URLField(_("address"), max_length=1000, blank=True, default="", validators=[URLValidator(["http", "https"])])
    language = models.CharField(_("language"), max_length=16, validators=[validate_language], help_text=_("BCP 47: en, ru, zh-Hans."))
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind)
    licence = models.CharField(_("licence"), max_length=500, blank=True, default="", help_text=_("What may be done with its text."))
    note = ParagraphField(_("note"), help_text=_("What a reader should know of its reliability."))
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[0-9a-f]{64}$"), MinLengthValidator(64)],
        help_text=_("Of the UTF-8 text that was read, where we hold it."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [one_of("source", "kind", SourceKind), days_in_order("source", "published")]

    def __str__(self) -> str:
        return self.title

    @property
    def title_language(self) -> str:
        """The language of the title: its own, or English where we describe it in square brackets."""
        return "en" if self.title.startswith("[") else self.language

    def get_absolute_url(self) -> str:
        return reverse("directory:source-detail", urlconf=settings.PUBLIC_URLCONF, args=[self.slug])


class Citation(models.Model):
    """A place in a source supports fields of a record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations", verbose_name=_("source"))
    locator = models.CharField(
        _("place"), max_length=50, blank=True, default="", help_text=_("p3 is the third paragraph, counting non-empty lines.")
    )
    # A list of keys of the record's schema, never filtered by.
    supports = models.JSONField(_("supports"), default=list, help_text=_("The fields of this record that the place supports."))

    objects = models.Manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "source", "locator"], name="citation_once"),
            # What the record's lead_citation points at, so that it is one of its own.
            models.UniqueConstraint(fields=["id", "record"], name="citation_record_key"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)

    @property
    def url(self) -> str:
        """The source's page here."""
        return self.source.get_absolute_url()

    @property
    def title(self) -> str:
        return self.source.title


class Figure(models.Model):
    """A number that a source states about a record, as of a date."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="figures")
    indicator = models.CharField(_("indicator"), max_length=32, choices=Indicator)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    unit = models.CharField(
        _("unit"),
        max_length=16,
        blank=True,
        default="",
        help_text=_("Empty for things counted; otherwise m2, %, or a currency such as CNY."),
    )
    qualifier = models.CharField(_("qualifier"), max_length=16, choices=Qualifier, blank=True, default="")
    as_of = EDTFField(_("as of"), help_text=EDTF_HELP)
    as_of_earliest = EarliestDayField("as_of")
    as_of_latest = LatestDayField("as_of")
    sources = models.ManyToManyField(Source, through="core.FigureSource", related_name="figures", verbose_name=_("sources"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["pk"]
        constraints = [
            one_of("figure", "indicator", Indicator),
            one_of("figure", "qualifier", Qualifier, blank=True),
            days_in_order("figure", "as_of"),
            models.UniqueConstraint(fields=["record", "indicator", "as_of", "value"], name="figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()}: {self.value.normalize():f}"


class RivalClaim(models.Model):
    """What another source says of a field, against the value that the record gives."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="rival_claims")
    # A key of the record's schema, or `figures.<indicator>`.
    field = models.CharField(_("field"), max_length=64, help_text=_("The field whose value is disputed."))
    value = models.CharField(
        _("value"), max_length=300, help_text=_("What that source says, written as the field is: a date as 1988, a country as FI.")
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="rival_claims", verbose_name=_("source"))
    locator = models.CharField(_("place"), max_length=50, blank=True, default="", help_text=_("p3 is the third paragraph."))
    reason = models.CharField(_("reason"), max_length=500, help_text=_("Why the record gives another value."))

    objects = models.Manager()

    class Meta:
        verbose_name = _("rival claim")
        verbose_name_plural = _("rival claims")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "field", "value", "source"], name="rivalclaim_once"),
            models.CheckConstraint(name="rivalclaim_has_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class FigureSource(models.Model):
    """A source states a figure."""

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="source_rows")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figure_rows")

    objects = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["figure", "source"], name="figure_source_once")]

    def __str__(self) -> str:
        return str(self.source)
