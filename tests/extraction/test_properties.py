"""What must hold for any text whatever."""

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.extraction import extract
from directives.extraction.tokens import Phrases

pytestmark = pytest.mark.no_cover  # thousands of texts, through lines which the tests of each form cover
ON = date(2025, 11, 4)

ACTORS = [
    "Sở Y tế", "Sở Nông nghiệp và Môi trường", "các sở, ban, ngành", "UBND các xã, phường", "Công an tỉnh",
    "Các Sở: Tài chính, Xây dựng", "Giám đốc Sở Nội vụ", "UBND phường Vinh Phú, xã Kim Liên",
    "Phòng Cảnh sát giao thông – Công an tỉnh", "Sở Lao động - Thương binh và Xã hội",
]  # fmt: skip
OPENINGS = [
    "Giao ",
    "Đề nghị ",
    "Chủ tịch UBND tỉnh yêu cầu ",
    "",
    "Nếu có vướng mắc, ",
    "Trước đó, ",
    "Ông đề nghị ",
]
WORK = [
    " chủ trì, phối hợp với Thuế tỉnh rà soát", " khẩn trương báo cáo", " đã hoàn thành", " thực hiện:",
    " kiểm tra; giao Sở Tư pháp thẩm định", " tham mưu kế hoạch, văn hoá và sức khoẻ",
]  # fmt: skip
TERMS = [
    "",
    " trước ngày 20/11/2025",
    " trong tháng 12",
    " hằng tuần",
    " trong 5 ngày – chậm nhất 15/12",
    " (qua Sở Y tế)",
]
MARKERS = ["", "1. ", "a) ", "- ", "II. ", "• ", "> ", "(1) ", "Thứ hai, ", "o "]
ENDS = [".", ";", "./.", "", "…", ":"]
ODD = [
    "Số: 12/TB-UBND",
    "“Phải làm ngay”, ông nói.",
    "I. KẾT QUẢ",
    "26.000 tỷ đồng, đạt 98,62%.",
    "Nơi nhận:",
    "12",
    "Trang 2/5",
    "Kính gửi:",
    "Đối với Sở Y tế",
    "Sở Y tế: (1) Rà soát cơ sở; (2) Báo cáo kết quả.",
    "(",
    "...",
]

sentences = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from(MARKERS),
    st.sampled_from(OPENINGS),
    st.sampled_from(ACTORS),
    st.sampled_from(WORK),
    st.sampled_from(TERMS),
    st.sampled_from(ENDS),
)
lines = st.one_of(sentences, sentences, sentences, st.sampled_from(ODD))
documents = st.lists(lines, min_size=1, max_size=8).map("\n".join)
calmly = settings(max_examples=150)


def said(text):
    """What is proposed, free of offsets and of Unicode form."""
    return [
        (
            plain(text[one.span.start : one.span.end]),
            [plain(actor.name) for actor in one.leads],
            [plain(actor.name) for actor in one.coordinators],
            one.deadline.kind,
            one.deadline.on,
        )
        for one in extract(text, on=ON).proposals
    ]


def plain(text):
    composed = unicodedata.normalize("NFC", text)
    return " ".join("-" if char in "–—‐−" else char for char in composed).split()


@calmly
@given(st.one_of(documents, st.text(max_size=300)))
def test_every_span_lies_in_the_text_and_slices_it(text):
    found = extract(text, on=ON)
    spans = [*found.sentences]
    for one in found.proposals:
        spans += [one.span, *(actor.span for actor in (*one.leads, *one.coordinators) if actor.span)]
        spans += [deadline.span for deadline in (one.deadline, *one.milestones) if deadline.span]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[one.span.start : one.span.end].strip() for one in found.proposals)


@calmly
@given(st.one_of(documents, st.text(max_size=300)))
def test_sentences_are_in_order_do_not_overlap_and_leave_nothing_out(text):
    spans = extract(text, on=ON).sentences

    assert all(before.end <= after.start for before, after in pairwise(spans))
    left = "".join(
        text[before.end : after.start]
        for before, after in zip([None, *spans], [*spans, None], strict=True)
        if before and after
    )
    covered = sum(span.end - span.start for span in spans)
    nothing = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    assert all(char.isspace() or char in nothing for char in left)
    assert covered >= sum(not char.isspace() and char not in nothing for char in text)


