"""Reports that say nothing are told from those that say something, however they are written."""

import pytest
from django.core.exceptions import ValidationError

from directives.forms.acts import concrete
from directives.vagueness import is_vague

VAGUE = [
    "Đã làm",
    "Đang triển khai",
    "đang triển khai.",
    "ĐANG TRIỂN KHAI THỰC HIỆN",
    "dang trien khai thuc hien theo ke hoach",
    "Đã hoàn thành nhiệm vụ được giao",
    "Đã hoàn thành tốt nhiệm vụ được giao, đảm bảo chất lượng, tiến độ.",
    "Đã thực hiện xong 100 %",
    "Tiến độ đạt 50%, đang tiếp tục thực hiện.",
    "Đang làm, đang làm, đang làm, đang làm",
    "Triển khai triển khai triển khai triển khai triển khai",
    "Cơ quan đang tích cực triển khai thực hiện các nội dung theo chỉ đạo của UBND tỉnh",
    "Đơn vị đã nghiêm túc quán triệt, tổ chức thực hiện theo quy định",
    "Đang phối hợp với các đơn vị liên quan để thực hiện",
    "Đã chỉ đạo thực hiện, kết quả tốt",
    "Xin báo cáo: đã xong",
    "ok",
    "...",
    "Đã rà soát",
    "Đang rà soát, rà soát lại nội dung",
    "Sẽ hoàn thành trong thời gian tới",
    "Đã triển khai kịp thời, đầy đủ, đúng quy định, đúng tiến độ đề ra",
    "Chưa có kết quả, sẽ báo cáo sau",
    "Đang tập trung giải quyết, phấn đấu hoàn thành sớm",
    "50",
    "Đã được khoảng 50 phần trăm công việc rồi ạ",
    "Tham mưu theo yêu cầu",
]
GOOD = [
    "Đã trình UBND tỉnh tại Tờ trình số 120/TTr-STC ngày 05/11/2025.",
    "Đã ban hành Kế hoạch số 45/KH-UBND.",
    "Đã họp với 3 xã về mặt bằng.",
    "Đã rà soát xong 12 dự án chuyển chủ đầu tư.",
    "Đã gửi công văn xin ý kiến Bộ Tài chính ngày 03/11.",
    "DA TRINH DU THAO NGHI QUYET HDND",
    "da khoi cong truong noi tru tai xa bien gioi",
    "Đổ bê tông xong tầng 2 nhà lớp học.",
    "Đã giải ngân 12,5 tỷ đồng.",
    "Đang lấy ý kiến các sở về dự thảo lần 2.",
    "Đã chọn xong nhà thầu tư vấn.",
    "Đã tiêm phòng 8.500 con trâu, bò tại 14 xã.",
    "Hoàn thành khảo sát hiện trạng 30/32 cầu yếu.",
    "Đã cấp 1.204 giấy chứng nhận quyền sử dụng đất.",
    "Đã kiểm tra 5 cơ sở khám chữa bệnh, xử phạt 2 cơ sở.",
    "Sở đã thành lập Tổ công tác theo Quyết định 210/QĐ-SYT.",
    "Chưa thẩm định được vì thiếu hồ sơ môi trường của chủ đầu tư.",
    "Đã đăng thông báo mời thầu gói thầu số 3.",
    "Đã tổ chức tập huấn cho 120 cán bộ cấp xã về chuyển đổi số.",
    "Đã nghiệm thu đường dây 110 kV.",
    "Đang đền bù 15 hộ dân tại khối Yên Sơn.",
    "Đã trả lời kiến nghị cử tri huyện Đô Lương.",
    "Bàn giao mặt bằng sạch 4 ha cho chủ đầu tư.",
    "Đã lập danh mục thuốc thiết yếu cho trạm y tế.",
    "Thống nhất dự thảo kế hoạch; đề nghị bổ sung kinh phí tại Điều 5.",
    "Tuyến đường ven biển thi công đạt 62 %, chậm do mưa lũ tháng 10.",
]


@pytest.mark.parametrize("text", VAGUE)
def test_what_says_nothing_is_refused(text):
    assert is_vague(text)
    with pytest.raises(ValidationError, match="kiểm tra được"):
        concrete(text)


@pytest.mark.parametrize("text", GOOD)
def test_what_says_something_is_taken(text):
    assert not is_vague(text)
    concrete(text)


def test_there_are_enough_of_both():
    assert min(len(set(VAGUE)), len(set(GOOD))) >= 25
