"""The letters of urging: made from what was sent, and the template they are made of."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Act, demand, requires
from accounts.models import User
from agencies import calendar
from agencies.forms import FileDrop

from ..access import urgings_for
from ..bulk import whole_numbers
from ..models import LetterTemplate
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
def letter(request: HttpRequest) -> FileResponse:
    """The letter for the urgings which `urging` names; they are of one agency."""
    user: User = request.user  # type: ignore[assignment]
    demand(user, Act.URGE)
    urgings = urgings_for(user, whole_numbers(request.GET.getlist("urging")))
    if len({urging.assignment.agency_id for urging in urgings}) != 1:
        raise Http404
    agency = urgings[0].assignment.agency
    made = letter_of(urgings, calendar.today())
    name = f"Công văn đôn đốc {agency.short_name} {calendar.today():%d-%m-%Y}.docx"
    return FileResponse(BytesIO(made), as_attachment=True, filename=name, content_type=CONTENT_TYPE)


@require_safe
def letter_template_file(request: HttpRequest) -> FileResponse:
    """The template in use, to be changed in Word."""
    demand(request.user, Act.URGE)  # type: ignore[arg-type]
    return FileResponse(
        BytesIO(template_bytes()),
        as_attachment=True,
        filename="Mẫu công văn đôn đốc.docx",
        content_type=CONTENT_TYPE,
    )


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
