"""Orders with an ordering word: "Chủ tịch UBND tỉnh giao ...", "Đề nghị ..."."""

import re
from dataclasses import replace

from directives.extraction import bodies, findings, tales, verbs
from directives.extraction.actors import Named
from directives.extraction.charges import CHARGES, OPENING, SAYING
from directives.extraction.clauses import Reading
from directives.extraction.partners import PartnerReader
from directives.extraction.tokens import listed, words

_LEAD_IN = re.compile(
    r"(?:\s?(?:triển khai |tổ chức |tập trung |khẩn trương |nghiêm túc |phối hợp |cần |phải "
    r"|tiếp tục )*(?:thực hiện|triển khai|làm|làm tốt|quan tâm|lưu ý|chú trọng|quán triệt"
    r"|có trách nhiệm|như sau|các việc|một số|những|giải quyết)?"
    r"(?: tốt| ngay| nghiêm| hiệu quả| đồng bộ)*(?: một số| các| những)?(?: nội dung| nhiệm vụ"
    r"| công việc| việc| giải pháp| yêu cầu| vấn đề)*(?: trọng tâm| chủ yếu| cụ thể| sau đây| sau"
    r"| như sau| dưới đây| chính)*)\s?$"
)
_SPIRIT = re.compile(
    r"(?:đến |rõ |lại )?(?:tinh thần|vai trò|ý nghĩa|tầm|quan điểm|thông điệp|mục tiêu|phương châm)(?!\w)"
)
# "lưu ý mùa mưa đến sớm": what is to be known, nothing to be done.
_WEATHER = re.compile(
    r"(?:mùa mưa|mùa khô|mưa|bão|lũ|thời tiết|nắng|triều cường|dịch|tình hình|thời gian|khối lượng|áp lực)"
    r"(?!\w)(?![^;:]*(?<!\w)(?:phải|cần|không để|trước ngày)(?!\w))"
)
# Open the sentence as the place or the occasion of an order, though they are verbs too.
_HEADS_OF_PLACE = words("thực triển phát kết tiếp xem thống chỉ đánh trao cho ghi biểu chia giao yêu")
TOLD = words("đã đang vừa từng vẫn chưa là thì bị còn mới được có gồm bao thuộc dự")
_PAPER_BEFORE = re.compile(
    r"(?:đã )?(?:có|ban hành|ký|ra) (?:công điện|công văn|văn bản|chỉ thị|thông báo|kế hoạch)"
    r" (?:hỏa tốc )?số(?!\w)"
)
_DECIDES = words("đã ký ban quyết đang vừa")
_NO_BODY = words("việc công nội tình thời kết mục số kinh chỉ nhiệm vốn đất yêu bổ làm nếu phải cần sự")
_MINISTERS = words("bộ thống tổng")
_NEWS = 3  # days within which a paper brings the news of what was ordered
_SMALL_AUTHORITY = words("đồng ông bà đ/c người")
_COMRADES = words("đ/c đồng ông bà")
_GIVING = words("giao cầu nghị cho nhắc thúc")
# Without a name it is asked by those below it.
_ABOVE = words("tỉnh huyện xã phường")
_BRIEFING = words("định hằng hàng tuần tháng trực đầu cuối")
_MUST = re.compile(r"(?<!\w)(?:phải|cần|không được|không để|tuyệt đối)(?!\w)")
# "không vì chạy tiến độ mà bỏ qua quy trình", "chớ chủ quan": what is not to be done.
_MUST_NOT = re.compile(r"không vì [^;:]{3,90} mà |(?:chớ|đừng|không nên|tránh|không chủ quan)(?!\w)")
_OWN_PEOPLE = listed("""
người | cán bộ | lực lượng | nhân viên | công chức | giáo viên | đảng viên | đoàn viên | chiến sĩ | nhân lực
thành viên | dân quân | bác sĩ | kỹ sư | cán bộ, chiến sĩ | cán bộ, công chức
""")
_BLAMED_FOR = words("chậm chưa không để vì do còn vi")
_BETWEEN = words("trong thời từ ngay trước tới bên cùng để trên theo nếu căn")


