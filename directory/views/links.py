"""The page on which two parks or institutions are chosen, and which tells what links them."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.models import Record
from directory import links


class OrganisationField(forms.CharField):
    """A park or institution, by its slug or its name; cleaned to the record."""

    def clean(self, value: Any) -> Record | None:
        text = super().clean(value)
        if not text:
            return None
        found = links.organisations(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("There is no park or institution “%(text)s”."), params={"text": text})
        names = "; ".join(f"{record.name} ({record.type}:{record.slug})" for record in found)
        raise ValidationError(_("Several are called so. Write one of: %(names)s."), params={"names": names})


class LinksForm(forms.Form):
    """The two ends."""

    a = OrganisationField(label=_("From"), required=False, max_length=200)
    b = OrganisationField(label=_("To"), required=False, max_length=200)

    def query_for(self) -> str:
        """The query string as links here write it."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", _("This is the same as the other one."))
        return cleaned


class Links(TemplateView):
    """What links the two, once both are given; a wrong one gets its message and status 400."""

    template_name = "directory/links.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = LinksForm(request.GET)
        valid = form.is_valid()
        ends = (form.cleaned_data.get("a"), form.cleaned_data.get("b"))
        found = links.links(*ends) if valid and all(ends) else None
        return self.render_to_response(self.get_context_data(form=form, found=found, **kwargs), status=200 if valid else 400)
