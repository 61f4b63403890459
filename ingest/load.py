"""Validated fixtures into the database: compare, then write what differs in one short transaction.

Django's bulk_create refuses multi-table children, so the parent rows go in by bulk_create and each child table by one statement of
our own; nothing else in the project knows of it.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.models import Min, OuterRef, Subquery

from core.models import Citation, Figure, FigureSource, Record, Sector, SectorName, Source
from core.vocabulary import Status
from ingest.canonical import as_dict, digest
from ingest.kinds import KINDS
from ingest.read import Entry, Reading, check_ancestors, check_references, read_file, references
from ingest.report import Difference, Error, Report
from ingest.rows import OWNED, PARENT_FIELDS, Keys, child_row, owned_rows, parent_row

# Rows a statement: both databases take far more parameters than this needs.
BATCH = 1000
T = TypeVar("T")
MARKS = ["loaded_digest", "file_digest"]
# The sources that `manage.py generate` makes: three, however many records cite them.
SYNTHETIC = r"^synthetic-source-[0-9]+$"


class Refused(Exception):
    """The fixtures cannot be loaded; `errors` says why."""

    def __init__(self, errors: list[Error]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = errors


class Synthetic(Exception):
    """The database holds records that `manage.py generate` made, beside which no curated ones are loaded."""


@dataclass
class Stored:
    """A row as the database has it: what it says, and the digests by which an edit is told."""

    key: int
    content: dict[str, Any]
    digest: str
    loaded: str
    exported: str
    file: str

    @property
    def edited(self) -> bool:
        """Changed here since a file and the database last agreed."""
        return self.digest not in (self.loaded, self.exported)


@dataclass
class Plan:
    """What a load is going to do."""

    report: Report
    writes: list[Entry]
    # Unchanged rows of which the database is to remember anew what their files say.
    agreed: list[tuple[Entry, int]]
    prunes: dict[str, list[int]]
    keys: Keys


def stored_rows(same: Container[tuple[str, str]] = ()) -> dict[tuple[str, str], Stored]:
    """Every row of the database in the fixture format, in a fixed number of queries.

    Of rows that say what their file says, which is the `same` as when it was loaded, only what others may clash with is kept.
    """
    rows = {}
    for kind in KINDS:
        for row in kind.rows():
            content = as_dict(kind, kind.shape.model_validate(row))
            mark = digest(content)
            if mark == row.loaded_digest and (kind.name, row.slug) in same:
                content = {key: content[key] for key in ("parent", "former_slugs") if key in content}
            rows[kind.name, row.slug] = Stored(row.pk, content, mark, row.loaded_digest, row.exported_digest, row.file_digest)
    return rows


def loaded_files() -> dict[tuple[str, str], str]:
    """The digests of the files that rows were last loaded from, by kind and slug: what `read` need not parse again."""
    return {
        (kind.name, slug): mark
        for kind in KINDS
        for slug, mark in kind.model.objects.exclude(file_digest="").values_list("slug", "file_digest")  # type: ignore[attr-defined]
    }


def load(reading: Reading, *, dry_run: bool = False, prune: bool = False, overwrite: bool = False) -> Report:
    """Bring the database to what was read; Refused, with nothing written, if anything read is wrong.

    Rows that were edited in the admin since their last load are left as they are and reported as conflicts, unless `overwrite`.
    `prune` deletes rows that have no file, of the kinds whose folder was read.
    """
    with transaction.atomic():
        # Before all rows are read, which may be a million.
        if made := Source.objects.filter(slug__regex=SYNTHETIC).values_list("slug", flat=True).first():
            raise Synthetic(f"The database holds synthetic records ({made}): name another one in DATABASE_URL, and migrate it.")
        stored = stored_rows(reading.same)
        for name in [name for name in reading.same if name not in stored or stored[name].digest != stored[name].loaded]:
            # The file is the same, the row is not.
            read_file(*reading.same.pop(name), reading)
        if reading.errors:
            raise Refused(sorted([*reading.errors, *check_references(reading, _by_kind(stored))]))
        plan = _plan(reading, stored, prune=prune, overwrite=overwrite)
        if not dry_run:
            _write(plan)
    return plan.report


def _plan(reading: Reading, stored: dict[tuple[str, str], Stored], *, prune: bool, overwrite: bool) -> Plan:
    plan = Plan(Report(), [], [], defaultdict(list), {name: row.key for name, row in stored.items()})
    plan.report.unchanged.extend(_named(*name) for name in reading.same)
    for name, entry in sorted(reading.entries.items(), key=lambda item: (KINDS.index(item[1].kind), item[0])):
        _plan_entry(plan, entry, stored.get(name), overwrite=overwrite)
    if prune:
        for (kind, slug), row in stored.items():
            if kind in reading.folders and (kind, slug) not in reading.files:
                _plan_prune(plan, kind, slug, row, overwrite=overwrite)
    if errors := sorted(_errors_beside(plan, reading, stored)):
        raise Refused(errors)
    return plan


def _by_kind(names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    slugs: dict[str, set[str]] = defaultdict(set)
    for kind, slug in names:
        slugs[kind].add(slug)
    return slugs


def _errors_beside(plan: Plan, reading: Reading, stored: dict[tuple[str, str], Stored]) -> Iterator[Error]:
    """What is wrong with the files beside the rows that stay as they are."""
    doomed = {kind: set(keys) for kind, keys in plan.prunes.items()}
    pruned = {(kind, slug) for (kind, slug), row in stored.items() if row.key in doomed.get(kind, ())}
    written = {(entry.kind.name, entry.slug): entry for entry in plan.writes}
    kept = {name: row for name, row in stored.items() if name not in pruned and name not in written}
    yield from check_references(reading, _by_kind(kept))
    parents = {name: row.content.get("parent") for name, row in kept.items()}
    yield from check_ancestors(plan.writes, parents | {name: entry.parent for name, entry in written.items()})
    owners = {(kind, former): slug for (kind, slug), row in kept.items() for former in [slug, *row.content.get("former_slugs", [])]}
    for entry in plan.writes:
        for where, slug in (("slug", entry.slug), *(("former_slugs", former) for former in getattr(entry.record, "former_slugs", []))):
            if owner := owners.get((entry.kind.name, slug)):
                yield entry.error((where,), f"duplicate: the {entry.kind.name} {owner!r} in the database has the slug {slug!r}")
    unchanged = set(plan.report.unchanged)
    for name, row in kept.items() if pruned else ():
        shape = next(kind.shape for kind in KINDS if kind.name == name[0])
        for _where, kind, slug in references(shape.model_validate(row.content)):
            # The references of an unchanged row are those of its file, which are checked above.
            if (kind, slug) in pruned and _named(*name) not in unchanged:
                path = reading.folders[kind] / f"{slug}.yaml"
                yield Error(path, 1, "", f"has no file, but cannot be pruned: the {name[0]} {name[1]!r} uses it")


def _plan_entry(plan: Plan, entry: Entry, row: Stored | None, *, overwrite: bool) -> None:
    name, mark = f"{entry.kind.folder}/{entry.slug}", entry.digest
    if row is None:
        plan.report.inserted.append(name)
        plan.writes.append(entry)
    elif row.digest == mark:
        plan.report.unchanged.append(name)
        if row.loaded != mark or row.file != entry.file_digest:
            plan.agreed.append((entry, row.key))
        return
    # The file may also be older than an edit that was exported elsewhere: then it is what was last loaded.
    elif (row.edited or (mark == row.loaded and row.digest != row.loaded)) and not overwrite:
        plan.report.conflicts.append(name)
    else:
        plan.report.updated.append(name)
        plan.writes.append(entry)
    conflict = name in plan.report.conflicts[-1:]
    plan.report.differences.extend(differences(name, row.content if row else {}, as_dict(entry.kind, entry.record), conflict=conflict))


def _plan_prune(plan: Plan, kind: str, slug: str, row: Stored, *, overwrite: bool) -> None:
    name = _named(kind, slug)
    # What no file has said yet exists only here, even if it was exported somewhere.
    if row.digest != row.loaded and not overwrite:
        plan.report.conflicts.append(name)
    else:
        plan.report.pruned.append(name)
        plan.prunes[kind].append(row.key)


def differences(name: str, old: dict[str, Any], new: dict[str, Any], *, conflict: bool = False) -> Iterator[Difference]:
    """The fields in which two versions of a row differ."""
    for field in dict.fromkeys([*new, *old]):
        if old.get(field) != new.get(field):
            yield Difference(name, field, old.get(field), new.get(field), conflict)


def _named(kind: str, slug: str) -> str:
    """`parks/lakeside`"""
    return f"{next(known.folder for known in KINDS if known.name == kind)}/{slug}"


def _write(plan: Plan) -> None:
    _release(plan.prunes)
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in plan.writes:
        by_kind[entry.kind.name].append(entry)
    _write_sources(by_kind["source"], plan.keys)
    _write_sectors(by_kind["sector"], plan.keys)
    _write_records([entry for entry in plan.writes if entry.kind.is_record], plan.keys)
    _agree(plan.agreed)
    _delete(plan.prunes)
    if len(plan.writes) >= BATCH:
        refresh_statistics()


def refresh_statistics() -> None:
    """Let PostgreSQL's planner know of many new rows at once; SQLite plans without statistics.

    A planner that last saw the tables empty takes nested loops over them, which then do not end.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _agree(agreed: list[tuple[Entry, int]]) -> None:
    """Remember what the files say of rows that say the same."""
    rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for entry, key in agreed:
        model = Record if entry.kind.is_record else entry.kind.model
        rows[model].append(model(pk=key, **_marks(entry)))
    for model, changed in rows.items():
        model.objects.bulk_update(changed, MARKS, batch_size=BATCH)  # type: ignore[attr-defined]


