"""The page that holds the published records against the data's own rules."""

from typing import Any

from django.views.generic import TemplateView

from directory.audit import RULES, Level, audit

# How many findings of a rule the page lists.
SHOWN = 100


class Quality(TemplateView):
    """What the audit finds in the published records, by rule."""

    template_name = "directory/quality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = audit(published_only=True)
        rules = []
        for rule in RULES:
            found = [finding for finding in findings if finding.rule == rule.name]
            rules.append({"rule": rule, "count": len(found), "findings": found[:SHOWN]})
        errors = sum(finding.level == Level.ERROR for finding in findings)
        return super().get_context_data(rules=rules, errors=errors, warnings=len(findings) - errors, **kwargs)
