"""Files from which documents are made: kept as they came, read in the background, dropped when not used."""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from mimetypes import guess_type
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import User
from agencies import calendar
from notifications import kinds
from notifications.outbox import Notice

from . import previewing, progress, reading
from .head import read_head
from .models import Document, Meeting, SourceFile
from .reading import Kind, ReadText, Unreadable
from .secrecy import secrecy_mark
from .texts import SHORTEST, plain_text

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)  # a file of which nobody has made a document
BROKEN = "Hệ thống gặp lỗi khi đọc tệp này. Thử lưu lại tệp ở định dạng khác, hoặc dán nội dung văn bản."
TOO_SLOW = "Tệp này mất quá nhiều thời gian để đọc. Tách thành nhiều tệp nhỏ hơn, hoặc dán nội dung văn bản."
EMPTY = "Trong tệp hầu như không có chữ. Kiểm tra lại tệp gốc, hoặc dán nội dung văn bản."
TAKEN = "Tệp này đã được nhập thành văn bản."
GONE = "Tệp này không còn nữa. Hãy tải lại tệp."

_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    Kind.DOCX: f"{_OFFICE}wordprocessingml.document",
    Kind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    Kind.PDF: "application/pdf",
    Kind.DOC: "application/msword",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.RTF: "application/rtf",
    Kind.TXT: "text/plain",
    Kind.HTML: "text/html",
    Kind.MHT: "multipart/related",
    Kind.EML: "message/rfc822",
}


class CannotTake(Exception):
    """The file is no longer there to make a document of. The text is for people."""


def keep(upload: UploadedFile, *, by: User, meeting: Meeting | None, typed: Mapping[str, str]) -> SourceFile:
    """Store a file that can be read and hand it to the workers. Raises Unreadable, and then stores nothing.

    `typed` is what the clerk had typed in the form: it comes back with what was read.
    """
    from .tasks import read_source  # tasks imports this module

    name = (upload.name or "tệp")[-255:]
    with _on_disk(upload) as path:
        kind = reading.check(path, name, most_mb=settings.MAX_UPLOAD_MB)
        with path.open("rb") as content:
            source = SourceFile(
                original_name=name,
                content_type=_content_type(kind, name),
                size=path.stat().st_size,
                sha256=hashlib.file_digest(content, "sha256").hexdigest(),
                uploaded_by=by,
                meeting=meeting,
                typed=dict(typed),
            )
            source.file.save(name, File(content), save=False)
    try:
        with transaction.atomic():
            source.save()
            progress.hand_over(read_source, source.pk)
    except DatabaseError:
        default_storage.delete(str(source.file.name))
        raise
    return source


def _content_type(kind: Kind, name: str) -> str:
    if kind is Kind.IMAGE:
        return guess_type(name.lower(), strict=False)[0] or "image/jpeg"
    return _TYPES[kind]


@contextmanager
def _on_disk(upload: UploadedFile) -> Iterator[Path]:
    """The path of an upload, which is in memory when it is small."""
    if isinstance(upload, TemporaryUploadedFile):
        upload.flush()
        yield Path(upload.temporary_file_path())
        return
    with NamedTemporaryFile() as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def read(source_id: int) -> None:
    """Read a waiting file to its end, good or bad. Safe to call any number of times: two never read one."""
    hold = progress.claim(SourceFile.objects.all(), source_id)
    if hold is None:
        return
    source: SourceFile = hold.row

    def work() -> None:
        _take(hold, reading.read(Path(source.file.path), source.original_name, on_progress=hold.note))

    def fail(problem: str) -> None:
        _end(hold, problem=problem)

    progress.carry_out(hold, work, fail, refusal=Unreadable, broken=BROKEN, too_slow=TOO_SLOW)


def _take(hold: progress.Hold, found: ReadText) -> None:
    """Store what was read; of a secret nothing."""
    text = plain_text(found.text)
    if mark := secrecy_mark(text) or secrecy_mark(found.aside):
        _forget(hold, mark)
    elif len(text) < SHORTEST:
        _end(hold, problem=EMPTY)
    else:
        _end(hold, text=text, notes=list(found.notes), head=read_head(text).as_typed())


def _end(hold: progress.Hold, *, problem: str = "", **fields: Any) -> None:
    """Write how the reading ended."""
    progress.finish(hold, lambda problem: _notice(hold.row, problem), problem=problem, **fields)


def _notice(source: SourceFile, problem: str) -> Notice:
    said = "Chưa đọc được tệp" if problem else "Đã đọc xong tệp"
    return Notice(
        key=f"source:{source.pk}:{source.attempts}",
        recipient=source.uploaded_by,
        title=f"{said} {source}",
        text=problem or "Mở để kiểm tra và lưu thành văn bản.",
        url=reverse("meetings:source", args=[source.pk]),
        kind=kinds.Kind.READING,
    )


@transaction.atomic
def _forget(hold: progress.Hold, mark: str) -> None:
    """A secret: all that was stored of it goes at once."""
    path = hold.row.file.name
    problem = (
        f"Văn bản trong tệp có dấu chỉ độ mật “{mark}”. Không được đưa bí mật nhà nước vào hệ thống này. "
        "Hệ thống đã xóa tệp và không lưu nội dung nào."
    )
    hold.fail(
        problem,
        secret=True,
        file="",
        original_name="",
        content_type="",
        size=0,
        sha256="",
        text="",
        typed={},
        notes=[],
        head={},
        meeting=None,
    )
    transaction.on_commit(lambda: default_storage.delete(path))


@transaction.atomic
def link(source_id: int, document: Document) -> None:
    """Make the file the original of a document, which has the text from here on. Raises CannotTake."""
    source = SourceFile.objects.select_for_update(of=("self",)).filter(pk=source_id).first()
    if source is None or not source.is_ready or source.document_id is not None:
        raise CannotTake(TAKEN if source and source.document_id else GONE)
    source.document, source.text, source.typed = document, "", {}
    source.save(update_fields=["document", "text", "typed"])


@transaction.atomic
def delete(source_id: int) -> None:
    """Remove a file of which no document was made, from disk as well. Raises CannotTake."""
    source = SourceFile.objects.select_for_update(of=("self",)).filter(pk=source_id).first()
    if source is None:
        return
    if source.document_id is not None:
        raise CannotTake(TAKEN)
    _remove(source)


def _remove(source: SourceFile) -> None:
    path, sha256 = source.file.name, source.sha256
    source.delete()
    if path:
        transaction.on_commit(lambda: default_storage.delete(path))
        transaction.on_commit(lambda: previewing.forget(sha256))


def sweep() -> None:
    """Each minute: take up again what was left behind."""
    from .tasks import read_source  # tasks imports this module

    progress.take_up_again(SourceFile.objects.all(), read_source)


def drop_abandoned() -> int:
    """Each night: delete the files nobody has made a document of; how many these were."""
    before = calendar.now() - KEPT_FOR
    abandoned = SourceFile.objects.without_document().filter(uploaded_at__lt=before)
    dropped = 0
    for pk in list(abandoned.values_list("pk", flat=True)):
        with transaction.atomic():
            source = abandoned.select_for_update(of=("self",)).filter(pk=pk).first()
            if source is not None:
                _remove(source)
                dropped += 1
    if dropped:
        logger.info("%s files of which nobody made a document were deleted", dropped)
    return dropped
