"""`manage.py audit`: whether the records keep the data's own rules."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from directory.audit import Finding, Level, audit, stored


class Command(BaseCommand):
    help = (
        "Check every record, drafts too, against the data's own rules, and keep what is found in the published ones for /data/quality/. "
        "An error makes the exit status 1; a warning does not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text", help="default: a line for each finding")
        parser.add_argument("--if-changed", action="store_true", help="do nothing if no record was written since the last audit")

    def handle(self, *args: Any, format: str, if_changed: bool, **options: Any) -> None:  # noqa: A002 -- the option's name
        if if_changed and stored.is_current():
            self.stdout.write("No record was written since the last audit.")
            return
        began = timezone.now()
        findings = audit()
        stored.store(audit(published_only=True), began)
        counts = {level: sum(finding.level == level for finding in findings) for level in Level}
        if format == "json":
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(_line(finding))
            self.stdout.write(f"{counts[Level.ERROR]} error(s), {counts[Level.WARNING]} warning(s).")
        if counts[Level.ERROR]:
            sys.exit(1)


def _line(finding: Finding) -> str:
    field = f"{finding.field}: " if finding.field else ""
    value = f"{finding.value}: " if finding.value else ""
    draft = " (draft)" if finding.is_draft else ""
    return f"{finding.path}: {field}{value}{finding.level}: {finding.sentence} [{finding.rule}]{draft}"