def _write_sources(entries: list[Entry], keys: Keys) -> None:
    rows = [Source(**entry.record.model_dump(), **_marks(entry)) for entry in entries]
    fields = [field.name for field in Source._meta.concrete_fields if field.name not in ("id", "slug", "exported_digest")]
    _upsert(Source, rows, ["slug"], fields)
    keys.update({("source", row.slug): row.pk for row in rows})


def _write_sectors(entries: list[Entry], keys: Keys) -> None:
    rows = [Sector(slug=entry.slug, name=entry.record.name, **_marks(entry)) for entry in entries]
    _upsert(Sector, rows, ["slug"], ["name", *MARKS])
    keys.update({("sector", row.slug): row.pk for row in rows})
    for row, entry in zip(rows, entries, strict=True):
        row.parent_id = keys["sector", entry.record.parent] if entry.record.parent else None
    Sector.objects.bulk_update(rows, ["parent"], batch_size=BATCH)
    for batch in _batches([row.pk for row in rows]):
        SectorName.objects.filter(sector__in=batch).delete()
    names = [SectorName(sector=row, **name.model_dump()) for row, entry in zip(rows, entries, strict=True) for name in entry.record.names]
    SectorName.objects.bulk_create(names, batch_size=BATCH)


def _write_records(entries: list[Entry], keys: Keys) -> None:
    """Parents as drafts, without the rows they owned; the types' own tables and the rows they own; then the published are published."""
    published: list[int] = []
    for batch in _batches(entries):
        parents = [parent_row(entry.kind.name, entry.record, _marks(entry)) for entry in batch]
        fields = {*PARENT_FIELDS, *MARKS, "name_key", "name_folded", "status", "lead_citation", "updated"} - {"slug"}
        _upsert(Record, parents, ["type", "slug"], sorted(fields))
        keys.update({(row.type, row.slug): row.pk for row in parents})
        published.extend(row.pk for row, entry in zip(parents, batch, strict=True) if entry.record.status == Status.PUBLISHED)
        for model, owner in OWNED:
            model.objects.filter(**{f"{owner}__in": [row.pk for row in parents]}).delete()  # type: ignore[attr-defined]
    for batch in _batches(entries):
        _write_rows(batch, keys)
    _publish(published, [keys[entry.kind.name, entry.slug] for entry in entries])


