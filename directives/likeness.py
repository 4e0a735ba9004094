"""How much the words of two passages are alike. Rare words count more, so do words that stand together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log

from agencies.vietnamese import fold, fold_words

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?")
# The language of every order, folded: it says nothing about which work is meant.
_FORMULA = set(
    fold_words(
        "giao yêu cầu đề nghị chủ trì phối hợp với và các cùng như của cho tại trên trong theo từ đến về "
        "việc trước sau ngày tháng năm quý tuần hạn thời gian kịp khẩn trương tiếp tục tập trung đẩy mạnh "
        "tăng cường báo cáo tham mưu ủy ban nhân dân UBND tỉnh sở ngành đơn vị có cơ quan liên quan "
        "địa phương xã thực hiện triển khai hoàn thành nghiêm túc không được phải đã sẽ bằng là để do này khi"
    ).split()
)
# Of two passages the shorter decides mostly: a repeat is often a line about a point of five.
_SHORTER = 0.75


def features(text: str) -> set[str]:
    """The words of a text and its pairs of neighbours, without accents, days and the formulas of orders.

    A Vietnamese word is often two syllables, so a pair says more than its halves.
    """
    words = fold_words(_DAY.sub(" ", fold(text))).split()
    pairs = {f"{first} {second}" for first, second in pairwise(words) if not {first, second} <= _FORMULA}
    return pairs | (set(words) - _FORMULA)


class Likeness:
    """Compares passages with a body of texts: 0 nothing in common, 1 the same words.

    The rarer a word is among these texts, the more it counts. Made once, asked often: a passage is only
    compared with the texts that share a word with it.
    """

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._count = len(texts)
        found = {key: features(text) for key, text in texts.items()}
        for key, ones in found.items():
            for feature in ones:
                self._holders[feature].append(key)
        self._weights = {key: self._weight_of(ones) for key, ones in found.items()}

    def to(self, text: str, *, without: Iterable[str] = ()) -> dict[int, float]:
        """How alike each text is that shares words with this one. `without`: names that do not count."""
        ignored = set().union(*(features(name) for name in without))
        own = features(text) - ignored
        weight = self._weight_of(own)
        shared, names = self._held(own), self._held(ignored)
        return {
            key: common / _between(weight, self._weights[key] - names.get(key, 0))
            for key, common in shared.items()
        }

    def _held(self, ones: Iterable[str]) -> dict[int, float]:
        """The weight of those of the features which each text has."""
        held: dict[int, float] = defaultdict(float)
        for feature in ones:
            weight = self._weight(feature)
            for key in self._holders.get(feature, ()):
                held[key] += weight
        return held

    def _weight_of(self, ones: Iterable[str]) -> float:
        return sum(self._weight(feature) for feature in ones)

    def _weight(self, feature: str) -> float:
        return log(1 + (self._count + 1) / (len(self._holders.get(feature, ())) + 0.5))


def _between(one: float, other: float) -> float:
    """A mean of two weights which lies nearer to the smaller one."""
    low, high = sorted((one, other))
    return low**_SHORTER * high ** (1 - _SHORTER)
