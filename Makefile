# Two commands: `make run` serves the directory, `make test` runs every check and test.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
UV_VERSION := 0.13.9

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# In the order of their layers, and within a layer by name.
SHEETS := $(addprefix static/css/,tokens.css reset.css base.css layout.css) $(sort $(wildcard static/css/components/*.css)) \
	$(addprefix static/css/,utilities.css print.css)
MADE = static/css/atlas.css $(CATALOGUES)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv

.DEFAULT_GOAL := help
.PHONY: help run test check system bench curator clean

help:
	@echo "make run      serve the directory on http://$(HOST):$(PORT) (set HOST, PORT, WORKERS)"
	@echo "make test     every check, and every test on SQLite and on PostgreSQL"
	@echo "make check    only the checks of style, types, imports and templates"
	@echo "make bench    measure what bench/ measures; minutes"
	@echo "make curator  make an account for the admin"

run: .venv/run .env $(MADE)
	@$(BIN)/python -c 'import socket; socket.create_server(("$(HOST)", $(PORT)))' || { echo "Something serves $(HOST):$(PORT) already; name another port with PORT=..."; exit 1; }
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) ingest
	$(MANAGE) collectstatic --noinput --verbosity 0
	@($(MANAGE) audit --if-changed > var/audit.new 2>&1; grep -q "^No record was written" var/audit.new || mv var/audit.new var/audit.txt) &
	@echo "Science Park Atlas: http://$(HOST):$(PORT)  (admin: /admin/; stop with Ctrl-C)"
	ALLOWED_HOSTS="$${ALLOWED_HOSTS:-$(HOST),127.0.0.1,localhost,[::1]}" \
	$(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers $(WORKERS) --blocking-threads 16 --http 1 \
		--backlog 4096 --backpressure 8192 --http1-header-read-timeout 5000 --no-ws config.wsgi:application

test: check system
	$(BIN)/pytest
	$(BIN)/python tests/with_postgresql.py $(BIN)/pytest -m "not sqlite_only"

check: .venv/test .env $(MADE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(MANAGE) makemigrations --check --dry-run

bench: .venv/test .env
	$(BIN)/python bench/ingest.py
	$(BIN)/python bench/lists.py
	$(BIN)/python bench/paint.py

curator: .venv/run .env
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) createsuperuser

clean:
	rm -rf .venv var

# A secret of this checkout's own; everything else has a default. README.md lists what else may stand in it.
.env:
	@printf 'SECRET_KEY=%s\n' "$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))')" > .env

.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || sh tests/system_packages.sh python3-venv
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/run: .venv/uv uv.lock pyproject.toml
	$(BIN)/uv sync --quiet --locked --inexact --no-dev
	@touch $@

.venv/test: .venv/uv uv.lock pyproject.toml
	$(BIN)/uv sync --quiet --locked --inexact
	@touch $@ .venv/run

# One sheet, so that the first paint waits for one file instead of forty.
static/css/atlas.css: $(SHEETS)
	@cat $^ > $@

%.mo: %.po | .venv/run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# What the tests need from the system: a PostgreSQL server, Chromium, and gettext to see whether a message has no translation.
system: .venv/uv
	@$(BIN)/python tests/with_postgresql.py --find 2> /dev/null || sh tests/system_packages.sh postgresql
	@command -v chromium chromium-browser google-chrome > /dev/null || sh tests/system_packages.sh chromium
	@command -v xgettext > /dev/null || sh tests/system_packages.sh gettext
