"""A document read from top to bottom: what one sentence hands on to the next."""

import re
from collections.abc import Callable
from dataclasses import replace

from directives.extraction import findings, tales
from directives.extraction.actors import Named
from directives.extraction.bodies import FIELD_HEADS
from directives.extraction.clauses import Reading
from directives.extraction.deadlines import Found, choose
from directives.extraction.drafts import Draft
from directives.extraction.outline import Outline
from directives.extraction.readings import SentenceReader
from directives.extraction.segments import Block, Sentence
from directives.extraction.splits import Splitter
from directives.extraction.tokens import listed, words
from directives.extraction.verbs import CONTINUATION

_REPORTING = listed("""
báo cáo | gửi báo cáo | gửi | nộp | trình | tổng hợp | tổng hợp báo cáo | tổng hợp, báo cáo
hoàn thành | kết quả | định kỳ báo cáo | báo cáo kết quả | gửi kết quả | thực hiện và báo cáo
""")

# "Phó Chủ tịch phụ trách kinh tế theo dõi các phường phía Bắc" divides areas among persons.
_PORTFOLIO = re.compile(r"(?:các |đồng chí )?(?:phó )?(?:chủ tịch|bí thư)[^,.;:]{0,40}? phụ trách(?!\w)")

_ANSWER = re.compile(r"(?:đối với|về) [^:;]{3,120}: ")  # "Đối với kiến nghị của bản A: nhất trí ..."
_CLOSES = words("trước trong chậm muộn vào xong các nhiệm công việc nội toàn dứt trên") | {",", ""}
_THOSE = re.compile(
    r"(?:(?P<title>giám đốc|thủ trưởng|cục trưởng|bộ trưởng) )?(?P<count>hai|ba|bốn|các) "
    r"(?P<kind>cơ quan|đơn vị|sở|cục|bộ|vụ) (?:này|trên|nêu trên|nói trên)(?!\w)"
)
# "Các số liệu còn chênh lệch phải gửi trước ngày ...": work of its own, whose day is not that of the rest.
_OTHERS = re.compile(
    r"(?:nơi|đơn vị|địa phương|cơ quan|dự án|trường hợp|xã|hộ|ngành) nào(?!\w)"
    r"|(?:các|những|mọi) (?!báo cáo|kết quả|nội dung|nhiệm vụ|(?:công )?việc|phần việc|ý kiến|văn bản|hồ sơ)"
)
# "Trước ngày 20/8 phải xong các việc sau:", above its items.
_BY_THEN = re.compile(
    r"(?:trước|chậm nhất|đến|trong|từ nay|hết|ngay)(?!\w)[^:;]{0,60}? (?:phải |cần )?"
    r"(?:hoàn thành|làm xong|xong|thực hiện|triển khai|giải quyết)(?: dứt điểm| xong| ngay)?"
    r" (?:các |những |một số )(?:nội dung|nhiệm vụ|công việc|việc|phần việc)[^:;,]{0,30}$"
)
# "Cơ sở nào cố tình vi phạm thì kiến nghị dừng": whenever that happens.
_IF_ANY = re.compile(r"(?:[^\W\d]+ ){1,4}nào(?!\w)|(?:nếu|trường hợp|khi|hễ)(?!\w)")
_SEVERAL = {"hai": 2, "ba": 3, "bốn": 4}
_NEAR = 8  # how many directives back "those" may stand
_THIS = words("này trên đó")
_BACK = 200
_LABEL = 6  # words of a label like "Đánh giá chung:"


