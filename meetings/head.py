"""What stands at the head and at the foot of a document: kind, number, day, subject, who signed. Pure Python.

Layout of Nghị định 30/2020/NĐ-CP, as it comes out of Word, of a PDF whose two columns ran together, of a
scan. What cannot be read for certain is None; nothing is guessed.
"""

import re
from dataclasses import dataclass
from datetime import date

from .signature import LOWER, UPPER, read_signature

CONCLUSION, LETTER, DIRECTION = "conclusion", "official_letter", "direction"
TELEGRAM, PLAN, DECISION = "telegram", "plan", "decision"
_TITLES = {
    "THÔNG BÁO": "notice",
    "KẾT LUẬN": CONCLUSION,
    "CÔNG ĐIỆN": TELEGRAM,
    "CHỈ THỊ": DIRECTION,
    "KẾ HOẠCH": PLAN,
    "QUYẾT ĐỊNH": DECISION,
}
_SYMBOLS = {
    "TB": "notice",
    "KL": CONCLUSION,
    "CĐ": TELEGRAM,
    "CT": DIRECTION,
    "KH": PLAN,
    "QĐ": DECISION,
    "CV": LETTER,
}
_CONCLUDES = re.compile(r"(?<!\w)(?:kết luận|ý kiến chỉ đạo)(?!\w)", re.I)

MOST_HEAD_LINES = 40
_BODY_LINE = 160  # characters: a longer line is a paragraph, not part of the head
LONGEST_SUBJECT = 300

_NUMBER = r"(\d{1,6}[a-zA-Z]?(?:\s*[-/–]\s*[A-ZĐƯƠ0-9][\w&]*)+)"
# The document's own number opens its line, or its column of a line.
_OWN_NUMBER = re.compile(
    rf"(?:^|\t|\s{{2,}})[*_]*S[ốôóỐÔÓ]\s*[:.]?[*_\s]*{_NUMBER}"
    r"(?:,?[ \t]+ngày[ \t]+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$)?",
    re.M,
)
_DAY = re.compile(
    r"[A-ZĐ][^\n,;:]{1,45},\s*ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})[\s*_.]*$", re.M | re.I
)
_PLACE_AND_DAY = re.compile(
    rf"\s*(?:(?:T[Pp]\.?|Thành phố|Tỉnh)\s+)?(?:[{UPPER}][{LOWER}-]*\s*){{1,5}},\s*ngày(?=[\s\d.…]*tháng).*$"
)
# "Công điện số 231/CĐ-TTg ngày 26/11/2025 về ...": the whole head in one line.
_ONE_LINE = re.compile(
    rf"^(thông báo|công điện|chỉ thị|kế hoạch|quyết định|công văn)\s+số:?\s*{_NUMBER}"
    r"(?:,?\s+ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))?\s*(?:[:,-]?\s*((?:về|v/v|kết luận)\s.*))?$",
    re.I,
)
_TITLE = re.compile(rf"^({'|'.join(_TITLES)})(?![\w:])\s*(.*)$")
_URGENCY = re.compile(r"^\(?(?:THƯỢNG KHẨN|HỎA TỐC(?: HẸN GIỜ)?|HOẢ TỐC|KHẨN)\)?[\s:.-]*")
_ABOUT = re.compile(r"(?:^|\s)[*_]*V[/.]\s?v\s*:?\s*(.*)$", re.I)
_STATE = re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|ĐẢNG CỘNG SẢN|Độc lập\s*[-–]\s*Tự do", re.I)
_RULE = re.compile(r"^[\s\-–—_=*.~]+$")
_ORNAMENT = re.compile(r"^[\s*_#>]+|[\s*_]+$")
# Words with which the text itself begins, below the subject.
_OPENS = (
    r"Ngày|Sáng|Chiều|Tối|Vào|Hồi|Trong|Từ|Căn cứ|Thực hiện|Theo|Xét|Sau|Kính gửi|Để|Nhằm|Qua|Trên|Hiện|"
    r"Thời gian|Tiếp|Triển khai|Các|Giao|Điều|Phần|Cùng|Dự|Văn phòng|Phát biểu|Nội dung|Yêu cầu|"
    r"Vừa qua|Tình hình"
)
_BODY = re.compile(rf"^(?:(?:{_OPENS}|Tại)(?!\w)|(?:[IVX]+|\d{{1,2}}|[a-zđ])[.)]|[-+•–]\s|gửi\s*:)")
# Words which open a text, and name a plan just as well when they stand alone below its title.
_NAMES_A_PLAN = re.compile(r"^(?:Triển khai|Thực hiện|Tiếp tục|Theo dõi|Các|Nội dung)(?!\w)[^\n]*[^\s.:;,]$")
# Names which begin a text as often as they stand in the second line of a subject.
_NAMES = re.compile(
    r"^(?:Đồng chí|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Chủ tịch|Phó Chủ tịch|Thủ tướng|Bộ trưởng)(?!\w)"
)
# A line that ends so goes on in the next one, whatever that begins with.
_GOES_ON = re.compile(
    r"(?:^|\s)(?:của|tại|về|và|với|các|việc|cho|theo|do|trên|từ|đến|thuộc|ngày|tháng|năm|số|"
    r"phó|chủ tịch|đồng chí|bí thư|[-–,(])$",
    re.I,
)


