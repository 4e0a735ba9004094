"""A task whose parts stand on one line: "...; chủ trì: Sở A; phối hợp: Sở B; thời hạn: 20/9/2025".

Annexes write the row of a table so: with a label before each part, or by the order of the parts alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from directives.extraction import verbs
from directives.extraction.actors import Named
from directives.extraction.cells import CellReader
from directives.extraction.deadlines import Found, choose
from directives.extraction.drafts import Draft
from directives.extraction.readings import SentenceReader
from directives.extraction.tables import Cell

_LEADING = r"chủ trì(?: thực hiện| tham mưu)?|đầu mối|thực hiện|chịu trách nhiệm|phụ trách"
_HELPING = r"(?:phối hợp(?: thực hiện)?|tham gia|cùng)(?: với| cùng)?"
_TIME = (
    r"(?:thời hạn|thời gian|hạn|tiến độ|thời điểm)(?: (?:hoàn thành|thực hiện|báo cáo|trình|cuối))*"
    r"|hoàn thành"
)
_OTHER = r"sản phẩm|kết quả|kinh phí|nguồn vốn|ghi chú"
_SLOT = re.compile(
    r"(?:^|[;,.(|-])\s?(?:và )?(?:(?:cơ quan|đơn vị|phòng|sở|người|bộ phận|lãnh đạo) )?"
    rf"(?:(?P<lead>{_LEADING})|(?P<help>{_HELPING})|(?P<time>{_TIME})|(?P<other>{_OTHER}))\s?:\s?"
)
_NO_TASK = re.compile(r"\d{1,2} ?(?:giờ|h|g|:)|(?:cuộc |buổi )?họp(?!\w)|hội nghị|thời gian|ghi chú|nơi nhận")
_AGENDA = re.compile(r"(?<!\w)(?:thành phần|địa điểm|thư ký|dự họp|tham dự)(?:[^;:]{0,20})?:")
_DONE = re.compile(
    r"(?<!\w)(?:đã|vừa) (?:được )?(?:hoàn thành|xong|thực hiện|triển khai|ban hành|trình)(?!\w)"
)
_STANDING = re.compile(r"thường xuyên|liên tục|định kỳ|theo (?:quy định|kế hoạch|tiến độ)|hằng |hàng ")
_MARKS = " ;,.()|-"
_SHORTEST = 3  # words of a task
_LONGEST = 600  # characters of a line of labels
_NEAR = 8  # how many directives one task may have been parted into
_PERSONS = ("ông ", "Ông ", "bà ", "Bà ", "đồng chí ", "Đồng chí ")


@dataclass(slots=True)
class Slots:
    """The parts of one such line; `work` ends where the first of them begins."""

    work: Cell
    leads: list[Named] = field(default_factory=list)
    coordinators: list[Named] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    done: bool = False

    def draft(self, reader: SentenceReader, block: int) -> Draft:
        start, end = reader.tokens[0].start, reader.tokens[-1].end
        deadline, milestones = choose(self.found)
        return Draft(
            start,
            end,
            self.work.start,
            self.leads,
            self.coordinators,
            self.found,
            deadline,
            milestones,
            inherited=False,
            kind="row",
            block=block,
            reader=reader,
            work_end=self.work.end,
        )


class SlotReader:
    """Reads the lines of one document; remembers the task to which labels on further lines belong."""

    def __init__(self, cells: CellReader) -> None:
        self.cells, self.normal = cells, cells.normal
        self.task: SentenceReader | None = None
        self.listed = False  # the task is an item
        self.follows = False  # a label has been read for it already

    def taken(self, reader: SentenceReader, block: int, listed: bool, drafts: list[Draft]) -> bool:
        """Take the sentence for a row on one line, or for labels of the task before it, if it is either."""
        if slots := self.read(reader):
            if not slots.done:
                drafts.append(slots.draft(reader, block))
        elif not (self.task and (slots := self._labels(reader)) and self._hand_back(slots, block, drafts)):
            self.task, self.listed, self.follows = reader, listed, False
            return False
        else:
            self.follows = True
            return True
        self.task = None
        return True

    def _labels(self, reader: SentenceReader) -> Slots | None:
        """A sentence that is nothing but labels: "Chủ trì: Sở A; thời hạn: 30/11/2025"."""
        start, end = reader.tokens[0].start, reader.tokens[-1].end
        if not reader.has(":") or end - start > _LONGEST:
            return None
        marks = list(_SLOT.finditer(self.normal.low[start:end]))
        if not marks or marks[0].start() or _AGENDA.search(self.normal.low, start, end):
            return None
        slots = Slots(Cell(start, start))
        if not self._values(slots, marks, start, end, strict=True):
            return None
        return slots if slots.leads or slots.coordinators or slots.found or slots.done else None

    def _hand_back(self, slots: Slots, block: int, drafts: list[Draft]) -> bool:
        """Give the labels to the task before them."""
        task = self.task
        assert task is not None
        start, end = task.tokens[0].start, task.tokens[-1].end
        within = [one for one in drafts[-_NEAR:] if start <= one.start < end]
        if not within:
            verbal = task.opens(task.begin(0)) and not _NO_TASK.match(self.normal.low[start:end])
            if not slots.leads or not verbal or any(one.name.startswith(_PERSONS) for one in slots.leads):
                return False
            slots.work = Cell(start, end)
            if not slots.done:
                drafts.append(slots.draft(task, block))
            return True
        for draft in within:
            if slots.done:
                drafts.remove(draft)
                continue
            if slots.leads and (draft.inherited or not draft.leads):
                draft.leads, draft.inherited = slots.leads, False
            taken = {one.name.lower() for one in (*draft.leads, *draft.coordinators)}
            more = [one for one in slots.coordinators if one.name.lower() not in taken]
            draft.coordinators = [*draft.coordinators, *more]
            if slots.found and not any(one.calendar for one in draft.found):
                draft.deadline, draft.milestones = choose(slots.found)
        return True

    def read(self, reader: SentenceReader) -> Slots | None:
        """The parts of a sentence, or None where it has none or names nobody in them."""
        if not any(map(reader.has, (":", ";", "|", "-"))):
            return None
        slots = self._labelled(reader) or self._in_order(reader) or self._dashed(reader)
        if slots is None or not slots.leads or _NO_TASK.match(self.cells.low(slots.work)):
            return None
        names = {one.name.lower() for one in slots.leads}
        slots.coordinators = [one for one in slots.coordinators if one.name.lower() not in names]
        return slots

    def _labelled(self, reader: SentenceReader) -> Slots | None:
        start, end = reader.tokens[0].start, reader.tokens[-1].end
        marks = list(_SLOT.finditer(self.normal.low[start:end]))
        if not any(m["lead"] for m in marks) or _AGENDA.search(self.normal.low, start, end):
            return None
        slots = Slots(self._cell(start, start + marks[0].start()))
        work = self.cells.sentence(slots.work)
        if len(work.tokens) < _SHORTEST or work.read(0).leads:
            return None  # a label by itself, or work that names who does it
        self._values(slots, marks, start, end)
        return slots

    def _values(
        self, slots: Slots, marks: list[re.Match[str]], start: int, end: int, strict: bool = False
    ) -> bool:
        """Read what stands behind each label; `strict`: false when it is not what the label promises."""
        stops = [*(m.start() for m in marks[1:]), end - start]
        for m, stop in zip(marks, stops, strict=True):
            value, *rest = [*self._parts(start + m.end(), start + stop)] or [Cell(start, start)]
            if strict and not self._promised(m, value):
                return False
            self._fill(slots, m.lastgroup or "", value)
            for part in rest:
                slots.done = slots.done or bool(_DONE.search(self.cells.low(part)))
                slots.found += self.cells.deadlines(part)
        return True

    def _promised(self, label: re.Match[str], value: Cell) -> bool:
        if label["time"]:
            vague = label["time"] == "thời gian" and not self.follows
            return not vague and bool(self.cells.deadlines(value))
        return bool(label["other"]) or self._names_only(value)

    def _fill(self, slots: Slots, label: str, value: Cell) -> None:
        if label == "time":
            slots.done = slots.done or bool(_DONE.match(self.cells.low(value)))
            slots.found += self.cells.deadlines(value)
        elif label in {"lead", "help"}:
            first, second = self.cells.names(value)
            if label == "lead":
                slots.leads += first
                slots.coordinators += second
            else:
                slots.coordinators += [*first, *second]

    def _in_order(self, reader: SentenceReader) -> Slots | None:
        """ "Xóa nhà tạm; Sở A; Sở B, UBND các xã; 10/11/2025": task, who leads, who helps, by when."""
        parts = list(self._parts(reader.tokens[0].start, reader.tokens[-1].end))
        if not 3 <= len(parts) <= 5 or not reader.opens(reader.begin(0)):
            return None
        *named, last = parts[1:]
        found, done = self.cells.deadlines(last), bool(_DONE.match(self.cells.low(last)))
        if not (found or done or _STANDING.match(self.cells.low(last))) or not all(
            map(self._names_only, named)
        ):
            return None
        slots = Slots(parts[0], self.cells.names(named[0])[0], found=found, done=done)
        for cell in named[1:]:
            slots.coordinators += self.cells.names(cell)[0]
        return slots

    def _dashed(self, reader: SentenceReader) -> Slots | None:
        """ "Công an xã - Xác minh 615 chủ sử dụng đất - Xong trước ngày 31/8": who, what, by when."""
        start, end = reader.tokens[0].start, reader.tokens[-1].end
        bounds = [(m.start(), m.end()) for m in re.finditer(r" - ", self.normal.low[start:end])]
        if not 2 <= len(bounds) <= 4:
            return None
        last = self._cell(start + bounds[-1][1], end)
        found, done = self.cells.deadlines(last), bool(_DONE.match(self.cells.low(last)))
        if not (found or done or _STANDING.match(self.cells.low(last))):
            return None
        for stop, behind in reversed(bounds[:-1]):  # "Phòng Văn hóa - Xã hội" is one name
            who = self._cell(start, start + stop)
            what = self._cell(start + behind, start + bounds[-1][0])
            work = self.cells.sentence(what)
            verbal = work.cap(0) and not work.cap(1) and verbs.PREDICATES.match(work.tokens, 0)
            if verbal and self._names_only(who, loose=False):
                return Slots(what, self.cells.names(who)[0], found=found, done=done)
        return None

    def _names_only(self, cell: Cell, loose: bool = True) -> bool:
        reader = self.cells.sentence(cell)
        return bool(reader.tokens) and reader.actors(0, loose=loose)[1] >= len(reader.tokens)

    def _parts(self, start: int, end: int) -> Iterator[Cell]:
        """What semicolons or bars part, without the marks around it."""
        for m in re.finditer(r"[^;|]+", self.normal.low[start:end]):
            yield self._cell(start + m.start(), start + m.end())

    def _cell(self, start: int, end: int) -> Cell:
        said = self.normal.low[start:end]
        lead = len(said) - len(said.lstrip(_MARKS))
        return Cell(start + lead, max(start + lead, start + len(said.rstrip(_MARKS))))
