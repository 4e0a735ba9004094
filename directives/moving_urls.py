"""Addresses of work that goes on elsewhere: in parts, in an earlier directive, at a successor."""

from django.urls import path

from .views import cycles, families, merging, succession

urlpatterns = [
    path("directives/<int:pk>/split/", families.split, name="split"),
    path("directives/<int:pk>/set-cycle/", cycles.set_cycle, name="set_cycle"),
    path("directives/<int:pk>/change-cycle/", cycles.change_cycle, name="change_cycle"),
    path("directives/<int:pk>/stop-cycle/", cycles.stop_cycle, name="stop_cycle"),
    path("directives/<int:pk>/merge/", merging.merge, name="merge"),
    path("directives/<int:pk>/unmerge/", merging.unmerge, name="unmerge"),
    path("successions/", succession.successions, name="successions"),
    path("successions/<int:pk>/", succession.succession, name="succession"),
]
