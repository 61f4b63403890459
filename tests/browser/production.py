"""The site as it is in production, for browsers of the tests and of bench/: granian, collected static files, all curated records."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT_TO = "editors@example.org"
CURATOR = {"DJANGO_SUPERUSER_USERNAME": "curator", "DJANGO_SUPERUSER_PASSWORD": "a-long-enough-secret"}
COMMANDS = [
    ["migrate"],
    ["ingest"],
    ["collectstatic", "--noinput"],
    ["createsuperuser", "--noinput", "--email=curator@example.org"],
]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of its own, whose database and static files lie in the folder; some fifteen seconds to make."""
    environment = {
        **os.environ,
        **CURATOR,
        "DJANGO_SETTINGS_MODULE": "tests.production_settings",
        "ATLAS_FOLDER": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/atlas.sqlite3",
        "SECRET_KEY": "the-key-of-a-server-that-only-lives-as-long-as-a-test-run",
        "ATLAS_MODE": "both",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "",
        "REPORT_TO": REPORT_TO,
        "MAP_TILES": "",
        "HTTPS": "0",
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
    }
    for command in COMMANDS:
        subprocess.run([sys.executable, "manage.py", *command, "--verbosity=0"], cwd=ROOT, env=environment, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    granian = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    options = ["--workers", "1", "--blocking-threads", "4", "--http", "1", "--no-ws", "--log-level", "warning"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*granian, *options, "config.wsgi:application"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen) -> None:
    """Until the server answers, for a minute at most."""
    for _attempt in range(300):
        assert process.poll() is None, "granian ended"
        try:
            urlopen(address, timeout=30).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)