def _write_rows(entries: list[Entry], keys: Keys) -> None:
    """The rows of these records in their types' own tables, and the rows that they own."""
    children: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    owned: dict[type[models.Model], list[Any]] = defaultdict(list)
    stated: list[list[str]] = []
    for entry in entries:
        row = child_row(entry.kind.name, entry.record, keys)
        children[type(row)].append(row)
        for row in owned_rows(entry.kind.name, entry.record, keys):
            owned[type(row)].append(row)
        stated.extend(figure.sources for figure in entry.record.figures)
    for model, rows in children.items():
        write_children(model, rows)
    for model, _owner in OWNED:
        model.objects.bulk_create(owned[model], batch_size=BATCH)  # type: ignore[attr-defined]
    sources = zip(owned[Figure], stated, strict=True)
    FigureSource.objects.bulk_create(
        [FigureSource(figure=figure, source_id=keys["source", slug]) for figure, slugs in sources for slug in slugs], batch_size=BATCH
    )


def _publish(published: list[int], written: list[int]) -> None:
    first = Citation.objects.filter(record=OuterRef("pk")).order_by().values("record").annotate(first=Min("pk")).values("first")
    for batch in _batches(written):
        Record.objects.filter(pk__in=batch).update(lead_citation=Subquery(first))
    for batch in _batches(published):
        Record.objects.filter(pk__in=batch).update(status=Status.PUBLISHED)


