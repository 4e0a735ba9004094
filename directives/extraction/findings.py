"""What looks like an order and is a finding, an aim, a vote, a note to the reader or the words of others.

Each of these is told by how its sentence opens, so that work ordered further on in it is not lost.
"""

import re

from directives.extraction import tales

_PERFORMED = (
    r"(?:tham mưu|triển khai|tổ chức thực hiện|thực hiện|ban hành|xây dựng|lập|trình|giải quyết|xử lý"
    r"|phối hợp|giải ngân|báo cáo|chỉ đạo|quản lý|thi công|kiểm tra)"
)
_POORLY = (
    r"(?:còn|chưa|rất|khá|không|quá) (?:thật sự |thực sự |được )?(?:chậm|hạn chế|đồng bộ|nghiêm|quyết liệt"
    r"|kịp thời|đầy đủ|chặt chẽ|hiệu quả|đúng|sát|tốt|hình thức|lúng túng|triệt để|thường xuyên|đạt|thấp"
    r"|yếu|kém)"
)
# Those who are meant by "các đơn vị còn chậm" are no measure of how the work went.
_MEANT = (
    r"(?:đơn vị|địa phương|dự án|nhiệm vụ|nội dung|trường hợp|xã|huyện|chủ|hộ|khâu|gói thầu|những|các|việc"
    r"|có)"
)
_OTHER_THAN_THOSE = rf"(?:(?! {_MEANT}(?!\w))[^;.:]){{0,80}}"
_WENT = re.compile(
    rf"(?:{_PERFORMED} ){{1,3}}(?:(?:nhiệm vụ|công việc|kế hoạch|vốn) )?{_POORLY}(?!\w)"
    rf"|{_PERFORMED}{_OTHER_THAN_THOSE}"
    r" (?:còn|rất|chưa) (?:chậm|hạn chế|kịp thời|đồng bộ|hiệu quả|lúng túng)(?=,|$)"
    r"|không (?:báo cáo|hoàn thành|gửi|nộp|chấp hành|đạt|kịp thời|nghiêm túc|đúng)(?!\w)"
    r"|để (?:tồn đọng|xảy ra|thất thoát|lãng phí|kéo dài|nợ đọng)(?!\w)"
    r"|giải ngân (?:mới |chỉ |được )*(?:dưới|mới|chỉ|được)(?: đạt)? \d"
    r"|(?:đi|đến|tới) thăm(?!\w)|(?:[^,;.:]{0,40} )?tăng trưởng \d"
    rf"|{_OTHER_THAN_THOSE} (?:ít|thấp|chậm|kém) hơn (?:so với|hồ sơ|kế hoạch|yêu cầu|cùng kỳ|mức)(?!\w)"
)
_POOR = re.compile(
    rf"(?:(?!{_MEANT}(?!\w))\w+,? ){{2,7}}(?:vẫn còn|còn|rất|khá|quá|vẫn) (?:chậm|hạn chế|thấp"
    r"|lúng túng|yếu|kém|sơ sài|hình thức|lỏng lẻo"
    r"|nhiều (?:vướng mắc|khó khăn|bất cập|sai sót))(?= so với|[,.;]|$)"
)
_SETTLED = re.compile(
    r"[^,;:.]{3,60} biểu quyết (?:thông qua|tán thành|nhất trí)|[^;:.]{0,90}(?:coi|xem) như "
    r"|[^;:.]{0,90}(?<!\w)được (?:coi|xem) là "
    r"|(?:các |những )?(?:cá nhân|tổ chức|tập thể|người)[^;:.]{0,60}"
    r" được (?:khen thưởng|biểu dương|tôn vinh)(?!\w)"
)
_BY_LAW = re.compile(
    r"theo (?:quy định (?:tại|của|trong) )?(?:khoản|điều|điểm|luật|bộ luật|nghị định|thông tư|pháp lệnh"
    r"|hiến pháp)(?!\w)(?!.*(?:trước ngày|chậm nhất))"
)
_PAPER_SAYS = re.compile(
    r"(?:(?:luật|bộ luật|nghị định|thông tư|pháp lệnh|nghị quyết|chỉ thị|quyết định|quy chế)(?!\w)"
    r"(?:[^,;:]|phòng, chống){0,90}? (?:quy định|xác định|nêu rõ|chỉ rõ)"
    r"|(?:kết luận|báo cáo) (?:thanh tra|kiểm toán|kiểm tra|giám sát)[^,;:]{0,60}"
    r" (?:nêu|chỉ ra|cho|khẳng định|nêu rõ|chỉ rõ))(?!\w)"
)
_AIMED = re.compile(
    r"(?:(?:tiếp tục |quyết tâm )?phấn đấu|mục tiêu|đặt mục tiêu|quyết tâm|hướng tới|hướng đến),?"
    r"(?: (?:(?:đến|trong|hết|cuối|năm|quý|tháng|giai đoạn|cả|học kỳ) )+(?:[\divx/-]+|nay|này)"
    r"(?: năm \d+)?,?)? (?:(?:toàn |cả )?(?:tỉnh|thành phố|xã|huyện|ngành)(?: ta)? )?"
    r"(?:có |còn |giảm |tăng |đạt |thu ngân sách |giữ )?"
    r"(?:(?:tốc độ|tỷ lệ|tỉ lệ|thu nhập|chỉ số|tổng|kim ngạch|giá trị|mức|sản lượng|số(?! hóa)|năng suất"
    r"|ít nhất|trên|dưới|từ|khoảng|hơn) |\d)"
    r"|(?:quyết tâm|phấn đấu|hướng tới|tiến tới)(?: [^,;.]{1,30}?)?"
    r" (?:đưa (?!vào)[^,;.]{3,40} trở thành|trở thành)(?!\w)"
)
_AIMED_BY_ALL = re.compile(
    r"(?:phấn đấu|mục tiêu|quyết tâm)[^,;.]{0,30},? (?:toàn |cả )?(?:tỉnh|thành phố)(?: ta)?"
    r" (?:có|đạt|còn|giảm)(?!\w)"
)
_ASIDE = re.compile(
    r"(?:mọi |các )?(?:thông tin|chi tiết|vướng mắc|thắc mắc)(?: \w+){0,4}?,?"
    r" (?:đề nghị |xin |vui lòng |cần )?(?:được )?liên hệ(?! trực tiếp)(?!\w)"
    r"|thông tin liên hệ|(?:số )?(?:đường dây nóng|điện thoại) "
    r"|(?:xem|tham khảo) (?:thêm |nội dung )?chi tiết|hình ảnh|yêu cầu (?:đặt ra|của|là)(?!\w)"
    r"|(?:trân trọng )?(?:kính )?mời [^;.]{0,200}(?:dự|tham dự)(?!\w)"
    r"|(?:trân trọng |rất )?(?:kính|mong) (?:mời|nhận)(?!\w)"
    r"|(?:điều|việc|vấn đề) (?:này|đó) (?:đòi hỏi|cho thấy|thể hiện)(?!\w)"
    r"|gửi kèm (?:theo )?(?:công văn|văn bản|thông báo|tờ trình|kế hoạch)(?!\w)"
    r"|(?:chủ trì|điều hành|cùng dự|tham dự) (?:hội nghị|cuộc|buổi|phiên|lễ|đoàn)[^,;.]{0,40}"
    r" (?:là|có) (?:đồng chí|ông|bà|các)(?!\w)"
    r"|(?:người dân|tổ chức|ai|bạn đọc)[^,;.]{0,30} (?:gọi|liên hệ) (?:số|theo số|đến số|tổng đài)(?!\w)"
)
# In minutes and diaries: what citizens and participants ask, what newspapers write, when one meets.
_ASKED = re.compile(
    r"nội dung (?:đơn|kiến nghị|phản ánh|trình bày|khiếu nại)\s?: (?![^;]*(?<!\w)giao )"
    r"|nội dung\s?: (?:\w+ ){0,4}?"
    r"(?:đề nghị|kiến nghị|phản ánh|khiếu nại|tố cáo|xin)(?!\w)"
    r"|(?:ông|bà|đồng chí|đ/c) [^:;()]{3,50}"
    r"\((?!chủ tịch|chủ tọa|chủ trì|bí thư)[^:;()]{3,60}\)\s?: [^:]{0,200}?"
    r"(?:(?:tuần|tháng|thời gian|vừa) qua|đề nghị|kiến nghị|đề xuất|phản ánh|(?<!\w)đã)(?!\w)"
    r"|(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|huyện|xã|phường|quận|thị xã|thị trấn|đặc khu)"
    r"(?: [^,;:.]{1,30})? kiến nghị (?:các )?(?:sở|ubnd|bộ|chính phủ|thủ tướng|tỉnh|thành phố"
    r"|trung ương|quốc hội)(?!\w)"
    r"|kiến nghị (?:(?:chủ tịch|lãnh đạo|thường trực) )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)"
    r" (?:tỉnh|thành phố)(?!\w)|kiến nghị (?:thường trực |ban thường vụ )?(?:tỉnh|thành) ủy(?!\w)"
    r"|(?:tạp chí|báo|trang tin|đài|một số báo)(?!\w| cáo)[^,;:]{2,60} có (?:bài|loạt bài|tin|phóng sự)(?!\w)"
)
_DIARY = re.compile(
    r"(?:lúc )?\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?\s?:\s?(?![^;]*(?<!\w)(?:giao|yêu cầu)(?!\w))"
    r"|(?:ban chỉ đạo|tổ công tác|hội đồng|tiểu ban|ban chỉ huy)(?: [^,;:]{1,40})? họp"
    r" (?:định kỳ|thường kỳ|giao ban)[^,;]{0,60}$"
    r"|(?:văn phòng|vp) [^,;:]{3,60} (?:xin )?(?:truyền đạt|thông báo) (?:ý kiến|nội dung|kết luận)"
    r"[^;:]{3,120} (?:biết|thực hiện)$"
    r"|(?!giao|yêu cầu|đề nghị|sở)[^,;:.]{3,60}(?<!được) ủy quyền (?:cho )?(?:các )?(?:giám đốc|phó|chủ tịch"
    r"|thủ trưởng|trưởng|sở|ubnd|ban)(?!\w)(?![^;]*trước ngày)"
)
_OPINIONS = re.compile(
    r"(?:[^:;.]{3,120}:\s)?(?:(?:có |còn )?(?:một số|nhiều|đa số|hầu hết|các) )(?:\w+ ){0,2}?"
    r"(?:ý kiến|thành viên|đại biểu|cử tri)(?!\w)(?! hđnd| quốc hội)[^;:.]{0,60}? (?:đề nghị|kiến nghị"
    r"|cho rằng|băn khoăn|tán thành|đồng tình|thống nhất|góp ý|nhất trí)(?!\w)"
)
_PERMITS = re.compile(
    r"(?:cho phép|ủy quyền|ủy quyền cho|phân cấp cho|cho) (?:các )?(?:ubnd|ủy ban|sở|giám đốc|chủ tịch|ban"
    r"|công ty|đơn vị|thủ trưởng|trung tâm)(?!\w)"
)
_SET_ASIDE = re.compile(r"chưa xem xét|không (?:xem xét|chấp nhận) (?:đề nghị|kiến nghị|đề xuất)(?!\w)")
_ANSWERED = re.compile(
    r"(?:(?:không|chưa) (?:thụ lý|xem xét|giải quyết|bố trí|hỗ trợ|điều chỉnh)|chọn|lựa chọn"
    r"|thực hiện theo phương án)(?!\w)"
)

