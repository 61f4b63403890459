"""Model fields of the data's own kinds: slugs, EDTF dates, and columns that follow from another column whenever a row is written."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import countries, edtf
from core.fold import searchable, sort_key

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 100


def validate_edtf(text: str) -> None:
    """Refuse text that is not a date, as a form error."""
    try:
        edtf.parse(text)
    except edtf.InvalidEDTF as error:
        raise ValidationError(str(error), code="edtf") from error


class AtlasSlugField(models.SlugField):
    """The permanent name of a row in addresses and files."""

    default_validators = [RegexValidator(SLUG_PATTERN, _("Lower-case letters a to z, digits and single hyphens only."))]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": SLUG_LENGTH, **kwargs})


def validate_country(code: str) -> None:
    """Refuse what is no ISO 3166-1 alpha-2 code."""
    if code not in countries.codes():
        raise ValidationError(_("%(code)s is not an ISO 3166-1 alpha-2 code."), params={"code": code}, code="country")


class CountryCodeField(models.CharField):
    """An ISO 3166-1 alpha-2 code, chosen by name."""

    default_validators = [validate_country]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 2, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        choices = [("", "---------"), *countries.choices()]
        return super().formfield(**{"widget": forms.Select(choices=choices), **kwargs})


class ParagraphField(models.TextField):
    """Running text without line breaks, "" where nothing is said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": "", **kwargs})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return " ".join(text.split()) if text else ""


class EDTFField(models.CharField):
    """EDTF text, "" where nothing is known."""

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": edtf.MAX_LENGTH, "blank": True, "default": "", **kwargs})


class DerivedField(models.Field):
    """A column that follows from the text column `of`; every way of writing a row through Django fills it."""

    def __init__(self, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, **kwargs})

    def derive(self, text: str) -> Any:
        raise NotImplementedError

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.of, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 -- Django's signature
        value = self.derive(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value


class EarliestDayField(DerivedField, models.DateField):
    """The earliest calendar day that an EDTF date may stand for; null when it has no usable year."""

    def __init__(self, of: str, **kwargs: Any) -> None:
        super().__init__(of, **{"null": True, "db_index": True, **kwargs})

    def derive(self, text: str) -> date | None:
        return edtf.parse(text).earliest if text else None


class LatestDayField(EarliestDayField):
    """The latest such day."""

    def derive(self, text: str) -> date | None:
        return edtf.parse(text).latest if text else None


class SortKeyField(DerivedField, models.BinaryField):
    """Bytes by which names sort alike in every database."""

    def derive(self, text: str) -> bytes:
        return sort_key(text)


class FoldedField(DerivedField, models.TextField):
    """The text as words are looked for in it: without accents, letter case and marks."""

    def derive(self, text: str) -> str:
        return searchable(text)
