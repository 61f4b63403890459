"""The curators' desk for agreements and events."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement, Event, Participant, Party
from agreements.schema import AgreementFixture, EventFixture
from core import edtf
from core.admin import NOTE, TIMES, RecordAdmin
from core.forms import (
    CitationInline,
    FigureInline,
    FormerSlugInline,
    IdentifierInline,
    NameInline,
    OtherCountryInline,
    OwnedInline,
    RecordForm,
    RivalClaimInline,
    SectorInline,
)


class PartyInline(OwnedInline):
    model = Party
    fk_name = "agreement"
    fields = ["organisation", "role", "represented_by"]
    autocomplete_fields = ["organisation"]


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    shape = AgreementFixture

    list_display = [
        "named",
        "kind",
        "country_name",
        "city",
        "signed_in_words",
        "status",
        "cited_sources",
        "cited_places",
        "updated",
    ]
    autocomplete_fields = ["event"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "kind", "summary"]}),
        (
            gettext_lazy("When and where it was signed"),
            {
                "fields": ["signed", "event", ("city", "city_geonames"), "country"],
                "description": gettext_lazy("The countries that it ties are those of its parties and the other countries, below."),
            },
        ),
        NOTE,
        TIMES,
    ]
    inlines = [
        PartyInline,
        OtherCountryInline,
        NameInline,
        SectorInline,
        FigureInline,
        IdentifierInline,
        CitationInline,
        RivalClaimInline,
        FormerSlugInline,
    ]

    @admin.display(description=gettext_lazy("signed"), ordering="signed_earliest")
    def signed_in_words(self, agreement: Agreement) -> str:
        return edtf.in_words(agreement.signed)


class EventForm(RecordForm):
    """An event's own fields."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        starts, ends = (self.cleaned_data.get(key) for key in ("starts", "ends"))
        first, last = edtf.parse(starts).earliest if starts else None, edtf.parse(ends).latest if ends else None
        if first and last and first > last:
            self.add_error("ends", _("This is before the start."))
        return cleaned


class ParticipantInline(OwnedInline):
    model = Participant
    fk_name = "event"
    fields = ["organisation", "role", "represented_by"]
    autocomplete_fields = ["organisation"]


@admin.register(Event)
class EventAdmin(RecordAdmin):
    shape = EventFixture

    list_display = [
        "named",
        "kind",
        "country_name",
        "city",
        "starts_in_words",
        "status",
        "cited_sources",
        "cited_places",
        "updated",
    ]
    form = EventForm
    autocomplete_fields = ["venue_park"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "kind", "summary"]}),
        (
            gettext_lazy("When and where it was held"),
            {
                "fields": ["starts", "ends", "venue_park", ("city", "city_geonames"), "country"],
                "description": gettext_lazy("For one day fill in only the start, unless the source gives both."),
            },
        ),
        NOTE,
        TIMES,
    ]
    inlines = [
        ParticipantInline,
        OtherCountryInline,
        NameInline,
        SectorInline,
        FigureInline,
        IdentifierInline,
        CitationInline,
        RivalClaimInline,
        FormerSlugInline,
    ]

    @admin.display(description=gettext_lazy("starts"), ordering="starts_earliest")
    def starts_in_words(self, event: Event) -> str:
        return edtf.in_words(event.starts)
