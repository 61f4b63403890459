"""The kinds of fixture file: which folder holds which rows, in the order in which they can be loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from pydantic import BaseModel

from agreements.models import Agreement, Event
from agreements.schema import AgreementFixture, EventFixture
from core.models import Sector, Source
from core.schema import Curated, Edtf, SectorShape, SourceShape
from parks.models import Institution, Park
from parks.schema import InstitutionFixture, ParkFixture

# Few enough for flat memory, and for Django's look-up of the rows that they point at: SQLite takes no expression deeper than 1,000.
ROWS_AT_A_TIME = 500


@dataclass(frozen=True)
class Kind:
    """A folder of fixtures; `name` is what references call one of its rows."""

    folder: str
    name: str
    model: type[models.Model]
    shape: type[BaseModel]

    @property
    def is_record(self) -> bool:
        return issubclass(self.shape, Curated)

    def rows(self) -> Iterator[Any]:
        """Every row, with all that its file holds."""
        queryset = self.model.objects.all()  # type: ignore[attr-defined]
        if self.is_record:
            queryset = queryset.for_export()
        elif self.model is Sector:
            queryset = queryset.select_related("parent").prefetch_related("names")
        return queryset.iterator(chunk_size=ROWS_AT_A_TIME)

    def key_order(self) -> list[str]:
        """The keys of a file, in order."""
        fields = list(self.shape.model_fields)
        if not issubclass(self.shape, Curated):
            return fields
        ends = (*self.shape.FIRST, *self.shape.LAST)
        return [*self.shape.FIRST, *(key for key in fields if key not in ends), *(key for key in self.shape.LAST if key in fields)]


KINDS = (
    Kind("sources", "source", Source, SourceShape[Edtf]),
    Kind("sectors", "sector", Sector, SectorShape),
    Kind("parks", "park", Park, ParkFixture),
    Kind("institutions", "institution", Institution, InstitutionFixture),
    Kind("events", "event", Event, EventFixture),
    Kind("agreements", "agreement", Agreement, AgreementFixture),
)
