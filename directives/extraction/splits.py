"""When one sentence is several directives: other leads, other coordinators, other calendar deadlines."""

import re
from dataclasses import replace

from directives.extraction import bodies, tales, verbs
from directives.extraction.actors import Named
from directives.extraction.charges import OPENING
from directives.extraction.clauses import Reading
from directives.extraction.deadlines import DeadlineReader, Found
from directives.extraction.partners import HELPING
from directives.extraction.readings import SentenceReader
from directives.extraction.tokens import listed, words

# A last clause with one of these closes the work of its sentence and is no work of its own.
CLOSING = listed("""
báo cáo | trình | gửi | nộp | hoàn thành | xong | tổng hợp | thời gian | thời hạn | kết quả
tham mưu | phải hoàn thành | yêu cầu hoàn thành | bảo đảm | đảm bảo | thực hiện xong
đồng thời báo cáo | định kỳ | chậm nhất | việc | các nội dung | tiến độ | kịp thời báo cáo
khẩn trương báo cáo | cập nhật | bàn giao | hoàn chỉnh | hoàn thiện | ban hành kết luận | muộn nhất
trước ngày | trước | đề xuất | công khai | công bố | kiến nghị | thông báo | niêm yết | lập biên bản
rút kinh nghiệm | tham mưu đề xuất | chốt danh sách | chốt số liệu | xử lý nghiêm | nghiệm thu | tổng kết
đánh giá kết quả
""")
_STRONG = listed("""
chủ trì | có trách nhiệm | chịu trách nhiệm | tổng hợp | làm đầu mối | được giao | tham mưu
theo dõi | phối hợp | thẩm định | bố trí | hướng dẫn | báo cáo | trình | kiểm tra | rà soát
xây dựng | đôn đốc
""")


_THING = re.compile(
    r"(?:phương án|kế hoạch|báo cáo|danh sách|hồ sơ|lịch|kết quả|đề án|dự án)[^,;]{0,40} phải(?!\w)"
)
# A day behind one of these is that of the whole sentence.
_DONE = listed("""
hoàn thành | xong | hoàn thành dứt điểm | thực hiện xong
báo cáo ubnd | báo cáo chủ tịch | báo cáo kết quả
""")
_THEN = {"thì", ";", ":"}
_WORK_OF_ITS_OWN = words("việc công tổng")  # "hoàn thành việc thu hoạch ..."
# Belongs to the work before it: who answers for it, what must not happen meanwhile.
_TAIL = re.compile(r"(?:chịu|tự chịu|không|tránh|nếu|trường hợp|qua đó|từ đó)(?!\w)")


