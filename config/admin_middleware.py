"""The admin's middleware, kept away from public pages so that they neither read nor set a cookie."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

from config.middleware import ADMIN


class OnlyForAdmin:
    """Runs the middleware below it for the admin's addresses alone."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(ADMIN):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)  # type: ignore[attr-defined]

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        inherited = getattr(super(), "process_view", None)
        return inherited(request, *args) if inherited and request.path_info.startswith(ADMIN) else None


class AdminSessionMiddleware(OnlyForAdmin, SessionMiddleware):
    pass


class AdminCsrfMiddleware(OnlyForAdmin, CsrfViewMiddleware):
    pass


class AdminAuthenticationMiddleware(OnlyForAdmin, AuthenticationMiddleware):
    pass


class AdminMessageMiddleware(OnlyForAdmin, MessageMiddleware):
    pass
