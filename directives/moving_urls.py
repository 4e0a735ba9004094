"""Addresses of work that goes on elsewhere: in parts, in an earlier directive, at a successor."""

from django.urls import path

from .views import families, merging, succession

urlpatterns = [
    path("directives/<int:pk>/split/", families.split, name="split"),
    path("directives/<int:pk>/merge/", merging.merge, name="merge"),
    path("directives/<int:pk>/unmerge/", merging.unmerge, name="unmerge"),
    path("successions/", succession.successions, name="successions"),
    path("successions/<int:pk>/", succession.succession, name="succession"),
]
