"""What lists and searches cost as the data grows, beside Datasette over the same rows.

    .venv/bin/python bench/lists.py [--folder FOLDER] [--datasette PATH] [AGREEMENTS …]

For each number of agreements (by default 1,000, 100,000 and 1,000,000) a SQLite database of synthetic records is made in the
folder, unless it is there already (a million take some ten minutes), and a process of its own measures, with Django's test client
and so without a server around: the time to build the index of agreements, its memory, and pages that nothing has cached. Then
Datasette (https://datasette.io, an executable that you install; left out where there is none) serves the same agreements as one
table with arrays, and is asked for the same filtered list with facets. Medians of several requests, in milliseconds.
"""

import argparse
import gc
import json
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILTERS = "country=CN&country=FI&kind=memorandum-of-understanding&kind=sister-park&from=2005"
ROUNDS = 15


def megabytes() -> float:
    """What the process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def timed(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some calls in milliseconds, after two that do not count."""
    times = []
    for _round in range(rounds + 2):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def ours(database: Path) -> dict[str, float]:
    """Measure in this process, which has done nothing else."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "ATLAS_MODE": "public",
        "LOG_LEVEL": "ERROR",
    }
    sys.path.insert(0, str(ROOT))
    import django  # noqa: PLC0415 -- after the settings are chosen

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from agreements.filters import AgreementFilter  # noqa: PLC0415
    from core.index import live  # noqa: PLC0415
    from core.index.build import of_list  # noqa: PLC0415
    from core.selection import Selection  # noqa: PLC0415
    from directory.search.corpus import AREAS  # noqa: PLC0415

    settings.INDEX_DIR = Path(f"{database}.index")
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    found: dict[str, float] = {}
    start = time.perf_counter()
    live.current(of_list(AgreementFilter))
    found["build index, write it (s)"] = time.perf_counter() - start
    live.forget()
    gc.collect()
    start = time.perf_counter()
    index = live.current(of_list(AgreementFilter))
    found["read index from disk (s)"] = time.perf_counter() - start
    found["size of index (MB)"] = sum(path.stat().st_size for path in settings.INDEX_DIR.glob("*.index")) / 1e6
    start = time.perf_counter()
    for area in AREAS.values():
        area.index()
    found["build search index (s)"] = time.perf_counter() - start

    client, query = Client(headers={"host": "localhost"}), urllib.parse.parse_qsl(FILTERS)

    def get(address: str) -> Callable[[], object]:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return lambda: client.get(address)

    count, filtered = len(index.orders["name"].keys), client.get(f"/api/v1/agreements/?{FILTERS}").json()["count"]
    last, last_filtered = -(-count // 25), max(-(-filtered // 25), 1)
    found["results of the filters"] = filtered
    filterset = AgreementFilter(data=_querydict(query), queryset=AgreementFilter.everything())
    assert filterset.form.is_valid()

    def arithmetic() -> None:
        selection = Selection(filterset, index, "-date")
        for name, facet in filterset.facets().items():
            if facet.counted:
                selection.counts(name)
        assert selection.years
        selection.keys(0, 25)

    found["bitmaps: page and all facets"] = timed(arithmetic)
    found["filtered list, all facets"] = timed(get(f"/agreements/?{FILTERS}"))
    found["the same, as JSON"] = timed(get(f"/api/v1/agreements/?{FILTERS}"))
    found["its last page"] = timed(get(f"/agreements/?{FILTERS}{f'&page={last_filtered}' if last_filtered > 1 else ''}"))
    found["last page of the whole list"] = timed(get(f"/agreements/?page={last}"))
    found["search: two words of names"] = timed(get("/search/?q=amber+fjord"))
    found["search: misspelt"] = timed(get("/search/?q=kestrol+quartz"))
    found["search: a word of every name"] = timed(get("/search/?q=synthetic+agreement"))
    found["memory of the process (MB)"] = megabytes()
    return found


def _querydict(pairs: list[tuple[str, str]]) -> object:
    from django.http import QueryDict  # noqa: PLC0415

    return QueryDict(urllib.parse.urlencode(pairs))


FLAT = """
CREATE TABLE agreements AS
SELECT r.id, r.name, a.kind, CAST(strftime('%Y', a.signed_earliest) AS INTEGER) AS year,
       (SELECT json_group_array(DISTINCT c) FROM (
            SELECT o.country AS c FROM world.agreements_party p JOIN world.core_record o ON o.id = p.organisation_id
            WHERE p.agreement_id = r.id AND o.country != ''
            UNION SELECT x.country FROM world.core_othercountry x WHERE x.record_id = r.id)) AS countries,
       (SELECT json_group_array(s.slug) FROM world.core_recordsector rs JOIN world.core_sector s ON s.id = rs.sector_id
        WHERE rs.record_id = r.id) AS sectors,
       (SELECT json_group_array(DISTINCT p.role) FROM world.agreements_party p WHERE p.agreement_id = r.id) AS roles,
       (SELECT json_group_array(DISTINCT s.language) FROM world.core_citation c JOIN world.core_source s ON s.id = c.source_id
        WHERE c.record_id = r.id) AS languages
