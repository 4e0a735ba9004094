"""Targets: the list, one of them, its figures month by month, and what the Office does to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Act, may, requires
from accounts.models import User
from agencies.htmx import by_htmx, done, part, refuse
from directives.access import directive_for
from directives.history import Entry
from directives.transitions import Changed, NotAllowed

from . import keeping
from .access import target_for
from .forms import EndForm, PlanForm, TargetForm, ValueForm
from .history import changes_since
from .listing import TargetFilter, list_url
from .models import UNITS, Target
from .page import target_page
from .standing import standings_of

CHANGED = "target:changed"
METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@require_safe
def target_list(request: HttpRequest) -> HttpResponse:
    """The targets which the person sees, the furthest behind first, with how many are in which state."""
    user = _user(request)
    asked = TargetFilter(request.GET, user=user)
    page = Paginator(asked.rows(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": asked, "may_set": may(user, Act.SET_TARGETS)}
    return render(request, "targets/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One target: where it stands, its months, its directives, its history."""
    user = _user(request)
    target = target_for(user, pk)
    context = {
        "target": target,
        "page": target_page(target, user, whole="all" in request.GET),
        "may_read_document": may(user, Act.SEE_MEETINGS),
        "seen": keeping.newest_of_end(target),
    }
    return render(request, part(request, "targets/detail.html", "content"), context)


@require_http_methods(METHODS)
@requires(Act.SET_TARGETS)
def add(request: HttpRequest) -> HttpResponse:
    """A new target."""
    form = TargetForm(request.POST or None)
    context = {"form": form, "title": "Thêm chỉ tiêu", "button": "Thêm chỉ tiêu", "back_url": list_url()}
    if request.method != "POST" or not form.is_valid():
        return _show(request, context, 422 if request.method == "POST" else 200)
    directives = form.cleaned_data["directives"]
    made = keeping.create(by=_user(request), facts=form.facts(), directives=directives)
    messages.success(request, "Đã thêm chỉ tiêu.")
    return redirect("targets:detail", made.pk)


@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it is. Who edits an old state is shown what changed meanwhile."""
    target = target_for(_user(request), pk, to=Act.SET_TARGETS)
    form = TargetForm(request.POST or None, target=target)

    def perform(by: User) -> str:
        data = form.cleaned_data
        given = {"facts": form.facts(), "directives": data["directives"], "seen": data["seen"]}
        return "Đã lưu chỉ tiêu." if keeping.edit(pk, by=by, **given) else "Không có gì thay đổi."

    context = {"title": "Sửa chỉ tiêu", "button": "Lưu chỉ tiêu"}
    return _handle(request, target, form, perform, keeping.newest_of_facts, **context)


@require_http_methods(METHODS)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it should be month by month."""
    target = target_for(_user(request), pk, to=Act.SET_TARGETS)
    form = PlanForm(request.POST or None, target=target)

    def perform(by: User) -> str:
        changed = keeping.plan(pk, by=by, values=form.values(), seen=form.cleaned_data["seen"])
        return f"Đã lưu kế hoạch từng {target.step}." if changed else "Không có gì thay đổi."

    context: dict[str, Any] = {
        "title": f"Kế hoạch từng {target.step}",
        "button": "Lưu kế hoạch",
        "is_plan": True,
    }
    return _handle(request, target, form, perform, keeping.newest_of_plan, **context)


@require_http_methods(METHODS)
def enter(request: HttpRequest, pk: int, year: int, month: int) -> HttpResponse:
    """The figure of a month: entered, corrected or taken back."""
    target = target_for(_user(request), pk, to=Act.ENTER_TARGET_VALUES)
    day = _month_of(target, year, month)
    form = ValueForm(request.POST or None, target=target, month=day)
    context: dict[str, Any] = {
        "title": f"Số liệu {target.span(day)}",
        "button": "Lưu số liệu",
        "month": day,
    }
    return _handle(
        request,
        target,
        form,
        lambda by: form.perform(by=by),
        lambda of: keeping.newest_of_month(of, day),
        **context,
    )


