"""The index that is in use: one a list in each process, made again in the background when the data moves on."""

import hashlib
import logging
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from django.conf import settings
from django.core.files import locks
from django.db import connections

from core import revision
from core.index import store
from core.index.build import build
from core.index.order import Index

logger = logging.getLogger(__name__)

_indexes: dict[Any, Index] = {}
_at_work: dict[Any, Thread] = {}
_lock = Lock()


def current(filterset: Any) -> Index:
    """The index of a FilterSet's list, at the cost of one query.

    The first that a process asks for is read from disk or built at once. Later, where the data has moved on, a thread makes a new one,
    and until then the old one answers; without INDEX_IN_BACKGROUND it is made at once.
    """
    index, now = _indexes.get(filterset), revision.current()
    if index is not None and index.revision == now:
        return index
    if index is None or not settings.INDEX_IN_BACKGROUND:
        return _renew(filterset, now)
    with _lock:
        if filterset not in _at_work:
            _at_work[filterset] = Thread(
                target=_renew_in_background, args=(filterset, now), daemon=True, name=f"index of {filterset.__name__}"
            )
            _at_work[filterset].start()
    return index


def _renew(filterset: Any, now: str) -> Index:
    """Read or build the index and use it; only one process builds, the others wait for what it writes."""
    path = _path(filterset)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as guard:
        locks.lock(guard, locks.LOCK_EX)
        index = store.read(path)
        if index is None or index.revision != now:
            index = build(filterset)
            store.write(index, path)
    _indexes[filterset] = index
    return index


def _renew_in_background(filterset: Any, now: str) -> None:
    try:
        _renew(filterset, now)
    except Exception:
        logger.exception("The index of %s could not be made; the old one stays", filterset.__name__)
    finally:
        connections.close_all()
        with _lock:
            del _at_work[filterset]


def _path(filterset: Any) -> Path:
    """A file for each list and database; its name changes with what the index holds, so that another version's is not read."""
    shape = [sorted((name, facet.facet) for name, facet in filterset.facets().items()), filterset.sorts()]
    database = {key: str(settings.DATABASES["default"][key]) for key in ("ENGINE", "HOST", "PORT", "NAME")}
    digest = hashlib.sha256(repr((shape, database)).encode()).hexdigest()[:12]
    return settings.INDEX_DIR / f"{filterset.__name__}-{digest}.index"
