"""Single directives typed by hand: a point that was overlooked, a short or a spoken direction.

They are given out as those of a reviewed text are (`giving`); nothing is extracted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from meetings.models import Document, text_digest

from . import giving, telling
from .giving import Body
from .models import Assignment, Directive, Event
from .models.directive import DeadlineKind, directive_search_text
from .transitions import NotAllowed
from .transitions.charging import expand_bodies


@dataclass(frozen=True)
class Task:
    """What the Office typed of one directive."""

    title: str
    content: str
    leads: Sequence[Body]
    coordinators: Sequence[Body]
    deadline_kind: str
    due_on: date | None
    field: str
    priority: str
    origin: str
    directing_leader: User | None
    monitor: User | None
    deliverable: str


@transaction.atomic
def give_under(document_id: int, task: Task, *, by: User) -> Directive:
    """A point of a published document that was overlooked. The document stays as it was published."""
    _demand(by)
    document = Document.objects.select_for_update().get(pk=document_id)
    if not document.is_published:
        raise NotAllowed("Văn bản chưa phát hành. Tạo nhiệm vụ khi rà soát văn bản.")
    if same := document.directives.filter(content=task.content).first():
        raise NotAllowed(f"Nội dung này đã được giao tại {same.code}.")
    last = document.directives.aggregate(last=Max("position"))["last"] or 0
    directive, shares = _make(document, task, position=last + 1, by=by)
    note = "Bổ sung sau khi văn bản được phát hành."
    Event.objects.bulk_create(giving.directives_given([directive], shares, by=by, note=note))
    telling.given_out([directive], by=by)
    return directive


@transaction.atomic
def give_with(document: Document, task: Task, *, by: User) -> Directive:
    """A direction which is entered with its one directive: its text is what was typed, published at once."""
    _demand(by)
    document.text, document.text_sha256 = task.content, text_digest(task.content)
    document.created_by = document.published_by = by
    document.published_at = calendar.now()
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as error:
        raise NotAllowed("Văn bản có số và ngày này vừa được nhập.") from error
    directive, shares = _make(document, task, position=1, span=(0, len(task.content)), by=by)
    added = Event(document=document, kind=Event.Kind.DOCUMENT_ADDED, actor=by, actor_name=by.get_full_name())
    published = giving.document_published(document, {"directives": 1, "assignments": len(shares)}, by=by)
    Event.objects.bulk_create([added, published, *giving.directives_given([directive], shares, by=by)])
    telling.given_out([directive], by=by)
    return directive


def _demand(by: User) -> None:
    if not may(by, Act.PUBLISH):
        raise NotAllowed("Bạn không có quyền giao nhiệm vụ.")


def _make(
    document: Document, task: Task, *, position: int, by: User, span: tuple[int, int] | None = None
) -> tuple[Directive, list[Assignment]]:
    """The directive and its shares. Without a span its content stands nowhere in the text."""
    expanded = expand_bodies(task.leads, task.coordinators)
    if not any(role == Assignment.Role.LEAD for role, _ in expanded.by_agency.values()):
        raise NotAllowed("Chưa có cơ quan chủ trì.")
    if (task.deadline_kind == DeadlineKind.FIXED) != (task.due_on is not None):
        raise NotAllowed("Nhập ngày hạn, hoặc chọn loại thời hạn khác.")
    if task.due_on is not None and task.due_on < document.issued_on:
        raise NotAllowed(f"Hạn không được trước ngày văn bản {document.issued_on:%d/%m/%Y}.")
    year = calendar.today().year
    number = giving.next_number(year)
    code = giving.code_of(year, number)
    start, end = span or (None, None)
    directive = Directive.objects.create(
        code=code,
        year=year,
        number=number,
        document=document,
        position=position,
        start=start,
        end=end,
        quote=task.content if span else "",
        title=task.title,
        content=task.content,
        field=task.field,
        origin=task.origin,
        directing_leader=task.directing_leader,
        monitor=task.monitor,
        priority=task.priority,
        deliverable=task.deliverable,
        deadline_kind=task.deadline_kind,
        published_by=by,
        published_at=calendar.now(),
        enter_by=giving.Entering(document, 1).last_day(task.priority),
        search_text=directive_search_text(code, task.title, task.content, document),
    )
    return directive, giving.make_shares([(directive, expanded, task.due_on)])
