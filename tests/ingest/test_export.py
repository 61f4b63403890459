"""Exporting: files come out byte for byte as they went in, and what was edited comes back the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.canonical import as_yaml
from ingest.yaml_text import BIDI_CONTROLS, read
from parks.models import Park
from tests.conftest import FIXTURES
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector, make_source
from tests.ingest import PARK, RIGHT, contents, export, ingest, rows, write

NOTHING = (0, "Nothing to change.\n", "")
FOLDERS = ("agreements", "events", "institutions", "parks", "sectors", "sources")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def empty_the_database():
    for folder in FOLDERS:
        Path("empty", folder).mkdir(parents=True, exist_ok=True)
    assert ingest("empty", "--prune", "--overwrite")[0] == 0
    assert rows() == (0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["small", "curated"])
def test_files_come_out_as_they_went_in_twice(source):
    write("small", RIGHT)
    root = FIXTURES if source == "curated" else Path("small")
    files = contents(root)

    assert ingest(root)[0] == 0
    assert export("first") == (0, f"Wrote {len(files)} files; 0 were up to date.\n", "")
    assert contents("first") == files

    empty_the_database()
    assert ingest("first")[0] == 0
    assert export("second")[0] == 0
    assert contents("second") == files


@pytest.mark.django_db
def test_second_export_writes_nothing():
    write("fixtures", RIGHT)
    ingest("fixtures")

    assert export("fixtures") == (0, "Wrote 0 files; 6 were up to date.\n", "")
    assert contents("fixtures") == {f"{name}.yaml": text.encode() for name, text in RIGHT.items()}


@pytest.mark.django_db
def test_edit_is_exported_and_is_then_nothing_to_change():
    write("fixtures", RIGHT)
    ingest("fixtures")
    park = Park.objects.get()
    park.summary = "Edited: “here”."
    park.save()

    assert export("fixtures") == (0, "Wrote 1 files; 5 were up to date.\n", "")
    assert Path("fixtures/parks/lakeside.yaml").read_text() == PARK.replace("A park beside a lake.", '"Edited: “here”."')
    assert ingest("fixtures") == NOTHING
    assert export("fixtures") == (0, "Wrote 0 files; 6 were up to date.\n", "")


@pytest.mark.django_db
def test_stale_file_is_reported_and_deleted_only_when_pruned():
    write("fixtures", RIGHT)
    ingest("fixtures")
    write("fixtures", {"parks/riverside": PARK, "sectors/lasers": "slug: lasers\n"})
    stale = [Path("fixtures/sectors/lasers.yaml"), Path("fixtures/parks/riverside.yaml")]

    lines = "".join(f"No record for {path} (--prune deletes it)\n" for path in stale)
    assert export("fixtures") == (0, f"{lines}Wrote 0 files; 6 were up to date.\n", "")
    assert [path.exists() for path in stale] == [True, True]

    lines = "".join(f"Deleted {path}\n" for path in stale)
    assert export("fixtures", "--prune") == (0, f"{lines}Wrote 0 files; 6 were up to date.\n", "")
    assert contents("fixtures") == {f"{name}.yaml": text.encode() for name, text in RIGHT.items()}


@pytest.mark.django_db
def test_export_to_a_place_that_is_no_folder_is_refused():
    write("fixtures", RIGHT)
    ingest("fixtures")
    Path("file").touch()

    assert export("file") == (1, "", "CommandError: file/sources: Not a directory\n")


@pytest.mark.django_db
def test_records_made_here_are_exported_and_load_into_an_empty_database():
    source, sector = make_source(published="2017?"), make_sector()
    park, draft = make_park(source=source, sectors=[sector]), make_park(status="draft")
    institution = make_institution(host_park=park)
    event = make_event(participants=[draft, (institution, "host")], starts="XXXX-10-26")
    make_agreement(parties=[park, (institution, "witness")], event=event)
    export("first")

    assert ingest("first") == NOTHING
    empty_the_database()
    assert ingest("first", "--check") == (0, "10 files are right.\n", "")
    ingest("first")
    export("second")
    assert contents("second") == contents("first")
    assert [park.status for park in Park.objects.order_by("slug")] == ["published", "draft"]


AWKWARD = [
    *("null", "~", "true", "no", "NO", "yes", "2016", "012", "1e3", "1e-400", "0x10", "0b11", "1_000", ".5", "+1", ".inf", ".nan"),
    *("2016-05-01", "12:30", "-", "--- x", "...", "- dash", "? what", "ends with a colon:", "colon: inside", "# hash", "a # hash", "a#b"),
    *("'single'", '"double"', "both ' and \"", "it's", "back\\slash", "\\u0041", "*star", "&and", "!bang", "%percent", "@at", "`tick"),
    *("[list]", "{map}", "|", ">", "=", "<<", ",comma", "a, b", "two  spaces", "soft\u00adhyphen", "zero\u200bwidth", "\ufeffmark"),
    *(
        "Сколково: технопарк",
        "苏州工业园区",
        "東京",
        "한국",
        "ไทย",
        "مجمع",
        "Åäö",
        "e\u0301",
        "😀",
        "👨\u200d👩\u200d👧",
        "\U0001f1e8\U0001f1f3",
    ),
]


@pytest.mark.django_db
def test_awkward_text_survives_byte_for_byte():
    source = make_source(title="True: # no")
    texts = {f"park-{number:02}": text for number, text in enumerate(AWKWARD)}
    long = ("word " * 2000).strip()
    for slug, text in texts.items():
        park = make_park(slug=slug, name=text, city=text, summary=f"{' '.join(text.split())} {long}", source=source)
        park.names.create(language="zh-Hans", text=text)
        park.citations.update(locator=text)
    export("first")

    assert ingest("first") == NOTHING
    empty_the_database()
    assert ingest("first")[0] == 0
    assert dict(Park.objects.values_list("slug", "name")) == texts
    assert dict(Park.objects.values_list("slug", "names__text")) == texts
    assert dict(Park.objects.values_list("slug", "citations__locator")) == texts
    assert dict(Park.objects.values_list("slug", "summary")) == {slug: f"{' '.join(text.split())} {long}" for slug, text in texts.items()}
    export("second")
    assert contents("second") == contents("first")


any_text = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="".join(BIDI_CONTROLS)))


@given(any_text | st.sampled_from(AWKWARD).flatmap(lambda start: any_text.map(lambda rest: start + rest)))
def test_any_text_survives_being_written_and_read(text):
    content = {"name": text, "supports": [text, text], "names": [{"text": text}]}
    written = as_yaml(content)

    assert read(written).data == content
    assert len(written.splitlines()) == 6


NUMBERS = ["0", "7", "-3", "2.5", "0.1", "0.000001", "670000", "1234567.891", "123456789012.345", "999999999999999", "1e17"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", NUMBERS)
def test_number_survives(number):
    write("fixtures", {**RIGHT, "parks/lakeside": PARK.replace("value: 250", f"value: {number}")})
    ingest("fixtures")

    assert ingest("fixtures") == NOTHING
    export("first")
    assert ingest("first") == NOTHING
    empty_the_database()
    ingest("first")
    export("second")
    assert contents("second") == contents("first")
    assert float(Park.objects.get().figures.get().value) == float(number)
