"""Made-up lists: their filters, facets, histograms, pages and empty states."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.filters import AgreementFilter
from agreements.models import Agreement
from core import countries
from core.facets import Facet, Value
from core.fieldnames import capital
from core.filters import DayRangeField
from core.histogram import Bar
from core.jumps import Jump
from core.listing import Chip, Choice, Listing
from core.vocabulary import NameKind
from directory.search.engine import NO_NAME, Hit
from directory.styleguide import records
from directory.tallies import Country, Counts
from parks.vocabulary import ParkKind

PAGES = 12
YEARS = [(2010, 3, 0), (2011, 0, 0), (2012, 1, 6), (2013, 14, 2), (2014, 7, 0), (2015, 0, 1), (2016, 128, 9)]


class Fields(forms.Form):
    """A field for each state in which one may be."""

    empty = forms.CharField(label=gettext_lazy("City"), required=False)
    filled = forms.CharField(label=gettext_lazy("City"))
    wrong = DayRangeField(label=gettext_lazy("From"))
    hinted = DayRangeField(label=gettext_lazy("To"))
    wrong_hinted = DayRangeField(label=gettext_lazy("To"))


def fields() -> Fields:
    return Fields({"filled": "Made-up City", "wrong": "soon", "hinted": "2016-05", "wrong_hinted": "2016-13"})


def facets() -> dict[str, Facet]:
    """A facet in each state; a name is each one's own, since ids are made of it."""
    kinds = [Value(kind.value, capital(str(kind.label)), number * number) for number, kind in enumerate(ParkKind, 1)]
    codes = [Value(code, countries.name(code), 7 * number, code in ("FI", "RU")) for number, code in enumerate(("CN", "FI", "RU"), 1)]
    tree = [Value(f"made-up-{place}", sector.shown_name, None, depth=sector.depth) for place, sector in enumerate(records.sectors())]
    wrong = _("There is no sector “%(value)s”.") % {"value": "made-up"}
    many = [Value(f"{code}", countries.name(code), number) for number, code in enumerate(_many_countries())]
    return {
        "few": Facet("kind", _("Kind"), [], kinds[:3], None),
        "chosen": Facet("park_country", _("Country"), [], codes, matches_all=True),
        "wrong": Facet("sector", _("Sector"), [wrong], tree, matches_all=False),
        "many": Facet("country", _("Country"), [], many, None),
    }


def _many_countries() -> list[str]:
    return ["AT", "BE", "BR", "CH", "CN", "CZ", "DE", "FI", "FR", "GB", "IN", "IT", "JP", "RU", "SE", "US", "ZA"]


def chips() -> list[Chip]:
    long = "Made-up International Innovation and Entrepreneurship Demonstration Park"
    return [
        Chip(_("Country"), countries.name("FI"), "country=RU"),
        Chip(_("Country"), countries.name("RU"), "country=FI"),
        Chip(_("From"), "soon", ""),
        Chip(_("Park"), long, ""),
    ]


def filter_form() -> dict[str, Any]:
    """What the form of a list needs: two dates, one of them wrong, a facet with two values chosen, and the order."""
    form = AgreementFilter(data=QueryDict("q=made-up&from=soon&to=2016"), queryset=Agreement.objects.none()).form
    facet = Facet("continent", _("Part of the world"), [], [Value("europe", countries.region("FI"), 12, chosen=True)], None)
    listing = SimpleNamespace(
        is_valid=False, chips=chips()[:1], facets=[facet], download_query="", undated=_undated(), order="-date", carried=[]
    )
    return {
        "form": form,
        "listing": listing,
        "date_label": AgreementFilter.date_label,
        "date_fields": [(name, form[name]) for name in ("from", "to")],
    }


def _undated() -> Choice:
    return Choice("1", _("Only without a year"), 3, "undated=1")


def certainty() -> dict[str, Any]:
    choices = [
        Choice("certain", _("certainly in the range"), 21, "dates=certain", chosen=True),
        Choice("possible", _("possibly in the range"), 4, "dates=possible"),
    ]
    return {"choices": choices, "undated": _undated()}


def histogram() -> dict[str, Any]:
    bars = [Bar(str(year), year, year, certain, possible, year == 2013) for year, certain, possible in YEARS]
    return {"bars": [(bar, f"from={bar.first}&to={bar.last}") for bar in bars], "most": max(bar.count for bar in bars)}


def jumps() -> SimpleNamespace:
    """The letters of a list, of which the second page is shown."""
    letters = [Jump(label, 5 * number, number) for number, label in enumerate([_("0–9"), "A", "B", "C", "M", "S", "Z", _("other")], 1)]
    return SimpleNamespace(jumps=[(jump, f"page={jump.page}") for jump in letters], page_number=2, chips=[])


def pages() -> list[tuple[str, Listing]]:
    """The first page of twelve, one in the middle and the last, each with a name of its own for its landmark."""
    found = []
    for number in (1, PAGES // 2, PAGES):
        listing = Listing(None, range(25 * PAGES), QueryDict(f"page={number}"))
        found.append((f"{_('Pages')} ({number})", listing))
    return found


def hits() -> list[Hit]:
    park, undated = records.park(), records.undated_agreement()
    return [
        Hit(park, park.name, "", "", ["name"], 0),
        Hit(park, "Made-up Techno Park", "en", NameKind.FORMER, ["alias"], 1),
        Hit(undated, undated.name, "", "", ["party", "more"], NO_NAME),
    ]


def wrong() -> SimpleNamespace:
    """A list whose parameters are wrong: `country` leads to a facet on this page."""
    messages = {
        "country": [_("“%(value)s” is not the code of a country; write for example CN.") % {"value": "XX"}],
        "from": [_("This may be given only once.")],
    }
    return SimpleNamespace(errors=messages)


def nothing_found() -> SimpleNamespace:
    first, second, *_rest = chips()
    return SimpleNamespace(chips=[first, second], relaxations=[(first, 12), (second, 1)])


def nothing_there() -> SimpleNamespace:
    return SimpleNamespace(chips=[], relaxations=[])


def index() -> list[Country]:
    return [Country(code, Counts(parks=number * number * number)) for number, code in enumerate(_many_countries(), 1)]
