"""Where a name ends: verbs inside names, qualified groups, bodies of no known kind."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2026, 11, 10)
ORDER = "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính bố trí kinh phí.\n2. {} rà soát hồ sơ trước 20/12/2026."


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Tổ chức cán bộ",
        "Trung tâm Kiểm soát bệnh tật tỉnh",
        "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh",
        "Chi cục Trồng trọt và Bảo vệ thực vật",
        "Đội Cảnh sát phòng cháy, chữa cháy khu vực 3",
        "Các thành viên Ban Chỉ đạo",
        "Các đồng chí Phó Chủ tịch UBND phường",
        "Các đơn vị quản lý, vận hành hồ chứa",
        "Tổ quản lý trật tự đô thị",
        "Tổ khuyến nông cộng đồng",
        "Công chức địa chính",
        "Chủ đầu tư dự án Nhà máy nước Thạch Bàn",
        "Trưởng Công an các xã, phường",
        "UBND xã D’Ran",
        "UBND huyện M'Đrắk",
        "Các cơ quan soạn thảo",
        "UBND các huyện, thành, thị",
        "Vụ Thị trường trong nước",
        "Chi cục Quản lý đường bộ I.4",
        "Trung tâm Mua sắm tập trung thuốc quốc gia",
        "Công chức tiếp nhận hồ sơ",
        "Sở Cảnh sát phòng cháy và chữa cháy tỉnh",
        "Thanh tra giao thông",
        "Đội Dân phòng",
        "Huyện đoàn Kỳ Sơn",
        "Các nhà thầu gói XL-11, XL-12",
        "Nhà thầu gói thầu số 5",
        "UBND cấp huyện, cấp xã nơi có lễ hội",
        "Các cơ quan báo chí của ngành",
        "Các doanh nghiệp thuê môi trường rừng",
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
    ],
)
def test_the_whole_name_is_the_lead(name):
    proposal = extract(ORDER.format(name), on=ON).proposals[-1]

    assert [lead.name for lead in proposal.leads] == [name]


def test_fields_behind_one_head_are_dealt_out_where_a_comma_follows_an_and():
    text = "Các Sở: Văn hóa và Thể thao, Du lịch, Y tế; Trung tâm Bảo tồn di tích tỉnh rà soát hồ sơ."

    (proposal,) = extract(text, on=ON).proposals

    assert [lead.name for lead in proposal.leads] == [
        "Sở Văn hóa và Thể thao",
        "Sở Du lịch",
        "Sở Y tế",
        "Trung tâm Bảo tồn di tích tỉnh",
    ]


def test_what_says_which_of_them_belongs_to_the_name():
    text = "Đề nghị các Sở được giao làm chủ đầu tư rà soát khả năng giải ngân."

    (proposal,) = extract(text, on=ON).proposals

    assert [lead.name for lead in proposal.leads] == ["các Sở được giao làm chủ đầu tư"]


def test_a_group_keeps_the_clause_that_says_which_are_meant():
    text = "Các đơn vị được giao chủ trì đề án phải bám sát tiến độ."

    (proposal,) = extract(text, on=ON).proposals

    assert [lead.name for lead in proposal.leads] == ["Các đơn vị được giao chủ trì đề án"]


def test_a_list_of_bodies_behind_a_colon_is_dealt_out():
    text = "Bộ trưởng yêu cầu các Cục: Đường sắt Việt Nam, Hàng hải Việt Nam báo cáo trước ngày 20/12/2026."

    (proposal,) = extract(text, on=ON).proposals

    assert [lead.name for lead in proposal.leads] == ["Cục Đường sắt Việt Nam", "Cục Hàng hải Việt Nam"]


def test_a_body_of_no_known_kind_is_read_behind_the_ordering_word():
    (proposal,) = extract("Chủ tịch UBND tỉnh yêu cầu tổ thầu phụ huy động thêm máy móc.", on=ON).proposals

    assert [lead.name for lead in proposal.leads] == ["tổ thầu phụ"]


def test_he_who_takes_up_a_participant_does_not_order():
    text = (
        "Đại diện doanh nghiệp kiến nghị rút ngắn thủ tục. Ông cũng đề nghị Sở Nội vụ trả kết quả sớm.\n"
        "Chủ tịch UBND tỉnh giao Sở Nội vụ rà soát. Ông yêu cầu Sở Tài chính bố trí kinh phí."
    )

    leads = [[lead.name for lead in one.leads] for one in extract(text, on=ON).proposals]

    assert leads == [["Sở Nội vụ"], ["Sở Tài chính"]]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        (
            "Yêu cầu các chủ đầu tư có tỷ lệ giải ngân dưới 30% giải trình nguyên nhân.",
            "các chủ đầu tư có tỷ lệ giải ngân dưới 30%",
        ),
        (
            "Các địa phương có tỷ lệ hồ sơ trễ hạn trên 5% phải kiểm điểm người đứng đầu.",
            "Các địa phương có tỷ lệ hồ sơ trễ hạn trên 5%",
        ),
        (
            "Chủ các hồ chứa có dung tích trên 1 triệu m3 vận hành điều tiết nước.",
            "Chủ các hồ chứa có dung tích trên 1 triệu m3",
        ),
        (
            "Người đứng đầu các cơ quan có tỷ lệ giải ngân thấp kiểm điểm trước ngày 10/12.",
            "Người đứng đầu các cơ quan có tỷ lệ giải ngân thấp",
        ),
        (
            "Các chủ đầu tư chậm quyết toán phải kiểm điểm, báo cáo Chủ tịch UBND tỉnh.",
            "Các chủ đầu tư chậm quyết toán",
        ),
        (
            "Các doanh nghiệp nợ đóng bảo hiểm xã hội từ 3 tháng trở lên phải nộp đủ.",
            "Các doanh nghiệp nợ đóng bảo hiểm xã hội từ 3 tháng trở lên",
        ),
        (
            "Các nhà thầu vi phạm tiến độ hợp đồng phải tăng ca, tăng kíp.",
            "Các nhà thầu vi phạm tiến độ hợp đồng",
        ),
        (
            "Giao các sở, ngành có nhiệm vụ quá hạn rà soát, giải trình nguyên nhân.",
            "các sở, ngành có nhiệm vụ quá hạn",
        ),
        ("Chủ đầu tư khu xử lý phải dừng tiếp nhận rác thải.", "Chủ đầu tư khu xử lý"),
        (
            "Chủ đầu tư dự án nhà máy xử lý nước thải khẩn trương hoàn thiện hồ sơ môi trường.",
            "Chủ đầu tư dự án nhà máy xử lý nước thải",
        ),
        (
            "Đề nghị các Sở Xây dựng được ủy thác quản lý quốc lộ nâng cao chất lượng tuần đường.",
            "các Sở Xây dựng được ủy thác quản lý quốc lộ",
        ),
        (
            "Các chủ rừng ở Thạnh Hóa, Tân Thạnh, Mộc Hóa phải có phương án trữ nước.",
            "Các chủ rừng ở Thạnh Hóa, Tân Thạnh, Mộc Hóa",
        ),
        (
            "Chủ tịch UBND các huyện, thành phố Tân An trực tiếp chỉ đạo thực hiện.",
            "Chủ tịch UBND các huyện, thành phố Tân An",
        ),
        (
            "Các chủ đầu tư giải ngân dưới 50% rà soát, báo cáo từng dự án.",
            "Các chủ đầu tư giải ngân dưới 50%",
        ),
        (
            "Các xã chưa đạt chuẩn nông thôn mới khẩn trương hoàn thiện hồ sơ.",
            "Các xã chưa đạt chuẩn nông thôn mới",
        ),
        (
            "Các chủ tàu cá có chiều dài từ 15 m trở lên phải lắp thiết bị giám sát.",
            "Các chủ tàu cá có chiều dài từ 15 m trở lên",
        ),
        ("Các chủ rừng là tổ chức lập phương án chữa cháy.", "Các chủ rừng là tổ chức"),
        ("Chính quyền địa phương hai cấp rà soát thủ tục.", "Chính quyền địa phương hai cấp"),
        (
            "Lực lượng xung kích phòng, chống thiên tai cấp xã kiểm tra đê.",
            "Lực lượng xung kích phòng, chống thiên tai cấp xã",
        ),
        ("Đoàn kiểm tra liên ngành tổ chức thực hiện nghiêm nhiệm vụ.", "Đoàn kiểm tra liên ngành"),
        ("Thành phố Vinh rà soát hộ nghèo.", "Thành phố Vinh"),
        ("Trưởng các thôn, làng vận động bà con dọn vệ sinh.", "Trưởng các thôn, làng"),
    ],
)
def test_what_says_which_are_meant_belongs_to_the_name(sentence, lead):
    (proposal,) = extract(f"UBND tỉnh chỉ đạo:\n1. {sentence}", on=ON).proposals

    assert [one.name for one in proposal.leads] == [lead]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        (
            "Ban Quản lý Khu công nghiệp Việt Nam - Singapore vận động doanh nghiệp lệch ca.",
            "Ban Quản lý Khu công nghiệp Việt Nam - Singapore",
        ),
        ("Vụ Thị trường châu Á - châu Phi nắm tình hình.", "Vụ Thị trường châu Á - châu Phi"),
        ("Vụ Đối tác công - tư rà soát nghĩa vụ bảo trì.", "Vụ Đối tác công - tư"),
        ("Viện Pasteur TP. Hồ Chí Minh hỗ trợ kỹ thuật cho tỉnh.", "Viện Pasteur TP. Hồ Chí Minh"),
    ],
)
def test_hyphens_and_short_forms_stay_in_the_name(sentence, lead):
    (proposal,) = extract(f"Kết luận:\n1. {sentence}", on=ON).proposals

    assert [one.name for one in proposal.leads] == [lead]


def test_a_town_named_almost_like_its_province_is_charged():
    text = (
        "Chủ tịch UBND tỉnh Điện Biên kết luận, yêu cầu các cơ quan, đơn vị thực hiện:\n"
        "1. UBND thành phố Điện Biên Phủ lát vỉa hè.\n"
        "2. UBND thành phố Điện Biên Phủ, UBND huyện Mường Ảng bàn giao mặt bằng."
    )

    assert [[lead.name for lead in one.leads] for one in extract(text, on=ON).proposals] == [
        ["UBND thành phố Điện Biên Phủ"],
        ["UBND thành phố Điện Biên Phủ", "UBND huyện Mường Ảng"],
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Chống buôn lậu và Xử lý vi phạm",
        "Phòng Giám sát, kiểm tra và xử lý sau thanh tra",
        "Cục Quản lý nhà và thị trường bất động sản",
        "Trưởng Đoàn thanh tra",
        "Ban tự quản 11 thôn, buôn",
        "Tiểu ban Tổ chức - Phục vụ",
        "Đảng ủy các xã, thị trấn",
        "các siêu thị, cửa hàng tiện lợi",
        "Chủ tịch UBND 18 xã, phường nêu tại Phụ lục",
    ],
)
def test_verbs_and_commas_inside_a_name_do_not_end_it(name):
    work = "lãnh đạo làm tốt" if name.startswith("Đảng ủy") else "thực hiện"
    (proposal,) = extract(f"Chủ tịch UBND tỉnh yêu cầu {name} {work} công tác kiểm tra.", on=ON).proposals

    assert [one.name for one in proposal.leads] == [name]


@pytest.mark.parametrize(
    ("sentence", "leads", "coordinators"),
    [
        (
            "Giao Sở Y tế chủ trì, Sở Nội vụ, Sở Tài chính phối hợp rà soát biên chế.",
            ["Sở Y tế"],
            ["Sở Nội vụ", "Sở Tài chính"],
        ),
        (
            "Giao Sở Y tế làm đầu mối, Công an tỉnh và các trường học phối hợp chuẩn bị lễ khai giảng.",
            ["Sở Y tế"],
            ["Công an tỉnh", "các trường học"],
        ),
        ("Sở Y tế, Sở Nội vụ, mỗi cơ quan chọn 02 mô hình.", ["Sở Y tế", "Sở Nội vụ"], []),
        ("Văn phòng UBND tỉnh, Sở Y tế trực ban 24/24 giờ.", ["Văn phòng UBND tỉnh", "Sở Y tế"], []),
    ],
)
def test_who_leads_and_who_helps_in_one_list(sentence, leads, coordinators):
    (proposal,) = extract(f"Kết luận:\n1. {sentence}", on=ON).proposals

    assert [one.name for one in proposal.leads] == leads
    assert [one.name for one in proposal.coordinators] == coordinators


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Các đồn biên phòng không cho xuất bến đối với tàu mất kết nối.", "Các đồn biên phòng"),
        ("Cục Thuế tỉnh được giao cung cấp cho cơ quan bảo hiểm dữ liệu quyết toán.", "Cục Thuế tỉnh"),
        ("Giao Ban Thường vụ Đảng ủy xã lãnh đạo UBND xã xử lý đơn.", "Ban Thường vụ Đảng ủy xã"),
        ("Các đơn vị được phân công báo cáo kết quả về Sở Nội vụ.", "Các đơn vị được phân công"),
        ("Huyện đoàn tổ chức ra quân trước ngày 20/12.", "Huyện đoàn"),
        ("Về nhà ở, Phó Chủ tịch UBND tỉnh giao Ban Dân tộc rà soát hộ nghèo.", "Ban Dân tộc"),
    ],
)
def test_a_name_ends_before_the_work(sentence, lead):
    (proposal,) = extract(f"Chủ tịch UBND tỉnh yêu cầu:\n1. {sentence}", on=ON).proposals

    assert [one.name for one in proposal.leads] == [lead]


@pytest.mark.parametrize(
    "verb", ["rà soát", "cũng phải báo cáo", "dẹp ngay", "buộc các hộ", "khẩn trương lập"]
)
@pytest.mark.parametrize("name", ["UBND xã Đam Rông 2", "UBND phường Vạn Ninh 1", "UBND xã Đức Trọng"])
def test_a_place_may_be_told_apart_by_a_number(name, verb):
    text = (
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính bố trí kinh phí.\n2. {name} {verb} các điểm chợ tạm."
    )

    assert [a.name for a in extract(text, on=ON).proposals[1].leads] == [name]


@pytest.mark.parametrize(
    "work",
    [
        "dẹp ngay các chợ tự phát",
        "tính lại phương thức vận hành",
        "buộc chủ cơ sở mở lối thoát nạn thứ hai",
        "bốc thăm đất ở cho các hộ",
        "rắc vôi khử trùng chuồng trại",
        "hiệu chỉnh bản đồ ngập lụt",
    ],
)
@pytest.mark.parametrize("name", ["UBND các phường", "Công ty TNHH MTV Thủy lợi Bắc Nam Hà"])
def test_plain_verbs_end_a_name(name, work):
    text = f"Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính bố trí kinh phí.\n2. {name} {work}."

    assert [a.name for a in extract(text, on=ON).proposals[1].leads] == [name]


def test_a_pump_in_a_name_is_no_verb():
    text = "Chủ tịch UBND tỉnh yêu cầu:\n1. Các hợp tác xã nông nghiệp vận hành trạm bơm tiêu nước đệm."

    assert [a.name for a in extract(text, on=ON).proposals[0].leads] == ["Các hợp tác xã nông nghiệp"]
