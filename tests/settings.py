"""The project's settings with what a test run needs instead: a key of its own and static files without a build."""

import os

os.environ.setdefault("SECRET_KEY", "the-key-of-the-test-suite-which-protects-nothing-at-all")
os.environ["ATLAS_MODE"] = "both"

from config.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEBUG = False
