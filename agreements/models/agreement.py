"""The agreement and its parties."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.event import Event
from agreements.querysets import AgreementQuerySet
from agreements.vocabulary import AgreementKind, PartyRole
from core.constraints import days_in_order, one_of
from core.fields import EarliestDayField, EDTFField, LatestDayField
from core.models import Involvement, Record
from core.models.source import EDTF_HELP
from core.vocabulary import RecordType


class Agreement(Record):
    """Something that parks and institutions agreed on: a memorandum, a declaration, a joint programme.

    `country` and `city` are where it was signed; the countries that it ties are those of its parties and its `other_countries`.
    """

    TYPE = RecordType.AGREEMENT

    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_agreement")
    kind = models.CharField(_("kind"), max_length=32, choices=AgreementKind)
    signed = EDTFField(_("signed"), help_text=EDTF_HELP)
    signed_earliest = EarliestDayField("signed")
    signed_latest = LatestDayField("signed")
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_agreements",
        verbose_name=_("signed at"),
        help_text=_("The event where it was signed."),
    )
    organisations = models.ManyToManyField(Record, through="agreements.Party", related_name="agreements", verbose_name=_("parties"))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [one_of("agreement", "kind", AgreementKind), days_in_order("agreement", "signed")]

    @property
    def other_country_codes(self) -> list[str]:
        return [other.country for other in self.other_countries.all()]

    @property
    def countries(self) -> list[str]:
        """Codes of the countries that it ties, in order. Queries unless parties and other countries were prefetched."""
        parties = {party.organisation.country for party in self.parties.all()}
        return sorted((parties | {other.country for other in self.other_countries.all()}) - {""})


class Party(Involvement):
    """A park or an institution is a party to an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties", verbose_name=_("agreement"))
    role = models.CharField(_("role"), max_length=16, choices=PartyRole, default=PartyRole.SIGNATORY)

    objects = models.Manager()

    class Meta(Involvement.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = [
            *Involvement.Meta.constraints,
            one_of("party", "role", PartyRole),
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once"),
        ]
