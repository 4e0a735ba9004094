"""Each deadline form that administrative texts use, in a sentence of its own."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)


def deadline_of(words, on=ON):
    """The deadline of the one directive in a plain order that ends with `words`."""
    found = extract(f"Giao Sở Y tế rà soát cơ sở khám chữa bệnh {words}.", on=on).proposals
    assert len(found) == 1
    return found[0].deadline


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước ngày 15/12/2025", date(2025, 12, 15)),
        ("trước ngày 20.12.2025", date(2025, 12, 20)),
        ("trước ngày 20-12-2025", date(2025, 12, 20)),
        ("trước ngày 05/6/2026", date(2026, 6, 5)),
        ("trước ngày 5 tháng 12 năm 2025", date(2025, 12, 5)),
        ("trước ngày 05 tháng 12", date(2025, 12, 5)),
        ("trước ngày 20/12", date(2025, 12, 20)),
        ("trước ngày 15/1", date(2026, 1, 15)),
        ("trước 30/11", date(2025, 11, 30)),
        ("xong trước ngày 20/12/2025", date(2025, 12, 20)),
        ("trước ngày Quốc khánh 02/9/2026", date(2026, 9, 2)),
        ("trước 14 giờ, ngày 05/12/2025", date(2025, 12, 5)),
        ("trước 17h00 ngày 25/12/2025", date(2025, 12, 25)),
        ("đến trước 16 giờ 00 ngày 12/11/2025", date(2025, 11, 12)),
        ("trước 10h00' ngày 12/11/2025", date(2025, 11, 12)),
        ("chậm nhất ngày 11/12/2025", date(2025, 12, 11)),
        ("chậm nhất là ngày 11/12/2025", date(2025, 12, 11)),
        ("chậm nhất trước ngày 21/12/2025", date(2025, 12, 21)),
        ("chậm nhất trước ngày 01 tháng 12", date(2025, 12, 1)),
        ("muộn nhất vào ngày 15/12", date(2025, 12, 15)),
        ("không muộn hơn ngày 15/12/2025", date(2025, 12, 15)),
        ("đến hết ngày 31/12/2025", date(2025, 12, 31)),
        ("trong ngày 10/11/2025", date(2025, 11, 10)),
        (", hoàn thành ngày 20/11/2025", date(2025, 11, 20)),
        (", thời hạn hoàn thành: 20/11/2025", date(2025, 11, 20)),
        ("từ ngày 30/11/2025 đến hết ngày 03/12/2025", date(2025, 12, 3)),
        ("từ ngày 10/11, hoàn thành trước ngày 15/12", date(2025, 12, 15)),
        ("định kỳ trước ngày 24/12/2025", date(2025, 12, 24)),
        ("để phục vụ lễ khánh thành vào ngày 19/12", date(2025, 12, 19)),
        (", chuẩn bị hòm phiếu phục vụ ngày bầu cử 15/3/2026", date(2026, 3, 15)),
        (", bảo đảm an ninh cho cuộc bầu cử ngày 15/3", date(2026, 3, 15)),
        ("phục vụ Đại hội ngày 12/12/2025", date(2025, 12, 12)),
        ("cho Lễ hội diễn ra ngày 25/11", date(2025, 11, 25)),
        (", chuẩn bị lễ giao, nhận quân ngày 05/3/2026", date(2026, 3, 5)),
        (", trực từ ngày 15/11/2025, hoạt động từ ngày 15/11/2025 đến ngày 15/12/2025", date(2025, 12, 15)),
        (", tiêm hết số vắc xin đã nhận trong ngày 20/11/2025", date(2025, 11, 20)),
    ],
)
def test_a_day(words, day):
    deadline = deadline_of(words)

    assert (deadline.kind, deadline.on) == ("date", day)


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("trong tháng 12/2025", "month_end", date(2025, 12, 31)),
        ("trong quý I và quý II/2026", "quarter_end", date(2026, 6, 30)),
        ("trong tháng 12 năm 2025", "month_end", date(2025, 12, 31)),
        ("trong tháng 12", "month_end", date(2025, 12, 31)),
        ("trong tháng 2", "month_end", date(2026, 2, 28)),
        ("xong trong tháng 11", "month_end", date(2025, 11, 30)),
        ("ngay trong tháng 11", "month_end", date(2025, 11, 30)),
        ("trong tháng 11 và 12 tới", "month_end", date(2025, 12, 31)),
        ("trong tháng 11, tháng 12 năm 2025", "month_end", date(2025, 12, 31)),
        ("trước tháng 9/2026", "month_end", date(2026, 8, 31)),
        ("đến hết tháng 1/2026", "month_end", date(2026, 1, 31)),
        ("trong tháng này", "month_end", date(2025, 11, 30)),
        ("trong quý I/2026", "quarter_end", date(2026, 3, 31)),
        ("trong quý\nIII/2026", "quarter_end", date(2026, 9, 30)),
        ("trong quý IV", "quarter_end", date(2025, 12, 31)),
        ("trong quý 2 năm 2026", "quarter_end", date(2026, 6, 30)),
        ("hoàn thành trong quý II", "quarter_end", date(2026, 6, 30)),
        ("trong năm 2025", "year_end", date(2025, 12, 31)),
        ("trước khi hết năm 2026", "year_end", date(2026, 12, 31)),
        ("trong năm nay", "year_end", date(2025, 12, 31)),
        (", phấn đấu năm 2026 đạt chuẩn", "year_end", date(2026, 12, 31)),
    ],
)
def test_the_end_of_a_month_quarter_or_year(words, kind, day):
    deadline = deadline_of(words)

    assert (deadline.kind, deadline.on) == (kind, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trong vòng 10 ngày tới", date(2025, 11, 14)),
        ("trong 05 ngày", date(2025, 11, 9)),
        ("trong thời hạn 10 ngày kể từ ngày ký", date(2025, 11, 14)),
        ("trong vòng 24 giờ", date(2025, 11, 5)),
        ("trong 2 tuần", date(2025, 11, 18)),
        ("trong vòng một tháng", date(2025, 12, 4)),
        ("chậm nhất 10 ngày", date(2025, 11, 14)),
        ("trong vòng 01 ngày làm việc", date(2025, 11, 5)),
        ("trong 05 ngày làm việc", date(2025, 11, 11)),
        ("trong 12 tháng kể từ khi được giao đất", None),
        ("trong 03 tháng kể từ ngày khởi công", None),
        ("chậm nhất 03 ngày làm việc trước ngày họp", None),
        ("trong 15 ngày kể từ ngày nhận được hồ sơ", None),
    ],
)
def test_a_number_of_days(words, day):
    deadline = deadline_of(words)

    assert (deadline.kind, deadline.on) == ("relative", day)


@pytest.mark.parametrize(
    "words",
    [
        "trước ngày 15 hằng tháng",
        "trước ngày 25 hằngtháng",
        "trước 16 giờ 00 ngày 25 hàng tháng",
        "chậm nhất trong ngày làm việc đầu tiên của tháng, định kỳ",
        "trước ngày 15 tháng 11 hàng năm",
        "từ ngày 5 đến ngày 10 hằng tháng",
        "định kỳ hằng quý",
        "định kỳ 06 tháng/lần",
        "ít nhất 01 lần/tuần",
        "hằng ngày",
        "hàng tuần",
        "theo từng ngày",
        "trực 24/24 giờ",
        "trước 15 giờ thứ Ba hằng tuần",
        "3 giờ một lần",
    ],
)
def test_again_and_again(words):
    deadline = deadline_of(words)

    assert (deadline.kind, deadline.on) == ("recurring", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Sở Y tế khẩn trương rà soát cơ sở.",
        "Giao Sở Y tế triển khai ngay việc rà soát.",
        "Giao Sở Y tế sớm hoàn thành việc rà soát.",
        "Giao Sở Y tế rà soát trong thời gian sớm nhất có thể.",
        "Giao Sở Y tế rà soát nhanh nhất.",
        "Giao Sở Y tế gấp rút rà soát.",
        "Giao Sở Y tế cấp tốc rà soát.",
        "Giao Sở Y tế thần tốc rà soát.",
        "Giao Sở Y tế rà soát càng sớm càng tốt.",
    ],
)
def test_at_once_has_no_date(sentence):
    [proposal] = extract(sentence, on=ON).proposals

    assert (proposal.deadline.kind, proposal.deadline.on) == ("asap", None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "theo quy định",
        "theo thời gian quy định",
        "kịp thời",
        "thường xuyên, liên tục",
        "theo Công văn số 785/UBND-TH ngày 15/12/2025",
        "theo Kế hoạch số 12/KH-UBND ngày 3/11/2025 của UBND tỉnh",
        "theo nhiệm vụ năm 2025",
        "trong dịp Tết",
        "những tháng cuối năm 2025",
        "giai đoạn 2026 - 2030",
        "theo Chiến dịch “90 ngày làm sạch dữ liệu”",
        "từ sớm, từ xa",
        "ngay từ cơ sở",
        "nhanh, gọn",
        "kể từ ngày 10/11/2025",
        "có hiệu lực đến ngày 31/12/2026",
        "với số liệu tính đến ngày 31/10/2025",
        "với tình hình từ ngày 01/10/2025 đến ngày 15/11/2025",
        "trước và sau khi bão đổ bộ",
        "phục vụ kỳ họp cuối năm",
        "với 26.000 tỷ đồng, đạt 98,62%",
        "tại Km28+800 đến Km55+100",
        "dự kiến hoàn thành trong năm 2026",
        "và các vi phạm phát sinh trước ngày 01/01/2026",
        "đã tiếp nhận từ ngày 01/7/2025 đến ngày 30/10/2025",
        "phục vụ kỳ họp thường lệ cuối năm 2026",
        "ứng phó bão đổ bộ vào tối 27/11",
        "của các dự án không triển khai trong 12 tháng",
        "của các dự án khởi công trước ngày 01/01/2024",
        "và hợp đồng lao động ký trước ngày 15/01/2026",
        "cho cán bộ nghỉ hưu trước ngày 01/12/2025",
        "cho các hộ sử dụng đất trước ngày 15/10/1993",
        "cho trẻ sinh từ ngày 01/01/2025 đến ngày 31/12/2025",
        "với các đối tượng hoạt động từ tháng 6 đến tháng 10 năm 2025",
        "theo Quyết định có hiệu lực đến hết năm 2030",
        "và cán bộ đủ điều kiện nghỉ hưu trong năm 2026",
        "có thành tích trong quý III/2025",
        "và việc chấm công trong tháng 10/2025",
    ],
)
def test_nothing_is_invented(words):
    deadline = deadline_of(words)

    assert (deadline.kind, deadline.on) == ("none", None)


@pytest.mark.parametrize("how_often", ["Định kỳ 10 ngày một lần", "Cứ 3 giờ một lần"])
def test_how_often_may_stand_first(how_often):
    text = f"Giao Sở Y tế rà soát cơ sở. {how_often} báo cáo UBND tỉnh."
    deadlines = [one.deadline.kind for one in extract(text, on=ON).proposals]

    assert deadlines == ["none", "recurring"]


def test_an_hour_of_today_is_today():
    assert deadline_of("xong trước 15 giờ hôm nay").on == ON


def test_the_latest_day_may_stand_before_the_work():
    [proposal] = extract("Giao Sở Tài chính, chậm nhất 31.12.2025, hoàn thành quyết toán.", on=ON).proposals

    assert proposal.deadline.on == date(2025, 12, 31)


def test_calendar_beats_relative_beats_recurring_beats_at_once():
    assert deadline_of("khẩn trương, hằng tuần, trong 5 ngày, trước ngày 20/12").kind == "date"
    assert deadline_of("khẩn trương, hằng tuần, trong 5 ngày").kind == "relative"
    assert deadline_of("khẩn trương, hằng tuần").kind == "recurring"


def test_a_missing_year_is_the_next_such_day_and_marked_as_a_guess():
    deadline = deadline_of("trước ngày 3/11")

    assert (deadline.on, deadline.year_guessed) == (date(2026, 11, 3), True)
    assert deadline_of("trước ngày 4/11").on == ON


def test_a_written_year_is_no_guess():
    assert not deadline_of("trước ngày 3/12/2025").year_guessed


def test_without_a_date_of_the_document_nothing_is_reckoned():
    assert deadline_of("trước ngày 3/12", on=None).on is None
    assert deadline_of("trong 10 ngày", on=None).on is None
    assert deadline_of("trước ngày 3/12/2025", on=None).on == date(2025, 12, 3)


def test_a_day_before_the_document_is_kept_and_suspected():
    deadline = deadline_of("trước ngày 15/01/2025")

    assert (deadline.on, deadline.suspect) == (date(2025, 1, 15), date(2026, 1, 15))


def test_a_day_that_does_not_exist_gives_no_date():
    assert deadline_of("trước ngày 31/11/2025").on is None


def test_the_hour_is_kept():
    assert deadline_of("trước 14 giờ 30 ngày 05/12/2025").hour == "14 giờ 30"


def test_the_evidence_is_the_words_themselves():
    text = "Giao Sở Y tế báo cáo trước ngày 20/11/2025."
    [proposal] = extract(text, on=ON).proposals
    span = proposal.deadline.span

    assert text[span.start : span.end] == "trước ngày 20/11/2025"


def test_working_days_follow_the_calendar_that_is_given():
    text = "Giao Sở Y tế báo cáo trong 02 ngày làm việc."
    [proposal] = extract(text, on=ON, is_working_day=lambda day: day != date(2025, 11, 5)).proposals

    assert proposal.deadline.on == date(2025, 11, 7)


def test_several_days_in_one_sentence_are_milestones():
    text = "Giao Sở Xây dựng bàn giao mặt bằng theo các mốc trước ngày 15/11/2025 và trước ngày 30/11/2025."
    [proposal] = extract(text, on=ON).proposals

    assert [one.on for one in proposal.milestones] == [date(2025, 11, 15), date(2025, 11, 30)]
    assert proposal.deadline.on == date(2025, 11, 30)


@pytest.mark.parametrize(
    "words",
    [
        "hằng tháng, trước ngày 20, báo cáo tiến độ",
        "hằng năm tổng hợp kết quả trước ngày 15/12",
        "định kỳ hằng quý, chậm nhất ngày 25, gửi số liệu",
        "hằng năm, trước ngày 15 tháng 12, tổng hợp kết quả",
        "phát bản tin cảnh báo 30 phút/lần",
    ],
)
def test_the_day_of_every_period_is_no_date(words):
    (proposal,) = extract(f"Kết luận:\n1. Sở Y tế {words}.", on=ON).proposals

    assert (proposal.deadline.kind, proposal.deadline.on) == ("recurring", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nếu mưa kéo dài đến hết ngày 10/11, Sở Y tế tăng cường trực cấp cứu.",
        "Trường hợp không hoàn thành trước ngày 30/11, Sở Xây dựng phải giải trình.",
        "Đến ngày 30/11 nếu chưa giải ngân thì UBND các xã giải trình.",
        "Đến hết tháng 11, đơn vị nào chưa hoàn thành thì báo cáo giải trình.",
    ],
)
def test_the_day_of_a_condition_is_no_deadline(sentence):
    (proposal,) = extract(f"Giao các đơn vị thực hiện:\n1. {sentence}", on=ON).proposals

    assert proposal.deadline.on is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Trường hợp có vướng mắc, Sở Nội vụ báo cáo trước ngày 20/11/2025.",
        "Nếu có vướng mắc báo cáo Sở Tài chính trước ngày 20/11/2025, để tổng hợp.",
        "Sở Y tế hằng tuần kiểm tra tiến độ, hoàn thành trước ngày 20/11.",
    ],
)
def test_a_day_beside_a_condition_or_a_period_counts(sentence):
    (proposal,) = extract(f"Giao các đơn vị thực hiện:\n1. {sentence}", on=ON).proposals

    assert proposal.deadline.on == date(2025, 11, 20)


@pytest.mark.parametrize(
    "words",
    ["chậm nhất tháng 12/2025 phải xong", "chậm nhất ngày 31/12/2025 phải đóng điện"],
)
def test_a_limit_and_what_must_be_then_belong_to_the_work_before(words):
    (proposal,) = extract(f"Kết luận:\n1. Sở Công Thương cải tạo đường dây, {words}.", on=ON).proposals

    assert proposal.deadline.on == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước Tết Dương lịch 01/01/2026", date(2026, 1, 1)),
        ("trước Tết Nguyên đán, chậm nhất 10/02/2026", date(2026, 2, 10)),
        ("nhân ngày Thương binh - Liệt sĩ 27/7", date(2026, 7, 27)),
        ("nhân Ngày Thế giới phòng, chống AIDS 01/12", date(2025, 12, 1)),
        ("đúng dịp 19/12/2025", date(2025, 12, 19)),
        ("trước kỳ họp thứ 10 (ngày 08/12/2025)", date(2025, 12, 8)),
        ("trong 10 ngày đầu tháng 12/2025", date(2025, 12, 10)),
        ("trong nửa đầu tháng 12", date(2025, 12, 15)),
        ("trong tuần đầu tháng 12/2025", date(2025, 12, 7)),
        ("vào cuối giờ chiều mai", date(2025, 11, 5)),
        (", hạn đến hết giờ hành chính ngày 14/11/2025", date(2025, 11, 14)),
        ("trước thời điểm 31/01/2026", date(2026, 1, 31)),
        (", thời hạn: tháng 12/2025", date(2025, 12, 31)),
    ],
)
def test_days_told_by_a_feast_a_session_or_a_part_of_the_month(words, day):
    assert deadline_of(words).on == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Hai tuần nữa, Sở Xây dựng báo cáo lại Chủ tịch UBND tỉnh.", date(2025, 11, 18)),
        ("Đến ngày 20/11/2025, Ban Quản lý dự án giải ngân đạt 80% kế hoạch.", date(2025, 11, 20)),
        ("Sang quý I/2026, Sở Y tế đưa vào sử dụng khu điều trị mới.", date(2026, 3, 31)),
        ("Trong quý IV/2025 lắp bổ sung hộ lan tại các đoạn đèo dốc.", date(2025, 12, 31)),
        ("Từ nay đến ngày 25/11 vớt hết bèo trên sông Rế.", date(2025, 11, 25)),
    ],
)
def test_a_time_may_open_the_sentence(sentence, day):
    found = extract(f"UBND tỉnh yêu cầu:\n1. {sentence}", on=ON).proposals

    assert [one.deadline.on for one in found] == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sáu tháng một lần báo cáo kết quả về Ban An toàn giao thông tỉnh.",
        "Cứ hai tuần một lần, Ban Quản lý dự án báo cáo tiến độ.",
        "Mỗi quý một lần Sở Nội vụ tổng hợp báo cáo.",
        "Mỗi sáng thứ Hai, Sở Y tế báo cáo tình hình.",
    ],
)
def test_how_often_in_words_may_open_the_sentence(sentence):
    found = extract(f"UBND tỉnh yêu cầu:\n1. {sentence}", on=ON).proposals

    assert [one.deadline.kind for one in found] == ["recurring"]


@pytest.mark.parametrize(
    "sentence",
    [
        # which are meant, how long something holds, how long it lasts
        "Sở Tư pháp rà soát các văn bản hết hiệu lực trước ngày 01/7/2026.",
        "Cục Thuế tỉnh thực hiện giảm 30% tiền thuê đất đến hết ngày 31/12/2026 theo Nghị định số 230.",
        "Ban Quản lý dự án rà soát hợp đồng gói thầu số 4 (hợp đồng hết hạn ngày 20/12/2025).",
        "Kho bạc Nhà nước khu vực XI phong tỏa các khoản tạm ứng quá hạn ngày 30/11/2025.",
        "Sở Xây dựng thanh tra các dự án được gia hạn đến hết ngày 30/6/2026.",
        "Sở Xây dựng cấp phép cho xe chở nặng lưu thông đến ngày 31/3/2026.",
        "Sở Xây dựng kiểm tra công trình có kế hoạch hoàn thành trong quý IV/2025.",
        "Sở Nội vụ kiểm điểm các đơn vị không nộp báo cáo trước ngày 30/10/2025.",
        "Sở Tài chính điều chỉnh dự toán các đơn vị sáp nhập trước ngày 01/7/2025.",
        "Sở Xây dựng rà soát dự án được giao đất trước ngày 01/8/2024.",
        "Thuế tỉnh xử lý tờ khai nộp sau hạn ngày 20/10.",
        "Sở Xây dựng bảo hành công trình trong 24 tháng.",
        "Sở Công Thương đình chỉ hoạt động các cơ sở vi phạm trong 03 tháng.",
        # of what the work is about
        "UBND xã thông báo lịch cắt điện từ 8 giờ ngày 10/11 đến 16 giờ ngày 11/11/2025 đến từng hộ.",
        "Chi cục Kiểm lâm rà soát diện tích rừng cháy từ đầu năm đến hết tháng 10.",
        "Sở Nội vụ đối chiếu số biên chế có mặt đến 31/10/2025.",
        "Kho bạc đối chiếu số dư tài khoản đến cuối ngày 31/12/2025.",
        "Chi cục Thủy sản cấp phép cho tàu cá hoạt động từ tháng 01 đến tháng 6.",
        "Công ty Thủy lợi vận hành hồ theo Quy trình ban hành ngày 25/11/2025.",
        "Văn phòng UBND tỉnh mời họp lại nếu đến ngày 15/11 các đơn vị chưa thống nhất.",
    ],
)
def test_a_day_of_what_the_work_is_about_is_no_deadline(sentence):
    found = extract(f"UBND tỉnh yêu cầu:\n1. {sentence}", on=ON).proposals

    assert [one.deadline.on for one in found] == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kho bạc thu hồi hết số dư tạm ứng quá hạn trước ngày 31/12/2025.",
        "UBND xã lập lịch trực Tết, gửi về Văn phòng UBND tỉnh chậm nhất ngày 31/12/2025.",
        "Sở Tài chính giảm tiền thuê đất cho doanh nghiệp, xong trước ngày 31/12/2025.",
        "Sở Xây dựng thanh tra các dự án được gia hạn, kết thúc trước ngày 31/12/2025.",
        "Nếu các đơn vị chưa thống nhất, Sở Nội vụ báo cáo trước ngày 31/12/2025.",
    ],
)
def test_a_limit_beside_such_words_is_a_deadline(sentence):
    found = extract(f"UBND tỉnh yêu cầu:\n1. {sentence}", on=ON).proposals

    assert [one.deadline.on for one in found] == [date(2025, 12, 31)]
