"""What the tests of ingest share: six small files that are right, and the two commands as somebody at a terminal meets them."""

from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from core.models import Record, Sector, Source

SOURCE = """\
slug: gazette
title: The Lakeside Gazette
published: 2018~
language: en
kind: news
"""
SECTOR = """\
slug: optics
name: Optics
"""
PARK = """\
slug: lakeside
name: Lakeside Science Park
names:
  - language: fi
    text: Järvenrannan tiedepuisto
    kind: preferred
summary: A park beside a lake.
sectors:
  - optics
kind: science-park
country: FI
city: Oulu
coordinates:
  lat: 65.0121
  lon: 25.4651
  precision: city
founded: "1982"
institutions:
  - slug: lake-university
    relation: owner
figures:
  - indicator: tenants
    value: 250
    as_of: undated
    sources:
      - gazette
identifiers:
  - scheme: wikidata
    value: Q42
former_slugs:
  - lakeside-village
citations:
  - source: gazette
    locator: p1
    supports:
      - country
      - figures.tenants
      - kind
      - name
"""
INSTITUTION = """\
slug: lake-university
name: Lake University
kind: university
citations:
  - source: gazette
    supports:
      - kind
      - name
"""
EVENT = """\
slug: lake-summit
name: Lake Summit
kind: summit
starts: 2017-05-01/2017-05-03
ends: "2017-05-03"
participants:
  - type: institution
    slug: lake-university
    role: host
citations:
  - source: gazette
    supports:
      - kind
      - name
"""
AGREEMENT = """\
slug: lake-memorandum
name: Lake memorandum
kind: memorandum-of-understanding
signed: XXXX-10-26
event: lake-summit
parties:
  - type: park
    slug: lakeside
    role: signatory
  - type: institution
    slug: lake-university
    role: witness
other_countries:
  - NO
citations:
  - source: gazette
    supports:
      - kind
      - name
"""
RIGHT = {
    "sources/gazette": SOURCE,
    "sectors/optics": SECTOR,
    "parks/lakeside": PARK,
    "institutions/lake-university": INSTITUTION,
    "events/lake-summit": EVENT,
    "agreements/lake-memorandum": AGREEMENT,
}


def write(root, files):
    """Write files, named `parks/lakeside`, below a folder."""
    for name, content in files.items():
        path = Path(root, f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def contents(root):
    """Every file below a folder, byte for byte."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(Path(root).rglob("*")) if path.is_file()}


def ingest(path, *flags):
    """`manage.py ingest`: its exit status, standard output and standard error."""
    return _run("ingest", path, *flags)


def export(path, *flags):
    """`manage.py export`, likewise."""
    return _run("export", path, *flags)


def _run(command, path, *flags):
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command(command, str(path), *flags, stdout=out, stderr=err)
    except SystemExit as stopped:
        status = stopped.code
    except CommandError as error:
        # As Django does for somebody at a terminal.
        err.write(f"CommandError: {error}\n")
        status = error.returncode
    return status, out.getvalue(), err.getvalue()


def refusal(*errors):
    """What `ingest` answers to files with these errors, given as the lines it prints."""
    files = len({error.split(":")[0] for error in errors})
    lines = "".join(f"{error}\n" for error in errors)
    return 1, "", f"{lines}{len(errors)} error(s) in {files} file(s): nothing was loaded.\n"


def rows():
    """How many sources, sectors and records there are."""
    return Source.objects.count(), Sector.objects.count(), Record.objects.count()
