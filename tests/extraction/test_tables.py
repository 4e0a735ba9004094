"""Tables of plan annexes: which lines are a table, and what each cell of a row says."""

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.extraction import Directory, extract

ON = date(2025, 11, 4)
HEADING = "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\tSản phẩm"


def read(*rows, heading=HEADING, directory=None):
    """The proposals of a text of lines under a heading, with that text."""
    text = "\n".join([heading, *rows])
    return extract(text, on=ON, directory=directory).proposals, text


def only(*rows, **more):
    proposals, text = read(*rows, **more)
    assert len(proposals) == 1
    return proposals[0], text


def leads(proposal):
    return [actor.name for actor in proposal.leads]


def helpers(proposal):
    return [actor.name for actor in proposal.coordinators]


def at(text, span):
    return text[span.start : span.end]


# What a row becomes


def test_a_row_becomes_a_directive_with_the_place_of_each_cell():
    one, text = only(
        "1\tXây dựng kế hoạch sắp xếp trụ sở\tSở Tài chính\tSở Nội vụ, Công an tỉnh\t30/11/2025"
        "\tKế hoạch của UBND tỉnh"
    )

    assert at(text, one.span).startswith("Xây dựng") and at(text, one.span).endswith("của UBND tỉnh")
    assert one.title == "Xây dựng kế hoạch sắp xếp trụ sở"
    assert [(a.name, at(text, a.span)) for a in one.leads] == [("Sở Tài chính", "Sở Tài chính")]
    assert [(a.name, at(text, a.span)) for a in one.coordinators] == [
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Công an tỉnh", "Công an tỉnh"),
    ]
    assert (one.deadline.kind, one.deadline.on) == ("date", date(2025, 11, 30))
    assert at(text, one.deadline.span) == "30/11/2025"
    assert (one.deliverable.text, at(text, one.deliverable.span)) == (
        "Kế hoạch của UBND tỉnh",
        "Kế hoạch của UBND tỉnh",
    )
    assert not one.inherited


def test_every_row_is_one_sentence_headings_and_groups_too():
    text = "\n".join(
        [HEADING, "I\tThể chế. Chính sách\t\t\t\t", "1\tRà soát. Báo cáo.\tSở Tư pháp\t\tTháng 12\t"]
    )

    found = extract(text, on=ON)

    assert [at(text, span) for span in found.sentences] == [line.rstrip() for line in text.split("\n")]
    assert [p.title for p in found.proposals] == ["Rà soát. Báo cáo"]


def test_the_text_around_a_table_is_read_as_without_it():
    before = "Chủ tịch UBND tỉnh yêu cầu:\n1. Giao Sở Y tế rà soát cơ sở khám chữa bệnh."
    after = "2. Giao Sở Nội vụ tổng hợp, báo cáo trước ngày 20/12/2025."
    text = f"{before}\n{HEADING}\n1\tRà soát quy hoạch\tSở Xây dựng\t\t30/11/2025\tBáo cáo\n{after}"

    found = extract(text, on=ON).proposals

    assert [leads(p) for p in found] == [["Sở Y tế"], ["Sở Xây dựng"], ["Sở Nội vụ"]]
    assert at(text, found[2].span) == after[3:-1]


def test_an_annex_behind_the_signature_is_read():
    text = (
        "Giao Sở Y tế rà soát cơ sở khám chữa bệnh.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nPHỤ LỤC\n"
        f"{HEADING}\n1\tRà soát quy hoạch\tSở Xây dựng\t\t30/11/2025\tBáo cáo"
    )

    assert [leads(p) for p in extract(text, on=ON).proposals] == [["Sở Y tế"], ["Sở Xây dựng"]]


