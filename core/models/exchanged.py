"""What a row that fixture files hold remembers of them."""

from django.db import models


class Exchanged(models.Model):
    """A row that is exchanged with fixture files; each digest is a SHA-256 of what it then said, "" for never.

    With the first two, an ingest can tell a row that was edited here from one that only the file has moved on from; with the third, which
    is of the bytes of the file that was last loaded, it need not read a file again that has not changed since.
    """

    loaded_digest = models.CharField(max_length=64, editable=False, blank=True, default="")
    exported_digest = models.CharField(max_length=64, editable=False, blank=True, default="")
    file_digest = models.CharField(max_length=64, editable=False, blank=True, default="")

    class Meta:
        abstract = True
