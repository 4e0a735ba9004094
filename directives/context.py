"""The navigation: the rooms which the person may enter."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.access import Act, may


@dataclass(frozen=True)
class Room:
    """An entry of the navigation."""

    label: str
    icon: str
    url: str
    active: bool


# To members of agencies the list is of those they belong to.
_OWN_LABELS = {"directives:agencies": "Cơ quan"}
# label, icon (Tabler), url name, the act it takes (None: everybody), path prefix that marks it as active
_ROOMS: list[tuple[str, str, str, Act | None, str | tuple[str, ...]]] = [
    ("Việc của tôi", "checklist", "directives:my_work", None, "/my-work/"),
    ("Bảng điều hành", "chart-bar", "dashboards:province", Act.SEE_PROVINCE, "/dashboards/"),
    ("Bảng điều hành", "chart-bar", "dashboards:own_agency", Act.SEE_OWN_AGENCY, "/dashboards/"),
    ("Sổ theo dõi", "list-details", "directives:register", None, "/directives/"),
    (
        "Cuộc họp",
        "users-group",
        "meetings:list",
        Act.SEE_MEETINGS,
        ("/meetings/", "/documents/", "/proposals/"),
    ),
    ("Lịch", "calendar", "directives:calendar", None, "/calendar/"),
    ("Chỉ tiêu", "target-arrow", "targets:list", None, "/targets/"),
    ("Báo cáo", "report-analytics", "reports:month", Act.SEE_REPORTS, "/reports/"),
    ("Báo cáo", "report-analytics", "reports:compare", Act.SEE_OWN_AGENCY, "/reports/"),
    ("Danh mục", "building-community", "directives:agencies", None, ("/agencies/", "/people/")),
    ("Quy tắc theo dõi", "adjustments-horizontal", "directives:rules", Act.SET_RULES, "/rules/"),
    (
        "Nhật ký gửi tin",
        "mail-check",
        "notifications:deliveries",
        Act.SEE_DELIVERIES,
        "/notifications/deliveries/",
    ),
    ("Quản trị", "settings", "admin:index", Act.MANAGE, "/admin/"),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`: the rooms of the signed-in person; none on pages that are open to all."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    return {
        "navigation": [
            Room(
                label if user.sees_all else _OWN_LABELS.get(name, label),
                icon,
                reverse(name),
                request.path.startswith(prefix),
            )
            for label, icon, name, act, prefix in _ROOMS
            if act is None or may(user, act)
        ]
    }
