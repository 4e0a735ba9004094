"""The words of which names of agencies, their heads and groups of agencies are made."""

from directives.extraction.tokens import Names, entries, listed, words

# Fields of departments and ministries, old and new, whole and short.
FIELDS = Names(
    entries("""
Nội vụ | Tư pháp | Tài chính | Kế hoạch và Đầu tư | Công Thương | Nông nghiệp và Môi trường
Nông nghiệp và Phát triển nông thôn | Nông nghiệp và PTNT | Nông nghiệp | Tài nguyên và Môi trường
Xây dựng | Giao thông vận tải | Giao thông công chánh | Giao thông Xây dựng | Quy hoạch - Kiến trúc
Khoa học và Công nghệ | Khoa học, Công nghệ và Môi trường | Thông tin và Truyền thông
Thông tin, Truyền thông | Văn hóa, Thể thao và Du lịch | Văn hóa và Thể thao | Văn hóa | Du lịch
Giáo dục và Đào tạo | Giáo dục | Y tế | Y tế dự phòng | Ngoại vụ | Ngoại giao | Dân tộc và Tôn giáo | Dân tộc
Lao động, Thương binh và Xã hội | Lao động - TBXH | An toàn thực phẩm | Quốc phòng | Công an
Tài nguyên | Kinh tế | Kinh tế, Hạ tầng và Đô thị | Kinh tế và Hạ tầng | Kinh tế - Hạ tầng
Văn hóa - Xã hội | Văn hóa và Thông tin | Quản lý đô thị | Thống kê | NN&MT | NNMT | NN và MT
NN-MT | NN&PTNT | NN và PTNT | TN&MT | TNMT | TN và MT | KH&ĐT | KHĐT | KH và ĐT | KH&CN | KHCN
KH và CN | TT&TT | TTTT | LĐTB&XH | LĐ-TB&XH | LĐTBXH | LĐ,TB&XH | GTVT | GTCC | GD&ĐT | GDĐT
GD và ĐT | GD-ĐT | VHTTDL | VH,TT&DL | VHTT&DL | VH-TT&DL | VHTT | VH&TT | DT&TG | QHKT | XD | TC
NV | TP | CT | YT | DL | Phòng, chống thiên tai và Tìm kiếm cứu nạn | Phòng, chống thiên tai
Phòng, chống tham nhũng, lãng phí, tiêu cực | Phòng thủ dân sự | Phòng, chống tham nhũng
Chống buôn lậu và Xử lý vi phạm | Chống buôn lậu | Giám sát, kiểm tra và xử lý sau thanh tra
Quản lý nhà và thị trường bất động sản | Quản lý Khám, chữa bệnh | Thi đua, khen thưởng
Truyền thông và Thi đua, khen thưởng | Điện lực và Năng lượng tái tạo | Dầu khí và Than | Vệ sinh dịch tễ
Quản lý, giám sát bảo hiểm | Quản lý nợ và Kinh tế đối ngoại
Quản lý chất lượng, Chế biến và Phát triển thị trường
Kinh tế hợp tác và Phát triển nông thôn | Sản xuất giống vật nuôi, cây trồng | Bảo vệ chăm sóc trẻ em
Phòng, chống HIV/AIDS | Phòng, chống tệ nạn xã hội | Quản lý lao động ngoài nước | Quản lý, khai thác
Thanh tra, Kiểm tra | Kiểm tra, giám sát và thi hành án hình sự | Thông tin, Thống kê | Tiếp dân, xử lý đơn
Quản lý đầu tư và Xây dựng công trình | Quản lý đê điều và Phòng, chống thiên tai
Quản lý Xây dựng công trình | Giám định Nhà nước về chất lượng công trình | Vật liệu xây dựng
Hạ tầng kỹ thuật | Phát triển đô thị | Quản lý hoạt động xây dựng | Quản lý công sản
Giám sát và Thẩm định đầu tư | Thương mại điện tử và Kinh tế số
Kỹ thuật an toàn và Môi trường công nghiệp | Quản lý môi trường y tế | Y, Dược cổ truyền | Bà mẹ - Trẻ em
Kiểm soát và Bảo vệ môi trường | Xây dựng lực lượng | Quản lý hành chính về trật tự xã hội
Phòng, chống tội phạm | Phòng, chống ma túy | PCTT&TKCN | PCTT và TKCN | Phát thanh và Truyền hình
Tài chính - Kế hoạch | Tài chính Kế hoạch | TCKH | TC-KH | KTHT | KT-HT | VHTT | VHXH | VH-XH | TN-MT | CCHC
Cải cách hành chính | TCHC | TC-HC | Tổ chức - Hành chính | Tổ chức - Biên chế | TCBC | NCC | Người có công
Tiền lương và Bảo hiểm xã hội | Cảnh sát quản lý hành chính về trật tự xã hội | Cảnh sát môi trường
Cảnh sát điều tra tội phạm về ma túy | Cảnh sát giao thông, trật tự
Phát thanh, Truyền hình | Cảnh sát phòng cháy và chữa cháy | Cảnh sát PC&CC | Báo và Phát thanh, Truyền hình
""")
)

