"""What the web process does around every answer."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

ADMIN = "/admin/"
READING = ("GET", "HEAD", "OPTIONS")


class MethodGate:
    """Nothing but reading outside the admin: other methods get 405 before their body is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING and not (settings.CURATE and request.path_info.startswith(ADMIN)):
            return HttpResponseNotAllowed(READING)
        return self.get_response(request)


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