def test_lines_of_a_broken_sentence_do_not_run_on_over_a_table():
    text = f"Các nhiệm vụ của\n{HEADING}\n1\tRà soát quy hoạch\tSở Xây dựng\t\t\t\nvà các nội dung khác"

    assert [at(text, s) for s in extract(text, on=ON).sentences][::3] == [
        "Các nhiệm vụ của",
        "và các nội dung khác",
    ]


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        "STT\tNội dung công việc\tĐơn vị chủ trì\tThời gian hoàn thành",
        "Số TT\tNỘI DUNG\tCHỦ TRÌ\tTHỜI HẠN",
        "TT\tTên nhiệm vụ\tĐơn vị thực hiện\tTiến độ",
        "TT\tCông việc\tCơ quan thực hiện\tHạn hoàn thành",
        "TT\tNhiệm vụ, giải pháp chủ yếu\tCơ quan, đơn vị chủ trì\tThời gian thực hiện",
        "TT\tNội dung nhiệm vụ\tCơ quan chủ trì tham mưu\tThời gian trình UBND tỉnh (tháng)"[
            : -len(" UBND tỉnh (tháng)")
        ],
        "TT\tTên văn bản\tCơ quan chủ trì soạn thảo\tThời gian trình",
        "TT\tHoạt động\tTrách nhiệm thực hiện\tLộ trình thực hiện",
        "TT\tNhiệm vụ (theo Kế hoạch)\tPhân công thực hiện\tThời gian (dự kiến)",
        "TT\tNhiem vu\tCo quan chu tri\tThoi han",
        "STT\tCác nhiệm vụ trọng tâm\tCơ quan, đơn vị\tMốc thời gian hoàn thành",
    ],
)
def test_columns_are_known_by_their_headings(heading):
    one, _ = only("1\tRà soát quy hoạch\tSở Xây dựng\tQuý I/2026", heading=heading)

    assert (one.title, leads(one), one.deadline.on) == (
        "Rà soát quy hoạch",
        ["Sở Xây dựng"],
        date(2026, 3, 31),
    )


@pytest.mark.parametrize(
    "name", ["Sản phẩm", "Kết quả", "Sản phẩm đầu ra", "Sản phẩm dự kiến", "Kết quả/Sản phẩm"]
)
def test_the_product_is_known_by_its_heading(name):
    one, _ = only("1\tRà soát quy hoạch\tSở Xây dựng\tBáo cáo", heading=f"TT\tNhiệm vụ\tChủ trì\t{name}")

    assert one.deliverable.text == "Báo cáo"


def test_columns_may_stand_in_any_order_and_others_between():
    heading = "Cơ quan chủ trì\tThời hạn\tKinh phí\tNhiệm vụ\tGhi chú"
    one, text = only("Sở Y tế\t30/11/2025\t200\tMua thuốc\tĐã có vốn", heading=heading)

    assert (one.title, leads(one), one.deadline.on) == ("Mua thuốc", ["Sở Y tế"], date(2025, 11, 30))
    assert at(text, one.span) == "Sở Y tế\t30/11/2025\t200\tMua thuốc\tĐã có vốn"


def test_numbers_may_stand_in_the_last_column_and_be_lost():
    found, _ = read("Mua thuốc\tSở Y tế", "Xây cầu\tSở Xây dựng\t2", heading="Nhiệm vụ\tChủ trì\tTT")

    assert [leads(p) for p in found] == [["Sở Y tế"], ["Sở Xây dựng"]]


def test_two_rows_of_headings():
    heading = (
        "TT\tNhiệm vụ\tCơ quan thực hiện\t\tThời gian\tSản phẩm\n"
        "\t\tChủ trì\tPhối hợp\t\t\n(1)\t(2)\t(3)\t(4)\t(5)\t(6)"
    )
    one, text = only("1\tRà soát quy hoạch\tSở Xây dựng\tSở Y tế\tTháng 12/2025\tBáo cáo", heading=heading)

    assert (leads(one), helpers(one), one.deadline.kind) == (["Sở Xây dựng"], ["Sở Y tế"], "month_end")
    assert len(extract(text, on=ON).sentences) == 4


def test_two_rows_of_headings_with_the_upper_one_repeated():
    heading = "TT\tNhiệm vụ\tThực hiện\t\tThời gian\nTT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian"
    one, _ = only("1\tRà soát quy hoạch\tSở Xây dựng\tSở Y tế\tTháng 12/2025", heading=heading)

    assert (leads(one), helpers(one)) == (["Sở Xây dựng"], ["Sở Y tế"])


