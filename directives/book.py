"""The printed Sổ theo dõi: the columns which offices keep on paper, in their order (DOMAIN R8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .models import ProgressReport
from .models.directive import Origin
from .register_rows import Row
from .spreadsheet import Heading

TITLE = "SỔ THEO DÕI THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO"
# Whose documents come from above the province.
_ABOVE = (Origin.GOVERNMENT, Origin.PARTY, Origin.COUNCIL)

HEADINGS = [
    Heading("Mã", 15),
    Heading("Nội dung nhiệm vụ/Trích yếu", 44),
    Heading("Cơ quan chủ trì tham mưu", 22),
    Heading("Chuyên viên VP theo dõi", 18),
    Heading("Đơn vị thực hiện", 24),
    Heading("Văn bản cấp trên giao", 22),
    Heading("Văn bản chỉ đạo", 22),
    Heading("Văn bản sản phẩm đầu ra", 22),
    Heading("Hạn xử lý", 12, is_day=True),
    Heading("Tóm tắt kết quả", 36),
    Heading("Ghi chú", 24),
    # ticked by hand: neither follows from where the work stands
    Heading("Lãnh đạo đã phê duyệt hoàn thành", 12),
    Heading("Cấp trên đã công nhận hoàn thành", 12),
]


@dataclass(frozen=True)
class Entry:
    """A line of the book: a row of the register and the newest report on it."""

    row: Row
    report: ProgressReport | None

    @property
    def values(self) -> list[str | date | None]:
        """What stands in the columns."""
        row, directive = self.row, self.row.directive
        document = str(directive.document)
        above = directive.origin in _ABOVE
        return [
            directive.code,
            directive.title,
            row.parties.leads.whole,
            row.monitor,
            self._doers(),
            document if above else "",
            "" if above else document,
            self._product(),
            row.share.due_on,
            self.report.done if self.report else "",
            self._notes(),
            "",
            "",
        ]

    def _doers(self) -> str:
        """The agency whose share it is, and those which help it when it leads."""
        agency, helpers = self.row.share.agency.name, self.row.parties.coordinators
        helped = helpers and self.row.share.role == self.row.share.Role.LEAD
        return f"{agency}; phối hợp: {helpers.whole}" if helped else agency

    def _product(self) -> str:
        """The document that came of it, else what is expected."""
        report = self.report
        if report is None or not report.product_number:
            return self.row.directive.deliverable
        day = f" ngày {report.product_on:%d/%m/%Y}" if report.product_on else ""
        return f"{report.product_number}{day}"

    def _notes(self) -> str:
        share = self.row.share
        moved = share.original_due_on != share.due_on and share.original_due_on
        return self.row.standing.text + (f"; hạn ban đầu {moved:%d/%m/%Y}" if moved else "")


def entries(rows: Sequence[Row]) -> list[Entry]:
    """The rows as lines of the book; one query however many there are."""
    latest = ProgressReport.objects.latest_of([row.share for row in rows])
    reports = {report.assignment_id: report for report in latest}
    return [Entry(row, reports.get(row.share.pk)) for row in rows]
