"""What looks like an order and is an account: of days gone by, of the plans of others, of who may do what.

Some are told by how the sentence opens (`told`), others by what follows the body it speaks of (`of_body`).
"""

import re
from collections.abc import Callable

_DUE = re.compile(
    r"(?<!\w)(?:phải|cần|không được|có trách nhiệm|yêu cầu|chậm nhất|muộn nhất|trước (?:ngày|\d)"
    r"|hoàn thành trước|xong trước|tuần (?:này|tới)|tháng (?:này|tới))(?!\w)"
)
_GONE = (
    r"(?:(?:tuần|tháng|quý|năm|thời gian|đêm|hôm|ngày|mấy ngày|những ngày|\d+ \w+) (?:vừa )?qua|vừa qua"
    r"|vừa rồi"
    r"|(?:tối|đêm|sáng|chiều|trưa|ngày) (?:hôm )?qua|hôm kia)"
)
# "tuần qua thực hiện tốt ...", "hiện đang ...", "liên tiếp tổ chức bốn đợt ..."
_SO_FAR = re.compile(
    rf"(?:trong )?{_GONE},? |đã và đang(?!\w)|(?:hiện(?: nay| tại)?,? )(?:đang|vẫn|mới|đã)(?!\w)"
    r"|(?:(?:hằng|hàng) (?:ngày|tuần|tháng|năm) )?(?:vẫn|lâu nay|từ lâu|bao năm qua)(?!\w)(?! phải)"
    r"|liên tiếp \w+ \w+ (?:\w+ ){0,2}(?:\d+|hai|ba|bốn|năm|nhiều)(?!\w)|kịp thời có mặt|thay nhau"
)
_AT_THE_END = re.compile(r"(?<!\w)(?:tối|đêm|sáng|chiều|trưa|ngày) (?:hôm )?qua$|(?<!\w)hôm kia$")
# "làm rõ vụ cháy đêm qua": the time of what the work is about.
_OF_AN_EVENT = re.compile(
    r"(?<!\w)(?:vụ|vụ việc|sự cố|xảy ra|cuộc họp|hội nghị|phiên họp|buổi|trận|cơn)(?!\w)"
)
_THAT_DAY = re.compile(r"(?<!\w)hôm (?P<day>\d{1,2}/\d{1,2}(?:/\d{4})?)$")
# "thực hiện tốt 38/40 việc được giao", "trồng xong 1.500 cây": counted because it is done.
_COUNTED = re.compile(
    r"(?:[^;:.]{0,60}(?<!\w))?(?:thực hiện|hoàn thành|giải quyết|xử lý)(?: tốt| xong| được)? \d+/\d+ "
    r"(?:việc|nhiệm vụ|hồ sơ|chỉ tiêu|nội dung)(?!\w)"
    r"|[^;:.]{3,90}, còn (?:\d+|một|hai|ba|bốn|nhiều) \w+ (?:trễ|chậm|quá|chưa|tồn)(?!\w)"
    r"|[^;:.]{3,90}(?<!\w)(?:trao|tặng|thu giữ|bắt|cứu|hỗ trợ)[^;:.]{0,60}, (?:tổng )?trị giá (?:hơn "
    r"|trên |gần )?\d"
    r"|[^;:.]{3,150} và (?:bước đầu )?(?:nhận được|đạt được)(?!\w)"
    r"|[^;:.]{3,120}, (?:\w+ ){1,2}(?:xong|được) (?:hơn |trên |gần )?\d[\d.,]* \w+(?: \w+)?$"
)
# "Thông báo số 77 yêu cầu các xã nộp báo cáo ..., 12 xã không nộp"
_UNMET = re.compile(r"[^;:.]{3,200}, (?:\d+|nhiều|một số|còn \d+) [^,;:.]{2,30} (?:không|chưa) \w+$")
# "lập xong danh sách 3.412 tàu cá" and no word of time: it has been done.
_FINISHED = re.compile(
    r"(?:\w+ ){1,2}(?:xong|hoàn tất) (?!trước|trong|ngay|các việc|những việc)[^;:]{0,60}?\d[\d.]* \w+[^;:]*$"
)
_TIME = re.compile(
    r"(?<!\w)(?:trước|trong|ngay|sớm|khẩn trương|dứt điểm|đến|vào|chậm nhất|phấn đấu|quyết tâm"
    r"|tập trung|phải|cần"
    r"|hạn|tuần|tháng|quý|năm|ngày)(?!\w)"
)
# What a body is, how it works, what it may do.
_POWERS = re.compile(
    r"là (?:cơ quan )?(?:thường trực|giúp việc|tham mưu)(?: của| giúp)?[^,;:]*$"
    r"|làm việc theo (?:chế độ|nguyên tắc|quy chế|hình thức|cơ chế)(?!\w)"
    r"|(?:hoạt động|họp|biểu quyết|quyết định) theo (?:chế độ|nguyên tắc|quy chế|đa số|cơ chế)(?!\w)"
    r"|quyết định (?:việc )?(?:mời|triệu tập|thành lập|bổ sung)[^,;]* (?:khi|nếu) (?:cần|thấy)(?!\w)"
    r"|[^,;:.]{3,80} khi [^,;:.]{3,40} (?:vắng mặt|đi vắng|ủy quyền)(?!\w)|có thể(?!\w)"
    r"|tự (?:giải thể|kết thúc|chấm dứt) (?:hoạt động |nhiệm vụ )?(?:sau|khi)(?!\w)"
    r"|có (?:chức năng|quyền hạn)(?!\w)"
    r"|được (?:sử dụng (?:con dấu|tài khoản|kinh phí)|hưởng|thanh toán|trích|hoàn trả|miễn|bồi dưỡng)(?!\w)"
)
# "có thể gửi bản giấy sau, nhưng bản mềm vẫn phải gửi trước ngày 14/12"
_ALL_THE_SAME = re.compile(r"(?<!\w)(?:nhưng|song|tuy nhiên)(?!\w)[^;.]*(?<!\w)(?:phải|cần)(?!\w)")
# Said of those who do their work badly.
_BADLY = re.compile(
    r"(?:còn |rất |vẫn |đã |để |liên tục |nhiều lần )*(?:lúng túng|buông lỏng|thất hứa|bỏ dở|bỏ bê"
    r"|thờ ơ|chây ỳ"
    r"|chây ì|đùn đẩy|né tránh|vi phạm|làm sai|làm trái|thiếu trách nhiệm|thiếu quyết liệt|chậm trễ|phó mặc"
    r"|khoán trắng|lơ là|bao che|dung túng|tắc trách|quan liêu|trông chờ|ỷ lại|buông xuôi|bị động"
    r"|lỡ hẹn)(?!\w)"
)
# What others plan, promise or feel; where a body sits.
_OF_ITS_OWN = re.compile(
    r"đặt (?:ra )?(?:mục tiêu|kế hoạch|chỉ tiêu)(?!\w)|lý giải|phân trần"
    r"|(?:chuyển|dời) (?:trụ sở |về )+(?:địa điểm|trụ sở|số|khu)(?!\w)|diễn ra(?!\w)|quy tụ(?!\w)"
    r"|(?:nhiệt liệt |trân trọng |gửi lời )(?:chúc mừng|chào mừng|hoan nghênh|cảm ơn|chia buồn|biểu dương"
    r"|ghi nhận|tri ân)(?!\w)|trân trọng (?:những|sự|đóng góp|công lao)"
    r"|(?:cũng )?(?:cho hay|tiết lộ|xác nhận|phân trần|giãi bày|than|kể|lưu ý rằng|nói rằng"
    r"|thông tin rằng)(?!\w)"
    r"|(?:rất )?đáng (?:trân trọng|biểu dương|ghi nhận|khen|mừng|tiếc|lo|trách)(?!\w)"
    r"|sẽ (?:bị|còn|phải chịu|được|trở thành|về)(?!\w)"
)
_PLANS = re.compile(r"(?:đang |đã )?có (?:kế hoạch|dự định|ý định|nhu cầu|chủ trương) \w+")
_BUSINESS = re.compile(
    r"(?:các |những )?(?:công ty|tập đoàn|tổng công ty|doanh nghiệp|nhà đầu tư|ngân hàng)(?!\w)"
)
_OPENS = re.compile(
    # laws and powers
    r"(?:theo |căn cứ )?(?:khoản|điểm|điều) (?:\d+|\w)(?:,? (?:khoản|điểm|điều) \d+)*(?: của)?,? "
    r"(?:luật|bộ luật|nghị định|thông tư|nghị quyết|quy chế|hiến pháp|pháp lệnh)(?!\w)[^;:]{0,90}? "
    r"(?:giao|yêu cầu|quy định|cho phép|nêu|buộc|cấm|trao)(?!\w)"
    r"|(?:khoản|điểm|điều) \d+(?:,? (?:khoản|điểm|điều) \d+)* (?:quy định|nêu|yêu cầu|giao|cấm"
    r"|cho phép)(?!\w)"
    r"|(?:pháp luật|quy định)(?: hiện hành| của pháp luật)? (?:về )?[^,;:]{0,60}"
    r" (?:yêu cầu|quy định|buộc|cho phép|cấm|giao)(?!\w)"
    r"|(?:(?:theo|căn cứ)[^,;:]{3,90}, )?thẩm quyền [^,;:]{3,80} (?:thuộc|là của|do)(?!\w)"
    r"|[^,;:.]{3,60} tự giải thể(?!\w)"
    # words of others
    r"|(?:ý kiến|quan điểm|đề xuất|kiến nghị|phản ánh|báo cáo) của [^:;.]{3,90}\s?: "
    r"(?!giao |yêu cầu |đề nghị |sở |ubnd |công an |thống nhất )"
    r"|(?:đại diện|lãnh đạo)(?! ubnd tỉnh| tỉnh| ủy ban nhân dân tỉnh) [^:;.,]{3,90}\s?: "
    r"(?:yêu cầu|đề nghị|đề xuất|kiến nghị|báo cáo|đã|quý|tháng|năm|hiện|còn|vướng|có|chưa|do)(?!\w)"
    r"|(?:phát biểu|tham luận|thảo luận|trao đổi|báo cáo) tại [^,;:]{3,90}, (?!chủ tịch|phó chủ tịch|bí thư"
    r"|thủ tướng|phó thủ tướng|bộ trưởng|thứ trưởng|đồng chí|ông |bà |ubnd)[^,;:.]{3,120}"
    r" (?:kiến nghị|đề nghị|đề xuất|cho biết|cho hay|cho rằng|nêu|phản ánh|chia sẻ)(?!\w)"
    r"|(?!chủ tịch|phó chủ tịch|bí thư|thủ tướng|ông |bà |ubnd|đồng chí)[^,;:.]{3,90} (?:cho hay|cho biết) "
    r"(?:đã|sẽ|đang|vẫn|rằng|hiện|còn|mới)(?!\w)(?!.* yêu cầu (?!của))"
    r"|(?:tại [^,;:.]{3,60}, )?(?:thầy |cô |đồng chí )?(?:giám đốc|trưởng|phó trưởng|phó giám đốc"
    r"|chi cục trưởng"
    r"|đại diện|hiệu trưởng)[^,;:.]{0,90} báo cáo"
    r" (?:[^,;:.]{1,30} )?(?:đã|còn|hiện|đang)(?!\w)"
    r"|(?:ông|bà|anh|chị) [^,;:]{3,40},? (?:ở|trú|ngụ|tổ trưởng|trưởng thôn|trưởng bản|trưởng ấp|chủ|giám đốc"
    r"|phó giám đốc|đại diện|người dân|thành viên)(?!\w)[^;:]{2,60}"
    r" (?:đề nghị|kiến nghị|mong|phản ánh|đề xuất|cho biết|bày tỏ)(?!\w)"
    r"|(?:ngày|hôm|sáng|chiều|tối) [^,;:.]{2,20}, (?!chủ tịch|phó chủ tịch|thủ tướng|ubnd tỉnh"
    r"|bí thư)[^,;:.]{3,90}"
    r" (?:có|gửi|nộp) (?:đơn|tờ trình|kiến nghị|văn bản|công văn|thư)(?: \w+)? (?:phản ánh|kiến nghị"
    r"|đề nghị|xin"
    r"|khiếu nại|tố cáo|về)(?!\w)"
    r"|(?!chủ tịch|phó chủ tịch|bí thư|thủ tướng|phó thủ tướng|bộ trưởng|thứ trưởng)[^,;:.\"]{3,90}"
    r" (?:nêu|nói|bày tỏ|băn khoăn|than|kể|thắc mắc)(?: rõ| rằng| ý kiến)?\s?: ?\""
    # what those concerned hold or complain of, and ask for
    r"|(?!chủ tịch|phó chủ tịch|bí thư|phó bí thư|thủ tướng|phó thủ tướng|tổng bí thư|bộ trưởng|thứ trưởng"
    r"|ông |bà |đồng chí|đ/c|ubnd tỉnh|ủy ban nhân dân tỉnh|thường trực|ban thường vụ|lãnh đạo|hội nghị"
    r"|cuộc họp|người đứng đầu|kết luận|phát biểu|chủ trì)[^,;:.]{3,90} (?:cho rằng|lo ngại|lo lắng"
    r"|than phiền|phàn nàn|báo cáo (?:còn |đang )?thiếu"
    r"|(?:nêu|kêu) (?:khó|khó khăn|vướng mắc|băn khoăn|thiếu)(?! [^,;:]*(?:báo cáo|văn bản|gửi)))"
    r"(?!\w)[^;:]*, (?:\w+ )?(?:đề nghị|kiến nghị"
    r"|mong|xin|đề xuất (?:được|cho|giảm|lùi|gia hạn))(?!\w)"
    # who was there, who is where
    r"|(?:tham dự|cùng dự|dự họp|dự hội nghị|có mặt|vắng mặt|vắng)(?: tại| ở"
    r"| ngày)?[^,;:.]{0,40} (?:có|gồm|là)"
    r" (?!trách nhiệm)"
    r"|(?:lực lượng|biên chế|nhân sự|quân số|thành phần)(?: [^,;:.]{1,40})? gồm (?:có )?\d"
    r"|(?:sau |qua )?(?:\d+|một|hai|ba|bốn|năm|sáu|chín|mười) (?:tháng|năm|tuần|quý|ngày) (?:qua"
    r"|vận hành|thực hiện"
    r"|triển khai|hoạt động|đầu)[^.;:]{0,80}, [^;:.]{2,60}(?<!\w)(?:đã|cơ bản đã|đang|vẫn)(?!\w)"
    r"|(?:sắp tới|tới đây|dự kiến),? (?:có )?(?:các )?đoàn [^;:.]{3,80} (?:về|đến|sang"
    r"|lên) (?:làm việc|kiểm tra|thăm"
    r"|thanh tra|khảo sát|giám sát)(?!\w)"
    # what holds for all, what has been settled in a word
    r"|(?:nguyên tắc|phương châm|quan điểm|tinh thần|mục tiêu)(?: chung| chỉ đạo| xuyên suốt)?(?: của \w+)?"
    r"(?: là)?\s?: (?![^;]*(?:trước ngày|chậm nhất))"
    r"|(?:bên cạnh|ngoài|cùng với)(?: những| các)? (?:kết quả|ưu điểm|thành tích"
    r"|mặt)[^;:.]{0,40}, (?:vẫn )?còn"
    r" (?:tình trạng|một số|những|nhiều|tồn tại|hạn chế|có)(?!\w)"
    r"|(?:hôm qua|hôm kia|hôm trước|đầu tuần|tuần trước|tháng trước|năm ngoái|năm trước|mới đây|vừa qua)"
    r",? [^;:.]{3,90} (?:đã|vừa|có) (?:ký|gửi|ban hành|họp|làm việc|nhắc|giao|kiểm tra|có|ra|phát)(?!\w)"
    r"|(?:trường hợp|nếu|khi)(?:[^,;:.]{3,60})? (?:cần|có|muốn)[^,;:.]{2,60}, (?:đề nghị |xin "
    r"|vui lòng |mời )?"
    r"liên hệ(?! trực tiếp)(?!\w)"
    r"|[^,;:.]{3,60} thông báo\s?: (?:từ|bắt đầu|kể từ|cấm|tạm|ngừng|phân luồng)(?!\w)"
    # how things stand, what would be
    r"|(?:giả sử|giả dụ|ví như|cứ cho là)(?!\w)|khi đó,? [^;:.]{3,90} sẽ(?!\w)"
    r"|báo cáo của [^,;:.]{3,60} (?:gửi|nộp|lập) (?:còn )?(?:chậm|muộn|thiếu|sơ sài)(?!\w)"
    r"|(?:hệ thống|phần mềm|đường truyền|thiết bị|máy|mạng|cổng|tuyến đường)[^,;:.]{0,60}"
    r" (?:thường xuyên|hay|liên tục) (?:lỗi|bị|hỏng|quá tải|ùn tắc|ngập|nghẽn)(?!\w)"
    r"|(?:tinh thần|sự|những nỗ lực|kết quả|việc làm)[^;:.]{3,90} đáng (?:trân trọng|biểu dương"
    r"|ghi nhận|khen|mừng)"
    r"|thay mặt (?:lãnh đạo|tỉnh|ubnd|đảng bộ)[^;:]{0,120}"
    r" (?:chúc mừng|cảm ơn|biểu dương|ghi nhận|gửi lời|chia buồn)(?!\w)"
    r"|(?:phòng bệnh hơn|phòng hơn|mưa dầm|kiến tha|nói đi đôi|trăm nghe|một việc làm)(?!\w)"
    r"|(?!xác định|coi|xem|lấy|quán triệt|nhận thức|khẳng định|tuyên truyền|giao|yêu cầu"
    r"|đề nghị)(?:(?!các |những |dự án|công trình)[^,;:.]){2,35} là"
    r" (?:sức mạnh|nền tảng|then chốt|gốc|đầu tư|yếu tố|điều kiện|động lực|chìa khóa|quyền|truyền thống|niềm"
    r"|con đường|linh hồn|thước đo)(?!\w)"
    r"|[^,;:.]{3,60} phải (?:trở thành|đi đôi với|gắn liền với)(?!\w)"
    r"|(?:[^,;:.]{3,60}) phải lấy [^,;:.]{3,60} làm (?:trung tâm|gốc|nền tảng|thước đo|trọng tâm|động lực)"
    # what bodies of the centre, and those who invest, are going to do
    r"|(?:kiểm toán nhà nước|thanh tra chính phủ|đoàn (?:công tác|kiểm tra|thanh tra|giám sát)(?: của)?"
    r" (?:bộ|trung ương|chính phủ|quốc hội|thanh tra)|ủy ban thường vụ quốc hội|quốc hội|nhà đầu tư)(?!\w)"
    r"[^,;:.]{0,60} sẽ (?!phải)"
)
# Decided by saying so, and events, where no day or duty stands beside them.
_DECIDES = re.compile(
    r"(?:hoãn|lùi|rút) (?:nội dung|tờ trình|việc (?:trình|xem xét|thông qua)|phiên họp|phần)(?!\w)"
    r"|cho chủ trương(?!\w)|thống nhất (?:tên gọi|tên|cách gọi|mốc thời gian)(?!\w)"
    r"|(?:chọn|lấy) ngày \d+[^,;]{0,30} làm ngày(?!\w)"
    r"|cử (?:đồng chí|ông|bà) [^,;:]{3,60} (?:làm|giữ|tham gia ban|là) "
    r"(?:thư ký|tổ trưởng|tổ phó|trưởng|phó trưởng|thành viên|ủy viên|chủ tịch)(?!\w)"
    r"|thôi (?:giao|giữ|phân công)(?!\w)"
    r"|(?!sở|ubnd|các)[^,;:.]{2,30} (?:đồng ý|nhất trí|chấp thuận) (?:mua|cho|bố trí|hỗ trợ|cấp|làm"
    r"|thuê|sửa)(?!\w)"
    r"|[^,;:.]{2,40}: [^,;:.]{0,25}(?:(?<!\w)ok(?!\w)|đồng ý|nhất trí|duyệt(?! lại))(?=[,.;]|$)"
    r"|[^,;:.]{2,40}: (?:tạm thời )?(?:chưa|không|tạm gác|để lại|gác lại) (?:xét|xem xét|duyệt|cho"
    r"|đồng ý|giải quyết)?"
    r"|(?:khai mạc|bế mạc|chung kết|tổng duyệt|lễ khai mạc|lễ bế mạc)(?: dự kiến)?(?: vào)?(?: lúc \S+)?"
    r"(?: sáng| chiều| tối)? (?:ngày|thứ|lúc) "
)
_SEVERAL_AREAS = re.compile(
    r"được (?:giao|phân công) (?:phụ trách|theo dõi|chỉ đạo|kiêm)[^;:.]{3,80}, [^;:.]{3,80}"
    r" (?:phụ trách|theo dõi|chỉ đạo) (?!việc|tiến độ|tình hình|kết quả)"
)
# "dự báo từ ngày 22/01 rét đậm", "cảnh báo mực nước có thể lên báo động 2": what the weather will be.
_FORECAST = re.compile(
    r"dự báo,? (?:từ (?:ngày|đêm|sáng|chiều|tối|trưa|nay|khoảng|\d)|trong (?:\d|\w+ (?:tới|sau|này))|đến ngày"
    r"|ngày \d|đêm|sáng mai|chiều|có khả năng|khả năng|sẽ)(?!\w)"
    r"|(?:dự báo|nhận định|cảnh báo|ước tính"
    r"|thông (?:tin|báo)(?=,? (?:từ (?:đêm|ngày|sáng|chiều|tối)|đêm|bão|mưa|lũ|đợt|không khí|áp thấp)))"
    r" (?!sớm|kịp thời|sát|các|những|cho|người|nguy cơ|đến|tới|về|thường xuyên|liên tục)"
    r"[^,;:]{0,120}? (?:sẽ|có khả năng|có thể|còn kéo dài|còn diễn biến)(?!\w)"
)
_POST = re.compile(
    r"(?:(?:[\w.]+ ){0,6})?làm (?:tổ trưởng|tổ phó|trưởng đoàn|trưởng ban|phó trưởng ban"
    r"|chủ tịch hội đồng|trưởng"
    r" tiểu ban|thư ký|ủy viên)(?!\w)(?![^;]*(?:trước ngày|báo cáo|tham mưu|kiểm tra))"
)


