"""One digest per person and run: what is new for them, the late first."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import User
from directives.deadlines import distance
from directives.models import Assignment
from directives.models.assignment import Confirmation
from notifications.kinds import Kind
from notifications.letters import letter
from notifications.outbox import Notice

if TYPE_CHECKING:
    from .planning import Due


@dataclass(frozen=True)
class Line:
    """One share of work in a digest."""

    assignment: Assignment
    distance: str  # counts the real days, whichever rung fired
    returned: bool

    @property
    def deadline(self) -> str:
        """What there is to know beside the title."""
        returned = ", kết quả đã bị trả lại" if self.returned else ""
        return f"Hạn {self.assignment.due_on:%d/%m/%Y}{returned}. Chủ trì: {self.assignment.agency}."


@dataclass(frozen=True)
class Group:
    """The lines of one urgency."""

    state: str
    label: str
    lines: list[Line]


_GROUPS = (("overdue", "Quá hạn"), ("due_today", "Đến hạn hôm nay"), ("due_soon", "Sắp đến hạn"))


def digest(recipient: User, dues: "Iterable[Due]", on: date) -> Notice:
    """What one person hears: in the app a line for each share of work, by mail a letter with their links.

    The key comes from the rungs it speaks of: the same rungs make the same message, never a second one.
    """
    rows = list(dues)
    groups = _grouped((due.assignment for due in rows), on)
    lines = [line for group in groups for line in group.lines]
    subject = _subject(groups, on)
    context = {"groups": groups, "on": on, "recipient": recipient, "count": len(lines)}
    kind = Kind.OVERDUE if groups[0].state == "overdue" else Kind.UPCOMING
    return Notice(
        key=f"reminders:{recipient.pk}:{_fingerprint(rows)}",
        recipient=recipient,
        title=subject,
        text=_text(lines),
        url=_url(lines),
        kind=kind,
        letter=letter("reminders/mail/digest", subject, context, kind=kind, to=recipient),
    )


def _grouped(assignments: Iterable[Assignment], on: date) -> list[Group]:
    by_state: dict[str, list[Line]] = {state: [] for state, _ in _GROUPS}
    for assignment in sorted(assignments, key=lambda row: (row.due_on, row.directive.code)):
        due_on = assignment.due_on
        assert due_on is not None  # only work with a deadline is chased
        state = "overdue" if due_on < on else "due_today" if due_on == on else "due_soon"
        returned = assignment.confirmation == Confirmation.RETURNED
        by_state[state].append(Line(assignment, distance(due_on, on), returned))
    return [Group(state, label, by_state[state]) for state, label in _GROUPS if by_state[state]]


def _subject(groups: list[Group], on: date) -> str:
    lines = [line for group in groups for line in group.lines]
    if len(lines) == 1:
        return f"{lines[0].distance}: {lines[0].assignment.directive.title}"
    counts = ", ".join(f"{len(group.lines)} {group.label[0].lower()}{group.label[1:]}" for group in groups)
    return f"Nhắc việc ngày {on:%d/%m/%Y}: {counts}"


def _text(lines: list[Line]) -> str:
    """As the inbox shows it; a single piece of work stands in the title already."""
    if len(lines) == 1:
        return lines[0].deadline
    return "\n".join(f"{line.distance}: {line.assignment.directive.title}. {line.deadline}" for line in lines)


def _url(lines: list[Line]) -> str:
    if len(lines) == 1:
        return reverse("directives:detail", args=[lines[0].assignment.directive_id])
    return reverse("directives:my_work")


def _fingerprint(dues: "list[Due]") -> str:
    rungs = sorted(
        f"{due.assignment.pk}:{due.rung.rule.pk}:{due.due_on}:{due.rung.repetition}" for due in dues
    )
    return hashlib.sha256("|".join(rungs).encode()).hexdigest()[:24]