def _upsert(model: Any, rows: list[Any], unique: list[str], fields: list[str]) -> None:
    """Insert or update rows by their natural key; the rows get their primary keys."""
    if rows:
        model.objects.bulk_create(rows, batch_size=BATCH, update_conflicts=True, unique_fields=unique, update_fields=fields)


def write_children(model: type[models.Model], rows: list[models.Model]) -> None:
    """Write the child table of records whose parent rows are there."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in fields]
    key = quote(str(model._meta.pk.column))
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    # Names come from our own models, values go as parameters.
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))}) "  # noqa: S608
        f"ON CONFLICT ({key}) DO UPDATE SET {updates}"
    )
    values = [[field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _release(prunes: dict[str, list[int]]) -> None:
    """Make rows let go of all that they own and point at, so that they can be deleted in any order, and their slugs taken."""
    records = [key for kind in KINDS if kind.is_record for key in prunes[kind.name]]
    for batch in _batches(records):
        Record.objects.filter(pk__in=batch).update(status=Status.DRAFT, lead_citation=None)
        for model, owner in OWNED:
            model.objects.filter(**{f"{owner}__in": batch}).delete()  # type: ignore[attr-defined]
    for kind in KINDS:
        pointers = [field.name for field in kind.model._meta.local_fields if field.many_to_one]
        for batch in _batches(prunes[kind.name]) if pointers else ():
            kind.model.objects.filter(pk__in=batch).update(**dict.fromkeys(pointers))  # type: ignore[attr-defined]


def _delete(prunes: dict[str, list[int]]) -> None:
    """Delete rows that were released."""
    for kind in reversed(KINDS):
        for batch in _batches(prunes[kind.name]):
            kind.model.objects.filter(pk__in=batch).delete()  # type: ignore[attr-defined]


def _batches(things: list[T]) -> Iterable[list[T]]:
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))


def _marks(entry: Entry) -> dict[str, str]:
    """What a row remembers of the file that it was loaded from."""
    return {"loaded_digest": entry.digest, "file_digest": entry.file_digest}
