"""How much of the directory is filled in: of every type, country and sector, how many published records have what.

At most ten queries, whatever the number of records: one pass over each type, the sectors and their rows, and the tally of countries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.models import Participant, Party
from core import countries
from core.fieldnames import capital, field_name
from core.models import Citation, Figure, FigureSource, Identifier, Name, RecordSector, Sector
from core.vocabulary import NameKind, Precision, RecordType, Status
from directory import tallies

# A source is young until the day on which it is this old.
YOUNG_YEARS = 5

SHARED = ("summary", "sectors", "figures", "names", "identifiers", "young")
# What is counted of each type, in the order of its table.
FACTS: dict[str, tuple[str, ...]] = {
    "parks": ("country", "region", "city", "coordinates", "site", "founded", "opened", "stage", "website", *SHARED, "agreements"),
    "institutions": ("country", "region", "city", "host_park", "website", *SHARED, "agreements"),
    "agreements": ("signed", "country", "city", "event", "parties", "countries", "known_parties", *SHARED),
    "events": ("starts", "ends", "country", "city", "venue_park", "participants", "countries", *SHARED),
}
# What the tables of countries and sectors count of parks.
COLUMNS = ("founded", "coordinates", "names", "agreements", "young")

DATES = ("founded", "opened", "signed", "starts", "ends")
LINKS = ("host_park", "event", "venue_park")

LABELS = {
    "names": gettext_lazy("original name"),
    "site": gettext_lazy("coordinates of the site itself"),
    "figures": gettext_lazy("figures"),
    "agreements": gettext_lazy("agreement"),
    "young": gettext_lazy("recent source"),
    "countries": gettext_lazy("a country that takes part"),
    "known_parties": gettext_lazy("a country for every party"),
}
# Where a type uses a field's name for something narrower.
PLACES = {
    ("agreements", "country"): gettext_lazy("country of signing"),
    ("agreements", "city"): gettext_lazy("city of signing"),
    ("events", "country"): gettext_lazy("country where it was held"),
    ("events", "city"): gettext_lazy("city where it was held"),
}

# The gaps that are said in words: when no record of the type has the fact, and when some lack it.
GAPS = {
    ("parks", "country"): (
        gettext_lazy("No park has a stated country yet."),
        gettext_lazy("For %(missing)d of %(total)d parks, no country is stated."),
    ),
    ("parks", "coordinates"): (
        gettext_lazy("No park has coordinates yet."),
        gettext_lazy("For %(missing)d of %(total)d parks, no coordinates are known."),
    ),
    ("parks", "site"): (
        gettext_lazy("No park has coordinates of its own site yet; those that have any stand at their cities."),
        gettext_lazy("For %(missing)d of %(total)d parks, no coordinates of the site itself are known."),
    ),
    ("parks", "founded"): (
        gettext_lazy("No park has a founding date yet."),
        gettext_lazy("For %(missing)d of %(total)d parks, no founding date is known."),
    ),
    ("parks", "names"): (
        gettext_lazy("No park has an original name yet."),
        gettext_lazy("For %(missing)d of %(total)d parks, no original name is known."),
    ),
    ("parks", "agreements"): (
        gettext_lazy("No park has an agreement yet."),
        gettext_lazy("For %(missing)d of %(total)d parks, no agreement is known."),
    ),
    ("parks", "young"): (
        gettext_lazy("No park has a source younger than five years."),
        gettext_lazy("For %(missing)d of %(total)d parks, no source is younger than five years."),
    ),
    ("institutions", "country"): (
        gettext_lazy("No institution has a stated country yet."),
        gettext_lazy("For %(missing)d of %(total)d institutions, no country is stated."),
    ),
    ("agreements", "signed"): (
        gettext_lazy("No agreement has a usable year yet."),
        gettext_lazy("For %(missing)d of %(total)d agreements, no usable year is known."),
    ),
    ("agreements", "known_parties"): (
        gettext_lazy("No agreement has a country for every party yet."),
        gettext_lazy("For %(missing)d of %(total)d agreements, a party or its country is not known."),
    ),
    ("events", "starts"): (
        gettext_lazy("No event has a usable year yet."),
        gettext_lazy("For %(missing)d of %(total)d events, no usable year is known."),
    ),
}
NOTHING = {
    "parks": gettext_lazy("There is no park yet."),
    "institutions": gettext_lazy("There is no institution yet."),
    "agreements": gettext_lazy("There is no agreement yet."),
    "events": gettext_lazy("There is no event yet."),
}


@dataclass(frozen=True)
class Share:
    """How many of so many records have something."""

    filled: int
    total: int

    @property
    def percent(self) -> str:
        """To the nearest whole number, but 100 % only for all and 0 % only for none; "" of no records."""
        if not self.total:
            return ""
        nearest = (200 * self.filled + self.total) // (2 * self.total)
        if nearest == 0 and self.filled:
            return _("under 1 %")
        if nearest == 100 and self.filled < self.total:
            return _("over 99 %")
        return _("%(number)s %%") % {"number": nearest}


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is about, how many records there are of it, and what share of them has what."""

    label: str
    total: int
    shares: list[Share]
    url: str = ""
    depth: int = 0

    @property
    def dashes(self) -> str:
        return "–\u2060 " * self.depth  # without a line break after the dash


