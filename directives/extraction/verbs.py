"""Words with which work is ordered: the verbs of administrative Vietnamese and what stands before them.

A sentence that opens with one of these is an imperative, and a name that meets one of these has ended.
"""

from directives.extraction.tokens import listed, opening

# How the work is to be done, and that it must be done.
_MANNER = """
khẩn trương | tiếp tục | chủ động | tích cực | tập trung | nghiêm túc | kịp thời | thường xuyên
trực tiếp | quyết liệt | kiên quyết | tuyệt đối không | tuyệt đối | không được | nhanh chóng | sớm
gấp rút | cấp tốc | thần tốc | đặc biệt | từng bước | dứt điểm | ưu tiên | dốc sức | dồn sức
dốc toàn lực | dồn lực | nỗ lực | quyết tâm | kiên trì | mạnh tay | mạnh dạn | linh hoạt | đồng loạt
phấn đấu | cố gắng | định kỳ | hằng tuần | hàng tuần | hằng tháng | hàng tháng | hằng ngày
hàng ngày | hằng quý | hàng quý | hằng năm | hàng năm | nghiêm cấm | nghiêm khắc | triệt để
thực sự | thật sự | tăng tốc | nêu cao | gương mẫu | sẵn sàng | cùng nhau | một mặt | lập tức
ngay lập tức | tuỳ tình hình | liên tục | chặt chẽ | đồng bộ | cương quyết | nhất thiết
bằng mọi cách | bằng mọi giá | hết sức | tối đa | tạm thời | phải | cần | cần phải | nên
có trách nhiệm | chịu trách nhiệm | có nhiệm vụ | được giao | được yêu cầu | được đề nghị
được phân công | khẩn cấp | hỏa tốc | nhanh | mau chóng | gấp | ráo riết | đôn đáo | luôn | bắt buộc
hoàn toàn chịu trách nhiệm
mỗi tuần | mỗi tháng | mỗi ngày | mỗi quý | dồn toàn lực | dồn tổng lực | dốc lòng | chung sức
đồng lòng | bứt phá | kiên định | thận trọng
cẩn trọng
bình tĩnh | lưu tâm | để ý | để tâm | chú ý | tích cực, chủ động | chủ động, tích cực
tập trung cao độ | tập trung tối đa
hết sức chú ý | đặc biệt chú ý | đặc biệt lưu ý | đặc biệt quan tâm | nhất quyết | kiên trì
bền bỉ | tận tâm | tận tụy
"""
_WORK = """
chủ trì | phối hợp | làm đầu mối | là đầu mối | làm nòng cốt | đầu mối | tham mưu | rà soát | soát
soát lại | soát xét | kiểm tra | thanh tra | thẩm định | thẩm tra | thẩm duyệt | xây dựng | ban hành
triển khai | thực hiện | tổ chức | hướng dẫn | chỉ đạo | đôn đốc | theo dõi | giám sát | báo cáo
trình | gửi | nộp | tổng hợp | hoàn thành | hoàn thiện | hoàn chỉnh | hoàn tất | bố trí | sắp xếp
cân đối | phân bổ | phân công | phân cấp | giải quyết | giải trình | giải ngân | giải phóng
giải đáp | giải tỏa | xử lý | xử phạt | xử trí | khắc phục | tháo gỡ | gỡ | gỡ khó | gỡ vướng
gỡ bỏ | đẩy mạnh | đẩy nhanh | đẩy lùi | tăng cường | nâng cao | nâng cấp | cải thiện | cải cách
cải tạo | đổi mới | phát huy | phát động | phát hiện | phát triển | phát hành | phát sóng | bảo đảm
đảm bảo | bảo vệ | bảo quản | bảo tồn | bảo trì | bám sát | bám | bám nắm | nắm | nắm chắc | nắm sát
nắm bắt | nắm lại | làm tốt | làm rõ | làm việc | làm xong | làm thủ tục | làm báo cáo | làm | lập
lập xong | lập kế hoạch | thành lập | kiện toàn | củng cố | duy trì | công bố | công khai | phổ biến
quán triệt | tuyên truyền | truyền thông | vận động | động viên | huy động | kêu gọi | khuyến khích
khuyến cáo | đề xuất | đề nghị | kiến nghị | đề ra | đề cao | tính toán | nghiên cứu | xem xét
đánh giá | phân tích | phân loại | xác định | xác minh | xác nhận | điều tra | điều chỉnh
điều hành | điều động | điều tiết | điều phối | điều lực lượng | luân chuyển | biệt phái | cử
phân luồng | trực | trực ban | chuẩn bị | cập nhật | cung cấp | cung ứng | chia sẻ | trao đổi
thông báo | thông tin | thống kê | thống nhất | kê khai | đăng ký | đăng tải | đăng | lấy ý kiến
lấy người dân
xin ý kiến | tiếp thu | tiếp nhận | tiếp công dân | tiếp cận | bàn giao | giao nộp | chuyển giao
chuyển | thu hồi | thu gom | thu hút | thu nộp | thu thập | ứng phó | phòng ngừa | phòng, chống
phòng chống | phòng tránh | ngăn chặn | ngăn ngừa | đấu tranh | chống | chấm dứt | đình chỉ | xóa
xóa bỏ | hạn chế | khống chế | quản lý | quan tâm | chăm lo | chăm sóc | hỗ trợ | giúp | giúp đỡ
giúp dân | tạo điều kiện | tạo thuận lợi | tạo chuyển biến | tạo | cấp | cấp phát | cấp phép
sử dụng | áp dụng | vận dụng | ứng dụng | khai thác | khai trương | khởi công | khánh thành
thi công | xây | xây dựng xong | sửa | sửa chữa | sửa đổi | dựng | dựng lại | di dời | sơ tán | cứu
cứu trợ | cứu hộ | tìm kiếm | chằng chống | neo đậu | cưỡng chế | đối thoại | gặp gỡ | lắng nghe
lo | lo đủ | lo xong | đưa | đưa vào | đưa ra | mở | mở rộng | mở chuyên | mở đợt | mở thầu
tháo dỡ | lắp | lắp đặt | cắm | cắm mốc | đo đạc | kiểm kê | kiểm đếm | kiểm soát | kiểm điểm
kiểm toán | ký | ký kết | ký cam kết | phê duyệt | duyệt | quyết định | quyết toán | thanh toán
thanh lý | nghiệm thu | đấu thầu | đấu giá | lựa chọn | chọn | đăng cai | đón | đón tiếp | thăm
thăm hỏi | tặng | khen thưởng | biểu dương | tôn vinh | chúc mừng | tuyển dụng | tuyển | đào tạo
bồi dưỡng | tập huấn | diễn tập | chấn chỉnh | siết | siết chặt | thắt chặt | giữ | giữ vững
giữ nghiêm | giữ gìn | giữ an toàn | tuân thủ | chấp hành | thi hành | chấp thuận | cam kết
giám định | đối chiếu | so sánh | đối soát | rút ngắn | rút kinh nghiệm | cắt giảm | giảm
giảm thiểu | tăng | bổ sung | thay thế | thay đổi | loại bỏ | loại trừ | bãi bỏ | sửa sang | nhận
nhận lại | phản hồi | trả lời | phúc đáp | tham gia | tham dự | tham gia ý kiến | cho ý kiến | góp ý
có ý kiến | có văn bản | có báo cáo | có phương án | có kế hoạch | có giải pháp | có biện pháp
ngừng | dừng | tạm dừng | hoãn | gia hạn | khôi phục | phục hồi | phục vụ | vận hành | khởi động
kết nối | liên kết | liên hệ | tích hợp | số hóa | đồng bộ hóa | làm sạch | làm giàu | nhân rộng
nhân lên | lồng ghép | kết hợp | đồng hành | gắn | coi trọng | coi | chú trọng | lưu ý | xác lập
thiết lập | thiết kế | quy hoạch | khoanh vùng | khảo sát | dự báo | cảnh báo | khơi thông | nạo vét
vệ sinh | phun | tiêm | xét nghiệm | khám | điều trị | thu dung | cách ly | tiêu hủy | bình ổn
dự trữ | tích trữ | vận chuyển | bốc dỡ | kích cầu | xúc tiến | quảng bá | giới thiệu
tổng kiểm tra | tổng rà soát | tổng kết | sơ kết | nhắc nhở | phê bình | kỷ luật | truy thu
truy xuất | truy quét | triệt phá | bắt | tuần tra | tuần tra kiểm soát | xét xử | khởi tố | bố cáo
cụ thể hóa | đơn giản hóa | hiện đại hóa | xã hội hóa | đa dạng hóa | tối ưu hóa | chuẩn hóa
hợp thức hóa | luật hóa | chuyên nghiệp hóa | bảo mật | bảo lãnh | bao quát | phủ sóng | phát quang
tẩm | tẩm màn | không bao che | không né tránh | không đùn đẩy | không dung túng | không tiếp tay
cắm biển | cắm biển báo | cắm biển cảnh báo | không trông chờ | không ỷ lại | không gây khó khăn
không gây phiền hà | không nhũng nhiễu | xuống giống
trồng | trồng lại | gieo trồng | thu hoạch | chế biến | sản xuất | tái đàn | tái cơ cấu
tái định cư | thúc đẩy | thúc | thúc tiến độ | tổng duyệt | làm chủ | làm thật | làm ngay | làm sớm
làm mới | làm cơ sở | dành | dành nguồn lực | trích | tiết kiệm | chi trả | chi | trả | thu | vay
đầu tư | mua sắm | mua | thuê | bán | cho thuê | tận dụng | tranh thủ | tận thu | khẳng định
nhìn nhận | nhận diện | nhận thức | thấm nhuần | quan triệt | nhất quán | đoàn kết | đi đầu
đi trước | đi sâu | đi kiểm tra | đến tận | xuống | về cơ sở | túc trực | canh gác | chốt chặn
lập chốt | thể chế hóa | thể hiện | thay mặt | cấm | không để | không tổ chức | không bố trí
không ban hành | không chủ quan | không lơ là | không tự ý | tránh | phòng | tự | tự kiểm tra
tự rà soát | chủ quan | căn cứ | dựa vào | dựa trên | bàn | bàn giải pháp | bàn bạc | họp | họp bàn
mời | triệu tập | kết luận | ghi hình | viết | in | sao gửi | sao lưu | lưu trữ | lưu | niêm yết
treo | phân nhóm | lên kế hoạch | lên phương án | hình thành | bắt tay | vào cuộc | chung tay
chỉ định | chỉ rõ | nêu rõ | chứng minh | bảo dưỡng | nuôi dưỡng | ổn định | điểm lại | đảm nhận
đảm nhiệm | gánh | chịu | đứng ra | ghi nhận | đo | đếm | phối kết hợp | hợp tác | hội ý | tham vấn
tư vấn | ủng hộ | đóng góp | đóng | nối | thông | thông xe | thông tuyến | thu xếp | dàn xếp
hòa giải | xếp | dọn | dọn dẹp | quét dọn | thu dọn | gia cố | kè | đắp | hộ đê | vá | vá víu
gắn biển
hoàn trả | hoàn nguyên | hoàn ứng | nhân giống | sàng lọc | khử khuẩn | khử trùng | khám sàng lọc
phân tuyến | giãn | gỡ lỗi | tạm ứng | quyết tâm | giữ nguyên | hủy | thu giữ | tịch thu | tra soát
kê biên | phong tỏa | niêm phong | nhắn tin | gọi | tổng hợp | chấm điểm | chấm | xếp loại | xếp hạng
bình xét | bầu | bổ nhiệm | miễn nhiệm | điều tra | thẩm vấn | lấy mẫu | quan trắc | giám định
tập hợp | tập kết | thắt | tắt | bật | ngắt | nhổ | chặn | phản ánh | kẻ | sơn | lát | thắp
không cho | không cho phép | không xét | không nhận | không thu | không khoán
dàn dựng | biểu diễn | báo ngay
lãnh đạo ubnd | lãnh đạo ủy ban nhân dân | lãnh đạo chính quyền | lãnh đạo hđnd | lãnh đạo mặt trận
lãnh đạo chi bộ | lãnh đạo cấp ủy | lãnh đạo công an
tu bổ | tu sửa | tôn tạo | trùng tu | trưng bày | biên soạn | soạn | soạn thảo | dự thảo
thảo luận | tổ chức lại | chuyển đổi | chuyển tải | chuyển tiếp | chuyển biến | rải | trải | tưới
xả | điều | điểm danh | kêu cứu | tránh để | đề phòng | quản | quản chặt | rà | rà lại | rà quét
dò tìm | lên danh sách | chốt | chốt danh sách | chốt số liệu | chốt phương án | đốc thúc
thúc giục | giục | nhắc | răn đe | xử | xử nghiêm | phạt | phạt nghiêm | thu phí | bỏ | lược bỏ
bớt | hạ | kéo giảm | kiềm chế | kìm chế | hãm | nâng | nâng tầm | vươn | chạy | tiến hành
khai báo | khai | nhập | nhập liệu | tải | trích xuất | đẩy | đồng bộ dữ liệu | tra cứu | cho | ra
ra quân | ra văn bản | ra soát | nêu | giao | trao | trao quyền | phân | phân quyền | phân kỳ
phân định | phân khai | ủy quyền | yêu cầu | chất vấn | tháo | giải tán | giải thể | sáp nhập
hợp nhất | nghiên cứu, tham mưu | lãnh đạo, chỉ đạo | lãnh đạo làm tốt | lãnh đạo thực hiện
lãnh đạo giám sát | lãnh đạo kiểm tra | lãnh đạo rà soát | lãnh đạo xây dựng | lãnh đạo giải phóng
lãnh đạo giải quyết | lãnh đạo công tác | lãnh đạo việc | lãnh đạo hoàn thành | lãnh đạo xử lý | lãnh đạo đẩy
lãnh đạo chuẩn bị | lãnh đạo khắc phục | lãnh đạo tập trung | lãnh đạo tuyên truyền | lãnh đạo chỉ đạo
lãnh đạo triển khai | lãnh đạo tổ chức | lãnh đạo các | lãnh đạo lực lượng
xác thực | chỉnh trang | chích ngừa | san gạt | san lấp | san ủi | đấu nối | nối mạng | cắt điện | hút bụi
rửa đường | ứng trực | ứng cứu | kết thúc | phát lương | giải thích | diễn giải | tường trình
bảo hành | tương trợ
trợ giúp | trợ cấp | bù đắp | bồi thường | đền bù | bồi hoàn | hoàn thuế | miễn giảm | miễn thuế | khoanh nợ
giải cứu | tiêu thụ | tiêu úng | gia cường | khoan | đào | đào đắp | bóc tách | tách | tách thửa
hợp thửa | truy tố | tạm giữ | tạm giam | triệt xóa | trấn áp | tấn công | phản bác | phát giác | tố giác
đối chất | trưng cầu | hội chẩn | chẩn đoán | kê đơn | phẫu thuật | sơ cứu | trung chuyển
luân phiên | tiễn
nghênh đón | viếng | dâng hương | tri ân | liên thông | chia tách | chia | chia nhỏ | chia nhóm | gom | gộp
ghép | tất toán | thoái vốn | cổ phần hóa | cơ cấu lại | tái cấu trúc | tinh giản | tinh gọn | đặt tên
đổi tên | đánh số | trang trí | trang hoàng | tổng vệ sinh | quét | đốt | chôn lấp | tái chế | tái sử dụng
chăm bón | bón phân | diệt | diệt trừ | gieo | cấy | gieo cấy | gieo sạ | cày | lấy nước | đổ ải | tích nước
cắt lũ | khơi dòng | thả phao | neo | di dân | di chuyển | di tản | dời | dời dân | tái thiết | tìm
tìm hiểu
tìm nguồn | tìm giải pháp | đối phó | phản biện | góp phần | góp vốn | góp sức | chứng thực | hợp pháp hóa
lan tỏa | noi gương | rèn luyện | rèn | dạy | dạy nghề | giảng dạy | ôn tập | ôn thi | thi tuyển | xét tuyển
huấn luyện | luyện tập | hợp luyện | thử nghiệm | thí điểm | áp giá | định giá | ghi sổ | hạch toán
ước tính
dự liệu | lường trước | cảnh giác | canh phòng | hậu kiểm | tiền kiểm | phúc tra | phúc khảo | tái thẩm
lấy lời khai | kiểm chứng | kiểm thử | xuất cấp | xuất quỹ | đàm phán | thương lượng | thương thảo | tước
tước giấy phép | rút | rút giấy phép | rút gọn | rút vốn | khóa tài khoản | khấu trừ | đỡ đầu | nhận đỡ đầu
kết nghĩa | an ủi | an táng | mai táng | trục vớt | lai dắt | hộ tống | áp tải | hội đàm | tiếp xúc
tiếp xúc cử tri | tiếp dân | hồi đáp | hồi âm | phát loa | đính chính | cải chính | lọc | khử
khử độc | tẩy
tẩy độc | tiêu độc | khoanh ổ dịch | dập dịch | bao vây | truy vết | thụ lý | cắt bỏ | bãi miễn
buộc thôi việc
sát hạch | hiệp đồng | hiệp thương | tham khảo | sao chép | nhân bản | phát tờ rơi | phát phiếu | kiểm phiếu
lấy phiếu | biểu quyết | phê chuẩn | định danh | định vị | định hướng | quy tập | quy tụ | quy đổi
quy trách nhiệm | truy cứu | truy trách nhiệm | khoanh định | khoanh nuôi | chỉnh lý | nắn chỉnh
nắn | uốn nắn
phục dựng | phục chế | gìn giữ | lưu giữ | truyền dạy | kế thừa | khơi dậy | khơi nguồn | cổ vũ | khích lệ
hưởng ứng | hiến kế | tiếp sức | tiếp tế | tiếp quản | chào hàng | xét thầu | cải hoán | hoán cải | hòa mạng
phủ kín | phủ xanh | lấp đầy | lấp | thảm | thảm nhựa | bê tông hóa | cứng hóa | kiên cố hóa | ngầm hóa
cải tiến | đổi | hoán đổi | thay | thay mới | để lại | để dành | ưu đãi | cáng đáng | đảm đương | đảm trách
quán xuyến | dẫn dắt | dẫn đầu | truyền đạt | truyền tải | học tập | xem | xem lại | nhìn lại
soi lại | xin lỗi
tạm hoãn | tạm đình chỉ | tạm đóng | trì hoãn | dời lịch | lùi | lùi thời hạn | bù tiến độ | cảnh cáo
khiển trách | cách chức | chứng tỏ | minh bạch hóa | phổ cập | nắn tuyến | tái tạo | thả giống
thả cá | duy tu
hoàn thổ | hoàn công | hồi phục | trấn an | định canh | định cư | tách hộ | kích hoạt | cài đặt | cấu hình
đối sánh | xin chủ trương | xin phép | thỉnh thị | báo ngay | báo về | báo cho | báo với | báo động
báo trước
nói rõ | chỉ ra | vạch ra | vạch | đề cử | tiến cử | bố phòng | vun đắp | bồi đắp | chăm nom | chăm chút
cưu mang | cấp cứu | ra mắt | ra thông báo | ra quyết định | gỡ điểm nghẽn | khơi gợi | chống chọi | dò xét
săn lùng | vây bắt | chữa trị | cứu chữa | chữa cháy | dập lửa | dập tắt | dập | khoanh | khoanh nợ
đo kiểm
kiểm lại | kiểm soát chặt | lên lịch | lên phương án | xếp lịch | phát hiện sớm | mua bảo hiểm
chấm thi | coi thi
in ấn | phát sách | đưa đón | đưa tin | viết bài | làm phóng sự | quay phim | ghi âm | lập chuyên mục
tạm ngừng | tạm ngưng | ngưng | ngưng cấp | khởi tạo | thiết lập lại | tái lập | tái khởi động
tái thẩm định
tái kiểm tra | tái đánh giá | phân lô | phân tán | phân nhóm | phân loại lại | giải ngân hết
giải tỏa hành lang
bổ khuyết | bổ cứu | bổ trợ | bồi lắng | che chắn | gia cường đê | chèn chống | hạ thấp | tôn cao | nâng cốt
đóng góp ý kiến | kết xuất | rà phá | rà phá bom mìn | thu thuế | chống thất thu | truy nã
truy bắt | tuyên dương
trao đổi thông tin | tổng kết đánh giá | thẩm tra lại | thẩm định lại | đi thực tế | đi cơ sở
xuống địa bàn
nhường cơm | chuyên chở | chở | bốc | bốc xếp | xếp dỡ | lưu kho | giao hàng | giao nhận | nhận diện
giành | chiếm lĩnh | tận thu | thuyết phục | vận dụng | thuyết minh | chốt lại | đóng điện
tiếp âm | tiếp sóng | phát | phát dọn | phát bản tin | xét | tạm gác
tính lại | tính đúng | tính đủ | tính đúng, tính đủ | buộc | dẹp | dẹp bỏ | rào | rào chắn
trông coi | kèm cặp
phụ đạo | dìu dắt | bêu tên | nêu tên | dán | dán tem | bơm nước | bơm rút | khóa van | khóa cửa
canh | canh trực | đến từng | tới từng | đi từng | kéo dài giờ | kéo dài ca | kéo dài thời gian
kéo dài thời hạn | kéo dài lịch | nới giờ
nới thời gian | dời buổi | dời giờ | tăng chuyến | giãn giờ
cắt tỉa | đốn hạ | chặt hạ | cẩu kéo | khớp nối | khớp | khởi thảo | sắp đặt | bài trí | kết chuyển | ấn định
quy định rõ | lượng hóa | ước lượng | cân nhắc | suy xét | xoay xở | gói gọn | khâu nối | đan xen
bù giá | bù lỗ
đi từng nhà | đến từng nhà | đi từng hộ | đến từng hộ | gõ cửa từng nhà | xuống từng | đi từng thôn
lên dự trù | lên dự toán | lên danh mục | lên khung | lên kịch bản | lên chương trình | lên thực đơn
kê | kê thêm | chỉnh lại | chỉnh sửa | bày | bày thêm | quyên góp | gỡ bài | cân lại | đong | cất giữ | nhường
xua đuổi | dựng rạp | kéo dây | căng dây | hàn | sơn lại | xách | khiêng | vác | phơi | sấy | ủ | gặt
đội mũ | mặc đồng phục | mang theo | nấu ăn | nấu cơm | dán lại | viết lại | gọi điện
nhắc nhau | trông nom
trợ giá | trợ cước | bình chọn | răn dạy | thuyết trình | níu giữ | thích ứng | quay số | bốc thăm | sơ chế
dán nhãn | ép cọc | đổ bê tông | lu lèn | san nền | khơi rãnh | vớt | vớt bèo | vớt rác | be bờ | chắn sóng
giằng néo | bảo lưu | hiệu đính | hiệu chỉnh | căn chỉnh | thử tải | nghe báo cáo | đi khảo sát | trưng dụng
trưng mua | chào mời | khóa sổ | ghi chép | ghi nhật ký | đọc loa | khắc họa | che phủ | che bạt
che | rắc vôi
chôn hủy | tiêu trùng | sắm | mượn | nới | nới lỏng | trám | bịt | giăng | hốt | nhặt | khép lại | khép kín
mở tài khoản | mở lối | mở lớp | mua quà | lắp bổ sung | lắp thêm | cắt cử | cắt băng | đặt mua | đặt hàng
đặt trạm | đặt biển | gọi tên | học hỏi | lấy mẫu
"""

