"""The rules of the data, in the order in which they are reported."""

from django.utils.translation import gettext_lazy as _

from directory.audit import duplicates, evidence, figures, places, relations
from directory.audit.finding import Rule

RULES = (
    Rule(
        "dates",
        _("Dates are in order"),
        _(
            "A park does not open before it is founded, and an event does not end before it starts. Foundings, openings, signings, "
            "figures and sources do not lie in the future; an event may, and so may the opening of a planned park. A date is only "
            "wrong here if it is so however it is read: “2016” is out of order with “May 2015”, not with “May 2016”."
        ),
        relations.dates,
    ),
    Rule(
        "signing",
        _("Agreements are signed at their events"),
        _(
            "If an agreement names the event at which it was signed, it was signed between that event’s start and end. Where the "
            "end is not given, a later signing is only a warning."
        ),
        relations.signing,
    ),
    Rule(
        "parties",
        _("Agreements have parties"),
        _("An agreement names two parties or more, or one and the countries that took part through others."),
        relations.parties,
    ),
    Rule(
        "coordinates",
        _("Parks lie in their countries"),
        _(
            "A park’s coordinates lie inside its country, give or take a tenth of a degree (Natural Earth’s shapes), and within 60 "
            "km of its city where GeoNames knows that city. A country of which there is no shape is a warning."
        ),
        places.coordinates,
    ),
    Rule(
        "cities",
        _("A city is one city"),
        _(
            "The GeoNames identifier of a city belongs to a place in the record’s country that GeoNames calls by the city’s name. "
            "All records of one city spell it alike and give the identifier, and a park that is placed at its city is where "
            "GeoNames has it."
        ),
        places.cities,
    ),
    Rule(
        "figures",
        _("Figures are plausible"),
        _(
            "No figure is negative and no share is above 100 per cent, except growth. A park is smaller than 1,000 km², and its "
            "buildings cover its area no more than twenty times. It has fewer employees, students and companies than its country has "
            "people, which would be an error, and than the cities within 60 km have, which is a warning."
        ),
        figures.implausible,
    ),
    Rule(
        "duplicates",
        _("Nothing is there twice"),
        _(
            "Two records of one type and country whose names are all but the same, have the same words, or of which one is also "
            "known by the other’s name may be one thing. Names that differ in a number are taken for editions, records in two cities "
            "and agreements of other parties for two things. Two agreements of one kind, date and parties may be one, too."
        ),
        duplicates.duplicates,
    ),
    Rule(
        "ties",
        _("Institutions are tied to something"),
        _(
            "An institution has a park, an agreement, an event, a founder, a parent or a part; otherwise there is no reason for it "
            "to be here."
        ),
        relations.ties,
    ),
    Rule(
        "citations",
        _("Every field has a source"),
        _("Each field that is filled is supported by a citation, and each citation supports a field that is filled."),
        evidence.citations,
    ),
    Rule(
        "sources",
        _("Every source is used"),
        _("A source is named by a citation, a figure or a rival claim."),
        evidence.sources,
    ),
    Rule(
        "addresses",
        _("Web addresses are well formed"),
        _(
            "The website of a park or institution and the address of a source are http or https addresses. Whether they answer is "
            "not tried."
        ),
        evidence.addresses,
    ),
)
