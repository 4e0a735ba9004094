"""Publishing a reviewed text: what will go out to whom is confirmed on one page, then it goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from meetings.access import document_for

from .. import reviewing
from ..forms.review import PublishForm
from ..models import Assignment, Directive, DocumentReading
from ..review_page import ReviewPage
from ..sending_out import SendingOut
from ..transitions import NotAllowed

PAGE = "directives/publish.html"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The page on which groups, undecided sentences and the officer in charge are confirmed; then publish."""
    user: User = request.user  # type: ignore[assignment]
    document, sent = document_for(user, pk, to=Act.PUBLISH), request.method == "POST"
    if document.is_published:
        return redirect("meetings:document", pk)
    if DocumentReading.objects.under_way().filter(document=document).exists():
        return redirect("directives:reading", pk)
    out = SendingOut(ReviewPage(document, calendar.today()))
    form = PublishForm(request.POST if sent else None, out=out, by=user)
    context = {"page": out.page, "out": out, "form": form, "seen": reviewing.state_of(document)}
    if not (sent and form.is_valid()):
        return render(request, PAGE, context, status=422 if sent else 200)
    try:
        made = form.perform(pk, request.POST.get("seen", ""), by=user)
    except NotAllowed as problem:
        return render(request, PAGE, {**context, "problem": str(problem)}, status=409)
    messages.success(request, _told(made, repeated=out.reminded))
    return redirect("meetings:document", pk)


def _told(made: list[Directive], *, repeated: int) -> str:
    """What went out, in words."""
    agencies = Assignment.objects.filter(directive__in=made).values("agency").distinct().count()
    whole = sum(directive.parent_id is None for directive in made)
    said = [f"phát hành {whole} nhiệm vụ cho {agencies} cơ quan"] if made else []
    said += [f"nhắc lại {repeated} nhiệm vụ đã giao"] if repeated else []
    return f"Đã {', '.join(said)}."
