"""Every public address: the pages, in each language, and what machines read."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path

from directory import sitemaps
from directory.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": sitemaps.SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": sitemaps.SITEMAPS}, name="sitemap"),
    *i18n_patterns(
        path("", include("directory.urls")),
        path("", include("parks.urls")),
        path("", include("agreements.urls")),
        prefix_default_language=False,
    ),
]
