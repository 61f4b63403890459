"""Fixture files in: find, parse and validate all of them, without the database; every error is found in one go."""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.fields import SLUG_LENGTH, SLUG_PATTERN
from core.language import LANGUAGE_PATTERN
from core.schema import SHA256_OR_EMPTY, TRIMMED, TRIMMED_OR_EMPTY, Curated, RefersTo
from ingest import yaml_text
from ingest.canonical import as_dict, digest
from ingest.kinds import KINDS, Kind
from ingest.report import Error
from ingest.yaml_text import Document, FieldPath, InvalidYAML

FOLDERS = {kind.folder: kind for kind in KINDS}

PATTERNS = {
    SLUG_PATTERN: "expected lower-case letters a to z, digits and single hyphens, such as suzhou-industrial-park",
    LANGUAGE_PATTERN: "expected a BCP 47 language tag, such as ru, zh-Hans or pt-BR",
    TRIMMED: "expected text without space at its ends",
    TRIMMED_OR_EMPTY: "expected text without space at its ends",
    SHA256_OR_EMPTY: "expected 64 hexadecimal digits in lower case",
}

# pydantic's words, for curators; "{…}" is filled from the error's context.
MESSAGES = {
    "missing": "this key is missing, and required",
    "missing_date": "this key is missing; give the date for which the figure holds, or `undated` if its source gives none",
    "string_type": "expected text; put quotes around it",
    "list_type": "expected a list, each entry on a line of its own after “- ”",
    "model_type": "expected keys and values",
    "model_attributes_type": "expected keys and values",
    "dict_type": "expected keys and values",
    "string_too_long": "expected at most {max_length} characters",
    "string_too_short": "expected {min_length} or more characters",
    "int_type": "expected a whole number",
    "too_short": "expected {min_length} or more entries",
    "greater_than_equal": "expected a number of at least {ge}",
    "less_than_equal": "expected a number of at most {le}",
    "value_error": "{error}",
}


@dataclass(frozen=True)
class Entry:
    """One file's record."""

    kind: Kind
    path: Path
    record: Any
    # SHA-256 of the file's bytes.
    file_digest: str = ""

    @property
    def slug(self) -> str:
        return self.record.slug

    @property
    def parent(self) -> str | None:
        """The slug of what it is a part of."""
        return getattr(self.record, "parent", None)

    def error(self, where: FieldPath, message: str) -> Error:
        """An error in one of its fields, with its line: the file is parsed again for it, which costs less than to remember all lines."""
        return _error(self.path, yaml_text.read(self.path.read_bytes()), where, message)

    @cached_property
    def digest(self) -> str:
        """Of what the record says."""
        return digest(as_dict(self.kind, self.record))


@dataclass
class Reading:
    """All that was read: records by kind and slug, and everything that is wrong."""

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)
    # Files that are as they were when they were last loaded: not parsed.
    same: dict[tuple[str, str], tuple[Kind, Path]] = field(default_factory=dict)
    # The folders that were there, by kind.
    folders: dict[str, Path] = field(default_factory=dict)
    # Records of the right shape with something else wrong: their references are checked all the same.
    flawed: list[Entry] = field(default_factory=list)
    # Kind and slug of every file, right or wrong.
    files: set[tuple[str, str]] = field(default_factory=set)
    # Every slug and former slug, with the file that first claimed it.
    claimed: dict[tuple[str, str], Path] = field(default_factory=dict)


NOTHING: Mapping[tuple[str, str], str] = {}


def _no_progress(_path: Path) -> None:
    pass


def read(root: Path, progress: Callable[[Path], None] = _no_progress, loaded: Mapping[tuple[str, str], str] = NOTHING) -> Reading:
    """Read every fixture file below `root`; call `progress` after each file. Nothing is raised: errors are collected.

    `loaded` holds, by kind and slug, the digests of files that need not be parsed again if they are still the same.
    """
    reading = Reading()
    for kind, path in _files(root, reading):
        reading.files.add((kind.name, path.stem))
        read_file(kind, path, reading, loaded)
        progress(path)
    parents = {name: entry.parent for name, entry in reading.entries.items()}
    reading.errors.extend(check_ancestors(reading.entries.values(), parents))
    return reading


