"""Reporting an error: an e-mail that already says which record, in which version of the data, and asks for the field."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.evidence import Evidence
from core.fieldnames import field_name

# Longer addresses are cut by mail programs and browsers.
LONGEST = 2000


def address(record: Any, evidence: Evidence, site: str, version: str) -> str:
    """A `mailto:` address (RFC 6068); "" where nobody takes reports. It offers the names of the record's fields if they fit in."""
    if not settings.REPORT_TO:
        return ""
    subject = _("Error in “%(name)s”") % {"name": record.name}
    lines = [
        _("Page: %(address)s") % {"address": f"{site}{record.get_absolute_url()}"},
        _("Field:"),
        _("What is wrong, and where the right value stands:"),
        "",
        _("Data version: %(version)s") % {"version": version},
        _("Language: %(language)s") % {"language": get_language()},
    ]
    names = _("Fields: %(names)s") % {"names": _(", ").join(field_name(field) for field in evidence.markers)}
    longer = _mailto(subject, [*lines, names])
    return longer if len(longer) <= LONGEST else _mailto(subject, lines)


def _mailto(subject: str, lines: list[str]) -> str:
    return f"mailto:{quote(settings.REPORT_TO, safe='@')}?subject={quote(subject)}&body={quote(chr(13) + chr(10)).join(map(quote, lines))}"
