"""The audit: each rule with what breaks it and what keeps it, the command, and the page."""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Citation
from directory.audit import RULES, audit, relations
from directory.audit.dataset import DataSet
from directory.audit.gazetteer import City, kilometres, lies_in
from directory.map.shapes import all_shapes
from parks.models import Park
from tests.directory.html import text_of
from tests.factories import make_agreement, make_event, make_institution, make_park, make_source

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 15)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
HOLE = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0), (4.0, 4.0)]


def found(rule, **kwargs):
    """The findings of one rule: file, field, value, level, sentence."""
    findings = [finding for finding in audit(TODAY, **kwargs) if finding.rule == rule]
    return [(finding.path.removeprefix("fixtures/"), finding.field, finding.value, finding.level, finding.sentence) for finding in findings]


def cite(record, *fields):
    Citation.objects.filter(record=record).update(supports=sorted({"kind", "name", *fields}))


def add_figure(record, indicator, value, **kwargs):
    figure = record.figures.create(indicator=indicator, value=value, **{"as_of": "2020", **kwargs})
    figure.sources.add(record.lead_citation.source)


def at(latitude, longitude):
    return {"latitude": latitude, "longitude": longitude, "precision": "site"}


def test_dates_out_of_order_are_errors():
    make_park(slug="late", founded="2016", opened="2015-05")
    make_park(slug="fine", founded="2016-12", opened="2016")
    make_park(slug="no-year", founded="XXXX-10-26", opened="1990")

    assert found("dates") == [("parks/late.yaml", "opened", "2015-05", "error", "It opened (May 2015) before it was founded (2016).")]


def test_an_event_that_ends_before_it_starts_is_an_error():
    # The database refuses such a row; the rule would see it all the same.
    event = make_event(slug="fair", starts="2016-05-03", ends="2016-05-04")
    data = DataSet([], [], [], [event], [], TODAY)
    assert list(relations.dates(data)) == []

    event.ends, event.ends_latest = "2016-05-02", date(2016, 5, 2)
    assert list(relations.dates(data)) == [(event, "ends", "2016-05-02", "error", "It ends (2 May 2016) before it starts (3 May 2016).")]


def test_the_past_does_not_lie_in_the_future():
    park = make_park(slug="hub", founded="2024-06-16", opened="2024-07")
    add_figure(park, "companies", 5, as_of="2025")
    make_agreement(slug="pact", signed="2025?")
    make_source(slug="paper", published="2024-06-16")

    assert found("dates") == [
        ("agreements/pact.yaml", "signed", "2025?", "error", "The date lies in the future: probably 2025."),
        ("parks/hub.yaml", "figures.companies", "2025", "error", "The date lies in the future: 2025."),
        ("parks/hub.yaml", "founded", "2024-06-16", "error", "The date lies in the future: 16 June 2024."),
        ("parks/hub.yaml", "opened", "2024-07", "error", "The date lies in the future: July 2024."),
        ("sources/paper.yaml", "published", "2024-06-16", "error", "The date lies in the future: 16 June 2024."),
    ]


def test_today_a_year_that_has_begun_a_planned_opening_and_an_event_may_be_ahead():
    park = make_park(founded="2024-06-15", opened="2030", stage="planned")
    add_figure(park, "companies", 5, as_of="2024")
    make_agreement(signed="2024")
    make_event(starts="2025", ends="2026")

    assert found("dates") == []


def test_a_signing_outside_its_event_is_an_error():
    fair = make_event(name="Fair", starts="2016-05-03", ends="2016-05-05")
    opening = make_event(name="Opening", starts="2016-05-03")
    make_agreement(slug="after", event=fair, signed="2016-05-06")
    make_agreement(slug="before", event=fair, signed="2016-04")
    make_agreement(slug="later", event=opening, signed="2016-05-04")

    assert found("signing") == [
        ("agreements/after.yaml", "signed", "2016-05-06", "error", "It was signed (6 May 2016) after the event “Fair” ended (5 May 2016)."),
        ("agreements/before.yaml", "signed", "2016-04", "error", "It was signed (April 2016) before the event “Fair” began (3 May 2016)."),
        (
            "agreements/later.yaml",
            "signed",
            "2016-05-04",
            "warning",
            "It was signed (4 May 2016) after the event “Opening” began (3 May 2016), whose end is not given.",
        ),
    ]


