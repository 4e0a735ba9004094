"""Search without accents, and the order of the Vietnamese alphabet."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.models import Agency
from agencies.ordering import SortKey
from agencies.vietnamese import fold, fold_words, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sở Tài chính", "so tai chinh"),
        ("ĐÔ LƯƠNG", "do luong"),
        ("  Quỳ   Hợp\n", "quy hop"),
        ("Đôn Đốc", "don doc"),
        ("ưỡng ệ ẫ ẵ ờ", "uong e a a o"),
        (unicodedata.normalize("NFD", "Thuế tỉnh"), "thue tinh"),
    ],
)
def test_folding_takes_every_accent_away(text, folded):
    assert fold(text) == folded


def test_folding_to_words_leaves_letters_and_digits_only():
    assert (
        fold_words("Số 785/TB-UBND, ngày 04/11/2025: “kết luận”") == "so 785 tb ubnd ngay 04 11 2025 ket luan"
    )


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold_words(fold_words(text)) == fold_words(text)


@pytest.mark.parametrize(
    "ordered",
    [
        [
            "Anh",
            "Ánh",
            "Ăn",
            "Ân",
            "Ba",
            "Ca",
            "Da",
            "Đa",
            "E",
            "Ê",
            "Hoa",
            "I",
            "O",
            "Ô",
            "Ơ",
            "U",
            "Ư",
            "Y",
        ],
        ["la", "là", "lả", "lã", "lá", "lạ"],
        ["Tam Hợp", "Tam Quang", "Tân An", "Tân Kỳ", "Tân Phú"],
        ["Diễn Châu", "Đại Đồng", "Đô Lương", "Đông Lộc"],
        ["Nghi Lộc", "Nghĩa Đàn", "Nghĩa Lâm"],
        ["Lê Thị An", "Lê Thị Ánh", "Lê Văn An"],
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(ordered):
    mixed = ordered[:]
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == ordered


def test_composed_and_decomposed_text_sort_alike():
    assert sort_key(unicodedata.normalize("NFD", "Sở Nội vụ")) == sort_key("Sở Nội vụ")


@pytest.mark.django_db
def test_the_database_sorts_agencies_in_the_same_order(make_agency):
    names = ["Sở Y tế", "Sở Dân tộc", "Sở Đối ngoại", "Sở Ăn", "Sở An", "Sở Ân", "Sở Ứng", "Sở Ưu", "Sở Uy"]
    for n, name in enumerate(names):
        make_agency(str(n), name)
    assert [agency.name for agency in Agency.objects.in_order()] == sorted(names, key=sort_key)


@pytest.mark.django_db
def test_the_database_sorts_without_a_key_in_the_same_order(make_agency):
    names = [
        "Sở Y",
        "Đẩy",
        "Dùng",
        "Dạy",
        "Ăn ở",
        "Bán",
        "Ân",
        "Áp",
        "Ê",
        "Em",
        "Ôn",
        "Ơn",
        "Ong",
        "Ứng",
        "Uy",
    ]
    for n, name in enumerate(names):
        make_agency(str(n), name)
    found = Agency.objects.order_by(SortKey("name"))
    assert [agency.name for agency in found] == sorted(names, key=sort_key)


@pytest.mark.django_db
def test_agencies_are_found_without_accents(finance, health, education):
    assert list(Agency.objects.search("so tai")) == [finance]
    assert list(Agency.objects.search("GIÁO dục")) == [education]
    assert list(Agency.objects.search("gd đt")) == [education]
    assert set(Agency.objects.search("sở")) == {finance, health, education}
    assert not Agency.objects.search("sở công thương").exists()
