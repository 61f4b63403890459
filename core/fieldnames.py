"""What the fields of records are called in front of readers."""

from django.utils.translation import gettext_lazy as _

from core.vocabulary import Indicator

FIELDS = {
    "name": _("name"),
    "names": _("other names"),
    "summary": _("summary"),
    "sectors": _("sectors"),
    "kind": _("kind"),
    "stage": _("stage"),
    "country": _("country"),
    "region": _("region"),
    "city": _("city"),
    "city_geonames": _("city in GeoNames"),
    "coordinates": _("coordinates"),
    "founded": _("founding date"),
    "opened": _("opening date"),
    "website": _("website"),
    "parent": _("what it is part of"),
    "institutions": _("institutions"),
    "host_park": _("host park"),
    "founders": _("founders"),
    "signed": _("date of signing"),
    "event": _("event"),
    "parties": _("parties"),
    "other_countries": _("other countries"),
    "starts": _("start"),
    "ends": _("end"),
    "venue_park": _("venue"),
    "participants": _("participants"),
    "identifiers": _("identifiers"),
    "citations": _("citations"),
    "address": _("address"),
    "published": _("publication date"),
}


def field_name(field: str) -> str:
    """A field of a record (`founded`, `figures.companies`) in words."""
    if field.startswith("figures."):
        return str(Indicator(field.removeprefix("figures.")).label)
    return str(FIELDS.get(field, field))


def capital(text: str) -> str:
    """With a capital at the start, and the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"
