"""Let readers go on while somebody writes to SQLite; the mode stays with the file."""

from django.db import migrations


def use_write_ahead_log(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.connection.cursor().execute("PRAGMA journal_mode=WAL")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(use_write_ahead_log, migrations.RunPython.noop)]
