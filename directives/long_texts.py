"""Short texts are read in the request, long ones by a worker, so that the clerk may go away meanwhile."""

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from meetings import progress
from meetings.models import Document
from notifications.kinds import Kind
from notifications.outbox import Notice

from . import intake
from .models import DocumentReading
from .transitions import NotAllowed

LONG = 40_000  # characters: about a second of reading
BROKEN = "Hệ thống gặp lỗi khi đọc văn bản này. Bấm “Tìm lại nhiệm vụ” để thử lại, hoặc sửa văn bản."
TOO_SLOW = "Văn bản này mất quá nhiều thời gian để đọc. Hãy tách thành nhiều văn bản ngắn hơn."


def find_directives(document: Document, *, by: User) -> int | None:
    """Read the text now, or have a worker do it; how many proposals there are, None while nobody knows."""
    if len(document.text) > LONG:
        start(document.pk, by=by)
        return None
    return intake.propose(document.pk, by=by)


@transaction.atomic
def start(document_id: int, *, by: User) -> DocumentReading:
    """Hand a text to the workers. Raises NotAllowed when it is published or being read already."""
    from .tasks import read_long_text  # tasks imports this module

    document = intake.open_document(document_id, by=by)
    # A new row: a worker that still holds the old one finds it gone.
    DocumentReading.objects.filter(document=document).delete()
    reading = DocumentReading.objects.create(document=document, asked_by=by)
    progress.hand_over(read_long_text, reading.pk)
    return reading


def read(reading_id: int) -> None:
    """Read a waiting text to its end, good or bad. Safe to call any number of times."""
    hold = progress.claim(DocumentReading.objects.all(), reading_id)
    if hold is None:
        return
    reading: DocumentReading = hold.row

    def work() -> None:
        intake.propose(reading.document_id, by=reading.asked_by, hold=hold)
        _end(hold)

    def fail(problem: str) -> None:
        _end(hold, problem)

    progress.carry_out(hold, work, fail, refusal=NotAllowed, broken=BROKEN, too_slow=TOO_SLOW)


def _end(hold: progress.Hold, problem: str = "") -> None:
    progress.finish(hold, lambda problem: _notice(hold.row, problem), problem=problem)


def _notice(reading: DocumentReading, problem: str) -> Notice:
    said = "Chưa tìm được nhiệm vụ trong" if problem else "Đã tìm xong nhiệm vụ trong"
    return Notice(
        key=f"reading:{reading.pk}:{reading.attempts}",
        recipient=reading.asked_by,
        title=f"{said} {reading.document}",
        text=problem or "Mở để rà soát.",
        url=reverse("directives:review", args=[reading.document_id]),
        kind=Kind.READING,
    )


def sweep() -> None:
    """Each minute: take up again what was left behind."""
    from .tasks import read_long_text  # tasks imports this module

    progress.take_up_again(DocumentReading.objects.all(), read_long_text)
