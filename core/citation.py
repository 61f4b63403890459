"""How to cite a record: in words, and for the programs that keep references."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import rispy  # type: ignore[import-untyped]
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What BibTeX takes for commands. A brace counts even behind a backslash, so that braces need their names.
BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "&%$#_"},
    }
)


@dataclass(frozen=True)
class Format:
    """A way to write a citation, and the file that it makes."""

    name: str
    label: Any
    media_type: str
    suffix: str


FORMATS = {
    one.name: one
    for one in (
        Format("text", gettext_lazy("Plain text"), "text/plain; charset=utf-8", "txt"),
        Format("bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib"),
        Format("ris", "RIS", "application/x-research-info-systems; charset=utf-8", "ris"),
        Format("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json"),
    )
}


class RisFile(rispy.RisWriter):
    """A file of one reference, which needs no number before it."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 -- the library passes it
        return ""


class Citation:
    """A record as a reference: the atlas says it, as of the record's last change, in a version of the data."""

    def __init__(self, record: Any, site: str, version: str) -> None:
        self.title = record.name
        self.key = f"{record.type}-{record.slug}"
        self.path = record.get_absolute_url()
        self.url = f"{site}{self.path}"
        self.version = version
        self.updated = timezone.localdate(record.updated)
        self.accessed = timezone.localdate()
        self.author = _("Science Park Atlas")

    @cached_property
    def texts(self) -> list[tuple[Format, str]]:
        """Each way to write it, with the text."""
        return [(one, self.written(name)) for name, one in FORMATS.items()]

    def written(self, name: str) -> str:
        """The text in one of `FORMATS`."""
        writers = {"text": self._text, "bibtex": self._bibtex, "ris": self._ris, "csl": self._csl}
        return writers[name]()

    @property
    def _note(self) -> str:
        return _("Data version %(version)s") % {"version": self.version}

    def _text(self) -> str:
        return _("%(author)s (%(year)s). %(title)s. Updated %(updated)s; data version %(version)s. %(url)s (accessed %(accessed)s).") % {
            "author": self.author,
            "year": self.updated.year,
            "title": self.title.removesuffix("."),
            "updated": date_format(self.updated, _("j E Y")),
            "version": self.version,
            "url": self.url,
            "accessed": date_format(self.accessed, _("j E Y")),
        }

    def _bibtex(self) -> str:
        fields = {
            "author": f"{{{self.author.translate(BIBTEX_ESCAPES)}}}",
            "title": f"{{{self.title.translate(BIBTEX_ESCAPES)}}}",
            "year": f"{self.updated.year}",
            "date": f"{self.updated:%Y-%m-%d}",
            "url": self.url,
            "urldate": f"{self.accessed:%Y-%m-%d}",
            "note": self._note.translate(BIBTEX_ESCAPES),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    def _ris(self) -> str:
        reference = {
            "type_of_reference": "ELEC",
            "id": self.key,
            "authors": [self.author],
            "title": self.title,
            "year": f"{self.updated.year}",
            "date": f"{self.updated:%Y/%m/%d}/",
            "urls": [self.url],
            "access_date": f"{self.accessed:%Y/%m/%d}/",
            "notes": [self._note],
        }
        return rispy.dumps([reference], implementation=RisFile)

    def _csl(self) -> str:
        reference = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": self.author,
            "issued": {"date-parts": [[self.updated.year, self.updated.month, self.updated.day]]},
            "accessed": {"date-parts": [[self.accessed.year, self.accessed.month, self.accessed.day]]},
            "URL": self.url,
            "version": self.version,
        }
        return f"{json.dumps([reference], ensure_ascii=False, indent=2)}\n"