def test_a_signing_that_may_be_within_its_event_is_fine():
    fair = make_event(starts="2016-05-03", ends="2016-05-05")
    for signed in ("2016-05-03", "2016-05-05", "2016-05", "2016", "XXXX-10-26", ""):
        make_agreement(event=fair, signed=signed)
    make_agreement(event=make_event(), signed="2016")

    assert found("signing") == []


def test_an_agreement_has_two_parties_or_one_and_other_countries():
    park, lab = make_park(), make_institution()
    make_agreement(slug="none")
    make_agreement(slug="one", parties=[park])
    make_agreement(slug="two", parties=[park, lab])
    make_agreement(slug="others", parties=[park]).other_countries.create(country="QA")

    assert found("parties") == [
        ("agreements/none.yaml", "parties", "0", "error", "It names no party; an agreement has at least two."),
        ("agreements/one.yaml", "parties", "1", "error", "It names one party alone; an agreement has at least two."),
    ]


def test_a_park_lies_in_its_country_and_near_its_city():
    make_park(slug="abroad", country="FI", **at(48.85, 2.35))
    make_park(slug="far", country="CN", city="Suzhou", **at(30.66, 104.06))
    make_park(slug="no-shape", country="GF", **at(4.92, -52.31))
    make_park(slug="home", country="CN", city="Suzhou", **at(31.3, 120.7))
    make_park(slug="namesake", country="CN", city="suzhou", **at(33.64, 116.98))
    make_park(slug="coast", country="FI", city="Helsinki", **at(60.1, 24.95))
    make_park(slug="unknown-city", country="FI", city="Nowhere", **at(60.2, 24.9))
    make_park(slug="nowhere", country="CN", city="Suzhou")

    assert found("coordinates") == [
        ("parks/abroad.yaml", "coordinates", "48.85° N, 2.35° E", "error", "They lie outside its country: Finland."),
        ("parks/far.yaml", "coordinates", "30.66° N, 104.06° E", "warning", "They lie 1128 km from its city: Suzhou."),
        (
            "parks/no-shape.yaml",
            "coordinates",
            "4.92° N, 52.31° W",
            "warning",
            "There is no shape of this country to compare with: French Guiana.",
        ),
    ]


@pytest.mark.parametrize(
    ("point", "inside"),
    [((2, 2), True), ((5, 5), False), ((4.05, 5), True), ((10.1, 5), True), ((10.2, 5), False), ((5, -0.05), True), ((-1, 11), False)],
)
def test_a_point_lies_in_a_polygon_with_a_hole(point, inside):
    assert lies_in([[SQUARE, HOLE]], point, 0.1001) is inside


def test_capitals_lie_in_their_countries():
    places = {
        "CN": (116.4, 39.9),
        "RU": (37.6, 55.75),
        "ZA": (28.19, -25.74),
        "LS": (27.48, -29.32),
        "US": (-77.04, 38.9),
        "FJ": (178.44, -18.14),
    }
    assert [code for code, point in places.items() if not lies_in(all_shapes()[code], point, 0.1)] == []
    # Russia reaches over 180 degrees; its shape is cut there.
    assert [lies_in(all_shapes()["RU"], point, 0) for point in ((64, 67.5), (-175, 67), (-150, 67.5))] == [True, True, False]
    # Lesotho is a hole in South Africa.
    assert lies_in(all_shapes()["ZA"], (28.2, -29.5), 0.1) is False


def test_distances_are_great_circles():
    assert round(kilometres(60.17, 24.94, City("RU", 59.94, 30.31, 0))) == 299


