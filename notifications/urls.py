"""Addresses of notifications."""

from django.urls import path

from .views import deliveries, inbox, preferences, push, webhooks

app_name = "notifications"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("bell/", inbox.bell, name="bell"),
    path("read/", inbox.read_all, name="read_all"),
    path("<int:pk>/", inbox.open_notification, name="open"),
    path("<int:pk>/read/", inbox.read, name="read"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("push/add/", push.add, name="push_add"),
    path("push/renew/", push.renew, name="push_renew"),
    path("push/<int:pk>/remove/", push.remove, name="push_remove"),
    path("push/<int:pk>/try/", push.try_out, name="push_try"),
    path("unsubscribe/<str:token>/", preferences.unsubscribe, name="unsubscribe"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/in-app/", deliveries.notices, name="deliveries_in_app"),
    path("deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path("deliveries/<int:pk>/resend/", deliveries.resend, name="resend"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/add/", webhooks.add, name="webhook_add"),
    path("webhooks/<int:pk>/", webhooks.edit, name="webhook"),
    path("webhooks/<int:pk>/try/", webhooks.try_out, name="webhook_try"),
]
