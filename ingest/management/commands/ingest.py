"""`manage.py ingest`: fixture files into the database."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from ingest.export import written_otherwise
from ingest.load import Refused, Synthetic, load, loaded_files
from ingest.read import Reading, read
from ingest.report import Report


class Command(BaseCommand):
    help = "Load curated fixtures. Everything is validated first; one error, and nothing is loaded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=Path(settings.BASE_DIR / "fixtures"), help="default: fixtures/")
        parser.add_argument("--check", action="store_true", help="only say whether the files are right")
        parser.add_argument("--dry-run", action="store_true", help="print what would change, field by field, and change nothing")
        parser.add_argument("--prune", action="store_true", help="delete what has no file any more")
        parser.add_argument("--overwrite", action="store_true", help="let files win over edits made in the admin")

    def handle(self, *args: Any, path: Path, check: bool, dry_run: bool, prune: bool, overwrite: bool, **options: Any) -> None:
        try:
            # A check reads every file, and so does pruning: a file that names what is pruned is told with its line.
            loaded = {} if check or prune else loaded_files()
            reading, report = self._load(Path(path), loaded, dry_run=dry_run or check, prune=prune, overwrite=overwrite)
        except DatabaseError as failure:
            raise CommandError(f"The database cannot be used: {failure}. Is it there, and migrated (manage.py migrate)?") from failure
        except Synthetic as failure:
            raise CommandError(str(failure)) from failure
        except Refused as refused:
            for error in refused.errors:
                self.stderr.write(str(error))
            files = len({error.path for error in refused.errors})
            self.stderr.write(f"{len(refused.errors)} error(s) in {files} file(s): nothing was loaded.")
            sys.exit(1)
        if check:
            self.stdout.write(f"{len(reading.entries)} files are right.")
            for path in written_otherwise(reading.entries.values()):
                self.stdout.write(f"{path}: an export would write it otherwise: keys in order, quotes where needed, no comments.")
            return
        if dry_run:
            for difference in report.differences:
                kept = " (conflict: not loaded)" if difference.conflict else ""
                self.stdout.write(f"{difference.row}: {difference.field}: {difference.old!r} -> {difference.new!r}{kept}")
        self._summarise(report, dry_run)

    def _load(self, path: Path, loaded: Mapping[tuple[str, str], str], **how: bool) -> tuple[Reading, Report]:
        """Read and load, with a bar on a terminal."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        total = sum(1 for _file in path.rglob("*.yaml"))
        with Progress(*columns, console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Reading", total=total)
            reading = read(path, lambda _file: progress.advance(task), loaded)
            progress.update(task, description="Comparing and loading", total=None)
            return reading, load(reading, **how)

    def _summarise(self, report: Report, dry_run: bool) -> None:
        for verb, rows in (("insert", report.inserted), ("update", report.updated), ("delete", report.pruned)):
            if rows:
                kinds = ", ".join(f"{count} {folder}" for folder, count in report.by_folder(rows).items())
                self.stdout.write(f"{'Would ' + verb if dry_run else verb.removesuffix('e').capitalize() + 'ed'}: {kinds}")
        for row in report.conflicts:
            self.stdout.write(self.style.WARNING(f"Conflict: {row} was edited in the admin; export it, or ingest with --overwrite."))
        self.stdout.write("Nothing to change." if not report.changes and not report.conflicts else f"Unchanged: {len(report.unchanged)}")