def test_a_heading_repeated_on_the_next_page_is_no_row():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t\t\t", HEADING, "2\tRà soát quỹ đất\tSở Tài chính\t\t\t"
    )

    assert [p.title for p in found] == ["Rà soát quy hoạch", "Rà soát quỹ đất"]


def test_a_new_heading_opens_a_new_table():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t\t\t",
        "TT\tNội dung\tThời hạn\tĐơn vị chủ trì",
        "1\tRà soát quỹ đất\t15/12/2025\tSở Tài chính",
    )

    assert [(p.title, leads(p)) for p in found] == [
        ("Rà soát quy hoạch", ["Sở Xây dựng"]),
        ("Rà soát quỹ đất", ["Sở Tài chính"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "TT\tXã\tDân số\tDiện tích\n1\tKim Liên\t12.000\t45",
        "TT\tNội dung\tKinh phí\tNguồn vốn\n1\tRà soát quy hoạch\t200 triệu\tNgân sách tỉnh",
        "Thời gian\tNội dung\tThực hiện\n7h30 - 8h00\tĐón đại biểu\tVăn phòng\n8h00\tKhai mạc\tBan tổ chức",
        "Sở Y tế\tSở Tài chính\tSở Nội vụ\n1\t2\t3",
        "1\tRà soát nhiệm vụ, thời hạn và cơ quan chủ trì của các dự án trên địa bàn\tđang xem xét",
        f"{HEADING}\nTổng cộng\t\t\t\t\t\n\tTổng số\t5\t\t\t",
    ],
)  # fmt: skip
def test_other_tables_give_no_directive(text):
    assert not extract(text, on=ON).proposals


def test_a_table_of_another_kind_ends_a_plan():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t\t\t",
        "STT\tXã\tDân số\tDiện tích\tSố hộ\tSố thôn",
        "1\tKim Liên\t12.000\t45\t300\t5",
    )

    assert [p.title for p in found] == ["Rà soát quy hoạch"]


def test_work_that_is_done_already_is_no_directive():
    heading = "TT\tNhiệm vụ\tChủ trì\tThời hạn\tTình hình thực hiện"
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t30/10/2025\tĐã hoàn thành ngày 28/10",
        "2\tRà soát quỹ đất\tSở Tài chính\t30/11/2025\tĐang thực hiện",
        "3\tRà soát dự án\tSở Tài chính\t30/11/2025\tHoàn thành",
        heading=heading,
    )

    assert [p.title for p in found] == ["Rà soát quỹ đất"]


# Names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("Sở Y tế, Sở Nội vụ và Công an tỉnh", ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"]),
        ("- Sở Y tế; - Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Y tế Sở Nội vụ UBND các xã, phường", ["Sở Y tế", "Sở Nội vụ", "UBND các xã, phường"]),
        ("Sở Nội vụ, Văn phòng UBND tỉnh", ["Sở Nội vụ", "Văn phòng UBND tỉnh"]),
        ("Các Sở: Tài chính, Xây dựng", ["Sở Tài chính", "Sở Xây dựng"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("Sở Tài chính/Sở Xây dựng", ["Sở Tài chính", "Sở Xây dựng"]),
        ("UBND phường Vinh Phú, xã Kim Liên", ["UBND phường Vinh Phú", "UBND xã Kim Liên"]),
        ("Sở Tài chính chủ trì", ["Sở Tài chính"]),
        ("Đề nghị Ban Tổ chức Tỉnh ủy", ["Ban Tổ chức Tỉnh ủy"]),
        ("Công ty Điện lực Nghệ An", ["Công ty Điện lực Nghệ An"]),
        ("VNPT Nghệ An, Viettel Nghệ An", ["VNPT Nghệ An", "Viettel Nghệ An"]),
        ("SNV", ["SNV"]),
        ("Theo phân công của Ban Chỉ đạo", []),
        ("-", []),
    ],
)
def test_whom_a_cell_names(cell, names):
    one, _ = only(f"1\tRà soát quy hoạch\t{cell}\t\t\t")

    assert leads(one) == names


