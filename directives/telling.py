"""Who is told of what happened to a directive: never the one who did it, only those who can see the row."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from accounts.access import Act
from accounts.models import Role, User
from agencies.models import Membership
from meetings.models import Document
from notifications.kinds import Kind
from notifications.outbox import Notice, post

from .audience import (
    delegates_of,
    members_of,
    monitor_of,
    office_of,
    once,
    people_of,
    post_unmuted,
    still_there,
    tell,
    thread_of,
    threads_of,
)
from .models import Assignment, Directive, Event, ExtensionRequest, ProgressReport


def given_out(
    directives: Iterable[Directive], *, by: User, replacing: Mapping[int, str] | None = None
) -> None:
    """Tell heads and focal officers what their agency was given: one notice per person and document.

    `replacing`: the code of the earlier directive by the id of the one that takes its place.
    """
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
    post([_given_notice(member.user, by_agency[member.agency_id], replacing or {}) for member in members])


def _given_notice(user: User, rows: list[Assignment], replacing: Mapping[int, str]) -> Notice:
    document = rows[0].directive.document
    lines = [
        f"{row.get_role_display()}: {row.directive.title}{_until(row)}{_instead(row, replacing)}"
        for row in rows
    ]
    return Notice(
        key=f"given:{rows[0].pk}:{user.pk}",
        recipient=user,
        title=f"{rows[0].agency.short_name} được giao {len(rows)} nhiệm vụ tại {document}",
        text="\n".join(lines),
        url=reverse("directives:my_work"),
        kind=Kind.ASSIGNED,
        thread=thread_of(rows[0].directive_id) if len(rows) == 1 else "",
        about=threads_of(row.directive_id for row in rows),
    )


def _instead(row: Assignment, replacing: Mapping[int, str]) -> str:
    code = replacing.get(row.directive_id)
    return f" (thay {code})" if code else ""


def _until(row: Assignment) -> str:
    return f" (hạn {row.due_on:%d/%m/%Y})" if row.due_on else ""


def result_filed(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the Office: the officer who monitors the directive, or the whole Office when nobody does."""
    tell(
        office_of(assignment.directive),
        assignment,
        kind=Kind.FILED,
        key=f"filed:{report.pk}",
        title=f"{assignment.agency.short_name} báo cáo hoàn thành: {assignment.directive.title}",
        text=report.done,
        by=by,
        followed=True,
    )


