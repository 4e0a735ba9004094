"""The words that make a date a deadline, and those that make it something else."""

import re

from directives.extraction import dates

HOUR = r"(?:lúc\s)?\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{2})?'?(?:\sphút)?"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?:\s(?:tuần )?(?:này|tới|sau))?"
EVENTS = (
    r"(?:\s(?:dịp\s)?(?:(?:ngày\s)?(?:quốc khánh|tết(?:\s(?:dương lịch|nguyên đán|thiếu nhi))?|lễ"
    r"|thương binh(?:\s?-\s?|,?\s)liệt sĩ|nhà giáo việt nam|giải phóng miền nam|quốc tế \w+ \w+"
    r"|giỗ tổ(?: hùng vương)?|phật đản|noel|giáng sinh)"
    r"|(?:rằm|mùng một)(?:\s(?:tháng \w{1,5}|trung thu))?(?:\s?âm lịch)?|(?:tết )?trung thu"
    r"|(?:khai|bế) (?:giảng|mạc)|bầu cử|tựu trường|thi|hội|khởi công|động thổ|khánh thành|khai trương|ra quân"
    r"|phát động|giao quân|nhận quân|tổng duyệt|đại hội|họp(?: báo)?|bàn giao|tết))?"
)
LIMIT = re.compile(
    r"(?P<word>(?<!\w)(?:trước|chậm nhất|muộn nhất|chậm|không quá|không muộn hơn|không chậm hơn"
    r"|đến hết|hết|hạn chót|hạn cuối cùng|hạn cuối|lùi nhất|mốc|kết thúc"
    r"|hạn|thời hạn|thời gian|hoàn thành|xong|đến|tới|vào|trong|hết hạn|đúng)"
    rf"(?:\s?:)?(?:\s(?:là|trước|trong|vào|hết|đến|cuối|ngay|xong))*)(?P<hour>\s{HOUR})?(?:\s?,)?"
    r"(?:\sgiờ (?:hành chính|làm việc)|\s(?:thời điểm|mốc))?"
    rf"(?:\s(?:sáng|chiều|trưa|tối|đêm))?(?:\s(?:ngày )?{_WEEKDAY})?(?:\s?[,(])?"
    rf"(?:\s?ngày)?(?:\s(?:mùng|mồng))?(?:\slàm việc)?{EVENTS}(?:\s?[,(](?:\s?(?:tức )?ngày)?)?\s?$"
)
EVENT = re.compile(
    r"(?<!\w)(?:kỷ niệm|nhân dịp|nhân ngày|chào mừng|chúc mừng|mừng)\s(?:phòng, chống|[^,;:]){0,70}$"
    r"|(?<!\w)đúng (?:vào )?(?:dịp|ngày)\s(?:[^\W\d]+\s){0,6}$"
    r"|(?<!\w)(?:trước|tại|phục vụ) (?:kỳ|phiên) họp[^,;:()]{0,40}"
    r"\((?:dự kiến |khai mạc |diễn ra |tổ chức |vào )*(?:ngày )?$"
    r"|(?<!\w)dự kiến\s(?:(?:diễn ra|tổ chức|vào|họp)\s){0,2}(?:sáng\s|chiều\s)?(?:ngày\s)?$"
    r"|(?<!\w)(?:phấn đấu|thông xe|hoàn thành|vận hành|lễ|khởi công|khánh thành|khai trương"
    r"|khai mạc|diễn ra|hội nghị|phiên họp|kỳ họp"
    r"|tổ chức)\s[^,;:()\d]{0,70}ngày\s?$"
    r"|(?<!\w)(?:chuẩn bị|phục vụ|tổ chức)\s[^,;:()\d]{0,60}?ngày (?:bầu cử|hội|khai giảng|tựu trường|lễ|thi)"
    r"(?:\s[^,;:()\d]{0,50})?\s$"
    r"|(?<!\w)chuẩn bị (?:cho )?(?:họp|hội nghị|lễ|buổi|cuộc|đại hội|phiên|kỳ|đón)(?!\w)[^,;:()\d]{0,50}\s$"
    r"|(?<!\w)(?:bầu cử|đại hội|kỳ thi|hội thi|ngày hội|lễ hội|liên hoan|hội chợ|giải đấu"
    r"|giải chạy|nhận quân)"
    r"(?:\s[^,;:()\d]{0,50})?\s(?:vào\s)?(?:sáng\s|chiều\s|tối\s)?ngày\s?$"
)
PAPER = re.compile(
    r"(?:văn bản|công văn|công điện|nghị quyết|quyết định|kế hoạch|thông báo|chỉ thị|tờ trình"
    r"|kết luận|báo cáo|số|quy trình|quy chế|giấy phép|hợp đồng)\s[^,;]{0,50}$"
)
START = re.compile(r"(?<!\w)(?:kể từ|từ|bắt đầu)(?:\s(?:ngày|khoảng|khoảng ngày|hôm))?\s?$")
SPAN = re.compile(
    r"(?<!\w)(?:kể\s)?từ\s(?:khoảng\s)?(?:ngày\s)?\d[\d/.\-]*(?:\stháng\s\d+(?:\snăm\s\d{4})?)?\s(?:đến"
    r"|tới)[^,;]{0,14}$"
)
PERIOD = re.compile(
    r"(?<!\w)(?:(?:trong khoảng|giai đoạn|tính|số liệu|lũy kế|hiệu lực|giá trị"
    r"|kỳ báo cáo|sinh|(?<!, )hoạt động)\s?(?:từ[^;,]{0,30}\s)?(?:đến|tới|đến hết)?(?:\sngày)?"
    r"|(?:tình hình|kết quả|tỷ lệ giải ngân)(?:[^;,]{0,70})?\s(?:từ[^;,]{0,30}\s)?(?:đến|tới"
    r"|đến hết)(?:\sngày)?)\s?$"
)
PAST = re.compile(
    r"(?<!\w)(?:đã|từng|vừa|phát sinh|tồn tại|vi phạm|xảy ra|được cấp|có hiệu lực)(?:\s\w+){0,6}\s?$"
    r"|(?<!\w)(?:được (?:giao|thuê|cấp) đất|cho thuê đất|sáp nhập|hợp nhất"
    r"|(?:không|chưa) (?:nộp|gửi|báo cáo|hoàn thành|giải ngân|thanh toán))(?:\s\w+){0,3}\s?$"
)
# "các dự án khởi công trước ngày 01/01/2024" says which are meant.
ATTRIBUTE = re.compile(
    r"(?<!\w)(?:dự án|công trình|hợp đồng|hộ|hộ dân|cơ sở|người|trẻ|trẻ em|cán bộ|công chức|viên chức"
    r"|học sinh|giáo viên|trường hợp|văn bản|hồ sơ|doanh nghiệp|tổ chức|giấy phép|đối tượng|diện tích"
    r"|thửa đất|nhà|khoản nợ)(?:\s(?!hoàn|xong|để|phải|và)\w+){0,4}?\s(?:khởi công|ký|ký kết|nghỉ hưu"
    r"|nghỉ việc|sử dụng|sử dụng đất|sinh|sinh ra|tuyển dụng|thành lập|hình thành|tồn tại|hoạt động"
    r"|được cấp|được giao|được phê duyệt|cấp|vận hành|vi phạm|ban hành|lập|xây dựng|nộp|tiếp nhận)\s?$"
)
# ... and so it does of a day to come.
ATTRIBUTE_TO_COME = re.compile(
    r"(?<!\w)(?:ký|ký kết|nghỉ hưu|nghỉ việc|sinh|sinh ra|tuyển dụng|được cấp)\s?$"
)
# How long something holds, or when it ran out: no day for the work that is about it.
HOLDS = re.compile(
    r"(?<!\w)(?:(?:hợp đồng|giấy phép|tạm ứng|bảo lãnh|bảo hiểm|thẻ|chứng chỉ|giấy chứng nhận|đăng kiểm"
    r"|tạm trú|cam kết|nợ)(?:\s[^\W\d]+){0,6}?\s(?:hết|quá|có thời|đến|còn) hạn"
    r"|được (?:gia hạn|kéo dài|phép)|(?:sau|quá|trễ) hạn(?: nộp)?"
    r"|(?:có mặt|hiện có|số dư(?:\s[^\W\d]+){0,4})"
    r"|hết hiệu lực(?: trước)?|(?:miễn|giảm|miễn, giảm)\s[^,;.]{0,30}(?:thuế|phí|tiền|lãi)\s[^,;.]{0,40}"
    r"|có (?:kế hoạch|lộ trình) (?:hoàn thành|khởi công|vận hành|khánh thành|bàn giao)"
    r"|(?:xe|phương tiện|tàu)\s[^,;.]{0,20}(?:lưu thông|lưu hành|hoạt động))"
    r"(?:\s(?:đến|hết|đến hết|từ|vào|trong|cuối))*(?:\sngày)?\s?$"
)
# "lịch cắt điện từ ... đến ...": the time of what the work is about.
TIMETABLE = re.compile(
    r"(?<!\w)(?:lịch|thời gian|kế hoạch)\s(?:cắt|ngừng|tạm|nghỉ|cấm|đóng|trực|phân luồng)[^,;.]{0,30}"
    r" từ [^,;.]{0,30}$"
)
# "cuối ngày 08/11 có bảng tổng hợp", "15/11 phải có tiến độ bù".
BY_ITS_END = re.compile(r"(?<!\w)(?<!từ )(?:cuối|hết) (?:giờ )?(?:(?:sáng|chiều) )?ngày\s$")
THEN_DUE = re.compile(
    r"(?:,? (?:là )?phải (?:có|xong|nộp|gửi|báo|trình|hoàn thành|đủ|về|ra)|,? là (?:hạn|xong|hết hạn))(?!\w)"
)
NOT_ITS_OWN = re.compile(r"(?<!\w)(?:từ|của|tại|theo|kể từ)(?: ngày)?\s$|[/\d]\s?$")
# The first days of a month: until which day of it.
EARLY = re.compile(
    r"(?<!\w)(?:trong |đến hết |vào |trước )?(?:(?P<n>\d{1,2}|mười|mười lăm|năm) ngày đầu|(?P<w>nửa đầu"
    r"|tuần đầu|thượng tuần|trung tuần))(?: của)? tháng (?P<m>1[0-2]|0?[1-9])"
    r"(?:(?:\s?/\s?|\s,?năm\s)(?P<y>20\d{2}))?(?![\d/])"
)
EARLY_ENDS = {"nửa đầu": 15, "tuần đầu": 7, "thượng tuần": 10, "trung tuần": 20}
# "Hai tuần nữa, ..."
FROM_NOW = re.compile(
    rf"(?<!\w)(?:trong |sau )?(?P<n>\d{{1,3}}|{dates.WORD_NUMBER}) (?P<u>ngày|tuần|tháng) nữa(?!\w)"
)
STATE = re.compile(r"(?<!\w)(?:vi phạm|phát sinh|tồn tại|xảy ra|ban hành|đã \w+|đã giao đất|được cấp)\s?$")
# "bảo hành trong 24 tháng": how long it lasts, not by when it is done.
LASTS = re.compile(
    r"(?<!\w)(?:bảo hành|lưu (?:giữ|trữ)|cách ly|tạm giữ|đình chỉ|tước|bảo lưu|cấm|cho vay"
    r"|kỳ hạn)(?!\w)[^,;.]{0,40}$"
)
TOLD = re.compile(
    r"(?<!\w)hoạt động từ tháng \S{1,7}\s?$|"
    r"(?<!\w)từ đầu (?:năm|tháng|nhiệm kỳ|quý)(?:\s\d+)?\s?$"
    r"|(?<!\w)có (?:kế hoạch|lộ trình)(?: (?:hoàn thành|khởi công|vận hành|khánh thành|bàn giao))?\s?$"
    r"|(?<!\w)(?:dự kiến|tình hình|kết quả|số liệu|đã|diễn ra|phát sinh)(?:\s\w+){0,9}\s?$"
    r"|(?<!\w)(?:nghỉ hưu|nghỉ việc|thành tích|hiệu lực|đến tuổi|hết hạn)(?:\s\w+){0,3}\s?$"
)
_DONE_IN = r"(?:hoàn thành|xong|trước|chậm nhất|muộn nhất|hết|trình|gửi|nộp|báo cáo)"
# "kiểm tra việc chấm công trong tháng 10/2025": a time gone by, unless the work was to be done in it.
TO_BE_DONE = re.compile(rf"(?<!\w){_DONE_IN}(?!\w)[^;.]{{0,60}}$")
RESULT_OF = re.compile(
    r"(?<!\w)(?:báo cáo|công khai|công bố|gửi|trình|nộp) (?:tình hình|kết quả|số liệu)(?: \w+){0,4}\s?$"
    r"|(?<!\w)(?:kết quả|số liệu)[^,;:.]{0,30} (?:về|gửi|báo cáo|cho|trình) (?:\w+ ){0,6}$"
)
# Days that run anew for each letter or file are reckoned from that, not from the document.
REACTION = re.compile(
    r"(?<!\w)(?:trả lời (?:văn bản|hồ sơ|đơn|phản ánh|kiến nghị của|(?:cho )?(?:các )?(?:người"
    r"|phụ huynh|bạn đọc"
    r"|công dân|khách|hộ|bà con|dân)(?!\w)(?! đã| đang))|tiếp nhận(?: và|,)? (?:xử lý|giải quyết"
    r"|trả lời)|phản hồi"
    r"|thanh toán|xác minh (?:tin báo|phản ánh)|có mặt (?:tại hiện trường|tại chỗ)"
    r"|giải quyết (?:hồ sơ|thủ tục|đơn)|thẩm định (?:hồ sơ|từng)|xử lý (?:hồ sơ|phản ánh|đơn)"
    r"|mỗi (?:hồ sơ|trường hợp|vụ))(?!\w)[^;.]{0,60}$"
)
# "Hồ sơ nào bị trả lại thì bổ sung trong 1 ngày", "khi có tin báo, đội có mặt trong 30 phút".
WHENEVER = re.compile(
    r"(?:^|[;.] )(?:(?:[^\W\d]+\s){1,4}nào (?:bị|được|gặp|hỏng|xin|có|sai|thiếu|trả)"
    r"|(?:mỗi )?khi (?:có|nhận|xảy ra"
    r"|phát hiện|được|bị))(?!\w)[^;.]{0,120}?(?:,|(?<!\w)thì)(?!\w)[^;.]*$"
)
TO_COME = re.compile(r"(?<!\w)(?:ban hành|được cấp|đã \w+)\s?$")
STORM = re.compile(r"(?<!\w)(?:đổ bộ|vào bờ|suy yếu|mưa lớn|đạt đỉnh)(?:\s\w+){0,3}\s?$")
YEARLY = re.compile(
    r"(?:\s?(?:,|và)\s(?:ngày\s)?\d{1,2}(?:/\d{1,2})?){0,4}\s?(?:của\s)?(?:hằng|hàng|mỗi)\s?(?:năm"
    r"|tháng|quý|tuần)"
)
# "Hằng tháng, trước ngày 20", "hằng năm báo cáo kết quả trước ngày 15/12": the day of every such period.
EVERY = re.compile(
    r"(?<!\w)(?:định kỳ )?(?:vào )?(?:hằng|hàng|mỗi|từng) ?(?P<period>tuần|tháng|quý|năm)"
    r"(?:,? (?:và )?|(?: (?!hoàn thành|xong)\w+){1,12} )$"
)
# "Nếu nắng hạn kéo dài đến hết tháng 4, ...": on what condition, not by when.
CONDITION = re.compile(
    r"(?:^|[,;:] |\. )(?:(?:và |riêng |trong )?(?:nếu|trường hợp)|giả sử|khi)(?!\w)"
    r"(?P<said>[^,;:]*)$"
)
STILL = re.compile(r",? (?:nếu|mà|(?:\w+ ){1,3}nào) (?:\w+ ){0,3}?(?:chưa|không|vẫn|còn)(?!\w)")
CONDITION_ENDS = re.compile(r"[^,;:]{0,90}(?:,|(?<!\w)thì(?!\w))")
SENT_ON = re.compile(r"(?<!\w)(?:báo cáo|gửi|trình|kiến nghị|đề xuất|phản ánh|thông báo)(?!\w)")
UNMET = re.compile(r"(?<!\w)(?:chưa|không|chậm|quá|còn|vẫn)(?!\w)")

