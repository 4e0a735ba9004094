"""Sentences that look like orders and give no work."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế đã chủ trì, phối hợp với Công an tỉnh kiểm tra 20 cơ sở.",
        "Cơ bản thống nhất với phương án sắp xếp do Sở Nội vụ trình.",
        "Cơ bản nhất trí nội dung báo cáo của Sở Tài chính.",
        "Thống nhất chưa thu phí chỗ ngồi trong quý I/2026.",
        "Thống nhất không tổ chức lễ kỷ niệm trong tháng 12/2025.",
        "Thống nhất lùi thời gian khởi công sang quý I/2026.",
        "Hỗ trợ 500 triệu đồng từ nguồn dự phòng cho UBND xã Hòa Sơn.",
        "Phân bổ kinh phí 12,5 tỷ đồng cho UBND các xã bị thiệt hại.",
        "Nghiêm túc phê bình UBND xã Hòa Sơn để chậm tiến độ.",
        "Sở Công Thương có trách nhiệm trước UBND tỉnh về nguồn hàng Tết.",
        "UBND xã Tân Phú có trách nhiệm liên đới về các sai phạm.",
        "Thủ trưởng đơn vị để thất lạc, hư hỏng hồ sơ phải chịu trách nhiệm trước pháp luật.",
        "Phân công đồng chí Trưởng ban Dân vận theo dõi địa bàn các xã phía đông.",
        "Đồng chí Phó Chủ tịch UBND xã được phân công phụ trách địa bàn thôn 3.",
        "Đồng chí Phó Chủ tịch UBND xã làm Tổ trưởng Tổ công tác.",
        "UBND tỉnh yêu cầu:\n1. Đồng chí Phó Chủ tịch Thường trực được giao phụ trách cụm 3 xã ven biển.",
        "Các địa phương đang khẩn trương rà soát.",
        "Chủ tịch UBND tỉnh đánh giá cao các sở, ngành đã nỗ lực hoàn thành nhiệm vụ.",
        "Chủ tịch UBND tỉnh ghi nhận, biểu dương Sở Y tế.",
        "Trước đó, Chủ tịch UBND tỉnh giao Sở Y tế rà soát trong 30 ngày.",
        "Ngày 08/4/2025, Chủ tịch UBND tỉnh giao Sở Y tế rà soát trước ngày 10/5/2025.",
        "Theo Kế hoạch số 12/KH-UBND ngày 09/01/2025, Sở Y tế được giao rà soát cơ sở.",
        "UBND tỉnh đã giao Sở Y tế rà soát, song đến nay chưa có báo cáo.",
        "Tại cuộc họp, Giám đốc Sở Nội vụ đề nghị các địa phương gửi danh sách.",
        "Đại diện Sở Xây dựng kiến nghị UBND tỉnh bố trí kinh phí.",
        "Trả lời báo chí, Giám đốc Sở Y tế cho biết sở sẽ trình phương án trước ngày 30/11.",
        "“Chúng tôi giao các trạm y tế rà soát”, ông nói.",
        "Chủ tịch UBND tỉnh ký quyết định phân công 14 thành viên UBND tỉnh theo dõi địa bàn.",
        "Phó Chủ tịch Thường trực phụ trách nông nghiệp.",
        "Giám đốc Sở Y tế được giao theo dõi 7 xã.",
        "UBND tỉnh giao 24 chỉ tiêu về kinh tế, xã hội.",
        "UBND tỉnh quyết định hỗ trợ 10 tỷ đồng cho các xã.",
        "Chấp thuận đề xuất của Sở Tài chính về việc chuyển giao trụ sở.",
        "Đồng ý chủ trương điều chỉnh dự án như đề nghị của Sở Xây dựng.",
        "Giám đốc Sở Xây dựng phải chịu trách nhiệm trước pháp luật.",
        "Chủ tịch UBND các xã chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để xảy ra vi phạm.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.",
        "Tỉnh quyết tâm hoàn thành 606 căn nhà trước ngày 19/12.",
        "Thu ngân sách 10 tháng đạt 92% dự toán.",
        "Dự báo từ nay đến hết tháng 11 còn 2 cơn bão.",
        "Việc chuyển giao phải đúng thẩm quyền.",
        "Người dân được khuyến cáo không ra đường.",
        "UBND tỉnh đề nghị Bộ Y tế bổ sung vắc xin.",
        "UBND tỉnh kiến nghị Chính phủ cho phép kéo dài thời gian giải ngân.",
        "UBND tỉnh Nghệ An đề nghị UBND tỉnh Thanh Hóa cung cấp số liệu.",
        "Tham dự có các Phó Chủ tịch UBND tỉnh, Giám đốc các sở.",
        "Về công tác y tế",
        "UBND huyện Kỳ Sơn đề nghị tỉnh bổ sung 20 tỷ đồng.",
        "Bãi bỏ Công văn số 12/UBND-TH ngày 02/01/2024.",
        "Kiến nghị Bộ Công Thương sớm công bố giá điện.",
        "Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện.",
        "1. Đánh giá chung:\nCác chủ đầu tư có nhiều cố gắng; tuy nhiên tiến độ vẫn chậm.",
        "I. KẾT QUẢ ĐẠT ĐƯỢC\n- Sở Y tế tổ chức tiêm vắc xin.\n- Hoàn thành rà soát trước ngày 30/4.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/TB-UBND\nKính gửi: Sở Y tế",
        "Ngày 05/11/2025, Ban Chỉ đạo phát triển du lịch tỉnh tổ chức cuộc họp.",
        "Chiều ngày 03/11/2025, Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo phòng, chống bão chủ trì họp.",
        "UBND tỉnh yêu cầu:\n1. Đánh giá chung: nhà đầu tư phải phối hợp nhiều cơ quan nên mất thời gian.",
        "1. Không chấp thuận chủ trương khảo sát thêm dự án mới cho đến khi quy hoạch được duyệt.",
        "Công ty đề nghị Sở Xây dựng cho đấu nối vào Đường tỉnh 885 và trả lời trước ngày 20/11.",
        "Giám đốc Sở Y tế báo cáo còn 62 mặt hàng thuốc chưa có kết quả, đề nghị tỉnh cho kéo dài hợp đồng.",
        "Giám đốc Sở Du lịch thông tin, ngành đã phối hợp với các hãng mở thêm 4 chuyến bay.",
        "Phó Giám đốc Sở Công Thương đề nghị huyện công bố lộ trình trước 31/12.",
        "UBND tỉnh chỉ đạo:\n1. Nhà thầu nào không đáp ứng sẽ bị xem xét không cho tham gia dự án khác.",
        "UBND tỉnh chỉ đạo:\n1. Chất lượng công trình phải bảo đảm đúng thiết kế được duyệt.",
        "UBND tỉnh chỉ đạo:\n7. Phó Chủ tịch phụ trách kinh tế theo dõi các phường phía Bắc.",
        "UBND tỉnh chỉ đạo:\n1. Công ty chịu trách nhiệm trước pháp luật về các cam kết của mình.",
        "UBND tỉnh chỉ đạo:\n- Chủ tịch UBND xã chịu trách nhiệm trước UBND tỉnh nếu để xảy ra vi phạm.",
        "Địa phương nào để dịch lây lan, Chủ tịch UBND xã nơi đó chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        "Thống nhất thông qua 14 nội dung trình HĐND tỉnh tại kỳ họp cuối năm.",
        "Từ đêm 02/11 đến sáng 03/11/2025, mưa rất lớn gây lũ quét tại 2 xã, trên 100 nhà bị thiệt hại.",
        "UBND tỉnh chỉ đạo:\n5. Giám đốc Sở Y tế cho biết sẽ vận động tặng 2.000 máy trong tháng 12.",
        "Ngày 03/11/2025, UBND huyện giao ban với Trưởng các phòng, ban và Chủ tịch UBND các xã.",
        "Ngày 03/11/2025, Thủ tướng Chính phủ có Công điện số 825/CĐ-TTg yêu cầu UBND các tỉnh rà soát.",
        "UBND tỉnh chỉ đạo:\n3. 12 hộ dân phường An Bình xin cấp giấy chứng nhận quyền sử dụng đất.",
        "Đến hết tháng 10, thu nội địa đạt 4.760 tỷ đồng, bằng 61% dự toán, nhưng nợ thuế còn 872 tỷ đồng.",
        "UBND tỉnh chỉ đạo:\n3. Các hộ dân ấp Tân Thuận phản ánh cơ sở xay xát gây ô nhiễm.",
        "UBND tỉnh chỉ đạo:\n1. Sở Xây dựng trình bày hai phương án hướng tuyến.",
        "UBND tỉnh chỉ đạo:\n1. Trung tâm Phục vụ hành chính công xã tiếp nhận 1.246 hồ sơ, đúng hạn 98,2%.",
        "UBND tỉnh chỉ đạo:\n4. Thống nhất từ ngày 01/7/2026 đưa kết quả chỉ số vào căn cứ bình xét thi đua.",
        "Thông báo để các cơ quan, đơn vị, địa phương biết, thực hiện.",
        "UBND tỉnh chỉ đạo:\n2. Riêng kè Trà Nóc mới đạt 34%, chậm 4 tháng so với hợp đồng.",
        "UBND tỉnh chỉ đạo. Thông báo này thay cho văn bản giao nhiệm vụ.",
        "UBND tỉnh chỉ đạo. Ban Quản lý dự án báo cáo, dự án thành phần 2 đã đạt 58% giá trị xây lắp.",
        "UBND tỉnh chỉ đạo:\n- Bà con làng Lũh Yố phản ánh đường bị sạt, đề nghị xã hỗ trợ đá, xi măng.",
        "Trả lời báo chí, lãnh đạo Cục Chăn nuôi dự báo giá lợn hơi có thể tăng 15-20%.",
        "UBND tỉnh chỉ đạo. Thu ngân sách đến ngày 15/10/2025 đạt 13.940 tỷ đồng, bằng 27% dự toán giao.",
        "Toàn tỉnh đón 3,82 triệu lượt khách, vượt 8% kế hoạch.",
        "UBND tỉnh chỉ đạo:\n1. Đoàn Thanh tra Chính phủ dự kiến làm việc tại tỉnh từ ngày 10/11.",
    ],
)
def test_no_work_is_given(text):
    assert extract(text, on=ON).proposals == ()


@pytest.mark.parametrize(
    "text",
    [
        "Kiên quyết không để tụ tập đông người. Giao Sở Y tế rà soát.",
        "Giao Sở Y tế rà soát cơ sở. Tuyệt đối không được để thiếu thuốc.",
        "Giao Sở Y tế rà soát cơ sở. Báo cáo giải trình phải gửi về Văn phòng trước 14 giờ.",
        "Giao Sở Y tế rà soát cơ sở. Nếu vượt thẩm quyền, báo cáo UBND tỉnh xem xét.",
    ],
)
def test_negative_conditional_and_passive_orders_are_orders(text):
    assert len(extract("UBND tỉnh chỉ đạo:\n1. " + text, on=ON).proposals) == 2


def test_the_part_that_tells_ends_with_the_heading_beside_it():
    text = (
        "1. Về kết quả\nSở Y tế kiểm tra 20 cơ sở.\n2. Đối với Tờ trình về hỗ trợ xi măng\n"
        "Sở Xây dựng tính lại định mức."
    )

    assert [text[one.span.start : one.span.end] for one in extract(text, on=ON).proposals] == [
        "Sở Xây dựng tính lại định mức"
    ]


def test_a_label_tells_to_the_end_of_its_paragraph():
    text = (
        "Chủ tịch UBND tỉnh kết luận:\n1. Đánh giá chung: Toàn tỉnh thu nhận 2 triệu hồ sơ. "
        "Các sở phối hợp kết nối.\n2. Sở Y tế rà soát cơ sở."
    )

    assert [text[one.span.start : one.span.end] for one in extract(text, on=ON).proposals] == [
        "Sở Y tế rà soát cơ sở"
    ]


def test_a_news_item_of_the_same_day_is_an_order():
    text = "Ngày 4/11, Chủ tịch UBND tỉnh đã yêu cầu Sở Y tế rà soát cơ sở."

    assert len(extract(text, on=ON).proposals) == 1


def test_the_centre_charges_ministries_and_provinces():
    text = "Thủ tướng giao Bộ Y tế, UBND tỉnh Nghệ An rà soát cơ sở."

    assert len(extract(text, on=ON).proposals) == 1
