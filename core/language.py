"""Language tags: the part of BCP 47 that names of records and sectors need."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
validate_language = RegexValidator(LANGUAGE_PATTERN, _("A BCP 47 language tag, such as ru, zh-Hans or pt-BR."))
