"""The indexes that are in use: one of a kind in each process, made again in the background when the data moves on."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.core.files import locks
from django.db import connections

from core import revision
from core.index import store
from core.index.order import Index

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Indexed:
    """Something that has an index. `shape` says what the index holds, so that a file of another version is not read."""

    name: str
    shape: str
    build: Callable[[], Index]


_indexes: dict[str, Index] = {}
_at_work: set[str] = set()
_lock = Lock()


def current(indexed: Indexed) -> Index:
    """The index of something, at the cost of one query.

    The first that a process asks for is read from disk or built at once. Later, where the data has moved on, a thread makes a new one,
    and until then the old one answers; without INDEX_IN_BACKGROUND it is made at once.
    """
    index = _indexes.get(indexed.name)
    if index is None or not settings.INDEX_IN_BACKGROUND:
        return fresh(indexed)
    now = revision.current()
    if index.revision == now:
        return index
    with _lock:
        if indexed.name not in _at_work:
            _at_work.add(indexed.name)
            Thread(target=_renew_in_background, args=(indexed, now), name=f"index of {indexed.name}", daemon=True).start()
    return index


def fresh(indexed: Indexed) -> Index:
    """The index of the data as it is now, made at once if need be: for another index that is made from it."""
    index, now = _indexes.get(indexed.name), revision.current()
    return index if index is not None and index.revision == now else _renew(indexed, now)


def forget() -> None:
    """As in a new process."""
    _indexes.clear()


def _renew(indexed: Indexed, now: str) -> Index:
    """Read or build the index and use it; only one process builds, the others wait for what it writes."""
    path = _path(indexed)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as guard:
        locks.lock(guard, locks.LOCK_EX)
        index = store.read(path)
        if index is None or index.revision != now:
            index = indexed.build()
            store.write(index, path)
    _indexes[indexed.name] = index
    return index


def _renew_in_background(indexed: Indexed, now: str) -> None:
    try:
        _renew(indexed, now)
    except Exception:
        logger.exception("The index of %s could not be made; the old one stays", indexed.name)
    finally:
        connections.close_all()
        with _lock:
            _at_work.discard(indexed.name)


def _path(indexed: Indexed) -> Path:
    """A file for each index and database."""
    database = {key: str(settings.DATABASES["default"][key]) for key in ("ENGINE", "HOST", "PORT", "NAME")}
    digest = hashlib.sha256(f"{indexed.shape} {database}".encode()).hexdigest()[:12]
    return settings.INDEX_DIR / f"{indexed.name}-{digest}.index"
