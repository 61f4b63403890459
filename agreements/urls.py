"""The addresses of agreements and events."""

from django.urls import path

from agreements import views

app_name = "agreements"

urlpatterns = [
    path("agreements/", views.AgreementList.as_view(), name="agreement-list"),
    path("agreements/facets/<slug:facet>/", views.AgreementList.facet_page(), name="agreement-facet"),
    path("agreements/<slug:slug>/", views.AgreementDetail.as_view(), name="agreement-detail"),
    path("events/", views.EventList.as_view(), name="event-list"),
    path("events/facets/<slug:facet>/", views.EventList.facet_page(), name="event-facet"),
    path("events/<slug:slug>/", views.EventDetail.as_view(), name="event-detail"),
]
