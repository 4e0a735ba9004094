"""Addresses of directives."""

from django.urls import path

from . import review_urls
from .views import acts, directive, files, my_work, register

app_name = "directives"
SHARE = "directives/<int:directive_pk>/assignments/<int:pk>"
urlpatterns = [
    path("my-work/", my_work.my_work, name="my_work"),
    path("directives/", register.register, name="register"),
    path("directives/<int:pk>/", directive.directive_detail, name="detail"),
    path(f"{SHARE}/accept/", acts.accept, name="accept"),
    path(f"{SHARE}/report/", acts.report, name="report"),
    path(f"{SHARE}/complete/", acts.complete, name="complete"),
    path(f"{SHARE}/confirm/", acts.confirm, name="confirm"),
    path(f"{SHARE}/return/", acts.send_back, name="return"),
    path("attachments/<int:pk>/", files.attachment, name="attachment"),
    path("documents/sources/<int:pk>/file/", files.source_file, name="source_file"),
    *review_urls.urlpatterns,
]