# Bodies that take a field of the list above, so that "các Sở: A, B" can be dealt out.
FIELD_HEADS = words("bộ ngành phòng sở ty")

# Bodies whose name is free text that goes on until a verb.
OPEN_HEADS = listed("""
ban | bql | bqlda | ban qlda | ban quản lý | ban qldađtxd | cục | chi cục | tổng cục | vụ
trung tâm | văn phòng | văn phòng điều phối | văn phòng hđnd và ubnd
văn phòng hội đồng nhân dân và ủy ban nhân dân | văn phòng đoàn đbqh và hđnd | chủ hồ chứa
văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân | văn phòng đoàn đại biểu quốc hội và hđnd
chủ các hồ chứa | chủ hồ | chủ đập | chủ tàu | chủ tàu cá | chủ rừng | chủ phương tiện | chủ các phương tiện
chủ cơ sở | vp | thanh tra | công an | bộ chỉ huy | bch | bch quân sự | bộ tư lệnh
bộ đội biên phòng | bộ đội | tòa án | tòa án nhân dân | viện kiểm sát | viện kiểm sát nhân dân
vksnd | tand | viện | kho bạc | kbnn | thuế | cục thuế | hải quan | bảo hiểm xã hội | bhxh
ngân hàng | ngân hàng nhà nước | nhnn | công ty | công ty tnhh | công ty cổ phần | ctcp | tct
tổng công ty | tập đoàn | điện lực | đài | báo | cổng thông tin điện tử | cổng ttđt | hội
hội liên hiệp | liên đoàn | liên đoàn lao động | liên minh hợp tác xã | liên minh htx
đoàn thanh niên | đoàn tncs hồ chí minh | tỉnh đoàn | thành đoàn
huyện đoàn | thị đoàn | xã đoàn | quận đoàn | phường đoàn | đảng ủy | đảng bộ | tỉnh ủy
thành ủy | huyện ủy | thị ủy | hđnd | hội đồng | hội đồng nhân dân | tổ công tác | tổ | đoàn
đoàn công tác | đoàn kiểm tra | trường | trường đại học | đại học | bệnh viện | chi nhánh | nhà máy
quỹ | học viện | agribank | vnpt | viettel | mobifone | evn | quân khu | đồn biên phòng | đồn
hạt kiểm lâm | kiểm lâm | ủy ban | ủy ban mặt trận tổ quốc | ubmttq | ubmttqvn | mặt trận tổ quốc
mttq | ủy ban nhân dân | ubnd | cơ quan | đơn vị | chính quyền | chủ đầu tư | nhà đầu tư | nhà thầu
doanh nghiệp | doanh nghiệp chăn nuôi | lực lượng | cấp ủy | thường trực | ban thường vụ
ban chấp hành | ban cán sự đảng | sở chỉ huy | sở giao dịch | phân hiệu | đội | trạm | kiểm toán
kiểm toán nhà nước | thống kê | thi hành án dân sự | cảnh sát | quản lý thị trường | bưu điện
thông tấn xã | hiệp hội | hợp tác xã | câu lạc bộ | cụm thi đua | đặc khu | khu kinh tế | thường vụ
cơ sở | địa phương | cảng vụ | đại biểu | ban đại diện | liên danh | tổ hợp tác | chi hội | bảo tàng
thư viện | nhà hát | xí nghiệp | tổng đội | hãng | cảng hàng không | nhà xuất bản | khu bảo tồn
vườn quốc gia | acv | vec | tkv | pvn | bidv | vietcombank | vietinbank | ban quản lý dự án đầu tư xây dựng
ban qlda đầu tư xây dựng | công chức | bộ phận
công chức tiếp nhận hồ sơ | cán bộ tiếp nhận hồ sơ | công chức một cửa | bộ phận một cửa
bộ phận tiếp nhận và trả kết quả | khu quản lý | khu quản lý đường bộ | cụm cảng
cụm cảng hàng không | viễn thông
thanh tra giao thông | thanh tra đô thị
đoàn thanh tra | đoàn giám sát | đoàn khảo sát | tiểu ban | ban tự quản
tổ giúp việc | tổ thư ký | tổ kiểm tra | ban quản trị | ban điều hành
ban tổ chức | ban giám hiệu | ban giám đốc | ban tiếp công dân | ban thanh tra | ban nhân dân
liên hiệp | liên hiệp các hội | làng | trại giam | trại | truyền tải điện | chi bộ | chi ủy
binh đoàn | quân đoàn | quân chủng | binh chủng | lữ đoàn | sư đoàn | trung đoàn | hải đoàn
báo và đài | tổ đại biểu | đoàn đại biểu quốc hội | đoàn đbqh | tổ bầu cử | tổ dân phố
tổ liên gia | ban công tác mặt trận | đảng đoàn | quận ủy | ban cán sự | đảng ủy khối
báo và phát thanh, truyền hình
báo và đài phát thanh, truyền hình | báo và phát thanh - truyền hình | khoa | phân xưởng | bến cảng
nhà văn hóa | nhà thiếu nhi | tư vấn thiết kế | tư vấn giám sát | hạt quản lý đường bộ | hạt quản lý đê
nhóm trực | nhóm công tác | nhóm kỹ thuật | nhóm giúp việc | kíp trực | ca trực | trạm y tế | ban liên lạc
kế toán trưởng | thủ kho | thủ quỹ | giáo viên chủ nhiệm | chốt trưởng | trưởng ca | trưởng trạm | tổ phó
quản đốc | đốc công | nhân viên | y tá trưởng | điều dưỡng trưởng | tổng phụ trách
ủy ban bầu cử | ban bầu cử
ban phát triển | ban vận động | ban giám sát | ban giám sát đầu tư cộng đồng | tổ tự quản | tổ công nghệ số
tổ công nghệ số cộng đồng | tổ covid cộng đồng | học viện | trường cao đẳng | ủy ban kiểm tra
""")

