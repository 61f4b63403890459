"""Run a command with DATABASE_URL naming a new PostgreSQL, which is started before and removed after.

    python tests/with_postgresql.py .venv/bin/pytest tests/ingest

The binaries come from PATH or from Debian's postgresql package. Run as root, the server runs as an unprivileged user. The exit status
is the command's; 1 if the server cannot start.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path


def find(program: str) -> str:
    """The path of a PostgreSQL server program; SystemExit if there is none."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin_folder: float(bin_folder.parent.name), reverse=True):
        if (folder / program).exists():
            return str(folder / program)
    if on_path := shutil.which(program):
        return on_path
    raise SystemExit(f"PostgreSQL's {program} was not found on PATH or in /usr/lib/postgresql; on Debian: apt-get install postgresql")


def server_user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def as_server(*command: str) -> None:
    """Run one of the server's programs quietly; SystemExit with its words if it fails."""
    done = subprocess.run(command, user=server_user(), cwd="/", text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}")


@contextlib.contextmanager
def postgresql():
    """A new server on a socket of its own; gives its DATABASE_URL."""
    initdb, pg_ctl = find("initdb"), find("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgresql-"))
    data, log = folder / "data", folder / "log"
    started = False
    try:
        if user := server_user():
            shutil.chown(folder, user)
        folder.chmod(0o755)
        as_server(initdb, "--pgdata", str(data), "--username", "atlas", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8")
        # Durability is of no use to a database that lives for one test run, statistics of rows that a test took back mislead the
        # planner, and a statement that does not end is to fail by its name.
        settings = ["fsync=off", "synchronous_commit=off", "autovacuum=off", "statement_timeout=120s", "lock_timeout=60s"]
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' " + " ".join(f"-c {setting}" for setting in settings)
        as_server(pg_ctl, "start", "--wait", "--pgdata", str(data), "--log", str(log), "--options", options)
        started = True
        yield f"postgresql://atlas@/postgres?host={folder}"
    finally:
        if started:
            as_server(pg_ctl, "stop", "--wait", "--mode", "immediate", "--pgdata", str(data))
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if command == ["--find"]:
        find("initdb")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgresql() as url:
        print(f"PostgreSQL: {url}", flush=True)
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
