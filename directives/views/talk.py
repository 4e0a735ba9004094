"""What leaders and the Office say about a directive, and taking back what was said or asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import demand
from accounts.models import User
from agencies.htmx import done, part, refuse

from .. import transitions
from ..access import directive_for, own_comment_for, own_explanation_for
from ..forms.talk import WordsForm
from ..transitions import NotAllowed

CHANGED = "assignment:changed"


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, pk: int, form_of: type[WordsForm]) -> HttpResponse:
    """A remark or a further instruction, as a page or in the dialog."""
    user: User = request.user  # type: ignore[assignment]
    directive = directive_for(user, pk)
    demand(user, form_of.act)
    form, home = form_of(request.POST or None, directive=directive), _home(directive.pk)
    if form.is_valid():
        form.perform(by=user)
        return done(request, form.said, changed=CHANGED, to=home)
    about = {"directive": directive, "title": form.title, "button": form.button}
    status = 422 if request.method == "POST" else 200
    template = part(request, "directives/editing.html", "form")
    return render(request, template, {**about, "form": form, "back_url": home}, status=status)


@require_POST
def take_back_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Its author takes a comment back while it is fresh."""
    user: User = request.user  # type: ignore[assignment]
    home = _home(own_comment_for(user, pk).directive_id)
    return _press(
        request, lambda: transitions.take_back_comment(pk, by=user), said="Đã thu hồi ý kiến.", to=home
    )


@require_POST
def withdraw_explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """Who asked for an explanation needs it no more."""
    user: User = request.user  # type: ignore[assignment]
    home = _home(own_explanation_for(user, pk).assignment.directive_id)
    said = "Đã rút yêu cầu giải trình; cơ quan sẽ được báo."
    return _press(request, lambda: transitions.withdraw_explanation(pk, by=user), said=said, to=home)


def _press(request: HttpRequest, act: Callable[[], object], *, said: str, to: str) -> HttpResponse:
    try:
        act()
    except NotAllowed as problem:
        return refuse(request, str(problem), changed=CHANGED, to=to)
    return done(request, said, changed=CHANGED, to=to)


def _home(directive_pk: int) -> str:
    return reverse("directives:detail", args=[directive_pk])
