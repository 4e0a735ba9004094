"""Notes jotted down in offices and villages, days named by feast or weekday, and what others say."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2026, 3, 10)
BEFORE = "UBND TỈNH LÀO CAI\nChủ tịch UBND tỉnh kết luận:\n1. Sở Công Thương kiểm tra giá.\n2. "
BEHIND = ".\n3. Sở Y tế trực cấp cứu."


def read(sentence):
    """The proposals that lie on a sentence among the items of a conclusion."""
    text = f"{BEFORE}{sentence}{BEHIND}"
    first, last = len(BEFORE), len(BEFORE) + len(sentence)
    return [one for one in extract(text, on=ON).proposals if one.span.end > first and one.span.start < last]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Chi cục Thủy lợi báo cáo mực nước hồ trước 9h sáng thứ Sáu tuần này (27/3)", date(2026, 3, 27)),
        ("Sở Y tế lập xong danh sách chậm nhất là thứ Bảy 28/3", date(2026, 3, 28)),
        ("UBND xã Tân Phú sửa xong đèn đường trước Tết Trung thu (25/9)", date(2026, 9, 25)),
        ("Ban Quản lý chợ bố trí lực lượng có mặt vào ngày khánh thành 30/4", date(2026, 4, 30)),
        ("Phòng Kinh tế đối chiếu công nợ, cuối ngày 12/4 có biên bản gửi Văn phòng", date(2026, 4, 12)),
        ("Nhà thầu Trường Sơn bù tiến độ, 15/4 phải xong móng cầu", date(2026, 4, 15)),
        (
            "Đội Quản lý thị trường số 2 làm rõ vụ việc trong hôm nay, muộn nhất sáng mai",
            date(2026, 3, 11),
        ),
        ("Sở Tài chính giải ngân hết vốn sự nghiệp ngay trong năm", date(2026, 12, 31)),
        ("Đơn vị nào chưa nộp thì nộp trong 7 ngày tới", date(2026, 3, 17)),
    ],
)
def test_a_day_named_by_weekday_feast_or_what_must_then_be_there_is_a_deadline(sentence, day):
    assert [one.deadline.on for one in read(sentence)] == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "Phản ánh nào được gửi qua đường dây nóng thì Công an xã xử lý trong vòng 2 giờ",
        "Sở Du lịch theo dõi các nhiệm vụ trong năm",
        "Sở Y tế lập đường dây nóng, trả lời người dân trong 24 giờ",
    ],
)
def test_a_time_that_runs_anew_each_time_or_says_which_work_has_no_date(sentence):
    assert [one.deadline.on for one in read(sentence)] == [None]


def test_the_day_of_a_lead_in_to_whole_groups_is_one_for_items_that_name_their_own():
    text = (
        "Chủ tịch UBND tỉnh yêu cầu các đơn vị hoàn thành trước ngày 20/4/2026 những việc sau:\n"
        "1. Sở Y tế rà soát trang thiết bị.\n2. Sở Xây dựng cử cán bộ trực hằng tuần.\n"
        "3. Cơ sở nào vi phạm thì Công an tỉnh xử lý."
    )
    days = [one.deadline.on for one in extract(text, on=ON).proposals]
    assert days == [date(2026, 4, 20), None, None]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Xóm cử hai người gác rừng ban đêm", "Xóm"),
        ("P. TCHC rà lại hợp đồng xe", "P. TCHC"),
        ("C. Hạnh lập danh sách khen thưởng", "C. Hạnh"),
        ("KTAT kiểm tra giàn giáo tầng 5", "KTAT"),
        ("Các hộ có ao đắp lại bờ trước mùa mưa", "Các hộ có ao"),
        ("Đ/c Lò Văn Dơn sao gửi biên bản", "Đ/c Lò Văn Dơn"),
        ("Các huyện ủy, thị ủy lãnh đạo rà soát đảng viên đi làm ăn xa", "Các huyện ủy, thị ủy"),
        ("Đảng ủy Khối Doanh nghiệp tỉnh nắm tình hình tư tưởng công nhân", "Đảng ủy Khối Doanh nghiệp tỉnh"),
        ("Sở Nội vụ (cơ quan chủ trì) trình đề án trong tháng 4", "Sở Nội vụ"),
        ("Phòng TC-KH huyện Mù Cang Chải đối chiếu số dư", "Phòng TC-KH huyện Mù Cang Chải"),
        ("Khoa Nội kê thêm 20 giường", "Khoa Nội"),
        ("Ban Liên lạc đồng hương quyên góp sách vở", "Ban Liên lạc đồng hương"),
        ("Nhà văn hóa thôn Đoài bày thêm ghế", "Nhà văn hóa thôn Đoài"),
        ("Kế toán trưởng khóa sổ ngày 25 hằng tháng", "Kế toán trưởng"),
        ("Tư vấn thiết kế chỉnh lại bản vẽ mố cầu", "Tư vấn thiết kế"),
        ("Hạt Quản lý đường bộ 3 vá ổ gà đoạn Km12", "Hạt Quản lý đường bộ 3"),
        ("Nhóm trực website gỡ bài viết sai", "Nhóm trực website"),
        ("Các tiểu thương dọn hàng ra khỏi lối thoát nạn", "Các tiểu thương"),
        ("Chủ nhiệm các hợp tác xã ghi nhật ký bơm nước", "Chủ nhiệm các hợp tác xã"),
        ("Ban Tiếp công dân tỉnh đọc kỹ hồ sơ, vụ nào thiếu thì trả lại", "Ban Tiếp công dân tỉnh"),
        ("Nhà thầu không tăng ca thì Sở Xây dựng tham mưu thay thế", "Sở Xây dựng"),
    ],
)
def test_a_body_named_in_short_or_by_its_kind_is_charged(sentence, lead):
    assert [[actor.name for actor in one.leads] for one in read(sentence)] == [[lead]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các khoa báo cáo tuần qua đã khám 1.200 lượt người",
        "Hôm kia Phó Giám đốc đã ký Quyết định số 12 về lịch trực",
        "Nguyên tắc chung: ai làm người đó chịu",
        "Phương châm: xã làm, huyện giúp",
        "Ngày 05/3/2026, Hợp tác xã Nà Ớt có đơn đề nghị cấp nước tưới, mong tỉnh khẩn trương xem xét",
        "Bên cạnh những kết quả trên, vẫn còn tình trạng họp muộn",
        "Điện lực Mai Châu thông báo: từ 7 giờ đến 11 giờ cắt điện",
        "Máy in: đồng ý, mua loại nhỏ",
        "Nâng cấp trang web: tạm thời chưa xét",
        "Nếu quý cơ quan cần thêm số liệu, vui lòng liên hệ Phòng Tổng hợp",
        "Cùng dự tại điểm cầu xã có các đồng chí trưởng thôn",
        "Lực lượng gồm 40 dân quân, chia hai ca",
        "Sắp tới đoàn kiểm toán về làm việc tại tỉnh",
        "Đến nay 7/12 thôn đã thu xong quỹ",
        "Kinh phí: 200 triệu đồng từ nguồn xã hội hóa",
    ],
)
def test_what_is_told_announced_or_settled_in_a_word_gives_no_work(sentence):
    assert not read(sentence)


def test_what_those_present_report_gives_no_work_until_the_chair_concludes():
    text = (
        "Các đội báo cáo:\n- Đội 1: sửa 12 cột đèn, xin thêm 2 người.\n- Đội 2: dọn rác chợ.\n"
        "GĐ KL:\n- Đội 1 lắp lại biển báo.\n- KTVT mua dây cáp."
    )
    assert [[actor.name for actor in one.leads] for one in extract(text, on=ON).proposals] == [
        ["Đội 1"],
        ["KTVT"],
    ]


def test_somebody_who_spoke_for_a_department_does_not_order_later_by_name():
    text = (
        "Báo cáo tại phiên họp, Giám đốc Sở Tài chính Vũ Văn Khang cho biết giải ngân đạt 40%.\n"
        "Ông Khang đề nghị các ban quản lý dự án khẩn trương nghiệm thu.\n"
        "Kết luận, Chủ tịch UBND tỉnh yêu cầu Sở Tài chính rà soát vốn."
    )
    assert [[actor.name for actor in one.leads] for one in extract(text, on=ON).proposals] == [
        ["Sở Tài chính"]
    ]
