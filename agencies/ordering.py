"""The order of the Vietnamese alphabet for columns which keep no key of it."""

from typing import Any

from django.db.models import CharField, Func, Value

from .vietnamese import places


class SortKey(Func):
    """`vietnamese.sort_key` in SQL, but for the tones: words that differ in nothing else are equal."""

    function = "translate"
    output_field = CharField()

    def __init__(self, expression: Any) -> None:
        letters = places()
        super().__init__(expression, Value("".join(letters)), Value("".join(letters.values())))