FROM world.core_record r JOIN world.agreements_agreement a ON a.record_ptr_id = r.id
"""


def flat(database: Path, target: Path) -> None:
    """The agreements as Datasette can have facets on them: one table, arrays as JSON, indexes on what is filtered by."""
    with sqlite3.connect(target) as connection:
        connection.execute("ATTACH ? AS world", (str(database),))
        connection.execute(FLAT)
        for column in ("kind", "year"):
            connection.execute(f"CREATE INDEX by_{column} ON agreements ({column})")
        connection.commit()
        connection.execute("ANALYZE")


def theirs(executable: str, database: Path) -> float:
    """The median of Datasette's answers to the same filtered list with its facets."""
    target = database.with_name(f"flat-{database.stem}.db")
    if not target.exists():
        flat(database, target)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    limits = ["sql_time_limit_ms 600000", "facet_time_limit_ms 600000", "num_sql_threads 1"]
    options = [part for limit in limits for part in ("--setting", *limit.split())]
    command = [executable, "serve", "--immutable", str(target), "--host", "127.0.0.1", "--port", str(port), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    table = f"http://127.0.0.1:{port}/{target.stem}/agreements.json"
    facets = [("_facet", "kind"), ("_facet", "year"), *(("_facet_array", name) for name in ("countries", "sectors", "roles", "languages"))]
    where = "exists (select 1 from json_each(countries) where value in ('CN', 'FI'))"
    filters = [("kind__in", "memorandum-of-understanding,sister-park"), ("year__gte", "2005"), ("_where", where)]
    query = urllib.parse.urlencode(
        [*filters, *facets, ("_facet_size", "max"), ("_nosuggest", "1"), ("_sort_desc", "year"), ("_size", "25")]
    )
    try:
        for _attempt in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/-/versions.json", timeout=5)
                break
            except OSError:
                time.sleep(0.2)

        def ask() -> None:
            answer = json.load(urllib.request.urlopen(f"{table}?{query}", timeout=900))  # noqa: S310 -- our own address
            assert len(answer["facet_results"]) == len(facets), list(answer["facet_results"])

        return timed(ask, rounds=3)
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("agreements", type=int, nargs="*", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="where the databases are, or are made and kept")
    parser.add_argument("--datasette", default=shutil.which("datasette"), help="Datasette's executable")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(ours(options.measure)))
        return
    folder = options.folder or Path(tempfile.mkdtemp(prefix="atlas-bench-"))
    results: dict[int, dict[str, float]] = {}
    for count in options.agreements:
        database = folder.resolve() / f"{count}.sqlite3"
        if not database.exists():
            environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
            for arguments in (["migrate", "--verbosity=0"], ["generate", str(count)]):
                subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], env=environment, check=True)
        command = [sys.executable, __file__, "--measure", str(database)]
        results[count] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if options.datasette:
            results[count]["Datasette: the filtered list as JSON"] = theirs(options.datasette, database)
    report(results)


def report(results: dict[int, dict[str, float]]) -> None:
    """A line for each figure, a column for each size, and the last size over the first."""
    sizes = list(results)
    print(f"{'agreements':38}", *(f"{size:>12,}" for size in sizes), "  last / first")
    for name in results[sizes[0]]:
        values = [results[size][name] for size in sizes]
        print(f"{name:38}", *(f"{value:12,.1f}" for value in values), f"{values[-1] / values[0]:14.2f}" if values[0] else "")
    biggest = results[sizes[-1]]
    if theirs_ms := biggest.get("Datasette: the filtered list as JSON"):
        print(f"Datasette / ours, the filtered list as JSON at {sizes[-1]:,}: {theirs_ms / biggest['the same, as JSON']:.0f}")


if __name__ == "__main__":
    main()
