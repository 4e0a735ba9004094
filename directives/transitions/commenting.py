"""What leaders and the Office say about a directive, and taking it back while it is fresh."""

from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import telling_talk
from ..models import Comment, Event
from .editing import lock_directive, record_of_directive
from .moves import NotAllowed
from .words import words_given

_K = Event.Kind


@transaction.atomic
def comment(directive_id: int, *, by: User, text: str, audience: str) -> Comment:
    """A remark: among leaders and the Office, or for the agencies charged too."""
    if audience not in Comment.Audience.values:
        raise NotAllowed("Chọn ai đọc được ý kiến này.")
    act = Act.COMMENT
    return _post(
        directive_id, act, Comment.Kind.REMARK, by=by, text=text, audience=Comment.Audience(audience)
    )


@transaction.atomic
def instruct(directive_id: int, *, by: User, text: str) -> Comment:
    """A leader's further instruction: those charged and the monitor are told, by mail the next morning."""
    audience = Comment.Audience.CHARGED
    return _post(directive_id, Act.INSTRUCT, Comment.Kind.INSTRUCTION, by=by, text=text, audience=audience)


@transaction.atomic
def take_back_comment(comment_id: int, *, by: User) -> Comment:
    """Its author takes it back within a quarter of an hour. That it was there stays on record."""
    said = Comment.objects.select_for_update(of=("self",)).select_related("directive").get(pk=comment_id)
    if said.author_id != by.pk:
        raise NotAllowed("Chỉ người viết thu hồi được ý kiến của mình.")
    if said.withdrawn_at is not None:
        raise NotAllowed("Ý kiến này đã được thu hồi.")
    if not said.can_be_taken_back(by):
        raise NotAllowed("Chỉ thu hồi được trong 15 phút sau khi gửi.")
    said.withdrawn_at = calendar.now()
    said.save(update_fields=["withdrawn_at"])
    kind = _K.NOTE_TAKEN_BACK if said.is_internal else _K.COMMENT_TAKEN_BACK
    record_of_directive(kind, said.directive, by=by)
    telling_talk.comment_taken_back(said, by=by)
    return said


def _post(
    directive_id: int, act: Act, kind: Comment.Kind, *, by: User, text: str, audience: Comment.Audience
) -> Comment:
    """The line of history has no words: they stand among the comments, where they can be taken back."""
    text = words_given(text, "Phải nêu nội dung.")
    directive = lock_directive(directive_id, act, by=by)
    said = Comment.objects.create(directive=directive, author=by, kind=kind, audience=audience, text=text)
    told = (
        _K.INSTRUCTED if kind == Comment.Kind.INSTRUCTION else _K.NOTED if said.is_internal else _K.COMMENTED
    )
    record_of_directive(told, directive, by=by)
    telling_talk.commented(said, by=by)
    return said
