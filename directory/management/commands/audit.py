"""`manage.py audit`: whether the records keep the data's own rules."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directory.audit import Level, audit


class Command(BaseCommand):
    help = "Check every record, drafts too, against the data's own rules. An error makes the exit status 1; a warning does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text", help="default: a line for each finding")

    def handle(self, *args: Any, format: str, **options: Any) -> None:  # noqa: A002 -- the option's name
        findings = audit()
        counts = {level: sum(finding.level == level for finding in findings) for level in Level}
        if format == "json":
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                field = f"{finding.field}: " if finding.field else ""
                value = f"{finding.value}: " if finding.value else ""
                draft = " (draft)" if finding.is_draft else ""
                self.stdout.write(f"{finding.path}: {field}{value}{finding.level}: {finding.sentence} [{finding.rule}]{draft}")
            self.stdout.write(f"{counts[Level.ERROR]} error(s), {counts[Level.WARNING]} warning(s).")
        if counts[Level.ERROR]:
            sys.exit(1)
