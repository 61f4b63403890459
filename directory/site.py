"""Every public address: pages and API."""

from django.urls import include, path

from directory.api import api

urlpatterns = [
    path("", include("directory.urls")),
    path("", include("parks.urls")),
    path("", include("agreements.urls")),
    path("api/v1/", api.urls),
]
