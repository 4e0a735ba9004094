"""What people do to a share of work: a form as a page or in the dialog, then one call of its transition."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, done, part, refuse

from .. import transitions
from ..access import assignment_for
from ..forms.acts import AcceptForm, ActForm, CompleteForm, ConfirmForm, ReportForm, ReturnForm
from ..forms.amending import AmendForm
from ..forms.contributing import AskContributionsForm, ContributeForm, RetractForm
from ..forms.steps import (
    AskExtensionForm,
    ChangeRoleForm,
    DecideExtensionForm,
    DeclineForm,
    DelegateForm,
    InsistForm,
    PauseForm,
    ReassignForm,
    ReopenForm,
    ResumeForm,
    RevokeForm,
    SetDeadlineForm,
    WithdrawForm,
)
from ..forms.subtasks import AddSubtaskForm
from ..forms.talk import AskExplanationForm, ExplainForm, UrgeForm
from ..history import entry
from ..models import Assignment, ProgressReport
from ..standing import standing
from ..transitions import Changed, NotAllowed

CHANGED = "assignment:changed"
TEMPLATE = "directives/act.html"
METHODS = ["GET", "HEAD", "POST"]
# of a report: kept when the person changes from one kind to the other
TYPED = ("percent", "done", "difficulties", "proposals", "product_number", "product_on")


FORMS: dict[Act, type[ActForm]] = {
    form.act: form
    for form in (
        AcceptForm,
        ReportForm,
        CompleteForm,
        ConfirmForm,
        ReturnForm,
        WithdrawForm,
        AmendForm,
        ContributeForm,
        RetractForm,
        AskContributionsForm,
        AddSubtaskForm,
        DeclineForm,
        DelegateForm,
        AskExtensionForm,
        DecideExtensionForm,
        SetDeadlineForm,
        PauseForm,
        ResumeForm,
        RevokeForm,
        ReopenForm,
        InsistForm,
        ReassignForm,
        ChangeRoleForm,
        AskExplanationForm,
        ExplainForm,
        UrgeForm,
    )
}


@require_http_methods(METHODS)
def act(request: HttpRequest, directive_pk: int, pk: int, form_of: type[ActForm]) -> HttpResponse:
    """One act on a share of work, by its form: shown, sent back with what is wrong, or done."""
    user: User = request.user  # type: ignore[assignment]
    share = assignment_for(user, pk, to=form_of.act)
    if share.directive_id != directive_pk:
        raise Http404
    return handle(request, share, form_of)


def handle(request: HttpRequest, share: Assignment, form_of: type[ActForm], **about: Any) -> HttpResponse:
    """Show the form, or what is wrong with it, or do its act; `about` says what else the form is about."""
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST" or "carry" in request.POST:
        initial = _initial(share, form_of.act) | _carried(request)
        return _begin(request, share, form_of(share=share, by=user, initial=initial, **about))
    form = form_of(request.POST, request.FILES, share=share, by=user, **about)
    if not form.is_valid():
        return _wrong(request, share, form)
    if form.previews and (step := request.POST.get("step")) != "send":
        return _before_sending(request, share, form, back=step == "edit")
    try:
        form.perform(by=user)
    except Changed as problem:
        return _changed(request, share, form, str(problem))
    except NotAllowed as problem:
        return _refused(request, share, form, str(problem))
    return done(request, form.said, changed=CHANGED, to=_back(share), detail={"id": share.pk})


def _begin(request: HttpRequest, share: Assignment, form: ActForm) -> HttpResponse:
    """The form to be filled in, unless there is nothing to do any more."""
    if problem := form.refusal():
        return _refuse(request, share, problem)
    return _show(request, share, form)


def _back(share: Assignment) -> str:
    return reverse("directives:detail", args=[share.directive_id])


def _refuse(request: HttpRequest, share: Assignment, problem: str) -> HttpResponse:
    return refuse(request, problem, changed=CHANGED, to=_back(share))


def _wrong(request: HttpRequest, share: Assignment, form: ActForm) -> HttpResponse:
    """What is wrong with the form, unless it is that somebody was first."""
    if problem := form.refusal():
        return _refused(request, share, form, problem)
    return _show(request, share, form, status=422)


def _before_sending(request: HttpRequest, share: Assignment, form: ActForm, *, back: bool) -> HttpResponse:
    """What sending will do, with the words that were typed; or these again, to be changed."""
    if problem := form.refusal():
        return _refused(request, share, form, problem)
    if not back:
        form.preview = form.make_preview()
    return _show(request, share, form)


def _refused(request: HttpRequest, share: Assignment, form: ActForm, problem: str) -> HttpResponse:
    """Somebody was first. What was typed stays: in the open dialog, or on the page that comes back."""
    if by_htmx(request) or not form.visible_fields():
        return _refuse(request, share, problem)
    form.add_error(None, problem)
    return _show(request, share, form, status=409)


def _changed(request: HttpRequest, share: Assignment, form: ActForm, problem: str) -> HttpResponse:
    """Somebody else changed the same thing: what they changed stands above what was typed."""
    form.add_error(None, problem)
    form.renew()
    return _show(request, share, form, status=409)


def _initial(share: Assignment, act: Act) -> dict[str, Any]:
    if act in (Act.REPORT, Act.COMPLETE):
        latest = share.reports.first()
        if latest is not None and latest.decision == ProgressReport.Decision.WITHDRAWN:
            percent = share.percent if latest.kind == ProgressReport.Kind.COMPLETION else latest.percent
            return {name: getattr(latest, name) for name in TYPED} | {"percent": percent, "again": latest}
        return {"percent": share.percent}
    waiting = _waiting(share)
    return {"seen": waiting.pk, "version": waiting.version} if waiting else {}


def _carried(request: HttpRequest) -> dict[str, str]:
    """What was typed in the other kind of report, when the person changes from one to the other."""
    return {name: request.POST[name] for name in TYPED if name in request.POST}


def _waiting(share: Assignment) -> ProgressReport | None:
    """The result which the Office is to decide on."""
    return share.reports.waiting().select_related("filed_by").prefetch_related("attachments").first()


def _show(request: HttpRequest, share: Assignment, form: ActForm, status: int = 200) -> HttpResponse:
    carried = _carried(request).items()
    context = {
        "share": share,
        "aside": {name: value for name, value in carried if name not in form.fields},
        "directive": share.directive,
        "standing": standing(share, calendar.today()),
        "form": form,
        "since": [entry(event) for event in form.changes_by_others()] if status == 409 else [],
        "waiting": _waiting(share),
        "back_url": _back(share),
        "may": transitions.acts_open_to(request.user, share),  # type: ignore[arg-type]
    }
    return render(request, part(request, TEMPLATE, "form"), context, status=status)
