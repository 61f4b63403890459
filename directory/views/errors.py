"""Answers to requests that cannot be met: pages for people, problem documents for machines."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.api import problem
from core.language import in_language

API = "/api/"


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 400, _("Bad request"), _("The request could not be understood."))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 404, _("Page not found"), _("There is nothing at this address. It may be misspelt."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500, _("Something went wrong"), _("The fault is ours. Please try again in a few minutes."))


def _answer(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    if request.path_info.startswith(API):
        return problem(status, title, detail)
    return render(
        request,
        "error.html",
        {"status": status, "title": title, "detail": detail, "home": in_language("/", get_language() or settings.LANGUAGE_CODE)},
        status=status,
    )
