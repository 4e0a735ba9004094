"""Addresses at which work is seen by agency and by person."""

from django.urls import path

from .views import agencies, people

urlpatterns = [
    path("agencies/", agencies.agency_list, name="agencies"),
    path("agencies/<int:pk>/", agencies.agency_detail, name="agency"),
    path("people/<int:pk>/", people.person_detail, name="person"),
]
