"""Annexes which write a row on one line, or its parts under labels on lines of their own."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)


def read(text):
    return [
        ([a.name for a in one.leads], [a.name for a in one.coordinators], one.deadline.kind, one.deadline.on)
        for one in extract(text, on=ON).proposals
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Rà soát quỹ đất; chủ trì: Sở Tài chính; phối hợp: Sở Nội vụ, UBND các xã; thời hạn: 30/11/2025.",
        "Rà soát quỹ đất, chủ trì: Sở Tài chính, phối hợp: Sở Nội vụ, UBND các xã, thời hạn: 30/11/2025.",
        "Rà soát quỹ đất (chủ trì: Sở Tài chính; phối hợp: Sở Nội vụ, UBND các xã; xong trước 30/11/2025).",
        "Rà soát quỹ đất; chủ trì: Sở Tài chính; phối hợp với: Sở Nội vụ, UBND các xã; hạn: 30/11/2025.",
        "Rà soát quỹ đất - Cơ quan chủ trì: Sở Tài chính - Cơ quan phối hợp: Sở Nội vụ, UBND các xã"
        " - Hạn hoàn thành: 30/11/2025.",
        "Đề án quỹ đất | Đơn vị chủ trì: Sở Tài chính | Phối hợp: Sở Nội vụ, UBND các xã | Hạn: 30/11/2025",
        "Rà soát quỹ đất; Sở Tài chính; Sở Nội vụ, UBND các xã; 30/11/2025.",
        "Rà soát quỹ đất. Chủ trì: Sở Tài chính. Phối hợp: Sở Nội vụ, UBND các xã. Thời hạn: 30/11/2025.",
        "Rà soát quỹ đất.\n- Chủ trì: Sở Tài chính.\n- Phối hợp: Sở Nội vụ, UBND các xã.\n"
        "- Thời gian hoàn thành: trước ngày 30/11/2025.",
    ],
)
def test_a_row_on_one_line_has_its_parts(line):
    wanted = (["Sở Tài chính"], ["Sở Nội vụ", "UBND các xã"], "date", date(2025, 11, 30))

    assert read(f"PHỤ LỤC NHIỆM VỤ\n1. {line}") == [wanted]


@pytest.mark.parametrize(
    ("time", "kind", "on"),
    [
        ("quý I/2026", "quarter_end", date(2026, 3, 31)),
        ("tháng 3/2026", "month_end", date(2026, 3, 31)),
        ("trước tháng 3/2026", "month_end", date(2026, 2, 28)),
        ("năm 2026", "year_end", date(2026, 12, 31)),
        ("hằng tuần (chiều thứ Năm)", "recurring", None),
        ("thường xuyên", "none", None),
    ],
)
def test_the_time_of_a_row_is_read_as_in_a_table(time, kind, on):
    labelled = f"1. Kiểm tra bếp ăn; chủ trì: Sở Y tế; phối hợp: Công an tỉnh; thời hạn: {time}."
    plain = f"1. Kiểm tra bếp ăn; Sở Y tế; Công an tỉnh; {time}."

    assert read(labelled) == read(plain) == [(["Sở Y tế"], ["Công an tỉnh"], kind, on)]


def test_labels_below_an_item_go_before_what_the_lead_in_hands_on():
    text = (
        "Giao các sở, ngành thực hiện:\n1. Rà soát các cơ sở giết mổ.\n- Chủ trì: Sở Y tế.\n"
        "- Thời hạn: 30/11/2025.\n2. Lập danh mục dự án."
    )

    assert read(text) == [
        (["Sở Y tế"], [], "date", date(2025, 11, 30)),
        (["các sở, ngành"], [], "none", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Nâng cấp chợ; chủ trì: UBND phường Vinh; phối hợp: Sở Y tế; đã hoàn thành ngày 28/10/2025.",
        "1. Khảo sát nhà ở xã hội; Sở Xây dựng; Liên đoàn Lao động tỉnh; đã hoàn thành.",
        "8h00: Họp giao ban đầu tuần; chủ trì: Chủ tịch UBND tỉnh; thành phần: các Phó Chủ tịch.",
        "Họp giao ban UBND xã\nChủ trì: Ông Phan Văn A - Chủ tịch UBND xã. Thư ký: Bà Lò Thị B.",
    ],
)
def test_what_is_done_and_who_sat_in_the_chair_are_no_rows(text):
    assert read(text) == []


def test_a_colon_behind_the_one_who_is_charged_opens_no_row():
    (one,) = read("Yêu cầu Sở Y tế chủ trì: Rà soát cơ sở; kiểm tra kho; báo cáo trước ngày 20/11/2025.")

    assert one == (["Sở Y tế"], [], "date", date(2025, 11, 20))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Công an xã - Xác minh 615 chủ sử dụng đất - Xong trước ngày 30/11", ["Công an xã"]),
        ("Phòng Văn hóa - Xã hội - Chi trả quà Tết - Xong trong ngày 30/11", ["Phòng Văn hóa - Xã hội"]),
        ("Văn phòng HĐND và UBND xã - Kiểm kê trụ sở - 30/11/2025", ["Văn phòng HĐND và UBND xã"]),
    ],
)
def test_hyphens_may_part_who_what_and_by_when(line, wanted):
    assert read(f"PHỤ LỤC NHIỆM VỤ\n1. {line}") == [(wanted, [], "date", date(2025, 11, 30))]


def test_hyphens_between_places_part_nothing():
    assert read("1. Tuyến Hà Nội - Cần Thơ - Cà Mau dự kiến khởi công vào ngày 17/6/2026") == []
