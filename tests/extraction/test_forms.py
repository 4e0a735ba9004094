"""Ways of charging and dating work, form by form, as notices of many provinces and ministries have them."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)
HEAD = "Chủ tịch UBND tỉnh kết luận như sau:\n1. "
PRIME = "THỦ TƯỚNG CHÍNH PHỦ\nThủ tướng Chính phủ yêu cầu:\n1. "


def read(text):
    return [
        ([actor.name for actor in p.leads], [actor.name for actor in p.coordinators], p.deadline.on)
        for p in extract(text, on=ON).proposals
    ]


FORMS = {
    # who stands behind a condition, an occasion, a topic
    "Chủ đầu tư nào không giải ngân hết thì Sở Tài chính đề xuất xử lý.": (["Sở Tài chính"], [], None),
    "Những hộ không nhận tiền thì UBND xã, phường hoàn tất thủ tục.": (["UBND xã, phường"], [], None),
    "Đến 30/11/2025, UBND các xã phải giải ngân 90%.": (["UBND các xã"], [], date(2025, 11, 30)),
    "Ngay sau cuộc họp này, Sở Tài chính phát hành văn bản.": (["Sở Tài chính"], [], None),
    "Riêng Sở Xây dựng, hoàn thành trước ngày 15/11/2025.": (["Sở Xây dựng"], [], date(2025, 11, 15)),
    "Về vật liệu: UBND xã Mai Sơn quản lý hiện trạng.": (["UBND xã Mai Sơn"], [], None),
    "Việc xã hội hóa kinh phí do Sở Y tế đảm trách, xong trong tháng 12/2025.": (
        ["Sở Y tế"],
        [],
        date(2025, 12, 31),
    ),
    # roles, clauses and places behind a name
    "Sở Tài chính - cơ quan thường trực hoàn thiện báo cáo.": (["Sở Tài chính"], [], None),
    "Các cơ quan được giao nhiệm vụ tại Thông báo này báo cáo tiến độ.": (
        ["Các cơ quan được giao nhiệm vụ tại Thông báo này"],
        [],
        None,
    ),
    "Các chủ đầu tư giải ngân dưới mức bình quân phải giải trình.": (
        ["Các chủ đầu tư giải ngân dưới mức bình quân"],
        [],
        None,
    ),
    "UBND các xã, phường chưa gửi báo cáo: thực hiện ngay.": (
        ["UBND các xã, phường chưa gửi báo cáo"],
        [],
        None,
    ),
    "Sở Y tế phối hợp với UBND các xã, phường nơi có dự án đi qua, tập trung chi trả.": (
        ["Sở Y tế"],
        ["UBND các xã, phường nơi có dự án đi qua"],
        None,
    ),
    "Sở Tư pháp, các đơn vị có liên quan và Sở Nội vụ rà soát.": (
        ["Sở Tư pháp", "các đơn vị có liên quan", "Sở Nội vụ"],
        [],
        None,
    ),
    "UBND các huyện và đơn vị liên quan kiểm tra.": (["UBND các huyện", "đơn vị liên quan"], [], None),
    "Giao Phó Chủ tịch UBND tỉnh phụ trách khối nông nghiệp trực tiếp chỉ đạo.": (
        ["Phó Chủ tịch UBND tỉnh phụ trách khối nông nghiệp"],
        [],
        None,
    ),
    # lists under one head
    "UBND các xã Xa Dung, Mường Luân bố trí chỗ ở.": (["UBND xã Xa Dung", "UBND xã Mường Luân"], [], None),
    "Lưu ý các phường Thuận Hóa, Vỹ Dạ phải giữ vệ sinh.": (["phường Thuận Hóa", "phường Vỹ Dạ"], [], None),
    "Giao UBND các phường Xuân Hương - Đà Lạt, Cam Ly - Đà Lạt phân luồng.": (
        ["UBND phường Xuân Hương - Đà Lạt", "UBND phường Cam Ly - Đà Lạt"],
        [],
        None,
    ),
    "Các sở, ngành và UBND các xã, phường, đặc khu Phú Quý tiếp tục rà soát.": (
        ["Các sở, ngành", "UBND các xã, phường, đặc khu Phú Quý"],
        [],
        None,
    ),
    "Các sở giáo dục và đào tạo bố trí điểm thi.": (["Các sở giáo dục và đào tạo"], [], None),
    # names with verbs, small words and numbers in them
    "Ban Quản lý Quần thể danh thắng Tràng An chỉnh trang cảnh quan.": (
        ["Ban Quản lý Quần thể danh thắng Tràng An"],
        [],
        None,
    ),
    "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công tham mưu.": (
        ["Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công"],
        [],
        None,
    ),
    "Ngân hàng Nhà nước các Khu vực 9, 10, 11 bám sát địa bàn.": (
        ["Ngân hàng Nhà nước các Khu vực 9, 10, 11"],
        [],
        None,
    ),
    "Ban Chỉ đạo 389 tỉnh mở đợt cao điểm.": (["Ban Chỉ đạo 389 tỉnh"], [], None),
    "VEC phải bảo đảm thông xe.": (["VEC"], [], None),
    "Thống kê thiệt hại phải trung thực, không để trục lợi.": ([], [], None),
    # who helps
    "Cùng Công an tỉnh kiểm đếm tàu cá.": ([], ["Công an tỉnh"], None),
    "Sở Y tế phối hợp với kiểm lâm điều tra.": (["Sở Y tế"], ["kiểm lâm"], None),
    # by when
    "Sở Y tế trình UBND tỉnh ban hành trong ngày 10/11/2025.": (["Sở Y tế"], [], date(2025, 11, 10)),
    "Sở Y tế công khai kết quả trong tháng 12 năm 2025.": (["Sở Y tế"], [], date(2025, 12, 31)),
    "Sở Y tế chuẩn bị nội dung làm việc (dự kiến ngày 06/01/2026).": (["Sở Y tế"], [], date(2026, 1, 6)),
    "Sở Y tế bảo đảm đúng ngày khai giảng 05/9/2026.": (["Sở Y tế"], [], date(2026, 9, 5)),
    "Sở Xây dựng phấn đấu thông xe toàn tuyến ngày 30/4/2026.": (["Sở Xây dựng"], [], date(2026, 4, 30)),
    "Sở Xây dựng bảo đảm hoàn thành dự án vào năm 2026.": (["Sở Xây dựng"], [], date(2026, 12, 31)),
    # ... and what looks like a day and is none
    "Công an tỉnh phân luồng trong hai ngày thi.": (["Công an tỉnh"], [], None),
    "Sở Y tế trả lời văn bản hỏi của địa phương trong 03 ngày làm việc.": (["Sở Y tế"], [], None),
    "Chậm nhất ngày 05 của tháng đầu quý, các địa phương báo cáo.": (["các địa phương"], [], None),
    "Sở Y tế điểm báo, chuyển cơ quan có trách nhiệm xử lý trong ngày.": (["Sở Y tế"], [], None),
}


@pytest.mark.parametrize("item", FORMS)
def test_a_form_is_read(item):
    assert read(HEAD + item) == [FORMS[item]]


SEVERAL = {
    "Giao Sở Y tế làm việc với các mỏ, ưu tiên công trình trọng điểm, Sở Xây dựng công bố giá.": [
        ["Sở Y tế"],
        ["Sở Xây dựng"],
    ],
    "Sở Y tế: rà soát cơ sở; Sở Tài chính: bố trí kinh phí.": [["Sở Y tế"], ["Sở Tài chính"]],
    "Về cầu A: (1) Giao Sở Xây dựng hoàn thiện hồ sơ; (2) UBND xã Mai Sơn bàn giao mặt bằng.": [
        ["Sở Xây dựng"],
        ["UBND xã Mai Sơn"],
    ],
    "Thuế tỉnh đôn đốc nhà đầu tư; trường hợp chây ì, phối hợp Công an tỉnh củng cố hồ sơ.": [
        ["Thuế tỉnh"],
        ["Thuế tỉnh"],
    ],
}


@pytest.mark.parametrize("item", SEVERAL)
def test_one_item_is_several_directives(item):
    assert [row[0] for row in read(HEAD + item)] == SEVERAL[item]


@pytest.mark.parametrize(
    "item",
    [
        "Sở Y tế rà soát kỹ thủ tục; đăng ký bổ sung danh mục và gửi Bộ Y tế trước ngày 10/12/2025.",
        "Giao Sở Y tế hoàn thành bồi thường; bàn giao mặt bằng trước ngày 15/12/2025.",
        "Công an tỉnh chỉ đạo Phòng Cảnh sát giao thông, Đội Cảnh sát cơ động bố trí lực lượng.",
        "Sở Y tế báo cáo ba nội dung: (1) tiến độ; (2) chất lượng; (3) an toàn.",
    ],
)
def test_one_item_is_one_directive(item):
    assert len(read(HEAD + item)) == 1


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Đối với Sở Xây dựng", "Sở Xây dựng"),
        ("Đối với UBND các xã, phường:", "UBND các xã, phường"),
        ("Trách nhiệm của Sở Tài chính", "Sở Tài chính"),
        ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Trưởng Thuế tỉnh", "Trưởng Thuế tỉnh"),
        ("Công ty Điện lực Lào Cai, Viễn thông Lào Cai:", "Công ty Điện lực Lào Cai"),
    ],
)
def test_a_heading_gives_its_lead_to_the_items_below(heading, lead):
    rows = read(f"{HEAD}{heading}\n- Rà soát cơ sở.\n- Chỉ đạo các nhà thầu tăng ca, tăng kíp.")

    assert [row[0][0] for row in rows] == [lead, lead]


def test_below_a_body_it_is_the_body_that_asks_its_own():
    rows = read(f"{HEAD}Sở Xây dựng\n- Yêu cầu các nhà thầu tăng ca.\n- Giao lực lượng tại chỗ canh gác.")

    assert [row[0] for row in rows] == [["Sở Xây dựng"], ["Sở Xây dựng"]]


@pytest.mark.parametrize(
    "ordinals", [("Thứ nhất,", "Thứ hai,"), ("Một là,", "Hai là,"), ("a/", "b/"), ("(i)", "(ii)")]
)
def test_items_are_counted_in_many_ways(ordinals):
    first, second = ordinals
    text = f"Chủ tịch UBND tỉnh kết luận:\n{first} giao Sở Y tế rà soát.\n{second} giao Sở Nội vụ báo cáo."

    assert [row[0] for row in read(text)] == [["Sở Y tế"], ["Sở Nội vụ"]]


def test_ministers_work_below_the_prime_minister():
    text = f"{PRIME}Bộ trưởng Bộ Y tế chỉ đạo vệ sinh.\n2. Bí thư, Chủ tịch UBND các tỉnh hoãn các cuộc họp."

    assert [row[0] for row in read(text)] == [["Bộ trưởng Bộ Y tế"], ["Bí thư, Chủ tịch UBND các tỉnh"]]


def test_a_city_below_the_province_works():
    assert read(HEAD + "UBND thành phố Vinh rà soát quy hoạch.") == [(["UBND thành phố Vinh"], [], None)]


def test_addressees_on_lines_of_their_own_are_no_headings():
    text = (
        "Kính gửi:\n- Các Sở: Y tế, Nội vụ;\n- UBND các xã, phường.\nVề việc này, Chủ tịch UBND tỉnh có"
        " ý kiến như sau:\n1. Phê bình các Sở: Y tế, Nội vụ chậm báo cáo.\n"
        "2. Sở Xây dựng trả lời rõ kiến nghị."
    )

    assert [row[0] for row in read(text)] == [["Sở Xây dựng"]]


def test_work_above_its_own_items_is_work_and_gives_its_lead():
    text = f"{HEAD}Sở Y tế hoãn các cuộc họp không cấp bách, trong đó:\na) Tổ chức trực cấp cứu."

    assert [row[0] for row in read(text)] == [["Sở Y tế"], ["Sở Y tế"]]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Thống nhất cho Sở Y tế đăng cai giải thể thao.",
        HEAD + "Ban Chỉ đạo thống nhất giữ nguyên mức chi như năm 2025.",
        HEAD + "Chủ tịch UBND xã nào để dịch lây lan phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        HEAD + "Song phải thẳng thắn nhìn nhận công tác dự báo chưa kịp thời.",
        HEAD + "Mục tiêu năm 2025 là hoàn thành 100.000 căn nhà.",
        HEAD + "Về kết quả: Sở Y tế tích cực triển khai.",
        "Cũng tại phiên họp, Giám đốc Sở Y tế kiến nghị UBND tỉnh giao Sở Nội vụ bổ sung biên chế.",
        "Trong 6 tháng đầu năm, lực lượng chức năng phát hiện, xử lý 50.419 vụ vi phạm.",
        "Sáng 3/11, Sở Y tế tổ chức hội nghị sơ kết công tác phòng, chống dịch.",
        "Báo cáo tại cuộc họp cho thấy cả nước ghi nhận 38.800 trường hợp.",
        "Chủ tịch UBND tỉnh nhấn mạnh tinh thần tuyệt đối không để thiếu điện.",
    ],
)
def test_no_work_is_given(text):
    assert read(text) == []
