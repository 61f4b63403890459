"""The findings of the last audit, kept so that the page that shows them need not audit anything."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from core.models import Record, Source
from core.vocabulary import Status
from directory.audit.finding import Finding, path_of
from directory.models import Audit, AuditFinding


def store(findings: list[Finding], began: datetime) -> None:
    """Keep these findings, about published records, instead of those of earlier audits."""
    with transaction.atomic():
        Audit.objects.all().delete()
        audit = Audit.objects.create(began=began)
        keys = ("rule", "level", "path", "field", "value", "sentence")
        rows = [AuditFinding(audit=audit, **{key: getattr(finding, key) for key in keys}) for finding in findings]
        AuditFinding.objects.bulk_create(rows, batch_size=1000)


def is_current() -> bool:
    """Nothing was written since the last audit began."""
    last = Audit.objects.last()
    changed = Record.objects.aggregate(last=Max("updated"))["last"]
    return last is not None and (changed is None or changed < last.began)


def withdrawn_since(audit: Audit) -> bool:
    """A record was written since then that is not public: the sentences of that audit may name it."""
    return Record.objects.filter(status=Status.DRAFT, updated__gte=audit.began).exists()


def with_subjects(findings: list[AuditFinding]) -> list[tuple[AuditFinding, Record | Source]]:
    """The findings about what is still there and public, each with the record or source that it is about."""
    slugs = {finding.path.rpartition("/")[2].removesuffix(".yaml") for finding in findings}
    records = Record.objects.published().filter(slug__in=slugs)
    subjects = {path_of(row): row for row in (*records, *Source.objects.filter(slug__in=slugs))}
    return [(finding, subjects[finding.path]) for finding in findings if finding.path in subjects]
