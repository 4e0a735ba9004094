"""The month's report as a Word file for the clerk to finish, number and have signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.conf import settings

from accounts.access import Act
from accounts.models import User
from accounts.templatetags.look import in_percent, number
from directives.measures import Figure
from directives.models import WordTemplate
from directives.parties import Names
from directives.urging_letters import day_in_words, signed_by
from directives.word_templates import Paper, made_of

from ..pressing import Line as PressingLine
from ..pressing import Pressing
from .annexes import numbers_of, sums_of
from .lists import Detail, details, reasons
from .month import AgencyLine, Board, MonthReport
from .periods import MonthForm
from .word_layout import default_template

MOST_LISTED = 200  # lines of a table in the body
MOST_DETAILED = 1000  # lines of annex 2; the whole is in the workbook
_WORST = 5
_NUMBERS = (
    *("tong", "dung_han", "ht_qua_han", "trong_han", "qua_han"),
    *("khong_han", "cho_xac_nhan", "tra_lai", "don_doc"),
)
_DETAIL = (
    *("van_ban", "noi_dung", "chu_tri", "phoi_hop", "han_ban_dau"),
    *("han", "ket_qua", "ngay_ht", "trang_thai", "ghi_chu"),
)
_COUNTS = dict.fromkeys(_NUMBERS, "1") | {"ty_le_den_han": "4/5 (80,00 %)", "ty_le_tong": "4/6 (66,67 %)"}
SAMPLE: dict[str, Any] = {
    "tinh": "Nghệ An",
    "tinh_hoa": "NGHỆ AN",
    "ngay_thang": "ngày 15 tháng 11 năm 2025",
    "ten_ky": "tháng 11/2025",
    "ten_ky_hoa": "THÁNG 11/2025",
    "ky": "từ ngày 15/10/2025 đến ngày 14/11/2025",
    "tinh_den": "14/11/2025",
    "tong_quan": ["Trong kỳ, 6 nhiệm vụ được giao."],
    "bang_tinh_hinh": [
        {
            "ten": "Tổng số nhiệm vụ được giao",
            "trong_ky": "6",
            "ky_truoc": "4",
            "so_sanh": "tăng 2",
            "toan_bo": "26.000",
        }
    ],
    "co_quan": ["Sở, ngành, đơn vị: 2 cơ quan được giao 6 nhiệm vụ."],
    "qua_han_mo_dau": "Đến ngày 14/11/2025 còn 1 nhiệm vụ quá hạn.",
    "qua_han": [
        {
            "so": "1",
            "noi_dung": "Rà soát nhu cầu vốn",
            "co_quan": "Sở TC",
            "han": "05/11/2025",
            "so_ngay": "9",
            "don_doc": "2",
            "ly_do": "Chưa đủ số liệu của các xã.",
        }
    ],
    "sap_han_mo_dau": "Từ ngày 15/11/2025 đến ngày 14/12/2025 có 1 nhiệm vụ đến hạn.",
    "sap_han": [{"so": "1", "noi_dung": "Báo cáo giải ngân", "co_quan": "Sở TC", "han": "30/11/2025"}],
    "phu_luc_1": [
        {"ten": "Sở, ngành, đơn vị", "cac_dong": [{"so": "1", "ten": "Sở Tài chính"} | _COUNTS]},
    ],
    "phu_luc_1_tong": _COUNTS,
    "phu_luc_2": [
        {
            "so": "1",
            "van_ban": "785/TB-UBND ngày 04/11/2025",
            "noi_dung": "Rà soát nhu cầu vốn",
            "chu_tri": "Sở Tài chính",
            "phoi_hop": "Sở Xây dựng",
            "han_ban_dau": "30/10/2025",
            "han": "05/11/2025",
            "ket_qua": "Đã tổng hợp 12 dự án.",
            "ngay_ht": "",
            "trang_thai": "Quá hạn 9 ngày",
            "ghi_chu": "Đôn đốc 2 lần",
        }
    ],
    "phu_luc_2_con": "Phụ lục này nêu 1 trong số 6 nhiệm vụ.",
    "quyen_ky": "CHÁNH VĂN PHÒNG",
    "nguoi_ky": "Nguyễn Tiến Dũng",
}
MONTH_REPORT = Paper(
    kind=WordTemplate.Kind.MONTH,
    title="Mẫu báo cáo tháng",
    name="báo cáo tháng",
    delivered=default_template,
    sample=SAMPLE,
    must_name=("ten_ky", "tên kỳ báo cáo"),
    download=Act.SEE_REPORTS,
    page_name="reports:month_template",
    back_name="reports:month",
    back_label="Báo cáo",
)


@dataclass(frozen=True)
class Asked:
    """The report that is wanted: a valid form, its numbers with MOST_LISTED lines, and by whom and when."""

    form: MonthForm
    report: MonthReport
    user: User
    today: date


def word_of(asked: Asked, *, delivered: bool = False) -> bytes:
    """The Word file. Raises BadTemplate when the office's own template fails."""
    return made_of(MONTH_REPORT, fields_of(asked), delivered=delivered)


