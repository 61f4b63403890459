"""How templates say dates, countries, languages, figures and fields in words."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import countries, edtf
from core.fieldnames import capital, field_name
from core.language import is_original, language_name
from core.models import Figure, Record, RivalClaim, Sector
from core.schema import DATES

register = template.Library()
register.filter("capital", capital)
register.filter("language_name", language_name)

# UCUM codes as readers write them; a currency's code stands as it is, before its number.
UNITS = {"m2": gettext_lazy("m²"), "%": "%"}


@register.filter
def in_words(text: str) -> str:
    """An EDTF date in words."""
    return edtf.in_words(text)


@register.filter
def country_name(code: str) -> str:
    return countries.name(code)


@register.filter
def named(thing: Record | Sector) -> str:
    """The name of a record or a sector in the reader's language; marked as English where there is only that."""
    return english(thing.name) if thing.shown_name == thing.name else thing.shown_name


@register.filter
def english(text: str) -> str:
    """Text of the records themselves, which is English: marked so for readers of other languages."""
    return text if is_original() or not text else format_html('<span lang="en">{}</span>', text)


@register.filter
def amount(figure: Figure) -> str:
    """A figure's value with its qualifier and unit: "about 200", "over 670,000 m²", "CNY 8,000,000,000"."""
    number = _quantity(figure.value, figure.unit)
    return f"{figure.get_qualifier_display()} {number}" if figure.qualifier else number


def _quantity(value: Decimal, unit: str) -> str:
    number = number_format(value.normalize() if value % 1 else value.to_integral_value(), force_grouping=True)
    if unit in UNITS:
        return f"{number}\u00a0{UNITS[unit]}"
    return f"{unit} {number}" if unit else number


@register.filter
def claimed(claim: RivalClaim) -> str:
    """The value of a rival claim, as the field that it disputes is shown; `claim.record` is of its own type."""
    if claim.field in DATES:
        return edtf.in_words(claim.value)
    if claim.field == "country":
        return countries.name(claim.value)
    if claim.field in ("kind", "stage"):
        field: Any = claim.record._meta.get_field(claim.field)
        return str(dict(field.flatchoices).get(claim.value, claim.value))
    units = {f"figures.{figure.indicator}": figure.unit for figure in claim.record.figures.all()}
    try:
        return _quantity(Decimal(claim.value), units[claim.field])
    except (KeyError, InvalidOperation):
        return claim.value


@register.filter
def stated(record: Record, field: str) -> str:
    """The record's own value of a field that a rival claim disputes, in words."""
    if field.startswith("figures."):
        return "; ".join(amount(figure) for figure in record.latest_figures if figure.indicator == field.removeprefix("figures."))
    value = getattr(record, field)
    if field in DATES:
        return edtf.in_words(value)
    if field == "country":
        return countries.name(value)
    return str(getattr(record, f"get_{field}_display", lambda: value)())


@register.filter
def listed(words: Iterable[str]) -> str:
    """Words with what the reader's language puts between them."""
    return _(", ").join(words)


@register.filter
def field_names(fields: list[str]) -> str:
    """The fields that a citation supports, in words."""
    return listed(field_name(field) for field in fields)


register.filter("field_name", field_name)