_BODY = (
    r"(?:các )?(?:tổ|ban|hội đồng|đoàn|quỹ|tiểu ban|trung tâm|ủy ban|đội|nhóm|cụm|khu|phòng|chi cục|công ty"
    r"|câu lạc bộ)"
)
_FOUNDING = re.compile(
    rf"(?:cơ bản )?(?:thống nhất|quyết định|nhất trí|đồng ý|cho|cho phép)(?: việc)? (?:thành lập|lập"
    rf"|kiện toàn|giải thể|đổi tên|sáp nhập|hợp nhất|chia tách) {_BODY}(?!\w)"
    rf"|(?:thành lập|lập|kiện toàn) {_BODY} [^;:]{{3,160}}?(?:do|,|là) (?:(?:một|đồng chí|ông|bà) )?"
    r"(?:phó thủ tướng|bộ trưởng|thứ trưởng|giám đốc sở|phó giám đốc sở|phó chủ tịch ubnd tỉnh|chủ tịch"
    r" ubnd tỉnh|phó chủ tịch làm)(?!\w)[^;:]{0,60}(?<!\w)(?:tổ trưởng|trưởng ban|trưởng đoàn|chủ tịch)(?!\w)"
)
_DUE_BEHIND = re.compile(r", [^;]*(?<!\w)(?:trước ngày|chậm nhất|hoàn thành trước)(?!\w)")
_CRITICISM = re.compile(
    r"(?:(?:đã|cũng|nghiêm khắc|nghiêm túc|thẳng thắn|đặc biệt) )*(?:phê bình|không hài lòng|chưa hài lòng"
    r"|nhắc tên|nêu tên|điểm tên|khiển trách)(?!\w)"
)


