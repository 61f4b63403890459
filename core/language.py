"""Languages: their tags (the part of BCP 47 that names of records and sectors need), their names, and names in the reader's."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext_lazy as _

from core.fieldnames import capital

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
validate_language = RegexValidator(LANGUAGE_PATTERN, _("A BCP 47 language tag, such as ru, zh-Hans or pt-BR."))


@cache
def cldr(language: str) -> Locale:
    """What CLDR knows of one of the interface's languages."""
    return Locale.parse(language, sep="-")


def language_name(tag: str) -> str:
    """A language's name in the reader's language, out of CLDR; the tag itself where that does not know it."""
    reader = cldr(get_language() or settings.LANGUAGE_CODE)
    try:
        name = reader.languages.get(tag.replace("-", "_")) or Locale.parse(tag, sep="-").get_display_name(reader)
    except (UnknownLocaleError, ValueError):
        return tag
    return capital(name or tag)


def is_original() -> bool:
    """Whether the reader's language is that of the records themselves: English."""
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


def names_of(relation: str = "") -> list[str]:
    """What to prefetch for `shown_name` of the records or sectors behind a relation: nothing for readers of English."""
    return [] if is_original() else [f"{relation}__names" if relation else "names"]


def local_name(names: Iterable[Any]) -> str:
    """The first of some names that is in the reader's language; "" if none is."""
    language = get_language() or settings.LANGUAGE_CODE
    spoken = {language, language.partition("-")[0]}
    return next((name.text for name in names if name.language.lower() in spoken or name.language.lower().startswith(f"{language}-")), "")


def names_beside(english: str, names: Iterable[Any]) -> list[tuple[str, str]]:
    """(language, name) of what else something is called, where one of its names is shown: English first."""
    names = list(names)
    shown = "" if is_original() else local_name(names)
    every = [*([("en", english)] if shown else []), *((name.language, name.text) for name in names)]
    return [(language, text) for language, text in every if text != (shown or english)]


def without_language(path: str) -> str:
    """The address of the English page of what a path leads to."""
    code = get_language_from_path(path)
    prefix = f"/{code}"
    return path.removeprefix(prefix) if code and path.startswith(f"{prefix}/") else path


def in_language(path: str, code: str) -> str:
    """The address in another language of what an English page's path leads to."""
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