UNIT_HEADS = words("huyện phường quận thành thị tp tỉnh xã đặc")

UNITS = listed("""
tỉnh | huyện | xã | phường | huyện đảo | xã đảo | thị xã | thị trấn | thành phố | tp | tp . | quận | đặc khu
""")

TITLES = listed("""
giám đốc | phó giám đốc | tổng giám đốc | phó tổng giám đốc | chủ tịch | phó chủ tịch | thủ trưởng
người đứng đầu | bí thư | phó bí thư | chánh văn phòng | phó chánh văn phòng | chánh thanh tra
chánh án | viện trưởng | trưởng ban | phó trưởng ban | bộ trưởng | thứ trưởng | thống đốc
trưởng phòng | cục trưởng | chi cục trưởng | vụ trưởng | chỉ huy trưởng | hiệu trưởng
tổng thanh tra | tổng cục trưởng | lãnh đạo | cấp trưởng | hạt trưởng | đồn trưởng | tổ trưởng
ủy viên | ủy viên thường vụ | tỉnh ủy viên | đảng ủy viên | trưởng thôn | trưởng bản | trưởng ấp
đội trưởng | trưởng thuế | đại diện | tư lệnh | chính ủy | cán bộ | đồng chí
""")

# Common nouns that make up a group: "các sở, ban, ngành, đoàn thể và địa phương".
GROUP_NOUNS = listed("""
chủ thể | chủ thể ocop | nghệ nhân | chủ trang trại | chủ vườn | làng nghề |
sở | ban | ngành | bên | sở ngành | sở ban ngành | ban ngành | hội | đoàn thể | hội đoàn thể | địa phương
đơn vị | cơ quan | cấp | bộ | bộ ngành | huyện | thành phố | thị xã | xã | phường | thị trấn
đặc khu | quận | tỉnh | tổ chức | lực lượng vũ trang | lực lượng | lực lượng chức năng | chủ đầu tư
nhà đầu tư | doanh nghiệp | cục | vụ | phòng | chi cục | trung tâm | viện | trường | cơ sở giáo dục
cơ sở y tế | cơ sở | tổ công tác | tổ địa bàn | tổ | hệ thống chính trị | ban quản lý dự án
ban quản lý | ban qlda | ban chỉ đạo | hiệp hội | nhà thầu | tổng công ty | tập đoàn | công ty
ngân hàng | đơn vị sự nghiệp | cơ quan chuyên môn | cơ quan báo chí
cơ quan soạn thảo | đơn vị soạn thảo | cơ quan ngang bộ
cơ quan thuộc chính phủ | cấp ủy | chính quyền | cấp ủy đảng | đảng ủy | hội đồng | thành viên
đồng chí | trường học | bệnh viện | đơn vị tư vấn | tổ chức chính trị - xã hội
tổ chức chính trị xã hội | tổ chức hội | hợp tác xã | chi nhánh | xã phường | cá nhân
thành viên ubnd | nhà trường | trường đại học | cao đẳng | đài | báo | cơ quan đảng | chủ rừng
chủ hồ | phòng ban | phòng, ban | quân đội | công an | cơ quan thông tấn | chủ dự án | chủ hồ chứa
lực lượng công an | khu kinh tế | khu công nghiệp | mặt trận tổ quốc | mặt trận | thôn | bản | ấp | buôn
ban xây dựng đảng | chủ tàu cá | làng | xóm | phum | sóc | phum, sóc | tổ chức, cá nhân | cử tri | nhân dân
khóm | thành, thị | thị, thành
huyện ủy | thành ủy | tỉnh ủy | thị ủy | quận ủy | đảng bộ | chi bộ | chi ủy | đảng đoàn | ban cán sự đảng
ban thường vụ | ban chấp hành | huyện, thành ủy | huyện, thị, thành ủy | trưởng khoa | khoa | trưởng phòng
khu phố | khối xóm | tổ dân phố | tổ chức tín dụng | tổ chức đoàn thể | hộ dân | tập thể
cửa hàng | cửa hàng tiện lợi | cửa hàng xăng dầu | chốt | chốt kiểm dịch | chốt kiểm soát | chốt kiểm tra
ban quản lý rừng | ban quản lý rừng phòng hộ | ban quản lý chợ | ban tự quản | tiểu ban | công ty điện lực
đồng chí tỉnh ủy viên | tỉnh ủy viên | ủy viên | đảng viên
lực lượng quân đội | lực lượng biên phòng | lực lượng dân quân | lực lượng xung kích
lực lượng cứu hộ | khách sạn
hộ kinh doanh | hộ gia đình | hộ nuôi trồng thủy sản | hộ chăn nuôi | nhà máy | chợ | bến xe
hãng taxi | hãng xe | điểm thi | cụm thi | điểm bỏ phiếu | điểm trường | già làng, trưởng bản
khu du lịch | khu nghỉ dưỡng | homestay | nhà nghỉ | nhà xe | trang trại | già làng | người có uy tín
phụ huynh | phụ huynh học sinh | cha mẹ học sinh | tiểu thương | hộ nuôi | hộ nuôi cá lồng | cộng tác viên
điểm du lịch | cơ sở lưu trú | nhà hàng | siêu thị | trung tâm thương mại
hãng hàng không | nhà mạng | doanh nghiệp viễn thông | cơ sở đào tạo | cơ sở giáo dục đại học
cơ sở khám bệnh, chữa bệnh | cơ sở khám chữa bệnh | cơ sở sản xuất | cơ sở kinh doanh
ban quản lý dự án đầu tư xây dựng | tổ hợp tác | cán bộ | công chức | viên chức | người lao động
bộ phận | bộ phận chuyên môn | sàn thương mại điện tử | nền tảng số | trạm y tế | ban ngành đoàn thể
""")

