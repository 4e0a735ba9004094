"""Between the orders of a conclusion: accounts of days gone by, of plans, powers and the agenda."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)
BEFORE = "Sở Y tế rà soát cơ sở khám chữa bệnh."
AFTER = "Giao Sở Nội vụ theo dõi, đôn đốc."
OPENING = "Chủ tịch UBND tỉnh kết luận như sau:\n"


def found(sentence, form, opening=OPENING):
    numbers = ("1. ", "2. ", "3. ") if form == "item" else ("", "", "")
    lines = [number + words for number, words in zip(numbers, (BEFORE, sentence, AFTER), strict=True)]
    text = opening + (" " if form == "one paragraph" else "\n").join(lines)
    return [text[one.span.start : one.span.end] for one in extract(text, on=ON).proposals]


@pytest.mark.parametrize("form", ["item", "line", "one paragraph"])
@pytest.mark.parametrize(
    "sentence",
    [
        # done, with the words of a time gone by or a count
        "Trong quý III, Thanh tra tỉnh tiến hành 12 cuộc thanh tra, kiến nghị thu hồi 3,2 tỷ đồng.",
        "Tháng 10/2025, Chi cục Kiểm lâm xử phạt bảy vụ phá rừng.",
        "Các phòng chuyên môn tháng qua giải quyết được 112/120 hồ sơ, còn tám hồ sơ quá hạn.",
        "Trung tâm Y tế tuần qua tiêm vét cho 320 trẻ.",
        "Ban Quản lý Khu kinh tế bàn giao 45 ha mặt bằng cho nhà đầu tư hôm 28/10.",
        "Điện lực Tuyên Hóa khôi phục cấp điện cho 3.400 hộ vào lúc 22 giờ tối qua.",
        "Công an xã Đăk Ui hằng tuần vẫn duy trì tuần tra ban đêm tại ba thôn.",
        "UBND phường Phú Thượng liên tiếp tổ chức bốn đợt ra quân xử lý vi phạm.",
        "Đoàn Thanh niên xã đảm nhận 2 km đường hoa, trồng xong 1.500 cây.",
        "UBND các xã ven biển lập xong danh sách 3.412 tàu cá.",
        "Hội Chữ thập đỏ tỉnh trao 500 suất quà, trị giá 250 triệu đồng cho hộ nghèo.",
        # badly done
        "Sở Xây dựng lúng túng khi xác định suất vốn đầu tư.",
        "Chủ đầu tư buông lỏng giám sát, để nhà thầu thi công sai thiết kế.",
        "Ban Quản lý dự án số 2 liên tục thất hứa về tiến độ.",
        "Báo cáo của các đơn vị gửi chậm, số liệu vênh nhau, phải chỉnh sửa nhiều lần.",
        # what others plan or say
        "Công ty Cổ phần Nước sạch Hòa Bình có kế hoạch nâng công suất nhà máy lên 60.000 m3/ngày.",
        "Kiểm toán nhà nước khu vực II sẽ kiểm toán ngân sách tỉnh từ ngày 05/01/2026.",
        "Đoàn công tác của Bộ Y tế sẽ về kiểm tra trong tuần tới.",
        "Chi cục Thủy sản cho hay đã kiểm tra 40 tàu, sẽ có báo cáo vào ngày 25/11.",
        "Tham luận tại hội nghị, Trưởng phòng Giáo dục kiến nghị giao trường tự chủ thu chi.",
        "Đại diện Sở Giao thông: đề nghị các huyện rào chắn đoạn sạt lở trước ngày 10/11.",
        "Ý kiến của Sở Tư pháp: phải lấy ý kiến nhân dân 30 ngày trước khi trình.",
        "Ông Lê Hữu Phúc, tổ trưởng dân phố 5, đề nghị phường nạo vét cống trước mùa mưa.",
        "Các hộ kinh doanh đề xuất miễn phí vỉa hè đến hết năm 2026.",
        # laws, powers, posts
        "Điều 8 Luật Phòng cháy, chữa cháy giao UBND cấp xã tổ chức tuyên truyền.",
        "Căn cứ quy định hiện hành, thẩm quyền thu hồi đất thuộc Chủ tịch UBND cấp xã.",
        "Văn phòng UBND tỉnh là cơ quan thường trực của Ban Chỉ đạo.",
        "Thành viên Tổ công tác làm việc theo chế độ kiêm nhiệm.",
        "Trưởng Ban Chỉ đạo quyết định việc mời thêm chuyên gia khi cần thiết.",
        "Giám đốc Sở Tài chính được phân công theo dõi xã A Lưới, Giám đốc Sở Y tế theo dõi xã Hồng Vân.",
        "Phó Giám đốc Sở Xây dựng làm Tổ trưởng Tổ công tác, các thành viên phụ trách từng tuyến.",
        # what is true of itself, or would be
        "Phòng bệnh hơn chữa bệnh, phát hiện càng sớm chi phí càng thấp.",
        "Đoàn kết là sức mạnh, kỷ cương là nền tảng.",
        "Chuyển đổi số phải lấy người dân làm trung tâm.",
        "Giả sử mưa tiếp tục, hồ Kẻ Gỗ sẽ phải xả tràn trong hai ngày tới.",
        "Khi đó, các xã vùng trũng sẽ bị chia cắt từ 3 đến 5 ngày.",
        # orders given before
        "Tại Công điện số 214/CĐ-TTg, Thủ tướng Chính phủ yêu cầu các địa phương chủ động ứng phó.",
        "Từ tháng 3/2025, UBND tỉnh giao Sở Xây dựng lập quy hoạch nhưng chưa xong.",
        "Thông báo số 77 yêu cầu các xã nộp báo cáo trước ngày 30/9, 12 xã không nộp.",
        # decided by saying so
        "Cho chủ trương nâng cấp tuyến đường liên xã Phú Nhuận - Sơn Hà.",
        "Hoãn nội dung xin ý kiến về quy hoạch phân khu 3 sang phiên họp sau.",
        "Rút nội dung trình về đặt tên đường khỏi chương trình phiên họp.",
        "Gia hạn thời gian nộp hồ sơ dự tuyển đến 17 giờ ngày 05/12/2025.",
        "Cử đồng chí Lê Văn Bình làm Thư ký Hội đồng.",
        "Khai mạc ngày 25/11/2025 tại Nhà thi đấu tỉnh.",
        "Thay mặt lãnh đạo tỉnh, đồng chí Chủ tịch nhiệt liệt chúc mừng thầy và trò nhà trường.",
    ],
)
def test_an_account_among_orders_gives_no_work(sentence, form):
    assert found(sentence, form) == [BEFORE.rstrip("."), AFTER.rstrip(".")]


@pytest.mark.parametrize("form", ["item", "line", "one paragraph"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Ban Quản lý Khu kinh tế bàn giao 45 ha mặt bằng cho nhà đầu tư trước ngày 28/11.",
        "Công an xã Đăk Ui hằng tuần tuần tra ban đêm tại ba thôn.",
        "UBND phường Phú Thượng tổ chức bốn đợt ra quân xử lý vi phạm.",
        "Đoàn Thanh niên xã đảm nhận 2 km đường hoa, hoàn thành trước 22/12.",
        "UBND các xã ven biển lập xong danh sách tàu cá trước ngày 15/11.",
        "Hội Chữ thập đỏ tỉnh trao quà cho hộ nghèo trước Tết.",
        "UBND xã khắc phục tư tưởng sợ trách nhiệm, đùn đẩy, né tránh.",
        "Sở Y tế chuẩn bị tài liệu làm việc với đoàn công tác của Bộ Y tế trong tuần tới.",
        "Sở Xây dựng có kế hoạch phân luồng trước ngày 10/11.",
        "Sở Tư pháp lấy ý kiến nhân dân 30 ngày trước khi trình.",
        "Theo quy định của Luật Đất đai, Sở Tài chính xác định giá đất cụ thể trước ngày 20/11.",
        "Xác định cải cách hành chính là nhiệm vụ trọng tâm, bố trí cán bộ có năng lực.",
        "Lấy người dân, doanh nghiệp làm trung tâm, đẩy nhanh chuyển đổi số.",
        "Nếu mưa tiếp tục, Công ty Thủy lợi xả tràn hồ Kẻ Gỗ theo quy trình.",
        "Yêu cầu Sở Xây dựng thực hiện ngay nhiệm vụ đã được giao tại Thông báo số 88/TB-UBND.",
        "Giao Sở Xây dựng lập chủ trương nâng cấp tuyến đường liên xã.",
        "Cử đồng chí Lê Văn Bình tham gia đoàn kiểm tra, gửi danh sách trước ngày 12/11.",
        "Đến ngày 20/11/2025, Ban Quản lý dự án giải ngân đạt 80% kế hoạch.",
        "Sở Tư pháp rà soát các văn bản hết hiệu lực trước ngày 01/7/2026.",
        "Sở Tư pháp phổ biến Luật Đất đai có hiệu lực từ ngày 01/8/2024.",
        "Giao Sở Tài chính tham mưu điều chuyển 15 tỷ đồng sang dự án cầu Bến Tuần.",
    ],
)
def test_work_in_the_words_of_an_account_is_work(sentence, form):
    assert found(sentence, form) == [BEFORE.rstrip("."), sentence.rstrip("."), AFTER.rstrip(".")]


def test_the_prime_minister_orders_in_the_paper_of_the_centre():
    text = "Tại Công điện số 214/CĐ-TTg, Thủ tướng Chính phủ yêu cầu UBND các tỉnh chủ động ứng phó."

    assert len(extract(text, on=ON).proposals) == 1


def test_the_title_below_the_kind_of_a_paper_is_no_order():
    text = (
        "BIÊN BẢN\nGiao ban Ban Chỉ đạo phòng, chống tội phạm tỉnh quý III/2025\n"
        "KẾT LUẬN CỦA CHỦ TRÌ\n1. Sở Y tế rà soát cơ sở."
    )

    assert [text[one.span.start : one.span.end] for one in extract(text, on=ON).proposals] == [
        "Sở Y tế rà soát cơ sở"
    ]


def test_parts_counted_with_capitals_are_headings_above_numbers():
    text = (
        "DANH MỤC CÔNG VIỆC\n(Kèm theo Thông báo kết luận số 277/TB-UBND của UBND tỉnh Bình Thuận)\n"
        "A. Sửa chữa hồ đập\n1. Sở Y tế: gia cố mái đập.\n"
        "B. Chống ngập, sạt lở\n2. UBND thành phố Phan Thiết: nạo vét 14 tuyến cống."
    )

    assert [[a.name for a in one.leads] for one in extract(text, on=ON).proposals] == [
        ["Sở Y tế"],
        ["UBND thành phố Phan Thiết"],
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Công an tỉnh làm rõ vụ cháy đêm qua.",
        "Sở Xây dựng báo cáo sự cố cầu Bến Tuần hôm 28/10.",
        "Sở Nội vụ tổng hợp kết quả thực hiện trong tháng qua.",
        "Sở Xây dựng khắc phục các điểm thường xuyên ngập úng.",
        "Sở Công Thương rà soát các dự án là động lực tăng trưởng.",
        "Các cơ quan có thẩm quyền xử lý nghiêm các vi phạm.",
        "Sở Nội vụ rà soát các xã còn 5 tiêu chí chưa đạt.",
        "Yêu cầu Sở Xây dựng thu hồi các dự án đã giao đất nhưng chưa triển khai.",
        "Kiến nghị của UBND xã Hòa Sơn: giao Sở Xây dựng xem xét, báo cáo.",
        "Sở Y tế triển khai bệnh án điện tử đúng tiến độ và mang lại lợi ích cho người bệnh.",
    ],
)
def test_what_the_work_is_about_may_be_told(sentence):
    assert sentence.rstrip(".") in found(sentence, "item")


def test_a_past_month_without_a_comma_is_told():
    assert found("Trong tháng 10 xử phạt 40 cơ sở kinh doanh.", "item") == [
        BEFORE.rstrip("."),
        AFTER.rstrip("."),
    ]
