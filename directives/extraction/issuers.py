"""Whose document it is: a province does not order a ministry, nor another province."""

import re

from directives.extraction.normalise import Normal, fold
from directives.extraction.places import PROVINCES
from directives.extraction.tokens import tokenise

_CENTRAL_NUMBER = re.compile(
    r"\d+/(?:cđ-ttg|tb-vpcp|ct-ttg|qđ-ttg|nq-cp|vpcp-\w+|(?:tb|cđ|ct)-b\w+|b\w{2,6}-\w+)(?!\w)"
)
# "SỞ NỘI VỤ" in the head of a letter: whose letter it is.
_DEPARTMENT = re.compile(
    r"(?:sở|ban|cục|chi cục|thanh tra|phòng|công an|chi nhánh|trung tâm)(?!\w)[^\d.:;]{3,80}"
)
_HEAD_LINES = 6
_CENTRAL_VOICE = re.compile(
    r"(?<!của )(?<!đạo )(?:thủ tướng|phó thủ tướng|chính phủ|bộ trưởng|thứ trưởng"
    r"|thường trực chính phủ|văn phòng chính phủ|ban bí thư)(?:\s[\w ]{0,40}?)?\s"
    r"(?:giao|yêu cầu|đề nghị|chỉ đạo|lưu ý|nhấn mạnh|phân công|nêu|kết luận|chủ trì|đánh giá"
    r"|cho rằng)(?!\w)"
)
# "Tại Công điện số 98, Thủ tướng yêu cầu ...": cited in the paper of a province that orders itself.
_CITED = re.compile(
    r"(?:tại|theo|thực hiện|căn cứ) (?:công điện|chỉ thị|công văn|văn bản|nghị quyết|quyết định|thông báo"
    r"|kết luận)(?!\w)[^.;\n]{0,90}$"
)
_PROVINCE_ORDERS = re.compile(
    r"(?:ubnd|ủy ban nhân dân) tỉnh(?: [\w ]{0,30}?)? (?:(?<!bàn )giao|yêu cầu|chỉ đạo|kết luận"
    r"|có ý kiến|chỉ thị)"
    r"(?!\w)"
)
_PRIME_VOICE = re.compile(
    r"(?<!của )(?<!đạo )thủ tướng(?: chính phủ)?(?:\s[\w ]{0,40}?)?\s(?:giao|yêu cầu|điện|chỉ đạo"
    r"|kết luận|chỉ thị)(?!\w)"
)
_PARTY_VOICE = re.compile(
    r"(?:thường trực|ban thường vụ|bí thư|phó bí thư"
    r"|văn phòng) tỉnh ủy(?: [\w ]{0,30}?)?,? (?:(?<!bàn )giao|yêu cầu"
    r"|chỉ đạo|kết luận|thông báo)(?!\w)"
)
_MINISTRY_VOICE = re.compile(r"(?:^|[.,;]\s)bộ [^,.;:]{3,40} (?:đề nghị|yêu cầu)(?!\w)")
_PROVINCE_VOICE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|hđnd) (?:tỉnh|thành phố|tp)(?! trực thuộc|,)|tỉnh ủy|thành ủy"
    r"|(?<!\w)sở [^\W\d_]"
)
_PROVINCE = re.compile(r"(?<!\w)(?:ubnd|ủy ban nhân dân) tỉnh(?!,| thành)")
_CITY_VOICE = re.compile(
    r"(?:ubnd|ủy ban nhân dân) (?:thành phố|tp)(?:\s[\w ]{0,30}?)?\s(?:(?<!bàn )giao|yêu cầu|chỉ đạo"
    r"|kết luận|có ý kiến)(?!\w)"
)
_ABOVE = re.compile(
    r"(?:(?:các )?bộ(?!\s(?:chỉ huy|ch|chqs|chbđbp|đội|tư lệnh))(?:,|\s|$)|chính phủ|thủ tướng"
    r"|quốc hội|quân khu"
    r"|ban \w+ \w+ trung ương|tổng cục|ủy ban thường vụ|trung ương|bộ chính trị|ban bí thư"
    r"|đoàn (?:đại biểu quốc hội|đbqh)|(?:ban )?thường (?:vụ|trực) (?:tỉnh|thành) ủy"
    r"|ngân hàng nhà nước việt nam|ngân hàng nhà nước$)"
)
_CITY = (
    r"(?:(?:phó )?chủ tịch |lãnh đạo |đại diện )?(?:ubnd|ủy ban nhân dân) (?:thành phố|tp)(?!\w)"
    r"|(?:thành phố|tp) [^\W\d_]"
)
_OF_PROVINCE = re.compile(
    r"(?:(?:phó )?(?:chủ tịch|giám đốc|bí thư) )?(?:ubnd|ủy ban|hđnd|tỉnh|thành|tp|sở|công an"
    r"|văn phòng|bộ chỉ huy)(?!\w)"
)


