"""Names in other languages and scripts, and identifiers elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import one_of
from core.fields import FoldedField
from core.language import validate_language
from core.models.record import Record
from core.vocabulary import NameKind, Scheme


class Name(models.Model):
    """A further name of a record, in one language."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=16, validators=[validate_language], help_text=_("BCP 47: ru, zh-Hans, pt-BR."))
    text = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=16, choices=NameKind, default=NameKind.PREFERRED)
    folded = FoldedField("text")

    objects = models.Manager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names in other languages and scripts")
        ordering = ["pk"]
        constraints = [
            one_of("name", "kind", NameKind),
            models.UniqueConstraint(fields=["record", "language", "text"], name="name_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Identifier(models.Model):
    """What another register calls the record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register"), max_length=16, choices=Scheme)
    value = models.CharField(_("identifier"), max_length=200)

    objects = models.Manager()

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["pk"]
        constraints = [
            one_of("identifier", "scheme", Scheme),
            models.UniqueConstraint(fields=["record", "scheme", "value"], name="identifier_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"