@dataclass(frozen=True)
class Head:
    """What was read; None where nothing was certain. `kind` is a value of Document.Kind."""

    kind: str | None = None
    number: str | None = None
    issued_on: date | None = None
    signer: str | None = None
    signer_position: str | None = None
    subject: str | None = None

    def as_typed(self) -> dict[str, str]:
        """What was read, as one would type it into the form, by field."""
        day = f"{self.issued_on:%d/%m/%Y}" if self.issued_on else None
        fields = {
            "kind": self.kind,
            "number": self.number,
            "issued_on": day,
            "subject": self.subject,
            "signer": self.signer,
        }
        return {name: value for name, value in fields.items() if value}


def read_head(text: str) -> Head:
    """Read head and foot of a whole text."""
    lines = [_ORNAMENT.sub("", line) for line in text[:20_000].split("\n")]
    head = _head_lines(lines)
    signer, position = read_signature(text)
    if head and (found := _ONE_LINE.match(head[0])):
        return _in_one_line(found, signer, position)
    joined = "\n".join(head)
    number, beside = _own_number(joined)
    issued_on = _day(joined) or beside
    title, subject = _titled(lines, head)
    if title is None and (letter := _letter_subject(lines, len(head))):
        title, subject = LETTER, letter
    return Head(_kind(title, number, subject), number, issued_on, signer, position, subject)


def _head_lines(lines: list[str]) -> list[str]:
    """The lines before the first paragraph."""
    head: list[str] = []
    for line in lines:
        is_paragraph = len(line) > 60 and line.endswith((".", ";")) and not _DAY.search(line)
        if head and (len(line) > _BODY_LINE or is_paragraph):
            break
        if line and not _RULE.match(line):
            head.append(line)
        if len(head) == MOST_HEAD_LINES:
            break
    return head


def _in_one_line(found: re.Match[str], signer: str | None, position: str | None) -> Head:
    title, number, day, month, year, about = found.groups()
    kind = {**_TITLES, "CÔNG VĂN": LETTER}[title.upper()]
    subject = _sentence(about) if about else None
    on = _as_day(year, month, day) if day else None
    return Head(_kind(kind, None, subject), _tight(number), on, signer, position, subject)


def _own_number(head: str) -> tuple[str | None, date | None]:
    """The number, and the day when it stands behind it."""
    for found in _OWN_NUMBER.finditer(head):
        number = _tight(found[1])
        if re.search(r"[A-ZĐ]", number):
            return number, _as_day(found[4], found[3], found[2]) if found[2] else None
    return None, None


