"""`manage.py generate`: synthetic records into an empty database, to measure with."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest.generate import NotEmpty, Plan, generate


class Command(BaseCommand):
    help = "Fill an empty database with synthetic records, to measure with. Each is marked; a database that holds curated ones is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agreements", type=int, help="how many agreements; the other records come in proportion")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other records (default: 1)")

    def handle(self, *args: Any, agreements: int, seed: int, **options: Any) -> None:
        if agreements < 1:
            raise CommandError("There must be at least one agreement.")
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Writing", total=Plan.of(agreements).total)
            try:
                plan = generate(agreements, seed, lambda count: progress.advance(task, count))
            except NotEmpty as failure:
                raise CommandError(str(failure)) from failure
        self.stdout.write(
            f"Generated: {plan.parks} parks, {plan.institutions} institutions, {plan.events} events, {plan.agreements} agreements"
        )
