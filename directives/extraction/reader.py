"""One run of tokens, and the small questions asked of it everywhere."""

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
# A name does not go on over these.
FUNCTION = words("""
bằng bị chưa cho lần cùng cũng còn của dưới do hoặc khi kể là mà nên nếu nhằm nhiều như này qua rất sau sẽ
theo thì trong trên trước tại tới từ vì vẫn về với vừa và đang đã đến để đều đó được không rồi
""")
# Towns whose name begins like that of a province.
_TOWNS = listed("điện biên phủ | điện biên đông")
_AFTER_NAME = words("cũng phải cần đã đang sẽ có chưa còn được và")
_UNDONE = words("quá chậm chưa trễ")
# Verbs by themselves, and the second half of nouns: "địa bàn".
_SECOND_SYLLABLES = words("bàn tin vực đo")
NESTED = 8  # lists within lists ("các Sở: các Sở: ..."): nobody writes more, and each takes of the stack


class Reader:
    """One run of tokens and what is known about names."""

    def __init__(self, normal: Normal, tokens: Sequence[Token], directory: Names | None = None) -> None:
        self.normal, self.tokens, self.directory = normal, tokens, directory
        self.loose = False
        self.nested = 0  # lists within lists, as they are read
        self._lows = [token.low for token in tokens]
        self._count = len(self._lows)
        self._words = frozenset(self._lows)

    def has(self, word: str) -> bool:
        """Whether a word or mark stands anywhere among the tokens."""
        return word in self._words

    def low(self, at: int) -> str:
        return self._lows[at] if 0 <= at < self._count else ""

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
        if self.low(at) == "trưởng" and self.cap(at + 1) and bodies.OPEN_HEADS.match(self.tokens, at + 1):
            return 1  # "Trưởng Ban Quản lý ...", "Trưởng Công an ..."
        if self.low(at) == "trưởng" and self.determiner(at + 1):
            return 1
        if self.low(at) == "cán" and self.low(at + 2) in {",", "công"}:
            return 0  # "cán bộ, công chức"
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
        """The length of the field of a department at `at`; behind its "và" there is only the last part."""
        size = bodies.FIELDS.match(self.tokens, at) if self.cap(at) or self.loose else 0
        joined = next((n for n in range(at, at + size) if self.low(n) == "và"), at + size)
        if any(self.low(n) == "," for n in range(joined, at + size)):
            size = bodies.FIELDS.match(self.tokens[: self._last_comma(at, size)], at)
        return size

    def _last_comma(self, at: int, size: int) -> int:
        return max(n for n in range(at, at + size) if self.low(n) == ",")

    def known(self, at: int) -> int:
        return self.directory.match(self.tokens, at) if self.directory else 0

    def predicate_at(self, at: int) -> int:
        """The length of the verb phrase at `at`; 0 when the words are rather part of a name ("cấp tỉnh")."""
        if self.cap(at) or (self.low(at) == "có" and self.low(at + 3) in _UNDONE):
            return 0  # "có nhiệm vụ quá hạn" says which are meant
        if self.low(at) == "lãnh" and self.low(at - 1) == "diện":
            return 0  # "Đại diện lãnh đạo UBND huyện"
        size = verbs.PREDICATES.match(self.tokens, at)
        if at and self.low(at) in _SECOND_SYLLABLES and bodies.NAME_NOUNS.match(self.tokens, at - 1) > 1:
            return 0
        if (
            size
            and max(bodies.MODIFIERS.match(self.tokens, at), bodies.NAME_NOUNS.match(self.tokens, at)) > size
        ):
            return 0
        return size

    def noun_at(self, at: int) -> int:
        """The length of a known noun of several words: "công trình", whose second half is a verb."""
        size = max(
            nouns.match(self.tokens, at)
            for nouns in (bodies.NAME_NOUNS, bodies.GROUP_NOUNS, bodies.MODIFIERS, bodies.OPEN_HEADS)
        )
        return size if size > 1 and size > verbs.PREDICATES.match(self.tokens, at) else 0

    def run_on(self, at: int, longest: int) -> int:
        """The end of plain words from `at` that run into a verb, or `at`.

        Between a body and its verb there is nothing but the rest of its name: "Tổ khuyến nông cộng đồng
        hướng dẫn", "liên danh nhà thầu huy động".
        """
        n = at
        while n < self._count and n - at <= longest:
            if (size := self.predicate_at(n)) and (size > 1 or self.low(n) not in FUNCTION):
                return n
            stops = self.low(n) in FUNCTION or verbs.TELLING.match(self.tokens, n)
            if stops or self.tokens_kind(n) != "w" or self.cap(n):
                return at
            n += max(1, self.noun_at(n))
        return at

    def proper(self, at: int) -> bool:
        return self.cap(at) and self.tokens_kind(at) == "w"

    def places(self, at: int) -> int:
        """The end of a run of proper names, with a province or "tỉnh X" behind it."""
        town = _TOWNS.match(self.tokens, at)
        size = town or (PROVINCES.match(self.tokens, at) if self.cap(at) else 0)
        if size:
            at += size
        else:
            first = at
            while self.proper(at) and (at == first or bodies.OPEN_HEADS.match(self.tokens, at) < 2):
                at += 1
                if at > first + 1 and self.low(at) == "-" and self._second_half(at + 1):
                    at += 1
            if at > first and self._counted_place(at):
                at += 1
        if self.low(at) == "(" and (end := self.parenthesis(at)):
            at = end
        size = self.unit(at)
        return self.places(at + size) if size and self.proper(at + size) else at

    def _counted_place(self, at: int) -> bool:
        """ "xã Đam Rông 2", "phường Vạn Ninh 1": the number that tells places of one name apart."""
        if self.tokens_kind(at) != "n" or not self.low(at).isdigit():
            return False
        following = self.low(at + 1)
        verb = len(self.low(at)) == 1 and (self.predicate_at(at + 1) or following in _AFTER_NAME)
        return following in {",", "và", ""} or bool(verb)

    def _second_half(self, at: int) -> bool:
        """Whether a name behind a hyphen belongs to the one before: "phường Xuân Hương - Đà Lạt"."""
        body = bodies.OPEN_HEADS.match(self.tokens, at) or self.low(at) in bodies.FIELD_HEADS
        return self.proper(at) and not (body or self.title(at) or self.is_ubnd(at) or self.unit(at))

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
