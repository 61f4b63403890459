"""The tables that every record shares."""

from core.models.name import Identifier, Name
from core.models.organisation import Involvement
from core.models.record import FormerSlug, OtherCountry, Record, RecordSector
from core.models.revision import Revision
from core.models.sector import Sector, SectorName
from core.models.source import Citation, Figure, FigureSource, RivalClaim, Source

__all__ = [
    "Citation",
    "Figure",
    "FigureSource",
    "FormerSlug",
    "Identifier",
    "Involvement",
    "Name",
    "OtherCountry",
    "Record",
    "RecordSector",
    "Revision",
    "RivalClaim",
    "Sector",
    "SectorName",
    "Source",
]
