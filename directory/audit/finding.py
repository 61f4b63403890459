"""What the audit reports: findings, and the rules that they come from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from core.models import Record, Source
from core.vocabulary import Status
from directory import tallies
from directory.models import Level


@dataclass(frozen=True)
class Finding:
    """One thing that breaks a rule. `path` is the fixture file of what breaks it; `subject` is the row itself."""

    path: str
    field: str
    value: str
    rule: str
    level: Level
    sentence: str
    subject: Any

    @property
    def is_draft(self) -> bool:
        return getattr(self.subject, "status", "") == Status.DRAFT

    def as_dict(self) -> dict[str, Any]:
        """What `--format json` gives of it."""
        keys = ("path", "field", "value", "rule", "level", "sentence")
        return {**{key: str(getattr(self, key)) for key in keys}, "draft": self.is_draft}


# Field, value, level, sentence: what a rule's function says of a row, which the rule then signs.
Flaw = tuple[Any, str, Any, Level, Any]


@dataclass(frozen=True)
class Rule:
    """A rule of the data: its name, what it asks for in words, and the function that finds what breaks it."""

    name: str
    title: Any
    text: Any
    flaws: Callable[[Any], Iterator[Flaw]]

    def findings(self, data: Any) -> list[Finding]:
        """What breaks it, in the order of files."""
        found = [
            Finding(path_of(subject), field, str(value), self.name, level, str(sentence), subject)
            for subject, field, value, level, sentence in self.flaws(data)
        ]
        return sorted(found, key=lambda finding: (finding.path, finding.field, finding.value, finding.sentence))


def path_of(row: Record | Source) -> str:
    """The fixture file of a record or source."""
    folder = tallies.PLURALS[row.type] if isinstance(row, Record) else "sources"
    return f"fixtures/{folder}/{row.slug}.yaml"
