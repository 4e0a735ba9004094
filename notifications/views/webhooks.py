"""Webhooks: where messages are handed on, what is wrong there, and trying it out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import Act, requires
from accounts.models import User

from .. import webhooks as keeping
from ..access import webhook_for
from ..forms import WebhookForm
from ..models import Webhook

LIST = "notifications/webhooks.html"
ONE = "notifications/webhook.html"


@require_safe
@requires(Act.SET_WEBHOOKS)
def webhooks(request: HttpRequest) -> HttpResponse:
    """All addresses, and which of them have stopped."""
    return render(request, LIST, {"webhooks": Webhook.objects.select_related("agency")})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Act.SET_WEBHOOKS)
def add(request: HttpRequest) -> HttpResponse:
    """A further address; its secret is made here."""
    return _edit(request, Webhook())


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an address; saving one that has stopped starts it afresh."""
    user: User = request.user  # type: ignore[assignment]
    return _edit(request, webhook_for(user, pk))


def _edit(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    form = WebhookForm(request.POST or None, instance=webhook)
    if request.method == "POST" and form.is_valid():
        saved = keeping.save(form.instance)
        messages.success(request, "Đã lưu webhook.")
        return redirect("notifications:webhook", saved.pk)
    status = 422 if form.is_bound else 200
    return render(request, ONE, {"form": form, "webhook": webhook}, status=status)


@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message there, as any other is sent; what became of it stands among the deliveries."""
    user: User = request.user  # type: ignore[assignment]
    message = keeping.try_out(webhook_for(user, pk).pk, by=user)
    return redirect("notifications:delivery", message.pk)