class Issuer:
    """Worked out once from the whole text."""

    def __init__(self, normal: Normal) -> None:
        head = normal.low[:600]
        body = normal.low[:40_000]
        retelling = re.compile(r"(?:thực hiện|theo|xem xét|căn cứ|tại|ngày)[^.;\n]{0,90}$")
        number = next(
            (m for m in _CENTRAL_NUMBER.finditer(head) if not retelling.search(head[: m.start()])), None
        )
        self.central = bool(number) or self._central_voice(body) or bool(_MINISTRY_VOICE.search(body))
        self.prime = bool(_PRIME_VOICE.search(body))
        self.provincial = bool(_PROVINCE_VOICE.search(body))
        self.by_province = (
            self.provincial
            and not self.central
            and bool(_PROVINCE.search(body))
            and not _CITY_VOICE.search(body)
        )
        self.by_party = bool(_PARTY_VOICE.search(body))
        self.province = self._own(normal)
        self.department = self._department(normal)

        self.cites_centre = self.by_province and bool(_PROVINCE_ORDERS.search(body))

    @staticmethod
    def _central_voice(body: str) -> bool:
        cites = bool(_PROVINCE_ORDERS.search(body))
        return any(
            not (cites and _CITED.search(body[max(0, m.start() - 130) : m.start()]))
            for m in _CENTRAL_VOICE.finditer(body)
        )

    @staticmethod
    def _department(normal: Normal) -> str:
        """The department in capitals in the head of a letter of its own, folded."""
        head = normal.shown[:600]
        lines = head.split("\n")[:_HEAD_LINES]
        if not any(line.lower().startswith("kính gửi") for line in head.split("\n")):
            return ""
        found = (fold(line.strip()) for line in lines if line.strip().isupper())
        return next((line for line in found if _DEPARTMENT.fullmatch(line)), "")

    @staticmethod
    def _own(normal: Normal) -> str:
        """The first province that stands right behind a body of a province."""
        tokens = tokenise(normal.shown, normal.low, 0, min(len(normal.low), 4000))
        for n in range(1, len(tokens)):
            size = PROVINCES.match(tokens, n) if tokens[n].cap else 0
            if size and tokens[n].low != "việt":
                return " ".join(token.low for token in tokens[n : n + size])
        return ""

    def executes(self, name: str) -> bool:
        """In a document of the centre the People's Committee of a province is among those who are charged,
        and where the Prime Minister speaks so are the ministers."""
        low = fold(name)
        return bool(
            (
                self.central
                and re.match(r"(?:chủ tịch |lãnh đạo )?(?:ubnd|ủy ban nhân dân|tỉnh|thành phố)(?!\w)", low)
            )
            or (self.by_province and re.match(_CITY, low))
            or (self.by_party and re.match(r"(?:thành|thị|huyện|quận|đảng) ủy(?!\w)", low))
            or (self.prime and re.match(r"(?:bộ trưởng|thống đốc|tổng thanh tra)(?!\w)", low))
        )

    def above(self, name: str) -> bool:
        """Whether the one named is above, or beside, whoever issued the document."""
        if self.central or not self.provincial:
            return False
        low = fold(name)
        if _ABOVE.match(low):
            return True
        if not self.province or not _OF_PROVINCE.match(low):
            return False
        tokens = tokenise(name, low, 0, len(low))
        for n in range(len(tokens)):
            size = PROVINCES.match(tokens, n) if tokens[n].cap else 0
            if size and tokens[n].low != "việt":
                if tokens[n - 1].low in {"phường", "xã", "huyện", "quận", "trấn"}:
                    continue
                beside = (n and tokens[n - 1].low in {"tỉnh", "phố", "tp"}) or n > 1
                return bool(beside) and " ".join(token.low for token in tokens[n : n + size]) != self.province
        return False
