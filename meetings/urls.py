"""Addresses of meetings and documents. What a text becomes is at addresses of directives."""

from django.urls import path

from .views import documents, meetings, sources

app_name = "meetings"
urlpatterns = [
    path("meetings/", meetings.meeting_list, name="list"),
    path("meetings/add/", meetings.meeting_add, name="add"),
    path("meetings/usual-title/", meetings.meeting_usual_title, name="usual_title"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="detail"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="edit"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/sources/<int:pk>/", sources.source, name="source"),
    path("documents/sources/<int:pk>/delete/", sources.source_delete, name="source_delete"),
    path("documents/<int:pk>/", documents.document_detail, name="document"),
]