class Splitter:
    def __init__(self, reader: SentenceReader, deadlines: DeadlineReader) -> None:
        self.reader, self.deadlines = reader, deadlines

    def split(self, reading: Reading, elliptical: bool = False) -> list[Reading]:
        """The directives of one sentence, in order; each has its own tokens."""
        pieces: list[Reading] = []
        for piece in self._by_actor(reading, elliptical):
            pieces += self._by_deadline(piece)
        return pieces

    def _by_actor(self, reading: Reading, elliptical: bool) -> list[Reading]:
        reader, pieces, current = self.reader, [], reading
        n = reading.body
        while n < reading.last:
            low = reader.low(n)
            if (
                low in HELPING
                and (after := reader.partner_at(n))
                and (listed := reader.actors(after, loose=True))[0]
            ):
                n = listed[1]
                continue
            if low not in {";", ",", "đồng", "và"} or (low == "đồng" and reader.low(n + 1) != "thời"):
                n += 1
                continue
            following = self._new_clause(n, reading.last, current, elliptical)
            if following:
                pieces.append(replace(current, last=n))
                current = following
                n = max(n + 1, following.body)
            else:
                n += 1
        return [*pieces, current]

    def _new_clause(self, mark: int, last: int, current: Reading, elliptical: bool) -> Reading | None:
        reader, hard = self.reader, self.reader.low(mark) == ";"
        first = mark + (1 if reader.low(mark) in {";", ","} else 2 if reader.low(mark) == "đồng" else 1)
        start = reader.begin(first) if reader.low(mark) != "và" else first
        asked = {"chỉ", "quán", "chuyển", "phân"} | ({"yêu"} if reader.under and not hard else set())
        if OPENING.match(reader.tokens, start) and reader.low(start) not in asked:
            following = reader.opening(start, last)
            if following and following.kind == "charge" and self._others(following, current):
                return replace(following, first=first, last=last)
            return None
        if reader.low(mark) in {"và", "đồng"}:
            return None
        also = hard or (reader.low(mark + 1) == "đồng" and reader.low(mark + 2) == "thời")
        partner = reader.partner_at(self._helped(start, last)) if also else 0
        if partner and current.kind and reader.actors(partner, loose=True)[0]:
            return replace(
                current, first=first, last=last, body=start, coordinators=[], leads=[], anaphor="same"
            )
        leads, end = reader.actors(start)
        if not leads and hard:  # "; lãnh đạo đơn vị phải trực tiếp ..."
            leads, end = reader.actors(start, loose=True)
            body = (
                bodies.OPEN_HEADS.match(reader.tokens, start) > 1
                and verbs.PREDICATES.match(reader.tokens, end) > 1
            )
            leads = leads if reader.low(end) == "phải" or body else []
        if not leads or end >= last:
            return None
        if (which := next((n for n in range(start + 1, start + 7) if reader.low(n) == "nào"), 0)) and (
            then := next((n for n in range(which, min(last, which + 25)) if reader.low(n) in _THEN), 0)
        ):
            return self._whichever(then, first, last, current) if hard and reader.low(then) == "thì" else None
        if hard and (unless := reader.unless(start, leads, end, last)):
            return replace(unless, first=first, last=last)
        if hard and reader.low(end) == ":" and reader.opens(reader.begin(end + 1)):
            return Reading("bare", first, last, end + 1, leads)
        if elliptical and hard and reader.tokens_kind(end) == "n":
            return Reading("bare", first, last, end, leads)
        strong = _STRONG.match(reader.tokens, end) and (reader.cap(start) or self._due_before(mark, current))
        alone = reader.low(first) == "riêng"  # "..., riêng thành phố Hải Phòng bàn giao trước ngày 30/4"
        if not (hard or alone) and (
            self._list_goes_on(mark, current)
            or not (strong or self._another_body(mark, start, leads, end, current))
        ):
            return None
        if not hard and reader.low(end) == "phối" and reader.joins(start):
            return None
        following = reader.subject_reading(start, leads, end, last, within=True)
        if following and following.kind == "bare" and self._others(following, current):
            return replace(following, first=first, last=last)
        return None

    def _whichever(self, then: int, first: int, last: int, current: Reading) -> Reading | None:
        """ "; nhà thầu nào chậm thì chủ đầu tư cắt hợp đồng": others only where one is named behind "thì"."""
        reader = self.reader
        leads, end = reader.actors(reader.begin(then + 1), loose=True)
        if not leads or reader.predicate(end) != "duty" or tales.only_responsibility(reader.low_from(end)):
            return None
        following = Reading("bare", first, last, end, leads)
        return following if self._others(following, current) else None

    def _another_body(self, mark: int, start: int, leads: list[Named], end: int, current: Reading) -> bool:
        """ "..., Sở B công bố giá": a body behind a comma which no list of names goes on to."""
        reader = self.reader
        if not reader.cap(start) or reader.cap(mark - 1) or leads[0].group or mark < current.body + 4:
            return False
        return bool(verbs.PREDICATES.match(reader.tokens, end) > 1)

    def _list_goes_on(self, mark: int, current: Reading) -> bool:
        """Whether names before the comma and behind it are one list: "chỉ đạo Quân khu 4, Quân khu 5 ..."."""
        near = range(max(current.body, mark - 16), mark)
        return any((read := self.reader.actors(n))[0] and read[1] >= mark for n in near)

    def _helped(self, start: int, last: int) -> int:
        """Where a clause begins to name partners: past "chủ trì," and past "trường hợp ... thì"."""
        reader = self.reader
        if reader.low(start) == "chủ" and reader.low(start + 1) == "trì":
            return start + 2 + (reader.low(start + 2) == ",")
        which = "nào" in {
            reader.low(start + 1),
            reader.low(start + 2),
        }  # "hộ nào không nhận tiền thì phối hợp"
        if reader.low(start) in {"trường", "nếu"} or which:
            ends = {",", "thì"}
            comma = next((n for n in range(start, min(last, start + 20)) if reader.low(n) in ends), start)
            return comma + (comma > start)
        return start

    def _due_before(self, mark: int, current: Reading) -> bool:
        tokens = self.reader.tokens
        found = self.deadlines.all(tokens[current.first].start, tokens[mark].start)
        return any(one.calendar and tokens[mark].start - one.end <= 1 for one in found)

    @staticmethod
    def _others(following: Reading, current: Reading) -> bool:
        return [one.name.lower() for one in following.leads] != [one.name.lower() for one in current.leads]

    def _by_deadline(self, piece: Reading) -> list[Reading]:
        reader = self.reader
        tokens = reader.tokens
        found = [one for one in self.found(piece) if one.calendar]
        if not found:
            return [piece]
        pieces, current = [], piece
        for n in range(piece.body, piece.last):
            low = reader.low(n)
            if low not in {";", ",", "và"} or n + 1 >= piece.last:
                continue
            left = [
                one
                for one in found
                if tokens[current.first].start <= one.start and one.end <= tokens[n].start
            ]
            right = [one for one in found if one.start > tokens[n].start]
            apart = (
                self._parts(n, low, left, right, piece) if right else self._goes_on_apart(n, low, left, piece)
            )
            if not apart:
                continue
            pieces.append(replace(current, last=n))
            current = replace(
                current, first=n + 1, last=piece.last, body=n + 1, leads=[], coordinators=[], anaphor="same"
            )
        return [*pieces, current]

    def _parts(self, n: int, low: str, left: list[Found], right: list[Found], piece: Reading) -> bool:
        reader, tokens = self.reader, self.reader.tokens
        start = reader.begin(n + 1)
        clause_end = next((k for k in range(n + 1, piece.last) if reader.low(k) == ";"), piece.last)
        own = [one for one in right if one.end <= tokens[clause_end - 1].end]
        if not own:
            return False
        different = not left or (left[-1].deadline.on, left[-1].deadline.kind) != (
            own[0].deadline.on,
            own[0].deadline.kind,
        )
        due_first = own[0].start <= tokens[start].start + 1
        behind = next((k for k in range(start, piece.last) if tokens[k].start >= own[0].end), piece.last)
        closing = reader.low(start) in {"chậm", "muộn"} and reader.low(behind) == "phải"
        closing = closing or (low == "," and not left and CLOSING.match(tokens, behind) > 0)
        works = due_first and not closing and bool(verbs.PREDICATES.match(tokens, behind))
        opens = works or (not due_first and bool(verbs.PREDICATES.match(tokens, start)))
        if low == "," and left and not due_first and not opens:
            words = reader.low_between(start, behind)
            opens = bool(re.search(r"(?<!\w)(?:xong|hoàn thành|trước|báo cáo|gửi|trình)(?!\w)", words[:80]))
        if low == ";":
            if left or reader.low(n + 1) == "riêng" or _THING.match(reader.low_from(start)):
                return different
            own_work = reader.low(start) == "hoàn" and reader.low(start + 2) in _WORK_OF_ITS_OWN
            closes = CLOSING.match(tokens, start) or _TAIL.match(reader.low_from(n + 1))
            joined = (k for k in range(start, behind) if reader.low(k) == "và")
            closes = closes or any(CLOSING.match(tokens, k + 1) for k in joined)
            commas = (k for k in range(start, behind) if reader.low(k) == ",")
            closes = closes or any(_DONE.match(tokens, reader.begin(k + 1)) for k in commas)
            return opens and (own_work or not closes)
        apart = works and low == "," and reader.low(start) in {"trước", "chậm", "muộn"}
        near = tokens[n].start - left[-1].end <= 1 or due_first if left else apart
        return near and different and opens

    def _goes_on_apart(self, n: int, low: str, left: list[Found], piece: Reading) -> bool:
        """ "xong trong tháng 5/2025; chỉ đạo các xã ...": work without a day behind work with one."""
        reader, tokens = self.reader, self.reader.tokens
        start = reader.begin(n + 1)
        closed = bool(left) and left[-1].firm and tokens[n].start - left[-1].end <= 1
        if low != ";" or not closed or not verbs.PREDICATES.match(tokens, start):
            return False
        if CLOSING.match(tokens, start) or verbs.MANNERS.match(tokens, start):
            return False
        behind = tokens[n].end
        return not _TAIL.match(reader.low_from(start)) and not any(
            one.start > behind for one in self.found(piece)
        )

    def found(self, piece: Reading) -> list[Found]:
        """The deadline forms of a piece, without a second day in a clause of purpose."""
        tokens = self.reader.tokens
        found = self.deadlines.all(tokens[piece.first].start, tokens[piece.last - 1].end)
        kept: list[Found] = []
        for one in found:
            if (
                kept
                and one.calendar
                and any(before.calendar and self._purpose(before.end, one.start) for before in kept)
            ):
                continue
            kept.append(one)
        return kept

    def _purpose(self, start: int, end: int) -> bool:
        between = self.reader.normal.low[start:end]
        return between.lstrip().startswith(("để ", "nhằm ", "làm cơ sở"))
