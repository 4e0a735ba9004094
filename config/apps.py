"""Which administration site the project uses."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """django.contrib.admin, opened by role."""

    default_site = "accounts.administration.AdministrationSite"
