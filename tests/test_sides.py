"""Two sides: what the public process has not, and what every answer carries."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
ADDRESSES = ["/", "/parks/", "/about/", "/api/v1/parks/", "/api/v1/openapi.json", "/nope/", "/api/v1/nope/", "/parks/?country=XX"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/admin/login/"])
def test_every_answer_carries_the_security_headers(client, db, address):
    response = client.get(address)
    assert {name: response[name] for name in HEADERS} == HEADERS
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_answer_sets_no_cookie_whatever_the_visitor_sends(client, db, address):
    client.cookies["sessionid"] = "x" * 32
    client.cookies["csrftoken"] = "y" * 32
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_the_public_side_only_answers_readers(client, db, method):
    page, answer = getattr(client, method)("/parks/"), getattr(client, method)("/api/v1/parks/")
    assert (page.status_code, page["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (answer["Content-Type"], answer.json()["title"]) == ("application/problem+json", "Method not allowed")


@pytest.mark.parametrize("address", ["/parks/", "/api/v1/parks/", "/api/v1/parks/?format=csv"])
def test_head_and_options_are_answered_everywhere(client, db, address):
    head, options = client.head(address), client.options(address)
    assert (head.status_code, head.get("Content-Type")) == (200, client.get(address)["Content-Type"])
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_pages_hold_no_inline_script_or_style(client, curated):
    for address in ("/", "/parks/", "/parks/suzhou-industrial-park/", "/agreements/", "/sources/", "/about/", "/nope/"):
        page = client.get(address).content.decode()
        page = page.replace('<script src="/static/django_htmx/htmx-2.min.js" defer></script>', "")
        # Linked data are a block of data, which no browser runs.
        page = re.sub(r'<script type="application/ld\+json">[^<>]*</script>', "", page)
        for forbidden in ("<script", "<style", " style=", " onclick=", " hx-on", "javascript:"):
            assert forbidden not in page, (address, forbidden)


SCRIPT = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client
client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
print(*[client.get(address).status_code for address in ("/parks/", "/api/v1/parks/", "/admin/", "/admin/login/", "/")])
print(client.post("/admin/login/").status_code)
print(*[app for app in ("admin", "auth", "sessions", "messages", "contenttypes") if apps.is_installed(f"django.contrib.{app}")])
"""


COMMANDS = "import django; django.setup(); from django.core.management import call_command"


def run(code, **environment):
    """Run Python in a process of its own, with its own settings."""
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "k" * 50,
        "PYTHONWARNINGS": "ignore",
        **environment,
    }
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


@pytest.fixture
def database(tmp_path):
    """The DATABASE_URL of a new, migrated SQLite file."""
    url = f"sqlite:///{tmp_path}/atlas.sqlite3"
    _out, error = run(f"{COMMANDS}; call_command('migrate', verbosity=0)", DATABASE_URL=url)
    assert error == ""
    return url


# The static files' manifest is made by collectstatic, which these processes do without.
PLAIN_STATIC = """
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("public", "200 200 404 404 200\n405\n\n"),
        ("curate", "404 404 302 200 302\n403\nadmin auth sessions messages contenttypes\n"),
        ("both", "200 200 302 200 200\n403\nadmin auth sessions messages contenttypes\n"),
    ],
)
def test_each_mode_serves_its_side(database, mode, expected):
    out, _error = run(PLAIN_STATIC + SCRIPT, DATABASE_URL=database, ATLAS_MODE=mode, LOG_LEVEL="ERROR")
    assert out == expected


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"ATLAS_MODE": "private"}, "ATLAS_MODE"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ({"REPORT_TO": "the editors"}, "REPORT_TO"),
        ({"DATABASE_URL": "mysql://localhost/atlas"}, "DATABASE_URL must start with postgresql:// or sqlite:///"),
    ],
)
def test_an_odd_setting_is_refused_by_name(variables, message):
    _out, error = run("import django; django.setup()", **variables)
    assert "ImproperlyConfigured" in error
    assert message in error.splitlines()[-1]


def test_the_production_settings_pass_djangos_deployment_check(database):
    code = f"{COMMANDS}; call_command('check', deploy=True, fail_level='WARNING')"
    key = "a-key-of-many-different-characters-0123456789-ABCDEFGHIJKLMNOP"
    for mode in ("public", "curate", "both"):
        out, error = run(code, HTTPS="1", SECRET_KEY=key, DATABASE_URL=database, ATLAS_MODE=mode)
        assert (out, error) == ("System check identified no issues (1 silenced).\n", ""), mode


def test_the_readme_names_every_setting():
    settings = (ROOT / "config" / "settings.py").read_text()
    readme = (ROOT / "README.md").read_text()

    names = re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings)
    assert len(names) >= 8
    assert [name for name in names if f"`{name}`" not in readme] == []