# "báo cáo UBND tỉnh ngày 30/11": a day to come on which something is handed in.
HANDED_IN = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|(?<!quy )(?<!công )(?<!lộ )(?<!chương )trình|nộp|bàn giao)"
    r"\s[^,;:()\d]{0,60}?(?:(?:sáng|chiều|vào)\s)?ngày\s?$"
)
SESSION = re.compile(
    r"(?<!\w)(?:trình|tại|phục vụ|trước)\s[^,;:.]{0,40}?(?:kỳ"
    r"|phiên) họp(?:\s[^\W\d]+){0,4}?\stháng\s(?P<m>1[0-2]|0?[1-9])"
    r"(?:(?:\s?/\s?|\snăm\s)(?P<y>20\d{2}))?(?![\d/.])"
)
THIS_QUARTER = re.compile(r"(?<!\w)(?:trong|hết|cuối|trước)(?:\s(?:cuối|hết))?\squý\s(?P<which>này|tới|sau)")
OF_PERIOD = re.compile(r"\s?(?:của )?(?:tháng (?:đầu|cuối|giữa|kế|liền|sau|tiếp)|quý (?:sau|kế|tiếp))")

DAY = re.compile(rf"(?<![\d/.\-]){dates.DAY}")
BARE_DAY = re.compile(
    r"(?<!\w)(?:trước|chậm nhất(?: là)?|đến|hết)(?: vào)?\sngày\s(?P<d>[12]\d|3[01]"
    r"|0?[1-9])(?:\stháng\snày)?(?![\d/.\-%]|\s(?:tháng|đêm|làm|công))"
)
MONTH_YEAR = r"(?:(?:\s?[/-]\s?|\s?,?\snăm\s)(?P<y>20\d{2}))?"
MONTH = re.compile(
    r"(?<!\w)(?P<word>trong|trước|hết|xong|đến|tới|vào|chậm nhất|muộn nhất|sang|hoàn thành"
    r"|từ nay đến|phấn đấu|(?:thời hạn|hạn|thời gian(?: hoàn thành)?)\s?:)"
    r"(?:\s(?:là|trong|cuối|hết|đến|vào|ngay|nửa đầu|nửa cuối|hai|các))*\stháng\s(?P<m>1[0-2]|0?[1-9])"
    r"(?:(?:\s?/\s?(?P<y1>20\d{2}))?(?:\s?,\s?|\svà\s|\s?-\s?)(?:tháng\s)?(?P<m2>1[0-2]|0?[1-9])(?![\d]"
    r"|\s\w+\s(?:bão|vụ)))?" + MONTH_YEAR + r"(?!\d)"
)
THIS_MONTH = re.compile(r"(?<!\w)(?:trong|hết|cuối|trước)(?:\s(?:cuối|hết))?\stháng\s(?P<which>này|tới|sau)")
QUARTER = re.compile(
    r"(?<!\w)(?P<word>trong|trước|hết|xong|đến|vào|sang|hoàn thành|chậm nhất)(?:\s(?:là|trong|cuối"
    r"|hết|đến|ngay))*\squý\s"
    r"(?:(?:iv|i{1,3}|[1-4])(?:,| và)(?: quý)? )?"
    r"(?P<q>iv|i{1,3}|[1-4])(?:(?:\s?[/-]\s?|\s?,?\snăm\s)(?P<y>20\d{2}))?(?!\w)"
)
YEAR = re.compile(
    r"(?<!\w)(?P<word>trong|hết|xong|trước|phấn đấu|hoàn thành|(?<!từ nay )đến cuối|vào cuối|vào)"
    r"(?:\s(?:trong|cuối|hết|đến|khi hết|ngay|đến cuối|đến hết|khi kết thúc))*"
    r"\snăm\s(?P<y>20\d{2}|nay)(?!\d|\s?-\s?\d)"
)
# "giải ngân hết vốn trong năm", at the end of its clause.
THIS_YEAR = re.compile(
    r"(?<!\w)(?:hết|xong|hoàn thành|dứt điểm|hoàn tất|giải quyết|triệt để|xóa)(?!\w)[^;.:]{0,70}?(?<!\w)"
    r"(?P<in>(?:ngay )?trong năm)(?=\s?(?:[.,;)]|$))"
)
RELATIVE = re.compile(
    r"(?<!\w)(?:(?:trong|chỉ trong)(?:\svòng|\sthời hạn|\sthời gian)?|thời hạn|thời gian"
    r"|chậm nhất(?:\slà)?|muộn nhất|không quá|tối đa|trước ít nhất)"
    rf"(?:\s(?:là|trong|tối đa|không quá|sau))*\s(?P<n>\d{{1,3}}"
    rf"|{dates.WORD_NUMBER})(?:\s?\([\w\s]{{1,20}}\))?\s"
    r"(?P<u>ngày làm việc|ngày|tuần|tháng(?!\s\d)|giờ)(?:\s(?:tiếp theo|liên tục))?(?P<tail>[^;.,]{0,60})"
)
UNDONE = re.compile(r"(?<!\w)(?:không|chưa)(?:\s(?!thì(?!\w))\w+){1,4}\s$")
ANCHOR_HERE = re.compile(
    r"^\s(?:kể\s)?(?:từ|tính từ|sau)\s(?:ngày\s|khi\s)?(?:hôm nay|nay|ký|ban hành|(?:có "
    r"|ra )?(?:thông báo|công văn|văn bản|kết luận|chỉ thị|công điện)"
    r"(?:\s(?:kết luận\s)?này|\sđược ban hành)|ra thông báo|ra văn bản|ban hành (?:thông báo|văn bản)"
    r"|ký (?:thông báo|văn bản|công văn)|kết luận|cuộc họp|phiên họp|họp)"
)
NOT_AHEAD = re.compile(
    r"^\s(?:thi|nghỉ|lễ|tết|bầu cử|hội|họp|diễn ra|tổ chức|cao điểm|qua|vừa qua|gần đây|trước|đầu"
    r"|cuối|không|trở lại|sau khi|còn lại|vừa rồi|đêm)"
)
ANCHOR_ELSEWHERE = re.compile(
    r"^\s(?:\w+\s){0,3}?(?:kể từ|từ khi|từ ngày|tính từ|sau khi|sau ngày|trước ngày|trước khi|sau)"
)
TODAY = re.compile(
    r"(?<!\w)(?:(?:ngay\s)?trong\s(?:ngày\s)?(?P<w>hôm nay(?!,? (?:hoặc )?(?:chậm|muộn) nhất)|ngày mai"
    r"|ngày(?! hôm)|sáng nay|chiều nay"
    r"|tối nay)|(?:trước|đến)\s(?:[\w\s]{0,14}\s)?(?P<w2>hôm nay"
    r"|(?:sáng|chiều|tối) nay|(?:ngày )?mai)|(?:vào|trong)\s(?:cuối giờ\s|đầu giờ\s)?"
    r"(?:sáng|chiều|tối)\s(?P<w3>mai)|(?:(?:trong )?hôm nay,? (?:hoặc )?)?(?:chậm"
    r"|muộn) nhất (?:là )?(?:trong )?"
    r"(?:cuối |đầu )?(?:ngày |sáng |chiều |tối )?(?P<w4>hôm nay|mai)"
    r"|ngay (?:ngày |sáng |chiều |tối )?(?P<w5>mai))(?!\s\d|\s(?:lễ|tết|hội|đầu|làm"
    r"|nghỉ|cuối|thứ|bầu|diễn))"
)
# "Sáng mai gửi lại danh sách", and not "Mai Sơn".
TOMORROW_FIRST = re.compile(
    r"(?:ngay |đến )?(?:(?:ngày|sáng|chiều|tối|trưa) )?mai,? (?=(?:phải|gửi|nộp|trình|báo|họp|kiểm"
    r"|gọi|làm|đi|mời"
    r"|có|xong|chuyển|chốt|lập|cử|bố trí|cho|hoàn thành|tiếp tục|rà|đưa|mang|đăng)(?!\w))"
)
THIS_WEEK = re.compile(
    r"(?<!\w)(?:trong|ngay trong|đầu|cuối|trước|hết)(?:\s(?:đầu|cuối))? tuần (?:này|tới|sau)"
)
RECURRING = re.compile(
    r"(?<!\w)(?:(?:hằng|hàng)\s?(?:ngày|tuần|tháng|quý|năm)(?!\w)|định kỳ|24/24|24/7|mỗi (?:ngày|sáng"
    r"|chiều|tối"
    r"|thứ \w+|tuần|tháng|quý|năm)(?!\w)"
    r"|\d+ (?:giờ|ngày|tuần|tháng) (?:một|1|01) lần|\d+\s?lần/\s?(?:ngày|tuần|tháng|quý|năm)"
    r"|(?:\d+\s)?(?:ngày|tuần|tháng|quý"
    r"|năm)\s?/\s?(?:\d+\s)?lần|(?:\d+\s|(?:hai|ba|bốn|sáu)\s)?(?:tháng|tuần)\s(?:một|1|01)\slần"
    r"|từng ngày|từng tuần|từng tháng"
    r"|theo (?:tuần|tháng|quý)(?!\w)|\d+\s?(?:giờ|phút)\s?/\s?lần|\d+ (?:kỳ|buổi|bài|tin|lượt"
    r"|số|ngày|cuộc|phiên|đợt)\s?/\s?(?:ngày|tuần|tháng|quý|năm)(?!\w))"
)
ASAP = re.compile(
    r"(?<!\w)(?:khẩn trương|càng sớm càng tốt|(?:trong thời gian\s)?(?:sớm|nhanh) nhất|gấp rút"
    r"|cấp tốc|thần tốc|lập tức|tức thì|tức khắc"
    r"|(?<!từ )(?<!chủ động )(?<!bỏ phiếu )(?<!bầu cử )(?<!nghỉ hưu )(?<!về hưu )(?<!lúa )(?<!trà )"
    r"(?<!trạm cảnh báo )(?<!hệ thống cảnh báo )(?<!thiết bị cảnh báo )(?<!bản tin cảnh báo )"
    r"sớm(?!\shơn)(?!\smột bước)|ngay(?!\s(?:từ|cả|tại|trong|trên|ở|bên|sau"
    r"|khi|trước|ngắn|thẳng|thời)))(?!\w)"
)
MOTTO = re.compile(r'"[^"\n]{1,90}"')
