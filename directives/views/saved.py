"""The filters of the register which people keep under a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from agencies import calendar
from agencies.htmx import done, part

from .. import saving
from ..access import may_change, saved_view_for
from ..filters import AssignmentFilter
from ..forms.register import ViewForm
from ..models import SavedView
from ..register_page import view_query
from ..transitions import NotAllowed

METHODS = ["GET", "HEAD", "POST"]
CHANGED = "register:changed"


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """All that this person can open, and what they may do with each."""
    user = _user(request)
    opens_with = saving.setup_of(user).opens_with_id
    lines = [
        {"view": view, "opens": view.pk == opens_with, "may_change": may_change(view, user)}
        for view in SavedView.objects.open_to(user).select_related("owner")
    ]
    context = {"lines": lines, "most": saving.MOST_VIEWS}
    return render(request, part(request, "directives/saved.html", "views"), context)


@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the address."""
    user = _user(request)
    shown = AssignmentFilter(request.GET, user=user, on=calendar.today())
    form = ViewForm(request.POST or None, user=user)
    about = {"title": "Lưu bộ lọc", "button": "Lưu bộ lọc", "said": shown.said}
    home = reverse("directives:register") + shown.changed()
    return _handle(request, form, about | {"back_url": home}, query=view_query(shown, user))


@require_http_methods(METHODS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Name it anew, share it or not, open the register with it or not."""
    user = _user(request)
    view = saved_view_for(user, pk, to_change=True)
    form = ViewForm(request.POST or None, user=user, view=view)
    about = {"title": "Sửa bộ lọc", "button": "Lưu", "back_url": reverse("directives:saved")}
    return _handle(request, form, about)


def _handle(request: HttpRequest, form: ViewForm, about: dict[str, str], query: str = "") -> HttpResponse:
    template = part(request, "directives/saved_form.html", "form")
    context = about | {"form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, template, context, status=422 if request.method == "POST" else 200)
    try:
        view = form.perform(query)
    except NotAllowed as problem:
        form.add_error("name", str(problem))
        return render(request, template, context, status=422)
    return done(request, f"Đã lưu bộ lọc “{view.name}”.", changed=CHANGED, to=about["back_url"])


@require_http_methods(METHODS)
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then drop it."""
    user = _user(request)
    view = saved_view_for(user, pk, to_change=True)
    if request.method != "POST":
        return render(request, part(request, "directives/saved_delete.html", "form"), {"view": view})
    saving.delete_view(view.pk, by=user)
    said = f"Đã xóa bộ lọc “{view.name}”."
    return done(request, said, changed=CHANGED, to=reverse("directives:saved"))


@require_POST
def open_with(request: HttpRequest, pk: int, *, wanted: bool) -> HttpResponse:
    """The register opens with this filter from now on, or with none."""
    user = _user(request)
    view = saved_view_for(user, pk)
    saving.open_with(view if wanted else None, by=user)
    said = f"Sổ theo dõi sẽ mở bằng “{view.name}”." if wanted else "Sổ theo dõi sẽ mở không có bộ lọc."
    return done(request, said, changed=CHANGED, to=reverse("directives:saved"))


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
