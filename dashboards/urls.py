"""Addresses of dashboards."""

from django.urls import path

from . import views

app_name = "dashboards"
urlpatterns = [
    path("province/", views.province, name="province"),
    path("office/", views.office, name="office"),
    path("mine/", views.mine, name="mine"),
    path("agency/", views.own_agency, name="own_agency"),
    path("agency/<int:pk>/", views.agency, name="agency"),
    path("communes/", views.communes, name="communes"),
    path("wall/", views.wall, name="wall"),
]
