"""Who orders, and with which word: "Chủ tịch UBND tỉnh giao", "Thủ tướng yêu cầu", "Đề nghị"."""

from directives.extraction import bodies, verbs
from directives.extraction.actors import ActorReader
from directives.extraction.normalise import fold
from directives.extraction.tokens import listed, words

CHARGES = listed("""
giao | yêu cầu | đề nghị | chỉ đạo | lưu ý | nhấn mạnh | phân công | quán triệt | nhắc nhở | nhắc
chuyển | thống nhất giao | giao trách nhiệm | giao nhiệm vụ | giao nhiệm vụ cho
giao trách nhiệm cho | giao cho | yêu cầu và đề nghị | có ý kiến chỉ đạo | có ý kiến
chỉ đạo yêu cầu | đề nghị và yêu cầu | giao việc cho | chỉ thị | kết luận | nêu rõ | chỉ rõ
nêu yêu cầu | khẳng định cần | quyết nghị giao | nghiêm khắc yêu cầu | thúc | hối thúc
kết luận giao
""")
# Giving work is their only sense at the head of a sentence with no subject.
OPENING = listed("""
giao | yêu cầu | đề nghị | phân công | lưu ý | giao cho | giao nhiệm vụ | giao nhiệm vụ cho
giao trách nhiệm | giao trách nhiệm cho | chuyển | thống nhất giao | chỉ đạo | nhắc nhở | quán triệt
""")
# Without "phải" or an actor behind them they only say.
SAYING = words("chỉ có khẳng kết lưu nhấn nhắc nêu quán")
_AUXILIARY = words("""
biệt chủ còn cũng khắc lại lần một nghiêm nhất nữa thống thời tiếp trì trực tục đặc đồng
""")
_PUBLISH = words("ban có gửi ký phát ra")
_PAPERS = words("chỉ công kết thông văn")
_AFTER_PREPOSITION = words(
    "ban bởi cho cáo cùng của do phòng thuộc ủy gửi là mưu qua theo trình trước và về với được đạo"
)
_ADVERBIAL = words("theo trên căn trong để với tùy tại ngoài sau trước qua thông ngay từ chậm muộn")
_NO_VERB = words("của và về mà nhưng hoặc do nên cùng tỉnh các những mọi một nhất hay")
_TOPICS = words("""
về tại trong sau ngay trước đối cũng ngày sáng chiều tối liên hiện phát kết đồng
""")
_DAYS = words("ngày sáng chiều trưa tối hôm mới tại vừa")
_MEETINGS = words("họp giao hội phiên lễ làm buổi cuộc")
# "Phó Chủ tịch yêu cầu ...": whose, the text has said before.
_AFTER_TITLE = frozenset({"", ","}) | words("yêu giao chỉ lưu nhấn cũng")
_HEAD_OF = listed(
    "người đứng đầu chính quyền tỉnh | người đứng đầu chính quyền thành phố | người đứng đầu tỉnh"
)
_SPEAKS = words("lưu đề yêu giao chỉ kết")
# Their heads give orders to those who sit in them and work for them.
_COUNCILS = listed("""
ủy ban bầu cử | ủy ban an toàn giao thông | hội đồng | tổ công tác | ban chỉ đạo | ban chỉ huy | ban tổ chức
tiểu ban | đoàn kiểm tra | đoàn công tác | ban điều hành
""")
_ORDERS = words("yêu giao chỉ")
_LEADING_TITLES = words("bí chủ phó trưởng")


