"""The letter of urging comes back signed: it is kept with the urgings it is about, and can be replaced."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from ..access import may_act
from ..filing import check_scan, keep_files
from ..models import Assignment, Event, SignedLetter, Urging
from .moves import NotAllowed, lock, reason_given, record

_STALE = "Công văn của lần đôn đốc này vừa được người khác lưu. Xem lại trang rồi làm lại."


@transaction.atomic
def file_letter(
    urging_ids: Iterable[int],
    *,
    number: str,
    signed_on: date,
    scan: UploadedFile,
    by: User,
    seen: Iterable[int] = (),
) -> SignedLetter:
    """Keep the signed letter of these urgings of one agency, in the place of what they had.

    `seen` are the letters which the person knew to be there. The work may have gone on meanwhile: the letter
    is about what was urged, whatever became of it. Raises ValidationError for a file that is no scan.
    """
    number = reason_given(number, "Nhập số, ký hiệu công văn.").strip()
    if signed_on > calendar.today():
        raise NotAllowed("Ngày ký không thể sau hôm nay.")
    check_scan(scan)
    keys = set(urging_ids)
    about = Assignment.objects.filter(urgings__in=keys).distinct()
    in_turn = sorted(
        about.values_list("role", "pk"), key=lambda row: (row[0] != Assignment.Role.LEAD, row[1])
    )
    shares = [lock(pk) for _, pk in in_turn]
    if len({share.agency_id for share in shares}) != 1:
        raise NotAllowed("Một công văn chỉ gửi một cơ quan.")
    if not all(may_act(by, share, Act.URGE) for share in shares):
        raise NotAllowed("Bạn không có quyền lưu công văn đôn đốc này.")
    urgings = list(Urging.objects.filter(pk__in=keys).select_related("letter").order_by("pk"))
    before = {urging.letter for urging in urgings if urging.letter}
    if not {letter.pk for letter in before} <= set(seen):
        raise NotAllowed(_STALE)
    made = SignedLetter.objects.create(number=number, signed_on=signed_on, filed_by=by)
    [kept] = keep_files(made, [scan], by=by)
    names = {letter.pk: [file.original_name for file in letter.attachments.all()] for letter in before}
    by_pk = {share.pk: share for share in shares}
    for urging in urgings:
        old, urging.letter = urging.letter, made
        urging.save(update_fields=["letter"])
        record(
            Event.Kind.LETTER_FILED,
            by=by,
            assignment=by_pk[urging.assignment_id],
            data={
                "urging": [None, urging.number],
                "letter": [str(old) if old else None, str(made)],
                "files": [names[old.pk] if old else None, [kept.original_name]],
            },
        )
    _drop_unused(before)
    return made


def _drop_unused(letters: Iterable[SignedLetter]) -> None:
    """A letter which is of no urging any more stays on record; its file is not given out again."""
    for letter in letters:
        if not letter.urgings.exists():
            letter.attachments.filter(dropped_at=None).update(dropped_at=calendar.now())
