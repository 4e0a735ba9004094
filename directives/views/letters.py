"""The letters of urging: made from what was sent, and the template they are made of."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Act, demand, may, requires
from accounts.models import User
from agencies import calendar
from agencies.forms import FileDrop
from agencies.htmx import by_htmx, done, part, refuse

from ..access import urging_for, urgings_for
from ..bulk import whole_numbers
from ..forms.letters import SignedLetterForm
from ..letter_filling import BadTemplate
from ..models import LetterTemplate
from ..transitions import NotAllowed
from ..urging_letters import (
    CONTENT_TYPE,
    MOST_MB,
    SAMPLE,
    check_template,
    current_template,
    letter_of,
    reset_template,
    set_template,
    template_bytes,
)

SHOWN = 20
CHANGED = "assignment:changed"


class TemplateForm(forms.Form):
    """The office's own layout."""

    file = forms.FileField(
        label="Tệp mẫu (.docx)",
        widget=FileDrop(most_mb=MOST_MB),
        max_length=255,
        allow_empty_file=True,  # check_template refuses it by its name
        help_text="Tải mẫu đang dùng về, sửa bằng Word, giữ các chỗ {{ … }}, rồi tải lên.",
        error_messages={"required": "Chọn tệp mẫu."},
    )

    def clean_file(self) -> Any:
        check_template(self.cleaned_data["file"])
        return self.cleaned_data["file"]


@require_safe
def letter(request: HttpRequest) -> HttpResponseBase:
    """The letter for the urgings which `urging` names; they are of one agency.

    Where the office's own template fails, a page says why and offers the delivered one (`delivered=1`).
    """
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.URGE)
    urgings = urgings_for(user, whole_numbers(request.GET.getlist("urging")))
    if len({urging.assignment.agency_id for urging in urgings}) != 1:
        raise Http404
    agency = urgings[0].assignment.agency
    try:
        made = letter_of(urgings, calendar.today(), delivered="delivered" in request.GET)
    except BadTemplate as problem:
        return _problem(request, str(problem), back=urgings[0].assignment.directive_id)
    name = f"Công văn đôn đốc {agency.short_name} {calendar.today():%d-%m-%Y}.docx"
    return FileResponse(BytesIO(made), as_attachment=True, filename=name, content_type=CONTENT_TYPE)


@require_safe
def letter_template_file(request: HttpRequest) -> HttpResponseBase:
    """The template in use, to be changed in Word."""
    demand(request.user, Act.URGE)  # type: ignore[arg-type]
    try:
        kept = template_bytes()
    except BadTemplate as problem:
        return _problem(request, str(problem), back=None)
    return FileResponse(
        BytesIO(kept),
        as_attachment=True,
        filename="Mẫu công văn đôn đốc.docx",
        content_type=CONTENT_TYPE,
    )


def _problem(request: HttpRequest, problem: str, *, back: int | None) -> HttpResponse:
    """Why there is no letter. What was urged is on record, so nothing is lost."""
    query = request.GET.copy()
    query["delivered"] = "1"
    context = {
        "problem": problem,
        "may_mend": may(request.user, Act.SET_RULES),  # type: ignore[arg-type]
        "delivered_url": f"{request.path}?{query.urlencode()}" if back is not None else "",
        "back_url": reverse("directives:detail", args=[back]) if back is not None else "",
    }
    return render(request, "directives/letter_problem.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def signed_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan of the signed letter of an urging, for the first time or in the place of the one there is."""
    user: User = request.user  # type: ignore[assignment]
    urging = urging_for(user, pk)
    home = f"{reverse('directives:detail', args=[urging.assignment.directive_id])}#urging-{urging.pk}"
    form = SignedLetterForm(request.POST or None, request.FILES or None, urging=urging, by=user)
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            kept = form.perform(by=user)
        except NotAllowed as problem:
            if by_htmx(request):
                return refuse(request, str(problem), changed=CHANGED, to=home)
            form.add_error(None, str(problem))
            status = 409
        else:
            return done(request, f"Đã lưu công văn {kept}.", changed=CHANGED, to=home)
    context = {"form": form, "urging": urging, "directive": urging.assignment.directive, "back_url": home}
    return render(request, part(request, "directives/signed_letter.html", "form"), context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.SET_RULES)
def letter_template(request: HttpRequest) -> HttpResponse:
    """Which template is in use, who put it there, and the form for another one."""
    user: User = request.user  # type: ignore[assignment]
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_template(form.cleaned_data["file"], by=user)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            messages.success(request, "Đã dùng mẫu mới cho các công văn đôn đốc.")
            return redirect("directives:letter_template")
    context = {
        "form": form,
        "own": current_template(),
        "before": LetterTemplate.objects.select_related("uploaded_by")[:SHOWN],
        "fields": SAMPLE,
    }
    return render(request, "directives/letter_template.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Act.SET_RULES)
def letter_template_reset(request: HttpRequest) -> HttpResponse:
    """Back to the delivered template; the office's own stay on record."""
    reset_template(by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Đã trở về mẫu công văn ban đầu.")
    return redirect("directives:letter_template")