@pytest.mark.parametrize(
    "cell",
    [
        "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ, Công an tỉnh",
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh",
        "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp), Công an tỉnh (phối hợp)",
        "Sở Y tế; Sở Nội vụ, Công an tỉnh",
    ],
)
def test_one_column_for_those_who_lead_and_those_who_help(cell):
    one, _ = only(f"1\tRà soát quy hoạch\t{cell}", heading="TT\tNhiệm vụ\tCơ quan chủ trì, phối hợp")

    assert (leads(one), helpers(one)) == (["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"])


def test_a_name_the_province_knows_is_taken_whole():
    directory = Directory(names=["Trung tâm Xúc tiến đầu tư, Thương mại"])
    one, _ = only("1\tMở hội chợ\tTrung tâm Xúc tiến đầu tư, Thương mại\t\t\t", directory=directory)

    assert leads(one) == ["Trung tâm Xúc tiến đầu tư, Thương mại"]


def test_who_leads_does_not_help_too():
    one, _ = only("1\tRà soát quy hoạch\tSở Y tế\tSở Y tế, Sở Nội vụ\t\t")

    assert helpers(one) == ["Sở Nội vụ"]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "NT", "Như trên", '"', "''", "“", "- nt -", "(nt)"])
def test_the_row_above_is_repeated(ditto):
    found, text = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\tSở Y tế\t30/11/2025\tBáo cáo",
        "\t".join(["2", "Rà soát quỹ đất", *[ditto] * 4]),
    )

    assert (leads(found[1]), helpers(found[1]), found[1].deadline.on, found[1].deliverable.text) == (
        ["Sở Xây dựng"],
        ["Sở Y tế"],
        date(2025, 11, 30),
        "Báo cáo",
    )
    assert found[1].inherited and not found[0].inherited
    assert at(text, found[1].leads[0].span) == "Sở Xây dựng"


def test_an_empty_cell_does_not_repeat_the_row_above():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\tSở Y tế\t30/11/2025\tBáo cáo", "2\tMua thuốc\t\t\t\tThuốc"
    )

    assert (leads(found[1]), helpers(found[1]), found[1].deadline.kind) == ([], [], "none")


def test_without_a_column_of_leads_the_words_of_the_work_are_read():
    one, _ = only(
        "1\tGiao Sở Xây dựng chủ trì, phối hợp với Sở Y tế rà soát quy hoạch\t30/11/2025",
        heading="TT\tNội dung chỉ đạo\tThời hạn hoàn thành",
    )

    assert (leads(one), helpers(one), one.title) == (["Sở Xây dựng"], ["Sở Y tế"], "Rà soát quy hoạch")
    assert not one.inherited


# Times


