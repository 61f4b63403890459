"""What lists of agreements and events can be filtered by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Event
from agreements.querysets import AgreementQuerySet, EventQuerySet
from agreements.vocabulary import AgreementKind, EventKind, ParticipantRole, PartyRole
from core.filters import CountriesField, FacetFilter, RecordFilter, RecordsFilter
from parks.models import Institution, Park


class InvolvingFilter(RecordFilter):
    """Lists of what ties parks, institutions and countries together."""

    can_match_all = ("country", "sector", "park", "institution")

    between = FacetFilter(
        label=_("Between all of"),
        lookup="in_countries",
        pairs="country_pairs",
        always_all=True,
        counted=False,
        field_class=CountriesField,
        max_values=10,
    )
    park = RecordsFilter(label=_("With the park"), lookup="with_parks", pairs="park_pairs", records=Park.objects.published)
    institution = RecordsFilter(
        label=_("With the institution"), lookup="with_institutions", pairs="institution_pairs", records=Institution.objects.published
    )


class AgreementFilter(InvolvingFilter):
    date_label = _("Signed")
    features = tuple(AgreementQuerySet.features)
    kinds = AgreementKind.choices

    role = FacetFilter(label=_("Role of a party"), lookup="in_roles", pairs="role_pairs", choices=PartyRole.choices)

    @classmethod
    def everything(cls) -> Any:
        return Agreement.objects.published()


class EventFilter(InvolvingFilter):
    date_label = _("Starts")
    features = tuple(EventQuerySet.features)
    kinds = EventKind.choices

    role = FacetFilter(label=_("Role of a participant"), lookup="in_roles", pairs="role_pairs", choices=ParticipantRole.choices)

    @classmethod
    def everything(cls) -> Any:
        return Event.objects.published()