def told(low: str) -> bool:
    """By how the sentence opens, or that it counts what is done."""
    if _OPENS.match(low) or _UNMET.match(low):
        return True
    due = bool(_DUE.search(low))
    return not due and bool(_DECIDES.match(low) or _COUNTED.match(low))


def of_body(who: str, rest: str, past_day: Callable[..., bool]) -> bool:
    """Whether what follows a body (`rest`) tells of it: what it did, is, may do or plans."""
    if (_POWERS.match(rest) and not _ALL_THE_SAME.search(rest)) or (
        _BUSINESS.match(who) and _PLANS.match(rest)
    ):
        return True
    if _DUE.search(rest):
        return False
    if _FORECAST.match(rest):
        return True
    if _BADLY.match(rest) or (_FINISHED.match(rest) and not _TIME.search(rest)):
        return True
    if _OF_ITS_OWN.match(rest) or _SEVERAL_AREAS.match(rest) or _POST.match(rest):
        return True
    if _SO_FAR.match(rest):
        return True
    when = bool(_AT_THE_END.search(rest)) or _on_a_past_day(rest, past_day)
    return when and not _OF_AN_EVENT.search(rest)


def _on_a_past_day(rest: str, past_day: Callable[..., bool]) -> bool:
    found = _THAT_DAY.search(rest)
    return found is not None and bool(past_day(found["day"], 0))
