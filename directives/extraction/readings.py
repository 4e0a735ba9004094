"""One sentence read: who is charged with it, if it charges anybody at all."""

import re

from directives.extraction import accounts, findings, tales, verbs
from directives.extraction.actors import Named
from directives.extraction.charges import OPENING
from directives.extraction.clauses import Reading
from directives.extraction.subjects import SubjectReader
from directives.extraction.tokens import words

_THINGS = re.compile(
    r"(?:kết quả|báo cáo|văn bản|bản|hồ sơ|danh sách|danh mục|số liệu|vụ việc|sự việc|sự cố"
    r"|dự thảo|ý kiến|vướng mắc|các vướng mắc"
    r"|khó khăn|thông tin|phương án|kế hoạch|đề án|nội dung|các nội dung|việc|tài liệu|công tác"
    r"|mọi vướng mắc|báo cáo kết quả)(?!\w)"
)
_THING_DUTY = re.compile(
    r"(?<!\w)(?:(?:phải|cần|đề nghị|yêu cầu)\s(?:được\s)?(?:\w+\s){0,2}?(?:gửi|về đến|báo cáo|nộp"
    r"|niêm yết|đăng tải|công bố công khai|công khai (?:tại|trên)|lấy ý kiến"
    r"|trình|hoàn thành|xong|phản ánh|thông báo|tổng hợp|làm)"
    r"|(?:gửi|nộp|trình|báo cáo|hoàn thành|xong)(?:\s[^,;]{0,90})?\s(?:trước|chậm nhất|muộn nhất"
    r"|trong ngày|đến hết|về)\s)"
)
_TERM = re.compile(
    r"(?:việc|nội dung|công việc|nhiệm vụ|phần việc|công tác) (?:này|trên|đó|nêu trên)[^,;]{0,12}"
    r" (?:xong|hoàn thành)(?!\w)|(?:thời gian|thời hạn|tiến độ|hạn|thời điểm|mốc)(?!\w)"
    r"|(?:yêu cầu )?(?:phải )?(?:hoàn thành"
    r"|xong|thực hiện xong)(?: nhiệm vụ| công việc| việc| nội dung)?(?: này)?\s?(?:trước|trong"
    r"|chậm nhất|muộn nhất|vào|xong)(?!\w)"
)
_ALL = r"(?:những|các|mọi|riêng|tất cả|toàn bộ|bất kỳ|bất cứ|ngay từ)"
_TOPIC = r"(?:những|các|mọi|đối với|nơi nào|đơn vị nào|địa phương nào|dự án nào|trường hợp)"
_REMARK = re.compile(
    r"thông báo (?:này )?(?:để|đến|tới) [^.;]{3,90} (?:được )?biết(?!\w)"
    r"|kiến nghị (?:các )?(?:bộ|chính phủ|thủ tướng|quốc hội|trung ương|ủy ban thường vụ)(?!\w)"
    r"|dự báo (?:từ|trong|đến|thời gian|những|năm|quý|tháng|bão|mưa|rét|lũ|sẽ)(?!\w)|(?:cùng "
    r"|tham )*(?:dự|tham dự)(?: có| họp| phiên| hội| cuộc| buổi| và| cùng)(?!\w)"
)
_SHOWS = re.compile(r"(?:báo cáo|tổng hợp|thống kê|kiểm tra|rà soát)[^,;:]{0,60} (?:cho thấy|cho biết)(?!\w)")
_DUTY = re.compile(r"(?:phải|có trách nhiệm|được)(?!\w)")
_AT_A_MEETING = re.compile(
    r"(?:tại|phát biểu tại|trong) (?:buổi|cuộc|phiên|hội nghị|hội thảo|kỳ họp|lễ|đây)"
    r"(?![^,]* (?:tới|sắp|tháng|quý|ngày|cuối|tiếp))[^,;:.]{0,60},"
)
_TAKES_ON = words("đảm chủ phụ chịu thực tham xây làm")
_TOLD_GIVEN = words("được đã bị việc và bàn chuyển đang")
_MEETING = words("gặp có quá phát thấy hết nghi")
_THIS = re.compile(r"(?:nội dung|việc|vấn đề|kiến nghị) (?:này|trên|đó|nêu trên)(?!\w)")
_BEYOND = re.compile(
    r"(?:mọi |các |những )?(?:khó khăn,? ?)?(?:vướng mắc|phát sinh|phản ánh)[^;:.]{0,40}"
    r" (?:phản ánh|báo|gửi) (?:về|đến|với|cho)(?!\w)|"
    r"(?:các |những )?(?:nội dung|vấn đề|việc|vướng mắc)[^,;.:]{0,20} vượt (?:quá )?thẩm quyền,? (?:thì )?"
    r"(?:kịp thời )?(?:báo cáo|đề xuất|trình|tổng hợp)(?!\w)"
)
_IN_A_PERIOD = re.compile(
    r"(?:trong|ngay trong|từ nay đến|đến hết|trước|vào|chậm nhất)(?: hết| cuối| đến)* "
    r"(?:ngày|tháng|quý|năm|tuần) (?:[\divx]+(?:[/.-]\d+){0,2}(?: năm \d{4})?|này|nay|tới) (?=\w)"
)
_SAYS = re.compile(
    r"(?:cho biết|cho hay|cho rằng|khẳng định|nói|nêu|thông tin thêm|chia sẻ|nhận định|trả lời"
    r"|đánh giá|dự báo|nhận xét|nhận trách nhiệm|thừa nhận|giải thích)(?!\w)"
)