def _tight(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-")


def _day(head: str) -> date | None:
    found = _DAY.search(head)
    return _as_day(found[3], found[2], found[1]) if found else None


def _as_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _titled(lines: list[str], head: list[str]) -> tuple[str | None, str | None]:
    """Kind and subject of a document whose kind stands as its title."""
    seen = 0
    for at, line in enumerate(lines):
        found = _TITLE.match(line) or (_TITLE.match(line.upper()) if line.upper() in _TITLES else None)
        if found:
            return _TITLES[found[1]], _subject_below(lines, at, found)
        seen += line in head
        if seen >= len(head):
            break
    return None, None


def _subject_below(lines: list[str], at: int, title: re.Match[str]) -> str | None:
    rest = _URGENCY.sub("", title[2]).strip(" :-–")
    # "THÔNG BÁO KẾT LUẬN", and below it of whom
    words = (
        ["Kết luận"] if rest == "KẾT LUẬN" or (title[1] == "KẾT LUẬN" and not rest) else [rest] * bool(rest)
    )
    gap = False
    for n, line in enumerate(lines[at + 1 : at + 16], at + 1):
        if not line or _RULE.match(line):
            gap = True
            # a rule always ends the subject; a blank line only when something stands above it
            if line and words and rest != "KẾT LUẬN":
                break
            continue
        if words and not _continues(words[-1], line, gap):
            break
        if not words and (_STATE.search(line) or _OWN_NUMBER.search(line) or _DAY.search(line)):
            continue
        opens = _BODY.match(line) or _NAMES.match(line)
        if not words and opens and not _stands_alone(line, "".join(lines[n + 1 : n + 2])):
            break
        words.append(line)
        gap = False
        if sum(map(len, words)) > LONGEST_SUBJECT:
            break
    return _sentence(" ".join(words)) if words and words != ["Kết luận"] else None


def _stands_alone(line: str, below: str) -> bool:
    """Whether a line which could open the text names the document: it does not go on in the one below."""
    ends = not below or _RULE.match(below) or _BODY.match(below) or _NAMES.match(below)
    return bool(_NAMES_A_PLAN.match(line) and len(line) < _BODY_LINE and ends)


def _continues(above: str, line: str, gap: bool) -> bool:
    """Whether the subject goes on in this line."""
    if line[:1].islower() and not re.match(r"[a-zđ][.)]\s", line):
        return not above.endswith((".", ":"))
    shouts = line.isupper() and not above.isupper()
    if _OWN_NUMBER.search(line) or _DAY.search(line):
        return False
    if gap or shouts or above.endswith((".", ":", ";")) or _BODY.match(line):
        return False
    if _GOES_ON.search(above):
        return True
    return not _NAMES.match(line) and len(line) < _BODY_LINE and not line.endswith((".", ":"))


def _letter_subject(lines: list[str], most: int) -> str | None:
    """The subject of an official letter: "V/v ..." below its number."""
    for at, line in enumerate(lines[: 2 * most + 4]):
        found = _ABOUT.search(line)
        if not found:
            continue
        words = [_PLACE_AND_DAY.sub("", found[1])]
        for more in lines[at + 1 : at + 6]:
            if not more or any(end.search(more) for end in (_RULE, _STATE, _BODY, _NAMES, _DAY, _OWN_NUMBER)):
                break
            if more.isupper() or more.endswith(":"):
                break
            words.append(_PLACE_AND_DAY.sub("", more))
        about = " ".join(words).strip()
        return _sentence(f"Về việc {about[:1].lower()}{about[1:]}") if about else None
    return None


def _sentence(words: str) -> str | None:
    """In one line, with a capital; None when it is longer than a subject can be."""
    line = " ".join(words.split()).strip(" -–*_.;:")
    line = re.sub(r"^v/v:?\s+", "Về việc ", line, flags=re.I)
    if not line or len(line) > LONGEST_SUBJECT:
        return None
    return line[:1].upper() + line[1:]


def _kind(title: str | None, number: str | None, subject: str | None) -> str | None:
    """From the title, else from the letters of the number. A notice counts when it tells a conclusion."""
    kind = title or _of_number(number)
    if kind == "notice":
        return CONCLUSION if subject and _CONCLUDES.search(subject) else None
    return kind


def _of_number(number: str | None) -> str | None:
    if number is None:
        return None
    letters = re.findall(r"[A-ZĐƯƠ]+", number)
    for part in letters:
        if part in _SYMBOLS:
            return _SYMBOLS[part]
    # an official letter bears the issuer and the unit that wrote it, and no kind: 9312/UBND-NC
    return LETTER if letters and letters[0] in ("UBND", "VP", "VPUBND", "BCĐ") else None
