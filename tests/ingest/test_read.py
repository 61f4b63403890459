"""Whatever is wrong in a file is said clearly, all of it in one go, and nothing is loaded."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parks.models import Park
from tests.conftest import FIXTURES
from tests.ingest import PARK, RIGHT, SECTOR, contents, ingest, refusal, rows, write

pytestmark = pytest.mark.django_db

KEYS_OF_A_PARK = (
    "slug, status, name, names, summary, sectors, kind, stage, country, region, city, city_geonames, coordinates, founded, opened, "
    "website, parent, institutions, figures, identifiers, former_slugs, citations, rival_claims, curator_note"
)
NOT_A_DATE = 'write for example "2016", 2017-05, "2021-10-21", 2018~, 2014?, XXXX-10-26 or 2017-05-01/2017-05-03'
FOLDERS = "agreements, events, institutions, parks, sectors, sources"
NOT_A_NUMBER = "expected a number below 10^18, with at most six decimals and 15 significant digits"
NOT_A_SLUG = "expected lower-case letters a to z, digits and single hyphens, such as suzhou-industrial-park"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    """Paths in messages are short, being relative."""
    monkeypatch.chdir(tmp_path)


def test_files_that_are_right_are_loaded():
    write("fixtures", RIGHT)

    assert ingest("fixtures") == (
        0,
        "Inserted: 1 sources, 1 sectors, 1 parks, 1 institutions, 1 events, 1 agreements\nUnchanged: 0\n",
        "",
    )
    assert rows() == (1, 1, 4)


PARK_FILE, INSTITUTION_FILE = "parks/lakeside", "institutions/lake-university"
EVENT_FILE, AGREEMENT_FILE, SECTOR_FILE, SOURCE_FILE = (
    "events/lake-summit",
    "agreements/lake-memorandum",
    "sectors/optics",
    "sources/gazette",
)

# For each file: a line or more of it, what stands there instead, and the one error: its line and what follows.
EDITS = {
    PARK_FILE: [
        # Keys.
        ("city: Oulu", "citty: Oulu", "12: citty: unknown key; did you mean 'city'?"),
        ("city: Oulu", "zzz: Oulu", f"12: zzz: unknown key; expected one of {KEYS_OF_A_PARK}"),
        ("    relation: owner", "    relation: owner\n    since: 2001-01", "21: institutions[0].since: unknown key"),
        ("name: Lakeside Science Park\n", "", "1: name: this key is missing, and required"),
        ("kind: science-park\n", "", "1: kind: this key is missing, and required"),
        ("    relation: owner\n", "", "19: institutions[0].relation: this key is missing, and required"),
        # Types and lengths.
        ("name: Lakeside Science Park", "name: 42", "2: name: expected text; put quotes around it"),
        ("name: Lakeside Science Park", "name: true", "2: name: expected text; put quotes around it"),
        ("name: Lakeside Science Park", "name:", "2: name: expected text; put quotes around it"),
        ("name: Lakeside Science Park", 'name: ""', "2: name: expected 1 or more characters"),
        ("name: Lakeside Science Park", f"name: {'x' * 301}", "2: name: expected at most 300 characters"),
        ("name: Lakeside Science Park", "name: ' Lakeside'", "2: name: ' Lakeside': expected text without space at its ends"),
        ("name: Lakeside Science Park", "name: [Lakeside]", "2: name: expected text; put quotes around it"),
        ("summary: A park beside a lake.", "summary: |\n  A park.\n  A lake.", "7: summary: line breaks are not allowed in a value"),
        ("summary: A park beside a lake.", "summary: A park  beside a lake.", "7: summary: expected single, ordinary spaces between words"),
        (
            "summary: A park beside a lake.",
            "summary: A park\u00a0beside a lake.",
            "7: summary: expected single, ordinary spaces between words",
        ),
        ("sectors:\n  - optics", "sectors: optics", "8: sectors: expected a list, each entry on a line of its own after “- ”"),
        ("      - gazette", "      []", "25: figures[0].sources: expected 1 or more entries"),
        ("  - slug: lake-university\n    relation: owner", "  - lake-university", "19: institutions[0]: expected keys and values"),
        ("  lat: 65.0121\n  lon: 25.4651\n  precision: city", "  65.0121", "13: coordinates: expected keys and values"),
        # Closed lists.
        ("kind: science-park", "kind: sience-park", "10: kind: 'sience-park' is not in the list; did you mean 'science-park'?"),
        ("  precision: city", "  precision: moon", "16: coordinates.precision: 'moon' is not in the list; expected one of site, city"),
        (
            "kind: science-park",
            "kind: science-park\nstage: zzz",
            "11: stage: 'zzz' is not in the list; expected one of planned, operating, closed, virtual",
        ),
        # Numbers.
        ("value: 250", 'value: "250"', "23: figures[0].value: expected a plain number, such as 670000 or 2.5"),
        ("value: 250", "value: 1e18", f"23: figures[0].value: {NOT_A_NUMBER}"),
        ("value: 250", "value: 1e999999999", f"23: figures[0].value: {NOT_A_NUMBER}"),
        ("value: 250", f"value: 1e{'9' * 20}", f"23: figures[0].value: '1e{'9' * 20}' is not a plain number; quote it if it is text"),
        ("value: 250", "value: 1234567890.123456", f"23: figures[0].value: {NOT_A_NUMBER}"),
        ("value: 250", "value: 0.0000001", f"23: figures[0].value: {NOT_A_NUMBER}"),
        ("value: 250", f"value: {'9' * 31}", "23: figures[0].value: a number has at most 30 digits; quote it if it is text"),
        ("value: 250", f"value: {'9' * 30}", f"23: figures[0].value: {NOT_A_NUMBER}"),
        ("value: 250", "value: 0x10", "23: figures[0].value: '0x10' is not a plain number; quote it if it is text"),
        ("value: 250", "value: 1_000", "23: figures[0].value: '1_000' is not a plain number; quote it if it is text"),
        ("value: 250", "value: .inf", "23: figures[0].value: '.inf' is not a plain number; quote it if it is text"),
        ("value: 250", "value: .nan", "23: figures[0].value: '.nan' is not a plain number; quote it if it is text"),
        ("lat: 65.0121", "lat: 90.1", "14: coordinates.lat: expected a number of at most 90"),
        ("lon: 25.4651", "lon: -180.1", "15: coordinates.lon: expected a number of at least -180"),
        ("city: Oulu", "city: Oulu\ncity_geonames: Oulu", "13: city_geonames: expected a whole number"),
        ("city: Oulu", "city: Oulu\ncity_geonames: 0", "13: city_geonames: expected a number of at least 1"),
        ("city: Oulu", "city_geonames: 643492", "12: city_geonames: an identifier of a city needs the city's name; add `city`"),
        (
            "    as_of: undated\n",
            "",
            "22: figures[0].as_of: this key is missing; give the date for which the figure holds, or `undated` if its source gives none",
        ),
        # Dates.
        ('founded: "1982"', "founded: soon", f"17: founded: 'soon' is not a date; {NOT_A_DATE}"),
        ('founded: "1982"', "founded: 2017-13", f"17: founded: '2017-13' is not a day of the calendar; {NOT_A_DATE}"),
        ('founded: "1982"', "founded: 2017-02-29", f"17: founded: '2017-02-29' is not a day of the calendar; {NOT_A_DATE}"),
        ('founded: "1982"', "founded: 2018/2016", "17: founded: '2018/2016' runs backwards: it ends before it starts"),
        ('founded: "1982"', "founded: true", "17: founded: expected text; put quotes around it"),
        ('founded: "1982"', f"founded: '{'2016' * 17}'", "17: founded: a date has at most 64 characters"),
        # Countries, addresses, languages, slugs.
        ("country: FI", "country: XX", "11: country: 'XX' is not an ISO 3166-1 alpha-2 country code, such as CN or FI"),
        ("country: FI", "country: Finland", "11: country: 'Finland' is not an ISO 3166-1 alpha-2 country code, such as CN or FI"),
        ("country: FI", "country: fi", "11: country: 'fi' is not an ISO 3166-1 alpha-2 country code, such as CN or FI"),
        ("city: Oulu", "website: javascript:alert(1)", "12: website: this is not an http or https address"),
        ("city: Oulu", "website: ftp://lakeside.example/", "12: website: this is not an http or https address"),
        (
            "language: fi",
            "language: Finnish",
            "4: names[0].language: 'Finnish': expected a BCP 47 language tag, such as ru, zh-Hans or pt-BR",
        ),
        ("  - optics", "  - Optics", f"9: sectors[0]: 'Optics': {NOT_A_SLUG}"),
        ("  - lakeside-village", f"  - {'x' * 101}", "31: former_slugs[0]: expected at most 100 characters"),
        ("city: Oulu", f"website: https://lakeside.example/{'x' * 500}", "12: website: expected at most 500 characters"),
        # References.
        ("  - optics", "  - optic", "9: sectors[0]: there is no sector 'optic'; did you mean 'optics'?"),
        ("  - optics", "  - zzz", "9: sectors[0]: there is no sector 'zzz'"),
        ("city: Oulu", "parent: lake", "12: parent: there is no park 'lake'; did you mean 'lakeside'?"),
        (
            "slug: lake-university",
            "slug: lake-univercity",
            "19: institutions[0].slug: there is no institution 'lake-univercity'; did you mean 'lake-university'?",
        ),
        # Itself.
        ("city: Oulu", "parent: lakeside", "12: parent: no record is its own parent"),
        ("  - lakeside-village", "  - lakeside", "30: former_slugs: the record's own slug is no former one"),
        # Twice.
        (
            "    relation: owner",
            "    relation: owner\n  - slug: lake-university\n    relation: owner",
            "21: institutions[1]: stands here twice: lake-university, owner",
        ),
        ("    value: Q42", "    value: Q42\n  - scheme: wikidata\n    value: Q42", "30: identifiers[1]: stands here twice: wikidata, Q42"),
        ("  - optics", "  - optics\n  - optics", "8: sectors: 'optics' stands here twice"),
        ("      - country", "      - kind", "35: citations[0].supports: 'kind' stands here twice"),
        # Citations.
        ("      - country", "      - county", "35: citations[0].supports: 'county' is not a field of this record; did you mean 'country'?"),
        (
            "      - country",
            "      - figures.employees",
            "35: citations[0].supports: 'figures.employees' is not a field of this record; did you mean 'figures.tenants'?",
        ),
        (
            "      - figures.tenants\n",
            "",
            "25: figures[0].sources: 'gazette' is not cited for it: no citation of this source supports 'figures.tenants'",
        ),
    ],
    INSTITUTION_FILE: [
        ("source: gazette", "source: gazete", "5: citations[0].source: there is no source 'gazete'; did you mean 'gazette'?"),
        ("kind: university", "kind: university\nparent: lake-university", "4: parent: no record is its own parent"),
        (
            "      - name\n",
            "      - name\n  - source: gazette\n    supports:\n      - kind\n",
            "9: citations[1]: stands here twice: gazette",
        ),
    ],
    EVENT_FILE: [
        ('ends: "2017-05-03"', "ends: 2017-04", "5: ends: '2017-04' is before the start, '2017-05-01/2017-05-03'"),
        (
            "    role: host",
            "    role: host\n  - type: institution\n    slug: lake-university\n    role: host",
            "10: participants[1]: stands here twice: institution, lake-university, host",
        ),
    ],
    AGREEMENT_FILE: [
        ("  - NO", "  - ''", "14: other_countries[0]: expected 2 or more characters"),
        ("  - NO", "  - NO\n  - NO", "13: other_countries: 'NO' stands here twice"),
        (
            "    slug: lakeside\n",
            "    slug: lakeside-village\n",
            "8: parties[0].slug: there is no park 'lakeside-village'; did you mean 'lakeside'?",
        ),
        ("  - type: park", "  - type: institution", "8: parties[0].slug: there is no institution 'lakeside'"),
        ("  - type: park", "  - type: event", "7: parties[0].type: 'event' is not in the list; expected one of park, institution"),
        ("event: lake-summit", "event: lake-sumit", "5: event: there is no event 'lake-sumit'; did you mean 'lake-summit'?"),
        (
            "  - type: institution\n    slug: lake-university",
            "  - type: park\n    slug: lakeside",
            "10: parties[1]: stands here twice: park, lakeside",
        ),
    ],
    SECTOR_FILE: [
        ("name: Optics", "name: Optics\nparent: physics", "3: parent: there is no sector 'physics'; did you mean 'optics'?"),
        ("name: Optics", "name: Optics\nparent: optics", "3: parent: 'optics' would be a part of itself"),
        ("name: Optics", "name: Optics\ncitations: []", "3: citations: unknown key; expected one of slug, name, names, parent"),
    ],
    SOURCE_FILE: [
        ("language: en\n", "", "1: language: this key is missing, and required"),
        ("kind: news", "kind: news\nsha256: ABC", "6: sha256: 'ABC': expected 64 hexadecimal digits in lower case"),
    ],
}


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [pytest.param(name, *edit, id=edit[2].partition(": ")[2][:60]) for name, edits in EDITS.items() for edit in edits],
)
def test_edit_that_is_wrong_is_refused(name, old, new, error):
    assert RIGHT[name].count(old) == 1
    write("fixtures", {**RIGHT, name: RIGHT[name].replace(old, new)})

    assert ingest("fixtures") == refusal(f"fixtures/{name}.yaml:{error}")
    assert rows() == (0, 0, 0)


def test_published_record_without_citation_is_refused():
    text = RIGHT[INSTITUTION_FILE].partition("citations:")[0]
    write("fixtures", {**RIGHT, INSTITUTION_FILE: text})

    message = "a published record cites at least one source; add a citation or set `status: draft`"
    assert ingest("fixtures") == refusal(f"fixtures/{INSTITUTION_FILE}.yaml:1: citations: {message}")


START = "slug: optics\n"
# The whole of a sector's file, and the one error.
TEXTS = [
    ("", "1: the file is empty; it should hold one record"),
    (" \n\n", "1: the file is empty; it should hold one record"),
    ("# nothing\n", "1: the file is empty; it should hold one record"),
    ("- slug: optics\n- name: Optics\n", "1: expected the keys and values of one record"),
    ("optics\n", "1: expected the keys and values of one record"),
    (f"{START}name: [Optics\n", "2: not valid YAML: did not find expected ',' or ']'"),
    (f"{START}name: 'Optics\n", "2: not valid YAML: found unexpected end of stream"),
    (f"{START}name: Optics: light\n", "2: not valid YAML: mapping values are not allowed in this context"),
    (f"{START}\tname: Optics\n", "2: not valid YAML: found a tab character that violates indentation"),
    (f"{START}name: *light\n", "2: name: the alias *light is not allowed; write the value out"),
    (f"{START}name: &light Optics\n", "2: name: the anchor &light is not allowed; remove it"),
    (f"{START}name: !!str Optics\n", "2: name: the tag tag:yaml.org,2002:str is not allowed; remove it"),
    (
        f"{START}name: !!python/object/apply:os.system [ls]\n",
        "2: name: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed; remove it",
    ),
    (f"%YAML 1.1\n---\n{START}name: Optics\n", "1: directives (%YAML, %TAG) are not used here"),
    (f"{START}name: Optics\nslug: light\n", "3: slug: this key stands here twice"),
    (f"{START}name: Optics\n<<: {{}}\n", "3: <<: unknown key; expected one of slug, name, names, parent"),
    (f"{START}name: Optics\n2: two\n", "3: a key is plain text, not 2"),
    (f"{START}name: Optics\n? [a, b]\n: two\n", "3: a key is plain text, not ['a', 'b']"),
    (f"{START}name: Optics\n---\n{START}", "3: a second document starts here; a file holds one record"),
    (f"{START}name: {'[' * 9}{']' * 9}\n", f"2: name{'[0]' * 8}: nested deeper than 8 levels"),
    (f"{START}name: {'[' * 5000}", f"2: name{'[0]' * 8}: nested deeper than 8 levels"),
    (f"{START}name: Op\x07tics\n", "2: the character U+0007 is not allowed"),
    (f'{START}name: "Op\\atics"\n', "2: name: the character U+0007 is not allowed in a value"),
    (f'{START}name: "Op\\0tics"\n', "2: name: the character U+0000 is not allowed in a value"),
    (f'{START}name: "Op\\ttics"\n', "2: name: the character U+0009 is not allowed in a value"),
    (f'{START}name: "Op\\ntics"\n', "2: name: line breaks are not allowed in a value"),
    (f'{START}name: "Op\\u2028tics"\n', "2: name: the character U+2028 is not allowed in a value"),
    (f"{START}name: Op\u202etics\n", "2: name: the character U+202E is not allowed in a value"),
    (f'{START}name: "Op\\u202Etics"\n', "2: name: the character U+202E is not allowed in a value"),
    (f'{START}name: "Op\\u2066tics"\n', "2: name: the character U+2066 is not allowed in a value"),
    (f"{START}name: Optics\n\u200fnote: x\n", "3: (key): the character U+200F is not allowed in a value"),
    (f'{START}name: "Op\\ud83dtics"\n', "2: not valid YAML: found invalid Unicode character escape code"),
    (f"{START}name: Op".encode() + b"\xff", "2: not UTF-8: byte 0xff cannot be read; save the file as UTF-8"),
    (f"{START}name: Оптика\n".encode("cp1251"), "2: not UTF-8: byte 0xce cannot be read; save the file as UTF-8"),
    (f"{START}name: Optics\n".encode("utf-16"), "1: not UTF-8: byte 0xff cannot be read; save the file as UTF-8"),
    (b"\x00" * 100, "1: the character U+0000 is not allowed"),
    (SECTOR + "#" * 1_000_000, "1: the file has 1,000,026 bytes; a record has at most 1,000,000"),
    ("slug: light\nname: Light\n", "1: slug: 'light' is not the file's name; rename the file to light.yaml or mend the slug"),
]


@pytest.mark.parametrize(("text", "error"), TEXTS, ids=[case[1][:60] for case in TEXTS])
def test_file_that_is_wrong_is_refused(text, error):
    write("fixtures", {"sectors/optics": text})

    assert ingest("fixtures") == refusal(f"fixtures/sectors/optics.yaml:{error}")
    assert rows() == (0, 0, 0)


def test_huge_file_is_refused_unread():
    write("fixtures", RIGHT)
    with Path("fixtures/sectors/huge.yaml").open("wb") as file:
        file.truncate(50_000_000)

    assert ingest("fixtures") == refusal("fixtures/sectors/huge.yaml:1: the file has 50,000,000 bytes; a record has at most 1,000,000")


def test_country_no_is_norway():
    write("fixtures", {**RIGHT, PARK_FILE: PARK.replace("country: FI", "country: NO")})

    assert ingest("fixtures")[0] == 0
    assert Park.objects.get().country == "NO"


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    write("fixtures", {**RIGHT, PARK_FILE: b"\xef\xbb\xbf" + PARK.replace("\n", "\r\n").encode()})

    assert ingest("fixtures")[0] == 0
    assert Park.objects.get().summary == "A park beside a lake."


NOT_REGULAR = "expected a regular file; links, folders and devices are not read"
NOT_A_NAME = "expected a file name of the form <slug>.yaml, with lower-case letters, digits and hyphens"


def test_link_to_a_file_is_refused(tmp_path):
    write("fixtures", RIGHT)
    write(".", {"elsewhere": SECTOR})
    (tmp_path / "fixtures/sectors/light.yaml").symlink_to(tmp_path / "elsewhere.yaml")

    assert ingest("fixtures") == refusal(f"fixtures/sectors/light.yaml:1: {NOT_REGULAR}")


def test_link_to_a_folder_is_refused(tmp_path):
    write("fixtures", {"sources/gazette": RIGHT[SOURCE_FILE]})
    write("elsewhere", {"sectors/optics": SECTOR})
    (tmp_path / "fixtures/sectors").symlink_to(tmp_path / "elsewhere/sectors")

    assert ingest("fixtures") == refusal(f"fixtures/sectors:1: expected only the folders {FOLDERS} here")


def test_link_as_the_path_is_refused(tmp_path):
    write("elsewhere", RIGHT)
    (tmp_path / "fixtures").symlink_to(tmp_path / "elsewhere")

    assert ingest("fixtures") == refusal("fixtures:1: a symbolic link is not followed; give the real path")


def test_path_that_is_not_there_is_refused():
    assert ingest("fixtures") == refusal("fixtures:1: cannot be read: No such file or directory")


def test_folder_without_fixtures_is_refused(tmp_path):
    (tmp_path / "fixtures").mkdir()

    assert ingest("fixtures") == refusal(f"fixtures:1: no fixtures here; expected the folders {FOLDERS}")


def test_path_that_is_no_fixture_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("slug: optics")

    assert ingest("notes.txt") == refusal("notes.txt:1: expected a folder of fixtures or one .yaml file")


def test_file_in_no_folder_of_fixtures_is_refused(tmp_path):
    write("somewhere", {"optics": SECTOR})

    assert ingest("somewhere/optics.yaml") == refusal(f"somewhere/optics.yaml:1: its folder is none of {FOLDERS}")


def test_folder_in_place_of_a_file_is_refused(tmp_path):
    write("fixtures", RIGHT)
    (tmp_path / "fixtures/sectors/light.yaml").mkdir()

    assert ingest("fixtures") == refusal(f"fixtures/sectors/light.yaml:1: {NOT_REGULAR}")


def test_pipe_in_place_of_a_file_is_refused_and_not_waited_for(tmp_path):
    write("fixtures", RIGHT)
    os.mkfifo(tmp_path / "fixtures/sectors/light.yaml")

    assert ingest("fixtures") == refusal(f"fixtures/sectors/light.yaml:1: {NOT_REGULAR}")


def test_unknown_folder_and_loose_file_are_refused(tmp_path):
    write("fixtures", {**RIGHT, "companies/acme": SECTOR})
    (tmp_path / "fixtures/README.md").write_text("Read me")

    assert ingest("fixtures") == refusal(
        f"fixtures/README.md:1: expected only the folders {FOLDERS} here",
        f"fixtures/companies:1: expected only the folders {FOLDERS} here",
    )


@pytest.mark.parametrize("name", ["optics.yml", "Light.yaml", "light_2.yaml", "light", "-.yaml", f"{'x' * 101}.yaml"])
def test_file_name_that_is_no_slug_is_refused(tmp_path, name):
    write("fixtures", RIGHT)
    (tmp_path / "fixtures/sectors" / name).write_text(SECTOR)

    assert ingest("fixtures") == refusal(f"fixtures/sectors/{name}:1: {NOT_A_NAME}")


def test_hidden_files_are_passed_over(tmp_path):
    write("fixtures", {**RIGHT, "parks/.lakeside": "half-written"})
    (tmp_path / "fixtures/.gitkeep").touch()

    assert ingest("fixtures", "--check") == (0, "6 files are right.\n", "")


def test_slug_that_another_file_has_is_refused():
    write("fixtures", {**RIGHT, "parks/riverside": PARK.replace("  - lakeside-village", "  - riverside-village")})

    assert ingest("fixtures") == refusal(
        "fixtures/parks/riverside.yaml:1: slug: 'lakeside' is not the file's name; rename the file to lakeside.yaml or mend the slug",
        "fixtures/parks/riverside.yaml:1: slug: duplicate: fixtures/parks/lakeside.yaml already has the slug 'lakeside'",
    )


@pytest.mark.parametrize("former", ["lakeside", "lakeside-village"])
def test_former_slug_that_another_file_has_is_refused(former):
    park = PARK.replace("slug: lakeside\n", "slug: riverside\n").replace("- lakeside-village", f"- {former}")
    write("fixtures", {**RIGHT, "parks/riverside": park})

    assert ingest("fixtures") == refusal(
        f"fixtures/parks/riverside.yaml:30: former_slugs: duplicate: fixtures/parks/lakeside.yaml already has the slug '{former}'"
    )


def test_parts_that_contain_each_other_are_refused():
    sectors = {
        "sectors/a": "slug: a\nname: A\nparent: b\n",
        "sectors/b": "slug: b\nname: B\nparent: c\n",
        "sectors/c": "slug: c\nname: C\nparent: a\n",
        "sectors/d": "slug: d\nname: D\nparent: a\n",
    }
    write("fixtures", sectors)

    assert ingest("fixtures") == refusal(
        "fixtures/sectors/a.yaml:3: parent: 'a' would be a part of itself",
        "fixtures/sectors/b.yaml:3: parent: 'b' would be a part of itself",
        "fixtures/sectors/c.yaml:3: parent: 'c' would be a part of itself",
    )


def test_all_errors_are_told_at_once_in_order():
    write(
        "fixtures",
        {
            **RIGHT,
            "sectors/light": "slug: light\nnamed: Light\n",
            "parks/lakeside": PARK.replace("country: FI", "country: XX"),
            "parks/hillside": "slug: [",
            "institutions/lake-university": RIGHT[INSTITUTION_FILE]
            .replace("kind: university", "kind: university\nhost_park: lakside")
            .replace("- name", "- nane"),
            "agreements/lake-memorandum": RIGHT[AGREEMENT_FILE].replace("    slug: lakeside", "    slug: hillside"),
        },
    )

    assert ingest("fixtures") == refusal(
        "fixtures/institutions/lake-university.yaml:4: host_park: there is no park 'lakside'; did you mean 'lakeside'?",
        "fixtures/institutions/lake-university.yaml:7: citations[0].supports: 'nane' is not a field of this record; did you mean 'name'?",
        "fixtures/parks/hillside.yaml:1: not valid YAML: did not find expected node content",
        "fixtures/parks/lakeside.yaml:11: country: 'XX' is not an ISO 3166-1 alpha-2 country code, such as CN or FI",
        "fixtures/sectors/light.yaml:1: name: this key is missing, and required",
        "fixtures/sectors/light.yaml:2: named: unknown key; did you mean 'name'?",
    )


def test_one_wrong_file_among_all_that_are_right_loads_nothing():
    write("fixtures", {name.removesuffix(".yaml"): text for name, text in contents(FIXTURES).items()})
    write("fixtures", {"sectors/optics": "slug: optics\n"})

    assert ingest("fixtures") == refusal("fixtures/sectors/optics.yaml:1: name: this key is missing, and required")
    assert rows() == (0, 0, 0)


@pytest.mark.parametrize("flag", ["--check", "--dry-run", "--prune", "--overwrite"])
def test_errors_are_told_whatever_the_flag(flag):
    write("fixtures", {**RIGHT, "sectors/light": "slug: light\n"})

    assert ingest("fixtures", flag) == refusal("fixtures/sectors/light.yaml:1: name: this key is missing, and required")


@pytest.mark.parametrize("wrong", ["slug: light\n", "slug: light\nname: Light\nparent: physics\n"])
def test_nothing_is_written_when_a_file_is_wrong(wrong):
    write("fixtures", {**RIGHT, "sectors/light": wrong})

    with CaptureQueriesContext(connection) as queries:
        assert ingest("fixtures")[0] == 1

    # PostgreSQL reads long tables through a cursor.
    assert {query["sql"].split()[0] for query in queries} - {"SELECT", "DECLARE", "SAVEPOINT", "ROLLBACK", "RELEASE"} == set()
