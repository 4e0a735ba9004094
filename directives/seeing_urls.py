"""Addresses at which work is seen by agency, by person and by day, and its files."""

from django.urls import path

from .views import agencies, due_days, feed, files, people, search

_ATTACHMENT, _SOURCE = {"of": "attachment"}, {"of": "source"}
urlpatterns = [
    path("agencies/", agencies.agency_list, name="agencies"),
    path("agencies/<int:pk>/", agencies.agency_detail, name="agency"),
    path("calendar/", due_days.due_days, name="calendar"),
    path("calendar/feed/", feed.feed_page, name="calendar_feed"),
    path("calendar/feed/renew/", feed.renew_feed, name="calendar_feed_renew"),
    path("calendar/feed/revoke/", feed.revoke_feed, name="calendar_feed_revoke"),
    path("calendar/<str:secret>.ics", feed.feed, name="calendar_ics"),
    path("people/<int:pk>/", people.person_detail, name="person"),
    path("search/", search.search_all, name="search"),
    path("attachments/<int:pk>/", files.file, _ATTACHMENT, name="attachment"),
    path("attachments/<int:pk>/preview/", files.preview, _ATTACHMENT, name="attachment_preview"),
    path("attachments/<int:pk>/pages/<int:number>/", files.preview_page, _ATTACHMENT, name="attachment_page"),
    path("documents/sources/<int:pk>/file/", files.file, _SOURCE, name="source_file"),
    path("documents/sources/<int:pk>/preview/", files.preview, _SOURCE, name="source_preview"),
    path("documents/sources/<int:pk>/pages/<int:number>/", files.preview_page, _SOURCE, name="source_page"),
]
