"""The outline of a document: its parts, headings and lead-ins, and what they hand on to the items below."""

import re
from collections.abc import Callable
from datetime import date

from directives.extraction import tales
from directives.extraction.actors import Named
from directives.extraction.cells import CellReader
from directives.extraction.chains import Chain, LeadIn
from directives.extraction.clauses import Reading
from directives.extraction.deadlines import DeadlineReader, Found
from directives.extraction.drafts import Draft
from directives.extraction.issuers import Issuer
from directives.extraction.normalise import Normal
from directives.extraction.readings import SentenceReader
from directives.extraction.segments import Block, Sentence
from directives.extraction.slots import SlotReader
from directives.extraction.tokens import Names, tokenise

_CLOSING = 30
_DEEPEST = 8  # lead-ins that stand within each other


# "Đối với các chủ đầu tư, yêu cầu:" charges those it is about.
_ABOUT = re.compile(r"(?:riêng )?đối với (?=[^:;]{3,120},? (?:thì )?(?:yêu cầu|đề nghị|cần|phải|giao)(?!\w))")


_FOR_ALL = re.compile(
    r"(?<!\w)(?:những|các|một số) (?:việc|nội dung|nhiệm vụ|công việc|phần việc|yêu cầu)[^:;,]{0,25}$"
)


_DONE_BY = re.compile(
    r"(?<!để )(?<!nhằm )(?<!đấu )(?:hoàn thành|xong|thực hiện|triển khai|làm|giải quyết|gửi|nộp|báo cáo)"
    r"(?: (?:xong|ngay|dứt điểm|kết quả))?,? (?:trước|chậm nhất|muộn nhất|trong|đến|vào"
    r"|hết)(?!\w)[^,;:]{0,40}$"
)


# "Để chi trả xong trước ngày 15/9, UBND tỉnh giao:" says by when all that follows is to be done.
_AIM = re.compile(
    r"(?:để|nhằm) (?:[^,;:]{0,90} )?(?:xong|hoàn thành|hoàn tất|kịp|hết|dứt điểm)(?!\w)[^,;:]{0,90}$"
)


