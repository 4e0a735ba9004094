"""The order of the Vietnamese alphabet for columns which keep no key of it."""

from typing import Any

from django.db.models import CharField, Func, Value
from django.db.models.functions import Lower, Replace

# Marks of the decomposed form: those of tones go, and â, ê, ô come after ă, e, o.
_MARKS, _PLACES = "\u0302\u0300\u0309\u0303\u0301\u0323", "\u0307"
_D = "d\u0306"  # đ is a letter of its own, behind d


class _Decomposed(Func):
    template = "normalize(%(expressions)s, NFD)"
    output_field = CharField()


class SortKey(Func):
    """`vietnamese.sort_key` in SQL, but for the tones: words that differ in nothing else are equal."""

    function = "translate"
    output_field = CharField()

    def __init__(self, expression: Any) -> None:
        letters: Func = _Decomposed(expression)
        for letter in "đĐ":
            letters = Replace(letters, Value(letter), Value(_D))
        super().__init__(Lower(letters), Value(_MARKS), Value(_PLACES))
