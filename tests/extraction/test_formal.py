"""Lines which certainly give no work: named one by one, and never where an order stands."""

import json
from datetime import date
from pathlib import Path

import pytest

from directives.extraction import extract

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.json"))
SHARED = sorted((Path(__file__).resolve().parents[3] / "shared" / "corpus").glob("*.json"))
LETTER = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
Số: 812/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nghệ An, ngày 18 tháng 11 năm 2025
KẾ HOẠCH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
Chủ tịch UBND tỉnh ban hành kế hoạch như sau:
1. Giao Sở Nội vụ rà soát vị trí việc làm, báo cáo UBND tỉnh trước ngày 05/12/2025.
Trang 2/3
2. Căn cứ kết quả rà soát, các sở bố trí lại cán bộ.
Nơi nhận:
- Như trên;
- Lưu: VT, TH.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu"""


def formal_lines(text):
    found = extract(text, on=date(2025, 11, 18)).formal
    return [text[span.start : span.end].strip() for span in found]


def test_of_a_letter_only_what_is_said_remains():
    left = LETTER
    for line in formal_lines(LETTER):
        left = left.replace(line, "", 1)
    assert [line for line in left.splitlines() if line.strip()] == [
        "Chủ tịch UBND tỉnh ban hành kế hoạch như sau:",
        "1. Giao Sở Nội vụ rà soát vị trí việc làm, báo cáo UBND tỉnh trước ngày 05/12/2025.",
        "2. Căn cứ kết quả rà soát, các sở bố trí lại cán bộ.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Số lượng hồ sơ tồn đọng còn nhiều.",
        "Căn cứ chức năng, nhiệm vụ được giao, các sở chủ động triển khai.",
        "Thực hiện Nghị quyết số 57-NQ/TW, các sở xây dựng kế hoạch.",
        "VĂN PHÒNG UBND TỈNH: theo dõi, đôn đốc việc thực hiện.",
        "SỞ TÀI CHÍNH RÀ SOÁT NHU CẦU VỐN",
        "Nghệ An tiếp tục dẫn đầu, tháng 11 năm 2025 tăng 9%.",
        "Chủ tịch UBND tỉnh yêu cầu các ngành khẩn trương vào cuộc",
        "Bộ Chỉ huy Quân sự tỉnh nắm tình hình.",
        "Lưu ý: thời gian không còn nhiều.",
    ],
)
def test_what_says_something_is_not_formal(line):
    assert formal_lines(line) == []


@pytest.mark.parametrize("path", [*TEXTS, *SHARED], ids=lambda path: path.stem)
def test_no_directive_stands_in_a_formal_line(path):
    document = json.loads(path.read_text())
    lines = formal_lines(document["text"])
    assert [
        one["quote"] for one in document["directives"] if any(one["quote"] in line for line in lines)
    ] == []


def test_formal_sentences_are_sentences_and_no_proposal_touches_them():
    for path in TEXTS:
        document = json.loads(path.read_text())
        dated = document["date"]
        found = extract(document["text"], on=dated and date.fromisoformat(dated))
        assert set(found.formal) <= set(found.sentences)
        for proposal in found.proposals:
            touched = [
                one for one in found.formal if one.start < proposal.span.end and proposal.span.start < one.end
            ]
            assert touched == []
