"""All that the page shows, by the name under which its templates use it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.citation import Citation
from core.evidence import Evidence, Marker
from core.fieldnames import capital
from core.vocabulary import Indicator
from directory.compare import Row, Value
from directory.styleguide import lists, pictures, records
from directory.tallies import Counts

SITE, VERSION = "https://example.org", "0000000"


def made_up() -> dict[str, Any]:
    """Everything anew for each page, since it is in the reader's language; no query."""
    park: Any = records.park()
    return {
        "park": park,
        "evidence": Evidence(park),
        "planned_park": records.planned_park(),
        "no_evidence": {"markers": {"summary": []}},
        "institution": records.institution(),
        "agreements": [records.agreement(), records.undated_agreement()],
        "possible": [records.agreement().pk],
        "event": records.event(),
        "codes": ["CN", "FI"],
        "sources": records.sources(),
        "sectors": records.sectors(),
        "parties": records.parties(),
        "related": [park, records.institution(), records.agreement(), records.undated_agreement(), records.event()],
        "citation": Citation(park, SITE, VERSION),
        "compared": compared(park),
        **from_lists(),
        **from_pictures(),
    }


def from_lists() -> dict[str, Any]:
    return {
        "fields": lists.fields(),
        "facets": lists.facets(),
        "filters": lists.filter_form(),
        "chips": lists.nothing_found(),
        "all_chips": {"chips": lists.chips()},
        "certainty": lists.certainty(),
        "histogram": lists.histogram(),
        "jumps": lists.jumps(),
        "pages": lists.pages(),
        "hits": lists.hits(),
        "wrong": lists.wrong(),
        "nothing_found": lists.nothing_found(),
        "nothing_there": lists.nothing_there(),
        "index": lists.index(),
        "counts": Counts(parks=1204, institutions=1, agreements=86, events=0),
    }


def from_pictures() -> dict[str, Any]:
    return {
        "map": pictures.country_map(),
        "network": pictures.network(),
        "neighbourhood": pictures.neighbourhood(),
        "timeline": pictures.timeline(),
    }


def compared(park: Any) -> dict[str, Any]:
    """Parks side by side: words, figures with their dates, what nobody states, and a warning."""
    evidence = Evidence(park)
    marker = Marker(1, "p2", "source-1-1")
    figures = [[Value(figure=figure, markers=markers, rivals=rivals)] for figure, markers, rivals in evidence.figures]
    rows = [
        Row(_("Country"), [[Value("Made-up Country", "#made-up", markers=[marker])], [Value("Made-up Country", note="Made-up note")], []]),
        Row(_("Founded"), [[Value("1998")], [], [Value(str(date(2001, 1, 1).year), markers=[marker])]], none=_("Not stated")),
        Row(capital(str(Indicator.COMPANIES.label)), [figures[1], figures[0], []], warnings=["Made-up warning: not of one year"]),
    ]
    return {"parks": [park, records.institution(), records.planned_park()], "rows": rows}