class Document(Outline):
    """Collects drafts block by block."""

    def read(self, on_progress: Callable[[int, int], None] | None = None) -> list[Draft]:
        for number, block in enumerate(self.blocks):
            if on_progress is not None:
                on_progress(number, len(self.blocks))
            low = self.normal.low[block.start : block.end]
            if tales.END_OF_TEXT.match(low) and number * 2 >= len(self.blocks):
                break
            self._block(number, block, low)
        self._addressed()
        return self.drafts

    def _block(self, number: int, block: Block, low: str) -> None:
        self.number = number
        if block.odd and not self.reader(block.body, block.end).actors(0)[0]:
            return
        if self.addressing and block.level == 7:
            self._addressee_line(block)
            return
        self.addressing = tales.ADDRESSING.search(low) is not None
        if tales.SALUTATION.fullmatch(low):
            return
        if tales.SKIPPED_LINE.match(low):
            if low.startswith("kính gửi"):
                self._addressee_line(block)
            return
        self.lead_ins = [one for one in self.lead_ins if not block.marked or one.level < block.level]
        listed = number > 0 and self.normal.shown[self.blocks[number - 1].end - 1] == ";"
        goes_on = listed or bool(CONTINUATION.match(self.normal.low, block.body, block.end))
        self.chain.open_block(block.marked, goes_on, self._enclosing())
        for sentence in block.sentences:
            if sentence.end > sentence.start:
                self._sentence(number, block, sentence)

    def _addressee_line(self, block: Block) -> None:
        reader = self.reader(block.body, block.end)
        colon = next((n + 1 for n in range(len(reader.tokens)) if reader.low(n) == ":"), 2)
        at = colon if reader.low(0) == "kính" else 0
        self.addressees += reader.actors(at, loose=True)[0]

    def _sentence(self, number: int, block: Block, sentence: Sentence) -> None:
        reader = self.reader(sentence.start, sentence.end)
        alone = len(block.sentences) == 1 and block.level != 7
        reader.whole_line = alone and not block.closed and not sentence.colon
        if not reader.tokens:
            return
        if self.slots.taken(reader, number, block.marked and not self.reporting, self.drafts):
            return
        if self._heading(number, block, sentence, reader):
            return
        if "?" in self.normal.shown[sentence.end : sentence.cover_end]:
            return  # asks
        at, elliptical = self._leading_in(number, block, reader)
        if at >= len(reader.tokens):
            return
        reader.ends_with_colon = sentence.colon
        enclosing = self._enclosing()
        reader.under = bool(enclosing and enclosing.leads)
        reader.under_one = reader.under and block.marked and not any(one.group for one in enclosing.leads)  # type: ignore[union-attr]
        reader.item = bool(enclosing and block.marked and not self.reporting)
        reading = reader.read(at)
        if self.speaks_again(reader, reading):
            reading = Reading()
        if sentence.first:
            self.told = False
        self.told = self.told or reading.tale or self._past_day(reader.low_from(0))
        if self.told and reader.low_from(0).startswith(("theo đó", "trong đó")):
            return
        if number == self.report and not reading.ordered and not tales.plain_duty(reader.low_from(0)):
            return
        if (
            sentence.colon
            and reading.kind in {"charge", "bare"}
            and reader.low_from(0).endswith(", trong đó")
        ):
            work = replace(reading, last=len(reader.tokens) - 3)  # work of its own above its items
            self._directives(number, block, reader, work, elliptical)
        if sentence.colon and not reading.leads and _BY_THEN.match(reader.low_from(0)):
            reading.kind, reading.ordered = "lead_in", True
        if sentence.colon and reading.kind:
            low = reader.low_from(0)
            told = not reading.ordered and (
                tales.heard(low) or (not reading.leads and tales.report_heading(low))
            )
            reading.kind = "" if told else "lead_in"
        if reading.kind == "lead_in" or (sentence.colon and not reading.kind):
            self._lead_in(reading, block, reader, sentence.colon)
            return
        if reading.ordered and reading.kind:
            self.active = True
        self.announced = self.announced or (not reading.kind and tales.direction(reader.low_from(0)))
        self.narrated += not reading.kind
        if reading.kind == "term":
            self._hand_back(reader, reading, number, block, term=True)
            return
        if (
            not (reading.kind or reading.ordered or reading.tale)
            and reader.item
            and not (at or reader.opens(0))
        ):
            named = bool(enclosing and enclosing.leads)
            reading = reader.plain_subject(at, len(reader.tokens), named=named) or reading
        if not (reading.kind or reading.tale or reading.formula) and self._item(block, reader, at):
            reading = Reading("imperative", at, len(reader.tokens), at)
        if reading.kind and not self._refused(reading, block, reader):
            self._directives(number, block, reader, reading, elliptical)
        elif reading.fresh:
            self.chain.break_off()

    def _leading_in(self, number: int, block: Block, reader: SentenceReader) -> tuple[int, bool]:
        """Past a lead-in inside the sentence: "Chủ tịch UBND tỉnh chỉ đạo: Giao ..."."""
        for n in range(2, min(len(reader.tokens) - 2, 80)) if reader.has(":") else ():
            if reader.low(n) == ":" and n <= _LABEL and tales.report_heading(reader.low_between(0, n)):
                self.report = number  # "1. Đánh giá chung: Toàn tỉnh ...", to the end of the paragraph
                return len(reader.tokens), False
            if reader.low(n) == ":" and n <= 3 and reader.low(n + 1) == "giao" and reader.low(0) != "nội":
                return n + 1, False  # "Tài liệu: Giao Sở A chuẩn bị ..."
            if reader.low(n) != ":" or not (
                reader.cap(n + 1) or reader.low(n + 1) in {"giao", "yêu", "đề", "các", "-"}
            ):
                continue
            if reader.low(n - 1) in FIELD_HEADS and reader.determiner(n - 2):
                continue  # "các Sở: Tài chính, Xây dựng"
            if reader.inside_names(n):
                continue
            left = self.reader(reader.tokens[0].start, reader.tokens[n - 1].end)
            left.ends_with_colon = True
            reading = left.read(0)
            listed = left.low_from(0).endswith(("như sau", "sau đây", "sau"))
            if reading.leads and reading.kind == "lead_in" and block.marked and not listed:
                return 0, False
            if reading.kind == "lead_in" and (reading.ordered or listed):
                self._lead_in(reading, block, left, colon=True)
                return n + 1, listed
            if listed or left.low_from(0).startswith(("về ", "đối với ")):
                if tales.ABOUT_RESULTS.fullmatch(left.low_from(0)):
                    return len(reader.tokens), False  # "Về kết quả: Sở A tích cực triển khai"
                return n + 1, listed
        return 0, False

    def _item(self, block: Block, reader: SentenceReader, at: int) -> bool:
        """An item under a lead-in that names its charge is work, whatever verb it opens with."""
        enclosing = self._enclosing()
        if (
            not (enclosing and block.marked and enclosing.leads)
            or self.reporting
            or at
            or len(reader.tokens) < 5
        ):
            return False
        low = reader.low_from(0)
        answer = _ANSWER.match(low)
        if _PORTFOLIO.match(low) or (answer and tales.decision(low[answer.end() :])):
            return False
        return not re.match(
            r"(?:\d+ (?:hộ|người|gia đình)|việc|công tác|các|những|một số|về|hiện|đến|trong|theo|qua|do"
            r"|đây|tại|kết quả|tổng)(?!\w)",
            low,
        ) and not tales.result(low)

    def _refused(self, reading: Reading, block: Block, reader: SentenceReader) -> bool:
        low = reader.low_between(reading.body, reading.last).lstrip(" ,")
        whole = reader.low_between(reading.first, reading.last)
        if any(self.issuer.above(one.name) for one in reading.leads) and reading.leads:
            return True
        if reading.kind == "charge":
            return False
        if whole.startswith('"') or tales.in_force(whole) or tales.blame(whole):
            return True
        measured = tales.statistic(whole) and not tales.day_to_come(whole, self.on)
        if self.reporting or measured or tales.outcome(whole):
            return True
        if findings.went(low) if reading.kind == "bare" else not reader.under and findings.permits(low):
            return True
        if not block.marked and not self.drafts and tales.retold_source(whole):
            return True
        if reading.kind == "bare":
            ordering = self.active or self.announced or block.marked or self.narrated < 2
            return not (ordering or tales.plain_duty(whole))
        if tales.only_responsibility(low):
            return True
        if findings.poorly(low) or (not reader.under and findings.decided_or_blamed(low)):
            return True
        inherits = bool(self.chain.leads) or bool(self._enclosing() and self._enclosing().leads)  # type: ignore[union-attr]
        if tales.decision_always(low) or (tales.decision(low) and not inherits):
            return True
        return not (self.active or block.marked)

    def _directives(
        self, number: int, block: Block, reader: SentenceReader, reading: Reading, elliptical: bool
    ) -> None:
        splitter = Splitter(reader, self.deadlines)
        self.active = True
        before = len(self.drafts)
        for piece in splitter.split(reading, elliptical):
            if piece.last <= piece.first:
                continue
            self._draft(number, block, reader, piece, splitter.found(piece))
        named = reader.low(reading.first) == "việc" and reader.low(reading.first + 1) not in _THIS
        both = bool(reading.leads) and bool(self._those(reading.leads[0]))  # "Hai cơ quan này báo cáo ..."
        if both and _REPORTING.match(reader.tokens, reading.body + (reader.low(reading.body) in _THIS)):
            self._hand_back(reader, reading, number, block, upto=before, term=True)
        others = reading.kind == "thing" and _OTHERS.match(reader.low_between(reading.first, reading.last))
        if (reading.kind == "thing" and not (named or others)) or self._reports(reader, reading):
            self._hand_back(reader, reading, number, block, upto=before)

    def _draft(
        self, number: int, block: Block, reader: SentenceReader, piece: Reading, found: list[Found]
    ) -> None:
        tokens, enclosing = reader.tokens, self._enclosing()
        leads, inherited = piece.leads, False
        if not leads and not piece.anaphor and reader.has("("):
            leads = reader.bracketed(piece.body, piece.last)
        if len(leads) == 1 and (meant := self._those(leads[0])):
            leads, inherited = meant, True
        elif piece.anaphor == "same":
            leads, inherited = self.drafts[-1].leads, True
        elif piece.anaphor:
            leads, inherited = self.chain.meant(piece.anaphor), True
        elif not leads and piece.fresh:
            self.chain.break_off()
        elif not leads:
            leads = self.chain.inherit(piece.kind == "thing" or self._reports(reader, piece))
            inherited = bool(leads)
        coordinators = reader.coordinated(piece.body, piece.last, leads)
        if (
            enclosing
            and enclosing.coordinators
            and inherited
            and not coordinators
            and leads == enclosing.leads
        ):
            coordinators = enclosing.coordinators
        if piece.leads and not (piece.side and self.chain.leads):
            self.chain.start(piece.leads)
        self.chain.learn(leads)
        deadline, milestones = choose(found)
        handed_on = inherited or (enclosing and not enclosing.leads)
        if enclosing and enclosing.for_all and not found:  # "các đơn vị hoàn thành trước ... những việc sau:"
            handed_on = not _IF_ANY.match(reader.low_between(piece.first, piece.last))
        if enclosing and enclosing.found and handed_on and not any(one.calendar for one in found):
            deadline, milestones = choose(enclosing.found)
        start, end = tokens[piece.first].start, tokens[piece.last - 1].end
        if self.normal.shown[end : end + 3] == "...":
            end += 3
        draft = Draft(
            start,
            end,
            tokens[min(piece.body, piece.last - 1)].start,
            leads,
            coordinators,
            found,
            deadline,
            milestones,
            inherited,
            piece.kind,
            number,
            reader,
        )
        self.drafts.append(draft)

    def _those(self, one: Named) -> list[Named]:
        """Who "hai cơ quan này", "giám đốc các sở nêu trên" are: those charged just before; else []."""
        found = _THOSE.match(self.normal.low, one.start)
        if not found:
            return []
        wanted = _SEVERAL.get(found["count"], 0)
        known: dict[str, Named] = {}
        for draft in reversed(self.drafts[-_NEAR:]):
            for lead in reversed(draft.leads):
                if found["kind"] in {"cơ quan", "đơn vị"} or f" {found['kind']} " in f" {lead.name.lower()} ":
                    known.setdefault(lead.name.lower(), lead)
            if (wanted and len(known) >= wanted) or (not wanted and len(known) > 1):
                break
        if len(known) < max(wanted, 2):
            return []
        title = found["title"].capitalize() if found["title"] else ""
        return [
            replace(lead, name=f"{title} {lead.name}", personally=True)
            if title and not lead.personally
            else lead
            for lead in reversed(known.values())
        ]

    def _reports(self, reader: SentenceReader, reading: Reading) -> bool:
        at = reader.begin(reading.first)
        if reader.low(at) == "hoàn" and reader.low(at + 2) not in _CLOSES:
            return False  # "Hoàn thành thống kê thiệt hại" is work of its own
        if reader.low(at) == "trình" and reader.low(at + 1) in {"phê", "ban", "thẩm"}:
            return reader.low(at + 3) in _CLOSES  # so is "Trình phê duyệt cấp độ an toàn"
        return reading.kind == "imperative" and bool(_REPORTING.match(reader.tokens, at))

    def _hand_back(
        self,
        reader: SentenceReader,
        reading: Reading,
        number: int,
        block: Block,
        upto: int | None = None,
        term: bool = False,
    ) -> None:
        """A closing sentence with a day gives it to the work before it that has none."""
        found = self.deadlines.all(reader.tokens[0].start, reader.tokens[-1].end)
        days = [one for one in found if one.calendar]
        if not days or reader.low(0) in {"vướng", "khó"}:
            return
        earlier = self.drafts[: len(self.drafts) if upto is None else upto]
        last = earlier[-1] if earlier else None
        enclosing = self._enclosing()
        for draft in reversed(earlier[-_BACK:]):
            same_block = draft.block == number
            before = (
                not block.marked
                and draft.block == number - 1
                and (reader.tokens[0].start == block.sentences[0].start)
            )
            listed = (
                enclosing
                and not block.marked
                and enclosing.block <= draft.block
                and draft.leads == enclosing.leads
            )
            if not (same_block or before or listed) or any(one.calendar for one in draft.found):
                break
            if term and last and draft.reader is not last.reader and draft.leads != last.leads:
                break  # the time of another's work, a sentence before
            if (
                not term
                and draft.leads != self.chain.leads
                and draft.leads != (enclosing.leads if enclosing else None)
            ):
                break
            draft.deadline, draft.milestones = choose(days)
            if same_block and not listed and not term:
                break

    def _addressed(self) -> None:
        """A letter that names nobody charges the one to whom it is addressed."""
        if len(self.addressees) != 1 or any(draft.leads for draft in self.drafts):
            return
        for draft in self.drafts:
            draft.leads, draft.inherited = self.addressees[:], True
