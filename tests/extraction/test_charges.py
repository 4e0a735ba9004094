"""Each way of charging an agency, in a sentence of its own."""

from datetime import date

import pytest

from directives.extraction import Directory, extract

ON = date(2025, 11, 4)


def only(text, **more):
    found = extract(text, on=ON, **more).proposals
    assert len(found) == 1, [text[one.span.start : one.span.end] for one in found]
    return found[0]


def leads(text, **more):
    return [actor.name for actor in only(text, **more).leads]


def partners(text):
    return [actor.name for actor in only(text).coordinators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Công thương rà soát chợ dân sinh.", ["Sở Công thương"]),
        ("Giao Sở Giáo dục và đào tạo làm đầu mối chủ trì, tổ chức khai giảng.", ["Sở Giáo dục và đào tạo"]),
        ("Giao Sở TN&MT kiểm tra, đánh giá kết quả quan trắc.", ["Sở TN&MT"]),
        (
            "Đề nghị Công ty Điện lực Nghệ An, phối hợp với các địa phương cấp điện.",
            ["Công ty Điện lực Nghệ An"],
        ),
        ("Giao các sở, ngành theo chức năng, nhiệm vụ được giao, giải trình ý kiến.", ["các sở, ngành"]),
        ("Phân công các Phó Chủ tịch UBND tỉnh chủ trì chỉ đạo.", ["các Phó Chủ tịch UBND tỉnh"]),
        ("Chủ tịch UBND 36 phường, xã: Khẩn trương kiểm tra hồ đập.", ["Chủ tịch UBND 36 phường, xã"]),
        (
            "Giao Phòng Kinh tế thành phố, Đoàn Kiểm tra liên ngành tăng cường kiểm tra.",
            ["Phòng Kinh tế thành phố", "Đoàn Kiểm tra liên ngành"],
        ),
        (
            "Yêu cầu các địa phương, đơn vị được giao nhiệm vụ nghiêm túc thực hiện.",
            ["các địa phương, đơn vị được giao nhiệm vụ"],
        ),
        ("Chuyển Sở Nội vụ nghiên cứu, phúc đáp và cung cấp hồ sơ.", ["Sở Nội vụ"]),
        ("Giao trách nhiệm cho Công an tỉnh bảo vệ hội nghị.", ["Công an tỉnh"]),
        ("Sở Xây dựng rà soát, giải quyết thủ tục.", ["Sở Xây dựng"]),
        (
            "Ban Quản lý Khu kinh tế Đông Nam phải làm việc với nhà thầu.",
            ["Ban Quản lý Khu kinh tế Đông Nam"],
        ),
        ("Các địa phương và chủ đầu tư phải rà soát từng dự án.", ["Các địa phương và chủ đầu tư"]),
        ("Sở Tư pháp được giao chủ trì, phối hợp với các cơ quan rà soát văn bản.", ["Sở Tư pháp"]),
        ("Sở Tài chính được UBND tỉnh giao làm đầu mối tổng hợp.", ["Sở Tài chính"]),
        ("Văn phòng UBND tỉnh có trách nhiệm theo dõi, đôn đốc việc thực hiện.", ["Văn phòng UBND tỉnh"]),
        ("Giao Văn phòng HĐND và UBND xã theo dõi, tổng hợp.", ["Văn phòng HĐND và UBND xã"]),
        ("Thực hiện chỉ đạo của Chính phủ, UBND tỉnh yêu cầu Sở Y tế kiểm tra.", ["Sở Y tế"]),
        ("Phó Chủ tịch UBND tỉnh Trần Văn Bình giao Thanh tra tỉnh xác minh đơn thư.", ["Thanh tra tỉnh"]),
        ("Tại buổi làm việc, ông yêu cầu Chi cục Kiểm lâm tuần tra rừng.", ["Chi cục Kiểm lâm"]),
        ("Chủ tịch UBND tỉnh cơ bản thống nhất phương án; giao Sở Nội vụ hoàn thiện.", ["Sở Nội vụ"]),
        ("“Các đơn vị phải hoàn thành trước ngày 5/12”, Chủ tịch UBND tỉnh nhấn mạnh.", ["Các đơn vị"]),
        ("Nếu có vướng mắc, các cơ quan, đơn vị phải kịp thời báo cáo.", ["các cơ quan, đơn vị"]),
        ("Kinh phí tổ chức: Sở Tài chính tham mưu, cân đối.", ["Sở Tài chính"]),
        (
            "Trưởng Ban Quản lý Khu kinh tế Đông Nam thu hồi dự án.",
            ["Trưởng Ban Quản lý Khu kinh tế Đông Nam"],
        ),
        (
            "Bộ Công Thương đề nghị Sở Công Thương các tỉnh, thành phố rà soát.",
            ["Sở Công Thương các tỉnh, thành phố"],
        ),
        (
            "Chủ tịch UBND tỉnh chỉ đạo, trong thời gian tới, các chủ đầu tư đẩy nhanh tiến độ.",
            ["các chủ đầu tư"],
        ),
        ("UBND tỉnh yêu cầu các đơn vị quản lý hồ chứa chủ động vận hành.", ["các đơn vị quản lý hồ chứa"]),
        ("Hằng tuần, các chủ đầu tư báo cáo tiến độ.", ["các chủ đầu tư"]),
    ],
)
def test_who_is_charged(text, expected):
    assert leads(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các Sở: Nông nghiệp và Môi trường, Y tế, Khoa học và Công nghệ phải chỉ đạo.",
            ["Sở Nông nghiệp và Môi trường", "Sở Y tế", "Sở Khoa học và Công nghệ"],
        ),
        (
            "Giám đốc các Sở: Tài chính, Công Thương cần báo cáo.",
            ["Giám đốc Sở Tài chính", "Giám đốc Sở Công Thương"],
        ),
        (
            "Bộ trưởng các Bộ: Quốc phòng, Công an khẩn trương triển khai.",
            ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an"],
        ),
        ("Giao Sở Tài chính, Xây dựng, Y tế tham mưu.", ["Sở Tài chính", "Sở Xây dựng", "Sở Y tế"]),
        (
            "UBND phường Trường Vinh, xã Kim Liên, xã Vạn An phải bàn giao mặt bằng.",
            ["UBND phường Trường Vinh", "UBND xã Kim Liên", "UBND xã Vạn An"],
        ),
        (
            "UBND các xã: Keng Đu, Mỹ Lý, Bắc Lý khẩn trương di dời dân.",
            ["UBND xã Keng Đu", "UBND xã Mỹ Lý", "UBND xã Bắc Lý"],
        ),
    ],
)
def test_a_shared_prefix_is_dealt_out(text, expected):
    assert leads(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Nông nghiệp & PTNT",
        "Sở VHTTDL",
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông Nghệ An",
        "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh",
        "Chi cục An toàn vệ sinh thực phẩm",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Kho bạc Nhà nước khu vực XI",
        "Ngân hàng Nhà nước (NHNN)",
        "Báo và Phát thanh, Truyền hình Nghệ An",
        "Bộ Chỉ huy Quân sự tỉnh",
        "Phòng Tài chính - Kế hoạch",
        "các sở, ban, ngành, đoàn thể cấp tỉnh",
        "UBND các xã, phường có biển",
        "Thủ trưởng các sở, ban, ngành",
        "Bí thư Đảng ủy, Chủ tịch UBND các xã, phường",
        "các cơ quan Trung ương đóng trên địa bàn tỉnh",
        "các cấp, các ngành",
        "chủ đầu tư các dự án",
        "chính quyền địa phương",
    ],
)
def test_a_name_is_read_whole(name):
    assert leads(f"Yêu cầu {name} khẩn trương rà soát, báo cáo.") == [name]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("chủ trì, phối hợp với Sở Y tế và Công an tỉnh kiểm tra", ["Sở Y tế", "Công an tỉnh"]),
        ("chủ trì, phối hợp các sở, ngành liên quan kiểm tra", ["các sở, ngành liên quan"]),
        ("chủ trì phối hợp cùng các địa phương kiểm tra", ["các địa phương"]),
        ("chủ trì, cùng Sở Nội vụ kiểm tra", ["Sở Nội vụ"]),
        ("phối hợp chặt chẽ, kịp thời với Thuế tỉnh kiểm tra", ["Thuế tỉnh"]),
        ("phối hợp kiểm tra", []),
        ("phối hợp chặt chẽ, đồng bộ để kiểm tra", []),
        ("kiểm tra, gửi Sở Nội vụ tổng hợp", []),
        ("kiểm tra, báo cáo UBND tỉnh (qua Sở Nội vụ)", []),
    ],
)
def test_who_helps(words, expected):
    assert partners(f"Giao Sở Tài chính {words}.") == expected


