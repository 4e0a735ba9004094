"""When two ways of writing a name are the same name."""

import re
import unicodedata

from .vietnamese import fold_words

# What documents shorten, folded. A name is compared in its short form.
_SHORT_FORMS = {
    "uy ban mat tran to quoc viet nam": "mttq",
    "uy ban mat tran to quoc": "mttq",
    "uy ban mttq viet nam": "mttq",
    "uy ban mttq": "mttq",
    "ubmttq viet nam": "mttq",
    "ubmttq": "mttq",
    "mat tran to quoc viet nam": "mttq",
    "mat tran to quoc": "mttq",
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "toa an nhan dan": "tand",
    "vien kiem sat nhan dan": "vksnd",
    "vien ksnd": "vksnd",
    "bao hiem xa hoi": "bhxh",
    "ngan hang nha nuoc": "nhnn",
    "kho bac nha nuoc": "kbnn",
    "bo doi bien phong": "bdbp",
    "chi huy quan su": "chqs",
    "ban quan ly": "bql",
    "khu kinh te": "kkt",
    "hanh chinh cong": "hcc",
}
_LONG_FORM = re.compile(rf"\b(?:{'|'.join(sorted(_SHORT_FORMS, key=len, reverse=True))})\b")
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def name_key(name: str) -> str:
    """The key under which two ways of writing one name are equal.

    "Sở NN&MT", "sở NN và MT", "Sở NNMT"; "Uỷ ban nhân dân xã Mỹ Lý", "UBND xã Mĩ Lí". Accents are folded,
    so the keys of two names may be equal by chance: `spelling` tells them apart.
    """
    words = _LONG_FORM.sub(lambda long: _SHORT_FORMS[long[0]], fold_words(name))
    return "".join(word for word in words.split() if word != "va").replace("y", "i")


def spelling(name: str) -> str:
    """The name with its accents, wherever in the syllable the tone stands: "Hoà" is "Hòa" but not "Hoa"."""
    words = re.findall(r"[\w\u0300-\u0323]+", unicodedata.normalize("NFD", name.casefold()))
    return " ".join(
        unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES))
        + "".join(c for c in word if c in _TONES)
        for word in words
    )
