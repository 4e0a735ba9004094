"""The columns which the register can show, on the screen and in its file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .register_rows import Row

Value = str | int | date | None


@dataclass(frozen=True)
class Column:
    """A column: its heading, how wide it is in a file (in letters), what it says of a row."""

    key: str
    label: str
    width: int
    value: Callable[[Row], Value]
    sort: str = ""  # by which it is sorted (sorting.SORTS); nothing: it is not

    @property
    def is_day(self) -> bool:
        return self.key in _DAYS

    @property
    def is_number(self) -> bool:
        return self.key in ("percent", "urged")


COLUMNS = {
    column.key: column
    for column in (
        Column("code", "Mã", 15, lambda row: row.directive.code, sort="code"),
        Column("title", "Nhiệm vụ", 50, lambda row: row.directive.title, sort="title"),
        Column("lead", "Chủ trì", 24, lambda row: row.leads, sort="agency"),
        Column("coordinators", "Phối hợp", 26, lambda row: row.coordinators),
        Column("due", "Hạn", 12, lambda row: row.share.due_on, sort="due"),
        Column("original_due", "Hạn ban đầu", 12, lambda row: row.share.original_due_on, sort="original_due"),
        Column("stage", "Tình trạng", 22, lambda row: row.standing.text, sort="stage"),
        Column("percent", "Tiến độ (%)", 9, lambda row: row.share.percent, sort="percent"),
        Column("updated", "Cập nhật gần nhất", 12, lambda row: row.share.last_report_on, sort="updated"),
        Column("urged", "Đôn đốc", 9, lambda row: row.urged, sort="urged"),
        Column("finished", "Ngày hoàn thành", 12, lambda row: row.share.finished_on, sort="finished"),
        Column("deliverable", "Sản phẩm", 26, lambda row: row.directive.deliverable),
        Column("field", "Lĩnh vực", 18, lambda row: row.directive.get_field_display(), sort="field"),
        Column("leader", "Lãnh đạo chỉ đạo", 20, lambda row: row.leader, sort="leader"),
        Column("monitor", "Chuyên viên theo dõi", 20, lambda row: row.monitor, sort="monitor"),
        Column("document", "Văn bản", 26, lambda row: str(row.directive.document), sort="document"),
        Column("given", "Ngày giao", 12, lambda row: row.share.assigned_on, sort="given"),
    )
}
_DAYS = ("due", "original_due", "updated", "finished", "given")
# shown as long as the person has not chosen otherwise
USUAL = ["code", "title", "lead", "coordinators", "due", "stage", "updated", "urged"]
ALWAYS = "title"  # what a row is about


def chosen(keys: Iterable[str]) -> list[Column]:
    """The columns of these names, in the register's order; the usual ones when there are none."""
    named = set(keys) & COLUMNS.keys()
    names = named | {ALWAYS} if named else set(USUAL)
    return [column for key, column in COLUMNS.items() if key in names]
