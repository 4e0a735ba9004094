"""Figures as they are typed and as they are shown."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.numbers import NoFigure, figure_in, in_words, share_in_words


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("26.000", 26_000),
        ("26000", 26_000),
        ("26 000", 26_000),
        (" 26.000,5 ", D("26000.5")),
        ("1.234.567,8901", D("1234567.8901")),
        ("98,62", D("98.62")),
        ("9,500", D("9.5")),  # three digits behind the comma, not all of them zeros
        ("0", 0),
        ("-1,2", D("-1.2")),
        ("−1,2", D("-1.2")),
        ("0,0001", D("0.0001")),
    ],
)
def test_a_figure_is_read_as_vietnamese_write_it(typed, number):
    assert figure_in(typed) == number


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Nhập một số."),
        ("   ", "Nhập một số."),
        ("hai mươi", "không ghi chữ"),
        ("26.000 tỷ", "không ghi chữ hoặc đơn vị"),
        ("9 %", "không ghi chữ hoặc đơn vị"),
        ("98.62", "Không đọc được số 98.62"),
        ("26,000.5", "Không đọc được"),
        ("2.60.00", "Không đọc được"),
        ("1,2,3", "Không đọc được"),
        ("1e5", "không ghi chữ"),
        ("--1", "Không đọc được"),
        (",5", "Không đọc được"),
        ("26,000", "nhập 26.000"),  # thousands in English
        ("1,23456", "Nhiều nhất 4 chữ số"),
        ("1" * 15, "Số quá lớn"),
        ("²", "không ghi chữ"),
    ],
)
def test_nonsense_is_refused_with_what_to_do(typed, words):
    with pytest.raises(NoFigure, match=words):
        figure_in(typed)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_what_is_shown_is_read_as_the_same_figure(number):
    shown = in_words(number)
    if shown.endswith(",000"):
        return
    assert figure_in(shown) == number


@pytest.mark.parametrize(
    ("number", "places", "words"),
    [
        (D("26000.0000"), 4, "26.000"),
        (D("98.6200"), 4, "98,62"),
        (D("21666.6667"), 2, "21.666,67"),
        (D("-0.001"), 2, "0"),
        (D("-1.25"), 2, "-1,25"),
        (D("100"), 2, "100"),
        (None, 2, "–"),
    ],
)
def test_a_figure_is_shown_without_idle_zeros(number, places, words):
    assert in_words(number, places) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (D(24123), D(26000), "92,78 %"),
        (D("25999.9999"), D(26000), "99,99 %"),
        (D(26000), D(26000), "100 %"),
        (D(27300), D(26000), "105 %"),
        (D(0), D(26000), "0 %"),
        (None, D(26000), "–"),
        (D(1), D(0), "–"),
    ],
)
def test_a_share_says_100_only_of_all(part, whole, words):
    assert share_in_words(part, whole) == words