def went(low: str) -> bool:
    """ "triển khai chưa đồng bộ", "để tồn đọng 14 hồ sơ": says how work has gone."""
    return bool(_WENT.match(low)) and not tales.NEED.search(low.replace("theo yêu cầu", ""))


def poorly(low: str) -> bool:
    """ "Chi trả còn chậm", "Giải ngân rất thấp so với kế hoạch": a verb, and how it went."""
    return bool(_POOR.match(low)) and not tales.NEED.search(low)


def settled(low: str) -> bool:
    """A vote, or what silence counts as."""
    return bool(_SETTLED.match(low)) and not tales.NEED.search(low)


def by_law(low: str) -> bool:
    """ "Theo Luật Đất đai, UBND cấp xã có trách nhiệm ...": a duty that holds without the document."""
    return bool(_BY_LAW.match(low))


def paper_says(low: str) -> bool:
    """ "Luật A quy định ...", "Kết luận thanh tra chỉ rõ ...": the words of another paper."""
    return bool(_PAPER_SAYS.match(low))


def aimed(low: str, under: bool) -> bool:
    """ "Phấn đấu đến năm 2030, tỉnh có 80% số xã ...": a measure to be reached, by nobody in particular.

    `under` a heading that names who is charged the measure is theirs, unless all the province shall reach it.
    """
    return bool((_AIMED_BY_ALL if under else _AIMED).match(low))


