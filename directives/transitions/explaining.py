"""A leader asks for an explanation, until a day; the agency answers; the leader reads."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import telling_talk
from ..filing import keep_files
from ..models import Assignment, Event, Explanation
from .moves import NotAllowed, change, lock, move, record
from .words import words_given


@transaction.atomic
def ask_explanation(assignment_id: int, *, by: User, question: str, due_on: date) -> Explanation:
    """A leader asks about a share which is not done. One question at a time; the day itself is in time."""
    question = words_given(question, "Phải nêu nội dung cần giải trình.")
    if due_on < calendar.today():
        raise NotAllowed("Ngày giải trình không được ở trong quá khứ.")
    share = move(assignment_id, Act.ASK_EXPLANATION, by=by, note=question, explain_on=due_on)
    asked = Explanation.objects.create(assignment=share, asked_by=by, question=question, due_on=due_on)
    telling_talk.explanation_asked(share, asked, by=by)
    return asked


@transaction.atomic
def explain(
    assignment_id: int, *, by: User, answer: str, files: Iterable[UploadedFile] = (), seen: int | None = None
) -> Explanation:
    """The agency answers. `seen` is the question the person read: another one is not answered by mistake."""
    answer = words_given(answer, "Phải nêu nội dung giải trình.")
    share = move(assignment_id, Act.EXPLAIN, by=by, note=answer, explain_on=None)
    asked = share.explanations.open().get()
    if seen is not None and seen != asked.pk:
        raise NotAllowed("Có yêu cầu giải trình khác từ khi bạn mở trang. Xem lại rồi trả lời.")
    asked.answer, asked.answered_by = answer, by
    asked.answered_at, asked.answered_on = calendar.now(), calendar.today()
    asked.save(update_fields=["answer", "answered_by", "answered_at", "answered_on"])
    keep_files(asked, files, by=by)
    telling_talk.explained(share, asked, by=by)
    return asked


@transaction.atomic
def withdraw_explanation(explanation_id: int, *, by: User) -> Assignment:
    """The leader who asked needs no answer any more."""
    share = lock(Explanation.objects.get(pk=explanation_id).assignment_id)
    asked = Explanation.objects.get(pk=explanation_id)
    if asked.asked_by_id != by.pk:
        raise NotAllowed("Chỉ người yêu cầu thôi yêu cầu được.")
    if not asked.is_open:
        raise NotAllowed("Yêu cầu này đã được trả lời." if asked.answered_at else "Yêu cầu này đã được rút.")
    asked.withdrawn_at = calendar.now()
    asked.save(update_fields=["withdrawn_at"])
    data = change(share, explain_on=None)
    record(Event.Kind.EXPLANATION_DROPPED, by=by, assignment=share, data=data)
    telling_talk.explanation_withdrawn(share, asked, by=by)
    return share


def read_answers(shares: Iterable[Assignment], *, by: User) -> None:
    """Who asked has these answers before their eyes. No line of history: nothing has changed."""
    unread = Explanation.objects.unread_by(by).filter(assignment__in=[share.pk for share in shares])
    unread.update(read_at=calendar.now())