def test_a_city_has_one_identifier_and_one_spelling():
    paris, shape = 2988507, {"latitude": "48.85341", "longitude": "2.3488"}
    make_park(slug="a", country="FR", city="Paris", city_geonames=paris, precision="city", **shape)
    make_institution(slug="b", country="FR", city="Parigi", city_geonames=paris)
    make_institution(slug="c", country="FR", city="PARIS")
    make_event(slug="d", country="FI", city="Paris", city_geonames=paris)
    make_event(slug="e", country="FR", city="Nowhere", city_geonames=1)
    make_event(slug="f", country="FR", city="Lyon")
    make_park(slug="g", country="FR", city="Paris", city_geonames=paris, precision="city", latitude="48.9", longitude="2.3")
    make_park(slug="h", country="FR", city="Paris", city_geonames=paris, precision="site", latitude="48.9", longitude="2.3")
    make_park(slug="i", country="CN", city="Xi’an", city_geonames=1790630)
    make_park(slug="j", country="CN", city="Sian Fu Town", city_geonames=1816670)

    respelt = "Other records spell it: Parigi."
    assert found("cities") == [
        ("events/d.yaml", "city", "Paris", "error", respelt),
        ("events/d.yaml", "city_geonames", "2988507", "error", "It is that of Paris in another country: France."),
        ("events/e.yaml", "city_geonames", "1", "error", "GeoNames has no city with this identifier."),
        ("institutions/b.yaml", "city", "Parigi", "error", "Other records spell it: Paris."),
        ("institutions/c.yaml", "city", "PARIS", "error", "Other records give this city its GeoNames identifier."),
        ("parks/a.yaml", "city", "Paris", "error", respelt),
        ("parks/g.yaml", "city", "Paris", "error", respelt),
        ("parks/g.yaml", "coordinates", "48.9° N, 2.3° E", "error", "GeoNames puts the city at 48.85341, 2.3488."),
        ("parks/h.yaml", "city", "Paris", "error", respelt),
        ("parks/j.yaml", "city", "Sian Fu Town", "warning", "GeoNames calls it by another name: Beijing."),
    ]


def test_a_city_is_where_its_identifier_says():
    # Two cities of China are called Suzhou.
    make_park(slug="anhui", country="CN", city="Suzhou", city_geonames=1793743, **at(31.3, 120.7))

    assert [(path, field, level) for path, field, _value, level, _sentence in found("coordinates")] == [
        ("parks/anhui.yaml", "coordinates", "warning")
    ]


def test_figures_that_cannot_be_right():
    park = make_park(slug="hub", country="FI", **at(60.17, 24.94))
    for indicator, value, unit in [
        ("area_m2", 1_000_000_001, "m2"),
        ("occupied_area_m2", 20_000_000_021, "m2"),
        ("employees", 6_000_000, ""),
        ("students", 4_000_000, ""),
        ("companies", -1, ""),
        ("patents", 101, "%"),
    ]:
        add_figure(park, indicator, value, unit=unit)

    sentences = [(field, value, level, sentence) for _path, field, value, level, sentence in found("figures")]
    people = [sentence.rpartition(": ")[2] for *_rest, sentence in sentences if "population" in sentence or "people" in sentence]
    assert all(re.fullmatch(r"[\d,]+\.", number) for number in people)
    assert [(field, value, str(level), re.sub(r"[\d,]+\.$", "N", sentence)) for field, value, level, sentence in sentences] == [
        ("figures.area_m2", "1000000001", "error", "A park of more than 1,000 km² is not plausible."),
        ("figures.companies", "-1", "error", "It is below zero."),
        ("figures.employees", "6000000", "error", "It is more than the population of its country, Finland: N"),
        (
            "figures.occupied_area_m2",
            "20000000021",
            "error",
            "That is more than twenty floors on the park’s whole area, 1,000,000,001 m².",
        ),
        ("figures.patents", "101", "error", "A share is at most one hundred per cent."),
        ("figures.students", "4000000", "warning", "It is more than the people of the cities within 60 km: N"),
    ]