def aside(low: str) -> bool:
    """Whom to call, where to look, who is invited, who was there."""
    return bool(_ASIDE.match(low))


def opinions(low: str) -> bool:
    """ "Đề án A: một số thành viên đề nghị ...": what was said before the chair decided."""
    return bool(_OPINIONS.match(low))


def permits(low: str) -> bool:
    """A body is allowed something: decided by saying so."""
    return bool(_PERMITS.match(low))


def declined(low: str) -> bool:
    """ "Đối với đơn của bà A, không thụ lý giải quyết"."""
    return low.startswith(("không thụ lý", "không xem xét", "chưa xem xét"))


def answered(low: str) -> bool:
    """What stands behind "Về đề nghị của Công ty A:" when it decides and orders nothing."""
    return tales.decision(low) or bool(_ANSWERED.match(low))


def told(low: str) -> bool:
    """Whatever of these a whole sentence may be, however it goes on."""
    said = bool(_ASKED.match(low)) or bool(_DIARY.match(low)) or bool(_SET_ASIDE.match(low))
    return said or paper_says(low) or aside(low) or settled(low) or opinions(low)


def decided_or_blamed(low: str) -> bool:
    """ "Thống nhất thành lập Tổ công tác", "nghiêm khắc phê bình Sở A": over when it is said."""
    return bool(_FOUNDING.match(low)) or (criticism(low) and not _DUE_BEHIND.search(low))


def criticism(low: str) -> bool:
    return bool(_CRITICISM.match(low))
