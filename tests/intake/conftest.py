"""A conclusion as an office would write one, entered and read; made up for these tests."""

import pytest
from django.core.management import call_command

from directives import intake
from directives.models import Proposal
from meetings.models import Document

TEXT = """Chủ tịch UBND tỉnh đánh giá cao nỗ lực của các ngành trong tháng qua.

1. Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát nhu cầu kinh phí mua thuốc; \
tổng hợp, báo cáo UBND tỉnh trước ngày 20/11/2025.
2. Giao UBND các xã, phường rà soát hộ nghèo trên địa bàn.
3. Giao Ban Kiến thiết Hồ Đập báo cáo tiến độ thi công trước ngày 15/11/2025.

Thời tiết những ngày tới diễn biến thuận lợi."""


def parties(proposal: Proposal) -> set[tuple[str, str]]:
    """Who is charged with a proposal: role and name, with ? before a name nobody knows."""
    return {
        (party.role, str(party.agency or party.group or f"?{party.text}")) for party in proposal.parties.all()
    }


@pytest.fixture
def provincial(finance, health, education, departments_group, communes_group):
    """The agencies and groups which the text names, but for one that nobody knows."""


@pytest.fixture
def draft(make_document, session_0411, provincial, lan) -> Document:
    """The conclusion of the session, read and not published."""
    document = make_document(text=TEXT, meeting=session_0411)
    intake.propose(document.pk, by=lan)
    return document


@pytest.fixture
def find(draft):
    """Find a proposal by words of its passage: `find("mua thuốc")`."""

    def find(words: str) -> Proposal:
        at = draft.text.index(words)
        return draft.proposals.get(start__lte=at, end__gt=at)

    return find


@pytest.fixture
def nghe_an(db):
    """The agencies of the real province."""
    call_command("init_province", "Nghệ An", verbosity=0)
