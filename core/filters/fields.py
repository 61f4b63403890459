"""The form fields of a list's parameters: what may be written, and the messages for what may not."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core import countries, edtf
from core.fields import SLUG_LENGTH, SLUG_PATTERN
from core.language import LANGUAGE_PATTERN, language_name, names_of
from core.models import Sector

MAX_VALUES = 50


class SeveralWidget(forms.CheckboxSelectMultiple):
    """Values given by repeating the parameter, or with commas in one."""

    separator = ","

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 -- Django's signature
        given = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
        return [value.strip() for part in given for value in part.split(self.separator) if value.strip()]


class CountriesWidget(SeveralWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [code.upper() for code in super().value_from_datadict(data, files, name)]


class TextsWidget(SeveralWidget):
    """Values that may have commas in them: only repeating gives several."""

    separator = "\n"


class SeveralField(forms.MultipleChoiceField):
    """At most `max_values` different values: each costs the database work."""

    widget: Any = SeveralWidget

    def __init__(self, *, max_values: int = MAX_VALUES, **kwargs: Any) -> None:
        self.max_values = max_values
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[str]:
        values = list(dict.fromkeys(super().to_python(value)))
        if len(values) > self.max_values:
            raise ValidationError(_("Give at most %(count)d values."), params={"count": self.max_values})
        return values

    def given(self, query: QueryDict, name: str) -> list[str]:
        """The values in a query string, right or wrong, each once."""
        return list(dict.fromkeys(self.widget.value_from_datadict(query, None, name)))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        """The values in the reader's words, in the order in which they are offered; a value that has none is left out."""
        wanted = set(values)
        return {value: label for value, label in choices_of(self) if value in wanted}

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of one value."""
        return {"type": "string", "enum": [value for value, _label in choices_of(self)]}


def none_of(choices: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The message for a value outside a short closed list, which it names."""
    values = ", ".join(value for value, _label in choices)
    return {"invalid_choice": format_lazy(_("“%(value)s” is none of: {values}."), values=values)}


def choices_of(field: forms.Field) -> list[tuple[str, str]]:
    """The (value, label) pairs of a field with a flat list of choices."""
    return [(str(value), str(label)) for value, label in field.choices]  # type: ignore[attr-defined]


class ClosedField(SeveralField):
    """Values of a short closed list."""

    def __init__(self, *, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(choices=choices, error_messages=none_of(choices), **kwargs)


class CountriesField(SeveralField):
    widget: Any = CountriesWidget
    default_error_messages = {"invalid_choice": _("“%(value)s” is not the code of a country; write for example CN.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=countries.choices, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{2}$"}


def _sectors() -> list[tuple[str, str]]:
    return [(sector.slug, sector.shown_name) for sector in Sector.objects.prefetch_related(*names_of())]


class SectorsField(SeveralField):
    default_error_messages = {"invalid_choice": _("There is no sector “%(value)s”.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_sectors, **kwargs)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": SLUG_PATTERN}


class OpenField(SeveralField):
    """Values of no list: what no record has finds nothing."""

    widget: Any = TextsWidget
    max_length = 200

    def validate(self, value: list[str]) -> None:
        for text in value:
            ProhibitNullCharactersValidator()(text)
            if len(text) > self.max_length:
                raise ValidationError(_("A value has at most %(count)d characters."), params={"count": self.max_length})

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: value for value in values}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length}


class LanguagesField(SeveralField):
    """Languages by their BCP 47 tags."""

    def validate(self, value: list[str]) -> None:
        for tag in value:
            if not re.match(LANGUAGE_PATTERN, tag):
                message = _("“%(value)s” is not the tag of a language; write for example en or zh-Hans.")
                raise ValidationError(message, params={"value": tag})

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: language_name(value) for value in values}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": LANGUAGE_PATTERN}


class SlugsField(SeveralField):
    """Records by their slugs, out of `records`."""

    default_error_messages = {"invalid_choice": _("There is no such record: “%(value)s”.")}

    def __init__(self, *, records: Callable[[], Any], **kwargs: Any) -> None:
        self.records = records
        super().__init__(**kwargs)

    def validate(self, value: list[str]) -> None:
        names = self.labels(value)
        for slug in value:
            if slug not in names:
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": slug})

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        slugs = [slug for slug in values if len(slug) <= SLUG_LENGTH and "\x00" not in slug][: self.max_values]
        found = self.records().filter(slug__in=slugs).prefetch_related(*names_of()) if slugs else []
        return {record.slug: record.shown_name for record in found}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": SLUG_PATTERN}


class DayRangeField(forms.CharField):
    """A year, month or day; cleaned to its first and last calendar day."""

    pattern = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

    def clean(self, value: Any) -> tuple[date, date] | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            if not self.pattern.fullmatch(text):
                raise edtf.InvalidEDTF
            when = edtf.parse(text)
        except edtf.InvalidEDTF as error:
            message = _("“%(value)s” is not a date; write a year, a month or a day, such as 2016, 2016-05 or 2016-05-21.")
            raise ValidationError(message, params={"value": text}) from error
        assert when.earliest is not None
        assert when.latest is not None
        return when.earliest, when.latest
