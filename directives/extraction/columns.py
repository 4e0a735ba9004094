"""What the columns of a table hold, told by the words of its heading."""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from directives.extraction.tokens import words


class Column(Enum):
    """`DONE`: how far the work has come; `OTHER`: a heading which gives nothing to a directive."""

    NUMBER = auto()
    WORK = auto()
    LEAD = auto()
    PARTNER = auto()
    BOTH = auto()  # "Cơ quan chủ trì, phối hợp" in one column
    DEADLINE = auto()
    PRODUCT = auto()
    DONE = auto()
    OTHER = auto()


LONGEST_HEADING = 90
# The words headings are made of, without accents. A cell with any other word is no heading of ours.
_WORDS = words("""
tt stt so thu tu no ten cac nhom danh muc nhiem vu noi dung cong viec hoat dong giai phap bien de an du
chuong trinh ke hoach van ban chu yeu trong tam cu the chi tiet can phai duoc giao thuc hien trien khai co
quan don vi bo phan phong nganh dia phuong nguoi ca nhan to chuc tri dau moi phoi hop tham muu phu trach
trach chiu cong lanh dao theo doi thoi han gian diem tien do lo moc hoan thanh xong xu ly trinh bao cao hanh
ket qua san pham ra kien yeu cau dat va hoac muc tieu linh vuc ngay thang nam quy soan thao xay dung cuoi
truoc tinh hinh trang thai danh gia ty le phan hinh thuc ghi kinh phi nguon can cu y diem luc
""")
_FORMS: list[tuple[Column, re.Pattern[str]]] = [
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"(?:so )?(?:tt|stt|thu tu)|no"),
        (Column.BOTH, r".*(?:chu tri|thuc hien).* phoi hop.*|.*phoi hop.* chu tri.*"),
        (Column.PARTNER, r".*phoi hop.*"),
        (
            Column.DONE,
            r"(?:tinh hinh|trang thai|danh gia|ty le|muc do|ket qua (?:thuc hien|xu ly|dat))(?!.*san pham).*",
        ),
        (Column.DEADLINE, r"(?:thoi (?:han|gian|diem)|tien do|lo trinh|moc|han|hoan thanh)(?: .*)?"),
        (Column.PRODUCT, r".*(?:san pham|ket qua|dau ra).*"),
        (Column.DEADLINE, r".*(?:thoi (?:han|gian|diem)|tien do|hoan thanh|han (?:xu ly|thuc hien|trinh)).*"),
        (
            Column.LEAD,
            r".*(?:chu tri|dau moi|trach nhiem|phu trach|phan cong).*|(?:to chuc )?thuc hien"
            r"|(?:cac )?(?:co quan|don vi|bo phan|nguoi|nganh|ca nhan|dia phuong)"
            r"(?: va)?(?: (?:co quan|don vi|to chuc|ca nhan|dia phuong|nganh))*"
            r"(?: (?:duoc giao|to chuc|thuc hien|trien khai|tham muu|soan thao|xay dung|theo doi|trinh|xu ly"
            r"|nhiem vu))*",
        ),
        (Column.WORK, r".*(?:nhiem vu|noi dung|cong viec|hoat dong|giai phap|bien phap).*"),
        (Column.WORK, r"(?:ten |danh muc |cac )*(?:de an|du an|van ban|chuong trinh|ke hoach|viec)(?: .*)?"),
    )
]
_MARKS = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(r"\(?\s*(?:\d{1,2}|[a-z])\s*\)?(?:\s*=.*)?")


def unaccented(text: str) -> str:
    """Lower case without accents, words set apart by one space, as headings are compared."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _MARKS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@lru_cache(maxsize=4096)
def column_of(cell: str) -> Column | None:
    """What a heading says its column holds; None for words that are no heading."""
    if not cell or len(cell) > LONGEST_HEADING:
        return None
    plain = unaccented(_BRACKETS.sub(" ", cell))
    if not plain or not all(word in _WORDS for word in plain.split()):
        return None
    return next((column for column, form in _FORMS if form.fullmatch(plain)), Column.OTHER)


def heading(cells: Sequence[str]) -> list[Column | None] | None:
    """The columns which a row of headings announces; None when the row is no heading of a plan.

    A plan says what is to be done, and who does it or by when.
    """
    columns = columns_of(cells)
    return columns if _makes_a_plan(columns) else None


def _makes_a_plan(columns: Sequence[Column | None]) -> bool:
    named = set(columns)
    return Column.WORK in named and bool(named & {Column.LEAD, Column.BOTH, Column.DEADLINE})


def columns_of(cells: Sequence[str]) -> list[Column | None]:
    return [column_of(cell) for cell in cells]


def second_heading(first: Sequence[Column | None], cells: Sequence[str]) -> list[Column | None] | None:
    """The columns when a second row tells what stands below a heading that stretches across several."""
    if len(cells) != len(first):
        return None
    below = columns_of(cells)
    filled = [column for column, cell in zip(below, cells, strict=True) if cell]
    known = [column for column in filled if column not in {None, Column.OTHER}]
    if None in filled or not known or known == [Column.NUMBER]:
        return None
    both = [under or over for under, over in zip(below, first, strict=True)]
    return both if _makes_a_plan(both) else None


def is_all_headings(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(column_of(cell) for cell in filled)


def counts_columns(cells: Sequence[str]) -> bool:
    """The row "(1) (2) (3)" below a heading."""
    filled = [cell.lower() for cell in cells if cell]
    counted = [cell for cell in filled if _COUNTED.fullmatch(cell)]
    return len(filled) > 1 and counted == filled and len(filled) >= len(cells) - 1


def opens_a_table(cells: Sequence[str]) -> bool:
    """A heading of whatever table: "TT", "STT" above the numbers."""
    return bool(cells) and column_of(cells[0]) is Column.NUMBER