@dataclass(frozen=True)
class Coverage:
    """What the page shows: `types` maps a plural to its number of records and a (label, share) pair for each fact."""

    types: dict[str, tuple[int, list[tuple[str, Share]]]]
    columns: list[str]
    countries: list[Line]
    sectors: list[Line]
    gaps: list[str]


Row = dict[str, Any]


def coverage(today: date | None = None) -> Coverage:
    """Everything about the published records, with sources as old as they are on the day."""
    day = today or timezone.localdate()
    rows = {plural: _rows(plural, day) for plural in FACTS}
    shares = {plural: {fact: _share(found, fact) for fact in FACTS[plural]} for plural, found in rows.items()}
    by_country, by_sector = _by_country(rows["parks"]), _by_sector(rows["parks"])
    return Coverage(
        types={
            plural: (len(found), [(label(fact, plural), shares[plural][fact]) for fact in FACTS[plural]]) for plural, found in rows.items()
        },
        columns=[label(fact) for fact in COLUMNS],
        countries=by_country,
        sectors=by_sector,
        gaps=[*_gaps_of_fields(shares, rows), *_gaps_of_places(rows["parks"]), *_gap_of_sectors(by_sector)],
    )


def label(fact: str, plural: str = "") -> str:
    """A fact in words, with a capital."""
    return capital(str(PLACES.get((plural, fact)) or LABELS.get(fact) or field_name(fact)))


def born_after(today: date) -> date:
    """The latest day whose sources are no longer young: five years ago, on 29 February the 28th."""
    year = today.year - YOUNG_YEARS
    return today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)


def _rows(plural: str, today: date) -> list[Row]:
    """The published records of a type: `pk`, `country_code`, and whether each fact is there. One query."""
    model = tallies.MODELS[plural]
    facts = {f"has_{fact}": ExpressionWrapper(_condition(model, fact, today), output_field=BooleanField()) for fact in FACTS[plural]}
    return list(model.objects.published().order_by().annotate(**facts).values("pk", "country", *facts))


def _condition(model: Any, fact: str, today: date) -> Q:
    """When a record of the model has the fact; a draft behind a relation counts as nothing."""
    if fact in DATES:
        return Q(**{f"{fact}_earliest__isnull": False})
    if fact in LINKS:
        return Q(**{f"{fact}__status": Status.PUBLISHED})
    if fact == "coordinates":
        return Q(latitude__isnull=False)
    if fact == "site":
        return Q(precision=Precision.SITE)
    if fact == "countries":
        return Q(pk__in=model.objects.in_countries(sorted(countries.codes())).order_by().values("pk"))
    conditions = _conditions_on_rows(today)
    return conditions[fact] if fact in conditions else ~Q(**{fact: ""})


