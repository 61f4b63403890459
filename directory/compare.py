"""Parks side by side: what their sources state of each, and where that is not of one year or one unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import BaseModel

from agreements.models import Agreement, Party
from core import countries, edtf
from core.evidence import Evidence, Marker, NumberedSource
from core.fieldnames import capital
from core.fold import searchable
from core.histogram import years_of
from core.language import names_of
from core.models import Figure, FormerSlug, Name, Record, RivalClaim
from core.schema import as_number
from core.vocabulary import Indicator, RecordType, Status
from parks.models import Park

# How many parks stand side by side, how many are offered where a text may mean several, and how many the form suggests.
MOST = 5
OFFERED = 10
SUGGESTED = 300


class FigureRow(BaseModel):
    """A figure as a line of the CSV."""

    park: str
    indicator: str
    value: int | float
    unit: str
    qualifier: str
    as_of: str
    source: list[str]


@dataclass
class Value:
    """What stands in a cell, with its sources: a figure, or words that may be a link and what is shared about them."""

    text: str = ""
    url: str = ""
    note: str = ""
    figure: Figure | None = None
    markers: list[Marker] = field(default_factory=list)
    rivals: list[tuple[RivalClaim, Marker]] = field(default_factory=list)


@dataclass
class Row:
    """What each park has of something; `warnings` say why the values are not of one kind, `none` what an empty cell means."""

    label: str
    cells: list[list[Value]]
    warnings: list[str] = field(default_factory=list)
    none: str = ""


def named(texts: Sequence[str]) -> dict[str, list[Park]]:
    """The published parks that each text may mean: the one of this slug, now or formerly, or else those of this name. Four queries."""
    parks = Park.objects.published()
    former = FormerSlug.objects.filter(type=RecordType.PARK, slug__in=texts, record__status=Status.PUBLISHED)
    found = {row.slug: [row.record.as_park] for row in former.select_related("record__as_park")}
    found |= {park.slug: [park] for park in parks.filter(slug__in=texts)}
    folded = {text: searchable(text) for text in texts if text not in found}
    words = set(folded.values()) - {""}
    called = Name.objects.filter(folded__in=words).values("record")
    known = parks.filter(Q(name_folded__in=words) | Q(pk__in=called)).prefetch_related("names").by_name()
    names = [(park, {park.name_folded, *(name.folded for name in park.names.all())} & words) for park in known]
    return found | {text: [park for park, own in names if name in own][:OFFERED] for text, name in folded.items()}


def like(text: str) -> list[Park]:
    """The first of the published parks with these words in a name. One query."""
    return list(Park.objects.published().named(text).by_name()[:OFFERED])


def suggestions() -> list[str]:
    """Names of parks of which figures are known, for the form. One query."""
    found = Park.objects.published().with_features(["figures"]).by_name()
    return list(dict.fromkeys(found.values_list("name", flat=True)[:SUGGESTED]))


class Comparison:
    """Some parks, in the order in which they were given."""

    def __init__(self, keys: Sequence[int]) -> None:
        """A fixed number of queries, now and for the rows."""
        found = Park.objects.published().prefetch_related("sectors", "figures__sources", *names_of(), *names_of("sectors"))
        by_key = found.with_linked(citations="source", rival_claims="source").in_bulk(keys)
        self.parks: list[Park] = [by_key[key] for key in keys if key in by_key]
        self.evidence = {park.pk: Evidence(park) for park in self.parks}
        self._numbered: dict[int, NumberedSource] = {}

    @property
    def sources(self) -> list[NumberedSource]:
        """The sources of everything that the rows show, once these are made."""
        return list(self._numbered.values())

    def _marker(self, park: Park, marker: Marker) -> Marker:
        """A marker of a park's own page, as a marker of this page."""
        source = self.evidence[park.pk].sources[marker.number - 1].source
        entry = self._numbered.setdefault(source.pk, NumberedSource(len(self._numbered) + 1, source))
        return Marker(entry.number, marker.locator, f"source-{entry.number}")

    def _markers(self, park: Park, name: str) -> list[Marker]:
        return [self._marker(park, marker) for marker in self.evidence[park.pk].markers[name]]

    def _rivals(self, park: Park, rivals: Iterable[tuple[RivalClaim, Marker]]) -> list[tuple[RivalClaim, Marker]]:
        return [(claim, self._marker(park, marker)) for claim, marker in rivals]

    @cached_property
    def facts(self) -> list[Row]:
        """What is no figure."""
        return [
            self._fact(_("Kind"), "kind", lambda park: capital(park.get_kind_display())),
            self._fact(_("Stage"), "stage", lambda park: capital(park.get_stage_display())),
            self._fact(_("Country"), "country", lambda park: countries.name(park.country), _country_url),
            self._fact(_("City"), "city", lambda park: park.city),
            self._fact(_("Founded"), "founded", lambda park: edtf.in_words(park.founded)),
            self._sectors(),
            self._agreements(),
            self._partners(),
        ]

    def _fact(self, label: str, name: str, words: Any, url: Any = lambda _park: "") -> Row:
        cells = []
        for park in self.parks:
            rivals = self._rivals(park, self.evidence[park.pk].rivals[name])
            text = words(park)
            cells.append([Value(text, url(park), markers=self._markers(park, name), rivals=rivals)] if text else [])
        return Row(label, cells)

    def _sectors(self) -> Row:
        having = Counter(sector.pk for park in self.parks for sector in park.sectors.all())
        cells = [
            [Value(sector.shown_name, sector.get_absolute_url(), self._shared_by(having[sector.pk])) for sector in park.sectors.all()]
            for park in self.parks
        ]
        for park, cell in zip(self.parks, cells, strict=True):
            if cell:
                cell[-1].markers = self._markers(park, "sectors")
        return Row(_("Sectors"), cells)

    def _shared_by(self, count: int) -> str:
        """That two or more have it; how many, if it is not plain."""
        if count < 2:
            return ""
        return _("shared") if len(self.parks) == 2 else ngettext("shared by %(count)d", "shared by %(count)d", count) % {"count": count}

    @cached_property
    def _parties(self) -> dict[int, list[Record]]:
        """The published parties of each published agreement of these parks. One query."""
        own = Agreement.objects.published().filter(parties__organisation__in=self.parks).order_by().values("pk")
        rows = (
            Party.objects.filter(agreement__in=own, organisation__status=Status.PUBLISHED)
            .select_related("organisation")
            .prefetch_related(*names_of("organisation"))
        )
        parties: dict[int, list[Record]] = defaultdict(list)
        for row in rows:
            parties[row.agreement_id].append(row.organisation)
        return parties

    def _agreements(self) -> Row:
        counts = Counter(record.pk for parties in self._parties.values() for record in parties)
        path = reverse("agreements:agreement-list")
        cells = [[Value(str(counts[park.pk]), f"{path}?park={park.slug}" if counts[park.pk] else "")] for park in self.parks]
        return Row(_("Agreements"), cells)

    def _partners(self) -> Row:
        """Who has an agreement with two or more of these parks."""
        partners: dict[int, dict[int, Record]] = {park.pk: {} for park in self.parks}
        for parties in self._parties.values():
            for record in parties:
                if record.pk in partners:
                    partners[record.pk].update({other.pk: other for other in parties if other.pk not in partners})
        having = Counter(key for known in partners.values() for key in known)
        cells = [
            [
                Value(record.shown_name, record.get_absolute_url(), "" if len(self.parks) == 2 else self._shared_by(having[key]))
                for key, record in sorted(partners[park.pk].items(), key=lambda item: bytes(item[1].name_key))
                if having[key] > 1
            ]
            for park in self.parks
        ]
        return Row(_("Shared partners"), cells, none=_("None that we know of"))

    @cached_property
    def figures(self) -> list[Row]:
        """A row for each indicator that any of the parks has."""
        rows = []
        for indicator in Indicator:
            cells = [self._of_indicator(park, indicator) for park in self.parks]
            if any(cells):
                stated = [[value.figure for value in cell if value.figure] for cell in cells if cell]
                rows.append(Row(capital(str(indicator.label)), cells, [*_differing_years(stated), *_differing_units(stated)]))
        return rows

    def _of_indicator(self, park: Park, indicator: str) -> list[Value]:
        """All dated values of a park, newest first, those of no stated date last."""
        rows = [row for row in self.evidence[park.pk].figures if row[0].indicator == indicator]
        return [
            Value(
                figure=figure,
                markers=[self._marker(park, marker) for marker in markers],
                rivals=self._rivals(park, rivals),
            )
            for figure, markers, rivals in sorted(rows, key=lambda row: row[0].as_of_latest or date.min, reverse=True)
        ]

    @property
    def csv_rows(self) -> list[FigureRow]:
        """Every figure of every park, as the page has them."""
        return [
            FigureRow(
                park=park.slug,
                indicator=figure.indicator,
                value=as_number(figure.value),
                unit=figure.unit,
                qualifier=figure.qualifier,
                as_of=figure.as_of,
                source=[source.slug for source in figure.sources.all()],
            )
            for park in self.parks
            for indicator in Indicator
            for figure in (value.figure for value in self._of_indicator(park, indicator))
            if figure
        ]