def result_withdrawn(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the Office that there is nothing to decide on any more."""
    tell(
        office_of(assignment.directive),
        assignment,
        kind=Kind.FILED,
        key=f"withdrawn:{report.pk}",
        title=f"{assignment.agency.short_name} rút báo cáo hoàn thành: {assignment.directive.title}",
        text="",
        by=by,
    )


def result_amended(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the Office that the result it is to decide on reads otherwise now."""
    tell(
        office_of(assignment.directive),
        assignment,
        kind=Kind.FILED,
        key=f"amended:{report.pk}:{report.version}",
        title=f"{assignment.agency.short_name} sửa báo cáo hoàn thành: {assignment.directive.title}",
        text=report.done,
        by=by,
    )


def result_confirmed(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the agency that its result was accepted, and how good the Office found it."""
    marked = f" ({assignment.get_quality_display().lower()})" if assignment.quality else ""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.CONFIRMED,
        key=f"confirmed:{report.pk}",
        title=f"Đã xác nhận hoàn thành{marked}: {assignment.directive.title}",
        text=report.reason,
        by=by,
        followed=True,
    )


def result_returned(assignment: Assignment, report: ProgressReport, *, by: User) -> None:
    """Tell the agency that its result was returned, and why."""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.RETURNED,
        key=f"returned:{report.pk}",
        title=f"Bị trả lại: {assignment.directive.title}",
        text=report.reason,
        by=by,
        followed=True,
    )


def declined(assignment: Assignment, reason: str, *, by: User) -> None:
    """Tell the Office that an agency says the work is not its own."""
    tell(
        office_of(assignment.directive),
        assignment,
        kind=Kind.FILED,
        key=once("declined", assignment),
        title=f"{assignment.agency.short_name} từ chối: {assignment.directive.title}",
        text=reason,
        by=by,
    )


def extension_asked(assignment: Assignment, request: ExtensionRequest, *, by: User) -> None:
    """Tell those who decide on extensions, and the officer who monitors the directive."""
    people = {*User.objects.active().with_role(Role.OFFICE_HEAD), *office_of(assignment.directive)}
    tell(
        sorted(people, key=lambda person: person.pk),
        assignment,
        kind=Kind.FILED,
        key=f"extension_asked:{request.pk}",
        title=f"{assignment.agency.short_name} đề nghị gia hạn đến {request.asked_due_on:%d/%m/%Y}: "
        f"{assignment.directive.title}",
        text=request.reason,
        by=by,
    )


def extension_decided(assignment: Assignment, request: ExtensionRequest, *, by: User) -> None:
    """Tell the agency whether its deadline moves."""
    day = request.granted_due_on
    said = f"Đồng ý gia hạn đến {day:%d/%m/%Y}" if day else "Không đồng ý gia hạn"
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.EXTENSION,
        key=f"extension_decided:{request.pk}",
        title=f"{said}: {assignment.directive.title}",
        text=request.note,
        by=by,
        followed=True,
    )


def deadline_set(assignment: Assignment, before: date | None, reason: str, *, by: User) -> None:
    """Tell the agency that the Office changed its deadline, or took it away."""
    now = f"Thời hạn mới {assignment.due_on:%d/%m/%Y}" if assignment.due_on else "Không còn ấn định thời hạn"
    old = f" (trước đây {before:%d/%m/%Y})" if before else ""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.EXTENSION,
        key=once("deadline_set", assignment),
        title=f"{now}{old}: {assignment.directive.title}",
        text=reason,
        by=by,
    )


def stopped(assignment: Assignment, act: Act, reason: str, *, by: User) -> None:
    """Tell the agency that its work was paused, resumed, revoked, reopened or given back to it."""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.CHANGED,
        key=once(str(act), assignment),
        title=f"{act.label}: {assignment.directive.title}",
        text=reason,
        by=by,
        followed=True,
    )


def delegated(assignment: Assignment, before: User | None, note: str, *, by: User) -> None:
    """Tell the person who got the work, and the one from whom it was taken, unless they have left."""
    for person, kind, said in (
        (assignment.delegate, Kind.ASSIGNED, "Bạn được giao"),
        (before, Kind.CHANGED, "Không còn giao cho bạn"),
    ):
        tell(
            still_there(person, assignment),
            assignment,
            kind=kind,
            key=once("delegated", assignment),
            title=f"{said}: {assignment.directive.title}",
            text=note,
            by=by,
        )


def given_later(assignment: Assignment, *, by: User) -> None:
    """Tell an agency that it got a share of a directive which was given out before."""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.ASSIGNED,
        key=once("given_later", assignment),
        title=f"{assignment.agency.short_name} được giao: {assignment.directive.title}",
        text=f"{assignment.get_role_display()}{_until(assignment)}",
        by=by,
    )


def split_up(
    heading: Directive, children: list[Directive], taken: list[Assignment], event: Event, *, by: User
) -> None:
    """Tell the agencies of a directive that it is followed in parts from now on: which, until when."""
    shares: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.filter(directive__in=children).select_related("directive")
    for row in rows.order_by("directive__part"):
        shares.setdefault(row.agency_id, []).append(row)
    people, delegates = members_of(shares), delegates_of(taken)
    for share in taken:
        people.setdefault(share.agency_id, set()).update(delegates[share.pk])
    post_unmuted(
        heading.pk,
        [
            Notice(
                key=f"split:{event.pk}:{agency}:{person.pk}",
                recipient=person,
                title=f"Tách thành {len(children)} phần: {heading.title}",
                text="\n".join(f"{row.directive.title}{_until(row)}" for row in shares.get(agency, [])),
                url=reverse("directives:detail", args=[heading.pk]),
                kind=Kind.CHANGED,
                thread=thread_of(heading.pk),
            )
            for agency, told in sorted(people.items())
            for person in sorted(told, key=lambda person: person.pk)
            if person != by
        ],
    )


def role_changed(assignment: Assignment, reason: str, *, by: User) -> None:
    """Tell the agency whether it leads or coordinates from now on."""
    tell(
        people_of(assignment),
        assignment,
        kind=Kind.ASSIGNED if assignment.role == Assignment.Role.LEAD else Kind.CHANGED,
        key=once("role", assignment),
        title=f"Nay {assignment.get_role_display().lower()}: {assignment.directive.title}",
        text=reason,
        by=by,
    )


# a directive, who followed it before, the line of history which says so
MonitorChange = tuple[Directive, User | None, Event]


def monitors_changed(changes: Iterable[MonitorChange], *, by: User) -> None:
    """Tell the officers who follow directives from now on, and those who did: each once of all of theirs."""
    of_person: dict[tuple[User, str], list[tuple[Directive, Event]]] = {}
    for directive, before, event in changes:
        for person, said in ((directive.monitor, "Bạn theo dõi"), (before, "Không còn theo dõi")):
            if person is not None and person != by and person.is_active and person.in_office:
                of_person.setdefault((person, said), []).append((directive, event))
    post([_monitor_notice(person, said, rows) for (person, said), rows in of_person.items()])


def _monitor_notice(person: User, said: str, rows: list[tuple[Directive, Event]]) -> Notice:
    directive, event = rows[0]
    one = len(rows) == 1
    return Notice(
        key=f"monitor:{event.pk}:{person.pk}",
        recipient=person,
        title=f"{said}: {directive.title}" if one else f"{said} {len(rows)} nhiệm vụ",
        text=str(directive.document) if one else "\n".join(str(directive) for directive, _ in rows),
        url=reverse("directives:detail", args=[directive.pk]) if one else reverse("directives:my_work"),
        kind=Kind.ASSIGNED if directive.monitor == person else Kind.CHANGED,
        thread=thread_of(directive.pk) if one else "",
        about=threads_of(directive.pk for directive, _ in rows),
    )


def repeated(document: Document, quotes: dict[Directive, list[str]], *, by: User) -> None:
    """Tell those who still have earlier work to do, and its officer of the Office, that it was repeated."""
    found_work = Assignment.objects.leads().open().filter(directive__in=quotes)
    shares = list(found_work.select_related("delegate"))
    people: dict[int, set[User]] = {directive.pk: set() for directive in quotes}
    members, delegates = members_of(share.agency_id for share in shares), delegates_of(shares)
    for share in shares:
        people[share.directive_id] |= members.get(share.agency_id, set()) | delegates[share.pk]
    notices = []
    for directive, found in quotes.items():
        told = people[directive.pk].union(monitor_of(directive))
        notices += [
            Notice(
                key=f"repeated:{document.pk}:{directive.pk}:{person.pk}",
                recipient=person,
                title=f"Nhắc lại tại {document}: {directive.title}",
                text="\n".join(f"“{quote}”" for quote in found),
                url=reverse("directives:detail", args=[directive.pk]),
                kind=Kind.CHANGED,
                thread=thread_of(directive.pk),
            )
            for person in sorted(told, key=lambda person: person.pk)
            if person != by
        ]
    post(notices)
