"""Searching everything: the page with what is found by type, and the suggestions that come while a reader types."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.filters import MAX_PAGE, MAX_PER_PAGE, PER_PAGE, none_of
from core.views import address, api_url
from directory.search.corpus import AREAS
from directory.search.engine import AllHits, Group, Search, groups, suggestion

# How many records of each type stand on the page for all types, and how many are suggested in all.
SHOWN = 5
SUGGESTED = 8

TYPES = [(plural, area.label) for plural, area in AREAS.items()]


class SearchForm(forms.Form):
    """What is looked for, in everything or in records of one type."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    type = forms.ChoiceField(label=_("Type"), required=False, choices=TYPES, error_messages=none_of(TYPES))
    per_page = forms.IntegerField(label=_("Results a page"), required=False, min_value=1, max_value=MAX_PER_PAGE)
    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=MAX_PAGE)

    def query_for(self, **changes: Any) -> str:
        """The query string with parameters replaced, in canonical form."""
        query = QueryDict(mutable=True)
        for name in self.fields:
            value = str(changes.get(name, self.data.get(name, "")) or "").strip()
            if value and not (name == "page" and value == "1"):
                query[name] = value
        return query.urlencode()


class SearchPage(TemplateView):
    """What is found, grouped by type; or all of one type, a page at a time."""

    template_name = "directory/search.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = SearchForm(request.GET)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, **kwargs), status=400)
        if list(request.GET.items()) != list(QueryDict(form.query_for()).items()):
            return HttpResponsePermanentRedirect(address(request.path, form.query_for()))
        return self.render_to_response(self.get_context_data(form=form, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        context: dict[str, Any] = {"query": form.data.get("q", "").strip(), "groups": [], "page": None, "suggestion": ""}
        if form.is_valid() and context["query"]:
            context |= _one_type(form) if form.cleaned_data["type"] else _all_types(form)
            if not context["groups"]:
                context["suggestion"] = suggestion(context["query"])
        return super().get_context_data(**kwargs, **context, api_url=api_url(self.request))


def _all_types(form: SearchForm) -> dict[str, Any]:
    found = groups(form.cleaned_data["q"], SHOWN)
    return {"groups": found, "count": sum(group.count for group in found)}


def _one_type(form: SearchForm) -> dict[str, Any]:
    plural = form.cleaned_data["type"]
    search = Search(AREAS[plural], form.cleaned_data["q"])
    paginator = Paginator(AllHits([search]), form.cleaned_data["per_page"] or PER_PAGE)
    page = paginator.get_page(form.cleaned_data["page"] or 1)
    found = [Group(plural, AREAS[plural].label, search.count, list(page.object_list))] if search.count else []
    numbers = [
        (number, form.query_for(page=number)) if isinstance(number, int) else (None, "")
        for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    return {"groups": found, "count": search.count, "page": page, "numbers": numbers}


class Suggestions(TemplateView):
    """A part of a page: the records that are likeliest meant by what was typed so far."""

    template_name = "directory/suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SearchForm(self.request.GET)
        query = form.cleaned_data["q"].strip() if form.is_valid() else ""
        hits = [(hit.rank, group.plural == "sources", hit) for group in groups(query, SHOWN) for hit in group.hits] if query else []
        best = sorted(hits, key=lambda found: found[:2])[:SUGGESTED]
        return super().get_context_data(query=query, hits=[hit for _rank, _is_source, hit in best], **kwargs)
