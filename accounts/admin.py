"""Users: made, given a role and a place in an agency, closed. Never deleted: history names them."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.utils.translation import gettext_lazy as _

from .administration import ByRole
from .models import User

_PERSON = ("full_name", "position", "email", "role")


class NewUserForm(UserCreationForm):
    """A new account with its role."""

    class Meta:
        model = User
        fields = ("username", *_PERSON)


@admin.register(User)
class AccountAdmin(ByRole, UserAdmin):
    """Accounts. Where they work stands at the agency."""

    add_form = NewUserForm
    add_form_template = None  # Django's own says its one sentence in English
    add_fieldsets = ((None, {"fields": ("username", *_PERSON, "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        (_("Personal info"), {"fields": _PERSON}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "full_name", "position", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "full_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
