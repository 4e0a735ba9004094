"""Who is named: "Sở Tài chính", "Giám đốc các Sở: A, B", "các sở, ban, ngành", "UBND xã A, xã B"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from directives.extraction import bodies, qualifiers
from directives.extraction.names import NameReader
from directives.extraction.normalise import Normal
from directives.extraction.reader import NESTED
from directives.extraction.tokens import Names, Token, listed, words

_VERBAL_HEADS = listed("thống kê | thanh tra | kiểm toán")
_BEHIND_VERBAL = words("nhà chính bộ sở cơ khu các chủ có phải cần và")
LIST_MARKS = {",", ";", "và", "/", "+"}


@dataclass(frozen=True, slots=True)
class Named:
    """One actor as read: its name with the shared prefix, and the tokens it was read from."""

    name: str
    first: int
    last: int  # exclusive
    personally: bool = False
    head: str = ""
    group: bool = False
    prefix: str = ""  # what a following "xã B" shares with "UBND phường A"
    start: int = 0  # where it stands in the normalised text
    end: int = 0


class ActorReader(NameReader):
    """Reads actors from one run of tokens."""

    def __init__(self, normal: Normal, tokens: Sequence[Token], directory: Names | None = None) -> None:
        super().__init__(normal, tokens, directory)
        self._read: dict[tuple[int, bool], tuple[list[Named], int]] = {}

    def actors(self, at: int, loose: bool = False) -> tuple[list[Named], int]:
        """The list of actors that starts at token `at`, and the token after it.

        `loose` after words that announce an actor ("giao", "phối hợp với"): small letters will do there.
        """
        key = (at, loose)
        if key not in self._read:
            self.nested += 1
            found, after = self._actors(at, loose) if self.nested <= NESTED else ([], at)
            self.nested -= 1
            self._read[key] = [self.placed(one) for one in found], after
        self.loose = loose
        return self._read[key]

    def placed(self, one: Named) -> Named:
        return replace(one, start=self.tokens[one.first].start, end=self.tokens[one.last - 1].end)

    def _actors(self, at: int, loose: bool) -> tuple[list[Named], int]:
        self.loose = loose
        found: list[Named] = []
        end = at
        while True:
            one, after = self.one(at, found)
            if not one:
                return found, end
            if len(found) > 1 and self.low(at) == "mỗi" and self.predicate_at(after):
                return found, after  # "Sở A, Sở B, mỗi cơ quan chọn 02 mô hình"
            found.extend(one)
            end = after
            if self.low(end) in {"gồm", "bao"} and found:
                inner, after = self.actors(end + 1 + (self.low(end) == "bao") + (self.low(end + 1) == ":"))
                return (inner, after) if inner else (found, end)
            if self.low(end) == ":" and len(found) == 1 and found[0].group:
                inner, after = self.actors(end + 1)
                if len(inner) > 1 and self.predicate_at(after):
                    return inner, after  # "Các đơn vị: Sở A, Sở B ký quy chế"
            if self.low(end) not in LIST_MARKS:
                return found, end
            self.loose = loose or self.low(end) == "và"
            at = end + 1
            if self.low(end) in {",", ";"} and self.low(at) in {"và", "cùng"} and self.low(at + 1) != "với":
                at += 1

    def one(self, at: int, before: list[Named]) -> tuple[list[Named], int]:
        """One actor, or several where one prefix is dealt out over a list."""
        known = self.known(at)
        field = self.low(at) == "phòng" and self.cap(at + 1) and bodies.FIELDS.match(self.tokens, at + 1)
        if (bodies.NOT_NAMES.match(self.tokens, at) or self._acts(at)) and not (known or field):
            return [], at
        found, end = self._one(at, before)
        if known and at + known > end:
            found, end = [self.named(at, at + known)], at + known
        return found, self._past_role(end) if found else end

    def _acts(self, at: int) -> bool:
        """Whether "Thống kê", "Thanh tra", "Kiểm toán" is a verb here: no place or level follows."""
        if self.low(at) == "báo" and not self.cap(at) and self.cap(at + 1):  # "báo Công an phường": to tell
            return any(self._heads(at + 1)) or bodies.OPEN_HEADS.match(self.tokens, at + 1) > 0
        if not _VERBAL_HEADS.match(self.tokens, at) or bodies.OPEN_HEADS.match(self.tokens, at) > 2:
            return False
        after = at + 2
        names = (
            self.proper(after)
            or self.unit(after)
            or self.low(after) in _BEHIND_VERBAL
            or self.predicate_at(after)
        )
        return not names and self.low(after) not in {"", ":", ";"}

    def _past_role(self, at: int) -> int:
        """Past " - cơ quan thường trực Ban Chỉ đạo" and ", cơ quan thường trực ...," behind a name."""
        mark = self.low(at)
        role = self.low(at + 1) in {"cơ", "đơn"} and self.low(at + 2) in {"quan", "vị"}
        role = role and self.low(at + 3) in {"thường", "chủ", "đầu", "được", "tham", "giúp"}
        if mark not in {"-", ",", "("} or not role:
            return at
        for n in range(at + 4, min(at + 22, len(self.tokens))):
            if mark == "(" and self.low(n) == ")":
                return n + 1
            if mark == "," and self.low(n) == ",":
                return n + 1 if self.predicate_at(n + 1) else at
            if mark == "-" and self.predicate_at(n) and self.low(n) not in {"chủ", "được", "tham", "đầu"}:
                return n
        return at

    def _one(self, at: int, before: list[Named]) -> tuple[list[Named], int]:
        if end := self._with_post(at):
            return [self.named(at, end, personally=True)], end
        if self.low(at) == "cùng":
            return [], at
        if self.low(at) == "đồng" and self.low(at + 1) == "chí" and self.title(at + 2):
            found, end = self._titled(at + 2)
            return ([self.named(at, end, personally=True)] if len(found) == 1 else found), end
        if self.title(at):
            return self._titled(at)
        if self.determiner(at):
            return self._group(at, "", listed=bool(before))
        if self.is_ubnd(at):
            return self._ubnd(at, at)
        if self.low(at) in bodies.FIELD_HEADS and (dealt := self._single_field(at)):
            return dealt
        if before and (unit := self._unit_after(at, before[-1])):
            return unit
        end = self.open_name(at)
        group, group_end = self._bare_group(at)
        # "Cục Thuế tỉnh được giao ...": one body and its work
        charged = end > at + 1 and self.cap(at + 1) and self.low(end) == "được"
        if (group_end > end and not charged) or (not self.cap(at) and group_end == end):
            return group, group_end
        if end == at and (self.loose or before):
            end = self.unknown_name(at)
        if (
            end == at
            and self._short_name(at)
            and self.low(at + 1) in {"phải", "cần", "khẩn", "chủ", "có", "phối"}
        ):
            end = at + 1  # "VEC phải bảo đảm"
        return ([self.named(at, end)], end) if end > at else ([], at)

    def _with_post(self, at: int) -> int:
        """The end of "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND tỉnh", or 0."""
        low = self.low(at)
        after = at + (2 if low == "đồng" and self.low(at + 1) == "chí" else 1)
        if low not in {"ông", "bà", "đ/c"} and after == at + 1:
            return 0
        if not self.proper(after) or self.title(after) or any(self._heads(after)):
            return 0
        end = self.places(after)
        if self.low(end) in {",", "-"} and self.title(end + 1):
            post, behind = self._titled(end + 1)
            end = behind if len(post) == 1 else end
        return end

    # "Giám đốc Sở A", "Chủ tịch UBND các xã", "Bí thư, Chủ tịch UBND các xã, phường"
    def _titled(self, at: int) -> tuple[list[Named], int]:
        after = at + self.title(at)
        secretary = self.low(at) == "bí"
        while self.low(after) in {",", "/", "và"} and self.title(after + 1) and self.low(at) != "bộ":
            after += 1 + self.title(after + 1)
        if secretary and (merged := self._secretary_and_chairman(at, after)):
            return merged
        prefix = self.text(at, after)
        if self.low(after) == ":":
            dealt, end = self._fields(after + 1, prefix, at)
            if dealt:
                return [replace(one, personally=True) for one in dealt], end
        loose, self.loose = self.loose, True
        inner, end = self._one(after, []) if not self.title(after) else ([], after)
        self.loose = loose
        if len(inner) == 1 and self.low(end) == "phụ" and (verb := self.managing(end)):
            return [self.named(at, verb, personally=True)], verb  # "Phó Chủ tịch UBND tỉnh phụ trách khối"
        if inner:
            dealt = [
                replace(
                    one,
                    name=f"{prefix} {one.name}",
                    prefix=f"{prefix} {one.prefix}" if one.prefix else "",
                    first=at if one is inner[0] else one.first,
                    personally=self.low(at) not in {"lãnh", "cán", "đồng"},
                )
                for one in inner
            ]
            return dealt, end
        office = self.low(after - 1) == "phòng" and bodies.FIELDS.match(self.tokens, after)
        end = after + office if office else self.person(after)  # "Trưởng phòng Kinh tế"
        if end > after or self.low(at) == "bộ":
            return [self.named(at, end, personally=True)], end
        return [], at

    def _secretary_and_chairman(self, at: int, after: int) -> tuple[list[Named], int] | None:
        if not (self.low(after) in {"đảng", "chi", "cấp"} and self.low(after + 1) in {"ủy", "bộ"}):
            return None
        mark = after + 2
        if self.low(mark) not in {",", "và", "/"} or not self.title(mark + 1):
            return None
        inner, end = self._titled(mark + 1)
        if len(inner) != 1:
            return None
        return [self.named(at, end, personally=True)], end

    # Such as UBND tỉnh; UBND phường A; UBND các xã, phường; UBND các xã: A, B
    def _ubnd(self, at: int, first: int) -> tuple[list[Named], int]:
        after = at + self.is_ubnd(at)
        if self.determiner(after) or self.tokens_kind(after) == "n":
            return self._group(after, self.text(first, after), first)
        if self.unit(after):
            units, end = self.unit_list(after)
            return [replace(self.named(first, end), group=units, prefix=self.text(first, after))], end
        if self.low(after) == "cấp":
            end = after + 2
            while (
                self.low(end) in {",", "và"}
                and self.low(end + 1) in bodies.UNIT_HEADS
                and not self.proper(end + 2)
            ):
                end += 2
            while self.low(end) in {",", "và"} and self.low(end + 1) == "cấp" and not self.cap(end + 2):
                end += 3
            end = self.relative(end) if self.low(end) == "nơi" else end
            return [self.named(first, end)], end
        end = self.places(after)
        return ([self.named(first, end)], end) if end > after or self.loose_end(after) else ([], at)

    def _unit_after(self, at: int, before: Named) -> tuple[list[Named], int] | None:
        """ "UBND phường A, xã B": the second has the head of the first."""
        size = self.unit(at)
        if not size or not before.prefix or not self.proper(at + size):
            return None
        end = self.places(at + size)
        name = f"{before.prefix} {self.text(at, end)}"
        one = replace(self.named(at, end), name=name, personally=before.personally, prefix=before.prefix)
        return [one], end

    # "Sở Tài chính", "Bộ Công an", "Sở Tài chính, Xây dựng"
    def _single_field(self, at: int) -> tuple[list[Named], int] | None:
        if not (self.cap(at) or self.cap(at + 1) or self.low(at) == "ngành"):
            return None
        branch = self.low(at) == "ngành"
        size = bodies.FIELDS.match(self.tokens, at + 1) if branch else self.field(at + 1)
        if not size:
            end = self.open_tail(at + 1, at + 1)
            return ([self.named(at, end)], end) if end > at + 1 and self.cap(at + 1) else None
        end = at + 1 + size
        joined = self.low(end) == "-" and self.proper(end + 1) and not any(self._heads(end + 1))
        end = self.open_tail(end, at) if joined else self.field_tail(end)
        found = [self.named(at, end)]
        while self.low(end) in {",", "và"} and self.field(end + 1) and self.cap(end + 1):
            if any(self._heads(end + 1)):
                break
            after = end + 1 + self.field(end + 1)
            if not (self.low(after) in LIST_MARKS or self.predicate_at(after) or self.low(after) == ""):
                break
            found.append(
                replace(
                    self.named(end + 1, after), name=f"{self.text(at, at + 1)} {self.text(end + 1, after)}"
                )
            )
            end = after
        return found, end

    def _heads(self, at: int) -> Iterator[bool]:
        yield bool(self.title(at))
        yield bool(self.is_ubnd(at))
        yield bool(bodies.OPEN_HEADS.match(self.tokens, at)) and self.low(at + 2) in {
            "tỉnh",
            "thành",
            "huyện",
            "xã",
        }
        yield self.low(at) in bodies.FIELD_HEADS

    def _fields(self, at: int, head: str, first: int) -> tuple[list[Named], int]:
        """The list behind "các Sở:", each name with its head before it."""
        found: list[Named] = []
        end = at
        while True:
            size = self.field(at) or self.proper_run(at)
            if found and self.low(at - 1) == ";" and bodies.OPEN_HEADS.match(self.tokens, at) > 1:
                return found, end  # "các Sở: A, B; Trung tâm C"
            if not size or any(self._heads(at)) or self.low(at + size) in {"tỉnh", "thành", "huyện"}:
                return found, end
            start = at if found else first
            end = at + size
            found.append(Named(f"{head} {self.text(at, end)}", start, end, head=head.lower().split()[0]))
            if self.low(end) not in LIST_MARKS:
                return found, end
            at = end + 1

    # Such as các sở, ban, ngành; các Sở: A, B; 11 Bộ, cơ quan; các huyện A, B và C
    def _group(
        self, at: int, prefix: str, first: int | None = None, listed: bool = False
    ) -> tuple[list[Named], int]:
        first = at if first is None else first
        after = at + self.determiner(at)
        if qualifiers.NO_GROUPS.match(self.tokens, after) > bodies.GROUP_NOUNS.match(self.tokens, after):
            return [], at
        comrades = 2 * (self.low(after) == "đồng" and self.title(after + 2) > 0)
        if self.title(after) and (comrades or self.low(after) != "đồng"):
            return self._titled_group(at, after + comrades)
        if self.low(after) in bodies.FIELD_HEADS or self.unit(after):
            size = self.unit(after) or 1
            head = f"{prefix} {self.text(after, after + size)}".strip()
            colon = self.low(after + size) == ":"
            if colon or self.proper(after + size):
                dealt, end = self._dealt(after + size + colon, head, first)
                if len(dealt) == 1 and not colon and after > at and not self.unit(after):
                    # "các Sở Giáo dục và Đào tạo": of all provinces, a group
                    if self.low(end) == "được":
                        end = self.qualified(end)
                    return [replace(self.named(first, end), group=True)], end
                if dealt:
                    return dealt, end
        if not prefix and self.is_ubnd(after):
            return self._ubnd(after, first)
        if not prefix and (several := self._several(after, first)):
            return several
        end = self.group_end(after, units=bool(prefix) and self.unit(after) > 0)
        if end == after:
            end = self.open_name(after, loose=True)
        if end == after and listed:
            end = self.anything(after)
        if end == after and self.loose and not bodies.NOT_NAMES.match(self.tokens, after):
            end = self.run_on(after, 5)
        return ([replace(self.named(first, end), group=True)], end) if end > after else ([], at)

    def _several(self, at: int, first: int) -> tuple[list[Named], int] | None:
        """ "các Ban Pháp chế, Kinh tế - Ngân sách": several bodies under one head."""
        size = bodies.OPEN_HEADS.match(self.tokens, at)
        start = end = at + size + (self.low(at + size) == ":")
        if not size or not self.cap(at) or not self.proper(start):
            return None
        found: list[Named] = []
        while self.proper(start) and not (found and any(self._heads(start))):
            end = self.open_tail(start, start - 1)
            head = self.text(at, at + size)
            found.append(
                Named(f"{head} {self.text(start, end)}", start if found else first, end, head=self.low(at))
            )
            if self.low(end) not in {",", "và"}:
                break
            start = end + 1
        return (found, end) if len(found) > 1 else None

    def _titled_group(self, at: int, after: int) -> tuple[list[Named], int]:
        """ "các Bộ trưởng: Quốc phòng, Công an", "các Phó Chủ tịch UBND tỉnh"."""
        size = self.title(after)
        if self.low(after + size) == ":":
            dealt, end = self._fields(after + size + 1, self.text(after, after + size), at)
            if dealt:
                return [replace(one, personally=True) for one in dealt], end
        found, end = self._titled(after)
        if not found:
            end = after + size
            return [self.named(at, end, personally=True)], end
        return [replace(self.named(at, end, personally=True), group=True)], end

    def _dealt(self, at: int, head: str, first: int) -> tuple[list[Named], int]:
        if self.unit_head(head):
            found: list[Named] = []
            end = at
            while self.proper(at):
                start, end = at if found else first, self.places(at)
                shared = head.rsplit(" ", self.unit(at - 1) or 1)[0] if " " in head else ""
                one = Named(f"{head} {self.text(at, end)}", start, end, head=head.lower().split()[0])
                found.append(replace(one, prefix=shared))
                if self.low(end) not in LIST_MARKS:
                    break
                at = end + 1
            return found, end
        return self._fields(at, head, first)

    def _bare_group(self, at: int) -> tuple[list[Named], int]:
        """A group noun with no "các": "Địa phương", "Sở, ban, ngành", "chính quyền địa phương"."""
        if not (self.loose or self.cap(at)):
            return [], at
        end = self.group_end(at)
        alone = end == at + 1 and not self.loose
        return ([replace(self.named(at, end), group=True)], end) if end > at and not alone else ([], at)

    def named(self, first: int, last: int, personally: bool = False) -> Named:
        last = self.without_role(first, last)
        return Named(self.text(first, last), first, last, personally, self.low(first))
