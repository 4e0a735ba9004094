"""What one sentence, heading or item hands on to the next, and where one sentence is several directives."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)


def read(text):
    """(quote, leads, coordinators, deadline) of every proposal."""
    return [
        (
            text[one.span.start : one.span.end],
            [actor.name for actor in one.leads],
            [actor.name for actor in one.coordinators],
            one.deadline.on,
        )
        for one in extract(text, on=ON).proposals
    ]


def test_a_lead_in_gives_its_lead_and_is_no_directive():
    text = "UBND tỉnh yêu cầu Sở Y tế thực hiện:\n1. Rà soát cơ sở.\n2. Báo cáo kết quả."

    assert read(text) == [
        ("Rà soát cơ sở", ["Sở Y tế"], [], None),
        ("Báo cáo kết quả", ["Sở Y tế"], [], None),
    ]


def test_a_heading_per_agency_gives_lead_and_coordinators():
    text = (
        "II. NHIỆM VỤ\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh:\na) Rà soát cơ sở.\nb) Kiểm tra kho.\n"
        "2. Sở Xây dựng\n- Sửa chữa tỉnh lộ."
    )

    assert [row[1:3] for row in read(text)] == [
        (["Sở Y tế"], ["Công an tỉnh"]),
        (["Sở Y tế"], ["Công an tỉnh"]),
        (["Sở Xây dựng"], []),
    ]


def test_partners_below_a_heading_are_those_of_the_items_below_them():
    text = (
        "UBND tỉnh chỉ đạo:\n1. Sở Y tế:\na) Chủ trì, phối hợp với Công an tỉnh, VNPT Huế:\n"
        "- Rà soát cơ sở.\n- Kiểm tra kho.\nb) Hằng tháng công bố kết quả."
    )

    assert [row[1:3] for row in read(text)] == [
        (["Sở Y tế"], ["Công an tỉnh", "VNPT Huế"]),
        (["Sở Y tế"], ["Công an tỉnh", "VNPT Huế"]),
        (["Sở Y tế"], []),
    ]


def test_news_may_charge_by_the_paper_it_tells_of():
    text = (
        "Phó Chủ tịch UBND tỉnh vừa có ý kiến về vụ phá rừng tại xã Sông Kôn.\n"
        "Theo văn bản này, UBND huyện Đông Giang chỉ đạo điều tra, báo cáo trước ngày 30/11.\n"
        "Giám đốc Sở Nội vụ kiểm tra trách nhiệm của Hạt Kiểm lâm."
    )

    assert [row[1] for row in read(text)] == [["UBND huyện Đông Giang"], ["Giám đốc Sở Nội vụ"]]


LETTER = "UBND TỈNH HÀ NAM\nSỞ TÀI CHÍNH\nSố: 12/STC-NS\nKính gửi: Các đơn vị dự toán\n"


def test_a_department_charges_in_a_letter_of_its_own():
    text = (
        f"{LETTER}Để kịp tổng hợp, Sở Tài chính đề nghị các đơn vị dự toán gửi báo cáo trước ngày 20/11.\n"
        "Sở Tài chính có ý kiến như sau:\n1. Kho bạc Nhà nước tỉnh đối chiếu số liệu."
    )

    assert [row[1] for row in read(text)] == [["các đơn vị dự toán"], ["Kho bạc Nhà nước tỉnh"]]
    assert read(f"{LETTER}Sở Tài chính đề nghị UBND tỉnh bổ sung 3 tỷ đồng.") == []
    assert read("UBND tỉnh họp.\nSở Tài chính đề nghị các đơn vị dự toán gửi báo cáo.") == []


def test_a_dateline_stands_below_its_headline():
    text = (
        "Tỉnh yêu cầu gỡ khó khăn cho doanh nghiệp\n(QNO) - Chiều 4/11, UBND tỉnh họp trực tuyến.\n"
        "Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát cơ sở. Sở Xây dựng kiểm tra kho."
    )

    assert [row[1] for row in read(text)] == [["Sở Y tế"], ["Sở Xây dựng"]]


def test_the_blamed_are_charged():
    text = "Chủ tịch UBND tỉnh phê bình 5 chủ đầu tư, yêu cầu kiểm điểm, báo cáo trước ngày 20/11/2025."

    assert [row[1] for row in read(text)] == [["5 chủ đầu tư"]]


def test_what_is_agreed_to_is_no_part_of_the_work_behind_it():
    text = "UBND xã chỉ đạo:\n1. Đồng ý để thôn Bản Pán mở hội ngày 25/11; Phòng Văn hóa hướng dẫn kịch bản."

    assert read(text) == [("Phòng Văn hóa hướng dẫn kịch bản", ["Phòng Văn hóa"], [], None)]


def test_work_before_a_comma_and_other_work_by_a_day():
    text = "Giao Sở Xây dựng cấp biển hiệu cho xe, trước ngày 30/11/2025 kiểm tra xong các bến."

    assert [row[3] for row in read(text)] == [None, date(2025, 11, 30)]


def test_a_plus_stands_below_a_hyphen():
    text = (
        "2. Phân công thực hiện\n- Công an tỉnh:\n+ Cấp tài khoản.\n+ Làm sạch dữ liệu.\n"
        "- Sở Y tế:\n+ Rà soát cơ sở."
    )

    assert [row[1] for row in read(text)] == [["Công an tỉnh"], ["Công an tỉnh"], ["Sở Y tế"]]


def test_a_city_of_the_province_is_a_heading_above_its_items():
    text = (
        "UBND TỈNH PHÚ YÊN\nThay mặt UBND tỉnh, Chủ tịch UBND tỉnh yêu cầu:\na) Sở Y tế\n- Rà soát cơ sở.\n"
        "b) UBND thành phố Tuy Hòa\n- Chỉnh trang đường Độc Lập."
    )

    assert [row[1] for row in read(text)] == [["Sở Y tế"], ["UBND thành phố Tuy Hòa"]]


def test_whoever_is_named_above_directs_those_below():
    text = "4. Giao Bộ Xây dựng:\n- Chỉ đạo chủ đầu tư, các nhà thầu lập lại tiến độ."

    assert read(text)[0][1] == ["Bộ Xây dựng"]


def test_work_without_a_day_behind_work_with_one_is_work_of_its_own():
    text = "UBND huyện Kỳ Sơn diễn tập xong trong tháng 12/2025; chỉ đạo các xã cắm biển cảnh báo."

    assert [(row[0], row[3]) for row in read(text)] == [
        ("UBND huyện Kỳ Sơn diễn tập xong trong tháng 12/2025", date(2025, 12, 31)),
        ("chỉ đạo các xã cắm biển cảnh báo", None),
    ]


def test_a_part_with_its_own_day_is_parted_from_the_whole():
    text = (
        "Công an tỉnh xử lý các vụ môi giới; riêng 03 vụ đã khởi tố, kết thúc điều tra trước ngày 20/12/2025."
    )

    assert [row[3] for row in read(text)] == [None, date(2025, 12, 20)]


def test_partners_of_one_case_part_the_sentence():
    text = "Giao Thuế tỉnh xem xét; trường hợp vượt thẩm quyền thì phối hợp với Sở Tài chính đề xuất."

    assert [row[2] for row in read(text)] == [[], ["Sở Tài chính"]]


def test_the_day_of_a_thing_of_its_own_is_not_handed_back():
    text = "Sở Y tế thăm hỏi gia đình bị nạn. Việc dọn bùn đất ở trường học phải xong trước ngày 12/11/2025."

    assert [row[3] for row in read(text)] == [None, date(2025, 11, 12)]


def test_those_two_are_the_ones_before_and_their_day_is_for_both():
    text = (
        "UBND tỉnh chỉ đạo:\n1. Sở Y tế lấy mẫu nước; Công an tỉnh kiểm tra đột xuất. "
        "Hai cơ quan này báo cáo kết quả trước ngày 15/12/2025."
    )
    day = date(2025, 12, 15)

    assert [(row[1], row[3]) for row in read(text)] == [
        (["Sở Y tế"], day),
        (["Công an tỉnh"], day),
        (["Sở Y tế", "Công an tỉnh"], day),
    ]


def test_the_time_of_one_is_not_that_of_another_a_sentence_before():
    text = (
        "UBND tỉnh chỉ đạo:\n1. Yêu cầu Sở Y tế thực hiện văn bản này. Sở Xây dựng bố trí phong tỏa. "
        "Thời gian thực hiện từ ngày 10/11 đến ngày 20/12/2025."
    )

    assert [row[3] for row in read(text)] == [None, date(2025, 12, 20)]


def test_what_an_item_asks_of_private_people_is_part_of_its_work():
    text = "Yêu cầu Công an tỉnh:\n- Kiểm tra nhà trọ, yêu cầu chủ nhà trọ ký cam kết."

    assert [row[1] for row in read(text)] == [["Công an tỉnh"]]


def test_what_is_to_be_reached_is_no_report():
    text = "Chủ tịch UBND tỉnh chỉ đạo:\nĐể mùa hè đạt kết quả tốt:\n1. Sở Du lịch hoàn chỉnh kịch bản."

    assert [row[1] for row in read(text)] == [["Sở Du lịch"]]


def test_a_grade_ends_its_sentence():
    text = "1. Nguy cơ cháy ở cấp V. Yêu cầu các chủ rừng:\n+ Tổ chức trực 24/24 giờ;\n+ Phát dọn đường băng."

    assert [row[1] for row in read(text)] == [["các chủ rừng"]] * 2


def test_a_verb_below_a_name_is_no_name():
    text = "1. UBND các huyện, thị xã:\n- Thống kê chính xác thiệt hại, báo cáo trước ngày 20/12/2025."

    assert [row[1] for row in read(text)] == [["UBND các huyện, thị xã"]]


def test_a_bare_title_orders_in_the_news():
    text = "Phó Chủ tịch UBND tỉnh kết luận. Phó Chủ tịch yêu cầu các huyện rà soát diện tích."

    assert [row[1] for row in read(text)] == [["các huyện"]]


def test_spoken_words_charge_whoever_they_name():
    text = "“Tư vấn giám sát phải bám hiện trường”, Bộ trưởng nhấn mạnh."

    assert [row[1] for row in read(text)] == [["Tư vấn giám sát"]]


def test_a_thing_with_its_own_day_is_parted_from_work_without_one():
    text = (
        "Sở Y tế giữ thông suốt đường truyền; phương án dự phòng phải trình UBND tỉnh trước ngày 28/12/2025."
    )

    assert [row[3] for row in read(text)] == [None, date(2025, 12, 28)]


def test_finishing_a_work_is_work_of_its_own():
    text = "UBND các xã sẵn sàng sơ tán dân; hoàn thành việc thu hoạch thủy sản trước ngày 08/12/2025."

    assert [row[3] for row in read(text)] == [None, date(2025, 12, 8)]


def test_a_second_work_with_a_day_is_parted_even_if_it_ends_in_handing_in():
    text = (
        "UBND huyện Kỳ Sơn duy trì tổ công tác; lập phương án di dời, trình UBND tỉnh trước ngày 30/12/2025."
    )

    assert [row[3] for row in read(text)] == [None, date(2025, 12, 30)]


def test_a_clause_that_only_finishes_the_work_keeps_it_whole():
    text = "Thanh tra tỉnh thanh tra việc quản lý đất đai; ban hành kết luận trước ngày 30/12/2025."

    assert [row[3] for row in read(text)] == [date(2025, 12, 30)]


def test_a_letter_that_was_received_charges_without_a_comma():
    text = "UBND tỉnh chỉ đạo. Nhận được công văn này đề nghị các đơn vị nghiêm túc tổ chức thực hiện."

    assert [row[1] for row in read(text)] == [["các đơn vị"]]


def test_a_head_behind_a_semicolon_has_work_of_its_own():
    text = "Các sở, ban, ngành niêm yết đường dây nóng; lãnh đạo đơn vị phải trực tiếp xin lỗi công dân."

    assert [row[1] for row in read(text)] == [["Các sở, ban, ngành"], ["lãnh đạo đơn vị"]]


def test_an_order_not_to_do_something_is_an_order():
    text = "Chủ tịch UBND tỉnh yêu cầu không nâng giá phòng trong thời gian lễ hội."

    assert [row[1] for row in read(text)] == [[]]


def test_how_often_stands_before_the_verb():
    text = "Giao Sở Y tế rà soát cơ sở. Mỗi tuần 02 lần, cung cấp số liệu cho Sở Công Thương."

    assert [row[1] for row in read(text)] == [["Sở Y tế"], ["Sở Y tế"]]


def test_the_next_sentence_goes_on_with_the_same_lead():
    text = "Giao Sở Y tế rà soát cơ sở. Tăng cường kiểm tra nhà thuốc. Sở này cũng phải công khai kết quả."

    assert [row[1] for row in read(text)] == [["Sở Y tế"]] * 3


def test_an_order_to_nobody_breaks_the_chain():
    text = "Giao Sở Y tế rà soát cơ sở. Chủ tịch UBND tỉnh yêu cầu bảo đảm an toàn. Tăng cường kiểm tra."

    assert [row[1] for row in read(text)] == [["Sở Y tế"], [], []]


def test_a_new_paragraph_inherits_only_when_it_goes_on():
    text = "Giao Sở Y tế rà soát cơ sở.\nTiếp tục kiểm tra nhà thuốc.\nBảo đảm quốc phòng, an ninh."

    assert [row[1] for row in read(text)] == [["Sở Y tế"], ["Sở Y tế"], []]


def test_different_leads_part_a_sentence():
    text = "Giao Sở Y tế rà soát cơ sở; giao Sở Tài chính bố trí kinh phí; UBND các xã tổ chức thực hiện."

    assert [row[:2] for row in read(text)] == [
        ("Giao Sở Y tế rà soát cơ sở", ["Sở Y tế"]),
        ("giao Sở Tài chính bố trí kinh phí", ["Sở Tài chính"]),
        ("UBND các xã tổ chức thực hiện", ["UBND các xã"]),
    ]


def test_other_coordinators_part_a_sentence():
    text = "Giao Sở Y tế rà soát cơ sở; phối hợp với Công an tỉnh kiểm tra nhà thuốc."

    assert [row[1:3] for row in read(text)] == [(["Sở Y tế"], []), (["Sở Y tế"], ["Công an tỉnh"])]


def test_other_days_part_a_sentence():
    text = "Giao Sở Y tế lập danh sách trước ngày 10/11/2025, hoàn thành tiêm chủng trước ngày 20/12/2025."

    assert [row[3] for row in read(text)] == [date(2025, 11, 10), date(2025, 12, 20)]


def test_plain_clauses_do_not_part_a_sentence():
    assert len(read("Giao Sở Y tế rà soát cơ sở; kiểm tra nhà thuốc; công khai kết quả.")) == 1


def test_a_closing_report_governs_its_sentence():
    text = "Giao Sở Y tế rà soát cơ sở; tổng hợp, báo cáo UBND tỉnh trước ngày 20/11/2025."

    assert [row[3] for row in read(text)] == [date(2025, 11, 20)]


def test_a_closing_sentence_gives_its_day_to_the_work_before_it():
    text = "Giao Sở Y tế rà soát cơ sở. Kết quả gửi về UBND tỉnh trước ngày 20/11/2025."

    assert [row[1:] for row in read(text)] == [(["Sở Y tế"], [], date(2025, 11, 20))] * 2


def test_a_sentence_of_mere_term_is_no_directive_and_gives_its_day():
    text = "Giao Sở Y tế rà soát cơ sở. Thời gian hoàn thành: trước ngày 20/11/2025."

    assert [row[3] for row in read(text)] == [date(2025, 11, 20)]


def test_a_day_in_the_lead_in_counts_for_its_items():
    text = (
        "UBND tỉnh yêu cầu Sở Y tế trước ngày 20/11/2025 thực hiện:\n- Rà soát cơ sở.\n- Kiểm tra nhà thuốc."
    )

    assert [row[3] for row in read(text)] == [date(2025, 11, 20)] * 2


def test_a_letter_that_names_nobody_charges_its_addressee():
    text = "Kính gửi: Sở Y tế\nUBND tỉnh có ý kiến như sau:\n1. Khẩn trương rà soát cơ sở."

    assert [row[1] for row in read(text)] == [["Sở Y tế"]]


def test_what_follows_the_list_of_receivers_is_not_read():
    text = "Giao Sở Y tế rà soát cơ sở./.\nNơi nhận:\n- Sở Tài chính;\n- Lưu: VT."

    assert len(read(text)) == 1


def test_a_head_who_asks_another_gives_the_items_to_the_one_who_is_asked():
    text = "Chánh Thanh tra tỉnh yêu cầu Chủ tịch UBND huyện Bù Đăng:\n- Tổ chức kiểm điểm.\n- Thu hồi tiền."

    assert [row[1] for row in read(text)] == [["Chủ tịch UBND huyện Bù Đăng"]] * 2


def test_a_chair_who_concludes_and_gives_tasks_is_not_charged():
    text = (
        "Sau khi nghe ý kiến, đồng chí Chủ tịch UBND xã kết luận, giao nhiệm vụ cho các bộ phận như sau:\n"
        "1. Rà soát hộ nghèo.\n2. Giao bà Lò Thị Duyên tổng hợp, đôn đốc."
    )

    assert [row[1] for row in read(text)] == [["các bộ phận"], ["bà Lò Thị Duyên"]]


def test_words_in_brackets_charge():
    text = (
        "Chủ tịch UBND phường chỉ đạo:\n"
        "1. Lắp 24 camera (giao Công an phường thực hiện, xong trước ngày 15/11/2025).\n"
        "2. Sửa cầu Đò (do Sở Xây dựng chủ trì).\n3. Rà soát hộ nghèo (do UBND tỉnh ban hành)."
    )

    assert [row[1] for row in read(text)] == [["Công an phường"], ["Sở Xây dựng"], []]


def test_to_submit_for_approval_is_work_of_its_own_and_gives_no_day_back():
    text = (
        "Kết luận:\n1. Sở Y tế vận hành bệnh viện. "
        "Trình phê duyệt cấp độ an toàn cho hệ thống trong quý II/2026."
    )

    assert [row[3] for row in read(text)] == [None, date(2026, 6, 30)]


def test_done_by_a_day_behind_a_semicolon_closes_the_whole_sentence():
    text = (
        "Kết luận:\n1. Sở Y tế kiểm tra các bãi rác; hướng dẫn các xã thu gom, "
        "hoàn thành dứt điểm trong quý II/2026."
    )

    assert [row[3] for row in read(text)] == [date(2026, 6, 30)]


def test_the_head_of_a_commune_who_requires_work_of_nobody_named_is_not_charged():
    text = (
        "Chủ tịch UBND phường giao Phòng Kinh tế nạo vét cống. "
        "Về chỉnh trang đô thị, Chủ tịch UBND phường yêu cầu tháo dỡ biển quảng cáo sai phép. "
        "Chủ tịch UBND phường lưu ý mùa mưa đến sớm, triều cường có thể gây ngập."
    )

    assert [row[1] for row in read(text)] == [["Phòng Kinh tế"], []]


def test_those_a_lead_in_is_about_are_charged_with_its_items():
    text = (
        "Thứ trưởng yêu cầu:\n1. Vụ Đầu tư dự thảo công văn.\n"
        "2. Đối với các chủ đầu tư trực thuộc Bộ, yêu cầu:\na) Lập kế hoạch giải ngân.\nb) Rà soát dự án."
    )

    assert [[a.name for a in one.leads] for one in extract(text, on=ON).proposals] == [
        ["Vụ Đầu tư"],
        ["các chủ đầu tư trực thuộc Bộ"],
        ["các chủ đầu tư trực thuộc Bộ"],
    ]


@pytest.mark.parametrize("who", ["Nơi nào", "Đơn vị nào", "Xã nào"])
def test_the_day_for_some_is_not_that_of_the_work_before(who):
    text = (
        "UBND tỉnh yêu cầu:\n1. UBND các xã rà soát nhân lực, không để hồ sơ tồn quá hạn. "
        f"{who} thiếu máy quét thì đề xuất về Sở Nội vụ trước ngày 20/11/2025."
    )

    assert [one.deadline.on for one in extract(text, on=ON).proposals] == [None, date(2025, 11, 20)]


def test_a_report_to_the_chair_governs_the_work_before_the_semicolon():
    text = (
        "UBND tỉnh yêu cầu:\n1. Sở Y tế kiểm tra các kho thuốc; làm rõ trách nhiệm từng đơn vị, "
        "báo cáo UBND tỉnh trước ngày 15/12/2025."
    )

    assert [one.deadline.on for one in extract(text, on=ON).proposals] == [date(2025, 12, 15)]


def test_a_deputy_who_notes_work_charges_nobody_by_name():
    text = (
        "Giao Sở Y tế rà soát cơ sở.\n"
        "Phó Chủ tịch UBND tỉnh lưu ý tổ chức lễ khai giảng gọn nhẹ, dành phần hội cho học sinh."
    )

    assert [len(one.leads) for one in extract(text, on=ON).proposals] == [1, 0]


def test_it_that_must_act_behind_a_time_is_the_one_before():
    text = (
        "UBND tỉnh giao UBND huyện Mường Tè phê duyệt phương án trước ngày 20/11/2025. "
        "Chậm nhất 30 ngày kể từ ngày phê duyệt, huyện phải bốc thăm đất ở cho các hộ."
    )

    assert [[a.name for a in one.leads] for one in extract(text, on=ON).proposals] == [
        ["UBND huyện Mường Tè"],
        ["UBND huyện Mường Tè"],
    ]
