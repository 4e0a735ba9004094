"""Who helps: those named after "phối hợp (với)" and "cùng (với)"."""

from directives.extraction import verbs
from directives.extraction.actors import Named
from directives.extraction.clauses import ClauseReader
from directives.extraction.tokens import words

_TAKES_PART = words("chủ thực làm đảm phụ")
HELPING = words("phối cùng")


class PartnerReader(ClauseReader):
    """Reads coordinators."""

    def coordinated(self, at: int, last: int, leads: list[Named]) -> list[Named]:
        """Those named after "phối hợp (với)", "cùng (với)"."""
        found: list[Named] = []
        n = at
        while n < last:
            if self._lows[n] in HELPING and (after := self.partner_at(n)):
                actors, end = self.actors(after, loose=True)
                if actors and end <= last:
                    found += actors
                    n = end
                    continue
            elif n > at and self.low(n - 1) in {",", ";"} and (joined := self.joins(n)):
                found += joined[0]
                n = joined[1]
                continue
            n += 1
        names = {one.name.lower() for one in leads}
        unique: dict[str, Named] = {}
        for one in found:
            if one.name.lower() not in names:
                unique.setdefault(one.name.lower(), one)
        return list(unique.values())

    def bracketed(self, at: int, last: int) -> list[Named]:
        """ "Lắp 24 camera (giao Công an phường thực hiện)": whom the words in brackets charge."""
        for n in range(at, last - 2):
            if self._lows[n] == "(" and self._lows[n + 1] in {"giao", "do"}:
                actors, end = self.actors(n + 2, loose=True)
                given = self._lows[n + 1] == "giao" and (
                    self.low(end) == ")" or self.predicate(end) == "duty"
                )
                if actors and (given or self.low(end) in _TAKES_PART):
                    return actors
        return []

    def _manner(self, at: int) -> bool:
        """Inside "chặt chẽ, kịp thời"."""
        return bool(verbs.MANNERS.match(self.tokens, at) or verbs.MANNERS.match(self.tokens, at - 1) > 1)

    def partner_at(self, at: int) -> int:
        """Where those may be named who help, if the words at `at` announce them; else 0."""
        if self.low(at) not in HELPING:
            return 0
        if self.low(at) == "phối" and self.low(at + 1) == "hợp" and self.low(at - 1) not in {"sự", "công"}:
            after = at + 2
            while size := verbs.MANNERS.match(self.tokens, after):
                after += size
            for n in range(after, after + 7):
                if self.low(n) in {"với", "cùng"}:
                    after = n
                    break
                if self.low(n) != "," and not self._manner(n):
                    break
            while after < at + 12 and (
                self.low(after) in {"với", "cùng", "và", "-", "tốt", "quả"}
                or (self.low(after) == "hiệu" and self.low(after + 1) == "quả")
            ):
                after += 1
            return after
        if self.low(at) == "cùng" and self.low(at - 1) not in {"cuối", "vô", "sau", "tận", "cũng"}:
            after = at + 1 + (self.low(at + 1) == "với")
            return 0 if self.low(after) in {"đó", "việc", "ngày", "lúc", "thời", "kỳ", "cấp"} else after
        return 0

    def joins(self, at: int) -> tuple[list[Named], int] | None:
        """ ", các Ban B, C phối hợp" behind a lead."""
        leads, end = self.actors(at)
        if leads and self.low(end) == "phối" and self.low(end + 1) == "hợp":
            after = self.partner_at(end)
            behind_lead = self.low(at - 1) == "," and self.low(at - 2) in {"trì", "mối"}
            if (
                (behind_lead or self.low(end + 2) in {"", ",", ";", "thực", "."})
                and after
                and not self.actors(after, loose=True)[0]
            ):
                return leads, end + 2
        return None
