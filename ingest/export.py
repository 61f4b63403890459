"""Fixture files out: what the database says, byte for byte as ingest would read it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from ingest.canonical import as_dict, as_yaml, digest
from ingest.kinds import KINDS
from ingest.read import Entry


@dataclass
class Export:
    """What an export did; `stale` are files for which the database has no row."""

    written: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    stale: list[Path] = field(default_factory=list)


def export(root: Path, *, prune: bool = False) -> Export:
    """Write every row to its file below `root`, touching only files that differ; `prune` deletes the stale ones.

    Raises OSError where a file cannot be written. The rows remember what was exported, so that a later edit of the file loads.
    """
    result = Export()
    with transaction.atomic():
        for kind in KINDS:
            folder = root / kind.folder
            folder.mkdir(parents=True, exist_ok=True)
            kept = set()
            exported = []
            for row in kind.rows():
                content = as_dict(kind, kind.shape.model_validate(row))
                path = folder / f"{row.slug}.yaml"
                kept.add(path)
                _write(path, as_yaml(content), result)
                if row.exported_digest != digest(content):
                    row.exported_digest = digest(content)
                    exported.append(row)
            for row in exported:
                kind.model.objects.filter(pk=row.pk).update(exported_digest=row.exported_digest)  # type: ignore[attr-defined]
            result.stale.extend(sorted(path for path in folder.glob("*.yaml") if path not in kept))
    if prune:
        for path in result.stale:
            path.unlink()
    return result


def written_otherwise(entries: Iterable[Entry]) -> list[Path]:
    """The files whose records an export would write in other bytes."""
    return [entry.path for entry in entries if entry.path.read_bytes() != as_yaml(as_dict(entry.kind, entry.record))]


def _write(path: Path, content: bytes, result: Export) -> None:
    if path.exists() and path.read_bytes() == content:
        result.unchanged.append(path)
        return
    scratch = path.with_suffix(".yaml.new")
    scratch.write_bytes(content)
    scratch.replace(path)
    result.written.append(path)
