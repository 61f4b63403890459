"""Made-up pictures: drawn by what draws the real ones, as far as that asks no database."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from pyroaring import BitMap

from agreements.vocabulary import AgreementKind
from core import countries
from core.vocabulary import Precision, RecordType
from directory.map.frame import Frame, World, of_country
from directory.map.picture import Picture as Map
from directory.map.picture import drawn
from directory.map.places import ParkPoint, Place
from directory.network.labels import Label, Labels, short
from directory.network.neighbourhood import Neighbourhood
from directory.network.picture import Edge, Node, radius
from directory.network.picture import Picture as Network
from directory.styleguide import records
from directory.timeline.axis import Axis
from directory.timeline.listing import Entry
from directory.timeline.picture import BAR, GAP, Band, Column, Mark
from directory.timeline.picture import Picture as Timeline
from parks.vocabulary import InstitutionKind, ParkKind

COUNTRY = "FI"
# Latitude, longitude, what is known of them, and how many parks there are.
PLACES = [
    (60.2, 24.9, Precision.SITE, 4),
    (62.2, 25.7, Precision.CITY, 1),
    (65.0, 25.5, Precision.SITE, 1),
    (63.1, 21.6, Precision.CITY, 1),
]
# Where an organisation stands, how many partners it has, and which others it is tied to, with how many agreements.
NODES = [(420, 60, 5), (640, 130, 9), (260, 170, 2), (500, 220, 3), (760, 40, 1), (860, 200, 1)]
TIES = [(0, 1, 6), (0, 2, 1), (1, 3, 2), (1, 4, 1), (1, 5, 3), (0, 3, 1)]
WIDTH, HEIGHT = 1000, 260
GHOSTS = "M120 60h0M150 220h0M930 60h0"
AROUND_WIDTH = 740
AROUND = [(520, 40), (560, 100), (180, 100), (220, 40)]
# The query string of what is made up: one that finds something in real lists.
SOME = "from=2016&to=2016"


def country_map() -> Map:
    """A map of one country with each kind of dot, and agreements among them."""
    places = []
    for number, (latitude, longitude, precision, parks) in enumerate(PLACES):
        spot = ParkPoint(
            number, "made-up", f"Made-up Park {number}", "science-park", COUNTRY, "", Decimal(longitude), Decimal(latitude), precision
        )
        places.append(Place(f"Made-up City {number}", [spot] * parks, BitMap(range(4 - number))))
    frame: Frame | World | None = of_country(COUNTRY)
    assert frame is not None
    title = _("Map of the parks in %(country)s") % {"country": countries.name(COUNTRY)}
    return drawn(title, places, frame, link=lambda _group: records.park().get_absolute_url(), here=COUNTRY)


def network() -> Network:
    """Circles and squares of different sizes, thin ties and thick ones, and others that are not drawn."""
    organisations = [records.park(), records.institution(), records.planned_park(), records.park(), *_institutions()]
    labels = Labels([(x, y, radius(partners)) for x, y, partners in NODES], WIDTH, HEIGHT)
    nodes = [
        Node(record, x, y, radius(partners), partners, partners, labels.place(record.shown_name, x, y, radius(partners), needed=True))
        for record, (x, y, partners) in zip(organisations, NODES, strict=True)
    ]
    edges = [Edge(nodes[first], nodes[second], agreements, SOME) for first, second, agreements in TIES]
    return Network(nodes, edges, GHOSTS, WIDTH, HEIGHT)


def _institutions() -> list[records.MadeUp]:
    return [
        records.record(RecordType.INSTITUTION, "Made-up University", InstitutionKind.UNIVERSITY),
        records.record(RecordType.PARK, "Made-up Innovation Park", ParkKind.INNOVATION_PARK),
    ]


def neighbourhood() -> Neighbourhood:
    """A record in the middle with four partners, two of which are tied."""
    width, height = AROUND_WIDTH, 140
    centre = Node(records.park(), width // 2, height // 2, 11, 0)
    partners = [records.institution(), *_institutions(), records.planned_park()]
    nodes = [_around(partner, *AROUND[place], agreements=place + 1) for place, partner in enumerate(partners)]
    ties = [Edge(centre, node, node.agreements, SOME) for node in nodes]
    return Neighbourhood(Network(nodes, [Edge(nodes[0], nodes[1], 1, SOME), *ties], "", width, height, centre), ties, 7)


def _around(record: Any, x: int, y: int, *, agreements: int) -> Node:
    size = 5 + agreements
    anchor, end = ("start", x + size + 4) if x > AROUND_WIDTH / 2 else ("end", x - size - 4)
    return Node(record, x, y, size, agreements, label=Label(short(record.shown_name), end, y + 4, anchor))


def timeline() -> Timeline:
    """One band of single records, each kind of mark in it, over one of years."""
    axis = Axis(date(2010, 1, 1), date(2019, 12, 31))
    marks = [
        _mark(axis, "Made-up visit", "2011-05-03", (2011, 5, 3), (2011, 5, 3), "day"),
        _mark(axis, "Made-up memorandum", "2012/2013", (2012, 1, 1), (2013, 12, 31), "span"),
        _mark(axis, "Made-up programme", "2014-03/2015-09", (2014, 3, 1), (2015, 9, 30), "lasted"),
        _mark(axis, "Made-up letter, about 2016", "2016~", (2016, 1, 1), (2016, 12, 31), "span"),
    ]
    single = Band("agreements", len(marks), [], [marks[::2], marks[1::2]])
    years = ((2012, 4, 0), (2013, 9, 3), (2017, 20, 4))
    counted = Band("parks", 40, [_column(axis, year, certain, possible) for year, certain, possible in years])
    counted.top = single.base + GAP
    return Timeline(axis, [single, counted])


def _mark(axis: Axis, name: str, text: str, first: tuple[int, int, int], last: tuple[int, int, int], kind: str) -> Mark:
    record: Any = records.record(RecordType.AGREEMENT, name, AgreementKind.MEMORANDUM, signed=text)
    start, end = axis.x(date(*first).toordinal()), axis.x(date(*last).toordinal() + 1)
    width = 10 if kind == "day" else round(end - start, 1)
    return Mark(Entry("agreements", record, text, date(*first), date(*last)), kind, start, width, name, start + width + 4, "start")


def _column(axis: Axis, year: int, certain: int, possible: int) -> Column:
    start, end = axis.x(date(year, 1, 1).toordinal()), axis.x(date(year + 1, 1, 1).toordinal())
    heights = (round(BAR * count / 24, 1) for count in (certain, possible))
    url = records.park().get_absolute_url()
    return Column(year, year, certain, possible, url, start, round(end - start, 1), *heights, is_numbered=True)