def test_those_who_cooperate_behind_a_comma_help_the_lead():
    proposal = only(
        "Giao Ban Kinh tế làm đầu mối, các Ban Pháp chế, Văn hóa phối hợp, xong trước ngày 15/11."
    )

    assert [one.name for one in proposal.leads] == ["Ban Kinh tế"]
    assert [one.name for one in proposal.coordinators] == ["Ban Pháp chế", "Ban Văn hóa"]


def test_the_collector_is_neither_lead_nor_coordinator():
    proposal = only("Giao UBND các xã rà soát, báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 15/11.")

    assert proposal.collector.name == "Sở Nội vụ"


def test_a_head_who_is_named_is_marked():
    assert only("Giao Giám đốc Sở Y tế kiểm tra.").leads[0].personally
    assert not only("Giao Sở Y tế kiểm tra.").leads[0].personally


def test_the_actor_is_shown_where_it_was_read():
    text = "Chủ tịch UBND tỉnh giao Sở Y tế chủ trì, phối hợp Công an tỉnh kiểm tra."
    proposal = only(text)
    spans = [actor.span for actor in (*proposal.leads, *proposal.coordinators)]

    assert [text[span.start : span.end] for span in spans] == ["Sở Y tế", "Công an tỉnh"]


def test_a_name_only_the_directory_knows_is_read_whole():
    text = "Giao Vườn ươm Hoa Sen Xanh rà soát."

    assert leads(text, directory=Directory(names=["Vườn ươm Hoa Sen Xanh"])) == ["Vườn ươm Hoa Sen Xanh"]


@pytest.mark.parametrize(
    ("work", "title"),
    [
        (
            "Chủ tịch UBND tỉnh giao Sở Y tế chủ trì, phối hợp với Công an tỉnh tham mưu kế hoạch.",
            "Tham mưu kế hoạch",
        ),
        ("Sở Y tế khẩn trương rà soát cơ sở vật chất.", "Rà soát cơ sở vật chất"),
        ("Đề nghị các địa phương tăng cường kiểm tra.", "Tăng cường kiểm tra"),
    ],
)
def test_the_title_is_the_work_alone(work, title):
    assert only(work).title == title


def test_a_long_title_is_cut_at_a_word():
    title = only("Giao Sở Y tế " + "rà soát toàn bộ trang thiết bị " * 10 + ".").title

    assert len(title) <= 120
    assert title.endswith("…")
    assert title[:-1].split()[-1] in {"rà", "soát", "toàn", "bộ", "trang", "thiết", "bị"}
