"""Addresses which everybody may open: the numbers that were published."""

from django.urls import path

from . import public_views

app_name = "public"
urlpatterns = [
    path("", public_views.published, name="list"),
    path("<int:pk>/", public_views.month, name="month"),
    path("<int:pk>/so-lieu.json", public_views.month_json, name="month_json"),
    path("<int:pk>/so-lieu.csv", public_views.month_csv, name="month_csv"),
]
