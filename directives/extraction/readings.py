"""One sentence read: who is charged with it, if it charges anybody at all."""

import re
from dataclasses import dataclass, field

from directives.extraction import bodies, tales, verbs
from directives.extraction.actors import Named
from directives.extraction.charges import CHARGES, OPENING, SAYING, ChargeReader
from directives.extraction.tokens import Phrases

_ADJUNCTS = Phrases(
    "với|nếu|trường hợp|trong trường hợp|trên cơ sở|về|thực hiện|tại|theo|căn cứ|để|nhằm|sau khi|sau|trước|trong|từ|khi|qua|đối với|riêng|ngoài|bên cạnh|cùng với"
    "|kể từ|hiện|hiện nay|thống nhất với|xét|do|vì|phát biểu|kết luận|ngày|sáng|chiều|tối|trao|nhân|cũng|giao|tiếp thu|triển khai|chỉ đạo|xem xét|nhằm mục đích|cho ý kiến|đánh giá|trao đổi|ghi nhận|biểu dương|chia sẻ|liên quan|trước tình hình|trước mắt|gần|hàng năm|hằng năm|mục tiêu|yêu cầu".split(
        "|"
    )
)
_THINGS = re.compile(
    r"(?:kết quả|báo cáo|văn bản|bản|hồ sơ|danh sách|số liệu|dự thảo|ý kiến|vướng mắc|các vướng mắc|khó khăn|thông tin|phương án|kế hoạch|đề án|nội dung|các nội dung|việc|tài liệu|công tác|mọi vướng mắc|báo cáo kết quả)(?!\w)"
)
_THING_DUTY = re.compile(
    r"(?<!\w)(?:(?:phải|cần|đề nghị|yêu cầu)\s(?:được\s)?(?:\w+\s){0,2}?(?:gửi|về đến|báo cáo|nộp|trình|hoàn thành|xong|phản ánh|thông báo|tổng hợp|làm)"
    r"|(?:gửi|nộp|trình|báo cáo|hoàn thành|xong)(?:\s[^,;]{0,90})?\s(?:trước|chậm nhất|muộn nhất|trong ngày|đến hết|về)\s)"
)
_TERM = re.compile(
    r"(?:thời gian|thời hạn|tiến độ|hạn|thời điểm|mốc)(?!\w)|(?:yêu cầu )?(?:phải )?(?:hoàn thành|xong|thực hiện xong)(?: nhiệm vụ| công việc| việc| nội dung)?(?: này)?\s?(?:trước|trong|chậm nhất|muộn nhất|vào|xong)(?!\w)"
)
_LEAD_IN = re.compile(
    r"(?:\s?(?:triển khai |tổ chức |tập trung |khẩn trương |nghiêm túc |phối hợp |cần |phải |tiếp tục )*(?:thực hiện|triển khai|làm|làm tốt|quan tâm|lưu ý|chú trọng|quán triệt|có trách nhiệm|như sau|các việc|một số|những|giải quyết)?"
    r"(?: tốt| ngay| nghiêm| hiệu quả| đồng bộ)*(?: một số| các| những)?(?: nội dung| nhiệm vụ| công việc| việc| giải pháp| yêu cầu| vấn đề)*(?: trọng tâm| chủ yếu| cụ thể| sau đây| sau| như sau| dưới đây| chính)*)\s?$"
)
# Open the sentence as the place or the occasion of an order, though they are verbs too.
_HEADS_OF_PLACE = frozenset("thực triển phát kết tiếp xem thống chỉ đánh trao cho ghi biểu chia giao yêu".split())
_TOPIC = r"(?:những|các|mọi|đối với|nơi nào|đơn vị nào|địa phương nào|dự án nào|trường hợp)"
_REMARK = re.compile(
    r"dự báo (?:từ|trong|đến|thời gian|những|năm|quý|tháng|bão|mưa|rét|lũ|sẽ)(?!\w)|(?:cùng |tham )*(?:dự|tham dự)(?: có| họp| phiên| hội| cuộc| buổi| và| cùng)(?!\w)"
)
_DECIDES = frozenset("đã ký ban quyết đang vừa".split())
_BETWEEN = frozenset("trong thời từ ngay trước tới bên cùng để trên theo nếu căn".split())
_SAYS = re.compile(r"(?:cho biết|cho hay|cho rằng|khẳng định|nói|nêu|thông tin thêm|chia sẻ|nhận định|trả lời|đánh giá)(?!\w)")
_EACH = re.compile(r"mỗi (?:người|đồng chí)")


