"""Who goes on, and whose day it is, where a sentence names neither."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)


def read(text):
    return [
        ([actor.name for actor in one.leads], one.deadline.kind, one.deadline.on)
        for one in extract(text, on=ON).proposals
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Gặp vướng mắc thì báo ngay về UBND tỉnh thông qua Sở Nội vụ.", "asap"),
        ("Có sự cố thì báo cáo Ban Chỉ huy.", "none"),
        ("Hết hạn mà chưa nộp thì xử phạt.", "none"),
        ("Phát hiện vi phạm thì chuyển hồ sơ cho Công an tỉnh.", "none"),
        ("Xã cũng phải kiểm điểm trách nhiệm của cán bộ địa chính.", "none"),
        ("Định kỳ ngày 05 hằng tháng báo cáo tiến độ.", "recurring"),
        ("Danh sách chi hỗ trợ phải niêm yết tại nhà văn hóa thôn trước khi chi.", "none"),
        ("Vụ việc phức tạp phải báo cáo Thường trực Huyện ủy.", "none"),
    ],
)
def test_the_one_named_before_goes_on(sentence, kind):
    text = f"Chủ tịch UBND tỉnh yêu cầu UBND xã Hải Ninh cử người trực. {sentence}"

    assert read(text) == [(["UBND xã Hải Ninh"], "none", None), (["UBND xã Hải Ninh"], kind, None)]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Việc thay biển báo hỏng trên đường liên xã giao Công an xã thực hiện.", "Công an xã"),
        ("Việc sửa cầu treo giao Phòng Kinh tế chủ trì.", "Phòng Kinh tế"),
        ("Nhà thầu nào tiếp tục chậm, chủ đầu tư phải cắt chuyển khối lượng.", "chủ đầu tư"),
        ("Đơn vị nào chưa đủ hồ sơ, Sở Tài chính phải trả lại.", "Sở Tài chính"),
    ],
)
def test_the_one_who_acts_may_stand_behind(sentence, lead):
    assert read(f"UBND tỉnh yêu cầu:\n1. {sentence}") == [([lead], "none", None)]


def test_giving_as_a_noun_charges_nobody():
    assert read("UBND tỉnh yêu cầu:\n1. Việc giao Sở Xây dựng quản lý nhà ở đã thực hiện từ năm 2020.") == []


@pytest.mark.parametrize("body", ["Ban Thường vụ Huyện ủy", "Thường trực Thị ủy", "Đảng ủy xã"])
def test_the_body_that_concludes_is_not_charged(body):
    text = (
        f"Sau khi thảo luận, {body} kết luận:\n1. Ba xã đã tiếp 214 lượt công dân; không để xảy ra điểm nóng."
    )

    assert read(f"{text}\n2. Giao Văn phòng tham mưu sửa đổi quy chế.\n3. Rà soát hồ sơ tồn đọng.") == [
        (["Văn phòng"], "none", None),
        ([], "none", None),
    ]


@pytest.mark.parametrize(
    "above",
    [
        "Trước ngày 20/11/2025 phải xong các việc sau:",
        "Chậm nhất ngày 20/11 làm xong các việc:",
        "Đến ngày 20/11/2025, hoàn thành dứt điểm các nhiệm vụ trọng tâm dưới đây:",
    ],
)
def test_a_day_above_the_items_is_theirs(above):
    text = f"UBND tỉnh yêu cầu:\n1. {above}\n- Sở Y tế kiểm tra kho thuốc;\n- Công an tỉnh cấp mã số."

    day = date(2025, 11, 20)
    assert read(text) == [(["Sở Y tế"], "date", day), (["Công an tỉnh"], "date", day)]


@pytest.mark.parametrize(
    "above",
    [
        "Căn cứ Công văn số 19/BNV, trong đó đề nghị xong trước ngày 15/11/2025; Chủ tịch UBND tỉnh yêu cầu:",
        "Theo kế hoạch phải quyết toán trước ngày 30/11/2025, UBND tỉnh chỉ đạo:",
    ],
)
def test_the_day_of_another_paper_is_not_that_of_the_items(above):
    assert read(f"{above}\n1. Sở Y tế kiểm tra kho thuốc.") == [(["Sở Y tế"], "none", None)]


def test_other_things_keep_their_day_to_themselves():
    text = (
        "Phó Chủ tịch HĐND tỉnh đề nghị UBND xã Nhân Cơ rà soát nhu cầu học nghề. "
        "Các số liệu còn chênh lệch phải được giải trình và gửi về Đoàn giám sát trước ngày 25/11."
    )

    assert [row[2] for row in read(text)] == [None, date(2025, 11, 25)]


def test_months_of_two_years_end_with_the_later():
    text = "Giao Sở Xây dựng khởi công 3 dự án trong tháng 12/2025, tháng 01/2026."

    assert read(text) == [(["Sở Xây dựng"], "month_end", date(2026, 1, 31))]


def test_a_clause_broken_off_at_a_full_line_goes_on():
    text = (
        "Chủ tịch UBND tỉnh Nghệ An kết luận cuộc họp\nnhư sau:\n"
        "1. Sở Y tế kiểm tra toàn bộ kho thuốc, rà soát các cơ sở hành nghề;\n"
        "chấn chỉnh ngay thái độ phục vụ của nhân viên tại nơi tiếp đón,\n"
        "báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh trước ngày 20\n"
        "tháng 11 năm 2025 để tổng hợp, trình kỳ họp Hội đồng nhân dân\n"
        "tỉnh.\n"
        "2. Công an tỉnh xử lý nghiêm các xe chở quá tải trên đường tỉnh 7;\n"
        "không để tái diễn."
    )

    whole = text.replace("\n", " ").replace(": 1. ", ":\n1. ").replace(". 2. ", ".\n2. ")

    assert read(text) == read(whole)
    assert [row[0] for row in read(text)] == [["Sở Y tế"], ["Công an tỉnh"]]
