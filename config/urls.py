"""Which address belongs to which room."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from notifications.views.push import sign_out, worker

from .health import background, healthz, reminders

# Browsers ask for it where no page names the mark: beside a file that is opened.
mark = login_not_required(RedirectView.as_view(url=f"{settings.STATIC_URL}img/mark.svg"))

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="directives:my_work"), name="home"),
    path("favicon.ico", mark, name="favicon"),
    path("push-worker.js", worker, name="push_worker"),  # at the root: a worker rules what lies below it
    path("healthz", healthz, name="healthz"),
    path("healthz/background", background, name="healthz_background"),
    path("healthz/reminders", reminders, name="healthz_reminders"),
    path("accounts/logout/", sign_out, name="account_logout"),  # which ends push here: accounts knows none
    path("accounts/", include("accounts.urls")),
    path("notifications/", include("notifications.urls")),
    path("", include("meetings.urls")),
    path("", include("directives.urls")),
    path("targets/", include("targets.urls")),
    path("reminders/", include("reminders.urls")),
    path("dashboards/", include("dashboards.urls")),
    path("reports/", include("dashboards.reports.urls")),
    path("cong-khai/", include("dashboards.reports.public_urls")),  # a fixed address for the public
    path("admin/", admin.site.urls),
]
