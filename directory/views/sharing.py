"""What others take from a page: its card, its citation, and the description of the site's search."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import condition

from core import citation, revision
from core.views import address, moved_record, site_of
from directory import cards
from directory.tallies import MODELS

# A card changes with its record; who has one asks again after a day.
CACHED = "public, max-age=86400"


def favicon(_request: HttpRequest) -> HttpResponseBase:
    """The site's icon, where browsers look for it beside answers that are no pages, such as JSON."""
    return redirect(static("img/favicon.svg"))


def site_card(request: HttpRequest) -> HttpResponseBase:
    """The card of the atlas."""
    with override("en"):
        return _card(request, cards.of_site())


def card(request: HttpRequest, plural: str, slug: str) -> HttpResponseBase:
    """A record's card, in English: its fonts have no Chinese, and one address has one picture."""
    record = MODELS[plural].objects.published().for_list().filter(slug=slug).first()
    if record is None:
        return _moved(request, plural, slug, "card")
    with override("en"):
        return _card(request, cards.of_record(record))


def _card(request: HttpRequest, card: cards.Card) -> HttpResponseBase:
    """The picture, drawn only for those who do not have it yet; other sites may show it."""

    @condition(etag_func=lambda _request: card.etag, last_modified_func=lambda _request: card.updated)
    def draw(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(cards.drawn(card), content_type="image/png")

    answer = draw(request)
    answer["Cache-Control"] = CACHED
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


class CiteForm(forms.Form):
    """How the citation is to be written."""

    format = forms.ChoiceField(required=False, choices=[(name, one.label) for name, one in citation.FORMATS.items()])


def cite(request: HttpRequest, plural: str, slug: str) -> HttpResponseBase:
    """A record's citation as a file, in plain text if no format is asked for. Two queries."""
    form = CiteForm(request.GET)
    if not form.is_valid():
        raise BadRequest
    record = MODELS[plural].objects.published().filter(slug=slug).first()
    if record is None:
        return _moved(request, plural, slug, "directory:cite")
    chosen = citation.FORMATS[form.cleaned_data["format"] or "text"]
    text = citation.Citation(record, site_of(request), revision.short()).written(chosen.name)
    headers = {"Content-Disposition": f'attachment; filename="{slug}.{chosen.suffix}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(text, content_type=chosen.media_type, headers=headers)


def _moved(request: HttpRequest, plural: str, slug: str, view: str) -> HttpResponsePermanentRedirect:
    """To the record that used to have this slug."""
    moved = moved_record(MODELS[plural].TYPE, slug)
    if moved is None:
        raise Http404
    return HttpResponsePermanentRedirect(address(reverse(view, args=[plural, moved.slug]), request.GET.urlencode()))


def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser needs to search here from its own bar (OpenSearch 1.1)."""
    context: dict[str, Any] = {"site": site_of(request)}
    return render(request, "directory/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8")
