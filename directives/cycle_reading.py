"""The rule of recurring work as documents write it: "trước ngày 25 hằng tháng". Nothing is made up.

Words that name a period and no day ("hằng quý", "định kỳ", "thường xuyên") give no rule.
"""

import re
import unicodedata

from .cycles import MONTHS, DayRule, Every, Rule

_PERIODS = {
    "tuần": Every.WEEK,
    "tháng": Every.MONTH,
    "quý": Every.QUARTER,
    "năm": Every.YEAR,
    "sáu tháng": Every.HALF_YEAR,
    "6 tháng": Every.HALF_YEAR,
    "06 tháng": Every.HALF_YEAR,
}
_PERIOD = r"(?:sáu tháng|0?6 tháng|tuần|tháng|quý|năm)"
_EVERY = rf"(?:(?:hằng|hàng|mỗi)\s?(?P<every>{_PERIOD})(?!\w))"
_WEEKDAYS = {
    **{name: n for n, name in enumerate(("hai", "ba", "tư", "năm", "sáu", "bảy"), start=1)},
    **{str(n + 1): n for n in range(1, 7)},
}
_WEEKDAY = re.compile(
    r"(?<!\w)(?:thứ (?P<name>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))(?!\w)"
    r"(?=[^.;]{0,30}?(?:hằng|hàng|mỗi)\s?tuần(?!\w))"
)
_WORKING = re.compile(
    r"(?<!\w)ngày làm việc"
    r" (?:đầu(?: tiên)?|(?P<last>cuối(?: cùng)?)|thứ (?P<n>\d{1,2}|nhất|hai|ba|tư|năm))(?: của)?,?\s?"
    rf"(?:{_EVERY}|(?P<month>tháng (?:đầu|giữa|cuối|thứ|\d)[^.;]{{1,40}})"
    r"|(?P<of>tháng|quý|năm)(?: mới| sau)?(?! ?\d)(?!\w))"
)
_LAST_DAY = re.compile(
    rf"(?<!\w)(?:ngày cuối(?: cùng)?|cuối)(?: của)? (?:{_EVERY}|(?P<month>tháng [^.;]{{1,40}}))"
)
_DAY = re.compile(
    r"(?<!\w)ngày (?P<day>[12]\d|3[01]|0?[1-9])(?:[/.-](?P<of_year>1[0-2]|0?[1-9])(?![\d/.-]))?"
    r"(?!\d| ?[/.-] ?\d)(?:(?: của)? (?P<month>tháng [^.;]{1,40}))?"
)
_TO = re.compile(r"(?<!\w)từ ngày (?:[12]\d|3[01]|0?[1-9]) đến ")
_MONTH_OF = re.compile(
    r"tháng (?:(?P<which>đầu(?: tiên)?|giữa|cuối(?: cùng)?|thứ (?P<nth>\d{1,2}|nhất|hai|ba))"
    rf"(?: của)?,? ?(?P<of>{_PERIOD})(?!\w)"
    r"|(?P<first>[1-6]) và tháng (?P<second>1[0-2]|[7-9]) (?:hằng|hàng|mỗi)\s?năm(?!\w)"
    r"|(?P<named>1[0-2]|0?[1-9]),? (?:hằng|hàng|mỗi)\s?năm(?!\w))"
)
_NEAR = 80  # how far before the day its period may stand
_NUMBERS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
_REGULAR = re.compile(_EVERY)
_BY_TERMS = re.compile(r"(?<!\w)định kỳ(?!\w)")


def rule_in(*texts: str) -> Rule | None:
    """The rule which the first of these that states one states: the words of the deadline, then the rest."""
    return next((rule for rule in map(read_rule, texts) if rule), None)


def period_in(*texts: str) -> Every | None:
    """The first period which these name, whether they say a day or not."""
    found = next((found for text in texts if (found := _REGULAR.search(_plain(text)))), None)
    return _PERIODS[found["every"]] if found else None


def read_rule(words: str) -> Rule | None:
    """The rule which the words state, or None when they leave the period or the day open."""
    low = _plain(words)
    for reader in (_weekday, _working_day, _last_day, _day):
        try:
            found = reader(low)
        except ValueError:  # a 40th day, a fifth month of a quarter
            found = None
        if found is not None:
            return found
    return None


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _weekday(low: str) -> Rule | None:
    found = _WEEKDAY.search(low)
    if found is None:
        return None
    return Rule(Every.WEEK, DayRule.WEEKDAY, 7 if found["sunday"] else _WEEKDAYS[found["name"]])


def _working_day(low: str) -> Rule | None:
    found = _WORKING.search(low)
    if found is None:
        return None
    on, number = DayRule.WORKING_DAY, 1
    if found["last"]:
        on, number = DayRule.LAST_WORKING_DAY, 0
    elif found["n"]:
        number = _NUMBERS.get(found["n"]) or int(found["n"])
    if found["month"]:
        place = _month_of(found["month"])
        return Rule(place[0], on, number or None, place[1]) if place else None
    every = _PERIODS[found["every"] or found["of"]]
    return Rule(every, on, number or None, MONTHS[every] if found["last"] else 1)


def _last_day(low: str) -> Rule | None:
    found = _LAST_DAY.search(low)
    if found is None:
        return None
    if found["month"]:
        place = _month_of(found["month"])
        return Rule(place[0], DayRule.LAST_DAY, None, place[1]) if place else None
    every = _PERIODS[found["every"]]
    return None if every == Every.WEEK else Rule(every, DayRule.LAST_DAY, None, MONTHS[every])


def _day(low: str) -> Rule | None:
    """The last day of a window counts: "từ ngày 05 đến ngày 10 hằng tháng"."""
    low = _TO.sub("", low)
    for found in _DAY.finditer(low):
        number, after = int(found["day"]), low[found.end() : found.end() + 40]
        if found["of_year"]:
            yearly = _REGULAR.match(after.lstrip(" ,"))
            if yearly and _PERIODS[yearly["every"]] == Every.YEAR:
                return Rule(Every.YEAR, DayRule.DAY, number, int(found["of_year"]))
            continue
        if found["month"]:
            place = _month_of(found["month"])
            if place:
                return Rule(place[0], DayRule.DAY, number, place[1])
            continue
        before = re.split(r"[.;]", low[: found.start()])[-1][-_NEAR:]
        regular = _REGULAR.match(after.lstrip(" ,")) or _REGULAR.search(before)
        if regular and _PERIODS[regular["every"]] == Every.MONTH:
            return Rule(Every.MONTH, DayRule.DAY, number, 1)
        if regular is None and _BY_TERMS.search(before):
            return Rule(Every.MONTH, DayRule.DAY, number, 1)
    return None


def _month_of(words: str) -> tuple[Every, int] | None:
    """ "tháng 11 hằng năm", "tháng cuối quý", "tháng thứ 2 của quý": the period, and which month of it."""
    found = _MONTH_OF.match(words)
    if found is None:
        return None
    if found["named"]:
        return Every.YEAR, int(found["named"])
    if found["first"]:
        twice = int(found["second"]) - int(found["first"]) == MONTHS[Every.HALF_YEAR]
        return (Every.HALF_YEAR, int(found["first"])) if twice else None
    every = _PERIODS[found["of"]]
    if every not in MONTHS or every == Every.MONTH:
        return None
    if found["nth"]:
        return every, _NUMBERS.get(found["nth"]) or int(found["nth"])
    place = {"đ": 1, "g": (MONTHS[every] + 1) // 2, "c": MONTHS[every]}
    return every, place[found["which"][0]]