def test_plausible_figures_are_fine():
    park = make_park(country="FI", **at(60.21, 24.81))
    add_figure(park, "area_m2", 1_000_000_000, unit="m2")
    add_figure(park, "occupied_area_m2", 2_000_000_000, unit="m2")
    add_figure(park, "employees", 500_000)
    add_figure(park, "talents", 100, unit="%")
    add_figure(park, "output_growth", 250, unit="%")
    add_figure(park, "output_growth", -12, unit="%", as_of="2021")
    add_figure(make_institution(country="FI"), "students", 6_000_000)

    assert found("figures") == []


def test_names_that_are_all_but_the_same_are_warnings():
    make_park(slug="a", name="Sophia Antipolis Science Park", country="FR")
    make_park(slug="b", name="Sophia-Antípolis Science Parc", country="FR")
    make_institution(slug="c", name="University of Turku", country="FI")
    make_institution(slug="d", name="Turku, University of", country="FI")
    make_institution(slug="e", name="Aboa", country="FI").names.create(language="la", text="University of TURKU", kind="alias")
    make_institution(slug="f", name="Aboa", country="FI")

    def warning(path, name, other, slug):
        return (path, "name", name, "warning", f"It may be the same as “{other}” ({slug}).")

    assert found("duplicates") == [
        warning("institutions/c.yaml", "University of Turku", "Aboa", "e"),
        warning("institutions/c.yaml", "University of Turku", "Turku, University of", "d"),
        warning("institutions/e.yaml", "Aboa", "Aboa", "f"),
        warning("parks/a.yaml", "Sophia Antipolis Science Park", "Sophia-Antípolis Science Parc", "b"),
    ]


def test_other_words_other_cities_and_other_parties_tell_apart():
    for city, identifier in (("Nanning", 1799869), ("Nanchang", 1800163), ("Nanjing", 1799962)):
        make_institution(name=f"{city} High-Tech Zone Administrative Committee", city=city, city_geonames=identifier)
    make_park(name="Technopark", city="Suzhou", city_geonames=1886760)
    make_park(name="Technopark", city="Suzhou", city_geonames=1793743)
    make_institution(name="North Carolina State University", country="US")
    make_institution(name="North Carolina A&T State University", country="US")
    one, other, third = make_park(), make_park(), make_park()
    make_agreement(name="Agreement of the Agency of the Oblast", parties=[one, other])
    make_agreement(name="Agreement of the Agency of the Oblasts", parties=[one, third])
    make_event(name="XII APTE Conference")
    make_event(name="XIX APTE Conference")

    assert found("duplicates") == []


def test_one_act_twice_is_a_warning():
    one, other = make_park(), make_park()
    make_agreement(slug="a", name="Pact", parties=[one, other], signed="2015-03")
    make_agreement(slug="b", name="Treaty", parties=[other, one], signed="2015-03")
    make_agreement(slug="c", name="Centre", parties=[one, other], signed="2015-03", kind="joint-centre")
    make_agreement(slug="d", name="Later", parties=[one, other], signed="2016")
    make_agreement(slug="e", name="Some day", parties=[one, other])
    make_agreement(slug="f", name="Another day", parties=[one, other])

    assert found("duplicates") == [
        ("agreements/a.yaml", "signed", "2015-03", "warning", "The same parties signed “Treaty” (b) on the same date.")
    ]


def test_names_of_other_countries_types_and_editions_are_not_compared():
    make_park(name="Technopark", country="FR")
    make_park(name="Technopark", country="FI")
    make_institution(name="Technopark", country="FI")
    make_event(name="CHInano 2013", country="CN")
    make_event(name="CHInano 2014", country="CN")
    make_park(name="Nanopolis", country="FI")

    assert found("duplicates") == []


