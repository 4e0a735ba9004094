"""Where a name ends: the parts of which actors.py builds its grammar."""

from collections.abc import Sequence

from directives.extraction import bodies, verbs
from directives.extraction.normalise import Normal
from directives.extraction.places import PROVINCES
from directives.extraction.tokens import Names, Token, listed, words

_DETERMINERS = listed("""
các | những | một số | toàn thể các | toàn bộ các | tất cả các | tất cả | toàn thể | cả | mọi | từng
mỗi | hai | ba | bốn
""")
_UBND = listed("ủy ban nhân dân | ubnd | uỷ ban nhân dân")
_LEADING_GROUP = listed("""
chính quyền | lực lượng | cơ quan | đơn vị | địa phương | chủ đầu tư | nhà thầu | doanh nghiệp
cấp ủy | người đứng đầu | công an | bộ đội | chủ hồ chứa | chủ các hồ chứa | chủ hồ | chủ đập
chủ tàu | chủ rừng | chủ phương tiện | chủ các phương tiện | chủ cơ sở | quân đội
hệ thống chính trị | đoàn thể | ngành | tổ công tác | ban ngành | sở ngành | hiệp hội | nhà đầu tư
mặt trận
""")
_COMPLETE_BEFORE = words("huyện phường quận tỉnh xã")
_DUAL_AFTER = words("án tư lý trì trình và khu trợ tiến ban tâm ty quỹ chấp phòng nhánh đoàn")
_REACH = 22
_MANAGING = words("khai kinh quản sử thi vận")
# Verbs by themselves, and the second half of nouns: "địa bàn".
_SECOND_SYLLABLES = words("bàn tin vực đo")


