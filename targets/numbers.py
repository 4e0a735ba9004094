"""Figures as Vietnamese write them: 26.000 and 98,62; and what was typed as a figure."""

import re
from decimal import ROUND_HALF_UP, Decimal

PLACES = 4  # digits behind the comma that are kept
DIGITS = 14  # digits before it

_GROUPED = re.compile(r"[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[-−]?\d+(?:,\d+)?")
_HOW = "Dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân, ví dụ 26.000 hoặc 98,62."


class NoFigure(ValueError):
    """What was typed is no figure; the text is for people."""


def figure_in(typed: str) -> Decimal:
    """26.000, 26000 or 26.000,5 as a number. Raises NoFigure, also where two readings are possible."""
    text = re.sub(r"\s", "", typed)
    if not text:
        raise NoFigure("Nhập một số.")
    if not (_GROUPED.fullmatch(text) or _PLAIN.fullmatch(text)):
        raise NoFigure(_refusal(text))
    if re.fullmatch(r"[-−]?\d{1,3},000", text):
        # Three zeros behind a comma are meant as thousands, as in English; read as typed it would be tiny.
        raise NoFigure(f"Số {text} chưa rõ. Nếu là hàng nghìn, nhập {text.replace(',', '.')}. {_HOW}")
    whole, _, behind = text.lstrip("-−").replace(".", "").partition(",")
    if len(whole.lstrip("0")) > DIGITS:
        raise NoFigure(f"Số quá lớn: nhiều nhất {DIGITS} chữ số. Chọn đơn vị tính lớn hơn, ví dụ tỷ đồng.")
    if len(behind.rstrip("0")) > PLACES:
        raise NoFigure(f"Nhiều nhất {PLACES} chữ số sau dấu phẩy.")
    number = Decimal(f"{whole}.{behind[:PLACES] or 0}")
    return -number if text[0] in "-−" and number else number


def _refusal(text: str) -> str:
    if re.search(r"[^\d.,\-−]", text):
        return f"Chỉ nhập số, không ghi chữ hoặc đơn vị. {_HOW}"
    return f"Không đọc được số {text}. {_HOW}"


def in_words(number: Decimal | None, places: int = PLACES) -> str:
    """26000 as 26.000 and 98.620 as 98,62; nothing as an en dash. At most so many digits behind the comma."""
    if number is None:
        return "–"
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    whole, _, behind = f"{abs(rounded):,f}".partition(".")
    behind = behind.rstrip("0")
    return sign + whole.replace(",", ".") + (f",{behind}" if behind else "")


def share_in_words(part: Decimal | None, whole: Decimal) -> str:
    """How much of the whole that is: 92,78 %; "100 %" only of all of it, an en dash of a whole of nothing."""
    if part is None or whole <= 0:
        return "–"
    share = (100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if part < whole:
        share = min(share, Decimal("99.99"))
    return f"{in_words(share, 2)} %"
