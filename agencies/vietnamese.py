"""Vietnamese letters: search without accents, and the order of the Vietnamese alphabet."""

import re
import unicodedata

# Order of the alphabet; each letter's accents (tones) come after all letters are equal.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(0x100 + n) for n, letter in enumerate(_ALPHABET)}
_MODIFIERS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: they make another letter
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng


def fold(text: str) -> str:
    """Lower case, without accents, đ as d, one space between words: what search compares."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", plain).strip()


def fold_words(text: str) -> str:
    """`fold`, with everything that is not a letter or digit turned into spaces."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def sort_key(text: str) -> str:
    """A key whose order by code points is the order of the dictionary: a ă â b c d đ e ê ...; then tones."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", parts[0] + "".join(c for c in parts[1:] if c in _MODIFIERS))
        letters.append(_PLACE.get(base, char if char.isalnum() else " "))
        tones.append(next((_TONES[c] for c in parts if c in _TONES), "0"))
    return "".join(letters) + "\x20\x20" + "".join(tones)
