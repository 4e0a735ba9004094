"""Kind, number, day, subject and signer are read from head and foot; what is not there is not guessed."""

from datetime import date
from pathlib import Path

import pytest

from meetings.head import Head, read_head
from meetings.models import Document

SESSION = Path(__file__).resolve().parents[3] / "shared" / "session-2025-11-04.txt"
BODY = (
    "Ngày 04/11/2025, đồng chí Lê Hồng Vinh, Chủ tịch UBND tỉnh chủ trì phiên họp thường kỳ. "
    "Sau khi nghe các sở, ngành báo cáo, Chủ tịch UBND tỉnh kết luận như sau:\n"
    "1. Giao Sở Tài chính rà soát nhu cầu vốn, báo cáo trước ngày 09/11/2025.\n"
)
DAY = date(2025, 11, 4)

LAYOUTS = {
    "notice, two columns as lines": (
        f"""UBND TỈNH NGHỆ AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 785/TB-UBND
Nghệ An, ngày 04 tháng 11 năm 2025
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10 năm 2025
{BODY}
Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Nguyễn Văn An""",
        Head(
            "conclusion",
            "785/TB-UBND",
            DAY,
            "Nguyễn Văn An",
            "Chánh Văn phòng",
            "Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10 năm 2025",
        ),
    ),
    "notice, columns run together by a PDF": (
        f"""UBND TỈNH NGHỆ AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG Độc lập - Tự do - Hạnh phúc
Số: 785/TB-UBND Nghệ An, ngày 04 tháng 11 năm 2025

THÔNG BÁO
Kết luận của đồng chí Lê Hồng Vinh - Phó Bí thư Tỉnh ủy, Chủ tịch
UBND tỉnh tại phiên họp thường kỳ tháng 10
_____________

{BODY}
Nơi nhận: KT. CHỦ TỊCH
- Thường trực Tỉnh ủy (để báo cáo); PHÓ CHỦ TỊCH
- Các sở, ban, ngành;
- Lưu: VT, TH. Bùi Thanh Hà""",
        Head(
            "conclusion",
            "785/TB-UBND",
            DAY,
            "Bùi Thanh Hà",
            "Phó Chủ tịch",
            "Kết luận của đồng chí Lê Hồng Vinh - Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh "
            "tại phiên họp thường kỳ tháng 10",
        ),
    ),
    "official letter": (
        f"""UBND TỈNH LÂM ĐỒNG
Số: 9312/UBND-NC
V/v rà soát văn bản
quy phạm pháp luật
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lâm Đồng, ngày 4 tháng 11 năm 2025

Kính gửi:
- Các sở, ban, ngành tỉnh;
- UBND các xã, phường.

{BODY}
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Đã ký)
Hồ Văn Mười
Nơi nhận:
- Như trên;""",
        Head(
            "official_letter",
            "9312/UBND-NC",
            DAY,
            "Hồ Văn Mười",
            "Chủ tịch",
            "Về việc rà soát văn bản quy phạm pháp luật",
        ),
    ),
    "official letter, day beside its subject": (
        f"""ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH ĐẮK NÔNG\tĐộc lập - Tự do - Hạnh phúc
Số: 1974/UBND-KGVX
V/v đánh giá kết quả phòng, chống dịch\tĐắk Nông, ngày 04 tháng 11 năm 2025
Kính gửi: Các Sở, Ban, ngành
{BODY}""",
        Head(
            "official_letter",
            "1974/UBND-KGVX",
            DAY,
            None,
            None,
            "Về việc đánh giá kết quả phòng, chống dịch",
        ),
    ),
    "telegram": (
        f"""CHỦ TỊCH
ỦY BAN NHÂN DÂN TỈNH GIA LAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 08/CĐ-UBND Gia Lai, ngày 04 tháng 11 năm 2025
CÔNG ĐIỆN HỎA TỐC
Về việc chủ động ứng phó với bão số 13

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:
- Giám đốc các sở;
{BODY}
CHỦ TỊCH
Phạm Anh Tuấn""",
        Head(
            "telegram",
            "08/CĐ-UBND",
            DAY,
            "Phạm Anh Tuấn",
            "Chủ tịch",
            "Về việc chủ động ứng phó với bão số 13",
        ),
    ),
    "telegram, its head in one line": (
        f"Công điện số 231/CĐ-TTg ngày 04/11/2025 về phòng, tránh, ứng phó bão số 15\n{BODY}",
        Head("telegram", "231/CĐ-TTg", DAY, None, None, "Về phòng, tránh, ứng phó bão số 15"),
    ),
    "direction": (
        f"""ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI
Số: 08/CT-UBND
Quảng Ngãi, ngày 04 tháng 11 năm 2025
CHỈ THỊ
Về việc tăng cường công tác phòng, chống thiên tai và tìm kiếm
cứu nạn năm 2025 trên địa bàn tỉnh
{BODY}
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH THƯỜNG TRỰC
ThS. Trần Hoàng Tuấn""",
        Head(
            "direction",
            "08/CT-UBND",
            DAY,
            "Trần Hoàng Tuấn",
            "Phó Chủ tịch Thường trực",
            "Về việc tăng cường công tác phòng, chống thiên tai và tìm kiếm "
            "cứu nạn năm 2025 trên địa bàn tỉnh",
        ),
    ),
    "plan, its subject in capitals": (
        f"""UBND TỈNH LẠNG SƠN
Số: 197 /KH-UBND
Lạng Sơn, ngày 04 tháng 11 năm 2025

KẾ HOẠCH
PHÁT TRIỂN NHÀ Ở XÃ HỘI NĂM 2026

I. MỤC ĐÍCH, YÊU CẦU
{BODY}""",
        Head("plan", "197/KH-UBND", DAY, None, None, "PHÁT TRIỂN NHÀ Ở XÃ HỘI NĂM 2026"),
    ),
    "decision": (
        f"""ỦY BAN NHÂN DÂN
TỈNH ĐẮK LẮK
Số: 2485/QĐ-UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
TP. Buôn Ma Thuột, ngày 04 tháng 11 năm 2025
QUYẾT ĐỊNH
Về việc phân công nhiệm vụ Chủ tịch và các Phó Chủ tịch UBND tỉnh
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Giao Sở Nội vụ rà soát.
{BODY}
CHỦ TỊCH
TẠ ANH TUẤN""",
        Head(
            "decision",
            "2485/QĐ-UBND",
            DAY,
            "Tạ Anh Tuấn",
            "Chủ tịch",
            "Về việc phân công nhiệm vụ Chủ tịch và các Phó Chủ tịch UBND tỉnh",
        ),
    ),
    "scan": (
        f"""ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH NGHỆ AN             Độc lập - Tự do - Hạnh phúc

Sô: 785 / TB - UBND      Nghệ An, ngày 04 tháng 11 năm
2025

THÔNG BÁO

Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về tiến độ giải ngân

vốn đầu tư công

{BODY}
Nơi nhận:                          KT. CHỦ TỊCH
- Như trên;                        PHÓ CHỦ TỊCH
- Lưu: VT, KT (Hoa).

                                   Phùng Thành Vinh""",
        Head(
            "conclusion",
            "785/TB-UBND",
            DAY,
            "Phùng Thành Vinh",
            "Phó Chủ tịch",
            "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về tiến độ giải ngân vốn đầu tư công",
        ),
    ),
    "notice of the Government Office, marked up": (
        f"""**VĂN PHÒNG CHÍNH PHỦ**
Số: 608/TB-VPCP
*Hà Nội, ngày 04 tháng 11 năm 2025*

**THÔNG BÁO KẾT LUẬN**
*của Phó Thủ tướng Chính phủ tại cuộc họp về bảo đảm điện mùa khô 2026*

{BODY}""",
        Head(
            "conclusion",
            "608/TB-VPCP",
            DAY,
            None,
            None,
            "Kết luận của Phó Thủ tướng Chính phủ tại cuộc họp về bảo đảm điện mùa khô 2026",
        ),
    ),
    "party letter": (
        f"""TỈNH ỦY NGHỆ AN
*
Số 74-CV/TU
Nghệ An, ngày 04 tháng 11 năm 2025
V/v ứng phó bão số 13
Kính gửi: Các đảng ủy
{BODY}
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hoàng Nghĩa Hiếu""",
        Head(
            "official_letter", "74-CV/TU", DAY, "Hoàng Nghĩa Hiếu", "Phó Bí thư", "Về việc ứng phó bão số 13"
        ),
    ),
    "draft without number and day": (
        f"""UBND TỈNH NGHỆ AN
Số:      /TB-UBND
Nghệ An, ngày     tháng 11 năm 2025
THÔNG BÁO
Ý kiến chỉ đạo của Chủ tịch UBND tỉnh tại phiên họp
{BODY}
CHỦ TỊCH
""",
        Head("conclusion", None, None, None, None, "Ý kiến chỉ đạo của Chủ tịch UBND tỉnh tại phiên họp"),
    ),
    "notice which concludes nothing": (
        """UBND TỈNH NGHỆ AN
Số: 12/TB-UBND
Nghệ An, ngày 04 tháng 11 năm 2025
THÔNG BÁO
Về việc treo Quốc kỳ, nghỉ Tết Dương lịch
Thực hiện quy định, UBND tỉnh thông báo các cơ quan treo Quốc kỳ.""",
        Head(None, "12/TB-UBND", DAY, None, None, "Về việc treo Quốc kỳ, nghỉ Tết Dương lịch"),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_head_is_read(layout):
    text, expected = LAYOUTS[layout]
    assert read_head(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Giao Sở Tài chính rà soát.",
        BODY,
        "Tại Công văn số 1974/UBND-KGVX ngày 04 tháng 11 năm 2025, UBND tỉnh chỉ đạo:\n1. Các sở ...",
        "Quyết định số 2485/QĐ-TTg ngày 14/11/2025 hỗ trợ 700 tỷ đồng từ dự phòng ngân sách trung ương.",
        "Thực hiện Công văn số 12/UBND-KT\nvà Kế hoạch số 5/KH-UBND, các sở làm.\nKế hoạch gồm ba phần.",
        "Tại Vinh, ngày 04 tháng 11 năm 2025, Chủ tịch UBND tỉnh đã họp với các sở.\nCHỦ TỊCH\nKết luận.",
        "Vinh, ngày 31 tháng 02 năm 2025",
    ],
)
def test_of_a_text_without_head_nothing_is_guessed(text):
    assert read_head(text) == Head()


def test_a_number_or_day_in_the_text_is_not_the_documents_own():
    text = f"THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\n{BODY}\nSố: 99/TB-UBND\n"
    text += "Vinh, ngày 01 tháng 01 năm 2020"
    head = read_head(text)
    assert (head.kind, head.number, head.issued_on) == ("conclusion", None, None)


def test_a_person_named_in_the_text_is_not_the_signer():
    assert read_head(f"{BODY}\nChủ tịch UBND tỉnh\nLê Hồng Vinh\nphát biểu.").signer is None


def test_the_signer_stands_above_an_annex():
    signed = LAYOUTS["direction"][0]
    head = read_head(f"{signed}\n\nPHỤ LỤC\nDanh mục nhiệm vụ\n" + "1\tRà soát hộ nghèo\tSở Y tế\n" * 40)
    assert (head.signer, head.signer_position) == ("Trần Hoàng Tuấn", "Phó Chủ tịch Thường trực")


def test_every_kind_is_one_of_the_form():
    written = set(Document.Kind.values) - {Document.Kind.SPOKEN}  # what was only said has no head
    assert {head.kind for _, head in LAYOUTS.values() if head.kind} == written


def test_what_was_read_is_offered_as_one_types_it():
    typed = read_head(LAYOUTS["direction"][0]).as_typed()
    assert typed["issued_on"] == "04/11/2025"
    assert set(typed) == {"kind", "number", "issued_on", "subject", "signer"}
    assert read_head("").as_typed() == {}


@pytest.mark.skipif(not SESSION.exists(), reason="the real session stands beside the repository")
def test_of_the_real_session_which_has_no_head_nothing_is_guessed():
    assert read_head(SESSION.read_text(encoding="utf-8")) == Head()


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        (
            "Triển khai công tác cải cách hành chính\nCăn cứ Luật số 72;",
            "Triển khai công tác cải cách hành chính",
        ),
        ("Thực hiện Nghị quyết số 57-NQ/TW\n\nThực hiện Nghị quyết,", "Thực hiện Nghị quyết số 57-NQ/TW"),
        ("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024\ncủa Bộ Chính trị, UBND tỉnh yêu cầu:", None),
        ("Triển khai Kế hoạch số 5, UBND tỉnh giao:\n1. Sở Nội vụ", None),
    ],
)
def test_a_plan_may_be_named_by_words_which_else_open_the_text(below, subject):
    assert read_head(f"Số: 812/KH-UBND\nKẾ HOẠCH\n{below}").subject == subject
