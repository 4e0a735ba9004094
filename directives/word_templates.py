"""The Word papers whose layout an office may change: what may be filled in, which file is in use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act, demand
from accounts.models import User
from meetings.reading.archives import archive_kind
from meetings.reading.types import Kind, Unreadable

from .filing import check_file
from .models import WordTemplate
from .word_filling import NO_WORD, BadTemplate, blocks_of, filled_in

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_MB = 2  # a template is a few pages of text and at most a coat of arms
_MANY = 20  # a template may ask for the second piece of work when there is one


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its words, its delivered template, and a sample of what a template can name."""

    kind: WordTemplate.Kind
    title: str  # "Mẫu công văn đôn đốc"
    name: str  # "công văn đôn đốc", within a sentence
    delivered: Callable[[], bytes]
    sample: Mapping[str, Any]
    must_name: tuple[str, str]  # a field without which the paper would say nothing, and its words
    download: Act  # whoever makes the paper may have its template; changing it is for who sets the rules
    page_name: str  # addresses: of the page, and of what it leads back to
    back_name: str
    back_label: str

    @property
    def file_name(self) -> str:
        return f"{self.title}.docx"

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a template can name, each with a sample, or with the names of its parts."""
        return [(name, _in_words(value)) for name, value in self.sample.items()]


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"gồm {', '.join(value)}"
    if not isinstance(value, list):
        return str(value)
    if not isinstance(value[0], Mapping):
        return f"danh sách đoạn văn: {value[0]}"
    parts = [
        f"{name} (danh sách; mỗi phần có {', '.join(part[0])})" if isinstance(part, list) else name
        for name, part in value[0].items()
    ]
    return f"danh sách; mỗi phần có {', '.join(parts)}"


def _many(value: Any) -> Any:
    """The sample with each list long."""
    if isinstance(value, Mapping):
        return {name: _many(part) for name, part in value.items()}
    return [_many(part) for part in value] * _MANY if isinstance(value, list) else value


def current_template(of: Paper) -> WordTemplate | None:
    """The office's own template; None while the delivered one is in use."""
    newest = WordTemplate.objects.filter(kind=of.kind).select_related("uploaded_by").first()
    return newest if newest and newest.file else None


def template_bytes(of: Paper) -> bytes:
    """The template in use. Raises BadTemplate when its file is gone."""
    own = current_template(of)
    if own is None:
        return of.delivered()
    try:
        with own.file.open("rb") as kept:
            return bytes(kept.read())
    except OSError as problem:
        raise BadTemplate("Tệp mẫu đang dùng không còn trên máy chủ.") from problem


def made_of(of: Paper, fields: Mapping[str, Any], *, delivered: bool = False) -> bytes:
    """The paper of the template in use, or of the delivered one. Raises BadTemplate when that fails."""
    return filled_in(of.delivered() if delivered else template_bytes(of), fields)


def check_template(of: Paper, upload: UploadedFile) -> None:
    """Refuse, in words, what is no .docx or cannot be filled in with the sample."""
    if not (upload.name or "").lower().endswith(".docx"):
        raise ValidationError(f"{of.title} phải là tệp .docx.")
    if (upload.size or 0) > MOST_MB * 1024 * 1024:
        raise ValidationError(f"{of.title} không lớn hơn {MOST_MB} MB.")
    check_file(upload)
    _check_archive(upload)
    kept = upload.read()
    upload.seek(0)
    try:
        filled = filled_in(kept, of.sample)
        # A field that only a second piece of work or another kind of urging would reach is tried as well.
        filled_in(kept, _many(of.sample), every_branch=True)
    except BadTemplate as problem:
        raise ValidationError(str(problem)) from problem
    name, words = of.must_name
    if of.sample[name] not in str(blocks_of(filled)):
        raise ValidationError(f"Mẫu thiếu chỗ điền {words}: {{{{ {name} }}}}.")


def _check_archive(upload: UploadedFile) -> None:
    """Before it is unpacked: no trap that grows, and Word inside."""
    try:
        kind = archive_kind(upload, upload.name or "")
    except Unreadable as problem:
        raise ValidationError(str(problem)) from problem
    finally:
        upload.seek(0)
    if kind is not Kind.DOCX:
        raise ValidationError(NO_WORD)


@transaction.atomic
def set_template(of: Paper, upload: UploadedFile, *, by: User) -> WordTemplate:
    """From now on papers are made of this file. Raises ValidationError for one that cannot be filled in."""
    demand(by, Act.SET_RULES)
    check_template(of, upload)
    return WordTemplate.objects.create(
        kind=of.kind, file=upload, original_name=(upload.name or "mau.docx")[:255], uploaded_by=by
    )


def reset_template(of: Paper, *, by: User) -> None:
    """From now on papers are made of the delivered template again."""
    demand(by, Act.SET_RULES)
    if current_template(of) is not None:
        WordTemplate.objects.create(kind=of.kind, uploaded_by=by)