class ChargeReader(ActorReader):
    """Reads the ordering body and its verb."""

    department = ""  # whose own letter it is, folded

    def authority(self, at: int) -> int:
        """The end of an ordering body that starts at `at`, or 0."""
        low = self.low(at)
        if low in {"ông", "bà"}:
            return self.person(at + 1)
        if low == "người" and (size := _HEAD_OF.match(self.tokens, at)):
            return self.places(at + size)
        if not self.cap(at) and low != "đồng":
            return 0
        if size := bodies.CENTRAL.match(self.tokens, at):
            after = at + size
            if low in {"bộ", "thứ"} and (self.determiner(after) or self.low(after) in {":", ","}):
                return 0
            if self.low(after) == "bộ" and self.field(after + 1):
                after = after + 1 + self.field(after + 1)
            return self.person(after)
        if (low == "đồng" and self.low(at + 1) == "chí") or low == "đ/c":
            titled = self.authority(at + 2) if self.cap(at + 2) and self.title(at + 2) else 0
            end = titled or (0 if self.title(at + 2) else self.person(at + 2))
            bare = self.low(at + 2) in {"cũng", "yêu", "đề", "giao", "chỉ", "lưu", "nhấn"}
            return end if end > at + 2 or bare else 0
        if low in {"hội", "phiên", "cuộc"} and self.low(at + 1) in {"nghị", "họp"}:
            return at + 2
        if low in {"lãnh", "thường", "ban", "văn"} and (end := self._office(at)):
            return end
        if low == "quyền" and self.low(at + 1) == "chủ":
            return self.authority(at + 1)
        after = at
        if low in _LEADING_TITLES:
            size = self.title(at)
            if not size:
                return 0
            after = at + size
            while self.low(after) in {",", "/"} and self.title(after + 1):
                after += 1 + self.title(after + 1)
            if low == "trưởng":
                end = self.open_name(after)
                return end if end > after else self.person(after) if self.low(at + 1) == "ban" else 0
        return self._body(after, after > at)

    def _office(self, at: int) -> int:
        """ "Lãnh đạo UBND tỉnh", "Thường trực Tỉnh ủy", "Văn phòng UBND tỉnh"."""
        if self.low(at) == "ban" and not (self.low(at + 1) == "thường" and self.low(at + 2) == "vụ"):
            return 0
        after = at + (3 if self.low(at) == "ban" else 2)
        if self.tokens_kind(after) != "w":
            return 0
        return self._body(after, titled=True)

    def _body(self, at: int, titled: bool) -> int:
        """The end of "UBND tỉnh Nghệ An", "HĐND tỉnh", "Tỉnh ủy", "TPHCM"."""
        low = self.low(at)
        if self.low(at + 1) == "đoàn":
            return 0
        if low in {"tỉnh", "thành"} and self.low(at + 1) == "ủy":
            return self.person(at + 2)
        after = at + self.is_ubnd(at)
        if low in {"hđnd", "hội"} and (low == "hđnd" or self.low(at + 1) == "đồng"):
            after = at + (1 if low == "hđnd" else 4)
        if after == at and not (titled or (self.unit(at) and self.low(at) in {"tỉnh", "thành"})):
            return 0
        size = self.unit(after)
        if size and self.low(after) in {"tỉnh", "thành", "tp"}:
            if self.low(after + size) in {",", "và"} and self.unit(after + size + 1):
                return 0
            return self.person(after + size)
        if self.low(after).startswith(("tphcm", "tp.hcm")):
            return after + 1
        if titled and not size and after == at and self.proper(after) and self.proper(after + 1):
            body = bodies.OPEN_HEADS.match(self.tokens, after) or self.low(after) in bodies.FIELD_HEADS
            return 0 if body else self.person(after)
        return after if titled and after == at and self.low(at) in _AFTER_TITLE else 0

    def local_authority(self, at: int) -> int:
        """ "UBND thị xã Mường Lay", "Chủ tịch UBND xã": orders in its own documents only."""
        first = at + 2 if self.low(at) == "đồng" and self.low(at + 1) == "chí" else at
        after = first + self.title(first) if self.low(first) in _LEADING_TITLES else first
        body = self.is_ubnd(after)
        if not body or not self.cap(first):
            return 0
        size = self.unit(after + body)
        bare = after + body + size
        end = self.places(bare) if size else 0
        return end if size and (end > bare or after > first) else 0

    def speaker(self, at: int) -> int:
        """A body that orders in its own documents (a ministry, a commune), or 0."""
        end = self.ministry(at) or self.local_authority(at) or self.sender(at) or self.chair(at)
        opinion = bool(self.department) and self.low(end) == "có"  # "Sở Xây dựng có ý kiến như sau:"
        if not end or not (opinion or self.low(end) in _SPEAKS):
            return 0
        verb, _ = self.charge(end)
        own = self.ministry(at) or self.sender(at)
        asks = self.low(end) == "đề" and not own  # a commune that asks for something
        if (asks or self.low(end) in {"chỉ", "kết"}) and self.low(verb) not in {":", ""}:
            return 0
        plain = self.low(end) == "lưu" or (
            self.low(end) == "yêu" and verbs.PREDICATES.match(self.tokens, verb)
        )
        named = plain or self.low(verb) in {":", ""} or self.actors(verb, loose=True)[0]
        return end if verb and named else 0

    def chair(self, at: int) -> int:
        """The head of a council, a commission or a task force before the verb of an order, or 0."""
        size = self.title(at) if self.cap(at) else 0
        if not size or not _COUNCILS.match(self.tokens, at + size) or self.is_ubnd(at + size):
            return 0
        for n in range(at + size + 1, min(at + 18, len(self.tokens))):
            if self.tokens_kind(n) == "p":
                return 0
            if self.low(n) in _ORDERS and not self.cap(n) and self.charge(n)[0]:
                return n
        return 0

    def sender(self, at: int) -> int:
        """The department that speaks in a letter of its own, and not to those above it."""
        if not self.department or not self.cap(at):
            return 0
        found, end = self.actors(at)
        verb, _ = self.charge(end)
        upward = self.is_ubnd(verb) and self.low(verb + self.is_ubnd(verb)) in {"tỉnh", "thành"}
        return end if len(found) == 1 and fold(found[0].name) == self.department and not upward else 0

    def ministry(self, at: int) -> int:
        if self.low(at) == "bộ" and self.cap(at) and (size := bodies.FIELDS.match(self.tokens, at + 1)):
            return at + 1 + size
        return 0

    def charge(self, at: int) -> tuple[int, bool]:
        """The end of the ordering verb from `at` (0 when there is none) and whether it is told as past."""
        told = False
        for _ in range(8):
            low = self.low(at)
            if low == "giao" and self.low(at + 1) == "ban" and not self.cap(at + 1):
                return 0, told
            if size := CHARGES.match(self.tokens, at):
                return at + size, told
            if low == "đã":
                told = True
            elif low == "vừa":
                told = False
            elif low in _PUBLISH:
                return self._published(at, told)
            elif low == "(" and (end := self.parenthesis(at)):
                at = end
                continue
            elif low not in _AUXILIARY:
                return 0, told
            at += 1
        return 0, told

    def _published(self, at: int, told: bool) -> tuple[int, bool]:
        """ "có văn bản yêu cầu", "ban hành Công điện chỉ đạo"; a decision that was signed is no order."""
        for n in range(at + 1, min(at + 22, len(self.tokens))):
            if self.low(n) in {"quyết", ";", ":"} and self.low(n + 1) in {"định", ""}:
                return 0, told
            if CHARGES.match(self.tokens, n) and self.low(n) not in {"chuyển", "kết"}:
                if self.low(n) == "chỉ" and self.low(n + 1) == "thị":
                    continue
                return n + CHARGES.match(self.tokens, n), told
        return 0, told

    def clause_start(self, at: int) -> bool:
        before = self.low(at - 1)
        if at == 0 or before in {",", ";", ":", "(", ")", '"'}:
            return True
        if before in {"nghị", "xuất"} and self.low(at - 2) in {"kiến", "đề"}:
            return False  # "Giám đốc Sở A kiến nghị UBND tỉnh giao ..."
        plain = before not in _AFTER_PREPOSITION and self.tokens_kind(at - 1) == "w"
        return plain and self.low(0) in _TOPICS

    def predicate(self, at: int) -> str:
        """What follows a subject: "duty", "telling", "weak" (an unknown verb) or "" (no predicate)."""
        while self.low(at) in {"cũng", "đều"}:
            at += 1
        low = self.low(at)
        if low == "được" and self.low(at + 1) == "giao" and self.tokens_kind(at + 2) == "n":
            return "telling"
        if low == "có" and any(self.low(n) == "số" for n in range(at + 2, at + 5)):
            return "telling"  # "có Văn bản số 2230": a paper that was sent
        if low == "chủ" and self.low(0) in _DAYS and self.low(at + 2) in _MEETINGS:
            return "telling"  # "Ngày 6/8, Bộ trưởng chủ trì giao ban"
        if low == "họp" and self.low(0) in _DAYS and at > 3:
            return "telling"
        if low == "được" and self._given_by(at):
            return "duty"
        if verbs.DUTY.match(self.tokens, at):
            return "duty"
        if verbs.TELLING.match(self.tokens, at) >= max(1, verbs.PREDICATES.match(self.tokens, at)):
            return "telling"
        if low in _ADVERBIAL and not self.cap(at) and not verbs.PREDICATES.match(self.tokens, at):
            return self._after_adverbial(at)
        if low == "," and self.low(at + 1) in _ADVERBIAL:
            return self._after_adverbial(at + 1)
        if verbs.PREDICATES.match(self.tokens, at) and not self.cap(at):
            return "duty"
        if self.tokens_kind(at) == "w" and not self.cap(at) and low not in _NO_VERB:
            return "weak"
        if low == "cùng":
            others, end = self.actors(at + 1 + (self.low(at + 1) == "với"), loose=True)
            told = not others and any(self.low(n) in {"đang", "đã"} for n in range(at, at + 6))
            return self.predicate(end) if others else "telling" if told else "duty"
        return ""

    def _given_by(self, at: int) -> bool:
        """ "được UBND tỉnh giao làm đầu mối": a passive with the giver named."""
        end = self.authority(at + 1)
        verb = OPENING.match(self.tokens, end) if end else 0
        return bool(verb) and bool(verbs.PREDICATES.match(self.tokens, end + verb))

    def _after_adverbial(self, at: int) -> str:
        for n in range(at, min(at + 40, len(self.tokens))):
            if (
                self.low(n) in {"đã", "đang"}
                and self.low(n - 1) not in {"việc", "vụ", "dung", "thức", "hình"}
                and n - at < 12
            ):
                return "telling"
            if n > at and verbs.PREDICATES.match(self.tokens, n) and not self.cap(n):
                return "duty"
        return "duty" if self.low(at) in {"theo", "căn"} else ""
