"""The queries over sectors."""

from typing import Any, Self

from django.db import models

from core.collation import collation_key
from core.language import names_of


def _by_shown_name(sector: Any) -> Any:
    return collation_key(sector.shown_name), sector.pk


class SectorQuerySet(models.QuerySet[Any]):
    def with_descendants(self, slugs: list[str]) -> Self:
        """These sectors and every sector below them, in one query (the tree is a few hundred rows)."""
        children: dict[str, list[str]] = {}
        for slug, parent in self.filter(parent__isnull=False).values_list("slug", "parent__slug"):
            children.setdefault(parent, []).append(slug)
        found, waiting = set(), list(slugs)
        while waiting:
            slug = waiting.pop()
            if slug not in found:
                found.add(slug)
                waiting.extend(children.get(slug, []))
        return self.filter(slug__in=found)

    def in_tree(self) -> list[Any]:
        """All sectors in the order of the tree, by name in the reader's language, each with its `depth` (0 at the top); one query, and
        one for names in another language than English."""
        below: dict[int | None, list[Any]] = {}
        for sector in sorted(self.prefetch_related(*names_of()), key=_by_shown_name):
            below.setdefault(sector.parent_id, []).append(sector)

        def walk(parent: int | None, depth: int) -> list[Any]:
            found = []
            for sector in below.get(parent, []):
                sector.depth = depth
                found += [sector, *walk(sector.pk, depth + 1)]
            return found

        return walk(None, 0)
