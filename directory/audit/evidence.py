"""Rules over citations, sources and web addresses."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from agreements.schema import AgreementFixture, EventFixture
from core.fieldnames import field_name
from core.schema import Curated, rows
from core.vocabulary import RecordType
from directory.audit.dataset import DataSet
from directory.audit.finding import Flaw, Level
from parks.schema import InstitutionFixture, ParkFixture

SHAPES: dict[str, type[Curated]] = {
    RecordType.PARK: ParkFixture,
    RecordType.INSTITUTION: InstitutionFixture,
    RecordType.AGREEMENT: AgreementFixture,
    RecordType.EVENT: EventFixture,
}
# Our own bookkeeping, which no source states; and what sources may state but need not.
BOOKKEEPING = {"slug", "status", "figures", "former_slugs", "citations", "rival_claims", "curator_note"}
NEED_NO_SOURCE = {"kind", "stage"}

validate_address = URLValidator(["http", "https"])


def filled_fields(record: Any) -> set[str]:
    """The fields that hold something, as citations name them (`founded`, `figures.companies`)."""
    fields = set(SHAPES[record.type].model_fields) - BOOKKEEPING
    return {field for field in fields if rows(getattr(record, field))} | {f"figures.{figure.indicator}" for figure in record.figures.all()}


def citations(data: DataSet) -> Iterator[Flaw]:
    """Citations that support nothing, and fields that nothing supports."""
    for record in data.records:
        filled, supported = filled_fields(record), set()
        for citation in record.citations.all():
            supported.update(citation.supports)
            if not filled & set(citation.supports):
                place = f"{citation.source.slug} {citation.locator}".strip()
                yield record, "citations", place, Level.ERROR, _("This citation supports no field that is filled.")
        for field in filled - supported - NEED_NO_SOURCE:
            sentence = _("No citation supports this field: %(field)s.") % {"field": field_name(field)}
            yield record, field, _shown(record, field), Level.ERROR, sentence


def _shown(record: Any, field: str) -> str:
    """A field's value in short: itself, or how many rows it has."""
    if field.startswith("figures."):
        values = [figure.value for figure in record.figures.all() if f"figures.{figure.indicator}" == field]
        return ", ".join(f"{value.normalize():f}" for value in values)
    if field == "coordinates":
        return record.coordinates_text
    value = rows(getattr(record, field))
    return str(len(value)) if isinstance(value, list) else str(getattr(value, "slug", value))


def sources(data: DataSet) -> Iterator[Flaw]:
    """Sources that nothing cites."""
    for source in data.sources:
        if not (source.is_cited or source.states_figure or source.is_rival):
            yield source, "", "", Level.WARNING, _("No citation, figure or rival claim names this source.")


def addresses(data: DataSet) -> Iterator[Flaw]:
    """Web addresses that are none."""
    websites = [(record, "website", record.website) for record in (*data.parks, *data.institutions)]
    for row, field, address in [*websites, *((source, "address", source.address) for source in data.sources)]:
        if address:
            try:
                validate_address(address)
            except ValidationError:
                yield row, field, address, Level.ERROR, _("This is not an http or https address.")
