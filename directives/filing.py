"""Files of reports, contributions, letters: checked by content, kept under a random name with a digest."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from meetings.reading import Unreadable, pictures

from .models import Attachment, Contribution, Explanation, ProgressReport, SignedLetter

# extension → (content type, what the file must begin with). Office and ODF files are zip archives.
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KNOWN: dict[str, tuple[str, bytes]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "zip": ("application/zip", _ZIP),
    "doc": ("application/msword", _OLE),
    "xls": ("application/vnd.ms-excel", _OLE),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
}


SCANS = ("jpeg", "jpg", "pdf", "png")  # what a signed paper is kept as


def check_file(upload: UploadedFile) -> str:
    """The content type of an acceptable file; ValidationError, with what is wrong, for any other."""
    name = upload.name or ""
    extension = name.rpartition(".")[2].lower()
    if extension not in KNOWN:
        raise ValidationError(f"Không nhận tệp “{name}”. Nhận: {', '.join(sorted(KNOWN))}.")
    if not upload.size:
        raise ValidationError(f"Tệp “{name}” rỗng.")
    if upload.size > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise ValidationError(f"Tệp “{name}” lớn hơn {settings.MAX_UPLOAD_MB} MB.")
    content_type, beginning = KNOWN[extension]
    upload.seek(0)
    head = upload.read(len(beginning))
    upload.seek(0)
    if head != beginning:
        raise ValidationError(f"Nội dung tệp “{name}” không đúng với đuôi .{extension}.")
    return content_type


def check_scan(upload: UploadedFile) -> None:
    """Refuse, in words, what is no PDF or picture, or one that nobody could open and look at."""
    name = upload.name or ""
    if name.rpartition(".")[2].lower() not in SCANS:
        raise ValidationError(f"Không nhận tệp “{name}”. Bản đã ký là tệp PDF hoặc ảnh: {', '.join(SCANS)}.")
    check_file(upload)
    with NamedTemporaryFile() as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        upload.seek(0)
        try:
            pictures.count(Path(copy.name))
        except Unreadable as problem:
            words = f"Không mở được tệp “{name}”: bị hỏng, quá lớn hoặc đặt mật khẩu. Quét lại rồi tải lên."
            raise ValidationError(words) from problem


def keep_files(
    owner: ProgressReport | Contribution | Explanation | SignedLetter,
    uploads: Iterable[UploadedFile],
    *,
    by: User,
) -> list[Attachment]:
    """Store the files with what they belong to. Raises ValidationError for one that `check_file` refuses."""
    kept = []
    for upload in uploads:
        content_type = check_file(upload)
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        upload.seek(0)
        kept.append(
            owner.attachments.create(
                file=upload,
                original_name=(upload.name or "tệp")[:255],
                content_type=content_type,
                size=upload.size or 0,
                sha256=digest.hexdigest(),
                uploaded_by=by,
            )
        )
    return kept