PREDICATES = listed(_MANNER + "|" + _WORK)
MANNERS = listed(_MANNER)

# May open a sentence before the verb and change nothing.
_WEEKLY = " | ".join(
    f"{part}thứ {day} {each} tuần"
    for part in ("", "sáng ", "chiều ", "trước ", "vào ", "vào chiều ", "vào sáng ")
    for day in ("hai", "ba", "tư", "năm", "sáu", "bảy")
    for each in ("hằng", "hàng")
)
CONNECTIVE = listed(f"""{_WEEKLY} |
bên cạnh đó | cùng với đó | đồng thời | ngoài ra | trong đó | theo đó | mặt khác | song song với đó
song song | cụ thể | cụ thể là | cụ thể như sau | hằng ngày | hàng ngày | hằng tuần | hàng tuần
hằng tháng | hàng tháng | hằng quý | hàng quý | hằng năm | hàng năm | mỗi tuần | mỗi tháng
mỗi ngày | mỗi quý | định kỳ | trước mắt | trước hết | trước tiên | từ đó | qua đó | do đó | vì vậy
do vậy | vì thế | để làm được điều đó | cùng với việc này | trong thời gian tới | thời gian tới
đặc biệt là | đặc biệt | nhất là | cùng thời điểm | sau đó | tiếp đó | tiếp theo | cũng theo đó
thứ nhất | thứ hai | thứ ba | thứ tư | thứ năm | một là | hai là | ba là | bốn là | năm là | sáu là
ngay từ bây giờ | từ nay | từ nay đến cuối năm | cuối cùng | riêng | song | tuy nhiên | và | còn
cũng | cùng ngày | cũng trong ngày | trên cơ sở đó | với tinh thần đó | về lâu dài | lâu dài
hiện nay | mặt khác nữa
sáng mai | chiều mai | ngày mai | ngay sáng mai | ngay ngày mai | ngay chiều nay | ngay hôm nay
theo chức năng, nhiệm vụ được giao | theo chức năng, nhiệm vụ | theo thẩm quyền
theo chức năng, nhiệm vụ của mình | theo chức năng nhiệm vụ được giao | theo chức năng nhiệm vụ
căn cứ chức năng, nhiệm vụ được giao | căn cứ chức năng, nhiệm vụ
""")

