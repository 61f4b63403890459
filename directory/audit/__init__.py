"""The data's own rules: what in the records contradicts itself, lacks a source or is not plausible."""

from datetime import date

from django.utils import timezone

from directory.audit.dataset import read
from directory.audit.finding import Finding, Level, Rule
from directory.audit.rules import RULES

__all__ = ["RULES", "Finding", "Level", "Rule", "audit"]


def audit(today: date | None = None, *, published_only: bool = False) -> list[Finding]:
    """Every finding, by rule and file. With `published_only`, the data are those that the public sees, with their relations."""
    data = read(today or timezone.localdate(), published_only=published_only)
    return [finding for rule in RULES for finding in rule.findings(data)]