def fields_of(asked: Asked) -> dict[str, Any]:
    """What a template can name: the names of SAMPLE."""
    form, report = asked.form, asked.report
    work = form.scope().shares(asked.user, form.today)
    power, name = signed_by(asked.user)
    return {
        "tinh": settings.PROVINCE,
        "tinh_hoa": settings.PROVINCE.upper(),
        "ngay_thang": day_in_words(asked.today),
        "ten_ky": str(form.chosen),
        "ten_ky_hoa": str(form.chosen).upper(),
        "ky": form.chosen.days,
        "tinh_den": _day(form.on),
        "tong_quan": _in_general(form, report),
        "bang_tinh_hinh": _scheme(report),
        "co_quan": _by_agency(report),
        **_overdue(asked),
        **_coming(form, report.coming),
        "phu_luc_1": _annex_1(report.boards),
        "phu_luc_1_tong": _numbers(sums_of(report)) | _rates(report.total),
        "phu_luc_2": [
            _detail(n, each)
            for n, each in enumerate(islice(details(work, form.on, of=asked.user), MOST_DETAILED), 1)
        ],
        "phu_luc_2_con": _left_out(report.total["given"].count),
        "quyen_ky": power,
        "nguoi_ky": name,
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _of(part: int, whole: int, gap: str = " ") -> str:
    """Both numbers and the rate: a percentage names what it is of."""
    if not whole:
        return "–"
    rate = in_percent(part, whole, places=2).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{number(part)}/{number(whole)}{gap}({rate})"


def _in_general(form: MonthForm, report: MonthReport) -> list[str]:
    total = report.total
    given = total["given"].count
    when = f"Trong kỳ ({form.chosen.days}; số liệu tính đến ngày {_day(form.on)})"
    if not given:
        told = [f"{when} không có nhiệm vụ nào được giao."]
    else:
        told = [
            f"{when}, Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh đã giao {number(given)} nhiệm vụ; "
            f"đã hoàn thành {number(total['done'].count)} nhiệm vụ, chưa hoàn thành "
            f"{number(total['not_done'].count)} nhiệm vụ, trong đó quá hạn {number(total['overdue'].count)} "
            "nhiệm vụ."
        ]
        told += [
            f"{rate.words}: {_of(*_counts(rate.now))}; kỳ trước: {_of(*_counts(rate.then))}."
            for rate in report.rates
        ]
    whole = report.whole
    return [
        *told,
        f"Tính trên toàn bộ nhiệm vụ đã giao đến ngày {_day(form.on)}: "
        f"{number(whole['given'].count)} nhiệm vụ, "
        f"đã hoàn thành {number(whole['done'].count)}, còn quá hạn {number(whole['overdue'].count)}. "
        f"Kỳ trước trong bảng là {form.before().words}. "
        "Mỗi phần việc của một cơ quan chủ trì tính là một nhiệm vụ.",
    ]


def _counts(figures: tuple[Figure, Figure]) -> tuple[int, int]:
    part, whole = figures
    return part.count, whole.count


def _scheme(report: MonthReport) -> list[dict[str, str]]:
    """The table of the first part: numbers, then rates."""
    rows = [
        {
            "ten": ("- " if line.level else "") + line.words,
            "trong_ky": number(line.now.count),
            "ky_truoc": number(line.then.count),
            "so_sanh": line.change,
            "toan_bo": number(line.whole.count),
        }
        for line in report.scheme
    ]
    return rows + [
        {
            "ten": rate.words,
            "trong_ky": _of(*_counts(rate.now), "\n"),
            "ky_truoc": _of(*_counts(rate.then), "\n"),
            "so_sanh": rate.change,
            "toan_bo": _of(*_counts(rate.whole), "\n"),
        }
        for rate in report.rates
    ]


def _by_agency(report: MonthReport) -> list[str]:
    if not report.boards:
        return ["Trong kỳ không có cơ quan nào được giao nhiệm vụ."]
    lines = [line for board in report.boards for line in board.rows if line.tally["overdue"].count]
    lines.sort(key=lambda line: -line.tally["overdue"].count)
    worst = ", ".join(f"{line.name} ({number(line.tally['overdue'].count)})" for line in lines[:_WORST])
    most = f"Cơ quan có nhiều nhiệm vụ quá hạn nhất: {worst}." if lines else "Không có cơ quan nào quá hạn."
    return [*(_board(board) for board in report.boards), most, "Số liệu từng cơ quan tại Phụ lục I."]


def _board(board: Board) -> str:
    return (
        f"{board.title}: {number(len(board.rows))} cơ quan được giao {number(board.sum('given'))} nhiệm vụ, "
        f"đã hoàn thành {number(board.sum('done'))}, quá hạn {number(board.sum('overdue'))}; "
        f"tỷ lệ hoàn thành trên số đã đến hạn {_of(board.sum('done'), board.sum('fallen_due'))}, "
        f"trên số đã giao {_of(board.sum('done'), board.sum('given'))}."
    )


def _overdue(asked: Asked) -> dict[str, Any]:
    form, pressing = asked.form, asked.report.overdue
    count = pressing.total.count
    if not count:
        return {"qua_han_mo_dau": f"Đến ngày {_day(form.on)} không có nhiệm vụ nào quá hạn.", "qua_han": []}
    why = reasons(form.of_all_time().shares(asked.user, form.today), pressing.lines, form.on)
    return {
        "qua_han_mo_dau": f"Đến ngày {_day(form.on)} còn {number(count)} nhiệm vụ quá hạn, kể cả nhiệm vụ "
        f"giao từ các kỳ trước; quá hạn lâu nhất đứng trước.{_cut(pressing)}",
        "qua_han": [
            _pressing(n, line)
            | {
                "so_ngay": number((form.on - line.due_on).days if line.due_on else None),
                "don_doc": number(line.urged),
                "ly_do": why.get(line.directive, "Chưa báo cáo"),
            }
            for n, line in enumerate(pressing.lines, 1)
        ],
    }


def _coming(form: MonthForm, pressing: Pressing) -> dict[str, Any]:
    first, last = form.coming
    days, count = f"Từ ngày {_day(first)} đến ngày {_day(last)}", pressing.total.count
    said = f"có {number(count)} nhiệm vụ đến hạn." if count else "không có nhiệm vụ nào đến hạn."
    return {
        "sap_han_mo_dau": f"{days} {said}{_cut(pressing)}",
        "sap_han": [_pressing(n, line) for n, line in enumerate(pressing.lines, 1)],
    }


def _cut(pressing: Pressing) -> str:
    """What a table leaves out is said."""
    return f" Bảng nêu {number(len(pressing.lines))} nội dung đầu." if pressing.is_cut else ""


def _pressing(n: int, line: PressingLine) -> dict[str, str]:
    return {
        "so": number(n),
        "noi_dung": line.title,
        "co_quan": Names(line.agencies).few,
        "han": _day(line.due_on),
    }


def _annex_1(boards: Iterable[Board]) -> list[dict[str, Any]]:
    found, n = [], 0
    for board in boards:
        lines = []
        for line in board.rows:
            n += 1
            lines.append(_agency(n, line))
        found.append({"ten": board.title, "cac_dong": lines})
    return found


def _agency(n: int, line: AgencyLine) -> dict[str, str]:
    return {"so": number(n), "ten": line.name} | _numbers(numbers_of(line)) | _rates(line.tally)


def _numbers(counts: Iterable[int]) -> dict[str, str]:
    return {name: number(count) for name, count in zip(_NUMBERS, counts, strict=True)}


def _rates(tally: dict[str, Figure]) -> dict[str, str]:
    done = tally["done"].count
    return {
        "ty_le_den_han": _of(done, tally["fallen_due"].count, "\n"),
        "ty_le_tong": _of(done, tally["given"].count, "\n"),
    }


def _detail(n: int, detail: Detail) -> dict[str, str]:
    values = (_day(value) if isinstance(value, date) else value or "" for value in detail.values)
    return {"so": number(n)} | dict(zip(_DETAIL, values, strict=True))


def _left_out(count: int) -> str:
    if count <= MOST_DETAILED:
        return ""
    return (
        f"Phụ lục này nêu {number(MOST_DETAILED)} trong số {number(count)} nhiệm vụ; danh sách đầy đủ ở tệp "
        "Excel kèm theo."
    )
