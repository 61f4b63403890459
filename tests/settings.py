"""The project's settings with what a test run needs instead: a key of its own and static files without a build."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# What stands in a developer's `.env` is not tested, and its database not touched; DATABASE_URL comes from the command line.
os.environ.setdefault("DATABASE_URL", "sqlite:///var/tests.sqlite3")
os.environ.update(
    SECRET_KEY="the-key-of-the-test-suite-which-protects-nothing-at-all",
    ATLAS_MODE="both",
    ALLOWED_HOSTS="127.0.0.1,localhost,[::1]",
    SITE_URL="",
    REPORT_TO="",
    HTTPS="0",
    DEBUG="0",
)

from config.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Every test has its own data, which no other thread sees.
INDEX_IN_BACKGROUND = False
INDEX_DIR = Path(tempfile.mkdtemp(prefix="atlas-tests-"))
atexit.register(shutil.rmtree, INDEX_DIR, ignore_errors=True)
