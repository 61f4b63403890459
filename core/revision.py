"""The data-set revision: a token that is another one after every change of the data.

Triggers move it, so that no way of writing a row can forget to. They are made after each `migrate`, not by a migration: SQLite drops the
triggers of a table that Django rebuilds.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from core.models.revision import Revision

# The apps whose tables are the data.
DATA_APPS = ("core", "parks", "agreements")
# So many characters of the token stand in citations and reports.
SHORT = 8

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION core_revision_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO core_revision (id, token) VALUES (1, gen_random_uuid()) ON CONFLICT (id) DO UPDATE SET token = excluded.token;
    RETURN NULL;
END $$
"""
POSTGRESQL_TRIGGER = """
CREATE OR REPLACE TRIGGER core_revision_moves AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION core_revision_moves()
"""
# Not INSERT OR REPLACE: what the statement that fires a trigger says of conflicts would win over it.
SQLITE_TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {name} AFTER {what} ON {table}
BEGIN
    UPDATE core_revision SET token = lower(hex(randomblob(16)));
    INSERT INTO core_revision (id, token) SELECT 1, lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM core_revision);
END
"""


def current() -> str:
    """The token of the data as it is now; "" where nothing was ever written. One query."""
    return Revision.objects.values_list("token", flat=True).first() or ""


def short() -> str:
    """The revision as people write it down: eight characters that tell versions of the data apart. One query."""
    return current().replace("-", "")[:SHORT]


def install_triggers(using: str, **_kwargs: Any) -> None:
    """Make the triggers on every table of the data that exists. A receiver of `post_migrate`."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if Revision._meta.db_table not in existing:
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection, [table for table in _tables() if table in existing]):
            cursor.execute(statement)


def _tables() -> list[str]:
    models = [model for app in DATA_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return [model._meta.db_table for model in models if model is not Revision]


def _statements(connection: BaseDatabaseWrapper, tables: list[str]) -> list[str]:
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        return [POSTGRESQL_FUNCTION, *(POSTGRESQL_TRIGGER.format(table=quote(table)) for table in tables)]
    return [
        SQLITE_TRIGGER.format(name=quote(f"{table}_{what.lower()}_moves_revision"), what=what, table=quote(table))
        for table in tables
        for what in ("INSERT", "UPDATE", "DELETE")
    ]
