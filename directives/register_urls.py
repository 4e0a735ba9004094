"""Addresses of the register: its rows, files, saved filters, and acts on many rows."""

from django.urls import path

from .views import bulk, exports, register, register_files, saved

urlpatterns = [
    path("directives/", register.register, name="register"),
    path("directives/columns/", register.columns, name="columns"),
    path("directives/export/", register_files.export, name="export"),
    path("directives/export/later/", exports.later, name="export_later"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<int:pk>/", exports.long_export, name="long_export"),
    path("exports/<int:pk>/file/", exports.file, name="export_file"),
    path("exports/<int:pk>/again/", exports.again, name="export_again"),
    path("exports/<int:pk>/delete/", exports.delete, name="export_delete"),
    path("directives/print/", register_files.printed, name="print"),
    path("directives/bulk/", bulk.bulk, name="bulk"),
    path("directives/saved/", saved.saved, name="saved"),
    path("directives/saved/add/", saved.add, name="saved_add"),
    path("directives/saved/<int:pk>/", saved.change, name="saved_change"),
    path("directives/saved/<int:pk>/delete/", saved.delete, name="saved_delete"),
    path("directives/saved/<int:pk>/open-with/", saved.open_with, {"wanted": True}, name="saved_open"),
    path("directives/saved/<int:pk>/open-without/", saved.open_with, {"wanted": False}, name="saved_unopen"),
]
