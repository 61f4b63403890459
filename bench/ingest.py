"""How fast `manage.py ingest` is, and how much memory it takes, beside `loaddata` of the same rows.

    .venv/bin/python bench/ingest.py [TIMES …]

For each number of times (by default 1 and 4) the curated fixtures are copied so often, under other slugs, and loaded into an empty SQLite
database: by a first ingest, by a second that finds nothing to change, and by `loaddata` from a JSON dump of what the first one loaded.
Each is a process of its own; the seconds that Django takes to start are taken off.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
APPS = ("core", "parks", "agreements")
# The keys whose values are slugs; those of sectors stay as they are.
SLUG = re.compile(r"^(?P<key> *(?:- )?(?:slug|source|parent|host_park|event|venue_park): )(?P<slug>\S+)$", re.M)
SLUGS = re.compile(r"^(?P<key> *(?:sources|founders|former_slugs):\n)(?P<items>(?: +- \S+\n)+)", re.M)
ITEM = re.compile(r"[^\s-]\S*$", re.M)


class Run(NamedTuple):
    """A process: its seconds and its peak memory in MB."""

    seconds: float
    megabytes: float


def manage(*arguments: str, database: str) -> Run:
    """Run a command of manage.py; raises CalledProcessError where it fails."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database}, stdout=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def copies(times: int, folder: Path) -> int:
    """The fixtures, so many times over; how many files that is."""
    count = 0
    for path in sorted((ROOT / "fixtures").glob("*/*.yaml")):
        for number in range(1 if path.parent.name == "sectors" else times):
            target = folder / path.parent.name / f"{renamed(path.stem, number)}.yaml"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(copied(path.read_text("utf-8"), number, sector=path.parent.name == "sectors"), "utf-8")
            count += 1
    return count


def copied(text: str, number: int, *, sector: bool) -> str:
    """A fixture with every slug in it, but those of sectors, renamed."""
    if sector:
        return text
    text = SLUGS.sub(lambda found: found["key"] + ITEM.sub(lambda item: renamed(item[0], number), found["items"]), text)
    return SLUG.sub(lambda found: found["key"] + renamed(found["slug"], number), text)


def renamed(slug: str, number: int) -> str:
    return f"{slug[:90].rstrip('-')}-c{number}" if number else slug


def measure(times: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        fixtures, dump = Path(scratch, "fixtures"), Path(scratch, "dump.json")
        count = copies(times, fixtures)
        database = f"sqlite:///{scratch}/ingest.sqlite3"
        manage("migrate", "--verbosity=0", database=database)
        start = manage("check", database=database)
        first = manage("ingest", str(fixtures), database=database)
        second = manage("ingest", str(fixtures), database=database)
        manage("dumpdata", *APPS, f"--output={dump}", database=database)
        other = f"sqlite:///{scratch}/loaddata.sqlite3"
        manage("migrate", "--verbosity=0", database=other)
        loaddata = manage("loaddata", str(dump), database=other)
    print(f"{count} records ({times} times the fixtures); Django alone: {start.seconds:.1f} s, {start.megabytes:.0f} MB")
    for name, run in (("ingest, first", first), ("ingest, again", second), ("loaddata", loaddata)):
        seconds = run.seconds - start.seconds
        print(f"  {name:14} {seconds:6.1f} s  {count / seconds:7.0f} records/s  {run.megabytes:5.0f} MB")


if __name__ == "__main__":
    for argument in sys.argv[1:] or ("1", "4"):
        measure(int(argument))
