"""Searching everything: the page with what is found by type, and the suggestions that come while a reader types."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.api import json_response
from core.filters import PagedForm, none_of
from core.views import address, api_url
from directory.search.corpus import AREAS
from directory.search.engine import AllHits, Group, Hit, Search, groups, suggestion

# How many records of each type stand on the page for all types, and how many are suggested in all.
SHOWN = 5
SUGGESTED = 8

# In the order in which links here write them.
PARAMETERS = ("q", "type", "per_page", "page")
TYPES = [(plural, area.label) for plural, area in AREAS.items()]


class SearchForm(PagedForm):
    """What is looked for, in everything or in records of one type."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    type = forms.ChoiceField(label=_("Type"), required=False, choices=TYPES, error_messages=none_of(TYPES))

    def query_for(self, **changes: Any) -> str:
        """The query string with parameters replaced, or dropped where None, in canonical form."""
        query = QueryDict(mutable=True)
        for name in PARAMETERS:
            value = str(changes.get(name, self.data.get(name, "")) or "").strip()
            if value and not (name == "page" and value == "1"):
                query[name] = value
        return query.urlencode()

    def page_of(self, searches: Sequence[Search]) -> Page | None:
        """The page that is asked for of what some searches find; None, and an error in the form, where there is no such page."""
        paginator = Paginator(AllHits(searches), self.page_size)
        return paginator.page(self.page_number) if self.has_page(paginator.num_pages) else None


class SearchPage(TemplateView):
    """What is found, grouped by type; or all of one type, a page at a time."""

    template_name = "directory/search.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = SearchForm(request.GET)
        if form.is_valid():
            # All types together are one page.
            proper = form.query_for() if form.cleaned_data["type"] else form.query_for(page=None, per_page=None)
            if list(request.GET.items()) != list(QueryDict(proper).items()):
                return HttpResponsePermanentRedirect(address(request.path, proper))
        context = self.get_context_data(form=form, **kwargs)
        return self.render_to_response(context, status=200 if form.is_valid() else 400)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        context: dict[str, Any] = {"query": form.data.get("q", "").strip(), "groups": [], "page": None, "suggestion": ""}
        if form.is_valid() and context["query"]:
            context |= _one_type(form) if form.cleaned_data["type"] else _all_types(form)
            if not context["groups"] and form.is_valid():
                context["suggestion"] = suggestion(context["query"])
        return super().get_context_data(**kwargs, **context, api_url=api_url(self.request))


def _all_types(form: SearchForm) -> dict[str, Any]:
    found = groups(form.cleaned_data["q"], SHOWN)
    return {"groups": found, "count": sum(group.count for group in found)}


def _one_type(form: SearchForm) -> dict[str, Any]:
    plural = form.cleaned_data["type"]
    search = Search(AREAS[plural], form.cleaned_data["q"])
    page = form.page_of([search])
    if page is None:
        return {}
    found = [Group(plural, str(AREAS[plural].label), search.count, list(page.object_list))] if search.count else []
    numbers = [
        (number, form.query_for(page=number)) if isinstance(number, int) else (None, "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    return {"groups": found, "count": search.count, "page": page, "numbers": numbers}


class Suggestions(TemplateView):
    """A part of a page: the records that are likeliest meant by what was typed so far."""

    template_name = "directory/suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, hits = _suggested(self.request)
        return super().get_context_data(query=query, hits=hits, **kwargs)


def suggestions_json(request: HttpRequest) -> HttpResponse:
    """The same for a browser's own search bar, as names in the script that was typed (OpenSearch suggestions)."""
    query, hits = _suggested(request)
    names = dict.fromkeys(hit.name if hit.is_other_name else str(hit.record) for hit in hits)
    return json_response([query, list(names)], content_type="application/x-suggestions+json")


def _suggested(request: HttpRequest) -> tuple[str, list[Hit]]:
    """What was typed, and the likeliest records; "" and none where it is too long to be looked for."""
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"].strip() if form.is_valid() else ""
    hits = [(hit.rank, group.plural == "sources", hit) for group in groups(query, SHOWN) for hit in group.hits] if query else []
    best = sorted(hits, key=lambda found: found[:2])[:SUGGESTED]
    return query, [hit for _rank, _is_source, hit in best]