@pytest.mark.parametrize(
    ("cell", "kind", "day"),
    [
        ("30/11/2025", "date", date(2025, 11, 30)),
        ("30.11.2025", "date", date(2025, 11, 30)),
        ("30-11-2025", "date", date(2025, 11, 30)),
        ("2025-11-30", "date", date(2025, 11, 30)),
        ("Ngày 30 tháng 11 năm 2025", "date", date(2025, 11, 30)),
        ("Trước 15/12", "date", date(2025, 12, 15)),
        ("17h00 ngày 15/12/2025", "date", date(2025, 12, 15)),
        ("Chậm nhất ngày 15/12/2025", "date", date(2025, 12, 15)),
        ("01/12/2025 - 15/01/2026", "date", date(2026, 1, 15)),
        ("Từ ngày 01/12/2025 đến hết ngày 15/01/2026", "date", date(2026, 1, 15)),
        ("01-15/12/2025", "date", date(2025, 12, 15)),
        ("Tháng 12/2025", "month_end", date(2025, 12, 31)),
        ("tháng 3", "month_end", date(2026, 3, 31)),
        ("12/2025", "month_end", date(2025, 12, 31)),
        ("12.2025", "month_end", date(2025, 12, 31)),
        ("Tháng 11, 12/2025", "month_end", date(2025, 12, 31)),
        ("11-12/2025", "month_end", date(2025, 12, 31)),
        ("Trước 12/2025", "month_end", date(2025, 11, 30)),
        ("Quý I/2026", "quarter_end", date(2026, 3, 31)),
        ("Quý IV", "quarter_end", date(2025, 12, 31)),
        ("I/2026", "quarter_end", date(2026, 3, 31)),
        ("Q4/2025", "quarter_end", date(2025, 12, 31)),
        ("Quý III, IV năm 2026", "quarter_end", date(2026, 12, 31)),
        ("Quý IV/2025 - Quý I/2026", "quarter_end", date(2026, 3, 31)),
        ("Năm 2026", "year_end", date(2026, 12, 31)),
        ("2026", "year_end", date(2026, 12, 31)),
        ("2026-2030", "year_end", date(2030, 12, 31)),
        ("Giai đoạn 2026 – 2030", "year_end", date(2030, 12, 31)),
        ("Từ năm 2026 đến năm 2030", "year_end", date(2030, 12, 31)),
        ("Trước năm 2030", "year_end", date(2029, 12, 31)),
        ("45 ngày", "relative", date(2025, 12, 19)),
        ("03 ngày làm việc", "relative", date(2025, 11, 7)),
        ("24 giờ", "relative", date(2025, 11, 5)),
        ("Hằng năm", "recurring", None),
        ("Ngày 25 hằng tháng", "recurring", None),
        ("6 tháng/lần", "recurring", None),
        ("Trước ngày 15/12 hằng năm", "recurring", None),
        ("Khẩn trương", "asap", None),
    ],
)
def test_when_a_cell_says(cell, kind, day):
    one, text = only(f"1\tRà soát quy hoạch\tSở Xây dựng\t\t{cell}\t")

    assert (one.deadline.kind, one.deadline.on) == (kind, day)
    assert at(text, one.deadline.span) in cell


@pytest.mark.parametrize(
    "cell",
    [
        "Thường xuyên", "Theo tiến độ", "Từ năm 2026", "Năm 2026 và các năm tiếp theo", "Đầu quý II/2026",
        "Tuần 2 tháng 12/2025", "6 tháng đầu năm 2026", "Sau khi Luật có hiệu lực", "Kỳ họp cuối năm 2025",
        "Ngay sau khi có văn bản của Bộ", "5 năm",
    ],
)  # fmt: skip
def test_no_day_is_invented_and_the_words_are_kept(cell):
    one, text = only(f"1\tRà soát quy hoạch\tSở Xây dựng\t\t{cell}\t")

    assert (one.deadline.kind, one.deadline.on) == ("none", None)
    assert at(text, one.deadline.span) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "30/11/2025; 15/01/2026",
        "30/11/2025, 15/01/2026",
        "30/11/2025 và 15/01/2026",
        "Đợt 1: 30/11/2025; đợt 2: 15/01/2026",
    ],
)
def test_several_days_in_a_cell_are_milestones(cell):
    one, text = only(f"1\tRà soát quy hoạch\tSở Xây dựng\t\t{cell}\t")

    assert one.deadline.on == date(2026, 1, 15)
    assert [(day.on, at(text, day.span)) for day in one.milestones] == [
        (date(2025, 11, 30), "30/11/2025"),
        (date(2026, 1, 15), "15/01/2026"),
    ]


def test_a_year_is_guessed_and_a_day_gone_by_is_doubted():
    guessed, _ = only("1\tRà soát quy hoạch\tSở Xây dựng\t\t15/12\t")
    gone, _ = only("1\tRà soát quy hoạch\tSở Xây dựng\t\t20/10/2025\t")

    assert guessed.deadline.year_guessed
    assert (gone.deadline.on, gone.deadline.suspect) == (date(2025, 10, 20), date(2026, 10, 20))


