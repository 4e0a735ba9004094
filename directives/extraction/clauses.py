"""What a reading of a sentence is, and the small questions every reader of clauses asks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from directives.extraction import bodies, verbs
from directives.extraction.actors import Named
from directives.extraction.charges import ChargeReader
from directives.extraction.normalise import Normal
from directives.extraction.tokens import Names, Token

_OFTEN = re.compile(
    r"(?:định kỳ |cứ )?(?:mỗi|hằng|hàng) (?:ngày|tuần|tháng|quý|năm) (?:\d+|một|hai) lần(?!\w)"
    r"|(?:định kỳ |cứ )?(?:(?:\d+|hai|ba|bốn|sáu|mười) )?(?:giờ|ngày|tuần|tháng|quý) (?:một|1|01) lần(?!\w)"
    r"|(?:sau )?(?:\d+|một|hai|ba|bốn|mười|ít) (?:ngày|tuần|tháng) (?:nữa|sau khi(?: \w+){1,6})(?=,)"
    r"|(?:vào )?mỗi (?:sáng|chiều|tối|thứ)(?: thứ)?(?: \w+)?(?=,)"
    r"|(?:định kỳ )?(?:(?:vào |trước )?(?:ngày|(?:chiều |sáng )?thứ) \w+ )?"
    r"(?:hằng|hàng) (?:tuần|tháng|quý|năm)(?!\w)"
)


@dataclass(slots=True)
class Reading:
    """`kind`: "" (no work), lead_in, charge, bare, imperative, thing, or term (gives a deadline only)."""

    kind: str = ""
    first: int = 0
    last: int = 0
    body: int = 0
    leads: list[Named] = field(default_factory=list)
    coordinators: list[Named] = field(default_factory=list)
    ordered: bool = False  # an ordering body speaks
    fresh: bool = False  # it speaks without naming anybody: what went before is not inherited
    side: bool = False  # its lead is not handed on
    anaphor: str = ""
    tale: bool = False  # an earlier order told again
    formula: bool = False  # says who answers for it, and gives no work


class ClauseReader(ChargeReader):
    """A sentence of which parts are read."""

    ends_with_colon = False
    whole_line = False  # a line of its own without a closing mark
    cites_centre = False  # in the paper of a province that orders itself
    item = False  # below the words of an ordering body
    under = False  # an item below a lead-in that names who is charged
    under_one = False  # ... and names bodies, not whole groups

    def __init__(
        self,
        normal: Normal,
        tokens: Sequence[Token],
        directory: Names | None = None,
        *,
        executes: Callable[[str], bool] = lambda name: False,
        past_day: Callable[..., bool] = lambda low, least=0: False,
    ) -> None:
        """`executes`: does a body carry out the document; `past_day`: do words open with a past day,
        well before the document or more than a number of days before it."""
        super().__init__(normal, tokens, directory)
        self.executes, self.past_day = executes, past_day

    def low_from(self, at: int) -> str:
        if at >= len(self.tokens):
            return ""
        return self.normal.low[self.tokens[at].start : self.tokens[-1].end]

    def low_between(self, first: int, last: int) -> str:
        return self.normal.low[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def begin(self, at: int = 0) -> int:
        """Past connectives: "Bên cạnh đó,", "Đồng thời"."""
        for _ in range(3):
            often = _OFTEN.match(self.low_from(at))
            size = len(often[0].split()) if often else verbs.CONNECTIVE.match(self.tokens, at)
            if not size:
                return at
            at += size
            if self.low(at) in {",", ":"}:
                at += 1
        return at

    def closing(self, at: int) -> int:
        for n in range(at + 1, min(at + 30, len(self.tokens))):
            if self.low(n) == ")":
                return n + 1
        return 0

    def known_act(self, at: int) -> bool:
        """Whether the work begins with a verb of the lists, past a mark or the words of the charge."""
        while at < len(self.tokens) and self.low(at) in {",", ":", "-", "theo", "căn"}:
            at += 1
        return bool(
            verbs.PREDICATES.match(self.tokens, at)
            or verbs.DUTY.match(self.tokens, at)
            or verbs.CONNECTIVE.match(self.tokens, at)
            or verbs.ADJUNCTS.match(self.tokens, at)
        )

    def opens(self, at: int) -> int:
        """The length of the verb phrase that opens a clause, unless the words are rather a noun."""
        if (
            self.low(at) == "lãnh"
            and self.low(at + 1) == "đạo"
            and (self.low(at + 2) == "," or self.opens(at + 2))
        ):
            return 2
        size = verbs.PREDICATES.match(self.tokens, at)
        if not size and self.low(at) == "báo" and not self.cap(at) and self._acts(at):
            return 1  # "báo Công an phường"
        if not size and self.low(at) == "không" and (size := verbs.PREDICATES.match(self.tokens, at + 1)):
            return size + 1
        nouns = (bodies.GROUP_NOUNS, bodies.NAME_NOUNS, bodies.MODIFIERS)
        if self.low(at + size) == "của":  # "Kết luận của Chủ tịch"
            return 0
        return 0 if any(noun.match(self.tokens, at) > size for noun in nouns) else size