@calmly
@given(documents)
def test_proposals_lie_inside_sentences_and_do_not_cross(text):
    found = extract(text, on=ON)
    spans = [one.span for one in found.proposals]

    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(any(s.start <= span.start and span.end <= s.end for s in found.sentences) for span in spans)


@calmly
@given(documents)
def test_blank_lines_change_nothing(text):
    assert said(text.replace("\n", "\n\n \n")) == said(text)


@calmly
@given(documents)
def test_the_unicode_form_changes_nothing(text):
    assert said(unicodedata.normalize("NFD", text)) == said(unicodedata.normalize("NFC", text))


@calmly
@given(documents, st.sampled_from("-–—‐−"))
def test_the_kind_of_hyphen_changes_nothing(text, hyphen):
    assert said("".join(hyphen if char in "-–" else char for char in text)) == said(text)


@calmly
@given(documents)
def test_the_place_of_the_tone_mark_changes_nothing_but_the_quote(text):
    other = text.replace("oá", "óa").replace("oẻ", "ỏe").replace("Uỷ", "Ủy")

    assert [row[1:] for row in said(other)] == [row[1:] for row in said(text)]


@calmly
@given(documents)
def test_a_deadline_is_a_date_only_where_digits_or_a_span_of_time_stand(text):
    for one in extract(text, on=ON).proposals:
        if one.deadline.on:
            assert one.deadline.span
            assert any(char.isdigit() for char in text[one.deadline.span.start : one.deadline.span.end])


@calmly
@given(documents)
def test_lead_and_coordinator_are_never_the_same(text):
    for one in extract(text, on=ON).proposals:
        assert not {actor.name.lower() for actor in one.leads} & {
            actor.name.lower() for actor in one.coordinators
        }
        assert 0 < one.confidence <= 1
        assert len(one.title) <= 120


def look_ups(text, monkeypatch):
    """How many times a phrase is looked up while `text` is read: the measure of the work done."""
    count = 0
    match = Phrases.match

    def counted(self, tokens, at):
        nonlocal count
        count += 1
        return match(self, tokens, at)

    with monkeypatch.context() as patched:
        patched.setattr(Phrases, "match", counted)
        extract(text, on=ON)
    return count


def test_the_work_grows_in_step_with_the_text(monkeypatch):
    paragraph = (
        "Chủ tịch UBND tỉnh giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát; UBND các xã báo cáo"
        " trước ngày 20/11/2025. Tăng cường kiểm tra, xử lý nghiêm vi phạm.\n"
    )
    units = [
        paragraph,
        "Sở Y tế, ",
        "xã A, ",
        "rà soát, ",
        "Chủ tịch UBND ",
        "giao Sở Y tế rà soát; ",
        "(",
        "các xã và\n",
        "các Sở: ",
        "các cơ quan gồm ",
    ]
    for unit in units:
        once = look_ups(unit * (20_000 // len(unit)), monkeypatch)
        thrice = look_ups(unit * (60_000 // len(unit)), monkeypatch)

        assert thrice <= 3.5 * once + 1000, unit


@pytest.mark.parametrize("unit", [".", "?!"])
def test_five_megabytes_of_one_sign_come_to_an_end(unit):
    """Look-ups do not count the steps of a pattern: one that starts anew at each sign takes days."""
    text = unit * (5_000_000 // len(unit))
    found = extract(text, on=ON)

    assert not found.proposals
    assert found.sentences[-1].end == len(text)


@pytest.mark.parametrize("unit", ["các Sở: ", "các cơ quan gồm ", "Các đơn vị bao gồm: "])
def test_lists_in_lists_without_end_are_read(unit):
    text = unit * 2_000 + "Sở Y tế rà soát."

    assert extract(text, on=ON).sentences[-1].end == len(text)
