"""An agency corrects its latest report while nobody has acted on it, field by field on record."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar
from agencies.vietnamese import fold_words

from .. import telling
from ..filing import keep_files
from ..models import Assignment, ProgressReport
from .moves import Changed, NotAllowed, lock_for, move, plain
from .reporting import PERCENT_WRONG, Progress, to_withdraw

NOTHING_TO_AMEND = "Không có báo cáo nào có thể sửa."
_TOLD = ("done", "difficulties", "proposals", "product_number", "product_on")


@transaction.atomic
def amend(
    assignment_id: int,
    *,
    by: User,
    seen: int,
    version: int,
    progress: Progress,
    kept: Iterable[int],
    files: Iterable[UploadedFile] = (),
) -> ProgressReport:
    """Change the words, the percentage, the product and the files of the latest report.

    `seen` and `version` are those of the report which the person read; Raises Changed when a colleague has
    amended it since. `kept` are the files that stay. See `_filed_anew` for the day of a result.
    """
    share = lock_for(assignment_id, Act.AMEND, by=by)
    latest = to_withdraw(share)
    if latest is None:
        raise NotAllowed(NOTHING_TO_AMEND)
    if latest.pk != seen:
        raise NotAllowed("Đã có báo cáo khác từ khi bạn mở trang. Xem lại trước khi sửa.")
    if latest.version != version:
        raise Changed("Người khác vừa sửa báo cáo này. Xem các thay đổi rồi lưu lại.")
    percent = _percent(latest, progress)
    said = {
        name: [plain(getattr(latest, name)), plain(getattr(progress, name))]
        for name in _TOLD
        if getattr(latest, name) != getattr(progress, name)
    }
    files, said = list(files), said | _change_files(latest, set(kept), files, by=by)
    if not said and percent == latest.percent:
        return latest
    fields: dict[str, Any] = {"percent": percent}
    if _filed_anew(share, latest, said):
        fields["filed_on"] = latest.filed_on = calendar.today()
    share = move(assignment_id, Act.AMEND, by=by, said=said, **fields)
    for name in _TOLD:
        setattr(latest, name, getattr(progress, name))
    latest.percent, latest.version = percent, latest.version + 1
    latest.amended_by, latest.amended_at = by, calendar.now()
    latest.save(update_fields=[*_TOLD, "percent", "version", "filed_on", "amended_by", "amended_at"])
    if latest.kind == ProgressReport.Kind.COMPLETION:
        telling.result_amended(share, latest, by=by)
    return latest


def _percent(latest: ProgressReport, progress: Progress) -> int:
    if latest.kind == ProgressReport.Kind.COMPLETION:
        return latest.percent
    if not 0 <= progress.percent <= 99:
        raise NotAllowed(PERCENT_WRONG)
    return progress.percent


def _filed_anew(share: Assignment, latest: ProgressReport, said: dict[str, list[Any]]) -> bool:
    """Whether the result counts as filed on the day of the amendment.

    Finished is the day on which the accepted result was filed. Until the deadline nothing hangs on it; after
    it another result is another filing, or a placeholder sent in time would launder lateness. Only spelling
    (accents, capitals, punctuation) is no other result.
    """
    today = calendar.today()
    if latest.kind != ProgressReport.Kind.COMPLETION or share.due_on is None or today <= share.due_on:
        return False
    if {"product_number", "product_on", "files"} & said.keys():
        return True
    old, new = said.get("done", ["", ""])
    return fold_words(old) != fold_words(new)


def _change_files(
    latest: ProgressReport, kept: set[int], added: list[UploadedFile], *, by: User
) -> dict[str, list[Any]]:
    """Drop what is not kept (it stays on record) and store what was added; their names before and after."""
    before = latest.files
    dropped = [file for file in before if file.pk not in kept]
    if not dropped and not added:
        return {}
    for file in dropped:
        file.dropped_at = calendar.now()
        file.save(update_fields=["dropped_at"])
    made = keep_files(latest, added, by=by)
    stay = [file for file in before if file.pk in kept]
    names = [[file.original_name for file in files] for files in (before, [*stay, *made])]
    return {"files": names}
