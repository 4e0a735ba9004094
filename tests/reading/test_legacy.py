"""Texts in TCVN3 and VNI are told and converted; nothing else ever is."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.reading import legacy
from meetings.reading.syllables import is_syllable
from tests.reading import papers

# Written out apart from the product's tables: each letter as TCVN3 and as VNI-Windows have it.
ALPHABET = {
    "à": ("µ", "aø"), "ả": ("¶", "aû"), "ã": ("·", "aõ"), "á": ("¸", "aù"), "ạ": ("¹", "aï"),
    "ă": ("¨", "aê"), "ằ": ("»", "aè"), "ẳ": ("¼", "aú"),
    "ẵ": ("½", "aü"), "ắ": ("¾", "aé"), "ặ": ("Æ", "aë"),
    "â": ("©", "aâ"), "ầ": ("Ç", "aà"), "ẩ": ("È", "aå"),
    "ẫ": ("É", "aã"), "ấ": ("Ê", "aá"), "ậ": ("Ë", "aä"),
    "đ": ("®", "ñ"),
    "è": ("Ì", "eø"), "ẻ": ("Î", "eû"), "ẽ": ("Ï", "eõ"), "é": ("Ð", "eù"), "ẹ": ("Ñ", "eï"),
    "ê": ("ª", "eâ"), "ề": ("Ò", "eà"), "ể": ("Ó", "eå"),
    "ễ": ("Ô", "eã"), "ế": ("Õ", "eá"), "ệ": ("Ö", "eä"),
    "ì": ("×", "ì"), "ỉ": ("Ø", "æ"), "ĩ": ("Ü", "ó"), "í": ("Ý", "í"), "ị": ("Þ", "ò"),
    "ò": ("ß", "oø"), "ỏ": ("á", "oû"), "õ": ("â", "oõ"), "ó": ("ã", "où"), "ọ": ("ä", "oï"),
    "ô": ("«", "oâ"), "ồ": ("å", "oà"), "ổ": ("æ", "oå"),
    "ỗ": ("ç", "oã"), "ố": ("è", "oá"), "ộ": ("é", "oä"),
    "ơ": ("¬", "ô"), "ờ": ("ê", "ôø"), "ở": ("ë", "ôû"), "ỡ": ("ì", "ôõ"), "ớ": ("í", "ôù"), "ợ": ("î", "ôï"),
    "ù": ("ï", "uø"), "ủ": ("ñ", "uû"), "ũ": ("ò", "uõ"), "ú": ("ó", "uù"), "ụ": ("ô", "uï"),
    "ư": ("\xad", "ö"), "ừ": ("õ", "öø"), "ử": ("ö", "öû"),
    "ữ": ("÷", "öõ"), "ứ": ("ø", "öù"), "ự": ("ù", "öï"),
    "ỳ": ("ú", "yø"), "ỷ": ("û", "yû"), "ỹ": ("ü", "yõ"), "ý": ("ý", "yù"), "ỵ": ("þ", "î"),
}  # fmt: skip
TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
TCVN3 = {letter: old for letter, (old, _) in ALPHABET.items()} | TCVN3_CAPITALS
VNI = {letter: old for letter, (_, old) in ALPHABET.items()}
VNI |= {letter.upper(): old.upper() for letter, old in VNI.items()}
CORPUS = Path(__file__).parents[1] / "extraction" / "texts"


def written(text, table):
    return "".join(table.get(letter, letter) for letter in text)


def texts():
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(CORPUS.glob("*.json"))]


UNICODE_LINES = sorted({line for text in texts() for line in text.split("\n")})
UNICODE_WORDS = sorted({word for line in UNICODE_LINES for word in line.split()})


def test_the_alphabet_is_whole():
    letters = {
        unicodedata.normalize("NFC", base + tone)
        for base in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    }
    assert set(ALPHABET) == (letters | {"đ"}) - set("aeiouy")


@pytest.mark.parametrize("letter", ALPHABET)
def test_each_letter_in_both_encodings(letter):
    old, pair = ALPHABET[letter]
    assert legacy.decode(old, legacy.TCVN3) == letter
    assert legacy.decode(pair, legacy.VNI) == letter
    assert legacy.decode(pair.upper(), legacy.VNI) == letter.upper()
    assert legacy.decode(chr(0xF000 + ord(old)), legacy.TCVN3) == letter


def test_the_capitals_of_tcvn3():
    assert [legacy.decode(old, legacy.TCVN3) for old in TCVN3_CAPITALS.values()] == list(TCVN3_CAPITALS)
    assert legacy.decode("A° A± A² A³ A´ ¢³", legacy.TCVN3) == "À Ả Ã Á Ạ Ấ"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chñ tÞch UBND tØnh kÕt luËn", "Chủ tịch UBND tỉnh kết luận"),
        ("§Ò nghÞ Së Y tÕ b¸o c¸o tr­íc ngµy 20/11", "Đề nghị Sở Y tế báo cáo trước ngày 20/11"),
        ("VÒ viÖc triÓn khai", "Về việc triển khai"),
        ("UBND TØNH NGHÖ AN", "UBND TỈNH NGHỆ AN"),
    ],
)
def test_sentences_in_tcvn3(old, new):
    assert legacy.to_unicode(old) == (new, legacy.TCVN3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Uûy ban nhaân daân tænh", "Ủy ban nhân dân tỉnh"),
        ("ÑEÀ NGHÒ SÔÛ Y TEÁ BAÙO CAÙO", "ĐỀ NGHỊ SỞ Y TẾ BÁO CÁO"),
        ("Sôû Taøi chính hoaøn thaønh tröôùc ngaøy 15/11", "Sở Tài chính hoàn thành trước ngày 15/11"),
    ],
)  # fmt: skip
def test_sentences_in_vni(old, new):
    assert legacy.to_unicode(old) == (new, legacy.VNI)


def test_whole_conclusions_come_back_letter_by_letter():
    for text in texts():
        if text.isascii():  # written without marks: the same in every encoding
            assert legacy.to_unicode(text) == (text, None)
            continue
        assert legacy.to_unicode(written(text, VNI)) == (text, legacy.VNI)
        small = text.lower()
        assert legacy.to_unicode(written(small, TCVN3)) == (small, legacy.TCVN3)


def test_an_initial_by_itself_goes_along_with_its_text():
    assert legacy.to_unicode("§Ò nghÞ Së Y tÕ b¸o c¸o.\n®. lý") == (
        "Đề nghị Sở Y tế báo cáo.\nđ. lý",
        legacy.TCVN3,
    )


def test_unicode_is_never_touched():
    for text in [*texts(), papers.TEXT]:
        for form in ("NFC", "NFD"):
            given = unicodedata.normalize(form, text)
            assert legacy.to_unicode(given) == (given, None)
        for line in text.split("\n"):
            assert legacy.to_unicode(line) == (line, None)


@pytest.mark.parametrize(
    "text",
    [
        "The naïve café owner paid £20 and €30 for the résumé; 50 µm, 25 °C, ½ cup, ¼ tsp, §3, ©2025.",
        "L'été dernier, où étiez-vous ? Le préfet a décidé que la forêt serait protégée dès l'année. "
        "Né à Besançon, il gère là-bas trois cafés, très fréquentés : « c'était l'idée du maître ».",
        "Müller wohnt in München, Straße der Öffnung, und möchte über Österreich nach Zürich reisen.",
        "Có hai bà má hát chèo ở nhà bà Tí",
        "Dòng 1: nó là của tôi, bà có ý gì",
        "Đại sứ quán Curaçao và công ty Nestlé làm việc tại Nghệ An ngày 5/11, đường ống 25 µm, 37 °C.",
        "São Paulo, mañana, señor, Ångström, smørrebrød",
        "",
        "chỉ ASCII: UBND tinh",
    ],
)
def test_other_languages_and_signs_are_left_alone(text):
    assert legacy.to_unicode(text) == (text, None)


SHORT_LINES = """thông báo
Số: 388/TB-BGDĐT
Số: 12/QĐ-UBND ngày 5/6/2001
HĐND, UBND các cấp
Krông Búk, Đăk Mil
Giao Sở Y tế phối hợp với UBND tỉnh Đăk Lăk rà soát, báo cáo kết quả.
- HĐND;
Loại hoà: số hoá"""


@pytest.mark.parametrize(("encoding", "table"), [(legacy.VNI, VNI), (legacy.TCVN3, TCVN3)])
def test_short_lines_of_a_text_in_an_old_encoding_go_with_their_neighbours(encoding, table):
    foreign = "Le préfet a décidé que la forêt serait protégée dès l'année"
    old = written(SHORT_LINES, table)
    assert legacy.to_unicode(f"{old}\n{foreign}\n{old}") == (
        f"{SHORT_LINES}\n{foreign}\n{SHORT_LINES}",
        encoding,
    )


def test_a_line_typed_anew_in_a_text_in_vni_is_left_alone():
    old = written("Giao Sở Y tế rà soát phương án và báo cáo.", VNI)
    assert legacy.to_unicode(f"Cà Mau, ngày 05/11\n{old}")[0].startswith("Cà Mau, ngày 05/11\nGiao Sở")


@settings(max_examples=300)
@given(st.data())
def test_words_and_lines_of_unicode_in_any_order_are_never_touched(data):
    lines = st.lists(st.sampled_from(UNICODE_LINES), max_size=6)
    words = st.lists(st.sampled_from(UNICODE_WORDS), max_size=12).map(" ".join)
    text = "\n".join([*data.draw(lines), data.draw(words)])
    assert legacy.to_unicode(text) == (text, None)


def test_a_text_in_parts_is_converted_line_by_line():
    old = written("Giao Sở Y tế rà soát phương án và báo cáo.", TCVN3)
    modern = "Giao Sở Tài chính bố trí kinh phí."
    text, encoding = legacy.to_unicode(f"{modern}\n{old}\n{modern}\n{old}")
    assert encoding == legacy.TCVN3
    assert text.split("\n")[1] == "Giao Sở Y tế rà soát phương án và báo cáo."
    assert text.split("\n")[::2] == [modern, modern]


def test_a_stretch_inside_a_line_of_unicode_is_converted():
    line = f"Theo Tờ trình của Sở Xây dựng: {written('Chủ tịch kết luận giao Sở Y tế', VNI)}."
    other = written("Yêu cầu các địa phương báo cáo kết quả", VNI)
    assert legacy.to_unicode(f"{line}\n{other}")[0].split("\n") == [
        "Theo Tờ trình của Sở Xây dựng: Chủ tịch kết luận giao Sở Y tế.",
        "Yêu cầu các địa phương báo cáo kết quả",
    ]


def test_syllables():
    words = (
        "ủy uỷ hòa hoà khỏe khoẻ quý gì giặt giếng nghĩa nghiêng khuya khuỷu quyền quốc ươm ướp yêu ý ỷ oái"
    )
    for word in words.split():
        assert is_syllable(word), word
        assert is_syllable(word.upper()), word


def test_no_syllables():
    words = "quaù taøi nhaân cña nh©n cệ gệ ngé bàt họac được2 ớí hĐND zá fà yêú xuậ ápq"
    for word in words.split():
        assert not is_syllable(word), word
