"""What looks like an order and is not: things told, decided, praised, counted or asked of others."""

import re
from datetime import date

from directives.extraction.normalise import Normal

_OPENING_TALE = re.compile(
    r"(?:(?:trong )?\d+ tháng (?:đầu|cuối|qua)(?! tới)|(?:trong )?(?:những |các |mấy "
    r"|\d+ )?(?:thời gian|năm|tháng|ngày|quý|tuần) (?:vừa )?qua|vừa qua"
    r"|gần đây|thời điểm này|được biết|trước đó|trước đây"
    r"|từ đầu (?:năm|tháng|nhiệm kỳ)|qua \d"
    r"|sau (?:hơn |gần )?(?:\d+|một|hai|ba|bốn|năm|sáu) (?:ngày"
    r"|tháng|tuần|năm)|đến nay|tính đến|hiện nay có|theo (?:kế hoạch|lộ trình),"
    r"|từ (?:đêm|sáng|chiều|trưa|tối|ngày) \d[^,;.]{0,40}, (?:mưa|bão|lũ|nhiều|trên địa bàn)"
    r"|do (?:ảnh hưởng|tác động|hoàn lưu)[^.;]{0,200}? (?:mưa trên|bị|đã|ngập|sập|thiệt hại)"
    r"|theo (?:báo cáo|thống kê|số liệu|ghi nhận|phản ánh|đánh giá|đại diện|ông|bà|đài|dự báo"
    r"|(?:các |một số |nhiều )?(?:chuyên gia|nhà khoa học|nhà quản lý|đại biểu|ý kiến)|nhận định|tính toán"
    r"|khảo sát"
    r"|kết quả|sở|cục|ban|phòng|thông tin|lãnh đạo|ubnd|công an)(?!\w))"
)
_RETOLD = re.compile(
    r"(?:theo|tại|thực hiện|căn cứ)\s(?!(?:\w+ ){1,2}(?:này|trên|nêu trên)(?!\w))"
    r"(?:kế hoạch|quyết định|công văn|công điện|tờ trình|báo cáo"
    r"|văn bản|thông báo|chỉ thị"
    r"|nghị quyết|kết luận|phiên họp|hội nghị|cuộc họp|luật|nghị định|thông tư|quy chế)"
)
_FRONTED_DAY = re.compile(
    r"(?:(?:cũng\s)?(?:trong\s)?(?:sáng|chiều|trưa|tối)?\s?(?:ngày\s)?|(?:trước đó|tại (?:cuộc họp"
    r"|hội nghị|phiên họp|buổi làm việc)[^,.;]{0,40}?)[,\s]\s?(?:vào\s)?(?:ngày\s)"
    r"|(?:trong\s)?(?:hai|ba|bốn|\d)\sngày,?\s(?:từ\s)?(?:ngày\s)?)(?:\d{1,2}\s?(?:,|và|-"
    r"|đến)\s?(?:ngày\s)?)*"
    r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?(?!\d)"
)
_DECISION = re.compile(
    r"(?:cơ bản )?(?:(?:chưa |không )?chấp thuận|đồng ý|thống nhất(?! giao)|phê duyệt|cho phép"
    r"|ủy quyền|bãi bỏ"
    r"|thành lập|quyết định|công nhận|nhất trí|ghi nhận|biểu dương"
    r"|đánh giá cao|hoan nghênh|khen|(?:nghiêm túc |nghiêm khắc )?phê bình|cảm ơn"
    r"|giao (?:bổ sung|chỉ tiêu|vốn|dự toán|kinh phí"
    r"|\d)|tiếp thu|thông qua|ban hành kèm|tán thành"
    # money shared out: the decision itself
    r"|nâng mức [^;]{3,80} lên \d[\d.,]*|điều chuyển \d[^;]* sang|bổ sung \d+ (?:biên chế|chỉ tiêu|tỷ|triệu)"
    r"|ủng hộ (?:đề xuất|chủ trương|phương án|kiến nghị)"
    r"|(?:hỗ trợ|phân bổ|cấp|trích|bổ sung|tạm ứng|cấp bổ sung|bố trí)(?: kinh phí| số tiền| vốn)?"
    r" \d[\d.,]* (?:triệu|tỷ|nghìn|đồng)[^;]*? cho)(?!\w)"
)
_ALWAYS_DECISION = re.compile(
    r"(?:cơ bản )?(?:cho phép kéo dài|gia hạn (?:thời gian|thời hạn)"
    r"|giữ nguyên (?:mức|tên|định mức|thời gian)|(?:chưa |không )?chấp thuận|đồng ý|bãi bỏ|đánh giá cao"
    r"|ghi nhận|hoan nghênh|cảm ơn"
    r"|nhất trí"
    r"|tán thành"
    r"|(?:bổ nhiệm|miễn nhiệm|điều động) (?:chức vụ|đồng chí|ông|bà)"
    r"|thống nhất (?:phương án \d|chi(?! tiết)|tạm ứng|bố trí|hỗ trợ|trích|cấp|bổ sung|giữ nguyên"
    r"|điều chỉnh|lựa chọn"
    r"|chọn|mức)"
    r"|thống nhất (?:thông qua|từ ngày|cho|chủ trương|về chủ trương|theo đề|như đề"
    r"|chưa|không|tạm|lùi|thời gian tổ chức"
    r"|với (?:đề|nội dung|báo cáo|chủ trương|phương án|dự thảo|kiến nghị)|đề xuất))(?!\w)"
)
_RESULT = re.compile(
    r"(?<!\w)(?:đã (?:\w+ ){0,3}(?:đạt|hoàn thành|triển khai|thực hiện|có|được|nỗ lực|chủ động"
    r"|tích cực|phối hợp)|đạt \d|tăng \d|giảm \d|ước đạt"
    r"|còn (?:chậm|thấp|hạn chế|chưa|nhiều|rời rạc|lúng túng|bất cập|yếu|lỏng lẻo|manh mún|nhỏ lẻ"
    r"|tồn đọng|thiếu|vướng)"
    r"|chưa (?:đạt|được|thực hiện|nghiêm|quyết liệt|kịp thời|đồng bộ|hoàn thành|đáp ứng|tương xứng|hiệu quả)"
    r"|có nhiều chuyển biến|đạt kết quả|đạt được (?:nhiều|những|kết quả)"
    r"|vẫn còn|gặp (?:nhiều )?khó khăn|được (?:quan tâm|chú trọng|tăng cường|triển khai|cải thiện"
    r"|nâng lên|giữ vững|đảm bảo|bảo đảm))(?!\w)"
)
_OUTCOME = re.compile(
    r"(?<!\w)(?:ước đạt|có nhiều chuyển biến|đạt kết quả|đạt được (?:nhiều|những|kết quả)"
    r"|(?:triển khai|thực hiện|có|áp dụng) (?:được )?nhiều (?:giải pháp|hoạt động|biện pháp"
    r"|cách làm|cố gắng|nỗ lực)"
    r"|có chuyển biến|đạt nhiều kết quả|xảy ra (?:hơn |trên |gần )?\d+"
    r"|(?:phát hiện|xử lý|bắt giữ|khởi tố|xử phạt) (?:hơn |trên |gần )?\d[\d.]* (?:vụ|đối tượng"
    r"|trường hợp|bị can)"
    r"|phát hiện (?:được )?(?:hơn |trên |gần )?\d[\d.]* \w+"
    r"|xử phạt (?:\w+ ){0,4}?(?:hơn |trên |gần |số tiền )?\d[\d.,]* (?:triệu|tỷ)"
    r"|(?:bắt|thu giữ|hiến|trao giải(?: cho)?) (?:được )?(?:hơn |trên |gần )?\d+"
    r"|thu hút (?:hơn |trên |gần )?\d+"
    r"|(?:tiếp nhận|kiểm tra|giải quyết|cấp) (?:được )?(?:hơn |trên |gần )?\d[\d.,]* (?:hồ sơ|lượt"
    r"|trường hợp)[^;.]{0,80}(?:\d ?%|phát hiện \d)"
    r"|đón (?:được )?(?:hơn |trên |gần )?\d[\d.,]* (?:triệu |nghìn |vạn )?lượt"
    r"|vượt (?:hơn |trên |gần )?\d[\d.,]* ?% (?:kế hoạch|dự toán|so với))(?!\w)|(?:ông|bà|đại diện"
    r"|giám đốc|lãnh đạo)[^,.;]{0,60} (?:cho biết|cho hay|nói|chia sẻ|thông tin)$"
)
_ADMITS = re.compile(
    r"(?:(?:song|nhưng|tuy nhiên|tuy vậy),? )?(?:cũng )?(?:phải |cần )?(?:(?:thẳng thắn|khách quan),? )?"
    r"(?:nhìn nhận|thừa nhận|thấy rằng)(?!\w)|mục tiêu[^,;:.]{0,30} là(?!\w)"
)
_AIMS_AT = re.compile(r"(?<!\w)(?:phấn đấu|quyết tâm|nhằm|mục tiêu)(?!\w)")
NEED = re.compile(r"(?<!\w)(?:phải|cần|yêu cầu|đề nghị|giao|không để|trước ngày|hoàn thành trước)(?!\w)")
_REPORT_HEADING = re.compile(
    r"(?:kết quả|việc đã làm|đã làm|đã đạt|tồn tại|hạn chế|khó khăn|vướng mắc|đánh giá|tình hình"
    r"|nguyên nhân|bối cảnh|thực trạng|ghi chú|ưu điểm|nhận định|kết quả đạt được|căn cứ)"
)
_TASK_HEADING = re.compile(
    r"(?:nhiệm vụ|giải pháp|thời gian tới|chỉ đạo|yêu cầu|phương hướng|việc cần làm|phải làm"
    r"|kết luận|công việc|tổ chức thực hiện|phân công|(?<!\w)kl(?!\w))"
)
# "Các phòng báo cáo:", "I. Nghe báo cáo", "Bà con phát biểu": what follows was said by others.
_HEARD_HEADING = re.compile(
    r"(?:nghe |phần )?(?:[^:;,.]{2,60} )?(?:báo cáo|phát biểu|thảo luận|phản ánh|trình bày|kiến nghị"
    r"|nêu ý kiến"
    r"|tham luận)(?: (?:ý kiến|tình hình|công việc|nhanh|tuần|tháng|như sau|sau))*\s?:?$"
)
_ORDERS_HEARD = re.compile(
    r"(?<!\w)(?:chế độ|yêu cầu|giao|đề nghị|chỉ đạo|phải|về việc|việc|công tác|chủ tịch|bí thư|thực hiện|cần"
    r"|trả lời|xử lý|giải quyết|xem xét|thẩm quyền|nội dung|lập|xây dựng|tổng hợp|gửi|đối với)(?!\w)"
)
_AIMS_HEADING = re.compile(r"(?:mục đích|mục tiêu|quan điểm|ý nghĩa|phạm vi|đối tượng)(?!\w)(?!.*nhiệm vụ)")
_TOLD_ORDER = re.compile(
    r"(?<!\w)đã (?:\w+ ){0,3}?(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công)(?!\w)"
    r"(?!.*nay (?:yêu cầu|giao|đề nghị))"
)
_PERSONNEL = re.compile(
    r"(?:được (?:giao|phân công) (?:nhiệm vụ )?)?"
    r"(?:phụ trách|theo dõi địa bàn (?:các |cụm )?(?:xã|phường|huyện|thị trấn|thôn|khu|tổ|bản|ấp)(?!\w)"
    r"(?![^;]*(?:báo cáo|kịp thời|phát hiện|tham mưu|đôn đốc))"
    r"|chỉ đạo (?:các )?lĩnh vực|điều hành (?:hoạt động|công việc|chung)|giải quyết công việc"
    r"|theo dõi(?:,? \w+){0,2} \d+ (?:xã|phường|địa phương|huyện|địa bàn|đơn vị)|kiêm|giữ chức"
    r"|giữ quyền|làm (?:tổ trưởng|tổ phó|trưởng đoàn|trưởng ban|phó trưởng ban|trưởng tiểu ban"
    r"|chủ tịch hội đồng)"
    r"(?![^;]*(?:trước ngày|báo cáo)))(?!\w)"
)
_RESPONSIBILITY = re.compile(
    r"(?:phải |hoàn toàn |liên đới |cùng |tự )*chịu (?:hoàn toàn |toàn bộ )?trách nhiệm(?: toàn diện"
    r"| cá nhân)? (?:trước|về|toàn diện|cá nhân|nếu|với|đối với|khi|thi hành)"
    r"|có trách nhiệm liên đới(?!\w)|có trách nhiệm trước (?!ngày|khi|hạn|\d)[^;]{3,90} về(?!\w)"
    r"|(?:nào )?(?:nếu )?(?:để|không|thiếu"
    r"|chậm)(?!\w)[^;.:]{3,90} (?:phải )?chịu (?:hoàn toàn )?trách nhiệm (?:trước|về)"
)
_COMPLAINT = re.compile(
    r"(?:các |\d+ |một số |nhiều )?(?:hộ|bà con|người dân|nhân dân|cử tri|công dân)(?!\w)[^;:.]{0,80}?(?<!\w)"
    r"(?:phản ánh|kiến nghị|đề nghị|đề xuất|khiếu nại|tố cáo|yêu cầu|xin|mong)(?!\w)"
)
_STATISTIC = re.compile(
    r"(?<!\w)(?:(?:mới|đã|ước|chỉ) )?đạt (?:hơn |trên |khoảng |gần )?\d[\d.,]* ?(?:%|tỷ|triệu|nghìn)"
    r"|(?<!\w)đã khôi phục"
)
_AIM = re.compile(
    r"(?<!\w)(?:phấn đấu|để|nhằm|bảo đảm|đảm bảo|phải|cần|yêu cầu|đề nghị|trước ngày|chậm nhất"
    r"|mục tiêu)(?!\w)"
)
_BLAME = re.compile(
    r"(?:để )?(?:địa phương|đơn vị|cơ quan|nơi|xã|phường|huyện|ngành|sở) nào (?:\w+ ){0,3}?"
    r"(?:để|không|chậm|thiếu)"
    r"(?!\w)[^;.:]{3,120} chịu (?:hoàn toàn )?trách nhiệm (?:trước|về)(?![^;.]*trước ngày)"
)
_UNANSWERED = re.compile(
    r"(?<!\w)(?:song|nhưng|tuy nhiên),? (?:cho )?đến (?:nay|ngày|thời điểm|hết|\d)"
    r"|(?<!\w)đến nay (?:vẫn )?(?:chưa|mới)(?!\w)"
)
_DIRECTION = re.compile(
    r"(?<!\w)(?:công văn|văn bản|công điện|chỉ thị|thông báo|lệnh|quyết định|nghị quyết|kết luận"
    r"|kế hoạch|chỉ đạo|yêu cầu|phải làm|phần việc|giao|đề nghị|phân công|nhiệm vụ|giải pháp)(?!\w)"
)
_PLAIN_DUTY = re.compile(
    r"(?<!\w)(?:phải|cần|có trách nhiệm|chủ trì|khẩn trương|trước ngày|chậm nhất|được giao"
    r"|hoàn thành trước|không được)(?!\w)"
)
_PLAIN_TERM = re.compile(r"(?<!\w)(?:phải|cần|trước ngày|chậm nhất|hoàn thành trước)(?!\w)")
_IN_FORCE = re.compile(
    r"(?<!\w)(?:(?<!bảo đảm )(?<!đảm bảo )(?<!để )có hiệu lực|hết hiệu lực|này thay (?:thế )?cho"
    r"|này thay thế|có giá trị|chịu trách nhiệm thi hành)(?!\w)"
)


