"""Settings, all read from the environment (or a `.env` file beside manage.py); README.md lists the variables."""

from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

try:
    DEBUG = env.bool("DEBUG", False)
    SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=50))
    # public: the directory alone, without admin, sessions or cookies; curate: the admin alone; both: one process for both.
    ATLAS_MODE = env.str("ATLAS_MODE", "both", validate=validate.OneOf(["both", "public", "curate"]))
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
    # Where the public site is, without a slash at the end; "" where it is served beside the admin.
    SITE_URL = env.str("SITE_URL", "").rstrip("/")
    HTTPS = env.bool("HTTPS", False)
    # Where readers report errors; "": nowhere.
    REPORT_TO = env.str("REPORT_TO", "", validate=lambda address: address and validate.Email()(address))
    # Where the map of the script gets tiles, as https://tiles.example/{z}/{x}/{y}.png; "": none, and so nothing of another host.
    MAP_TILES = env.str("MAP_TILES", "", validate=validate.Regexp(r"(https://[^/\s]+/\S+)?$"))
    LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
    DATABASES = {
        "default": env.dj_db_url(
            "DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'atlas.sqlite3'}", conn_max_age=60, conn_health_checks=True
        )
    }
except EnvError as error:
    raise ImproperlyConfigured(f"{error} (README.md, “Settings”)") from error

PUBLIC = ATLAS_MODE != "curate"
CURATE = ATLAS_MODE != "public"

if DATABASES["default"]["ENGINE"].rpartition(".")[2] not in ("sqlite3", "postgresql"):
    raise ImproperlyConfigured("DATABASE_URL must start with postgresql:// or sqlite:/// (README.md, “Settings”)")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    (BASE_DIR / "var").mkdir(exist_ok=True)
    # A write takes its lock when it starts, so that two writers queue instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "core",
    "parks",
    "agreements",
    "directory",
    "ingest",
    "django_countries",
    "django_filters",
    "django_htmx",
    "csp",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]
if CURATE:
    INSTALLED_APPS += [
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ]

MIDDLEWARE = [
    "config.middleware.MethodGate",
    "config.middleware.Language",
    "config.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Around what makes entity tags, which it weakens. Public pages hold no secret that their size could tell; the admin's tokens are
    # masked anew each time.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
]
if CURATE:
    MIDDLEWARE += [
        "config.admin_middleware.AdminSessionMiddleware",
        "config.admin_middleware.AdminCsrfMiddleware",
        "config.admin_middleware.AdminAuthenticationMiddleware",
        "config.admin_middleware.AdminMessageMiddleware",
    ]

ROOT_URLCONF = "config.urls"
# The public addresses, which the admin of a process without them still links to.
PUBLIC_URLCONF = "directory.site"
WSGI_APPLICATION = "config.wsgi.application"

CONTEXT_PROCESSORS = ["django.template.context_processors.request", "directory.context.site"]
if CURATE:
    CONTEXT_PROCESSORS += ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    }
]

# Where the indexes of lists are kept, so that a new process need not make them again.
INDEX_DIR = BASE_DIR / "var" / "index"
# Whether the old index of a list answers while a new one is made.
INDEX_IN_BACKGROUND = True

LANGUAGE_CODE = "en"
# The interface's languages, each under its own name: English at the root, the others below `/zh-hans/` and `/ru/`.
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
# A code that ISO 3166-1 leaves to its users, and that GeoNames, CLDR and the European Union use so.
COUNTRIES_OVERRIDE = {"XK": "Kosovo"}
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
# Leaflet comes in django-leaflet, of which only the files are used: as an application it asks for GDAL.
STATICFILES_DIRS = [BASE_DIR / "static", Path(str(distribution("django-leaflet").locate_file("leaflet/static")))]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def host_of(template: str) -> str:
    """Scheme and host of an address of tiles, as a Content-Security-Policy names them; {s} stands for any of several hosts."""
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([host_of(MAP_TILES)] if MAP_TILES else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# The check knows Django's own middleware by name; the admin's is a subclass, and the public side takes nothing but GET.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": LOG_LEVEL},
    # Django's own handlers (mail, stderr) give way to ours.
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
    },
}