def test_an_empty_cell_leaves_the_limit_to_the_words_of_the_work():
    one, _ = only("1\tRà soát quy hoạch, báo cáo trước ngày 20/12/2025\tSở Xây dựng\t\t\t")
    none, _ = only("1\tRà soát quy hoạch giai đoạn 2026-2030\tSở Xây dựng\t\t\t")

    assert one.deadline.on == date(2025, 12, 20)
    assert (none.deadline.kind, none.deadline.span) == ("none", None)


# Groups


def test_a_group_hands_down_its_lead_and_its_time():
    found, text = read(
        "I\tSở Xây dựng\t\t\t\t",
        "1\tRà soát quy hoạch\t\t\t30/11/2025\tBáo cáo",
        "2\tRà soát nhà ở\tSở Y tế\t\t\tBáo cáo",
        "II\tNhiệm vụ giao Sở Tài chính hoàn thành trong quý I/2026\t\t\t\t",
        "3\tRà soát quỹ đất\t\t\t\tBáo cáo",
        "III\tNhóm nhiệm vụ khác\t\t\t\t",
        "4\tRà soát tài sản\t\t\t\tBáo cáo",
    )

    assert [(leads(p), p.inherited) for p in found] == [
        (["Sở Xây dựng"], True),
        (["Sở Y tế"], False),
        (["Sở Tài chính"], True),
        ([], False),
    ]
    assert [p.deadline.on for p in found] == [date(2025, 11, 30), None, date(2026, 3, 31), None]
    assert at(text, found[0].leads[0].span) == "Sở Xây dựng"


@pytest.mark.parametrize(
    "group",
    [
        "I\tNhóm nhiệm vụ về thể chế\t\t\t\t", "I. Nhóm về thể chế\t\t\t\t\t", "A\tNHIỆM VỤ CHUNG\t\t\t\t",
        "\tVề quy hoạch\t\t\t\t", "NHIỆM VỤ CHUNG\t\t\t\t\t", "I. Về thể chế", "1\tVề quy hoạch\t\t\t\t",
    ],
)  # fmt: skip
def test_a_group_row_is_no_directive(group):
    found, _ = read(group, "1.1\tRà soát quy hoạch\tSở Xây dựng\t\t\t")

    assert [(p.title, leads(p)) for p in found] == [("Rà soát quy hoạch", ["Sở Xây dựng"])]


def test_a_group_with_cells_of_its_own_hands_them_down():
    found, _ = read(
        "I\tHoàn thiện quy hoạch\tSở Xây dựng\tSở Y tế\tQuý I/2026\t",
        "1\tRà soát quy hoạch\t\t\t\tBáo cáo",
        "2\tCông bố quy hoạch\t\t\t30/4/2026\tThông báo",
    )

    assert [(p.title, leads(p), helpers(p), p.deadline.on) for p in found] == [
        ("Rà soát quy hoạch", ["Sở Xây dựng"], ["Sở Y tế"], date(2026, 3, 31)),
        ("Công bố quy hoạch", ["Sở Xây dựng"], ["Sở Y tế"], date(2026, 4, 30)),
    ]


def test_an_inner_group_ends_with_the_outer_one():
    found, _ = read(
        "I\tNhóm một\t\t\t\t",
        "1\tSở Xây dựng\t\t\t\t",
        "1.1\tRà soát quy hoạch\t\t\t\tBáo cáo",
        "II\tNhóm hai\t\t\t\t",
        "2\tRà soát quỹ đất\t\t\t\tBáo cáo",
    )

    assert [leads(p) for p in found] == [["Sở Xây dựng"], []]


def test_roman_numbers_may_number_the_rows_themselves():
    found, _ = read(
        "I\tRà soát quy hoạch\tSở Xây dựng\t\t30/11/2025\tBáo cáo", "II\tMua thuốc\tSở Y tế\t\t\tThuốc"
    )

    assert [leads(p) for p in found] == [["Sở Xây dựng"], ["Sở Y tế"]]


def test_numbered_work_with_nobody_named_is_a_directive_unless_rows_stand_below_it():
    found, _ = read(
        "1\tRà soát quy hoạch\t\t\t\t",
        "2\tPhát triển nhà ở\t\t\t\t",
        "2.1\tLập chương trình\tSở Xây dựng\t\t\t",
    )

    assert [p.title for p in found] == ["Rà soát quy hoạch", "Lập chương trình"]