def _country_url(park: Park) -> str:
    return reverse("directory:country-detail", args=[park.country.lower()]) if park.country else ""


def _years(figure: Figure) -> str:
    """The year of a figure, or the first and the last that it may be of; "" where no date is stated."""
    if figure.as_of_earliest is None or figure.as_of_latest is None:
        return ""
    return years_of(figure.as_of_earliest, figure.as_of_latest)


def _differing_years(stated: list[list[Figure]]) -> list[str]:
    """What to know where the newest values of several parks are not of one year."""
    if len(stated) < 2:
        return []
    newest = {_years(figures[0]) for figures in stated}
    found = []
    if len(newest - {""}) > 1:
        common = set.intersection(*({_years(figure) for figure in figures} for figures in stated)) - {""}
        found.append(_("The years differ: %(years)s.") % {"years": in_a_row(sorted(newest - {""}))})
        if common:
            found.append(_("All have a value of %(years)s.") % {"years": in_a_row(sorted(common))})
    if "" in newest:
        found.append(_("Not every date is stated: the years may differ."))
    return found


def _differing_units(stated: list[list[Figure]]) -> list[str]:
    """What to know where the values are not of one unit, whoever has them."""
    units = sorted({figure.unit or _("number") for figures in stated for figure in figures})
    return [_("The units differ, so these values cannot be compared: %(units)s.") % {"units": in_a_row(units)}] if len(units) > 1 else []


def in_a_row(texts: Sequence[str]) -> str:
    """ "2015", "2015 and 2023", "2013, 2015 and 2023" """
    if len(texts) < 2:
        return "".join(texts)
    return _("%(first)s and %(last)s") % {"first": _(", ").join(texts[:-1]), "last": texts[-1]}
