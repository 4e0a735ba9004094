"""Where a proper name ends: "Ban Quản lý dự án đầu tư xây dựng Tuy An"."""

from directives.extraction import bodies, verbs
from directives.extraction.groups import GroupReader
from directives.extraction.places import PROVINCES
from directives.extraction.qualifiers import LEADING_GROUP
from directives.extraction.reader import FUNCTION
from directives.extraction.tokens import listed, words

# What a body is here, or who answers for it: no part of its name.
_ROLES = listed("""
cơ quan thường trực | cơ quan chủ trì | cơ quan đầu mối | cơ quan tham mưu | đơn vị chủ trì | đơn vị đầu mối
thường trực ban chỉ đạo | đơn vị thường trực | cơ quan giúp việc | chủ đầu tư | nhà đầu tư | chủ trì | đầu mối
đ/c | đồng chí | ông | bà | anh | chị | chủ dự án | nhà thầu | đơn vị tư vấn
""")
_BUSINESS = listed("công ty | tổng công ty | chi nhánh | nhà máy | xí nghiệp | ngân hàng")
_NUMBERED = words("vực số tác ngành đội đạo khu")
_SETTLEMENTS = words("thôn buôn bản ấp khóm tổ làng khu")
# A word that is noun and verb is a noun where no object can follow.
_NO_OBJECT = {"", ",", ";", ":", "(", "theo", "căn", "và", "phải", "cần"}
_COMPLETE_BEFORE = words("huyện phường quận tỉnh xã")
_DUAL_AFTER = words(
    "hoạch qlda bql bqlda án tư lý trì trình và khu trợ tiến ban tâm ty quỹ chấp phòng nhánh đoàn ngành"
)


