"""The words that say which of a group, and whose, are meant."""

from directives.extraction.tokens import listed, words

LEADING_GROUP = listed("""
chính quyền | lực lượng | cơ quan | đơn vị | địa phương | chủ đầu tư | nhà thầu | doanh nghiệp
cấp ủy | người đứng đầu | công an | bộ đội | chủ hồ chứa | chủ các hồ chứa | chủ hồ | chủ đập
chủ tàu | chủ rừng | chủ phương tiện | chủ các phương tiện | chủ cơ sở | quân đội
hệ thống chính trị | đoàn thể | ngành | tổ công tác | ban ngành | sở ngành | hiệp hội | nhà đầu tư
mặt trận
""")
REACH = 22
HANDS_IN = listed("báo cáo | gửi | nộp | định kỳ | tổng hợp | hoàn thành | khẩn trương")
CHOSEN = words("chọn giao mời phân thụ ủy")
MANAGING = words("cho chế cung giết hành kinh khai khám nuôi quản sản sử thi thuê trồng vận")
# "các chủ đầu tư giải ngân dưới mức bình quân phải giải trình": the verb tells which are meant.
FAILING = words("giải vi nợ chậm để đạt thiếu hoàn")
# "có tỷ lệ giải ngân dưới 30%": a measure, up to its figure or to the word that ends it.
MEASURES = listed(
    "tỷ lệ | tỉ lệ | chiều dài | tiến độ | kết quả | mức | dung tích | doanh thu | số | quy mô | công suất"
    " | chỉ số"
)
COMPARED = words("dưới trên thấp cao chậm từ vượt quá kém bằng đạt")
ABOVE_MEASURE = listed("""
hơn | trở lên | trở xuống | mức | mức bình quân | mức bình quân chung | bình quân | bình quân chung
so với | kế hoạch | yêu cầu | % | quy định | của tỉnh | của cả tỉnh | của thành phố | mét khối | m3 | ha | kw
mw | tỷ đồng | triệu đồng | triệu | tỷ | tháng | ngày | năm | lao động | học sinh | hộ | người | giường
chung | m
""")
KINDS = listed("tổ chức | cá nhân | hộ gia đình | hộ gia đình, cá nhân | doanh nghiệp nhà nước")
# Of these any verb may say which are meant: "các tổ chức, cá nhân nuôi chó, mèo tiêm phòng ...".
PRIVATE = words("hộ nghiệp nhân sở ty hãng dân người thầu vị")


# "chủ" in these owns nothing.
OWNS_NOTHING = words(
    "biên chốt công đạo đề đích động hòa huy lực lưu mưu nghĩa nhật nhiệm nợ quan quản quyền sự tài tâm thể"
    " tịch tọa trì trương tướng ý yếu"
)
OWNED = listed("hồ chứa | hồ | đập | bến | bãi | tàu | thuyền | lồng bè | bè | phương tiện | ao | đầm | kho")
# Verbs of one syllable that are no half of a noun.
CLEAR = words("đưa dừng ngừng gửi nộp ký lập giữ siết kê rà dọn trả")
TILLS = listed("trồng | nuôi | làm du lịch | làm muối | làm nghề")
LANDS = words("xã phường huyện tỉnh phố quận khu")
# Behind "các" nobody: times and things.
NO_GROUPS = listed(
    "trường hợp | tháng | năm | tuần | ngày | quý | giờ | lần | đợt | việc | vấn | nội | nhiệm | điểm"
)
