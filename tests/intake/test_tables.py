"""A plan annex with a table, entered and read."""

import pytest
from docx import Document as WordDocument

from directives import intake
from directives.extraction import extract
from directives.models import Proposal
from meetings.reading import read
from tests.intake.conftest import parties

TEXT = (
    "Danh mục nhiệm vụ triển khai Kế hoạch:\n"
    "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\tSản phẩm\n"
    "I\tNhiệm vụ của Sở Tài chính\t\t\t\t\n"
    "1\tRà soát nhu cầu kinh phí mua thuốc\t\tSở Y tế\tQuý I/2026\tBáo cáo của Sở Tài chính\n"
    "2\tTập huấn nghiệp vụ\tSở Giáo dục và Đào tạo\t\tThường xuyên\t"
)


@pytest.fixture
def annex(make_document, provincial, lan):
    document = make_document(text=TEXT)
    intake.propose(document.pk, by=lan)
    return document


def test_a_row_is_stored_with_its_product_and_whom_its_group_charges(annex, finance, health):
    first, second = Proposal.objects.filter(document=annex)

    assert (first.title, first.deliverable) == (
        "Rà soát nhu cầu kinh phí mua thuốc",
        "Báo cáo của Sở Tài chính",
    )
    assert (first.deadline_kind, str(first.due_on), first.deadline_text) == (
        "fixed",
        "2026-03-31",
        "Quý I/2026",
    )
    assert parties(first) == {("lead", str(finance)), ("coordinator", str(health))}
    assert first.lead_inherited
    assert (second.deadline_kind, second.due_on, second.deadline_text) == ("none", None, "Thường xuyên")
    assert (second.deliverable, annex.sentences.count()) == ("", 5)


def test_part_of_a_row_chosen_by_hand_knows_its_headings(annex, finance):
    start = TEXT.index("mua thuốc")

    passage = intake.read_passage(annex, start, start + len("mua thuốc"))

    assert (passage.proposal.start, str(passage.proposal.due_on)) == (start, "2026-03-31")
    assert finance in [party.agency for party in passage.parties]


def test_words_beside_the_tables_are_read_by_themselves(annex):
    passage = intake.read_passage(annex, 0, TEXT.index("\n"))

    assert (passage.parties, passage.proposal.due_on) == ([], None)


def test_a_word_table_with_merged_cells_becomes_directives(tmp_path):
    word = WordDocument()
    word.add_paragraph("Danh mục nhiệm vụ:")
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn"],
        ["", "", "Chủ trì", "Phối hợp", ""],
        ["I. Nhiệm vụ của Sở Nội vụ", "", "", "", ""],
        ["1", "Rà soát quy hoạch", "Sở Xây dựng\nSở Y tế", "- Sở Tư pháp\n- Công an tỉnh", "Quý I/2026"],
        ["2", "Rà soát quỹ đất", "", "", "30/11/2025"],
        ["3", "Tập huấn nghiệp vụ", "", "UBND các xã", "12/2025"],
    ]
    table = word.add_table(len(rows), 5)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    for first, last in [
        ((0, 2), (0, 3)),
        ((0, 0), (1, 0)),
        ((0, 1), (1, 1)),
        ((2, 0), (2, 4)),
        ((3, 2), (4, 2)),
    ]:
        text = table.cell(*first).text
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = text
    word.save(str(tmp_path / "plan.docx"))

    text = read(tmp_path / "plan.docx", "plan.docx", on_progress=lambda done, total: None).text

    assert [
        (
            one.title,
            [actor.name for actor in one.leads],
            [actor.name for actor in one.coordinators],
            str(one.deadline.on),
        )
        for one in extract(text).proposals
    ] == [
        ("Rà soát quy hoạch", ["Sở Xây dựng", "Sở Y tế"], ["Sở Tư pháp", "Công an tỉnh"], "2026-03-31"),
        ("Rà soát quỹ đất", ["Sở Xây dựng", "Sở Y tế"], [], "2025-11-30"),
        ("Tập huấn nghiệp vụ", ["Sở Nội vụ"], ["UBND các xã"], "2025-12-31"),
    ]
