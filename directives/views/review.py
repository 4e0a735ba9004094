"""The review of a text: the text beside its proposals, what is said of its sentences, what is taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import Act
from agencies import calendar
from agencies.htmx import by_htmx
from meetings.access import document_for

from .. import presence as present
from .. import review_spans, reviewing, undoing
from ..models import DocumentReading
from ..review_page import ReviewPage
from .changing import PAGE, change_review, sent_number, user_of


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen on which a clerk accounts for every sentence. A published text is shown on its own page."""
    document = document_for(user_of(request), pk, to=Act.REVIEW)
    if document.is_published:
        home = reverse("meetings:document", args=[pk])
        return HttpResponseClientRedirect(home) if by_htmx(request) else redirect(home)
    reading = DocumentReading.objects.of(document)
    if reading is not None and reading.is_under_way:
        return redirect("directives:reading", pk)
    page = ReviewPage(document, calendar.today(), by=user_of(request))
    context = {"page": page, "saved_at": page.saved_at, "reading": reading}
    if by_htmx(request):
        return render(request, f"{PAGE}#workspace", context)
    present.come(document, user_of(request))
    return render(request, PAGE, {**context, "others": present.others(document, user_of(request))})


@require_POST
def proposal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a stretch by hand: one sentence, or what was selected (`start`, `end`)."""
    document = document_for(user_of(request), pk, to=Act.REVIEW)
    if request.POST.get("sentence"):
        sentence = get_object_or_404(document.sentences, pk=sent_number(request, "sentence"))
        span = sentence.start, sentence.end
    else:
        start, end = sent_number(request, "start"), sent_number(request, "end")
        span = (0, 0) if start is None or end is None else (start, end)
    return change_review(
        request, document, lambda: review_spans.add(pk, *span, by=user_of(request)), whole=True
    )


@require_POST
def sentence_no_task(request: HttpRequest, pk: int) -> HttpResponse:
    """This sentence gives no work."""
    return _mark(request, pk, no_task=True)


@require_POST
def sentence_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    return _mark(request, pk, no_task=False)


@require_POST
def sentences_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """No sentence that is left gives work."""
    document = document_for(user_of(request), pk, to=Act.REVIEW)
    return change_review(request, document, lambda: reviewing.mark_rest(pk, by=user_of(request)))


@require_POST
def review_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one did last (`step`)."""
    document = document_for(user_of(request), pk, to=Act.REVIEW)
    step = sent_number(request, "step") or 0
    return change_review(request, document, lambda: undoing.undo(pk, step, by=user_of(request)), whole=True)


def _mark(request: HttpRequest, pk: int, *, no_task: bool) -> HttpResponse:
    user, document = user_of(request), document_for(user_of(request), pk, to=Act.REVIEW)
    sentence = get_object_or_404(document.sentences, pk=sent_number(request, "sentence"))
    return change_review(
        request, document, lambda: reviewing.mark_no_task(pk, sentence.pk, by=user, no_task=no_task)
    )
