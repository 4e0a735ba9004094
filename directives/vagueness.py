"""Whether a report says anything that can be checked (DOMAIN R4: never "đã làm", "đang triển khai").

What is said of any work whatever is taken out; when hardly a word is left, nothing was said of this work.
"""

import re

from agencies.vietnamese import fold, fold_words

# Without accents, as `fold_words` leaves them. What every report may say and none can be held to.
_EMPTY_PHRASES = """
    bam sat|ban than|bao cao|binh thuong|boi canh|cac mat|can bo|chat luong|chi dao|chu dong|chung toi|
    co ban|co gang|co quan|cong tac|cong viec|dam bao|dang ky|dat yeu cau|day du|day manh|de ra|don doc|
    don vi|dung han|dung ke hoach|dung quy dinh|dung tien do|duoc giao|duoc phan cong|giai doan|
    giai phap|giai quyet|hieu qua|hoan tat|hoan thanh|hoan thien|ke hoach de ra|ket qua|khan truong|
    kho khan|kip thoi|lanh dao|lien quan|nghiem tuc|nhanh chong|nhiem vu|noi dung|phan cong|phan dau|
    phan lon|phoi hop|quan tam|quan triet|quyet liet|ra soat|sap xong|tap trung|tat ca|tham muu|
    theo doi|theo dung|theo ke hoach|theo quy dinh|theo tien do|theo yeu cau|thoi gian qua|
    thoi gian toi|thuc hien|thuong xuyen|tich cuc|tien do|tiep thu|tiep tuc|to chuc|toan bo|tot dep|
    trien khai|trong thoi gian|ubnd tinh|uy ban nhan dan tinh|van ban|vuong mac|xin bao cao|xu ly|
    yeu cau
"""
_EMPTY_WORDS = """
    a ah anh ban bang bi boi ca cac cai can cham chinh cho chu chua chuc chung co con cong cua cung da
    dang dau de den dieu do doi don dong dung duoc em gan gi gia giao giup gom han hay het hien hon it
    kha khi khong kinh ky la lai lam len loi luc luon mat moi mong mot nam nao nay nen neu ngan ngay
    nghi ngoai nhe nhieu nho nhu nhung nua ok on phai phan qua ra rang rat roi sao sap sau se so som su
    tai the theo thi thoi tinh toi tot trong truoc tu va van ve vi viec viet voi vu vua xin xong
"""
_LONGEST_FIRST = sorted((phrase.strip() for phrase in _EMPTY_PHRASES.split("|")), key=len, reverse=True)
_PHRASES = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST)})\b")
_WORDS = frozenset(_EMPTY_WORDS.split())
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|phan tram\b)")
FEWEST = 3  # different words that say something of this work


def words_that_count(text: str) -> set[str]:
    """The different words which say something of this very work; a percentage has a field of its own."""
    left = _PHRASES.sub(" ", fold_words(_PERCENT.sub(" ", fold(text))))
    return {word for word in left.split() if word not in _WORDS and (len(word) > 1 or word.isdigit())}


def is_vague(text: str) -> bool:
    """Whether nothing in the text could be checked."""
    return len(words_that_count(text)) < FEWEST
