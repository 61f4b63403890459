"""What reading and loading have to say."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True)
class Error:
    """Something wrong in a file: where, which field, what is wrong and what was expected."""

    path: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: {self.message}" if self.field else f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Difference:
    """A field that a load changes, in the fixture format; None where it was or will be empty."""

    row: str
    field: str
    old: object
    new: object
    # The row was edited here, so that the file's value is not loaded.
    conflict: bool = False


@dataclass
class Report:
    """What a load did, or would do; rows are named `parks/<slug>`."""

    inserted: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return len(self.inserted) + len(self.updated) + len(self.pruned)

    def by_folder(self, rows: list[str]) -> dict[str, int]:
        """How many of the rows are of each kind."""
        return dict(Counter(row.split("/")[0] for row in rows))
