"""Addresses of dashboards."""

from django.urls import path

from . import views

app_name = "dashboards"
urlpatterns = [path("province/", views.province, name="province")]