_FAILS = words("không chưa chậm vi để còn bỏ trễ cố")


class SentenceReader(SubjectReader):
    """Tries the ways of ordering one after the other."""

    def read(self, at: int = 0, last: int | None = None, marked: bool = False) -> Reading:
        last = len(self.tokens) if last is None else last
        start = self.begin(at)
        if start >= last:
            return Reading()
        if self.low(start) == '"' and (spoken := self._spoken(start, last)):
            spoken.first, spoken.last = at, last
            return spoken
        low = self.low_between(start, last)
        if tales.complaint(low) or findings.told(low) or accounts.told(low):
            return Reading(first=at, last=last, tale=True)
        if findings.aimed(low, self.under):
            return Reading(first=at, last=last)
        if self.under and self.low(start) == "chỉ" and self.low(start + 1) == "đạo":
            return Reading("imperative", at, last, start)  # the one named above directs those below
        for attempt in (
            self._ordered,
            self.opening,
            self._label,
            self._assigned,
            self._conditional,
            self.subject,
            self._after_adjunct,
            self._thing,
            self._imperative,
        ):
            if reading := attempt(start, last):
                reading.first, reading.last = max(at, reading.first), last
                return reading
        return Reading(first=at, last=last)

    def inside_names(self, colon: int) -> bool:
        """ "yêu cầu các Bộ trưởng: Quốc phòng, Công an": the colon belongs to the list of names."""
        whole = self.read(0)
        within = any(one.first <= colon for one in whole.leads)
        return within and whole.kind != "lead_in" and whole.body > colon

    def _spoken(self, at: int, last: int) -> Reading | None:
        """ "Các đơn vị phải ...", Chủ tịch UBND tỉnh yêu cầu: the chair's own words."""
        close = next((n for n in range(at + 1, last) if self.low(n) == '"'), last)
        who = close + 1 + (self.low(close + 1) == ",")
        end = self.authority(who) if who < last else 0
        if not end or not self.charge(end)[0]:
            return None
        inner = self.begin(at + 1)
        for attempt in (self.opening, self.subject, self._plain_duty, self._imperative):
            if (reading := attempt(inner, close)) and reading.kind:
                reading.kind, reading.ordered, reading.fresh = "charge", True, not reading.leads
                return reading
        return Reading(ordered=True)

    def _plain_duty(self, at: int, last: int) -> Reading | None:
        """ "Tư vấn giám sát phải bám hiện trường": somebody of no known kind, in spoken words."""
        must = next((n for n in range(at + 1, min(last, at + 7)) if self.low(n) == "phải"), 0)
        if not must or not self.opens(must + 1):
            return None
        return Reading("bare", body=must, leads=[self.placed(self.named(at, must))])

    def _at_a_meeting(self, at: int, end: int, last: int) -> bool:
        """ "Tại hội nghị, đại diện các sở thảo luận ...": what went on, and no duty in it."""
        met = _AT_A_MEETING.match(self.low_from(at))
        return bool(met) and not tales.plain_duty(self.low_between(end, last))

    def _yesterday(self, at: int, end: int, last: int) -> bool:
        """ "Ngày 02/11, Sở Y tế tổ chức tập huấn" some days later: news, and no duty in it."""
        return self.past_day(self.low_from(at), 0) and not tales.plain_duty(self.low_between(end, last))

    # "Trên cơ sở đó, Sở A ...", "Kể từ ngày ..., trực ..."
    def _after_adjunct(self, at: int, last: int) -> Reading | None:
        size = verbs.ADJUNCTS.match(self.tokens, at) or int(at > 0 and self.low(at - 1) == "riêng")
        if not size or (self.low(at) == "nhân" and self.low(at + 1) == "dân"):
            return None
        if tales.decision_always(self.low_from(at)):
            return self.chained(at + size, last)
        tale = tales.opening_tale(self.low_from(at)) or self.past_day(self.low_from(at))
        said = self.low(at) == "theo" and bool(self.authority(at + 1) or self.actors(at + 1)[0])
        tale = tale or said or tales.told_order(self.low_between(at, last))
        received = self.low(at) == "nhận" and self.low(at + 1) == "được"
        verbal = bool(verbs.PREDICATES.match(self.tokens, at)) and not received
        verbal = verbal and self.low(at) not in {"từ", "với", "căn", "kết"}
        starts = [
            self.begin(n)
            for n in range(at + size, min(last, at + 90))
            if self.low(n - 1) in {",", ":", "thì"}
            or (self.low(n - 1) == "mắc" and self.determiner(n))
            or (self.low(n - 1) == "này" and OPENING.match(self.tokens, n))
        ]
        commas = helped = 0
        for start in starts:
            low = self.low_from(start)
            if findings.declined(low) or (self.low(start - 1) == ":" and findings.answered(low)):
                return self.chained(start, last) or Reading()  # "Về việc ...: đồng ý, ..."
            for n in range(max(helped, at + size), start):
                if (after := self.partner_at(n)) and (partners := self.actors(after, loose=True))[0]:
                    helped = max(helped, partners[1])
            if start < helped:
                continue
            if OPENING.match(self.tokens, start) and (reading := self.opening(start, last)) and reading.leads:
                return Reading(tale=True) if tale else reading
            if self.anaphor(start) and (reading := self.subject(start, last)) and reading.kind:
                return Reading(tale=True) if tale else reading
            leads, end = self.actors(start)
            if leads and commas and self.predicate(end) == "weak":
                continue
            if leads and _SAYS.match(self.low_from(end)) and not self.authority(start):
                return Reading(tale=True)  # "Về đề nghị của xã A, Giám đốc Sở B cho biết ..."
            commas += 1
            if leads and end < last and (reading := self.subject_reading(start, leads, end, last)):
                retold = tales.retold_source(self.low_from(at)) and self.low(end) == "được"
                law = findings.by_law(self.low_from(at)) and bool(_DUTY.match(self.low_from(end)))
                retold = retold or law
                retold = retold or self._at_a_meeting(at, end, last)
                retold = retold or self._yesterday(at, end, last)
                return Reading(tale=True) if tale or retold else reading
        if verbal or tale:
            return Reading(tale=True) if tale else None
        fronted = bool(tales.fronted_day(self.low_from(at)))
        started = bool(tales.BESIDE.match(self.low_from(at)))
        for start in starts[:1] if fronted else starts:
            if (reading := self.opening(start, last)) and reading.kind:
                return reading
            size = self.opens(start)
            if size and (self.low(start) == "báo" or not _THINGS.match(self.low_from(start))):
                told = self.low(start + size) in {"sẽ", "được"} or (
                    started and tales.result(self.low_from(at))
                )
                return Reading() if told else Reading("imperative", body=start)
        now = at - 2 if at > 1 and self.low(at - 1) == "nay" else at  # "Từ nay đến ngày 25/11 vớt ..."
        gone = tale or self.past_day(self.low_from(now), 0)
        if (period := _IN_A_PERIOD.match(self.low_from(now))) and not gone:
            behind = self.tokens[now].start + period.end()
            first = next((n for n in range(at, min(last, at + 10)) if self.tokens[n].start >= behind), last)
            if self.opens(first):
                return Reading("imperative", body=first)  # "Trong quý IV/2025 lắp bổ sung ..."
        must = next(
            (n for n in range(at + size, min(last, at + 24)) if self.low(n) in {"phải", ",", ";"}), last
        )
        if self.low(must) == "phải" and self.low(must - 1) != "từng" and self.opens(must + 1):
            return Reading("imperative", body=must + 1)  # "Khi xảy ra cháy phải huy động ..."
        return None

    def _conditional(self, at: int, last: int) -> Reading | None:
        """ "Chủ đầu tư nào không giải ngân hết thì Sở A đề xuất ...": who acts stands behind "thì"."""
        if which := self._whoever(at, last):
            return which
        if not self.has("thì"):
            return None
        named, end = self.actors(at, loose=True)
        if unless := self.unless(at, named, end, last):
            return unless
        then = next((n for n in range(at + 3, min(last, at + 45)) if self.low(n) == "thì"), 0)
        if not then or self.begin(then + 1) >= last:
            return None
        condition = [self.low(n) for n in range(at, then)]
        if ";" in condition or ":" in condition:
            return None
        if condition[0] in _MEETING and "," not in condition and self.opens(self.begin(then + 1)):
            return Reading("imperative", body=then + 1)  # "Gặp vướng mắc thì báo ngay về ..."
        if not (condition[0] in {"những", "mọi", "hộ", "nơi"} or "nào" in condition):
            return None
        acting = self.begin(then + 1)
        giving = self.charge(after)[0] if (after := self.authority(acting)) else 0
        if giving and (given := self._charged(giving, last, said="", ordered=True)).leads:
            return given  # "... thì UBND tỉnh giao Sở Xây dựng tìm vị trí khác"
        leads, end = self.actors(acting, loose=True)
        must = next((n for n in range(then + 2, min(last, then + 9)) if self.low(n) == "phải"), 0)
        if not leads and must and self.opens(must + 1) and self.tokens_kind(then + 1) == "w":
            return Reading("bare", body=must, leads=[self.placed(self.named(then + 1, must))])
        nth = condition.index("nào") if "nào" in condition else 0
        behind = "," in condition[:nth] and bool(
            self.actors(at)[0]
        )  # of a clause of its own behind a subject
        if not leads and nth and not behind and self.opens(then + 1):
            return Reading("thing", body=then + 1)
        if not leads or self.predicate(end) != "duty" or tales.only_responsibility(self.low_from(end)):
            return None
        return Reading("bare", body=end, leads=leads)

    def unless(self, at: int, leads: list[Named], end: int, last: int) -> Reading | None:
        """ "nhà thầu không đáp ứng thì Sở A chấm dứt hợp đồng": who acts stands behind "thì"."""
        if not leads or self.low(end) not in _FAILS:
            return None
        then = next(
            (n for n in range(end + 1, min(last, end + 25)) if self.low(n) in {"thì", ";", ":"}), last
        )
        if self.low(then) != "thì":
            return None
        acting, after = self.actors(self.begin(then + 1), loose=True)
        if not acting or self.predicate(after) != "duty" or tales.only_responsibility(self.low_from(after)):
            return None
        return Reading("bare", body=after, leads=acting)

    def _whoever(self, at: int, last: int) -> Reading | None:
        """ "Nhà thầu nào còn chậm, chủ đầu tư phải cắt khối lượng": who acts stands behind the comma."""
        which = next((n for n in range(at + 1, min(last, at + 6)) if self.low(n) == "nào"), last)
        comma = next((n for n in range(which, min(last, at + 30)) if self.low(n) in {",", ";", ":"}), last)
        if self.low(comma) != ",":
            return None
        leads, end = self.actors(comma + 1, loose=True)
        must = self.low(end) == "phải" and not tales.only_responsibility(self.low_from(end))
        return Reading("bare", body=end, leads=leads) if leads and must else None

    # "Kết quả gửi về Sở A trước ngày ..."
    def _thing(self, at: int, last: int) -> Reading | None:
        low = self.low_between(at, last)
        if _THIS.match(low) and tales.told_order(low):
            return Reading(tale=True)
        if _TERM.match(low):
            return Reading("term", body=at)
        duty = re.match(rf"{_ALL}(?!\w)[^;:.]{{3,120}}?\sphải\s", low)
        if duty and not tales.result(low) and not re.match(r"[^;:.]*(?:đã|đang|bị|vẫn)(?!\w)", low):
            after = next((n + 1 for n in range(at, last) if self.low(n) == "phải"), last)
            after += self.low(after) == "được"
            if self.opens(after):
                return Reading("thing", body=after)
        topic = re.match(rf"{_TOPIC}(?!\w)[^;:]{{3,120}}?\sthì\s", low)
        after = next((n + 1 for n in range(at, last) if self.low(n) == "thì"), last)
        if topic and self.opens(after):
            return Reading("thing", body=after)
        if not _THINGS.match(low) or (
            self.low(at) in {"thông"} and self.low(at + 2) in {"rộng", "nhanh", "kịp", "đầy"}
        ):
            return None
        if fronted := self._fronted(at, last):
            return fronted
        if re.match(
            r"(?:kết quả|báo cáo)[^.;]{0,40}?(?<!\w)(?:gửi|báo cáo)(?!\w)", low
        ) and not self.predicate_told(low):
            return Reading("thing", body=at)
        if done_by := self._done_by(at, last):
            return done_by
        if _BEYOND.match(low):
            return Reading("thing", body=at)
        if re.match(r"(?:việc|công tác)(?!\w)", low):
            duty = re.search(
                r"(?<!\w)(?:phải|cần)(?:\s\w+){0,3}\s(?:hoàn thành|xong|báo cáo|gửi|trình)(?!\w)", low
            )
            return Reading("thing", body=at) if duty else Reading()
        if _THING_DUTY.search(low):
            return Reading("thing", body=at)
        return None if verbs.PREDICATES.match(self.tokens, at) else Reading()

    def _done_by(self, at: int, last: int) -> Reading | None:
        """ "Việc xã hội hóa kinh phí do Sở A đảm trách": the work first, then whose it is."""
        for n in range(at + 1, min(last, at + 30)):
            if self.low(n) in {",", ";", ":"}:
                return None
            if self.low(n) == "do":
                leads, end = self.actors(n + 1)
                if leads and self.low(end) in _TAKES_ON:
                    return Reading("bare", body=at, leads=leads)
            if self.low(n) == "giao" and n > at + 1 and self.low(n - 1) not in _TOLD_GIVEN:
                leads, end = self.actors(n + 1)
                if leads and self.low(end) in _TAKES_ON and not tales.result(self.low_from(end)):
                    return Reading("bare", body=at, leads=leads)  # "Việc thay biển báo giao Công an xã làm"
        return None

    def _fronted(self, at: int, last: int) -> Reading | None:
        """ "Kết quả thực hiện, các đơn vị báo cáo ...": the object first, then who does it."""
        for n in range(at + 1, min(last, at + 40)):
            if self.low(n) in {"gửi", "nộp", "trình", "phải", ";", ":"}:
                return None
            if self.low(n) == ",":
                leads, end = self.actors(n + 1)
                if leads and self.predicate(end) == "duty" and not self.actors(n - 1)[0]:
                    return Reading("bare", body=end, leads=leads)
        return None

    @staticmethod
    def predicate_told(low: str) -> bool:
        return bool(re.search(r"(?<!\w)(?:cho thấy|đã|đang|đạt|cho biết|nêu)(?!\w)", low))

    def _imperative(self, at: int, last: int) -> Reading | None:
        if self.low(at) == "cùng" and (after := self.partner_at(at)):
            partners, end = self.actors(after, loose=True)
            return Reading("imperative", body=at) if partners and self.opens(end) else None
        size = self.opens(at)
        if not size and tales.decision(self.low_from(at)):
            return self.chained(at + 1, last)
        if _SHOWS.match(self.low_from(at)):
            return Reading()
        if not size or at + size >= last or _REMARK.match(self.low_from(at)):
            return None
        if tales.decision(self.low_from(at)) and (chained := self.chained(at + size, last)):
            return chained
        if self._reported(at, last):
            return Reading()
        return Reading("imperative", body=at)

    def _reported(self, at: int, last: int) -> bool:
        """ "Trả lời báo chí, Giám đốc Sở A cho biết ...": somebody speaks who does not order."""
        for n in [n for n in range(at, min(last, at + 40)) if self.low(n) == ","][:3]:
            named, end = self.actors(n + 1, loose=True)
            if named and _SAYS.match(self.low_from(end)):
                return True
        return False
