"""Orders without an ordering word: the one who is charged is the subject of the sentence."""

import re
from dataclasses import replace

from directives.extraction import accounts, tales, verbs
from directives.extraction.actors import LIST_MARKS, Named
from directives.extraction.charges import OPENING
from directives.extraction.clauses import Reading
from directives.extraction.orders import TOLD, OrderReader
from directives.extraction.tokens import entries, listed, words

_LEAD_IN = re.compile(
    r"(?:\s?(?:triển khai |tổ chức |tập trung |khẩn trương |nghiêm túc |phối hợp |cần |phải "
    r"|tiếp tục )*(?:thực hiện|triển khai|làm|làm tốt|quan tâm|lưu ý|chú trọng|quán triệt"
    r"|có trách nhiệm|như sau|các việc|một số|những|giải quyết)?"
    r"(?: tốt| ngay| nghiêm| hiệu quả| đồng bộ)*(?: một số| các| những)?(?: nội dung| nhiệm vụ"
    r"| công việc| việc| giải pháp| yêu cầu| vấn đề)*(?: trọng tâm| chủ yếu| cụ thể| sau đây| sau"
    r"| như sau| dưới đây| chính)*)\s?$"
)
_NO_SUBJECT = words("""
bị chiều chất chưa của do hiện khi kinh kết là mà mức một nguồn nhiều nên nội sáng số tại thì thời
tiến tình tối vì việc về đến nhằm nào
""")
# What stands first in these does nothing itself.
_LIFELESS = words(
    "hạ mưa bão lũ nắng rét kế hướng đường hình ngân giá tỷ quỹ diện dịch hàng vướng khó mặt tài"
    " nếu nhờ mọi trân thông đối tán"
)
_OF_TWO_WORDS = frozenset(
    entries("đơn vị | cơ quan | địa phương | trung tâm | công ty | chi cục | văn phòng | thanh tra")
)
_ANAPHORS = words("sở bộ ban cục huyện xã tỉnh phường vụ viện phòng đoàn đơn cơ địa trung công chi văn thanh")
_BARE = words("sở bộ cục xã phường huyện quận")
# Outside the administration: they ask, the one in the chair orders.
_PETITIONERS = frozenset(
    entries("công ty | doanh nghiệp | nhà đầu tư | hiệp hội | cử tri | người dân | đại biểu")
)
_OUTSIDE = re.compile(
    r"(?:các |những |nhiều )?(?:nhà đầu tư|hiệp hội|cử tri|nhân dân|người dân|đại biểu|bà con"
    r"|đại diện (?!ubnd|sở))"
)
_ASKS = re.compile(r"\w+ \w+(?: [^,;.:]{3,60})? (?:đề nghị|kiến nghị|mong muốn|đề xuất)(?!\w)")
_ABOUT = listed(
    "trách nhiệm của | nhiệm vụ của | phần việc của | giao nhiệm vụ cho | đối với | riêng đối với "
    "| về phía | phía"
)
_QUALIFIES = words("có chưa còn nơi thuộc được bị không đang")
# "Sáng nay, Sở A tổ chức hội nghị": news, unless it stands below the words of an order.
_OF_THE_DAY = re.compile(r"(?:sáng|chiều|tối|trưa|hôm nay|hôm qua|ngày \d+)(?!\w)")
_EVENT = re.compile(
    r"(?:đồng )?(?:tổ chức|chủ trì|khai mạc|khánh thành|khởi công|ra mắt|công bố|trao|tham dự|dự"
    r"|đón|tiếp|thăm|họp)"
    r"(?: thành công)? (?:hội nghị|lễ|buổi|cuộc|phiên|họp|kỳ họp|đoàn|tuần|ngày|giải|chương trình"
    r"|quyết định|quà)(?!\w)"
)
_MEETS = re.compile(
    r"(?<!\w)(?:(?:tổ chức|chủ trì|tham dự|dự) (?:cuộc |buổi |phiên )?(?:họp|hội nghị|giao ban"
    r"|làm việc)(?!\w)"
    r"|họp(?: phiên [^,;.]{0,20})?$)"
)
_TELLS = re.compile(
    r"(?:cho biết|cho hay|cho rằng|chia sẻ|trình bày|xin (?!ý kiến|chủ trương|phép|lỗi)\w+"
    r"|cam kết (?:sẽ|với)|hứa|đề xuất (?:lùi|gia hạn|được|cho phép|cho|xin)(?![^;]*(?:trước ngày|gửi|trình))"
    r"|(?:hoạt động|làm việc|mở cửa|đón khách)(?: \w+){0,3}? từ \d{1,2} ?(?:giờ|h|g)"
    r"|báo cáo (?:(?:trong )?(?:tuần|tháng|quý) (?:qua|rồi)|vừa qua|từ đầu|đến nay|tính đến|hiện|còn"
    r"|rằng|đã))(?!\w)"
    r"|(?:thông báo|nêu|nói|bày tỏ)\s?: ?(?:từ|\"|bắt đầu)|(?:báo cáo|giải trình|trình bày|phản ánh"
    r"|cho ý kiến|tham gia ý kiến)\s?:|báo cáo,"
)
_TOLD_OF_ITSELF = words("chậm nhấn khẳng hứa đồng biểu chất đòi khuyến lý bày")
_PRAISES = re.compile(
    r"(?:ghi nhận (?:và |sự|những|nỗ lực|cố gắng|kết quả|thành tích|đóng góp)(?![^;]*(?:trước ngày|báo cáo))"
    r"|đánh giá cao|hoan nghênh|cảm ơn|đồng ý|nhất trí|tán thành)(?!\w)"
)
_ABBREVIATED = words("p a c e nt tt bql")  # phòng, anh, chị, em
_ONE_WORD = words(
    "xóm thôn ấp buôn bản làng xã phường huyện khoa phòng ban tổ đội trường chốt kíp bếp xưởng anh"
)
_WHEN = words("ngay trước trong hằng hàng mỗi chậm")
_DUE_FIRST = words("chậm muộn trước đến trong từ hết")
_EACH = re.compile(r"mỗi (?:người|đồng chí)")


