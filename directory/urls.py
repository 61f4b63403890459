"""The addresses of the directory as a whole."""

from django.urls import path

from directory import feeds
from directory.views import compare, coverage, links, maps, network, pages, partners, quality, search, sharing, styleguide, timeline

app_name = "directory"

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("about/", pages.About.as_view(), name="about"),
    path("compare/", compare.Compare.as_view(), name="compare"),
    path("countries/", pages.CountryList.as_view(), name="country-list"),
    path("countries/<slug:code>/", pages.CountryDetail.as_view(), name="country-detail"),
    path("data/coverage/", coverage.Coverage.as_view(), name="coverage"),
    path("data/disagreements/", pages.Disagreements.as_view(), name="disagreements"),
    path("data/quality/", quality.Quality.as_view(), name="quality"),
    path("feeds/agreements.atom", feeds.agreements, name="agreements-feed"),
    path("links/", links.Links.as_view(), name="links"),
    path("opensearch.xml", sharing.opensearch, name="opensearch"),
    path("network/", network.NetworkPage.as_view(), name="network"),
    path("network/facets/<slug:facet>/", network.NetworkPage.facet_page(), name="network-facet"),
    path("map/", maps.ParkMap.as_view(), name="map"),
    path("map/data.json", maps.ParkMap.as_view(for_script=True), name="map-data"),
    path("map/facets/<slug:facet>/", maps.ParkMap.facet_page(), name="map-facet"),
    path("map/agreements/", maps.AgreementMap.as_view(), name="agreement-map"),
    path("map/agreements/data.json", maps.AgreementMap.as_view(for_script=True), name="agreement-map-data"),
    path("map/agreements/facets/<slug:facet>/", maps.AgreementMap.facet_page(), name="agreement-map-facet"),
    path("parks/<slug:slug>/partners/", partners.Partners.as_view(), name="partners"),
    path("relations/<country:first>-<country:second>/", pages.RelationDetail.as_view(), name="relation-detail"),
    path("search/", search.SearchPage.as_view(), name="search"),
    path("search/suggestions.json", search.suggestions_json, name="suggestions-json"),
    path("search/suggestions/", search.Suggestions.as_view(), name="suggestions"),
    path("sectors/", pages.SectorList.as_view(), name="sector-list"),
    path("sectors/<slug:slug>/", pages.SectorDetail.as_view(), name="sector-detail"),
    path("sources/", pages.SourceList.as_view(), name="source-list"),
    path("sources/facets/<slug:facet>/", pages.SourceList.facet_page(), name="source-facet"),
    path("sources/<slug:slug>/", pages.SourceDetail.as_view(), name="source-detail"),
    path("<records:plural>/<slug:slug>/cite/", sharing.cite, name="cite"),
    path("styleguide/", styleguide.StyleGuide.as_view(), name="styleguide"),
    path("timeline/", timeline.TimelinePage.as_view(), name="timeline"),
]
