"""The curators' desk for parks and institutions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin import NOTE, TIMES, RecordAdmin
from core.edtf import in_words
from core.forms import (
    CitationInline,
    FigureInline,
    FormerSlugInline,
    IdentifierInline,
    NameInline,
    OwnedInline,
    RecordForm,
    RivalClaimInline,
    SectorInline,
)
from parks.models import Institution, InstitutionFounder, Park, Tie
from parks.schema import InstitutionFixture, ParkFixture


class ParkForm(RecordForm):
    """A park's own fields."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        keys = ("latitude", "longitude", "precision")
        missing = [key for key in keys if self.cleaned_data.get(key) in (None, "") and key not in self.errors]
        if 0 < len(missing) < len(keys):
            for key in missing:
                self.add_error(key, _("Coordinates need a latitude, a longitude and what they are of."))
        return cleaned


class TieInline(OwnedInline):
    model = Tie
    autocomplete_fields = ["institution"]


@admin.register(Park)
class ParkAdmin(RecordAdmin):
    shape = ParkFixture

    list_display = [
        "named", "kind", "country_name", "city", "founded_in_words", "status", "cited_sources", "cited_places", "updated",
    ]  # fmt: skip
    form = ParkForm
    autocomplete_fields = ["parent"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "kind", "stage", "summary"]}),
        (
            gettext_lazy("Place"),
            {
                "fields": ["country", "region", ("city", "city_geonames"), ("latitude", "longitude", "precision")],
                "description": gettext_lazy("Only what a source says: an empty field is better than a guess."),
            },
        ),
        (gettext_lazy("History and ties"), {"fields": ["founded", "opened", "parent", "website"]}),
        NOTE,
        TIMES,
    ]
    inlines = [NameInline, SectorInline, TieInline, FigureInline, IdentifierInline, CitationInline, RivalClaimInline, FormerSlugInline]

    @admin.display(description=gettext_lazy("founded"), ordering="founded_earliest")
    def founded_in_words(self, park: Park) -> str:
        return in_words(park.founded)


class FounderForm(forms.ModelForm):
    """An institution that founded another."""

    def clean_founder(self) -> Institution:
        founder: Institution = self.cleaned_data["founder"]
        if founder.pk == self.instance.institution_id:
            raise ValidationError(_("No institution is its own founder."), code="itself")
        return founder


class FounderInline(OwnedInline):
    model = InstitutionFounder
    fk_name = "institution"
    form = FounderForm
    autocomplete_fields = ["founder"]


@admin.register(Institution)
class InstitutionAdmin(RecordAdmin):
    shape = InstitutionFixture

    list_display = ["named", "kind", "country_name", "city", "status", "cited_sources", "cited_places", "updated"]
    autocomplete_fields = ["host_park", "parent"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "kind", "summary"]}),
        (
            gettext_lazy("Place"),
            {
                "fields": ["country", "region", ("city", "city_geonames"), "host_park"],
                "description": gettext_lazy("Only what a source says: an empty field is better than a guess."),
            },
        ),
        (gettext_lazy("Ties"), {"fields": ["parent", "website"]}),
        NOTE,
        TIMES,
    ]
    inlines = [NameInline, SectorInline, FounderInline, FigureInline, IdentifierInline, CitationInline, RivalClaimInline, FormerSlugInline]