def read_file(kind: Kind, path: Path, reading: Reading, loaded: Mapping[tuple[str, str], str] = NOTHING) -> None:
    """Read one file into `reading`: its record, or all that is wrong with it."""
    raw = _bytes(path, reading)
    if raw is None:
        return
    name, mark = (kind.name, path.stem), hashlib.sha256(raw).hexdigest()
    if loaded.get(name) == mark:
        reading.same[name] = kind, path
        return
    document = _parse(path, raw, reading)
    if document is not None:
        _validate(kind, path, document, mark, reading)


def check_references(reading: Reading, known: dict[str, set[str]]) -> list[Error]:
    """Errors for slugs that neither a file nor the database (`known`: kind to slugs) has, with the nearest real one."""
    slugs = {kind.name: set(known.get(kind.name, ())) for kind in KINDS}
    for kind, slug in reading.files:
        slugs[kind].add(slug)
    errors = []
    for entry in [*reading.entries.values(), *reading.flawed]:
        for path, kind, slug in references(entry.record):
            if slug not in slugs[kind]:
                near = get_close_matches(slug, slugs[kind], 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                errors.append(entry.error(path, f"there is no {kind} {slug!r}{hint}"))
    return errors


def check_ancestors(entries: Iterable[Entry], parents: dict[tuple[str, str], str | None]) -> Iterator[Error]:
    """Errors for things that would be a part of their own part; `parents` holds the parent of every row there will be."""
    for entry in entries:
        seen: set[str] = set()
        current = parents.get((entry.kind.name, entry.slug))
        while current and current not in seen:
            seen.add(current)
            current = parents.get((entry.kind.name, current))
        if entry.slug in seen:
            yield entry.error(("parent",), f"{entry.slug!r} would be a part of itself")


def references(shape: BaseModel, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str, str]]:
    """The slugs in a record that stand for other rows: (path, kind, slug)."""
    for name, kind in _fields(type(shape)):
        value = getattr(shape, name)
        for index, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            where = (*path, name) if index is None else (*path, name, index)
            if isinstance(part, BaseModel):
                yield from references(part, where)
            elif kind and part:
                yield where, getattr(shape, "type", "") if kind == "organisation" else kind, part


@cache
def _fields(shape: type[BaseModel]) -> list[tuple[str, str]]:
    """Each field of a shape, and the kind of row that its slugs stand for ("" for none)."""
    return [(name, _referred_kind([*info.metadata, info.annotation])) for name, info in shape.model_fields.items()]


def _referred_kind(annotations: list[Any]) -> str:
    for annotation in annotations:
        if isinstance(annotation, RefersTo):
            return annotation.kind
        if inner := _referred_kind([*getattr(annotation, "__metadata__", ()), *get_args(annotation)]):
            return inner
    return ""


def _files(root: Path, reading: Reading) -> Iterator[tuple[Kind, Path]]:
    """The fixture files below `root` (a folder of folders, one of the folders, or one file), in a stable order."""
    try:
        mode = root.lstat().st_mode
    except OSError as error:
        reading.errors.append(Error(root, 1, "", f"cannot be read: {error.strerror}"))
        return
    if stat.S_ISLNK(mode):
        reading.errors.append(Error(root, 1, "", "a symbolic link is not followed; give the real path"))
    elif root.suffix == ".yaml" and stat.S_ISREG(mode):
        yield from _files_of(root.resolve().parent.name, [root], reading)
    elif not stat.S_ISDIR(mode):
        reading.errors.append(Error(root, 1, "", "expected a folder of fixtures or one .yaml file"))
    elif root.resolve().name in FOLDERS:
        yield from _folder(root, root.resolve().name, reading)
    else:
        for child in _children(root, reading):
            if child.is_symlink() or not child.is_dir() or child.name not in FOLDERS:
                reading.errors.append(Error(child, 1, "", f"expected only the folders {', '.join(sorted(FOLDERS))} here"))
            else:
                yield from _folder(child, child.name, reading)
        if not reading.folders and not reading.errors:
            reading.errors.append(Error(root, 1, "", f"no fixtures here; expected the folders {', '.join(sorted(FOLDERS))}"))


