"""Whether a word can be a Vietnamese syllable: what tells a text in an old encoding from one in Unicode."""

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = frozenset("\u0301\u0323")  # the only tones of a syllable that ends in c, ch, p or t
_INITIAL = re.compile(r"qu|gi|ngh|ng|gh|ch|kh|nh|ph|th|tr|[bcdđghklmnprstvx]|")
_FRONT = frozenset("eêiy")  # before these one writes k, gh and ngh
# vowels: what may follow them, as one string of words; "-" is nothing
_RHYMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- c ch m n ng nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "y": "- m n nh t p ch",
    "yê": "m n ng t u",
    "o": "- c i m n ng p t",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng p t",
    "oe": "- m n o t",
    "oo": "c n ng p t",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t",
    "uâ": "n ng t y",
    "uê": "- ch n nh",
    "uô": "c i m n ng p t",
    "uơ": "- t",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
    "ư": "- a c i m n ng p t u",
    "ươ": "c i m n ng p t u",
}


def _bearers(rhyme: str, vowels: str, rest: str) -> frozenset[int]:
    """Where the tone mark may stand: on the main vowel; in open oa, oe and uy on either."""
    marked = [place for place, letter in enumerate(vowels) if letter in "ăâêôơư"]
    if marked:
        return frozenset(marked[-1:])
    if vowels in ("oa", "oe", "uy", "oo"):
        return frozenset((0, 1)) if not rest or vowels == "oo" else frozenset((1,))
    return frozenset((0,))


_PLACES = {
    rhyme: _bearers(rhyme, vowels, rest.strip("-"))
    for vowels, rests in _RHYMES.items()
    for rest in rests.split()
    for rhyme in [vowels + rest.strip("-")]
}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word is written as Vietnamese writes one syllable, marks and their places included."""
    bare, tone, place = _taken_apart(word.lower())
    if not bare or tone == "many":
        return False
    initial = (_INITIAL.match(bare) or [""])[0]
    return any(_fits(bare, start, tone, place) for start in {initial, initial[:1]} if start or not initial)


def _fits(bare: str, initial: str, tone: str, place: int) -> bool:
    rhyme = bare[len(initial) :]
    if rhyme not in _PLACES or (initial == "q") or (not initial and rhyme == "yê"):
        return False
    front = rhyme[0] in _FRONT
    if (initial in ("c", "g", "ng") and front and not bare.startswith("gi")) or (
        initial in ("k", "gh", "ngh") and not front
    ):
        return False
    if tone and place - len(initial) not in _PLACES[rhyme]:
        return False
    return tone in _SHARP if rhyme.endswith(("c", "ch", "p", "t")) else True


def _taken_apart(word: str) -> tuple[str, str, int]:
    """The letters without tone, the tone ("many" for more than one), and the letter that bears it."""
    bare, tone, place = "", "", -1
    for letter in unicodedata.normalize("NFC", word):
        base = ""
        for part in unicodedata.normalize("NFD", letter):
            if part in _TONES:
                tone, place = "many" if tone else part, len(bare)
            else:
                base += part
        bare += unicodedata.normalize("NFC", base)
    return bare, tone, place
