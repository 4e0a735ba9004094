"""The administration site: users, agencies, calendar. Opened by role; no directive is decided here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from .access import Act, may

V = TypeVar("V", bound=Callable[..., Any])
_ADMINISTERED = {"accounts", "agencies"}


class AdministrationSite(admin.AdminSite):
    """Django's administration, opened by role; the flags is_staff and is_superuser open nothing."""

    site_title = site_header = "Quản trị Đôn Đốc"
    index_title = "Danh mục và người dùng"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own lists: what libraries register for themselves stays out."""
        models: list[type[Model]] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        )
        ours = [model for model in models if model._meta.app_label in _ADMINISTERED]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and may(request.user, Act.MANAGE)

    def admin_view(self, view: V, cacheable: bool = False) -> V:
        """Strangers sign in where everybody does; 403 for those who are in and may not manage."""
        shown = super().admin_view(view, cacheable)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise PermissionDenied
            return shown(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One way in for everybody."""
        then = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(then, reverse("account_login"))

    def password_change(  # type: ignore[override]  # a redirect instead of a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


class ByRole(admin.ModelAdmin):
    """A list which those who manage may read and change. What history hangs on is never deleted."""

    deletable = False
    show_facets = admin.ShowFacets.NEVER

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, Act.MANAGE)  # type: ignore[arg-type]

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.deletable and self.has_view_permission(request)


class InlineByRole(admin.TabularInline):
    """Rows of another row, under the same rule."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, Act.MANAGE)  # type: ignore[arg-type]

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
