"""Files of reports, contributions, letters: checked by content, kept under a random name with a digest."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, cast

import olefile
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from meetings.reading import Unreadable, pictures
from meetings.reading.checking import OLE_DAMAGE

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
# What says inside an archive which of them it is: a part of it, and how it reads (with macros, otherwise).
_OOXML = "[Content_Types].xml"
_INSIDE: dict[str, tuple[str, re.Pattern[bytes]]] = {
    "docx": (_OOXML, re.compile(rb"wordprocessingml\.document\.main\+xml")),
    "xlsx": (_OOXML, re.compile(rb"spreadsheetml\.sheet\.main\+xml")),
    "pptx": (_OOXML, re.compile(rb"presentationml\.(?:presentation|slideshow)\.main\+xml")),
    "odt": ("mimetype", re.compile(rb"application/vnd\.oasis\.opendocument\.text$")),
    "ods": ("mimetype", re.compile(rb"application/vnd\.oasis\.opendocument\.spreadsheet$")),
}
_STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book")}  # of OLE files: one of these
_MOST_OF_A_PART = 1024 * 1024  # bytes; a hundred times what such a part has

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
    is_right = upload.read(len(beginning)) == beginning and _is_inside(
        extension, cast("IO[bytes]", upload.file)
    )
    upload.seek(0)
    if not is_right:
        raise ValidationError(f"Nội dung tệp “{name}” không đúng với đuôi .{extension}, hoặc tệp bị hỏng.")
    return content_type


def _is_inside(extension: str, file: IO[bytes]) -> bool:
    """Whether an archive or OLE file opens and is what its name says; nothing else of it is unpacked."""
    try:
        if extension in _STREAMS:
            with olefile.OleFileIO(file) as compound:
                return any(compound.exists(stream) for stream in _STREAMS[extension])
        if KNOWN[extension][1] != _ZIP:
            return True
        with zipfile.ZipFile(file) as archive:
            if extension not in _INSIDE:
                return True
            part, reads = _INSIDE[extension]
            with archive.open(part) as stream:
                return bool(reads.search(stream.read(_MOST_OF_A_PART).strip()))
    except (
        *OLE_DAMAGE,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        RuntimeError,
        NotImplementedError,
    ):
        return False  # damaged, or locked by a password


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
