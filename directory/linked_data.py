"""The directory itself as linked data: the data set, for the catalogues that look for such, and the site that searches it."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import revision
from core.linked_data import CC0, LinkedData, Thing, dataset_id
from directory.tallies import MODELS

FORMATS = {"text/csv": "?format=csv", "application/json": ""}


def directory(site: str) -> LinkedData:
    """The site and its data set. One query."""
    return LinkedData(_website(site), _dataset(site))


def _website(site: str) -> Thing:
    return {
        "@type": "WebSite",
        "@id": f"{site}/#site",
        "name": _("Science Park Atlas"),
        "url": f"{site}{reverse('directory:home')}",
        "inLanguage": get_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{site}{reverse('directory:search')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def _dataset(site: str) -> Thing:
    publisher = {"@type": "Organization", "name": _("Science Park Atlas"), "url": f"{site}{reverse('directory:home')}"}
    return {
        "@type": "Dataset",
        "@id": dataset_id(site),
        "name": _("Science Park Atlas"),
        "description": _(
            "An open directory of science parks, the institutions around them, the agreements between them and the events where those "
            "were made. Every fact carries its source."
        ),
        "url": f"{site}{reverse('directory:about')}",
        "license": CC0,
        "isAccessibleForFree": True,
        "version": revision.short(),
        "creator": publisher,
        "keywords": [str(model._meta.verbose_name_plural) for model in MODELS.values()],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": str(model._meta.verbose_name_plural),
                "encodingFormat": media_type,
                "contentUrl": f"{site}{reverse(f'api:list_{plural}')}{query}",
            }
            for plural, model in MODELS.items()
            for media_type, query in FORMATS.items()
        ],
    }