class Reader:
    """One run of tokens and what is known about names."""

    def __init__(self, normal: Normal, tokens: Sequence[Token], directory: Names | None = None) -> None:
        self.normal, self.tokens, self.directory = normal, tokens, directory
        self.loose = False

    def low(self, at: int) -> str:
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def cap(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].cap

    def tokens_kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def text(self, first: int, last: int) -> str:
        """What stands between two tokens, on one line."""
        if last <= first:
            return ""
        shown = self.normal.shown[self.tokens[first].start : self.tokens[last - 1].end]
        return " ".join(shown.split())

    def title(self, at: int) -> int:
        size = bodies.TITLES.match(self.tokens, at)
        if size and self.low(at) == "lãnh" and not (self.cap(at) or self.loose):
            return 0
        if size and self.low(at + size - 1) == "chủ" and self.low(at + size) == "tịch":
            return 0
        return (
            size + 2
            if size and self.low(at + size) == "thường" and self.low(at + size + 1) == "trực"
            else size
        )

    def determiner(self, at: int) -> int:
        size = _DETERMINERS.match(self.tokens, at)
        if size:
            more = self.tokens_kind(at + size) == "n"
            return size + more
        if (
            self.tokens_kind(at) == "n"
            and self.low(at).isdigit()
            and bodies.GROUP_NOUNS.match(self.tokens, at + 1)
        ):
            return 1
        return 0

    def is_ubnd(self, at: int) -> int:
        return _UBND.match(self.tokens, at)

    def unit(self, at: int) -> int:
        return bodies.UNITS.match(self.tokens, at)

    @staticmethod
    def unit_head(head: str) -> bool:
        return head.lower().split()[-1] in {"tỉnh", "huyện", "xã", "phường", "quận", "trấn", "khu", "phố"}

    def field(self, at: int) -> int:
        return bodies.FIELDS.match(self.tokens, at) if self.cap(at) or self.loose else 0

    def known(self, at: int) -> int:
        return self.directory.match(self.tokens, at) if self.directory else 0

    def predicate_at(self, at: int) -> int:
        """The length of the verb phrase at `at`; 0 when the words are rather part of a name ("cấp tỉnh")."""
        if self.cap(at):
            return 0
        size = verbs.PREDICATES.match(self.tokens, at)
        if at and self.low(at) in _SECOND_SYLLABLES and bodies.NAME_NOUNS.match(self.tokens, at - 1) > 1:
            return 0
        if (
            size
            and max(bodies.MODIFIERS.match(self.tokens, at), bodies.NAME_NOUNS.match(self.tokens, at)) > size
        ):
            return 0
        return size

    def proper(self, at: int) -> bool:
        return self.cap(at) and self.tokens_kind(at) == "w"

    def places(self, at: int) -> int:
        """The end of a run of proper names, with a province or "tỉnh X" behind it."""
        size = PROVINCES.match(self.tokens, at) if self.cap(at) else 0
        if size:
            at += size
        else:
            while self.proper(at) and not bodies.OPEN_HEADS.match(self.tokens, at):
                at += 1
            if self.tokens_kind(at) == "n" and self.low(at).isdigit() and self.low(at + 1) in {",", "và", ""}:
                at += 1
        if self.low(at) == "(" and (end := self.parenthesis(at)):
            at = end
        size = self.unit(at)
        return self.places(at + size) if size and self.proper(at + size) else at

    def parenthesis(self, at: int, longest: int = 8) -> int:
        """The end of a short bracket that explains a name: "(NHNN)", "(cũ)"."""
        for n in range(at + 1, min(at + longest + 1, len(self.tokens))):
            if self.low(n) == ")":
                inside = self.low(at + 1)
                return (
                    0
                    if longest == 8 and inside in {"qua", "thông", "theo", "gồm", "trừ", "gửi", "kèm", "có"}
                    else n + 1
                )
        return 0

    def person(self, at: int) -> int:
        """The end of a person's name, with the post behind a hyphen."""
        end = self.places(at)
        while self.proper(end) and not bodies.OPEN_HEADS.match(self.tokens, end) and not self.title(end):
            end += 1
        if end > at and self.low(end) in {"-", ","} and (size := self.title(end + 1)):
            end += 1 + size
            end += self.is_ubnd(end)
            end += self.unit(end)
            end = self.places(end)
        return end

    def proper_run(self, at: int) -> int:
        """A name of unknown field in a list: capitals and small words up to a mark."""
        if not self.proper(at):
            return 0
        end = at
        while end < len(self.tokens) and end - at < 8 and self.tokens_kind(end) == "w":
            if self.predicate_at(end) or (self.low(end) == "và" and not self.cap(end + 1)):
                break
            end += 1
        return end - at

    def field_tail(self, at: int) -> int:
        """What may follow the field of a department: "tỉnh", "tỉnh Nghệ An", "các tỉnh, thành phố", "(NHNN)"."""
        if self.low(at) == "(" and (end := self.parenthesis(at)):
            at = end
        if self.determiner(at) and self.unit(at + self.determiner(at)):
            return self.group_end(at + self.determiner(at))
        if size := self.unit(at):
            return self.places(at + size)
        return self.places(at)

    def loose_end(self, at: int) -> bool:
        return self.loose and (self.low(at) in {",", ";", "và", ""} or bool(self.predicate_at(at)))

    def unit_list(self, at: int) -> tuple[bool, int]:
        """ "tỉnh", "phường A", "huyện, thành phố": whether it is a group, and its end."""
        end = at + self.unit(at)
        if self.proper(end):
            return False, self.places(end)
        several = False
        while (
            self.low(end) in {",", "và"}
            and self.unit(end + 1)
            and not self.proper(end + 1 + self.unit(end + 1))
        ):
            several = True
            end += 1 + self.unit(end + 1)
        while size := bodies.MODIFIERS.match(self.tokens, end):
            if self.predicate_at(end):
                break
            several, end = True, end + size
        return several, end

    def group_end(self, at: int) -> int:
        """The end of a list of common nouns under one "các", with what qualifies it."""
        end = at
        while True:
            size = self.group_noun(at, first=end == at)
            if not size:
                return end
            end = self.qualified(at + size)
            if self.low(at + size) == "phụ":
                return end
            at = end
            if self.low(at) not in {",", "và", "/", "-"}:
                return end
            idiom = self.low(at - 1) in {"cấp", "ngành"} and self.low(at + 1) == "các"
            at += 1 + (1 if idiom and self.low(at + 2) in {"ngành", "cấp", "địa", "đơn"} else 0)

    def group_noun(self, at: int, first: bool) -> int:
        size = bodies.GROUP_NOUNS.match(self.tokens, at)
        if not size or (not first and (self.title(at) or self.is_ubnd(at))):
            return 0
        after = at + size
        if self.low(at) in {"tổ", "cơ"} and self.low(at + 1) in {"chức", "sở"} and not first:
            marks = {",", "và", ";", ""}
            if self.low(after) not in marks and not bodies.MODIFIERS.match(self.tokens, after):
                return 0
        if first:
            return size
        named = self.proper(after) and self.tokens_kind(after) == "w"
        if self.cap(at) and (
            named or (self.low(after) in {"tỉnh", "thành"} and self.low(at) in {"công", "thanh", "mặt"})
        ):
            return 0
        return 0 if named and self.unit(at) else size

    def qualified(self, at: int) -> int:
        """What follows a noun and belongs to it: "liên quan", "trên địa bàn tỉnh", "có biển"."""
        while True:
            if self.low(at) in {"chủ"} and self.low(at + 1) == "trì":
                if not (self.low(at - 1) in {"quan", "vị"} and self.predicate_at(at + 2)):
                    return at
                at += 2
                continue
            if self.low(at) == "(" and (end := self.parenthesis(at)):
                at = end
                continue
            if self.low(at) == "được" and self.low(at + 1) == "giao" and self.low(at + 2) == "nhiệm":
                at += 4
                continue
            if self.low(at) == "do" and self.is_ubnd(at + 1) + self.unit(at + 1):
                at = self.relative(at)
                continue
            if self.predicate_at(at):
                units = self.low(at - 1) in {"vị", "quan", "chức", "nghiệp", "chủ"}
                if units and self.low(at) in _MANAGING and (end := self._managing(at)):
                    at = end
                    continue
                return at
            size = bodies.MODIFIERS.match(self.tokens, at)
            if not size and self.proper(at) and self.low(at - 1) not in {",", "và"}:
                end = self.unit_or_place(at)
                if end == at:
                    return at
                at = end
                continue
            opener = bodies.RELATIVE.match(self.tokens, at)
            if opener and (end := self.relative(at)) > at + size:
                at = end
            elif size:
                at += size
            elif self.low(at) == "của" and (end := self.unit_or_place(at + 1)) > at + 1:
                at = end
            else:
                return at

    def _managing(self, at: int) -> int:
        """ "các đơn vị quản lý hồ chứa chủ động ...": a verb that only says which units are meant.

        The verb of the sentence comes later, opened by a word of manner or duty.
        """
        for n in range(at + 2, min(at + _REACH, len(self.tokens))):
            if self.low(n) in {":", ";", "."}:
                return 0
            if self.low(n) in {",", "và"} and self.determiner(n + 1):
                return n
            manner = self.low(n) != "được" and verbs.MANNERS.match(self.tokens, n)
            if manner and self.low(n - 1) != "," and not self.predicate_at(n - 1):
                return n
        return 0

    def unit_or_place(self, at: int) -> int:
        at += self.is_ubnd(at)
        if size := self.unit(at):
            return self.places(at + size)
        if self.low(at) in bodies.FIELD_HEADS and self.field(at + 1):
            return at + 1 + self.field(at + 1)
        if self.low(at) in {"bộ", "sở", "chính"} and self.cap(at):
            return at + (2 if self.low(at) == "chính" else 1)
        return self.places(at)

    def relative(self, at: int) -> int:
        """A relative clause ends where the verb of the sentence begins; with no such verb near it is none."""
        end, limit = at + 1, at + _REACH
        while end < min(limit, len(self.tokens)):
            low = self.low(end)
            if low == "(" and (after := self.parenthesis(end, longest=16)):
                limit, end = limit + after - end, after
                continue
            if low in {":", ";", "."}:
                break
            if low == "và" and (
                self.title(end + 1) or self.is_ubnd(end + 1) or _LEADING_GROUP.match(self.tokens, end + 1)
            ):
                return end
            if self.predicate_at(end) and low not in {"đi", "quản", "đóng"} and end > at + 1:
                return end
            end += 1
        return at

    def open_name(self, at: int, loose: bool = False) -> int:
        """The end of a name that opens with a body's head word, or `at`."""
        size = bodies.OPEN_HEADS.match(self.tokens, at)
        if not size:
            return (
                at
                if not self.unit(at) or not self.proper(at + self.unit(at))
                else self.places(at + self.unit(at))
            )
        if self.cap(at):
            return self.open_tail(at + size, at)
        if not (self.loose or loose or _LEADING_GROUP.match(self.tokens, at)):
            return at
        if _LEADING_GROUP.match(self.tokens, at):
            return self.plain_tail(at + size)
        end = self.open_tail(at + size, at)
        return end if self.proper(at + size) or self.unit(at + size) or end > at + size else at

    def anything(self, at: int) -> int:
        """The end of up to five words before a verb or a mark: a group of whatever kind in a list of groups."""
        for end in range(at + 1, min(at + 6, len(self.tokens) + 1)):
            if self.low(end) in {",", ";", "và", ""} or self.predicate_at(end):
                return end
            if self.tokens_kind(end) != "w":
                return at
        return at

    def unknown_name(self, at: int) -> int:
        """The end of a name with no head word of ours ("VNPT Net", "Vietcombank") where one is expected, or `at`."""
        if (
            not self.proper(at)
            or verbs.PREDICATES.match(self.tokens, at)
            or bodies.NOT_NAMES.match(self.tokens, at)
        ):
            return at
        end = self.open_tail(at + 1, at)
        named = end > at + 1 or self.tokens[at].low.isascii()
        closes = self.low(end) in {",", ";", "và", ""} or self.predicate_at(end)
        return end if named and closes else at

    def plain_tail(self, at: int) -> int:
        """The end of "lực lượng ứng phó thiên tai tại chỗ", "chủ đầu tư các dự án"."""
        if self.low(at) in {"ứng", "phòng"} and self.low(at + 1) in {"phó", "chống"}:
            at += 2 + 2 * (self.low(at + 2) in {"thiên", "dịch", "bão", "cháy"})
        while True:
            end = self.qualified(at)
            if end == at and not self.predicate_at(at):
                end = at + bodies.NAME_NOUNS.match(self.tokens, at) * (self.low(at) != "và")
            if end == at:
                return at
            at = end

    def open_tail(self, at: int, head: int) -> int:
        complete = False
        while at < len(self.tokens):
            if (step := self._step(at, head, complete)) == 0:
                return at
            low = self.low(at)
            complete = bool(PROVINCES.match(self.tokens, at)) or low in _COMPLETE_BEFORE
            at += step
        return at

    def _step(self, at: int, head: int, complete: bool) -> int:
        """How many tokens from `at` still belong to the name."""
        kind, low = self.tokens_kind(at), self.low(at)
        if kind == "p":
            return self._over_mark(at)
        if kind == "n":
            ends = self.low(at + 1) in {",", "và", ";", ""} or self.predicate_at(at + 1)
            return 1 if low.isdigit() and ends and self.low(at - 1) not in {"-"} else 0
        if self.determiner(at) and self.unit(at + self.determiner(at)) and at > head + 1:
            return self.group_end(at + self.determiner(at)) - at
        if self.determiner(at) and bodies.OPEN_HEADS.match(self.tokens, head) == at - head:
            if (end := self.group_end(at + self.determiner(at))) > at + self.determiner(at):
                return end - at
        if low == "tỉnh" and self.low(at + 1) == "ủy":
            return 2
        if self.cap(at):
            if size := PROVINCES.match(self.tokens, at) or bodies.FIELDS.match(self.tokens, at):
                return size
            if (size := bodies.OPEN_HEADS.match(self.tokens, at)) > 1:
                return size
            return 1
        if low == "và":
            return 1 if self.proper(at + 1) and not self._new_actor(at + 1) else 0
        if size := self.unit(at):
            return size + (self.low(at + size) == "ủy")
        verb, noun = self.predicate_at(at), bodies.NAME_NOUNS.match(self.tokens, at)
        if verb:
            dual = noun >= verb and not complete and self.low(at - 1) in _DUAL_AFTER
            goes_on = (
                bodies.NAME_NOUNS.match(self.tokens, at + noun) or self.cap(at + noun) or self.unit(at + noun)
            )
            return noun if dual and goes_on else 0
        if noun and not complete:
            return noun
        if size := bodies.MODIFIERS.match(self.tokens, at):
            return size
        if self.cap(at - 1) and at - 1 >= head and not complete and not PROVINCES.match(self.tokens, at - 1):
            return 1
        return (
            1
            if not complete
            and self.cap(at + 1)
            and low not in {"là", "của", "do", "với", "cùng", "cho", "tại"}
            else 0
        )

    def _over_mark(self, at: int) -> int:
        low = self.low(at)
        if low == "(":
            end = self.parenthesis(at)
            return end - at if end else 0
        if low in {"-", "&"} and self.proper(at + 1):
            return 1
        if low == "," and self.proper(at + 1) and not self._new_actor(at + 1):
            for n in range(at + 2, min(at + 7, len(self.tokens))):
                if self.low(n) == "và" and self.proper(n + 1) and not self._new_actor(n + 1):
                    return 1
                if self.tokens_kind(n) == "p":
                    break
        return 0

    def _new_actor(self, at: int) -> bool:
        return bool(
            self.title(at)
            or self.is_ubnd(at)
            or self.low(at) in bodies.FIELD_HEADS
            or bodies.OPEN_HEADS.match(self.tokens, at)
            or self.determiner(at)
        )