def _conditions_on_rows(today: date) -> dict[str, Q]:
    """Facts that are rows of other tables."""
    mine = {"record": OuterRef("pk")}
    young = {"source__published_latest__gt": born_after(today), "source__published_earliest__lte": today}
    parties = Party.objects.filter(agreement=OuterRef("pk"), organisation__status=Status.PUBLISHED)
    return {
        "sectors": Q(Exists(RecordSector.objects.filter(**mine))),
        "figures": Q(Exists(Figure.objects.filter(**mine))),
        "identifiers": Q(Exists(Identifier.objects.filter(**mine))),
        "names": Q(Exists(Name.objects.filter(**mine, kind=NameKind.PREFERRED).exclude(Q(language="en") | Q(language__startswith="en-")))),
        "agreements": Q(Exists(Party.objects.filter(organisation=OuterRef("pk"), agreement__status=Status.PUBLISHED))),
        "parties": Q(Exists(parties)),
        "known_parties": Q(Exists(parties)) & ~Q(Exists(parties.filter(organisation__country=""))),
        "participants": Q(Exists(Participant.objects.filter(event=OuterRef("pk"), organisation__status=Status.PUBLISHED))),
        "young": Q(Exists(Citation.objects.filter(**mine, **young)))
        | Q(Exists(FigureSource.objects.filter(figure__record=OuterRef("pk"), **young))),
    }


def _share(rows: list[Row], fact: str) -> Share:
    return Share(sum(1 for row in rows if row[f"has_{fact}"]), len(rows))


def _line(label: str, rows: list[Row], **link: Any) -> Line:
    return Line(label, len(rows), [_share(rows, fact) for fact in COLUMNS], **link)


def _by_country(parks: list[Row]) -> list[Line]:
    """A line for each country that has parks, by name; last the parks without a country, if there are any."""
    found: dict[str, list[Row]] = {}
    for park in parks:
        found.setdefault(park["country"], []).append(park)
    lines = [
        _line(name, found[code], url=reverse("directory:country-detail", args=[code.lower()]))
        for code, name in countries.choices()
        if code in found
    ]
    return lines + ([_line(_("No country stated"), found[""])] if "" in found else [])


def _by_sector(parks: list[Row]) -> list[Line]:
    """A line for each sector in the order of the tree, with the parks of the sectors below; last the parks without one. Two queries."""
    tree = Sector.objects.in_tree()
    parents = {sector.pk: sector.parent_id for sector in tree}
    members: dict[int, set[int]] = {sector.pk: set() for sector in tree}
    rows = RecordSector.objects.filter(record__type=RecordType.PARK, record__status=Status.PUBLISHED)
    for sector_id, record_id in rows.values_list("sector_id", "record_id").order_by():
        current = sector_id
        while current:
            members[current].add(record_id)
            current = parents[current]
    lines = [
        _line(
            sector.shown_name,
            [park for park in parks if park["pk"] in members[sector.pk]],
            url=sector.get_absolute_url(),
            depth=sector.depth,
        )
        for sector in tree
    ]
    without = [park for park in parks if not park["has_sectors"]]
    return lines + ([_line(_("No sector stated"), without)] if without else [])


def _gaps_of_fields(shares: dict[str, dict[str, Share]], rows: dict[str, list[Row]]) -> Iterable[str]:
    """A sentence for each field of `GAPS` that some record lacks, and for each type without records."""
    yield from (str(NOTHING[plural]) for plural, found in rows.items() if not found)
    for (plural, fact), (none, some) in GAPS.items():
        share = shares[plural][fact]
        if share.total and not share.filled:
            yield str(none)
        elif share.filled < share.total:
            yield some % {"missing": share.total - share.filled, "total": share.total}


def _gaps_of_places(parks: list[Row]) -> Iterable[str]:
    """Parts of the world without a park, and countries that other records name. Four queries."""
    codes = {park["country"] for park in parks}
    if not codes - {""}:
        return
    regions = {countries.region(code) for code in codes}
    empty = [str(name) for code, name in countries.REGIONS.items() if code != "AN" and str(name) not in regions]
    if empty:
        yield _("No park is known to be in: %(places)s.") % {"places": _(", ").join(empty)}
    named = [country.name for country in tallies.by_country() if country.code not in codes]
    if named:
        yield ngettext(
            "%(count)d country is named by other records but has no park: %(places)s.",
            "%(count)d countries are named by other records but have no park: %(places)s.",
            len(named),
        ) % {"count": len(named), "places": _(", ").join(named)}


def _gap_of_sectors(lines: list[Line]) -> Iterable[str]:
    """How many sectors have no park; silent while there are no parks at all."""
    sectors = [line for line in lines if line.url]
    empty = [line for line in sectors if not line.total]
    if empty and len(empty) < len(sectors):
        yield _("For %(missing)d of %(total)d sectors, there is no park.") % {"missing": len(empty), "total": len(sectors)}
