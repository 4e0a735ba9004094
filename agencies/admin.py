"""Agencies, the names they go by, the groups they form, the people in them; days off."""

from typing import Any

from django.contrib import admin
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from accounts.administration import ByRole, InlineByRole

from .models import Agency, AgencyAlias, AgencyGroup, Membership, WorkingDayException


class AliasInline(InlineByRole):
    model = AgencyAlias
    fields = ("text", "valid_from", "valid_to")


class MembershipInline(InlineByRole):
    model = Membership
    fields = ("user", "role")
    autocomplete_fields = ("user",)


@admin.register(Agency)
class AgencyAdmin(ByRole):
    """An agency ends with its day and its successor; it is never deleted."""

    list_display = ("name", "short_name", "code", "kind", "is_asked", "is_ranked", "valid_to")
    list_filter = ("kind", "is_asked", "is_ranked")
    search_fields = ("search_text",)
    search_help_text = "Tìm theo tên, tên ngắn, ký hiệu hoặc mã; không cần dấu."
    fields = (
        ("name", "short_name"),
        ("code", "kind", "symbol"),
        ("is_asked", "is_ranked"),
        ("valid_from", "valid_to", "successor"),
    )
    autocomplete_fields = ("successor",)
    inlines = (AliasInline, MembershipInline)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Agency], search_term: str
    ) -> tuple[QuerySet[Agency], bool]:
        """Without accents, as everywhere."""
        return queryset.search(search_term), False  # type: ignore[attr-defined]


@admin.register(AgencyGroup)
class AgencyGroupAdmin(ByRole):
    list_display = ("name", "code", "size")
    inlines = (AliasInline,)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Boxes to tick: what Django offers for long lists is not translated."""
        return super().formfield_for_manytomany(
            db_field, request, **kwargs | {"widget": CheckboxSelectMultiple}
        )

    @admin.display(description="số thành viên")
    def size(self, group: AgencyGroup) -> int:
        return group.members.count()


@admin.register(WorkingDayException)
class WorkingDayExceptionAdmin(ByRole):
    """The calendar follows at once, so a day entered by mistake may go."""

    deletable = True
    list_display = ("day", "is_worked", "note")
    date_hierarchy = "day"
