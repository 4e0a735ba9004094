"""The template of a Word paper: downloaded, changed in Word, uploaded, and back to the delivered one."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Act, demand, may, requires
from accounts.models import User
from agencies.forms import FileDrop

from ..models import WordTemplate
from ..word_filling import BadTemplate
from ..word_templates import (
    CONTENT_TYPE,
    MOST_MB,
    Paper,
    check_template,
    current_template,
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

    def __init__(self, *args: Any, of: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def clean_file(self) -> Any:
        check_template(self.of, self.cleaned_data["file"])
        return self.cleaned_data["file"]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.SET_RULES)
def template(request: HttpRequest, of: Paper) -> HttpResponse:
    """Which template is in use, who put it there, and the form for another one."""
    user: User = request.user  # type: ignore[assignment]
    form = TemplateForm(request.POST or None, request.FILES or None, of=of)
    if request.method == "POST" and form.is_valid():
        set_template(of, form.cleaned_data["file"], by=user)
        messages.success(request, f"Đã dùng mẫu mới cho các {of.name}.")
        return redirect(of.page_name)
    context = {
        "form": form,
        "of": of,
        "own": current_template(of),
        "before": WordTemplate.objects.filter(kind=of.kind).select_related("uploaded_by")[:SHOWN],
        "file_url": reverse(f"{of.page_name}_file"),
        "reset_url": reverse(f"{of.page_name}_reset"),
        "back_url": reverse(of.back_name),
    }
    return render(request, "directives/word_template.html", context, status=422 if form.errors else 200)


@require_safe
def template_file(request: HttpRequest, of: Paper) -> HttpResponseBase:
    """The template in use, to be changed in Word."""
    demand(request.user, of.download)  # type: ignore[arg-type]
    try:
        kept = template_bytes(of)
    except BadTemplate as problem:
        return no_paper(request, of, str(problem))
    return FileResponse(BytesIO(kept), as_attachment=True, filename=of.file_name, content_type=CONTENT_TYPE)


@require_POST
@requires(Act.SET_RULES)
def template_reset(request: HttpRequest, of: Paper) -> HttpResponse:
    """Back to the delivered template; the office's own stay on record."""
    reset_template(of, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"Đã trở về mẫu {of.name} ban đầu.")
    return redirect(of.page_name)


def no_paper(
    request: HttpRequest, of: Paper, problem: str, *, note: str = "", back: tuple[str, str] | None = None
) -> HttpResponse:
    """Why there is no paper, and the same of the delivered template (`delivered=1`) if one was asked for."""
    query = request.GET.copy()
    query["delivered"] = "1"
    context = {
        "of": of,
        "problem": problem,
        "note": note,
        "may_mend": may(request.user, Act.SET_RULES),  # type: ignore[arg-type]
        "delivered_url": f"{request.path}?{query.urlencode()}" if back else "",
        "back_url": back[0] if back else "",
        "back_label": back[1] if back else "",
    }
    return render(request, "directives/word_problem.html", context, status=409)
