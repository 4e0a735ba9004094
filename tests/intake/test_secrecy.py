"""A secrecy mark is recognised; the word in a sentence is not a mark."""

import unicodedata

import pytest

from meetings.secrecy import secrecy_mark

MARKED = [
    ("MẬT\nSố 12/BC", "MẬT"),
    ("UBND TỈNH\n  TỐI MẬT  \nnội dung", "TỐI MẬT"),
    ("TUYỆT  MẬT", "TUYỆT MẬT"),
    ("đầu\n[MẬT]\ncuối", "MẬT"),
    ("* TỐI MẬT *", "TỐI MẬT"),
    ("Độ mật: Mật", "MẬT"),
    ("Mức độ mật: tối mật.", "TỐI MẬT"),
    ("Độ mật - Tuyệt mật", "TUYỆT MẬT"),
    (unicodedata.normalize("NFD", "a\nTỐI MẬT\nb"), "TỐI MẬT"),
]
NOT_MARKED = [
    "Giao Công an tỉnh tăng cường bảo vệ bí mật nhà nước trên địa bàn.",
    "Bí mật nhà nước phải được quản lý chặt chẽ",
    "mật",
    "Rà soát mật độ dân cư\nMật độ xây dựng",
    "Độ mật: Không",
    "Tài liệu MẬT phải nộp về Văn phòng trước ngày 20/11/2025.",
    "Mật ong\nMẬT ONG",
]


@pytest.mark.parametrize(("text", "mark"), MARKED)
def test_a_marked_text_is_recognised(text, mark):
    assert secrecy_mark(text) == mark


@pytest.mark.parametrize("text", NOT_MARKED)
def test_the_word_in_a_sentence_is_no_mark(text):
    assert secrecy_mark(text) is None
