"""Addresses of reminders."""

from django.urls import path

from . import views

app_name = "reminders"
urlpatterns = [
    path("ladder/", views.ladder, name="ladder"),
    path("ladder/<int:pk>/", views.rule, name="rule"),
    path("ladder/reset/", views.reset, name="reset"),
]
