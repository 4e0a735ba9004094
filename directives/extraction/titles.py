"""A short title for a directive: its work, without the words that charge somebody with it."""

import re

LONGEST = 120
_LEADING = re.compile(
    r"(?:[\s,;:.\-]+|chủ trì(?!\w)|làm đầu mối(?!\w)|có trách nhiệm(?!\w)"
    r"|theo chức năng,? nhiệm vụ(?: được giao| của mình)?|khẩn trương(?!\w)"
    r"|tiếp tục(?!\w)(?=\s*(?:chủ trì|phối hợp|tham mưu))"
    r"|và(?!\w)|phải(?!\w)|cần(?!\w)|được (?:giao|yêu cầu|đề nghị|phân công)(?!\w)|đồng thời(?!\w)"
    r"|bên cạnh đó(?!\w)|cùng với đó(?!\w)|trong đó(?!\w)|ngoài ra(?!\w)|trao đổi(?!\w)(?=\s*,\s*phối hợp)|để(?!\w))",
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