@require_http_methods(METHODS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody has to follow it any more: asked once more, with a reason."""
    target = target_for(_user(request), pk, to=Act.SET_TARGETS)
    what = "Không ai nhập được số liệu nữa; số liệu và lịch sử vẫn xem được. Có thể mở theo dõi lại."
    words = {"title": "Kết thúc theo dõi chỉ tiêu?", "button": "Kết thúc theo dõi", "what": what}
    return _end(request, target, keeping.close, "Đã kết thúc theo dõi chỉ tiêu.", **words)


@require_http_methods(METHODS)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """It was entered by mistake: asked once more, with a reason."""
    target = target_for(_user(request), pk, to=Act.SET_TARGETS)
    what = "Chỉ tiêu rời khỏi mọi danh sách và không khôi phục được."
    words = {"title": "Xóa chỉ tiêu nhập nhầm?", "button": "Xóa chỉ tiêu", "what": what}
    return _end(request, target, keeping.remove, "Đã xóa chỉ tiêu.", to=list_url(), **words)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It is followed again."""
    target = target_for(_user(request), pk, to=Act.SET_TARGETS)
    sent, home = request.POST.get("seen", ""), _home(target)
    seen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else -1
    try:
        keeping.reopen(pk, by=_user(request), seen=seen)
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=CHANGED, to=home)
    return done(request, "Đã mở theo dõi lại.", changed=CHANGED, to=home)


@require_safe
def of_directive(request: HttpRequest, pk: int) -> HttpResponse:
    """The targets beside a directive, for its page; without htmx the list of them."""
    user = _user(request)
    directive = directive_for(user, pk)
    if not by_htmx(request):
        return redirect(list_url(directive=directive.pk))
    rows = standings_of(Target.objects.visible_to(user).followed().filter(directives=directive))
    return render(request, "targets/of_directive.html", {"rows": rows})


def _end(
    request: HttpRequest,
    target: Target,
    act: Callable[..., None],
    said: str,
    *,
    to: str | None = None,
    **words: Any,
) -> HttpResponse:
    form = EndForm(request.POST or None, initial={"seen": keeping.newest_of_end(target)})

    def perform(by: User) -> str:
        data = form.cleaned_data
        act(target.pk, by=by, seen=data["seen"], reason=data["reason"])
        return said

    return _handle(request, target, form, perform, keeping.newest_of_end, to=to, grave=True, **words)


def _handle(
    request: HttpRequest,
    target: Target,
    form: Any,
    perform: Callable[[User], str],
    newest: Callable[[Target], int],
    *,
    to: str | None = None,
    **context: Any,
) -> HttpResponse:
    """A form about a target: shown, refused with the reason, or done."""
    context |= {"form": form, "target": target, "back_url": _home(target)}
    if request.method != "POST" or not form.is_valid():
        return _show(request, context, 422 if request.method == "POST" else 200)
    try:
        said = perform(_user(request))
    except NotAllowed as problem:
        return _refused(request, target, form, problem, newest, context)
    return _done(request, said, target, to)


def _refused(
    request: HttpRequest,
    target: Target,
    form: Any,
    problem: NotAllowed,
    newest: Callable[[Target], int],
    context: dict[str, Any],
) -> HttpResponse:
    """Why not, with what was typed; where somebody else was first, with what they changed (409)."""
    form.add_error(None, str(problem))
    if not isinstance(problem, Changed):
        return _show(request, context, 422)
    since: list[Entry] = changes_since(
        target, form.cleaned_data["seen"], _user(request), month=context.get("month")
    )
    form.renew(newest(target))
    return _show(request, {**context, "since": since}, 409)


def _done(request: HttpRequest, said: str, target: Target, to: str | None) -> HttpResponse:
    """On to the target; where that is gone, a page in the dialog is left as well."""
    if to and by_htmx(request):
        messages.success(request, said)
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return done(request, said, changed=CHANGED, to=to or _home(target))


def _show(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    context = {"units": UNITS, **context}
    return render(request, part(request, "targets/form.html", "form"), context, status=status)


def _month_of(target: Target, year: int, month: int) -> date:
    """The month of the address; 404 when it is none of the target's."""
    day = next((one for one in target.months if (one.year, one.month) == (year, month)), None)
    if day is None:
        raise Http404
    return day


def _home(target: Target) -> str:
    return reverse("targets:detail", args=[target.pk])


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