def test_plain_lines_between_rows_are_groups_or_text():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t\t\t",
        "II. Nhiệm vụ giao Sở Tài chính",
        "2\tRà soát quỹ đất\t\t\t\t",
        "Giao Sở Y tế tổng hợp, báo cáo trước ngày 30/11/2025.",
        "3\tRà soát tài sản\tSở Nội vụ\t\t\t",
    )

    assert [leads(p) for p in found] == [["Sở Xây dựng"], ["Sở Tài chính"], ["Sở Y tế"], ["Sở Nội vụ"]]


# Rows as they come out of a word processor or a spreadsheet


def test_cells_of_a_spreadsheet_that_hold_several_lines():
    heading = 'TT\tNhiệm vụ\t"Cơ quan\nchủ trì"\tThời hạn'
    found, text = read(
        '1\t"Rà soát quy hoạch;\ncông bố ""quy hoạch"" mới"\t"Sở Xây dựng\nSở Y tế"\t30/11/2025',
        '2\tMua thuốc\t"Sở Y tế,\nSở Tài chính"\t"Quý I/2026\n(đợt 1)"',
        heading=heading,
    )

    assert [(leads(p), p.deadline.on) for p in found] == [
        (["Sở Xây dựng", "Sở Y tế"], date(2025, 11, 30)),
        (["Sở Y tế", "Sở Tài chính"], date(2026, 3, 31)),
    ]
    assert at(text, found[0].leads[0].span) == "Sở Xây dựng"
    assert len(extract(text, on=ON).sentences) == 3


def test_rows_whose_cells_were_broken_over_lines():
    found, _ = read(
        "chủ trì\tCơ quan",
        "phối hợp\tThời hạn",
        "1\tRà soát quy hoạch;",
        "công bố quy hoạch\tSở Xây dựng,",
        "Sở Tài chính\tSở Y tế\t30/11/2025",
        "2\tMua thuốc\tSở Y tế\t\tQuý I/2026",
        heading="TT\tNhiệm vụ\tCơ quan",
    )

    assert [(leads(p), helpers(p), p.deadline.on) for p in found] == [
        (["Sở Xây dựng", "Sở Tài chính"], ["Sở Y tế"], date(2025, 11, 30)),
        (["Sở Y tế"], [], date(2026, 3, 31)),
    ]


def test_empty_cells_at_the_end_of_a_row_may_be_lost():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng",
        "2\tRà soát quỹ đất",
        "3\tMua thuốc\tSở Y tế\t\t30/11/2025",
        "4\tXây cầu",
    )

    assert [(p.title, leads(p)) for p in found] == [
        ("Rà soát quy hoạch", ["Sở Xây dựng"]),
        ("Rà soát quỹ đất", []),
        ("Mua thuốc", ["Sở Y tế"]),
        ("Xây cầu", []),
    ]


def test_numbered_lines_with_a_tab_behind_a_table_are_plain_text():
    found, text = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t\t\t",
        "Chủ tịch UBND tỉnh yêu cầu:",
        "1.\tGiao Sở Y tế rà soát cơ sở khám chữa bệnh trước ngày 30/11/2025.",
    )

    assert leads(found[1]) == ["Sở Y tế"]
    assert at(text, found[1].span).startswith("Giao Sở Y tế")


def test_work_written_once_for_several_rows():
    found, _ = read(
        "1\tRà soát quy hoạch\tSở Xây dựng\t\t30/11/2025\tBáo cáo", "\t\tSở Y tế\t\t15/12/2025\tDanh sách"
    )

    assert [(p.title, leads(p), p.deadline.on) for p in found] == [
        ("Rà soát quy hoạch", ["Sở Xây dựng"], date(2025, 11, 30)),
        ("Rà soát quy hoạch", ["Sở Y tế"], date(2025, 12, 15)),
    ]