def test_an_institution_tied_to_nothing_is_a_warning():
    make_institution(slug="lonely")
    park, parent, founder = make_park(), make_institution(slug="parent"), make_institution(slug="founder")
    make_institution(slug="hosted", host_park=park)
    make_institution(slug="child", parent=parent)
    make_institution(slug="founded").founders.create(founder=founder)
    park.institutions.create(institution=make_institution(slug="owner"), relation="owner")
    make_agreement(parties=[make_institution(slug="party")])
    make_event(participants=[make_institution(slug="guest")])

    assert found("ties") == [
        ("institutions/lonely.yaml", "", "", "warning", "No park, agreement, event or other institution is tied to it."),
    ]


def test_a_citation_of_nothing_and_a_field_of_no_citation_are_errors():
    source = make_source(slug="paper")
    park = make_park(slug="hub", source=source, country="", city="Oulu", stage="operating", founded="1990", **at(65, 25.5))
    park.citations.create(source=source, locator="p9", supports=["region", "website"])
    park.names.create(language="fi", text="Keskus")
    add_figure(park, "companies", 5)
    lab = make_institution(slug="lab", country="", source=source)
    park.institutions.create(institution=lab, relation="owner")
    child = make_park(slug="child", country="", source=source, parent=park)

    expected = [
        ("parks/child.yaml", "parent", "hub", "No citation supports this field: what it is part of."),
        ("parks/hub.yaml", "citations", "paper p9", "This citation supports no field that is filled."),
        ("parks/hub.yaml", "city", "Oulu", "No citation supports this field: city."),
        ("parks/hub.yaml", "coordinates", "65° N, 25.5° E", "No citation supports this field: coordinates."),
        ("parks/hub.yaml", "figures.companies", "5", "No citation supports this field: companies."),
        ("parks/hub.yaml", "founded", "1990", "No citation supports this field: founding date."),
        ("parks/hub.yaml", "institutions", "1", "No citation supports this field: institutions."),
        ("parks/hub.yaml", "names", "1", "No citation supports this field: other names."),
    ]
    assert found("citations") == [(path, field, value, "error", sentence) for path, field, value, sentence in expected]

    park.citations.filter(locator="p9").delete()
    cite(park, "city", "coordinates", "figures.companies", "founded", "institutions", "names")
    cite(child, "parent")
    assert found("citations") == []


def test_every_kind_of_record_needs_citations_for_its_own_fields():
    source = make_source()
    park, lab = (make(country="", source=source) for make in (make_park, make_institution))
    fair = make_event(slug="fair", starts="2016", ends="2016", venue_park=park, participants=[park], source=source)
    pact = make_agreement(slug="pact", signed="2016", event=fair, parties=[park, lab], source=source)
    pact.other_countries.create(country="QA")

    assert [(path, field) for path, field, *_rest in found("citations")] == [
        *(("agreements/pact.yaml", field) for field in ("event", "other_countries", "parties", "signed")),
        *(("events/fair.yaml", field) for field in ("ends", "participants", "starts", "venue_park")),
    ]
    cite(pact, "event", "other_countries", "parties", "signed")
    cite(fair, "ends", "participants", "starts", "venue_park")
    assert found("citations") == []


def test_a_source_that_nothing_names_is_a_warning():
    make_source(slug="unused")
    park = make_park(source=make_source(slug="cited"))
    park.figures.create(indicator="companies", value=5).sources.add(make_source(slug="figure"))
    park.rival_claims.create(field="kind", value="expo", source=make_source(slug="rival"), reason="Older.")

    assert found("sources") == [("sources/unused.yaml", "", "", "warning", "No citation, figure or rival claim names this source.")]


def test_malformed_addresses_are_errors():
    make_source(slug="paper", address="ftp://example.org/")
    make_source(address="https://example.org/a?b=c")
    make_park(slug="hub", website="www.example.org")
    make_park(website="http://example.org/")
    make_institution(slug="lab", website="https://")

    sentence = "This is not an http or https address."
    assert found("addresses") == [
        ("institutions/lab.yaml", "website", "https://", "error", sentence),
        ("parks/hub.yaml", "website", "www.example.org", "error", sentence),
        ("sources/paper.yaml", "address", "ftp://example.org/", "error", sentence),
    ]


