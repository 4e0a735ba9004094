"""Every part of the look on one page, for the tests of the look; a URL configuration of its own."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import include, path
from django_htmx.http import trigger_client_event

from agencies.forms import FileDrop, PickMany, PickOne, VietnameseDateField

AGENCIES = [
    ("1", "Sở Tài chính"),
    ("2", "Sở Giáo dục và Đào tạo"),
    ("3", "Sở Nông nghiệp và Môi trường"),
    ("4", "Ban Quản lý Khu kinh tế Đông Nam"),
    ("5", "Ủy ban nhân dân xã Đô Lương"),
]
STATES = [
    ("overdue", "Quá hạn 5 ngày"),
    ("due_today", "Đến hạn hôm nay"),
    ("due_soon", "Còn 2 ngày"),
    ("on_track", "Trong hạn"),
    ("pending", "Chờ xác nhận"),
    ("returned", "Bị trả lại"),
    ("finished_on_time", "Hoàn thành đúng hạn"),
    ("finished_late", "Hoàn thành quá hạn"),
    ("no_deadline", "Không thời hạn"),
    ("new", "Mới giao"),
    ("accepted", "Đã tiếp nhận"),
    ("contributed", "Đã gửi ý kiến"),
    ("in_progress", "Đang thực hiện"),
    ("paused", "Tạm dừng"),
    ("revoked", "Thu hồi"),
    ("declined", "Từ chối"),
    ("carried", "Đã gộp vào NV-2025-0012"),
    ("split", "Đã tách"),
    ("no_data", "Chưa có số liệu"),
]
TITLE = (
    "Chuẩn bị Lễ khởi công đồng loạt các trường phổ thông nội trú liên cấp tiểu học và trung học cơ sở "
    "tại các xã biên giới"
)
ROWS = [
    ("ND-2025-0001", TITLE, "Sở Giáo dục và Đào tạo", date(2025, 11, 9), "due_soon", "Còn 2 ngày"),
    (
        "ND-2025-0002",
        "Rà soát nợ đọng xây dựng cơ bản",
        "Sở Tài chính",
        date(2025, 11, 2),
        "overdue",
        "Quá hạn 5 ngày",
    ),
    ("ND-2025-0003", "Theo dõi, báo cáo tình hình mưa lũ", "Ban Quản lý Khu kinh tế Đông Nam", None, "", ""),
]


class Everything(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Tên nhiệm vụ", help_text="Ngắn gọn, bắt đầu bằng động từ.")
    due_on = VietnameseDateField(label="Hạn hoàn thành")
    kind = forms.ChoiceField(label="Loại văn bản", choices=[("tb", "Thông báo kết luận"), ("cv", "Công văn")])
    lead = forms.ChoiceField(label="Cơ quan chủ trì", choices=[("", ""), *AGENCIES], widget=PickOne)
    others = forms.MultipleChoiceField(
        label="Cơ quan phối hợp",
        choices=AGENCIES,
        widget=PickMany,
        required=False,
        help_text="Gõ tên không cần dấu.",
    )
    result = forms.CharField(label="Kết quả thực hiện", widget=forms.Textarea)
    file = forms.FileField(label="Tệp kèm theo", widget=FileDrop, required=False)
    urgent = forms.BooleanField(label="Khẩn", required=False)
    priority = forms.ChoiceField(
        label="Mức độ", choices=[("1", "Thường"), ("2", "Hỏa tốc")], widget=forms.RadioSelect
    )


@login_not_required
def gallery(request) -> HttpResponse:
    if request.GET.get("say"):
        messages.success(request, "Đã phát hành 23 nhiệm vụ.")
        messages.error(request, "Nhiệm vụ này vừa được người khác thay đổi. Tải lại trang để xem.")
    if request.headers.get("HX-Request") and request.method == "POST":
        return _answer(request)
    form = Everything(request.POST if request.method == "POST" else None, initial={"others": ["2", "5"]})
    request.user = SimpleNamespace(
        full_name="Nguyễn Thị Lan",
        position="Chuyên viên Phòng Tổng hợp",
        username="lan",
        get_role_display="Chuyên viên Văn phòng",
        is_authenticated=True,
        role="office_staff",
    )
    moment = datetime(2025, 11, 9, 8, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    context = {
        "form": form,
        "states": STATES,
        "rows": ROWS,
        "tabs": [("Tất cả", "#a", True, 26000), ("Quá hạn", "#b", False, 41)],
        "page": Paginator(range(1234), 50).page(7),
        "entries": [
            (
                moment,
                "Chuyên viên Văn phòng trả lại kết quả của Sở Tài chính",
                "Thiếu số quyết định phê duyệt.",
            ),
            (moment, "Sở Tài chính báo cáo hoàn thành", ""),
        ],
        "navigation": NAVIGATION,
        "day_is_set": True,
        "today": date(2025, 11, 6),
    }
    return TemplateResponse(request, "gallery.html", context, status=422 if request.method == "POST" else 200)


def _answer(request) -> HttpResponse:
    """The four answers of htmx, chosen by what is typed."""
    title = request.POST.get("title")
    if title == "stale":
        return trigger_client_event(HttpResponse(status=409), "app:problem", {"text": "Trang đã cũ."})
    if title:
        return trigger_client_event(HttpResponse(status=204), "assignment:changed", {"text": "Đã lưu."})
    return TemplateResponse(
        request, "gallery.html#sheet", {"form": Everything(request.POST, auto_id="sheet_%s")}, status=422
    )


@login_not_required
def sheet(request) -> HttpResponse:
    return TemplateResponse(request, "gallery.html#sheet", {"form": Everything(auto_id="sheet_%s")})


@login_not_required
def nothing(request) -> HttpResponse:
    return HttpResponse("")


@login_not_required
def bell(request) -> HttpResponse:
    return TemplateResponse(request, "components/bell.html", {"unread": 3})


@login_not_required
def broken(request) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def room(label: str, icon: str, *, active: bool = False) -> SimpleNamespace:
    return SimpleNamespace(label=label, icon=icon, url="#", active=active)


NAVIGATION = [
    room("Việc của tôi", "checklist"),
    room("Bảng điều hành", "chart-bar"),
    room("Sổ theo dõi", "list-details", active=True),
    room("Cuộc họp", "users-group"),
    room("Nhật ký gửi tin", "mail-check"),
    room("Quản trị", "settings"),
]

urlpatterns = [
    path("look/", gallery, name="look"),
    path("look/sheet/", sheet, name="sheet"),
    path("look/broken/", broken, name="broken"),
    path("accounts/logout/", nothing, name="account_logout"),
    path("accounts/", include("accounts.urls")),
    path(
        "d/",
        include(
            (
                [
                    path("", nothing, name="register"),
                    path("m/", nothing, name="my_work"),
                    path("s/", nothing, name="search"),
                    path("e/", nothing, name="exports"),
                ],
                "directives",
            )
        ),
    ),
    path(
        "n/",
        include(
            (
                [
                    path("", nothing, name="inbox"),
                    path("bell/", bell, name="bell"),
                    path("preferences/", nothing, name="preferences"),
                ],
                "notifications",
            )
        ),
    ),
]