@pytest.mark.parametrize(
    "row", ["\t\t\t\t15/12/2025\tDanh sách", "1\tRà soát quy hoạch\t\t\t15/12/2025\tDanh sách"]
)
def test_a_further_part_of_the_work_above_has_its_lead(row):
    found, _ = read("1\tRà soát quy hoạch\tSở Xây dựng\tSở Y tế\t30/11/2025\tBáo cáo", row)

    assert (found[1].title, leads(found[1]), helpers(found[1]), found[1].inherited) == (
        "Rà soát quy hoạch",
        ["Sở Xây dựng"],
        ["Sở Y tế"],
        True,
    )


# What holds for any text with TABs

WORDS = [
    "", "", "1", "2", "I", "II. Nhóm nhiệm vụ", "TT", "STT", "Nhiệm vụ", "Công việc", "Cơ quan chủ trì",
    "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú", "(1)", "Rà soát quy hoạch – bổ sung", "Sở Y tế",
    "Các sở, ban, ngành; UBND các xã", "Sở Xây dựng Sở Nội vụ", "30/11/2025", "Quý I/2026", "2026–2030", "nt",
    '"', '"Sở Y tế', 'Sở Nội vụ"', "Giao Sở Y tế báo cáo trước ngày 15/12/2025.", "Thường xuyên", "\u200b",
    "Đã hoàn thành", "Hoà Bình",
]  # fmt: skip
rows = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("\t".join)
full = st.lists(st.sampled_from(WORDS), min_size=5, max_size=5).map("\t".join)
lines = st.one_of(rows, full, full, st.just("TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\tSản phẩm"))
texts = st.lists(lines, min_size=1, max_size=9).map("\n".join)
anything = st.text(alphabet='\t\n\r"1I.Sởsở ; \u0301\u200bNhiệm vụchủ trì', max_size=80)
calmly = settings(max_examples=100)


def said(text):
    """What is proposed, free of offsets, of Unicode form and of kinds of hyphen."""

    def plain(words):
        composed = unicodedata.normalize("NFC", words)
        return " ".join("".join("-" if char in "–—‐−" else char for char in composed).split())

    return [
        (
            plain(at(text, one.span)),
            plain(one.title),
            [plain(name) for name in (*leads(one), *helpers(one))],
            (one.deadline.kind, one.deadline.on),
            plain(one.deliverable.text) if one.deliverable else None,
        )
        for one in extract(text, on=ON).proposals
    ]


@calmly
@given(st.one_of(texts, texts, anything))
def test_spans_slice_the_text_and_nothing_crosses(text):
    found = extract(text, on=ON)
    spans = [one.span for one in found.proposals]
    evidence = [
        actor.span for one in found.proposals for actor in (*one.leads, *one.coordinators) if actor.span
    ]
    evidence += [day.span for one in found.proposals for day in (one.deadline, *one.milestones) if day.span]
    evidence += [one.deliverable.span for one in found.proposals if one.deliverable]

    assert all(0 <= span.start < span.end <= len(text) for span in (*spans, *evidence, *found.sentences))
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(before.end <= after.start for before, after in pairwise(found.sentences))
    assert all(any(s.start <= span.start and span.end <= s.end for s in found.sentences) for span in spans)
    covered = "".join(at(text, span) for span in found.sentences)
    assert len("".join(covered.split())) >= len("".join(text.replace("\u200b", "").split()))


@calmly
@given(texts)
def test_blank_lines_unicode_form_and_kind_of_hyphen_change_nothing(text):
    whole = [line for line in text.split("\n") if line.count('"') % 2 == 0]
    plain = "\n".join(whole)

    assert said(plain.replace("\n", "\n\n \n")) == said(plain)
    assert said(unicodedata.normalize("NFD", plain)) == said(plain)
    assert said(plain.replace("–", "-")) == said(plain)


def test_a_row_of_headings_below_others_never_takes_the_work_away():
    text = (
        "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\tSản phẩm\n\tCơ quan chủ trì\t\t\t\n1\tRà soát\tSở Y tế\t\t"
    )
    [proposal] = extract(text).proposals
    assert [one.name for one in proposal.leads] == ["Sở Y tế"]
