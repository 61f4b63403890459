"""The addresses of the directory as a whole."""

from django.urls import path, register_converter

from directory.converters import CountryConverter
from directory.views import coverage, pages, quality

register_converter(CountryConverter, "country")

app_name = "directory"

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("about/", pages.About.as_view(), name="about"),
    path("countries/", pages.CountryList.as_view(), name="country-list"),
    path("countries/<slug:code>/", pages.CountryDetail.as_view(), name="country-detail"),
    path("data/coverage/", coverage.Coverage.as_view(), name="coverage"),
    path("data/disagreements/", pages.Disagreements.as_view(), name="disagreements"),
    path("data/quality/", quality.Quality.as_view(), name="quality"),
    path("relations/<country:first>-<country:second>/", pages.RelationDetail.as_view(), name="relation-detail"),
    path("sectors/", pages.SectorList.as_view(), name="sector-list"),
    path("sectors/<slug:slug>/", pages.SectorDetail.as_view(), name="sector-detail"),
    path("sources/", pages.SourceList.as_view(), name="source-list"),
    path("sources/<slug:slug>/", pages.SourceDetail.as_view(), name="source-detail"),
]
