"""What stands around the words of a document and certainly gives no work: head, legal bases, signature."""

import re
from collections.abc import Iterable

# A line which is nothing but one of these, in whatever letters.
_LINE = re.compile(
    r"(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam"
    r"|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc"
    r"|đảng cộng sản việt nam"
    r"|số\s*:[^.;]{0,60}"
    r"|[^\d,.;:]{2,40},\s*ngày\s[^,;:]{0,10}tháng\s[^,;:]{0,10}năm\s[^,;:]{0,10}"
    r"|trang\s+\d+(?:\s*/\s*\d+)?|\d{1,3}"
    r"|kính gửi\s*:.*|nơi nhận\s*:.{0,120}|lưu\s*:.{0,60}|như trên"
    r"|kt|tm|tl|tuq|\(?đã ký\)?|phụ lục(?:\s+[\divx]{1,5})?)"
)
# The law a document rests on; such lines end with a semicolon.
_BASIS = re.compile(
    r"(?:căn cứ|thực hiện)\s+"
    r"(?:hiến pháp|(?:các )?(?:bộ )?luật|nghị định|nghị quyết|pháp lệnh|thông tư|quyết định)\s[^:]{0,300}"
    r"|(?:theo|xét) đề nghị của\s[^:]{0,200}"
)
# In capitals: a kind of document, the body whose letter it is, in whose place and by which post it is signed.
_TITLE = re.compile(r"(?:thông báo|kết luận|công điện|chỉ thị|kế hoạch|quyết định|công văn)(?:\s+kết luận)?")
_BODY = re.compile(
    r"(?:(?:ủy|uỷ) ban nhân dân|ubnd|văn phòng|tỉnh|thành phố|bộ|thủ tướng chính phủ)(?:\s[^:;.]{0,60})?"
)
_SIGNED = re.compile(
    r"(?:kt|tm|tl|tuq|q)\.\s*[^:;]{2,60}"
    r"|(?:phó |quyền )?(?:chủ tịch|chánh văn phòng|thủ tướng|bộ trưởng)[^:;]{0,40}"
)
_PERSON = re.compile(r"(?:[^\W\d_a-zà-ỹ]\w*\s+){1,4}[^\W\d_a-zà-ỹ]\w*")
_MARKS = " \t.,;:*_-–—•+"
_SIGNER_WITHIN = 3  # lines below the post


def formal(sentences: Iterable[str]) -> list[bool]:
    """For each sentence of a document, in order, whether it is formal; what is not certain is not."""
    found, receiving, signed = [], False, 0
    for sentence in sentences:
        lines = [line.strip() for line in sentence.splitlines() if line.strip()]
        receiving = bool(lines) and (
            lines[0].lower().startswith("nơi nhận") or (receiving and lines[0][0] in "-–•+*")
        )
        flags = []
        for line in lines:
            bare = " ".join(line.strip(_MARKS).split())
            is_signer = signed > 0 and bool(_PERSON.fullmatch(bare))
            signed = _SIGNER_WITHIN if _is_signed(bare) else signed - 1
            flags.append(is_signer or _is_formal(bare, line))
        found.append(receiving or all(flags))
    return found


def _is_formal(bare: str, line: str) -> bool:
    low = bare.lower()
    if not bare or _LINE.fullmatch(low):
        return True
    if _BASIS.fullmatch(low):
        return line.rstrip().endswith(";")
    return bare == bare.upper() and bool(
        _TITLE.fullmatch(low) or _BODY.fullmatch(low) or _SIGNED.fullmatch(low)
    )


def _is_signed(bare: str) -> bool:
    return bare == bare.upper() and bool(_SIGNED.fullmatch(bare.lower()))
