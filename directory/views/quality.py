"""The page of what the last audit found in the published records."""

from typing import Any

from django.views.generic import TemplateView

from directory.audit import RULES, Level, stored
from directory.models import Audit

# How many findings of a rule the page lists.
SHOWN = 100


class Quality(TemplateView):
    """The findings by rule; none where there was no audit yet, or where one may name what is no longer public."""

    template_name = "directory/quality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audit = Audit.objects.last()
        if audit is None or stored.withdrawn_since(audit):
            return super().get_context_data(audit=None, rules=[{"rule": rule} for rule in RULES], **kwargs)
        findings = stored.with_subjects(list(audit.findings.all()))
        rules = []
        for rule in RULES:
            found = [(finding, subject) for finding, subject in findings if finding.rule == rule.name]
            rules.append({"rule": rule, "count": len(found), "findings": found[:SHOWN]})
        errors = sum(finding.level == Level.ERROR for finding, _subject in findings)
        return super().get_context_data(audit=audit, rules=rules, errors=errors, warnings=len(findings) - errors, **kwargs)