@dataclass(slots=True)
class Reading:
    """`kind`: "" (no work), "lead_in", "charge", "bare", "imperative", "thing", "term" (gives a deadline only)."""

    kind: str = ""
    first: int = 0
    last: int = 0
    body: int = 0
    leads: list[Named] = field(default_factory=list)
    coordinators: list[Named] = field(default_factory=list)
    ordered: bool = False  # an ordering body speaks
    fresh: bool = False  # it speaks without naming anybody: what went before is not inherited
    side: bool = False  # its lead is not handed on
    anaphor: str = ""
    tale: bool = False  # an earlier order told again


class SentenceReader(ChargeReader):
    """Reads the tokens of one sentence."""

    def low_from(self, at: int) -> str:
        if at >= len(self.tokens):
            return ""
        return self.normal.low[self.tokens[at].start : self.tokens[-1].end]

    def low_between(self, first: int, last: int) -> str:
        return self.normal.low[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def begin(self, at: int = 0) -> int:
        """Past connectives: "Bên cạnh đó,", "Đồng thời"."""
        for _ in range(3):
            size = verbs.CONNECTIVE.match(self.tokens, at)
            if not size or (self.low(at + size) not in {",", ":"} and self.anaphor(at)):
                return at
            at += size
            if self.low(at) in {",", ":"}:
                at += 1
        return at

    def read(self, at: int = 0, last: int | None = None, marked: bool = False) -> Reading:
        last = len(self.tokens) if last is None else last
        start = self.begin(at)
        if start >= last:
            return Reading()
        if self.low(start) == '"' and (spoken := self._spoken(start, last)):
            spoken.first, spoken.last = at, last
            return spoken
        for attempt in (
            self._ordered,
            self._opening,
            self._label,
            self._subject,
            self._after_adjunct,
            self._thing,
            self._imperative,
        ):
            if reading := attempt(start, last):
                reading.first, reading.last = max(at, reading.first), last
                return reading
        return Reading(first=at, last=last)

    def _spoken(self, at: int, last: int) -> Reading | None:
        """ "Các đơn vị phải ...", Chủ tịch UBND tỉnh yêu cầu: the chair's own words."""
        close = next((n for n in range(at + 1, last) if self.low(n) == '"'), last)
        who = close + 1 + (self.low(close + 1) == ",")
        end = self.authority(who) if who < last else 0
        if not end or not self.charge(end)[0]:
            return None
        inner = self.begin(at + 1)
        for attempt in (self._opening, self._subject, self._imperative):
            if (reading := attempt(inner, close)) and reading.kind:
                reading.kind, reading.ordered, reading.fresh = "charge", True, not reading.leads
                return reading
        return Reading(ordered=True)

    # "Chủ tịch UBND tỉnh giao Sở A ..."
    def _ordered(self, at: int, last: int) -> Reading | None:
        for n in range(at, min(last, at + 120)):
            if not self.clause_start(n):
                continue
            end = self.authority(n) or self.speaker(n)
            if not end:
                continue
            verb, told = self.charge(end)
            if not verb:
                if self.ends_with_colon and self._closes_with_charge():
                    return Reading("lead_in", body=last, ordered=True, fresh=True)
                if self.low(end) not in _DECIDES and (chained := self._chained(end, last, ordered=True)):
                    return chained
                if self.low(n) == "văn" and self.predicate(end) == "duty":
                    continue
                behind = n > at and self.low(n - 1) == ","
                if (n == at and not self._executes(n, end)) or (behind and self._main(at, end)):
                    return Reading(ordered=True)
                continue
            if n > at and self._opens(at) and (told or not self._main(at, end)) and self.low(at) not in _HEADS_OF_PLACE:
                continue
            if tales.unanswered(self.low_between(verb, last)):
                return Reading(tale=True)
            if (told and not self._today(at, n)) or self._told_before(at, n):
                return Reading(tale=True)
            return self._charged(
                verb,
                last,
                said=self.low(verb - 1) if self.low(verb - 2) not in SAYING else "say",
                ordered=True,
            )
        return None

    def _executes(self, at: int, end: int) -> bool:
        return (
            self.executes is not None and self.executes(self.text(at, end)) and self.predicate(end) == "duty"
        )

    executes = None

    def _closes_with_charge(self) -> bool:
        last = len(self.tokens)
        return any(n + CHARGES.match(self.tokens, n) == last for n in range(max(0, last - 5), last))

    def _main(self, at: int, end: int) -> bool:
        """Whether the ordering body behind a comma is the subject of the sentence: it has a verb of its own."""
        if verbs.TELLING.match(self.tokens, end) or self.low(end) in {"mong", "khẳng", "cho", "đánh"}:
            return True
        manner = verbs.MANNERS.match(self.tokens, at)
        if manner and self.low(at + manner) == ",":
            return self.predicate(end) != ""
        adverbial = _ADJUNCTS.match(self.tokens, at) or self.tokens_kind(at) == "n"
        return bool(adverbial) and not verbs.PREDICATES.match(self.tokens, at) and self.predicate(end) != ""

    def _today(self, at: int, n: int) -> bool:
        """ "Ngày 23/11, ... đã yêu cầu" in the news of that very day is an order."""
        low = self.low_between(at, n)
        return bool(tales.fronted_day(low)) and not self.past_day(low)

    def _told_before(self, at: int, n: int) -> bool:
        low = self.low_between(at, n)
        return bool(low) and (low.startswith("trước đó") or self.past_day(low))

    def past_day(self, low: str) -> bool:
        return False

    # "Giao Sở A ...", "Đề nghị ..."
    def _opening(self, at: int, last: int) -> Reading | None:
        size = OPENING.match(self.tokens, at)
        if not size or (self.under and self.low(at) in {"chỉ", "phân", "quán", "nhắc"}):
            return None
        verb = at + size
        while more := OPENING.match(self.tokens, verb):
            verb += more
        reading = self._charged(verb, last, said="", ordered=False)
        if (
            reading.kind
            and not reading.leads
            and self.low(at) in {"chỉ", "phân", "quán", "nhắc", "chuyển", "lưu"}
        ):
            return None
        reading.ordered = reading.ordered or bool(reading.leads)
        reading.side = self.low(at) == "lưu"
        return reading

    def _charged(self, verb: int, last: int, said: str, ordered: bool) -> Reading:
        """What stands behind an ordering verb."""
        after = verb
        if self.low(after) == "(" and (end := self.closing(after)):
            after = end
        if after >= last or self.low(after) == ":":
            return Reading("lead_in", ordered=True, fresh=True)
        after = self._past_adverbial(after, last)
        leads, end = self.actors(after, loose=True)
        if leads:
            return self._with_leads(leads, end, last, ordered)
        if chained := self._chained(after, last):
            return chained
        rest = self.low_between(after, last)
        if _LEAD_IN.match(rest) and rest.rstrip().endswith(("sau", "việc", "dung", "vụ", "pháp")):
            return Reading("lead_in", ordered=True, fresh=True)
        size = verbs.PREDICATES.match(self.tokens, after)
        verbal = size > 0 and not (self.cap(after) and after > verb)
        must = re.search(r"(?<!\w)(?:phải|cần|không được|không để|tuyệt đối)(?!\w)", rest[:160])
        giving = self.low(verb - 1) in {"giao", "công", "chuyển"} or said == "giao"
        saying = self.low(verb - 2) in SAYING or self.low(verb - 1) in {"luận", "rõ"}
        if giving or (saying and not must) or not (verbal or must):
            return Reading(ordered=ordered)
        if self.low(after) in {"về", "của"}:
            return Reading(ordered=ordered)
        return Reading("charge", body=after, ordered=True, fresh=True)

    def _past_adverbial(self, at: int, last: int) -> int:
        """ "chỉ đạo, trong thời gian tới, các chủ đầu tư ...": past what stands between the verb and its object."""
        if self.low(at) == ",":
            at += 1
        if self.low(at) == "đối" and self.low(at + 1) == "với":
            return at + 2
        if self.low(at) in _BETWEEN and self.low(at + 1) != "tháng":
            for n in range(at + 1, min(last, at + 60)):
                if OPENING.match(self.tokens, n):
                    return at
                if self.low(n) in {",", "...", "…"}:
                    found, end = self.actors(n + 1, loose=True)
                    if found and self.predicate(end) == "duty":
                        return n + 1
        return at

    def closing(self, at: int) -> int:
        for n in range(at + 1, min(at + 30, len(self.tokens))):
            if self.low(n) == ")":
                return n + 1
        return 0

    def _with_leads(self, leads: list[Named], end: int, last: int, ordered: bool) -> Reading:
        rest = self.low_between(end, last).lstrip(" ,:")
        if end >= last or _LEAD_IN.match(rest) and (self.ends_with_colon or rest.endswith("sau")):
            kind = "lead_in" if end >= last or self.ends_with_colon or rest.endswith("sau") else ""
            return Reading(kind, body=end, leads=leads, ordered=True)
        if self.low(end) == "," and self.predicate(end + 1) == "duty":
            end += 1
        predicate = self.predicate(end) if self.low(end) != ":" else "duty"
        if predicate not in {"duty", "weak"} or tales.personnel(rest):
            return Reading(ordered=ordered)
        return Reading("charge", body=end, leads=leads, ordered=True)

    ends_with_colon = False
    under = False  # an item below a lead-in that names who is charged

    def _chained(self, after: int, last: int, ordered: bool = False) -> Reading | None:
        """ "lưu ý ..., yêu cầu các cấp ..." and "phê bình ...; yêu cầu Sở A ..."."""
        for n in range(after, min(last, after + 90)):
            if self.low(n - 1) not in {",", ";", "và", "thời"}:
                continue
            if size := OPENING.match(self.tokens, n):
                leads, end = self.actors(n + size, loose=True)
                if leads and self.predicate(end) in {"duty", "weak"}:
                    first = n if self.low(n - 1) == ";" else 0
                    return Reading("charge", first, body=end, leads=leads, ordered=True)
        return None

    # "Sở Công Thương: ...", "UBND các xã, phường:"
    def _label(self, at: int, last: int) -> Reading | None:
        leads, end = self.actors(at)
        if not leads or self.low(end) not in {":", "("} and end < last:
            return None
        if self.low(end) == "(":
            end = self.closing(end)
            if self.low(end) != ":":
                return None
        if end >= last or end + 1 >= last:
            return Reading("lead_in", body=end, leads=leads)
        inner = self.begin(end + 1)
        if verbs.PREDICATES.match(self.tokens, inner) or OPENING.match(self.tokens, inner):
            return Reading("bare", body=end + 1, leads=leads)
        return None

    # "Sở Tài chính chủ trì ...", "Sở này cũng phải ..."
    def _subject(self, at: int, last: int) -> Reading | None:
        if anaphor := self.anaphor(at):
            after = at + 1 + (self.low(at + 1) in {"này", "trên", "đó"})
            if self.predicate(after) in {"duty", "weak"}:
                return Reading("bare", body=after, anaphor=anaphor)
            return Reading()
        leads, end = self.actors(at)
        if not leads or end >= last:
            return None
        return self._subject_reading(at, leads, end, last)

    def _subject_reading(self, at: int, leads: list[Named], end: int, last: int) -> Reading | None:
        predicate = self.predicate(end)
        rest = self.low_between(end, last).lstrip(" ,")
        colon = any(self.low(n) == ":" for n in range(end, min(end + 4, last)))
        if self.low(end) in {"đề", "kiến"} and self.low(end + 1) == "nghị":
            return Reading()
        if predicate == "telling" or (colon and self.low(end) == "báo") or _EACH.match(rest):
            return Reading()
        if not predicate:
            return None
        answers = tales.only_responsibility(rest) and not re.search(r"; |(?:trước|chậm nhất) (?:ngày|\d)", rest)
        if answers or tales.in_force(rest):
            return Reading()
        if re.match(r"(?:các )?phó chủ tịch(?: ubnd tỉnh| thường trực| ubnd thành phố)*$", leads[0].name.lower()):
            return Reading(ordered=True)
        given = rest.removeprefix("được giao").removeprefix(" ").removeprefix("nhiệm vụ ")
        if tales.personnel(given) and not re.search(r"(?<!\w)(?:trước ngày|phải|chậm nhất)(?!\w)", rest):
            return Reading()
        if self.ends_with_colon and _LEAD_IN.match(rest) or self._only_charging(end, last):
            return Reading("lead_in", body=end, leads=leads)
        return Reading("bare", body=end, leads=leads)

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
        if low not in {"sở", "bộ", "ban", "cục", "huyện", "xã", "đơn", "cơ", "tỉnh", "phường", "địa"}:
            return ""
        if (
            self.low(at + 1) == "này"
            or low in {"sở", "bộ"}
            and self.low(at + 1) in {"còn", "cũng", "phải", "cần", "trên"}
        ):
            return low
        if low in {"đơn", "cơ", "địa"} and self.low(at + 2) == "này":
            return low
        return ""

    # "Trên cơ sở đó, Sở A ...", "Kể từ ngày ..., trực ..."
    def _after_adjunct(self, at: int, last: int) -> Reading | None:
        size = _ADJUNCTS.match(self.tokens, at)
        if not size:
            return None
        tale = tales.opening_tale(self.low_from(at)) or self.past_day(self.low_from(at))
        verbal = bool(verbs.PREDICATES.match(self.tokens, at)) and self.low(at) not in {
            "từ",
            "với",
            "căn",
            "kết",
        }
        starts = [self.begin(n) for n in range(at + size, min(last, at + 90)) if self.low(n - 1) in {",", ":", "thì"}]
        commas = 0
        for start in starts:
            leads, end = self.actors(start)
            if leads and commas and self.predicate(end) == "weak":
                continue
            commas += 1
            if leads and end < last and (reading := self._subject_reading(start, leads, end, last)):
                retold = tales.retold_source(self.low_from(at)) and self.low(end) == "được"
                return Reading(tale=True) if tale or retold else reading
        if verbal or tale:
            return Reading(tale=True) if tale else None
        for start in starts:
            if (reading := self._opening(start, last)) and reading.kind:
                return reading
            if self._opens(start) and (self.low(start) == "báo" or not _THINGS.match(self.low_from(start))):
                return Reading("imperative", body=start)
        return None

    # "Kết quả gửi về Sở A trước ngày ..."
    def _thing(self, at: int, last: int) -> Reading | None:
        low = self.low_between(at, last)
        if _TERM.match(low):
            return Reading("term", body=at)
        duty = re.match(r"(?:những|các|mọi|riêng)(?!\w)[^;:.]{3,120}?\sphải\s", low)
        if duty and not tales.result(low) and not re.match(r"[^;:.]*(?:đã|đang|bị|vẫn)(?!\w)", low):
            after = next((n + 1 for n in range(at, last) if self.low(n) == "phải"), last)
            if self._opens(after):
                return Reading("thing", body=after)
        topic = re.match(rf"{_TOPIC}(?!\w)[^;:]{{3,120}}?\sthì\s", low)
        after = next((n + 1 for n in range(at, last) if self.low(n) == "thì"), last)
        if topic and self._opens(after):
            return Reading("thing", body=after)
        if (
            not _THINGS.match(low)
            or self.low(at) in {"thông"}
            and self.low(at + 2) in {"rộng", "nhanh", "kịp", "đầy"}
        ):
            return None
        if re.match(r"(?:kết quả|báo cáo)[^.;]{0,40}?(?<!\w)(?:gửi|báo cáo)(?!\w)", low) and not self.predicate_told(low):
            return Reading("thing", body=at)
        if re.match(r"(?:việc|công tác)(?!\w)", low):
            duty = re.search(
                r"(?<!\w)(?:phải|cần)(?:\s\w+){0,3}\s(?:hoàn thành|xong|báo cáo|gửi|trình)(?!\w)", low
            )
            return Reading("thing", body=at) if duty else Reading()
        if _THING_DUTY.search(low):
            return Reading("thing", body=at)
        return None if verbs.PREDICATES.match(self.tokens, at) else Reading()

    @staticmethod
    def predicate_told(low: str) -> bool:
        return bool(re.search(r"(?<!\w)(?:cho thấy|đã|đang|đạt|cho biết|nêu)(?!\w)", low))

    def _imperative(self, at: int, last: int) -> Reading | None:
        size = self._opens(at)
        if not size or at + size >= last or _REMARK.match(self.low_from(at)):
            return None
        if tales.decision(self.low_from(at)) and (chained := self._chained(at + size, last)):
            return chained
        if self._reported(at, last):
            return Reading()
        return Reading("imperative", body=at)

    def _reported(self, at: int, last: int) -> bool:
        """ "Trả lời báo chí, Giám đốc Sở A cho biết ...": somebody speaks who does not order."""
        for n in [n for n in range(at, min(last, at + 40)) if self.low(n) == ","][:3]:
            named, end = self.actors(n + 1)
            if named and _SAYS.match(self.low_from(end)):
                return True
        return False

    def _opens(self, at: int) -> int:
        """The length of the verb phrase that opens a clause, unless the words are rather a noun."""
        if self.low(at) == "lãnh" and self.low(at + 1) == "đạo" and (self.low(at + 2) == "," or self._opens(at + 2)):
            return 2
        size = verbs.PREDICATES.match(self.tokens, at)
        nouns = (bodies.GROUP_NOUNS, bodies.NAME_NOUNS, bodies.MODIFIERS)
        return 0 if any(noun.match(self.tokens, at) > size for noun in nouns) else size

    def coordinated(self, at: int, last: int, leads: list[Named]) -> list[Named]:
        """Those named after "phối hợp (với)", "cùng (với)"."""
        found: list[Named] = []
        n = at
        while n < last:
            after = self._with(n)
            if after:
                actors, end = self.actors(after, loose=True)
                if actors and end <= last:
                    found += actors
                    n = end
                    continue
            elif n > at and self.low(n - 1) in {",", ";"} and (joined := self._joins(n)):
                found += joined[0]
                n = joined[1]
                continue
            n += 1
        names = {one.name.lower() for one in leads}
        unique: dict[str, Named] = {}
        for one in found:
            if one.name.lower() not in names:
                unique.setdefault(one.name.lower(), one)
        return list(unique.values())

    def _manner(self, at: int) -> bool:
        """Inside "chặt chẽ, kịp thời"."""
        return bool(verbs.MANNERS.match(self.tokens, at) or verbs.MANNERS.match(self.tokens, at - 1) > 1)

    def _with(self, at: int) -> int:
        if self.low(at) == "phối" and self.low(at + 1) == "hợp" and self.low(at - 1) not in {"sự", "công"}:
            after = at + 2
            while size := verbs.MANNERS.match(self.tokens, after):
                after += size
            for n in range(after, after + 7):
                if self.low(n) in {"với", "cùng"}:
                    after = n
                    break
                if self.low(n) != "," and not self._manner(n):
                    break
            while self.low(after) in {"với", "cùng", "và", "-", "tốt", "hiệu", "quả"} and after < at + 7:
                after += 1
            return after
        if self.low(at) == "cùng" and self.low(at - 1) not in {"cuối", "vô", "sau", "tận", "cũng"}:
            after = at + 1 + (self.low(at + 1) == "với")
            return 0 if self.low(after) in {"đó", "việc", "ngày", "lúc", "thời", "kỳ", "cấp"} else after
        return 0

    def _joins(self, at: int) -> tuple[list[Named], int] | None:
        """ ", các Ban B, C phối hợp" behind a lead."""
        leads, end = self.actors(at)
        if leads and self.low(end) == "phối" and self.low(end + 1) == "hợp":
            after = self._with(end)
            if (
                self.low(end + 2) in {"", ",", ";", "thực", "."}
                and after
                and not self.actors(after, loose=True)[0]
            ):
                return leads, end + 2
        return None
