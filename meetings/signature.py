"""Who signed a text: the block at its foot, alone or run together with "Nơi nhận" beside it. Pure Python."""

import re

_POSITIONS = {
    "PHÓ CHỦ TỊCH THƯỜNG TRỰC": "Phó Chủ tịch Thường trực",
    "PHÓ CHÁNH VĂN PHÒNG": "Phó Chánh Văn phòng",
    "PHÓ TỔNG GIÁM ĐỐC": "Phó Tổng Giám đốc",
    "PHÓ BÍ THƯ THƯỜNG TRỰC": "Phó Bí thư Thường trực",
    "PHÓ THỦ TƯỚNG": "Phó Thủ tướng",
    "PHÓ CHỦ NHIỆM": "Phó Chủ nhiệm",
    "PHÓ CHỦ TỊCH": "Phó Chủ tịch",
    "PHÓ GIÁM ĐỐC": "Phó Giám đốc",
    "PHÓ BÍ THƯ": "Phó Bí thư",
    "PHÓ TRƯỞNG BAN": "Phó Trưởng ban",
    "CHÁNH VĂN PHÒNG": "Chánh Văn phòng",
    "CHÁNH THANH TRA": "Chánh Thanh tra",
    "TỔNG GIÁM ĐỐC": "Tổng Giám đốc",
    "THỦ TƯỚNG": "Thủ tướng",
    "BỘ TRƯỞNG": "Bộ trưởng",
    "THỨ TRƯỞNG": "Thứ trưởng",
    "CHỦ NHIỆM": "Chủ nhiệm",
    "CHỦ TỊCH": "Chủ tịch",
    "GIÁM ĐỐC": "Giám đốc",
    "BÍ THƯ": "Bí thư",
    "TRƯỞNG BAN": "Trưởng ban",
}
_POSITION = re.compile(rf"(?:^|[\s.])({'|'.join(_POSITIONS)})[\s*_]*$")
_SURNAMES = (
    "An|Bạch|Bế|Bùi|Cao|Cầm|Châu|Chu|Cù|Cung|Diệp|Doãn|Dương|Đàm|Đào|Đặng|Điểu|Đinh|"
    "Đoàn|Đỗ|Đồng|Giang|Giàng|Giáp|Hà|Hàn|Hạng|Hầu|Hoàng|Hồ|Hứa|Huỳnh|Khổng|Khúc|Kiều|"
    "Kim|Kpă|Ksor|La|Lại|Lâm|Lầu|Lê|Lò|Lù|Lục|Lương|Lưu|Lý|Ma|Mạc|Mạch|Mai|Mùa|Nay|"
    "Nghiêm|Ngô|Nguyễn|Ninh|Nông|Ông|Phan|Phạm|Phí|Phùng|Quách|Quan|Quàng|Rah|Rơ|Sầm|Siu|"
    "Sùng|Tạ|Tăng|Thạch|Thái|Thào|Tòng|Tô|Tôn|Tống|Trang|Trần|Triệu|Trịnh|Trương|Từ|Ung|"
    "Ứng|Và|Văn|Vi|Viên|Võ|Vũ|Vừ|Vương|Xồng|Y"
)
_ACCENTED = [chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
UPPER = "A-Z" + "".join(letter for letter in _ACCENTED if letter.isupper())
LOWER = "a-z" + "".join(letter for letter in _ACCENTED if letter.islower())
# For whom, not as what: "KT. CHỦ TỊCH", "TL. CHỦ TỊCH".
_FOR = re.compile(rf"(?:^|\s)(?:KT|TL|TUQ|T[.]?M)\s*[.,]\s*[{UPPER} ]+[\s*_]*$")
_WORD = f"[{UPPER}][{LOWER}]+"
_RANK = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|BS|BSCK|KS|CN|Luật sư|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|"
    r"Thượng tá|Trung tá|Thiếu tá)[.,]?\s*)+"
)
_NAME = re.compile(rf"^{_WORD}(?:\s+{_WORD}){{1,4}}$")
_SHOUTED = re.compile(f"^[{UPPER}]{{1,8}}(?:\\s+[{UPPER}]{{1,8}}){{1,4}}$")
# The end of a line whose beginning belongs to the column beside it.
_BESIDE = re.compile(rf"[;:.,)]\s+((?:{_SURNAMES})(?:\s+{_WORD}){{1,4}})$")
_LINES_BELOW = 14  # the seal and "Nơi nhận" stand between position and name
_FOOT = 20_000  # characters


def read_signature(text: str) -> tuple[str | None, str | None]:
    """Name and position of who signed, or None for what is not there; the last block with a name counts."""
    lines = [line.strip(" \t*_#>") for line in text[-_FOOT:].split("\n")]
    lines = [line for line in lines if line]
    for at in range(len(lines) - 1, -1, -1):
        if not (_POSITION.search(lines[at]) or _FOR.search(lines[at])):
            continue
        for below in range(at + 1, min(at + 1 + _LINES_BELOW, len(lines))):
            if name := _name(lines[below]):
                return name, _position(lines, at)
    return None, None


def _position(lines: list[str], at: int) -> str | None:
    """The last position above the name; of "KT. CHỦ TỊCH" alone nothing is known."""
    if _FOR.search(lines[at]) and not re.search(r"(?:^|\s)T[.]?M\s*[.,]", lines[at]):
        return None
    found = _POSITION.search(lines[at])
    return _POSITIONS[found[1]] if found else None


def _name(line: str) -> str | None:
    """A person's name: alone on its line, or behind the other column."""
    alone = " ".join(_RANK.sub("", line.strip(" .")).split())
    if _NAME.match(alone) and _begins_with_surname(alone):
        return alone
    if _SHOUTED.match(alone) and _begins_with_surname(alone.title()) and not _is_office(alone):
        return alone.title()
    beside = _BESIDE.search(line)
    return " ".join(beside[1].split()) if beside else None


def _begins_with_surname(name: str) -> bool:
    return re.fullmatch(_SURNAMES, name.split()[0]) is not None


def _is_office(line: str) -> bool:
    """Capitals that are no name: "VĂN PHÒNG", "CHỦ TỊCH"."""
    return bool(_POSITION.search(line)) or any(word in line for word in ("PHÒNG", "BAN ", "TỈNH", "UBND"))