# Goes on with a name or a group without being its end.
MODIFIERS = listed("""
đồng bằng sông cửu long | đồng bằng sông hồng | miền trung | miền bắc | miền nam | tây nguyên
bắc bộ | nam bộ | trung bộ | bắc trung bộ | duyên hải | trung du | phía nam | hạ du | chi nhánh | vùng hạ du
liên quan | có liên quan | hữu quan | chức năng | chuyên môn | chuyên ngành | liên ngành | cấp tỉnh
tư vấn giám sát | tư vấn thiết kế | cấp quốc gia | cấp nhà nước | cấp cơ sở | cấp trung ương
cấp bộ | cấp xã | cấp huyện
cấp thành phố | cấp | trung ương | ở trung ương | nhà nước | địa phương
tại cửa khẩu | trên địa bàn | đóng trên địa bàn | đứng chân trên địa bàn | hoạt động trên địa bàn
trên địa bàn tỉnh | trên địa bàn thành phố | trong tỉnh | trong toàn tỉnh | toàn tỉnh
toàn thành phố
của ngành | của huyện | của xã | của phường | của tỉnh | của thành phố | của bộ
nêu trên | nói trên | còn lại | khác
nơi đó | chủ trì soạn thảo
trực thuộc | thuộc | thuộc tỉnh | thuộc bộ | thuộc sở | ngoài | tỉnh | thành phố | huyện | thị xã
xã | phường | đặc khu | quận | khu vực | quân sự | nhân dân | biên phòng | ven biển | miền núi
vùng | biên giới | ở địa phương | phía đông | phía tây | phía nam | phía bắc | tại chỗ | tiền phương
cùng cấp | các cấp | cơ sở | dân sự | thường trực | bị ảnh hưởng | bị thiệt hại | bị lũ lụt
đóng chân trên địa bàn | thủy lợi | thủy điện | có rừng | có biển | có dự án | có dự án đi qua
có đường sắt đi qua | đường bộ | đường sắt | nêu tại | mới | cũ | vũ trang | đảng | sự nghiệp
công lập | ngoài công lập | chủ quản | đầu mối | chủ trì | tương ứng | sở tại | công ích
thành viên | thi công | giám sát | tư vấn | kinh tế | xã hội | chính trị | chính trị - xã hội
tín dụng | chăn nuôi | cấp trên | quản lý nhà nước | có thẩm quyền | tín ngưỡng | khối
theo ngành dọc | liên tỉnh | liên vùng | liên thôn | liên huyện
liên xã | liên phường | tuyến tỉnh | tuyến huyện | tuyến cơ sở | ngoài tỉnh
mầm non | tiểu học | trung học cơ sở | trung học phổ thông | thcs | thpt | đại học | cao đẳng | giết mổ
ven sông | ven hồ | trọng điểm | xung yếu | lân cận | giáp ranh
bán trú | nội trú | tư thục | dân lập | tư nhân
nước ngoài | viễn thông | vận tải | lữ hành | lưu trú | kiêm nhiệm | chuyên trách | nòng cốt
hai cấp | 02 cấp | 2 cấp | phòng, chống thiên tai | phòng chống thiên tai | phòng, chống dịch
tư vấn lập quy hoạch | tư vấn thẩm tra | tư vấn khảo sát | tư vấn lập hồ sơ | thi công gói thầu | kiểu mới
xóm | thôn | buôn | ấp | phụ trách địa bàn | phụ trách xã | phụ trách cụm | ven đầm | ven đầm phá
tại địa phương | nêu tại phụ lục | tại phụ lục | trong phụ lục | theo phụ lục
là chủ đầu tư | là chủ dự án | là thành viên | là thành viên ban chỉ đạo | là thành viên tổ công tác
dự toán | dự toán cấp i | dự toán cấp ii | sử dụng ngân sách | thụ hưởng | trúng thầu | thụ hưởng ngân sách
""")

