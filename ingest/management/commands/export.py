"""`manage.py export`: the database into fixture files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ingest.export import export


class Command(BaseCommand):
    help = "Write every record to its fixture file, byte for byte as ingest reads it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=Path(settings.BASE_DIR / "fixtures"), help="default: fixtures/")
        parser.add_argument("--prune", action="store_true", help="delete files of records that the database no longer has")

    def handle(self, *args: Any, path: Path, prune: bool, **options: Any) -> None:
        try:
            result = export(Path(path), prune=prune)
        except OSError as error:
            raise CommandError(f"{error.filename or path}: {error.strerror}") from error
        for stale in result.stale:
            self.stdout.write(f"{'Deleted' if prune else 'No record for'} {stale}{'' if prune else ' (--prune deletes it)'}")
        self.stdout.write(f"Wrote {len(result.written)} files; {len(result.unchanged)} were up to date.")
