"""Which source says what of a record: the numbered sources of its page, and the markers beside its values."""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from core.models import Citation, Figure, Record, RivalClaim, Source


def _paragraph(locator: str) -> tuple[int, str]:
    """Sorts p2 before p10; a place that is no paragraph comes last."""
    number = locator.removeprefix("p")
    return (int(number) if number.isdecimal() else sys.maxsize, locator)


@dataclass(frozen=True)
class Marker:
    """A pointer from a value to the place that supports it: "1 p4"."""

    number: int
    locator: str
    anchor: str


@dataclass
class NumberedSource:
    """A source of the page, with its places and what each supports."""

    number: int
    source: Source
    places: list[tuple[str, Citation]] = field(default_factory=list)


class Evidence:
    """The sources of one record, from its citations (prefetched, with their sources)."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def sources(self) -> list[NumberedSource]:
        """The sources in the order in which the record cites them, their places in the order of the text."""
        numbered: dict[int, NumberedSource] = {}
        cited: defaultdict[int, list[Citation]] = defaultdict(list)
        for citation in self.record.citations.all():
            numbered.setdefault(citation.source_id, NumberedSource(len(numbered) + 1, citation.source))
            cited[citation.source_id].append(citation)
        for source, entry in numbered.items():
            places = sorted(cited[source], key=lambda citation: _paragraph(citation.locator))
            entry.places = [(f"source-{entry.number}-{index}", citation) for index, citation in enumerate(places, 1)]
        for claim in self.record.rival_claims.all():
            numbered.setdefault(claim.source_id, NumberedSource(len(numbered) + 1, claim.source))
        return list(numbered.values())

    @property
    def names_paragraphs(self) -> bool:
        """Whether it names a paragraph of a source."""
        return any(citation.locator.startswith("p") for citation in self.record.citations.all())

    @cached_property
    def rivals(self) -> defaultdict[str, list[tuple[RivalClaim, Marker]]]:
        """For each disputed field, what other sources say of it, each with its source."""
        rivals: defaultdict[str, list[tuple[RivalClaim, Marker]]] = defaultdict(list)
        numbers = {entry.source.pk: entry.number for entry in self.sources}
        for claim in self.record.rival_claims.all():
            number = numbers[claim.source_id]
            claim.record = self.record  # of its own type, which knows how the disputed field is shown
            rivals[claim.field].append((claim, Marker(number, claim.locator, f"source-{number}")))
        return rivals

    @cached_property
    def markers(self) -> defaultdict[str, list[Marker]]:
        """For each field, the places that support it."""
        markers: defaultdict[str, list[Marker]] = defaultdict(list)
        for entry in self.sources:
            for anchor, citation in entry.places:
                for name in citation.supports:
                    markers[name].append(Marker(entry.number, citation.locator, anchor))
        return markers

    @cached_property
    def figures(self) -> list[tuple[Figure, list[Marker], list[tuple[RivalClaim, Marker]]]]:
        """The record's figures, each with the places of its own sources; the last of an indicator also with what other sources say."""
        numbers = {entry.source.pk: entry.number for entry in self.sources}
        figures = self.record.figures_in_order
        last = {figure.indicator: figure for figure in figures}
        rows = []
        for figure in figures:
            own = {numbers.get(source.pk) for source in figure.sources.all()}
            field = f"figures.{figure.indicator}"
            rivals = self.rivals[field] if figure is last[figure.indicator] else []
            rows.append((figure, [marker for marker in self.markers[field] if marker.number in own], rivals))
        return rows
