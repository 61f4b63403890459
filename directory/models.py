"""What the directory as a whole remembers: the findings of the last audit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.constraints import one_of


class Level(models.TextChoices):
    ERROR = "error", _("error")
    WARNING = "warning", _("warning")


class Audit(models.Model):
    """A run of `manage.py audit`; only the last one is kept."""

    began = models.DateTimeField(_("began"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("audit")
        verbose_name_plural = _("audits")

    def __str__(self) -> str:
        return f"{self.began:%Y-%m-%d %H:%M}"


class AuditFinding(models.Model):
    """Something that an audit found in what was then published; `path` is the fixture file of the record or source."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(_("rule"), max_length=32)
    level = models.CharField(_("level"), max_length=16, choices=Level)
    path = models.CharField(_("path"), max_length=200)
    field = models.CharField(_("field"), max_length=64, blank=True)
    value = models.TextField(_("value"), blank=True)
    sentence = models.TextField(_("sentence"))

    objects = models.Manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["pk"]
        constraints = [one_of("auditfinding", "level", Level)]

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"
