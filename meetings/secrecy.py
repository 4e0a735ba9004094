"""Secrecy marks: a text which bears one is a state secret, which must never enter this system."""

import re
import unicodedata

_LEVELS = r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
# A stamp stands on a line of its own, in capitals, perhaps framed: "TỐI MẬT", "* MẬT *", "(TUYỆT MẬT)".
_STAMP = re.compile(rf"^[^\w\n]*({_LEVELS})[^\w\n]*$", re.MULTILINE)
# Or is named: "Độ mật: Mật", "Mức độ mật: TỐI MẬT", "Cấp độ mật - Tuyệt mật".
_NAMED = re.compile(
    rf"\b(?:cấp\s+độ|mức\s+độ|độ)\s+(?:bí\s+)?mật\s*[:\-–]\s*({_LEVELS})(?!\w)", re.IGNORECASE
)


def secrecy_mark(text: str) -> str | None:
    """The mark which the text bears (MẬT, TỐI MẬT, TUYỆT MẬT), or None; "bí mật" in a sentence is none."""
    composed = unicodedata.normalize("NFC", text)
    found = _STAMP.search(composed) or _NAMED.search(composed)
    return " ".join(found[1].upper().split()) if found else None