# "rà soát các văn bản hết hiệu lực trước ngày ...": says which are meant.
_ONES_PAST = re.compile(
    r"(?:các|những|danh mục|từng) (?:văn bản|quyết định|giấy phép|hợp đồng"
    r"|quy định)[^,;:.]{0,30} hết hiệu lực"
    r"|(?:phổ biến|tuyên truyền|triển khai|quán triệt|tập huấn|hướng dẫn|áp dụng) [^;:.]{0,40}"
    r"(?:luật|nghị định|thông tư|nghị quyết|quyết định|quy định) [^;:.]{0,60}có hiệu lực"
)
_BY_A_DAY = re.compile(
    r"(?:đến|hết|trước|chậm nhất)(?: hết| trước| là)* (?:ngày )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})"
    r"(?:[/.-](?P<y>\d{4}))?(?!\d)"
)


def report_heading(low: str) -> bool | None:
    """True opens a part that tells what was done, False one that orders; None says nothing."""
    if low.startswith(("để ", "nhằm ")):
        return None  # "Để mùa hè đạt kết quả tốt:"
    if _AIMS_HEADING.match(low) or heard(low):
        return True
    if _TASK_HEADING.search(low):
        return False
    return True if _REPORT_HEADING.search(low) else None


def heard(low: str) -> bool:
    """A heading above what others report or say."""
    return bool(_HEARD_HEADING.fullmatch(low)) and not _ORDERS_HEARD.search(low)