# A new paragraph which opens like this goes on with the one before it.
CONTINUATION = opening("""
bên cạnh đó | cùng với đó | đồng thời | ngoài ra | trong đó | theo đó | mặt khác | song song với đó
song song | tiếp tục | đặc biệt là | cùng với việc này | trên cơ sở đó | từ đó | qua đó | sau đó
tiếp đó | tiếp theo | cũng | thời gian tới | trong thời gian tới | trước mắt | nhất là | riêng
""")

# After these the subject is told about, not ordered ...
TELLING = listed("""
đã | đang | vừa | từng | sẽ | vẫn | chưa | mới | là | thì | bị | có | còn | cho biết | cho hay
cho rằng | cho thấy | cho thông xe | cho phép | cho xe | nhận được | nhận định | đánh giá cao
đánh giá | ghi nhận | biểu dương | khen | khen ngợi | khẳng định | phát biểu | trả lời | quyết định
dự kiến | đạt | thuộc | gồm | bao gồm | chiếm | ước | ước đạt | gặp | gặp khó khăn | nằm | phụ trách
mong | mong muốn | hy vọng | tin tưởng | chia buồn | chúc | cảm ơn | ký | ký quyết định
ký ban hành | có mặt | cơ bản | được | trở thành | hiện | hiện có | hiện nay | nhất trí | đồng ý
đồng tình | cùng dự | dự | tham dự buổi | kiến nghị | nêu thực trạng | nêu khó khăn | lý giải
phản ánh | thừa nhận | quyết tâm bàn giao | xảy ra | diễn ra | xuất hiện
phát sinh | tồn tại | trình bày | giao ban | họp giao ban | bùng phát | lan rộng | tăng cao | tái diễn
hứa | cam kết | cam đoan | bày tỏ | xin | lo ngại | chậm | nhấn mạnh | biểu quyết | biểu quyết thông qua
buông lỏng | bỏ dở | bỏ bê | lúng túng | thất hứa | thờ ơ | chây ỳ | chây ì | khoán trắng | phó mặc | lỡ hẹn
đặt mục tiêu | đặt kế hoạch | đặt chỉ tiêu | chất vấn | thảo luận, làm rõ | thông tin thêm
đòi hỏi | khuyến nghị
""")

