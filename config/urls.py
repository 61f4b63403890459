"""The addresses of this process: the public directory, the admin, or both."""

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from directory import site

handler400 = "directory.views.errors.bad_request"
handler404 = "directory.views.errors.not_found"
handler500 = "directory.views.errors.server_error"

urlpatterns = []

if settings.CURATE:
    from django.contrib import admin

    admin.site.site_title = admin.site.site_header = "Science Park Atlas"
    admin.site.index_title = _("Curators’ desk")
    # Where “View site” leads: the public side may be another process.
    admin.site.site_url = settings.SITE_URL or "/"
    urlpatterns.append(path("admin/", admin.site.urls))

if settings.PUBLIC:
    # Not included: addresses with a language stand at the root.
    urlpatterns += site.urlpatterns
else:
    urlpatterns.append(path("", RedirectView.as_view(pattern_name="admin:index")))
