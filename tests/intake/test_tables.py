"""A plan annex with a table, entered and read."""

import pytest

from directives import intake
from directives.models import Proposal
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
