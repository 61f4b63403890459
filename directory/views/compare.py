"""The page on which parks stand side by side."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.api import form_problems
from core.csv_rows import csv_response
from core.filters import OpenField, none_of
from core.views import address
from directory import compare
from directory.compare import Comparison, FigureRow
from parks.models import Park

FORMATS = [("csv", "CSV")]
BOM = [("1", _("yes")), ("0", _("no"))]


class ParksField(OpenField):
    """Parks by slug, former slug or name; cleaned to the parks, each once, in the order given."""

    def clean(self, value: Any) -> list[Park]:
        texts = super().clean(value)
        found = compare.named(texts)
        errors = [_problem(text, found[text]) for text in texts if len(found[text]) != 1]
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(found[text][0] for text in texts))


def _problem(text: str, found: list[Park]) -> ValidationError:
    message = _("Several are called so. Write one of: %(names)s.")
    if not found:
        found = compare.like(text)
        message = _("There is no park “%(text)s”. Names with it: %(names)s.") if found else _("There is no park “%(text)s”.")
    names = "; ".join(f"{park.name} ({park.slug})" for park in found)
    return ValidationError(message, params={"text": text, "names": names})


class CompareForm(forms.Form):
    """Which parks, and in which form."""

    park = ParksField(label=_("Park"), required=False, max_values=compare.MOST)
    format = forms.ChoiceField(required=False, choices=FORMATS, error_messages=none_of(FORMATS))
    bom = forms.ChoiceField(required=False, choices=BOM, error_messages=none_of(BOM))

    @property
    def texts(self) -> list[str]:
        """What was given for parks, right or wrong."""
        return self.fields["park"].given(self.data, "park")

    @property
    def wrong(self) -> tuple[list[str], dict[str, list[str]]]:
        """The messages of the whole, and those of each text."""
        whole, by_text = [], defaultdict[str, list[str]](list)
        for error in (error for errors in self.errors.as_data().values() for error in errors):
            text = (error.params or {}).get("text")
            (by_text[text] if text else whole).extend(map(str, error.messages))
        return whole, by_text

    def query_for(self, slugs: list[str] | None = None) -> str:
        """The query string for some parks, or for those given, with the form that was asked for."""
        query = QueryDict(mutable=True)
        query.setlist("park", [park.slug for park in self.cleaned_data["park"]] if slugs is None else slugs)
        for name in ("format", "bom"):
            if self.cleaned_data.get(name):
                query[name] = self.cleaned_data[name]
        return query.urlencode()


class Compare(TemplateView):
    """Up to five parks, once two are given; a wrong value gets its message and status 400. As CSV with `format=csv`."""

    template_name = "directory/compare.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = CompareForm(request.GET)
        if request.GET.get("format") == "csv" and (refusal := form_problems(request, form, needed=["park"])):
            return refusal
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, comparison=None), status=400)
        parks = form.cleaned_data["park"]
        slugs = [park.slug for park in parks]
        if request.GET.getlist("park") != slugs:
            return HttpResponseRedirect(address(request.path, form.query_for(slugs)))
        comparison = Comparison([park.pk for park in parks])
        if form.cleaned_data["format"]:
            for_spreadsheets = form.cleaned_data["bom"] == "1"
            return csv_response(comparison.csv_rows, FigureRow, {}, "comparison", for_spreadsheets=for_spreadsheets)
        return self.render_to_response(self.get_context_data(form=form, comparison=comparison, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the parks chosen, each with the query string without it; and what the text fields hold."""
        form, comparison = kwargs["form"], kwargs["comparison"]
        parks = comparison.parks if comparison else []
        slugs = [park.slug for park in parks]
        whole, by_text = form.wrong
        given = [] if comparison else form.texts[: compare.MOST]
        empty = min(1 if parks or given else 2, compare.MOST - len(parks) - len(given))
        return super().get_context_data(
            chosen=[(park, form.query_for([slug for slug in slugs if slug != park.slug])) for park in parks],
            fields=[(text, by_text.get(text, [])) for text in [*given, *[""] * empty]],
            errors=whole,
            csv_query=form.query_for(slugs) if comparison else "",
            suggestions=compare.suggestions() if len(parks) < compare.MOST else [],
            **kwargs,
        )
