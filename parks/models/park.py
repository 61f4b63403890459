"""The park."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.constraints import days_in_order, one_of
from core.fields import EarliestDayField, EDTFField, LatestDayField
from core.models import Record
from core.models.source import EDTF_HELP
from core.vocabulary import Precision, RecordType
from parks.querysets import ParkQuerySet
from parks.vocabulary import ParkKind, Relation, Stage

if TYPE_CHECKING:
    from parks.models.tie import Tie


class Park(Record):
    """A place made for research and technology to become business: a science park by any of its names."""

    TYPE = RecordType.PARK

    record_ptr = models.OneToOneField(Record, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_park")
    kind = models.CharField(_("kind"), max_length=32, choices=ParkKind)
    stage = models.CharField(
        _("stage"),
        max_length=16,
        choices=Stage,
        blank=True,
        default="",
        help_text=_("Only if a source says so; virtual: it works without a site of its own."),
    )
    region = models.CharField(_("region"), max_length=200, blank=True, default="", help_text=_("Province, state or the like."))
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    precision = models.CharField(_("coordinates are of"), max_length=8, choices=Precision, blank=True, default="")
    founded = EDTFField(_("founded"), help_text=EDTF_HELP)
    founded_earliest = EarliestDayField("founded")
    founded_latest = LatestDayField("founded")
    opened = EDTFField(_("opened"), help_text=EDTF_HELP)
    opened_earliest = EarliestDayField("opened")
    opened_latest = LatestDayField("opened")
    website = models.URLField(_("website"), max_length=500, blank=True, default="")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent park"),
        help_text=_("Only if a source says that it is a part of that park."),
    )

    objects = ParkQuerySet.as_manager()

    class Meta:
        verbose_name = _("park")
        verbose_name_plural = _("parks")
        constraints = [
            one_of("park", "kind", ParkKind),
            one_of("park", "stage", Stage, blank=True),
            days_in_order("park", "founded"),
            days_in_order("park", "opened"),
            models.CheckConstraint(name="park_not_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("record_ptr"))),
            models.CheckConstraint(
                name="park_coordinates_in_range",
                condition=Q(latitude__isnull=True, longitude__isnull=True, precision="")
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    precision__in=Precision.values,
                ),
            ),
        ]

    @property
    def coordinates(self) -> dict[str, object] | None:
        """`lat`, `lon` (degrees, WGS 84) and `precision`, or None."""
        if self.latitude is None or self.longitude is None:
            return None
        return {"lat": self.latitude, "lon": self.longitude, "precision": self.precision}

    @coordinates.setter
    def coordinates(self, value: dict[str, Any] | None) -> None:
        self.latitude, self.longitude, self.precision = (value["lat"], value["lon"], value["precision"]) if value else (None, None, "")

    @property
    def coordinates_text(self) -> str:
        """Degrees of latitude and longitude, as precise as they are stored."""
        assert self.latitude is not None
        assert self.longitude is not None
        north = gettext("%(degrees)s° N") if self.latitude >= 0 else gettext("%(degrees)s° S")
        east = gettext("%(degrees)s° E") if self.longitude >= 0 else gettext("%(degrees)s° W")
        degrees = (f"{abs(value).normalize():f}" for value in (self.latitude, self.longitude))
        return ", ".join(side % {"degrees": number_format(value)} for side, value in zip((north, east), degrees, strict=True))

    @property
    def all_institutions(self) -> list["Tie"]:
        """Its ties, with the institutions that sit in it as located there. Queries unless both were prefetched."""
        ties = list(self.institutions.all())
        located = {tie.institution_id for tie in ties if tie.relation == Relation.LOCATED_IN}
        tie_model = self._meta.get_field("institutions").related_model
        hosted = [institution for institution in self.hosted_institutions.all() if institution.pk not in located]
        return ties + [tie_model(park=self, institution=institution, relation=Relation.LOCATED_IN) for institution in hosted]

    @property
    def all_events(self) -> list[Record]:
        """The events it took part in, if only as the venue; newest first. Queries unless both were prefetched."""
        events = {event.pk: event for event in [*self.events.all(), *self.hosted_events.all()]}
        return sorted(events.values(), key=lambda event: event.starts_latest or date.min, reverse=True)
