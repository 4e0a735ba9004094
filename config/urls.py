"""Which address belongs to which room."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from .health import background, healthz

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="directives:my_work"), name="home"),
    path("healthz", healthz, name="healthz"),
    path("healthz/background", background, name="healthz_background"),
    path("accounts/", include("accounts.urls")),
    path("notifications/", include("notifications.urls")),
    path("", include("meetings.urls")),
    path("", include("directives.urls")),
    path("dashboards/", include("dashboards.urls")),
    path("admin/", admin.site.urls),
]