class Outline:
    """Where in the document the reader is."""

    def __init__(
        self,
        normal: Normal,
        blocks: list[Block],
        on: date | None,
        is_working_day: Callable[[date], bool] | None,
        known: Names | None,
    ) -> None:
        self.normal, self.blocks, self.on, self.known = normal, blocks, on, known
        self.deadlines = DeadlineReader(normal, on, is_working_day)
        self.slots = SlotReader(CellReader(normal, on, is_working_day, known))
        self.issuer = Issuer(normal)
        self.drafts: list[Draft] = []
        self.chain = Chain()
        self.lead_ins: list[LeadIn] = []
        self.active = self.announced = self.reporting = self.told = False
        self.addressees: list[Named] = []
        self.addressing = False  # the lines that follow "Kính gửi:" name to whom the paper goes
        self.number = self.narrated = 0
        self.report_level = 0  # of the heading under which things are told
        self.report = -1  # the paragraph which tells how things stand
        self.speakers: set[str] = set()  # the given names of those who spoke and do not order
        self.participant = False  # the last one who spoke is not the chair
        long = [b for b in blocks if b.end - b.body > 60 and not b.marked]
        self.open_style = bool(long) and sum(not b.closed for b in long) * 2 > len(long)

    def speaks_again(self, reader: SentenceReader, reading: Reading) -> bool:
        """Whether "Ông" takes up a participant who spoke before, and not the chair."""
        if reader.low(0) in {"ông", "bà", "anh", "chị"}:
            if not reader.proper(1):
                return self.participant
            named = next((n for n in range(1, 6) if not reader.proper(n + 1)), 1)
            if reader.low(named) in self.speakers:
                return True  # "Ông Nghĩa đề nghị ...", who spoke as the head of a department
        if reading.ordered:
            self.participant = False
        elif not reading.kind:
            self.participant = self.participant or bool(tales.SPEAKER.match(reader.low_from(0)))
            if said := tales.SAYS_BY_NAME.match(reader.low_from(0)):
                before = reader.tokens[0].start + said.end("who")
                name = [n for n, token in enumerate(reader.tokens) if token.end <= before][-2:]
                if len(name) == 2 and all(reader.proper(n) for n in name):
                    self.speakers.add(reader.low(name[1]))
        return False

    def reader(self, start: int, end: int) -> SentenceReader:
        tokens = tokenise(self.normal.shown, self.normal.low, start, end)
        reader = SentenceReader(
            self.normal, tokens, self.known, executes=self.issuer.executes, past_day=self._past_day
        )
        reader.department = self.issuer.department
        reader.cites_centre = self.issuer.cites_centre
        return reader

    def _past_day(self, low: str, least: int = tales.WELL_BEFORE) -> bool:
        return tales.past_day(low, self.on, least) or tales.past_period(low, self.on)

    def _enclosing(self) -> LeadIn | None:
        return self.lead_ins[-1] if self.lead_ins else None

    def _lead_in(self, reading: Reading, block: Block, reader: SentenceReader, colon: bool) -> None:
        low = reader.low_from(0)
        if reading.kind != "lead_in":
            self._section(low, block.level)
            if (
                not block.marked
                and not self.reporting
                and (tales.ORDERING.search(low) or tales.BESIDES.match(low))
            ):
                self.lead_ins = [LeadIn(block.level, self.number, [], [], [])]
            return
        self.active, self.reporting = True, False
        if colon and not reading.ordered and tales.CONCLUDES.match(reader.low_from(reading.body)):
            reading.leads = []  # "Ban Thường vụ Huyện ủy kết luận:" names who orders
        above = self._enclosing()
        if colon and not block.marked and reading.leads and not reading.ordered:
            reading.leads = self._asked(reader, reading) or reading.leads
        if not reading.leads and not reading.ordered and above and above.leads and block.level > above.level:
            reading.leads = above.leads  # "Chủ trì, phối hợp với VNPT:" below "Sở Khoa học và Công nghệ:"
        if not reading.leads and colon and (about := _ABOUT.match(low)):
            reading.leads = reader.actors(len(about[0].split()), loose=True)[0]
        coordinators = (
            reader.coordinated(reading.body, len(reader.tokens), reading.leads) if reading.leads else []
        )
        found = [
            one for one in self.deadlines.all(reader.tokens[0].start, reader.tokens[-1].end) if one.calendar
        ]
        if not reading.leads:  # only a day that closes the lead-in is one for all its items
            found = [one for one in found if self._for_all(one, reader)]
        self.chain.learn(reading.leads)
        if not block.marked and colon:
            self.lead_ins = []
        level = block.level
        self.lead_ins = [
            one for one in self.lead_ins if one.level < level or (level == 0 and one.level == 0 and not colon)
        ]
        self.lead_ins = self.lead_ins[-_DEEPEST:]  # however many lines look like one, the work stays linear
        for_all = all(one.group for one in reading.leads) and bool(_FOR_ALL.search(low))
        for_all = for_all and any(
            _DONE_BY.search(self.normal.low[max(0, one.start - 30) : one.end]) for one in found
        )
        for_all = for_all or (
            all(one.group for one in reading.leads) and any(self._aimed_at(one, reader) for one in found)
        )
        self.lead_ins.append(LeadIn(level, self.number, reading.leads, coordinators, found, for_all))
        self.chain.start(reading.leads)

    @staticmethod
    def _for_all(one: Found, reader: SentenceReader) -> bool:
        """Whether the day of a lead-in which names nobody is one for its items.

        It closes the lead-in or opens it, and is not that of another paper: "Căn cứ Công văn ..., trong đó
        đề nghị hoàn thành trước ngày 15/6; Chủ tịch UBND tỉnh yêu cầu:".
        """
        first, last = reader.tokens[0].start, reader.tokens[-1].end
        low = reader.normal.low
        if tales.ORDERED_BEHIND.search(low, one.end, last):
            return one.start == first or Outline._aimed_at(one, reader)
        return one.start == first or last - one.end <= _CLOSING

    @staticmethod
    def _aimed_at(one: Found, reader: SentenceReader) -> bool:
        """ "Để chi trả xong trước ngày 15/9, Chủ tịch UBND tỉnh giao:", at the head of a lead-in."""
        aimed = _AIM.match(reader.normal.low[reader.tokens[0].start : one.end])
        return bool(aimed) and one.deadline.kind != "year_end"

    @staticmethod
    def _asked(reader: SentenceReader, reading: Reading) -> list[Named]:
        """ "Chánh Thanh tra tỉnh yêu cầu Chủ tịch UBND huyện A:": the items are for the one who is asked."""
        at = reader.begin(reading.body)
        if reader.low(at) == "kết" and reader.low(at + 2) == ",":
            at += 3  # "kết luận, giao nhiệm vụ cho các bộ phận như sau:"
        if reader.low(at) not in {"yêu", "giao", "đề"} or not reading.leads[0].personally:
            return []
        at += 1 + (reader.low(at) != "giao")
        at += 2 * (reader.low(at) == "nhiệm") + (reader.low(at + 2) == "cho" and reader.low(at) == "nhiệm")
        return reader.actors(at, loose=True)[0]

    def _section(self, low: str, level: int) -> None:
        """A heading opens a part that tells or one that orders; one beside it ends the telling."""
        told = tales.report_heading(low)
        if told is None and self.reporting and 0 < level <= self.report_level:
            told = False
        if told is not None:
            self.reporting = told
            self.active = self.active or not told
            self.report_level = level if told else 0

    def _heading(self, number: int, block: Block, sentence: Sentence, reader: SentenceReader) -> bool:
        if len(block.sentences) > 1 or block.closed or sentence.colon:
            return False
        shown = self.normal.shown[sentence.start : sentence.end]
        reading = reader.read(0)
        words = len(reader.tokens)
        headline = number == 0 and len(self.blocks) > 1 and not block.marked and not self.open_style
        heading = shown.isupper() or block.level == 1 or headline
        heading = heading or (
            not block.marked and not self.drafts and bool(tales.TITLE.match(reader.low_from(0)))
        )
        if not heading and reading.kind in {"", "imperative", "term", "thing"}:
            if block.marked:
                following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
                deeper = following and (
                    following.level > block.level
                    or (not following.marked and following.closed and words < 25)
                )
                heading = (bool(deeper) and words <= 30) or reader.low(0) == "về"
            else:
                heading = not self.open_style and not (
                    self.lead_ins and self.lead_ins[-1].level == 0 and self._near(number)
                )
        letterhead = shown.isupper() and (not block.marked or reading.ordered)
        if heading and (reading.kind != "lead_in" or letterhead):
            self.announced = self.announced or tales.direction(self.normal.low[sentence.start : sentence.end])
            if not headline or shown.isupper():  # that of a piece of news is no section
                self._section(self.normal.low[sentence.start : sentence.end], block.level)
            self.chain.break_off()
            if tales.CONCLUSION.fullmatch(reader.low_from(0)):  # "II. KL của GĐ", "Ý KIẾN CHỈ ĐẠO"
                above = [one for one in self.lead_ins if one.level < block.level]
                self.lead_ins = [*above, LeadIn(block.level, number, [], [], [])]
                return True
            if not block.marked:
                self.lead_ins = [one for one in self.lead_ins if one.level == 0 and not one.leads]
            return True
        return False

    def _near(self, number: int) -> bool:
        """Lines without a full stop right behind a lead-in are its items."""
        before = self.blocks[number - 1] if number else None
        return before is not None and (not before.closed or self.normal.shown[before.end - 1] in ":;")
