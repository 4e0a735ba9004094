"""Targets in the search of the top bar."""

from django.urls import reverse

from accounts.models import User
from agencies.vietnamese import fold_words
from directives.searching import SHOWN, Found, Hit, found, holds

from .listing import list_url
from .models import Target


def find(words: str, user: User) -> Found:
    """By each word of its name, the newest first; closed ones as well. A province has some dozens a year."""
    asked = fold_words(words).split()
    rows = Target.objects.visible_to(user).select_related("lead").order_by("-last_month", "name", "pk")
    hits = [
        Hit(row.name, _about(row), reverse("targets:detail", args=[row.pk]))
        for row in rows
        if holds(row.name, asked)
    ]
    return found("targets", "Chỉ tiêu", "target-arrow", hits[: SHOWN + 1], list_url(), words)


def _about(target: Target) -> str:
    over = " · đã kết thúc theo dõi" if target.is_closed else ""
    period = target.period
    return f"{target.wanted[0].upper()}{target.wanted[1:]} · {period} · {target.lead.short_name}{over}"
