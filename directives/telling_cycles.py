"""Who is told of work that comes back: that it does, what changed of it, and each occurrence."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from notifications.kinds import Kind
from notifications.outbox import Notice, post

from .audience import delegates_of, members_of, monitor_of, office_of, post_unmuted, thread_of, threads_of
from .models import Assignment, Cycle, Directive, Event, Follow


def cycle_told(
    cycle: Cycle,
    event: Event,
    title: str,
    text: str,
    *,
    by: User,
    kind: Kind = Kind.CHANGED,
    before: Iterable[int] = (),
    taken: Iterable[Assignment] = (),
) -> None:
    """Tell the agencies charged now and `before`, who held the shares `taken`, the officer, and followers."""
    heading = cycle.directive
    of_agency = members_of({*before, *cycle.parties.values_list("agency", flat=True)})
    people = {person for members in of_agency.values() for person in members}
    # an agency that joins sees nothing of the work before its first occurrence
    of_family = Q(directive=heading) | Q(directive__parent=heading)
    charged = set(Assignment.objects.filter(of_family).values_list("agency", flat=True))
    may_open = set[User]().union(*(of_agency[agency] for agency in charged & of_agency.keys()))
    may_open |= set[User]().union(*delegates_of(list(taken)).values(), monitor_of(heading))
    follows = Follow.objects.of_children(heading, charged).select_related("user")
    followers = {follow.user for follow in follows}
    told = dict.fromkeys(followers, Kind.FOLLOWED) | dict.fromkeys(people | may_open, kind)
    may_open |= followers
    page = reverse("directives:detail", args=[heading.pk])
    post_unmuted(
        heading.pk,
        [
            Notice(
                key=f"cycle:{event.pk}:{person.pk}",
                recipient=person,
                title=f"{title}: {heading.title}",
                text=text,
                url=page if person in may_open else reverse("directives:my_work"),
                kind=told[person],
                # who cannot open it yet is told all the same: its thread would ask whether they see it
                thread=thread_of(heading.pk) if person in may_open or person.sees_all else "",
            )
            for person in sorted(told, key=lambda person: person.pk)
            if person != by
        ],
    )


def occurrences_given(heading: Directive, children: list[Directive]) -> None:
    """Tell heads and focal officers of the occurrences which the system gave out for them, and followers."""
    if not children:
        return
    shares: dict[int, list[Assignment]] = {}
    rows = list(Assignment.objects.filter(directive__in=children).order_by("directive__part"))
    for row in rows:
        shares.setdefault(row.agency_id, []).append(row)
    people: dict[User, list[Assignment]] = {}
    for agency, members in members_of(shares).items():
        for person in members:
            people.setdefault(person, []).extend(shares[agency])
    days = "\n".join(f"Hạn {day:%d/%m/%Y}" for day in sorted({row.due_on for row in rows if row.due_on}))
    follows = Follow.objects.of_children(heading, shares).exclude(user__in=people).select_related("user")
    post(
        Notice(
            key=f"occurrence:{children[0].pk}:{follow.user_id}",
            recipient=follow.user,
            title=f"Kỳ mới: {heading.title}",
            text=days,
            url=reverse("directives:detail", args=[children[0].pk]),
            kind=Kind.FOLLOWED,
            about=[thread_of(children[0].pk)],
        )
        for follow in follows.order_by("user")
    )
    post(
        Notice(
            key=f"occurrence:{told[0].directive_id}:{person.pk}",
            recipient=person,
            title=f"Kỳ mới: {heading.title}",
            text="\n".join(f"{row.get_role_display()}: hạn {row.due_on:%d/%m/%Y}" for row in told),
            url=reverse("directives:detail", args=[told[0].directive_id]),
            kind=Kind.ASSIGNED,
            about=threads_of(row.directive_id for row in told),
        )
        for person, told in sorted(people.items(), key=lambda pair: pair[0].pk)
    )


def nobody_leads(heading: Directive, due_on: date | None) -> None:
    """Tell the officer in charge, or the whole Office, that an occurrence cannot be given out."""
    day = f" {due_on:%d/%m/%Y}" if due_on else ""
    post(
        Notice(
            key=f"nobody_leads:{heading.pk}:{due_on}:{person.pk}",
            recipient=person,
            title=f"Chưa giao được kỳ{day}: {heading.title}",
            text="Không còn cơ quan chủ trì nào đang hoạt động. Chọn cơ quan khác ở “Đổi chu kỳ”.",
            url=reverse("directives:detail", args=[heading.pk]),
            kind=Kind.CHANGED,
        )
        for person in office_of(heading)
    )
