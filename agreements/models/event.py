"""The event and its participants."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.querysets import EventQuerySet
from agreements.vocabulary import EventKind, ParticipantRole
from core import edtf
from core.constraints import days_in_order, one_of
from core.fields import EarliestDayField, EDTFField, LatestDayField
from core.models import Involvement, Record
from core.models.source import EDTF_HELP
from core.vocabulary import RecordType
from parks.models import Park


class Event(Record):
    """A conference, visit, launch or ceremony; `country` and `city` are where it was held."""

    TYPE = RecordType.EVENT

    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_event")
    kind = models.CharField(_("kind"), max_length=32, choices=EventKind)
    starts = EDTFField(_("starts"), help_text=EDTF_HELP)
    starts_earliest = EarliestDayField("starts")
    starts_latest = LatestDayField("starts")
    ends = EDTFField(_("ends"), help_text=EDTF_HELP)
    ends_earliest = EarliestDayField("ends")
    ends_latest = LatestDayField("ends")
    venue_park = models.ForeignKey(
        Park,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("venue park"),
        help_text=_("The park where it was held."),
    )
    organisations = models.ManyToManyField(Record, through="agreements.Participant", related_name="events", verbose_name=_("participants"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            one_of("event", "kind", EventKind),
            days_in_order("event", "starts"),
            days_in_order("event", "ends"),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(starts_earliest__isnull=True) | Q(ends_latest__isnull=True) | Q(starts_earliest__lte=F("ends_latest")),
            ),
        ]

    @property
    def held(self) -> str:
        """When it was held, as one EDTF date; the start alone where start and end make no interval ("2015-09", "2015-09-25")."""
        interval = f"{self.starts}/{self.ends}"
        return interval if self.ends not in ("", self.starts) and edtf.is_date(interval) else self.starts

    @property
    def other_country_codes(self) -> list[str]:
        return [other.country for other in self.other_countries.all()]

    @property
    def countries(self) -> list[str]:
        """Codes of the countries where it was held or from which somebody took part, in order. Queries unless prefetched."""
        participants = {participant.organisation.country for participant in self.participants.all()}
        others = {other.country for other in self.other_countries.all()}
        return sorted((participants | others | {self.country}) - {""})


class Participant(Involvement):
    """A park or an institution took part in an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants", verbose_name=_("event"))
    role = models.CharField(_("role"), max_length=16, choices=ParticipantRole, default=ParticipantRole.PARTICIPANT)

    objects = models.Manager()

    class Meta(Involvement.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            *Involvement.Meta.constraints,
            one_of("participant", "role", ParticipantRole),
            models.UniqueConstraint(fields=["event", "organisation", "role"], name="participant_once"),
        ]
