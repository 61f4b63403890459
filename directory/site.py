"""Every public address: the pages, in each language, and what machines read."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, register_converter

from directory import sitemaps
from directory.api import api
from directory.converters import CountryConverter, RecordsConverter
from directory.views import sharing

register_converter(CountryConverter, "country")
register_converter(RecordsConverter, "records")

urlpatterns = [
    path("api/v1/", api.urls),
    path("cards/atlas.png", sharing.site_card, name="site-card"),
    path("cards/<records:plural>/<slug:slug>.png", sharing.card, name="card"),
    path("favicon.ico", sharing.favicon, name="favicon"),
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
