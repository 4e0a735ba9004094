"""The sign of life of a review page: the answer says who else is there, and whether the page is behind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from accounts.access import Act
from agencies.htmx import by_htmx
from meetings.access import document_for

from .. import presence as present
from .. import reviewing
from .changing import PAGE, home, user_of, whole_number


@require_safe
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent every few seconds with what the page shows (`seen`) and the proposal that is edited (`card`)."""
    user = user_of(request)
    document = document_for(user, pk, to=Act.REVIEW)
    if not by_htmx(request):
        return redirect(home(document))
    if document.is_published:
        messages.info(request, "Văn bản vừa được phát hành.")
        return HttpResponseClientRedirect(reverse("meetings:document", args=[pk]))
    present.come(document, user, card=whole_number(request.GET.get("card", "")))
    context = {"others": present.others(document, user)}
    response = render(request, f"{PAGE}#presence", context)
    if request.GET.get("seen", "") != reviewing.state_of(document):
        trigger_client_event(response, "review:stale", {})
    return response


@require_POST
def presence_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The page was closed."""
    user = user_of(request)
    present.leave(document_for(user, pk, to=Act.REVIEW), user)
    return HttpResponse(status=204)
