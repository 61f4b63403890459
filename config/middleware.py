"""What the web process does around every answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.translation import gettext as _

from core.api import problem

ADMIN = "/admin/"
API = "/api/"
READING = ("GET", "HEAD", "OPTIONS")


class MethodGate:
    """Nothing but reading outside the admin: other methods get 405 before their body is looked at.

    HEAD is answered as GET everywhere (the server leaves the body out), so that what a page or the API has can be asked for cheaply.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.CURATE and request.path_info.startswith(ADMIN):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(READING)})
        if request.method not in READING:
            return self._refuse(request)
        asked, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = asked
        return response

    def _refuse(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API):
            return HttpResponseNotAllowed(READING)
        response = problem(405, _("Method not allowed"), _("The API is only read: use GET or HEAD."))
        response["Allow"] = ", ".join(READING)
        return response


class Language:
    """The language that the address says, and English where it says none: one address has one answer, whatever a browser prefers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class SecurityHeaders:
    """The headers that Django and django-csp do not set, on every answer."""

    headers = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for header, value in self.headers.items():
            response.setdefault(header, value)
        return response
