"""What a row that fixture files hold remembers of them."""

from django.db import models


class Exchanged(models.Model):
    """A row that is exchanged with fixture files; each digest is a SHA-256 of what it then said, "" for never.

    With both, an ingest can tell a row that was edited here from one that only the file has moved on from.
    """

    loaded_digest = models.CharField(max_length=64, editable=False, blank=True, default="")
    exported_digest = models.CharField(max_length=64, editable=False, blank=True, default="")

    class Meta:
        abstract = True
