"""Records as linked data (schema.org, in JSON-LD), so that search engines and other programs read a page as a reader does.

What is not known is left out; a date that ISO 8601 cannot say is not known. The licence, the citations and the date of the last change
are said of the page, which is ours, and never of the park or the agreement that it is about.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.evidence import Evidence
from core.fieldnames import capital
from core.language import without_language
from core.vocabulary import NameKind, Scheme

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"

# Where each register has the thing itself.
REGISTERS = {
    Scheme.WIKIDATA: "https://www.wikidata.org/entity/{}",
    Scheme.ROR: "https://ror.org/{}",
    Scheme.GEONAMES: "https://sws.geonames.org/{}/",
}

# A date that ISO 8601 and EDTF write alike: a year, a month or a day, all of it known.
CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

# As Django's json_script: nothing in the data can end the element or open another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

Thing = dict[str, Any]


class LinkedData:
    """Some things, as the text of a `<script type="application/ld+json">` element."""

    def __init__(self, *graph: Thing) -> None:
        self.graph = graph

    def __html__(self) -> str:
        return json.dumps({"@context": "https://schema.org", "@graph": self.graph}, ensure_ascii=False).translate(ESCAPES)


def known(**values: Any) -> Thing:
    """The values that there are, under their names; `type` and `id` are JSON-LD's own words."""
    own = {"type": "@type", "id": "@id"}
    return {own.get(name, name): value for name, value in values.items() if value not in ("", None, [], {})}


def day(edtf: str) -> str:
    """An EDTF date as ISO 8601 writes it; "" if it cannot: where the date is vague, uncertain or an interval."""
    return edtf if CALENDAR.fullmatch(edtf) else ""


def thing_id(record: Any, site: str) -> str:
    """The identifier of what a record is about, the same in every language; its English page has the address without the fragment."""
    return f"{site}{without_language(record.get_absolute_url())}#this"


def reference(record: Any, kind: str | list[str], site: str) -> Thing:
    """Another record, in short."""
    return {"@type": kind, "@id": thing_id(record, site), "name": record.name, "url": f"{site}{record.get_absolute_url()}"}


def postal_address(record: Any) -> Thing | None:
    """Where it is, as far as country, region and city say."""
    place = known(addressCountry=record.country, addressRegion=getattr(record, "region", ""), addressLocality=record.city)
    return {"@type": "PostalAddress", **place} if place else None


def place(record: Any) -> Thing | None:
    """The place at which something happened."""
    address = postal_address(record)
    return {"@type": "Place", "address": address} if address else None


def shared(record: Any, kind: str | list[str], site: str) -> Thing:
    """What every record says of its thing."""
    website = getattr(record, "website", "")
    registered = [REGISTERS[Scheme(row.scheme)].format(row.value) for row in record.identifiers.all()]
    url = f"{site}{record.get_absolute_url()}"
    names = [{"@language": name.language, "@value": name.text} for name in record.names.all() if name.kind != NameKind.FORMER]
    return known(
        type=kind,
        id=thing_id(record, site),
        name=record.name,
        alternateName=names,
        description=record.summary,
        # Its kind stands here because `additionalType` takes an address, and the kinds have none.
        keywords=[str(record.get_kind_display()), *(sector.name for sector in record.sectors.all())],
        url=url,
        mainEntityOfPage={"@id": url},
        sameAs=[*registered, *([website] if website else [])],
    )


def dataset_id(site: str) -> str:
    """The identifier of the data set, which the page about the directory describes."""
    return f"{site}{without_language(reverse('directory:about'))}#data"


def page(record: Any, evidence: Evidence, site: str) -> Thing:
    """The record's page: whose words these are, under which licence and from which sources."""
    url = f"{site}{record.get_absolute_url()}"
    return known(
        type="WebPage",
        id=url,
        url=url,
        name=record.shown_name,
        inLanguage=get_language(),
        dateModified=record.updated.isoformat(timespec="seconds"),
        license=CC0,
        isPartOf={"@type": "Dataset", "@id": dataset_id(site), "name": _("Science Park Atlas")},
        mainEntity={"@id": thing_id(record, site)},
        breadcrumb={"@id": f"{url}#breadcrumb"},
        citation=[
            known(type="CreativeWork", name=entry.source.title, inLanguage=entry.source.language, url=entry.source.address)
            for entry in evidence.sources
            if entry.places
        ],
    )


def breadcrumb(record: Any, site: str) -> Thing:
    """The way from the start page to the record's."""
    meta = record._meta
    steps: Iterable[tuple[str, str]] = (
        (_("Home"), reverse("directory:home")),
        (capital(str(meta.verbose_name_plural)), reverse(f"{meta.app_label}:{record.TYPE}-list")),
        (record.shown_name, record.get_absolute_url()),
    )
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": f"{site}{path}"} for position, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{site}{record.get_absolute_url()}#breadcrumb", "itemListElement": items}
