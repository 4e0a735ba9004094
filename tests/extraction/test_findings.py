"""Between the orders of a conclusion: findings, aims, votes, notes to the reader and the words of others."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)
BEFORE = "Sở Y tế rà soát cơ sở khám chữa bệnh."
AFTER = "Giao Sở Nội vụ theo dõi, đôn đốc."


@pytest.mark.parametrize("form", ["item", "paragraph"])
@pytest.mark.parametrize(
    "sentence",
    [
        # how work has gone
        "Qua kiểm tra, Sở Y tế phát hiện 14 cơ sở hành nghề không phép, xử phạt 320 triệu đồng.",
        "Sở Công Thương chậm tham mưu phương án di dời các cơ sở gây ô nhiễm.",
        "Các địa phương triển khai thực hiện chưa đồng bộ, có nơi làm theo hình thức.",
        "Sở Tài nguyên và Môi trường tham mưu bảng giá đất còn chậm, ảnh hưởng đến thu hút đầu tư.",
        "Ban Quản lý dự án huyện Mê Linh để tồn đọng 14 hồ sơ quyết toán từ năm 2022.",
        "Các nhà thầu huy động máy móc, nhân lực ít hơn hồ sơ dự thầu.",
        "UBND các huyện Như Xuân, Lang Chánh giải ngân dưới 30%.",
        "Sở Y tế không báo cáo đúng hạn theo yêu cầu tại Công văn số 3012/UBND-VX.",
        "Ngành nông nghiệp tăng trưởng 3,4%, công nghiệp tăng 11,2%.",
        "Thanh tra tỉnh kết luận UBND huyện Cư Jút giao đất không đúng thẩm quyền cho 9 trường hợp.",
        "Hạ tầng giao thông kết nối khu công nghiệp với cảng biển thiếu đồng bộ.",
        "Mưa lớn kéo dài làm hư hỏng 12 km đê kè, ngập 340 ha lúa.",
        "Đến ngày 23/9, 4 khu công nghiệp từng phải dừng hoạt động đã khôi phục sản xuất.",
        # when a place is open, who promises or asks for himself, what is set aside
        "Các chốt kiểm dịch liên tỉnh hoạt động từ 6 giờ đến 18 giờ hằng ngày.",
        "Bưu điện xã mở cửa phục vụ từ 7 giờ đến 19 giờ.",
        "Đại diện nhà thầu gói XL-12 cam kết sẽ huy động thêm 40 đầu xe trước ngày 20/12.",
        "Nhà thầu đề xuất lùi tiến độ sang tháng 12/2025.",
        "Không xem xét đề nghị bổ sung vốn của Ban Quản lý dự án.",
        "Đại diện lãnh đạo UBND huyện dự họp.",
        # done, praised
        "Các sở, ngành cơ bản hoàn thành nhiệm vụ được giao trong quý III.",
        "Ngày 02/11, Sở Y tế tổ chức tập huấn phòng, chống bệnh sởi cho 200 cán bộ tuyến xã.",
        "Trong hai ngày 30 và 31/10, Sở Tư pháp tổ chức tập huấn công tác hộ tịch.",
        "Tại đây, Đoàn công tác tặng quà 20 gia đình chính sách tiêu biểu.",
        "Công an các đơn vị, địa phương bắt 31 đối tượng, thu giữ 2,4 kg ma túy.",
        "Hội Nông dân các cấp vận động hội viên hiến 12.000 m2 đất làm đường.",
        "Ban Tổ chức trao giải cho 12 tác giả xuất sắc.",
        "Nhân dân đồng tình, ủng hộ chủ trương mở rộng đường của xã.",
        "Cử tri ghi nhận sự vào cuộc quyết liệt của UBND tỉnh trong xử lý ô nhiễm.",
        "Lực lượng vũ trang, các đoàn thiện nguyện đã không quản ngày đêm cứu giúp bà con.",
        # aims
        "Phấn đấu đến năm 2030, tỉnh có 80% số xã đạt chuẩn nông thôn mới nâng cao.",
        "Phấn đấu tốc độ tăng trưởng GRDP năm 2026 đạt 10,5%.",
        "Phấn đấu có ít nhất 3 sản phẩm OCOP 5 sao vào năm 2026.",
        "Quyết tâm đưa Quảng Trị trở thành trung tâm năng lượng của khu vực miền Trung.",
        "Hướng tới xây dựng chính quyền số, lấy người dân làm trung tâm phục vụ.",
        # decided, voted
        "Về việc bổ sung 80 tỷ đồng cho dự án: đồng ý, cân đối từ nguồn dự phòng.",
        "Dự thảo Quy định bảng giá đất: UBND tỉnh thống nhất về nguyên tắc.",
        "Dự thảo Quy chế phối hợp: các thành viên UBND tỉnh thống nhất thông qua.",
        "Về phương án 2: chọn hướng tuyến qua xã Quế Phú.",
        "Đối với đề nghị của Công ty Sao Mai: không xem xét giải quyết.",
        "Tập thể UBND tỉnh biểu quyết thông qua với tỷ lệ 100%.",
        "Cho phép UBND huyện Đức Thọ sử dụng 3 tỷ đồng từ nguồn dự phòng để sửa chữa kè.",
        "Thống nhất chi hỗ trợ 500.000 đồng/hộ cho 15 hộ đặc biệt khó khăn.",
        "Ban Thường vụ đánh giá cao các chi bộ đã hoàn thành đại hội; phê bình Chi bộ Trạm Y tế.",
        "Tán thành chủ trương sáp nhập 3 trạm y tế.",
        "Miễn nhiệm chức vụ Ủy viên UBND tỉnh đối với đồng chí Lê Văn Sơn.",
        "Đơn vị nào không báo cáo coi như thống nhất với dự thảo.",
        "Quá thời hạn trên, đơn vị không có ý kiến được xem là đồng ý.",
        "Nơi nào làm tốt sẽ được biểu dương, khen thưởng.",
        # the words of others
        "Đề án giao thông nông thôn: một số thành viên đề nghị Sở Xây dựng tính toán lại cơ chế.",
        "Đề án sắp xếp trường học: nhiều ý kiến đề nghị Sở Giáo dục và Đào tạo đánh giá lại.",
        "Ông Nguyễn Văn Tư (thôn 4) đề nghị xã sửa đường liên thôn.",
        "Nhà đầu tư cam kết khởi công dự án trong quý I/2027.",
        "Đại diện Ngân hàng Thế giới khuyến nghị tỉnh sớm hoàn thiện khung chính sách.",
        "Theo các chuyên gia, địa phương nên phát triển du lịch sinh thái.",
        "Phó Giám đốc Sở Tài chính giải trình: nguồn thu giảm do miễn, giảm thuế.",
        "Tại buổi làm việc, Sở Nội vụ báo cáo tiến độ sắp xếp bộ máy, đề xuất một số giải pháp.",
        "Lãnh đạo Sở Du lịch nhấn mạnh ngành sẽ tăng cường quảng bá trong năm tới.",
        "Đại biểu chất vấn: bao giờ Sở Xây dựng trình bảng giá đất?",
        "Làm thế nào để các địa phương giải ngân đúng hạn?",
        # other papers
        "Theo Luật Đất đai năm 2024, UBND cấp xã có trách nhiệm quản lý đất chưa giao, chưa cho thuê.",
        "Thông tư này quy định trách nhiệm của cơ quan, đơn vị trong quản lý tài sản công.",
        "Kết luận thanh tra chỉ rõ UBND huyện Ea Súp phải thu hồi 4 ha đất giao sai.",
        "Tổ chức, cá nhân vi phạm sẽ bị xử phạt từ 5 đến 10 triệu đồng.",
        "Thông báo này thay thế Thông báo số 120/TB-UBND ngày 10/3/2025.",
        # notes to the reader
        "Chi tiết xin liên hệ Cục Phòng bệnh, Bộ Y tế, ngõ 8 Tôn Thất Thuyết, Hà Nội.",
        "Mọi vướng mắc đề nghị liên hệ ông Phạm Quốc Anh, Trưởng phòng Quản lý đất đai.",
        "Đường dây nóng tiếp nhận phản ánh: 1022.",
        "Người dân cần hỗ trợ gọi số 0236 1022.",
        "Xem chi tiết tại Cổng thông tin điện tử tỉnh.",
        "Gửi kèm theo Công văn số 1022/SNV-CCHC ngày 12/10/2025 của Sở Nội vụ.",
        "Kính mời Giám đốc Sở Tài chính dự họp vào 8 giờ ngày 12/11/2025 tại Hội trường A.",
        "Chủ trì hội nghị là đồng chí Phó Chủ tịch Thường trực UBND tỉnh.",
        "Yêu cầu đặt ra là phải giữ vững ổn định để phát triển.",
        "Điều này đòi hỏi các cấp, các ngành phải đổi mới mạnh mẽ cách làm.",
    ],
)
def test_it_gives_no_work_among_orders(sentence, form):
    numbers = ("1. ", "2. ", "3. ") if form == "item" else ("", "", "")
    lines = [number + words for number, words in zip(numbers, (BEFORE, sentence, AFTER), strict=True)]
    text = "Chủ tịch UBND tỉnh kết luận như sau:\n" + "\n".join(lines)

    found = [text[one.span.start : one.span.end] for one in extract(text, on=ON).proposals]

    assert found == [BEFORE.rstrip("."), AFTER.rstrip(".")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Nội vụ rà soát các đơn vị còn chậm, tham mưu xử lý.",
        "Các địa phương khắc phục tình trạng triển khai chưa đồng bộ, hình thức.",
        "Sở Công Thương phát hiện, xử lý nghiêm các hành vi đầu cơ, găm hàng.",
        "Sở Tài chính báo cáo, giải trình trước ngày 20/11/2025.",
        "Sở Tài chính phấn đấu giải ngân đạt 95% kế hoạch trong năm 2025.",
        "Phấn đấu hoàn thành giải phóng mặt bằng trước ngày 15/12/2025.",
        "Sở Y tế tổ chức tập huấn phòng, chống bệnh sởi cho cán bộ tuyến xã trước ngày 20/11.",
        "Theo chức năng, nhiệm vụ được giao, Sở Công Thương kiểm tra giá xăng dầu.",
        "Qua kiểm tra nếu phát hiện vi phạm, Sở Y tế xử lý nghiêm theo quy định.",
        "Mọi vướng mắc phản ánh về Sở Nội vụ để tổng hợp, báo cáo Chủ tịch UBND tỉnh.",
        "Liên hệ với Bộ Tài chính để sớm có hướng dẫn, báo cáo UBND tỉnh trước ngày 20/11/2025.",
        "Sở Tài chính cơ bản hoàn thành quyết toán trước ngày 30/11/2025.",
        "Sở Nội vụ tổng hợp danh sách cá nhân được khen thưởng, gửi Ban Thi đua.",
        "Chủ trì xây dựng phương án có tính khả thi cao.",
        "Không triển khai các dự án chưa đủ thủ tục đầu tư.",
        "Sở Xây dựng rà soát các gói thầu có tiến độ chậm hơn kế hoạch.",
        "Sở Nội vụ xử lý hồ sơ chưa đầy đủ, hướng dẫn bổ sung.",
        "Sở Xây dựng cho phép các đơn vị thi công vào ban đêm.",
        "Sở Y tế phấn đấu số hóa 100% hồ sơ.",
        "Tại phiên họp tháng 12, Sở Tài chính trình phương án phân bổ vốn.",
        "Cấm xe tải qua lại trên mặt đê trong thời gian có báo động lũ.",
    ],
)
def test_work_in_like_words_is_work(sentence):
    text = f"Chủ tịch UBND tỉnh kết luận như sau:\n1. {BEFORE}\n2. {sentence}\n3. {AFTER}"

    found = [text[one.span.start : one.span.end] for one in extract(text, on=ON).proposals]

    assert found == [BEFORE.rstrip("."), sentence.rstrip("."), AFTER.rstrip(".")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nội dung đơn: ông Nam đề nghị UBND xã xem xét lại giá đất, trả lời trước Tết.",
        "Nội dung kiến nghị: sửa cầu, đề nghị Sở Xây dựng trả lời.",
        "Bà Lê Thị Hoa (Trưởng phòng Kinh tế): Tháng qua nhận 20 hồ sơ; đề nghị Sở Tài chính cấp kinh phí.",
        "UBND xã kiến nghị Sở Xây dựng sửa cầu trước mùa mưa.",
        "Kiến nghị Chủ tịch UBND tỉnh giao Sở Y tế điều chỉnh quy hoạch.",
        "UBND tỉnh ủy quyền Giám đốc Sở Xây dựng ký hợp đồng; thời gian ủy quyền đến hết ngày 31/12/2027.",
        "Báo Nghệ An ngày 01/11/2025 có bài phản ánh ô nhiễm sông Lam, xe quá tải làm hư hỏng đường.",
        "14 giờ 30: Phó Chủ tịch UBND tỉnh kiểm tra tiến độ cầu Hưng Đức.",
        "Ban Chỉ đạo họp định kỳ vào tuần cuối của quý.",
        "Văn phòng UBND tỉnh truyền đạt ý kiến của Phó Chủ tịch UBND tỉnh đến các cơ quan biết, thực hiện.",
        "Chưa xem xét đề nghị của Sở Nội vụ về bổ sung 35 biên chế.",
        "Đối với đề nghị của bản Nà Mường: nhất trí hỗ trợ 15 tấn xi măng.",
    ],
)
def test_minutes_diaries_and_closing_lines_give_no_work(sentence):
    text = f"Chủ tịch UBND tỉnh giao các đơn vị thực hiện:\n1. {BEFORE}\n2. {sentence}\n3. {AFTER}"

    assert len(extract(text, on=ON).proposals) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Nội vụ kiến nghị Bộ Nội vụ tháo gỡ vướng mắc.",
        "Giao Sở Xây dựng ủy quyền cho UBND các xã cấp phép.",
        "Báo Nghệ An đăng tin kịp thời.",
        "Bà Lê Thị Hoa (Văn phòng): tổng hợp báo cáo tuần.",
        "Đối với hồ sơ tồn: giải quyết dứt điểm trước ngày 20/11/2025.",
        "Tài liệu: Giao Sở Công Thương chuẩn bị báo cáo.",
    ],
)
def test_like_sentences_that_do_give_work(sentence):
    text = f"Chủ tịch UBND tỉnh giao các đơn vị thực hiện:\n1. {BEFORE}\n2. {sentence}\n3. {AFTER}"

    assert len(extract(text, on=ON).proposals) == 3


def test_notes_below_the_work_are_no_work():
    notes = "C. Ghi chú\n- Định mức hỗ trợ thực hiện theo Nghị quyết số 29."
    text = f"Giao các đơn vị thực hiện:\n1. {BEFORE}\n{notes}"

    assert len(extract(text, on=ON).proposals) == 1


@pytest.mark.parametrize("form", ["item", "paragraph"])
@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Các trạm kiểm dịch phải hoạt động 24/24 giờ.", "Các trạm kiểm dịch"),
        ("Bưu điện tỉnh bố trí nhân viên làm việc từ 7 giờ đến 19 giờ.", "Bưu điện tỉnh"),
        ("Thống nhất không cho qua cầu yếu, giao Sở Xây dựng cắm biển.", "Sở Xây dựng"),
        ("Sở Tài chính phân bổ 20 tỷ đồng cho các xã trước ngày 15/12.", "Sở Tài chính"),
        ("Cục Thuế tỉnh thu nợ đọng, phấn đấu năm 2025 thu vượt 5% dự toán.", "Cục Thuế tỉnh"),
        ("Sở Công Thương có trách nhiệm trước ngày 30/11 gửi báo cáo.", "Sở Công Thương"),
        ("Phân công Công an xã theo dõi địa bàn các thôn giáp ranh, báo cáo hằng ngày.", "Công an xã"),
        ("UBND xã đề xuất cho phép chuyển đổi đất, gửi Sở Tài chính trước ngày 15/12.", "UBND xã"),
    ],
)
def test_an_order_that_resembles_one_of_these_stays_an_order(sentence, lead, form):
    numbers = ("1. ", "2. ") if form == "item" else ("", "")
    lines = [number + words for number, words in zip(numbers, (BEFORE, sentence), strict=True)]
    text = "Chủ tịch UBND tỉnh kết luận như sau:\n" + "\n".join(lines)

    leads = [[actor.name for actor in one.leads] for one in extract(text, on=ON).proposals]

    assert leads == [["Sở Y tế"], [lead]]
