"""Which state of the data this is."""

from django.db import models


class Revision(models.Model):
    """One row: a token that the database itself replaces whenever a row of the data is written (core/revision.py)."""

    token = models.CharField(max_length=64)

    objects = models.Manager()

    class Meta:
        verbose_name = "revision"
        verbose_name_plural = "revisions"
        constraints = [models.CheckConstraint(name="revision_is_one_row", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.token