class OrderReader(PartnerReader):
    """Reads who orders, whom and whether it is an order at all."""

    # "Chủ tịch UBND tỉnh giao Sở A ..."
    def _ordered(self, at: int, last: int) -> Reading | None:
        given = OPENING.match(self.tokens, at)
        named = self.actors(at + given, loose=True)[1] if given else at
        for n in range(at, min(last, at + 120)):
            if not (self.tokens[n].cap or self.tokens[n].low in _SMALL_AUTHORITY):
                continue
            if not self.clause_start(n) or at < n < named:
                continue
            end = self.authority(n) or self.speaker(n)
            if not end:
                continue
            deputy = self.low(n) in {"thứ", "phó"} or (self.low(n) in _MINISTERS and self._executes(n, end))
            if self.low(end) == "(" and self.low(n) in _COMRADES:
                end = self.parenthesis(end) or end
            works = verbs.PREDICATES.match(self.tokens, end) and not tales.decision(self.low_from(end))
            works = works and self.low(end) not in {"yêu", "đề", "giao", "lưu"}
            works = works and not (self.low(end) in {"được", "làm"} and tales.personnel(self.low_from(end)))
            if self.item and n == at and works and self.low(n) in _COMRADES and (one := self._comrade(n)):
                return Reading("bare", body=one.last, leads=[one])
            if self.item and n == at and deputy and works:
                return Reading("bare", body=end, leads=[self.placed(self.named(n, end, personally=True))])
            if (
                n == at
                and end >= last
                and (self.whole_line or self.ends_with_colon)
                and self.executes(self.text(n, end))
            ):
                return None  # "b) UBND thành phố Tuy Hòa" above its items
            verb, told = self.charge(end)
            if verb and _PAPER_BEFORE.match(self.low_from(end)):
                return Reading(tale=True)  # "Thủ tướng có Công điện số 825/CĐ-TTg yêu cầu ..."
            if self.low(end) == "đề" and self.executes(self.text(n, end)):
                return Reading()  # a province asks something of the centre
            if not verb:
                if self.low(end) == "phụ" and self.low(end + 1) == "trách" and (body := self.managing(end)):
                    return Reading(
                        "bare", body=body, leads=[self.placed(self.named(n, body, personally=True))]
                    )
                if self.ends_with_colon and self._closes_with_charge():
                    return Reading("lead_in", body=last, ordered=True, fresh=True)
                if self.low(end) not in _DECIDES and (chained := self.chained(end, last, ordered=True)):
                    return chained
                if self.low(n) in {"văn", "trưởng"}:
                    after = self.actors(n)[1] if self.low(end) in {",", "và"} else end
                    if end >= last or self.predicate(after) == "duty":
                        continue
                behind = n > at and self.low(n - 1) == ","
                if findings.criticism(self.low_from(end)) and not self._executes(n, end):
                    return Reading(ordered=True)
                if (n == at and not self._executes(n, end)) or (
                    behind and self._main(at, end) and not self._executes(n, end)
                ):
                    return Reading(ordered=True)
                continue
            if n > at and told and self.opens(at) and self.low(at) not in _HEADS_OF_PLACE:
                continue
            if self.cites_centre and n > at and self._cited(at, n):
                return Reading(tale=True)
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

    def _comrade(self, at: int) -> Named | None:
        """ "Đ/c Ma Doãn Kiên (địa chính) đo đất", among the items of a conclusion: a person by name."""
        found, end = self.actors(at)
        first = at + 1 + (self.low(at) == "đồng")
        person = len(found) == 1 and self.proper(first) and not self.title(first)
        return found[0] if person and self.predicate(end) == "duty" else None

    def _executes(self, at: int, end: int) -> bool:
        minister = self.low(at) in _MINISTERS and not self.item
        if minister or not self.executes(self.text(at, end)):
            return False
        named, after = self.actors(at)  # "UBND thành phố Bắc Ninh, UBND huyện Gia Bình bàn giao ..."
        if self.low(end) == ":" and not self.ends_with_colon and self.opens(self.begin(end + 1)):
            return True  # "UBND thành phố Phan Thiết: nạo vét 14 tuyến cống"
        return self.predicate(end) == "duty" or (len(named) > 1 and self.predicate(after) == "duty")

    def _closes_with_charge(self) -> bool:
        last = len(self.tokens)
        return any(n + CHARGES.match(self.tokens, n) == last for n in range(max(0, last - 5), last))

    def _main(self, at: int, end: int) -> bool:
        """Whether the ordering body behind a comma has a verb of its own and so is the subject."""
        if verbs.TELLING.match(self.tokens, end) or self.low(end) in {"mong", "khẳng", "cho", "đánh"}:
            return True
        manner = verbs.MANNERS.match(self.tokens, at)
        if manner and self.low(at + manner) == ",":
            return self.predicate(end) != ""
        adverbial = verbs.ADJUNCTS.match(self.tokens, at) or self.tokens_kind(at) == "n"
        return bool(adverbial) and not verbs.PREDICATES.match(self.tokens, at) and self.predicate(end) != ""

    def _today(self, at: int, n: int) -> bool:
        """ "Ngày 23/11, ... đã yêu cầu" in the news of that very day is an order."""
        low = self.low_between(at, n)
        return bool(tales.fronted_day(low)) and not self.past_day(low, _NEWS)

    def _cited(self, at: int, n: int) -> bool:
        """ "Tại Công điện số 98, Thủ tướng yêu cầu ...", where it is a province that orders."""
        centre = re.match(r"(?:phó )?thủ tướng|chính phủ|(?:bộ|thứ) trưởng|bộ ", self.low_from(n))
        return bool(centre) and tales.retold_source(self.low_from(at))

    def _told_before(self, at: int, n: int) -> bool:
        low = self.low_between(at, n)
        since = re.match(r"từ (?:tháng \d|năm \d{4}|đầu năm|năm ngoái|năm trước)", low)
        return bool(low) and (low.startswith("trước đó") or bool(since) or self.past_day(low))

    # "Giao Sở A ...", "Đề nghị ..."
    def opening(self, at: int, last: int) -> Reading | None:
        size = OPENING.match(self.tokens, at)
        if not size or (self.under and self.low(at) in {"chỉ", "phân", "quán", "nhắc"}):
            return None
        if (
            self.under
            and self.low(at) == "giao"
            and not self.cap(at + size)
            and not self.determiner(at + size)
            and self.low(at + size) not in _SMALL_AUTHORITY
        ):
            return None  # "Giao lực lượng tại xã ...": it is the body of the heading that charges its own
        own = self.low(at) == "phân" and not self.cap(at + size) and _OWN_PEOPLE.match(self.tokens, at + size)
        if own and not self.proper(at + size + own):
            return None  # "phân công người xuống tận bản": their own people
        if (
            self.low(at) == "giao"
            and self.low(at + 1) == "ban"
            and (self.low(at + 2) in _BRIEFING or self.low(at + 2) == "ban")
        ):
            return None  # "Giao ban định kỳ sáng thứ Hai": to meet, not to charge
        if self.under_one and self.low(at) == "yêu":
            return None  # below "Sở Xây dựng:" it is the department that asks
        verb = at + size
        while more := OPENING.match(self.tokens, verb):
            verb += more
        if self.low(at) == "lưu" and self.opens(verb) and not self.actors(verb, loose=True)[0]:
            return Reading("imperative", body=verb)
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
        if not leads and self.low(verb - 1) in _GIVING and (end := self._plain_words(after)) > after:
            leads = [self.placed(self.named(after, end))]
        if leads and self.low(verb - 2) == "đề" and leads[0].name in _ABOVE:
            return Reading(tale=True)  # "Ông A (thôn 4) đề nghị xã sửa đường"
        if leads:
            return self._with_leads(leads, end, last, ordered)
        if chained := self.chained(after, last):
            return chained
        rest = self.low_between(after, last)
        if _SPIRIT.match(rest) or (self.low(verb - 2) == "lưu" and _WEATHER.match(rest)):
            return Reading(ordered=ordered)
        if _LEAD_IN.match(rest) and rest.rstrip().endswith(("sau", "việc", "dung", "vụ", "pháp")):
            return Reading("lead_in", ordered=True, fresh=True)
        if self.low(verb - 2) == "lưu" and self.opens(after) and ordered:
            return Reading("charge", body=after, ordered=True, fresh=True)
        refusing = self.low(after) == "không" and not verbs.PREDICATES.match(self.tokens, after)
        size = verbs.PREDICATES.match(self.tokens, after + refusing)
        verbal = size > 0 and not (self.cap(after) and after > verb)
        must = _MUST.search(rest[:160]) or _MUST_NOT.match(rest)
        giving = self.low(verb - 1) in {"giao", "công", "chuyển"} or said == "giao"
        saying = self.low(verb - 2) in SAYING or self.low(verb - 1) in {"luận", "rõ"}
        if giving or (saying and not must) or not (verbal or must):
            return Reading(ordered=ordered)
        if self.low(after) in {"về", "của"}:
            return Reading(ordered=ordered)
        return Reading("charge", body=after, ordered=True, fresh=True)

    def _plain_words(self, at: int) -> int:
        """The end of a body of no known kind between the ordering verb and the verb of the work, or `at`."""
        if self.cap(at) or self.determiner(at) or self.low(at) in _NO_BODY:
            return at
        return at if bodies.NOT_NAMES.match(self.tokens, at) or self.opens(at) else self.run_on(at, 5)

    def _past_adverbial(self, at: int, last: int) -> int:
        """ "chỉ đạo, trong thời gian tới, các chủ đầu tư ...": past what parts the verb from its object."""
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

    def _with_leads(self, leads: list[Named], end: int, last: int, ordered: bool) -> Reading:
        if (named_to := self._entrusted(end, last)) > end:
            whole = replace(leads[-1], name=self.text(leads[-1].first, named_to), last=named_to)
            leads, end = [*leads[:-1], self.placed(whole)], named_to
        rest = self.low_between(end, last).lstrip(" ,:")
        if end >= last or (_LEAD_IN.match(rest) and (self.ends_with_colon or rest.endswith("sau"))):
            kind = "lead_in" if end >= last or self.ends_with_colon or rest.endswith("sau") else ""
            return Reading(kind, body=end, leads=leads, ordered=True)
        if self.low(end) == "," and self.predicate(end + 1) == "duty":
            end += 1
        predicate = self.predicate(end) if self.low(end) != ":" else "duty"
        if predicate == "telling" and self.low(end) not in TOLD:
            predicate = "duty"
        formula = tales.only_responsibility(rest.removeprefix("sẽ "))
        if predicate not in {"duty", "weak"} or formula or tales.personnel(rest):
            return Reading(ordered=ordered)
        return Reading("charge", body=end, leads=leads, ordered=True)

    def _entrusted(self, at: int, last: int) -> int:
        """ "các Sở được giao làm chủ đầu tư rà soát": past what says which of them, or `at`."""
        if self.low(at) in {
            "chưa",
            "còn",
            "chậm",
            "nợ",
        }:  # "các huyện chưa báo cáo nghiêm túc rút kinh nghiệm"
            near = range(at + 2, min(last, at + 9))
            manner = next((n for n in near if verbs.MANNERS.match(self.tokens, n)), at)
            return manner if manner > at else min(self.second_verb(at + 1), last) or at
        if self.low(at) != "được" or self.low(at + 1) not in {"giao", "phân", "ủy"}:
            return at
        if verb := self.entrusted(at):
            return verb if verb < last else at
        n = at + 3
        while n < min(last, at + 14) and self.tokens_kind(n) == "w":
            if self.predicate_at(n) > 1 and not self.noun_at(n):
                return n
            n += max(1, self.noun_at(n))
        return at

    def chained(self, after: int, last: int, ordered: bool = False) -> Reading | None:
        """ "lưu ý ..., yêu cầu các cấp ..." and "phê bình ...; yêu cầu Sở A ..."."""
        for n in range(after, min(last, after + 90)):
            if self.low(n - 1) not in {",", ";", "và", "thời"}:
                continue
            if self.low(n - 1) == ";" and self.cap(n) and not OPENING.match(self.tokens, n):
                leads, end = self.actors(n)
                if leads and self.predicate(end) == "duty" and not ordered:
                    return Reading("charge", n, body=end, leads=leads, ordered=True)
            if size := OPENING.match(self.tokens, n):
                leads, end = self.actors(n + size, loose=True)
                if self.low(n) == "nhắc" and self.low(end) in _BLAMED_FOR:
                    continue  # "Phê bình, nhắc nhở Sở A chậm nộp báo cáo"
                if leads and self.predicate(end) in {"duty", "weak"}:
                    first = n if self.low(n - 1) == ";" else 0
                    return Reading("charge", first, body=end, leads=leads, ordered=True)
                blamed = self.low(after) == "phê" and self.actors(after + 2, loose=True)[0]
                if blamed and self.opens(n + size):  # "phê bình 5 chủ đầu tư, yêu cầu kiểm điểm"
                    return Reading("charge", body=n + size, leads=blamed, ordered=True)
        return None