# Until the next verb, all that follows one of these belongs to the name.
RELATIVE = listed("""
có | nơi có | nơi | dọc | giáp | tiếp giáp
thuộc | trực thuộc | đóng | ven biển | vùng | chuyên ngành | phụ trách | nằm
trên tuyến
quản lý | được phân công theo dõi | bị | từ | đang | trên lưu vực | trên sông
""")

# Common nouns inside proper names, in lower case there: "Ban Quản lý dự án đầu tư xây dựng".
NAME_NOUNS = listed("""
mua sắm tập trung | thị trường trong nước | thị trường nước ngoài
dự án | đầu tư | xây dựng | các dự án | công trình | các công trình | giao thông | nông nghiệp
nông thôn | thủy lợi | thủy sản | chăn nuôi | thú y | trồng trọt | bảo vệ thực vật | an toàn | toàn
vệ sinh | thực phẩm | quỹ đất | phát triển | phát triển quỹ đất | hành chính công | hành chính
công | quản lý | các khu | khu | khu công nghiệp | khu kinh tế | công nghiệp | kinh tế | đô thị
dân dụng | dân phòng | hạ tầng | kỹ thuật | điện | nước | cấp nước | thoát nước | môi trường | du lịch
thể thao | văn hóa | xã hội | y tế | giáo dục | đào tạo | khoa học | công nghệ | chuyển đổi số
truyền thông | thông tin | điện tử | điện tử tỉnh | quốc gia | nhân dân | nhà nước | quân sự
biên phòng | cảnh sát | hình sự | kinh doanh | thị trường | phòng cháy | chữa cháy | cứu nạn
cứu hộ | phòng thủ | dân sự | kiểm soát | bệnh tật | kiểm soát bệnh tật | dân số | dược | đường bộ
đường sắt | đường thủy | đường thủy nội địa | hàng hải | hàng không | đăng kiểm | bảo trì
bảo trì công trình | nghề cá | cảng | cảng cá | cảng biển | sân bay | rừng | rừng phòng hộ
rừng đặc dụng | phòng hộ | vườn quốc gia | kiểm lâm | khuyến nông | dịch vụ | dịch vụ tổng hợp
tổng hợp | việc làm | bảo trợ | công tác | bảo hiểm | xúc tiến | hỗ trợ | thương mại | doanh nghiệp
hợp tác xã | phụ nữ | nông dân | cựu chiến binh | thanh niên | chữ thập đỏ | lao động | luật gia
nhà báo | điện lực | viễn thông | cổ phần | tnhh | mtv | một thành viên | môi trường đô thị
cây xanh | chiếu sáng | nhà ở | đường sắt đô thị | tôn giáo | dân tộc | tổ chức | tuyên giáo
dân vận | nội chính | kiểm tra | chỉ đạo | chỉ huy | điều hành | điều phối | công nghệ cao | đại học
cao đẳng | nghề | phổ thông | trung học | mầm non | nội trú | dân tộc nội trú | đa khoa
thi hành án | án dân sự | giải phóng mặt bằng | mặt bằng | và | liên ngành | trật tự
trật tự xã hội | môi trường nông thôn | khí tượng | thủy văn | hồ | hồ chứa | đê điều | đê
nước sạch | lâm nghiệp | thống kê | hải quan | thuế | cơ sở | cửa khẩu | khu kinh tế cửa khẩu
quốc lộ | đường cao tốc | cao tốc | bến xe | vận tải | hành khách | công cộng | mỏ | khoáng sản
biển | biển đảo | hải đảo | lưu trữ | lịch sử | di sản | di tích | bảo tàng | thư viện | pháp y
giám sát, điều hành | giám sát điều hành | thông minh | đô thị thông minh | xuất nhập cảnh
xuất nhập khẩu | nhập cảnh | bồi thường, hỗ trợ và tái định cư | bồi thường, hỗ trợ, tái định cư
bồi thường hỗ trợ tái định cư | bồi thường giải phóng mặt bằng | phòng hộ, đặc dụng
rừng phòng hộ, đặc dụng | vốn | vốn nhà nước | vốn nhà nước tại doanh nghiệp | hệ thống | hệ thống điện
cấp thoát nước | thành phần | gói thầu | huyết học | tâm thần | lão khoa
cấp cứu | lãnh đạo | địa bàn | đăng ký | đăng ký đất đai | đất đai
đo đạc | bản đồ | công dân | vệ sinh thực phẩm | vệ sinh an toàn thực phẩm | khu vực | phía
cứu hộ cứu nạn
sản xuất nông nghiệp | quản lý đường bộ | công nghệ thông tin | xúc tiến đầu tư | phát triển đô thị
bảo vệ môi trường | bảo vệ rừng | bảo vệ chăm sóc trẻ em | quản lý dự án | quản lý đầu tư | quản trị
quan trắc | quan trắc môi trường | kỹ thuật môi trường | đào tạo nghề | giới thiệu việc làm
dịch vụ việc làm | chăm sóc sức khỏe | kiểm nghiệm | kiểm định | giám định | giám định y khoa
quản lý hành nghề | hỗ trợ doanh nghiệp | khởi nghiệp | đổi mới sáng tạo | cứu nạn cứu hộ
phòng cháy, chữa cháy | phòng cháy chữa cháy | phòng cháy, chữa cháy và cứu nạn, cứu hộ
phòng cháy chữa cháy và cứu nạn cứu hộ | khám bệnh, chữa bệnh | khám, chữa bệnh | khám chữa bệnh
thiên tai | tham nhũng | bảo trợ xã hội | phục hồi chức năng | nuôi dưỡng | điều dưỡng | phục vụ
phục vụ hành chính công | hành chính công | quản lý đô thị | quản lý thị trường | tin học | ngoại ngữ
giống | giống cây trồng | vật nuôi | kiểm dịch | đo lường | chất lượng | tiêu chuẩn | sở hữu trí tuệ
tài sản | đấu giá | đấu giá tài sản | công chứng | trợ giúp pháp lý | pháp lý | lễ tân | đối ngoại
cán bộ | tổ chức cán bộ | pháp chế | kế hoạch | tài vụ | tài chính | hành chính | nghiệp vụ
thủy nông | công trình thủy lợi | khai thác công trình thủy lợi | quản lý khai thác
xe buýt | đường sắt đô thị | cây xanh đô thị | chợ | công viên | nghĩa trang | chung cư
nghề nghiệp | giáo dục thường xuyên | nhà đầu tư | nhà thầu | chủ đầu tư | bảo tồn | thiên nhiên
chống buôn lậu, gian lận thương mại và hàng giả | lưu vực | cai nghiện | ma túy | tệ nạn xã hội
chuyển đổi số | dữ liệu | cải cách hành chính | nông thôn mới | xóa đói giảm nghèo | giảm nghèo
đồng hương | liên lạc | tiến bộ | tiến bộ khoa học | tiến bộ kỹ thuật | công nghệ số
công nghệ số cộng đồng | hàng hóa
hành khách | phương tiện | người lái | phương tiện và người lái
chi thường xuyên | chi đầu tư | khu xử lý | nhà máy xử lý | trạm xử lý | cơ sở xử lý | bãi xử lý | nhà máy
chất thải | chất thải rắn | rác thải | nước thải | đối tác công - tư | công - tư | môi giới
""")

