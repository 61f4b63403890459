"""Loading: what changes and what does not, edits that are kept, pruning, and how many queries it takes."""

import hashlib
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Event
from core.models import Record, Sector, Source
from ingest.canonical import as_dict
from ingest.kinds import KINDS
from parks.models import Institution, Park
from tests.factories import make_agreement, make_event, make_institution, make_park, make_sector
from tests.ingest import AGREEMENT, EVENT, INSTITUTION, PARK, RIGHT, export, ingest, refusal, rows, write

pytestmark = pytest.mark.django_db

MANAGE = Path(__file__).parents[2] / "manage.py"
NOTHING = (0, "Nothing to change.\n", "")
DRY_PARK = PARK.replace("A park beside a lake.", "A park beside a dry lake.")
CONFLICT = "Conflict: parks/lakeside was edited in the admin; export it, or ingest with --overwrite.\n"


@pytest.fixture(autouse=True)
def _in_a_folder_with_fixtures(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("fixtures", RIGHT)


def without(*names):
    """Write the files but for some of them into another folder."""
    write("fewer", {name: text for name, text in RIGHT.items() if name not in names})
    return "fewer"


def edit_in_admin(slug="lakeside", summary="Edited."):
    park = Park.objects.get(slug=slug)
    park.summary = summary
    park.save()


def summary():
    return Park.objects.get(slug="lakeside").summary


def test_everything_in_the_files_is_loaded():
    ingest("fixtures")

    park = Park.objects.get()
    assert (park.type, park.slug, park.name, park.status, park.kind, park.country, park.city) == (
        *("park", "lakeside", "Lakeside Science Park", "published", "science-park", "FI", "Oulu"),
    )
    assert park.coordinates == {"lat": Decimal("65.0121"), "lon": Decimal("25.4651"), "precision": "city"}
    assert (park.founded, str(park.founded_earliest), str(park.founded_latest)) == ("1982", "1982-01-01", "1982-12-31")
    assert list(park.names.values_list("language", "text", "kind")) == [("fi", "Järvenrannan tiedepuisto", "preferred")]
    assert list(park.sectors.values_list("slug")) == [("optics",)]
    assert list(park.institutions.values_list("institution__slug", "relation")) == [("lake-university", "owner")]
    assert list(park.figures.values_list("indicator", "value", "sources__slug")) == [("tenants", 250, "gazette")]
    assert list(park.identifiers.values_list("scheme", "value")) == [("wikidata", "Q42")]
    assert list(park.former_slugs.values_list("type", "slug")) == [("park", "lakeside-village")]
    citation = park.citations.get()
    assert (citation.source.slug, citation.locator, citation.supports) == ("gazette", "p1", ["country", "figures.tenants", "kind", "name"])
    assert park.lead_citation == citation
    assert (park.name_folded, bytes(park.name_key)) == ("lakeside science park", b"lakeside science park")
    agreement = park.agreements.get().as_agreement
    assert list(agreement.parties.values_list("type", "organisation__slug", "role")) == [
        ("park", "lakeside", "signatory"),
        ("institution", "lake-university", "witness"),
    ]
    assert (agreement.signed, agreement.signed_earliest, agreement.event.slug) == ("XXXX-10-26", None, "lake-summit")
    assert agreement.countries == ["FI", "NO"]
    assert list(agreement.event.participants.values_list("type", "organisation__slug", "role")) == [
        ("institution", "lake-university", "host")
    ]


def test_second_run_changes_nothing_and_says_so():
    ingest("fixtures")
    before = list(Record.objects.order_by("pk").values())

    assert ingest("fixtures") == NOTHING
    assert list(Record.objects.order_by("pk").values()) == before


def test_check_says_how_many_files_are_right_and_loads_nothing():
    assert ingest("fixtures", "--check") == (0, "6 files are right.\n", "")
    assert rows() == (0, 0, 0)


def test_check_names_files_that_an_export_would_write_otherwise():
    write("fixtures", {"parks/lakeside": PARK.replace("kind: science-park", "kind: science-park # a comment")})

    assert ingest("fixtures", "--check") == (
        0,
        (
            "6 files are right.\n"
            "fixtures/parks/lakeside.yaml: an export would write it otherwise: keys in order, quotes where needed, no comments.\n"
        ),
        "",
    )


def test_dry_run_of_new_files_prints_every_field_and_loads_nothing():
    write("other", {"sectors/optics": RIGHT["sectors/optics"], "sectors/lasers": "slug: lasers\nname: Lasers\nparent: optics\n"})

    assert ingest("other", "--dry-run") == (
        0,
        (
            "sectors/lasers: slug: None -> 'lasers'\n"
            "sectors/lasers: name: None -> 'Lasers'\n"
            "sectors/lasers: parent: None -> 'optics'\n"
            "sectors/optics: slug: None -> 'optics'\n"
            "sectors/optics: name: None -> 'Optics'\n"
            "Would insert: 2 sectors\n"
            "Unchanged: 0\n"
        ),
        "",
    )
    assert rows() == (0, 0, 0)


def test_dry_run_of_changed_files_prints_what_differs_and_changes_nothing():
    ingest("fixtures")
    write("fixtures", {"parks/lakeside": DRY_PARK.replace("city: Oulu", "stage: planned").replace("value: 250", "value: 2.5")})
    before = list(Record.objects.order_by("pk").values())
    figure = "{'indicator': 'tenants', 'value': %s, 'as_of': 'undated', 'sources': ['gazette']}"

    assert ingest("fixtures", "--dry-run") == (
        0,
        (
            "parks/lakeside: summary: 'A park beside a lake.' -> 'A park beside a dry lake.'\n"
            "parks/lakeside: stage: None -> 'planned'\n"
            f"parks/lakeside: figures: [{figure % 250}] -> [{figure % 2.5}]\n"
            "parks/lakeside: city: 'Oulu' -> None\n"
            "Would update: 1 parks\n"
            "Unchanged: 5\n"
        ),
        "",
    )
    assert list(Record.objects.order_by("pk").values()) == before


def test_changed_file_is_loaded_in_place():
    ingest("fixtures")
    key = Park.objects.get().pk
    write("fixtures", {"parks/lakeside": DRY_PARK.replace("p1", "p2")})

    assert ingest("fixtures") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")

    park = Park.objects.get()
    assert (park.pk, park.summary, park.lead_citation.locator, park.status) == (key, "A park beside a dry lake.", "p2", "published")
    assert park.citations.count() == park.figures.count() == park.names.count() == park.former_slugs.count() == 1
    assert ingest("fixtures") == NOTHING


def test_what_is_left_out_of_a_file_is_emptied():
    ingest("fixtures")
    citations = "citations:\n  - source: gazette\n    supports:\n      - name\n"
    write("fixtures", {"parks/lakeside": f"slug: lakeside\nname: Lakeside\nkind: science-park\n{citations}"})

    assert ingest("fixtures") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")

    park = Park.objects.get()
    assert (park.summary, park.country, park.city, park.coordinates, park.precision, park.founded, park.founded_earliest) == (
        *("", "", "", None, "", "", None),
    )
    owned = (park.names, park.sectors, park.institutions, park.figures, park.identifiers, park.former_slugs)
    assert [relation.count() for relation in owned] == [0] * 6
    assert ingest("fixtures") == NOTHING


def test_one_folder_and_one_file_load_beside_what_is_there():
    ingest("fixtures")
    write("fixtures", {"parks/lakeside": DRY_PARK, "events/lake-summit": EVENT.replace("Lake Summit", "Summit")})

    assert ingest("fixtures/parks") == (0, "Updated: 1 parks\nUnchanged: 0\n", "")
    assert ingest("fixtures/events/lake-summit.yaml") == (0, "Updated: 1 events\nUnchanged: 0\n", "")
    assert ingest("fixtures/sectors", "--prune") == NOTHING


def test_one_file_that_needs_what_is_not_there_is_refused():
    assert ingest("fixtures/sources") == (0, "Inserted: 1 sources\nUnchanged: 0\n", "")
    assert ingest("fixtures/events/lake-summit.yaml") == refusal(
        "fixtures/events/lake-summit.yaml:8: participants[0].slug: there is no institution 'lake-university'"
    )


def test_part_of_its_own_part_is_refused_across_files_and_database():
    ingest("fixtures")
    write("fixtures", {"sectors/lasers": "slug: lasers\nname: Lasers\nparent: optics\n"})
    ingest("fixtures")
    write("fixtures", {"sectors/optics": "slug: optics\nname: Optics\nparent: lasers\n"})

    assert ingest("fixtures/sectors/optics.yaml") == refusal("fixtures/sectors/optics.yaml:3: parent: 'optics' would be a part of itself")


def test_former_slug_of_a_row_without_a_file_is_refused():
    ingest("fixtures")
    write("fixtures", {"parks/riverside": PARK.replace("slug: lakeside\n", "slug: riverside\n")})

    assert ingest("fixtures/parks/riverside.yaml") == refusal(
        "fixtures/parks/riverside.yaml:30: former_slugs: duplicate: the park 'lakeside' in the database has the slug 'lakeside-village'"
    )


def test_slug_that_an_unchanged_record_had_is_refused():
    # The record's file is the same as before, and so is not read again.
    ingest("fixtures")
    village = PARK.replace("slug: lakeside\n", "slug: lakeside-village\n").replace("former_slugs:\n  - lakeside-village\n", "")
    write("fixtures", {"parks/lakeside-village": village})

    assert ingest("fixtures") == refusal(
        "fixtures/parks/lakeside-village.yaml:1: slug: duplicate: the park 'lakeside' in the database has the slug 'lakeside-village'"
    )


def test_file_that_is_the_same_is_not_read_but_its_row_is_compared():
    ingest("fixtures")
    before = Park.objects.get().file_digest
    Park.objects.update(summary="Edited.")

    assert ingest("fixtures") == (0, f"{CONFLICT}Unchanged: 5\n", "")
    assert ingest("fixtures", "--overwrite") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")
    assert (Park.objects.get().summary, Park.objects.get().file_digest) == ("A park beside a lake.", before)


def test_file_that_says_the_same_in_other_bytes_is_remembered():
    ingest("fixtures")
    before = Park.objects.get().file_digest
    write("fixtures", {"parks/lakeside": f"{PARK}\n"})

    assert ingest("fixtures") == NOTHING
    after = Park.objects.get().file_digest
    assert after != before
    assert ingest("fixtures") == NOTHING
    assert Park.objects.get().file_digest == after


def test_row_that_was_loaded_before_figures_were_marked_as_undated_is_no_conflict():
    ingest("fixtures")
    kind = next(kind for kind in KINDS if kind.name == "park")
    content = as_dict(kind, kind.shape.model_validate(next(kind.rows())))
    del content["figures"][0]["as_of"]
    then = hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    Park.objects.update(loaded_digest=then, file_digest="")
    write("fixtures", {"parks/lakeside": DRY_PARK})

    assert ingest("fixtures") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")


def test_former_slug_moves_from_one_record_to_another():
    ingest("fixtures")
    write(
        "fixtures",
        {
            "parks/lakeside": PARK.replace("former_slugs:\n  - lakeside-village\n", ""),
            "parks/a-riverside": PARK.replace("slug: lakeside\n", "slug: a-riverside\n"),
        },
    )

    assert ingest("fixtures") == (0, "Inserted: 1 parks\nUpdated: 1 parks\nUnchanged: 5\n", "")
    assert list(Park.objects.values_list("slug", "former_slugs__slug").order_by("slug")) == [
        ("a-riverside", "lakeside-village"),
        ("lakeside", None),
    ]


def test_draft_stays_a_draft_and_may_cite_nothing():
    write("fixtures", {"parks/hillside": "slug: hillside\nstatus: draft\nname: Hillside\nkind: technopole\n"})
    ingest("fixtures")

    assert ingest("fixtures") == NOTHING
    park = Park.objects.get(slug="hillside")
    assert (park.status, park.lead_citation) == ("draft", None)


def test_status_changes_load():
    draft = PARK.replace("name: Lakeside Science Park", "status: draft\nname: Lakeside Science Park")
    seen = []
    for text in (draft, PARK, draft):
        write("fixtures", {"parks/lakeside": text})
        seen.append((ingest("fixtures")[1].splitlines()[0].split(":")[0], Park.objects.get().status))

    assert seen == [("Inserted", "draft"), ("Updated", "published"), ("Updated", "draft")]


# Edits in the admin.


def test_edit_is_kept_and_listed_until_overwritten():
    ingest("fixtures")
    edit_in_admin()

    assert ingest("fixtures") == (0, f"{CONFLICT}Unchanged: 5\n", "")
    assert ingest("fixtures") == (0, f"{CONFLICT}Unchanged: 5\n", "")
    assert summary() == "Edited."

    assert ingest("fixtures", "--overwrite") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")
    assert summary() == "A park beside a lake."
    assert ingest("fixtures") == NOTHING


def test_edit_is_kept_when_its_file_changes_too():
    ingest("fixtures")
    edit_in_admin()
    write("fixtures", {"parks/lakeside": DRY_PARK})

    assert ingest("fixtures") == (0, f"{CONFLICT}Unchanged: 5\n", "")
    assert summary() == "Edited."


def test_edit_of_a_row_it_owns_is_kept():
    ingest("fixtures")
    Park.objects.get().names.update(text="Toinen nimi")

    assert ingest("fixtures") == (0, f"{CONFLICT}Unchanged: 5\n", "")
    assert Park.objects.get().names.get().text == "Toinen nimi"


def test_other_files_load_beside_a_kept_edit():
    ingest("fixtures")
    edit_in_admin()
    write("fixtures", {"events/lake-summit": EVENT.replace("Lake Summit", "Summit")})

    assert ingest("fixtures") == (0, f"Updated: 1 events\n{CONFLICT}Unchanged: 4\n", "")
    assert summary() == "Edited."


def test_edit_that_was_undone_is_no_conflict():
    ingest("fixtures")
    edit_in_admin()
    edit_in_admin(summary="A park beside a lake.")

    assert ingest("fixtures") == NOTHING


@pytest.mark.parametrize("ingested_between", [True, False])
def test_edit_that_was_exported_gives_way_to_a_later_change_of_its_file(ingested_between):
    ingest("fixtures")
    edit_in_admin()
    export("fixtures")
    if ingested_between:
        assert ingest("fixtures") == NOTHING
    write("fixtures", {"parks/lakeside": DRY_PARK})

    assert ingest("fixtures") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")
    assert summary() == "A park beside a dry lake."


def test_edit_that_was_copied_into_its_file_gives_way_to_a_later_change():
    ingest("fixtures")
    edit_in_admin()
    write("fixtures", {"parks/lakeside": PARK.replace("A park beside a lake.", "Edited.")})
    assert ingest("fixtures") == NOTHING
    write("fixtures", {"parks/lakeside": DRY_PARK})

    assert ingest("fixtures") == (0, "Updated: 1 parks\nUnchanged: 5\n", "")


def test_edit_that_was_exported_elsewhere_is_not_undone_by_the_older_files():
    ingest("fixtures")
    edit_in_admin()
    export("elsewhere")

    assert ingest("fixtures") == (0, f"{CONFLICT}Unchanged: 5\n", "")
    assert summary() == "Edited."


def test_record_made_in_the_admin_is_not_replaced_by_a_file_of_its_slug():
    make_park(slug="lakeside", summary="Made here.")

    assert ingest("fixtures") == (
        0,
        f"Inserted: 1 sources, 1 sectors, 1 institutions, 1 events, 1 agreements\n{CONFLICT}Unchanged: 0\n",
        "",
    )
    assert summary() == "Made here."


# Pruning.


def test_rows_without_files_stay_unless_pruned():
    ingest("fixtures")
    folder = without("agreements/lake-memorandum")
    write(folder, {"agreements/other": AGREEMENT.replace("lake-memorandum", "other")})
    ingest(folder)

    assert rows() == (1, 1, 5)
    assert ingest(folder, "--prune") == (0, "Deleted: 1 agreements\nUnchanged: 6\n", "")
    assert sorted(Record.objects.values_list("slug", flat=True)) == ["lake-summit", "lake-university", "lakeside", "other"]


def test_pruning_asks_for_the_folder():
    ingest("fixtures")

    assert ingest(without("agreements/lake-memorandum"), "--prune") == NOTHING
    assert rows() == (1, 1, 4)


def test_dry_run_prunes_nothing():
    ingest("fixtures")
    write("fixtures", {"parks/hillside": PARK.replace("lakeside", "hillside")})
    ingest("fixtures")

    assert ingest(without(), "--prune", "--dry-run") == (0, "Would delete: 1 parks\nUnchanged: 6\n", "")
    assert Park.objects.count() == 2


def test_pruning_keeps_what_was_edited_or_made_in_the_admin():
    write("fixtures", {"parks/hillside": PARK.replace("lakeside", "hillside")})
    ingest("fixtures")
    edit_in_admin("hillside")
    make_park(slug="riverside", source=Source.objects.get())

    assert ingest(without(), "--prune") == (
        0,
        CONFLICT.replace("lakeside", "hillside") + CONFLICT.replace("lakeside", "riverside") + "Unchanged: 6\n",
        "",
    )
    assert Park.objects.count() == 3
    assert ingest("fewer", "--prune", "--overwrite") == (0, "Deleted: 2 parks\nUnchanged: 6\n", "")


def test_pruning_deletes_together_what_belongs_together():
    ingest("fixtures")
    write(
        "more",
        {
            **RIGHT,
            "sectors/lasers": "slug: lasers\nname: Lasers\n",
            "sectors/blue-lasers": "slug: blue-lasers\nname: Blue lasers\nparent: lasers\n",
            "sources/paper": RIGHT["sources/gazette"].replace("gazette", "paper"),
            "parks/upper": PARK.replace("lakeside", "upper").replace("lake-university", "college").replace("gazette", "paper"),
            "parks/lower": PARK.replace("lakeside", "lower").replace("city: Oulu", "parent: upper").replace("- optics", "- lasers"),
            "institutions/college": INSTITUTION.replace("lake-university", "college").replace(
                "kind: university", "kind: university\nhost_park: lower\nfounders:\n  - faculty"
            ),
            "institutions/faculty": INSTITUTION.replace("lake-university", "faculty").replace(
                "kind: university", "kind: university\nparent: college"
            ),
            "events/fair": EVENT.replace("lake-summit", "fair").replace("participants", "venue_park: lower\nparticipants"),
            "agreements/pact": AGREEMENT.replace("lake-memorandum", "pact").replace("lakeside", "upper").replace("lake-summit", "fair"),
        },
    )
    ingest("more")
    assert rows() == (2, 3, 10)

    assert ingest("fixtures", "--prune") == (
        0,
        "Deleted: 1 sources, 2 sectors, 2 parks, 2 institutions, 1 events, 1 agreements\nUnchanged: 6\n",
        "",
    )
    assert rows() == (1, 1, 4)
    assert ingest("fixtures", "--prune") == NOTHING


def test_pruning_what_another_file_names_is_refused():
    ingest("fixtures")
    folder = without("parks/lakeside")
    write(folder, {"parks/riverside": PARK.replace("lakeside", "riverside")})

    assert ingest(folder, "--prune") == refusal("fewer/agreements/lake-memorandum.yaml:8: parties[0].slug: there is no park 'lakeside'")
    assert sorted(Record.objects.values_list("slug", flat=True)) == ["lake-memorandum", "lake-summit", "lake-university", "lakeside"]


USES = [
    ("parks/lakeside", lambda park, **_: make_park(parent=park)),
    ("parks/lakeside", lambda park, **_: make_institution(host_park=park)),
    ("parks/lakeside", lambda park, **_: make_event(venue_park=park)),
    ("parks/lakeside", lambda park, **_: make_agreement(parties=[park])),
    ("parks/lakeside", lambda park, **_: make_event(participants=[park])),
    ("institutions/lake-university", lambda institution, **_: make_institution(parent=institution)),
    ("institutions/lake-university", lambda institution, **_: make_institution().founders.create(founder=institution).institution),
    (
        "institutions/lake-university",
        lambda institution, **_: make_park().institutions.create(institution=institution, relation="owner").park,
    ),
    ("institutions/lake-university", lambda institution, **_: make_agreement(parties=[institution])),
    ("events/lake-summit", lambda event, **_: make_agreement(event=event)),
    ("sectors/optics", lambda sector, **_: make_park(sectors=[sector])),
    ("sectors/optics", lambda sector, **_: make_sector(parent=sector)),
    ("sources/gazette", lambda source, **_: make_park(source=source)),
]


@pytest.mark.parametrize(("name", "use"), USES)
def test_pruning_what_a_kept_row_uses_is_refused_and_changes_nothing(name, use, tmp_path):
    ingest("fixtures")
    user = use(
        park=Park.objects.get(),
        institution=Institution.objects.get(),
        event=Event.objects.get(),
        sector=Sector.objects.get(),
        source=Source.objects.get(),
    )
    for folder in ("agreements", "events", "institutions", "parks", "sectors", "sources"):
        (tmp_path / "empty" / folder).mkdir(parents=True)
    before = rows()

    status, out, err = ingest("empty", "--prune")

    assert (status, out, rows()) == (1, "", before)
    assert f"empty/{name}.yaml:1: has no file, but cannot be pruned: the {kind_of(user)} {user.slug!r} uses it\n" in err


def kind_of(row):
    return getattr(row, "type", row._meta.model_name)


def test_former_slug_of_what_is_pruned_can_be_taken():
    ingest("fixtures")
    renamed = {name: text.replace("slug: lakeside\n", "slug: riverside\n") for name, text in RIGHT.items() if name != "parks/lakeside"}
    riverside = PARK.replace("slug: lakeside\n", "slug: riverside\n").replace("former_slugs:", "former_slugs:\n  - lakeside")
    write("renamed", {**renamed, "parks/riverside": riverside})

    assert ingest("renamed", "--prune") == (0, "Inserted: 1 parks\nUpdated: 1 agreements\nDeleted: 1 parks\nUnchanged: 4\n", "")
    assert list(Park.objects.values_list("slug", "former_slugs__slug").order_by("former_slugs__slug")) == [
        ("riverside", "lakeside"),
        ("riverside", "lakeside-village"),
    ]


# Queries.


def parks(letter, count, city="Oulu"):
    """So many files of parks, each with rows of every sort."""
    text = PARK.replace("city: Oulu", f"city: {city}")
    return {
        f"parks/{letter}-{number}": text.replace("slug: lakeside\n", f"slug: {letter}-{number}\n").replace("village", f"{letter}-{number}")
        for number in range(count)
    }


def queries(folder, *flags):
    """How many queries an ingest takes, and the first line of what it says."""
    with CaptureQueriesContext(connection) as captured:
        _status, out, _err = ingest(folder, *flags)
    return len(captured), out.splitlines()[0]


def test_queries_do_not_grow_with_the_number_of_records():
    ingest("fixtures")
    counts, said = {}, {}
    for number in (10, 50):
        write(f"new-{number}", {**RIGHT, **parks("x", number)})
        write(f"changed-{number}", {**RIGHT, **parks("x", number, city="Kemi")})
        runs = [
            queries(f"new-{number}"),
            queries(f"new-{number}"),
            queries(f"changed-{number}"),
            queries("fixtures", "--prune"),
        ]
        counts[number], said[number] = zip(*runs, strict=True)

    assert said[50] == ("Inserted: 50 parks", "Nothing to change.", "Updated: 50 parks", "Deleted: 50 parks")
    assert counts[50] == counts[10]


def test_a_record_that_no_file_has_said_is_not_pruned_though_it_was_exported():
    ingest("fixtures")
    make_park(slug="handmade", source=Source.objects.first())
    export("elsewhere")

    assert ingest("fixtures", "--prune") == (
        0,
        "Conflict: parks/handmade was edited in the admin; export it, or ingest with --overwrite.\nUnchanged: 6\n",
        "",
    )
    assert Park.objects.filter(slug="handmade").exists()


def test_a_database_without_tables_is_named_with_the_way_out(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "SECRET_KEY": "k" * 50}
    done = subprocess.run([sys.executable, MANAGE, "ingest", "--check"], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "CommandError: The database cannot be used: no such table: core_source. Is it there, and migrated (manage.py migrate)?\n"
    )


def test_names_of_sectors_are_loaded_changed_and_exported():
    sector = "slug: optics\nname: Optics\nnames:\n  - language: ru\n    text: Оптика\n"
    write("fixtures", {**RIGHT, "sectors/optics": sector})
    ingest("fixtures")
    assert list(Sector.objects.get().names.values_list("language", "text")) == [("ru", "Оптика")]

    write("fixtures", {**RIGHT, "sectors/optics": sector.replace("ru", "uk")})
    assert ingest("fixtures") == (0, "Updated: 1 sectors\nUnchanged: 5\n", "")
    export("out")
    assert Path("out/sectors/optics.yaml").read_text() == sector.replace("ru", "uk")


def test_a_sector_has_one_name_a_language():
    sector = "slug: optics\nname: Optics\nnames:\n  - language: ru\n    text: Оптика\n  - language: ru\n    text: Свет\n"
    write("fixtures", {**RIGHT, "sectors/optics": sector})
    assert ingest("fixtures") == refusal("fixtures/sectors/optics.yaml:3: names: 'ru' stands here twice")
