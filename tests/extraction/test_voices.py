"""Who speaks, who is charged and who is only named beside the work, form by form."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)
# As an item of a conclusion, and in the middle of a paragraph.
PLACES = [
    (
        "UBND TỈNH LÀO CAI\nChủ tịch UBND tỉnh kết luận:\n1. Sở Công Thương kiểm tra giá.\n2. ",
        ".\n3. Sở Y tế trực cấp cứu.",
    ),
    (
        "UBND TỈNH LÀO CAI\nTHÔNG BÁO\nSau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:\n"
        "Sở Công Thương kiểm tra giá. ",
        ". Sở Y tế trực cấp cứu.",
    ),
]


def read(sentence, before, behind):
    """The proposals that lie on a sentence."""
    first, last = len(before), len(before) + len(sentence)
    proposals = extract(f"{before}{sentence}{behind}", on=ON).proposals
    return [one for one in proposals if one.span.end > first and one.span.start < last]


def names(actors):
    return [one.name for one in actors]


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Đài Khí tượng Thủy văn khu vực Tây Bắc dự báo từ ngày 06/11/2025, vùng núi cao rét"
            " đậm, có khả năng xuất hiện băng giá"
        ),
        ("Trung tâm Dự báo Khí tượng Thủy văn quốc gia nhận định đợt mưa lớn còn kéo dài đến ngày 12/11"),
        "Chi cục Thủy lợi cảnh báo mực nước sông Thao có thể lên báo động 2 trong ngày 05/11",
        ("Viện Khoa học Khí tượng Thủy văn cho rằng hạn mặn năm nay sẽ đến sớm hơn trung bình nhiều năm"),
        "Đài Khí tượng Thủy văn tỉnh thông tin từ đêm 10/11 sẽ có mưa to đến rất to",
        (
            "Doanh nghiệp xuất khẩu cho rằng chi phí kiểm nghiệm còn cao, đề nghị được miễn phí"
            " mẫu đầu tiên; nội dung này vượt thẩm quyền của tỉnh"
        ),
        "Các hợp tác xã nêu khó khăn về vốn, đề nghị giãn nợ đến hết năm 2026",
        "Hiệp hội Vận tải ô tô tỉnh phản ánh phí qua trạm còn cao, kiến nghị giảm 20%",
        "Nhà thầu lo ngại giá cát tăng, đề nghị điều chỉnh đơn giá trước ngày 30/11/2025",
        "Các hộ kinh doanh chợ Cốc Lếu than phiền về giá thuê, đề nghị giảm 30% trong năm 2026",
        "Sở Tài chính cho rằng nguồn thu khó đạt, đề nghị giảm chỉ tiêu quý IV",
        "Bộ phận dự báo của Đài Khí tượng tỉnh nhận định từ ngày 10/11 không khí lạnh tăng cường",
        "Cơ quan khí tượng dự báo áp thấp nhiệt đới sẽ mạnh lên thành bão trong 24 giờ tới",
        "Theo bản tin lúc 10 giờ, bão số 12 sẽ đổ bộ vào đất liền trước ngày 08/11",
        "Các doanh nghiệp vận tải kiến nghị giảm phí bến bãi đến hết năm 2026",
        "Chủ các trang trại cho biết giá thức ăn tăng, mong được vay vốn ưu đãi",
        "Đại diện nhà thầu trình bày khó khăn về mỏ đất, xin lùi tiến độ đến ngày 31/3/2026",
        "Nhiều hộ dân bày tỏ lo lắng về tái định cư, đề nghị công khai giá đất",
        "Ban Quản lý các khu công nghiệp báo cáo thiếu nhân lực, đề nghị tăng 10 biên chế",
        "Lãnh đạo Công ty Apatit cho rằng thuế tài nguyên cao, đề nghị xem xét giảm",
    ],
)
def test_a_forecast_or_what_those_concerned_hold_and_ask_for_is_no_work(sentence, before, behind):
    assert read(sentence, before, behind) == []


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Thống nhất thành lập Tổ công tác liên ngành về thuốc hiếm do một Phó Chủ tịch làm Tổ trưởng",
        "Đồng ý thành lập Ban Chỉ đạo kiểm kê tài sản công của tỉnh",
        "Thành lập Tổ giúp việc gồm 5 thành viên, Giám đốc Sở Nội vụ làm Tổ trưởng",
        "Nhất trí lập Hội đồng thẩm định giá đất do Phó Chủ tịch UBND tỉnh làm Chủ tịch",
        "Quyết định thành lập Đoàn kiểm tra liên ngành do Giám đốc Sở Y tế làm Trưởng đoàn",
        "Thống nhất kiện toàn Ban Chỉ đạo Phòng, chống dịch do Chủ tịch UBND tỉnh làm Trưởng ban",
        "Thống nhất giải thể Ban Quản lý chợ Kim Tân từ ngày 01/12/2025",
        "Thống nhất đổi tên Quỹ Vì người nghèo thành Quỹ An sinh",
        "Nhất trí chủ trương thành lập Trung tâm điều hành giao thông thông minh",
        "Thống nhất bổ sung đồng chí Giám đốc Sở Nội vụ làm Phó Trưởng ban Ban Chỉ đạo",
        "Lập Tổ thẩm định do đồng chí Phó Giám đốc Sở Tài chính làm Tổ trưởng",
        "Đồng ý giải thể 3 tổ công tác đã hoàn thành nhiệm vụ",
        "Cho thành lập Câu lạc bộ doanh nhân nữ tỉnh",
    ],
)
def test_a_decision_to_found_or_rename_a_body_is_no_work(sentence, before, behind):
    assert read(sentence, before, behind) == []


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Kết luận hội nghị ngày 04/11, Chủ tịch UBND tỉnh phê bình 5 chủ đầu tư chưa giải"
            " ngân được đồng nào"
        ),
        "Tại hội nghị, Chủ tịch UBND tỉnh nghiêm khắc phê bình UBND xã Hòa Sơn để chậm tiến độ",
        "Phê bình, nhắc nhở Sở Nội vụ chậm nộp báo cáo quý III",
        "Chủ tịch UBND tỉnh không hài lòng với cách làm của Ban Quản lý dự án đường vành đai",
        "UBND tỉnh phê bình Giám đốc Sở Xây dựng vì không gửi báo cáo đúng hạn ngày 30/10/2025",
        "Phát biểu kết luận, Phó Chủ tịch UBND tỉnh phê bình 3 xã còn để người dân chờ quá 30 phút",
        "Chủ tịch UBND tỉnh nhắc tên 4 đơn vị chưa có báo cáo",
        "Chủ tịch UBND tỉnh thẳng thắn phê bình những đơn vị còn để hồ sơ quá hạn",
        "Nghiêm khắc phê bình Giám đốc Ban Quản lý dự án vì giải ngân chậm",
        "Phê bình Chủ tịch UBND các xã vắng mặt không lý do",
        "Kết luận buổi làm việc, đồng chí Phó Chủ tịch UBND tỉnh phê bình Sở Xây dựng tham mưu chậm",
        "Nhắc nhở UBND phường Lào Cai chưa báo cáo theo Công văn số 120",
    ],
)
def test_criticism_alone_is_no_work(sentence, before, behind):
    assert read(sentence, before, behind) == []


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Ông cho biết không vì khó khăn mà địa phương lùi tiến độ",
        "Ông nhấn mạnh vai trò của người đứng đầu",
        "Chủ tịch Hội Nông dân tỉnh đề nghị UBND tỉnh bố trí kinh phí trước ngày 30/11",
        "Trưởng Ban Dân vận Tỉnh ủy kiến nghị các sở quan tâm công tác tôn giáo",
    ],
)
def test_what_is_only_said_or_asked_for_by_others_is_no_work(sentence, before, behind):
    assert read(sentence, before, behind) == []


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            "Đài Khí tượng Thủy văn tỉnh dự báo sát tình hình mưa lũ, gửi bản tin trước 6 giờ hằng ngày",
            [["Đài Khí tượng Thủy văn tỉnh"]],
        ),
        ("Chi cục Thủy lợi cảnh báo sớm cho người dân vùng hạ du", [["Chi cục Thủy lợi"]]),
        (
            "Chủ tịch UBND tỉnh cho rằng giải ngân còn chậm, đề nghị các chủ đầu tư rà soát từng dự án",
            [["các chủ đầu tư"]],
        ),
        (
            "Sở Tài chính nêu rõ khó khăn về nguồn trong báo cáo, đề xuất phương án trước ngày 15/11/2025",
            [["Sở Tài chính"]],
        ),
        ("Sở Y tế thông báo lịch tiêm sẽ triển khai trong tháng 12 cho các xã", [["Sở Y tế"]]),
        (
            "Đài Khí tượng Thủy văn tỉnh cảnh báo kịp thời các khu vực có khả năng sạt lở",
            [["Đài Khí tượng Thủy văn tỉnh"]],
        ),
        (
            (
                "Thống nhất thành lập Tổ công tác gỡ vướng mặt bằng; giao Sở Nội vụ tham mưu quyết"
                " định trước ngày 15/11/2025"
            ),
            [["Sở Nội vụ"]],
        ),
        (
            (
                "UBND các xã, phường thành lập Tổ kiểm tra do Phó Chủ tịch làm Tổ trưởng, xong trước"
                " ngày 15/11/2025"
            ),
            [["UBND các xã, phường"]],
        ),
        (
            (
                "Chủ tịch UBND tỉnh phê bình 5 chủ đầu tư, yêu cầu các chủ đầu tư này kiểm điểm"
                " trước ngày 15/11/2025"
            ),
            [["các chủ đầu tư"]],
        ),
        (
            "Phê bình UBND xã Hòa Sơn; yêu cầu UBND xã Hòa Sơn báo cáo nguyên nhân trước ngày 15/11/2025",
            [["UBND xã Hòa Sơn"]],
        ),
        (
            (
                "Sở Công Thương phê bình, kiểm điểm nghiêm túc các cá nhân vi phạm, báo cáo trước"
                " ngày 15/11/2025"
            ),
            [["Sở Công Thương"]],
        ),
        ("Sở Tài chính nêu tên các chủ đầu tư chậm giải ngân hằng tuần", [["Sở Tài chính"]]),
        ("Sở Công Thương xử lý các dự án còn chậm, tìm rõ nguyên nhân", [["Sở Công Thương"]]),
    ],
)
def test_work_in_like_words_is_read(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            (
                "Với Bệnh viện Sản Nhi tỉnh (cơ sở 2), chủ đầu tư chốt lại đường găng tiến độ từng"
                " hạng mục; nhà thầu nào tiếp tục chậm thì xử lý theo hợp đồng"
            ),
            [["chủ đầu tư"]],
        ),
        (
            (
                "UBND phường Cam Đường vận động các hộ còn lại; hộ nào cố tình không chấp hành thì"
                " lập hồ sơ cưỡng chế"
            ),
            [["UBND phường Cam Đường"]],
        ),
        (
            (
                "Sở Công Thương kiểm tra các cửa hàng xăng dầu; cửa hàng nào găm hàng thì đề nghị"
                " thu hồi giấy phép"
            ),
            [["Sở Công Thương"]],
        ),
        (
            "Ban Quản lý dự án tỉnh rà lại năng lực từng đơn vị; đơn vị tư vấn nào yếu thì thay thế",
            [["Ban Quản lý dự án tỉnh"]],
        ),
        ("Sở Xây dựng kiểm tra bến bãi, chủ bến nào vi phạm thì đình chỉ hoạt động", [["Sở Xây dựng"]]),
        (
            (
                "Tổ trưởng các tổ dân phố đến từng nhà vận động. Hộ nào không tự tháo dỡ thì báo"
                " Công an phường xử lý"
            ),
            [["Tổ trưởng các tổ dân phố"], ["Tổ trưởng các tổ dân phố"]],
        ),
        (
            (
                "Đội Quản lý thị trường số 2 kiểm tra kho lạnh. Kho nào không có giấy tờ thì chuyển"
                " hồ sơ Công an tỉnh điều tra"
            ),
            [["Đội Quản lý thị trường số 2"], ["Đội Quản lý thị trường số 2"]],
        ),
        (
            "UBND các xã, phường rà soát từng hồ sơ. Trường hợp nào khó thì xin ý kiến Sở Nội vụ",
            [["UBND các xã, phường"], ["UBND các xã, phường"]],
        ),
        (
            (
                "Hạt Kiểm lâm Bát Xát tuần tra ban đêm. Đối tượng nào chống đối thì mời Công an xã"
                " phối hợp lập biên bản"
            ),
            [["Hạt Kiểm lâm Bát Xát"], ["Hạt Kiểm lâm Bát Xát"]],
        ),
        ("Chủ đầu tư nào không giải ngân hết vốn thì Sở Tài chính đề xuất điều chuyển", [["Sở Tài chính"]]),
        (
            (
                "Ban Quản lý dự án đôn đốc các mũi thi công; nhà thầu nào chậm thì chủ đầu tư phải"
                " cắt hợp đồng"
            ),
            [["Ban Quản lý dự án"], ["chủ đầu tư"]],
        ),
        (
            "Chi cục Thuế đối chiếu hóa đơn từng cửa hàng; hộ nào kê khai thiếu thì truy thu",
            [["Chi cục Thuế"]],
        ),
        (
            "Thanh tra tỉnh xác minh từng vụ. Vụ nào có dấu hiệu tội phạm thì chuyển cơ quan điều tra",
            [["Thanh tra tỉnh"], ["Thanh tra tỉnh"]],
        ),
        (
            "Trưởng các thôn đến từng nhà. Nhà nào neo đơn thì báo UBND xã hỗ trợ",
            [["Trưởng các thôn"], ["Trưởng các thôn"]],
        ),
        ("Sở Y tế kiểm tra các phòng khám; nơi nào không phép thì đóng cửa ngay", [["Sở Y tế"]]),
        ("Ban Quản lý chợ rà lại quầy; ai nợ quá 3 tháng thì thu hồi quầy", [["Ban Quản lý chợ"]]),
        ("Xã nào không bố trí được đất thì UBND tỉnh giao Sở Xây dựng tìm vị trí khác", [["Sở Xây dựng"]]),
    ],
)
def test_a_conditional_clause_belongs_to_the_one_before_unless_somebody_acts_in_it(
    sentence, leads, before, behind
):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            (
                "Các cơ sở du lịch, chủ bè nuôi thủy sản đưa hết khách và người lao động lên bờ"
                " trước 17 giờ ngày 05/11/2025"
            ),
            [["Các cơ sở du lịch", "chủ bè nuôi thủy sản"]],
        ),
        (
            "Chủ tàu du lịch, chủ lồng bè neo đậu phương tiện đúng nơi quy định",
            [["Chủ tàu du lịch", "chủ lồng bè"]],
        ),
        (
            "Các nhà xe, chủ bến thủy nội địa dừng đón khách từ 12 giờ ngày 05/11/2025",
            [["Các nhà xe", "chủ bến thủy nội địa"]],
        ),
        (
            "Các chủ trang trại, hộ nuôi cá lồng di dời lồng bè trước 18 giờ ngày 05/11/2025",
            [["Các chủ trang trại, hộ nuôi cá lồng"]],
        ),
        (
            "Các khu nghỉ dưỡng, homestay thông báo cho khách trước ngày 06/11/2025",
            [["Các khu nghỉ dưỡng, homestay"]],
        ),
        (
            "Các chủ đầu tư: chậm nhất ngày 31/12/2025 phải khởi công ít nhất một khối nhà",
            [["Các chủ đầu tư"]],
        ),
        ("Các nhà thầu: trước ngày 20/11/2025 phải huy động đủ 3 mũi thi công", [["Các nhà thầu"]]),
        ("Chủ đầu tư cấp nước: đến ngày 30/11/2025 phải thông tuyến ống", [["Chủ đầu tư cấp nước"]]),
        (
            "Các đơn vị vận tải: từ nay đến ngày 15/11/2025 lắp xong thiết bị giám sát",
            [["Các đơn vị vận tải"]],
        ),
        ("Công ty Nhôm Đắk Nông - TKV sớm chuyển đủ tiền về huyện", [["Công ty Nhôm Đắk Nông - TKV"]]),
        ("Công ty Than Hà Tu - Vinacomin gia cố bãi thải", [["Công ty Than Hà Tu - Vinacomin"]]),
        ("Công ty Thủy điện Hòa Bình - EVN sớm công bố lịch xả", [["Công ty Thủy điện Hòa Bình - EVN"]]),
        (
            "Chi nhánh Apatit Lào Cai - Vinachem sớm trả lại mặt bằng đã khai thác",
            [["Chi nhánh Apatit Lào Cai - Vinachem"]],
        ),
        (
            "Các chủ vườn, chủ nhà lưới chằng chống mái che trước 15 giờ ngày 06/11/2025",
            [["Các chủ vườn", "chủ nhà lưới"]],
        ),
        ("Chủ các phương tiện thủy neo đậu tại bến trước 18 giờ", [["Chủ các phương tiện thủy"]]),
        ("Các hãng taxi, nhà xe niêm yết giá cước", [["Các hãng taxi, nhà xe"]]),
        ("Các chủ mỏ: trong tháng 11/2025 phải lắp trạm cân", [["Các chủ mỏ"]]),
        ("Các tiểu thương chợ Cốc Lếu di chuyển hàng hóa lên cao", [["Các tiểu thương chợ Cốc Lếu"]]),
        (
            "Công ty Gang thép Lào Cai - VTM khắc phục hồ thải trước ngày 30/11/2025",
            [["Công ty Gang thép Lào Cai - VTM"]],
        ),
        ("Tổng công ty Khoáng sản - TKV sớm bàn giao mặt bằng", [["Tổng công ty Khoáng sản - TKV"]]),
        ("Các hộ nuôi cá tầm hạ mực nước bể", [["Các hộ nuôi cá tầm"]]),
        ("Chủ bến phà Bảo Hà ngừng chở khách khi nước lớn", [["Chủ bến phà Bảo Hà"]]),
        (
            "Doanh nghiệp lữ hành thông báo cho du khách hủy tour trước ngày 07/11/2025",
            [["Doanh nghiệp lữ hành"]],
        ),
    ],
)
def test_those_who_are_no_public_bodies_are_charged(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads", "coordinators"),
    [
        (
            "Các nhà thầu phối hợp với tư vấn giám sát tổ chức lại dây chuyền thi công, tăng ca, tăng kíp",
            [["Các nhà thầu"]],
            ["tư vấn giám sát"],
        ),
        (
            "Ban Quản lý dự án tỉnh phối hợp với tư vấn thiết kế xử lý nền đất yếu",
            [["Ban Quản lý dự án tỉnh"]],
            ["tư vấn thiết kế"],
        ),
        (
            "Hạt Kiểm lâm Bát Xát phối hợp với chủ rừng tuần tra ban đêm",
            [["Hạt Kiểm lâm Bát Xát"]],
            ["chủ rừng"],
        ),
        (
            "Đồn Biên phòng Lũng Pô phối hợp với già làng, trưởng bản tuyên truyền về quy chế biên giới",
            [["Đồn Biên phòng Lũng Pô"]],
            ["già làng, trưởng bản"],
        ),
        ("Nhà trường phối hợp với phụ huynh quản lý học sinh", [["Nhà trường"]], ["phụ huynh"]),
        (
            "UBND xã Bát Xát cùng đơn vị thi công rào chắn điểm sạt lở",
            [["UBND xã Bát Xát"]],
            ["đơn vị thi công"],
        ),
        (
            "Trạm Y tế xã phối hợp với cộng tác viên dân số lập danh sách",
            [["Trạm Y tế xã"]],
            ["cộng tác viên dân số"],
        ),
        (
            "Ban Quản lý chợ phối hợp với các tiểu thương sắp xếp lại quầy hàng",
            [["Ban Quản lý chợ"]],
            ["các tiểu thương"],
        ),
        ("Công an xã Y Tý phối hợp với chủ nhà trọ khai báo tạm trú", [["Công an xã Y Tý"]], ["chủ nhà trọ"]),
        ("Sở Du lịch cùng các hãng lữ hành xây dựng tour mới", [["Sở Du lịch"]], ["các hãng lữ hành"]),
        (
            "Trường THPT số 1 phối hợp với cha mẹ học sinh đưa đón học sinh",
            [["Trường THPT số 1"]],
            ["cha mẹ học sinh"],
        ),
        (
            "UBND xã Mường Hum phối hợp với các chủ đập vận hành cửa xả",
            [["UBND xã Mường Hum"]],
            ["các chủ đập"],
        ),
        (
            "Đội Quản lý thị trường số 2 phối hợp với sàn thương mại điện tử gỡ gian hàng giả",
            [["Đội Quản lý thị trường số 2"]],
            ["sàn thương mại điện tử"],
        ),
    ],
)
def test_those_who_are_no_public_bodies_help(sentence, leads, coordinators, before, behind):
    found = read(sentence, before, behind)
    assert [names(one.leads) for one in found] == leads
    assert [names(one.coordinators) for one in found] == [coordinators]


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Ông lưu ý không vì chạy tiến độ mà bỏ qua quy trình kiểm soát chất lượng", [[]]),
        ("Bà lưu ý chớ chủ quan với dịch sởi", [[]]),
        ("Ông yêu cầu không vì thiếu vật liệu mà dừng thi công", [[]]),
        ("Đồng chí Bí thư lưu ý không vì thành tích mà báo cáo sai số liệu", [[]]),
        ("Ông nhắc đừng để dân phải đi lại nhiều lần", [[]]),
        ("Chủ tịch UBND tỉnh lưu ý tránh tình trạng đầu năm thong thả, cuối năm vội vã", [[]]),
        ("Chủ tịch UBND tỉnh nhấn mạnh không được vì bão mà lơ là phòng cháy", [[]]),
        ("Bà nhắc các đơn vị không vì nể nang mà bỏ lọt vi phạm", [["các đơn vị"]]),
        ("Phó Chủ tịch UBND tỉnh lưu ý không vì tiết kiệm mà cắt thiết bị an toàn", [[]]),
        ("Ông đề nghị không vì chờ quy hoạch mà ngừng cấp phép xây dựng cho dân", [[]]),
        ("Chủ tịch UBND tỉnh nhắc không được chủ quan sau bão", [[]]),
    ],
)
def test_what_is_not_to_be_done_is_ordered_of_nobody_in_particular(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            (
                "Chủ tịch Ủy ban bầu cử tỉnh yêu cầu Ủy ban bầu cử các xã, phường niêm yết danh sách"
                " cử tri đúng thời hạn luật định"
            ),
            [["Ủy ban bầu cử các xã, phường"]],
        ),
        ("Trưởng Ban Chỉ đạo yêu cầu các thành viên bám địa bàn", [["các thành viên"]]),
        (
            (
                "Trưởng Ban Tổ chức Lễ hội giao Tiểu ban An ninh lập phương án phân luồng trước ngày"
                " 15/11/2025"
            ),
            [["Tiểu ban An ninh"]],
        ),
        ("Chủ tịch Hội đồng quản lý Quỹ yêu cầu Văn phòng Quỹ đối chiếu công nợ", [["Văn phòng Quỹ"]]),
        (
            "Trưởng Ban Chỉ huy Phòng thủ dân sự tỉnh yêu cầu các đồn biên phòng kêu gọi tàu thuyền",
            [["các đồn biên phòng"]],
        ),
        ("Chủ tịch Hội đồng thi tốt nghiệp yêu cầu các điểm thi kiểm tra máy phát điện", [["các điểm thi"]]),
        (
            "Tổ trưởng Tổ công tác số 2 yêu cầu UBND xã Bát Xát báo cáo trước ngày 15/11/2025",
            [["UBND xã Bát Xát"]],
        ),
        ("Trưởng Tiểu ban Nội dung yêu cầu các trường gửi tiết mục trước ngày 15/11/2025", [["các trường"]]),
        (
            "Chỉ huy trưởng Ban Chỉ huy Phòng thủ dân sự tỉnh yêu cầu Công an tỉnh cấm đường",
            [["Công an tỉnh"]],
        ),
        (
            "Trưởng Đoàn kiểm tra số 3 yêu cầu UBND xã Bản Lầu bổ sung hồ sơ trước ngày 15/11/2025",
            [["UBND xã Bản Lầu"]],
        ),
        ("Chủ tịch Hội đồng tuyển sinh giao Phòng Khảo thí rà phần mềm", [["Phòng Khảo thí"]]),
    ],
)
def test_the_head_of_a_council_or_task_force_charges(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            "Đề nghị UBND các tỉnh trồng sầu riêng siết quản lý mã số vùng trồng, cơ sở đóng gói",
            [["UBND các tỉnh trồng sầu riêng"]],
        ),
        ("UBND các xã nuôi tôm kiểm tra nguồn nước đầu vào", [["UBND các xã nuôi tôm"]]),
        (
            "Đề nghị UBND các xã trồng lúa nương hướng dẫn người dân chọn giống",
            [["UBND các xã trồng lúa nương"]],
        ),
        ("UBND các xã làm du lịch cộng đồng niêm yết giá phòng", [["UBND các xã làm du lịch cộng đồng"]]),
        ("Giao UBND các phường giáp sông Hồng kiểm tra kè", [["UBND các phường giáp sông Hồng"]]),
        (
            "Chi cục Kiểm lâm các tỉnh từ Lào Cai đến Phú Thọ rà soát chủ rừng",
            [["Chi cục Kiểm lâm các tỉnh từ Lào Cai đến Phú Thọ"]],
        ),
        (
            "Yêu cầu Sở Y tế các tỉnh, thành phố phía Nam rà soát kho thuốc",
            [["Sở Y tế các tỉnh, thành phố phía Nam"]],
        ),
        ("Yêu cầu UBND các xã trồng chè hướng dẫn người dân hái đúng lứa", [["UBND các xã trồng chè"]]),
        ("UBND các xã nuôi cá nước lạnh kiểm tra nguồn nước", [["UBND các xã nuôi cá nước lạnh"]]),
        ("Giao UBND các xã dọc sông Chảy cắm biển cảnh báo", [["UBND các xã dọc sông Chảy"]]),
        ("Đề nghị Công an các xã có lễ hội bố trí lực lượng", [["Công an các xã có lễ hội"]]),
        ("UBND các phường trồng cây xanh dọc quốc lộ 4D trước ngày 15/12/2025", [["UBND các phường"]]),
        (
            "Sở Xây dựng các tỉnh dọc tuyến cao tốc rà soát nút giao",
            [["Sở Xây dựng các tỉnh dọc tuyến cao tốc"]],
        ),
        ("UBND các xã làm đường giao thông nông thôn trước ngày 15/12/2025", [["UBND các xã"]]),
    ],
)
def test_what_says_which_committees_are_meant_belongs_to_the_name(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            (
                "Đối với hàng nông sản qua cửa khẩu Tân Nam, Hải quan cửa khẩu và Đồn Biên phòng kéo"
                " dài giờ làm thủ tục đến hết ngày 28/02/2026"
            ),
            [["Hải quan cửa khẩu", "Đồn Biên phòng"]],
        ),
        ("Đội Cảnh sát giao thông kéo dài ca trực đến 22 giờ", [["Đội Cảnh sát giao thông"]]),
        ("Trạm Y tế lùi lịch tiêm sang ngày 20/11/2025", [["Trạm Y tế"]]),
        ("Hải quan cửa khẩu rút ngắn thời gian kiểm hóa", [["Hải quan cửa khẩu"]]),
        ("Đồn Biên phòng nới giờ thông quan", [["Đồn Biên phòng"]]),
        ("Trung tâm Y tế dời buổi khám sang thứ Bảy", [["Trung tâm Y tế"]]),
        ("Bưu điện tăng chuyến phát lương hưu", [["Bưu điện"]]),
        ("Ban Quản lý Bến xe giãn giờ xuất bến", [["Ban Quản lý Bến xe"]]),
        ("Bệnh viện Đa khoa tỉnh kéo dài thời gian khám đến 19 giờ", [["Bệnh viện Đa khoa tỉnh"]]),
        ("Trạm Kiểm dịch đổi ca lúc 5 giờ", [["Trạm Kiểm dịch"]]),
        ("Chi cục Hải quan gia hạn giờ mở tờ khai", [["Chi cục Hải quan"]]),
        ("Tổ Một cửa làm thêm sáng thứ Bảy", [["Tổ Một cửa"]]),
        ("Đội Thuế số 2 mở thêm quầy", [["Đội Thuế số 2"]]),
    ],
)
def test_a_verb_of_time_is_no_part_of_a_name(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads", "days"),
    [
        (
            (
                "Các địa phương có tuyến đi qua bàn giao tối thiểu 70% mặt bằng trước ngày"
                " 30/6/2026, riêng thành phố Lào Cai bàn giao mặt bằng ga trước ngày 30/4/2026"
            ),
            [["Các địa phương có tuyến đi qua"], ["thành phố Lào Cai"]],
            ["2026-06-30", "2026-04-30"],
        ),
        (
            (
                "UBND các xã nộp báo cáo trước ngày 20/11/2025, riêng UBND phường Sa Pa nộp trước"
                " ngày 15/11/2025"
            ),
            [["UBND các xã"], ["UBND phường Sa Pa"]],
            ["2025-11-20", "2025-11-15"],
        ),
        (
            (
                "Các sở, ngành rà soát thủ tục xong trước ngày 30/11/2025; riêng Sở Xây dựng hoàn"
                " thành trước ngày 20/11/2025"
            ),
            [["Các sở, ngành"], ["Sở Xây dựng"]],
            ["2025-11-30", "2025-11-20"],
        ),
        (
            (
                "Các chủ đầu tư giải ngân hết vốn trước ngày 31/12/2025, riêng Ban Quản lý dự án"
                " tỉnh giải ngân 80% trước ngày 30/11/2025"
            ),
            [["Các chủ đầu tư"], ["Ban Quản lý dự án tỉnh"]],
            ["2025-12-31", "2025-11-30"],
        ),
        (
            "UBND các xã gửi danh sách trước ngày 20/11/2025, riêng xã Y Tý gửi trước ngày 25/11/2025",
            [["UBND các xã"], ["xã Y Tý"]],
            ["2025-11-20", "2025-11-25"],
        ),
        (
            (
                "Các địa phương trình dự toán trước ngày 20/11/2025; riêng huyện Bắc Hà chốt số liệu"
                " trước ngày 15/11/2025"
            ),
            [["Các địa phương"], ["huyện Bắc Hà"]],
            ["2025-11-20", "2025-11-15"],
        ),
        (
            (
                "Các xã hoàn thành rà soát trước ngày 30/11/2025, riêng các xã biên giới xong trước"
                " ngày 15/12/2025"
            ),
            [["Các xã"], ["các xã biên giới"]],
            ["2025-11-30", "2025-12-15"],
        ),
        (
            (
                "Các trường nộp báo cáo trước ngày 20/11/2025; riêng Trường Chuyên Lào Cai nộp trước"
                " ngày 25/11/2025"
            ),
            [["Các trường"], ["Trường Chuyên Lào Cai"]],
            ["2025-11-20", "2025-11-25"],
        ),
        (
            (
                "Các chủ đầu tư nghiệm thu trước ngày 20/12/2025, riêng Công ty Điện lực Lào Cai"
                " đóng điện trước ngày 10/12/2025"
            ),
            [["Các chủ đầu tư"], ["Công ty Điện lực Lào Cai"]],
            ["2025-12-20", "2025-12-10"],
        ),
    ],
)
def test_an_exception_has_a_lead_and_a_day_of_its_own(sentence, leads, days, before, behind):
    found = read(sentence, before, behind)
    assert [names(one.leads) for one in found] == leads
    assert [one.deadline.on.isoformat() for one in found] == days


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads", "days"),
    [
        (
            (
                "Giao Sở Nội vụ làm đầu mối, rà lại các biểu mẫu hiện hành, chậm nhất ngày"
                " 20/12/2025 gửi các địa phương bộ chỉ tiêu dữ liệu thống nhất để triển khai"
            ),
            [["Sở Nội vụ"]],
            ["2025-12-20"],
        ),
        (
            "Sở Y tế kiểm kê thuốc tại các trạm, trước ngày 20/11/2025 báo cáo UBND tỉnh",
            [["Sở Y tế"]],
            ["2025-11-20"],
        ),
        (
            "Sở Tài chính rà soát dự toán, chậm nhất ngày 20/11/2025 trình UBND tỉnh phương án điều chỉnh",
            [["Sở Tài chính"]],
            ["2025-11-20"],
        ),
        (
            ("UBND xã Y Tý lập danh sách hộ nghèo, trước ngày 20/11/2025 niêm yết công khai tại nhà văn hóa"),
            [["UBND xã Y Tý"]],
            ["2025-11-20"],
        ),
        (
            "Sở Xây dựng hoàn thành thiết kế trước ngày 20/11/2025, trước ngày 30/12/2025 khởi công",
            [["Sở Xây dựng"], ["Sở Xây dựng"]],
            ["2025-11-20", "2025-12-30"],
        ),
        (
            "Công an tỉnh tổng hợp số vụ, chậm nhất ngày 20/11/2025 gửi Văn phòng UBND tỉnh",
            [["Công an tỉnh"]],
            ["2025-11-20"],
        ),
        ("Sở Nội vụ thẩm định hồ sơ, trước ngày 20/11/2025 hoàn thành", [["Sở Nội vụ"]], ["2025-11-20"]),
    ],
)
def test_a_closing_clause_that_opens_with_its_day_governs_the_sentence(sentence, leads, days, before, behind):
    found = read(sentence, before, behind)
    assert [names(one.leads) for one in found] == leads
    assert [one.deadline.on.isoformat() for one in found] == days


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads", "kind"),
    [
        (
            "UBND xã Bát Xát có phương án liên lạc riêng cho các điểm bỏ phiếu sớm",
            [["UBND xã Bát Xát"]],
            "none",
        ),
        (
            "Sở Nông nghiệp và Môi trường lắp trạm cảnh báo sớm tại các xã vùng cao",
            [["Sở Nông nghiệp và Môi trường"]],
            "none",
        ),
        ("Sở Nội vụ lập danh sách cán bộ nghỉ hưu sớm", [["Sở Nội vụ"]], "none"),
        ("UBND xã Mường Nhé chọn giống lúa sớm cho vụ xuân", [["UBND xã Mường Nhé"]], "none"),
        ("Sở Y tế sớm trình đề án", [["Sở Y tế"]], "asap"),
        ("Sở Y tế trình đề án sớm", [["Sở Y tế"]], "asap"),
        ("Sở Nội vụ giải quyết chế độ cho người về hưu sớm", [["Sở Nội vụ"]], "none"),
        ("UBND xã Sa Pa lắp hệ thống cảnh báo sớm lũ quét", [["UBND xã Sa Pa"]], "none"),
    ],
)
def test_soon_in_the_name_of_a_kind_is_no_urgency(sentence, leads, kind, before, behind):
    found = read(sentence, before, behind)
    assert [names(one.leads) for one in found] == leads
    assert [one.deadline.kind for one in found] == [kind]


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Chi trả cho người lao động còn chậm",
        "Giải ngân vốn sự nghiệp rất thấp so với kế hoạch",
        "Quản lý đất đai vẫn còn lỏng lẻo",
        "Kiểm tra, giám sát ở cơ sở còn hình thức, chưa thường xuyên",
    ],
)
def test_a_verb_and_how_badly_it_went_is_a_finding(sentence, before, behind):
    assert read(sentence, before, behind) == []


@pytest.mark.parametrize(("before", "behind"), PLACES)
@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            (
                "Chủ tịch UBND tỉnh yêu cầu các xã niêm yết. Đồng thời, phân công người xuống tận"
                " bản hướng dẫn cách bỏ phiếu"
            ),
            [["các xã"], ["các xã"]],
        ),
        (
            "UBND các xã trực ban. Đồng thời, phân công lực lượng canh gác ngầm tràn",
            [["UBND các xã"], ["UBND các xã"]],
        ),
        (
            "Công an tỉnh lập chốt. Bên cạnh đó, phân công chiến sĩ hướng dẫn giao thông",
            [["Công an tỉnh"], ["Công an tỉnh"]],
        ),
        ("Phân công Sở Y tế trực cấp cứu ban đêm", [["Sở Y tế"]]),
        (
            "UBND xã Y Tý dựng lều. Đồng thời phân công dân quân gác ngầm",
            [["UBND xã Y Tý"], ["UBND xã Y Tý"]],
        ),
        ("Sở Y tế lập đội cơ động. Phân công bác sĩ trực 24/24 giờ", [["Sở Y tế"], ["Sở Y tế"]]),
    ],
)
def test_their_own_people_are_sent_by_those_who_were_charged_before(sentence, leads, before, behind):
    assert [names(one.leads) for one in read(sentence, before, behind)] == leads


@pytest.mark.parametrize(
    ("lead_in", "day"),
    [
        ("Để chi trả xong trước ngày 15/12/2025, Chủ tịch UBND tỉnh giao:", "2025-12-15"),
        ("Để chi trả xong trước ngày 15/12/2025, yêu cầu:", "2025-12-15"),
        ("Nhằm hoàn thành việc sắp xếp trước ngày 01/12/2025, UBND tỉnh yêu cầu các đơn vị:", "2025-12-01"),
        ("Để kịp khánh thành ngày 19/12/2025, Chủ tịch UBND tỉnh giao:", "2025-12-19"),
        (
            "Để bảo đảm giải ngân hết vốn trong quý IV/2025, UBND tỉnh giao nhiệm vụ như sau:",
            "2025-12-31",
        ),
        ("Nhằm khắc phục xong hư hỏng trước 30/11/2025, Chủ tịch UBND tỉnh yêu cầu:", "2025-11-30"),
        ("Để thực hiện Nghị quyết số 12 ngày 20/10/2025, Chủ tịch UBND tỉnh yêu cầu:", None),
        ("Để rút kinh nghiệm từ vụ cháy ngày 20/10/2025, Chủ tịch UBND tỉnh yêu cầu:", None),
        ("Để đáp ứng tiến độ khởi công trong năm 2026, Chủ tịch UBND tỉnh yêu cầu:", None),
    ],
)
@pytest.mark.parametrize("mark", ["", "1. Chi trả còn chậm.\n2. "])
def test_the_day_by_which_a_lead_in_aims_at_an_end_is_that_of_its_items(lead_in, day, mark):
    text = (
        f"UBND TỈNH LÀO CAI\n{mark}{lead_in}\na) UBND các xã, phường lập hồ sơ.\nb) Sở Tài chính cấp tiền.\n"
    )
    found = extract(text, on=ON).proposals
    assert [names(one.leads) for one in found] == [["UBND các xã, phường"], ["Sở Tài chính"]]
    assert [one.deadline.on and one.deadline.on.isoformat() for one in found] == [day, day]


@pytest.mark.parametrize(
    ("charged", "leads"),
    [
        (
            "UBND các xã, phường ven sông; Công ty Điện lực Lào Cai; các chủ hồ, đập thủy lợi"
            " thực hiện các nội dung sau:",
            ["UBND các xã, phường ven sông", "Công ty Điện lực Lào Cai", "các chủ hồ, đập thủy lợi"],
        ),
        (
            "Chi cục Kiểm lâm các huyện từ Bát Xát đến Bảo Thắng, Công ty Lâm nghiệp Bảo Yên, các chủ rừng"
            " thực hiện:",
            [
                "Chi cục Kiểm lâm các huyện từ Bát Xát đến Bảo Thắng",
                "Công ty Lâm nghiệp Bảo Yên",
                "các chủ rừng",
            ],
        ),
        (
            "Công an các xã từ Cốc San đến Bát Xát; Điện lực Sa Pa; các chủ đập, hồ chứa thủy điện"
            " thực hiện ngay các việc sau:",
            [
                "Công an các xã từ Cốc San đến Bát Xát",
                "Điện lực Sa Pa",
                "các chủ đập, hồ chứa thủy điện",
            ],
        ),
    ],
)
def test_a_lead_in_to_several_with_what_says_which_are_meant_hands_on_all(charged, leads):
    text = (
        f"UBND TỈNH LÀO CAI\nChủ tịch UBND tỉnh yêu cầu {charged}\n1. Kiểm tra hiện trường.\n2. Trực 24/24."
    )
    assert [names(one.leads) for one in extract(text, on=ON).proposals] == [leads, leads]