NOT_NAMES = listed("""
báo cáo | ban hành | tổ chức thực hiện | tổ chức lại | tổ chức triển khai | tổ chức các
tổ chức kiểm tra | tổ chức tốt | tổ chức đón | tổ chức sơ kết | tổ chức hội nghị | tổ chức lễ
tổ chức | trường hợp | hội nghị | phòng ngừa | phòng chống | phòng, chống | phòng tránh
phòng, tránh | công trình | công tác | công văn | công điện | công nghiệp | công bố | công khai
công nhận | công việc | bộ máy | bộ tiêu chí | bộ thủ tục | bộ hồ sơ | bộ luật | thanh tra các
thanh tra việc | kiểm toán các | tổ chức kiểm điểm | viện dẫn | vụ việc | vụ án | đội ngũ
khối lượng | cấp phép | cấp nước | cấp cho | cấp đủ | cấp phát | cấp kinh phí | cấp bách
trạm thu phí | quỹ đất | quỹ nhà | hội nhập | hội thảo | thuế suất | thuế giá trị gia tăng
tổ chức cho | thống kê các | thống kê việc | thống kê số | thống kê đầy đủ | thống kê,
cơ sở dữ liệu | cơ sở vật chất | cơ sở hạ tầng | lực lượng lao động | địa phương hóa
thường trực 24 | ban đầu | khu vực | ngành nghề | ngành hàng | bộ môn | vụ đông | vụ hè thu
vụ xuân | vụ mùa | đoàn kết | đài thọ | báo chí | báo cáo viên | cục bộ | trường lớp | trung tâm hóa
phòng học | phòng bệnh | phòng dịch | xã hội | xã hội hóa | thành lập | thành phần | thành công
thị trường | bản | doanh nghiệp hóa | cảnh sát biển hóa
""")

# The bodies that order: those of the table of charges. Level tells whose document it is.
CENTRAL = listed("""
thủ tướng chính phủ | thủ tướng | phó thủ tướng | phó thủ tướng thường trực
phó thủ tướng chính phủ | tổng bí thư | chủ tịch nước | chính phủ | thường trực chính phủ
bộ trưởng | thứ trưởng | người đứng đầu chính phủ | lãnh đạo chính phủ | văn phòng chính phủ
thống đốc ngân hàng nhà nước việt nam | thống đốc ngân hàng nhà nước | thống đốc nhnn | thống đốc
tổng thanh tra chính phủ | ban bí thư | bộ chính trị | chủ tịch quốc hội | quốc hội
""")
