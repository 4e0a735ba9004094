"""What surrounds and breaks the text of a letter, and must not disturb the reading."""

import textwrap
from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)
LETTER = [
    "Sau khi nghe báo cáo của Sở Xây dựng và ý kiến các đại biểu, Chủ tịch UBND tỉnh kết luận như sau:",
    "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ, UBND các xã, phường rà soát toàn bộ trụ sở dôi dư"
    " sau sắp xếp, tham mưu UBND tỉnh phương án bố trí, sử dụng trước ngày 20/11/2025.",
    "2. Công an tỉnh:",
    "- Tăng cường tuần tra, kiểm soát trên các tuyến giao thông trọng điểm, xử lý nghiêm các vi phạm về"
    " tải trọng của phương tiện chở vật liệu xây dựng.",
    "- Báo cáo kết quả về UBND tỉnh trong tháng 12/2025.",
    "3. Các sở, ban, ngành, địa phương theo chức năng, nhiệm vụ được giao khẩn trương triển khai thực hiện.",
]
WANTED = [
    (["Sở Tài chính"], ["Sở Nội vụ", "UBND các xã, phường"], date(2025, 11, 20)),
    (["Công an tỉnh"], [], None),
    (["Công an tỉnh"], [], date(2025, 12, 31)),
    (["Các sở, ban, ngành, địa phương"], [], None),
]
HEAD = """UBND TỈNH NGHỆ AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG | Độc lập - Tự do - Hạnh phúc
-------
Số: 785/TB-UBND
V/v rà soát trụ sở, bảo đảm trật tự an toàn giao thông
Nghệ An, ngày 04 tháng 11 năm 2025
Kính gửi: Các sở, ban, ngành cấp tỉnh.
"""
BASES = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
Căn cứ Nghị định số 45/2025/NĐ-CP ngày 28/02/2025 của Chính phủ quy định tổ chức các cơ quan chuyên môn;
Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 120/TTr-SXD ngày 01/11/2025;
"""
FOOT = """
Nơi nhận:
- Như trên;
- Chủ tịch, các PCT UBND tỉnh;
- Công an tỉnh, Sở Tài chính (thực hiện);
- Lưu: VT, TH.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Nguyễn Văn Anh
"""
MAIL = """From: Văn phòng UBND tỉnh <vanphong@example.vn>
Sent: Tuesday, November 4, 2025 5:12 PM
To: Phòng Tổng hợp
Subject: Fw: Thông báo kết luận

Từ: Phòng Tổng hợp
Đã gửi: 4/11/2025 5:02 CH
Đến: Văn phòng
Chủ đề: Thông báo kết luận

"""
CLOSING_OF_MAIL = """
Trân trọng,
Phòng Tổng hợp
_______________________________
Email này và các tập tin đính kèm chỉ dành cho người nhận có tên trên; yêu cầu không sao chép, phát tán.
Nếu quý vị không phải là người nhận, đề nghị xóa thư này và thông báo cho người gửi.
"""


def read(text):
    return [
        ([one.name for one in p.leads], [one.name for one in p.coordinators], p.deadline.on)
        for p in extract(text, on=ON).proposals
    ]


def wrapped(width=72, between=""):
    """The letter broken into lines; `between` stands after every third line."""
    lines = [line for paragraph in LETTER for line in textwrap.wrap(paragraph, width)]
    return "\n".join(
        line + (f"\n{between}" if between and n % 3 == 2 else "") for n, line in enumerate(lines)
    )


def numbered_pages():
    """A page number after every second line of the text."""
    lines = [line for paragraph in LETTER for line in textwrap.wrap(paragraph, 72)]
    return "\n".join(line + (f"\n\n- {n} -\n" if n % 2 else "") for n, line in enumerate(lines, 2))


NOISES = {
    "nothing": "\n".join(LETTER),
    "the head of the letter": HEAD + "\n".join(LETTER),
    "the legal bases": BASES + "\n".join(LETTER),
    "recipients and signature": "\n".join(LETTER) + FOOT,
    "head, bases and foot": HEAD + BASES + "\n".join(LETTER) + FOOT,
    "the head of a mail": MAIL + "\n".join(LETTER),
    "the foot of a mail": "\n".join(LETTER) + CLOSING_OF_MAIL,
    "quoting": "\n".join(f"> {line}" for line in LETTER),
    "quoting twice, broken lines": "\n".join(f">> {line}" for line in wrapped().split("\n")),
    "lines broken at 72": wrapped(),
    "lines broken at 50": wrapped(50),
    "a page number alone": wrapped(between="2"),
    "a page number in hyphens": numbered_pages(),
    "page x of y": wrapped(between="Trang 2/5"),
    "a running head": wrapped(between="Thông báo số 785/TB-UBND"),
    "double spaces": "\n".join(LETTER).replace(" ", "  "),
    "spaces at the ends of lines": "\n".join(f"   {line}   " for line in LETTER),
    "l for 1": "\n".join(LETTER).replace("1. Giao", "l. Giao"),
    "o for a bullet": "\n".join(LETTER).replace("- Tăng", "o Tăng").replace("- Báo", "o Báo"),
    "a bullet of a word processor": "\n".join(LETTER).replace("- ", "\uf0b7 "),
    "numbers with slashes": "\n".join(LETTER)
    .replace("1. ", "1/ ")
    .replace("2. ", "2/ ")
    .replace("3. ", "3/ "),
    "ordinals": "\n".join(LETTER)
    .replace("1. ", "Thứ nhất, ")
    .replace("2. ", "Thứ hai, ")
    .replace("3. ", "Thứ ba, "),
}


@pytest.mark.parametrize("noise", NOISES)
def test_it_does_not_disturb(noise):
    assert read(NOISES[noise]) == WANTED


def test_a_page_number_between_the_halves_of_a_sentence_is_part_of_its_quote():
    text = "Giao Sở Y tế chủ trì, phối hợp với\n7\ncác địa phương rà soát."
    (one,) = extract(text, on=ON).proposals

    assert text[one.span.start : one.span.end] == text[:-1]
    assert [actor.name for actor in one.coordinators] == ["các địa phương"]


def test_a_line_said_three_times_with_a_full_stop_is_no_running_head():
    text = "Chủ tịch UBND tỉnh yêu cầu:\n" + "1. Sở Y tế rà soát cơ sở.\n" * 3

    assert len(read(text)) == 3