class NameReader(GroupReader):
    """Reads how far a name goes."""

    def open_name(self, at: int, loose: bool = False) -> int:
        """The end of a name that opens with a body's head word, or `at`."""
        size = bodies.OPEN_HEADS.match(self.tokens, at)
        if size and self.low(at) == "thống" and not self.unit(at + 2) and not self.cap(at + 2):
            return at  # "Thống kê chính xác thiệt hại"
        if not size and self.owner(at) and (self.cap(at) or self.loose or loose or self.low(at - 1) == ","):
            return self.owner_end(at)
        if not size:
            return (
                at
                if not self.unit(at) or not self.proper(at + self.unit(at))
                else self.places(at + self.unit(at))
            )
        if self.cap(at):
            end = self.open_tail(at + size, at)
            if self.low(end) == "-" and _BUSINESS.match(self.tokens, at) and self._parent(end + 1):
                end += 2  # "Công ty Nhôm Đắk Nông - TKV"
            if self.low(at) == "chủ":  # "Chủ các hồ chứa có dung tích trên 1 triệu m3"
                end = max(end, self.plain_tail(at + size))
                end = self.owned_too(end) or end
            bare = (
                end == at + size and (size == 1 or self.low(at) in {"hội", "cơ"}) and not self._short_name(at)
            )
            if bare and (verb := self.predicate_at(end)) > 1:
                if self.cap(end + verb):
                    return max(end, self.open_name(end + verb))  # "Cơ quan điều hành Trung tâm tài chính"
                further = self.run_on(end + verb, 6)  # "Tổ quản lý trật tự đô thị ra quân"
                return further if further > end + verb else end if size > 1 else at
            return end if size > 1 or end > at + 1 or self._short_name(at) else at
        if not (self.loose or loose or LEADING_GROUP.match(self.tokens, at)):
            return at
        if LEADING_GROUP.match(self.tokens, at):
            end = self.plain_tail(at + size)
            return self.owned_too(end) or end if self.low(at) == "chủ" else end
        end = self.open_tail(at + size, at)
        alone = size > max(1, verbs.PREDICATES.match(self.tokens, at)) and self.predicate_at(end) > 0
        return end if alone or self.proper(at + size) or self.unit(at + size) or end > at + size else at

    def _parent(self, at: int) -> bool:
        """The group a company belongs to, in capitals or coined, before the verb: "TKV", "Vinacomin"."""
        shown = self.normal.shown[self.tokens[at].start : self.tokens[at].end] if self.proper(at) else ""
        coined = shown.isascii() and len(shown) > 2 and (shown.isupper() or len(shown) > 6)
        return coined and (self.predicate_at(at + 1) > 0 or self.low(at + 1) in {",", ";", "và", ":", ""})

    def _short_name(self, at: int) -> bool:
        """ "VNPT", "Viettel": a name of one word, which no word of the language is."""
        token = self.tokens[at]
        shown = self.normal.shown[token.start : token.end]
        return (shown.isupper() and len(shown) > 2) or token.low in {"viettel", "agribank", "vietcombank"}

    def unit_or_place(self, at: int) -> int:
        size = bodies.OPEN_HEADS.match(self.tokens, at) if self.cap(at) and not self.is_ubnd(at) else 0
        end = self.open_tail(at + size, at) if size else at
        return end if end > at + 1 else super().unit_or_place(at)

    def anything(self, at: int) -> int:
        """The end of up to five words before a verb or a mark: whatever stands in a list of groups."""
        for end in range(at + 1, min(at + 6, len(self.tokens) + 1)):
            if self.low(end) in {",", ";", "và", "", "đã", "đang", "sẽ"} or self.predicate_at(end):
                return end
            if self.tokens_kind(end) != "w":
                return at
        return at

    def unknown_name(self, at: int) -> int:
        """The end of a name with no head word of ours, as "Vietcombank", where one is expected; or `at`."""
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
                headed = self.cap(head) or bodies.OPEN_HEADS.match(self.tokens, head) > 1
                return self.run_on(at, 6) if headed and not complete and not self.unit(at - 1) else at
            low = self.low(at)
            complete = bool(PROVINCES.match(self.tokens, at)) or low in _COMPLETE_BEFORE
            at += step
        return at

    def _step(self, at: int, head: int, complete: bool) -> int:
        """How many tokens from `at` still belong to the name."""
        kind, low = self.tokens_kind(at), self.low(at)
        if complete and low == "-":
            return int(self._second_half(at + 1))  # "Khu công nghiệp Việt Nam - Singapore"
        if complete and low in {",", "và", "&"}:
            return 0
        if kind == "p":
            return self._over_mark(at)
        if kind == "n":
            if low.isdigit() and self.tokens_kind(at - 1) == "w" and self.low(at + 1) in _SETTLEMENTS:
                return self.group_end(at + 1) - at  # "Ban tự quản 11 thôn, buôn"
            if low.isdigit() and self.low(at - 1) == "số":
                return 1
            ends = self.low(at + 1) in {",", "và", ";", ""} or self.predicate_at(at + 1)
            ends = ends or self.low(at - 1) in _NUMBERED or bool(self.unit(at + 1))
            return 1 if low.isdigit() and ends and self.low(at - 1) not in {"-"} else 0
        if self.determiner(at) and self.unit(at + self.determiner(at)) and at > head + 1:
            return self.group_end(at + self.determiner(at)) - at
        several = at + self.determiner(at)
        if several > at and bodies.OPEN_HEADS.match(self.tokens, head) == at - head:
            end = self.group_end(several)
            if end > several:
                return end - at
        if low == "tỉnh" and self.low(at + 1) == "ủy":
            return 2
        if low == "tp" and self.low(at + 1) == "." and self.proper(at + 2):
            return self.places(at + 2) - at
        if self.cap(at):
            if size := PROVINCES.match(self.tokens, at) or bodies.FIELDS.match(self.tokens, at):
                return size
            if (size := bodies.OPEN_HEADS.match(self.tokens, at)) > 1:
                return size
            return self._capital_word(at)
        if low == "số" and self.tokens_kind(at + 1) == "n":
            return 1
        if self.low(at) == "các" and self.low(at + 1) == "khu" and self.tokens_kind(at + 3) == "n":
            return self._numbers(at + 3) - at  # "NHNN các Khu vực 9, 10, 11"
        if low == "và" and self._noun_goes_on(at + 1) and not complete:
            return 1
        if low == "và":
            return 1 if self.proper(at + 1) and not self._new_actor(at + 1) else 0
        if size := self.unit(at):
            return size + (self.low(at + size) == "ủy")
        verb, noun = self.predicate_at(at), bodies.NAME_NOUNS.match(self.tokens, at)
        if verb:
            verb = max(verb, bodies.NOT_NAMES.match(self.tokens, at))  # "tổ chức thực hiện"
            dual = noun >= verb and not complete and self.low(at - 1) in _DUAL_AFTER
            dual = dual and not (self.low(at - 1) == "đoàn" and self.low(at - 2) in bodies.UNIT_HEADS)
            goes_on = (
                bodies.NAME_NOUNS.match(self.tokens, at + noun)
                or self.predicate_at(at + noun)
                or self.cap(at + noun)
                or self.unit(at + noun)
                or self.low(at + noun) in _NO_OBJECT
            )
            return noun if dual and goes_on else 0
        if noun and not complete:
            return noun
        if size := bodies.MODIFIERS.match(self.tokens, at):
            return size
        in_name = at - 1 >= head + max(1, bodies.OPEN_HEADS.match(self.tokens, head))
        if low in FUNCTION:
            return 0
        if self.cap(head) and not complete and (bridge := self._bridge(at)):
            return bridge
        if self.cap(at - 1) and in_name and not complete and not PROVINCES.match(self.tokens, at - 1):
            return 1
        return (
            1
            if not complete
            and self.cap(at + 1)
            and low not in {"là", "của", "do", "với", "cùng", "cho", "tại"}
            else 0
        )

    def _bridge(self, at: int) -> int:
        """How many plain words lead on to a capital of the same name: "Quần [thể danh thắng] Tràng An"."""
        n = at
        while n - at <= 4 and self.tokens_kind(n) == "w":
            if n > at and (self.cap(n) or (self.low(n) == "và" and self.proper(n + 1))):
                return 0 if self._new_actor(n + (self.low(n) == "và")) else n - at
            if self.low(n) in FUNCTION or self.predicate_at(n) or verbs.TELLING.match(self.tokens, n):
                return 0
            n += max(1, self.noun_at(n))
        return 0

    def _numbers(self, at: int) -> int:
        while self.low(at + 1) in {",", "và"} and self.low(at + 2).isdigit():
            at += 2
        return at + 1

    def _capital_word(self, at: int) -> int:
        """The length of a verb or noun with a capital inside a name: "Phòng Tổ chức ...", "Ban Chỉ đạo"."""
        return max(verbs.PREDICATES.match(self.tokens, at), bodies.NAME_NOUNS.match(self.tokens, at), 1)

    def _over_mark(self, at: int) -> int:
        low = self.low(at)
        if low == "(":
            end = self.parenthesis(at)
            return end - at if end else 0
        if low in {"-", "&"} and (self.proper(at + 1) or self._continent(at + 1)):
            return 1
        if low == "," and (size := self._noun_goes_on(at + 1)):
            after = at + 1 + size
            closes = self.predicate_at(after) or (self.low(after) == "và" and self._noun_goes_on(after + 1))
            return 1 if closes else 0  # "Xúc tiến đầu tư, thương mại và du lịch tỉnh"
        if low == "," and self.proper(at + 1) and not self._new_actor(at + 1):
            for n in range(at + 2, min(at + 7, len(self.tokens))):
                if self.low(n) == "và" and self.proper(n + 1) and not self._new_actor(n + 1):
                    return 1
                if self.tokens_kind(n) == "p":
                    break
        return 0

    def _continent(self, at: int) -> bool:
        return self.low(at) == "châu" and self.proper(at + 1)

    def _noun_goes_on(self, at: int) -> int:
        """The length of a common noun at `at` that can only be part of a name."""
        if self.cap(at) or self.low(at) == "và" or bodies.GROUP_NOUNS.match(self.tokens, at):
            return 0
        size = max(bodies.NAME_NOUNS.match(self.tokens, at), bodies.MODIFIERS.match(self.tokens, at))
        if self.unit(at):
            return 0
        return size if size > verbs.PREDICATES.match(self.tokens, at) else 0

    def _new_actor(self, at: int) -> bool:
        return not bodies.NOT_NAMES.match(self.tokens, at) and bool(
            self.title(at)
            or self.is_ubnd(at)
            or self.low(at) in bodies.FIELD_HEADS
            or bodies.OPEN_HEADS.match(self.tokens, at)
            or self.determiner(at)
        )

    def without_role(self, first: int, last: int) -> int:
        """The end of "Sở Nội vụ (cơ quan thường trực)", "Văn phòng UBND tỉnh (đ/c A)" before the bracket."""
        if self.low(last - 1) != ")" or self.low(first) == "đ/c":
            return last
        bracket = next((n for n in range(last - 2, first, -1) if self.low(n) == "("), last)
        role = _ROLES.match(self.tokens, bracket + 1) if bracket < last else 0
        return bracket if role else last