# ... unless what follows turns them into duty.
DUTY = listed("""
có trách nhiệm | có nhiệm vụ | có ý kiến | có văn bản | có báo cáo | có phương án | có kế hoạch
là cơ quan đầu mối | là đầu mối | là cơ quan thường trực | là cơ quan chủ trì | là đơn vị chủ trì
là đơn vị đầu mối | có giải pháp | có biện pháp | có hình thức | có ngay | còn phải | còn làm đầu mối
còn có trách nhiệm | còn có nhiệm vụ | còn chủ trì | được giao | được yêu cầu | được đề nghị
được phân công | đánh giá lại | đánh giá đúng | đánh giá kỹ | đánh giá cụ thể | đánh giá kết quả
đánh giá tình hình | đánh giá toàn diện | đánh giá thực trạng | ký cam kết | ký kết
ký quy chế | ký hợp đồng | ký thỏa thuận | ký biên bản | ký chương trình | ký lại | ký phụ lục
quyết định việc | trả lời bằng văn bản | trả lời dứt điểm | trả lời kiến nghị | trả lời đầy đủ
phản ánh về | phản ánh kịp thời | phản ánh với | phản ánh đến
chậm nhất | ghi nhận ý kiến | đạt cho được | còn cần | vẫn phải | sẽ phải
""")

# Open a sentence before its subject: place, time, ground, condition.
ADJUNCTS = listed("""
sang quý | sang tháng | sang năm | năm nay | tháng này | tuần này | quý này | ngay từ | ngay sau
ngay khi | ngay trong | đến
với | quá | kết thúc | trong suốt | suốt | hết mùa | nhận được | nếu | trường hợp | trong trường hợp
trên cơ sở | về | thực hiện | tại
theo | căn cứ | để
nhằm | sau khi | sau | trước | trong | từ | khi | qua | đối với | riêng | ngoài | bên cạnh
cùng với | kể từ | hiện | hiện nay | thống nhất với | xét | do | vì | phát biểu | kết luận | ngày
sáng | chiều | tối | trao | nhân | cũng | giao | tiếp thu | triển khai | chỉ đạo | xem xét
nhằm mục đích | cho ý kiến | đánh giá | trao đổi | ghi nhận | biểu dương | chia sẻ | liên quan
trước tình hình | trước mắt | gần | hàng năm | hằng năm | mục tiêu | yêu cầu
vào | trước ngày | chậm nhất | muộn nhất | hết | đến hết | song song với | đi đôi với | hằng | hàng
định kỳ
""")