def opening_tale(low: str) -> bool:
    return bool(_OPENING_TALE.match(low)) and not low.startswith("theo đó")


def retold_source(low: str) -> bool:
    return bool(_RETOLD.match(low))


def fronted_day(low: str) -> re.Match[str] | None:
    return _FRONTED_DAY.match(low)


def day_to_come(low: str, on: date | None) -> bool:
    """ "Đến ngày 20/11, Ban A giải ngân đạt 80%": how far it shall have got, where the day is yet to come."""
    found = _BY_A_DAY.match(low)
    if not found or on is None:
        return False
    year = int(found["y"] or on.year)
    return (year, int(found["m"]), int(found["d"])) > (on.year, on.month, on.day)


WELL_BEFORE = 10  # days


_PERIOD = re.compile(
    r"(?:trong |cả )?(?:tháng (?P<m>1[0-2]|0?[1-9])|quý (?P<q>iv|i{1,3}|[1-4]))(?:(?:[/-]"
    r"| ?năm )(?P<y>20\d{2}))?(?:,| (?!tới|sau|này|đến|và)(?=\w))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def past_period(low: str, on: date | None) -> bool:
    """ "Trong quý III, Thanh tra tỉnh tiến hành ...", told in quarter IV."""
    found = _PERIOD.match(low)
    if not found or on is None:
        return False
    quarter = _ROMAN.get(found["q"]) or int(found["q"] or 0)
    last = int(found["m"] or quarter * 3)
    year = int(found["y"] or on.year)
    gone = (on.year - year) * 12 + on.month - last
    return gone > 0 and (bool(found["y"]) or gone <= 3)


def past_day(low: str, on: date | None, least: int = WELL_BEFORE) -> bool:
    """A sentence that opens with a day well before the document tells of that day."""
    found = fronted_day(low)
    if not found or on is None:
        return False
    try:
        day = date(int(found["y"] or on.year), int(found["m"]), int(found["d"]))
    except ValueError:
        return False
    if day > on and not found["y"]:
        day = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day
    return (on - day).days > least


def direction(low: str) -> bool:
    """Announces that orders follow: a paper of direction, or the end of a meeting."""
    return bool(_DIRECTION.search(low))


def plain_duty(low: str) -> bool:
    return bool(_PLAIN_DUTY.search(low))


def plain_term(low: str) -> bool:
    """Says until when, or that it must be."""
    return bool(_PLAIN_TERM.search(low))


def unanswered(low: str) -> bool:
    """ "... song đến nay chưa": the order was given before."""
    return bool(_UNANSWERED.search(low))


def decision(low: str) -> bool:
    return bool(_DECISION.match(low))


def decision_always(low: str) -> bool:
    return bool(_ALWAYS_DECISION.match(low))


def result(low: str) -> bool:
    """Tells how things stand, and orders nothing beside it."""
    found = _RESULT.search(low)
    return bool(found) and not NEED.search(low)


def outcome(low: str) -> bool:
    """Tells of an outcome so plainly that even a sentence shaped like an order is a report."""
    return bool(_ADMITS.match(low)) or (
        bool(_OUTCOME.search(low)) and not (NEED.search(low) or _AIMS_AT.search(low))
    )


def told_order(low: str) -> bool:
    """ "Bộ đã đề nghị các địa phương": an order of an earlier day."""
    return bool(_TOLD_ORDER.search(low))


def personnel(low: str) -> bool:
    return bool(_PERSONNEL.match(low))


def only_responsibility(low: str) -> bool:
    return bool(_RESPONSIBILITY.match(low))


def complaint(low: str) -> bool:
    """ "Các hộ dân phản ánh ...", at a reception of citizens: a heading, the order stands below it."""
    return bool(_COMPLAINT.match(low))


def statistic(low: str) -> bool:
    """ "mới đạt 34%, chậm 4 tháng", "đạt 13.940 tỷ đồng": says how far something has got."""
    return bool(_STATISTIC.search(low)) and not _AIM.search(low)


def blame(low: str) -> bool:
    """ "Địa phương nào để dịch lây lan, Chủ tịch UBND nơi đó chịu trách nhiệm": gives no work."""
    return bool(_BLAME.match(low))


def in_force(low: str) -> bool:
    return bool(_IN_FORCE.search(_ONES_PAST.sub("", low)))


SALUTATION = re.compile(
    r"(?:xin |kính |thân )?(?:chào|thưa|gửi)(?: toàn thể| tất cả)?(?: các| quý)? (?:anh|chị|đồng chí"
    r"|đồng nghiệp|thầy"
    r"|cô|bác|bạn|quý|cơ quan|đơn vị|ông|bà|em)(?!\w)[^.;:]{0,50}[,!.:]?$"
)
SKIPPED_LINE = re.compile(
    r"(?:căn cứ (?:luật|bộ luật|hiến pháp|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định)(?!\w)[^;]*;$"
    r"|số\s?:|số \d+/|cộng hòa xã hội|độc lập\s?-|kính gửi|v/v|về việc(?! (?:này|trên|đó|nêu))"
    r"|ảnh\s?:|ảnh minh|nguồn\s?:"
    r"|tác giả|[^:;.]{5,90} điện\s?:"
    r"|(?:from|sent|to|cc|bcc|subject|date|từ|đã gửi|đến|tới|chủ đề|tiêu đề|ngày gửi|đính kèm"
    r"|attachments?)\s?:"
    r"|-+\s?(?:original message|tin nhắn gốc|thư gốc|forwarded message|thư chuyển tiếp)|_{5,}"
    r"|(?:trân trọng|kính thư|thân mến|best regards|sent from my|được gửi từ)(?!\w)[^.;:]{0,40}$"
    r"|(?:email|e-mail|thư điện tử|thư|thông tin trong (?:email|e-mail|thư))(?: này)? (?:và|này|chỉ"
    r"|có thể)[^\n]*"
    r"(?:người nhận|bảo mật|xóa)"
    r"|nếu (?:bạn|quý vị|anh/chị|ông/bà|không phải)[^\n]{0,40}người nhận"
    r"|\(?theo (?:công văn|văn bản|thông báo|báo) [^,;]*\)?$|trích yếu|điều \d+\s*$"
    r"|tm\.|kt\.|tl\.|ký bởi|trang \d+|\d+$|ubnd tỉnh \w+ \w+$|lưu\s?:|- lưu|như trên|- như)"
)
ADDRESSING = re.compile(
    r"(?:^kính gửi\s?|(?:chủ tịch|thủ tướng|ubnd|ủy ban)[^.;:]{0,60} (?:điện|gửi)\s?):\s*$"
)
ABOUT_RESULTS = re.compile(r"về (?:kết quả|ưu điểm|tồn tại|hạn chế|đánh giá chung)(?: chung| đạt được)?")
BESIDES = re.compile(r"(?:ngoài ra|bên cạnh đó|đồng thời|mặt khác)\s?(?:,[^:;]{0,70})?:?$")
BESIDE = re.compile(
    r"(?:bên cạnh|ngoài|cùng với|đến hết|đến ngày)(?!\w)"
)  # what was reached, something else is still lacking
TITLE = re.compile(r"(?:kết luận|thông báo|quyết định|kế hoạch|công điện|chỉ thị|báo cáo|nghị quyết)(?!\w)")
ORDERING = re.compile(
    r"(?<!\w)(?:chỉ đạo|yêu cầu|kết luận|kl|giao|giao việc|phân công|ý kiến|đề nghị|chỉ thị)(?!\w)[^:]*$"
)
ORDERED_BEHIND = re.compile(r"(?<!\w)(?:yêu cầu|(?<!bàn )giao|đề nghị|chỉ đạo|kết luận)(?!\w)")
CONCLUDES = re.compile(r"(?:thống nhất |đã )?(?:kết luận|quyết nghị|yêu cầu)(?: như sau| sau)?\s?:?$")
CONCLUSION = re.compile(
    r"(?:ý kiến )?(?:kl|chỉ đạo|kết luận, chỉ đạo|kết luận, phân công|giao việc|phân việc|phân công công việc"
    r"|kết luận và phân công|kết luận và giao việc)(?: của [^:;.]{2,40})?"
)
SPEAKER = re.compile(
    r"[^,.;:]{4,90}?\s(?:đề nghị|kiến nghị|cho biết|cho rằng|cho hay|phản ánh|báo cáo|chia sẻ|đề xuất|nói"
    r"|nêu|bày tỏ|mong muốn)(?!\w)"
)
# "Báo cáo tại phiên họp, Giám đốc Sở A Lê Trọng Nghĩa cho biết ...": no word of an order.
SAYS_BY_NAME = re.compile(
    r"(?P<who>(?:[^,.;:]{3,60}, )?(?!chủ tịch|phó chủ tịch|bí thư|thủ tướng|bộ trưởng)[^,.;:]{4,90}?)"
    r" (?:cho biết|cho hay|báo cáo|kiến nghị|đề xuất|phản ánh|nêu|trình bày|chia sẻ|đề nghị|thông tin)(?!\w)"
)
END_OF_TEXT = re.compile(r"nơi nhận\s?:?")


def starts(normal: Normal, start: int, end: int, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.match(normal.low, start, end))
