"""The text is cut into pieces without losing or moving a letter, wherever the marks lie."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from directives.marking import Evidence, Mark, marked_lines
from directives.models import Sentence
from directives.passages import parts_of, trimmed, uncovered

texts = st.text(alphabet="aă đệ.;,\n𝒳1-", min_size=1, max_size=60)


@st.composite
def marked_texts(draw):
    text = draw(texts)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda span: span[0] < span[1]
    )
    found = draw(st.lists(spans, max_size=5))
    proofs = tuple(Evidence(a, b, "lead") for a, b in draw(st.lists(spans, max_size=3)))
    marks = [Mark(n, n, a, b, proofs) for n, (a, b) in enumerate(found)]
    sentences = [Sentence(start=a, end=b) for a, b in draw(st.lists(spans, max_size=3))]
    return text, marks, sentences


@given(marked_texts())
def test_pieces_put_together_are_the_text(made):
    text, marks, sentences = made
    lines = marked_lines(text, marks, sentences)
    pieces = [piece for line in lines for stretch in line.stretches for piece in stretch.pieces]
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    assert all(text[piece.at : piece.at + len(piece.text)] == piece.text for piece in pieces)


@given(marked_texts())
def test_a_letter_carries_the_marks_that_cover_it(made):
    text, marks, sentences = made
    for line in marked_lines(text, marks, sentences):
        for stretch in line.stretches:
            for at in range(stretch.at, stretch.end):
                covering = {mark.key for mark in marks if mark.start <= at < mark.end}
                assert {mark.key for mark in stretch.marks} == covering
                if stretch.sentence is not None:
                    assert not covering
                    assert stretch.sentence.start <= at < stretch.sentence.end


@given(marked_texts())
def test_every_mark_starts_once(made):
    text, marks, _ = made
    seen = [
        mark.key
        for line in marked_lines(text, marks)
        for stretch in line.stretches
        for mark in stretch.starting
    ]
    shown = [mark.key for mark in marks if text[mark.start] != "\n"]
    assert sorted(seen) == shown


def test_evidence_is_named_and_the_deadline_comes_first():
    mark = Mark(1, 1, 0, 10, (Evidence(0, 6, "lead"), Evidence(4, 8, "deadline")))
    [line] = marked_lines("abcdefghij", [mark])
    pieces = [(piece.text, piece.evidence) for piece in line.stretches[0].pieces]
    assert pieces == [("abcd", "lead"), ("ef", "deadline"), ("gh", "deadline"), ("ij", "")]


def test_blank_lines_are_left_out_and_remembered():
    lines = marked_lines("một\nhai\n\n\nba", [])
    assert [(line.stretches[0].pieces[0].text, line.spaced) for line in lines] == [
        ("một", False),
        ("hai", False),
        ("ba", True),
    ]


@given(marked_texts())
def test_a_sentence_is_uncovered_when_no_span_touches_it(made):
    _, marks, sentences = made
    spans = [(mark.start, mark.end) for mark in marks]
    naive = [s for s in sentences if not any(a < s.end and s.start < b for a, b in spans)]
    assert uncovered(sentences, spans) == naive


@given(texts, st.integers(-5, 70), st.integers(-5, 70))
def test_trimming_stays_inside_and_leaves_no_blank_edge(text, start, end):
    a, b = trimmed(text, start, end)
    assert 0 <= a <= b <= max(len(text), a)
    assert text[a:b] == text[a:b].strip()
    if 0 <= start <= end <= len(text):
        assert text[a:b] == text[start:end].strip()


@given(texts)
def test_parts_follow_each_other_and_lose_no_word(text):
    parts = parts_of(text, 0, len(text))
    assert all(first[1] <= second[0] for first, second in pairwise(parts))
    assert "".join("".join(text[a:b].split()) for a, b in parts) == "".join(text.split())


def test_where_a_point_can_be_cut():
    text = "rà soát nhu cầu vốn; tổng hợp, báo cáo UBND tỉnh. Đồng thời hướng dẫn các xã, phường, đồng thời "
    text += "kiểm tra"
    parts = [text[a:b] for a, b in parts_of(text, 0, len(text))]
    assert parts == [
        "rà soát nhu cầu vốn;",
        "tổng hợp,",
        "báo cáo UBND tỉnh.",
        "Đồng thời hướng dẫn các xã, phường,",
        "đồng thời kiểm tra",
    ]
