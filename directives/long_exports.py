"""Excel files which a worker makes: asked for, written, told, taken up again, dropped.

What a file can hold is registered here by the room which knows it (`register`), because the reports of a
month stand above this one.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.templatetags.look import number
from agencies import calendar
from meetings import progress
from notifications.kinds import Kind
from notifications.outbox import Notice

from .exporting import Note, file_name, listing, write_book, write_list
from .models import Export
from .models.rules import rules_held
from .register_page import columns_of
from .saving import setup_of

logger = logging.getLogger(__name__)

What = Export.What
MOST_AT_ONCE = 3  # of one person: the workers are for everybody
BROKEN = "Hệ thống gặp lỗi khi tạo tệp này. Bấm “Tạo lại” để thử lại; nếu vẫn lỗi, báo quản trị hệ thống."
TOO_SLOW = "Tệp này mất quá nhiều thời gian để tạo. Lọc bớt, chia thành nhiều tệp nhỏ hơn."
GIVEN_UP = f"Đã thử {progress.MOST_ATTEMPTS} lần mà không tạo xong tệp. Bấm “Tạo lại” để thử lại."
CHANGED = "Quyền của bạn đã thay đổi trong khi tạo tệp. Bấm “Tạo lại” để tạo tệp theo quyền hiện nay."
BOOK_OF_THE_PAST = (
    "Mẫu Sổ theo dõi chỉ có theo số liệu hôm nay. Với ngày đã qua, xuất Excel các cột đang hiện."
)


class CannotExport(Exception):
    """There is no such file to make. The text is for people."""


@dataclass(frozen=True)
class Content:
    """What a file will hold, as its owner sees it today."""

    query: QueryDict  # the address with all that decides what is in it
    name: str  # of the file
    said: str
    on: date  # the day of the data
    count: int  # rows, so that one sees how far it is
    write: Callable[[IO[bytes], Note | None], int]  # how many rows it became


Reader = Callable[[QueryDict, User, date], Content]  # raises CannotExport
_readers: dict[str, Reader] = {}


def register(what: str, reader: Reader) -> None:
    """From now on `reader` says what a file of this sort holds."""
    _readers[what] = reader


def content_of(what: str, query: QueryDict, user: User) -> Content:
    """What the address asks for as this person sees it now. Raises CannotExport."""
    return _readers[what](query, user, calendar.today())


def _list(query: QueryDict, user: User, today: date) -> Content:
    of = listing(query, user=user, on=today)
    kept = _address(of.shown.clean_query(), query if of.is_chosen else None)
    kept["columns"] = ",".join(column.key for column in columns_of(of.shown, setup_of(user)))
    name = file_name("So theo doi", of.shown.on)
    what = of.said[0]
    return Content(kept, name, what, of.shown.on, of.count, lambda file, note: write_list(file, of, note))


def _book(query: QueryDict, user: User, today: date) -> Content:
    of = listing(query, user=user, on=today)
    if of.shown.is_past:
        raise CannotExport(BOOK_OF_THE_PAST)
    kept = _address(of.shown.clean_query(), query if of.is_chosen else None)
    kept.pop("columns", None)
    name = file_name("So theo doi", of.shown.on)
    what = of.said[0]
    return Content(kept, name, what, of.shown.on, of.count, lambda file, note: write_book(file, of, note))


def _address(values: dict[str, str], ticked: QueryDict | None) -> QueryDict:
    kept = QueryDict(mutable=True)
    kept.update(values)
    if ticked is not None:
        kept.setlist("share", ticked.getlist("share"))
    return kept


register(What.LIST, _list)
register(What.BOOK, _book)


@transaction.atomic
def ask(what: str, query: QueryDict, *, by: User) -> tuple[Export, bool]:
    """Have a worker make a file; the row, and whether it is new: the same that is under way is shown again.

    Raises CannotExport.
    """
    from .tasks import write_export  # tasks imports this module

    content = content_of(what, query, by)
    kept = content.query.urlencode()
    digest = hashlib.sha256(f"{what}?{kept}".encode()).hexdigest()
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two clicks come one after the other
    mine = Export.objects.of(by).under_way()
    if running := mine.filter(digest=digest).first():
        return running, False
    if mine.count() >= MOST_AT_ONCE:
        raise CannotExport(
            f"Bạn đang có {MOST_AT_ONCE} tệp chờ tạo. Đợi một tệp xong, hoặc xóa bớt ở trang “Tệp đã xuất”."
        )
    export = Export.objects.create(
        owner=by, what=what, query=kept, digest=digest, said=content.said, on=content.on
    )
    progress.hand_over(write_export, export.pk)
    return export, True


@transaction.atomic
def ask_again(export_id: int, *, by: User) -> Export:
    """The same file anew in place of one that failed, or of an older one. Raises CannotExport."""
    old = Export.objects.select_for_update(of=("self",)).filter(pk=export_id, owner=by).first()
    if old is None:
        raise CannotExport("Tệp này đã được xóa.")
    if old.is_under_way:
        return old
    # A new row: a worker that still holds the old one finds it gone.
    export, _ = ask(old.what, QueryDict(old.query), by=by)
    _remove(old)
    return export


def write(export_id: int) -> None:
    """Make a waiting file to its end, good or bad. Safe to call any number of times: two never make one."""
    hold = progress.claim(Export.objects.select_related("owner"), export_id)
    if hold is None:
        return

    def work() -> None:
        _write(hold)

    def fail(problem: str) -> None:
        _end(hold, problem)

    progress.carry_out(hold, work, fail, refusal=CannotExport, broken=BROKEN, too_slow=TOO_SLOW)


def _write(hold: progress.Hold) -> None:
    export: Export = hold.row
    owner = export.owner
    content = content_of(export.what, QueryDict(export.query), owner)
    hold.note(0, content.count)
    with TemporaryFile() as file, rules_held():
        rows = content.write(file, lambda done: hold.note(done, content.count))
        size, sha256 = file.tell(), _digest_of(file)
        file.seek(0)
        if not User.objects.filter(pk=owner.pk, role=owner.role, is_active=True).exists():
            raise CannotExport(CHANGED)
        path = default_storage.save(export.path(export.attempts), File(file))
    try:
        _end(
            hold, file=path, name=content.name, size=size, sha256=sha256, rows=rows, on=content.on,
            said=content.said, done=rows, total=rows,
        )  # fmt: skip
    except BaseException:
        default_storage.delete(path)
        raise
    for left in export.paths[:-1]:
        default_storage.delete(left)


def _digest_of(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _end(hold: progress.Hold, problem: str = "", **fields: Any) -> None:
    progress.finish(
        hold, lambda problem: _notice(hold.row, problem), problem=problem, told_always=True, **fields
    )


def _notice(export: Export, problem: str) -> Notice:
    said = "Chưa tạo được tệp Excel" if problem else "Đã tạo xong tệp Excel"
    rows = f"{number(export.rows)} dòng. Tệp được giữ đến hết {export.kept_until:%d/%m/%Y}."
    return Notice(
        key=f"export:{export.pk}:{export.attempts}",
        recipient=export.owner,
        title=f"{said}: {export}",
        text=problem or rows,
        url=reverse("directives:long_export", args=[export.pk]),
        kind=Kind.EXPORTED,
    )


@transaction.atomic
def delete(export_id: int, *, by: User) -> None:
    """Remove a file; one that is being made is given up."""
    export = Export.objects.select_for_update(of=("self",)).filter(pk=export_id, owner=by).first()
    if export is not None:
        _remove(export)


def _remove(export: Export) -> None:
    for path in export.paths:
        transaction.on_commit(partial(default_storage.delete, path))
    export.delete()


def sweep() -> None:
    """Each minute: take up again what was left behind."""
    from .tasks import write_export  # tasks imports this module

    progress.take_up_again(Export.objects.all(), write_export, given_up=GIVEN_UP)


def drop_old() -> int:
    """Each night: delete the files that were kept long enough; how many these were."""
    old, dropped = Export.objects.outlived(calendar.now()), 0
    for pk in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            export = old.select_for_update(of=("self",)).filter(pk=pk).first()
            if export is not None:
                _remove(export)
                dropped += 1
    if dropped:
        logger.info("%s exported files were deleted", dropped)
    return dropped
