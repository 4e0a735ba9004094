"""What one sentence, heading or item hands on to the next, and where one sentence is several directives."""

from datetime import date

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