def _children(folder: Path, reading: Reading) -> list[Path]:
    try:
        return sorted(Path(entry.path) for entry in os.scandir(folder) if not entry.name.startswith("."))
    except OSError as error:
        reading.errors.append(Error(folder, 1, "", f"cannot be read: {error.strerror}"))
        return []


def _folder(folder: Path, name: str, reading: Reading) -> Iterator[tuple[Kind, Path]]:
    reading.folders[FOLDERS[name].name] = folder
    yield from _files_of(name, _children(folder, reading), reading)


def _files_of(folder: str, paths: list[Path], reading: Reading) -> Iterator[tuple[Kind, Path]]:
    for path in paths:
        slug = path.name.removesuffix(".yaml")
        if path.is_symlink() or not path.is_file():
            reading.errors.append(Error(path, 1, "", "expected a regular file; links, folders and devices are not read"))
        elif folder not in FOLDERS:
            reading.errors.append(Error(path, 1, "", f"its folder is none of {', '.join(sorted(FOLDERS))}"))
        elif path.suffix != ".yaml" or not re.fullmatch(SLUG_PATTERN, slug) or len(slug) > SLUG_LENGTH:
            reading.errors.append(
                Error(path, 1, "", "expected a file name of the form <slug>.yaml, with lower-case letters, digits and hyphens")
            )
        else:
            yield FOLDERS[folder], path


def _bytes(path: Path, reading: Reading) -> bytes | None:
    try:
        size = path.stat().st_size
        if size <= yaml_text.MAX_BYTES:
            return path.read_bytes()
        reading.errors.append(Error(path, 1, "", f"the file has {size:,} bytes; a record has at most {yaml_text.MAX_BYTES:,}"))
    except OSError as error:
        reading.errors.append(Error(path, 1, "", f"cannot be read: {error.strerror}"))
    return None


def _parse(path: Path, raw: bytes, reading: Reading) -> Document | None:
    try:
        document = yaml_text.read(raw)
    except InvalidYAML as error:
        reading.errors.append(Error(path, error.line, _dotted(error.path), error.message))
        return None
    if isinstance(document.data, dict):
        return document
    reading.errors.append(Error(path, 1, "", "expected the keys and values of one record"))
    return None


def _validate(kind: Kind, path: Path, document: Document, file_digest: str, reading: Reading) -> None:
    try:
        record: Any = kind.shape.model_validate(document.data, from_attributes=False)
    except ValidationError as error:
        reading.errors.extend(_explained(kind, path, document, details) for details in error.errors(include_url=False))
        return
    problems = list(record.problems()) if isinstance(record, Curated) else []
    if record.slug != path.stem:
        problems.append((("slug",), f"{record.slug!r} is not the file's name; rename the file to {record.slug}.yaml or mend the slug"))
    for field_name, slug in [("slug", record.slug), *(("former_slugs", former) for former in getattr(record, "former_slugs", []))]:
        first = reading.claimed.setdefault((kind.name, slug), path)
        if first != path:
            problems.append(((field_name,), f"duplicate: {first} already has the slug {slug!r}"))
    reading.errors.extend(_error(path, document, where, message) for where, message in problems)
    entry = Entry(kind, path, record, file_digest)
    if problems:
        reading.flawed.append(entry)
    else:
        reading.entries[kind.name, record.slug] = entry


def _explained(kind: Kind, path: Path, document: Document, details: ErrorDetails) -> Error:
    where: FieldPath = tuple(details["loc"])
    context = details.get("ctx", {})
    if details["type"] == "extra_forbidden":
        known = kind.key_order() if len(where) == 1 else []
        near = get_close_matches(str(where[-1]), known, 1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; expected one of {', '.join(known)}" if known else ""
        message = f"unknown key{hint}"
    elif details["type"] == "string_pattern_mismatch":
        message = f"{details['input']!r}: {PATTERNS.get(context['pattern'], details['msg'])}"
    else:
        kind_of_error = "missing_date" if details["type"] == "missing" and where[-1] == "as_of" else details["type"]
        message = MESSAGES.get(kind_of_error, details["msg"]).format(**context)
    return _error(path, document, where, message)


def _error(path: Path, document: Document, where: FieldPath, message: str) -> Error:
    return Error(path, document.line_of(where), _dotted(where), message)


def _dotted(path: FieldPath) -> str:
    """`parties[1].slug`"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
