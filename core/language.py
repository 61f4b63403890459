"""Languages: their tags (the part of BCP 47 that names of records and sectors need) and their names."""

from django.core.validators import RegexValidator
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from core.fieldnames import capital

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
validate_language = RegexValidator(LANGUAGE_PATTERN, _("A BCP 47 language tag, such as ru, zh-Hans or pt-BR."))


def language_name(tag: str) -> str:
    """A language's name in the reader's language; the tag itself where Django does not know it."""
    try:
        return capital(str(get_language_info(tag.lower())["name_translated"]))
    except KeyError:
        return tag