def test_the_public_audit_knows_no_draft():
    hidden = {"status": "draft", "source": make_source(slug="paper")}
    fair = make_event(name="Hidden", starts="2016", ends="2016", **hidden)
    make_event(slug="old", starts="2030", **hidden)
    make_park(slug="late", founded="2016", opened="2015", **hidden)
    make_park(name="Technopark", country="FI", **hidden)
    make_park(name="Technopark", country="FI")
    make_agreement(event=fair, signed="2017", parties=[make_park(country=""), make_institution(country="", **hidden)])

    whole, public = audit(TODAY), audit(TODAY, published_only=True)

    assert {finding.rule for finding in whole if finding.is_draft} >= {"dates", "citations"}
    assert ("signing" in {finding.rule for finding in whole}, "duplicates" in {finding.rule for finding in whole}) == (True, True)
    assert [finding for finding in public if finding.is_draft] == []
    assert [(finding.rule, finding.field, finding.value) for finding in public] == [
        ("parties", "parties", "1"),
        *(("citations", field, value) for field, value in (("parties", "1"), ("signed", "2017"), ("country", "FI"))),
        ("sources", "", ""),
    ]


def command(*args):
    """The command's exit status and output."""
    out, status = StringIO(), 0
    try:
        call_command("audit", *args, stdout=out)
    except SystemExit as stopped:
        status = stopped.code
    return status, out.getvalue()


def test_the_command_lists_findings_and_fails_on_errors():
    make_park(slug="hub", country="", website="nowhere", status="draft", source=make_source())
    park = "fixtures/parks/hub.yaml"

    status, out = command()
    assert (status, out.splitlines()) == (
        1,
        [
            f"{park}: website: nowhere: error: No citation supports this field: website. [citations] (draft)",
            f"{park}: website: nowhere: error: This is not an http or https address. [addresses] (draft)",
            "2 error(s), 0 warning(s).",
        ],
    )
    status, out = command("--format", "json")
    assert (status, json.loads(out)[1]) == (
        1,
        {
            "path": park,
            "field": "website",
            "value": "nowhere",
            "rule": "addresses",
            "level": "error",
            "sentence": "This is not an http or https address.",
            "draft": True,
        },
    )


def test_warnings_alone_and_nothing_at_all_are_no_failure():
    assert command() == (0, "0 error(s), 0 warning(s).\n")
    assert command("--format=json") == (0, "[]\n")

    make_source(slug="unused")
    line = "fixtures/sources/unused.yaml: warning: No citation, figure or rival claim names this source. [sources]"
    assert command() == (0, f"{line}\n0 error(s), 1 warning(s).\n")


def quality_page(client):
    """The page after an audit."""
    command()
    return client.get("/data/quality/").content.decode()


def test_the_page_lists_findings_by_rule(client):
    make_park(slug="hub", name="Hub", country="", website="nowhere")
    make_source(slug="unused", title="Unused")

    page = quality_page(client)

    assert text_of(re.search(r"<h1>(.*?)</h1>", page, re.S)[1]) == "2 errors, 1 warning"
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
    assert [[text_of(cell) for cell in row] for row in rows if "scope" not in row and "Level" not in row[-1]] == [
        ["Hub", "Website", "nowhere", "No citation supports this field: website.", "Error"],
        ["Unused", "", "", "No citation, figure or rival claim names this source.", "Warning"],
        ["Hub", "Website", "nowhere", "This is not an http or https address.", "Error"],
    ]
    assert 'href="/parks/hub/">Hub</a>' in page
    assert 'href="/sources/unused/">Unused</a>' in page
    assert page.count("No findings: every published record keeps this rule.") == len(RULES) - 3
    assert [text_of(heading) for heading in re.findall(r'<h2 class="section__heading"[^>]*>(.*?)</h2>', page)] == [
        str(rule.title) for rule in RULES
    ]


