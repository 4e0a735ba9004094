"""Addresses of targets."""

from django.urls import path

from . import views

app_name = "targets"
urlpatterns = [
    path("", views.target_list, name="list"),
    path("add/", views.add, name="add"),
    path("of-directive/<int:pk>/", views.of_directive, name="of_directive"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/plan/", views.plan, name="plan"),
    path("<int:pk>/months/<int:year>/<int:month>/", views.enter, name="enter"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
