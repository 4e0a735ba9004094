"""Who is told of what moves many shares together: one notice per person, never one per row."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from agencies.models import Agency
from meetings.models import Document
from notifications.kinds import Kind
from notifications.outbox import Notice, post

from .audience import delegates_of, members_of, thread_of, threads_of
from .models import Assignment, Directive, Event


def everybody_of(shares: Iterable[Assignment]) -> set[User]:
    """Heads and focal officers of the agencies, and those to whom a share is delegated."""
    shares = list(shares)
    members = members_of(share.agency_id for share in shares)
    return set[User]().union(*members.values(), *delegates_of(shares).values())


def merged(
    later: Directive,
    earlier: Directive,
    shares: Iterable[Assignment],
    told: Event,
    *,
    by: User,
    due_on: date | None,
) -> None:
    """Tell those who had the later to do and those who have the earlier, with its new deadline."""
    deadline = f"\nThời hạn mới của cơ quan chủ trì: {due_on:%d/%m/%Y}." if due_on else ""
    _tell_both(
        later,
        earlier,
        shares,
        key=f"merged:{told.pk}",
        title=f"Gộp {later.code} vào {earlier.code}: {earlier.title}",
        text=f"{told.note}{deadline}",
        by=by,
    )


def unmerged(
    later: Directive, earlier: Directive, shares: Iterable[Assignment], told: Event, *, by: User
) -> None:
    """Tell the same people that both go on by themselves again."""
    _tell_both(
        later,
        earlier,
        shares,
        key=f"unmerged:{told.pk}",
        title=f"Bỏ gộp {later.code} khỏi {earlier.code}: {later.title}",
        text=told.note,
        by=by,
    )


def _tell_both(
    later: Directive,
    earlier: Directive,
    shares: Iterable[Assignment],
    *,
    key: str,
    title: str,
    text: str,
    by: User,
) -> None:
    """Once each; the notice leads to the earlier where the person may see it, else to the later."""
    of_earlier = everybody_of(earlier.assignments.in_force().select_related("delegate"))
    monitors = {person for person in (later.monitor, earlier.monitor) if person and person.is_active}
    leads_to = dict.fromkeys(everybody_of(shares), later) | dict.fromkeys(of_earlier | monitors, earlier)
    post(
        [
            Notice(
                key=f"{key}:{person.pk}",
                recipient=person,
                title=title,
                text=text,
                url=reverse("directives:detail", args=[about.pk]),
                kind=Kind.CHANGED,
                thread=thread_of(about.pk),
            )
            for person, about in sorted(leads_to.items(), key=lambda pair: pair[0].pk)
            if person != by
        ]
    )


def replaced(
    document: Document, ended: Iterable[tuple[Directive, Directive, list[Assignment]]], *, by: User
) -> None:
    """Tell those whose work a correction ended, once per document: (the old, the new, the shares that left).

    An agency which has a share of the new one, or of a milestone of it, hears of it with what it was given.
    """
    lines: dict[User, list[tuple[int, str]]] = {}
    for old, new, shares in ended:
        whole = Assignment.objects.filter(Q(directive=new) | Q(directive__parent=new))
        stay = set(whole.values_list("agency", flat=True))
        people = everybody_of(share for share in shares if share.agency_id not in stay)
        for person in people | ({old.monitor} if old.monitor and old.monitor.is_active else set()):
            lines.setdefault(person, []).append((old.pk, f"{old.code} {old.title} → {new.code}"))
    post(
        [
            Notice(
                key=f"replaced:{document.pk}:{person.pk}",
                recipient=person,
                title=f"{len(said)} nhiệm vụ được thay tại {document}",
                text="\n".join(line for _, line in said),
                url=reverse("directives:my_work"),
                kind=Kind.CHANGED,
                about=threads_of(pk for pk, _ in said),
            )
            for person, said in sorted(lines.items(), key=lambda pair: pair[0].pk)
            if person != by
        ]
    )


_LISTED = 20  # titles in a notice; more are counted


def succeeded(agency: Agency, heir: Agency, shares: Sequence[Assignment], *, by: User) -> None:
    """Tell both agencies and the officers of the Office who follow it what went from one to the other.

    The shares are those of the agency that ended, as they were before, with `directive__monitor`.
    """
    if not shares:
        return
    monitors = {share.directive.monitor for share in shares}
    heirs = set[User]().union(*members_of([heir.pk]).values())
    people = everybody_of(shares) | heirs
    people |= {monitor for monitor in monitors if monitor is not None and monitor.is_active}
    lines = [f"{share.directive.code} {share.directive.title}" for share in shares[:_LISTED]]
    if len(shares) > _LISTED:
        lines.append(f"và {len(shares) - _LISTED} việc khác")
    post(
        [
            Notice(
                key=f"succeeded:{shares[0].pk}:{person.pk}",
                recipient=person,
                title=f"{heir.short_name} tiếp nhận {len(shares)} việc của {agency.short_name}",
                text="\n".join(lines),
                url=reverse("directives:my_work"),
                kind=Kind.ASSIGNED if person in heirs else Kind.CHANGED,
            )
            for person in sorted(people, key=lambda person: person.pk)
            if person != by
        ]
    )
