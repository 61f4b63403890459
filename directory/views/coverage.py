"""How much of the directory is filled in, and what is missing."""

from typing import Any

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from directory.coverage import coverage
from directory.tallies import MODELS


class Coverage(TemplateView):
    template_name = "directory/coverage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = coverage()
        types = [(plural, MODELS[plural]._meta.verbose_name_plural, *facts) for plural, facts in found.types.items()]
        # For each table of parks: id, title, note, head of the first column, caption, lines.
        tables = [
            (
                *("countries", _("Parks by country"), _("Only countries that have parks here.")),
                *(_("Country"), _("Parks of each country, and how many of them have what"), found.countries),
            ),
            (
                *(
                    "sectors",
                    _("Parks by sector"),
                    _("A sector counts the parks of those beneath it; a dash marks a sector beneath another."),
                ),
                *(_("Sector"), _("Parks of each sector, and how many of them have what"), found.sectors),
            ),
        ]
        return super().get_context_data(coverage=found, types=types, tables=tables, **kwargs)
