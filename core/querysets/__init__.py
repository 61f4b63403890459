"""The queries over what every type of record shares: records, sectors, sources."""

from core.querysets.record import RecordQuerySet
from core.querysets.sector import SectorQuerySet
from core.querysets.source import SourceQuerySet

__all__ = ["RecordQuerySet", "SectorQuerySet", "SourceQuerySet"]
