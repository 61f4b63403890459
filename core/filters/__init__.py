"""What lists can be filtered by: `fields` reads the parameters, `filters` find records, `filterset` puts a list's filters together."""

from core.filters.fields import (
    MAX_VALUES,
    ClosedField,
    CountriesField,
    DayRangeField,
    LanguagesField,
    OpenField,
    SectorsField,
    SeveralField,
    choices_of,
    none_of,
)
from core.filters.filters import FacetFilter, RecordsFilter
from core.filters.filterset import MAX_PAGE, MAX_PER_PAGE, PER_PAGE, ListFilter, ListForm, PagedForm, RecordFilter

__all__ = [
    "MAX_PAGE",
    "MAX_PER_PAGE",
    "MAX_VALUES",
    "PER_PAGE",
    "ClosedField",
    "CountriesField",
    "DayRangeField",
    "FacetFilter",
    "LanguagesField",
    "ListFilter",
    "ListForm",
    "OpenField",
    "PagedForm",
    "RecordFilter",
    "RecordsFilter",
    "SectorsField",
    "SeveralField",
    "choices_of",
    "none_of",
]
