"""Addresses of work that goes on elsewhere: merged into an earlier directive, moved to a successor."""

from django.urls import path

from .views import merging, succession

urlpatterns = [
    path("directives/<int:pk>/merge/", merging.merge, name="merge"),
    path("directives/<int:pk>/unmerge/", merging.unmerge, name="unmerge"),
    path("successions/", succession.successions, name="successions"),
    path("successions/<int:pk>/", succession.succession, name="succession"),
]