class SubjectReader(OrderReader):
    """Reads "Sở Tài chính chủ trì ...", "Sở này cũng phải ...", "Sở Công Thương: ..."."""

    # A name and a colon, with or without work behind it.
    def _label(self, at: int, last: int) -> Reading | None:
        """ "Sở Công Thương: ...", "Đối với Sở Xây dựng": a heading that names who works below it."""
        about = _ABOUT.match(self.tokens, at)
        leads, end = self.actors(at + about)
        if about and end < last and self.low(end) not in {":", "("}:
            return None
        heading = self.whole_line or self.ends_with_colon
        if leads and heading and end < last and self._only_named(end, last):
            name = self.text(leads[-1].first, last)
            leads, end = [*leads[:-1], self.placed(replace(leads[-1], name=name, last=last))], last
        if (
            len(leads) == 1
            and self.low(end) in _QUALIFIES
            and not verbs.DUTY.match(self.tokens, end)
            and (colon := self._colon(end, last))
        ):
            leads, end = (
                [self.placed(replace(leads[0], name=self.text(leads[0].first, colon), last=colon))],
                colon,
            )
        near = self._colon(end, last) if leads and self.item else 0
        if 0 < near - end <= 3 and not any(self.predicate_at(n) > 1 for n in range(end, near)):
            leads, end = [*leads[:-1], self._longer(leads[-1], near)], near
        if not leads or (self.low(end) not in {":", "("} and end < last):
            return None
        if self.low(end) == "(":
            end = self.closing(end)
            if self.low(end) != ":":
                return None
        if end >= last or end + 1 >= last:
            return Reading("lead_in", body=end, leads=leads)
        inner = self.begin(end + 1)
        told = verbs.TELLING.match(self.tokens, inner) > verbs.DUTY.match(self.tokens, inner)
        if self.item and last - inner > 4 and not told:
            return Reading("bare", body=end + 1, leads=leads)
        if (
            self._due_first(inner, last)
            or verbs.PREDICATES.match(self.tokens, inner)
            or OPENING.match(self.tokens, inner)
        ):
            return Reading("bare", body=end + 1, leads=leads)
        return None

    def _due_first(self, at: int, last: int) -> bool:
        """ "chậm nhất ngày 31/12 phải khởi công": the day, and then the verb."""
        near = range(at + 1, min(last, at + 12))
        day = next((n for n in near if self.tokens_kind(n) == "n"), 0)
        return self.low(at) in _DUE_FIRST and any(day and n > day and self.predicate_at(n) for n in near)

    def _longer(self, one: Named, last: int) -> Named:
        return self.placed(replace(one, name=self.text(one.first, last), last=last))

    def _colon(self, at: int, last: int) -> int:
        """The colon behind a few words that say which are meant: "UBND các xã chưa gửi báo cáo:"; or 0."""
        for n in range(at, min(last, at + 10)):
            if self.low(n) == ":":
                return n
            if self.low(n) in {",", ";", "."}:
                return 0
        return 0

    def _only_named(self, at: int, last: int) -> bool:
        """Whether the rest of a heading only goes on with its name: "UBND các tỉnh có đường dây đi qua"."""
        if last - at > 12 or self.low(at) in {"và", "về", "với", ":"} or self.tokens_kind(at) == "n":
            return False
        n = at
        while n < last and self.low(n) not in {"có", "được", "thuộc", "nơi"}:
            if self.predicate_at(n) or self.low(n) in {":", ";"}:
                return False
            n += max(1, self.noun_at(n))
        duty = verbs.DUTY.match(self.tokens, n)  # "có nhiệm vụ quá hạn" names, "có trách nhiệm" charges
        return not (duty and (n + duty >= last or self.predicate_at(n + duty)))

    def plain_subject(self, at: int, last: int, *, named: bool) -> Reading | None:
        """An item whose subject is of no known kind: "Nghệ nhân làng nghề Đông Hồ truyền dạy ..."."""
        n = start = self.begin(at)
        if self.low(start) in _ABBREVIATED and self.low(start + 1) == "." and self.proper(start + 2):
            n = start + 2  # "P. CCHC", "A. Bắc"
        alone = n == start and (self.acronym(start) or self.low(start) in _ONE_WORD) and self.cap(start)
        soon = self.low(start + 1) in _WHEN and any(self.predicate_at(n) for n in range(start + 2, start + 6))
        acts = self.predicate_at(start + 1) or self.low(start + 1) == "cùng"
        acts = soon or (acts and self.predicate(start + 1) == "duty")
        if alone and acts and not self.actors(start)[0]:
            return Reading("bare", at, last, start + 1, [self.placed(self.named(start, start + 1))])
        if self.low(at) in _LIFELESS or (self.low(at) == "công" and self.low(at + 1) == "tác"):
            return None
        if self.actors(start)[0]:
            return None
        which = self.determiner(start) and self.low(start) in {"các", "những", "toàn", "mỗi", "từng"}
        while n < min(last, at + 14) and not (n > start and self.predicate_at(n)):
            if (
                which
                and n > start + 1
                and self.low(n) in {"có", "ở", "thuộc"}
                and self.tokens_kind(n + 1) == "w"
            ):
                n += 2  # "Các nhà có xe công nông chở cát"
                continue
            stops = verbs.TELLING.match(self.tokens, n) or self.low(n) in _NO_SUBJECT
            if stops or self.tokens_kind(n) != "w":
                return None
            n += max(1, self.noun_at(n))
        proper = any(self.cap(k) for k in range(start + 1, n)) or not named
        if n >= min(last, at + 14) or n - start < 2 or not proper or self.predicate(n) != "duty":
            return None
        if tales.personnel(self.low_from(n)):
            return None
        if accounts.of_body(self.low_between(at, n), self.low_from(n), self.past_day):
            return None
        return Reading("bare", at, last, n, [self.placed(self.named(start, n))])

    def acronym(self, at: int) -> bool:
        """ "KHTH", "VP": two capitals or more, and no number of a part."""
        token = self.tokens[at]
        shown = self.normal.shown[token.start : token.end]
        return len(shown) > 1 and shown.isupper() and shown.isalpha() and not set(token.low) <= set("ivx")

    def _assigned(self, at: int, last: int) -> Reading | None:
        """ "Kinh phí: Sở Tài chính tham mưu": the work, a colon, and who does it."""
        colon = self.has(":") and next((n for n in range(at, min(last, at + 14)) if self.low(n) == ":"), 0)
        if not colon or self.low(colon - 1) in {"có", "gồm", "là", "sau", "dự", "phần", "gửi", "cáo", "luận"}:
            return None
        ordered = OPENING.match(self.tokens, colon + 1)
        leads, end = self.actors(colon + 1 + ordered, loose=bool(ordered))
        if leads and not ordered and (self.authority(colon + 1) or self.low(end) in {"đề", "kiến", "thống"}):
            return self.chained(end, last) or Reading()  # "Đề án A: UBND tỉnh thống nhất"
        if not leads or (self.actors(at)[0] and not ordered) or self.predicate(end) != "duty":
            return None
        return Reading("bare", body=at, leads=leads)

    # "Sở Tài chính chủ trì ...", "Sở này cũng phải ..."
    def subject(self, at: int, last: int) -> Reading | None:
        if f"{self.low(at)} {self.low(at + 1)}" in _PETITIONERS and _ASKS.match(self.low_from(at)):
            return Reading()
        if anaphor := self.anaphor(at):
            two = f"{self.low(at)} {self.low(at + 1)}" in _OF_TWO_WORDS
            after = at + 1 + two
            after += self.low(after) in {"này", "trên", "đó"}
            formula = tales.only_responsibility(self.low_from(after)) and not self._works_too(after, last)
            if self.predicate(after) in {"duty", "weak"} and not formula:
                return Reading("bare", body=after, anaphor=anaphor)
            return Reading()
        leads, end = self.actors(at)
        if not leads or end >= last:
            return None
        if _OUTSIDE.match(self.low_from(at)) and self.predicate(end) == "telling":
            return Reading()
        apart = self.low(end) == "," and (self.item or self.low(at - 1) == "riêng")
        if apart and self.opens(end + 1) and not self.actors(end + 1)[0]:
            end += 1  # "Riêng Sở Xây dựng, hoàn thành trước ngày ..."
        return self.subject_reading(at, leads, end, last, within=self.item)

    def subject_reading(
        self, at: int, leads: list[Named], end: int, last: int, within: bool = False
    ) -> Reading | None:
        """`within` an order, a verb that may tell or bid ("trả lời") bids."""
        predicate = self.predicate(end)
        told = self.low_between(end, last).lstrip(" ,")
        if self._tells(told, end) or accounts.of_body(self.low_between(at, end), told, self.past_day):
            return Reading(tale=True)
        if within and predicate == "telling" and self.low(end) not in TOLD | _TOLD_OF_ITSELF:
            predicate = "duty"
        vague = self.low(at) in {"nhiều", "không"} or (self.low(at) == "một" and self.low(at + 1) == "số")
        if vague and (predicate == "weak" or (predicate == "duty" and not within)):
            return Reading()
        rest = self.low_between(end, last).lstrip(" ,")
        decides = self.low(end) == "thống" and self.low(end + 1) == "nhất" and self.low(end + 2) != "giao"
        if decides and (self.opens(end + 2) or self.low(end + 2) in {"cho", "chủ"}):
            return Reading()  # "Ban Chỉ đạo thống nhất giữ nguyên mức chi"
        if _PRAISES.match(rest):
            return self.chained(end, last) or Reading()
        if self.low(end) == "nào" and (" thì " in rest or " sẽ bị " in rest):
            return Reading()  # "đơn vị nào không hoàn thành thì không xét thi đua"
        colon = any(self.low(n) == ":" for n in range(end, min(end + 4, last)))
        if self.low(end) in {"đề", "kiến"} and self.low(end + 1) == "nghị":
            return Reading()
        if self.low(end) == "thông" and self.low(end + 1) == "báo" and leads[0].head == "văn":
            return Reading()
        if leads[0].personally and re.match(r"thông tin(?:,| thêm| rằng| về)", rest):
            return Reading()
        cases = "trường hợp" in leads[-1].name.lower()
        which = (leads[-1].group and not cases) or self.low(leads[-1].first) in {"địa", "đơn", "cơ"}
        if predicate == "telling" and leads[-1].group and self.low(end) == "phụ" and self.low(end + 2) != ",":
            body = self.managing(end)  # "Các đồng chí Tỉnh ủy viên phụ trách địa bàn trực tiếp xuống ..."
            if (
                end < body < last
                and verbs.PREDICATES.match(self.tokens, body)
                and self.low(body) not in LIST_MARKS
            ):
                return Reading("bare", body=body, leads=[*leads[:-1], self._longer(leads[-1], body)])
        if predicate == "telling" and which and (must := self._must_act(end, last)):
            # "Các địa phương đã xảy ra thiếu nước phải ..."
            return Reading("bare", body=must, leads=[*leads[:-1], self._longer(leads[-1], must)])
        if predicate == "telling" or (colon and self.low(end) == "báo") or _EACH.match(rest):
            return Reading()
        if not predicate or (
            not within and _OF_THE_DAY.match(self.low_between(0, last)) and self._happens(leads, rest)
        ):
            return None if not predicate else Reading()
        if leads[0].personally and not within and self.low(end) == "đề" and self.low(end + 1) == "xuất":
            return Reading()  # a participant proposes
        if (tales.only_responsibility(rest) and not self._works_too(end, last)) or tales.in_force(rest):
            return Reading(formula=True)
        if re.match(
            r"(?:các )?phó chủ tịch(?: ubnd tỉnh| thường trực| ubnd thành phố)*$", leads[0].name.lower()
        ):
            return Reading(ordered=True)
        if tales.personnel(rest) and not re.search(r"(?<!\w)(?:trước ngày|phải|chậm nhất)(?!\w)", rest):
            return Reading()
        if (self.ends_with_colon and _LEAD_IN.match(rest)) or self._only_charging(end, last):
            return Reading("lead_in", body=end, leads=leads)
        return Reading("bare", body=end, leads=leads)

    def _tells(self, told: str, end: int) -> bool:
        """Whether the one named only speaks, or finds something: "kết luận UBND huyện giao đất sai"."""
        if found := _TELLS.match(told):
            return not (found[0].endswith(",") and self.opens(end + 3))  # "báo cáo, giải trình trước ngày"
        finds = self.low(end) == "kết" and self.low(end + 1) == "luận" and bool(self.actors(end + 2)[0])
        nearly = self.low(end) == "cơ" and self.low(end + 1) == "bản" and not tales.plain_term(told)
        return finds or nearly

    def _must_act(self, at: int, last: int) -> int:
        """Where "phải" and a verb follow what says which of a group are meant, or 0."""
        for n in range(at, min(last, at + 12)):
            if self.low(n) in {",", ";", ":"}:
                return 0
            if self.low(n) == "phải":
                return n if self.opens(n + 1) and self.low(n - 1) != "từng" else 0
        return 0

    @staticmethod
    def _happens(leads: list[Named], rest: str) -> bool:
        """Tells of a meeting, also behind a name that is cut at a verb ("Ban Chỉ đạo phát triển du lịch")."""
        return bool(
            _EVENT.match(rest)
            or (leads[0].head == "ban" and _MEETS.search(rest))
            or (leads[0].personally and _MEETS.search(rest) and not tales.plain_term(rest))
        )

    def _works_too(self, end: int, last: int) -> bool:
        """Whether a formula of responsibility is followed by work: with a day, or in a second clause."""
        if re.search(r"(?:trước|chậm nhất) (?:ngày|\d)", self.low_between(end, last)):
            return True
        return any(self.low(n) == ";" and self.opens(self.begin(n + 1)) for n in range(end, last - 1))

    def _only_charging(self, end: int, last: int) -> bool:
        """ "Sở A chủ trì, phối hợp với các sở" and no work: a heading for the items below."""
        at = end
        seen = False
        while at < last:
            low = self.low(at)
            if low in {"chủ", "làm", "là"} and self.low(at + 1) in {"trì", "đầu"}:
                at += 2 + (self.low(at + 1) == "đầu")
                seen = True
            elif low == "phối" and self.low(at + 1) == "hợp":
                at += 2
                seen = True
            elif low in {",", ":", "với", "cùng", "chặt", "chẽ", "có", "trách", "nhiệm"}:
                at += 1
            else:
                found, after = self.actors(at, loose=True)
                if not found:
                    return False
                at = after
        return seen

    def anaphor(self, at: int) -> str:
        """The head word of "Sở này", "Bộ này", "Sở còn ..." which names nobody itself."""
        low = self.low(at)
        if low not in _ANAPHORS:
            return ""
        if self.low(at + 1) == "này" or (
            low in {"sở", "bộ"} and self.low(at + 1) in {"còn", "cũng", "phải", "cần", "trên"}
        ):
            return low
        two = f"{low} {self.low(at + 1)}" in {"công ty", "trung tâm", "chi cục"}
        then = at + 1 + two + (self.low(at + 1 + two) == "cũng")
        act = self.predicate_at(then) > 1 or self.low(then) in {"phải", "cần"}
        must = at > 0 and self.low(then) == "phải" and self.low(at - 1) in {",", ";"}
        if (self.cap(at) or must) and (low in _BARE or two) and act:
            return "" if self.low(at + 1) in {"đề", "yêu", "kiến", "giao"} else low
        if f"{low} {self.low(at + 1)}" in _OF_TWO_WORDS and self.low(at + 2) == "này":
            return low
        return ""
