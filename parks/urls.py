"""The addresses of parks and institutions."""

from django.urls import path

from parks import views

app_name = "parks"

urlpatterns = [
    path("parks/", views.ParkList.as_view(), name="park-list"),
    path("parks/facets/<slug:facet>/", views.ParkList.facet_page(), name="park-facet"),
    path("parks/<slug:slug>/", views.ParkDetail.as_view(), name="park-detail"),
    path("institutions/", views.InstitutionList.as_view(), name="institution-list"),
    path("institutions/facets/<slug:facet>/", views.InstitutionList.facet_page(), name="institution-facet"),
    path("institutions/<slug:slug>/", views.InstitutionDetail.as_view(), name="institution-detail"),
]
