"""Addresses at which work is seen by agency, by person and by day."""

from django.urls import path

from .views import agencies, due_days, people

urlpatterns = [
    path("agencies/", agencies.agency_list, name="agencies"),
    path("agencies/<int:pk>/", agencies.agency_detail, name="agency"),
    path("calendar/", due_days.due_days, name="calendar"),
    path("people/<int:pk>/", people.person_detail, name="person"),
]
