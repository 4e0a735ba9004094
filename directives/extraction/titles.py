"""A short title for a directive: its work, without the words that charge somebody with it."""

import re

LONGEST = 120
_LEADING = re.compile(
    r"(?:[\s,;:.\-]+|(?:chủ trì|làm đầu mối|có trách nhiệm|khẩn trương|và|phải|cần|để|đồng thời"
    r"|bên cạnh đó|ngoài ra|cùng với đó|trong đó|được (?:giao|yêu cầu|đề nghị|phân công))(?!\w)"
    r"|theo chức năng,? nhiệm vụ(?: được giao| của mình)?|tiếp tục(?!\w)(?=\s*(?:chủ trì|phối hợp"
    r"|tham mưu))"
    r"|trao đổi(?!\w)(?=\s*,\s*phối hợp))",
    re.IGNORECASE,
)


def title(work: str) -> str:
    """`work`: the words behind the charging formula. The first letter is made a capital; cut at a word."""
    text = " ".join(work.split())
    while (leading := _LEADING.match(text)) and leading.end() < len(text):
        text = text[leading.end() :]
    text = text.strip(" ,;:.-")
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
    return text[:1].upper() + text[1:]