def test_the_page_never_shows_a_draft(client):
    source = make_source()
    hidden = {"name": "Xyzzyland", "slug": "hidden-xyzzy", "status": "draft", "source": source}
    park = make_park(website="xyzzyland", country="FI", **hidden)
    fair = make_event(starts="2016", ends="2016", venue_park=park, **hidden)
    lab = make_institution(country="IS", host_park=park, **hidden)
    make_park(slug="seen", name="Xyzzy land", country="FI", parent=park)
    make_agreement(slug="pact", event=fair, signed="2020", parties=[park, lab])

    page = quality_page(client)

    assert "yzzyland" not in page
    assert "hidden-xyzzy" not in page
    assert "/agreements/pact/" in page


def test_the_page_says_how_many_it_leaves_out(client, monkeypatch):
    monkeypatch.setattr("directory.views.quality.SHOWN", 2)
    for _number in range(3):
        make_source()

    page = quality_page(client)

    assert "3 findings; the first are listed here" in page
    assert page.count("names this source.") == 2


def heading_of(page):
    return text_of(re.search(r"<h1>(.*?)</h1>", page, re.S)[1])


def test_the_page_names_the_rules_before_the_first_audit(client):
    make_park(slug="hub", website="nowhere")

    page = client.get("/data/quality/").content.decode()

    assert heading_of(page) == "Quality of the data"
    assert "have not been checked yet" in page
    assert "<table" not in page
    assert "No findings" not in page


def test_the_page_withholds_findings_once_a_record_is_withdrawn(client):
    park = make_park(slug="seen", name="Xyzzyland", country="FI")
    make_park(slug="other", name="Xyzzy land", country="FI")
    assert "Xyzzyland" in quality_page(client)

    Park.objects.filter(pk=park.pk).unpublish()

    page = client.get("/data/quality/").content.decode()
    assert ("Xyzzy" in page, heading_of(page)) == (False, "Quality of the data")
    assert heading_of(quality_page(client)).startswith("1 error")


def test_the_page_drops_findings_about_what_is_no_longer_there(client):
    source = make_source()
    assert "names this source." in quality_page(client)

    source.delete()

    assert heading_of(client.get("/data/quality/").content.decode()) == "0 errors, 0 warnings"


def test_an_audit_of_what_has_not_changed_can_be_left_out():
    make_park()
    unchanged = (0, "No record was written since the last audit.\n")
    assert command("--if-changed") != unchanged
    assert command("--if-changed") == unchanged

    make_park()

    assert command("--if-changed") != unchanged
    assert command() != unchanged


@pytest.mark.parametrize(("published_only", "queries_wanted"), [(False, 49), (True, 49)])
def test_the_audit_runs_a_fixed_number_of_queries(published_only, queries_wanted):
    counts = []
    for wanted in (3, 6):
        for _number in range(wanted):
            park = make_park(city="Suzhou", parent=make_park(), founded="1990", **at(31.3, 120.7))
            lab = make_institution(host_park=park, parent=make_institution())
            lab.founders.create(founder=make_institution())
            fair = make_event(venue_park=park, participants=[park, lab], starts="2016", ends="2016")
            pact = make_agreement(event=fair, parties=[park, lab], signed="2016")
            park.institutions.create(institution=lab, relation="owner")
            for record in (park, lab, fair, pact):
                record.names.create(language="ru", text="Имя")
                record.other_countries.create(country="QA")
                record.rival_claims.create(field="kind", value="expo", source=make_source(), reason="Older.")
                add_figure(record, "companies", 5)
        with CaptureQueriesContext(connection) as queries:
            audit(published_only=published_only)
        counts.append(len(queries))

    assert counts == [queries_wanted, queries_wanted]


def test_the_curated_records_have_no_error(curated):
    assert [finding for finding in audit() if finding.level == "error"] == []
    assert [finding for finding in audit(published_only=True) if finding.level == "error"] == []
