"""Groups: "các sở, ban, ngành cấp tỉnh", "các huyện, thị xã", and what qualifies them."""

from directives.extraction import bodies, qualifiers, verbs
from directives.extraction.reader import Reader


class GroupReader(Reader):
    """Reads how far a list of common nouns goes."""

    def owner(self, at: int) -> int:
        """2 where "chủ bè", "chủ bến" stands: somebody who owns what is named."""
        owned = self.tokens_kind(at + 1) == "w" and not self.cap(at + 1)
        if self.low(at) != "chủ" or not owned or self.low(at + 1) in qualifiers.OWNS_NOTHING:
            return 0
        return 0 if self.predicate_at(at + 1) else 2

    def owner_end(self, at: int) -> int:
        """The end of "chủ bè nuôi thủy sản", "chủ bến thủy nội địa", before a verb or a mark; or `at`."""
        end = self.run_on(at + 2, 5)
        named = next((n for n in range(at + 2, at + 4) if self.proper(n)), 0)
        if named and self.tokens_kind(at + 2) == "w" and not self.predicate_at(at + 2):
            end = self.places(named)  # "chủ bến phà Bảo Hà"
        if self.low(end) in qualifiers.MANAGING:
            end = self.managing(end, private=True) or end
        end = self.owned_too(end) or end
        return end if self.predicate_at(end) or self.low(end) in {",", ";", "và", ":", ""} else at

    def owned_too(self, at: int) -> int:
        """The end of ", hồ chứa thủy điện" behind "chủ đập", or 0."""
        size = qualifiers.OWNED.match(self.tokens, at + 1) if self.low(at) in {",", "và"} else 0
        if not size:
            return 0
        end = self.qualified(at + 1 + size)
        return end if self.predicate_at(end) or self.low(end) in {",", ";", "và", ":", ""} else 0

    def field_tail(self, at: int) -> int:
        """What may follow the field of a department: "tỉnh Nghệ An", "các tỉnh, thành phố", "(NHNN)"."""
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

    def group_end(self, at: int, units: bool = False) -> int:
        """The end of a list of common nouns under one "các", with what qualifies it.

        `units` behind "UBND các": there only further units belong to the list.
        """
        end = at
        while True:
            size = self.group_noun(at, first=end == at)
            if not size:
                return end
            end = self.qualified(at + size)
            if self.low(at) == "chủ":
                end = self.owned_too(end) or end
            if self.low(at + size) == "phụ":
                return end
            while units and self._short_unit(end):
                end += 2
            at = end
            if self.low(at) not in {",", "và", "/", "-"} or (units and not self.unit(at + 1)):
                return end
            idiom = self.low(at - 1) in {"cấp", "ngành"} and self.low(at + 1) == "các"
            at += 1 + (1 if idiom and self.low(at + 2) in {"ngành", "cấp", "địa", "đơn"} else 0)

    def _short_unit(self, at: int) -> bool:
        """ ", thành" and ", thị" of "UBND các huyện, thành, thị"."""
        whole = self.low(at + 2) in {"phố", "xã", "trấn"} or self.cap(at + 2)
        return self.low(at) == "," and self.low(at + 1) in {"thành", "thị"} and not whole

    def group_noun(self, at: int, first: bool) -> int:
        size = bodies.GROUP_NOUNS.match(self.tokens, at)
        if not size or (not first and (self.title(at) or self.is_ubnd(at))):
            return 0
        if not first and (
            bodies.OPEN_HEADS.match(self.tokens, at) > size or (self.cap(at) and self.low(at) == "đảng")
        ):
            return 0
        after = at + size
        if self.low(at) in {"tổ", "cơ"} and self.low(at + 1) in {"chức", "sở"} and not first:
            marks = {",", "và", ";", ""}
            if self.low(after) not in marks and not bodies.MODIFIERS.match(self.tokens, after):
                return 0
        if first and self.low(at) in {"sở", "bộ"} and (field := bodies.FIELDS.match(self.tokens, after)):
            return size + field  # "các sở giáo dục và đào tạo"
        if first:
            return size
        named = self.proper(after) or (self.cap(at) and self.tokens_kind(after) == "n")
        if self.cap(at) and (
            named or (self.low(after) in {"tỉnh", "thành"} and self.low(at) in {"công", "thanh", "mặt"})
        ):
            return 0
        if named and (self.low(at) == "đặc" or self._last_unit(at, after)):
            return self.places(after) - at  # "các xã, phường, đặc khu Phú Quý", "các huyện, thành phố Cà Mau"
        return 0 if named and self.unit(at) else size

    def _last_unit(self, at: int, after: int) -> bool:
        """Whether the one unit with a name closes a list of units without: "các huyện, thành phố Cà Mau"."""
        before = bodies.UNITS.match(self.tokens, at - 2) == 1 or bodies.UNITS.match(self.tokens, at - 3) == 2
        end = self.places(after)
        more = self.low(end) in {",", "và"} and (self.proper(end + 1) or self.unit(end + 1))
        return bool(self.unit(at) and before and not more)

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
            if self.low(at) in {",", "và"} and (end := self._another(at + 1)):
                at = end
                continue
            if self.low(at) == "được" and self.low(at + 1) == "giao" and self.low(at + 2) == "nhiệm":
                at = self._in_this_paper(at + 4)
                continue
            if (
                self.low(at) == "được"
                and self.low(at + 1) in qualifiers.CHOSEN
                and (end := self.managing(at))
            ):
                at = end
                continue
            if self.low(at) in {"chưa", "còn", "không", "để", "chậm", "nợ", "vi"} and (
                end := self._must(at)
                or self._hurries(at)
                or (self.managing(at) if self.loose and self.low(at) == "còn" else 0)
            ):
                at = end
                continue
            if self.low(at) == "do" and self.is_ubnd(at + 1) + self.unit(at + 1):
                at = self.relative(at)
                continue
            if end := self._measured(at) or self._packages(at):
                at = end
                continue
            if self.predicate_at(at):
                tills = self.low(at - 1) in qualifiers.LANDS and qualifiers.TILLS.match(self.tokens, at)
                if tills and (end := self.managing(at, private=True)):
                    at = end  # "UBND các tỉnh trồng sầu riêng siết quản lý": a committee grows nothing
                    continue
                if self.low(at) in qualifiers.FAILING and (end := self._must(at)):
                    at = end
                    continue
                units = self.low(at - 1) in {"vị", "quan", "chức", "chủ"} | qualifiers.PRIVATE
                if units and self.low(at) in qualifiers.MANAGING and (end := self.managing(at)):
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
            if self.low(at) == "là" and (size := qualifiers.KINDS.match(self.tokens, at + 1)):
                at += 1 + size  # "Các chủ rừng là tổ chức lập phương án"
                continue
            if self.low(at) in {"ở", "tại"} and (end := self._places_listed(at + 1)):
                at = end
                continue
            opener = bodies.RELATIVE.match(self.tokens, at)
            if self.low(at) == "đang" and not self.loose:
                return at
            whole = size > opener and (
                self.low(at + size) in {",", ";", "và", "theo", "căn"} or self.predicate_at(at + size)
            )
            if opener and not whole and (end := self.relative(at)) > at + size:
                at = end
            elif size:
                at += size
            elif self.cap(at - 1) or self.low(at - 1) in {"tỉnh", "phố"}:
                return at
            elif self.low(at) in {"chợ", "bến", "cảng"} and self.proper(at + 1):
                at = self.places(at + 1)  # "Các tiểu thương chợ Cốc Lếu"
            elif bodies.NAME_NOUNS.match(self.tokens, at) > 1:
                at += bodies.NAME_NOUNS.match(self.tokens, at)
            elif (end := self.run_on(at, 5)) > at or (
                self.low(at) == "của" and (end := self.unit_or_place(at + 1)) > at + 1
            ):
                at = end
            else:
                return at

    def _places_listed(self, at: int) -> int:
        """The end of "Thạnh Hóa, Tân Thạnh và Mộc Hóa" right before a verb, or 0."""
        while self.proper(at):
            at = self.places(at)
            if self.predicate_at(at):
                return at
            if self.low(at) not in {",", "và"}:
                return 0
            at += 1
        return 0

    def _measured(self, at: int) -> int:
        """The end of "có tỷ lệ giải ngân dưới 30%", "có dung tích từ 1 triệu m3 trở lên", or 0."""
        size = qualifiers.MEASURES.match(self.tokens, at + 1) if self.low(at) == "có" else 0
        if self.low(at) == "giải" and self.low(at + 1) == "ngân" and self.low(at + 2) in qualifiers.COMPARED:
            end = at + 3 + 2 * (self.tokens_kind(at + 3) == "n")  # "giải ngân dưới 50%"
            return end if end > at + 3 and self.predicate_at(end) else 0
        if not size:
            return 0
        for n in range(at + 1 + size, min(at + 12, len(self.tokens))):
            if self.tokens_kind(n) != "w":
                return 0
            if self.low(n) in qualifiers.COMPARED:
                end = n + 1
                while self.tokens_kind(end) == "n" or qualifiers.ABOVE_MEASURE.match(self.tokens, end):
                    end += qualifiers.ABOVE_MEASURE.match(self.tokens, end) or 1
                return end
        return 0

    def _packages(self, at: int) -> int:
        """The end of "gói XL-11, XL-12", "gói thầu số 5 và số 6" behind contractors, or 0."""
        if self.low(at) != "gói":
            return 0
        n = at + 1 + (self.low(at + 1) == "thầu")
        end = 0
        while True:
            n += self.low(n) == "số"
            if not (self.tokens_kind(n) == "n" or any(map(str.isdigit, self.low(n)))):
                return end
            end = n + 1
            if self.low(end) not in {",", "và"}:
                return end
            n = end + 1

    def _next_body(self, at: int, mark: str) -> bool:
        """Whether a list of names goes on behind "và" or a comma, and not the clause about the one before."""
        named = self.cap(at) and (
            self.low(at) in bodies.FIELD_HEADS or bodies.OPEN_HEADS.match(self.tokens, at) > 0
        )
        group = self.title(at) or self.is_ubnd(at) or qualifiers.LEADING_GROUP.match(self.tokens, at)
        return bool(named or (mark == "và" and group))

    def _in_this_paper(self, at: int) -> int:
        """Past "tại Thông báo này", "tại Kế hoạch số 12/KH-UBND" behind "được giao nhiệm vụ"."""
        if self.low(at) not in {"tại", "trong", "theo"} or not self.cap(at + 1):
            return at
        for n in range(at + 2, min(at + 8, len(self.tokens))):
            if self.low(n) in {"này", "trên"} or (self.low(n - 1) == "số" and self.tokens_kind(n) == "n"):
                return n + 1
        return at

    def _hurries(self, at: int) -> int:
        """Where "khẩn trương" and a verb stand behind "chưa đạt chuẩn nông thôn mới", or 0."""
        for n in range(at + 2, min(at + 14, len(self.tokens))):
            if self.tokens_kind(n) != "w":
                return 0
            if self.low(n) in {"khẩn", "tiếp"} and (size := verbs.MANNERS.match(self.tokens, n)):
                return n if self.predicate_at(n + size) and not self.predicate_at(n - 1) else 0
        return 0

    def _must(self, at: int) -> int:
        """Where "phải" stands behind "chưa phân bổ hết vốn", or 0."""
        for n in range(at + 1, min(at + 18, len(self.tokens))):
            if self.low(n) in {",", ";", ":", "."}:
                return 0
            if self.low(n) in {"phải", "cần"}:
                return 0 if self.low(n - 1) == "thì" else n
        return 0

    def _another(self, at: int) -> int:
        """The end of a second qualifier before the verb: "hồ chứa thủy lợi, thủy điện vận hành ...", or 0."""
        if self.cap(at) or self.determiner(at) or bodies.GROUP_NOUNS.match(self.tokens, at):
            return 0
        size = max(bodies.MODIFIERS.match(self.tokens, at), bodies.NAME_NOUNS.match(self.tokens, at))
        if size <= verbs.PREDICATES.match(self.tokens, at) or self.unit(at):
            return 0
        after = at + size
        if self.low(after) in {",", "và"}:
            return self._another(after + 1)
        return after if self.predicate_at(after) else 0

    def managing(self, at: int, private: bool = False) -> int:
        """ "các đơn vị quản lý hồ chứa chủ động ...": a verb that only says which units are meant.

        The verb of the sentence comes later, opened by a word of manner or duty; behind a `private` person
        who lives by the first verb any verb will do.
        """
        if self.low(at) == "được" and (after := self.entrusted(at)):
            return after
        for n in range(at + 2, min(at + qualifiers.REACH, len(self.tokens))):
            if self.low(n) in {":", ";", ".", "đã", "đang", "sẽ"}:
                return 0
            if self.low(n) in {",", "và"} and (self.determiner(n + 1) or self._next_body(n + 1, self.low(n))):
                return n
            manner = self.low(n) != "được" and verbs.MANNERS.match(self.tokens, n)
            if manner and self.low(n - 1) != "," and not self.predicate_at(n - 1):
                return n
            if self.low(n) == "," and self.low(n + 1) not in qualifiers.MANAGING:
                continue
            whole = all(self.low(k) != "," or self.low(k + 1) in qualifiers.MANAGING for k in range(at, n))
            acts = self.predicate_at(n) > 1 or (private and self.low(n) in qualifiers.CLEAR)
            lives = self.low(at) in qualifiers.MANAGING and self.low(at - 1) in qualifiers.PRIVATE
            if (
                whole
                and acts
                and (private or lives)
                and self.low(n) not in {"được", *qualifiers.MANAGING}
                and self.tokens_kind(n - 1) == "w"
            ):
                return n
        return 0

    def entrusted(self, at: int) -> int:
        """Where the verb of the sentence stands behind "được ủy quyền quản lý quốc lộ", or 0."""
        if self.low(at + 1) == "phân" and qualifiers.HANDS_IN.match(self.tokens, at + 3):
            return at + 3  # "các đơn vị được phân công báo cáo kết quả": those who have a part
        return self.second_verb(at + (2 if self.low(at + 1) == "giao" else 3))

    def second_verb(self, first: int) -> int:
        """Where the verb of the sentence stands behind a verb that only says which are meant, or 0."""
        size = verbs.PREDICATES.match(self.tokens, first)
        if verbs.MANNERS.match(self.tokens, first) == size:
            return 0
        n = first + size
        while n < min(first + 14, len(self.tokens)) and self.tokens_kind(n) == "w":
            works = self.predicate_at(n) > 1 and not self.noun_at(n)
            if n > first + size and (works or verbs.MANNERS.match(self.tokens, n)):
                return n
            n += max(1, self.noun_at(n))
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
        if self.low(at) == "có" and self.low(at + 1) in {"nhiều", "sự", "những", "một", "tiến", "bước"}:
            return at
        end, limit = at + 1, at + qualifiers.REACH
        while end < min(limit, len(self.tokens)):
            low = self.low(end)
            if low == "(" and (after := self.parenthesis(end, longest=16)):
                limit, end = limit + after - end, after
                continue
            if low == ";" and (self.determiner(end + 1) or self._next_body(end + 1, "và")):
                return end
            if low in {":", ";", "."}:
                break
            if low in {"theo", "căn"} and self.low(end + 1) in {"chức", "cứ"}:
                return end
            if low in {"và", ","} and self._next_body(end + 1, low):
                return end
            passive = self.low(end - 1) in {"được", "bị"}
            if self.predicate_at(end) and low not in {"đi", "quản", "đóng"} and end > at + 1 and not passive:
                return end - (self.low(end - 1) == ",")
            end += 1
        return at
