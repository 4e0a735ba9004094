"""Who is told of what happened to a directive: never the one who did it, only those who can see the row."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import Role, User
from agencies.models import Membership
from meetings.models import Document
from notifications.outbox import Notice, post

from .models import Assignment, Directive, ProgressReport


def given_out(directives: Iterable[Directive], *, by: User) -> None:
    """Tell heads and focal officers what their agency was given: one notice per person and document."""
    rows = (
        Assignment.objects.filter(directive__in=[directive.pk for directive in directives])
        .select_related("directive__document", "agency")
        .order_by("directive__position")
    )
    by_agency: dict[int, list[Assignment]] = {}
    for row in rows:
        by_agency.setdefault(row.agency_id, []).append(row)
    members = (
        Membership.objects.current()
        .filter(agency__in=by_agency, role__in=[Membership.Role.HEAD, Membership.Role.FOCAL])
        .exclude(user=by)
        .select_related("user")
    )
    post([_given_notice(member.user, by_agency[member.agency_id]) for member in members])


def _given_notice(user: User, rows: list[Assignment]) -> Notice:
    document = rows[0].directive.document
    lines = [f"{row.get_role_display()}: {row.directive.title}{_until(row)}" for row in rows]
    return Notice(
        key=f"given:{document.pk}:{rows[0].agency_id}:{user.pk}",
        recipient=user,
        title=f"{rows[0].agency.short_name} được giao {len(rows)} nhiệm vụ tại {document}",
        text="\n".join(lines),
        url=reverse("directives:my_work"),
    )


def _until(row: Assignment) -> str:
    return f" (hạn {row.due_on:%d/%m/%Y})" if row.due_on else ""


def result_filed(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the Office: the officer who monitors the directive, or the whole Office when nobody does."""
    monitor = assignment.directive.monitor
    office = [monitor] if monitor else User.objects.active().with_role(*Role.office())
    _tell(
        office,
        assignment,
        key=f"filed:{report.pk}",
        title=f"{assignment.agency.short_name} báo cáo hoàn thành: {assignment.directive.title}",
        text=report.done,
        by=by,
    )


def result_confirmed(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the agency that its result was accepted."""
    _tell(
        _people_of(assignment),
        assignment,
        key=f"confirmed:{report.pk}",
        title=f"Đã xác nhận hoàn thành: {assignment.directive.title}",
        text=report.reason,
        by=by,
    )


def result_returned(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the agency that its result was returned, and why."""
    _tell(
        _people_of(assignment),
        assignment,
        key=f"returned:{report.pk}",
        title=f"Bị trả lại: {assignment.directive.title}",
        text=report.reason,
        by=by,
    )


def repeated(document: Document, quotes: dict[Directive, list[str]], *, by: User) -> None:
    """Tell those who still have earlier work to do, and its officer of the Office, that it was repeated."""
    shares = Assignment.objects.leads().open().filter(directive__in=quotes).select_related("delegate")
    people: dict[int, set[User]] = {directive.pk: set() for directive in quotes}
    members = _members_of(share.agency_id for share in shares)
    for share in shares:
        people[share.directive_id] |= members.get(share.agency_id, set()) | _delegate(share)
    notices = []
    for directive, found in quotes.items():
        told = people[directive.pk] | ({directive.monitor} if directive.monitor else set())
        notices += [
            Notice(
                key=f"repeated:{document.pk}:{directive.pk}:{person.pk}",
                recipient=person,
                title=f"Nhắc lại tại {document}: {directive.title}",
                text="\n".join(f"“{quote}”" for quote in found),
                url=reverse("directives:detail", args=[directive.pk]),
            )
            for person in sorted(told, key=lambda person: person.pk)
            if person != by
        ]
    post(notices)


def _people_of(assignment: Assignment) -> list[User]:
    members = _members_of([assignment.agency_id]).get(assignment.agency_id, set())
    return sorted(members | _delegate(assignment), key=lambda person: person.pk)


def _members_of(agencies: Iterable[int]) -> dict[int, set[User]]:
    """Heads and focal officers by agency; one query."""
    members = (
        Membership.objects.current()
        .filter(agency__in=set(agencies), role__in=[Membership.Role.HEAD, Membership.Role.FOCAL])
        .select_related("user")
    )
    people: dict[int, set[User]] = {}
    for member in members:
        people.setdefault(member.agency_id, set()).add(member.user)
    return people


def _delegate(assignment: Assignment) -> set[User]:
    """The officer to whom the share is delegated, while they can sign in."""
    return (
        {assignment.delegate} if assignment.delegate is not None and assignment.delegate.is_active else set()
    )


def _tell(
    people: Iterable[User], assignment: Assignment, *, key: str, title: str, text: str, by: User
) -> None:
    url = reverse("directives:detail", args=[assignment.directive_id])
    post(
        [
            Notice(key=f"{key}:{person.pk}", recipient=person, title=title, text=text, url=url)
            for person in people
            if person != by
        ]
    )
