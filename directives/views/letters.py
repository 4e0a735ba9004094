"""The letters of urging, made from what was sent, and what came back of them signed."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Act, demand
from accounts.models import User
from agencies import calendar
from agencies.htmx import by_htmx, done, part, refuse

from ..access import urging_for, urgings_for
from ..bulk import whole_numbers
from ..forms.letters import SignedLetterForm
from ..transitions import NotAllowed
from ..urging_letters import URGING_LETTER, letter_of
from ..word_filling import BadTemplate
from ..word_templates import CONTENT_TYPE
from .word_templates import no_paper

SENT = "Lần đôn đốc đã gửi vẫn được ghi nhận."
CHANGED = "assignment:changed"


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
        home = reverse("directives:detail", args=[urgings[0].assignment.directive_id])
        return no_paper(request, URGING_LETTER, str(problem), note=SENT, back=(home, "Nhiệm vụ"))
    name = f"Công văn đôn đốc {agency.short_name} {calendar.today():%d-%m-%Y}.docx"
    return FileResponse(BytesIO(made), as_attachment=True, filename=name, content_type=CONTENT_TYPE)


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
