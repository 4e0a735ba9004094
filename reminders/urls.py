"""Addresses of reminders."""

from django.urls import path

from . import views

app_name = "reminders"
urlpatterns = [
    path("ladder/", views.ladder, name="ladder"),
]
