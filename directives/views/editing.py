"""The Office changes a directive that was given out: its facts, its agencies, their roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act
from agencies.htmx import done, part

from ..access import directive_for
from ..forms.directive import AddAgencyForm, DirectiveForm
from ..history import Entry, entry
from ..models import Directive, Event
from ..transitions import Changed, NotAllowed
from .changing import renew, user_of

TEMPLATE = "directives/editing.html"
METHODS = ["GET", "HEAD", "POST"]
CHANGED = "assignment:changed"


@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, field, priority, deliverable, people. Who edits an old state is shown what changed meanwhile."""
    directive = directive_for(user_of(request), pk, to=Act.EDIT_DIRECTIVE)
    form = DirectiveForm(request.POST or None, instance=directive)
    return _handle(request, directive, form, "Sửa nhiệm vụ", "Lưu", "Đã lưu thay đổi.")


@require_http_methods(METHODS)
def add_agency(request: HttpRequest, pk: int) -> HttpResponse:
    """One more agency gets a share."""
    directive = directive_for(user_of(request), pk, to=Act.ADD_AGENCY)
    form = AddAgencyForm(request.POST or None, directive=directive)
    return _handle(request, directive, form, "Giao thêm cơ quan", "Giao", "Đã giao thêm cơ quan.")


def _handle(
    request: HttpRequest,
    directive: Directive,
    form: DirectiveForm | AddAgencyForm,
    title: str,
    button: str,
    said: str,
) -> HttpResponse:
    home = reverse("directives:detail", args=[directive.pk])
    about: dict[str, object] = {"directive": directive, "title": title, "button": button}
    context = about | {"form": form, "back_url": home}
    if request.method != "POST" or not form.is_valid():
        return _show(request, context, 422 if request.method == "POST" else 200)
    try:
        form.perform(by=request.user)  # type: ignore[arg-type]
    except Changed as problem:
        form.add_error(None, str(problem))
        renew(form, directive)
        return _show(request, {**context, "since": _changes_of(directive)}, 409)
    except NotAllowed as problem:
        form.add_error(None, str(problem))
        return _show(request, context, 422)
    return done(request, said, changed=CHANGED, to=home)


def _show(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    return render(request, part(request, TEMPLATE, "form"), context, status=status)


def _changes_of(directive: Directive) -> list[Entry]:
    """The last changes of the directive's facts, newest first."""
    events = Event.objects.filter(directive=directive, kind=Event.Kind.EDITED).select_related("actor")
    return [entry(event) for event in events[:3]]
